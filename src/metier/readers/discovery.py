"""Which profiles a path holds, and the form of each, found out by looking."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from metier.errors import UsageError

from .forms import (
    MARKDOWN_NAMES,
    METADATA_NAMES,
    read_folder,
    read_front_matter,
    read_json,
    read_yaml,
)

FORMS = {
    "folder": read_folder,
    "front-matter": read_front_matter,
    "json": read_json,
    "yaml": read_yaml,
}
"""The function that reads each form. A mirrored profile is a folder with a ``source:`` block."""

NOT_PROFILES = ("dataset.yaml", "concepts.yaml")
"""Files of a collection that have a meaning of their own."""

_BY_SUFFIX = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".md": "front-matter",
    ".markdown": "front-matter",
}


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file or folder that may hold a profile.

    ``shown`` is how the user reached it, ``relative`` its place below the path that was named: the same on
    every machine. ``named`` tells whether the user named the file itself, so that it must be a profile.
    """

    relative: str
    shown: str
    path: Path
    form: str
    named: bool = False


def find_sources(paths: Iterable[Path | str]) -> list[Source]:
    """Return the sources below ``paths``, each once, sorted.

    Raises UsageError where a path doesn't exist or can't be looked at.
    """
    found: dict[str, Source] = {}
    for path in map(Path, paths):
        try:
            if not path.exists():
                raise UsageError(f"there is no file or folder {str(path)!r}")
            sources = list(_sources_at(path))
        except OSError as problem:
            raise UsageError(f"can't look at {str(path)!r}: {problem.strerror}") from None
        for source in sources:
            real = os.path.realpath(source.path)
            found[real] = _joined(source, found.get(real))
    return sorted(found.values())


def _joined(source: Source, other: Source | None) -> Source:
    """Return one of two ways to the same file: the one from further above, whatever came first."""
    if other is None:
        return source
    chosen = max(source, other, key=lambda one: (len(one.relative), one.relative))
    return replace(chosen, named=source.named or other.named)


def _sources_at(path: Path) -> Iterator[Source]:
    if path.is_dir():
        yield from _search(path)
    elif path.name in (*METADATA_NAMES, *MARKDOWN_NAMES) and _is_profile_folder(path.parent):
        folder = path.parent
        yield Source(folder.resolve().name, folder.as_posix(), folder, "folder", named=True)
    else:
        form = _BY_SUFFIX.get(path.suffix.lower()) or _sniffed(path)
        yield Source(path.name, path.as_posix(), path, form, named=True)


def _search(root: Path) -> Iterator[Source]:
    """Yield what a folder holds, following links but never in a circle.

    A folder that can't be read is a source too: reading it will say so.
    """
    closed: list[Path] = []
    visited: set[str] = set()
    for directory, subdirectories, names in os.walk(
        root, followlinks=True, onerror=lambda error: closed.append(Path(error.filename))
    ):
        folder = Path(directory)
        real = os.path.realpath(folder)
        if real in visited:
            subdirectories.clear()
            continue
        visited.add(real)
        if _is_profile_folder(folder):
            subdirectories.clear()
            yield _folder_source(folder, root)
            continue
        subdirectories[:] = [name for name in subdirectories if not name.startswith(".")]
        for name in names:
            form = _BY_SUFFIX.get(Path(name).suffix.lower())
            if form and name not in NOT_PROFILES and not name.startswith("."):
                path = folder / name
                yield Source(path.relative_to(root).as_posix(), path.as_posix(), path, form)
    for folder in closed:
        yield _folder_source(folder, root)


def _folder_source(folder: Path, root: Path) -> Source:
    relative = folder.relative_to(root).as_posix()
    name = relative if relative != "." else folder.resolve().name
    return Source(name, folder.as_posix(), folder, "folder")


def _is_profile_folder(folder: Path) -> bool:
    """Whether a folder is a profile, or meant to be one: it has metadata, or a SOUL without any."""
    if any((folder / name).is_file() for name in METADATA_NAMES):
        return True
    for name in MARKDOWN_NAMES:
        soul = folder / name
        if soul.is_file():
            return _sniffed(soul) != "front-matter"
    return False


_SNIFFED = 1024 * 1024
"""Bytes in which front matter must have ended to be recognised where the name doesn't tell."""


def _sniffed(path: Path) -> str:
    """Guess a form from the first characters of a file whose name doesn't tell."""
    if not path.is_file():
        return "yaml"  # reading it will say that it is no file
    try:
        with path.open("rb") as stream:
            start = stream.read(_SNIFFED).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        return "yaml"  # reading it will say why it can't be read
    if start.startswith(b"{"):
        return "json"
    lines = start.splitlines()
    closes = any(line.rstrip() == b"---" for line in lines[1:])
    return "front-matter" if lines and lines[0].rstrip() == b"---" and closes else "yaml"
