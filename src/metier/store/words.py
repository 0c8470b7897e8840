"""The words of an index of texts: which of them it has, and which were meant by those that it lacks."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from metier.lexicon import NO_NAME, singular
from metier.resolve.spelling import key_of
from metier.wordlists import word_group

_WORD = re.compile(r"[^\W_]+")
_LATIN_MARK = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b", re.IGNORECASE)
_SMALL_WORDS = NO_NAME | word_group("small") | {"t", "s", "ll", "ve", "re"}

_SHORTEST_CORRECTED = 3
_LONGEST_WITH_ONE_ERROR = 5
_LONGEST_CORRECTED = 40
_MOST_COMPLETIONS = 16
_SHORTEST_PART = 3


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index cuts them: small letters, Latin ones without accents.

    >>> words_of("The officer's café, body-worn (NEAR/2)")
    ['the', 'officer', 'cafe', 'body', 'worn', 'near', '2']
    """
    plain = unicodedata.normalize("NFC", _POSSESSIVE.sub("", text)).lower()
    return [_unaccented(word) for word in _WORD.findall(plain)]


def counted(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word is in ``texts``."""
    joined = unicodedata.normalize("NFC", "\n".join(texts)).lower()
    counts: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(joined)).items():
        counts[_unaccented(word)] += count
    return counts


def _unaccented(word: str) -> str:
    """Take away what the tokenizer ``unicode61`` does: accents of Latin letters, and no others."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _LATIN_MARK.sub("", unicodedata.normalize("NFD", word)))


def is_small(word: str) -> bool:
    """Whether a word tells nothing of what a text is about: *the*, *who*, *with*."""
    return word in _SMALL_WORDS


@dataclass(frozen=True, slots=True)
class Meant:
    """What a word of a search stands for."""

    words: tuple[str, ...]
    """Any of these, or, if ``is_phrase``, all of them in a row; none where the index has nothing like it."""
    is_phrase: bool = False
    is_begun: bool = False
    """Whether it may be the beginning of a longer word."""


class Vocabulary:
    """The words of one index, in its table ``word``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def meant(self, word: str, *, is_last: bool) -> Meant:
        """Return what ``word`` stands for; the last word of a search may be unfinished."""
        respelled = self._respelled(word)
        if self.has(word):
            return Meant((word, *respelled))
        if respelled:
            return Meant(respelled)
        completions = self._completions(word)
        if is_last and completions:
            return self._begun(word, completions)
        parts = self._parts(word)
        if parts:
            return Meant(parts, is_phrase=True)
        nearest = self._nearest(word)
        if nearest:
            return Meant((nearest,))
        return self._begun(word, completions) if completions else Meant(())

    def has(self, word: str) -> bool:
        """Whether a text has this word, or another form of it."""
        return self.count(word) > 0 or self._is_found(f'"{word}"')

    def count(self, word: str) -> int:
        """Return how often this very word is in the texts."""
        found = self._connection.execute("SELECT count FROM word WHERE word = ?", (word,))
        return int(next(found, (0,))[0])

    def _is_found(self, expression: str) -> bool:
        sql = "SELECT 1 FROM texts WHERE texts MATCH ? LIMIT 1"
        return self._connection.execute(sql, (expression,)).fetchone() is not None

    def _respelled(self, word: str) -> tuple[str, ...]:
        """Return the American form of a British word, where the texts have it."""
        american = key_of(word)
        is_other = american and " " not in american and american != singular(word)
        return (american,) if is_other and self.has(american) else ()

    def _completions(self, start: str) -> tuple[str, ...]:
        """Return the most frequent of the words that begin so."""
        sql = "SELECT word FROM word WHERE word > ? AND word < ? ORDER BY count DESC, word LIMIT ?"
        rows = self._connection.execute(sql, (start, start + "\U0010ffff", _MOST_COMPLETIONS))
        return tuple(row[0] for row in rows)

    def _begun(self, word: str, completions: tuple[str, ...]) -> Meant:
        """Prefer the word itself as a beginning: to the ranking it is one word, where its completions are many.

        The index holds stems: a beginning that is longer than the stem, as *inspectio*, needs the completions.
        """
        if self._is_found(f'"{word}" *'):
            return Meant((word,), is_begun=True)
        return Meant(completions)

    def _parts(self, word: str) -> tuple[str, str] | None:
        """Return the two words that were written as one: *bodyworn*."""
        last = len(word) - _SHORTEST_PART
        pairs = [(word[:cut], word[cut:]) for cut in range(_SHORTEST_PART, last + 1)]
        for pair in pairs:
            if all(map(self.count, pair)) and self._is_found(f'"{pair[0]} {pair[1]}"'):
                return pair
        return None

    def _nearest(self, word: str) -> str | None:
        """Return the known word with the fewest errors between (Damerau-Levenshtein), the most frequent of these.

        A word of up to five letters may have one error, a longer one two; what holds a digit is a code, and right.
        """
        if not _SHORTEST_CORRECTED <= len(word) <= _LONGEST_CORRECTED or not word.isalpha():
            return None
        from rapidfuzz.distance import OSA  # needed only when something was misspelled
        from rapidfuzz.process import extract_iter

        most = 1 if len(word) <= _LONGEST_WITH_ONE_ERROR else 2
        sizes = range(len(word) - most, len(word) + most + 1)
        known = [other for size in sizes for other in self._by_size.get(size, ())]
        near = extract_iter(word, known, scorer=OSA.distance, score_cutoff=most)
        ranked = [
            (errors, other[0] != word[0], -self.count(other), other) for other, errors, _ in near
        ]
        return min(ranked)[-1] if ranked else None

    @cached_property
    def _by_size(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for (word,) in self._connection.execute("SELECT word FROM word"):
            found[len(word)].append(word)
        return found
