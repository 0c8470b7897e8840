"""The sentences of a text, whether its lines are paragraphs or were broken to fit a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metier.sections.sentences import sentences

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_ITEM = re.compile(r"\s*(?:[-*+\u2022\u2013#>]|\d+[.)])\s")
_END = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019)\]*_]*\s*\Z")
_FEWEST_IN_A_LINE = 56
"""Characters of a line from which on it may have been broken because it was full."""

_FARTHEST = 1000
_LONGEST_QUOTE = 300


def passages(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs and items of a text begin and end, lines that were broken put together."""
    first = last = -1
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        if first >= 0 and not _goes_on(text, first, last, line):
            yield first, last
            first = -1
        first = line.start() if first < 0 else first
        last = line.end()
    if first >= 0:
        yield first, last


def _goes_on(text: str, first: int, last: int, line: re.Match[str]) -> bool:
    """Whether a line goes on with what the lines from ``first`` to ``last`` began."""
    if text[last : line.start()].count("\n") > 1 or _ITEM.match(line.group()):
        return False
    before = text[max(first, text.rfind("\n", first, last) + 1) : last].rstrip()
    if _END.search(before):
        return len(before) >= _FEWEST_IN_A_LINE and line.group().lstrip()[:1].islower()
    return line.group().lstrip()[:1].islower() or len(before) >= _FEWEST_IN_A_LINE


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end; each item of a list has its own."""
    for first, last in passages(text, start, end):
        item = _ITEM.match(text, first, last)
        begin = item.end() if item else first
        for one, other in sentences(text[begin:last]):
            yield begin + one, begin + other


def sentence_at(text: str, place: int) -> str:
    """Return the sentence around a character of a text on one line, or what stands next to it in a long one."""
    start = max(text.rfind("\n\n", 0, place) + 1, place - _FARTHEST)
    start = text.rfind("\n", 0, start) + 1 if start == place - _FARTHEST else start
    start = max(start, place - 2 * _FARTHEST)
    found = text.find("\n\n", place)
    end = min(len(text) if found < 0 else found, place + _FARTHEST)
    for first, last in sentence_spans(text, start, end):
        if first <= place < last:
            return _shortened(text[first:last], place - first)
    return _shortened(text[start:end], place - start)


def _shortened(sentence: str, place: int) -> str:
    if len(sentence) > _LONGEST_QUOTE:
        start = max(0, min(place - _LONGEST_QUOTE // 2, len(sentence) - _LONGEST_QUOTE))
        cut = sentence[start : start + _LONGEST_QUOTE]
        before, behind = "…" if start else "", "…" if start + _LONGEST_QUOTE < len(sentence) else ""
        sentence = f"{before}{cut.strip()}{behind}"
    return " ".join(sentence.split())
