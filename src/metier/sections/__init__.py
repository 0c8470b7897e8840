"""Section types, one module each, found by scanning this folder.

A section type states ``NAME``, the canonical heading; ``EXAMPLE``, a piece of such a section; ``CLASS``, the
class of the ontology that its items belong to; and ``items(markdown)``, which takes them out. Where profiles
share what its items name, it also states ``CONCEPT``, the kind of those concepts. A new one is one
new file. A section that is prose by nature, such as Purpose, has no type: it keeps its text.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from metier.model import Item, Profile


@dataclass(frozen=True, slots=True)
class SectionType:
    """What the items of a section with a canonical heading are."""

    name: str
    example: str
    item_class: str
    """Local name of a class of the ontology, such as ``WorkflowStep``."""
    concept: str | None
    """Kind of the concepts that its items name, or None where they are statements of the profile alone."""
    items: Callable[[str], list[Item]]


@cache
def section_types() -> dict[str, SectionType]:
    """Return the section types by the canonical heading, case-folded."""
    modules = (
        import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )
    return {
        module.NAME.casefold(): SectionType(
            module.NAME,
            module.EXAMPLE,
            module.CLASS,
            getattr(module, "CONCEPT", None),
            module.items,
        )
        for module in modules
        if hasattr(module, "NAME")
    }


@dataclass(frozen=True)
class SectionItem:
    """An item with its place in the profile."""

    section: int
    """Index of the section."""
    position: int
    """Place among the items of the section, counted from 1."""
    item: Item
    section_type: str
    """Case-folded canonical heading."""

    @property
    def type(self) -> SectionType:
        """What the items of its section are."""
        return section_types()[self.section_type]


def items_of(profile: Profile) -> tuple[SectionItem, ...]:
    """Return the items of all sections of a profile, in order."""
    found = []
    for number, section in enumerate(profile.sections):
        name = section.heading.casefold()
        if name in section_types():
            items = section_types()[name].items(section.markdown)
            found += [
                SectionItem(number, position, item, name)
                for position, item in enumerate(items, start=1)
            ]
    return tuple(found)
