"""Which practices are drawn side by side: the communities, parted further where they are too large to read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metier.analysis.network import Edge
from metier.analysis.records import Node
from metier.analysis.structure.communities import partition
from metier.analysis.structure.filing import Filing
from metier.analysis.structure.simple import SimpleNetwork

LARGEST = 250
"""Members of a group at most: what can be laid out quickly, and read once it is opened."""

UNLINKED = "Apart from the rest"


@dataclass(frozen=True, slots=True)
class Group:
    """Practices that belong together."""

    name: str
    members: tuple[Node, ...]


def groups_of(nodes: Sequence[Node], links: Sequence[Edge], filing: Filing) -> list[Group]:
    """Return the groups, each node in one, the largest first.

    Practices with a profile are grouped as :func:`~metier.analysis.structure.communities.partition` does; one
    without a profile goes where most of those are that name it.
    """
    described = [node for node in nodes if node.is_described]
    others = [node for node in nodes if not node.is_described]
    found = list(_parted(described or others, links, filing))
    if described:
        found = _joined(found, others, links)
    left = {node.id for group in found for node in group.members}
    alone = [node for node in nodes if node.id not in left]
    found += _chunks(UNLINKED, alone)
    return sorted(found, key=lambda group: (group.name == UNLINKED, -len(group.members)))


def _parted(nodes: Sequence[Node], links: Sequence[Edge], filing: Filing) -> Iterator[Group]:
    simple = SimpleNetwork(nodes, links)
    for one in partition(simple, filing).communities:
        if one.size <= LARGEST:
            yield Group(one.name, one.members)
        elif one.size == len(nodes):  # one community that nothing parts
            yield from _chunks(one.name, one.members)
        else:
            own = {node.id for node in one.members}
            inside = [link for link in links if link.source in own and link.target in own]
            yield from _parted(one.members, inside, filing)


def _chunks(name: str, nodes: Sequence[Node]) -> list[Group]:
    starts = range(0, len(nodes), LARGEST)
    return [Group(name, tuple(nodes[start : start + LARGEST])) for start in starts]


def _joined(groups: list[Group], others: Sequence[Node], links: Sequence[Edge]) -> list[Group]:
    """Return the groups with the other nodes, each where most of its neighbors are."""
    home = {node.id: number for number, group in enumerate(groups) for node in group.members}
    wanting: dict[str, Counter[int]] = defaultdict(Counter)
    for link in links:
        for one, other in ((link.source, link.target), (link.target, link.source)):
            if one not in home and other in home:
                wanting[one][home[other]] += 1
    coming: dict[int, list[Node]] = defaultdict(list)
    for node in others:
        if counts := wanting.get(node.id):
            coming[min(counts, key=lambda number: (-counts[number], number))].append(node)
    return [
        Group(group.name, (*group.members, *coming[number])) for number, group in enumerate(groups)
    ]
