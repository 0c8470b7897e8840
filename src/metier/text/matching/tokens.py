"""The words of a text, each with its place and what is known of it, cut once for all that look for names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from metier.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    COPULAS,
    DETERMINERS,
    JOINTS,
    NOUNS_TOO,
    PLAIN_ADJECTIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    is_acronym,
    is_adverb,
    is_verb,
    singular,
    verb_of,
)
from metier.rarity import rarity, stem
from metier.resolve.spelling import key_of
from metier.wordlists import word_group

from .misspelling import Corrections

RARE = 6.0
"""Rarity from which on a noun may be a term by itself."""

BETWEEN = frozenset({"of", "the", "a", "an"})
"""Words that may stand within a name without being part of it: *inspection of the cargo*."""

_MOST_KNOWN = 1 << 18
"""Words that are remembered; a text may have any number."""

_BLOCK = 1 << 16
"""Characters of a text that are cut at once."""

_PIECES = re.compile(
    r"([^\W_]+(?:[\u0300-\u036f]+[^\W_]*|[.'\u2019][^\W_]+|[\u00ad\u200b]+[^\W_]+)*|[&+#])"
)
_JOINT = re.compile(r"(?:[ \t\u00a0'\u2019/&+#.\u2010\u2011-]*(?:\r?\n)?[ \t]*|\u2013)\Z")
_UNSEEN = re.compile("[\u00ad\u200b]")
"""Where a word may be broken; nobody sees them."""

SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")
"""What ends a sentence, between two words."""

_LONGEST_JOINT = 300
"""Characters; the target of a link in Markdown is blank."""


NOUN, COMMON, ADJECTIVE, GERUND, PARTICIPLE, NAME, ACRONYM = "n", "m", "a", "g", "e", "c", "k"
OF, JOINT, DETERMINER, PREPOSITION, VERB, SMALL, FOREIGN = "o", "j", "d", "p", "v", "s", "f"
"""Classes of words, one letter each, so that rows of them can be searched as text."""

NOMINAL = frozenset({NOUN, COMMON, ADJECTIVE, GERUND, PARTICIPLE, NAME, ACRONYM})
"""The classes of words that noun phrases are made of."""

_ADJECTIVE = re.compile(r"(?:able|ible|ous|ful|less|ical|ic|ive|ary|ial|ual|nal|ral|lar)\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word wherever it stands."""

    text: str
    key: str
    """Without surface noise: see :func:`metier.resolve.spelling.key_of`."""
    stem: str
    kind: str
    """Its class."""
    is_between: bool
    """Whether it may stand within a name without being part of it."""
    is_corrected: bool = False
    """Whether its key and stem are those of the word that it is a misspelling of."""


class Words(dict[str, Word]):
    """Each word that was met, by its spelling."""

    def __init__(self, corrections: Corrections) -> None:
        self._corrections = corrections

    def __missing__(self, text: str) -> Word:
        key = key_of(_UNSEEN.sub("", text))
        meant = self._corrections.of(key) if text.islower() else None
        right = meant or key
        word = Word(text, right, stem(right), _kind(text), key in BETWEEN, meant is not None)
        if len(self) < _MOST_KNOWN:
            self[text] = word
        return word


def _kind(text: str) -> str:
    low = text.casefold()
    if low in _CLASSES:
        return _CLASSES[low]
    if is_adverb(low) or not text[0].isalpha():
        return SMALL
    if text[0].isupper():
        return ACRONYM if is_acronym(text) else NAME
    return _kind_of_content(low)


def _kind_of_content(low: str) -> str:
    if low in NOUNS_TOO:
        return COMMON
    base = low if is_verb(low) else verb_of(low)
    if base:
        return COMMON if base in NOUNS_TOO else VERB
    if low.endswith("ing"):
        return GERUND
    if low.endswith("ed"):
        return PARTICIPLE
    if low in PLAIN_ADJECTIVES or _ADJECTIVE.search(low):
        return ADJECTIVE
    return NOUN if rarity(stem(singular(low))) >= RARE else COMMON


def _classes() -> dict[str, str]:
    """Return the class of each word of the grammar's lists; what stands first counts."""
    groups = (
        (OF, {"of"}),
        (JOINT, {"and", "&"}),
        (DETERMINER, DETERMINERS | QUANTIFIERS),
        (PREPOSITION, PREPOSITIONS),
        (VERB, AUXILIARIES | word_group("past-forms") | {"to"}),
        (SMALL, word_group("object-words")),
        (SMALL, CLAUSE_WORDS | PRONOUNS | ADVERBS | COPULAS | JOINTS | {"+", "#"}),
        (FOREIGN, word_group("foreign-words")),
    )
    return {word: kind for kind, words in reversed(groups) for word in words}


_CLASSES = _classes()


class _Joints(dict[str, bool]):
    """Whether only what may join words of one name stands between two, by what stands there."""

    def __missing__(self, gap: str) -> bool:
        is_short = len(gap) <= _LONGEST_JOINT and not SENTENCE_END.search(gap)
        joint = self[gap] = is_short and bool(_JOINT.match(gap))
        return joint


OPENING, CLOSING = " (", ") "
"""What stands around an abbreviation that is given in the middle of a name."""

_JOINTS = _Joints({" ": True, "-": True, ", ": False, ". ": False})


class Block:
    """A piece of a text: its words in order, and what stands before each."""

    def __init__(self, text: str, offset: int, known: Words) -> None:
        """Take a piece of a text that begins ``offset`` characters from the text's start."""
        self._text, self._offset = text, offset
        pieces = _PIECES.split(text)  # what stands between words, and words, in turn
        ends = list(accumulate(map(len, pieces), initial=offset))
        self.words = [known[one] for one in pieces[1::2]]
        self.gaps = pieces[0::2]
        """What stands before each word, and at last what stands behind the last one."""
        self.starts = ends[1::2]
        """Where each word begins in the text, in characters."""

    def row(self) -> str:
        """Return the classes of the words, a capital where a name could not go on from the word before."""
        return "".join(
            [
                word.kind if _JOINTS[gap] else word.kind.upper()
                for word, gap in zip(self.words, self.gaps, strict=False)
            ]
        )

    def joins(self, place: int) -> bool:
        """Whether only what may join words of one name stands between a word and the one before it."""
        return _JOINTS[self.gaps[place]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words from ``first`` to before ``last`` stand in the text."""
        return self.starts[first], self.starts[last - 1] + len(self.words[last - 1].text)

    def text(self, first: int, last: int) -> str:
        """Return the words from ``first`` to before ``last`` as they stand in the text."""
        if last - first == 1:
            return self.words[first].text
        return self.slice(*self.span(first, last))

    def slice(self, start: int, end: int) -> str:
        """Return what stands between two places of the text."""
        return self._text[start - self._offset : end - self._offset]


def blocks(text: str, known: Words) -> Iterator[Block]:
    """Yield the pieces of a text, cut between paragraphs where there are any, so that no name is torn."""
    start = 0
    while start < len(text):
        end = min(start + _BLOCK, len(text))
        if end < len(text):
            end = _cut(text, start, end)
        yield Block(text[start:end], start, known)
        start = end


def _cut(text: str, start: int, end: int) -> int:
    """Return the best place to cut before ``end``: after a paragraph, a line, or a word."""
    for mark in ("\n\n", "\r\n\r\n", ".\n", ".\r\n", ". ", "\n", " "):
        cut = text.rfind(mark, start + 1, end)
        if cut > start:
            return cut + len(mark)
    return end
