"""What of a graph bears on the meaning of a name: who uses what, and who is near whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from math import log, sqrt

from metier.analysis.facts import Facts
from metier.analysis.records import Node

_BEGINNING = re.compile(r"\b[^\W\d_]{3,6}")

_SMOOTHING = 10.0


class World:
    """The practices of one graph and what belongs to each."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def node(self, iri: str) -> Node:
        """Return the node of an IRI."""
        return self._nodes[iri]

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {**self.facts.specializations, **self.facts.concepts, **self.facts.practices}

    def practices_of(self, iri: str) -> Iterable[str]:
        """Return the practices that a node belongs to: its users, its practice, or itself."""
        if iri in self.facts.practices:
            return (iri,)
        if broader := self.facts.broader_practice.get(iri):
            return (broader,)
        return self.facts.users_of.get(iri, frozenset())

    def definition(self, iri: str) -> str:
        """Return what a node is in one sentence or two: a summary, or how a profile defines a concept."""
        if card := self.facts.cards.get(iri):
            return card.summary
        if broader := self.facts.broader_practice.get(iri):
            return f"A specialization of {self.node(broader).label}."
        return self._definitions.get(iri, "")

    @cached_property
    def _definitions(self) -> dict[str, str]:
        return dict(sorted(self.facts.definitions(), reverse=True))

    @cached_property
    def neighbors(self) -> Mapping[str, frozenset[str]]:
        """For each practice those that a link joins to it, either way."""
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.facts.relations:
            found[link.source].add(link.target)
            found[link.target].add(link.source)
        return {practice: frozenset(others) for practice, others in found.items()}

    @cached_property
    def categories(self) -> Mapping[str, str]:
        """The category of each practice that has one."""
        return {one: card.category for one, card in self.facts.cards.items() if card.category}

    def weight(self, concept: str) -> float:
        """Return how much a tool or a term tells: ln(practices / its users)."""
        users = len(self.facts.users_of.get(concept, ()))
        return log(max(len(self.facts.cards), 2) / max(users, 1))

    def norm(self, practice: str) -> float:
        """Return what makes the concepts of practices with many and with few comparable."""
        concepts = self.facts.concepts_of.get(practice, ())
        return sqrt(_SMOOTHING + sum(map(self.weight, concepts)))

    def likeness(self, words: Counter[str]) -> dict[str, float]:
        """Return how like the words of a text are to those of each profile: the cosine of their tf-idf vectors.

        Words are those of :func:`beginnings`, with their counts.
        """
        query = _unit(
            {word: (1 + log(n)) * self._rarities.get(word, 0.0) for word, n in words.items()}
        )
        found: dict[str, float] = defaultdict(float)
        for word, weight in query.items():
            for practice, its_weight in self._bearers.get(word, ()):
                found[practice] += weight * its_weight
        return found

    @cached_property
    def _counts(self) -> dict[str, Counter[str]]:
        facts, texts = self.facts, defaultdict(list)
        for practice, _, markdown in facts.sections():
            texts[practice].append(markdown)
        for practice, card in facts.cards.items():
            names = (facts.practices[practice].label, *facts.practice_aliases.get(practice, ()))
            texts[practice] += [*names, card.summary]
        return {
            practice: Counter(beginnings("\n".join(texts[practice]))) for practice in sorted(texts)
        }

    @cached_property
    def _rarities(self) -> dict[str, float]:
        bearers = Counter(word for counts in self._counts.values() for word in counts)
        return {word: log((1 + len(self._counts)) / n) for word, n in bearers.items()}

    @cached_property
    def _bearers(self) -> dict[str, list[tuple[str, float]]]:
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for practice, counts in self._counts.items():
            weighed = {word: (1 + log(n)) * self._rarities[word] for word, n in counts.items()}
            for word, weight in _unit(weighed).items():
                found[word].append((practice, weight))
        return found


def beginnings(text: str) -> list[str]:
    """Return the first six letters of each word: a stem that costs nothing, good enough to compare texts."""
    return _BEGINNING.findall(text.lower())


def _unit(vector: Mapping[str, float]) -> Mapping[str, float]:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}
