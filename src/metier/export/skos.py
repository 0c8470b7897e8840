"""SKOS: the practices and concepts as a thesaurus, every integrity condition holding."""

from __future__ import annotations

import contextlib
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from metier.diagnostics import printable
from metier.graph.names import SCHEMES
from metier.graph.skos import scheme_triples
from metier.graph.terms import DCTERMS, SKOS, TYPE, Term, Triple
from metier.graph.turtle import TurtleWriter

from .common.hierarchy import skos_links
from .common.rdf import in_order
from .common.selection import Selection

NAME = "skos"
SUFFIX = ".skos.ttl"
MEDIA_TYPE = "text/turtle"
SUMMARY = (
    "For Skosmos, VocBench, PoolParty and other managers of taxonomies: plain SKOS, nothing else"
)
OPENING = "Skosmos: s-put the file into Fuseki; VocBench, PoolParty: import as SKOS"
KEEPS = (
    "labels, definitions, schemes, groups by category, tags; specializations whose direction is sure as "
    "broader and narrower, every other link as related; with --inferred which tools are kinds of others"
)
DROPS = (
    "kinds and difficulties of practices, types and notes of links, who uses which tool and term, sections "
    "and their items, sources, reviews, country variants, authors and status of profiles, and the links "
    "that break a condition of SKOS, which stand at the end of the file"
)
EXAMPLE = "metier export skos --out occupations.skos.ttl"

_KEPT = frozenset(
    {SKOS.prefLabel, SKOS.altLabel, SKOS.definition, SKOS.notation, SKOS.inScheme, SKOS.broader}
)
_REQUIRED = frozenset({SKOS.prefLabel, SKOS.inScheme})


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the Turtle, then as comments what SKOS can't hold (W3C, *SKOS Reference*, 2009)."""
    writer = TurtleWriter(selection.names.prefixes)
    yield writer.header()
    yield writer.blocks(in_order(_Thesaurus(selection).triples()))
    for reason, one, other in (*_dropped(selection), *_weakened(selection)):
        yield printable(f"# {reason}: {one}, {other}") + "\n"


def dropped(selection: Selection) -> Iterator[str]:
    """Yield how many links SKOS can't hold as they are, by the reason."""
    reasons = (reason for reason, _, _ in (*_dropped(selection), *_weakened(selection)))
    for reason, count in sorted(Counter(reasons).items()):
        yield f"{count} x {reason}"


def _dropped(selection: Selection) -> list[tuple[str, str, str]]:
    links = skos_links(selection.network)
    return _shown(selection, links.dropped)


def _weakened(selection: Selection) -> list[tuple[str, str, str]]:
    reason = "specialization whose direction is not sure, kept as related"
    unsure = skos_links(selection.network).unsure
    return _shown(selection, ((reason, *pair) for pair in unsure))


def _shown(
    selection: Selection, links: Iterable[tuple[str, str, str]]
) -> list[tuple[str, str, str]]:
    shown = {node.slug for node in selection.nodes}
    return sorted(link for link in links if shown.issuperset(link[1:]))


class _Thesaurus:
    """What SKOS holds of a selection, sorted out of its quads in one pass."""

    def __init__(self, selection: Selection) -> None:
        self._names = selection.names
        self._spaces = tuple(selection.names.of(kind)[:-1] for kind in ("id", *SCHEMES))
        self._links = skos_links(selection.network)
        self._concepts: dict[Term, dict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._usages: dict[Term, dict[Term, Term]] = defaultdict(dict)
        self._modified: datetime.date | None = None
        for quad in selection.triples():
            self._sort(quad)
        self._of_usages()
        for concept in [node for node, said in self._concepts.items() if not {*said} >= _REQUIRED]:
            del self._concepts[concept]  # named by a link, and described by no author

    def _sort(self, quad: ox.Quad) -> None:
        subject, predicate, value = str(quad.subject), str(quad.predicate), str(quad.object)
        met = self._names.met
        if subject.startswith(self._spaces):
            if predicate in _KEPT:
                self._concepts[subject][predicate].append(value)
            elif predicate in (met.category, met.tag):
                self._concepts[subject][DCTERMS.subject].append(value)
                if predicate == met.category:
                    self._concepts[value][SKOS.member].append(subject)
        elif predicate in (met.of, SKOS.definition, SKOS.scopeNote):
            self._usages[subject][predicate] = value
        elif predicate == DCTERMS.modified:
            self._date(subject, value, quad.object)

    def _date(self, subject: Term, value: Term, literal: object) -> None:
        document = self._names.of("doc")[:-1]
        if subject.startswith(document):
            practice = self._names.of("id", subject.removeprefix(document)[:-1])
            self._concepts[practice][DCTERMS.modified].append(value)
        elif subject == self._names.dataset and isinstance(literal, ox.Literal):
            with contextlib.suppress(ValueError):  # whatever another program wrote
                self._modified = datetime.date.fromisoformat(literal.value)

    def _of_usages(self) -> None:
        """Let each tool and term say what profiles say of it."""
        for said in self._usages.values():
            concept = said.pop(self._names.met.of, "")
            for predicate, value in said.items():
                if concept in self._concepts:
                    self._concepts[concept][predicate].append(value)

    def triples(self) -> Iterator[Triple]:
        yield from scheme_triples(self._names, self._modified)
        for concept, said in self._concepts.items():
            yield concept, TYPE, SKOS.Concept
            yield from _statements(concept, said)
            if concept.startswith(self._spaces[0]):
                yield from self._hierarchy(concept, said)
            yield from self._place(concept, said)
            yield from self._group(concept, said)

    def _place(self, concept: Term, said: Mapping[Term, list[Term]]) -> Iterator[Triple]:
        """Yield the other side of ``broader``, or that a concept is at the top of its scheme."""
        broader = said[SKOS.broader]
        yield from ((other, SKOS.narrower, concept) for other in broader)
        if not broader:
            yield from ((concept, SKOS.topConceptOf, scheme) for scheme in said[SKOS.inScheme])

    def _hierarchy(self, practice: Term, said: dict[Term, list[Term]]) -> Iterator[Triple]:
        said[SKOS.broader] += self._linked(practice, "broader")
        yield from ((practice, SKOS.broader, other) for other in said[SKOS.broader])
        yield from ((practice, SKOS.related, other) for other in self._linked(practice, "related"))

    def _linked(self, practice: Term, relation: str) -> Iterator[Term]:
        slug = practice.removeprefix(self._spaces[0])[:-1]
        others: dict[str, list[str]] = getattr(self._links, relation)
        nodes = (self._names.practice(other) for other in others.get(slug, ()))
        return (node for node in nodes if node in self._concepts)

    def _group(self, concept: Term, said: dict[Term, list[Term]]) -> Iterator[Triple]:
        if SKOS.member in said:
            node = self._names.of("collection", concept.rpartition("/")[2][:-1])
            yield node, TYPE, SKOS.Collection
            for label in said[SKOS.prefLabel]:
                yield node, SKOS.prefLabel, label
            for member in said[SKOS.member]:
                yield node, SKOS.member, member


def _statements(concept: Term, said: Mapping[Term, Iterable[Term]]) -> Iterator[Triple]:
    preferred = said[SKOS.prefLabel]
    for predicate, values in said.items():
        for value in values:
            if predicate != SKOS.member and not (predicate == SKOS.altLabel and value in preferred):
                yield concept, predicate, value
