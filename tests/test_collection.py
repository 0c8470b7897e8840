"""``profiles/`` keeps what its style sheet, docs/writing-profiles.md, asks, where a machine can tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import networkx as nx
import pytest

import metier
from metier.model import Profile
from metier.vocab import CANONICAL_SECTIONS, relation_types

from .support import PROFILES, read_all

_ROW = 8
"""So many words in a row, and two profiles have copied from each other."""

_SAID_BY_ALL = {"References"}
"""Sections where two profiles may say the same: they cite the same works."""

_BY_LABEL = {"References", "Vocabulary", "Tools"}
"""Sections that may begin with the same label, because two occupations share the thing."""

_BARRED = re.compile(
    r"\b(?:crucial|ensur(?:e|es|ing)|landscape|robust|seamless(?:ly)?|holistic|stakeholders?"
    r"|meticulous(?:ly)?|unsung|passionate)\b",
    re.IGNORECASE,
)
"""Words that the style sheet bars."""


@cache
def profiles() -> dict[str, Profile]:
    return read_all(PROFILES)


@pytest.fixture(scope="module")
def graph() -> metier.KnowledgeGraph:
    return metier.build(PROFILES)


def slugs() -> list[str]:
    return sorted(profiles())


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.casefold())


@pytest.mark.parametrize("slug", slugs())
def test_a_profile_has_all_sections_and_its_measure_of_words(slug: str) -> None:
    sections = profiles()[slug].sections
    assert [section.heading for section in sections] == list(CANONICAL_SECTIONS)
    assert 1500 <= sum(len(section.markdown.split()) for section in sections) <= 2500


@pytest.mark.parametrize("slug", slugs())
def test_a_profile_is_honest_about_itself(slug: str) -> None:
    profile = profiles()[slug]
    assert profile.provenance in ("ai-generated", "ai-assisted", "human")
    assert bool(profile.reviewers) == (profile.last_reviewed is not None)
    if profile.provenance == "ai-generated":
        assert profile.status == "draft"
        assert not profile.reviewers


@pytest.mark.parametrize("slug", slugs())
def test_a_profile_has_five_to_eight_links_with_notes(slug: str) -> None:
    related = profiles()[slug].related
    assert 5 <= len(related) <= 8
    assert len({link.slug for link in related}) == len(related)
    notes = [link.note or "" for link in related]
    assert [note for note in notes if not 8 <= len(note.split()) <= 24] == []
    assert [note for note in notes if note.endswith(".") or _begins_as_sentence(note)] == []


def _begins_as_sentence(note: str) -> bool:
    """Whether a note begins with a capital that is no name or abbreviation."""
    first = note.split()[0]
    return first[0].isupper() and first[1:].islower() and first not in ("Customs",)


@pytest.mark.parametrize("slug", slugs())
def test_sources_stand_among_the_references(slug: str, graph: metier.KnowledgeGraph) -> None:
    found = graph.select(
        f"""SELECT ?title ?item {{ doc:{slug} dcterms:source ?source . ?source skos:prefLabel ?title
            OPTIONAL {{ ?item met:about id:{slug} ; met:refersTo ?source }} }}"""
    )
    cited = {row["title"].value: row["item"] for row in found}
    assert set(cited) == {source.title for source in profiles()[slug].sources}
    assert cited
    assert [title for title, item in cited.items() if item is None] == []


@pytest.mark.parametrize("slug", slugs())
def test_each_case_tells_a_decision(slug: str, graph: metier.KnowledgeGraph) -> None:
    cases = list(
        graph.select(
            f"""SELECT ?title ?decision {{ ?case a met:Scenario ; met:about id:{slug} ; skos:prefLabel ?title
                OPTIONAL {{ ?case met:decision ?decision }} }}"""
        )
    )
    assert 2 <= len(cases) <= 4
    assert [row["title"].value for row in cases if not row["decision"]] == []


@pytest.mark.parametrize("slug", slugs())
def test_words_that_everybody_uses_are_left_out(slug: str) -> None:
    profile = profiles()[slug]
    texts = [one.markdown for one in profile.sections if one.heading not in _SAID_BY_ALL]
    texts += [profile.summary or "", *(link.note or "" for link in profile.related)]
    text = " ".join(texts)
    assert _BARRED.findall(text) == []


def test_each_link_is_answered_by_its_counterpart() -> None:
    unanswered = []
    for slug, profile in profiles().items():
        for link in profile.related:
            other = profiles().get(link.slug)
            back = [one.type for one in other.related if one.slug == slug] if other else []
            if len(back) != 1 or not _answers(link.type, back[0]):
                unanswered.append((slug, link.type, link.slug, back))
    assert unanswered == []


def _answers(kind: str, back: str) -> bool:
    types = relation_types()
    if "specialization" in (kind, back):
        return types[back if kind == "specialization" else kind].is_symmetric
    return types[kind].counterpart == back


def test_all_types_of_link_are_used() -> None:
    used = Counter(link.type for profile in profiles().values() for link in profile.related)
    assert set(used) == set(relation_types())


def test_of_equally_long_paths_the_one_of_fewest_steps_is_taken(
    graph: metier.KnowledgeGraph,
) -> None:
    network = nx.Graph()
    for slug, profile in profiles().items():
        for link in profile.related:
            weight = relation_types()[link.type].weight
            known = network.get_edge_data(slug, link.slug, {"weight": weight})["weight"]
            network.add_edge(slug, link.slug, weight=min(weight, known))
    for one, other in combinations(slugs(), 2):
        steps = len(graph.path(one, other).steps)
        ways = nx.all_shortest_paths(network, one, other, "weight")
        assert steps == min(map(len, ways)) - 1, (one, other)


def test_every_occupation_is_reached_from_every_other() -> None:
    pairs = [(slug, link.slug) for slug, one in profiles().items() for link in one.related]
    network = nx.Graph(pairs)
    assert set(network) == set(profiles())
    assert nx.is_connected(network)


def _rows(profile: Profile) -> Iterator[str]:
    """Yield all rows of words that a profile has."""
    texts = [one.markdown for one in profile.sections if one.heading not in _SAID_BY_ALL]
    texts += [profile.summary or "", *(link.note or "" for link in profile.related)]
    for text in texts:
        said = words(text)
        yield from (" ".join(said[start : start + _ROW]) for start in range(len(said) - _ROW + 1))


def test_no_two_profiles_share_a_sentence() -> None:
    where = defaultdict(set)
    for slug, profile in profiles().items():
        for row in _rows(profile):
            where[row].add(slug)
    assert {row: found for row, found in where.items() if len(found) > 1} == {}


@pytest.mark.parametrize("heading", [one for one in CANONICAL_SECTIONS if one not in _BY_LABEL])
def test_no_two_profiles_begin_a_section_alike(heading: str) -> None:
    begun = defaultdict(list)
    for slug, profile in profiles().items():
        section = next(one for one in profile.sections if one.heading == heading)
        begun[tuple(words(section.markdown)[:4])].append(slug)
    assert {start: found for start, found in begun.items() if len(found) > 1} == {}


def test_nothing_is_wrong_with_it() -> None:
    assert metier.check([PROFILES]) == []


@pytest.mark.parametrize("slug", slugs())
def test_tools_and_terms_are_what_the_author_names_in_bold(
    slug: str, graph: metier.KnowledgeGraph
) -> None:
    """No word behind the dash is taken for a thing of its own."""
    for heading, kind in (("Tools", "ToolUsage"), ("Vocabulary", "TermUsage")):
        text = next(one.markdown for one in profiles()[slug].sections if one.heading == heading)
        heads = re.findall(r"^- \*\*(.+?)\*\*", text, re.MULTILINE)
        found = graph.select(
            f"SELECT ?label {{ id:{slug} met:usage ?use . ?use a met:{kind} ; skos:prefLabel ?label }}"
        )
        labels = [re.sub(r"\s*\([^()]*\)", "", row["label"].value) for row in found]
        bare = [re.sub(r"\s*\([^()]*\)", "", head) for head in heads]
        assert [one for one in labels if not any(one in head for head in bare)] == []
        assert [
            head for head in bare if not any(one in head or head in one for one in labels)
        ] == []


def _users(graph: metier.KnowledgeGraph, label: str) -> dict[str, set[str]]:
    """Return the slugs of those who use each of the nodes with a label."""
    users = defaultdict(set)
    for row in graph.select(
        f"""SELECT ?node ?slug {{ ?node skos:prefLabel "{label}"@en .
            ?who met:usesTool|met:usesTerm ?node ; skos:notation ?slug }}"""
    ):
        users[row["node"].value].add(row["slug"].value)
    return users


@pytest.mark.parametrize(
    ("label", "least"),
    [
        ("Chain of custody", 6),
        ("Bill of lading", 5),
        ("Probable cause", 5),
        ("Automatic Identification System", 4),
        ("FinCEN Query", 3),
    ],
)
def test_what_is_one_thing_is_one_node(
    label: str, least: int, graph: metier.KnowledgeGraph
) -> None:
    (users,) = _users(graph, label).values()
    assert len(users) >= least


@pytest.mark.parametrize(
    ("label", "apart"),
    [
        ("Detention", ["immigration-officer", "ship-captain", "truck-driver"]),
        ("Demurrage", ["ship-captain", "port-operations-manager"]),
        ("Clearance", ["air-traffic-controller", "customs-broker", "intelligence-analyst"]),
        ("Reconciliation", ["auditor", "customs-broker"]),
        ("Materiality", ["auditor", "forensic-accountant", "prosecutor"]),
        ("Datum", ["coast-guard-officer", "quality-inspector"]),
    ],
)
def test_a_word_with_several_meanings_has_as_many_nodes(
    label: str, apart: list[str], graph: metier.KnowledgeGraph
) -> None:
    found = _users(graph, label).values()
    assert len(found) >= len(apart)
    for slug in apart:
        assert [len(users & set(apart)) for users in found if slug in users] == [1]
