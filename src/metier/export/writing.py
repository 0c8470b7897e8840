"""An export as a file or a folder: written whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from metier.errors import UsageError
from metier.files import replacing

from . import Content, Format, Selection


def check_can_export(wanted: Format, selection: Selection) -> None:
    """Raise UsageError where a format needs an extra that is not installed, or a node to begin with."""
    if wanted.requires and find_spec(wanted.requires) is None:
        raise UsageError(
            f"{wanted.name} needs {wanted.requires}: install it with "
            f"pip install 'metier[{wanted.name}]'"
        )
    if wanted.needs_center and selection.center is None:
        raise UsageError(
            f"{wanted.name} draws what is around a node: name one, as in {wanted.example!r}"
        )


def write_export(wanted: Format, selection: Selection, out: Path) -> int:
    """Write an export to the file or folder ``out``; return how many other files that folder has, which stay.

    Raises UsageError where ``out`` can't be written to, or the format can't be had.
    """
    check_can_export(wanted, selection)
    if wanted.files:
        return _write_folder(wanted.files(selection), out)
    if wanted.pieces and out.name:
        with replacing(out.parent) as replacement:
            stream = replacement.open(out.name)
            for piece in wanted.pieces(selection):
                stream.write(_bytes(piece))
        return 0
    raise UsageError(f"{str(out)!r} names no file")


def _write_folder(files: Iterable[tuple[str, Content]], out: Path) -> int:
    others = {path for path in out.rglob("*") if path.is_file()}
    with replacing(out) as replacement:
        for name, content in files:
            replacement.write(name, _bytes(content))
            others.discard(out / name)
    return len(others)


def stream_export(wanted: Format, selection: Selection, out: BinaryIO) -> None:
    """Write an export that is one file to a stream. Raises UsageError where it is a folder of files."""
    check_can_export(wanted, selection)
    if wanted.pieces is None:
        raise UsageError(f"{wanted.name} is a folder of files: name it with --out")
    for piece in wanted.pieces(selection):
        out.write(_bytes(piece))
    out.flush()


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
