"""Bytes to text: UTF-8 with or without a byte order mark, bounded in size."""

from __future__ import annotations

import codecs
from pathlib import Path

from metier import rules

from .document import UnreadableError

LARGEST = 16 * 1024 * 1024
"""Bytes that a file may have; the largest real profile has a hundredth of that."""


def read_text(path: Path, shown: str) -> str:
    """Return the text of a file, without its byte order mark.

    Raises UnreadableError where the file can't be read, is larger than :data:`LARGEST`, or isn't UTF-8.
    """
    if path.exists() and not path.is_file():
        raise UnreadableError(rules.UNREADABLE.at(shown, reason="it is no regular file"))
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise UnreadableError(rules.UNREADABLE.at(shown, reason=reason)) from None
    if len(data) > LARGEST:
        size = path.stat().st_size
        raise UnreadableError(rules.TOO_LARGE.at(shown, size=size, limit=LARGEST))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        before = data[: problem.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        byte = f"0x{data[problem.start]:02X}"
        line = before.count(b"\n") + 1
        raise UnreadableError(rules.NOT_UTF8.at(shown, line, column, byte=byte)) from None
