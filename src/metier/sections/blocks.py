"""Markdown as blocks: the top-level list items and paragraphs that items are made from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_SPACE = re.compile(r"\s+")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_NOT_TEXT = re.compile(r"(?:[-*_][ \t]*){3,}\Z|<!--|#{1,6}(?:[ \t]|\Z)|[|]")
"""A thematic break, a comment, a heading, a table row: blocks that hold no statement."""

_HEAD_LINE = re.compile(
    r"(\*\*|__)(?=\S)(?:[^*_\n]+?[:.]\1|[^*_\n]+?\1\s*(?:\([^()\n]*\)\s*)?[:\u2013\u2014-])"
)
"""A line that begins with a bold head and what separates it from its text."""

_BOLD = ("**", "__")
_MARKS = frozenset("*_`[\\")
_STRONG = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]+)\1(?!`)")


@dataclass(frozen=True, slots=True)
class Block:
    """A list item or a paragraph."""

    markdown: str
    """Verbatim, without blank lines at its end."""
    body: str
    """On one line, without the list marker."""
    in_list: bool

    def quote(self, start: int, end: int) -> str:
        """Return the piece of ``markdown`` that stands for ``body[start:end]``, line breaks included."""
        letters, own = _letters(self.markdown), _letters(self.body)
        marker = len(letters) - len(own)
        first, last = bisect_left(own, start), bisect_left(own, end) - 1
        return self.markdown[letters[marker + first] : letters[marker + last] + 1]

    @property
    def is_headed(self) -> bool:
        """Whether it begins in bold."""
        return self.body.startswith(_BOLD)


@lru_cache(maxsize=4)
def _letters(text: str) -> list[int]:
    """Return where in a text something else than blank space stands."""
    return [place for place, letter in enumerate(text) if not letter.isspace()]


def blocks(markdown: str) -> list[Block]:
    """Return the top-level list items and paragraphs of a section, in order.

    What is indented belongs to the item above it. Fenced code, headings, tables and comments give none.
    """
    return [
        Block("\n".join(lines).rstrip(), _SPACE.sub(" ", body).strip(), in_list)
        for lines, body, in_list in _blocks(markdown)
    ]


def _blocks(markdown: str) -> Iterator[tuple[list[str], str, bool]]:
    lines: list[str] = []
    cut = 0
    fenced = False
    for line in markdown.split("\n"):
        is_fence = ("```" in line or "~~~" in line) and _FENCE.match(line) is not None
        marker = None if fenced or is_fence else _MARKER.match(line)
        is_head = (
            line.startswith(_BOLD) and not (fenced or cut) and _HEAD_LINE.match(line) is not None
        )
        after_blank = bool(lines) and not lines[-1].strip() and line[:1] not in " \t"
        if lines and (marker or is_fence or is_head or (after_blank and not fenced)):
            yield from _told(lines, cut)
            lines, cut = [], 0
        fenced ^= is_fence
        if marker and not lines:
            cut = marker.end()
        if not fenced and not is_fence and (lines or line.strip()):
            lines.append(line)
    if lines:
        yield from _told(lines, cut)


def _told(lines: list[str], cut: int) -> Iterator[tuple[list[str], str, bool]]:
    body = "\n".join([lines[0][cut:], *lines[1:]])
    if not _NOT_TEXT.match(body):
        yield lines, body, cut > 0


def plain_text(markdown: str) -> str:
    """Return inline Markdown without its marks: emphasis, code, links.

    >>> plain_text("**Rule by virtue** (*de* over `fa`), see [Analects](https://example.org)")
    'Rule by virtue (de over fa), see Analects'
    """
    if _MARKS.isdisjoint(markdown):
        return markdown
    text = _CODE.sub(r"\2", markdown)
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    return re.sub(r"\\([*_`\[\]\\])", r"\1", text)
