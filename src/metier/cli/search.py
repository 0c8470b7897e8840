"""``metier search``: what the graph speaks of, by its words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.store.texts import Hit, SearchResult


@click.command(name="search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    help="Find only this kind: practice, concept, item, or one such as tool, term or failure-mode; "
    "may be given more than once.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="How many hits to show.",
)
@options.as_json
@options.graph_file
def command(
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    limit: int,
    format_name: str,
    graph_path: Path,
) -> None:
    """Find what the graph speaks of: in labels, other names, definitions and texts.

    The best hits come first: what is called so, then what speaks of it. The last word may be unfinished, and a
    word that is in no text is taken for the nearest one that is. Names of sections and kinds work too:
    "detective failure modes".
    """
    search = " ".join(words)
    found = asking.opened(graph_path).search(search, kinds=kinds, limit=limit)
    _tell(search, found)
    if format_name == "json":
        asking.print_json(_as_json(search, found))
    else:
        _print(found.hits)


def _tell(search: str, found: SearchResult) -> None:
    """Say on standard error what became of the words."""
    from metier.diagnostics import printable

    told = [f"{word}: searched for {instead}" for word, instead in found.corrected.items()]
    told += [f"{word}: no text has such a word" for word in found.unknown]
    if not found.hits:
        told.append(f"nothing is found for {search!r}")
    for line in told:
        shown = line if len(line) <= _LONGEST_TOLD else f"{line[:_LONGEST_TOLD]}…"
        click.echo(printable(shown), err=True)


_LONGEST_TOLD = 200


def _print(hits: tuple[Hit, ...]) -> None:
    from metier.pipeline.search import in_words

    from .table import page_width

    rank = len(str(len(hits)))
    label = page_width() - rank - _KIND - _PRACTICE - 6
    for number, hit in enumerate(hits, start=1):
        called = f"{hit.label} ({hit.name})" if hit.name else hit.label
        practice = hit.practice.rpartition("/")[2]
        cells = [(called, label), (in_words(hit.kind), _KIND), (practice, _PRACTICE)]
        line = "  ".join(_cell(text, width) for text, width in cells)
        click.echo(f"{number:>{rank}}  {line}".rstrip())
        _print_snippet(hit, page_width(), rank + 2)


_KIND, _PRACTICE = 18, 20


def _cell(text: str, width: int) -> str:
    from metier.diagnostics import printable

    text = printable(" ".join(text.split()))
    return (
        text.ljust(width) if len(text) <= width else f"{text[: width - 1].rstrip()}…".ljust(width)
    )


def _print_snippet(hit: Hit, width: int, indent: int) -> None:
    """Print the text around what was found, the words bold on a terminal."""
    from metier.diagnostics import printable

    text, marks = hit.excerpt(width - indent)
    pieces, place = [], 0
    for start, end in marks:
        bold = click.style(printable(text[start:end]), bold=True)
        pieces += [printable(text[place:start]), bold]
        place = end
    if text:
        click.echo(" " * indent + "".join([*pieces, printable(text[place:])]))


def _as_json(search: str, found: SearchResult) -> dict[str, object]:
    return {
        "words": search,
        "corrected": found.corrected,
        "unknown": list(found.unknown),
        "hits": [
            {
                "id": hit.id,
                "label": hit.label,
                "kind": hit.kind,
                "practice": hit.practice or None,
                "name": hit.name or None,
                "score": hit.score,
                "snippet": hit.snippet,
                "marks": [list(mark) for mark in hit.marks],
            }
            for hit in found.hits
        ],
    }
