"""``obographs``: the package obographs reads every node and edge; networkx finds no circle in is_a."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from metier.analysis.network import BROADER, VARIANT
from metier.pipeline.knowledge import load
from metier.vocab import relation_types

from .conftest import Exported

REOPENS = ("obographs",)

obographs: Any = pytest.importorskip("obographs", reason="install obographs")

MET = "https://w3id.org/metier/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROPERTIES = {key: MET + kind.direct for key, kind in relation_types().items()} | {
    "uses-tool": MET + "usesTool",
    "uses-term": MET + "usesTerm",
}


def read(exported: Exported) -> Any:
    return obographs.read(exported.path("obographs"))


def values_of(node: Any) -> Counter[tuple[str, str]]:
    return Counter((one.pred, one.val) for one in node.meta.basicPropertyValues or ())


def test_every_node_is_there_with_all_that_is_kept(any_exported: Exported) -> None:
    graph = read(any_exported)
    nodes = {node.id: node for node in graph.nodes if node.type == "CLASS"}
    assert set(nodes) == {row.id for row in any_exported.selection.nodes}
    assert len(graph.nodes) == len({node.id for node in graph.nodes})
    for row in any_exported.selection.nodes:
        node = nodes[row.id]
        assert node.lbl == row.label
        assert (node.meta.definition.val if node.meta.definition else "") == row.definition
        synonyms = [(one.pred, one.val) for one in node.meta.synonyms or ()]
        assert synonyms == [("hasExactSynonym", alias) for alias in row.aliases]
        kept = {"category": row.category, "difficulty": row.difficulty, "status": row.status}
        told = Counter((MET + key, value) for key, value in kept.items() if value)
        told.update((MET + "tag", tag) for tag in row.tags)
        told[SKOS + "notation", row.slug] += 1
        told["http://www.w3.org/1999/02/22-rdf-syntax-ns#type", MET + row.kind] += 1
        assert values_of(node) == told


def test_every_link_is_there_with_its_note(any_exported: Exported) -> None:
    graph = read(any_exported)
    found = Counter(
        (edge.sub, edge.pred, edge.obj, note(edge)) for edge in graph.edges if edge.pred != "is_a"
    )
    assert found == Counter(
        (edge.source, PROPERTIES[edge.type], edge.target, edge.note)
        for edge in any_exported.selection.edges
        if edge.type in PROPERTIES
    )


def note(edge: Any) -> str:
    values = (edge.meta and edge.meta.basicPropertyValues) or ()
    return "".join(one.val for one in values if one.pred == SKOS + "note")


def test_relations_keep_their_iri(any_exported: Exported) -> None:
    found = {
        one.val for edge in read(any_exported).edges if edge.meta for one in edge.meta.xrefs or ()
    }
    assert found == {one.id for one in any_exported.selection.network.facts.relations}


def test_properties_have_labels(any_exported: Exported) -> None:
    graph = read(any_exported)
    labels = {node.id: node.lbl for node in graph.nodes if node.type == "PROPERTY"}
    assert set(labels) == {edge.pred for edge in graph.edges} - {"is_a"}
    expected = {
        PROPERTIES[edge.type]: edge.label
        for edge in any_exported.selection.edges
        if edge.type in PROPERTIES
    }
    assert labels == expected


def test_is_a_leads_upward_and_never_in_a_circle(any_exported: Exported) -> None:
    graph = read(any_exported)
    is_a = {(edge.sub, edge.obj) for edge in graph.edges if edge.pred == "is_a"}
    below = {(e.source, e.target) for e in any_exported.selection.edges if e.type == BROADER}
    variants = {(e.target, e.source) for e in any_exported.selection.edges if e.type == VARIANT}
    assert below | variants <= is_a
    practices = set(any_exported.selection.network.facts.practices)
    assert {end for pair in is_a - below - variants for end in pair} <= practices
    digraph: nx.DiGraph[str] = nx.DiGraph(sorted(is_a))
    assert nx.is_directed_acyclic_graph(digraph)
    assert {end for pair in is_a for end in pair} <= {node.id for node in graph.nodes}


def test_the_title_is_read(exported: Exported) -> None:
    graph = read(exported)
    assert (graph.name, graph.id) == (exported.selection.title, "https://w3id.org/metier/dataset")


def test_tools_in_a_circle_are_linked_and_not_ranked(own: Exported, tmp_path: Path) -> None:
    """Metier builds no circle; a graph from elsewhere may hold one."""
    one, two, three = sorted(r.id for r in own.selection.nodes if r.kind == "Tool")[:3]
    graph = f"<{own.selection.names.base}graph/inferred>"
    circle = [(one, two), (two, one), (three, one), (two, two)]
    lines = "".join(f"<{a}> <{SKOS}broader> <{b}> {graph} .\n" for a, b in circle)
    own.graph.export("nquads", tmp_path / "graph.nq")
    with (tmp_path / "graph.nq").open("a", encoding="utf-8") as file:
        file.write(lines)
    load(tmp_path / "graph.nq").export("obographs", tmp_path / "made.json")
    made = obographs.read(tmp_path / "made.json")
    found = {(edge.sub, edge.pred, edge.obj) for edge in made.edges}
    assert (three, "is_a", one) in found
    for pair in ((one, two), (two, one), (two, two)):
        assert (pair[0], SKOS + "broader", pair[1]) in found
        assert (pair[0], "is_a", pair[1]) not in found
    assert SKOS + "broader" in {node.id for node in made.nodes if node.type == "PROPERTY"}


@pytest.mark.parametrize("center", ["customs-officer", "suspicious activity report"])
def test_a_part(own: Exported, center: str) -> None:
    part = own.around(center)
    test_every_node_is_there_with_all_that_is_kept(part)
    test_every_link_is_there_with_its_note(part)
    test_is_a_leads_upward_and_never_in_a_circle(part)
