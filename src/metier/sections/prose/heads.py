"""The bold heads of list items: all of a head names tools, split where it can be."""

from __future__ import annotations

import re

from metier.lexicon import CLAUSE_WORDS, DETERMINERS, JOINTS, PREPOSITIONS

from .asides import Text, abbreviates, unmarked, without_asides
from .enumerations import COMMA, JOINED, grouped, things_in_aside
from .phrases import split_coordination

_BEHIND = re.compile(r"\s+(?:with|used|kept|held|worn|experienced)\s+")


def things_in_head(head: str) -> list[str]:
    """Return the names of the things in the bold head of a list item, those in its parentheses included."""
    text = without_asides(head)
    found: list[str] = []
    for part in grouped(COMMA.split(text.body)):
        for piece in [part] if _is_one_name(part, text) else split_coordination(part):
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


def _is_one_name(part: str, text: Text) -> bool:
    """Whether an abbreviation holds all of a part together: ``Product Tracking and Reporting (PTR)``."""
    return any(
        before[:1].casefold() == aside[:1].casefold() and abbreviates(aside, before)
        for before, aside in text.asides_of(part)
    )
