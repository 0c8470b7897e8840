"""``metier similar``: what is most like an occupation, and in what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.analysis.likeness import Likeness
    from metier.pipeline.knowledge import KnowledgeGraph


@click.command(name="similar")
@click.argument("name", metavar="NAME", type=asking.Named())
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many.")
@options.as_json
@options.graph_file
def command(name: str, limit: int, format_name: str, graph_path: Path) -> None:
    """Rank the occupations that are most like one.

    The score is a sum, and each line says what it comes from: shared tools, terms, neighbors and tags, the
    category, and the words of titles and summaries. What few others share counts more.
    """
    graph = asking.opened(graph_path)
    found = graph.similar(asking.understood(graph, name, "practice"), limit=limit)
    if format_name == "json":
        asking.print_json({"similar": [_as_json(graph, one) for one in found]})
    else:
        _print(graph, found)


def _print(graph: KnowledgeGraph, found: list[Likeness]) -> None:
    from .table import print_paragraph

    for one in found:
        print_paragraph(f"{one.score:.2f}  {graph.directory.name(one.practice)}")
        for signal in (signal for signal in one.signals if signal.score >= _LEAST_SHOWN):
            labels = ", ".join(graph.likeness.shared_labels(signal, most=_MOST_SHOWN))
            print_paragraph(f"{signal.score:.2f} {signal.name}: {labels}", indent=6)


_MOST_SHOWN = 5
_LEAST_SHOWN = 0.005
"""What would be written as 0.00."""


def _as_json(graph: KnowledgeGraph, one: Likeness) -> dict[str, object]:
    node = graph.facts.node(one.practice)
    return {
        "id": node.id,
        "label": node.label,
        "score": round(one.score, 4),
        "signals": [
            {
                "name": signal.name,
                "score": round(signal.score, 4),
                "value": round(signal.value, 4),
                "shared": [
                    {
                        "id": part.feature if part.feature.startswith(graph.names.base) else None,
                        "label": label,
                    }
                    for part, label in zip(
                        signal.shared, graph.likeness.shared_labels(signal), strict=True
                    )
                ],
            }
            for signal in one.signals
        ],
    }
