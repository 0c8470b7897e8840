"""Changes in the text of a profile, whatever its form: either exactly these, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from metier.diagnostics import Diagnostic
from metier.model import Profile
from metier.readers.document import Places, UnreadableError, Value
from metier.readers.fields import build_profile
from metier.readers.json_tree import parse_json
from metier.readers.take import Taker
from metier.readers.yaml_tree import parse_yaml

from . import json_text, yaml_text
from .changes import Change, EditError, changed, in_order

_FORMS: dict[str, Callable[[str, Change], str]] = {
    "folder": yaml_text.with_change,
    "front-matter": yaml_text.with_change,
    "json": json_text.with_change,
    "yaml": yaml_text.with_change,
}
_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_FRONT_MATTER_END = re.compile(r"(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")


def edited(form: str, text: str, changes: Sequence[Change]) -> str:
    """Return the text of a profile with all changes made and everything else as it was.

    ``form`` is that of a Source; ``text`` is the file that holds the metadata, with its line ends and, if it
    has one, its byte order mark. The result is read again: it must give the same profile but for the changes.
    Raises EditError where it wouldn't, or where an entry isn't where a change says.
    """
    head, metadata, rest = _parts(form, text)
    before = _contents(form, metadata)
    wanted = changed(before.profile, changes)
    written = metadata
    for change in in_order(changes):
        written = _with_change(form, written, change)
    result = head + written + rest
    if not changes or (
        _parts(form, result) == (head, written, rest)
        and _contents(form, written, changes) == _Contents(wanted, before.sections)
    ):
        return result
    raise _beyond(changes)


def _with_change(form: str, text: str, change: Change) -> str:
    try:
        return _FORMS[form](text, change)
    except EditError as reason:
        raise EditError(f"can't {change}: {reason}; edit it by hand") from None
    except UnreadableError:
        raise _beyond([change]) from None


def _beyond(changes: Sequence[Change]) -> EditError:
    said = _said(changes)
    return EditError(f"can't {said}: the layout of the file is beyond Metier; edit it by hand")


def _said(changes: Sequence[Change]) -> str:
    return str(changes[0]) if len(changes) == 1 else "make these changes"


def _parts(form: str, text: str) -> tuple[str, str, str]:
    """Return what stands before the metadata, the metadata, and what stands after them."""
    start = len("\ufeff") if text.startswith("\ufeff") else 0
    if form != "front-matter":
        return text[:start], text[start:], ""
    begun = _FRONT_MATTER.match(text, start)
    ended = _FRONT_MATTER_END.search(text, begun.end()) if begun else None
    if begun is None or ended is None:
        raise EditError("the file has no front matter")
    return text[: begun.end()], text[begun.end() : ended.start()], text[ended.start() :]


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the text of metadata says: the profile, and the sections where they stand in the same text."""

    profile: Profile
    sections: Value


def _contents(form: str, text: str, changes: Sequence[Change] = ()) -> _Contents:
    """Read metadata as the readers do.

    Raises EditError where they have errors, which ``changes`` are to blame for if there are any.
    """
    try:
        tree = (parse_json if form == "json" else parse_yaml)(text, "")
    except UnreadableError as stop:
        raise (_beyond(changes) if changes else _wrong(stop.diagnostic)) from None
    if not isinstance(tree.value, dict):
        raise EditError("the file holds no mapping")
    data = dict(tree.value)
    inner = data.pop("metadata", None) if form == "json" else None
    data |= inner if isinstance(inner, dict) else {}
    sections = data.pop("sections", None)
    take = Taker(Places.known("", {}))
    profile = build_profile(take, data, ())
    for problem in (*tree.problems, *take.problems):
        if problem.is_error:
            raise _wrong(problem, changes)
    return _Contents(profile, sections)


def _wrong(problem: Diagnostic, changes: Sequence[Change] = ()) -> EditError:
    if changes:
        return EditError(f"can't {_said(changes)}: then {problem.message}")
    return EditError(f"the profile has errors, which come first: {problem.message}")
