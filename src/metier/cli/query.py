"""``metier query``: SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from metier.errors import UsageError

from . import options


@click.command(name="query")
@click.argument("sparql", required=False, metavar="[SPARQL]")
@click.option(
    "--file",
    "query_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Read the query from a file; `-` is standard input.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle"]),
    help="How the answer is written; a table, or turtle for CONSTRUCT and DESCRIBE, by default.",
)
@click.option(
    "--asserted", is_flag=True, help="Ask only what authors wrote; leave out what is inferred."
)
@options.graph_file
def command(
    sparql: str | None,
    query_file: Path | None,
    format_name: str | None,
    asserted: bool,
    graph_path: Path,
) -> None:
    """Ask the built graph with a SPARQL 1.1 query.

    The prefixes of the graph are known: met, id, doc, tool, term, category, tag, skos, schema, prov
    and the others that graph.ttl begins with. All named graphs are asked at once; GRAPH ?g {...}
    asks them one by one.
    """
    from metier.pipeline.knowledge import load

    text = _query_text(sparql, query_file)
    graph = load(graph_path)
    answer = graph.query(text, asserted=asserted)
    from metier.query import answers

    from .table import print_answer

    if format_name in (None, "table") and print_answer(answer, graph.prefixes):
        return
    as_text = "turtle" if format_name in (None, "table") else format_name
    written = answers.serialized(answer, as_text, graph.prefixes)
    sys.stdout.buffer.write(written if written.endswith(b"\n") else written + b"\n")


def _query_text(sparql: str | None, query_file: Path | None) -> str:
    if (sparql is None) == (query_file is None):
        raise click.UsageError("Give a query, or --file with one: exactly one of the two.")
    if query_file is None:
        assert sparql is not None
        return sparql
    if str(query_file) == "-":
        return sys.stdin.read()
    try:
        return query_file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"can't read the query {str(query_file)!r}: {problem}") from None
