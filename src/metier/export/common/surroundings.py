"""The quads of one node and of what is around it: enough to be read alone, no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from metier.graph.names import Names
from metier.store import Store
from metier.vocab import EXTERNAL_PREFIXES

_SKOS, _RDFS = EXTERNAL_PREFIXES["skos"], EXTERNAL_PREFIXES["rdfs"]
_TYPE = EXTERNAL_PREFIXES["rdf"] + "type"
_CARD = frozenset(
    {
        _TYPE,
        _SKOS + "prefLabel",
        _SKOS + "altLabel",
        _SKOS + "definition",
        _SKOS + "notation",
        _SKOS + "inScheme",
        _RDFS + "label",
        EXTERNAL_PREFIXES["dcterms"] + "title",
    }
)
"""The properties that say what a node is and what it is called."""


def surroundings(
    store: Store, names: Names, center: str, near: Collection[str]
) -> Iterator[ox.Quad]:
    """Yield the quads about ``center`` and the nodes ``near`` it, which include it, each quad once.

    They are the whole named graph of the center's profile, or how the practices near it use it if it is a tool
    or term; how the nodes near it are linked; and what everything is called that these name.
    """
    return iter(dict.fromkeys(_Surroundings(store, names, near).quads(center)))


class _Surroundings:
    def __init__(self, store: Store, names: Names, near: Collection[str]) -> None:
        self._store = store
        self._near = near
        self._names = names
        self._met = names.prefixes["met"]
        filing = (self._met + name for name in ("category", "tag", "difficulty"))
        self._card_properties = _CARD.union(filing)

    def quads(self, center: str) -> Iterator[ox.Quad]:
        found = [*self._own(center), *self._mentions(center)]
        for node in sorted(self._near):
            found += self._card(node)
        told: set[str] = set()
        while found:
            yield from found
            told.update(_subjects(found))
            named = {quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)}
            found = [quad for node in sorted(named - told) for quad in self._card(node)]

    def _own(self, center: str) -> Iterator[ox.Quad]:
        slug = center.rpartition("/")[2]
        if center.startswith(self._names.prefixes["id"]):
            yield from self._store.quads(self._names.of("graph", slug)[1:-1])
        for usage in self._store.subjects(self._met + "of", center):
            if self._practice_of(usage) in self._near:
                yield from self._store.about(usage)

    def _practice_of(self, usage: str) -> str:
        slug = usage.removeprefix(self._names.prefixes["usage"]).partition("--")[0]
        return self._names.prefixes["id"] + slug

    def _mentions(self, center: str) -> Iterator[ox.Quad]:
        space = self._names.prefixes["mention"]
        for part in self._store.subjects(self._met + "about", center):
            if part.startswith(space):
                yield from self._store.about(part)

    def _card(self, node: str) -> Iterator[ox.Quad]:
        """Yield what a node is, is called and filed under, and its links to nodes nearby with their notes."""
        if node.startswith(self._met):
            return  # the ontology is a file of its own
        for quad in self._store.about(node):
            if quad.predicate.value in self._card_properties:
                yield quad
            elif isinstance(quad.object, ox.NamedNode) and node in self._near:
                yield from self._link(quad, quad.object.value)

    def _link(self, quad: ox.Quad, value: str) -> Iterator[ox.Quad]:
        if value in self._near:
            yield quad
        elif quad.predicate.value == self._met + "relation":
            relation = list(self._store.about(value))
            if any(
                one.predicate.value == self._met + "target" and one.object.value in self._near
                for one in relation
                if isinstance(one.object, ox.NamedNode)
            ):
                yield from (quad, *relation)


def _subjects(quads: Iterable[ox.Quad]) -> set[str]:
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
