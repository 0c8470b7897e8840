"""The words that tell where a noun phrase begins and ends, and what it is about."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from metier.rarity import rarity, stem
from metier.wordlists import lines_of, word_group

DETERMINERS = word_group("determiners")
QUANTIFIERS = word_group("quantifiers")
PRAISE = word_group("praise")
PREPOSITIONS = word_group("prepositions")
CLAUSE_WORDS = word_group("clause-words")
PRONOUNS = word_group("pronouns")
ADVERBS = word_group("adverbs")
COPULAS = word_group("copulas")
AUXILIARIES = word_group("auxiliaries")
SURE_PARTICIPLES = word_group("sure-participles")
PARTICIPLES = word_group("participles") | SURE_PARTICIPLES
LISTING_VERBS = word_group("listing-verbs")
INTRANSITIVE_VERBS = word_group("intransitive-verbs")
PEOPLES_VERBS = word_group("peoples-verbs")
NOUNS_TOO = word_group("nouns-too")
GENERIC = word_group("generic")
GENERIC_MODIFIERS = word_group("generic-modifiers")
PEOPLE = word_group("people")
ABSTRACT = word_group("abstract")
TOOL_HEADS = word_group("tool-heads")
MASS_HEADS = word_group("mass-heads")
COLLECTIVES = word_group("collectives")
EDITIONS = word_group("editions")
PLAIN_ADJECTIVES = word_group("plain-adjectives")
PURPOSE = word_group("purpose")
ARTICLES = frozenset({"a", "an", "the"})
JOINTS = frozenset({"and", "or"})

NO_NAME = PREPOSITIONS | CLAUSE_WORDS | PRONOUNS | DETERMINERS | COPULAS | AUXILIARIES
"""Words with which no name begins, or ends."""

_COMMON = 7.5
"""Rarity below which a word is one that everybody uses."""

_ADVERB = re.compile(
    r"(?!family|supply|assembly|anomaly|daily|weekly|monthly|early|monopoly)\w{3,}ly"
)
_ADJECTIVE = re.compile(r"(?:ed|able|ible|ous|ful|less)\Z")
_VERB = re.compile(r"\w{3,}(?<!s)(?:ize|ify)")
_ASIDE = re.compile(r"\([^()]*\)")
_AGENT = re.compile(r"\w{3}(?:ist|ian|yst|eer|smith|wright|man|woman|keeper|maker|worker)\Z")
_DOER = re.compile(r"(\w{2,}?)(?:er|or)\Z")
_SINGULAR_ENDS = ("ss", "us", "is", "ics", "ias", "eas")
_SIBILANT_PLURALS = ("sses", "xes", "zes", "ches", "shes")
_NO_CONTENT = frozenset({"of", "and", "the", "or", "for", "in", "&"})


@cache
def _instruments() -> frozenset[str]:
    return frozenset(lines_of("instruments")) | word_group("everyday-instruments")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lines_of("verbs"))


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Return the singular of an English noun in small letters, as its ending suggests it.

    >>> [singular(word) for word in ("batteries", "presses", "lens", "lenses", "glass", "analyses")]
    ['battery', 'press', 'lens', 'lens', 'glass', 'analysis']
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(_SINGULAR_ENDS):
        return word
    if word in word_group("ends-in-s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("lyses", "theses", "crises", "noses", "oases")):
        return word[:-2] + "is"
    if word[:-2] in word_group("ends-in-s") or (
        word.endswith(_SIBILANT_PLURALS) and word != "axes"
    ):
        return word[:-2]
    return word[:-1]


def ends_in_plural(word: str) -> bool:
    """Whether a word ends as plurals do, possessives aside."""
    return singular(word) != word and not is_possessive(word)


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun that modifies no other: ``gauges``, but not ``sales``."""
    low = word.casefold()
    return ends_in_plural(low) and low not in word_group("plural-modifiers")


def is_possessive(word: str) -> bool:
    """Whether a word says whose."""
    return word.endswith(("'s", "\u2019s"))


def is_instrument(word: str) -> bool:
    """Whether a word is the head of names of tools, in O*NET or in everyday life."""
    low = word.casefold()
    return low not in word_group("faculties") and not _instruments().isdisjoint(
        (low, singular(low))
    )


def is_generic(word: str) -> bool:
    """Whether a noun says *tool* without saying which."""
    low = word.casefold()
    return low in GENERIC or f"{low}s" in GENERIC or singular(low) in GENERIC


@lru_cache(maxsize=1 << 16)
def is_agent(word: str) -> bool:
    """Whether a singular in small letters names people by what they do.

    >>> [is_agent(word) for word in ("officer", "inspector", "floor", "scanner", "analyst", "paper")]
    [True, True, False, False, True, False]
    """
    if word in PEOPLE or word in word_group("agents") or _AGENT.search(word):
        return True
    doer = _DOER.fullmatch(word)
    return doer is not None and not is_instrument(word) and any(map(is_verb, _bases(doer[1])))


def _bases(stem: str) -> tuple[str, ...]:
    """Return the verbs that one who does may come from: *inspect*, *bake* of *bak*, *run* of *runn*."""
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return stem, f"{stem}e", doubled


def is_faculty(name: str) -> bool:
    """Whether a name means a habit, a sense, a quality or a bond between people.

    >>> is_faculty("trained eye"), is_faculty("USB memory"), is_faculty("patience")
    (True, False, True)
    """
    parts = re.split(r"\s+(?:of|for|with|to|in)\s+", name)[0].split()
    if not parts or parts[-1].casefold() not in word_group("faculties"):
        return False
    if len(parts) > 1 and parts[-1].casefold() in word_group("often-things"):
        return parts[-2].casefold() in word_group("of-a-person")
    return len(parts) == 1 or not is_name(parts[-1])


def is_verb(word: str) -> bool:
    """Whether a word is a verb in its base form."""
    low = word.casefold()
    return low in _verbs() or bool(_VERB.fullmatch(low))


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
    if word in SURE_PARTICIPLES:
        return True
    if word in PARTICIPLES or word.endswith("ed"):
        return after in PREPOSITIONS | ADVERBS | {"to"} or bool(_ADVERB.fullmatch(after))
    return word.endswith("ing") and after in DETERMINERS | PRONOUNS


def is_adverb(word: str) -> bool:
    """Whether a word ends as adverbs do."""
    return bool(_ADVERB.fullmatch(word))


def is_adjective(word: str) -> bool:
    """Whether a word ends as adjectives do that stand behind what they describe."""
    return bool(_ADJECTIVE.search(word))


def is_common(word: str) -> bool:
    """Whether a word is one of ordinary language, and no tool: ``growth``, not ``naloxone``."""
    low = word.casefold()
    if is_name(word) or is_plural(low) or is_instrument(low):
        return False
    return rarity(stem(low)) < _COMMON


def is_name(word: str) -> bool:
    """Whether a word is written as a proper name, an acronym or a code: in it is a capital or a digit."""
    return any(letter.isupper() or letter.isdigit() for letter in word)


def is_acronym(word: str) -> bool:
    """Whether a word is written as an abbreviation: more than one capital, no blank."""
    return " " not in word and sum(letter.isupper() for letter in word) > 1


def is_product(name: str) -> bool:
    """Whether a name is that of one product or institution: an acronym, or all its words have capitals."""
    parts = [part for part in _ASIDE.sub("", name).split() if part[:1].isalnum()]
    parts = [part for part in parts if part.casefold() not in _NO_CONTENT]
    if len(parts) == 1:
        return is_name(parts[0][1:])
    return len(parts) > 1 and all(map(is_name, parts))
