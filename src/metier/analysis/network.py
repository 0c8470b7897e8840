"""The graph as a network: practices joined by links, and by the tools and terms that they use.

Every edge points as its author wrote it: from the profile that has the link, from the practice to its tool.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import networkx as nx

from metier.errors import UsageError
from metier.vocab import relation_types

from .facts import Facts
from .records import SPECIALIZATION, Node

if TYPE_CHECKING:
    MultiDiGraph: TypeAlias = "nx.MultiDiGraph[str]"
    DiGraph: TypeAlias = "nx.DiGraph[str]"

INCLUDES = ("practices", "specializations", "tools", "terms", "all")
"""What a network may hold beside the practices, which it always holds."""

DIRECTIONS = ("any", "forward", "backward")
"""How edges may be followed: both ways, as they were written, or against that."""

USES = {"Tool": "uses-tool", "Term": "uses-term"}
BROADER = "kind-of"
VARIANT = "has-variant"
"""Types of edges that are no links: to a tool or term, to a broader tool, to a variant without a profile."""

_BROADER_WEIGHT = 2.0


class Edge(NamedTuple):
    """A link, or that a practice uses a tool or a term; a tuple, for tens of thousands are made at once."""

    source: str
    target: str
    type: str
    """Key of the relation type, or ``uses-tool``, ``uses-term``, ``kind-of``, ``has-variant``."""
    weight: float
    """Length of the step for shortest paths, above 0."""
    note: str = ""
    """What the author says of a link; empty for other edges, whose words are with the usage."""
    id: str = ""
    """IRI of the relation; empty for other edges."""


def edge_types() -> tuple[str, ...]:
    """Return the types that edges can have: those of ``relations.ttl``, then the ones that are no links."""
    return (*relation_types(), *USES.values(), BROADER, VARIANT)


def use_weight(users: int) -> float:
    """Return the length of the step between a practice and a tool or term that ``users`` practices use.

    It is 1 + ln(users) / 2: the two steps through a concept that only two practices share cost 2.7, more
    than any link, and one that everybody uses is a detour. See docs/decisions.md.
    """
    return 1 + log(max(users, 1)) / 2


def implied(
    network: Network, include: Collection[str], types: Collection[str], ends: Iterable[str]
) -> Collection[str]:
    """Return what must be included for edges of these types to be there, and for these nodes to have any."""
    kinds = {network.node(end).kind for end in ends}
    wanted = {_plural(kind) for kind in USES if kind in kinds or USES[kind] in types}
    if BROADER in types:
        wanted.add("tools")
    if SPECIALIZATION in kinds or VARIANT in types:
        wanted.add("specializations")
    return (*several(include), *sorted(wanted))


def several(chosen: Collection[str]) -> Collection[str]:
    """Return a choice of names as a collection, where a lone name is one too."""
    return (chosen,) if isinstance(chosen, str) else chosen


class Network:
    """Nodes and edges of one graph. Nothing is read before it is needed, and everything once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._routes: dict[object, DiGraph] = {}

    def node(self, iri: str) -> Node:
        """Return the node with an IRI; raises KeyError where there is none."""
        return self.facts.node(iri)

    @cached_property
    def links(self) -> tuple[Edge, ...]:
        """The links between practices."""
        weights = {key: kind.weight for key, kind in relation_types().items()}
        return tuple(
            Edge(one.source, one.target, one.type, weights[one.type], one.note, one.id)
            for one in self.facts.relations
        )

    def _uses(self, kind: str) -> tuple[Edge, ...]:
        users, space = self.facts.users_of, self.facts.names.prefixes[kind.lower()]
        return tuple(
            Edge(practice, concept, USES[kind], use_weight(len(users[concept])))
            for practice, concept in self.facts.uses
            if concept.startswith(space)
        )

    @cached_property
    def _kinds_of_tools(self) -> tuple[Edge, ...]:
        return tuple(
            Edge(narrow, broad, BROADER, _BROADER_WEIGHT)
            for narrow, broad in self.facts.broader_tools
        )

    @cached_property
    def _variants(self) -> tuple[Edge, ...]:
        """Specializations that are no links: those without a profile, and those listed by a profile's title."""
        kinds = relation_types()
        linked = {(e.source, e.target) for e in self.links if kinds[e.type].is_hierarchical}
        listed = set(self.facts.described_specializations) - linked
        pairs = [(broad, node) for node, broad in self.facts.broader_practice.items()]
        return tuple(Edge(broad, node, VARIANT, 1.0) for broad, node in sorted([*pairs, *listed]))

    def edges(self, include: Collection[str] = (), types: Collection[str] = ()) -> Iterator[Edge]:
        """Yield the edges among practices and what ``include`` names, of ``types``, or of all.

        Raises UsageError for a type or a kind of node that there is not.
        """
        include, types = several(include), several(types)
        _check(include, INCLUDES, "kind of node")
        _check(types, edge_types(), "type of link")
        everything = "all" in include
        chosen = [self.links]
        chosen += [self._uses(kind) for kind in USES if everything or _plural(kind) in include]
        if everything or "tools" in include:
            chosen.append(self._kinds_of_tools)
        if everything or "specializations" in include:
            chosen.append(self._variants)
        for edges in chosen:
            yield from (edge for edge in edges if not types or edge.type in types)

    def routes(
        self,
        include: Collection[str] = (),
        types: Collection[str] = (),
        follow: Callable[[Edge], Iterable[str]] | str = "any",
    ) -> DiGraph:
        """Return the steps that can be taken, a ``DiGraph`` with the ``weight`` of the shortest edge of each.

        ``follow`` is one of DIRECTIONS, or a function from an edge to the directions in which it may be
        walked. Each step holds, under ``edges``, the pairs of edge and direction that it may stand for. The
        graph is kept and must not be changed.
        """
        include, types = several(include), several(types)
        key = (tuple(sorted(set(include))), tuple(sorted(set(types))), follow)
        if key not in self._routes:
            self._routes[key] = self._make_routes(include, types, _follower(follow))
        return self._routes[key]

    def _make_routes(
        self,
        include: Collection[str],
        types: Collection[str],
        follow: Callable[[Edge], Iterable[str]],
    ) -> DiGraph:
        steps: dict[tuple[str, str], list[tuple[Edge, str]]] = defaultdict(list)
        for edge in self.edges(include, types):
            for direction in follow(edge):
                ends = edge.source, edge.target
                steps[ends if direction == "forward" else ends[::-1]].append((edge, direction))
        graph: DiGraph = nx.DiGraph()
        graph.add_nodes_from(self.facts.practices)
        graph.add_edges_from(
            (one, other, {"edges": edges, "weight": min(edge.weight for edge, _ in edges)})
            for (one, other), edges in steps.items()
        )
        return graph

    def to_networkx(self, include: Collection[str] = ("all",)) -> MultiDiGraph:
        """Return a new ``MultiDiGraph`` that any networkx algorithm can work on.

        Nodes are IRIs, with the attributes ``label``, ``kind``, ``slug``, ``category``, ``difficulty``,
        ``status`` and ``tags``, which are joined by ``|``; edges have a key (the IRI of the relation, or
        the type), ``type``, ``weight`` (a length, for shortest paths), ``note`` (the author's), and
        ``asserted``. All are strings but ``weight``, a float above 0, and ``asserted``, a bool; what is unknown
        is an empty string.
        """
        graph: MultiDiGraph = nx.MultiDiGraph(name="Metier")
        for node in self.facts.practices.values():
            graph.add_node(node.id, **self._attributes(node))
        for edge in self.edges(include):
            for end in (edge.source, edge.target):
                if end not in graph:
                    graph.add_node(end, **self._attributes(self.node(end)))
            graph.add_edge(
                edge.source,
                edge.target,
                key=edge.id or edge.type,
                type=edge.type,
                weight=edge.weight,
                note=self.note_of(edge),
                asserted=edge.type != BROADER,
            )
        return graph

    def _attributes(self, node: Node) -> dict[str, str]:
        card = self.facts.cards.get(node.id)
        return {
            "label": node.label,
            "kind": node.kind,
            "slug": node.slug,
            "category": card.category if card else "",
            "difficulty": card.difficulty if card else "",
            "status": card.status if card else "",
            "tags": "|".join(self.facts.tags.get(node.id, ())),
        }

    def note_of(self, edge: Edge) -> str:
        """Return the author's words for an edge: the note of a link, or how a profile words what it uses."""
        if edge.type not in USES.values():
            return edge.note
        return "; ".join(map(str, self.facts.wordings(edge.source, edge.target)))


def _plural(kind: str) -> str:
    return f"{kind.lower()}s"


def _follower(follow: Callable[[Edge], Iterable[str]] | str) -> Callable[[Edge], Iterable[str]]:
    if not isinstance(follow, str):
        return follow
    _check([follow], DIRECTIONS, "direction")
    directions = ("forward", "backward") if follow == "any" else (follow,)
    return lambda _: directions


def _check(chosen: Iterable[str], known: Iterable[str], what: str) -> None:
    for name in chosen:
        if name not in known:
            raise UsageError(f"there is no {what} {name!r}: choose from {', '.join(known)}")
