"""``metier annotate``: what a text about an occupation names of the graph."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.pipeline.annotate import Read
    from metier.pipeline.knowledge import KnowledgeGraph
    from metier.text.annotation import Annotation


@click.command(name="annotate")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TEXT..."
)
@click.option(
    "--about",
    metavar="NAME",
    type=asking.Named(),
    help="The occupation that the text is about, if you know it.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["table", "json", "turtle", "html"]),
    help="How the answer is written: by default as --out is named, as a table on a terminal, else as json.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write, or the folder for the HTML pages of several texts.",
)
@options.encoding
@options.jobs
@options.graph_file
def command(
    paths: tuple[Path, ...],
    about: str | None,
    format_name: str | None,
    out: Path | None,
    encoding: str | None,
    jobs: int | None,
    graph_path: Path,
) -> None:
    """Say what a text is about, and mark what it names of the graph.

    TEXT is a file (plain text, Markdown or HTML), a folder of them, - for standard input, or JSON Lines: an
    object a line with `text`, `markdown` or `html`, and perhaps `title`, `id` and `url`. Each mention of an
    occupation, specialization, tool or term has its place in the text, in characters from 0, and its node; what
    may be one and is in no graph is listed apart. Beside the profile of the occupation the table shows what the
    text confirms and what the profile lacks. Several texts give an object a line in JSON, a page each in HTML.
    """
    from metier.pipeline.annotate import annotate_all

    from .progress import shown_progress

    graph = asking.opened(graph_path)
    practice = None if about is None else asking.understood(graph, about, "practice")
    is_single = _is_single(paths)
    form = format_name or _form_of(out)
    render = _renderer(form, graph, is_single=is_single)
    with shown_progress() as progress:
        found = annotate_all(
            graph.annotator,
            paths,
            render,
            about=practice,
            encoding=encoding,
            jobs=jobs,
            progress=progress,
        )
        told = _Told(found, is_single=is_single, sources=_sources(paths))
        header = _header(graph) if form == "turtle" else ""
        _write(told, form, header, out or _default_name(form, paths[0], is_single=is_single))
    if told.has_failed:
        sys.exit(1)


_FORMS = {".html": "html", ".htm": "html", ".ttl": "turtle", ".txt": "table"}


def _form_of(out: Path | None) -> str:
    """Return the form that a file's name asks for; without one a table on a terminal, and JSON elsewhere."""
    if out is None:
        return "table" if sys.stdout.isatty() else "json"
    return _FORMS.get(out.suffix.lower(), "json")


def _sources(paths: tuple[Path, ...]) -> frozenset[Path]:
    from metier.text.sources.articles import find_articles

    return frozenset(one.path.resolve() for one in find_articles(paths))


def _is_single(paths: tuple[Path, ...]) -> bool:
    from metier.text.sources.articles import LINES

    return len(paths) == 1 and not paths[0].is_dir() and paths[0].suffix.lower() not in LINES


_LONGEST_NAME = 200
"""Bytes of a file's name, its suffix aside."""


class _Told:
    """The results of texts, in their order; what could not be read is told on standard error on the way."""

    def __init__(
        self, found: Iterable[Read[str]], *, is_single: bool, sources: Collection[Path]
    ) -> None:
        self._found = found
        self._sources = sources
        self.is_single = is_single
        self.has_failed = False

    def spare(self, target: Path) -> None:
        """Raise UsageError where an answer would take the place of a text."""
        from metier.errors import UsageError

        if target.resolve() in self._sources:
            raise UsageError(f"{str(target)!r} is one of the texts: name another place with --out")

    def __iter__(self) -> Iterator[tuple[str, str]]:
        from metier.diagnostics import printable
        from metier.errors import UnreadableText

        for one in self._found:
            if one.result is not None:
                yield one.name, one.result
            elif self.is_single:
                raise UnreadableText(one.problem)
            else:
                self.has_failed = True
                click.echo(f"metier: {printable(one.problem)}", err=True)


def _renderer(form: str, graph: KnowledgeGraph, *, is_single: bool) -> Callable[[Annotation], str]:
    """Return what makes the text of an annotation in a form; it runs in the processes that read."""
    if form == "turtle":
        from metier.text.results.web_annotation import WebAnnotations

        return WebAnnotations(graph.names).blocks
    if form == "html":
        from metier.text.results.page import page_of

        return partial(page_of, define=graph.annotator.define)
    if form == "table":
        from .annotated import lines_of

        return lines_of
    return partial(_json, indent=2 if is_single else None)


def _json(annotation: Annotation, indent: int | None) -> str:
    from metier.diagnostics import escaped
    from metier.text.results.as_json import annotation_to_dict

    record = annotation_to_dict(annotation)
    return escaped(json.dumps(record, indent=indent, ensure_ascii=False)) + "\n"


def _header(graph: KnowledgeGraph) -> str:
    from metier.text.results.web_annotation import WebAnnotations

    return WebAnnotations(graph.names).header()


def _default_name(form: str, first: Path, *, is_single: bool) -> Path | None:
    """Return where a page goes that has no name yet: to a file where a person would see its source."""
    if form == "html" and is_single and sys.stdout.isatty():
        return Path(f"{first.stem}-annotated.html")
    return None


def _write(told: _Told, form: str, header: str, out: Path | None) -> None:
    from metier.errors import UsageError

    if form == "html" and not told.is_single:
        if out is None:
            raise UsageError("several texts make several pages: name a folder for them with --out")
        _write_pages(told, out)
    elif out is None or str(out) == "-":
        click.echo(header, nl=False)
        for _, text in told:
            click.echo(text, nl=False)
    else:
        _write_file(told, header, out)


def _write_file(told: _Told, header: str, out: Path) -> None:
    from metier.diagnostics import printable
    from metier.files import replacing

    told.spare(out)
    with replacing(out.parent) as files:
        stream = files.open(out.name)
        stream.write(header.encode())
        for _, text in told:
            stream.write(text.encode())
    click.echo(printable(str(out)))


def _write_pages(told: _Told, out: Path) -> None:
    from metier.diagnostics import printable
    from metier.files import replacing

    names: set[str] = set()
    with replacing(out) as files:
        for name, text in told:
            stem = _stem(name)
            number = next(n for n in count(1) if _numbered(stem, n) not in names)
            names.add(_numbered(stem, number))
            told.spare(out / f"{_numbered(stem, number)}.html")
            files.write(f"{_numbered(stem, number)}.html", text.encode())
    click.echo(f"{len(names)} pages in {printable(str(out))}")


def _stem(name: str) -> str:
    """Return a file name for the page of a text, which any file system takes."""
    from hashlib import sha256

    from metier.slugs import slugify, why_reserved
    from metier.text.sources.articles import FORMS

    path = Path(name)
    stem = slugify(path.stem if path.suffix.lower() in FORMS else path.name)
    if len(stem.encode()) > _LONGEST_NAME or why_reserved(stem):
        stem = f"text-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"
    return stem


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"
