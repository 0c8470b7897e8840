"""How well an entry of an index of texts answers a search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from math import log2, sqrt

from metier.lexicon import singular

from .wanted import NUMBER, Wanted
from .words import is_small, words_of

START, END = "\x02", "\x03"
"""Stand around what was found in a text of the index, which holds no such characters itself."""

_FIT, _BEGINS = 2.0, 0.3
"""What a label made of the words counts, and more if it begins with them, beside 1 for the best relevance."""

_ONE_OF_ALL = 1.5
"""What is counted instead of the label where the search names what the entry is one of."""

_SHARED = 0.1
"""What each doubling of the practices that share a concept counts."""

_SAME_WORDS, _SAME_SIGNS = 1.0, 0.1
_HEADING = 0.3
"""The weight of a kind up to which a label that is the very words counts no more: there are hundreds alike."""

_MOST = 1 + _FIT + _BEGINS + _SAME_WORDS + _SAME_SIGNS + 1
_RUN = re.compile(f"{START}(.*?){END}", re.DOTALL)


@dataclass(frozen=True)
class Candidate:
    """An entry that a search found, to be ranked; its texts have START and END around what was found."""

    wanted: Wanted
    number: int
    level: int
    """That of the step that found it."""
    weight: float
    """What its kind counts."""
    relevance: float
    """BM25 as a part of the best one of all candidates."""
    label: str
    names: str
    """One a line."""
    contexts: str
    """One a line: what the entry is one of."""
    text: str

    @cached_property
    def score(self) -> float:
        """Higher is better: 2 or more for all words, 1 or more with the last as a beginning, else less."""
        fit = max(self._label_fit, self._best_name[0], _ONE_OF_ALL * self._is_one_of_all)
        shared = _SHARED * log2(1 + self.contexts.count("\n"))
        within = self.weight * (self._relevance + fit + shared) + self._sameness
        return self.level + within / _MOST

    @property
    def name(self) -> str:
        """The other name that fits better than the label does, if there is one."""
        fit, name = self._best_name
        return unmarked(name)[0] if fit > self._label_fit else ""

    @cached_property
    def _label_fit(self) -> float:
        return self._fit(self.label)

    @cached_property
    def _best_name(self) -> tuple[float, str]:
        names = (name for name in self.names.split("\n") if START in name)
        return max(((self._fit(name), name) for name in names), default=(0.0, ""))

    @property
    def _is_one_of_all(self) -> bool:
        """Whether it is one of all that was asked for: *failure modes of a detective*."""
        contexts = (line for line in self.contexts.split("\n") if START in line)
        return any(self._fit(line) >= _FIT * NUMBER for line in contexts)

    @property
    def _sameness(self) -> float:
        """More than 0 where the label or a name is the very words."""
        labels = [unmarked(marked)[0] for marked in (self.label, self._best_name[1])]
        same = [label for label in labels if tuple(words_of(label)) == self.wanted.words]
        if not same or self.weight <= _HEADING:
            return 0.0
        has_same_signs = any(label.lower() == self.wanted.search for label in same)
        return _SAME_WORDS + _SAME_SIGNS * has_same_signs

    @property
    def _relevance(self) -> float:
        """BM25, to which all words of a stem are one, cut where the wanted ones aren't there."""
        nearest: dict[str, float] = {}
        for marked in (self.label, self.names, self.contexts, self.text):
            for word in _found(marked):
                key = singular(word)
                nearest[key] = max(nearest.get(key, 0.0), self.wanted.likeness(word))
        best = sorted(nearest.values(), reverse=True)[: len(self.wanted.telling)]
        return self.relevance * sum(best) / len(self.wanted.telling)

    def _fit(self, marked: str) -> float:
        """How much of what is wanted is in a label, and how much of the label is wanted."""
        found, words = _found(marked), words_of(unmarked(marked)[0])
        telling = [word for word in words if not is_small(word)] or words
        matched = [word for word in telling if word in found]
        if not matched:
            return 0.0
        asked = min(1.0, len(set(matched)) / len(self.wanted.telling)) ** 2
        asked *= sum(map(self.wanted.likeness, matched)) / len(matched)
        begins = _BEGINS * asked if words[0] in found else 0.0
        return _FIT * asked * sqrt(len(matched) / len(telling)) + begins


def _found(marked: str) -> set[str]:
    return {word for run in _RUN.findall(marked) for word in words_of(run)}


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text without the marks, and where they were: offsets in characters, end exclusive."""
    pieces = re.split(f"[{START}{END}]", marked)
    marks, place = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            marks.append((place, place + len(piece)))
        place += len(piece)
    return "".join(pieces), tuple(marks)
