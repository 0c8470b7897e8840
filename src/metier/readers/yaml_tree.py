"""YAML to plain values with places.

The tree is built from parser events, so nothing is ever constructed: scalars stay the text that was
written (``no``, ``1.10`` and ``2026-06-26`` too), depth and alias growth are bounded as they happen, and
duplicate keys are seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from metier import rules
from metier.diagnostics import Diagnostic, Rule
from metier.model import Path

from .document import DEEPEST, Place, UnreadableError, Value

MOST_VALUES = 100_000
"""Values that a file may have once its aliases are written out."""

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


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being filled."""

    value: list[Value] | dict[str, Value]
    path: Path
    anchor: str | None
    begun_at: int
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)


def parse_yaml(text: str, file: str, first_line: int = 1) -> YamlTree:
    """Read one YAML document.

    ``first_line`` is the line of ``file`` at which ``text`` begins. Raises UnreadableError where the text
    is no YAML, nests more than :data:`DEEPEST` levels, or grows through aliases beyond
    :data:`MOST_VALUES` values.
    """
    builder = _Builder(file, first_line - 1)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as problem:
        raise UnreadableError(_syntax_problem(problem, text, file, first_line - 1)) from None
    return YamlTree(builder.root, builder.places, tuple(builder.problems))


class _Builder:
    """Fills lists and mappings from events, one document, no recursion."""

    def __init__(self, file: str, lines_before: int) -> None:
        self.file = file
        self.lines_before = lines_before
        self.root: Value = None
        self.places: dict[Path, Place] = {}
        self.problems: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._count = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add what one event says."""
        if isinstance(event, yaml.ScalarEvent):
            self._check_tag(event)
            self._count += 1
            self._put(self._scalar(event), event, event.anchor, 1)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check_tag(event)
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._stop(rules.YAML_SYNTAX, event, reason="a second document begins here")

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        text: str = event.value
        is_plain = event.implicit[0]
        is_key = bool(self._open) and self._awaits_key(self._open[-1])
        return None if is_plain and text in _NULLS and not is_key else text

    @staticmethod
    def _awaits_key(frame: _Open) -> bool:
        return isinstance(frame.value, dict) and frame.key is None

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= DEEPEST:
            raise self._stop(rules.TOO_DEEP, event, limit=DEEPEST)
        if self._open and self._awaits_key(self._open[-1]):
            raise self._stop(rules.YAML_SYNTAX, event, reason="a key must be text")
        self._count += 1
        value: list[Value] | dict[str, Value] = (
            [] if isinstance(event, yaml.SequenceStartEvent) else {}
        )
        path = self._next_path()
        self._mark(path, event)
        self._open.append(_Open(value, path, event.anchor, self._count))

    def _end(self, event: yaml.Event) -> None:
        frame = self._open.pop()
        self._put(frame.value, event, frame.anchor, self._count - frame.begun_at + 1, marked=True)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor
        if name not in self._anchors:
            if any(frame.anchor == name for frame in self._open):
                raise self._stop(rules.ALIAS_BOMB, event, anchor=name, limit=MOST_VALUES)
            raise self._stop(rules.YAML_SYNTAX, event, reason=f"there is no anchor `&{name}`")
        value, size = self._anchors[name]
        self._count += size
        if self._count > MOST_VALUES:
            raise self._stop(rules.ALIAS_BOMB, event, anchor=name, limit=MOST_VALUES)
        self._put(value, event, None, size)

    def _put(
        self,
        value: Value,
        event: yaml.Event,
        anchor: str | None,
        size: int,
        *,
        marked: bool = False,
    ) -> None:
        if anchor is not None:
            self._anchors[anchor] = (value, size)
        if not self._open:
            self.root = value
            return
        frame = self._open[-1]
        if isinstance(frame.value, list):
            if not marked:
                self._mark(self._next_path(), event)
            frame.value.append(value)
        elif frame.key is None:
            self._take_key(frame, value, event)
        else:
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
        self._mark((*frame.path, key), event)

    def _next_path(self) -> Path:
        if not self._open:
            return ()
        frame = self._open[-1]
        if isinstance(frame.value, list):
            return (*frame.path, len(frame.value))
        return (*frame.path, frame.key or "")

    def _mark(self, path: Path, event: yaml.Event) -> None:
        if path not in self.places:  # a mapping's key stands before its value
            self.places[path] = self._place(event)

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
