"""JSON to plain values with places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from metier import rules
from metier.diagnostics import Diagnostic
from metier.model import Path

from .document import DEEPEST, Place, UnreadableError, Value

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


@dataclass(frozen=True, slots=True)
class JsonTree:
    """The values of a JSON text, and the duplicate keys met on the way."""

    value: Value
    problems: tuple[Diagnostic, ...]


def parse_json(text: str, file: str) -> JsonTree:
    """Read one JSON value; numbers and booleans stay the text that was written.

    Raises UnreadableError where the text is no JSON or nests more than :data:`DEEPEST` levels.
    """
    has_duplicates = False

    def as_dict(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        nonlocal has_duplicates
        made = dict(pairs)
        has_duplicates = has_duplicates or len(made) < len(pairs)
        return made

    try:
        value = json.loads(
            text, object_pairs_hook=as_dict, parse_int=str, parse_float=str, parse_constant=str
        )
        written = _as_written(value, DEEPEST)
    except json.JSONDecodeError as problem:
        raise UnreadableError(
            rules.JSON_SYNTAX.at(file, problem.lineno, problem.colno, reason=problem.msg)
        ) from None
    except RecursionError:
        raise _too_deep(text, file) from None
    return JsonTree(written, tuple(_duplicates(text, file)) if has_duplicates else ())


def _as_written(value: object, levels: int) -> Value:
    if levels < 0:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _as_written(item, levels - 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item, levels - 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None else str(value)


def _too_deep(text: str, file: str) -> UnreadableError:
    depth = 0
    for symbol, line, column in _tokens(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(symbol, 0)
        if depth > DEEPEST:
            return UnreadableError(rules.TOO_DEEP.at(file, line, column, limit=DEEPEST))
    return UnreadableError(rules.TOO_DEEP.at(file, limit=DEEPEST))


def _duplicates(text: str, file: str) -> Iterator[Diagnostic]:
    lines: dict[Path, int] = {}
    walker = _Walker()
    for symbol, line, column in _tokens(text):
        path = walker.take(symbol)
        if path and path in lines:
            yield rules.DUPLICATE_KEY.at(file, line, column, key=path[-1], first=lines[path])
        if path:
            lines.setdefault(path, line)


def json_places(text: str, file: str) -> dict[Path, Place]:
    """Return the place of each key and list entry of a valid JSON text; of a key given twice, the last."""
    places: dict[Path, Place] = {}
    walker = _Walker()
    for symbol, line, column in _tokens(text):
        path = walker.take(symbol)
        if path:
            places[path] = Place(file, line, column)
    return places


class _Walker:
    """Follows the symbols of a JSON text and knows the path of each."""

    def __init__(self) -> None:
        self._path: Path = ()
        self._open: list[tuple[Path, bool]] = []  # path, and whether it is an object
        self._awaits_key = False

    def take(self, symbol: str) -> Path | None:
        """Return the path of the key or list entry that begins with ``symbol``, if one does."""
        if symbol in "}]":
            self._path, _ = self._open.pop()
        elif symbol == ",":
            self._next()
        elif self._awaits_key and symbol != ":":
            self._awaits_key = False
            self._path = (*self._open[-1][0], json.loads(symbol))
            return self._path
        elif symbol != ":":
            is_entry = bool(self._path) and isinstance(self._path[-1], int)
            begun = self._path if is_entry else None
            self._begin(symbol)
            return begun
        return None

    def _next(self) -> None:
        container, is_object = self._open[-1]
        self._awaits_key = is_object
        if not is_object:
            last = self._path[-1]
            assert isinstance(last, int)
            self._path = (*container, last + 1)

    def _begin(self, symbol: str) -> None:
        if symbol in "{[":
            self._open.append((self._path, symbol == "{"))
            self._awaits_key = symbol == "{"
            self._path = self._path if self._awaits_key else (*self._path, 0)


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    line, line_start, seen = 1, 0, 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        newlines = text.count("\n", seen, start)
        if newlines:
            line += newlines
            line_start = text.rfind("\n", seen, start) + 1
        seen = start
        yield match.group(), line, start - line_start + 1
