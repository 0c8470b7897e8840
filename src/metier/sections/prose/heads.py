"""The bold heads of list items: all of a head names tools, split where it can be."""

from __future__ import annotations

import re

from metier.lexicon import CLAUSE_WORDS, DETERMINERS, JOINTS, PREPOSITIONS

from .asides import MARK, Text, unmarked, without_asides
from .enumerations import COMMA, JOINED, grouped, things_in_aside
from .phrases import split_coordination

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 24
_BEHIND = re.compile(r"\s+(?:with|used|kept|held|worn|experienced)\s+")


def things_in_head(head: str) -> list[str]:
    """Return the names of the things in the bold head of a list item, those in its parentheses included."""
    text = without_asides(head)
    found: list[str] = []
    for part in grouped(COMMA.split(text.body)):
        for piece in _pieces(part, text):
            words = unmarked(_BEHIND.split(JOINED.sub("", piece))[0]).split()
            if words and words[0].casefold() in PREPOSITIONS | CLAUSE_WORDS and len(words) > 1:
                continue
            if len(words) > 1 and words[-1] in JOINTS:
                words = words[:-1]
            while len(words) > 1 and words[0].casefold() in DETERMINERS:
                words = words[1:]
            found.append(" ".join(words))
            for before, aside in text.asides_of(piece):
                found += things_in_aside(aside, before)
    return [name for name in found if name]


def _pieces(part: str, text: Text) -> list[str]:
    """Split a part where each piece can stand alone, but not within a name that an abbreviation spells out."""
    mark = MARK.search(part)
    if mark:
        before, aside = text.asides_of(part[: mark.end()])[0]
        if _spells_joint(aside, before):
            rest = JOINED.sub("", part[mark.end() :])
            return [part[: mark.end()], *(split_coordination(rest) if rest.strip() else ())]
    return split_coordination(part)


def _spells_joint(short: str, long: str) -> bool:
    """Whether an abbreviation begins before an *and* of its long form and ends behind it.

    >>> _spells_joint("PTR", "Product Tracking and Reporting"), _spells_joint("RS", "Radios and rooms")
    (True, False)
    """
    letters = [letter.casefold() for letter in short.removeprefix("the ") if letter.isalnum()]
    big: list[str] = []
    joints: list[int] = []
    for word in _WORD.findall(long)[-_MOST_WORDS:]:
        if word.casefold() in JOINTS:
            joints.append(len(big))
        elif word.casefold() not in PREPOSITIONS | DETERMINERS:
            big.append(word[0].casefold())
    spelled = len(letters) > 1 and big[: len(letters)] == letters
    return spelled and any(0 < joint < len(letters) for joint in joints)
