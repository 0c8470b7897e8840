"""Markdown to sections: a line scanner that sees what CommonMark calls a heading at the left margin.

It knows fenced code and HTML blocks at the left margin, in which ``## `` is no heading, and headings
underlined with hyphens. An indented block belongs to a list item, and ends with it. Everything
else of Markdown stays as it is inside the sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from metier.model import Section

_HEADING = re.compile(r"(#{1,2})(?![^ \t])")
_CLOSING_HASHES = re.compile(r"(?:\A|[ \t])#+\Z")
_FENCE = re.compile(r"(`{3,}(?=[^`]*\Z)|~{3,})")
_UNDERLINE = re.compile(r"(?:-{2,}|=+)[ \t]*\Z")
_PARAGRAPH = re.compile(r"(?!(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:[ \t]|\Z)|[>|<]|[-*_]{3,}\Z|[`~]{3})\S")
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog"
    "|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html"
    "|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section"
    "|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_HTML_BLOCKS = tuple(  # how each kind begins and how it ends: CommonMark 0.31, section 4.6
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in (
        (r"<(?:script|pre|style|textarea)(?:[\s>]|\Z)", r"</(?:script|pre|style|textarea)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (r"<![a-z]", r">"),
        (rf"</?(?:{_BLOCK_TAGS})(?:[\s/>]|\Z)", r"\A[ \t]*\Z"),
    )
)


@dataclass(frozen=True, slots=True)
class HeadedText:
    """A section and the line of its heading, counted from 1."""

    section: Section
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A Markdown text taken apart: its title, then its sections.

    Text before the first section is a section with an empty heading.
    """

    title: str | None
    title_line: int
    sections: tuple[HeadedText, ...]


def outline(text: str, first_line: int = 1) -> Outline:
    """Split ``text`` at its second-level headings; its first first-level heading is the title."""
    lines = unified_lines(text).split("\n")
    headings = list(_headings(lines))
    first_section = next((start for level, start, _, _ in headings if level == 2), len(lines))
    title = next((h for h in headings if h[0] == 1 and h[1] < first_section), None)
    opening = lines[:first_section]
    if title is not None:
        del opening[title[1] : title[2]]
    sections = _sections(lines, [h for h in headings if h[0] == 2], first_line)
    preamble = trim_blank_lines("\n".join(opening))
    if preamble:
        begins = lines.index(preamble.split("\n", 1)[0])
        sections.insert(0, HeadedText(Section("", preamble), first_line + begins))
    return Outline(
        title=title[3] if title else None,
        title_line=first_line + title[1] if title else first_line,
        sections=tuple(sections),
    )


def _sections(
    lines: list[str], headings: list[tuple[int, int, int, str]], first_line: int
) -> list[HeadedText]:
    ends = [start for _, start, _, _ in headings[1:]] + [len(lines)]
    return [
        HeadedText(
            Section(heading, trim_blank_lines("\n".join(lines[after:end]))), first_line + start
        )
        for (_, start, after, heading), end in zip(headings, ends, strict=False)
    ]


def _headings(lines: list[str]) -> Iterator[tuple[int, int, int, str]]:
    """Yield level, first line, line after the heading, and text of each heading of level 1 or 2."""
    closing: re.Pattern[str] | None = None
    ended = -1  # the last line that ended a heading or a block, so that a paragraph may follow
    for number, line in enumerate(lines):
        if closing is None and line[:1] not in _MARKS:
            continue  # most lines: nothing else begins a heading or a block
        if closing is not None:
            if closing.search(line):
                closing, ended = None, number
        elif found := _HEADING.match(line):
            ended = number
            text = _CLOSING_HASHES.sub("", line[found.end() :].strip(" \t"))
            yield len(found[1]), number, number + 1, text.rstrip(" \t")
        elif _UNDERLINE.match(line):
            if _stands_alone(lines, number - 1, ended):
                level = 2 if line[0] == "-" else 1
                yield level, number - 1, number + 1, lines[number - 1].strip()
            ended = number
        elif line[:1] in _BLOCK_STARTS:
            closing = _block_end(line)


_BLOCK_STARTS = ("`", "~", "<")
_MARKS = ("#", "-", "=", *_BLOCK_STARTS)


def _stands_alone(lines: list[str], number: int, ended: int) -> bool:
    """Whether a line is a paragraph of one line, which hyphens below it make a heading."""
    if number <= ended or not _PARAGRAPH.match(lines[number]):
        return False
    return number - 1 <= ended or not lines[number - 1].strip()


def _block_end(line: str) -> re.Pattern[str] | None:
    """Return what ends the fenced code or HTML block that ``line`` begins, or None if it begins none."""
    if fence := _FENCE.match(line):
        mark = fence[1]
        return re.compile(rf"\A {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\Z")
    for start, end in _HTML_BLOCKS:
        if found := start.match(line):
            return None if end.search(line, found.end()) else end
    return None


def unified_lines(text: str) -> str:
    """Return ``text`` with every line end a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def trim_blank_lines(text: str) -> str:
    """Return ``text`` without the blank lines before its first and after its last line with text."""
    lines = text.strip("\n").split("\n")
    if lines[0].strip() and lines[-1].strip():
        return "\n".join(lines)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[0] : filled[-1] + 1]) if filled else ""
