"""``skos.ttl``: the integrity conditions of SKOS hold, and taxonomy tools find what they need.

Each condition is a function that returns what breaks it. It is tried on a small graph that breaks it, and on
what is built of three collections: the project's own, one as awkward as real ones are, and the real one.

The numbers S9 to S46 are those of the SKOS reference, https://www.w3.org/TR/skos-reference/.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml
from rdflib.namespace import DCTERMS, RDF, SKOS

from metier.model import Profile
from metier.pipeline.build import Builder
from metier.pipeline.write import write_build

from .support import CORPUS, PROFILES, needs_corpus, read_all

Node = rdflib.term.Node

ID = "https://w3id.org/metier/id/"
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
TEXTS = (*LABELS, SKOS.definition, SKOS.note, SKOS.scopeNote, DCTERMS.title)


# ---- What must hold: each returns what breaks it -----------------------------------------------


def labels(graph: rdflib.Graph, node: Node, predicate: rdflib.URIRef) -> set[tuple[str, str]]:
    """Return language and text of the labels of a node."""
    return {
        (value.language or "", str(value))
        for value in graph.objects(node, predicate)
        if isinstance(value, rdflib.Literal)
    }


def upward(graph: rdflib.Graph) -> dict[Node, set[Node]]:
    """Return for each concept all that is above it, by ``broader`` and ``narrower`` at any distance."""
    above: dict[Node, set[Node]] = defaultdict(set)
    for narrow, broad in graph.subject_objects(SKOS.broader | SKOS.broaderTransitive):
        above[narrow].add(broad)
    for broad, narrow in graph.subject_objects(SKOS.narrower | SKOS.narrowerTransitive):
        above[narrow].add(broad)
    closed = {}
    for start in list(above):
        found: set[Node] = set()
        waiting = list(above[start])
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += above.get(node, ())
        closed[start] = found
    return closed


def members_of(graph: rdflib.Graph, *classes: rdflib.URIRef) -> set[Node]:
    return {node for cls in classes for node in graph.subjects(RDF.type, cls)}


def schemes_that_are_concepts(graph: rdflib.Graph) -> Iterator[object]:
    """S9: skos:ConceptScheme is disjoint with skos:Concept."""
    yield from members_of(graph, SKOS.ConceptScheme) & members_of(graph, SKOS.Concept)


def labels_of_two_kinds(graph: rdflib.Graph) -> Iterator[object]:
    """S13: skos:prefLabel, skos:altLabel and skos:hiddenLabel are pairwise disjoint."""
    for node in set(graph.subjects()):
        preferred, alternative, hidden = (labels(graph, node, kind) for kind in LABELS)
        for label in (preferred & alternative) | (preferred & hidden) | (alternative & hidden):
            yield node, label


def second_preferred_labels(graph: rdflib.Graph) -> Iterator[object]:
    """S14: a resource has no more than one skos:prefLabel a language."""
    for node in set(graph.subjects(SKOS.prefLabel)):
        languages = [language for language, _ in labels(graph, node, SKOS.prefLabel)]
        if len(languages) > len(set(languages)):
            yield node, labels(graph, node, SKOS.prefLabel)


def related_to_one_above(graph: rdflib.Graph) -> Iterator[object]:
    """S27: skos:related is disjoint with skos:broaderTransitive, in both directions as it is symmetric."""
    above = upward(graph)
    for one, other in graph.subject_objects(SKOS.related):
        if other in above.get(one, ()) or one in above.get(other, ()):
            yield one, other


def collections_that_are_more(graph: rdflib.Graph) -> Iterator[object]:
    """S37: skos:Collection is disjoint with skos:Concept and with skos:ConceptScheme."""
    collections = members_of(graph, SKOS.Collection, SKOS.OrderedCollection)
    yield from collections & members_of(graph, SKOS.Concept, SKOS.ConceptScheme)


def matches_at_odds(graph: rdflib.Graph) -> Iterator[object]:
    """S46: skos:exactMatch, transitive and symmetric, is disjoint with broadMatch and relatedMatch."""
    exact = rdflib.Graph()
    for one, other in graph.subject_objects(SKOS.exactMatch):
        exact.add((one, SKOS.exactMatch, other))
        exact.add((other, SKOS.exactMatch, one))
    for predicate in (SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch):
        for one, other in graph.subject_objects(predicate):
            if other in set(exact.transitive_objects(one, SKOS.exactMatch)):
                yield one, other


def texts_without_a_language(graph: rdflib.Graph) -> Iterator[object]:
    """Skosmos shows no label that has no language."""
    for predicate in TEXTS:
        for node, value in graph.subject_objects(predicate):
            if not (isinstance(value, rdflib.Literal) and value.language and value.strip()):
                yield node, value


def concepts_out_of_reach(graph: rdflib.Graph) -> Iterator[object]:
    """A concept is found from the top: it has a broader one, or is the top of a scheme that it is in."""
    for node in members_of(graph, SKOS.Concept):
        schemes = set(graph.objects(node, SKOS.inScheme))
        tops = set(graph.objects(node, SKOS.topConceptOf))
        is_below = (node, SKOS.broader, None) in graph
        if not schemes or is_below == bool(tops) or not tops <= schemes:
            yield node


def hierarchy_seen_from_one_side(graph: rdflib.Graph) -> Iterator[object]:
    """Skosmos reads ``broader`` and ``narrower`` both, and infers neither; the same goes for ``related``."""
    mirrored = {
        SKOS.broader: SKOS.narrower,
        SKOS.narrower: SKOS.broader,
        SKOS.related: SKOS.related,
    }
    for predicate, back in mirrored.items():
        for one, other in graph.subject_objects(predicate):
            if (other, back, one) not in graph:
                yield one, predicate, other


def circles(graph: rdflib.Graph) -> Iterator[object]:
    """SKOS allows a concept to be above itself; a tree that is drawn of it never ends."""
    yield from (node for node, above in upward(graph).items() if node in above)


def bare_schemes(graph: rdflib.Graph) -> Iterator[object]:
    """Skosmos wants a title, other tools a label."""
    for scheme in members_of(graph, SKOS.ConceptScheme) | set(graph.objects(None, SKOS.inScheme)):
        for predicate in (DCTERMS.title, SKOS.prefLabel):
            if (scheme, predicate, None) not in graph:
                yield scheme, predicate
        if (scheme, RDF.type, SKOS.ConceptScheme) not in graph:
            yield scheme


def empty_collections(graph: rdflib.Graph) -> Iterator[object]:
    """A group has a label and members that are concepts."""
    for node in members_of(graph, SKOS.Collection):
        found = set(graph.objects(node, SKOS.member))
        has_label = (node, SKOS.prefLabel, None) in graph
        if not found or not found <= members_of(graph, SKOS.Concept) or not has_label:
            yield node


def links_to_nothing(graph: rdflib.Graph) -> Iterator[object]:
    """What a concept points to is a concept with a label; so is the concept."""
    concepts = {
        node
        for node in members_of(graph, SKOS.Concept)
        if len(labels(graph, node, SKOS.prefLabel)) > 0
    }
    yield from members_of(graph, SKOS.Concept) - concepts
    for predicate in (SKOS.broader, SKOS.narrower, SKOS.related, DCTERMS.subject):
        for one, other in graph.subject_objects(predicate):
            if not {one, other} <= concepts:
                yield one, predicate, other


Rule = Callable[[rdflib.Graph], Iterator[object]]

BROKEN: dict[Rule, str] = {
    schemes_that_are_concepts: ":s a skos:ConceptScheme, skos:Concept .",
    labels_of_two_kinds: ':a skos:prefLabel "A"@en ; skos:altLabel "A"@en .',
    second_preferred_labels: ':a skos:prefLabel "A"@en, "a"@en .',
    related_to_one_above: ":a skos:broader :b . :c skos:narrower :b . :c skos:related :a .",
    collections_that_are_more: ":g a skos:Collection, skos:ConceptScheme .",
    matches_at_odds: ":a skos:exactMatch :b . :c skos:exactMatch :b . :a skos:relatedMatch :c .",
    texts_without_a_language: ':a skos:altLabel "A" .',
    concepts_out_of_reach: ":a a skos:Concept ; skos:inScheme :s .",
    hierarchy_seen_from_one_side: ":a skos:broader :b .",
    circles: ":a skos:broader :b . :b skos:broader :c . :a skos:narrower :c .",
    bare_schemes: ':a skos:inScheme :s . :s a skos:ConceptScheme ; skos:prefLabel "S"@en .',
    empty_collections: ':g a skos:Collection ; skos:prefLabel "G"@en .',
    links_to_nothing: ':a a skos:Concept ; skos:prefLabel "A"@en ; skos:related :b .',
}
"""Every rule, with a graph that breaks it."""

SOUND = """
    :s a skos:ConceptScheme ; skos:prefLabel "S"@en ; dcterms:title "S"@en .
    :a a skos:Concept ; skos:prefLabel "A"@en, "Ah"@fr ; skos:altLabel "a"@en, "A"@fr ;
        skos:inScheme :s ; skos:topConceptOf :s ; skos:narrower :b, :c .
    :b a skos:Concept ; skos:prefLabel "B"@en ; skos:inScheme :s ; skos:broader :a ; skos:related :c .
    :c a skos:Concept ; skos:prefLabel "C"@en ; skos:inScheme :s ; skos:broader :a ; skos:related :b ;
        skos:exactMatch :d ; skos:relatedMatch :e .
    :g a skos:Collection ; skos:prefLabel "G"@en ; skos:member :a .
"""
"""A graph that breaks none, though it comes near."""


def parsed(text: str) -> rdflib.Graph:
    prefixes = {"skos": SKOS, "dcterms": DCTERMS, "": "https://example.org/"}
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    return rdflib.Graph().parse(data=head + text, format="turtle")


RULE_NAMES = [getattr(rule, "__name__", "") for rule in BROKEN]


@pytest.mark.parametrize(("rule", "text"), BROKEN.items(), ids=RULE_NAMES)
def test_the_rule_notices_what_breaks_it(rule: Rule, text: str) -> None:
    assert list(rule(parsed(text)))


@pytest.mark.parametrize("rule", BROKEN, ids=RULE_NAMES)
def test_the_rule_lets_a_sound_graph_pass(rule: Rule) -> None:
    assert list(rule(parsed(SOUND))) == []


# ---- The collections ---------------------------------------------------------------------------


def linked(**types: list[str]) -> list[dict[str, str]]:
    """Return what ``related:`` holds, from the targets of each type."""
    return [{"slug": slug, "type": key} for key, slugs in types.items() for slug in slugs]


AWKWARD: dict[str, dict[str, Any]] = {
    # Three levels; the lowest is linked to the highest, and the middle one to the highest three times over.
    "teacher": {
        "title": "Teacher",
        "aliases": ["Teacher", "educator", "educator", "Educator", 'so-called "pédagogue" \\'],
        "category": "Public Service",
        "specializations": ["substitute teaching", "Substitute Teaching", "teacher"],
        "related": linked(
            specialization=["special-education-teacher"],
            related=["autism-teacher", "ghost"],
            adjacent=["ghost"],
        ),
    },
    "special-education-teacher": {
        "title": "Special Education Teacher",
        "category": "public service",
        "specializations": ["Autism Teacher"],
        "related": linked(related=["teacher"], adjacent=["teacher"], specialization=["teacher"]),
    },
    "autism-teacher": {
        "title": "Autism Teacher",
        "category": "PUBLIC SERVICE",
        "tags": ["Care", "care"],
        "related": linked(collaboration=["teacher"], related=["alpha"]),
    },
    # A circle of three, one of two that a link says as well, and one who hangs below the first.
    "alpha": {"title": "Alpha", "specializations": ["Beta"]},
    "beta": {"title": "Beta", "specializations": ["Gamma"]},
    "gamma": {
        "title": "Gamma",
        "specializations": ["Alpha", "Delta"],
        "related": linked(related=["alpha"]),
    },
    "delta": {"title": "Delta", "related": linked(related=["alpha"], progression=["ghost"])},
    "cook": {
        "title": "Cook",
        "aliases": ["educator"],
        "category": "Food",
        "specializations": ["Baker"],
        "related": linked(specialization=["baker", "phantom"]),
    },
    "baker": {"title": "Baker", "aliases": ["Cook"], "specializations": ["Cook"]},
    # Specializations that the titles don't bear out, and one that is clearly the wrong way round.
    "wizard": {"title": "Wizard", "related": linked(specialization=["sorcerer", "head-wizard"])},
    "sorcerer": {"title": "Sorcerer", "category": "food "},
    "head-wizard": {"title": "Head Wizard", "related": linked(prerequisite=["wizard"])},
    "night-wizard": {"title": "Night Wizard", "related": linked(specialization=["wizard"])},
}

AWKWARD_HIERARCHY = {
    ("teacher", "special-education-teacher"),
    ("special-education-teacher", "autism-teacher"),
    ("gamma", "delta"),
    ("wizard", "head-wizard"),
}

AWKWARD_LEFT_OUT = {
    "link to a practice without a profile": 4,
    "related pair of a practice and one above it": 3,  # pairs of practices
    "specialization in a circle": 5,
}


@dataclass(frozen=True)
class Built:
    """What came of a collection."""

    profiles: dict[str, Profile]
    graph: rdflib.Graph
    report: dict[str, Any]

    def pairs(self, *predicates: rdflib.URIRef) -> set[tuple[str, str]]:
        """Return the slugs of practices with a profile that SKOS joins."""
        found = {
            (str(one).removeprefix(ID), str(other).removeprefix(ID))
            for predicate in predicates
            for one, other in self.graph.subject_objects(predicate)
        }
        return {(one, other) for one, other in found if {one, other} <= self.profiles.keys()}


def build_into(folder: Path, source: Path) -> Built:
    written = write_build(Builder([source], jobs=1), folder)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report == written.report
    graph = rdflib.Graph().parse(folder / "skos.ttl", format="turtle")
    return Built(read_all(source), graph, report)


def write_all(folder: Path, profiles: dict[str, dict[str, Any]]) -> Path:
    folder.mkdir()
    for slug, profile in profiles.items():
        text = yaml.safe_dump({"slug": slug, **profile}, sort_keys=False, allow_unicode=True)
        (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(
    scope="module",
    params=["own", "awkward", pytest.param("corpus", marks=[pytest.mark.corpus, needs_corpus])],
)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "awkward":
        source = write_all(folder / "profiles", AWKWARD)
    else:
        source = {"own": PROFILES, "corpus": CORPUS / "souls"}[request.param]
    return build_into(folder / "out", source)


@pytest.mark.parametrize("rule", BROKEN, ids=RULE_NAMES)
def test_it_holds(rule: Rule, built: Built) -> None:
    assert list(rule(built.graph)) == []


def test_every_practice_and_every_group_is_there(built: Built) -> None:
    """An empty file would break no rule."""
    practices = {rdflib.URIRef(ID + slug) for slug in built.profiles}
    assert practices <= members_of(built.graph, SKOS.Concept)
    categories = {
        profile.category.casefold() for profile in built.profiles.values() if profile.category
    }
    grouped = {node for _, node in built.graph.subject_objects(SKOS.member)}
    assert grouped == {rdflib.URIRef(ID + s) for s, p in built.profiles.items() if p.category}
    assert len(members_of(built.graph, SKOS.Collection)) == len(categories)
    assert len(members_of(built.graph, SKOS.ConceptScheme)) >= 6


def test_every_link_is_held_or_counted_as_left_out(built: Built) -> None:
    """A link whose practices stand one above the other, or one of which has no profile, is left out.

    Every other one is ``related``, unless it is a specialization that became ``narrower``.
    """
    narrower = built.pairs(SKOS.narrower)
    pairs, dangling = set(), 0
    for slug, profile in built.profiles.items():
        for link in profile.related:
            if link.slug not in built.profiles:
                dangling += 1
            elif not (link.type == "specialization" and (slug, link.slug) in narrower):
                pairs.add(frozenset((slug, link.slug)))
    left_out = set(stacked(pairs, narrower))
    counted = built.report["left_out_of_skos"]
    assert {frozenset(pair) for pair in built.pairs(SKOS.related)} == pairs - left_out
    assert counted.get("related pair of a practice and one above it", 0) == len(left_out)
    assert counted.get("link to a practice without a profile", 0) == dangling
    assert built.report["counts"].get("links_without_profile", 0) == dangling


def stacked(
    pairs: Iterable[frozenset[str]], narrower: set[tuple[str, str]]
) -> Iterator[frozenset[str]]:
    """Return the pairs of which one is above the other, found upwards one step at a time."""
    above: dict[str, set[str]] = defaultdict(set)
    for broad, narrow in narrower:
        above[narrow].add(broad)
    for pair in pairs:
        for start in pair:
            reached, new = {start}, {start}
            while new:
                new = {broad for node in new for broad in above[node]} - reached
                reached |= new
            if pair <= reached:
                yield pair
                break


def test_awkward_collections_are_counted_to_the_link(tmp_path: Path) -> None:
    built = build_into(tmp_path / "out", write_all(tmp_path / "profiles", AWKWARD))
    assert built.pairs(SKOS.narrower) == AWKWARD_HIERARCHY
    assert built.report["left_out_of_skos"] == AWKWARD_LEFT_OUT


def test_what_stays_of_circles_and_doubtful_specializations_is_related(tmp_path: Path) -> None:
    built = build_into(tmp_path / "out", write_all(tmp_path / "profiles", AWKWARD))
    related = built.pairs(SKOS.related)
    for pair in (
        ("gamma", "alpha"),  # were in a circle, and linked besides
        ("delta", "alpha"),  # no longer below one another, now that the circle is open
        ("cook", "baker"),
        ("wizard", "sorcerer"),
        ("night-wizard", "wizard"),  # written the wrong way round
    ):
        assert {pair, pair[::-1]} <= related


def test_an_alias_that_is_the_title_is_no_second_label(tmp_path: Path) -> None:
    built = build_into(tmp_path / "out", write_all(tmp_path / "profiles", AWKWARD))
    teacher = rdflib.URIRef(ID + "teacher")
    texts = {text for _, text in labels(built.graph, teacher, SKOS.altLabel)}
    assert texts == {"educator", "Educator", 'so-called "pédagogue" \\'}


def test_categories_that_differ_in_case_are_one_group(tmp_path: Path) -> None:
    built = build_into(tmp_path / "out", write_all(tmp_path / "profiles", AWKWARD))
    groups = [
        {str(member).removeprefix(ID) for member in built.graph.objects(node, SKOS.member)}
        for node in members_of(built.graph, SKOS.Collection)
    ]
    assert sorted(map(sorted, groups)) == [
        ["autism-teacher", "special-education-teacher", "teacher"],
        ["cook", "sorcerer"],
    ]


def test_an_entry_written_twice_in_one_list_has_one_preferred_label(tmp_path: Path) -> None:
    """A term that a profile defines twice, with a capital and without, is one concept: S14 again."""
    sections = [
        {"heading": "Vocabulary", "markdown": "- **Cold hit** — a match\n- **Cold Hit** — a find"},
        {"heading": "Tools", "markdown": "- **Ledger** — accounts\n- **ledger** — more of them"},
    ]
    profiles = {"detective": {"title": "Detective", "sections": sections}}
    built = build_into(tmp_path / "out", write_all(tmp_path / "profiles", profiles))
    assert list(second_preferred_labels(built.graph)) == []
