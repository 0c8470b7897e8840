"""``metier suggest``: links that are missing, doubtful or the wrong way round, and what mends them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.analysis.doctor import Evidence, Finding, Fix
    from metier.editing import Edit
    from metier.pipeline.knowledge import KnowledgeGraph
    from metier.pipeline.suggest import Files


class _Kinds(click.Choice[str]):
    """The kinds of findings, found only when they are needed."""

    def __init__(self) -> None:
        from metier.analysis.doctor import kinds

        super().__init__(list(kinds()))


@click.command(name="suggest")
@click.argument("names", nargs=-1, metavar="[NAME]...", type=asking.Named())
@click.option(
    "--profiles",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    default=[options.DEFAULT_PATHS[0]],
    show_default=True,
    help="Where the profiles are; may be given more than once.",
)
@click.option("--kind", "only", multiple=True, type=_Kinds(), help="Look for this kind alone.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Leave out what is less sure, from 0 to 1.",
)
@click.option(
    "--limit", type=click.IntRange(1), help="How many to show; 20, or all for --patch and --apply."
)
@click.option("--patch", is_flag=True, help="Write a diff that `git apply` takes.")
@click.option("--apply", "apply_all", is_flag=True, help="Edit the profiles; nothing else changes.")
@options.as_json
@options.graph_file
def command(
    names: tuple[str, ...],
    paths: tuple[Path, ...],
    only: tuple[str, ...],
    confidence: float,
    limit: int | None,
    patch: bool,
    apply_all: bool,
    format_name: str,
    graph_path: Path,
) -> None:
    """Tell which links are missing, doubtful or the wrong way round.

    Looks at all profiles, or at those of each NAME: links whose other side is missing or differs,
    specializations that run the wrong way or in a circle, names that two profiles bear, and occupations
    that a text names, or that share rare tools and terms, without a link. Each with its evidence, how sure
    it is, and the YAML that would mend it. New links have no note: that is for you to write.
    """
    if patch and apply_all:
        raise click.UsageError("Give --patch or --apply, not both.")
    from metier.pipeline.suggest import Files

    graph = asking.opened(graph_path)
    about = [graph.directory.name(asking.understood(graph, name, "practice")) for name in names]
    found = graph.suggest(about, only=only, least=confidence)
    files = Files(paths)
    if patch or apply_all:
        _mend(files, found[:limit], apply_all)
    elif format_name == "json":
        asking.print_json([_as_json(graph, files, one) for one in found[:limit]])
    else:
        _print(files, found, limit or _MOST_SHOWN)


_MOST_SHOWN = 20


def _mend(files: Files, found: list[Finding], apply_all: bool) -> None:
    from metier.diagnostics import printable
    from metier.editing import apply

    made = files.edits(found)
    for finding in made.later:
        told = f"left for the next run, for a surer one is about the same: {finding.message}"
        click.echo(printable(told), err=True)
    for reason in made.refused:
        click.echo(printable(reason), err=True)
    if apply_all:
        apply(made.edits)
        again = "; `metier build` makes the graph anew" if made.edits else ""
        click.echo(f"edited {len(made.edits)} file{'s' if len(made.edits) != 1 else ''}{again}")
    else:
        for edit in made.edits:  # as bytes: escapes and other line ends would keep it from applying
            sys.stdout.buffer.write(_patch(edit).encode())
    if made.refused:
        sys.exit(1)


def _patch(edit: Edit) -> str:
    """Return the diff of a file as seen from here, where `git apply` will be run."""
    from metier.editing import diff

    here = Path.cwd()
    path = Path(
        os.path.normpath(here / edit.path)
    )  # links are not followed: `git apply` is at home here
    shown = path.relative_to(here) if path.is_relative_to(here) else path.relative_to(path.anchor)
    return diff(shown.as_posix(), edit.old, edit.new)


def _print(files: Files, found: list[Finding], most: int) -> None:
    from .table import print_paragraph

    for one in found[:most]:
        print_paragraph(f"{one.confidence:.2f} {one.kind}: {one.message}")
        for evidence in one.evidence:
            quote = f": “{evidence.quote}”" if evidence.quote else ""
            print_paragraph(f"{_where(files, evidence)} {evidence.says}{quote}", indent=5)
        _print_fixes(one)
    _print_counts(found, most)


def _where(files: Files, evidence: Evidence) -> str:
    place = files.place_of(evidence)
    return f"{place.file}:{place.line}" if place else evidence.profile


def _print_fixes(one: Finding) -> None:
    from metier.diagnostics import printable
    from metier.pipeline.suggest import yaml_of

    for fix in one.fixes:
        click.echo(f"     in {fix.practice}:")
        for line in yaml_of(fix):
            click.echo(f"       {printable(line)}")


def _print_counts(found: list[Finding], most: int) -> None:
    from collections import Counter

    from metier.analysis.doctor import kinds

    counts = Counter(one.kind for one in found)
    click.echo(f"{len(found)} finding{'s' if len(found) != 1 else ''}", err=True)
    for kind in kinds().values():
        if counts[kind.name]:
            click.echo(f"{counts[kind.name]:6} {kind.name}: {kind.title}", err=True)
    if len(found) > most:
        click.echo(f"the surest {most} are shown: --limit shows more", err=True)


def _as_json(graph: KnowledgeGraph, files: Files, one: Finding) -> dict[str, object]:
    from metier.pipeline.suggest import yaml_of

    return {
        "kind": one.kind,
        "practices": [graph.find(slug) for slug in one.practices],
        "message": one.message,
        "confidence": round(one.confidence, 3),
        "evidence": [_evidence(graph, files, evidence) for evidence in one.evidence],
        "fixes": [
            {
                "profile": graph.find(fix.practice),
                **_fix(graph, fix),
                "yaml": "\n".join(yaml_of(fix)),
            }
            for fix in one.fixes
        ],
    }


def _fix(graph: KnowledgeGraph, fix: Fix) -> dict[str, object]:
    from metier.analysis.doctor import ChangeType, Remove

    if isinstance(fix, Remove):
        return {"remove": fix.value, "key": fix.key}
    types = {"was": fix.old, "type": fix.new} if isinstance(fix, ChangeType) else {"type": fix.type}
    return {"target": graph.find(fix.slug), **types}


def _evidence(graph: KnowledgeGraph, files: Files, evidence: Evidence) -> dict[str, object]:
    place = files.place_of(evidence)
    return {
        "profile": graph.find(evidence.profile),
        "says": evidence.says,
        "quote": evidence.quote,
        "file": place.file if place else None,
        "line": place.line if place else None,
    }
