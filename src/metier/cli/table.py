"""Answers as tables for people."""

from __future__ import annotations

import shutil
import sys
import textwrap

import click
import pyoxigraph as ox

from metier.diagnostics import printable
from metier.query.answers import rows
from metier.store import Answer


def print_answer(answer: Answer, prefixes: dict[str, str]) -> bool:
    """Print the answer of a SELECT or ASK; return False for triples, which are no table."""
    if isinstance(answer, ox.QueryBoolean):
        click.echo("yes" if answer else "no")
        return True
    if isinstance(answer, ox.QueryTriples):
        return False
    names = [variable.value for variable in answer.variables]
    print_table(names, list(rows(answer, prefixes)))
    return True


def print_table(names: list[str], cells: list[list[str]]) -> None:
    """Print a table: drawn to the width of a terminal, plain and unbroken where there is none."""
    cells = [[one_line(cell) for cell in row] for row in cells]
    if not sys.stdout.isatty():
        _print_plain(names, cells)
    else:
        _print_drawn(names, cells)
    click.echo(f"{len(cells)} row{'s' if len(cells) != 1 else ''}", err=True)


def print_paragraph(text: str, indent: int = 0, *, err: bool = False) -> None:
    """Print a text wrapped to the terminal, its second and further lines indented by two more.

    With ``err`` it goes to standard error.
    """
    click.echo(paragraph(text, indent), err=err)


def paragraph(text: str, indent: int = 0) -> str:
    """Return a text wrapped to the terminal, its second and further lines indented by two more."""
    return textwrap.fill(
        one_line(text),
        page_width(),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )


def page_width() -> int:
    """Return the width of the terminal in characters, at most 120, or 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    return min(shutil.get_terminal_size().columns, 120)


def one_line(text: str) -> str:
    """Return a text on one line, made printable."""
    return printable(" ".join(text.split()))


def _print_plain(names: list[str], cells: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    for row in [names, ["-" * width for width in widths], *cells]:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _print_drawn(names: list[str], cells: list[list[str]]) -> None:
    from rich.box import SIMPLE_HEAD  # takes long to import
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*names, box=SIMPLE_HEAD)
    for row in cells:
        table.add_row(*map(Text, row))
    Console().print(table)
