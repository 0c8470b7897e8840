"""Full-text search: ranked, and tolerant of typing errors.

An index is one SQLite file. Words are matched by their stems (Porter) with SQLite's FTS5; entries are ranked by
BM25, by how much of a label the words are, and by the kind of what bears it. Nothing that is searched for is
ever syntax.
"""

from __future__ import annotations

import contextlib
import sqlite3
import weakref
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from metier.errors import GraphError
from metier.files import replacing

from .ranking import END, START, Candidate, unmarked
from .tables import Entry, filled, kinds_of, opened
from .wanted import Step, Wanted, wanted_of
from .words import Vocabulary

__all__ = ["Entry", "Hit", "SearchResult", "TextIndex"]

_FEW = 5
"""Entries with all words below which others are looked for too."""

_FEWEST_WEIGHED = 80
"""Entries whose labels are looked at, the best by BM25 and kind; or three times what is asked for."""

_RANK = "bm25(texts, 10.0, 8.0, 0.1, 1.0)"
"""Below 0, the best the lowest; what a word counts in label, names, contexts and text."""

_WORDS_OF_A_SNIPPET = 24

MOST_HITS = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found."""

    id: str
    kind: str
    label: str
    practice: str
    name: str
    """The other name that fits better than the label, or nothing."""
    score: float
    """2 or more: all words were found; 1 or more: the last one as the beginning of another; less: some."""
    snippet: str
    """The text around what was found, on one line."""
    marks: tuple[tuple[int, int], ...]
    """Where the words are in ``snippet``: offsets in characters, end exclusive."""

    def excerpt(self, width: int) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return what of the snippet has room in ``width`` characters, the first mark in it, and the marks."""
        if len(self.snippet) <= width:
            return self.snippet, self.marks
        first_end = self.marks[0][1] if self.marks else 0
        start = 0
        if first_end >= width:
            start = self.snippet.find(" ", first_end - width // 2) + 1
        cut = ("…" if start else "") + self.snippet[start:]
        shift = start - (len(cut) - len(self.snippet[start:]))
        text = cut[: width - 1].rstrip() + "…" if len(cut) > width else cut
        marks = ((begin - shift, end - shift) for begin, end in self.marks if begin >= start)
        return text, tuple(mark for mark in marks if mark[1] < len(text))


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search."""

    hits: tuple[Hit, ...]
    """The best first."""
    corrected: dict[str, str]
    """What was searched for instead of words that are in no text."""
    unknown: tuple[str, ...]
    """Words that are in no text, nor like any that is."""


class TextIndex:
    """Entries by their words."""

    def __init__(self, connection: sqlite3.Connection, name: str = "in memory") -> None:
        """Take over an open database; ``build`` and ``open`` make one."""
        self._connection = connection
        self._name = name
        self._close = weakref.finalize(self, connection.close)
        with self._told():
            self._kinds = kinds_of(connection)
        self._words = Vocabulary(connection)

    @classmethod
    def build(cls, path: Path | None, entries: Iterable[Entry]) -> TextIndex:
        """Make the index of ``entries``, in the file ``path``, which it replaces, or in memory.

        Raises UsageError where the file can't be written.
        """
        connection = filled(entries)
        if path is None:
            return cls(connection)
        with contextlib.closing(connection), replacing(path.parent) as files:
            files.open(path.name).write(connection.serialize())
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> TextIndex:
        """Open the file of an index for reading.

        Raises GraphError where there is none, or it is damaged, or of another version.
        """
        return cls(opened(path), repr(str(path)))

    def close(self) -> None:
        """Let the file go; without this, it is let go with the object."""
        self._close()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the entries, those that count most first."""
        return tuple(one.name for one in self._kinds)

    def search(self, words: str, *, kinds: Collection[str] = (), limit: int = 20) -> SearchResult:
        """Return the ``limit`` best entries for ``words``, at most 1000, only of ``kinds`` if any are named.

        Entries with all words come first, then, where these are few, such as have the last word as a beginning,
        and such as have some of the words. Raises GraphError where the file turns out to be damaged.
        """
        with self._told():
            wanted = wanted_of(words, self._words)
            hits = tuple(self._hits(wanted, kinds, min(limit, MOST_HITS))) if limit > 0 else ()
        return SearchResult(hits, wanted.corrected, wanted.unknown)

    def _hits(self, wanted: Wanted, kinds: Collection[str], limit: int) -> Iterator[Hit]:
        found: dict[int, int] = {}
        for step in wanted.steps:
            for number in self._found(step, kinds, max(3 * limit, _FEWEST_WEIGHED)):
                found.setdefault(number, step.level)
            if len(found) >= min(limit, _FEW):
                break
        if found:
            candidates = self._candidates(wanted, step, found)
            ranked = sorted(candidates, key=lambda one: (-one.score, one.number))
            yield from self._shown(step, ranked[:limit])

    def _found(self, step: Step, kinds: Collection[str], most: int) -> Iterator[int]:
        """Yield the numbers of the best entries for each expression of a step, by BM25 and kind alone."""
        chosen = [one for one in self._kinds if not kinds or one.name in kinds]
        if not chosen:
            return
        within = " OR ".join(["rowid BETWEEN ? AND ?"] * len(chosen))
        weights = " ".join(["WHEN rowid <= ? THEN ?"] * len(self._kinds))
        sql = f"""
            SELECT rowid FROM texts WHERE texts MATCH ? AND ({within})
            ORDER BY {_RANK} * CASE {weights} END, rowid LIMIT ?"""  # noqa: S608 -- of constants
        ranges = [place for one in chosen for place in (one.first, one.last)]
        by_number = [part for one in self._kinds for part in (one.last, one.weight)]
        for expression in step.expressions:
            rows = self._connection.execute(sql, (expression, *ranges, *by_number, most))
            yield from (row[0] for row in rows)

    def _candidates(self, wanted: Wanted, step: Step, found: dict[int, int]) -> Iterator[Candidate]:
        marked = ", ".join(f"highlight(texts, {column}, '{START}', '{END}')" for column in range(4))
        sql = f"""
            SELECT rowid, -{_RANK}, {marked}
            FROM texts WHERE texts MATCH ? AND {_among(found)}"""  # noqa: S608 -- of constants
        rows = self._connection.execute(sql, (step.either, *found)).fetchall()
        best = max((row[1] for row in rows), default=1.0)
        for number, relevance, *texts in rows:
            weight = next(one.weight for one in self._kinds if number <= one.last)
            yield Candidate(wanted, number, found[number], weight, relevance / best, *texts)

    def _shown(self, step: Step, ranked: list[Candidate]) -> Iterator[Hit]:
        snippet = f"snippet(texts, 3, '{START}', '{END}', '…', {_WORDS_OF_A_SNIPPET})"
        sql = f"""
            SELECT entry.number, id, kind, practice, entry.label, {snippet}
            FROM texts JOIN entry ON entry.number = texts.rowid
            WHERE texts MATCH ? AND {_among(ranked)}"""  # noqa: S608 -- of constants
        rows = self._connection.execute(sql, (step.either, *(one.number for one in ranked)))
        by_number = {number: rest for number, *rest in rows}
        for one in ranked:
            node, kind, practice, label, marked = by_number[one.number]
            text, marks = unmarked(" ".join(marked.split()))
            yield Hit(node, kind, label, practice, one.name, round(one.score, 4), text, marks)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            raise GraphError(
                f"the index of texts {self._name} is damaged, build the graph again: {problem}"
            ) from None


def _among(numbers: Collection[object]) -> str:
    """Choose rows by number; the plus keeps SQLite from looking each of them up in the index of words."""
    return f"+texts.rowid IN ({', '.join('?' * len(numbers))})"
