"""Large graphs in a form that opens at once, kept in the user's cache folder beside the memory of builds.

Reading a graph file into memory takes about two seconds for a million quads; opening a store on disk takes ten
milliseconds. So ``metier build`` also fills a store, in a thread of its own, and the commands that read a
graph open that as long as the graph file is the one that it was made of. Nothing depends on it: without
it, reading is only slower.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from queue import Full, Queue
from threading import Thread
from typing import BinaryIO

from metier.errors import GraphError, MetierError
from metier.files import write_text
from metier.store import Store, keep, kept

from .cache import cache_folder, hashed, program
from .knowledge import ANNOTATOR, TEXTS, KnowledgeGraph, load

_WORTH_STORING = 16_000_000
"""Bytes of quads from which on a store is made; fewer are read in a fifth of a second."""

_MOST_IN_MEMORY = 400_000_000
"""Bytes of quads up to which a graph that was just written is read into memory: some 1,500 profiles."""

_STAMP = "stamp.json"
_MOST_WAITING = 64
_READ_AT_ONCE = 1 << 20


def opened(path: Path) -> KnowledgeGraph:
    """Return the graph at ``path``: its stored form if there is one, or the graph file read into memory.

    Raises GraphError where there is no graph.
    """
    folder, stamp = _folder(path), _stamp_of(path)
    if stamp is not None and stamp.items() <= _stamp_in(folder).items():
        with contextlib.suppress(MetierError):  # a store that can't be opened is none
            return KnowledgeGraph(kept(folder), folder)
    return load(path)


class Storing:
    """Fills the stored form of a graph while its file is being written, until its block ends well."""

    def __init__(self, graph: Path) -> None:
        self._graph = graph
        self._folder = _folder(graph)
        self._size = 0
        self._digest = blake2b(digest_size=20)
        self._is_new = False
        self._queue: Queue[bytes | None] = Queue(_MOST_WAITING)
        self._thread: Thread | None = None
        self._has_failed = False
        self._is_abandoned = False

    def __enter__(self) -> Storing:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._finish()
        else:
            self._abandon()

    def add(self, piece: bytes, written: BinaryIO, *, is_new: bool) -> None:
        """Add N-Quads that were just written to a stream, and tell whether the last graph had them.

        A thread begins to fill a store once there is something new, and enough to be worth it.
        """
        self._size += len(piece)
        self._digest.update(piece)
        self._is_new = self._is_new or is_new
        if self._thread is not None:
            self._put(piece)
        elif self._is_new and self._size > _WORTH_STORING:
            written.flush()
            self._begin(Path(written.name))

    @property
    def digest(self) -> str:
        """A hash of all quads so far."""
        return self._digest.hexdigest()

    def store(self, written: BinaryIO) -> Store:
        """Return as a store all that was written: one in memory, or of a very large graph the stored form.

        Reading everything from memory is three times faster than from disk, and the thread goes on meanwhile.
        """
        written.flush()
        if self._thread is not None and self._size > _MOST_IN_MEMORY:
            self._wait()
            if not self._has_failed:
                return kept(self._folder)
        store = Store()
        with Path(written.name).open("rb") as lines:
            store.fill(iter(lambda: lines.read(_READ_AT_ONCE) + lines.readline(), b""))
        return store

    def _begin(self, written: Path) -> None:
        """Start the thread: only now, for processes can't be forked safely once there is one."""
        with contextlib.suppress(OSError):
            (self._folder / _STAMP).unlink()
        _forget_lost_graphs()
        begun = written.open("rb")  # now: the file will soon have another name
        self._thread = Thread(target=self._fill, args=(begun, self._size), daemon=True)
        self._thread.start()

    def _put(self, piece: bytes | None) -> None:
        while not self._has_failed:
            with contextlib.suppress(Full):
                self._queue.put(piece, timeout=0.2)
                return

    def _fill(self, begun: BinaryIO, size: int) -> None:
        try:
            with begun, keep(self._folder) as store:
                store.fill(self._pieces(begun, size))
            for name in (TEXTS, ANNOTATOR):
                (self._folder / name).unlink(missing_ok=True)
        except (
            Exception
        ):  # a full disk, a folder of somebody else: the build must neither fail nor wait
            self._has_failed = True

    def _pieces(self, begun: BinaryIO, size: int) -> Iterator[bytes]:
        """Yield what was written before the thread began, in whole lines, and then what comes."""
        while size > 0:
            lines = begun.read(min(_READ_AT_ONCE, size))
            lines += begun.readline() if len(lines) < size else b""
            size -= len(lines)
            yield lines
        while (piece := self._queue.get()) is not None:
            yield piece
        if self._is_abandoned:
            raise GraphError("the build did not end well")  # so that no half store is kept

    def _finish(self) -> None:
        """Wait until the store is full, and say that it is the one of the graph file as it is now."""
        if self._size <= _WORTH_STORING:
            self._forget()  # what a larger graph left here
            return
        digest = self.digest
        if self._thread is None and _stamp_in(self._folder).get("digest") != digest:
            self._begin(self._graph)
        self._wait()
        with contextlib.suppress(MetierError, OSError):
            if not self._has_failed:
                stamp = {**(_stamp_of(self._graph) or {}), "digest": digest}
                write_text(self._folder / _STAMP, json.dumps(stamp))

    def _wait(self) -> None:
        """Tell the thread, if there is one, that nothing more comes, and wait for its end."""
        if self._thread is not None and self._thread.is_alive():
            self._put(None)
            self._thread.join()

    def _forget(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _abandon(self) -> None:
        """Stop, leaving no stored form."""
        self._is_abandoned = True
        self._wait()


def _folder(graph: Path) -> Path:
    return cache_folder() / "graphs" / hashed(str(graph.resolve()))[:24]


def _stamp_of(graph: Path) -> dict[str, object] | None:
    """Return what a graph file is known by, or None where there is no file."""
    try:
        status = graph.stat()
    except OSError:
        return None
    age = [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
    return {"graph": str(graph.resolve()), "file": age, "program": program()}


def _stamp_in(folder: Path) -> dict[str, object]:
    try:
        stamp = json.loads((folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _forget_lost_graphs() -> None:
    """Remove the stored forms of graph files that are no more."""
    for folder in (cache_folder() / "graphs").glob("*"):
        graph = _stamp_in(folder).get("graph")
        if isinstance(graph, str) and not Path(graph).is_file():
            shutil.rmtree(folder, ignore_errors=True)
