"""How rare words are in texts about work: what one word tells about a subject.

The counts ship with the package and don't depend on the profiles at hand, so that what is said of two entries
stays the same when others come and go.
"""

from __future__ import annotations

from functools import cache, lru_cache

import Stemmer

from .wordlists import lines_of

UNSEEN = 9.5
"""Rarity of a stem that is in fewer than five of the texts: about ln(texts / 3)."""

_english = Stemmer.Stemmer("english", 0)  # without its own memory of words: there is one here


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return the stem of a lower-case English word (Porter's Snowball stemmer, in C)."""
    stemmed: str = _english.stemWord(word)
    return stemmed


@cache
def rarities() -> dict[str, float]:
    """Return the rarity of each stem that isn't very rare."""
    table = {}
    for line in lines_of("stems"):
        weight, *stems = line.split()
        table.update(dict.fromkeys(stems, float(weight)))
    return table


def rarity(stemmed: str) -> float:
    """Return ln(texts / texts with the stem): 0 for a word in every text, 9.5 for a very rare one.

    This is the inverse document frequency of Spärck Jones, *A statistical interpretation of term specificity
    and its application in retrieval*, Journal of Documentation 28 (1972).
    """
    return rarities().get(stemmed, UNSEEN)
