"""GraphML, GEXF and the JSON of Cytoscape, read by networkx, igraph, graphology and Cytoscape.js."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from metier.export import find_format
from metier.export.common.picture import picture_of
from metier.export.common.rows import BEYOND_ROWS
from metier.export.common.short_names import joined
from metier.export.common.xml_text import element_text, forbidden_characters, nmtoken, quoted

from .changed import text_of, with_texts
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

REOPENS = ("graphml", "gexf", "cytoscape")

HERE = Path(__file__).parent
NODE_NAMES = {"name": "label"}
EDGE_NAMES = {"interaction": "type"}
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
LINE_ENDS = "a\x85b\u2028c\u2029d\r\ne\rf\ng\th"
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


@needs_node
def test_graphology_reads_line_ends_of_any_kind(own: Exported, tmp_path: Path) -> None:
    """Readers under Node follow XML 1.1 in XML 1.0 too, and make spaces of what it calls line ends."""
    path = tmp_path / "ends.gexf"
    path.write_bytes(text_of("gexf", with_texts(own.selection, LINE_ENDS)).encode())
    first = read_with_node("read_gexf.cjs", path)["nodes"][0]["attributes"]
    assert (first["label"], first["definition"]) == (LINE_ENDS, LINE_ENDS)


def test_other_readers_read_line_ends_of_any_kind(own: Exported, tmp_path: Path) -> None:
    changed = with_texts(own.selection, LINE_ENDS)
    for name in ("graphml", "graphml-yed"):
        path = tmp_path / name
        path.write_bytes(text_of(name, changed).encode())
        for tree in (ET.parse(path), etree.parse(path)):
            assert LINE_ENDS in [one.text for one in tree.getroot().iter()]
            assert not {"\x85", "\u2028"} & set(path.read_text(encoding="utf-8"))


def test_gexf_keeps_to_its_rules(exported: Exported) -> None:
    path = exported.path("gexf")
    assert problems("gexf.rng", path) == []
    for tag in ("node", "edge"):
        ids = [one.get("id") for one in elements(path, f"{{http://gexf.net/1.3}}{tag}")]
        assert len(ids) == len(set(ids))
    titles = {one.get("title") for one in elements(path, "{http://gexf.net/1.3}attribute")}
    assert not titles & {"type", "id", "label", "weight", "source", "target"}


# ---- Cytoscape ---------------------------------------------------------------------------------


@needs_node
def test_cytoscape_reads_everything(any_exported: Exported) -> None:
    graph = read_with_node("read_cytoscape.cjs", any_exported.path("cytoscape"))
    nodes = {one["data"]["id"]: one["data"] for one in graph["nodes"]}
    selection = any_exported.selection
    assert seen_nodes(renamed(one, NODE_NAMES) for one in nodes.values()) == told_nodes(selection)
    edges = [(*one["ends"], renamed(one["data"], EDGE_NAMES)) for one in graph["edges"]]
    iris = {key: values["iri"] for key, values in nodes.items()}
    assert seen_edges(iris, edges) == told_edges(selection)
    drawn = picture_of(selection)
    for one in graph["nodes"]:
        look = drawn[one["data"]["iri"]]
        assert one["position"] == {"x": look.x, "y": look.y}
        assert (one["data"]["color"], one["data"]["size"]) == (look.color, 2 * look.radius)
    assert sum(one["degree"] for one in graph["nodes"]) == 2 * len(selection.edges)


def test_networkx_reads_the_file_of_cytoscape(any_exported: Exported) -> None:
    graph = nx.cytoscape_graph(json.loads(any_exported.text("cytoscape")))
    selection = any_exported.selection
    nodes = [renamed(values, NODE_NAMES) for _, values in graph.nodes(data=True)]
    assert seen_nodes(nodes) == told_nodes(selection)
    edges = [(*ends, renamed(values, EDGE_NAMES)) for *ends, values in graph.edges(data=True)]
    iris = dict(graph.nodes(data="iri"))
    assert seen_edges(iris, edges) == told_edges(selection)


def test_cytoscape_finds_what_it_asks_for(exported: Exported) -> None:
    text = json.loads(exported.text("cytoscape"))
    assert text["data"]["name"] == exported.selection.title
    for which in ("nodes", "edges"):
        rows = [one["data"] for one in text["elements"][which]]
        assert len({row["id"] for row in rows}) == len(rows)
        assert all(row["name"] == row["shared_name"] for row in rows)
        columns = Counter(name.lower() for name in rows[0])
        assert max(columns.values()) == 1  # Cytoscape takes upper case for lower
    edges = [one["data"] for one in text["elements"]["edges"]]
    assert all(one["interaction"] == one["shared_interaction"] for one in edges)


# ---- What they share ---------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    "name",
    ["graphml", "graphml-yed", "gexf", "cytoscape", "dot", "mermaid", "csv", "parquet", "neo4j"],
)
def test_a_format_says_what_nodes_and_edges_cannot_hold(name: str) -> None:
    assert find_format(name).drops.startswith(BEYOND_ROWS)


@pytest.mark.parametrize("name", ["graphml-yed", "gexf", "cytoscape", "dot", "mermaid"])
def test_a_format_says_that_colors_are_shared(name: str) -> None:
    assert "categories of one color apart" in find_format(name).drops
