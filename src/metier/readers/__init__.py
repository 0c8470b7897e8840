"""Readers: one function a form of profile, found out by content, all giving the same Profile."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass

from metier import rules
from metier.diagnostics import Diagnostic
from metier.model import Profile

from .dataset import read_dataset_info
from .discovery import FORMS, Source, find_sources
from .document import NotAProfileError, Place, Places, UnreadableError
from .fields import METADATA_KEYS
from .forms import MARKDOWN_NAMES, METADATA_NAMES
from .rulings import read_rulings
from .take import pointer_path

__all__ = [
    "METADATA_KEYS",
    "Place",
    "Places",
    "Reading",
    "Source",
    "files_of",
    "find_sources",
    "pointer_path",
    "read",
    "read_dataset_info",
    "read_rulings",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one source: a profile unless it has errors, its problems and places."""

    source: Source
    profile: Profile | None
    problems: tuple[Diagnostic, ...]
    places: Places


def files_of(source: Source) -> list[pathlib.Path]:
    """Return the files that a profile is read from."""
    if source.form != "folder":
        return [source.path]
    return [source.path / name for name in (*METADATA_NAMES, *MARKDOWN_NAMES)]


def read(source: Source) -> Reading:
    """Read one source. Never raises for what the file holds: that becomes diagnostics."""
    nowhere = Places.known(source.shown, {})
    try:
        profile, problems, places = FORMS[source.form](source.path, source.shown)
    except UnreadableError as stop:
        problem = stop.diagnostic
        if not source.named and _is_something_else(source, problem.code):
            problem = rules.SKIPPED.at(source.shown, reason=problem.message)
        return Reading(source, None, (problem,), nowhere)
    except NotAProfileError as reason:
        rule = rules.NOT_A_PROFILE if source.named else rules.SKIPPED
        return Reading(source, None, (rule.at(source.shown, reason=reason),), nowhere)
    except OSError as error:
        why = error.strerror or str(error)
        return Reading(source, None, (rules.UNREADABLE.at(source.shown, reason=why),), nowhere)
    return Reading(source, profile, tuple(problems), places)


_SYNTAX = {
    rule.code
    for rule in (
        rules.YAML_SYNTAX,
        rules.JSON_SYNTAX,
        rules.OPEN_FRONT_MATTER,
        rules.NOT_A_MAPPING,
        rules.YAML_TAG,
        rules.TOO_MANY_VALUES,
    )
}


def _is_something_else(source: Source, code: str) -> bool:
    """Whether a file that breaks the rules of YAML or JSON was never meant to be a profile."""
    if source.form == "folder" or code not in _SYNTAX:
        return False
    return b"slug" not in source.path.read_bytes()
