"""The SQLite database that an index of texts is: its tables, how they are filled, and how a file is opened."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from metier.errors import GraphError
from metier.vocab import practice_kinds

_APPLICATION = 0x4D45_5458
"""What the header of a file of ours says: ``METX``."""

_VERSION = 1

_CONCEPT, _ITEM, _ASIDE = 0.8, 0.5, 0.3
_WEIGHTS = {
    **dict.fromkeys(practice_kinds().values(), 1.0),
    "Specialization": 0.7,
    "Placeholder": 0.6,
    "Tool": _CONCEPT,
    "Term": _CONCEPT,
    "Reference": 0.4,
    "Category": 0.35,
    "Tag": 0.35,
    "Section": _ASIDE,
    "Relation": _ASIDE,
    "CountryVariant": _ASIDE,
}
"""What a match counts, by the kind of node; all others are items of sections."""

_TABLES = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, id TEXT, kind TEXT, practice TEXT,
    label TEXT, names TEXT, contexts TEXT, text TEXT);
CREATE TABLE kind (name TEXT, weight REAL, first INTEGER, last INTEGER);
CREATE TABLE word (word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
"""
"""Entries are numbered by weight and kind, so that a range of numbers stands for a kind."""

_COLUMNS = "label, names, contexts, text, content='entry', content_rowid='number'"
_TOKENS = "unicode61 remove_diacritics 2"
_AT_ONCE = 1 << 26
"""Bytes of an index that SQLite collects before it writes them."""

_WORDS = f"""
CREATE VIRTUAL TABLE raw USING fts5 ({_COLUMNS}, detail='none', tokenize='{_TOKENS}');
INSERT INTO raw (raw, rank) VALUES ('hashsize', {_AT_ONCE});
INSERT INTO raw (raw) VALUES ('rebuild');
CREATE VIRTUAL TABLE terms USING fts5vocab ('raw', 'row');
INSERT INTO word SELECT term, doc FROM terms ORDER BY term;
DROP TABLE terms;
DROP TABLE raw;
"""  # noqa: S608 -- of constants
"""The words as they are written come from an index that is thrown away: the other one has stems."""

_TEXTS = f"""
CREATE VIRTUAL TABLE texts USING fts5 ({_COLUMNS}, tokenize='porter {_TOKENS}');
INSERT INTO texts (texts, rank) VALUES ('hashsize', {_AT_ONCE});
INSERT INTO texts (texts) VALUES ('rebuild');
INSERT INTO texts (texts) VALUES ('optimize');
"""  # noqa: S608 -- of constants
"""The index proper. It holds no text but reads that from ``entry``."""

_INSERT = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: a node of the graph, with what is said of it."""

    id: str
    """Its IRI."""
    kind: str
    """The local name of its class, such as ``Term``."""
    label: str
    names: tuple[str, ...] = ()
    """What else it is called."""
    text: str = ""
    """Its definition or text."""
    practice: str = ""
    """The IRI of the practice that it is about, where it is about one."""
    contexts: tuple[str, ...] = ()
    """What it is one of, such as ``Detective failure mode``: words that find it together with others."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The entries of one kind: their numbers, and what a match counts."""

    name: str
    weight: float
    first: int
    last: int


def filled(entries: Iterable[Entry]) -> sqlite3.Connection:
    """Return a database in memory with these entries."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    ordered = sorted(entries, key=_place)
    connection.executescript(_TABLES)
    rows = (
        (number, one.id, one.kind, one.practice, *map(_clean, _texts(one)))
        for number, one in enumerate(ordered, start=1)
    )
    connection.executemany(_INSERT, rows)
    connection.executemany("INSERT INTO kind VALUES (?, ?, ?, ?)", _ranges(ordered))
    connection.executescript(_WORDS + _TEXTS)
    connection.commit()
    return connection


def _place(entry: Entry) -> tuple[float, str, str]:
    return (-_WEIGHTS.get(entry.kind, _ITEM), entry.kind, entry.id)


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry.label, "\n".join(entry.names), "\n".join(entry.contexts), entry.text)


def _clean(text: str) -> str:
    """Leave out control characters, of which two mark what is found, and compose letters with accents."""
    if text.isascii():
        return text if text.isprintable() else _NO_TEXT.sub(" ", text)
    return unicodedata.normalize("NFC", _NO_TEXT.sub(" ", text))


def _ranges(entries: list[Entry]) -> Iterator[tuple[str, float, int, int]]:
    first = 1
    for kind, alike in groupby(entry.kind for entry in entries):
        last = first + len(list(alike)) - 1
        yield kind, _WEIGHTS.get(kind, _ITEM), first, last
        first = last + 1


def opened(path: Path) -> sqlite3.Connection:
    """Open the file of an index for reading.

    Raises GraphError where there is none, or it is something else or of another version.
    """
    if not path.is_file():
        raise GraphError(f"there is no index of texts {str(path)!r}: build the graph again")
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS]
    except sqlite3.Error as problem:
        raise GraphError(f"can't read {str(path)!r} as an index of texts: {problem}") from None
    if found != [*_MARKS.values()]:
        connection.close()
        raise GraphError(
            f"{str(path)!r} is no index of texts of this version of Metier: build the graph again"
        )
    return connection


_MARKS = {"application_id": _APPLICATION, "user_version": _VERSION}


def kinds_of(connection: sqlite3.Connection) -> list[Kind]:
    """Return the kinds of the entries, those that count most first."""
    rows = connection.execute("SELECT name, weight, first, last FROM kind ORDER BY first")
    return [Kind(*row) for row in rows]
