"""Finds all names of a graph in a text at once, in time that grows with the text and not with the names.

The names are a trie of word stems (Fredkin, *Trie memory*, Communications of the ACM 3, 1960): most words of a
text begin no name, and a walk ends with the first word that no name goes on with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from metier.rarity import stem
from metier.resolve.spelling import key_of
from metier.wordlists import word_group

from .forms import CONCEPTS, INITIALS, TURNED, Name
from .tokens import ACRONYM, BETWEEN, CLOSING, OPENING, VERB, Block

EXACT, INFLECTED, REORDERED, SHORTENED = "exact", "inflected", "reordered", "shortened"
MISSPELLED = "misspelled"
"""How the words of a text are a name: as it is, in other forms or order, by its initials, with an error."""

_MOST_BETWEEN = 2
_MOST_KNOWN = 1 << 18
"""Words of texts that are remembered with what they match."""

_ENDINGS = ("", "s", "'s", "\u2019s")


class Match(NamedTuple):
    """A name that a text may mean at a place."""

    name: Name
    way: str
    """Exact, inflected, reordered or shortened."""


class Found(NamedTuple):
    """Words of a block that are names: ``first`` and ``last`` count its words, the last one not included."""

    first: int
    last: int
    matches: tuple[Match, ...]


@dataclass(slots=True)
class _State:
    number: int
    names: list[Name] = field(default_factory=list)
    following: dict[str, _State] = field(default_factory=dict)


class Matcher:
    """Finds names in blocks of text."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._start: dict[str, _State] = {}
        count = 0
        for name in names:
            states, state = self._start, None
            for word in name.words:
                stemmed = stem(word)
                state = states.get(stemmed)
                if state is None:
                    count += 1
                    state = states[stemmed] = _State(count)
                states = state.following
            assert state is not None  # a name has words
            state.names.append(name)
        self._known: dict[tuple[int, str], tuple[Match, ...]] = {}

    def find(self, block: Block) -> Iterator[list[Found]]:
        """Yield for each word that begins names what it begins, the longest first."""
        start, words = self._start, block.words
        for place, (word, behind) in enumerate(zip_longest(words, words[1:])):
            state = start.get(word.stem)
            if state is None:
                continue
            goes_on = behind and (
                behind.stem in state.following or behind.is_between or behind.kind == ACRONYM
            )
            if (state.names or goes_on) and (found := self._walk(block, place, state)):
                yield found

    def _walk(self, block: Block, first: int, state: _State | None) -> list[Found]:
        found: list[Found] = []
        place, words = first, block.words
        last = len(words) - 1
        while state is not None:
            if state.names and (matches := self._matches(block, first, place + 1, state)):
                found.append(Found(first, place + 1, matches))
            if place == last or not state.following:
                break
            place = _following(block, place + 1)
            state = state.following.get(words[place].stem) if place else None
        found.reverse()
        return found

    def _matches(self, block: Block, first: int, last: int, state: _State) -> tuple[Match, ...]:
        text = block.text(first, last)
        known = self._known.get((state.number, text))
        if known is None:
            words = _without_asides(block, first, last)
            is_verb = block.words[first].kind == VERB or words[0].endswith("ing")
            ways = ((name, _way(name, text, words, is_verb=is_verb)) for name in state.names)
            is_corrected = any(word.is_corrected for word in block.words[first:last])
            known = tuple(
                Match(name, MISSPELLED if is_corrected else way) for name, way in ways if way
            )
            if len(self._known) < _MOST_KNOWN:
                self._known[state.number, text] = known
        return known


def _following(block: Block, place: int) -> int:
    """Return the place of the next word that may be part of a name, or 0 where there is none."""
    words, gaps = block.words, block.gaps
    if gaps[place] == OPENING and gaps[place + 1] == CLOSING and words[place].kind == ACRONYM:
        place += 1  # Customs and Border Protection (CBP) officers
    elif not block.joins(place):
        return 0
    for following in range(place, min(place + _MOST_BETWEEN + 1, len(words))):
        if following > place and not block.joins(following):
            return 0
        if not words[following].is_between:
            return following
    return 0


def _without_asides(block: Block, first: int, last: int) -> list[str]:
    """Return the keys of words, an abbreviation in parentheses left out."""
    gaps = block.gaps
    return [
        block.words[place].key
        for place in range(first, last)
        if place in (first, last - 1) or (gaps[place], gaps[place + 1]) != (OPENING, CLOSING)
    ]


def _way(name: Name, text: str, words: list[str], *, is_verb: bool) -> str:
    """Return how a text is a name, or nothing where it is another one with the same stems."""
    if name.form == INITIALS:
        return SHORTENED if _is_shortened(name, text) else ""
    if name.exact is not None:
        is_spelled = text.startswith(name.exact) and text[len(name.exact) :] in _ENDINGS
        return EXACT if is_spelled else ""
    content = [word for word in words if word not in BETWEEN]
    is_same = content == list(name.words)
    if not is_same and (name.kind not in CONCEPTS or not all(map(_are_forms, content, name.words))):
        return ""  # *nursing* is not the *nurse*
    if name.form == TURNED:
        return REORDERED if is_verb or "of" in words else ""
    if words.count("of") > name.key.split().count("of"):
        return ""  # a *team of leaders* is no *team leader*
    return EXACT if is_same or key_of(text) == name.key else INFLECTED


def _is_shortened(name: Name, text: str) -> bool:
    short = name.exact or ""
    return text.startswith(short) and text[len(short) : len(short) + 1] in ("", " ", "s")


def _are_forms(one: str, other: str) -> bool:
    """Whether two words with one stem are forms of one, and not one who does what the other says."""
    return one == other or _ending(one) == _ending(other)


def _ending(word: str) -> str:
    """Return what of a word's ending makes it another word: *officer* is no form of *office*."""
    return next(
        (end for end in _TELLING_ENDS if word.endswith(end) and len(word) > len(end) + 2), ""
    )


_TELLING_ENDS = tuple(sorted(word_group("telling-ends"), key=lambda end: (-len(end), end)))
