"""``csv`` and ``parquet``: what pandas, DuckDB and Python's own reader find there is what the store holds."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from metier.export import find_format

from .conftest import Exported

NODE_TEXTS = (
    "id",
    "name",
    "label",
    "kind",
    "slug",
    "category",
    "difficulty",
    "status",
    "definition",
)

REOPENS = ("csv", "parquet")
EDGE_TEXTS = ("id", "source", "target", "type", "label", "note")


def fields(rows: Any, names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, name) for name in names) for row in rows]


def frame(path: Path) -> Any:
    pandas = pytest.importorskip("pandas", reason="pip install pandas")
    return pandas.read_csv(path, keep_default_na=False)


def duck(sql: str) -> list[tuple[Any, ...]]:
    duckdb = pytest.importorskip("duckdb", reason="pip install duckdb")
    found: list[tuple[Any, ...]] = duckdb.sql(sql).fetchall()
    return found


def pairs(exported: Exported, field: str) -> list[tuple[str, str]]:
    return [(node.id, value) for node in exported.selection.nodes for value in getattr(node, field)]


def test_pandas_reads_every_field_of_nodes_and_edges(any_exported: Exported) -> None:
    folder, selection = any_exported.path("csv"), any_exported.selection
    nodes, edges = frame(folder / "nodes.csv"), frame(folder / "edges.csv")
    assert fields(nodes.itertuples(), NODE_TEXTS) == fields(selection.nodes, NODE_TEXTS)
    assert fields(edges.itertuples(), EDGE_TEXTS) == fields(selection.edges, EDGE_TEXTS)
    numbers = ("weight", "asserted")
    assert fields(edges.itertuples(), numbers) == fields(selection.edges, numbers)
    assert edges.weight.dtype == "float64"
    assert edges.asserted.dtype == "bool"


def test_aliases_and_tags_are_rows(any_exported: Exported) -> None:
    folder = any_exported.path("csv")
    for name, column, field in (("aliases", "alias", "aliases"), ("tags", "tag", "tags")):
        found = frame(folder / f"{name}.csv")
        assert list(zip(found.node, found[column], strict=True)) == pairs(any_exported, field)


def test_pythons_own_reader_agrees(exported: Exported) -> None:
    with (exported.path("csv") / "nodes.csv").open(encoding="utf-8", newline="") as stream:
        rows = [tuple(row) for row in csv.reader(stream, dialect="excel", strict=True)]
    assert rows == [NODE_TEXTS, *fields(exported.selection.nodes, NODE_TEXTS)]


def test_duckdb_reads_the_csv_with_the_types_of_the_data_package(any_exported: Exported) -> None:
    folder, selection = any_exported.path("csv"), any_exported.selection
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    kinds = {"string": "VARCHAR", "number": "DOUBLE", "boolean": "BOOLEAN"}
    found = {}
    for resource in package["resources"]:
        columns = {one["name"]: kinds[one["type"]] for one in resource["schema"]["fields"]}
        path = folder / resource["path"]
        rows = duck(f"FROM read_csv('{path}', columns={columns}, header=true)")
        found[resource["name"]] = [tuple("" if one is None else one for one in row) for row in rows]
    assert found["nodes"] == fields(selection.nodes, NODE_TEXTS)
    names = (*EDGE_TEXTS[:5], "weight", "note", "asserted")
    assert found["edges"] == fields(selection.edges, names)
    assert found["aliases"] == pairs(any_exported, "aliases")
    assert found["tags"] == pairs(any_exported, "tags")


def test_duckdb_finds_out_by_itself_how_the_csv_is_written(any_exported: Exported) -> None:
    folder, selection = any_exported.path("csv"), any_exported.selection
    nodes = duck(f"SELECT id, label, coalesce(definition, '') FROM '{folder}/nodes.csv'")
    assert nodes == fields(selection.nodes, ("id", "label", "definition"))
    assert duck(f"SELECT count(*) FROM '{folder}/edges.csv'") == [(len(selection.edges),)]


def test_the_data_package_describes_every_column_and_its_keys_hold(exported: Exported) -> None:
    folder = exported.path("csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {one["name"]: one for one in package["resources"]}
    assert {one["path"] for one in resources.values()} == {
        path.name for path in folder.glob("*.csv")
    }
    for resource in resources.values():
        table, schema = frame(folder / resource["path"]), resource["schema"]
        assert list(table.columns) == [one["name"] for one in schema["fields"]]
        assert all(one["description"] for one in schema["fields"])
        for one in schema["fields"]:
            if one.get("constraints", {}).get("required"):
                assert (table[one["name"]].astype(str) != "").all()
        for key in schema.get("primaryKey", ()):
            assert table[key].is_unique
        for link in schema.get("foreignKeys", ()):
            target = frame(folder / resources[link["reference"]["resource"]]["path"])
            assert set(table[link["fields"][0]]) <= set(target[link["reference"]["fields"][0]])


def test_a_formula_stays_text(awkward: Exported) -> None:
    aliases = frame(awkward.path("csv") / "aliases.csv")
    assert '=HYPERLINK("x")' in set(aliases.alias)


def test_duckdb_reads_every_field_of_the_parquet(any_exported: Exported) -> None:
    pytest.importorskip("pyarrow", reason="pip install 'metier[parquet]'")
    folder, selection = any_exported.path("parquet"), any_exported.selection
    nodes = duck(f"SELECT {', '.join(NODE_TEXTS)}, tags, aliases FROM '{folder}/nodes.parquet'")
    assert nodes == [
        (*(value or None for value in row), list(node.tags), list(node.aliases))
        for row, node in zip(fields(selection.nodes, NODE_TEXTS), selection.nodes, strict=True)
    ]
    names = (*EDGE_TEXTS, "weight", "asserted")
    edges = duck(f"SELECT {', '.join(names)} FROM '{folder}/edges.parquet'")
    assert edges == [(*row[:5], row[5] or None, *row[6:]) for row in fields(selection.edges, names)]


def test_the_parquet_schema_has_the_types(own: Exported) -> None:
    pytest.importorskip("pyarrow", reason="pip install 'metier[parquet]'")
    folder = own.path("parquet")
    types = {
        name: kind
        for table in ("nodes", "edges")
        for name, kind, *_ in duck(f"DESCRIBE FROM '{folder}/{table}.parquet'")
    }
    assert types["weight"] == "DOUBLE"
    assert types["asserted"] == "BOOLEAN"
    assert types["aliases"] == types["tags"] == "VARCHAR[]"
    assert types["note"] == "VARCHAR"


def test_the_same_tables_give_the_same_bytes(own: Exported) -> None:
    pytest.importorskip("pyarrow", reason="pip install 'metier[parquet]'")
    for name in ("csv", "parquet"):
        files = find_format(name).files
        assert files
        assert list(files(own.selection)) == list(files(own.graph.selection()))


def test_a_part_has_the_center_and_no_dangling_ends(own: Exported) -> None:
    part = own.around("customs-officer")
    folder = part.path("csv")
    nodes, edges = frame(folder / "nodes.csv"), frame(folder / "edges.csv")
    assert 0 < len(nodes) < len(own.selection.nodes)
    assert part.selection.center
    assert part.selection.center.id in set(nodes.id)
    assert set(edges.source) | set(edges.target) <= set(nodes.id)
