"""What the page of a graph shows, or of the surroundings of one node."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from metier.analysis.neighbors import neighborhood
from metier.view.scene import Choice, Scene, scene_of
from metier.view.texts import MOST_MARKDOWN, markdown_length

if TYPE_CHECKING:
    from .knowledge import KnowledgeGraph

_TITLE = "SELECT ?title WHERE { ?dataset a void:Dataset ; dcterms:title ?title } ORDER BY ?title"
_TOO_LONG = (
    "The sections of the profiles are left out of this page, for together they are too long for one file. "
    "The page of a part of the graph has them: metier view NAME."
)


def scene(
    graph: KnowledgeGraph,
    center: str | None = None,
    *,
    depth: int = 2,
    types: Collection[str] = (),
    include: Collection[str] = ("all",),
    sections: bool = True,
) -> Scene:
    """Return what a page shows; the parameters are those of :meth:`KnowledgeGraph.view`."""
    choice = Choice(types=types, include=include, sections=sections, title=_title(graph))
    if center is not None:
        choice = _around(graph, replace(choice, start=graph.find(center, "node")), depth)
    is_too_long = sections and markdown_length(graph.facts, choice.practices) > MOST_MARKDOWN
    if is_too_long:
        choice = replace(choice, sections=False)
    found = scene_of(graph.network, choice)
    return replace(found, leaves_out=_TOO_LONG) if is_too_long else found


def _title(graph: KnowledgeGraph) -> str:
    return next((row["title"].value for row in graph.select(_TITLE)), "Occupations")


def _around(graph: KnowledgeGraph, choice: Choice, depth: int) -> Choice:
    """Return a choice narrowed to the practices within ``depth`` steps of the node that it starts with."""
    found = neighborhood(graph.network, choice.start, depth=depth, types=choice.types)
    nodes = [found.center, *(one.node for one in found.neighbors)]
    practices = frozenset(node.id for node in nodes if node.id in graph.facts.practices)
    steps = "1 step" if depth == 1 else f"{depth} steps"
    return replace(choice, practices=practices, title=f"{found.center.label}: {steps} around it")
