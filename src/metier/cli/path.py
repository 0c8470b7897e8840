"""``metier path``: how one occupation leads to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.analysis.paths import NoPath, Step
    from metier.analysis.paths import Path as Route
    from metier.pipeline.knowledge import KnowledgeGraph


@click.command(name="path")
@click.argument("source", metavar="FROM", type=asking.Named())
@click.argument("target", metavar="TO", type=asking.Named())
@click.option(
    "--k", type=click.IntRange(1, 100), default=1, show_default=True, help="How many paths to find."
)
@options.edge_types
@click.option("--career", is_flag=True, help="Take only steps that a career takes.")
@click.option("--hops", is_flag=True, help="Count steps, whatever the type of link.")
@click.option("--explain", is_flag=True, help="Say why each step is one, in the authors' words.")
@options.as_json
@options.graph_file
def command(
    source: str,
    target: str,
    k: int,
    types: tuple[str, ...],
    include: tuple[str, ...],
    career: bool,
    hops: bool,
    explain: bool,
    format_name: str,
    graph_path: Path,
) -> None:
    """Find the shortest paths between two occupations, tools or terms.

    FROM and TO are slugs, titles, aliases or IRIs. Links are followed both ways, and a step is as long as
    its type of link weighs (see ontology/relations.ttl). A career goes from what is mastered before to
    what is a next step.
    """
    graph = asking.opened(graph_path)
    ends = asking.understood(graph, source), asking.understood(graph, target)
    from metier.analysis.paths import NoPath

    try:
        found = graph.paths(
            *ends, k=k, types=types, include=include, career=career, by_weight=not hops
        )
    except NoPath as problem:
        _tell_no_path(problem, format_name)
        return
    if format_name == "json":
        asking.print_json({"paths": [_as_json(graph, path, explain) for path in found]})
    else:
        _print(graph, found, explain)


def _tell_no_path(problem: NoPath, format_name: str) -> None:
    from .table import print_paragraph

    if format_name == "json":
        nearest = problem.nearest.id if problem.nearest else None
        asking.print_json({"paths": [], "nearest": nearest, "message": str(problem)})
    else:
        print_paragraph(str(problem))


def _print(graph: KnowledgeGraph, found: list[Route], explain: bool) -> None:
    from .table import print_paragraph

    for number, path in enumerate(found, start=1):
        steps = f"{path.length} step{'s' if path.length != 1 else ''}"
        print_paragraph(f"{number}. {_line(graph, path)}  ({steps}, {path.weight:.1f} long)")
        if explain:
            _print_explanation(graph, path)


def _line(graph: KnowledgeGraph, path: Route) -> str:
    name = graph.directory.name
    arrows = {"forward": "—{}→", "backward": "←{}—"}
    said = [name(path.steps[0].source.id)]
    for step in path.steps:
        said += [arrows[step.direction].format(step.type), name(step.target.id)]
    return " ".join(said)


def _print_explanation(graph: KnowledgeGraph, path: Route) -> None:
    from metier.analysis.sentences import sentences

    from .table import print_paragraph

    for sentence in sentences(path, graph.facts):
        print_paragraph(f"{sentence.text} ({sentence.type})", indent=3)
        for quote in sentence.quotes:
            print_paragraph(f"{quote.profile}: “{quote.text}”", indent=6)


def _as_json(graph: KnowledgeGraph, path: Route, explain: bool) -> dict[str, object]:
    answer: dict[str, object] = {
        "length": path.length,
        "weight": round(path.weight, 3),
        "steps": [_step(graph, step) for step in path.steps],
    }
    if explain:
        from metier.analysis.sentences import sentences

        answer["explanation"] = [
            {
                "text": sentence.text,
                "type": sentence.type,
                "quotes": [
                    {"profile": graph.find(quote.profile), "text": quote.text}
                    for quote in sentence.quotes
                ],
            }
            for sentence in sentences(path, graph.facts)
        ]
    return answer


def _step(graph: KnowledgeGraph, step: Step) -> dict[str, object]:
    return {
        "from": step.source.id,
        "to": step.target.id,
        "type": step.type,
        "direction": step.direction,
        "note": graph.network.note_of(step.edge),
        "relation": step.edge.id or None,
    }
