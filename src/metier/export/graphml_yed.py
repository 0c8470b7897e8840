"""GraphML for yEd: nodes with a place, a shape and a color, and labels on everything."""

from __future__ import annotations

from collections.abc import Iterator

from .common.graphml import NAMESPACE, data, edge_values, keys, node_values
from .common.picture import LINE, Drawn, line_looks, picture_of
from .common.rows import EdgeRow, NodeRow
from .common.selection import Selection
from .common.short_names import ShortNames, texts_of
from .common.xml_text import element_text, forbidden_characters, nmtoken

NAME = "graphml-yed"
SUFFIX = ".yed.graphml"
MEDIA_TYPE = "application/graphml+xml"
SUMMARY = "For yEd: the graph as a picture that can be laid out again and printed"
OPENING = "yEd: File > Open; then Layout > One-Click Layout, if its places are not wanted"
KEEPS = (
    "every node and edge; places as on the page of metier view, shape by kind, color by category,"
    " size by links, line style and arrow by type; labels; IRIs as URL, definitions and notes as "
    "description, kind, slug, category, difficulty, status, tags and aliases (joined by |, where "
    r"a | of their own is written \| and a \ is written \\), type, weight and whether an author "
    "wrote it as custom properties"
)
DROPS = (
    "the sections of profiles, their sources and reviews; an attribute that is empty is not "
    "written; the dot and ring that tell categories of one color apart"
)
EXAMPLE = "metier export graphml-yed customs-officer --out customs-officer.graphml"

_Y = "http://www.yworks.com/xml/graphml"
_RENAMED = {"iri": "url", "definition": "description", "note": "description"}
"""What yEd calls the attributes that it shows itself."""

_NODE = (
    *("kind", "slug", "category", "difficulty", "status", "tags", "aliases"),
    *("url", "description"),
)
_EDGE = ("type", "weight", "asserted", "url", "description")
_SHAPES = {
    "circle": "ellipse",
    "hollow": "ellipse",
    "square": "rectangle",
    "pentagon": "trapezoid",
    "kite": "parallelogram",
    "cross": "roundrectangle",
    "star": "star5",
}
"""What yEd calls shapes, or has instead."""

_LINES = {
    "solid": "line",
    "dotted": "dotted",
    "fine": "dotted",
    "wide-dots": "dotted",
    "dash-dot": "dashed_dotted",
}
_HTML = "<html>"
_UNSEEN = "\u200b"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="{NAMESPACE}" xmlns:y="{_Y}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/1.1/ygraphml.xsd">
  <key id="node-picture" for="node" yfiles.type="nodegraphics"/>
  <key id="edge-picture" for="edge" yfiles.type="edgegraphics"/>
"""


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the GraphML with the elements of yEd (yWorks, *GraphML in yFiles for Java 2.x*, 2010)."""
    picture = picture_of(selection)
    names = ShortNames(selection)
    yield _HEAD
    yield from keys("node", _NODE)
    yield from keys("edge", _EDGE)
    yield '  <graph id="metier" edgedefault="directed">\n'
    for node in selection.nodes:
        yield f'    <node id="{nmtoken(node.name)}">\n'
        yield _shape(node, picture[node.id])
        yield data("node", _renamed(node_values(node)))
        yield "    </node>\n"
    for edge in selection.edges:
        ends = (nmtoken(names.node(end)) for end in (edge.source, edge.target))
        yield '    <edge id="{}" source="{}" target="{}">\n'.format(
            nmtoken(names.edge(edge)), *ends
        )
        yield _line(edge)
        yield data("edge", _renamed(edge_values(edge, names)))
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def dropped(selection: Selection) -> Iterator[str]:
    """Yield what was lost of the texts."""
    count = sum(1 for node in selection.nodes if _is_html(node.label))
    if count:
        yield f"that {count} labels begin with {_HTML}: a space without width keeps yEd from running it"
    yield from forbidden_characters(texts_of(selection))


def _renamed(values: dict[str, str]) -> dict[str, str]:
    del values["label"]  # it is in the picture
    return {_RENAMED.get(name, name): value for name, value in values.items()}


def _is_html(label: str) -> bool:
    return label.lstrip().lower().startswith(_HTML)


def _shape(node: NodeRow, drawn: Drawn) -> str:
    label = f"{_UNSEEN if _is_html(node.label) else ''}{node.label}"
    across, shape = round(2 * drawn.radius, 1), _SHAPES.get(drawn.shape, drawn.shape)
    left, top = round(drawn.x - drawn.radius, 1), round(drawn.y - drawn.radius, 1)
    return (
        '      <data key="node-picture"><y:ShapeNode>\n'
        f'        <y:Geometry height="{across}" width="{across}" x="{left}" y="{top}"/>\n'
        f'        <y:Fill color="{drawn.color}" transparent="false"/>\n'
        f'        <y:BorderStyle color="{drawn.rim}" type="line" width="1.0"/>\n'
        f'        <y:NodeLabel modelName="sides" modelPosition="s">{element_text(label)}</y:NodeLabel>\n'
        f'        <y:Shape type="{shape}"/>\n'
        "      </y:ShapeNode></data>\n"
    )


def _line(edge: EdgeRow) -> str:
    look = line_looks()[edge.type]
    style, arrow = _LINES.get(look.line, "dashed"), "standard" if look.arrow else "none"
    return (
        '      <data key="edge-picture"><y:PolyLineEdge>\n'
        f'        <y:LineStyle color="{LINE}" type="{style}" width="1.0"/>\n'
        f'        <y:Arrows source="none" target="{arrow}"/>\n'
        f"        <y:EdgeLabel>{element_text(edge.label)}</y:EdgeLabel>\n"
        "      </y:PolyLineEdge></data>\n"
    )
