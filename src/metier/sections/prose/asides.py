"""Text whose parentheses are taken out, each leaving a mark behind the word that it follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASIDE = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_QUOTED_COMMA = re.compile(r",([\"\u201d'\u2019])(?=\s)")
_FIRST = 0xE000
_MOST = 6000

MARK = re.compile("[\ue000-\uf8ff]")
"""Stands for a parenthesis that was taken out: its number, as a character of the private use area."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text with marks, and what the marks stand for."""

    body: str
    asides: tuple[str, ...]

    def asides_of(self, piece: str) -> list[tuple[str, str]]:
        """Return, for each mark in a piece of ``body``, what stands before it and what it stands for."""
        return [
            (MARK.sub("", piece[: mark.start()]), self.asides[ord(mark[0]) - _FIRST])
            for mark in MARK.finditer(piece)
        ]


def without_asides(text: str) -> Text:
    """Return a text with its parentheses taken out; a comma inside quotation marks moves behind them."""
    asides: list[str] = []

    def take(match: re.Match[str]) -> str:
        if len(asides) == _MOST:
            return ""
        asides.append(match[1])
        return chr(_FIRST + len(asides) - 1)

    body = _ASIDE.sub(take, _QUOTED_COMMA.sub(r"\1,", MARK.sub("", text)))
    return Text(body, tuple(asides))


def unmarked(piece: str) -> str:
    """Return a piece without its marks."""
    return MARK.sub("", piece)
