"""What all commands share that ask a built graph: names that people use, and answers for programs."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from metier.pipeline.knowledge import KnowledgeGraph


class Named(click.ParamType[str]):
    """What an occupation is called: completes its slug on the command line."""

    name = "occupation"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Return the slugs that begin so; none where there is no graph."""
        from metier.errors import MetierError

        graph = ctx.params.get("graph_path") or Path("exports/graph.nq")
        try:
            slugs = opened(graph).directory.completions(incomplete)
        except MetierError:
            return []
        return [click.shell_completion.CompletionItem(slug) for slug in slugs]


def opened(path: Path) -> KnowledgeGraph:
    """Return the built graph, by the quickest way there is."""
    from metier.pipeline.stored import opened as open_graph

    gc.disable()  # looking for garbage takes a tenth of the time, and the process ends with the answer
    return open_graph(path)


def understood(graph: KnowledgeGraph, said: str, kind: str = "node") -> str:
    """Return the IRI of what the user named, and say on standard error what it was taken for."""
    from metier.diagnostics import printable

    found = graph.directory.find(said, kind)
    if not found.is_plain:
        click.echo(f"{printable(said)}: {printable(found.label)} ({found.name})", err=True)
    return found.id


def print_json(answer: object) -> None:
    """Print an answer for programs."""
    from metier.diagnostics import escaped

    click.echo(escaped(json.dumps(answer, indent=2, ensure_ascii=False)))
