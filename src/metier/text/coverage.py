"""What an article and a profile have in common, and what each has alone: an aid for who keeps the profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from metier.analysis.records import PLACEHOLDER, SPECIALIZATION, Node

from .annotation import Candidate, Mention
from .quotes import sentence_at
from .world import World


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that an article speaks of."""

    label: str
    kind: str
    """Of the node, as :class:`~metier.analysis.records.Node` has it, or of the candidate."""
    node: Node | None
    """None for what is in no graph."""
    text: str
    """The words by which it does so first."""
    count: int
    """How often."""
    quote: str
    """The first sentence that does."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """An article beside the profile of the practice that it is about."""

    practice: Node
    confirmed: tuple[Seen, ...]
    """What the profile has (tools, terms, specializations, linked practices) and the article speaks of."""
    unconfirmed: tuple[Node, ...]
    """What the profile has and the article is silent on."""
    lacking: tuple[Seen, ...]
    """What the article speaks of and the profile lacks: nodes that others have, then phrases in no graph."""

    @property
    def share(self) -> float:
        """What part of the profile's concepts the article confirms, from 0 to 1."""
        return len(self.confirmed) / max(len(self.confirmed) + len(self.unconfirmed), 1)


def coverage_of(
    world: World,
    practice: Node,
    text: str,
    mentions: Sequence[Mention],
    candidates: Iterable[Candidate],
) -> Coverage:
    """Compare what an article names with what the profile of a practice has."""
    own = {node.id: node for node in _concepts(world, practice.id)}
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in _all(mentions):
        places[mention.node.id].append(mention)
    places.pop(practice.id, None)
    seen = {iri: _seen(text, found) for iri, found in places.items()}
    known = [seen[iri] for iri in seen if iri in own]
    others = [seen[iri] for iri in seen if iri not in own]
    phrases = [_phrase(one) for one in candidates]
    return Coverage(
        practice=practice,
        confirmed=tuple(sorted(known, key=_rank)),
        unconfirmed=tuple(node for iri, node in sorted(own.items()) if iri not in seen),
        lacking=(*sorted(others, key=_rank), *phrases),
    )


def _concepts(world: World, practice: str) -> Iterator[Node]:
    """Yield what a profile has: its tools and terms, its specializations, the practices linked to it."""
    yield from (world.nodes[one] for one in world.concepts.get(practice, ()))
    yield from (world.nodes[one] for one in world.neighbors.get(practice, ()))
    yield from world.variants_of(practice)


def _all(mentions: Iterable[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        yield mention
        yield from mention.nested


def _seen(text: str, mentions: Sequence[Mention]) -> Seen:
    first = mentions[0]
    quote = sentence_at(text, first.start)
    return Seen(first.node.label, first.node.kind, first.node, first.text, len(mentions), quote)


def _phrase(one: Candidate) -> Seen:
    return Seen(one.label, one.kind, None, one.label, len(one.places), one.sentence)


def _rank(one: Seen) -> tuple[int, int, str]:
    kinds = ("Tool", "Term", SPECIALIZATION, PLACEHOLDER)
    kind = kinds.index(one.kind) if one.kind in kinds else len(kinds)
    return kind, -one.count, one.label
