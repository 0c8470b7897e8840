"""A path told in sentences, each with the words of the authors that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metier.vocab import relation_types

from .facts import Facts
from .network import BROADER, USES, VARIANT, Edge
from .paths import Path, Step

_PHRASES = {
    USES["Tool"]: ("uses the tool", "is a tool of"),
    USES["Term"]: ("uses the term", "is a term of"),
    BROADER: ("is a kind of", "is a broader kind of"),
    VARIANT: ("has the variant", "is a variant of"),
}


@dataclass(frozen=True, slots=True)
class Quote:
    """What one profile says."""

    profile: str
    """Its slug."""
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step, or two steps through a tool or a term that both ends use."""

    text: str
    type: str
    """The type of the step, and its direction where that matters."""
    quotes: tuple[Quote, ...]


def sentences(path: Path, facts: Facts) -> list[Sentence]:
    """Return a sentence for each step of a path; the two steps through a shared concept become one."""
    return list(_told(list(path.steps), facts))


def _told(steps: list[Step], facts: Facts) -> Iterator[Sentence]:
    while steps:
        if len(steps) > 1 and _is_shared(steps[0], steps[1]):
            yield _sharing(steps[0], steps[1], facts)
            steps = steps[2:]
        else:
            yield _single(steps[0], facts)
            steps = steps[1:]


def _is_shared(one: Step, other: Step) -> bool:
    uses = tuple(USES.values())
    return one.type in uses and other.type in uses and one.direction == "forward"


def _sharing(one: Step, other: Step, facts: Facts) -> Sentence:
    concept = one.target
    text = f"{one.source.label} and {other.target.label} both use the {concept.kind.lower()} {concept.label}."
    quotes = (*_words(one.edge, facts), *_words(other.edge, facts))
    return Sentence(text, f"shared {concept.kind.lower()}", quotes)


def _single(step: Step, facts: Facts) -> Sentence:
    text = f"{step.source.label} {phrase(step.type, step.direction)} {step.target.label}."
    quotes = [quote for edge in (step.edge, *step.others) for quote in _words(edge, facts)]
    return Sentence(text, f"{step.type}, {step.direction}", tuple(quotes))


def phrase(edge_type: str, direction: str) -> str:
    """Return what a sentence says between the two ends of a step."""
    kind = relation_types().get(edge_type)
    phrases = (kind.phrase, kind.inverse_phrase) if kind else _PHRASES[edge_type]
    return phrases[direction == "backward"]


def _words(edge: Edge, facts: Facts) -> tuple[Quote, ...]:
    slug = facts.node(edge.source).slug
    if edge.type in USES.values():
        wordings = facts.wordings(edge.source, edge.target)
        return tuple(Quote(slug, str(wording)) for wording in wordings)
    return (Quote(slug, edge.note),) if edge.note else ()
