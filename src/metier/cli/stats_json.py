"""The structure of a graph for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metier.analysis.records import Node
    from metier.analysis.structure import Standing, Structure
    from metier.analysis.structure.bridges import Bridge, Crossing
    from metier.analysis.structure.communities import Community
    from metier.analysis.structure.coverage import Coverage

_DIGITS = 9


def as_json(found: Structure) -> dict[str, object]:
    """Return everything that is known of a structure; nodes are named by their IRIs."""
    return {
        "counts": asdict(found.counts),
        "shape": _rounded(asdict(found.shape)),
        "practices": [_practice(one) for one in found.practices],
        "modularity": round(found.partition.modularity, _DIGITS),
        "communities": [_community(one) for one in found.partition.communities],
        "categories": [asdict(one) for one in found.categories],
        "bridges": [_bridge(one) for one in found.bridges],
        "orphans": {
            "unlinked": _ids(found.orphans.unlinked),
            "only_to_placeholders": _ids(found.orphans.only_to_placeholders),
            "no_link_out": _ids(found.orphans.no_link_out),
            "no_link_in": _ids(found.orphans.no_link_in),
        },
        "sections": _sections(found.coverage),
        "review": {**asdict(found.review), "share": round(found.review.share, _DIGITS)},
    }


def _rounded(values: dict[str, object]) -> dict[str, object]:
    return {
        name: round(value, _DIGITS) if isinstance(value, float) else value
        for name, value in values.items()
    }


def _ids(nodes: Iterable[Node]) -> list[str]:
    return [node.id for node in nodes]


def _practice(one: Standing) -> dict[str, object]:
    return {
        "id": one.node.id,
        "label": one.node.label,
        "kind": one.node.kind,
        "category": one.category or None,
        "degree": one.degree,
        "betweenness": round(one.betweenness, _DIGITS),
        "pagerank": round(one.pagerank, _DIGITS),
        "reach": one.reach,
        "community": one.community,
    }


def _community(one: Community) -> dict[str, object]:
    return {
        "number": one.number,
        "name": one.name,
        "size": one.size,
        "tags": list(one.tags),
        "categories": list(one.categories),
        "members": _ids(one.members),
    }


def _bridge(one: Bridge) -> dict[str, object]:
    return {
        "categories": list(one.categories),
        "labels": list(one.labels),
        "pairs": one.size,
        "expected": round(one.expected, 3),
        "crossings": [_crossing(pair) for pair in one.crossings],
    }


def _crossing(one: Crossing) -> dict[str, object]:
    return {
        "source": one.source.id,
        "target": one.target.id,
        "carried": round(one.carried, 3),
        "links": [link.id for link in one.links],
    }


def _sections(found: Coverage) -> dict[str, object]:
    return {
        "profiles": found.profiles,
        "complete": found.complete,
        "canonical": [asdict(one) for one in found.canonical],
        "others": [asdict(one) for one in found.others],
    }
