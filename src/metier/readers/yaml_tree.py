"""YAML to plain values with places.

The tree is built from parser events, so nothing is ever constructed: scalars stay the text that was
written (``no``, ``1.10`` and ``2026-06-26`` too), depth and alias growth are bounded as they happen, and
duplicate keys are seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from metier import rules
from metier.diagnostics import Diagnostic, Rule
from metier.model import Path

from .document import DEEPEST, Place, UnreadableError, Value

MOST_VALUES = 100_000
"""Values that a file may have once its aliases are written out."""

MOST_CHARACTERS = 16 * 1024 * 1024
"""Characters that its values may have, aliases written out: as many as the largest file."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_CORE_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "null", "bool", "int", "float", "timestamp", "seq", "map")
}


@dataclass(frozen=True, slots=True)
class YamlTree:
    """The values of a YAML document, their places, and the duplicate keys met on the way."""

    value: Value
    places: dict[Path, Place]
    problems: tuple[Diagnostic, ...]


class _Size(NamedTuple):
    """How large a value is, its aliases written out."""

    values: int
    characters: int
    depth: int


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being filled."""

    value: list[Value] | dict[str, Value]
    is_list: bool
    path: Path
    anchor: str | None
    values_before: int
    characters_before: int
    depth: int = 1
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)


def parse_yaml(text: str, file: str, first_line: int = 1) -> YamlTree:
    """Read one YAML document.

    ``first_line`` is the line of ``file`` at which ``text`` begins. Raises UnreadableError where the text
    is no YAML, nests more than :data:`DEEPEST` levels, or grows through aliases beyond
    :data:`MOST_VALUES` values.
    """
    shield = _shield(text)
    builder = _Builder(file, first_line - 1, {other: own for own, other in shield.items()})
    try:
        for event in yaml.parse(_translated(text, shield), Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as problem:
        raise UnreadableError(_syntax_problem(problem, text, file, first_line - 1)) from None
    return YamlTree(builder.root, builder.places, tuple(builder.problems))


def _shield(text: str) -> dict[str, str]:
    """Return stand-ins for the characters that YAML 1.1 takes for line ends and nobody else does."""
    odd = [character for character in "\u0085\u2028\u2029" if character in text]
    if not odd:
        return {}
    unused = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    return dict(zip(odd, unused, strict=False))


def _translated(text: str, pairs: dict[str, str]) -> str:
    for one, other in pairs.items():
        text = text.replace(one, other)
    return text


class _Builder:
    """Fills lists and mappings from events, one document, no recursion."""

    def __init__(self, file: str, lines_before: int, unshield: dict[str, str]) -> None:
        self.file = file
        self._unshield = unshield
        self.lines_before = lines_before
        self.root: Value = None
        self.places: dict[Path, Place] = {}
        self.problems: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Value, _Size]] = {}
        self._values = 0
        self._characters = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add what one event says."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._stop(rules.YAML_SYNTAX, event, reason="a second document begins here")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None:
            self._check_tag(event)
        text: str = event.value
        if self._unshield:
            text = _translated(text, self._unshield)
        self._grow(1, len(text), event)
        frame = self._open[-1] if self._open else None
        if frame is not None and not frame.is_list and frame.key is None:
            self._take_key(frame, text, event)
            value: str | None = text
        else:
            value = None if event.implicit[0] and text in _NULLS else text
            if frame is not None and frame.is_list:
                self.places[self._next_path(frame)] = self._place(event)
            self._put(frame, value)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, _Size(1, len(text), 0))

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            self._check_tag(event)
        if len(self._open) >= DEEPEST:
            raise self._stop(rules.TOO_DEEP, event, limit=DEEPEST)
        frame = self._open[-1] if self._open else None
        if frame is not None and not frame.is_list and frame.key is None:
            raise self._stop(rules.YAML_SYNTAX, event, reason="a key must be text")
        path = self._next_path(frame)
        if path not in self.places:  # a mapping's key stands before its value
            self.places[path] = self._place(event)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        value: list[Value] | dict[str, Value] = [] if is_list else {}
        before = (self._values, self._characters)
        self._grow(1, 0, event)
        self._open.append(_Open(value, is_list, path, event.anchor, *before))

    def _end(self, event: yaml.Event) -> None:
        ended = self._open.pop()
        frame = self._open[-1] if self._open else None
        self._put(frame, ended.value)
        if frame is not None:
            frame.depth = max(frame.depth, ended.depth + 1)
        if ended.anchor is not None:
            values = self._values - ended.values_before
            characters = self._characters - ended.characters_before
            self._anchors[ended.anchor] = (ended.value, _Size(values, characters, ended.depth))

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor
        if name not in self._anchors:
            if any(frame.anchor == name for frame in self._open):
                raise self._stop(rules.ALIAS_BOMB, event, anchor=name, limit=MOST_VALUES)
            raise self._stop(rules.YAML_SYNTAX, event, reason=f"there is no anchor `&{name}`")
        value, size = self._anchors[name]
        if len(self._open) + size.depth > DEEPEST:
            raise self._stop(rules.TOO_DEEP, event, limit=DEEPEST)
        values, characters = self._values + size.values, self._characters + size.characters
        if values > MOST_VALUES or characters > MOST_CHARACTERS:
            raise self._stop(rules.ALIAS_BOMB, event, anchor=name, limit=MOST_VALUES)
        self._grow(size.values, size.characters, event)
        frame = self._open[-1]
        frame.depth = max(frame.depth, size.depth + 1)
        if not frame.is_list and frame.key is None:
            self._take_key(frame, value, event)
        else:
            if frame.is_list:
                self.places[self._next_path(frame)] = self._place(event)
            self._put(frame, value)

    def _grow(self, values: int, characters: int, event: yaml.Event) -> None:
        self._values += values
        self._characters += characters
        if self._values > MOST_VALUES:
            raise self._stop(rules.TOO_MANY_VALUES, event, limit=MOST_VALUES)

    def _put(self, frame: _Open | None, value: Value) -> None:
        """Put a value where one is awaited: at the end of a list, under a key, or at the root."""
        if frame is None:
            self.root = value
        elif isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is not None:
            frame.value[frame.key] = value
            frame.key = None

    def _take_key(self, frame: _Open, key: Value, event: yaml.Event) -> None:
        if not isinstance(key, str):
            raise self._stop(rules.YAML_SYNTAX, event, reason="a key must be text")
        place = self._place(event)
        if key in frame.lines:
            self.problems.append(
                rules.DUPLICATE_KEY.at(
                    place.file, place.line, place.column, key=key, first=frame.lines[key]
                )
            )
        frame.lines.setdefault(key, place.line)
        frame.key = key
        self.places.setdefault((*frame.path, key), place)

    def _next_path(self, frame: _Open | None) -> Path:
        if frame is None:
            return ()
        if isinstance(frame.value, list):
            return (*frame.path, len(frame.value))
        return (*frame.path, frame.key or "")

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # only events made by hand have none
        return Place(self.file, mark.line + 1 + self.lines_before, mark.column + 1)

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        tag = event.tag
        if tag is not None and tag != "!" and tag not in _CORE_TAGS:
            raise self._stop(rules.YAML_TAG, event, tag=tag.replace("tag:yaml.org,2002:", "!!"))

    def _stop(self, rule: Rule, event: yaml.Event, **values: object) -> UnreadableError:
        place = self._place(event)
        return UnreadableError(rule.at(place.file, place.line, place.column, **values))


def _syntax_problem(problem: yaml.YAMLError, text: str, file: str, lines_before: int) -> Diagnostic:
    if isinstance(problem, yaml.MarkedYAMLError) and problem.problem_mark is not None:
        mark = problem.problem_mark
        words = [part for part in (problem.context, problem.problem) if part]
        return rules.YAML_SYNTAX.at(
            file, mark.line + 1 + lines_before, mark.column + 1, reason=", ".join(words)
        )
    before = text.encode()[: getattr(problem, "position", 0)].decode(errors="replace")
    lines = before.split("\n")
    reason = getattr(problem, "reason", "a character that YAML forbids")
    return rules.YAML_SYNTAX.at(file, len(lines) + lines_before, len(lines[-1]) + 1, reason=reason)
