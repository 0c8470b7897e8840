"""Which occupation a text is about: what it names, which tools and terms it has, which words it is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp, log, log1p

from metier.resolve.spelling import key_of
from metier.text.annotation import Subject
from metier.text.matching.forms import ALIAS, LABEL
from metier.text.matching.matcher import EXACT, Match

from .survey import Survey
from .world import World

_NAMED, _IN_TITLE, _USED, _WORDS = 1.0, 2.5, 0.7, 25.0
"""What each kind of evidence adds to the logarithm of the odds."""

_OF_A_VARIANT = 0.5
_OF_ANOTHER_FORM = 0.6
_TELLING = 7.0
"""Specificity from which on a name tells fully."""

_NONE = 4.5
"""The logarithm of the odds that it is about none of them."""

_LEAST_SHARE = 0.02
_MOST_SUBJECTS = 5
_MOST_SHOWN = 3


@dataclass(slots=True)
class Evidence:
    """What speaks for one practice."""

    names: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """How much its names tell, as the text has them, added up over all places."""
    concepts: dict[str, float] = field(default_factory=dict)
    """What each of its tools and terms adds."""
    titles: set[str] = field(default_factory=set)
    """Its names that the text's title has."""
    words: float = 0.0

    @property
    def in_title(self) -> bool:
        """Whether the title names it."""
        return bool(self.titles)

    @property
    def total(self) -> float:
        """The logarithm of its odds, but for a constant."""
        named = _NAMED * log1p(sum(self.names.values())) + _IN_TITLE * self.in_title
        return named + _USED * sum(self.concepts.values()) + _WORDS * self.words


def evidence_of(world: World, survey: Survey) -> Mapping[str, Evidence]:
    """Return what speaks for each practice that a text has anything of."""
    found: dict[str, Evidence] = defaultdict(Evidence)
    concepts: Counter[str] = Counter()
    for one in _named(survey):
        for target, telling in _meant(one.matches):
            if world.is_concept(target):
                concepts[target] += one.count
                continue
            (practice,) = world.practices_of(target)
            weight = telling * (_OF_A_VARIANT if practice != target else 1.0)
            found[practice].names[one.text] += weight * one.count
            if one.in_title:
                found[practice].titles.add(one.text)
    for concept, count in concepts.items():
        weight = world.weight(concept) * (1 + log(count))
        for practice in world.practices_of(concept):
            found[practice].concepts[concept] = weight / world.norm(practice)
    for practice, likeness in world.words.likeness(survey.words).items():
        found[practice].words = likeness
    return found


@dataclass(slots=True)
class _Named:
    """A name as a text has it, how often, and whether the title has it."""

    text: str
    matches: tuple[Match, ...]
    count: int = 0
    in_title: bool = False


def _named(survey: Survey) -> Iterable[_Named]:
    """Return the longest names of a text, each spelling once."""
    found: dict[tuple[int, str], _Named] = {}
    text, (_, title_end), end = survey.document.text, survey.document.title_span, 0
    for places in survey.places:
        place = places[0]
        if place.start < end or place.is_verb:
            continue
        end = place.end
        words = text[place.start : end]
        one = found.setdefault((id(place.matches), words), _Named(words, place.matches))
        one.count += 1
        one.in_title |= end <= title_end
    return found.values()


def _meant(matches: tuple[Match, ...]) -> Iterator[tuple[str, float]]:
    """Yield what words may mean, each with how much they tell of it."""
    for name, way in matches:
        if name.form in (LABEL, ALIAS) or way != EXACT:
            telling = min(1.0, name.specificity / _TELLING) / len(matches)
            yield name.target, telling * (1.0 if way == EXACT else _OF_ANOTHER_FORM)


def shares(evidence: Mapping[str, Evidence]) -> dict[str, float]:
    """Return how likely the text is about each practice: numbers from 0 to 1 (softmax).

    They add up to less than 1: the rest is how likely it is about none of them.
    """
    odds = {practice: exp(one.total - _NONE) for practice, one in evidence.items()}
    whole = 1.0 + sum(odds.values())
    return {practice: odds[practice] / whole for practice in sorted(odds)}


def subjects(world: World, evidence: Mapping[str, Evidence]) -> tuple[Subject, ...]:
    """Return the practices that a text may be about, the likeliest first; none where little speaks for any."""
    ranked = sorted(shares(evidence).items(), key=lambda pair: -pair[1])[:_MOST_SUBJECTS]
    if not ranked or evidence[ranked[0][0]].total < _NONE:
        return ()
    return tuple(
        Subject(world.nodes[practice], share, tuple(_said(world, evidence[practice])))
        for practice, share in ranked
        if share >= _LEAST_SHARE
    )


def _said(world: World, one: Evidence) -> Iterator[str]:
    if one.titles:
        yield f"the title names it: {', '.join(sorted(one.titles)[:_MOST_SHOWN])}"
    elif one.names:
        names = sorted(one.names, key=lambda name: (-one.names[name], name))
        distinct = {key_of(name): name for name in reversed(names)}.values()
        yield f"it is named: {', '.join(list(reversed(distinct))[:_MOST_SHOWN])}"
    concepts = sorted(one.concepts, key=lambda concept: (-one.concepts[concept], concept))
    if concepts:
        labels = ", ".join(world.nodes[concept].label for concept in concepts[:_MOST_SHOWN])
        yield f"{len(concepts)} of its tools and terms: {labels}"
    if one.words:
        yield f"its words are like those of the profile ({one.words:.2f})"
