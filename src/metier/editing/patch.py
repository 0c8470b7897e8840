"""What changes in a file, as a patch that ``git apply`` and ``patch -p1`` take."""

from __future__ import annotations

import difflib
import os
from itertools import chain

_LETTERS = dict(zip(b'\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True))
_NO_LINE_END = "\\ No newline at end of file\n"


def diff(path_shown: str, old: str, new: str) -> str:
    """Return a unified diff between two texts of a file; an empty one where they are equal.

    ``path_shown`` is relative to where the patch will be applied. Lines end at line feeds only, as Git has it.
    """
    header = (
        f"{mark} {_quoted(side + path_shown)}" for mark, side in (("---", "a/"), ("+++", "b/"))
    )
    found = difflib.unified_diff(_lines(old), _lines(new))
    body = list(found)[2:]
    if not body:
        return ""
    return "".join(chain((line + "\n" for line in header), map(_whole, body)))


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n{_NO_LINE_END}"


def _quoted(path: str) -> str:
    """Return a path as Git writes it: quoted as in C where it has more than printable ASCII."""
    data = os.fsencode(path)
    if all(_is_harmless(byte) for byte in data):
        return path + "\t" if " " in path else path
    return '"' + "".join(map(_escaped, data)) + '"'


def _is_harmless(byte: int) -> bool:
    return 0x20 <= byte < 0x7F and byte not in b'"\\'


def _escaped(byte: int) -> str:
    if byte in _LETTERS:
        return "\\" + _LETTERS[byte]
    return chr(byte) if _is_harmless(byte) else f"\\{byte:03o}"
