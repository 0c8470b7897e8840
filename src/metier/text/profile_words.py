"""How like a text is to each profile by its words: the cosine of tf-idf vectors of word beginnings.

After Salton, Wong and Yang, *A vector space model for automatic indexing*, Communications of the ACM 18, 1975.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import log, sqrt
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from metier.rarity import UNSEEN, rarities

Array: TypeAlias = npt.NDArray[Any]

_FEW_PROFILES = 20.0
"""How many profiles must be there for their own words to tell as much as those of all texts about work."""

_FEW_WORDS = 25.0
_LONGEST_BEGINNING = 6
_BEGINNING = re.compile(r"\b[^\W\d_]{3,6}")


def beginnings(text: str) -> list[str]:
    """Return the first six letters of each word: a stem that costs nothing, good enough to compare texts."""
    return _BEGINNING.findall(text.lower())


class ProfileWords:
    """The words of the profiles of a graph, by word: which profiles have it, and how much it weighs there."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a practice and the text of its profile."""
        self._practices: list[str] = []
        rows, columns, weights = [], [], []
        self._numbers: dict[str, int] = {}
        for row, (practice, text) in enumerate(texts):
            self._practices.append(practice)
            counts = Counter(beginnings(text))
            rows.append(np.full(len(counts), row, dtype=np.int32))
            numbers = (self._numbers.setdefault(word, len(self._numbers)) for word in counts)
            columns.append(np.fromiter(numbers, np.int32, len(counts)))
            weights.append(1 + np.log(np.fromiter(counts.values(), np.float32, len(counts))))
        self._fill(
            _joined(rows, np.int32), _joined(columns, np.int32), _joined(weights, np.float32)
        )

    def _fill(
        self,
        rows: Array,
        columns: Array,
        weights: Array,
    ) -> None:
        """Weigh words by their rarity, make the vectors of profiles of length 1, and sort all by word."""
        bearers = np.bincount(columns, minlength=len(self._numbers))
        here = np.log((1 + len(self._practices)) / np.maximum(bearers, 1))
        elsewhere = np.array([_rarity(word) for word in self._numbers]) if self._numbers else here
        trust = len(self._practices) / (len(self._practices) + _FEW_PROFILES)
        self._rarity = trust * here + (1 - trust) * elsewhere
        weights = weights * self._rarity[columns]
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(self._practices)))
        weights = weights / np.maximum(lengths, 1e-9)[rows]
        order = np.argsort(columns, kind="stable")
        self._rows, self._weights = rows[order], weights[order].astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(bearers)))

    def likeness(self, words: Counter[str]) -> dict[str, float]:
        """Return the cosine of a text, given as the counts of its :func:`beginnings`, and each profile.

        It is less for a text of which few words are known: that they agree says little.
        """
        known = {self._numbers[word]: n for word, n in words.items() if word in self._numbers}
        query = {number: (1 + log(n)) * self._rarity[number] for number, n in known.items()}
        length = sqrt(sum(weight * weight for weight in query.values()))
        if not length:
            return {}
        cosines = np.zeros(len(self._practices))
        for number, weight in query.items():
            part = slice(self._starts[number], self._starts[number + 1])
            cosines[self._rows[part]] += self._weights[part] * (weight / length)
        cosines *= len(query) / (len(query) + _FEW_WORDS)
        return {self._practices[row]: float(cosines[row]) for row in np.flatnonzero(cosines)}


@cache
def _rarities() -> dict[str, float]:
    """Return the rarity of word beginnings in texts about work: that of their commonest stem."""
    found: dict[str, float] = {}
    for stemmed, value in rarities().items():
        beginning = stemmed[:_LONGEST_BEGINNING]
        found[beginning] = min(value, found.get(beginning, UNSEEN))
    return found


def _rarity(beginning: str) -> float:
    known = _rarities()
    found = known.get(beginning)
    shorter = (known[beginning[:end]] for end in (5, 4) if beginning[:end] in known)
    return found if found is not None else next(shorter, UNSEEN)


def _joined(parts: list[Array], kind: type) -> Array:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)
