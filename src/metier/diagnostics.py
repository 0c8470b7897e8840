"""Problems found in the input, each with its place, what is wrong, and what to do about it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters. An error keeps its profile out of the graph."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem: the source of its messages and of its entry in ``docs/diagnostics.md``."""

    code: str
    severity: Severity
    title: str
    message: str
    """What is wrong, with ``{names}`` filled in by :meth:`at`."""
    cure: str
    """What to do, with the same names."""
    example: str
    """A piece of a profile that gives this problem."""

    def at(self, file: str, line: int = 1, column: int = 1, **values: object) -> Diagnostic:
        """Return this problem at a place; ``values`` fill the message and the cure."""
        shown = {name: _shown(value) for name, value in values.items()}
        return Diagnostic(
            file=file,
            line=line,
            column=column,
            code=self.code,
            severity=self.severity,
            message=self.message.format(**shown),
            cure=self.cure.format(**shown),
        )


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


_LONGEST_SHOWN = 400
"""Characters of a value that a message shows; the canonical headings fit."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem at one place; ``line`` and ``column`` count from 1."""

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    cure: str

    @property
    def is_error(self) -> bool:
        """Whether the profile can't be used."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return printable(f"{place}: {self.severity} {self.code}: {self.message}. {self.cure}.")

    def to_dict(self) -> dict[str, str | int]:
        """Return the record that programs read: file, line, column, code, severity, message, cure."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "cure": self.cure,
        }


def printable(text: str) -> str:
    """Return ``text`` with every control or bidirectional-override character written as an escape.

    A terminal would obey them: this is what keeps a profile's text from moving the cursor, changing
    colours or turning the line around.
    """
    return text if text.isprintable() else "".join(map(_escaped, text))


def printable_lines(text: str) -> str:
    """Return ``text`` made printable, its line ends kept."""
    return "\n".join(map(printable, text.split("\n")))


def escaped(code: str) -> str:
    """Return JSON or Turtle with the characters that a terminal would obey as the escapes that both know.

    In either they can only stand within strings, where an escape means the same.
    """
    return code if code.isprintable() else _OBEYED.sub(lambda one: f"\\u{ord(one[0]):04X}", code)


_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def _escaped(character: str) -> str:
    if character.isprintable() or character in _HARMLESS:
        return character
    return repr(character)[1:-1]


_HARMLESS = "\u00a0\u2002\u2003\u2009\u200a\u200c\u200d\u202f\u3000\ufe0f"  # spaces and joiners


def as_text(found: Iterable[Diagnostic]) -> str:
    """Return one line a problem."""
    return "".join(f"{diagnostic}\n" for diagnostic in found)


def as_json(found: Iterable[Diagnostic]) -> str:
    """Return a JSON array of records; see :meth:`Diagnostic.to_dict`."""
    return json.dumps([diagnostic.to_dict() for diagnostic in found], indent=2) + "\n"


def as_github(found: Iterable[Diagnostic]) -> str:
    """Return GitHub's workflow commands, which it shows beside the line concerned."""
    return "".join(_github_command(diagnostic) for diagnostic in found)


def _github_command(found: Diagnostic) -> str:
    level = {"info": "notice"}.get(found.severity, str(found.severity))
    place = f"file={_github_property(found.file)},line={found.line},col={found.column}"
    message = _github_data(f"{found.message}. {found.cure}.")
    return f"::{level} {place},title={found.code}::{message}\n"


def _github_data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Iterable[Diagnostic]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
