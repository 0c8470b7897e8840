"""Where texts come from: files, folders of them, and JSON Lines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metier.errors import UnreadableText, UsageError

from .decoding import decoded
from .document import Document
from .markup import PROSE, page_prose

TEXT, MARKDOWN, HTML = "text", "markdown", "html"
FORMS = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
}
"""The form of a text, by the suffix of its file."""

STANDARD_INPUT = Path("-")
"""The name for what is piped in."""

LINES = (".jsonl", ".ndjson")
"""Suffixes of JSON Lines."""

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
_HEAD = 4096
"""Bytes by which a page is known."""

_KEYS = {"text": TEXT, "content": TEXT, "markdown": MARKDOWN, "html": HTML}
"""What a line of JSON Lines may call its text, and the form that it then has."""


@dataclass(frozen=True)
class Article:
    """Where one text is, not yet read: small enough to be passed around by the thousand."""

    path: Path
    shown: str
    """What it is called in messages."""
    line: int = 0
    """Its line in a file of JSON Lines, from 1; 0 for a file of its own."""
    offset: int = 0
    size: int = -1
    """Where its line begins, and how long it is, in bytes."""


def find_articles(paths: Iterable[Path]) -> Iterator[Article]:
    """Yield the texts at some paths: files of any name, what folders hold below them, lines of JSON Lines.

    Raises UsageError where a path doesn't exist or a folder has no text.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield Article(path, "standard input")
        elif path.is_dir():
            found = sorted(one for one in path.rglob("*") if _is_article(one, path))
            if not found:
                known = ", ".join((*FORMS, *LINES))
                raise UsageError(f"there is no text in {str(path)!r}: looked for {known}")
            for one in found:
                yield from _in_file(one)
        elif path.exists():
            yield from _in_file(path)
        else:
            raise UsageError(f"there is no file {str(path)!r}")


def _is_article(path: Path, folder: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in (*FORMS, *LINES) and not is_hidden and path.is_file()


def _in_file(path: Path) -> Iterator[Article]:
    if path.suffix.lower() not in LINES:
        yield Article(path, str(path))
        return
    try:
        with path.open("rb") as lines:
            offset = 0
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield Article(path, f"{path}:{number}", number, offset, len(line))
                offset += len(line)
    except OSError as problem:
        raise UsageError(f"can't read {str(path)!r}: {problem.strerror}") from None


def read_article(article: Article, encoding: str | None = None) -> Document:
    """Read one text. Raises UnreadableText where it can't be read as one, with file, line and column."""
    try:
        data = _bytes_of(article)
    except OSError as problem:
        raise UnreadableText(f"{article.shown}: can't read it: {problem.strerror}") from None
    if article.line:
        return _from_line(article, decoded(data, str(article.path), encoding, first=article.line))
    form = FORMS.get(article.path.suffix.lower()) or (HTML if _PAGE.match(data[:_HEAD]) else TEXT)
    text = decoded(data, article.shown, encoding, is_html=form == HTML)
    return document_of(text, form, name=article.shown)


def _bytes_of(article: Article) -> bytes:
    if article.path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    with article.path.open("rb") as file:
        if article.offset:  # pipes can't be sought in
            file.seek(article.offset)
        return file.read(article.size)


def document_of(
    text: str, form: str = TEXT, *, name: str = "text", title: str = "", url: str = ""
) -> Document:
    """Return a text in one of the forms as a document."""
    if form == HTML:
        page = page_prose(text)
        return Document(
            name, page.text, given_title=title or page.title, url=url or page.url, is_extracted=True
        )
    reading = PROSE[form](text)
    return Document(name, text, reading if reading != text else "", given_title=title, url=url)


def _from_line(article: Article, line: str) -> Document:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as problem:
        raise UnreadableText(
            f"{article.path}:{article.line}:{problem.colno}: this is no JSON ({problem.msg}). "
            "Each line of JSON Lines is one object."
        ) from None
    except ValueError:
        raise UnreadableText(f"{article.shown}:1: this has a number that is too long.") from None
    except RecursionError:
        raise UnreadableText(
            f"{article.shown}:1: this JSON is nested too deep. Flatten it."
        ) from None
    if not isinstance(record, dict):
        raise UnreadableText(
            f"{article.shown}:1: this is no JSON object. Each line is one article."
        )
    texts = {key: record[key] for key in _KEYS if isinstance(record.get(key), str)}
    key = next((key for key in texts if texts[key].strip()), next(iter(texts), None))
    if key is None:
        raise UnreadableText(
            f"{article.shown}:1: there is no text in it. Give one of {', '.join(_KEYS)} as a string."
        )
    text = record[key].encode("utf-8", "replace").decode()  # a lone surrogate is no character
    name = _said(record, "id") or _said(record, "url") or article.shown
    return document_of(
        text, _KEYS[key], name=name, title=_said(record, "title"), url=_said(record, "url")
    )


def _said(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    said = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    return said.encode("utf-8", "replace").decode()
