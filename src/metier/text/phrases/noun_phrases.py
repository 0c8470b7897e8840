"""The noun phrases of a text that may be names of something: organizations, tools, terms, activities."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from metier.text.matching.tokens import Block

Place: TypeAlias = tuple[int, int]
"""Where a phrase begins and ends in the text, in characters, the end exclusive."""

_ORGANIZATION = re.compile(r"[CKck](?:[ck]|[nm](?=[ck])|o(?:d?)[ck]+|j[ck]+)*")
_PHRASE = re.compile(
    r"[NMAGECKnmageck][nmageck]{1,3}(?:o[nma][nm]?)?|[NMGnmg]o[nma][nm]?|(?<=[dpoDPO])[ng]"
)


@dataclass(slots=True)
class Phrase:
    """A phrase in all its spellings: what it may name, and where it stands."""

    kind: str
    labels: dict[str, int] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)

    def take(self, label: str, places: list[Place]) -> None:
        """Add the places of one spelling."""
        self.places += places
        self.labels[label] = self.labels.get(label, 0) + len(places)

    @property
    def label(self) -> str:
        """Its commonest spelling."""
        return min(self.labels, key=lambda label: (-self.labels[label], label))


class Phrases:
    """The phrases of one text, each with its places."""

    def __init__(self) -> None:
        self.capitalized: dict[str, list[Place]] = defaultdict(list)
        """Rows of words with capitals, small words between them, by their text."""
        self.after_the: Counter[str] = Counter()
        """How often single words with capitals stand behind *the*."""
        self.nominal: dict[str, list[Place]] = defaultdict(list)
        """Rows of nouns and what stands before them, by their text."""

    def add(self, block: Block) -> None:
        """Take the phrases of a piece of the text."""
        row = block.row()
        for found in _ORGANIZATION.finditer(row):
            first, last = found.span()
            self._take(self.capitalized, block, first, last)
            if last - first == 1 and first and block.words[first - 1].text in ("the", "The"):
                self.after_the[block.words[first].text] += 1
        for found in _PHRASE.finditer(row):
            self._take(self.nominal, block, *found.span())

    @staticmethod
    def _take(into: dict[str, list[Place]], block: Block, first: int, last: int) -> None:
        place = block.span(first, last)
        into[block.slice(*place)].append(place)
