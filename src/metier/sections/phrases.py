"""Noun phrases: where a coordination may be split, and what of a phrase is its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import (
    ADVERBS,
    CLAUSE_WORDS,
    DETERMINERS,
    PEOPLE,
    PRAISE,
    PREPOSITIONS,
    QUANTIFIERS,
    is_instrument,
    is_name,
    is_participle,
    is_plural,
    singular,
)

_AND = re.compile(r"(\s+(?:and/or|and|or|plus|then|nor|versus)\s+(?:also\s+)?)")
_NAMES_SLASH = re.compile(r"(?<=[\w+)])/(?=[A-Za-z])|\s+/\s+")
_MODIFIER_END = re.compile(r"(?:al|ic|ive|ous|ary|ory|ful|less|ed|able|ible|-)\Z")
_MASS_HEADS = frozenset(
    """equipment software gear tooling hardware apparatus machinery clothing stock paper wire tape film glass data
    management modeling modelling recording analysis testing monitoring imaging forecasting planning tracking
    measurement documentation research""".split()
)
MARK = re.compile("[\ue000-\uf8ff]")
"""Stands for a parenthesis that was taken out of a text: its number, in the private use area."""

_COLLECTIVES = frozenset("set pair range variety couple handful collection stack".split())
_TRIM = " .,:;!?\u2013\u2014-\u2026"


def split_coordination(text: str) -> list[str]:
    """Split a phrase at *and*, *or* and slashes between names, where each part can stand alone.

    >>> split_coordination("saws and cleavers"), split_coordination("dial and test indicators")
    (['saws', 'cleavers'], ['dial and test indicators'])
    """
    pieces = _AND.split(text)  # parts and, between them, what joins them
    found = [pieces[0]]
    for joint, part in zip(pieces[1::2], pieces[2::2], strict=True):
        if _leans_on(found[-1], part):
            found[-1] += joint + part
        else:
            found.append(part)
    return [name for piece in found if piece.strip() for name in _split_slash(piece)]


def _leans_on(part: str, following: str) -> bool:
    """Whether two coordinated parts make one name, ``part`` being a bare modifier of the head of ``following``."""
    words, others = part.replace(",", " ").split(), MARK.sub("", following).split()
    if not words or not others:
        return True
    if "," in part or following[:1].isdigit() and following.isalnum():
        return True  # the earlier members of a row of bare modifiers
    if others[0].casefold() in DETERMINERS or (words[-1].endswith(")") or MARK.search(words[-1])):
        return False
    if "of" in words and len(others) == 1 and not is_name(others[0]):
        return True  # knowledge of wood and joints
    if words[-1].endswith(("-", "'s", "\u2019s")):
        return True
    bare = [word for word in words if word.casefold() not in DETERMINERS | PRAISE]
    if (
        len(others) < 2
        or len(bare) > 2
        or any(word.casefold() in PREPOSITIONS for word in others[:2])
    ):
        return False
    last, head = words[-1], _head(others)
    if is_plural(last) or last.isupper() or (is_name(last[1:]) and is_name(others[0])):
        return False
    if len(bare) == 1 and not is_name(last[1:]) and _MODIFIER_END.search(last):
        return not is_instrument(last)
    if last.endswith("ing") and len(others) == 2 and not is_name(head):
        return True
    if is_name(head) or not (singular(head) != head or head in _MASS_HEADS):
        return False
    return last.endswith("ing") or (len(bare) == 1 and not is_instrument(last.split("-")[-1]))


def _head(words: list[str]) -> str:
    kept = name_of(" ".join(words)).split(" of ")[0].split()
    return kept[-1] if kept else words[-1]


def _split_slash(piece: str) -> Iterator[str]:
    """Split ``Maze/UsabilityHub``, but not ``EHR / EMR``, ``ERP/MRP systems`` or ``B31.1/B31.3``."""
    parts = [part.strip() for part in _NAMES_SLASH.split(piece)]
    if len(parts) > 1 and all(map(_is_product, parts)) and not all(map(_is_short, parts)):
        yield from parts
    else:
        yield piece


def _is_product(part: str) -> bool:
    words = MARK.sub("", part).split()
    return (
        0 < len(words) < 4
        and not words[-1][0].isdigit()
        and is_name(words[0])
        and is_name(words[-1])
    )


def _is_short(part: str) -> bool:
    bare = MARK.sub("", part).strip()
    return len(bare) < 5 and bare.isupper()


def name_of(phrase: str) -> str:
    """Return the name within a noun phrase: no article, no praise, no clause behind it.

    >>> name_of("a good written forecast log with confidence levels")
    'written forecast log'
    """
    words = phrase.strip(_TRIM).split()
    while words and _opens(words[0], words[1:]):
        words = words[1:]
    kept: list[str] = []
    for number, word in enumerate(words):
        if kept and _ends_name(word, words[number + 1 :]):
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1].casefold() in ADVERBS:
        kept.pop()
    return " ".join(kept).strip(_TRIM)


def _opens(word: str, rest: list[str]) -> bool:
    low = word.casefold().strip(",")
    if not rest:
        return low in DETERMINERS or low in ADVERBS
    if low in _COLLECTIVES:
        return rest[0].casefold() == "of" and len(rest) > 1
    if low.endswith(("'s", "\u2019s")) and low[:-2] in PEOPLE:
        return True
    return low == "of" or low in DETERMINERS | QUANTIFIERS | ADVERBS or word in PRAISE


def _ends_name(word: str, rest: list[str]) -> bool:
    low = word.casefold().strip(",")
    if low == "of":
        return not rest
    if low in PREPOSITIONS or low in CLAUSE_WORDS or low in ("to", "itself", "themselves"):
        return not is_name(word)
    return bool(rest) and is_participle(low, rest[0])
