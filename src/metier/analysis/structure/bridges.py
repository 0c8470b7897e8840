"""How the links of practices run inside the categories, and from one category to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from metier.analysis.network import Edge
from metier.analysis.records import Node

from .filing import Filing
from .measures import degrees
from .simple import SimpleNetwork


@dataclass(frozen=True, slots=True)
class Category:
    """How a category's practices are linked."""

    id: str
    label: str
    practices: int
    inside: int
    """Pairs of its own practices that are joined."""
    outside: int
    """Pairs of one of its practices and one that is filed elsewhere, or nowhere."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two joined practices of different categories."""

    source: Node
    target: Node
    """The practices in the order of the bridge's categories."""
    carried: float
    """On how many shortest paths between two practices the pair lies."""
    links: tuple[Edge, ...]
    """The links that join them, as their authors wrote them."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """What joins two categories."""

    categories: tuple[str, str]
    """Their IRIs, in the order of their labels."""
    labels: tuple[str, str]
    expected: float
    """How many pairs would be joined by chance, if every practice kept its number of neighbors.

    The null model of modularity: M. E. J. Newman and M. Girvan, Physical Review E 69 (2004), 026113.
    """
    crossings: tuple[Crossing, ...]
    """The joined pairs: the one that lies on the most shortest paths first, which carries the most."""

    @property
    def size(self) -> int:
        """The number of pairs."""
        return len(self.crossings)


def categories(simple: SimpleNetwork, filing: Filing) -> list[Category]:
    """Return the categories that practices are filed under, the one with the most of them first."""
    filed = _filed(simple, filing)
    practices, inside, outside = Counter(filed), Counter[str](), Counter[str]()
    for pair in simple.pairs:
        one, other = (filed[number] for number in pair)
        if one == other:
            inside[one] += 1
        else:
            outside.update((one, other))
    found = (
        Category(name, filing.label(name), count, inside[name], outside[name])
        for name, count in practices.items()
        if name
    )
    return sorted(found, key=lambda one: (-one.practices, one.label.casefold(), one.id))


def bridges(simple: SimpleNetwork, filing: Filing, carried: Sequence[float]) -> list[Bridge]:
    """Return the pairs of categories that links join, the one with the most links first.

    ``carried`` is what :func:`metier.analysis.measures.edge_betweenness` gives.
    """
    filed = _filed(simple, filing)
    crossings: dict[tuple[str, str], list[Crossing]] = defaultdict(list)
    for pair, paths in zip(simple.pairs, carried, strict=True):
        ends = sorted(pair, key=lambda number: _order(filing, filed[number]))
        names = filed[ends[0]], filed[ends[1]]
        if all(names) and names[0] != names[1]:
            crossings[names].append(_crossing(simple, ends, paths))
    degree = _degrees_of(filed, degrees(simple))
    found = (
        Bridge(
            names,
            (filing.label(names[0]), filing.label(names[1])),
            degree[names[0]] * degree[names[1]] / (2 * len(simple.pairs)),
            tuple(sorted(some, key=_most_travelled_first)),
        )
        for names, some in crossings.items()
    )
    return sorted(found, key=lambda one: (-one.size, one.labels, one.categories))


def _filed(simple: SimpleNetwork, filing: Filing) -> list[str]:
    return [filing.categories.get(node.id, "") for node in simple.nodes]


def _order(filing: Filing, category: str) -> tuple[str, str]:
    return (filing.label(category).casefold() if category else "", category)


def _crossing(simple: SimpleNetwork, ends: Sequence[int], paths: float) -> Crossing:
    one, other = ends
    links = tuple(simple.links(one, other))
    return Crossing(simple.nodes[one], simple.nodes[other], paths, links)


def _most_travelled_first(one: Crossing) -> tuple[float, str, str]:
    return -round(one.carried, 9), one.source.id, one.target.id


def _degrees_of(filed: Sequence[str], degree: Sequence[int]) -> Counter[str]:
    found = Counter[str]()
    for name, count in zip(filed, degree, strict=True):
        found[name] += count
    return found


def reach(simple: SimpleNetwork, filing: Filing) -> list[int]:
    """Return how many categories but its own the neighbors of each practice are filed under."""
    filed = _filed(simple, filing)
    return [
        len({filed[other] for other in neighbors} - {filed[number], ""})
        for number, neighbors in enumerate(simple.neighbors)
    ]
