"""``metier show``: one occupation, tool or term."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.analysis.show import ConceptView, PracticeView
    from metier.pipeline.knowledge import KnowledgeGraph


@click.command(name="show")
@click.argument("name", metavar="NAME", type=asking.Named())
@options.as_json
@options.graph_file
def command(name: str, format_name: str, graph_path: Path) -> None:
    """Show an occupation as its profile tells it, or a tool or term as everybody words it.

    NAME is a slug, title, alias or IRI, such as `customs-officer` or `tool:multimeter`.
    """
    graph = asking.opened(graph_path)
    node = asking.understood(graph, name)
    view = graph.show(node)
    if format_name == "json":
        asking.print_json(asdict(view))
        return
    from metier.analysis.show import ConceptView

    if isinstance(view, ConceptView):
        _print_concept(view)
    else:
        _print_practice(graph, view)


def _print_concept(view: ConceptView) -> None:
    from .table import print_paragraph

    print_paragraph(f"{view.node.label} ({view.node.kind.lower()})")
    if view.aliases:
        print_paragraph(f"also: {', '.join(view.aliases)}", indent=2)
    for user, wordings in view.uses:
        for words in wordings:
            print_paragraph(f"{user.slug}: {words}", indent=2)


def _print_practice(graph: KnowledgeGraph, view: PracticeView) -> None:
    from .table import print_paragraph

    facts = [view.node.kind, view.card.category, view.card.difficulty, view.card.status]
    print_paragraph(f"{view.node.label} ({', '.join(filter(None, facts))})")
    for line in (view.card.summary, *_lists(view)):
        if line:
            print_paragraph(line, indent=2)
    name = graph.directory.name
    for title, links in (("Links", view.links), ("Linked from", view.linked_from)):
        _print_heading(title, len(links))
        for one in links:
            other = name(one.target if title == "Links" else one.source)
            note = f": “{one.note}”" if one.note else ""
            print_paragraph(f"{other} ({one.type}){note}", indent=2)
    for title, concepts in (("Tools", view.tools), ("Terms", view.terms)):
        _print_heading(title, len(concepts))
        for _, wordings in concepts:
            for words in wordings:
                print_paragraph(str(words), indent=2)


def _lists(view: PracticeView) -> list[str]:
    named = {
        "also": view.aliases,
        "tags": view.tags,
        "specializations": view.specializations,
        "sections": view.sections,
    }
    return [f"{name}: {', '.join(values)}" for name, values in named.items() if values]


def _print_heading(title: str, count: int) -> None:
    click.echo(f"\n{title} ({count})")
