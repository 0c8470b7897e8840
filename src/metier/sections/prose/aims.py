"""What the words behind a name say: what the thing is for, or where, or with what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from metier.lexicon import (
    ARTICLES,
    CLAUSE_WORDS,
    DETERMINERS,
    JOINTS,
    PREPOSITIONS,
    is_name,
    is_participle,
    is_plural,
)

EXAMPLES = re.compile(
    r",?\s*\b(?:such as|including|like|e\.g\.,?|for example,?|for instance,?|notably|especially)\s+"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """The words behind a name that say what the thing is for, or where, or with what."""

    word: str
    """The first of them."""
    rest: str
    article: str
    """The article in front of what it is for."""
    is_closed: bool
    """Whether an *and* has ended what it is for."""


def cut(part: str) -> tuple[str, Aim | None]:
    """Return the part of an enumeration that names, and what follows it."""
    words = part.split()
    if words and words[0].casefold() in PREPOSITIONS | CLAUSE_WORDS | {"to"}:
        return "", _aim(words, 0)
    for index in range(1, len(words)):
        if _begins_aim(words, index):
            named = words[: index - 1] if words[index - 1] in JOINTS else words[:index]
            return " ".join(named), _aim(words, index)
    return part, None


def _begins_aim(words: list[str], index: int) -> bool:
    word, before = words[index].casefold(), words[index - 1]
    following = words[index + 1] if index + 1 < len(words) else ""
    if is_name(words[index]) or word in ("of", "like"):
        return False
    if word in PREPOSITIONS or word in CLAUSE_WORDS or word == "to":
        return not EXAMPLES.match(" " + " ".join(words[index:]))
    if word.endswith("ing") and is_plural(before):
        return True
    return is_participle(word, following) and before.casefold() not in DETERMINERS


def _aim(words: list[str], index: int) -> Aim:
    word, rest = words[index].casefold(), words[index + 1 :]
    small = [one.casefold() for one in rest]
    article = next((one for one in small[:3] if one in ARTICLES), "")
    closed = word != "to" and any(one in JOINTS for one in small)
    return Aim(word, " ".join(rest), article, closed)
