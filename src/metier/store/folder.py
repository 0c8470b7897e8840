"""Stores kept in folders: each folder names the one of its databases that is complete.

A new database is made beside the old one, and then one file, ``metier-store.json``, is replaced:
whoever reads sees the old graph or the new one. A folder without that file is no store of ours and
is never touched.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from metier.errors import GraphError, UsageError
from metier.files import write_text

from .store import Store

_POINTER = "metier-store.json"
_PREFIX = "graph-"


def check_folder(folder: Path) -> None:
    """Raise UsageError where ``folder`` can't become a store: it is a file, or holds something else."""
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{str(folder)!r} is no folder")
        if folder.is_dir() and any(folder.iterdir()) and not (folder / _POINTER).is_file():
            raise UsageError(
                f"{str(folder)!r} holds something else than a store: name another folder"
            )
    except OSError as problem:
        raise UsageError(f"can't use {str(folder)!r}: {problem.strerror}") from None


@contextlib.contextmanager
def keep(folder: Path) -> Iterator[Store]:
    """Give an empty store to fill; when the block ends well, it becomes the store of ``folder``.

    Raises UsageError where ``folder`` holds something else, or can't be written to.
    """
    check_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    except OSError as problem:
        raise UsageError(f"can't write to {str(folder)!r}: {problem.strerror}") from None
    try:
        store = Store(new)
        yield store
        store.close()
        write_text(folder / _POINTER, json.dumps({"database": new.name}) + "\n")
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for old in folder.glob(f"{_PREFIX}*"):
        if old.name != new.name:
            shutil.rmtree(old, ignore_errors=True)


def kept(folder: Path) -> Store:
    """Open the store of ``folder`` for reading.

    Raises GraphError where there is none, or it is damaged.
    """
    try:
        pointer = json.loads((folder / _POINTER).read_text(encoding="utf-8"))
        database = folder / Path(pointer["database"]).name
    except FileNotFoundError:
        raise GraphError(
            f"{str(folder)!r} is no store: build one with `metier build --store`"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise GraphError(f"can't read the store {str(folder)!r}: {problem}") from None
    return Store(database, read_only=True)
