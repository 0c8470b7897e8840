"""What a search asks an index of texts for: its words, and the expressions of FTS5 that find them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from metier.lexicon import singular

from .words import SHORTEST_BEGUN, Meant, Vocabulary, is_small, quoted, words_of

NUMBER, STEM = 0.9, 0.6
"""What a word counts that differs in number, and one that has but the stem: *customer* for *customs*."""

_MOST_WORDS = 24
_LONGEST_SEARCH = 2_000


@dataclass(frozen=True, slots=True)
class Step:
    """One way to ask."""

    level: int
    """2 for all words, 1 for all with the last as a beginning, 0 for some."""
    expressions: tuple[str, ...]
    """What matches any of these is found."""
    either: str
    """Matches all that this step and those before it find."""


@dataclass(frozen=True)
class Wanted:
    """What a search asks for."""

    search: str
    """As it was typed, in small letters."""
    words: tuple[str, ...]
    """In order, corrected."""
    telling: tuple[Meant, ...]
    """Those that tell what is wanted: all but the small words, if there are others."""
    steps: tuple[Step, ...]
    """From all words to some of them."""
    corrected: dict[str, str]
    unknown: tuple[str, ...]

    def likeness(self, found: str) -> float:
        """How near a word that was found is to one that is wanted: 1 for the word, less for one of its stem."""
        if found in self._forms or found.startswith(self._beginnings):
            return 1.0
        return NUMBER if singular(found) in self._singulars else STEM

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(word for one in self.telling for word in (*one.words, *one.others))

    @cached_property
    def _singulars(self) -> frozenset[str]:
        return frozenset(map(singular, self._forms))

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(one.words[0] for one in self.telling if one.is_begun)


def wanted_of(search: str, vocabulary: Vocabulary) -> Wanted:
    """Return what the words of a search ask for."""
    asked = words_of(search[:_LONGEST_SEARCH])[:_MOST_WORDS]
    meant = list(_meant(asked, vocabulary))
    known = [one for _, one in meant if one.words]
    telling = [one for one in known if not is_small(one.words[0])] or known
    telling = list(dict.fromkeys(telling))
    return Wanted(
        search=search.strip().lower(),
        words=tuple(word for one in known for word in one.words),
        telling=tuple(telling),
        steps=tuple(_steps(known, telling)) if known else (),
        corrected={word: one.instead for word, one in meant if one.instead},
        unknown=tuple(dict.fromkeys(word for word, one in meant if not one.words)),
    )


def _meant(asked: list[str], vocabulary: Vocabulary) -> Iterator[tuple[str, Meant]]:
    place = 0
    while place < len(asked):
        pair = asked[place : place + 2]
        joined = vocabulary.joined(pair)
        if joined:
            yield " ".join(pair), Meant((joined,), instead=joined)
        else:
            yield pair[0], vocabulary.meant(pair[0], is_last=place == len(asked) - 1)
        place += 2 if joined else 1


def _steps(known: list[Meant], telling: list[Meant]) -> Iterator[Step]:
    """All words, then the last one as a beginning, then some of the words."""
    words = [word for one in known for word in one.words]
    alternatives = [one.expression for one in telling]
    if is_small(telling[0].words[0]):
        yield _among_labels(quoted(words), alternatives)
        return
    first = _all(2, words, alternatives, is_begun=known[-1].is_begun)
    yield first
    either, last = first.either, known[-1].words[-1]
    if known[-1] == telling[-1] and not known[-1].is_begun and len(last) >= SHORTEST_BEGUN:
        begun = quoted([last], is_begun=True)
        second = _all(1, words, [*alternatives[:-1], begun], is_begun=True)
        either = f"{either} OR {second.either}"
        yield Step(1, second.expressions, either)
    if len(telling) > 1:
        yield Step(0, (" OR ".join(alternatives),), either)


def _among_labels(row: str, alternatives: list[str]) -> Step:
    """Ask for small words, which are in every text, in labels alone."""
    found = f"{{label names}} : ({row} OR ({' AND '.join(alternatives)}))"
    return Step(2, (found,), found)


def _all(level: int, words: list[str], alternatives: list[str], *, is_begun: bool) -> Step:
    """Ask for all words, and for labels that begin with them, and names that have them in a row."""
    row = quoted(words, is_begun=is_begun)
    names = (f"label : ^ {row}", f"names : {row}")
    if len(words) == 1:
        return Step(level, (*alternatives, *names), " OR ".join(alternatives))
    together = f"{row} OR ({' AND '.join(alternatives)})"
    return Step(level, (together, *names), " OR ".join([row, *alternatives]))
