"""Measures of a simple network: of each practice and of each joined pair.

All but :func:`pagerank` are those of an undirected graph whose edges have no weight. Lists are in the order of
``simple.nodes`` or ``simple.pairs``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .simple import SimpleNetwork, components

_NEVER = 2**31
"""Nodes from which on rustworkx uses several threads: their sums differ in the last digit from run to run."""

_DIGITS = 12
"""Decimals of betweenness: what is equal on paper is equal here."""

_DAMPING = 0.85
_TOLERANCE = 1e-12
_MOST_ROUNDS = 1000


def degrees(simple: SimpleNetwork) -> list[int]:
    """Return with how many others each practice is joined.

    L. C. Freeman, *Centrality in social networks: conceptual clarification*, Social Networks 1 (1978), 215-239.
    """
    return [len(found) for found in simple.neighbors]


def edge_betweenness(simple: SimpleNetwork) -> list[float]:
    """Return on how many shortest paths each joined pair lies.

    Each two practices count 1, divided among all the shortest paths between them. Definition: M. Girvan and
    M. E. J. Newman, *Community structure in social and biological networks*, PNAS 99 (2002), 7821-7826.
    Algorithm: U. Brandes, *A faster algorithm for betweenness centrality*, Journal of Mathematical Sociology
    25 (2001), 163-177, as rustworkx has it.
    """
    import rustworkx

    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(len(simple)))
    graph.add_edges_from_no_data(simple.pairs)
    found = rustworkx.edge_betweenness_centrality(
        graph, normalized=False, parallel_threshold=_NEVER
    )
    return [found[number] for number in range(len(simple.pairs))]


def betweenness(simple: SimpleNetwork, carried: Sequence[float]) -> list[float]:
    """Return how often each practice lies on the shortest paths between two others, from 0 to 1.

    Each two others count 1, divided among all the shortest paths between them; the sum is divided by the
    number of such twos, (n - 1)(n - 2) / 2. L. C. Freeman, *A set of measures of centrality based on
    betweenness*, Sociometry 40 (1977), 35-41.

    It follows from ``carried``, what :func:`edge_betweenness` gives: a path through a practice runs along two
    of its pairs, and a path that ends there, one for each other in its component, along one.
    """
    sums = [0.0] * len(simple)
    for pair, paths in zip(simple.pairs, carried, strict=True):
        for end in pair:
            sums[end] += paths
    twos = max((len(simple) - 1) * (len(simple) - 2) / 2, 1)
    for component in components(simple):
        for number in component:
            sums[number] = (sums[number] - len(component) + 1) / 2 / twos
    return [round(max(value, 0.0), _DIGITS) for value in sums]


def pagerank(simple: SimpleNetwork) -> list[float]:
    """Return how likely a reader who follows links at random is at each practice; the sum is 1.

    Links are followed as they were written, from the profile that holds them. With probability 0.15, and
    where a profile has no link, the reader goes on anywhere. S. Brin and L. Page, *The anatomy of a large-scale
    hypertextual Web search engine*, Computer Networks and ISDN Systems 30 (1998), 107-117.
    """
    import rustworkx

    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(len(simple)))
    graph.add_edges_from_no_data(simple.arcs)
    found = rustworkx.pagerank(graph, alpha=_DAMPING, tol=_TOLERANCE, max_iter=_MOST_ROUNDS)
    return [found[number] for number in range(len(simple))]
