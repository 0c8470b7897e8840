"""Readers: one function a form of profile, found out by content, all giving the same Profile."""

from __future__ import annotations

from dataclasses import dataclass

from metier import rules
from metier.diagnostics import Diagnostic
from metier.model import Profile

from .dataset import read_dataset_info
from .discovery import FORMS, Source, find_sources
from .document import NotAProfileError, Places, UnreadableError
from .fields import METADATA_KEYS

__all__ = [
    "METADATA_KEYS",
    "Places",
    "Reading",
    "Source",
    "find_sources",
    "places",
    "read",
    "read_dataset_info",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one source: a profile unless it has errors, and its problems."""

    source: Source
    profile: Profile | None
    problems: tuple[Diagnostic, ...]


def read(source: Source) -> Reading:
    """Read one source. Never raises for what the file holds: that becomes diagnostics."""
    try:
        profile, problems, _ = FORMS[source.form](source.path, source.shown)
    except UnreadableError as stop:
        return Reading(source, None, (stop.diagnostic,))
    except NotAProfileError as reason:
        rule = rules.NOT_A_PROFILE if source.named else rules.SKIPPED
        return Reading(source, None, (rule.at(source.shown, reason=reason),))
    return Reading(source, profile, tuple(problems))


def places(source: Source) -> Places:
    """Return where the values of a profile stand, by reading its file again.

    Kept places would cost more memory than the profiles; few of them are ever asked for.
    """
    try:
        _, _, found = FORMS[source.form](source.path, source.shown)
    except (UnreadableError, NotAProfileError):
        return Places(source.shown, dict)  # the file changed since it was read
    return found
