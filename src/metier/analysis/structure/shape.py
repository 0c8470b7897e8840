"""A simple network as a whole: how dense it is, how it hangs together, how far its ends are apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from .simple import SimpleNetwork, components, to_graph


@dataclass(frozen=True, slots=True)
class Shape:
    """The network as a whole. Shares are from 0 to 1."""

    practices: int
    pairs: int
    """How many pairs of practices are joined."""
    density: float
    """The share of all possible pairs that are joined.

    S. Wasserman and K. Faust, *Social Network Analysis* (1994), chapter 4.
    """
    reciprocity: float
    """The share of links, each direction of a pair counted once, that are answered by a link back.

    The ratio *r* that D. Garlaschelli and M. I. Loffredo begin from, *Patterns of link reciprocity in directed
    networks*, Physical Review Letters 93 (2004), 268701.
    """
    clustering: float
    """How many of the pairs of a practice's neighbors are joined too, on average over all practices.

    One with fewer than two neighbors counts 0. D. J. Watts and S. H. Strogatz, *Collective dynamics of
    'small-world' networks*, Nature 393 (1998), 440-442.
    """
    components: tuple[int, ...]
    """Sizes of the sets of practices that can be reached from each other, the largest first."""
    distance: float
    """Steps of the shortest path between two practices of the largest component, on average; 0 if it has one.

    Watts and Strogatz's characteristic path length.
    """
    diameter: int
    """The most steps that such a path has."""


def shape(simple: SimpleNetwork) -> Shape:
    """Return the measures of the network as a whole."""
    count, joined, arcs = len(simple), len(simple.pairs), len(simple.arcs)
    graph = to_graph(simple)
    parts = components(simple)
    balls = list(_ball_sizes(simple, parts[0])) if parts else []
    sums = [step * (size - before) for step, (before, size) in enumerate(pairwise(balls), start=1)]
    ends = len(parts[0]) * (len(parts[0]) - 1) if parts else 0
    return Shape(
        practices=count,
        pairs=joined,
        density=_share(2 * joined, count * (count - 1)),
        reciprocity=_share(2 * (arcs - joined), arcs),
        clustering=nx.average_clustering(graph) if count else 0.0,
        components=tuple(map(len, parts)),
        distance=_share(sum(sums), ends),
        diameter=len(sums),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _ball_sizes(simple: SimpleNetwork, component: list[int]) -> Iterator[int]:
    """Yield how many pairs, direction and self included, are at most 0, 1, 2 … steps apart.

    What each practice reaches is one integer with a bit for each other, and grows by what its neighbors reach.
    """
    reached = [1 << number for number in range(len(simple))]
    size, before = len(component), 0
    while size != before:
        yield size
        reached = [
            _union(reached, number, simple.neighbors[number]) for number in range(len(simple))
        ]
        size, before = sum(reached[number].bit_count() for number in component), size


def _union(reached: list[int], number: int, neighbors: list[int]) -> int:
    found = reached[number]
    for other in neighbors:
        found |= reached[other]
    return found
