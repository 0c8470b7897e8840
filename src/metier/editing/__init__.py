"""Edits of profiles that keep everything else as it is: comments, layout, line ends, every other byte."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from metier.files import replacing
from metier.readers import Source
from metier.readers.forms import METADATA_NAMES

from .changes import AddLink, Change, EditError, RemoveEntry, SetLinkType
from .patch import diff
from .text import edited

__all__ = [
    "AddLink",
    "Change",
    "Edit",
    "EditError",
    "RemoveEntry",
    "SetLinkType",
    "apply",
    "diff",
    "edit_of",
    "edited",
    "edited_file_of",
    "text_of",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """A file, its text, and the text that it is to have; ``shown`` is how the user reaches the file."""

    path: Path
    shown: str
    old: str
    new: str

    @property
    def patch(self) -> str:
        """What changes, as :func:`diff` gives it."""
        return diff(self.shown, self.old, self.new)


def edited_file_of(source: Source) -> Path:
    """Return the file of a source that holds its metadata.

    Raises EditError where a folder has none.
    """
    if source.form != "folder":
        return source.path
    for name in METADATA_NAMES:
        if (source.path / name).is_file():
            return source.path / name
    raise EditError(f"{source.shown} has no {METADATA_NAMES[0]}")


def edit_of(source: Source, changes: Sequence[Change]) -> Edit:
    """Return what the file of a source becomes with all changes made; nothing is written.

    Raises EditError, which names the file, where a change can't be made.
    """
    path = edited_file_of(source)
    shown = f"{source.shown}/{path.name}" if source.form == "folder" else source.shown
    try:
        old = text_of(path)
        return Edit(path, shown, old, edited(source.form, old, changes))
    except EditError as reason:
        raise EditError(f"{shown}: {reason}") from None


def text_of(path: Path) -> str:
    """Return the text of a file with its line ends and its byte order mark, if it has one.

    Raises EditError where it can't be read or isn't UTF-8.
    """
    try:
        return path.read_bytes().decode()
    except OSError as problem:
        raise EditError(f"can't read {str(path)!r}: {problem.strerror}") from None
    except UnicodeDecodeError:
        raise EditError(f"{str(path)!r} is not UTF-8") from None


def apply(edits: Iterable[Edit]) -> None:
    """Write the new text of each file, all or nothing a file; a link stays one, and so do permissions.

    Raises EditError, and nothing is written, where a file is no longer as it was when the edit was made;
    UsageError where one can't be written.
    """
    waiting = [edit for edit in edits if edit.new != edit.old]
    for edit in waiting:
        if text_of(edit.path) != edit.old:
            raise EditError(f"{edit.shown} has changed in the meantime: try again")
    for edit in waiting:
        _write(Path(os.path.realpath(edit.path)), edit.new)


def _write(path: Path, text: str) -> None:
    with replacing(path.parent) as files:
        stream = files.open(path.name)
        stream.write(text.encode())
        Path(stream.name).chmod(path.stat().st_mode & 0o7777)
