"""``metier query``: SPARQL, one's own or saved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from metier.errors import GraphError, UsageError

from . import asking, options

if TYPE_CHECKING:
    from metier.pipeline.knowledge import KnowledgeGraph
    from metier.query.library import SavedQuery
    from metier.store import Answer, Substitutions


@click.command(name="query")
@click.argument("sparql", required=False, metavar="[SPARQL]")
@click.option(
    "--file",
    "query_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Read the query from a file; `-` is standard input.",
)
@click.option("--saved", "saved_name", metavar="NAME", help="Ask a saved query.")
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for a parameter of the saved query; can be given several times.",
)
@click.option(
    "--text", "only_text", is_flag=True, help="Print the SPARQL of the saved query; ask nothing."
)
@click.option(
    "--list", "only_list", is_flag=True, help="List the saved queries, as a table or as json."
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
    saved_name: str | None,
    params: tuple[str, ...],
    only_text: bool,
    only_list: bool,
    format_name: str | None,
    asserted: bool,
    graph_path: Path,
) -> None:
    """Ask the built graph with a SPARQL 1.1 query, or with one that is saved under a name.

    The prefixes of the graph are known: met, id, doc, tool, term, category, tag, skos, schema, prov
    and the others that graph.ttl begins with. All named graphs are asked at once; GRAPH ?g {...}
    asks them one by one.

    Values for a saved query name things as people do: a practice by its title, an alias or its slug.
    """
    _refuse_mixtures(sparql, query_file, saved_name, only_list)
    if saved_name is None and (params or only_text):
        raise click.UsageError("--param and --text go with --saved.")
    if sparql is None and query_file is None and asserted:
        raise click.UsageError(
            "--asserted goes with a query of your own: saved ones need the rest."
        )
    if only_list:
        return _print_list(format_name)
    if saved_name is None:
        text = _query_text(sparql, query_file)
        graph = asking.opened(graph_path)
        return _print_answer(graph.query(text, asserted=asserted), format_name, graph.prefixes)
    if only_text:
        return _print_text(saved_name, params, graph_path)
    graph = asking.opened(graph_path)
    return _print_answer(_saved_answer(graph, saved_name, params), format_name, graph.prefixes)


def _refuse_mixtures(
    sparql: str | None, query_file: Path | None, saved_name: str | None, only_list: bool
) -> None:
    if sum((sparql is not None, query_file is not None, saved_name is not None, only_list)) != 1:
        raise click.UsageError(
            "Give a query, --file with one, --saved with the name of one, or --list: "
            "exactly one of the four."
        )


def _query_text(sparql: str | None, query_file: Path | None) -> str:
    if query_file is None:
        assert sparql is not None
        return sparql
    if str(query_file) == "-":
        return sys.stdin.read()
    try:
        return query_file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"can't read the query {str(query_file)!r}: {problem}") from None


def _saved_answer(graph: KnowledgeGraph, name: str, params: tuple[str, ...]) -> Answer:
    from metier.query.binding import without_parameters
    from metier.query.library import given, saved_query

    query = saved_query(name)
    values = _values(query, given(params), graph)
    answer = graph.query(query.sparql, substitutions=values)
    return without_parameters(answer, query)


def _values(query: SavedQuery, values: dict[str, str], graph: KnowledgeGraph) -> Substitutions:
    import pyoxigraph as ox

    from metier.query.binding import bound

    return bound(
        query, values, lambda kind, text: ox.NamedNode(asking.understood(graph, text, kind))
    )


def _print_answer(answer: Answer, format_name: str | None, prefixes: dict[str, str]) -> None:
    from metier.query import answers

    from .table import print_answer

    if format_name in (None, "table") and print_answer(answer, prefixes):
        return
    as_text = "turtle" if format_name in (None, "table") else format_name
    written = answers.serialized(answer, as_text, prefixes)
    sys.stdout.buffer.write(written if written.endswith(b"\n") else written + b"\n")


def _print_list(format_name: str | None) -> None:
    from metier.query.library import saved_queries

    from .table import print_table

    queries = saved_queries().values()
    if format_name == "json":
        asking.print_json([query.to_dict() for query in queries])
    elif format_name in (None, "table"):
        print_table(["name", "question"], [[query.name, query.title] for query in queries])
    else:
        raise click.UsageError("--list gives a table or json.")


def _print_text(name: str, params: tuple[str, ...], graph_path: Path) -> None:
    """Print a saved query with its values, if there are any, for the names of the built graph."""
    from metier.graph.names import Names
    from metier.query.library import given, runnable, saved_query

    query, values = saved_query(name), given(params)
    try:
        graph = asking.opened(graph_path)
    except GraphError:
        if values:
            raise
        click.echo(runnable(query, Names().prefixes, {}), nl=False)
        return
    known = {} if query.needs_values and not values else _values(query, values, graph)
    click.echo(runnable(query, graph.prefixes, known), nl=False)
