"""How alike practices are, and in what: tools, terms, tags, neighbors, category, what their summaries say.

Each signal is a number from 0 to 1 and can be shown beside the things that it rests on. All but the category
compare the features of two practices by the cosine of their tf-idf vectors (Salton, Wong and Yang, *A vector
space model for automatic indexing*, Communications of the ACM 18, 1975): a tool that two practices
share tells the more, the fewer others use it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from metier.errors import UsageError
from metier.lexicon import ADVERBS, JOINTS, NO_NAME, QUANTIFIERS, singular

from .facts import Facts

WEIGHTS: Mapping[str, float] = {
    "tools": 2.0,
    "terms": 2.0,
    "summary": 2.0,
    "tags": 1.0,
    "neighbors": 1.0,
    "category": 0.05,
}
"""What a signal of 1 adds to the score: fitted to half of the real links; see docs/benchmarks.md."""

_WORD = re.compile(r"[a-z]{3,}")
_SMALL = NO_NAME | ADVERBS | QUANTIFIERS | JOINTS
_COMMON = 5
"""A word that more than one in so many summaries have tells nothing."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that two practices have in common, and its part in the signal."""

    feature: str
    """IRI of a tool, a term or a practice; label of a tag or a category; a word."""
    part: float


@dataclass(frozen=True, slots=True)
class Signal:
    """One way in which two practices are alike."""

    name: str
    value: float
    """From 0 to 1."""
    score: float
    """What it adds to the likeness: its value times its weight."""
    shared: tuple[Shared, ...]
    """What it rests on, the most telling first."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike one practice is to another, taken apart into the signals that it is the sum of."""

    practice: str
    score: float
    signals: tuple[Signal, ...]
    """Those above 0, the strongest first."""


class Feature:
    """The features of one kind of all practices: a sparse vector of unit length for each practice."""

    def __init__(self, features: Mapping[str, Iterable[str]]) -> None:
        held = {practice: sorted(set(features[practice])) for practice in sorted(features)}
        bearers = Counter(feature for found in held.values() for feature in found)
        weights = {name: log(len(held) / count) for name, count in bearers.items()}
        self.vectors = {practice: _unit(weights, found) for practice, found in held.items()}
        self._bearers: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for practice, vector in self.vectors.items():
            for feature, weight in vector.items():
                self._bearers[feature].append((practice, weight))

    def likeness_to_all(self, practice: str) -> dict[str, float]:
        """Return the cosine of every practice that shares a feature with this one."""
        found: dict[str, float] = defaultdict(float)
        for feature, weight in self.vectors.get(practice, {}).items():
            for other, its_weight in self._bearers[feature]:
                found[other] += weight * its_weight
        found.pop(practice, None)
        return found

    def shared(self, one: str, other: str) -> tuple[Shared, ...]:
        """Return what two practices share, the most telling first."""
        here, there = self.vectors.get(one, {}), self.vectors.get(other, {})
        parts = [
            Shared(feature, here[feature] * there[feature]) for feature in here if feature in there
        ]
        return tuple(sorted(parts, key=lambda part: (-part.part, part.feature)))


def _unit(weights: Mapping[str, float], features: Iterable[str]) -> dict[str, float]:
    """Return a vector of length 1, or an empty one where every feature is borne by all."""
    vector = {feature: weights[feature] for feature in features}
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {feature: weight / length for feature, weight in vector.items()} if length else {}


class LikenessFinder:
    """Compares the practices of one graph that have a profile."""

    def __init__(self, facts: Facts, weights: Mapping[str, float] = WEIGHTS) -> None:
        self._facts = facts
        self._weights = weights
        self._practices = [node.id for node in facts.practices.values() if node.is_described]

    @cached_property
    def features(self) -> dict[str, Feature]:
        """The features of each signal."""
        facts = self._facts
        prefixes = facts.names.prefixes
        return {
            "tools": self._feature(
                lambda one: _only(facts.concepts_of.get(one, ()), prefixes["tool"])
            ),
            "terms": self._feature(
                lambda one: _only(facts.concepts_of.get(one, ()), prefixes["term"])
            ),
            "tags": self._feature(lambda one: facts.tags.get(one, ())),
            "neighbors": self._feature(lambda one: self._neighbors.get(one, ())),
            "summary": self._feature(self._telling_words),
            "category": self._feature(lambda one: filter(None, [facts.cards[one].category])),
        }

    def _feature(self, of: Callable[[str], Iterable[str]]) -> Feature:
        return Feature({practice: tuple(of(practice)) for practice in self._practices})

    @cached_property
    def _neighbors(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for link in self._facts.relations:
            found[link.source].add(link.target)
            found[link.target].add(link.source)
        return found

    def _telling_words(self, practice: str) -> set[str]:
        return {word for word in self._words[practice] if word in self._rare_words}

    @cached_property
    def _rare_words(self) -> set[str]:
        counts = Counter(word for words in self._words.values() for word in words)
        most = max(2, len(self._practices) // _COMMON)
        return {word for word, count in counts.items() if count <= most}

    @cached_property
    def _words(self) -> dict[str, set[str]]:
        return {practice: self._words_of(practice) for practice in self._practices}

    def _words_of(self, practice: str) -> set[str]:
        node, card = self._facts.practices[practice], self._facts.cards[practice]
        names = (node.label, *self._facts.practice_aliases.get(practice, ()))
        words = _WORD.findall(" ".join((*names, card.summary)).casefold())
        return {singular(word) for word in words if word not in _SMALL}

    def scores(self, practice: str) -> dict[str, float]:
        """Return the likeness of every practice that has something in common with this one."""
        found: dict[str, float] = defaultdict(float)
        for name, feature in self.features.items():
            for other, value in feature.likeness_to_all(practice).items():
                found[other] += self._weights[name] * value
        return found

    def most_alike(self, practice: str, limit: int = 10) -> list[Likeness]:
        """Return the practices that are most alike to this one, each with the reasons.

        Raises UsageError where no profile describes it, or ``limit`` is no number above 0.
        """
        if practice not in self._practices:
            raise UsageError(f"{self._facts.node(practice).slug} has no profile to compare")
        if limit < 1:
            raise UsageError("the limit must be a number above 0")
        best = sorted(self.scores(practice).items(), key=lambda pair: (-pair[1], pair[0]))
        return [self.between(practice, other) for other, _ in best[:limit]]

    def between(self, one: str, other: str) -> Likeness:
        """Return how alike two practices are."""
        signals = [self._signal(name, one, other) for name in self.features]
        found = sorted(
            (one for one in signals if one.value), key=lambda one: (-one.score, one.name)
        )
        return Likeness(other, sum(signal.score for signal in found), tuple(found))

    def shared_labels(self, signal: Signal, *, most: int | None = None) -> list[str]:
        """Return what a signal rests on as people call it, the most telling first, at most so many."""
        features = [part.feature for part in signal.shared[:most]]
        if signal.name in ("tags", "category", "summary"):
            return features
        return [self._facts.node(feature).label for feature in features]

    def _signal(self, name: str, one: str, other: str) -> Signal:
        shared = self.features[name].shared(one, other)
        value = sum(part.part for part in shared)
        return Signal(name, value, value * self._weights[name], shared)


def _only(iris: Iterable[str], space: str) -> Iterable[str]:
    return (iri for iri in iris if iri.startswith(space))
