"""``dataset.yaml``: what the keeper of a collection says of it as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from metier import rules
from metier.diagnostics import Diagnostic
from metier.model import DatasetInfo

from .document import UnreadableError
from .take import described, forbidden_character
from .text_file import read_text
from .yaml_tree import parse_yaml

FILE_NAME = "dataset.yaml"
_KEYS = ("title", "description", "license", "publisher")


def read_dataset_info(paths: Iterable[Path]) -> tuple[DatasetInfo, list[Diagnostic]]:
    """Return what the first ``dataset.yaml`` of the named folders says, and its problems."""
    folders = sorted((path.resolve().name, path) for path in paths if path.is_dir())
    joined = ", ".join(dict.fromkeys(name for name, _ in folders))
    name = joined.encode(errors="replace").decode() or None  # file names may be no text
    for _, folder in folders:
        file = folder / FILE_NAME
        if file.is_file():
            return _read(file, file.as_posix(), name)
    return DatasetInfo(folder=name), []


def _read(file: Path, shown: str, folder: str | None) -> tuple[DatasetInfo, list[Diagnostic]]:
    try:
        tree = parse_yaml(read_text(file, shown), shown)
    except UnreadableError as stop:
        return DatasetInfo(folder=folder), [stop.diagnostic]
    if not isinstance(tree.value, dict):
        found = described(tree.value)
        return DatasetInfo(folder=folder), [rules.NOT_A_MAPPING.at(shown, found=found)]
    problems = list(tree.problems)
    taken: dict[str, str] = {}
    for key, value in tree.value.items():
        place = tree.places[key,]
        if key not in _KEYS:
            problems.append(rules.UNKNOWN_DATASET_KEY.at(shown, place.line, place.column, key=key))
        elif isinstance(value, str) and (character := forbidden_character(value)):
            problems.append(
                rules.BAD_CHARACTER.at(
                    shown, place.line, place.column, key=key, character=character
                )
            )
        elif isinstance(value, str):
            taken[key] = value.strip()
        elif value is not None:
            problems.append(
                rules.WRONG_TYPE.at(
                    shown,
                    place.line,
                    place.column,
                    key=key,
                    found=described(value),
                    wanted="text",
                )
            )
    return DatasetInfo(**taken, folder=folder), problems
