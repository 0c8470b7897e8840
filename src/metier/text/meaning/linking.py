"""Which node each name of a text means, if any: decided by the name, its place, and the company it keeps.

A name means the same wherever a text has it (Gale, Church and Yarowsky, *One sense per discourse*, HLT 1992),
so that nodes are weighed once for each name. How likely a node is meant is a logistic function of what the
name says by itself, how near the node is to what the text is about, and how the name stands in its sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import exp, log, log1p, sqrt
from typing import NamedTuple

from metier.analysis.records import PLACEHOLDER, SPECIALIZATION
from metier.lexicon import is_acronym, is_agent, is_instrument, singular
from metier.rarity import rarity, stem
from metier.resolve.spelling import key_of
from metier.text.annotation import Choice, Mention
from metier.text.matching.forms import ALIAS, CONCEPTS, HEAD, LABEL
from metier.text.matching.matcher import EXACT, INFLECTED, Match

from .survey import Place, Survey
from .weights import WEIGHTS
from .world import World

_ALTERNATIVE = -1.7
"""The logarithm of the odds, about 15 %, from which on another node is worth telling."""

_MOST_ALTERNATIVES = 5
_LINKED, _SAME_CATEGORY = 0.4, 0.1
_MOST_NEAR = 10
_MOST_SPECIFIC = 16.0


class Near:
    """How near each node is to what a text is about, from 0 to 1."""

    def __init__(self, world: World, shares: Mapping[str, float]) -> None:
        self._world = world
        likeliest = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_NEAR]
        self._near: dict[str, float] = defaultdict(float)
        self._categories: dict[str, float] = defaultdict(float)
        for practice, share in likeliest:
            self._near[practice] += share
            for other in world.neighbors.get(practice, ()):
                self._near[other] += _LINKED * share
            if category := world.categories.get(practice):
                self._categories[category] += share
        self._known: dict[str, float] = {}

    def __call__(self, iri: str) -> float:
        """Return how near a node is."""
        if iri not in self._known:
            near = sum(map(self._of, self._world.practices_of(iri)))
            self._known[iri] = sqrt(min(1.0, near))
        return self._known[iri]

    def _of(self, practice: str) -> float:
        category = self._world.categories.get(practice, "")
        return self._near.get(practice, 0.0) + _SAME_CATEGORY * self._categories.get(category, 0.0)


class _Sense(NamedTuple):
    target: str
    odds: float
    """Logarithm of the odds that it is meant, its place left out."""


class Linker:
    """Decides what the names of one text mean."""

    def __init__(
        self,
        world: World,
        survey: Survey,
        shares: Mapping[str, float],
        taken: Iterable[tuple[int, int]] = (),
        weights: Mapping[str, float] = WEIGHTS,
    ) -> None:
        """Take a reading of a text, what it is about, and places whose parts are no names by themselves."""
        self._world = world
        self._survey = survey
        self._near = Near(world, shares)
        self._weights = weights
        self._taken = sorted(taken)
        self._most_shift = sum(max(weights.get(name, 0.0), 0.0) for name in _OF_PLACE)
        """How much the place of a name can add to the odds."""

        self._senses: dict[tuple[int, bool, bool, bool], list[_Sense]] = {}

    def mentions(self) -> list[Mention]:
        """Return what the text names, in its order: the longest names win, shorter ones are kept in them."""
        found: list[Mention] = []
        for places in self._survey.places:
            meant = [one for place in places if (one := self._mention(place))]
            if not meant:
                continue
            if found and meant[0].start < found[-1].end:
                within = [one for one in meant if one.end <= found[-1].end]
                found[-1] = _holding(found[-1], within)
            else:
                found.append(_holding(meant[0], meant[1:]))
        return found

    def _mention(self, place: Place) -> Mention | None:
        senses = self._senses_of(place)
        if senses[0].odds < -self._most_shift:
            return None
        shift = self._odds(self.features_of_place(place))
        if senses[0].odds + shift < 0 or self._is_part(place):
            return None
        best, *others = [
            Choice(self._world.nodes[one.target], round(_logistic(one.odds + shift), 3))
            for one in senses[: _MOST_ALTERNATIVES + 1]
            if one.odds + shift >= _ALTERNATIVE
        ]
        return Mention(
            start=place.start,
            end=place.end,
            text=self._survey.document.text[place.start : place.end],
            node=best.node,
            score=best.score,
            alternatives=tuple(others),
        )

    def _is_part(self, place: Place) -> bool:
        """Whether a place is part of a longer one that is taken."""
        before = bisect_right(self._taken, (place.start, place.end)) - 1
        around = self._taken[max(before, 0) : before + 2]
        return any(
            start <= place.start and place.end <= end and (start, end) != (place.start, place.end)
            for start, end in around
        )

    def _senses_of(self, place: Place) -> list[_Sense]:
        matches = place.matches
        key = id(matches), place.is_compound, bool(place.modifies), place.begins
        known = self._senses.get(key)
        if known is None:
            best: dict[str, float] = {}
            for match in matches:
                odds = self._odds(self.features_of_name(match, place))
                target = match.name.target
                best[target] = max(odds, best.get(target, odds))
            senses = (_Sense(*pair) for pair in best.items())
            known = sorted(senses, key=lambda one: (-one.odds, one.target))
            self._senses[key] = known
        return known

    def _is_nowhere_small(self, place: Place) -> bool:
        """Whether the text has the word with a capital alone, so that it may well be a surname."""
        words = self._survey.document.text[place.start : place.end]
        return key_of(words) not in self._survey.small

    def _odds(self, features: Mapping[str, float]) -> float:
        return sum(self._weights.get(name, 0.0) * value for name, value in features.items())

    def features_of_name(self, match: Match, place: Place) -> dict[str, float]:
        """Return what speaks for and against a name meaning its node, and what its place is to such a name."""
        name, node = match.name, self._world.nodes[match.name.target]
        is_single = len(name.words) == 1
        head = name.words[-1]
        near = self._near(name.target)
        found = {
            "constant": 1.0,
            "specificity": min(name.specificity, _MOST_SPECIFIC) / 10,
            "commonest": min(rarity(stem(word)) for word in name.words) / 10,
            "single": float(is_single),
            "near": near,
            "single and near": near * is_single,
            "acronym": float(bool(name.exact)),
            "instrument": float(node.kind == "Tool" and is_instrument(head)),
            "agent": float(is_agent(head)),
            "users": log1p(len(self._world.users.get(name.target, ()))),
            "inflected and single": float(is_single and match.way == INFLECTED),
            "kind " + (node.kind if node.kind in _KINDS else "practice"): 1.0,
        }
        if match.way != EXACT:
            found["way " + match.way] = 1.0
        if name.form != LABEL:
            found["form " + name.form] = 1.0
        if name.form == HEAD:
            found["rivals"] = log(sum(one.name.form == HEAD for one in place.matches))
        is_practice = name.kind not in CONCEPTS
        if is_practice and is_single:
            found["only modifies"] = float(bool(place.modifies))
            found["head of a compound"] = float(place.is_compound and name.form in (ALIAS, HEAD))
        if name.exact and is_single and not is_acronym(name.exact):
            found["capital of a sentence"] = float(place.begins)
        found["no English"] = float(is_single and not name.exact and not self._survey.is_english)
        return found

    def features_of_place(self, place: Place) -> dict[str, float]:
        """Return what speaks for and against a name at one place."""
        is_person = bool(place.modifies) and is_agent(singular(place.modifies))
        is_other = bool(place.modifies) and not is_person
        is_proper = place.is_proper and self._is_nowhere_small(place)
        values = (place.is_verb, is_other, is_person, place.is_modified, is_proper)
        return dict(zip(_OF_PLACE, map(float, values), strict=True))


_OF_PLACE = ("verb", "modifies", "modifies people", "modified", "proper")
_KINDS = ("Tool", "Term", PLACEHOLDER, SPECIALIZATION)


def _holding(mention: Mention, nested: list[Mention]) -> Mention:
    others = [one for one in nested if one.node != mention.node]
    return replace(mention, nested=(*mention.nested, *others)) if others else mention


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-odds))
