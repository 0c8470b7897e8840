"""Neo4j: tables for its importers, and the scripts that load them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metier.export.common.rows import BEYOND_ROWS
from metier.export.common.selection import Selection

from .property_graph import (
    Table,
    array_delimiter,
    edge_tables,
    node_tables,
    table_text,
)

NAME = "neo4j"
SUFFIX = ""
MEDIA_TYPE = "text/csv"
SUMMARY = "For Neo4j: practices, tools and terms as nodes, links as relationships with their notes"
OPENING = (
    "with the server stopped, sh FOLDER/import.sh; or copy the CSV files to its import folder and run "
    "cypher-shell --file FOLDER/load.cypher"
)
KEEPS = "every field of nodes and edges, types of links as types of relationships, aliases and tags as lists"
DROPS = BEYOND_ROWS
EXAMPLE = "metier export neo4j --out neo4j"

_README = """\
# Occupations for Neo4j

Two ways, one result. Choose one.

**Into a new database, with the server stopped** (fast; Neo4j 5 or later): `sh import.sh`, or
`sh import.sh NAME` for a database that is not called `neo4j`. Then start the server and run
`cypher-shell --file constraints.cypher`. An existing database of that name is replaced only if you add
`--overwrite-destination=true` to the command in the script.

**Into a running database** (no access to the server's shell needed): copy the CSV files to the import folder of
the server, and run `cypher-shell --file load.cypher`, or paste it into Neo4j Browser. It sets the constraints
itself and can be run again. Where the server reads no local files, such as Aura, put the CSV files on a web
server and replace `file:///` in the script by its address.

Nodes have the label Practice, Tool or Term, and practices also what they are: Occupation, Role, Specialization,
Placeholder (named by a link, without a profile) and so on. `id` is unique among nodes with one of these three
labels, `iri` everywhere. Relationships point as their author wrote them; `weight` is a length for shortest
paths; `asserted` is false where no author wrote it.

    MATCH (p:Practice)-[r:ADJACENT_TO]-(other) RETURN p.label, r.note, other.label LIMIT 25

Backslashes are doubled in the CSV files, as LOAD CSV reads them unless `db.import.csv.legacy_quote_escaping` is
false; leave it as it is. Values of lists are separated by {delimiter}.
"""

_LIST = ",\n    "

_IMPORT = """\
#!/bin/sh
# Makes a new database of the CSV files beside this script, for Neo4j 5 and later. The server must be stopped.
# For Neo4j 4: neo4j-admin import --database=neo4j, then the same options.
set -eu
cd "$(dirname "$0")"
database=neo4j
[ $# -eq 0 ] || database=$1
# Values of lists are separated by {delimiter}. Texts have lines, and backslashes before quotes.
neo4j-admin database import full "$database" \\
    --multiline-fields=true \\
    --legacy-style-quoting=true \\
    --array-delimiter="{option}" \\
{files}
"""


def files(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield the CSV files (Neo4j, *Operations manual*: CSV header format, 2024), scripts and ``README.md``."""
    delimiter = array_delimiter(selection.nodes)
    nodes, edges = list(node_tables(selection, delimiter)), list(edge_tables(selection))
    for table in (*nodes, *edges):
        yield f"{table.name}.csv", table_text(table)
    yield "import.sh", _import_script(nodes, edges, delimiter)
    yield "constraints.cypher", _constraints()
    yield "load.cypher", _load_script(nodes, edges, delimiter)
    yield "README.md", _README.format(delimiter=_named(delimiter))


def _named(delimiter: str) -> str:
    return delimiter if delimiter in ";|" else f"U+{ord(delimiter):04X}"


def _import_script(nodes: Sequence[Table], edges: Sequence[Table], delimiter: str) -> str:
    options = [f"    --nodes={table.name}.csv" for table in nodes]
    options += [f"    --relationships={table.name}.csv" for table in edges]
    return _IMPORT.format(
        delimiter=_named(delimiter),
        option=f"U+{ord(delimiter):04X}",
        files=" \\\n".join(options),
    )


def _constraints() -> str:
    return "".join(
        f"CREATE CONSTRAINT {label.lower()}_{name} IF NOT EXISTS "
        f"FOR (node:{label}) REQUIRE node.{name} IS UNIQUE;\n"
        for label in ("Practice", "Tool", "Term")
        for name in ("id", "iri")
    )


def _load_script(nodes: Sequence[Table], edges: Sequence[Table], delimiter: str) -> str:
    statements = [
        _load_nodes(table, labels, delimiter)
        for table in nodes
        for labels in table.values(":LABEL")
    ]
    statements += [_load_edges(table, kind) for table in edges for kind in table.values(":TYPE")]
    return _constraints() + "\n" + "\n".join(statements)


def _load_nodes(table: Table, labels: str, delimiter: str) -> str:
    space, *others = labels.split(delimiter)
    key, _, *properties = table.header
    sets = [f"node:{label}" for label in others]
    sets += [f"node.{_name(header)} = {_value(header, delimiter)}" for header in properties]
    return (
        f"{_rows(table, ':LABEL', labels)}"
        f"MERGE (node:{space} {{id: row.`{key}`}})\n"
        f"SET {_LIST.join(sets)};\n"
    )


def _load_edges(table: Table, kind: str) -> str:
    start, end, _, _, *properties = table.header
    source, target = (header.partition("(")[2].removesuffix(")") for header in (start, end))
    sets = [f"edge.{_name(header)} = {_value(header)}" for header in properties]
    return (
        f"{_rows(table, ':TYPE', kind)}"
        f"MATCH (source:{source} {{id: row.`{start}`}})\n"
        f"MATCH (target:{target} {{id: row.`{end}`}})\n"
        f"MERGE (source)-[edge:{kind} {{id: row.id}}]->(target)\n"
        f"SET {_LIST.join(sets)};\n"
    )


def _rows(table: Table, header: str, value: str) -> str:
    return (
        f"LOAD CSV WITH HEADERS FROM 'file:///{table.name}.csv' AS row\n"
        f"WITH row WHERE row.`{header}` = '{_escaped(value)}'\n"
    )


def _name(header: str) -> str:
    return header.partition(":")[0]


def _value(header: str, delimiter: str = "") -> str:
    value = f"row.`{header}`"
    if header.endswith(":string[]"):  # neo4j-admin makes an empty list of no value
        return f"coalesce(split({value}, '{_escaped(delimiter)}'), [])"
    function = {"double": "toFloat", "boolean": "toBoolean"}.get(header.partition(":")[2])
    return f"{function}({value})" if function else value


def _escaped(text: str) -> str:
    """Return what stands in a Cypher string for a text without quotes and backslashes."""
    return "".join(one if one.isprintable() else f"\\u{ord(one):04X}" for one in text)
