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
from metier.resolve.names import Collection
from metier.vocab import relation_types

from . import dataset
from .names import SCHEMES, Names
from .parts import ProfileNames
from .terms import DCTERMS, SKOS, TYPE, Triple, day, plain, text

if TYPE_CHECKING:
    import networkx as nx


class SkosLinks:
    """Which practices are broader, narrower and related in the sense of SKOS."""

    def __init__(
        self,
        titles: Mapping[str, str],
        links: Iterable[tuple[str, str, str]],
        named: Iterable[tuple[str, str]],
    ) -> None:
        """Take titles by slug, links as source, type and target, and pairs of a profile and its specialization.

        All are named by their slugs, types by their keys; the specializations are those with a profile.
        """
        self.dropped: list[tuple[str, str, str]] = []
        """The links that SKOS can't hold: the reason, and the slugs of the two practices."""
        self.unsure: list[tuple[str, str]] = []
        """Specializations whose direction is not sure, broader and narrower slug: related, if at all."""
        self.narrower: dict[str, list[str]] = defaultdict(list)
        self.broader: dict[str, list[str]] = defaultdict(list)
        self.related: dict[str, list[str]] = defaultdict(list)
        pairs: set[tuple[str, str]] = set()
        sure = set(named)
        for source, link_type, target in links:
            if target not in titles:
                self.dropped.append(("link to a practice without a profile", source, target))
            elif relation_types()[link_type].is_hierarchical and _is_head_of(
                titles[source], titles[target]
            ):
                sure.add((source, target))
            else:
                pairs.add((min(source, target), max(source, target)))
                if relation_types()[link_type].is_hierarchical:
                    self.unsure.append((source, target))
        hierarchy = self._without_circles(sure)
        for broad, narrow in sorted(hierarchy.edges):
            self.narrower[broad].append(narrow)
            self.broader[narrow].append(broad)
        for one, other in sorted(pairs):
            if _above(hierarchy, one, other):
                reason = "related pair of a practice and one above it"
                self.dropped.append((reason, one, other))
            else:
                self.related[one].append(other)
                self.related[other].append(one)

    @classmethod
    def of(cls, collection: Collection) -> SkosLinks:
        """Return the links of a collection of profiles."""
        cards = collection.cards.values()
        return cls(
            {card.slug: card.title for card in cards},
            ((card.slug, kind, target) for card in cards for kind, target in card.links),
            ((slug, named) for (slug, _), named in collection.named.items()),
        )

    @property
    def left_out(self) -> Counter[str]:
        """How many links SKOS can't hold, by the reason."""
        return Counter(reason for reason, _, _ in self.dropped)

    def _without_circles(self, edges: Iterable[tuple[str, str]]) -> nx.DiGraph[str]:
        import networkx as nx  # takes longer to import than all the rest

        graph: nx.DiGraph[str] = nx.DiGraph(sorted(edges))
        circles = [nodes for nodes in nx.strongly_connected_components(graph) if len(nodes) > 1]
        inside = sorted(edge for nodes in circles for edge in graph.subgraph(nodes).edges)
        graph.remove_edges_from(inside)
        self.dropped += [("specialization in a circle", *edge) for edge in inside]
        return graph


def _is_head_of(title: str, other: str) -> bool:
    """Whether a title is the head of another, as *Teacher* is of *Special Education Teacher*."""
    return other.casefold().endswith(" " + title.casefold())


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
