"""Noun phrases: where a coordination may be split, and what of a phrase is its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metier.lexicon import (
    ABSTRACT,
    ADVERBS,
    CLAUSE_WORDS,
    COLLECTIVES,
    DETERMINERS,
    GENERIC,
    GENERIC_MODIFIERS,
    JOINTS,
    MASS_HEADS,
    NO_NAME,
    PEOPLE,
    PRAISE,
    PREPOSITIONS,
    QUANTIFIERS,
    TOOL_HEADS,
    is_adverb,
    is_instrument,
    is_name,
    is_participle,
    is_plural,
    is_possessive,
    singular,
)

from .asides import MARK, unmarked

_AND = re.compile(
    r"(\s+(?:(?<=[a-z]\s)&(?=\s[a-z])|and/or|and|or|plus|then|nor|versus)\s+(?:also\s+)?)"
)
_SLASH = re.compile(r"(?<=[\w+)])/(?=[A-Za-z])|\s+/\s+")
_SPACED_SLASH = re.compile(r"\s/\s")
_MODIFIER = re.compile(r"(?:al|ic|ive|ous|ary|ory|ful|less|ed|able|ible|-)\Z")
_CONTRACTION = re.compile(
    r"(?:I|you|we|they|he|she|it|that|there|what)['\u2019](?:m|re|s|ve|ll|d)\b", re.IGNORECASE
)
_QUOTES = "\"'\u201c\u201d"
_TRIM = " .,:;!?\u2013\u2014-\u2026"
_MOST_WORDS = 8
_MOST_PARTS = 100
_LONGEST_PART = 200


def split_coordination(text: str) -> list[str]:
    """Split a phrase at *and*, *or* and slashes between names, where each part can stand alone.

    >>> split_coordination("saws and cleavers"), split_coordination("dial and test indicators")
    (['saws', 'cleavers'], ['dial and test indicators'])
    """
    pieces = _AND.split(text)  # parts and, between them, what joins them
    found, last = [pieces[0]], pieces[0]
    for joint, part in zip(pieces[1::2], pieces[2::2], strict=True):
        if len(found) < _MOST_PARTS and _leans_on(last, part):
            found[-1] += joint + part
            last = f"{last}, {part}" if len(last) < _LONGEST_PART else part
        else:
            found.append(part)
            last = part
    return [name for piece in found if piece.strip() for name in _split_slash(piece)]


def _leans_on(part: str, following: str) -> bool:
    """Whether two coordinated parts make one name, ``part`` leaning on the head of ``following``."""
    words, others = part.replace(",", " ").split(), unmarked(following).split()
    if not words or not others or _goes_on(part, words, following, others):
        return True
    if (
        others[0].casefold() in DETERMINERS | QUANTIFIERS
        or words[-1].endswith(")")
        or MARK.search(words[-1])
    ):
        return False
    bare = [word for word in words if word.casefold() not in DETERMINERS | PRAISE]
    if len(others) < 2 or len(bare) > 2 or _has_preposition(others[:2]):
        return False
    return _is_bare_modifier(words[-1], len(bare), others)


def _goes_on(part: str, words: list[str], following: str, others: list[str]) -> bool:
    """Whether the form of two parts says that they are one: ``28, 29``, ``x- and y``, ``love of a and b``."""
    if "," in part or (following[:1].isdigit() and following.isalnum()):
        return True  # the earlier members of a row of bare modifiers
    if others[0].casefold() in DETERMINERS:
        return False
    of_both = "of" in words and len(others) == 1 and not is_name(others[0])
    return of_both or words[-1].endswith("-") or is_possessive(words[-1])


def _is_bare_modifier(last: str, count: int, others: list[str]) -> bool:
    """Whether a part of ``count`` words that ends in ``last`` only modifies the head of the other part."""
    head = _head(others)
    if is_plural(last) or last.isupper() or (is_name(last[1:]) and is_name(others[0])):
        return False
    if head in TOOL_HEADS and not is_name(last[1:]):
        return True
    if count == 1 and not is_name(last[1:]) and _MODIFIER.search(last):
        return not is_instrument(last)
    if last.endswith("ing") and len(others) == 2 and not is_name(head):
        return True
    if is_name(head) or not (singular(head) != head or head in MASS_HEADS):
        return False
    return last.endswith("ing") or (count == 1 and not is_instrument(last.split("-")[-1]))


def _head(words: list[str]) -> str:
    kept = name_of(" ".join(words)).split(" of ")[0].split()
    return kept[-1] if kept else words[-1]


def _has_preposition(words: list[str]) -> bool:
    return any(word.casefold() in PREPOSITIONS for word in words)


def _split_slash(piece: str) -> Iterator[str]:
    """Split ``Maze/UsabilityHub`` and ``badge / TLD / meter``, but not ``EHR / EMR`` or ``ERP/MRP systems``."""
    apart = [part.strip() for part in _SPACED_SLASH.split(piece)]
    if len(apart) > 1 and (_begins_anew(apart[1:]) or len(apart) > 2):
        yield from apart
        return
    parts = [part.strip() for part in _SLASH.split(piece)]
    if len(parts) > 1 and all(map(_is_product, parts)) and not all(map(_is_short, parts)):
        yield from parts
    else:
        yield piece


def _begins_anew(parts: list[str]) -> bool:
    """Whether each part has an article of its own, and so is no synonym of the first."""
    return all(part.split()[0].casefold() in DETERMINERS for part in parts if part)


def _is_product(part: str) -> bool:
    words = unmarked(part).split()
    if not 0 < len(words) < 4 or words[-1][0].isdigit():
        return False
    return is_name(words[0]) and is_name(words[-1])


def _is_short(part: str) -> bool:
    bare = unmarked(part).strip()
    return len(bare) < 5 and bare.isupper()


def name_of(phrase: str) -> str:
    """Return the name within a noun phrase: no article, no praise, no clause behind it.

    >>> name_of("a good written forecast log with confidence levels")
    'written forecast log'
    """
    words = unmarked(phrase).strip(_TRIM).split()
    while words and _opens(words[0], words[1:]):
        words = words[1:]
    kept: list[str] = []
    for number, word in enumerate(words):
        if kept and _ends_name(word, words[number + 1 :]):
            break
        kept.append(word)
    while len(kept) > 1 and (kept[-1].casefold() in ADVERBS | JOINTS or is_adverb(kept[-1])):
        kept.pop()
    return " ".join(kept).strip(_TRIM)


def _opens(word: str, rest: list[str]) -> bool:
    low = word.casefold().strip(",")
    if not rest:
        return low in DETERMINERS or low in ADVERBS
    if low in COLLECTIVES:
        return rest[0].casefold() == "of" and len(rest) > 1
    if is_possessive(low) and low[:-2] in PEOPLE:
        return True
    return low == "of" or low in DETERMINERS | QUANTIFIERS | ADVERBS or word in PRAISE


def _ends_name(word: str, rest: list[str]) -> bool:
    low = word.casefold().strip(",")
    if low == "of":
        return not rest or rest[0].casefold() in ("every", "each", "any")
    if low in PREPOSITIONS or low in CLAUSE_WORDS or low in ("to", "itself", "themselves"):
        return not is_name(word)
    return bool(rest) and is_participle(low, rest[0])


def is_thing(name: str) -> bool:
    """Whether a name is that of a thing, and not of people, of *the tools* at large, or of nothing."""
    words = [word.strip(_QUOTES) for word in name.split()]
    if not words or len(words) > _MOST_WORDS or not any(letter.isalnum() for letter in name):
        return False
    small = [word.casefold() for word in words]
    if small[0] in NO_NAME | JOINTS or small[-1] in NO_NAME | ADVERBS | {"etc"}:
        return small[0] in DETERMINERS and small[-1] not in NO_NAME | ADVERBS
    if _CONTRACTION.match(name) or all(word in GENERIC_MODIFIERS | PRAISE for word in small):
        return False
    return not (
        _is_no_noun(words[0], len(words)) or _is_people(words, small) or _is_tools_at_large(small)
    )


def _is_no_noun(word: str, count: int) -> bool:
    """Whether a name of one word is an adverb, or a noun that names nothing to be used."""
    return count == 1 and (word.casefold() in ABSTRACT or (word.islower() and word.endswith("ly")))


def _is_people(words: list[str], small: list[str]) -> bool:
    head = _head_of(small)
    if head not in PEOPLE or is_name(words[-1]):
        return False
    return len(words) == 1 or not is_instrument(head)


def _is_tools_at_large(small: list[str]) -> bool:
    vague = GENERIC_MODIFIERS | GENERIC | DETERMINERS | ADVERBS
    return _head_of(small) in GENERIC and all(word in vague for word in small[:-1])


def _head_of(small: list[str]) -> str:
    return small[small.index("of", 1) - 1] if "of" in small[1:] else small[-1]
