"""What a text is about, which nodes its names mean, what it has besides, and what a profile has of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.articles import Count, Gold, Reading, gold_texts, reading_of
from hypothesis import given
from hypothesis import strategies as st

import metier
from metier.text.annotation import Annotation, Candidate, Mention
from metier.text.matching.misspelling import Corrections
from metier.text.results.as_json import annotation_to_dict

from .support import CORPUS, PROFILES, ROOT, needs_corpus, write_profile

ARTICLE = (ROOT / "docs" / "articles" / "customs-officer.txt").read_text(encoding="utf-8")
SOUP = """\
Leek soup

Cut the leeks into rings and melt some butter. Add stock and cream, let it simmer until all is soft, and
serve it with bread. It keeps for two days in a cold place.
"""
TOWER = """\
A night in the tower

Aircraft wait at the holding point while the approach radar turns. Each flight strip moves down the board,
the squawk is set, and wake turbulence decides who goes next. The ATC gives a hand-off to the next sector.
"""
MEDICINES = """\
Counting medicines

Every medicine has a defined daily dose, and tablets are counted with the pill counter. Sales of the pharmacies
are summed up by the ATC and the strength of the dose, so that countries can be compared.
"""


def written_in(folder: Path, title: str, *lists: str, head: str = "") -> None:
    """Write a profile whose sections are pairs of a heading and its items."""
    sections = "".join(
        f"- heading: {heading}\n  markdown: |-\n"
        + "".join(f"    - **{item}\n" for item in items.split("; "))
        for heading, items in (one.split(": ", 1) for one in lists)
    ).replace(" = ", "** \N{EM DASH} ")
    slug = title.lower().replace(" ", "-")
    write_profile(folder, slug, f"{head}sections:\n{sections}", title)


SIX = (
    "compliance-officer",
    "customs-officer",
    "detective",
    "logistics-coordinator",
    "police-officer",
    "supply-chain-manager",
)
"""Those of the project's own profiles that share no name with the ones made up here."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    """Some of the project's own profiles, and others in which words mean something else."""
    folder = tmp_path_factory.mktemp("homonyms")
    written_in(
        folder,
        "Air Traffic Controller",
        "Vocabulary: Squawk = the transponder code of an aircraft; Wake turbulence = air behind an aircraft; "
        "Hand-off = passing an aircraft to another sector",
        "Tools: Flight strip = a row for each aircraft; Approach radar = shows aircraft near the runway",
        head="aliases: [ATC]\nspecializations: [approach control]\n",
    )
    written_in(
        folder,
        "Drug Statistician",
        "Vocabulary: ATC = the group of a medicine by what it does; "
        "Defined daily dose = the assumed dose of a medicine; Case = one person who took a medicine",
        "Tools: Pill counter = counts tablets; radar = shows which medicine is ahead",
    )
    written_in(folder, "Bus Driver", "Tools: Ticket machine = sells tickets")
    written_in(folder, "Truck Driver", "Tools: Tachograph = records hours at the wheel")
    written_in(folder, "Prison Officer", "Tools: Cell key = locks a cell")
    written_in(
        folder,
        "Farrier",
        "Tools: hammer = drives nails; hoof knife = trims; anvil = to turn shoes on",
    )
    return metier.build([*(PROFILES / f"{slug}.yaml" for slug in SIX), folder], jobs=1)


@pytest.fixture(scope="module")
def atlas() -> metier.KnowledgeGraph:
    """The real profiles."""
    return metier.build(CORPUS / "souls")


def short(iri: str) -> str:
    return iri.removeprefix("https://w3id.org/metier/")


def named(found: Annotation) -> list[tuple[str, str]]:
    return [(one.text, short(one.node.id)) for one in found.mentions]


def slugs(found: Annotation) -> list[str]:
    return [one.node.slug for one in found.about]


def every(mentions: Sequence[Mention]) -> Iterator[Mention]:
    for one in mentions:
        yield one
        yield from one.nested


def candidates(found: Annotation) -> dict[str, Candidate]:
    return {one.label: one for one in found.candidates}


def squeezed(text: str) -> str:
    return " ".join(text.split())


# ---- What a text is about


def test_a_title_says_what_a_text_is_about(graph: metier.KnowledgeGraph) -> None:
    found = graph.annotate("What does a truck driver do?\n\nMost of it is waiting in a queue.")
    assert slugs(found)[0] == "truck-driver"
    assert "the title names it" in found.about[0].evidence[0]


def test_names_say_what_a_text_is_about(graph: metier.KnowledgeGraph) -> None:
    found = graph.annotate(
        "Early hours\n\nBus drivers begin at four. A bus driver is alone with the road, and the bus driver "
        "is the last to leave. Bus drivers rest on Mondays."
    )
    assert slugs(found)[0] == "bus-driver"
    assert "it is named" in found.about[0].evidence[0]


def test_tools_and_terms_say_what_a_text_is_about(graph: metier.KnowledgeGraph) -> None:
    found = graph.annotate(TOWER.replace("The ATC", "Somebody"))
    assert slugs(found)[0] == "air-traffic-controller"
    assert "of its tools and terms" in found.about[0].evidence[0]


def test_words_alone_say_what_a_text_is_about(graph: metier.KnowledgeGraph) -> None:
    profile = next(
        text
        for practice, heading, text in graph.facts.sections()
        if practice.endswith("/customs-officer") and heading == "Scenarios"
    )
    found = graph.annotate(profile.replace("officer", "colleague"))
    assert slugs(found)[0] == "customs-officer"
    assert not any("named" in said or "title" in said for said in found.about[0].evidence)


@pytest.mark.parametrize("text", [SOUP, "", "\n\n", "1 2 3", "Ein Tag im Hafen\n\nEs regnet."])
def test_a_text_about_something_else_is_about_nothing(
    graph: metier.KnowledgeGraph, text: str
) -> None:
    found = graph.annotate(text)
    assert found.about == ()
    assert found.coverage is None


def test_who_knows_what_a_text_is_about_may_say_so(graph: metier.KnowledgeGraph) -> None:
    assert slugs(graph.annotate(ARTICLE))[0] == "customs-officer"
    found = graph.annotate(ARTICLE, about="Detective")
    assert [(one.node.slug, one.score, one.evidence) for one in found.about] == [
        ("detective", 1.0, ())
    ]
    assert found.coverage
    assert found.coverage.practice.slug == "detective"


def test_what_a_text_is_about_never_adds_up_to_more_than_all(graph: metier.KnowledgeGraph) -> None:
    for text in (ARTICLE, TOWER, MEDICINES):
        scores = [one.score for one in graph.annotate(text).about]
        assert scores == sorted(scores, reverse=True)
        assert 0 < sum(scores) <= 1


# ---- Which node a name means


def test_an_abbreviation_means_what_its_company_says(graph: metier.KnowledgeGraph) -> None:
    meant = {}
    for text in (TOWER, MEDICINES):
        (one,) = (one for one in graph.annotate(text).mentions if one.text == "ATC")
        meant[short(one.node.id)] = [short(other.node.id) for other in one.alternatives]
        assert all(other.score <= one.score for other in one.alternatives)
    assert meant == {
        "id/air-traffic-controller": ["term/atc"],
        "term/atc": ["id/air-traffic-controller"],
    }


def test_what_is_said_of_the_text_decides_what_an_abbreviation_means(
    graph: metier.KnowledgeGraph,
) -> None:
    text = "The ATC was late, and everybody waited for it."
    for about, target in (
        ("air-traffic-controller", "id/air-traffic-controller"),
        ("drug-statistician", "term/atc"),
    ):
        assert ("ATC", target) in named(graph.annotate(text, about=about))


def test_the_longest_name_wins_and_what_is_within_is_kept(graph: metier.KnowledgeGraph) -> None:
    text = f"{MEDICINES}\nThe radar of sales is on the wall. {TOWER}"
    (one,) = (one for one in graph.annotate(text).mentions if "approach" in one.text)
    assert (one.text, short(one.node.id)) == ("approach radar", "tool/approach-radar")
    (inner,) = one.nested
    assert (inner.text, short(inner.node.id)) == ("radar", "tool/radar")
    assert one.start < inner.start < inner.end == one.end


def test_mentions_stand_in_order_and_never_overlap(graph: metier.KnowledgeGraph) -> None:
    found = graph.annotate("\n".join((ARTICLE, TOWER, MEDICINES)))
    assert len(found.mentions) > 15
    assert all(one.end <= other.start for one, other in pairwise(found.mentions))
    for one in every(found.mentions):
        assert found.document.text[one.start : one.end] == one.text
        assert one.node not in {other.node for other in one.alternatives}


@pytest.mark.parametrize(
    "text",
    [
        "CBP officers",
        "CBP officer",
        "Customs and Border Protection (CBP) officers",
        "customs and border protection officer",
        "border services officer",
        "Customs inspectors",
        "customs inpsectors",
    ],
)
def test_an_occupation_is_known_by_what_it_is_called(
    graph: metier.KnowledgeGraph, text: str
) -> None:
    found = named(graph.annotate(f"At noon the {text} came back."))
    assert found == [(text, "id/customs-officer")]


def test_initials_are_made_of_the_words_of_a_name(graph: metier.KnowledgeGraph) -> None:
    text = "Aircraft and the runway\n\nThe AT controller reads each flight strip and each squawk."
    assert ("AT controller", "id/air-traffic-controller") in named(graph.annotate(text))
    assert "at controller" not in dict(named(graph.annotate(text.replace("AT", "at"))))


def test_a_common_word_is_a_term_where_its_occupation_is_what_the_text_is_about(
    graph: metier.KnowledgeGraph,
) -> None:
    sentence = "In one case the tablets were lost, and the case was reported."
    assert ("case", "term/case") in named(graph.annotate(f"{MEDICINES}\n{sentence}"))
    for text in (SOUP, TOWER, ARTICLE):
        assert "case" not in dict(named(graph.annotate(f"{text}\n{sentence}")))


@pytest.mark.parametrize("head", ["driver", "drivers", "officer", "officers", "manager"])
def test_a_word_that_many_occupations_end_in_means_none_of_them(
    graph: metier.KnowledgeGraph, head: str
) -> None:
    text = f"On Sunday the {head} came home, and the neighbors greeted the {head} with flowers."
    assert named(graph.annotate(text)) == []
    assert named(graph.annotate(f"{SOUP}\n{text}")) == []


def test_a_word_for_several_occupations_means_the_one_that_the_text_is_about(
    graph: metier.KnowledgeGraph,
) -> None:
    for slug, text in (("truck-driver", "truck drivers"), ("bus-driver", "bus drivers")):
        text = f"What do {text} do?\n\nA driver sits for hours, and the driver knows the road."
        assert ("driver", f"id/{slug}") in named(graph.annotate(text))


def test_an_organization_hides_the_names_in_its_own(graph: metier.KnowledgeGraph) -> None:
    text = (
        "The Association of Police Officers met the Customs Officer Union in the Detective Museum. "
        "A police officer spoke."
    )
    found = graph.annotate(text)
    assert named(found) == [("police officer", "id/police-officer")]
    assert {label for label, one in candidates(found).items() if one.kind == "organization"} == {
        "Association of Police Officers",
        "Customs Officer Union",
        "Detective Museum",
    }


def test_what_the_graph_knows_is_no_organization(graph: metier.KnowledgeGraph) -> None:
    found = graph.annotate("The Automated Targeting System (ATS) says so to the Police Officer.")
    assert ("Automated Targeting System", "tool/automated-targeting-system") in named(found)
    assert found.candidates == ()


def test_a_word_that_is_a_verb_here_names_no_thing(graph: metier.KnowledgeGraph) -> None:
    text = "What does a farrier do?\n\nThe farrier has an anvil and a hoof knife. {}"
    thing, verb = "The hammer is new.", "They hammer the shoe, and you hammer the nails."
    assert ("hammer", "tool/hammer") in named(graph.annotate(text.format(thing)))
    assert "hammer" not in dict(named(graph.annotate(text.format(verb))))


# ---- Misspelled words


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("indpector", "inspector"),
        ("unspector", None),
        ("inpsector", "inspector"),
        ("inspctor", "inspector"),
        ("insspector", "inspector"),
        ("inspector", None),
        ("inspection", None),
        ("inspecter", None),
        ("xnspeqtor", None),
        ("offcer", None),
    ],
)
def test_one_letter_may_be_wrong_in_a_long_word(word: str, meant: str | None) -> None:
    assert Corrections(["inspector", "officer"]).of(word) == meant


def test_a_word_that_may_be_two_others_is_neither() -> None:
    assert Corrections(["xylophane", "xylophene"]).of("xylophune") is None


@given(st.text(max_size=50))
def test_any_word_is_a_misspelling_of_at_most_one(word: str) -> None:
    known = ["inspector", "chandlery", "xylometer"]
    assert Corrections(known).of(word) in (*known, None)


# ---- Candidates

STORY = """\
What does a customs officer do?

Customs officers read the manifest. They use a torque wrench and a xylometer, and they know container devanning.
The International Ship Suppliers Association sends a cargo surveyor with the deadweight certificate. The torque
wrench lies beside the bill of lading. The cargo surveyor waits.
"""


def test_each_kind_of_candidate_is_found(graph: metier.KnowledgeGraph) -> None:
    found = {label: one.kind for label, one in candidates(graph.annotate(STORY)).items()}
    wanted = {
        "International Ship Suppliers Association": "organization",
        "torque wrench": "tool",
        "xylometer": "term",
        "container devanning": "activity",
        "deadweight certificate": "term",
        "cargo surveyor": "occupation",
    }
    assert wanted.items() <= found.items()


def test_candidates_come_with_sentence_and_places_the_likeliest_first(
    graph: metier.KnowledgeGraph,
) -> None:
    found = graph.annotate(STORY)
    scores = [one.score for one in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(candidates(found))
    assert all(0 < score <= 1 for score in scores)
    wrench = candidates(found)["torque wrench"]
    assert [STORY[start:end].split() for start, end in wrench.places] == [["torque", "wrench"]] * 2
    assert wrench.sentence == (
        "They use a torque wrench and a xylometer, and they know container devanning."
    )
    for one in found.candidates:
        assert one.sentence in squeezed(STORY)
        assert one.label in one.sentence
        assert list(one.places) == sorted(one.places)


def test_what_comes_back_is_likelier(graph: metier.KnowledgeGraph) -> None:
    once = candidates(graph.annotate("A xylometer is here."))["xylometer"]
    thrice = candidates(graph.annotate("A xylometer is here. The xylometer. A xylometer."))
    assert thrice["xylometer"].score > once.score
    assert len(thrice["xylometer"].places) == 3


def test_candidates_are_in_no_graph_and_no_mention(graph: metier.KnowledgeGraph) -> None:
    labels = {node.label.casefold() for node in graph.annotator.world.nodes.values()}
    for text in (STORY, ARTICLE, TOWER, MEDICINES, "\n\n".join((STORY, ARTICLE, TOWER))):
        found = graph.annotate(text)
        places = [(one.start, one.end) for one in found.mentions]
        places += [place for one in found.candidates for place in one.places]
        assert all(first[1] <= second[0] for first, second in pairwise(sorted(places)))
        assert labels.isdisjoint(one.label.casefold() for one in found.candidates)


@pytest.mark.parametrize(
    "text",
    [
        "They have patience and a good eye.",
        "It was a long day, and things were different.",
        "Whitlow's brother came from Rotterdam.",
        "",
    ],
)
def test_ordinary_words_are_no_candidates(graph: metier.KnowledgeGraph, text: str) -> None:
    assert graph.annotate(text).candidates == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The FAA grounds it.", {"FAA"}),
        ("An agent of the XQZ asks. The XQZ waits.", {"XQZ"}),
        (
            "The Marine Salvage Agency (MSA) asks. The MSA waits, and MSA forms lie here.",
            {"Marine Salvage Agency"},
        ),
        ("The Ministry of Salt's seal is here.", {"Ministry of Salt"}),
        ("XQZ it is.", set()),
    ],
)
def test_organizations_are_known_by_their_words_or_their_letters(
    graph: metier.KnowledgeGraph, text: str, labels: set[str]
) -> None:
    found = candidates(graph.annotate(text)).values()
    assert {one.label for one in found if one.kind == "organization"} == labels


def test_an_abbreviation_stands_with_what_it_stands_for(graph: metier.KnowledgeGraph) -> None:
    text = "The Marine Salvage Agency (MSA) asks. The MSA waits."
    (one,) = (one for one in graph.annotate(text).candidates if one.kind == "organization")
    assert [text[start:end] for start, end in one.places] == ["Marine Salvage Agency", "MSA", "MSA"]


# ---- Coverage


def holdings(graph: metier.KnowledgeGraph, slug: str) -> set[str]:
    """Return what a profile has: its tools and terms, its specializations, the practices linked to it."""
    rows = graph.select(
        f"SELECT DISTINCT ?x {{ VALUES ?p {{ <https://w3id.org/metier/id/{slug}> }} "
        "{ ?p met:usesTool|met:usesTerm ?x } UNION { ?link a met:Relation ; met:source ?p ; met:target ?x } "
        "UNION { ?link a met:Relation ; met:target ?p ; met:source ?x } UNION { ?x skos:broader ?p } }"
    )
    return {row["x"].value for row in rows}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (ARTICLE, "customs-officer"),
        (TOWER, "air-traffic-controller"),
        (MEDICINES, "drug-statistician"),
        (ARTICLE, "police-officer"),
        (SOUP, "detective"),
    ],
)
def test_what_a_profile_has_is_confirmed_or_not(
    graph: metier.KnowledgeGraph, text: str, slug: str
) -> None:
    found = graph.annotate(text, about=slug)
    coverage = found.coverage
    assert coverage
    confirmed = [one.node.id for one in coverage.confirmed if one.node]
    unconfirmed = [node.id for node in coverage.unconfirmed]
    assert len(confirmed) == len(coverage.confirmed)
    assert sorted((*confirmed, *unconfirmed)) == sorted(holdings(graph, slug))
    assert coverage.share == pytest.approx(len(confirmed) / len(holdings(graph, slug)))


def test_what_a_profile_lacks_is_what_else_the_text_names(graph: metier.KnowledgeGraph) -> None:
    text = f"{ARTICLE}\n{STORY}\nThe tachograph is on the table, and the tachograph is full."
    found = graph.annotate(text, about="customs-officer")
    assert found.coverage
    nodes = {one.node.id for one in every(found.mentions)} - holdings(graph, "customs-officer")
    nodes.discard("https://w3id.org/metier/id/customs-officer")
    lacking = found.coverage.lacking
    assert {one.node.id for one in lacking if one.node} == nodes
    assert [one.label for one in lacking if not one.node] == [one.label for one in found.candidates]
    assert {one.label: one.count for one in lacking}["torque wrench"] == 2


@pytest.mark.parametrize("about", [None, "detective"])
def test_quotes_stand_in_the_text(graph: metier.KnowledgeGraph, about: str | None) -> None:
    coverage = graph.annotate(f"{ARTICLE}\n{STORY}", about=about).coverage
    assert coverage
    whole = squeezed(f"{ARTICLE}\n{STORY}")
    for one in (*coverage.confirmed, *coverage.lacking):
        assert one.quote
        assert one.quote.strip("…") in whole


def test_everything_is_the_same_the_second_time(graph: metier.KnowledgeGraph) -> None:
    first = [annotation_to_dict(graph.annotate(text)) for text in (ARTICLE, TOWER, MEDICINES)]
    again = [annotation_to_dict(graph.annotate(text)) for text in (MEDICINES, TOWER, ARTICLE)]
    assert first == again[::-1]


# ---- What readers marked

GOLD = sorted(gold_texts(), key=lambda gold: (gold.half, gold.name))


def test_there_are_texts_of_both_halves() -> None:
    assert {gold.half for gold in GOLD} == {"tuned", "unseen"}
    assert len({gold.name for gold in GOLD}) == len(GOLD)


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.name)
def test_marks_are_well_formed(gold: Gold) -> None:
    assert gold.style
    assert len(gold.marks) > 3
    assert all(one.end <= other.start for one, other in pairwise(gold.marks))
    assert "[[" not in gold.text
    assert "]]" not in gold.text
    for target in (target for mark in gold.marks for target in mark.targets):
        kind, _, name = target.partition("/")
        assert kind in ("id", "tool", "term", "new"), target
        assert name
    for mark in gold.marks:
        assert gold.text[mark.start : mark.end] == mark.text == mark.text.strip() != ""
    assert all(target.startswith("id/") for target in gold.about)


@pytest.fixture(scope="module")
def readings(atlas: metier.KnowledgeGraph) -> list[Reading]:
    return [reading_of(atlas, gold) for gold in GOLD]


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize("half", ["tuned", "unseen"])
def test_texts_are_read_as_readers_read_them(readings: list[Reading], half: str) -> None:
    of_half = [one for one in readings if one.gold.half == half]
    whole = Count()
    for one in of_half:
        whole += one.count
    assert whole.recall >= 0.70
    assert whole.precision >= 0.80
    assert sum(one.rank == 1 for one in of_half) >= 0.9 * len(of_half)


@needs_corpus
@pytest.mark.corpus
def test_marks_are_of_nodes_that_the_graph_has(atlas: metier.KnowledgeGraph) -> None:
    ends = {short(iri) for iri in atlas.annotator.world.nodes}
    for gold in GOLD:
        targets = {target for mark in gold.marks for target in mark.targets} | gold.about
        assert targets - {"new/organization"} <= ends, gold.name
