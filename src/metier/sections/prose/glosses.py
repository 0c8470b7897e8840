"""The text behind a dash: whether it enumerates things, or describes one."""

from __future__ import annotations

import re

from metier.lexicon import (
    ABSTRACT,
    ARTICLES,
    DETERMINERS,
    JOINTS,
    NO_NAME,
    NOUNS_TOO,
    PREPOSITIONS,
    PURPOSE,
    QUANTIFIERS,
    is_common,
    is_instrument,
    is_name,
    is_plural,
    is_verb,
    singular,
    verb_of,
)

from .aims import cut
from .asides import Text, without_asides
from .enumerations import COMMA, DASH, is_remark, members
from .verbs import main_verb

_GOES_ON = JOINTS | {",", ""}
_CLAUSE = re.compile(r";|\.\s+(?=[A-Z])")
_SETTING = re.compile(r"\s*(?:for|in|on|at)\s[^,]*,\s+(?!and\b|or\b)")
"""Where or for what a list is meant, as in ``for field work, a compass, a map``."""


def things_after_head(gloss: str) -> list[str]:
    """Return the names of the things that the text behind the bold head of a list item enumerates."""
    found: list[str] = []
    text = without_asides(gloss.strip().rstrip("."))
    for clause in _CLAUSE.split(text.body):
        for piece in DASH.split(clause):
            listed = _SETTING.sub("", piece) if found else piece
            if is_list(listed, text):
                found += members(listed, text)
    return found


def is_list(piece: str, text: Text) -> bool:
    """Whether a piece behind a dash enumerates things, and doesn't describe one."""
    words = piece.replace(",", " ,").split()
    if len(words) > 1 and words[0].casefold() in ("plus", "or"):
        return True
    if (
        not words
        or "than" in words
        or _begins_as_sentence(words)
        or main_verb(piece.split()) is not None
    ):
        return False
    opening, aim = cut(COMMA.split(piece)[0])
    if is_remark(opening) if opening else False:
        return False
    if aim and aim.word in PURPOSE and "," in words and not is_name(opening[1:]):
        return False  # ``the agency's system for entries, holds and releases``
    names = list(members(piece, text))
    if len(names) > 1:
        return _is_row(piece, names) and _are_things(names)
    return len(names) == 1 and (_names_product(names[0]) or _is_one_tool(piece, names[0]))


def _begins_as_sentence(words: list[str]) -> bool:
    """Whether a piece begins as a sentence or a description does: ``scores cargo``, ``used by the crew``."""
    first = words[0].casefold()
    second = words[1].casefold() if len(words) > 1 else ""
    if first in NO_NAME | QUANTIFIERS or (is_verb(first) and second in DETERMINERS):
        return True
    if second in ARTICLES and _ends_as_verb(words[0]):
        return True
    if is_verb(first) and not (first in NOUNS_TOO or is_instrument(first) or second in _GOES_ON):
        return True  # ``keep air out``
    if first.endswith(("ed", "ing")) and second in NO_NAME | JOINTS | {"to"}:
        return True
    return (
        verb_of(first) is not None
        and len(words) > 2
        and second not in PREPOSITIONS | JOINTS | {","}
    )


def _ends_as_verb(word: str) -> bool:
    """Whether a word may tell what a thing does: ``drops the windows``, but not ``scissors a hand long``."""
    return (
        word.islower()
        and word.endswith("s")
        and not word.endswith("ss")
        and not is_instrument(word)
    )


def _is_row(piece: str, names: list[str]) -> bool:
    """Whether a piece has commas between its members, or a first member that is surely a tool."""
    if len(COMMA.split(cut(piece)[0])) > 1 or is_plural(names[0]) or is_name(names[0]):
        return True
    return is_instrument(names[0].split()[-1])


def _are_things(names: list[str]) -> bool:
    """Whether most names are those of things, and not ordinary or abstract words."""
    plain = sum(_is_abstract(name) or is_common(name) for name in names)
    return plain * 2 <= len(names)


def _is_abstract(name: str) -> bool:
    last = name.split()[-1].casefold()
    return last in ABSTRACT or singular(last) in ABSTRACT or last.endswith(("ness", "ity"))


def _names_product(name: str) -> bool:
    return name[:1].isupper() or is_name(name)


def _is_one_tool(piece: str, name: str) -> bool:
    """Whether a piece is one tool with what it is for: ``fault-injection tools to test failure``."""
    named, aim = cut(COMMA.split(piece.strip())[0])
    last = name.split()[-1]
    if (
        aim is None
        or name not in named
        or len(name.split()) < 2
        or piece.split()[0].endswith("ing")
    ):
        return False
    return is_plural(last) or is_instrument(last)
