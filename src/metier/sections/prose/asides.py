"""Text whose parentheses are taken out, each leaving a mark behind its word; and what they abbreviate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ASIDE = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_QUOTED_COMMA = re.compile(r",([\"\u201d'\u2019])(?=\s)")
_FIRST = 0xE000
_MOST = 6000
_MOST_LETTERS = 8
_LONGEST_NAME = 300
_WORD = re.compile(r"[^\W_]+")
_INITIAL_AND_WORD = re.compile(r"[A-Z]-[a-z]+")
"""As in ``P-card``."""

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


def abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is made of initials of ``long``; or, in capitals, of all of them and letters between.

    >>> abbreviates("RIID", "Radioisotope identification device"), abbreviates("Scan", "Scanner")
    (True, False)
    """
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    if short.endswith("s") and short[:-1].isupper():
        letters = letters[:-1]
    if not letters or len(letters) > _MOST_LETTERS or " " in short.strip():
        return False
    words = _WORD.findall(long[-_LONGEST_NAME:].casefold())
    initials = [word[0] for word in words]
    if _runs_through(letters, initials):
        return True
    is_capital = short.isupper() or _INITIAL_AND_WORD.fullmatch(short) is not None
    between = _runs_through(letters, "".join(words)) and _runs_through(initials, letters)
    return is_capital and between


def _runs_through(letters: Iterable[str], others: Iterable[str]) -> bool:
    """Whether all letters are among the others, in the same order."""
    left = iter(others)
    return all(letter in left for letter in letters)
