"""GraphML, GraphML for yEd and GEXF, read by networkx, igraph and graphology and compared with the store."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from metier.export import find_format
from metier.export.common import picture
from metier.export.common.picture import picture_of
from metier.export.common.rows import NodeRow
from metier.export.common.short_names import joined
from metier.export.common.xml_text import element_text, forbidden_characters, nmtoken, quoted
from metier.view.layout import SPACING
from tests.support import ROOT

from .conftest import Exported
from .other_readers import (
    needs_node,
    parted,
    read_with_node,
    renamed,
    seen_edges,
    seen_nodes,
    told_edges,
    told_nodes,
)

REOPENS = ("graphml", "gexf", "cytoscape", "sif")

HERE = Path(__file__).parent
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
Y = "{http://www.yworks.com/xml/graphml}"
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def problems(schema: str, path: Path) -> list[str]:
    """Return what a RELAX NG schema finds wrong with a file."""
    rules = etree.RelaxNG(etree.parse(HERE / schema))
    rules.validate(etree.parse(path, etree.XMLParser(huge_tree=True)))
    return [str(problem) for problem in rules.error_log]


def elements(path: Path, tag: str) -> list[ET.Element]:
    return list(ET.parse(path).getroot().iter(tag))


# ---- GraphML -----------------------------------------------------------------------------------


def test_networkx_reads_all_of_graphml(any_exported: Exported) -> None:
    graph = nx.read_graphml(any_exported.path("graphml"), force_multigraph=True)
    iris = dict(graph.nodes(data="iri"))
    assert seen_nodes(values for _, values in graph.nodes(data=True)) == told_nodes(
        any_exported.selection
    )
    assert seen_edges(iris, graph.edges(data=True)) == told_edges(any_exported.selection)


def test_igraph_reads_all_of_graphml(any_exported: Exported) -> None:
    graph = igraph.Graph.Read_GraphML(str(any_exported.path("graphml")))
    names, iris = graph.vs["id"], dict(zip(graph.vs["id"], graph.vs["iri"], strict=True))
    edges = [(names[one.source], names[one.target], one.attributes()) for one in graph.es]
    assert seen_nodes(one.attributes() for one in graph.vs) == told_nodes(any_exported.selection)
    assert seen_edges(iris, edges) == told_edges(any_exported.selection)


@pytest.mark.parametrize("name", ["graphml", "graphml-yed"])
def test_graphml_keeps_to_its_rules(exported: Exported, name: str) -> None:
    assert problems("graphml.rng", exported.path(name)) == []


@pytest.mark.parametrize("name", ["graphml", "graphml-yed"])
def test_names_in_graphml_are_unique_and_lead_somewhere(exported: Exported, name: str) -> None:
    path = exported.path(name)
    found = {tag: elements(path, GRAPHML + tag) for tag in ("key", "node", "edge", "data")}
    ids = Counter(one.get("id") for tag in ("key", "node", "edge") for one in found[tag])
    assert [key for key, count in ids.items() if count > 1] == []
    nodes, keys = ({one.get("id") for one in found[tag]} for tag in ("node", "key"))
    assert {one.get(end) for one in found["edge"] for end in ("source", "target")} <= nodes
    assert {one.get("key") for one in found["data"]} <= keys


def test_parallel_edges_survive(awkward: Exported) -> None:
    graph = nx.read_graphml(awkward.path("graphml"))
    assert sorted(graph["id:tinker"]["id:tailor"]) == [
        "relation:tinker--adjacent--tailor",
        "relation:tinker--collaboration--tailor",
    ]


def test_a_part_of_the_graph(own: Exported) -> None:
    part = own.around(own.selection.network.facts.relations[0].source, depth=1)
    for name, reader in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        graph = reader(part.path(name))
        assert (len(graph), graph.size()) == (len(part.selection.nodes), len(part.selection.edges))


# ---- GraphML for yEd ---------------------------------------------------------------------------


def test_networkx_reads_what_yed_shows(any_exported: Exported) -> None:
    graph = nx.read_graphml(any_exported.path("graphml-yed"), force_multigraph=True)
    named = {"url": "iri", "description": "definition"}
    nodes = [renamed(values, named) for _, values in graph.nodes(data=True)]
    assert seen_nodes(nodes) == told_nodes(any_exported.selection)
    named = {"url": "iri", "description": "note"}
    edges = [(*ends, renamed(values, named)) for *ends, values in graph.edges(data=True)]
    iris = dict(graph.nodes(data="url"))
    assert seen_edges(iris, edges) == told_edges(any_exported.selection)


def test_nodes_for_yed_are_where_the_page_has_them(exported: Exported) -> None:
    drawn = picture_of(exported.selection)
    names = {nmtoken(node.name): node.id for node in exported.selection.nodes}
    for node in elements(exported.path("graphml-yed"), f"{GRAPHML}node"):
        box, fill = node.find(f".//{Y}Geometry"), node.find(f".//{Y}Fill")
        assert box is not None
        assert fill is not None
        x, y, width, height = (float(box.attrib[key]) for key in ("x", "y", "width", "height"))
        look = drawn[names[node.attrib["id"]]]
        assert (x + width / 2, y + height / 2) == pytest.approx((look.x, look.y), abs=0.11)
        assert width == height > 0
        assert fill.get("color") == look.color
    shapes = {one.get("type") for one in elements(exported.path("graphml-yed"), f"{Y}Shape")}
    assert shapes <= {
        *("rectangle", "roundrectangle", "ellipse", "parallelogram", "hexagon", "triangle"),
        *("octagon", "diamond", "trapezoid", "star5"),
    }


def test_arrows_for_yed_show_directed_types(exported: Exported) -> None:
    arrows = Counter(
        one.get("target") for one in elements(exported.path("graphml-yed"), f"{Y}Arrows")
    )
    looks = picture.line_looks()
    directed = sum(looks[edge.type].arrow for edge in exported.selection.edges)
    assert arrows["standard"] == directed
    assert arrows.total() == len(exported.selection.edges)


def test_yed_runs_no_html_of_a_label(own: Exported) -> None:
    class Selected:
        def __getattr__(self, name: str) -> Any:
            return getattr(own.selection, name)

        @property
        def nodes(self) -> tuple[NodeRow, ...]:
            first, *rest = own.selection.nodes
            return (first._replace(label="<HTML><img src='x'>"), *rest)

    wanted, selected = find_format("graphml-yed"), Selected()
    assert wanted.pieces is not None
    text = "".join(map(str, wanted.pieces(selected)))  # type: ignore[arg-type]
    assert ">\u200b&lt;HTML&gt;&lt;img" in text
    assert "1 labels begin with <html>" in " ".join(wanted.dropped(selected))  # type: ignore[arg-type]


# ---- GEXF --------------------------------------------------------------------------------------


FROM_GEXF = {"relation": "type", "length": "weight"}


def test_networkx_reads_all_of_gexf(any_exported: Exported) -> None:
    graph = nx.read_gexf(any_exported.path("gexf"))
    nodes = [
        values | {name: json.loads(values.get(name, "[]")) for name in ("tags", "aliases")}
        for _, values in graph.nodes(data=True)
    ]
    assert seen_nodes(nodes) == told_nodes(any_exported.selection)
    edges = [(*ends, renamed(values, FROM_GEXF)) for *ends, values in graph.edges(data=True)]
    iris = dict(graph.nodes(data="iri"))
    assert seen_edges(iris, edges) == told_edges(any_exported.selection)


@needs_node
def test_graphology_reads_all_of_gexf(any_exported: Exported) -> None:
    graph = read_with_node("read_gexf.cjs", any_exported.path("gexf"))
    nodes = {one["key"]: one["attributes"] for one in graph["nodes"]}
    assert seen_nodes(nodes.values()) == told_nodes(any_exported.selection)
    edges = [
        (one["source"], one["target"], renamed(one["attributes"], FROM_GEXF))
        for one in graph["edges"]
    ]
    iris = {key: values["iri"] for key, values in nodes.items()}
    assert seen_edges(iris, edges) == told_edges(any_exported.selection)
    assert all(values["kind"] == values["type"] for *_, values in edges)


@needs_node
def test_graphology_sees_the_picture(exported: Exported) -> None:
    graph = read_with_node("read_gexf.cjs", exported.path("gexf"))
    drawn = picture_of(exported.selection)
    for one in graph["nodes"]:
        seen = one["attributes"]
        look = drawn[seen["iri"]]
        assert (seen["x"], -seen["y"], seen["size"]) == (look.x, look.y, 2 * look.radius)
        assert seen["color"] == "rgb({},{},{})".format(*look.channels)
        assert seen["shape"] in ("disc", "square", "triangle", "diamond")


def test_gexf_keeps_to_its_rules(exported: Exported) -> None:
    path = exported.path("gexf")
    assert problems("gexf.rng", path) == []
    for tag in ("node", "edge"):
        ids = [one.get("id") for one in elements(path, f"{{http://gexf.net/1.3}}{tag}")]
        assert len(ids) == len(set(ids))
    titles = {one.get("title") for one in elements(path, "{http://gexf.net/1.3}attribute")}
    assert not titles & {"type", "id", "label", "weight", "source", "target"}


# ---- What they share ---------------------------------------------------------------------------


def test_the_picture_has_the_colors_of_the_page() -> None:
    style = (ROOT / "src/metier/view/page/page.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--(\w+): (#\w+);", style.partition("}")[0]))
    assert light["grey"] == picture.GREY
    assert light["concept"] == picture.CONCEPT
    assert light["line"] == picture.LINE
    assert light["quiet"] == picture.RIM


def test_no_two_nodes_are_in_one_place(any_exported: Exported) -> None:
    places = [(one.x, one.y) for one in picture_of(any_exported.selection).values()]
    assert len(places) == len(set(places))
    assert max(abs(x) + abs(y) for x, y in places) > SPACING


@given(ANY_TEXT)
def test_xml_holds_any_text(text: str) -> None:
    told = "".join(mark if mark in "\t\n\r" or mark >= " " else "\ufffd" for mark in text)
    told = re.sub("[\ufffe\uffff]", "\ufffd", told)
    element = ET.fromstring(f"<a b={quoted(text)}>{element_text(text)}</a>")
    assert (element.text or "") == told
    assert element.get("b") == told
    assert bool(list(forbidden_characters([text]))) == (text != told)


@given(st.lists(ANY_TEXT.filter(bool), max_size=4))
def test_joined_lists_come_apart_again(texts: list[str]) -> None:
    assert parted(joined(texts)) == texts


@given(st.sets(ANY_TEXT.filter(bool), max_size=6))
def test_names_of_xml_stay_apart(names: set[str]) -> None:
    tokens = {nmtoken(name) for name in names}
    assert len(tokens) == len(names)
    text = "".join(f"<a>{token}</a>" for token in tokens)
    rule = (
        '<element name="b" xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><zeroOrMore><element name="a">'
        '<data type="NMTOKEN"/></element></zeroOrMore></element>'
    )
    etree.RelaxNG(etree.fromstring(rule)).assertValid(etree.fromstring(f"<b>{text}</b>"))


def test_nothing_is_lost_of_told_texts(exported: Exported) -> None:
    for name in ("graphml", "graphml-yed", "gexf"):
        assert list(find_format(name).dropped(exported.selection)) == []
