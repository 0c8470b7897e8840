"""Export formats, one module each, found by scanning this folder.

A format states ``NAME``, ``SUMMARY`` (what it is for), ``EXAMPLE`` (how it is called) and
``export(store, out)``, which writes the graph to ``out`` and returns what it wrote in words.
A new one is one new file.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from metier.store import Store


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a graph can be given away in."""

    name: str
    summary: str
    example: str
    export: Callable[[Store, Path], str]


@cache
def formats() -> dict[str, Format]:
    """Return the formats by name."""
    modules = (
        import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )
    return {
        module.NAME: Format(module.NAME, module.SUMMARY, module.EXAMPLE, module.export)
        for module in modules
        if hasattr(module, "NAME")
    }
