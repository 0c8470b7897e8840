"""Files written beside and renamed: whatever happens on the way, what was there before stays whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .errors import UsageError


class Replacement:
    """Files of one folder that replace their predecessors together, once all are complete."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pending: dict[Path, Path] = {}
        self._streams: list[BinaryIO] = []

    def open(self, name: str) -> BinaryIO:
        """Return a stream whose bytes become the file ``name`` when the work is done.

        ``name`` is relative to the folder and may have folders in it, which are made if need be. A link stays
        one, and what it leads to is replaced; a pipe or a device is written to at once.
        """
        final = self._folder / name
        if final.is_symlink():
            final = Path(os.path.realpath(final))
        final.parent.mkdir(parents=True, exist_ok=True)
        if final.exists() and not (final.is_file() or final.is_dir()):
            self._streams.append(final.open("wb"))
            return self._streams[-1]
        temporary = final.with_name(f".{final.name}.{secrets.token_hex(6)}.tmp")
        self._pending[temporary] = final  # before it exists: Ctrl-C can come any time
        stream = temporary.open("xb")
        self._streams.append(stream)
        return stream

    def write(self, name: str, content: bytes) -> None:
        """Let ``content`` become the file ``name`` when the work is done; no stream stays open meanwhile."""
        with self.open(name) as stream:
            stream.write(content)
        self._streams.pop()

    def commit(self) -> None:
        """Give every file its name."""
        for stream in self._streams:
            stream.close()
        for final in self._pending.values():
            if final.is_dir():
                raise IsADirectoryError(errno.EISDIR, "it is a folder", str(final))
        for temporary, final in self._pending.items():
            temporary.replace(final)
        self._pending.clear()

    def abandon(self) -> None:
        """Remove what was begun."""
        for stream in self._streams:
            with contextlib.suppress(OSError):
                stream.close()
        for temporary in self._pending:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Replacement]:
    """Write files of ``folder``, which is made if need be; nothing changes unless the block ends well.

    Raises UsageError where the folder can't be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replacement = Replacement(folder)
        try:
            yield replacement
            replacement.commit()
        finally:
            replacement.abandon()
    except OSError as problem:
        where = problem.filename or folder
        is_taken = isinstance(problem, FileExistsError)
        reason = "it is no folder" if is_taken else problem.strerror or problem
        raise UsageError(f"can't write to {str(where)!r}: {reason}") from None


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8 with line feeds, all or nothing."""
    with replacing(path.parent) as files:
        files.open(path.name).write(text.encode())
