"""The bold-headed entries that vocabularies and tool lists are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metier.model import Entry

_START = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+|(?=\*\*|__)")
_HEAD = re.compile(r"(\*\*|__)(?=\S)(.+?)\1(.*)", re.DOTALL)
_SEPARATOR = re.compile(r"[\s:.\u2013\u2014-]*[:\u2013\u2014-][\s:.\u2013\u2014-]*|[\s.]+")
_SPACE = re.compile(r"\s+")


def bold_entries(markdown: str) -> list[Entry]:
    r"""Return the entries of a section whose heads are bold, in order.

    An entry is an item of a top-level list, bulleted or numbered, or a line of its own that begins in bold:
    ``- **Term** — definition``, ``1. **Term.** Definition``, ``**Term:** definition``. Text that belongs to
    no bold head gives no entry.

    >>> bold_entries("- **HS code:** six digits,\n  the world over")
    [Entry(label='HS code', text='six digits, the world over')]
    """
    return [entry for block in _blocks(markdown) if (entry := _entry(block))]


def _blocks(markdown: str) -> Iterator[str]:
    lines: list[str] = []
    for line in markdown.split("\n"):
        start = _START.match(line)
        if start or (lines and not lines[-1].strip() and line[:1] not in " \t"):
            if lines:
                yield "\n".join(lines)
            lines = [line[start.end() :]] if start else []
        elif lines:
            lines.append(line)
    if lines:
        yield "\n".join(lines)


def _entry(block: str) -> Entry | None:
    head = _HEAD.match(block)
    if head is None:
        return None
    label = _SPACE.sub(" ", head[2]).strip(" :.;,")
    text = _SPACE.sub(" ", head[3]).strip()
    separator = _SEPARATOR.match(text)
    return Entry(label, text[separator.end() :] if separator else text) if label else None
