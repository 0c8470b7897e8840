"""``metier export``: the graph in the format of another tool."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.export import Format, Selection

_PLACE = re.compile(r"\b(?:FILE|FOLDER)\b")
_DEFAULT = click.core.ParameterSource.DEFAULT


class _Formats(click.Choice[str]):
    """The names of the formats, found only when they are needed."""

    def __init__(self) -> None:
        from metier.export import formats

        super().__init__(list(formats()))


@click.command(name="export")
@click.argument("format_name", metavar="[FORMAT]", type=_Formats(), required=False)
@click.argument("name", metavar="[NAME]", type=asking.Named(), required=False)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file or folder to write; by default named after what is exported. - is standard output.",
)
@click.option(
    "--depth",
    type=click.IntRange(1, 10),
    default=1,
    show_default=True,
    help="How many steps around NAME are exported.",
)
@click.option(
    "--include",
    multiple=True,
    type=click.Choice(["practices", "specializations", "tools", "terms", "all"]),
    help="What there is beside occupations; all by default, but none in mermaid. May be given more than once.",
)
@click.option(
    "--inferred", is_flag=True, help="With what was inferred, in formats that can't tell it apart."
)
@click.option(
    "--list", "is_list", is_flag=True, help="Say what each format is for, keeps and can't hold."
)
@click.option(
    "--format",
    "list_format",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How --list is written.",
)
@options.graph_file
def command(
    format_name: str | None,
    name: str | None,
    out: Path | None,
    depth: int,
    include: tuple[str, ...],
    inferred: bool,
    is_list: bool,
    list_format: str,
    graph_path: Path,
) -> None:
    """Write the graph, or what is around NAME, in the FORMAT of another tool.

    `metier export --list` says which there are, how to open each, what it keeps and what it can't hold. Without
    --out, a file or folder is named after what is exported; where the output goes to another program or a file
    of yours, a format that is one file is written there instead.
    """
    from metier.errors import UsageError
    from metier.export import find_format

    if is_list:
        _print_list(format_name, list_format)
        return
    if format_name is None:
        raise UsageError("name a FORMAT: `metier export --list` says which there are")
    if name is None and click.get_current_context().get_parameter_source("depth") != _DEFAULT:
        raise UsageError("--depth needs a NAME: the steps are counted from it")
    wanted = find_format(format_name)
    graph = asking.opened(graph_path)
    center = None if name is None else asking.understood(graph, name)
    selection = graph.selection(
        center, depth=depth, include=include or wanted.includes, inferred=inferred
    )
    _write(wanted, selection, out)


def _write(wanted: Format, selection: Selection, out: Path | None) -> None:
    from metier.export.writing import stream_export

    from .table import print_paragraph

    if str(out) == "-" or (out is None and not wanted.is_folder and _is_piped()):
        stream_export(wanted, selection, sys.stdout.buffer)
    else:
        _write_to(wanted, selection, out or _default_name(wanted, selection))
    for loss in (wanted.drops, *wanted.dropped(selection)):
        if loss:
            print_paragraph(f"Left out: {loss}.", err=True)


def _write_to(wanted: Format, selection: Selection, target: Path) -> None:
    from metier.diagnostics import printable
    from metier.export.writing import write_export

    others, shown = write_export(wanted, selection, target), printable(str(target))
    click.echo(f"{wanted.name}: {shown}")
    if others:
        click.echo(f"Other files were there before, and stay: {others}.", err=True)
    click.echo(f"To open it: {_PLACE.sub(lambda _: shown, wanted.opening)}.", err=True)


def _is_piped() -> bool:
    return not sys.stdout.isatty()


def _default_name(wanted: Format, selection: Selection) -> Path:
    stem = selection.center.slug if selection.center else "graph"
    return Path(f"{stem}{wanted.suffix}" if wanted.suffix else f"{stem}-{wanted.name}")


def _print_list(only: str | None, list_format: str) -> None:
    from metier.export import formats

    from .table import print_paragraph

    shown = [one for one in formats().values() if only in (None, one.name)]
    if list_format == "json":
        asking.print_json([_described(one) for one in shown])
        return
    for one in shown:
        kind = one.suffix or "a folder"
        click.echo(f"{one.name}  ({kind}, {one.media_type})")
        print_paragraph(one.summary + ".", indent=2)
        print_paragraph(f"Keeps {one.keeps}.", indent=2)
        print_paragraph(f"Can't hold {one.drops}." if one.drops else "Loses nothing.", indent=2)
        print_paragraph(f"Open: {one.opening}.", indent=2)
        print_paragraph(one.example, indent=2)


def _described(one: Format) -> dict[str, str]:
    return {
        "name": one.name,
        "suffix": one.suffix,
        "media_type": one.media_type,
        "for": one.summary,
        "keeps": one.keeps,
        "drops": one.drops,
        "open": one.opening,
        "example": one.example,
    }
