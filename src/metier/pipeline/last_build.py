"""What the last build into a folder read and wrote, so that the next one costs only what changed.

A profile is read again when the bytes of its files changed, and its block is made again when it, or what the
collection says about it, changed. An unchanged block is copied from the files of the last build, if
they are still as it left them. The memory is a file of the user's cache folder; without it a build
is only slower.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from metier.diagnostics import Diagnostic, Severity
from metier.errors import UsageError
from metier.files import write_text
from metier.graph.blocks import Block
from metier.readers import Source, files_of
from metier.resolve.concepts import Concept
from metier.resolve.names import Card
from metier.resolve.uses import Use

from .cache import cache_folder, hashed, program

PAGE = "graph.html"
BLOCK_FILES = ("graph.nq", "graph.ttl", "skos.ttl")
"""The files that consist of blocks, in the order in which a block's spans are kept."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a source without reading it again."""

    card: Card
    updated: datetime.date | None
    problems: list[Diagnostic]


@dataclass(slots=True)
class Entry:
    """What a build remembers of one profile."""

    shown: str
    digest: str
    reading: Reading
    key: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    """Where the block is in each of the block files: offset and length, in bytes."""
    concepts: tuple[Concept, ...] = ()
    counts: dict[str, int] | None = None
    problems: tuple[Diagnostic, ...] = ()


class LastBuild:
    """The memory of the last build into ``out``, and of the one that is going on."""

    def __init__(self, out: Path, base: str) -> None:
        self._out = out
        self._file = cache_folder() / f"{hashed(str(out.resolve()))[:24]}.json"
        self._program = hashed(base, program())
        self._entries: dict[str, Entry] = {}
        self._blocks: dict[str, Entry] = {}
        self._read: dict[str, Entry] = {}
        self._now: dict[str, Entry] = {}
        self._page = ""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            self._load()  # a memory that can't be read is none

    def _load(self) -> None:
        state = json.loads(self._file.read_text(encoding="utf-8"))
        if state["program"] != self._program:
            return
        entries = [_entry(record) for record in state["entries"]]
        self._entries = {entry.shown: entry for entry in entries}
        if state["files"] == self._stamps(*BLOCK_FILES):
            self._blocks = {entry.reading.card.slug: entry for entry in entries}
        if state["page"] == self._stamps(PAGE):
            self._page = state["quads"]

    def _stamps(self, *names: str) -> list[list[int]]:
        found = [(self._out / name).stat() for name in names]
        return [[status.st_size, status.st_mtime_ns] for status in found]

    def recall_reading(self, source: Source) -> Reading | None:
        """Return what is known of a source whose files are as they were."""
        entry = self._entries.get(source.shown)
        if entry is None or entry.digest != _digest(source):
            return None
        self._read[entry.shown] = Entry(entry.shown, entry.digest, entry.reading)
        return entry.reading

    def learn_reading(self, source: Source, reading: Reading) -> None:
        """Remember a profile that was read."""
        self._read[source.shown] = Entry(source.shown, _digest(source), reading)

    def settle(self, chosen: Iterable[Source]) -> None:
        """Go on with these sources alone: of several profiles with one slug, one was chosen."""
        read = (self._read[source.shown] for source in chosen)
        self._now = {entry.reading.card.slug: entry for entry in read}

    def has_block(self, slug: str, key: str) -> bool:
        """Whether the last build wrote the block of a profile, from what it would be made of now."""
        entry = self._blocks.get(slug)
        now = self._now[slug]
        return entry is not None and (entry.key, entry.digest, entry.shown) == (
            key,
            now.digest,
            now.shown,
        )

    def recall_block(self, slug: str) -> tuple[Block, list[Diagnostic]]:
        """Return a block that the last build wrote."""
        entry = self._blocks[slug]
        pieces = [
            self._piece(name, *span) for name, span in zip(BLOCK_FILES, entry.spans, strict=True)
        ]
        quads, turtle, in_skos = pieces
        counts = Counter(entry.counts or {})
        return Block(slug, quads, turtle, in_skos, entry.concepts, counts), list(entry.problems)

    def _piece(self, name: str, offset: int, length: int) -> bytes:
        with (self._out / name).open("rb") as stream:
            stream.seek(offset)
            return stream.read(length)

    def learn_block(self, block: Block, key: str, problems: Iterable[Diagnostic]) -> None:
        """Remember how a block was made."""
        entry = self._now[block.slug]
        entry.key, entry.problems = key, tuple(problems)
        entry.concepts, entry.counts = block.concepts, dict(block.counts)

    def learn_spans(self, slug: str, spans: Iterable[tuple[int, int]]) -> None:
        """Remember where a block was written."""
        self._now[slug].spans = tuple(spans)

    def recall_page(self, quads: str) -> bytes | None:
        """Return the page that the last build wrote, if it was made of the quads that have this hash."""
        with contextlib.suppress(OSError):
            return (self._out / PAGE).read_bytes() if quads == self._page else None
        return None

    def save(self, quads: str) -> None:
        """Keep all this for the next build; that it can't be kept harms nobody. ``quads`` is a hash of all."""
        entries = [asdict(entry) for entry in self._now.values() if entry.spans]
        state = {
            "program": self._program,
            "files": self._stamps(*BLOCK_FILES),
            "page": self._stamps(PAGE),
            "quads": quads,
            "entries": entries,
        }
        with contextlib.suppress(OSError, UsageError):
            write_text(self._file, json.dumps(state, default=str))


def context_key(*facts: object) -> str:
    """Return a key of what the collection says about a profile."""
    return hashed(*map(repr, facts))


def _entry(record: dict[str, Any]) -> Entry:
    reading = record["reading"]
    card = reading["card"]
    updated = reading["updated"]
    return Entry(
        shown=record["shown"],
        digest=record["digest"],
        reading=Reading(
            card=Card(
                slug=card["slug"],
                title=card["title"],
                kind=card["kind"],
                aliases=tuple(card["aliases"]),
                links=tuple((kind, target) for kind, target in card["links"]),
                specializations=tuple(card["specializations"]),
                category=card["category"],
                tags=tuple(card["tags"]),
                uses=tuple(map(_use, card["uses"])),
            ),
            updated=datetime.date.fromisoformat(updated) if updated else None,
            problems=[_problem(problem) for problem in reading["problems"]],
        ),
        key=record["key"],
        spans=tuple((offset, length) for offset, length in record["spans"]),
        concepts=tuple(map(_concept, record["concepts"])),
        counts=record["counts"],
        problems=tuple(_problem(problem) for problem in record["problems"]),
    )


def _use(record: dict[str, Any]) -> Use:
    record["alternatives"] = tuple(record["alternatives"])
    record["synonyms"] = tuple(record["synonyms"])
    return Use(**record)


def _concept(record: dict[str, Any]) -> Concept:
    return Concept(**{**record, "alternatives": tuple(record["alternatives"])})


def _problem(record: dict[str, Any]) -> Diagnostic:
    return Diagnostic(**{**record, "severity": Severity(record["severity"])})


def _digest(source: Source) -> str:
    """Return a hash of the bytes of a source's files."""
    whole = blake2b(digest_size=20)
    for path in files_of(source):
        with contextlib.suppress(OSError):  # reading it will say why
            data = path.read_bytes()
            whole.update(os.fsencode(f"{path.name} {len(data)} ") + data)
    return whole.hexdigest()
