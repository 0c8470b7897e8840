"""Export formats, a module or package each, found by scanning this folder. A new one is one new file.

A format states, as constants of its module:

``NAME``        what the command line calls it
``SUFFIX``      how its file ends, such as ``.gexf``; empty if it is a folder of files
``MEDIA_TYPE``  as registered with IANA, or as its tools say
``SUMMARY``     which tool or purpose it is for
``OPENING``     how to open it there
``KEEPS``       what it holds
``DROPS``       what it can't hold; empty if nothing is lost
``EXAMPLE``     how it is called

and one function: ``pieces(selection)``, which yields the text of its one file, or ``files(selection)``, which
yields the files of its folder, each as its path there and its content. ``dropped(selection)``, if there is one,
yields sentences about what this export in particular had to leave out. ``REQUIRES`` names the extra that has to
be installed, ``NEEDS_CENTER`` says that the whole graph is too much for it, and ``INCLUDES`` what there is
beside practices unless somebody says otherwise: all if it isn't stated.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TypeAlias

from metier.errors import UsageError

from .common.selection import Selection

Content: TypeAlias = str | bytes


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a graph can be given away in."""

    name: str
    suffix: str
    media_type: str
    summary: str
    opening: str
    keeps: str
    drops: str
    example: str
    pieces: Callable[[Selection], Iterable[Content]] | None
    files: Callable[[Selection], Iterable[tuple[str, Content]]] | None
    dropped: Callable[[Selection], Iterator[str]]
    requires: str = ""
    needs_center: bool = False
    includes: tuple[str, ...] = ("all",)

    @property
    def is_folder(self) -> bool:
        """Whether it is written as a folder of files."""
        return self.files is not None


@cache
def formats() -> dict[str, Format]:
    """Return the formats by name."""
    modules = (
        import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )
    return {module.NAME: _format(module) for module in modules if hasattr(module, "NAME")}


def find_format(name: str) -> Format:
    """Return the format of a name; raises UsageError where there is none."""
    if name not in formats():
        raise UsageError(f"there is no format {name!r}: choose from {', '.join(formats())}")
    return formats()[name]


def _format(module: ModuleType) -> Format:
    return Format(
        name=module.NAME,
        suffix=module.SUFFIX,
        media_type=module.MEDIA_TYPE,
        summary=module.SUMMARY,
        opening=module.OPENING,
        keeps=module.KEEPS,
        drops=module.DROPS,
        example=module.EXAMPLE,
        pieces=getattr(module, "pieces", None),
        files=getattr(module, "files", None),
        dropped=getattr(module, "dropped", lambda _: iter(())),
        requires=getattr(module, "REQUIRES", ""),
        needs_center=getattr(module, "NEEDS_CENTER", False),
        includes=getattr(module, "INCLUDES", ("all",)),
    )


__all__ = ["Content", "Format", "Selection", "find_format", "formats"]
