"""The export ``profiles``, read by a parser of YAML 1.2; tests/test_graph.py compares it with its source."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from tests.smithy import build_smithy
from tests.support import write_profile

from .conftest import Exported

REOPENS = ("profiles",)


def test_a_parser_of_yaml_1_2_reads_titles_links_and_notes(exported: Exported) -> None:
    parser = YAML(typ="safe", pure=True)
    documents = [parser.load(path) for path in exported.path("profiles").iterdir()]
    described = {
        n.slug: n for n in exported.selection.nodes if n.slug in {d["slug"] for d in documents}
    }
    assert len(documents) == len(exported.graph.facts.cards)
    links = set()
    for document in documents:
        assert document["title"] == described[document["slug"]].label
        for link in document.get("related", ()):
            links.add((document["slug"], link["type"], link["slug"], link["note"]))
    slugs = {node.id: node.slug for node in exported.selection.nodes}
    assert links == {
        (slugs[edge.source], edge.type, slugs[edge.target], edge.note)
        for edge in exported.selection.edges
        if "://" in edge.id
    }


def test_a_tool_that_is_called_like_a_practice_has_no_profile(tmp_path: Path) -> None:
    write_profile(tmp_path, "anvil")
    graph = build_smithy(tmp_path)
    assert graph.selection("tool:anvil").profile_graphs() == []
    assert len(graph.selection("id:anvil").profile_graphs()) == 1
