"""How like a text is to each profile by its words: the cosine of tf-idf vectors of word beginnings.

After Salton, Wong and Yang, *A vector space model for automatic indexing*, Communications of the ACM 18, 1975.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log, sqrt
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]

_FEW_PROFILES = 2.0
_FEW_WORDS = 15.0
"""How many halve the likeness."""

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
        self._rarity = np.log((1 + len(self._practices)) / np.maximum(bearers, 1))
        weights = weights * self._rarity[columns]
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(self._practices)))
        weights = weights / np.maximum(lengths, 1e-9)[rows]
        order = np.argsort(columns, kind="stable")
        self._rows, self._weights = rows[order], weights[order].astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(bearers)))

    def likeness(self, words: Counter[str]) -> dict[str, float]:
        """Return the cosine of a text, given as the counts of its :func:`beginnings`, and each profile.

        It is less where few profiles tell which words are rare, and for a text of few known words.
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
        cosines *= len(self._practices) / (len(self._practices) + _FEW_PROFILES)
        return {self._practices[row]: float(cosines[row]) for row in np.flatnonzero(cosines)}


def _joined(parts: list[Array], kind: type) -> Array:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)
