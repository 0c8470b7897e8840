"""SIF, DOT and Mermaid, read as Cytoscape's manual says, by Graphviz and by Mermaid itself."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from metier.errors import UsageError
from metier.export import Selection, find_format
from metier.export import mermaid as mermaid_format
from metier.export.common.picture import line_looks
from metier.export.common.rows import EdgeRow, NodeRow

from .changed import Changed, text_of, with_texts
from .conftest import Exported
from .other_readers import (
    mermaid_svg,
    needs_node,
    seen_edges,
    seen_nodes,
    told_edges,
    told_nodes,
)

needs_graphviz = pytest.mark.skipif(
    shutil.which("neato") is None, reason="install Graphviz (Debian: graphviz)"
)

REOPENS = ("sif", "dot", "mermaid")
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}"


# ---- SIF ---------------------------------------------------------------------------------------


def read_sif(text: str) -> tuple[set[str], list[tuple[str, str, str]]]:
    """Read SIF with pandas, its columns as Cytoscape's manual has them; a name alone is a node."""
    columns = ["source", "interaction", "target"]
    table = pd.read_csv(
        io.StringIO(text), sep="\t", names=columns, quoting=csv.QUOTE_NONE, dtype=str
    )
    rows = list(table.fillna("").itertuples(index=False, name=None))
    nodes = {name for source, _, target in rows for name in (source, target) if name}
    return nodes, [row for row in rows if row[1]]


def test_sif_has_every_node_and_link(any_exported: Exported) -> None:
    selection = any_exported.selection
    nodes, edges = read_sif(any_exported.text("sif"))
    names = {node.id: node.name for node in selection.nodes}
    assert nodes == set(names.values())
    told = [
        (names[edge.source], edge.type, names[edge.target])
        for edge in selection.edges
        if edge.asserted
    ]
    assert sorted(edges) == sorted(told)
    assert not [name for name in nodes if re.search(r"\s", name)]


def inferring(selection: Selection, *, inferred: bool) -> Changed:
    """Return a selection in which no author wrote the first edge, the only one of its target."""
    first = next(edge for edge in selection.edges if edge.type == "has-variant")
    edges = [edge._replace(asserted=edge is not first) for edge in selection.edges]
    return Changed(selection, edges=edges, inferred=inferred)


@pytest.mark.parametrize("inferred", [False, True])
def test_sif_has_what_no_author_wrote_only_if_it_is_asked_for(
    exported: Exported, inferred: bool
) -> None:
    changed = inferring(exported.selection, inferred=inferred)
    nodes, edges = read_sif(text_of("sif", changed))
    assert nodes == {node.name for node in changed.nodes}
    assert len(edges) == len(changed.edges) - (not inferred)


@pytest.mark.parametrize("inferred", [False, True])
def test_mermaid_has_what_no_author_wrote_only_if_it_is_asked_for(
    exported: Exported, inferred: bool
) -> None:
    variant = next(e for e in exported.selection.edges if e.type == "has-variant")
    changed = inferring(exported.graph.selection(variant.source), inferred=inferred)
    lines = text_of("mermaid", changed).splitlines()
    count = sum(1 for line in lines if re.match(r"  n\d+ -", line))
    assert count == len(changed.edges) - (not inferred)
    assert sum(1 for line in lines if line.startswith("  click ")) == len(changed.nodes)


@pytest.mark.parametrize("name", ["sif", "mermaid"])
def test_a_format_says_that_it_has_what_authors_wrote_alone(name: str) -> None:
    wanted = find_format(name)
    assert "--inferred" in wanted.keeps
    assert "edges that no author wrote (kind-of), unless --inferred" in wanted.drops


# ---- DOT ---------------------------------------------------------------------------------------


def graphviz(path: Path, output: str) -> str:
    """Return what Graphviz makes of a file in the places that it has; a warning is a failure."""
    run = subprocess.run(
        ["neato", "-n2", f"-T{output}", path], capture_output=True, check=True, text=True
    )
    assert run.stderr == ""
    return run.stdout


def plain(values: Any) -> dict[str, object]:
    r"""Return attributes as they were before each ``\`` was written twice."""
    return {
        name: value.replace("\\\\", "\\") if isinstance(value, str) else value
        for name, value in values.items()
    }


@needs_graphviz
def test_graphviz_reads_the_attributes(exported: Exported) -> None:
    graph = json.loads(graphviz(exported.path("dot"), "json0"), strict=False)
    selection = exported.selection
    nodes = {one["_gvid"]: plain(one) | {"iri": one["URL"]} for one in graph["objects"]}
    labels = {node.id: node.label for node in selection.nodes}  # as drawn: see the next test
    told = [one | {"label": labels[str(one["iri"])]} for one in seen_nodes(nodes.values())]
    assert told == told_nodes(selection)
    edges = [
        (
            one["tail"],
            one["head"],
            plain(one) | {"weight": float(one["length"]), "asserted": one["asserted"] == "true"},
        )
        for one in graph["edges"]
    ]
    iris = {key: str(values["iri"]) for key, values in nodes.items()}
    assert seen_edges(iris, edges) == told_edges(selection)


def drawn_text(group: ET.Element) -> str:
    return "\n".join(text.text or "" for text in group.iter(f"{SVG}text")).replace("\xa0", " ")


def tooltip(group: ET.Element) -> str:
    return next((one.get(f"{LINK}title", "") for one in group.iter(f"{SVG}a")), "")


def _on_hover(text: str) -> str:
    """Return a text as a reader of XML takes it from an attribute where Graphviz wrote it."""
    return text.replace("\t", " ")


@needs_graphviz
def test_graphviz_draws_every_text_as_it_is(exported: Exported) -> None:
    root = ET.fromstring(graphviz(exported.path("dot"), "svg"))
    groups = list(root.iter(f"{SVG}g"))
    nodes = {
        next(group.iter(f"{SVG}a")).get(f"{LINK}href"): group
        for group in groups
        if group.get("class") == "node"
    }
    selection = exported.selection
    assert {iri: drawn_text(group) for iri, group in nodes.items()} == {
        node.id: node.label for node in selection.nodes
    }
    for node in selection.nodes:
        if node.definition:
            shown = tooltip(nodes[node.id])  # Graphviz 2 replaces \\N there, whatever is before it
            assert shown.replace(node.name, r"\N") == _on_hover(node.definition)
    edges = [group for group in groups if group.get("class") == "edge"]
    assert Counter(map(drawn_text, edges)) == Counter(edge.label for edge in selection.edges)
    told = Counter(_on_hover(edge.note) for edge in selection.edges if edge.note)
    assert {note: Counter(map(tooltip, edges))[note] for note in told} == told


@needs_graphviz
def test_graphviz_counts_the_same(any_exported: Exported) -> None:
    run = subprocess.run(
        ["gvpr", 'BEG_G { printf("%d %d", nNodes($G), nEdges($G)) }', any_exported.path("dot")],
        capture_output=True,
        check=True,
        text=True,
    )
    selection = any_exported.selection
    assert run.stdout == f"{len(selection.nodes)} {len(selection.edges)}"


@needs_graphviz
def test_graphviz_writes_xml_whatever_a_text_holds(own: Exported, tmp_path: Path) -> None:
    changed = with_texts(own.selection, "a\x01b", "c\ufffed\x0c")
    path = tmp_path / "graph.gv"
    path.write_text(text_of("dot", changed), encoding="utf-8")
    root = ET.fromstring(graphviz(path, "svg"))
    assert "a\ufffdb" in [text.text for text in root.iter(f"{SVG}text")]
    assert "c\ufffdd\ufffd" in [tooltip(group) for group in root.iter(f"{SVG}g")]
    dropped = find_format("dot").dropped
    assert "in 2 texts" in " ".join(dropped(changed))  # type: ignore[arg-type]  # a stand-in
    assert list(dropped(own.selection)) == []


# ---- Mermaid -----------------------------------------------------------------------------------


def labels_of(root: ET.Element, name: str) -> list[str]:
    """Return the texts of the elements of a class, which Mermaid draws as HTML."""
    return [
        "".join(one.itertext())
        for one in root.iter()
        if one.tag.endswith("span") and name in (one.get("class") or "").split()
    ]


def places_of(nodes: tuple[NodeRow, ...], edges: tuple[EdgeRow, ...]) -> Counter[tuple[str, str]]:
    names = {node.id: f"n{number}" for number, node in enumerate(nodes)}
    return Counter((names[edge.source], names[edge.target]) for edge in edges)


@needs_node
@pytest.mark.parametrize(("which", "center"), [("awkward", "tinker"), ("own", "")])
def test_mermaid_draws_every_label_and_link(
    request: pytest.FixtureRequest, which: str, center: str
) -> None:
    exported: Exported = request.getfixturevalue(which)
    practices = exported.selection.network.facts.practices
    iri = next(iri for iri in practices if iri.endswith(center))
    selection = exported.graph.selection(iri)
    wanted = find_format("mermaid")
    assert wanted.pieces is not None
    root = ET.fromstring(mermaid_svg("".join(map(str, wanted.pieces(selection)))))
    assert Counter(labels_of(root, "nodeLabel")) == Counter(node.label for node in selection.nodes)
    assert Counter(labels_of(root, "edgeLabel")) == Counter(edge.label for edge in selection.edges)
    ends = [
        re.fullmatch(r".*L_(n\d+)_(n\d+)_\d+", one.get("id") or "")
        for one in root.iter(f"{SVG}path")
        if "flowchart-link" in (one.get("class") or "")
    ]
    found = Counter((one[1], one[2]) for one in ends if one)
    assert found == places_of(selection.nodes, selection.edges)
    arrows = sum(1 for one in root.iter(f"{SVG}path") if one.get("marker-end"))
    assert arrows == sum(line_looks()[edge.type].arrow for edge in selection.edges)
    links = {
        unquote(one.get("href") or one.get(f"{LINK}href") or "") for one in root.iter(f"{SVG}a")
    }
    assert links == {node.id for node in selection.nodes}


def test_mermaid_wants_a_node_to_begin_with(own: Exported) -> None:
    with pytest.raises(UsageError, match="name one, as in"):
        own.path("mermaid")


def test_mermaid_is_of_practices_alone_unless_more_is_asked_for() -> None:
    assert mermaid_format.INCLUDES == ("practices",)
    assert "--include" not in mermaid_format.EXAMPLE
    assert "--include" in mermaid_format.SUMMARY


def test_mermaid_refuses_more_than_it_draws(own: Exported, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = find_format("mermaid")
    assert wanted.pieces is not None
    center = own.graph.selection(next(iter(own.selection.network.facts.practices)))
    monkeypatch.setattr("metier.export.mermaid.MOST_EDGES", len(center.edges) - 1)
    with pytest.raises(
        UsageError, match=r"than Mermaid draws.*: choose a smaller --depth, an --include"
    ):
        list(wanted.pieces(center))
