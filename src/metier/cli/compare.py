"""``metier compare``: two occupations side by side."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metier.analysis.compare import Comparison, Sides, Use
    from metier.analysis.records import Wording


@click.command(name="compare")
@click.argument("here", metavar="FROM", type=asking.Named())
@click.argument("there", metavar="TO", type=asking.Named())
@click.option("--all", "show_all", is_flag=True, help="Show every tool, term and principle.")
@options.as_json
@options.graph_file
def command(here: str, there: str, show_all: bool, format_name: str, graph_path: Path) -> None:
    """Compare two occupations, read as a move from one to the other.

    First what carries over, in the words of both; then what is new to learn, and what stays behind.
    """
    graph = asking.opened(graph_path)
    ends = [asking.understood(graph, name, "practice") for name in (here, there)]
    found = graph.compare(*ends)
    if format_name == "json":
        asking.print_json(asdict(found))
    else:
        _print(found, None if show_all else _MOST_SHOWN)


_MOST_SHOWN = 8


def _print(found: Comparison, most: int | None) -> None:
    from .table import print_paragraph

    here, there = found.here.slug, found.there.slug
    signals = ", ".join(f"{one.score:.2f} {one.name}" for one in found.likeness.signals)
    print_paragraph(f"{here} → {there}: likeness {found.likeness.score:.2f} ({signals or 'none'})")
    for link in found.links:
        ends = (here, there) if link.source == found.here.id else (there, here)
        note = f": “{link.note}”" if link.note else ""
        print_paragraph(f"{ends[0]} —{link.type}→ {ends[1]}{note}", indent=2)
    _heading("Carries over", found.shared)
    for use in found.shared:
        print_paragraph(f"{use.concept.label} ({use.concept.kind.lower()})", indent=2)
        print_paragraph(f"{here}: {_words(use.here)}", indent=4)
        print_paragraph(f"{there}: {_words(use.there)}", indent=4)
    _print_uses("New to learn", found.there_only, most)
    _print_uses("Stays behind", found.here_only, most)
    _print_sides("Neighbors", _named(found.neighbors), here, there)
    _print_sides("Tags", found.tags, here, there)
    _print_principles(found, most)


def _heading(title: str, listed: Sequence[object]) -> None:
    click.echo(f"\n{title} ({len(listed)})")


def _words(wordings: tuple[Wording, ...]) -> str:
    return "; ".join(f"“{words}”" for words in wordings)


def _print_uses(title: str, uses: tuple[Use, ...], most: int | None) -> None:
    from .table import print_paragraph

    _heading(title, uses)
    for use in uses[:most]:
        kin = f" — near your {', '.join(node.label for node in use.kin)}" if use.kin else ""
        said = _words(use.there or use.here)
        print_paragraph(f"{use.concept.kind.lower()} {said}{kin}", indent=2)
    _print_more(uses, most)


def _print_more(listed: Sequence[object], most: int | None) -> None:
    if most is not None and len(listed) > most:
        click.echo(f"  … {len(listed) - most} more: --all shows them")


def _named(sides: Sides) -> Sides:
    """Return the slugs of practices for their IRIs."""
    return replace(
        sides,
        **{
            side: tuple(iri.rpartition("/")[2] for iri in iris)
            for side, iris in asdict(sides).items()
        },
    )


def _print_sides(name: str, sides: Sides, here: str, there: str) -> None:
    from .table import print_paragraph

    click.echo(f"\n{name}")
    told = {"both": sides.both, here: sides.here, there: sides.there}
    for who, values in told.items():
        print_paragraph(f"{who}: {', '.join(values) or 'none'}", indent=2)


def _print_principles(found: Comparison, most: int | None) -> None:
    from .table import print_paragraph

    _heading("Principles that are much alike", found.same_principles)
    for one, other in found.same_principles:
        print_paragraph(f"“{one}” and “{other}”", indent=2)
    for node, principles in (
        (found.here, found.principles.here),
        (found.there, found.principles.there),
    ):
        _heading(f"Principles of {node.slug}", principles)
        for label in principles[:most]:
            print_paragraph(label, indent=2)
        _print_more(principles, most)
