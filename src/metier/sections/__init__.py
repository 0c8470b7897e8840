"""Section types, one module each, found by scanning this folder.

A section type states ``NAME``, the canonical heading; ``EXAMPLE``, a piece of such a section;
``CONCEPT``, the kind of concept that its entries are; and ``entries(markdown)``, which takes them out.
A new one is one new file.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from metier.model import Entry


@dataclass(frozen=True, slots=True)
class SectionType:
    """What the entries of a section with a canonical heading are."""

    name: str
    example: str
    concept: str
    entries: Callable[[str], list[Entry]]


@cache
def section_types() -> dict[str, SectionType]:
    """Return the section types by the canonical heading, case-folded."""
    modules = (
        import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )
    return {
        module.NAME.casefold(): SectionType(
            module.NAME, module.EXAMPLE, module.CONCEPT, module.entries
        )
        for module in modules
        if hasattr(module, "NAME")
    }
