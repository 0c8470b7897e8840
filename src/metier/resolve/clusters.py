"""Uses put together into concepts: who meets whom, and in what order.

Uses are compared only where their labels give a reason to: the same key, a shared other name, the same roots,
a shared rare word. Within one key each use is compared with a few members of each meaning found so
far, so that the work grows with the number of uses and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest

from metier.model import Item, Ruling
from metier.rarity import rarity, stem

from .same import LEAST, Company, compare
from .spelling import content_words, key_of, key_without_vague_words, root_of
from .uses import Use, initialism, use_of

_MOST_COMPARED = 8
"""Members of a meaning that a further use is compared with."""

_MOST_MEANINGS = 60
"""Meanings of one label that a further use is compared with, and that may share a root or a rare word."""

_RARE = 7.0
_FEWEST_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a use stands: the slug of its profile, and its number among the uses of the profile."""

    profile: str
    number: int


@dataclass(slots=True, eq=False)
class Cluster:
    """Uses that mean the same, so far."""

    places: list[Place]
    sample: list[Place]
    """The first of them, with which others are compared."""
    keys: dict[str, str]
    """The key under which each profile uses it: a profile that has two entries means two things."""
    sides: dict[int, int] = field(default_factory=dict)
    """For each ruling that keeps meanings apart, the side that this one is on."""

    def take(self, other: Cluster) -> None:
        """Take over what another cluster has."""
        self.places += other.places
        self.sample = nsmallest(_MOST_COMPARED, {*self.sample, *other.sample}, key=_order)
        self.keys.update(other.keys)
        self.sides.update(other.sides)


class Clusters:
    """The clusters of all uses of one kind."""

    def __init__(
        self,
        uses: Mapping[Place, Use],
        companies: Mapping[str, Company],
        rulings: Iterable[Ruling] = (),
    ) -> None:
        self._uses = dict(uses)
        self._companies = companies
        self._cluster: dict[Place, Cluster] = {
            place: Cluster([place], [place], {place.profile: use.key})
            for place, use in self._uses.items()
        }
        self._by_key: dict[str, list[Place]] = defaultdict(list)
        self._by_label: dict[str, list[Place]] = defaultdict(list)
        for place, use in self._uses.items():
            self._by_key[use.key].append(place)
            self._by_label[key_of(use.label)].append(place)
        self.contradictions: list[tuple[Ruling, Ruling]] = []
        """Each ruling that can't be followed, with the one that forbids it."""
        self.unmet: list[tuple[Ruling, str | None, str]] = []
        """Each ruling about a use that no profile has: slug, if one is given, and label."""
        self._rule(list(rulings))
        for key in sorted(self._by_key):
            self._tell_meanings_apart(self._by_key[key])
        self._join_across_keys()

    def __iter__(self) -> Iterator[list[Place]]:
        """Yield the places of each cluster."""
        for cluster in {id(cluster): cluster for cluster in self._cluster.values()}.values():
            yield sorted(cluster.places, key=_order)

    # What a person decided

    def _rule(self, rulings: list[Ruling]) -> None:
        """Follow the rulings: first what is to stay apart, then what belongs together."""
        apart = [ruling for ruling in rulings if not ruling.same]
        for number, ruling in enumerate(apart):
            for side, named in enumerate(ruling.uses):
                for place in self._named(ruling, *named):
                    if self._cluster[place].sides.setdefault(number, side) != side:
                        self._contradicts(ruling, ruling)
        for ruling in rulings:
            if ruling.same:
                self._put_together(ruling, apart)

    def _put_together(self, ruling: Ruling, apart: list[Ruling]) -> None:
        places = [place for named in ruling.uses for place in self._named(ruling, *named)]
        for place in places[1:]:
            mine, its = self._cluster[places[0]].sides, self._cluster[place].sides
            broken = [number for number in mine.keys() & its.keys() if mine[number] != its[number]]
            if broken:
                self._contradicts(ruling, apart[min(broken)])
                return
            self._join(places[0], place)

    def _contradicts(self, ruling: Ruling, other: Ruling) -> None:
        if (ruling, other) not in self.contradictions:
            self.contradictions.append((ruling, other))

    def _named(self, ruling: Ruling, profile: str | None, label: str) -> list[Place]:
        """Return the uses that a ruling names: those with the label, small differences aside."""
        key = use_of(ruling.kind, Item(label, "", "")).key
        keys = (key, key_of(label))
        called = [
            *(place for one in keys for place in self._by_key.get(one, ())),
            *self._by_label.get(key_of(label), ()),
        ]
        found = [place for place in dict.fromkeys(called) if profile in (None, place.profile)]
        if not found:
            self.unmet.append((ruling, profile, label))
        return found

    # One key, several meanings

    def _tell_meanings_apart(self, places: list[Place]) -> None:
        meanings: list[Place] = []
        """A use of each meaning found so far."""
        for place in places:
            home = self._cluster[place]
            ruled = len(home.places) > 1  # a ruling has joined it with others
            if ruled and any(self._cluster[meaning] is home for meaning in meanings):
                continue
            likeliest = self._likeliest(place, meanings[:_MOST_MEANINGS])
            if likeliest is None:
                meanings.append(place)
            else:
                self._join(place, likeliest)

    def _likeliest(self, place: Place, meanings: list[Place]) -> Place | None:
        """Return the meaning that the evidence for is the strongest, if any is for one."""
        scores = [
            (self._best_score(place, meaning), meaning)
            for meaning in meanings
            if self._may_join(place, meaning)
        ]
        best = max(scores, key=lambda pair: pair[0], default=(0.0, place))
        return best[1] if best[0] >= LEAST else None

    def _score(self, one: Place, other: Place) -> float:
        if one.profile == other.profile:
            return 1.0 if self._uses[one].key == self._uses[other].key else -1.0
        return compare(
            self._uses[one],
            self._uses[other],
            (one.profile, self._companies[one.profile]),
            (other.profile, self._companies[other.profile]),
        ).score

    # Several keys, one meaning

    def _join_across_keys(self) -> None:
        edges: dict[tuple[Place, Place], float] = {}
        for block in self._blocks():
            heads = self._heads(block)
            if len(heads) > _MOST_MEANINGS:
                continue
            for number, one in enumerate(heads):
                for other in heads[number + 1 :]:
                    if (one, other) not in edges and self._uses[one].key != self._uses[other].key:
                        edges[one, other] = self._best_score(one, other)
        for (one, other), score in sorted(edges.items(), key=_strongest_first):
            if score >= LEAST and self._may_join(one, other):
                self._join(one, other)

    def _heads(self, places: Iterable[Place]) -> list[Place]:
        """Return the first use of each cluster that ``places`` are in."""
        heads = {id(self._cluster[place]): self._cluster[place].sample[0] for place in places}
        return sorted(heads.values(), key=_order)

    def _best_score(self, one: Place, other: Place) -> float:
        some, others = self._cluster[one].sample, self._cluster[other].sample
        return max(self._score(mine, its) for mine in some for its in others)

    def _blocks(self) -> Iterator[list[Place]]:
        """Yield places whose labels give a reason to compare them."""
        blocks: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place, use in self._uses.items():
            for name in (use.key, *use.synonyms):
                blocks["name", name.replace(" ", "")].append(place)
            blocks["root", root_of(use.key)].append(place)
            if len(letters := initialism(use)) >= _FEWEST_INITIALS:
                blocks["initials", letters].append(place)
            if use.kind == "tool":
                blocks["vague", key_without_vague_words(use.key)].append(place)
            words = {stem(word) for word in content_words(use.key)}
            for word in words:
                if rarity(word) >= _RARE:
                    blocks["word", word].append(place)
        return (block for _, block in sorted(blocks.items()) if len(block) > 1)

    # Joining

    def _may_join(self, one: Place, other: Place) -> bool:
        mine, its = self._cluster[one], self._cluster[other]
        if mine is its:
            return False
        if any(its.sides.get(ruling, side) != side for ruling, side in mine.sides.items()):
            return False
        fewer, more = sorted((mine.keys, its.keys), key=len)
        return all(more.get(profile, key) == key for profile, key in fewer.items())

    def _join(self, one: Place, other: Place) -> None:
        mine, its = self._cluster[one], self._cluster[other]
        if mine is its:
            return
        if len(mine.places) < len(its.places):
            mine, its = its, mine  # fewer places learn where they belong
        mine.take(its)
        for place in its.places:
            self._cluster[place] = mine


def _order(place: Place) -> tuple[str, int]:
    return place.profile, place.number


def _strongest_first(edge: tuple[tuple[Place, Place], float]) -> tuple[object, ...]:
    (one, other), score = edge
    return -score, _order(one), _order(other)
