"""One reading of a text: where it has names, which words it is made of, and its noun phrases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from metier.lexicon import is_verb

from .document import Document
from .matcher import Found, Match, Matcher
from .phrases import Phrases
from .profile_words import beginnings
from .tokens import DETERMINER, NOMINAL, OF, PREPOSITION, VERB, Block, Words, blocks

_BEFORE_NOUNS = NOMINAL | {DETERMINER, PREPOSITION, OF}
_SUBJECTS = frozenset({"i", "we", "you", "they", "who", "to"})

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


@dataclass(slots=True)
class Survey:
    """What a reading of one text gives."""

    document: Document
    places: list[list[Place]] = field(default_factory=list)
    """For each word that begins names what it begins, the longest first."""
    words: Counter[str] = field(default_factory=Counter)
    phrases: Phrases = field(default_factory=Phrases)
    """What may be names of something that the graph lacks."""


def survey_of(document: Document, matcher: Matcher, known: Words) -> Survey:
    """Read a text once, piece by piece."""
    survey = Survey(document)
    for start in range(0, len(document.prose), _PIECE):
        survey.words.update(beginnings(document.prose[start : start + _PIECE]))
    for block in blocks(document.prose, known):
        survey.phrases.add(block)
        survey.places += ([_place(block, one) for one in found] for found in matcher.find(block))
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
    )


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
