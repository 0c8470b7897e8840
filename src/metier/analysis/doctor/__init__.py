"""The doctor of links: one module a kind of finding, found by looking into this folder.

Each has a ``KIND``, a ``TITLE`` and ``findings(ward)``, which yields :class:`~.ward.Finding`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from metier.errors import UsageError

from .ward import AddLink, ChangeType, Evidence, Finding, Fix, Remove, Ward

__all__ = [
    "AddLink",
    "ChangeType",
    "Evidence",
    "Finding",
    "Fix",
    "Kind",
    "Remove",
    "Ward",
    "examine",
    "kinds",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding."""

    name: str
    title: str
    find: Callable[[Ward], Iterable[Finding]]


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of findings by name."""
    found = {}
    for module in iter_modules(__path__):
        loaded = import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "KIND"):
            found[loaded.KIND] = Kind(loaded.KIND, loaded.TITLE, loaded.findings)
    return dict(sorted(found.items()))


def examine(ward: Ward, *, only: Collection[str] = ()) -> Iterator[Finding]:
    """Yield the findings of the kinds ``only``, or of all, that the ward asks for, the surest first.

    Raises UsageError for a kind that there is not.
    """
    unknown = [name for name in only if name not in kinds()]
    if unknown:
        known = ", ".join(kinds())
        raise UsageError(f"there is no kind of finding {unknown[0]!r}: choose from {known}")
    chosen = [kind for name, kind in kinds().items() if not only or name in only]
    found = [one for kind in chosen for one in kind.find(ward)]
    wanted = [
        one
        for one in found
        if one.confidence >= ward.least
        and (not ward.about or not ward.about.isdisjoint(one.practices))
    ]
    yield from sorted(
        wanted, key=lambda one: (-one.confidence, one.kind, one.practices, one.message)
    )
