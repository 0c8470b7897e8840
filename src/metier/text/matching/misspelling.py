"""Misspelled words of names: one letter missing, added, wrong, or changed places.

Each known word is kept under itself with every one letter left out, so that a wrong word is looked up and never
compared with all (Garbe, *SymSpell*, 2012; the distance is that of Damerau, CACM 7, 1964).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from rapidfuzz.distance import OSA

from metier.rarity import UNSEEN, rarity, stem

_SHORTEST = 7
"""Letters from which on a word with an error is more likely that word than another one."""


_LONGEST = 40


class Corrections:
    """The words of names, and which of them a misspelled word is."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if _may_be_misspelled(word))

    @cached_property
    def _by_rest(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            for rest in _rests(word):
                found[rest].append(word)
        return found

    def of(self, word: str) -> str | None:
        """Return the one word that a misspelled one is, or None where it is right, or may be several.

        A word that texts about work have is right, whatever it looks like.
        """
        if not _may_be_misspelled(word) or word in self._words or rarity(stem(word)) < UNSEEN:
            return None
        near = {one for rest in _rests(word) for one in self._by_rest.get(rest, ())}
        meant = [one for one in near if OSA.distance(word, one, score_cutoff=1) <= 1]
        return meant[0] if len(meant) == 1 else None


def _may_be_misspelled(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and word.isascii()


def _rests(word: str) -> Iterator[str]:
    yield word
    for cut in range(1, len(word)):
        yield word[:cut] + word[cut + 1 :]
