"""The sentence that a place of a text stands in."""

from __future__ import annotations

from metier.sections.sentences import sentences

_LONGEST_LINE = 2000
_LONGEST_QUOTE = 300


def sentence_at(text: str, place: int) -> str:
    """Return the sentence around a character of a text on one line, or what stands next to it in a long one."""
    start = max(text.rfind("\n", 0, place) + 1, place - _LONGEST_LINE)
    end = text.find("\n", place)
    end = min(len(text) if end < 0 else end, place + _LONGEST_LINE)
    line = text[start:end]
    for first, last in sentences(line):
        if first <= place - start < last:
            return _shortened(line[first:last], place - start - first)
    return _shortened(line, place - start)


def _shortened(sentence: str, place: int) -> str:
    if len(sentence) > _LONGEST_QUOTE:
        start = max(0, min(place - _LONGEST_QUOTE // 2, len(sentence) - _LONGEST_QUOTE))
        cut = sentence[start : start + _LONGEST_QUOTE]
        before, behind = "…" if start else "", "…" if start + _LONGEST_QUOTE < len(sentence) else ""
        sentence = f"{before}{cut.strip()}{behind}"
    return " ".join(sentence.split())
