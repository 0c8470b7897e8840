"""The practices and concepts as plain SKOS, with every integrity condition of its reference holding.

What SKOS can't say is left out and counted: ``skos:broader`` comes only from specializations whose direction is
sure, and ``skos:related`` never joins a concept to one above it (conditions S13, S14, S27 and S37 of
https://www.w3.org/TR/skos-reference/).
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from metier.resolve.concepts import Concept
from metier.resolve.names import Card, Collection
from metier.vocab import relation_types

from . import dataset
from .names import SCHEMES, Names
from .parts import ProfileNames
from .terms import DCTERMS, SKOS, TYPE, Triple, day, plain, text

if TYPE_CHECKING:
    import networkx as nx


class SkosLinks:
    """Which practices are broader, narrower and related in the sense of SKOS."""

    def __init__(self, collection: Collection) -> None:
        self.left_out: Counter[str] = Counter()
        """How many links SKOS can't hold, by the reason."""
        self.narrower: dict[str, list[str]] = defaultdict(list)
        self.broader: dict[str, list[str]] = defaultdict(list)
        self.related: dict[str, list[str]] = defaultdict(list)
        pairs: set[tuple[str, str]] = set()
        sure: set[tuple[str, str]] = set()
        for card in collection.cards.values():
            sure.update((card.slug, named) for named in _named(card, collection))
            for link_type, target in card.links:
                if target not in collection:
                    self.left_out["link to a practice without a profile"] += 1
                elif relation_types()[link_type].is_hierarchical and _is_head_of(
                    card, collection.cards[target]
                ):
                    sure.add((card.slug, target))
                else:
                    pairs.add((min(card.slug, target), max(card.slug, target)))
        hierarchy = self._without_circles(sure)
        for broad, narrow in sorted(hierarchy.edges):
            self.narrower[broad].append(narrow)
            self.broader[narrow].append(broad)
        for one, other in sorted(pairs):
            if _above(hierarchy, one, other):
                self.left_out["related pair of a practice and one above it"] += 1
            else:
                self.related[one].append(other)
                self.related[other].append(one)

    def _without_circles(self, edges: Iterable[tuple[str, str]]) -> nx.DiGraph[str]:
        import networkx as nx  # takes longer to import than all the rest

        graph: nx.DiGraph[str] = nx.DiGraph(sorted(edges))
        circles = [nodes for nodes in nx.strongly_connected_components(graph) if len(nodes) > 1]
        for nodes in circles:
            inside = list(graph.subgraph(nodes).edges)
            graph.remove_edges_from(inside)
            self.left_out["specialization in a circle"] += len(inside)
        return graph


def _named(card: Card, collection: Collection) -> Iterator[str]:
    for name in card.specializations:
        named = collection.named.get((card.slug, name))
        if named:
            yield named


def _is_head_of(card: Card, other: Card) -> bool:
    """Whether a title is the head of another, as *Teacher* is of *Special Education Teacher*."""
    return other.title.casefold().endswith(" " + card.title.casefold())


def _above(hierarchy: nx.DiGraph[str], one: str, other: str) -> bool:
    if one not in hierarchy or other not in hierarchy:
        return False
    import networkx as nx

    above = nx.has_path(hierarchy, one, other) or nx.has_path(hierarchy, other, one)
    return bool(above)


def scheme_triples(names: Names, modified: datetime.date | None) -> Iterator[Triple]:
    """Yield the concept schemes with the title and the date that Skosmos asks for."""
    yield from dataset.scheme_triples(names)
    if modified:
        for scheme in dataset.SCHEME_TITLES:
            yield names.of("scheme", scheme), DCTERMS.modified, day(modified)


def practice_triples(
    own: ProfileNames, links: SkosLinks, collection: Collection
) -> Iterator[Triple]:
    """Yield a practice, its specializations, and what its profile says of its terms and tools."""
    profile, node, names = own.profile, own.practice, own.names
    yield node, TYPE, SKOS.Concept
    yield node, SKOS.prefLabel, text(profile.title)
    for alias in dict.fromkeys(profile.aliases):
        if alias != profile.title:
            yield node, SKOS.altLabel, text(alias)
    yield node, SKOS.notation, plain(profile.slug)
    if profile.summary:
        yield node, SKOS.definition, text(profile.summary)
    yield node, SKOS.inScheme, names.of("scheme", "practices")
    yield from _links(own, links)
    yield from _specializations(own, collection)
    yield from _subjects(own)
    yield from _definitions(own, collection)


def _links(own: ProfileNames, links: SkosLinks) -> Iterator[Triple]:
    slug, scheme = own.profile.slug, own.names.of("scheme", "practices")
    if not links.broader.get(slug):
        yield own.practice, SKOS.topConceptOf, scheme
    for predicate, others in (
        (SKOS.broader, links.broader),
        (SKOS.narrower, links.narrower),
        (SKOS.related, links.related),
    ):
        for other in others.get(slug, ()):
            yield own.practice, predicate, own.names.practice(other)


def _subjects(own: ProfileNames) -> Iterator[Triple]:
    profile = own.profile
    if profile.category:
        yield own.practice, DCTERMS.subject, own.concept("category", profile.category)
    for tag in profile.tags:
        yield own.practice, DCTERMS.subject, own.concept("tag", tag)
    if profile.updated:
        yield own.practice, DCTERMS.modified, day(profile.updated)


def _specializations(own: ProfileNames, collection: Collection) -> Iterator[Triple]:
    slug = own.profile.slug
    for name, node in zip(own.profile.specializations, own.specializations, strict=True):
        if (slug, name) not in collection.named:
            yield own.practice, SKOS.narrower, node
            yield node, TYPE, SKOS.Concept
            yield node, SKOS.prefLabel, text(name)
            yield node, SKOS.broader, own.practice
            yield node, SKOS.inScheme, own.names.of("scheme", "practices")


def _definitions(own: ProfileNames, collection: Collection) -> Iterator[Triple]:
    concepts = collection.concepts.of(own.profile.slug)
    for used, concept in zip(own.used, concepts, strict=True):
        if used.item.text:
            said = SKOS.definition if concept.kind == "term" else SKOS.scopeNote
            yield own.names.concept(concept), said, text(used.item.text)


def concept_triples(names: Names, concepts: Iterable[Concept]) -> Iterator[Triple]:
    """Yield the concepts that are in a scheme, each at its top."""
    for concept in concepts:
        if concept.kind not in SCHEMES:
            continue
        node, scheme = names.concept(concept), names.of("scheme", SCHEMES[concept.kind])
        yield node, TYPE, SKOS.Concept
        yield node, SKOS.prefLabel, text(concept.label)
        for label in concept.alternatives:
            yield node, SKOS.altLabel, text(label)
        yield node, SKOS.inScheme, scheme
        yield node, SKOS.topConceptOf, scheme


def collection_triples(names: Names, members: Mapping[Concept, Iterable[str]]) -> Iterator[Triple]:
    """Yield a collection of the practices of each category; ``members`` are their slugs."""
    for category, slugs in members.items():
        node = names.of("collection", category.slug)
        yield node, TYPE, SKOS.Collection
        yield node, SKOS.prefLabel, text(category.label)
        for slug in slugs:
            yield node, SKOS.member, names.practice(slug)
