"""The words of an index of texts: which of them it has, and which were meant by those that it lacks."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from metier.lexicon import NO_NAME, singular
from metier.resolve.spelling import key_of
from metier.wordlists import word_group

_WORD = re.compile(r"[^\W_]+")
_LATIN_MARK = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b", re.IGNORECASE)
_SMALL_WORDS = (
    NO_NAME | word_group("small") | {"s", "t", "ll", "re", "ve", "use", "uses", "used", "using"}
)

SHORTEST_BEGUN = 3
"""Letters from which on a word may be the beginning of another."""

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


def _unaccented(word: str) -> str:
    """Make letters one as the tokenizer ``unicode61`` does: with and without accent, and forms of one."""
    if word.isascii():
        return word
    bare = _LATIN_MARK.sub("", unicodedata.normalize("NFD", "".join(map(_folded, word))))
    return unicodedata.normalize("NFC", bare)


def _folded(letter: str) -> str:
    folded = letter.casefold()
    return folded if len(folded) == 1 else letter  # ß stays one letter


def is_small(word: str) -> bool:
    """Whether a word tells nothing of what a text is about: *the*, *who*, *with*."""
    return word in _SMALL_WORDS


@dataclass(frozen=True, slots=True)
class Meant:
    """What a word of a search stands for."""

    words: tuple[str, ...] = ()
    """These in a row, one as a rule; none where the index has nothing like it."""
    others: tuple[str, ...] = ()
    """Any of these will do too."""
    is_begun: bool = False
    """Whether it is the beginning of a longer word."""
    instead: str = ""
    """What is searched for instead, if the word itself is in no text."""

    @property
    def expression(self) -> str:
        """What FTS5 is asked for."""
        base = quoted(self.words, is_begun=self.is_begun)
        if not self.others:
            return base
        return f"({' OR '.join([base, *(quoted([other]) for other in self.others)])})"


def quoted(words: Iterable[str], *, is_begun: bool = False) -> str:
    """Return words in a row as FTS5 is asked for them: in quotes they are never syntax."""
    return f'"{" ".join(words)}"{" *" if is_begun else ""}'


class Vocabulary:
    """The words of one index, in its table ``word``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def meant(self, word: str, *, is_last: bool) -> Meant:
        """Return what ``word`` stands for; the last word of a search may be unfinished."""
        american = self._american(word)
        if self.count(word):
            return Meant((word,), tuple(american))
        if american:
            return Meant(tuple(american), instead=american[0])
        begun = self._begun(word)
        if is_last and begun:
            return begun
        if self._is_found(quoted([word])):
            return Meant((word,))  # another form of a known word
        instead = self._parts(word) or self._nearest(word)
        return Meant(instead, instead=" ".join(instead)) if instead else begun or Meant()

    def count(self, word: str) -> int:
        """Return how many entries have this very word."""
        found = self._connection.execute("SELECT count FROM word WHERE word = ?", (word,))
        return int(next(found, (0,))[0])

    def _is_found(self, expression: str) -> bool:
        sql = "SELECT 1 FROM texts WHERE texts MATCH ? LIMIT 1"
        return self._connection.execute(sql, (expression,)).fetchone() is not None

    def joined(self, pair: list[str]) -> str:
        """Return the one word that was written as two, of which the texts lack one: *zheng ming*."""
        joined = "".join(pair)
        is_word = len(pair) == 2 and not all(map(self.count, pair)) and self.count(joined) > 0
        return joined if is_word else ""

    def _american(self, word: str) -> list[str]:
        """Return the American form of a British word, where the texts have it."""
        american = key_of(word)
        is_other = american.isalnum() and american != singular(word)
        return [american] if is_other and self.count(american) else []

    def _begun(self, start: str) -> Meant | None:
        """Return what stands for any word that begins so.

        The index holds stems, of which *inspectio* is no beginning: then it is all such words.
        """
        if len(start) < SHORTEST_BEGUN:
            return None
        if self._is_found(quoted([start], is_begun=True)):
            return Meant((start,), is_begun=True)
        sql = "SELECT word FROM word WHERE word > ? AND word < ? ORDER BY count DESC, word LIMIT ?"
        rows = self._connection.execute(sql, (start, start + "\U0010ffff", _MOST_COMPLETIONS))
        words = [row[0] for row in rows]
        return Meant((words[0],), tuple(words[1:])) if words else None

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the two words that were written as one: *bodyworn*."""
        last = len(word) - _SHORTEST_PART
        pairs = [(word[:cut], word[cut:]) for cut in range(_SHORTEST_PART, last + 1)]
        for pair in pairs:
            if all(map(self.count, pair)) and self._is_found(quoted(pair)):
                return pair
        return ()

    def _nearest(self, word: str) -> tuple[str, ...]:
        """Return the known word with the fewest errors (Damerau-Levenshtein), of these the most frequent.

        Letters that changed places are the likeliest error, and a wrong first letter the least likely. Five
        letters may have one error, more letters two; what holds a digit is a code, and right.
        """
        if not _SHORTEST_CORRECTED <= len(word) <= _LONGEST_CORRECTED or not word.isalpha():
            return ()
        from rapidfuzz.distance import OSA  # needed only when something was misspelled
        from rapidfuzz.process import extract_iter

        most = 1 if len(word) <= _LONGEST_WITH_ONE_ERROR else 2
        sizes = range(len(word) - most, len(word) + most + 1)
        known = [other for size in sizes for other in self._by_size.get(size, ())]
        near = extract_iter(word, known, scorer=OSA.distance, score_cutoff=most)
        ranked = [(errors, *self._doubt(word, other), other) for other, errors, _ in near]
        return (min(ranked)[-1],) if ranked else ()

    def _doubt(self, word: str, other: str) -> tuple[bool, bool, int]:
        """Return how unlikely it is, among words with as many errors, that this one was meant."""
        return sorted(word) != sorted(other), word[0] != other[0], -self.count(other)

    @cached_property
    def _by_size(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for (word,) in self._connection.execute("SELECT word FROM word"):
            found[len(word)].append(word)
        return found
