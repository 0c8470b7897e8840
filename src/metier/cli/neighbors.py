"""``metier neighbors``: what is near an occupation, a tool or a term."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.analysis.neighbors import Neighbor, Neighborhood
    from metier.analysis.network import Edge
    from metier.pipeline.knowledge import KnowledgeGraph


@click.command(name="neighbors")
@click.argument("name", metavar="NAME", type=asking.Named())
@click.option(
    "--depth",
    type=click.IntRange(1, 10),
    default=1,
    show_default=True,
    help="How many steps to go.",
)
@options.edge_types
@click.option(
    "--direction",
    type=click.Choice(["any", "forward", "backward"]),
    default="any",
    show_default=True,
    help="Follow links both ways, as they were written, or against that.",
)
@options.as_json
@options.graph_file
def command(
    name: str,
    depth: int,
    types: tuple[str, ...],
    include: tuple[str, ...],
    direction: str,
    format_name: str,
    graph_path: Path,
) -> None:
    """Show what is near an occupation, a tool or a term.

    NAME is a slug, title, alias or IRI. Links are followed both ways; an arrow shows how each was written.
    Tools and terms are gone through when --include names them.
    """
    graph = asking.opened(graph_path)
    center = asking.understood(graph, name)
    found = graph.neighbors(center, depth=depth, types=types, direction=direction, include=include)
    if format_name == "json":
        asking.print_json(_as_json(graph, found))
    else:
        _print(graph, found)


def _print(graph: KnowledgeGraph, found: Neighborhood) -> None:
    from .table import print_paragraph

    for one in found.neighbors:
        edge, link = _link(graph, one)
        print_paragraph(f"{one.distance}  {graph.directory.name(one.node.id)}  {link}")
        if note := graph.network.note_of(edge):
            print_paragraph(f"“{note}”", indent=3)
    steps = max((one.distance for one in found.neighbors), default=0)
    told = f"{len(found.neighbors)} within {steps} step{'s' if steps != 1 else ''}"
    click.echo(f"{told}, {len(found.edges)} links among them", err=True)


def _link(graph: KnowledgeGraph, one: Neighbor) -> tuple[Edge, str]:
    """Return a link that leads to a neighbor, and how it is told: ``↔ adjacent``.

    It is one that the nearer side wrote, if there is one: its note is about the neighbor.
    """
    edge, direction = min(one.via, key=lambda pair: pair[1] != "forward")
    nearer = edge.source if direction == "forward" else edge.target
    ways = {
        way
        for other, way in one.via
        if nearer in (other.source, other.target) and other.type == edge.type
    }
    arrow = _ARROWS["both" if len(ways) > 1 else direction]
    return edge, f"{arrow} {edge.type}" + (
        f"  {graph.directory.name(nearer)}" if one.distance > 1 else ""
    )


_ARROWS = {"forward": "→", "backward": "←", "both": "↔"}


def _as_json(graph: KnowledgeGraph, found: Neighborhood) -> dict[str, object]:
    nodes = [(found.center, 0), *((one.node, one.distance) for one in found.neighbors)]
    return {
        "center": found.center.id,
        "nodes": [
            {"id": node.id, "label": node.label, "kind": node.kind, "distance": distance}
            for node, distance in nodes
        ],
        "edges": [_edge(graph, edge) for edge in found.edges],
    }


def _edge(graph: KnowledgeGraph, edge: Edge) -> dict[str, object]:
    return {
        "source": edge.source,
        "target": edge.target,
        "type": edge.type,
        "weight": round(edge.weight, 3),
        "note": graph.network.note_of(edge),
    }
