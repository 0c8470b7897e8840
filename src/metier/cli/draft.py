"""``metier draft``: a profile begun from a text about an occupation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.text.draft import Draft


@click.command(name="draft")
@click.argument("path", type=click.Path(path_type=Path), metavar="TEXT")
@click.option(
    "--title", default="", help="What the occupation is called, if the text doesn't say it well."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write, which must not exist yet; standard output by default.",
)
@options.encoding
@options.graph_file
def command(
    path: Path, title: str, out: Path | None, encoding: str | None, graph_path: Path
) -> None:
    """Begin a profile from a text about an occupation that has none yet.

    TEXT is plain text, Markdown or HTML. What it says of duties, tools, terms and qualities comes under the
    headings of a profile as quotations, to be rewritten; occupations that it names become links. The category
    is that of the profiles that are most like it. Nothing is made up: the rest is left for you to write.
    """
    from metier.diagnostics import printable, printable_lines
    from metier.errors import UsageError
    from metier.files import write_text
    from metier.text.draft import draft_of, draft_to_yaml
    from metier.text.sources.articles import STANDARD_INPUT, Article, read_article

    if path != STANDARD_INPUT and (path.is_dir() or not path.exists()):
        raise UsageError(f"there is no file {str(path)!r}")
    out = None if str(out) == "-" else out
    if out is not None and out.exists():
        raise UsageError(f"{str(out)!r} exists already: name another file, or move that one away")
    document = read_article(Article(path, str(path)), encoding)
    draft = draft_of(asking.opened(graph_path).annotator, document, title)
    text = draft_to_yaml(draft)
    if out is None:
        click.echo(printable_lines(text) if sys.stdout.isatty() else text, nl=False)
    else:
        write_text(out, text)
        told = f"{out}: {draft.profile.title}, {len(draft.profile.sections)} sections begun"
        click.echo(printable(told))
    _tell(draft)


def _tell(draft: Draft) -> None:
    from metier.diagnostics import printable

    if draft.described:
        slug = printable(draft.described.node.slug)
        told = f"the graph has a profile of {slug} ({draft.described.score:.2f}); "
        told += "`metier annotate` tells what it lacks of this text"
        click.echo(told, err=True)
