"""What an article and a profile have in common, and what each has alone: an aid for who keeps the profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from metier.analysis.records import PLACEHOLDER, SPECIALIZATION, Node
from metier.text.annotation import Candidate, Coverage, Mention, Seen
from metier.text.matching.forms import CONCEPTS
from metier.text.quotes import sentence_at

from .world import World


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
    """Yield mentions and the tools and terms in them; a *nurse anesthetist* is no nurse."""
    for mention in mentions:
        yield mention
        yield from (one for one in mention.nested if one.node.kind in CONCEPTS)


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
