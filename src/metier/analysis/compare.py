"""Two practices side by side, and read as a move from the one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from metier.errors import UsageError
from metier.rarity import rarity, stem

from .facts import Facts
from .likeness import Likeness, LikenessFinder
from .records import Node, Relation, Wording

_PRINCIPLES = """
SELECT ?practice ?label WHERE {
    ?item met:about ?practice ; a met:Principle ; skos:prefLabel ?label ; schema:position ?place }
ORDER BY ?place
"""
_SAME_WORDS = 0.5
"""Share of telling words in common (Jaccard) from which on two principles say the same."""

_TELLING = 3.0


@dataclass(frozen=True, slots=True)
class Use:
    """A tool or a term, and how each side words it; one that doesn't use it has no wording."""

    concept: Node
    here: tuple[Wording, ...]
    there: tuple[Wording, ...]
    kin: tuple[Node, ...] = ()
    """For a tool of the other side alone: tools of this side that are of its kind, or whose kind it is."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What both have, only this side, and only the other; each in alphabetical order."""

    both: tuple[str, ...]
    here: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two practices share, and in what they differ.

    Read as a move from ``here`` to ``there``, ``shared`` carries over and ``there_only`` is new to learn.
    """

    here: Node
    there: Node
    likeness: Likeness
    links: tuple[Relation, ...]
    """What the two say of each other."""
    shared: tuple[Use, ...]
    here_only: tuple[Use, ...]
    there_only: tuple[Use, ...]
    tags: Sides
    neighbors: Sides
    """IRIs of practices."""
    principles: Sides
    same_principles: tuple[tuple[str, str], ...]
    """Pairs of principles, one of each side, that are much alike in words."""


def compare(facts: Facts, finder: LikenessFinder, here: str, there: str) -> Comparison:
    """Compare two practices that have a profile.

    Raises UsageError where one of them has none, or both are the same.
    """
    for practice in (here, there):
        if practice not in facts.practices or not facts.practices[practice].is_described:
            raise UsageError(f"{facts.node(practice).slug} has no profile to compare")
    if here == there:
        raise UsageError("two practices are compared, not one with itself")
    ours, theirs = (
        facts.concepts_of.get(here, frozenset()),
        facts.concepts_of.get(there, frozenset()),
    )
    first, second = _principles(facts, here), _principles(facts, there)
    return Comparison(
        facts.practices[here],
        facts.practices[there],
        finder.between(here, there),
        tuple(one for one in facts.relations if {one.source, one.target} == {here, there}),
        _uses(facts, here, there, ours & theirs),
        _uses(facts, here, there, ours - theirs),
        _uses(facts, here, there, theirs - ours),
        _sides(facts.tags.get(here, ()), facts.tags.get(there, ())),
        _sides(_neighbors(facts, here, there), _neighbors(facts, there, here)),
        _sides(first, second),
        tuple(_same(first, second)),
    )


def _uses(facts: Facts, here: str, there: str, concepts: Iterable[str]) -> tuple[Use, ...]:
    ours = facts.concepts_of.get(here, frozenset())
    found = (
        Use(
            facts.node(concept),
            tuple(facts.wordings(here, concept)),
            tuple(facts.wordings(there, concept)),
            tuple(
                facts.node(one) for one in _kin(facts, concept) if one in ours and one != concept
            ),
        )
        for concept in concepts
    )
    return tuple(
        sorted(
            found, key=lambda use: (use.concept.kind, use.concept.label.casefold(), use.concept.id)
        )
    )


def _kin(facts: Facts, concept: str) -> Iterator[str]:
    """Yield the tools that are of the same kind as one, that it is a kind of, or that are kinds of it."""
    for narrow, broad in facts.broader_tools:
        if narrow == concept:
            yield broad
            yield from (one for one, other in facts.broader_tools if other == broad)
        if broad == concept:
            yield narrow


def _neighbors(facts: Facts, practice: str, except_for: str) -> set[str]:
    ends = ((one.source, one.target) for one in facts.relations)
    found = {end for pair in ends if practice in pair for end in pair}
    return found - {practice, except_for}


def _sides(here: Iterable[str], there: Iterable[str]) -> Sides:
    ours, theirs = set(here), set(there)
    return Sides(*(tuple(sorted(one)) for one in (ours & theirs, ours - theirs, theirs - ours)))


def _principles(facts: Facts, practice: str) -> list[str]:
    rows = facts.select(_PRINCIPLES, practice=ox.NamedNode(practice))
    return [row["label"].value for row in rows]


def _same(first: Iterable[str], second: list[str]) -> Iterator[tuple[str, str]]:
    words = {label: _telling_words(label) for label in second}
    for label in first:
        ours = _telling_words(label)
        for other in second:
            either = ours | words[other]
            if either and len(ours & words[other]) / len(either) >= _SAME_WORDS:
                yield label, other


def _telling_words(label: str) -> set[str]:
    stems = {stem(word) for word in label.casefold().replace("-", " ").split()}
    return {one for one in stems if rarity(one) >= _TELLING}
