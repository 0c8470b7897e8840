"""What was made of a graph once and is kept beside its stored form, in the user's own cache folder."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from metier.errors import UsageError
from metier.files import replacing

T = TypeVar("T")

_DIGEST = 32
"""Bytes of the checksum that the file begins with."""


def kept_or_made(file: Path | None, kind: type[T], make: Callable[[], T]) -> T:
    """Return the object that a file holds, or make it and keep it there; where that can't be, it is only made.

    The file is removed when the graph or the program changes. Nobody else's file is ever read: a pickle is a
    program.
    """
    if file is None:
        return make()
    with contextlib.suppress(Exception):  # there is none, or it is damaged: then it is made again
        data = file.read_bytes()
        if sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
            kept = pickle.loads(data[_DIGEST:])  # noqa: S301 -- our own bytes, in our own folder
            if isinstance(kept, kind):
                return kept
    made = make()
    with contextlib.suppress(UsageError), replacing(file.parent) as files:
        data = pickle.dumps(made, protocol=5)
        files.write(file.name, sha256(data).digest() + data)
    return made
