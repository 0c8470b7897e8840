"""An export as a file or a folder: written whole, or not at all."""

from __future__ import annotations

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


def write_export(wanted: Format, selection: Selection, out: Path) -> None:
    """Write an export to the file or folder ``out``; other files in that folder stay.

    Raises UsageError where ``out`` can't be written to, or the format can't be had.
    """
    check_can_export(wanted, selection)
    if wanted.pieces:
        with replacing(out.parent) as replacement:
            stream = replacement.open(out.name)
            for piece in wanted.pieces(selection):
                stream.write(_bytes(piece))
    elif wanted.files:
        with replacing(out) as replacement:
            for name, content in wanted.files(selection):
                replacement.write(name, _bytes(content))


def stream_export(wanted: Format, selection: Selection, out: BinaryIO) -> None:
    """Write an export that is one file to a stream. Raises UsageError where it is a folder of files."""
    check_can_export(wanted, selection)
    if wanted.pieces is None:
        raise UsageError(f"{wanted.name} is a folder of files: name it with --out")
    for piece in wanted.pieces(selection):
        out.write(_bytes(piece))


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
