"""``concepts.yaml``: which terms and tools mean the same, and which don't, as a person decided."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from metier import rules
from metier.diagnostics import Diagnostic, Rule
from metier.model import Path as ValuePath
from metier.model import Ruling

from .document import Places, UnreadableError, Value
from .take import described, forbidden_character
from .text_file import read_text
from .yaml_tree import parse_yaml

FILE_NAME = "concepts.yaml"
_KINDS = {"terms": "term", "tools": "tool"}
_USE = "a label, or a profile's slug with a label"
_FEWEST = 2
"""Uses that a ruling is about, at least."""

_JUDGEMENTS = {"same": True, "different": False}


def read_rulings(paths: Iterable[Path]) -> tuple[list[Ruling], list[Diagnostic]]:
    """Return what the ``concepts.yaml`` of each named folder says, and its problems."""
    rulings: list[Ruling] = []
    problems: list[Diagnostic] = []
    files = {file for path in paths if path.is_dir() for file in path.rglob(FILE_NAME)}
    for file in sorted(files, key=lambda file: (file.parent.resolve().name, file.as_posix())):
        if file.is_file():
            found, doubts = _read(file, file.as_posix())
            rulings += found
            problems += doubts
    return rulings, problems


def _read(file: Path, shown: str) -> tuple[list[Ruling], list[Diagnostic]]:
    try:
        tree = parse_yaml(read_text(file, shown), shown)
    except UnreadableError as stop:
        return [], [stop.diagnostic]
    taker = _RulingTaker(Places.known(shown, dict(tree.places)))
    taker.take(tree.value)
    return taker.rulings, [*tree.problems, *taker.problems]


class _RulingTaker:
    """Takes rulings out of the values of the file; what doesn't fit becomes a problem."""

    def __init__(self, places: Places) -> None:
        self.rulings: list[Ruling] = []
        self.problems: list[Diagnostic] = []
        self._places = places

    def take(self, tree: Value) -> None:
        for name, judgements in self._known(tree, (), _KINDS):
            for judgement, listed in self._known(judgements, (name,), _JUDGEMENTS):
                for place, uses in self._listed(listed, (name, judgement)):
                    path = (name, judgement, place)
                    taken = tuple(self._uses(uses, path))
                    if len(taken) >= _FEWEST:
                        self._learn(name, judgement, taken, path)
                    elif isinstance(uses, list) and len(uses) < _FEWEST:
                        self._wrong(path, uses, "at least two labels")

    def _learn(
        self,
        name: str,
        judgement: str,
        uses: tuple[tuple[str | None, str], ...],
        path: ValuePath,
    ) -> None:
        place = self._places.of(path)
        self.rulings.append(
            Ruling(_KINDS[name], _JUDGEMENTS[judgement], uses, place.file, place.line, place.column)
        )

    def _known(
        self, value: Value, path: ValuePath, names: Iterable[str]
    ) -> Iterable[tuple[str, Value]]:
        if value is None:
            return
        if not isinstance(value, dict):
            self._wrong(path, value, "a mapping")
            return
        for key, inner in value.items():
            if key in names:
                yield key, inner
            else:
                wanted = " and ".join(names)
                self._report(rules.UNKNOWN_RULING_KEY, (*path, key), key=key, wanted=wanted)

    def _listed(self, value: Value, path: ValuePath) -> Iterable[tuple[int, Value]]:
        if isinstance(value, list):
            yield from enumerate(value)
        elif value is not None:
            self._wrong(path, value, "a list")

    def _uses(self, value: Value, path: ValuePath) -> Iterable[tuple[str | None, str]]:
        if value is None:
            self._wrong(path, value, "at least two labels")
        for place, use in self._listed(value, path):
            if use == {}:
                self._wrong((*path, place), use, _USE)
            named: Iterable[tuple[str | None, Value]] = [(None, use)]
            if isinstance(use, dict):
                named = use.items()
            for profile, label in named:
                if not isinstance(label, str) or not label.strip():
                    self._wrong((*path, place), label, _USE)
                elif character := forbidden_character(label):
                    self._report(
                        rules.BAD_CHARACTER, (*path, place), key=path[0], character=character
                    )
                else:
                    yield profile, label.strip()

    def _wrong(self, path: ValuePath, value: Value, wanted: str) -> None:
        key = ".".join(map(str, path)) or FILE_NAME
        self._report(rules.WRONG_TYPE, path, key=key, found=described(value), wanted=wanted)

    def _report(self, rule: Rule, path: ValuePath, **values: object) -> None:
        self.problems.append(self._places.report(rule, path, **values))
