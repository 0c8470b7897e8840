"""One reading of a text: where it has names, which words it is made of, and its noun phrases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from metier.lexicon import is_verb
from metier.text.matching.matcher import Found, Match, Matcher
from metier.text.matching.tokens import (
    ACRONYM,
    COMMON,
    DETERMINER,
    FOREIGN,
    JOINT,
    NAME,
    NOMINAL,
    NOUN,
    OF,
    PREPOSITION,
    SENTENCE_END,
    VERB,
    Block,
    Words,
    blocks,
)
from metier.text.phrases.noun_phrases import Phrases
from metier.text.sources.document import Document
from metier.wordlists import word_group

from .profile_words import beginnings

_BEFORE_NOUNS = NOMINAL | {DETERMINER, PREPOSITION, OF}
_SUBJECTS = frozenset({"i", "we", "you", "they", "who", "to"})

_HONORIFICS = word_group("honorifics")
_PLACES = word_group("place-words")
_GRAMMAR = (DETERMINER, PREPOSITION, OF, JOINT)
_PIECE = 1 << 20


class Place(NamedTuple):
    """Where names were found, and what stands around them."""

    start: int
    end: int
    matches: tuple[Match, ...]
    is_verb: bool
    """Whether the words look like a verb here."""
    modifies: str
    """The key of the noun behind them, which they then only modify; empty where there is none."""
    is_modified: bool
    """Whether a noun or an adjective stands before them."""
    is_compound: bool
    """Whether a common noun does: *record player*."""
    is_proper: bool
    """Whether it is a word of a name of a person or a place: *Ms. Baker*, *Mason Street*."""
    begins: bool
    """Whether a sentence begins with them, so that a capital says nothing."""


@dataclass(slots=True)
class Survey:
    """What a reading of one text gives."""

    document: Document
    places: list[list[Place]] = field(default_factory=list)
    """For each word that begins names what it begins, the longest first."""
    words: Counter[str] = field(default_factory=Counter)
    small: set[str] = field(default_factory=set)
    """The keys of single words that are names and stand in small letters somewhere."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many words there are of each class."""
    phrases: Phrases = field(default_factory=Phrases)
    """What may be names of something that the graph lacks."""

    @property
    def is_english(self) -> bool:
        """Whether words of English grammar outnumber those of other languages."""
        return sum(map(self.kinds.__getitem__, _GRAMMAR)) >= self.kinds[FOREIGN]


def survey_of(document: Document, matcher: Matcher, known: Words) -> Survey:
    """Read a text once, piece by piece."""
    survey = Survey(document)
    for start in range(0, len(document.prose), _PIECE):
        survey.words.update(beginnings(document.prose[start : start + _PIECE]))
    for block in blocks(document.prose, known):
        survey.phrases.add(block)
        survey.kinds.update([word.kind for word in block.words])
        for found in matcher.find(block):
            survey.places.append([_place(block, one) for one in found])
            word = block.words[found[-1].first]
            if word.text.islower():
                survey.small.add(word.key)
    return survey


def _place(block: Block, found: Found) -> Place:
    first, last, matches = found
    words = block.words
    before = words[first - 1] if first and block.joins(first) else None
    behind = words[last] if last < len(words) and block.joins(last) else None
    start, end = block.span(first, last)
    return Place(
        start=start,
        end=end,
        matches=matches,
        is_verb=_is_verb(block, first, last),
        modifies=behind.key if behind and behind.kind in NOMINAL else "",
        is_modified=bool(before and before.kind in NOMINAL),
        is_compound=bool(before and before.kind in (NOUN, COMMON) and before.text.islower()),
        is_proper=last - first == 1 and words[first].kind == NAME and _is_proper(block, first),
        begins=not first or bool(SENTENCE_END.search(block.gaps[first] + " ")),
    )


def _is_proper(block: Block, place: int) -> bool:
    """Whether a word with a capital is a surname, or part of the name of a place."""
    words, gaps = block.words, block.gaps
    if place + 1 < len(words) and block.joins(place + 1) and words[place + 1].key in _PLACES:
        return True
    if not place or gaps[place] not in (" ", ". "):
        return False
    before = words[place - 1]
    is_initial = len(before.text) == 1 and before.text.isupper() and before.text not in "AI"
    if before.key in _HONORIFICS or is_initial:
        return True
    return gaps[place] == " " and before.kind in (NAME, ACRONYM)


def _is_verb(block: Block, first: int, last: int) -> bool:
    """Whether a single word stands where a verb does: behind a modal or a subject, or before an object."""
    if last - first > 1:
        return False
    words, word = block.words, block.words[first]
    if not is_verb(word.key):
        return False
    before = words[first - 1] if first else None
    behind = words[last] if last < len(words) else None
    if before and (before.kind == VERB or before.text.casefold() in _SUBJECTS):
        return True
    if before and before.kind in _BEFORE_NOUNS:
        return False
    return bool(behind and behind.kind == DETERMINER and block.joins(last))
