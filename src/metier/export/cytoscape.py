"""Cytoscape.js JSON: the graph for Cytoscape and for pages made with Cytoscape.js."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .common.picture import Drawn, picture_of
from .common.rows import BEYOND_ROWS, EdgeRow, NodeRow
from .common.selection import Selection
from .common.short_names import ShortNames

NAME = "cytoscape"
SUFFIX = ".cyjs"
MEDIA_TYPE = "application/json"
SUMMARY = (
    "For Cytoscape and Cytoscape.js: the graph with its places, every attribute a column of a table"
)
OPENING = (
    "Cytoscape: File > Import > Network from File; Cytoscape.js: "
    "cytoscape({elements: (await (await fetch(FILE)).json()).elements, layout: {name: 'preset'}})"
)
KEEPS = (
    "every node and edge, several between two nodes included, each edge as its author wrote it; "
    "places as on the page of metier view; of nodes label (as name), IRI, kind, slug, category, "
    "difficulty, status, tags, aliases and definition; of edges type (as interaction), label, "
    "IRI, weight (a length for shortest paths), note, and whether an author wrote it; color and "
    "size of nodes as columns that a style can pass through"
)
DROPS = (
    f"{BEYOND_ROWS}; the dot and ring that tell categories of one color apart, for there are "
    "eight colors; shapes and lines: a style of Cytoscape "
    "can take them from kind and interaction"
)
EXAMPLE = "metier export cytoscape --out occupations.cyjs"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the JSON (Cytoscape, *User Manual 3.10*, 2023, Supported Network File Formats)."""
    picture, names = picture_of(selection), ShortNames(selection)
    labels = {node.id: node.label for node in selection.nodes}
    title = {"name": selection.title, "shared_name": selection.title}
    yield '{"format_version": "1.0", "generated_by": "metier", "target_cytoscapejs_version": "~3", '
    yield f'"directed": true, "multigraph": true, "data": {_json(title)},\n"elements": {{"nodes": [\n'
    yield from _separated(_json(_node(node, picture[node.id])) for node in selection.nodes)
    yield '], "edges": [\n'
    yield from _separated(_json(_edge(edge, names, labels)) for edge in selection.edges)
    yield "]}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _separated(texts: Iterator[str]) -> Iterator[str]:
    before = ""
    for text in texts:
        yield f"{before}{text}"
        before = ",\n"
    yield "\n"


def _node(node: NodeRow, drawn: Drawn) -> dict[str, object]:
    """Return a node; ``value`` is what networkx takes for its id."""
    columns = {
        "id": node.name,
        "value": node.name,
        "name": node.label,
        "shared_name": node.label,
        "iri": node.id,
        "kind": node.kind,
        "slug": node.slug,
        "category": node.category,
        "difficulty": node.difficulty,
        "status": node.status,
        "tags": node.tags,
        "aliases": node.aliases,
        "definition": node.definition,
        "color": drawn.color,
        "size": round(2 * drawn.radius, 1),
    }
    return {"data": columns, "position": {"x": drawn.x, "y": drawn.y}, "selected": False}


def _edge(edge: EdgeRow, names: ShortNames, labels: dict[str, str]) -> dict[str, object]:
    """Return an edge, named as Cytoscape names edges; ``key`` is what networkx tells parallel ones apart by."""
    name = f"{labels[edge.source]} ({edge.type}) {labels[edge.target]}"
    columns = {
        "id": names.edge(edge),
        "key": names.edge(edge),
        "source": names.node(edge.source),
        "target": names.node(edge.target),
        "name": name,
        "shared_name": name,
        "interaction": edge.type,
        "shared_interaction": edge.type,
        "label": edge.label,
        "iri": names.iri(edge),
        "weight": edge.weight,
        "note": edge.note,
        "asserted": edge.asserted,
    }
    return {"data": columns, "selected": False}
