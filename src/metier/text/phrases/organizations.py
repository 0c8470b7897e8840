"""The names of organizations in a text: by their last words, by *the* before abbreviations, by a list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from metier.lexicon import is_acronym, singular
from metier.resolve.labels import abbreviates
from metier.resolve.spelling import key_of
from metier.wordlists import lines_of, word_group

from .noun_phrases import Phrase, Phrases, Place

ORGANIZATION = "organization"

_HEADS = word_group("organization-heads")


def organizations_of(phrases: Phrases) -> dict[str, Phrase]:
    """Return the rows of capitalized words that name organizations, and their abbreviations, by their keys."""
    found: dict[str, Phrase] = {}
    shorts: dict[str, list[Place]] = {}
    for text, places in _named(phrases):
        if is_acronym(text):
            shorts.setdefault(text, []).extend(places)
        elif _is_organization(text.split()):
            found.setdefault(key_of(text), Phrase(ORGANIZATION)).take(text, places)
    for short, places in shorts.items():
        long = next((one for one in found.values() if abbreviates(short, one.label)), None)
        if long is not None:
            long.places += places
        elif short in _known() or phrases.after_the[short] * 2 > len(places):
            found.setdefault(key_of(short), Phrase(ORGANIZATION)).take(short, places)
    return found


def _named(phrases: Phrases) -> Iterator[tuple[str, list[Place]]]:
    """Yield the rows of capitalized words without *'s*; of *FAA Airframe License* only the known *FAA*."""
    for text, places in phrases.capitalized.items():
        bare = text.removesuffix("'s").removesuffix("\u2019s")
        first, blank, _ = bare.partition(" ")
        if blank and first in _known() and not _is_organization(bare.split()):
            bare = first
        yield " ".join(bare.split()), [(start, start + len(bare)) for start, _ in places]


def _is_organization(words: list[str]) -> bool:
    """Whether a row of words has the head of an organization's name: at its end, or before *of* and *for*."""
    if len(words) == 1:
        return False
    low = [word.casefold().strip(".,") for word in words]
    heads = [low[-1], *(word for word, behind in pairwise(low) if behind in ("of", "for"))]
    return any(head in _HEADS or singular(head) in _HEADS for head in heads)


@cache
def _known() -> frozenset[str]:
    return frozenset(line.partition(" ")[0] for line in lines_of("organizations"))
