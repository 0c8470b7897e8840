"""Scenes to look at: the project's own profiles, the real ones, and made-up ones of any size."""

from __future__ import annotations

import random
from functools import cache
from math import hypot

import metier
from metier.view.layout import layout
from metier.view.scene import Scene, SceneGroup, SceneLink, SceneNode
from metier.view.texts import ProfileText
from metier.vocab import practice_kinds, relation_types
from tests.support import CORPUS, PROFILES

CATEGORIES = [f"Category {number:02}" for number in range(20)]
KINDS = [*practice_kinds().values()]
TYPES = [*relation_types()]


@cache
def own() -> Scene:
    """Return the profiles of the project."""
    return metier.build(PROFILES).scene()


@cache
def real() -> Scene:
    """Return the 370 real profiles."""
    return metier.build(CORPUS / "souls").scene()


@cache
def made_up(count: int, members: int = 32) -> Scene:
    """Return ``count`` practices in groups of ``members``, with five links each, most inside the group."""
    chance = random.Random(count)
    groups = [list(range(start, min(start + members, count))) for start in range(0, count, members)]
    home = {node: number for number, group in enumerate(groups) for node in group}
    links = _links(chance, groups, home, count)
    pairs = sorted({(min(one[:2]), max(one[:2])) for one in links})
    points = layout(groups, pairs)
    practices = [
        SceneNode(
            name=f"practice-{node}",
            label=f"Practice {node} of group {home[node]}",
            kind=chance.choice(KINDS),
            aliases=(f"alias {node}",),
            category=chance.choice(CATEGORIES),
            group=home[node],
            x=round(points[node][0]),
            y=round(points[node][1]),
        )
        for node in range(count)
    ]
    tools = [SceneNode(f"tool:tool-{n}", f"Tool {n}", "Tool") for n in range(count * 2)]
    uses = [SceneLink(node, count + n, "uses-tool") for node in range(count) for n in _own(node)]
    uses = [use for use in uses if use.target < count + len(tools)]
    return Scene(
        title="Made-up practices",
        practices=practices,
        concepts=tools,
        groups=[_group(number, group, points) for number, group in enumerate(groups)],
        links=links,
        uses=uses,
        texts=[_text(node, count) for node in range(count)],
    )


def _own(node: int) -> tuple[int, ...]:
    """Return the tools of a practice: two of its own, and one that it shares with the next."""
    return 2 * node, 2 * node + 1, 2 * node + 2


def _links(
    chance: random.Random, groups: list[list[int]], home: dict[int, int], count: int
) -> list[SceneLink]:
    found = {}
    for node in range(count):
        for _ in range(5):
            near = groups[home[node]] if chance.random() < 0.85 else range(count)
            other, kind = chance.choice(near), chance.choice(TYPES)
            if other != node:
                found[node, other, kind] = SceneLink(node, other, kind, f"note {node} to {other}")
    return list(found.values())


def _group(number: int, members: list[int], points: list[tuple[float, float]]) -> SceneGroup:
    x = sum(points[node][0] for node in members) / len(members)
    y = sum(points[node][1] for node in members) / len(members)
    radius = max(hypot(points[n][0] - x, points[n][1] - y) for n in members)
    return SceneGroup(f"group {number}", round(x), round(y), round(radius) + 30)


def _text(node: int, count: int) -> ProfileText:
    return ProfileText(
        summary=f"What practice {node} is for.",
        facts=[("Status", "draft")],
        uses=[
            (count + tool, f"Tool {tool}", f"what {node} does with it")
            for tool in _own(node)
            if tool < 2 * count
        ],
        sections=[("Purpose", f"- **Point.** The *purpose* of {node}.\n- Another.")],
    )
