"""What of a graph bears on the meaning of a name, read once: who uses what, and who is near whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from metier.analysis.facts import Facts
from metier.analysis.records import Node

from .profile_words import ProfileWords

_SMOOTHING = 10.0


@dataclass(frozen=True)
class World:
    """The nodes of one graph and what belongs together; it holds no store, and travels between processes."""

    nodes: Mapping[str, Node]
    """Practices, specializations, tools and terms, by IRI."""
    users: Mapping[str, Sequence[str]]
    """For each tool and term the practices that use it."""
    concepts: Mapping[str, Sequence[str]]
    """For each practice the tools and terms that it uses."""
    broader: Mapping[str, str]
    """For each specialization its practice."""
    neighbors: Mapping[str, Sequence[str]]
    """For each practice those that a link joins to it, either way."""
    categories: Mapping[str, str]
    """The category of each practice that has one."""
    definitions: Mapping[str, str]
    """What nodes are, in a sentence or two."""
    profiles: int
    """How many practices have a profile."""
    words: ProfileWords
    _norms: dict[str, float] = field(default_factory=dict)

    def practices_of(self, iri: str) -> Iterable[str]:
        """Return the practices that a node belongs to: its users, its practice, or itself."""
        if iri in self.users:
            return self.users[iri]
        return (self.broader.get(iri, iri),)

    def is_concept(self, iri: str) -> bool:
        """Whether a node is a tool or a term."""
        return iri in self.users

    def weight(self, concept: str) -> float:
        """Return how much a tool or a term tells: ln(practices / its users)."""
        return log(max(self.profiles, 2) / max(len(self.users[concept]), 1))

    def norm(self, practice: str) -> float:
        """Return what makes the concepts of practices with many and with few comparable."""
        if practice not in self._norms:
            concepts = self.concepts.get(practice, ())
            self._norms[practice] = sqrt(_SMOOTHING + sum(map(self.weight, concepts)))
        return self._norms[practice]

    def variants_of(self, practice: str) -> Iterator[Node]:
        """Yield the specializations of a practice that have no profile."""
        for variant, broader in self.broader.items():
            if broader == practice:
                yield self.nodes[variant]


def world_of(facts: Facts, definitions: Mapping[str, Sequence[str]]) -> World:
    """Read what bears on the meaning of names; ``definitions`` are those of tools and terms."""
    neighbors: dict[str, set[str]] = defaultdict(set)
    for link in facts.relations:
        neighbors[link.source].add(link.target)
        neighbors[link.target].add(link.source)
    nodes = {**facts.practices, **facts.specializations, **facts.concepts}
    return World(
        nodes=nodes,
        users={iri: sorted(facts.users_of.get(iri, ())) for iri in facts.concepts},
        concepts={practice: sorted(used) for practice, used in facts.concepts_of.items()},
        broader=facts.broader_practice,
        neighbors={practice: sorted(others) for practice, others in neighbors.items()},
        categories={one: card.category for one, card in facts.cards.items() if card.category},
        definitions=dict(_definitions(facts, definitions)),
        profiles=len(facts.cards),
        words=ProfileWords(_texts(facts)),
    )


def _definitions(
    facts: Facts, definitions: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    for practice, card in facts.cards.items():
        yield practice, card.summary
    for variant, practice in facts.broader_practice.items():
        yield variant, f"A specialization of {facts.practices[practice].label}."
    for concept, texts in definitions.items():
        yield concept, min(texts)


def _texts(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield all that each profile says, its names and its summary too."""
    texts: dict[str, list[str]] = defaultdict(list)
    for practice, _, markdown in facts.sections():
        texts[practice].append(markdown)
    for practice, card in sorted(facts.cards.items()):
        names = (facts.practices[practice].label, *facts.practice_aliases.get(practice, ()))
        yield practice, "\n".join((*texts.pop(practice, ()), *names, card.summary))
