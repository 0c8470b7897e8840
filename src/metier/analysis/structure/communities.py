"""Groups of practices with many links inside and few to others, named by what tells them from the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log

import networkx as nx

from metier.analysis.records import Node

from .filing import Filing
from .simple import SimpleNetwork, by_size, to_graph

_SEED = 0
_MOST_TAGS = 2
_MOST_CATEGORIES = 2


@dataclass(frozen=True, slots=True)
class Community:
    """A group of at least two practices."""

    number: int
    """From 1, the largest community first."""
    name: str
    """Its tags and categories, such as ``logistics, negotiation · Business, Finance``."""
    tags: tuple[str, ...]
    """IRIs of at most two tags that are common in it and not elsewhere, the most telling first."""
    categories: tuple[str, ...]
    """IRIs of its one or two most telling categories."""
    members: tuple[Node, ...]
    """Those with the most neighbors in the community first."""

    @property
    def size(self) -> int:
        """The number of members."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Partition:
    """The communities of a network; a practice without neighbors is in none."""

    modularity: float
    """The share of pairs that are joined inside communities, less what chance would give with these degrees.

    Between -0.5 and 1. M. E. J. Newman and M. Girvan, *Finding and evaluating community structure in
    networks*, Physical Review E 69 (2004), 026113.
    """
    communities: tuple[Community, ...]


def partition(simple: SimpleNetwork, filing: Filing) -> Partition:
    """Return the communities of a network.

    They are found by the method of V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, *Fast
    unfolding of communities in large networks*, Journal of Statistical Mechanics (2008), P10008, which raises
    modularity step by step, as networkx has it. It is seeded and sees the practices as numbers in the order
    of their IRIs: the same network always gives the same communities. Another order may give others that are
    as good.
    """
    if not simple.pairs:
        return Partition(0.0, ())
    graph = to_graph(simple)
    groups = nx.community.louvain_communities(graph, seed=_SEED)
    modularity = float(nx.community.modularity(graph, groups))
    kept = sorted((sorted(group) for group in groups if len(group) > 1), key=by_size)
    described = _described(simple, filing, kept)
    return Partition(modularity, tuple(_told_apart(described)))


def _described(
    simple: SimpleNetwork, filing: Filing, groups: Sequence[list[int]]
) -> Iterator[Community]:
    everyone = [node.id for node in simple.nodes]
    tags = _Shares(everyone, filing.tags)
    categories = _Shares(everyone, {one: (name,) for one, name in filing.categories.items()})
    for number, group in enumerate(groups, start=1):
        members = tuple(simple.nodes[one] for one in _most_central_first(simple, group))
        own = [node.id for node in members]
        fields = _covering(categories.telling(own), categories.counts(own), len(own))
        told = {filing.label(one).casefold() for one in fields}
        others = (one for one in tags.telling(own) if filing.label(one).casefold() not in told)
        words = tuple(islice(others, _MOST_TAGS))
        name = " · ".join(", ".join(map(filing.label, some)) for some in (words, fields) if some)
        yield Community(number, name or members[0].label, words, fields, members)


def _most_central_first(simple: SimpleNetwork, group: list[int]) -> list[int]:
    """Order members by their neighbors in the community, and where that is the same in all.

    The within-module degree of R. Guimerà and L. A. N. Amaral, *Functional cartography of complex metabolic
    networks*, Nature 433 (2005), 895-900.
    """
    inside, neighbors = frozenset(group), simple.neighbors
    return sorted(
        group,
        key=lambda one: (-len(inside.intersection(neighbors[one])), -len(neighbors[one]), one),
    )


class _Shares:
    """How common each category or tag is among all practices, to compare a group with."""

    def __init__(self, everyone: Sequence[str], filed: Mapping[str, tuple[str, ...]]) -> None:
        self._filed = filed
        self._all = len(everyone)
        self._everywhere = self.counts(everyone)

    def counts(self, practices: Iterable[str]) -> Counter[str]:
        """Return how many of the practices are filed under each name."""
        return Counter(name for one in practices for name in self._filed.get(one, ()))

    def telling(self, group: Sequence[str]) -> list[str]:
        """Return the names that at least two of a group share, those that tell it from the rest first.

        A name that a share *p* of the group has, and a share *q* of all, weighs p ln(p / q): its part in the
        divergence of the group from all (S. Kullback and R. A. Leibler, *On information and sufficiency*,
        Annals of Mathematical Statistics 22 (1951), 79-86). A name that is not commoner inside than outside is
        left out, unless there is no other, as where the group is all there is.
        """
        counts = {name: count for name, count in self.counts(group).items() if count > 1}
        weights = {name: self._weight(name, count, len(group)) for name, count in counts.items()}
        ordered = sorted(weights, key=lambda name: (-weights[name], -counts[name], name))
        return [name for name in ordered if weights[name] > 0] or [
            name for name in ordered if weights[name] == 0
        ]

    def _weight(self, name: str, count: int, size: int) -> float:
        return count / size * log(count * self._all / (size * self._everywhere[name]))


def _covering(names: Sequence[str], counts: Counter[str], size: int) -> tuple[str, ...]:
    """Return the first name, and the second where the first holds less than half of the group."""
    most = 1 if names and 2 * counts[names[0]] >= size else _MOST_CATEGORIES
    return tuple(names[:most])


def _told_apart(communities: Iterable[Community]) -> Iterator[Community]:
    """Yield the communities, a name that several bear extended by the most central member."""
    listed = list(communities)
    bearers = Counter(one.name for one in listed)
    for one in listed:
        is_alone = bearers[one.name] == 1
        yield one if is_alone else replace(one, name=f"{one.name} · {one.members[0].label}")
