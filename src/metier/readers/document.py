"""What every reader produces first: plain values, and the place in the file of each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from metier.diagnostics import Diagnostic, Rule
from metier.model import Path

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""Every scalar is the text that its author wrote; only null is told apart."""

DEEPEST = 100
"""Levels of nesting beyond which no profile goes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


class Places:
    """Where each value of a profile stands. Made only when asked: most profiles have no problems."""

    def __init__(self, file: str, find: Callable[[], dict[Path, Place]]) -> None:
        self._file = file
        self._find = find

    @cached_property
    def known(self) -> dict[Path, Place]:
        """The place of each key, list entry and section."""
        return self._find()

    def of(self, path: Path) -> Place:
        """Return the place of ``path``, or of what holds it, or the beginning of the file."""
        while path:
            if path in self.known:
                return self.known[path]
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
