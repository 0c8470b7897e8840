"""The graph as rows for tools that know nodes and edges, and no RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from metier.analysis.network import BROADER, Edge, Network
from metier.analysis.records import Card, Node
from metier.view.palette import type_looks

BEYOND_ROWS = (
    "sections and their items, sources, reviews, country variants, dates, contributors, "
    "provenance, origin and license of mirrored profiles, mentions, fields that Metier doesn't "
    "know, and which part of a note is a tool's name in that profile"
)
"""What nodes and edges alone can't say."""

_DEFINITIONS = """
SELECT DISTINCT ?concept ?text WHERE {
    ?usage met:of ?concept ; skos:prefLabel ?label .
    { ?usage skos:definition ?text } UNION { ?usage skos:scopeNote ?text } }
"""


class NodeRow(NamedTuple):
    """A practice, a specialization without a profile, a tool or a term."""

    id: str
    """Its IRI."""
    name: str
    """The short form of its IRI, such as ``id:customs-officer``."""
    label: str
    kind: str
    """Local name of its class, such as ``Occupation``."""
    slug: str
    category: str
    difficulty: str
    status: str
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    definition: str
    """The summary of a practice; what profiles say of a tool or a term, each text once, on lines of its own."""


class EdgeRow(NamedTuple):
    """A link, or that a practice uses a tool or a term. Every edge points as its author wrote it."""

    id: str
    """Unique: the IRI of the relation where there is one, else made of ends and type."""
    source: str
    """IRI of a node, as ``target``."""
    target: str
    type: str
    """See :func:`metier.analysis.network.edge_types`."""
    label: str
    """What the type is called, such as ``adjacent to``."""
    weight: float
    """Length of the step for shortest paths, above 0."""
    note: str
    """The author's words: the note of a link, or how the profile words what it uses."""
    asserted: bool
    """Whether an author wrote it; False where it is inferred."""


def node_rows(network: Network, nodes: Iterable[Node]) -> Iterator[NodeRow]:
    """Yield the rows of nodes, in their order."""
    facts = network.facts
    shortened = {facts.names.prefixes[kind]: kind for kind in ("id", "tool", "term")}
    definitions = _definitions(network)
    for node in nodes:
        card = facts.cards.get(node.id, Card())
        space = node.id.removesuffix(node.slug)
        aliases = facts.practice_aliases.get(node.id) or facts.concept_aliases.get(node.id, ())
        yield NodeRow(
            id=node.id,
            name=f"{shortened[space]}:{node.slug}",
            label=node.label,
            kind=node.kind,
            slug=node.slug,
            category=card.category,
            difficulty=card.difficulty,
            status=card.status,
            tags=tuple(facts.tags.get(node.id, ())),
            aliases=tuple(aliases),
            definition=card.summary or "\n".join(sorted(definitions.get(node.id, ()))),
        )


def _definitions(network: Network) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for concept, text in network.facts.rows(_DEFINITIONS):
        found.setdefault(concept, set()).add(text)
    return found


def edge_rows(network: Network, edges: Iterable[Edge]) -> list[EdgeRow]:
    """Return the rows of edges, in the order of their ids."""
    labels = {look.key: look.label for look in type_looks()}
    rows = (
        EdgeRow(
            id=edge.id or _name(network, edge),
            source=edge.source,
            target=edge.target,
            type=edge.type,
            label=labels[edge.type],
            weight=edge.weight,
            note=network.note_of(edge),
            asserted=edge.type != BROADER,
        )
        for edge in edges
    )
    return sorted(rows)


def _name(network: Network, edge: Edge) -> str:
    source, target = network.node(edge.source), network.node(edge.target)
    return f"{source.slug}--{edge.type}--{target.slug}"
