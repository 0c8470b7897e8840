"""Where sentences end."""

from __future__ import annotations

import re

_END = re.compile(
    "[.!?\u2026][)\"'\u201d\u2019\\]*_]*(?=\\s+[\"'\u201c\u2018(\\[*_]*[A-Z0-9\u00c0-\u00de])"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:vs|v|e\.g|i\.e|cf|etc|approx|eds|Dr|Mr|Mrs|Ms|St|Prof|Jr|Sr|Inc|Ltd|Co|Corp|Gen|Col|Lt|Sgt"
    r"|Rev|Hon)|(?:\b[A-Za-z]\.)*\b[A-Z])\.\Z"
)
_NUMBERED = re.compile(r"\b(?:no|nos|vol|ed|fig|sec|art|pp?|ca)\.\Z", re.IGNORECASE)
"""Abbreviations only before a number; else they are words: ``The answer is no.``"""
_BLANK = re.compile(r"\s*")
_LONGEST_ABBREVIATION = 12


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends, as offsets, end exclusive.

    >>> [text[a:b] for text in ["Ask Dr. Who. Then act."] for a, b in sentences(text)]
    ['Ask Dr. Who.', 'Then act.']
    """
    spans, start = [], 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() + 1 - _LONGEST_ABBREVIATION) : end.start() + 1]
        blank = _BLANK.match(text, end.end())
        following = blank.end() if blank else end.end()
        is_number = text[following : following + 1].isdigit()
        if _ABBREVIATED.search(before) or (is_number and _NUMBERED.search(before)):
            continue
        spans.append((start, end.end()))
        start = following
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans
