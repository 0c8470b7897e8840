"""The words that tell where a noun phrase begins and ends, and what it is about."""

from __future__ import annotations

import re
from functools import cache

from metier.rarity import listed, rarity, stem

WORD = re.compile(r"[^\W_][\w'\u2019.+#&/-]*|\S")
"""A word with what belongs to it, or a single other character."""


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(listed(name))


_ADVERB = re.compile(
    r"(?!family|supply|assembly|anomaly|daily|weekly|monthly|early|monopoly)\w{3,}ly"
)

DETERMINERS = frozenset(
    """a an the this that these those my your his her its our their one's each every any some no another both all
    most many several few more other such what whose""".split()
)
QUANTIFIERS = frozenset(
    """one two three four five six seven eight nine ten dozen multiple various countless enough plenty lots lot
    pair couple handful own same certain""".split()
)
PRAISE = frozenset(
    """good reliable decent simple proper clean single small large big deep real right solid sharp cheap old new
    well-kept trusty honest plain modest humble sturdy actual genuine full whole main primary
    essential""".split()
)
"""Adjectives that praise or size a thing and don't name its kind."""

PREPOSITIONS = frozenset(
    """about above across after against along among around as at before behind below beneath beside between beyond
    by despite down during except for from in inside into near of off on onto out outside over past per
    through throughout to toward towards under underneath until up upon via with within without""".split()
)
CLAUSE_WORDS = frozenset(
    """because how however if rather since so than that unless until when where whereas whether which while who whom
    whose why but not never nor yet even just only once wherever whenever""".split()
)
PRONOUNS = frozenset(
    """i we you he she they it one everyone everybody nobody someone somebody anyone nothing everything something
    anything whatever whichever this these those there here""".split()
)
ADVERBS = frozenset(
    """also always still then now often sometimes usually only just mostly largely simply increasingly especially
    above all plus again too almost nearly quite very rather first finally sometimes-also lately occasionally
    likewise equally perhaps maybe typically once ever early late later ideally decisively""".split()
)

COPULAS = frozenset(
    "is are was were be been am remain remains remained isn't aren't become becomes became".split()
)
PARTICIPLES = frozenset(
    """used kept held worn treated chosen applied made built bought trained tuned governed carried drawn driven
    written-up laid known given taken shared hung found sewn bound cut read run""".split()
)
"""Participles that say how a thing is used, when a preposition or an adverb follows."""

PRESENT_PARTICIPLES = frozenset(
    "running using holding covering showing listing containing tying giving linking telling".split()
)

_ALWAYS_PARTICIPLES = frozenset("kept held worn hung applied used governed treated bought".split())

AUXILIARIES = frozenset(
    """has have had do does did can could will would shall should may might must cannot can't won't don't
    doesn't""".split()
)
LISTING_VERBS = frozenset(
    """include use comprise carry wear keep need require own add consult employ wield hold bring run reach rely draw
    lean depend read apply maintain have operate work range sit hang live lie rest travel span track
    favor choose pair combine mean pack trust prefer""".split()
)
"""Verbs whose object is a tool when a person, or the tool kit, is their subject."""

GENERIC = frozenset(
    """tool tools toolkit toolset instrument instruments kit kits gear equipment core heart backbone staple staples
    essential essentials thing things rest work bench basics item items aid aids apparatus resource resources
    tooling means way ways everything foundation spine center centre centerpiece workhorse companion
    companions product products others ones part parts discipline craft arsenal stack layer source sources
    medium anchor anchors canon map standard-issue option options example examples hardware software piece pieces
    extension materials consumables machinery mainstay mainstays asset assets technology technologies environment texts
    authorities practices weapon weapons""".split()
)
"""Nouns that say *tool* without saying which."""

GENERIC_MODIFIERS = frozenset(
    """similar core main primary principal chief working basic essential supporting physical indispensable important
    underrated valuable irreducible central daily everyday other real true first key only ultimate oldest best
    sharpest last final necessary standard usual common minimum bare non-negotiable deepest simplest personal internal
    conceptual technical digital practical material outer inner hidden greatest powerful underused biggest
    critical most least more literal actual whole great same special basic modern traditional""".split()
)

EVERYDAY_INSTRUMENTS = frozenset(
    """agenda album almanac app archive atlas bell bench bible binder blueprint book brochure calendar canvas catalog
    checklist clipboard clock codebook collar cookbook dashboard database deck diagram diary dictionary directory easel
    encyclopedia envelope fabric flowchart flyer form framework gazetteer glossary graph guidebook handbook headphones
    ink inventory invoice journal keyboard laptop ledger letter library logbook magazine manual matrix memo mic
    notebook notepad paint paper pen pencil permit phone plan planner playbook playlist podcast portal poster printout
    questionnaire radio receipt register report ribbon roster rubric rulebook schedule scorecard script sheet simulator
    sketch sketchbook spreadsheet stylus survey tablet template thesaurus timetable tracker translation transcript
    uniform van vehicle wallet website whiteboard wiki workbook worksheet yarn""".split()
)
"""Heads of names of things that O*NET has no machine or hand tool for."""

PEOPLE = frozenset(
    """person people man men woman women child children parent parents family families friend friends partner partners
    colleague colleagues mentor mentors coach coaches team teams crew crews supervisor supervisors manager
    managers boss peer peers client clients customer customers doctor doctors nurse nurses pediatrician
    lawyer lawyers attorney attorneys expert experts specialist specialists therapist therapists teacher teachers
    student students apprentice apprentices helper helpers assistant assistants smith maker user users practitioner
    practitioners reader readers opponent opponents supplier suppliers vendor vendors wholesaler wholesalers
    grower growers neighbor neighbors neighbour neighbours volunteer volunteers officer officers player
    players poet poets member members elder elders guide sponsor godparent rabbi priest imam director spouse
    sibling siblings dispatcher producer group groups community communities band union clergy aide aides nanny
    interpreter interpreters photographer counselor counselors counsellor agent agents broker brokers contractor
    contractors engineer engineers designer designers""".split()
)

FACULTIES = frozenset(
    """ability abilities attention attentiveness awareness body breath calm calmness character charisma common-sense
    compassion composure concentration confidence conscience consistency conversation courage craftsmanship creativity
    curiosity detachment diplomacy discernment discipline discretion ear ears empathy endurance
    experience expertise eye eyes faith feel fidelity fingertip fingertips fitness flexibility focus gaze gratitude gut habit
    habits hand hands hearing honesty humility humor humour imagination instinct instincts intuition judgement
    judgment kindness knowledge listening literacy love memory mind mindset mindfulness muscle-memory
    network networks nose nerve observation palate patience persistence persuasion presence rapport reflection
    relationship relationships reputation resilience respect restraint self-awareness self-control self-discipline sense
    senses silence skepticism skill skills smell solitude stamina stillness strength sympathy tact taste temperament
    thinking time tolerance tongue touch trust understanding vigilance vision vocabulary voice will willingness
    wisdom wit words""".split()
)
"""Heads of phrases that name a habit, a sense, a quality, or a bond between people."""

OFTEN_THINGS = frozenset(
    "trust body time will hand hands touch voice memory network networks words focus".split()
)
"""Heads that mean a faculty alone or behind *trained* and the like; else they may be a computer's memory."""

ABSTRACT = frozenset(
    """accountability reference meaning memory reality truth ability safety governance quality speed trust success
    difference value purpose core access control proof evidence adversity harm advantage sake fairness
    protection""".split()
)

NOUNS_TOO = frozenset(
    """account address advance answer appeal award balance bar bill blend block blow board bond book break brief
    brush budget build burn call cast challenge change charge chart check claim clamp climb close coach code
    combat contest contract contrast control cost cough count counter couple cover craft crash curb cut
    damage deposit design detail display document draft draw dress drift drill drive ease end exchange
    exercise experience exploit face file finance finish fit flow focus fold force forecast form format frame
    gauge glide grant group guard guide harm hook host inventory jump kick knock label land launch lay lead
    level lift light limit line link list load lock log look machine map mark market match mean measure mix
    model monitor mount move need network note offset order pack paint panic patrol picture place plan plane
    plate play plot plow point polish position post practice press price print process program project
    protest pull pump push question rank rate reach record release repair report request rescue reserve rest
    result return review ride ring rinse roll route ruin rule run rush sample saw scale scan scare schedule
    score scream screen script seal search sense service set shape sheet shift signal sketch slide slip sort
    sound spin split sponsor spot squeeze stack stain stamp stand start step stock stop store stretch strike
    string structure struggle study supplement supply support survey switch tag talk tap taste tear test tie
    track train transfer transport travel trim twist update upgrade use value view visit walk wash waste
    watch water weight wind witness work worry wrap""".split()
)
"""Verbs whose third person is more often the plural of a noun."""

_COMMON = 7.5
"""Rarity below which a word is one that everybody uses."""

_PLURAL_MODIFIERS = frozenset(
    """sales goods sports systems operations communications materials electronics savings customs graphics analytics
    records arms news logistics robotics optics physics ethics mathematics statistics forensics acoustics
    dynamics""".split()
)


def singular(word: str) -> str:
    """Return the singular of an English noun, as its ending suggests it.

    >>> [singular(word) for word in ("batteries", "presses", "gas", "gauges", "glass", "analyses")]
    ['battery', 'press', 'gas', 'gauge', 'glass', 'analysis']
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("lyses", "theses", "crises", "axes")) and len(word) > 5:
        return word[:-2] + "is"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = word.casefold()
    if low.endswith(("'s", "\u2019s")) or low in _PLURAL_MODIFIERS:
        return False
    return singular(low) != low


def is_instrument(word: str) -> bool:
    """Whether a word is the head of a tool's name in O*NET."""
    low = word.casefold()
    one = singular(low)
    return low not in FACULTIES and (one in _listed("instruments") or one in EVERYDAY_INSTRUMENTS)


def is_generic(word: str) -> bool:
    """Whether a noun says *tool* without saying which."""
    low = word.casefold()
    return low in GENERIC or f"{low}s" in GENERIC or singular(low) in GENERIC


def is_verb(word: str) -> bool:
    """Whether a word is a verb in its base form."""
    return word.casefold() in _listed("verbs")


def verb_of(word: str) -> str | None:
    """Return the base form of a verb in the third person, or None for another word."""
    low = word.casefold()
    if not low.endswith("s") or low.endswith("ss"):
        return None
    bases = [low[:-1]]
    if low.endswith("ies"):
        bases.append(low[:-3] + "y")
    elif low.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        bases.append(low[:-2])
    return next((base for base in bases if is_verb(base)), None)


def is_participle(word: str, following: str) -> bool:
    """Whether a word behind a noun says how the thing is used, as in ``brushes kept to points``."""
    after = following.casefold()
    if word in _ALWAYS_PARTICIPLES:
        return True
    if word in PARTICIPLES or word.endswith("ed"):
        return after in PREPOSITIONS | ADVERBS | {"to"} or bool(_ADVERB.fullmatch(after))
    if word in PRESENT_PARTICIPLES:
        return True
    return word.endswith("ing") and (after in DETERMINERS or after in PRONOUNS)


def is_common(word: str) -> bool:
    """Whether a word is one of ordinary language, and no tool: ``growth``, but not ``naloxone`` or ``pumps``."""
    low = word.casefold()
    return (
        not is_name(word)
        and not is_plural(low)
        and not is_instrument(low)
        and rarity(stem(low)) < _COMMON
    )


def is_name(word: str) -> bool:
    """Whether a word is written as a proper name, an acronym or a code: in it is a capital or a digit."""
    return any(letter.isupper() or letter.isdigit() for letter in word)


def is_product(name: str) -> bool:
    """Whether a name is that of one product or institution: an acronym, or all its words have capitals."""
    words = [word for word in re.sub(r"\([^()]*\)", "", name).split() if word[:1].isalnum()]
    words = [word for word in words if word.casefold() not in ("of", "and", "the", "or", "for", "in", "&")]
    if len(words) == 1:
        return is_name(words[0][1:])
    return len(words) > 1 and all(is_name(word) for word in words)
