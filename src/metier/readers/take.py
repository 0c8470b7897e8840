"""Values out of metadata, each by its shape: what doesn't fit is reported, and nothing is dropped."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from metier import rules
from metier.diagnostics import Diagnostic, Rule
from metier.model import Extra, Path

from .document import Places, Value
from .markdown import unified_lines

T = TypeVar("T")

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def forbidden_character(text: str) -> str | None:
    """Return the name of a character that XML 1.0 forbids, such as ``U+0007``, if ``text`` has one."""
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def described(value: Value) -> str:
    """Return what a value is, for messages."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return "empty"
    return {str: "text", list: "a list", dict: "a mapping"}[type(value)]


def json_pointer(path: Path) -> str:
    """Return ``path`` as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def pointer_path(pointer: str) -> Path:
    """Return the path that a JSON Pointer names, list indices as numbers."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]
    return tuple(
        int(part) if part.isdecimal() and place else part for place, part in enumerate(parts)
    )


class Taker:
    """Takes values out of metadata; what doesn't fit becomes a problem and an empty value.

    Each method takes a mapping and the path of the key in question, which ends in the key.
    """

    def __init__(self, places: Places) -> None:
        self.problems: list[Diagnostic] = []
        self.extras: list[Extra] = []
        self._places = places

    def report(self, rule: Rule, path: Path, **values: object) -> None:
        """Report a problem with the value at ``path``."""
        self.problems.append(self._places.report(rule, path, **values))

    def unknown_keys(self, data: dict[str, Value], known: Iterable[str], at: Path) -> None:
        """Report and keep the keys of the mapping at ``at`` that are not ``known``."""
        for key in data.keys() - set(known):
            path = (*at, key)
            self.report(rules.UNKNOWN_KEY, path, key=dotted(path))
            value = json.dumps(data[key], ensure_ascii=False, sort_keys=True)
            self.extras.append(Extra(json_pointer(path), value))

    def text(self, data: dict[str, Value], path: Path) -> str | None:
        """Return a text without blanks around it, or None where there is none."""
        value = data.get(str(path[-1]))
        if isinstance(value, str):
            return unified_lines(value).strip() or None
        if value is not None:
            self.wrong(path, value, "text")
        return None

    def required(self, data: dict[str, Value], path: Path) -> str:
        """Return a text that must be there, or an empty one after reporting that it is not."""
        value = self.text(data, path)
        if value is None and isinstance(data.get(str(path[-1])), str | None):
            self.report(rules.MISSING_KEY, path, key=dotted(path))
        return value or ""

    def texts(self, data: dict[str, Value], path: Path) -> tuple[str, ...]:
        """Return a list of texts."""
        taken = []
        for number, entry in enumerate(self.entries(data, path, "a list of texts")):
            if isinstance(entry, str) and entry.strip():
                taken.append(unified_lines(entry).strip())
            else:
                self.wrong((*path, number), entry, "text")
        return tuple(taken)

    def day(self, data: dict[str, Value], path: Path) -> datetime.date | None:
        """Return a day, written as YYYY-MM-DD."""
        value = self.text(data, path)
        if value is None:
            return None
        try:
            if _DAY.match(value):
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass  # of the right form, but on no calendar: reported below
        self.report(rules.BAD_DATE, path, key=dotted(path), value=value)
        return None

    def records(
        self, data: dict[str, Value], key: str, record: Callable[[dict[str, Value], Path], T]
    ) -> tuple[T, ...]:
        """Return a list of mappings, each made a record."""
        taken = []
        for number, entry in enumerate(self.entries(data, (key,), "a list of mappings")):
            if isinstance(entry, dict):
                taken.append(record(entry, (key, number)))
            else:
                self.wrong((key, number), entry, "a mapping")
        return tuple(taken)

    def entries(self, data: dict[str, Value], path: Path, wanted: str) -> list[Value]:
        """Return the entries of a list, whatever they are."""
        value = data.get(str(path[-1]))
        if value is None or isinstance(value, list):
            return value or []
        self.wrong(path, value, wanted)
        return []

    def wrong(self, path: Path, value: Value, wanted: str) -> None:
        """Report a value of another shape than is wanted."""
        self.report(rules.WRONG_TYPE, path, key=dotted(path), found=described(value), wanted=wanted)


def dotted(path: Path) -> str:
    """Return ``path`` as people write it, such as ``related[2].type``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
