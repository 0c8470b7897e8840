"""What every reader produces first: plain values, and the place in the file of each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import NamedTuple, TypeAlias

from metier.diagnostics import Diagnostic, Rule
from metier.model import Path

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""Every scalar is the text that its author wrote; only null is told apart."""

DEEPEST = 100
"""Levels of nesting beyond which no profile goes."""


class Place(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


class Places:
    """Where each value of a profile stands: known already, or found when first asked."""

    def __init__(self, file: str, find: Callable[[], dict[Path, Place]]) -> None:
        """Take what finds the places; it travels to other processes, so it must be picklable."""
        self._file = file
        self._find = find

    @classmethod
    def known(cls, file: str, places: dict[Path, Place]) -> Places:
        """Return places that are known already."""
        return cls(file, partial(dict, places))

    @cached_property
    def _places(self) -> dict[Path, Place]:
        return self._find()

    def of(self, path: Path) -> Place:
        """Return the place of ``path``, or of what holds it, or the beginning of the file."""
        while path:
            if path in self._places:
                return self._places[path]
            path = path[:-1]
        return Place(self._file, 1, 1)

    def report(self, rule: Rule, path: Path, **values: object) -> Diagnostic:
        """Return a problem at the place of ``path``."""
        place = self.of(path)
        return rule.at(place.file, place.line, place.column, **values)


class UnreadableError(Exception):
    """A file that can't be read to its end; carries the one diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class NotAProfileError(Exception):
    """A well-formed file that is something else; its text says how that shows."""
