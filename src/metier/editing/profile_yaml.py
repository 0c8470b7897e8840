"""A Profile as a YAML file that people like to edit: keys in their usual order, Markdown in literal blocks."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import yaml

from metier.model import Path, Profile
from metier.readers import METADATA_KEYS, pointer_path

_ALWAYS = ("title", "slug", "last_reviewed", "reviewers")
"""Keys that are written even if empty: that a profile was not reviewed is worth saying."""

_NOT_LITERAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Characters that a YAML literal block can't hold, or would read as line ends."""

_LINE_END_OF_OLD_YAML = re.compile("[\x85\u2028\u2029]")
"""Characters that YAML 1.1 takes for line ends and YAML 1.2 doesn't: written as escapes, both agree."""

_ENDLESS = 2**31 - 1
"""A width at which no line is folded."""

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def profile_to_yaml(profile: Profile) -> str:
    """Return the profile as one YAML document; reading it gives an equal profile."""
    metadata: dict[str, Any] = {}
    for key in METADATA_KEYS:
        value = _plain(getattr(profile, key))
        is_default = key == "kind" and value == "occupation"
        if key in _ALWAYS or (value not in (None, []) and not is_default):
            metadata[key] = value
    in_sections: dict[int, dict[str, Any]] = {}
    for extra in profile.extras:
        path, value = pointer_path(extra.pointer), json.loads(extra.json)
        if path[0] == "sections" and len(path) == len(("sections", "number", "key")):
            in_sections.setdefault(int(path[1]), {})[str(path[2])] = value
        else:
            _insert(metadata, path, value)
    return _dump(metadata) + _sections(profile, in_sections)


def _plain(value: Any) -> Any:
    """Return records as mappings without empty values, tuples as lists, dates as text."""
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        pairs = ((part.name, _plain(getattr(value, part.name))) for part in fields(value))
        return {name: entry for name, entry in pairs if entry is not None}
    return value


def _insert(metadata: dict[str, Any], path: Path, value: Any) -> None:
    *way, last = path
    target: Any = metadata
    for part in way:
        is_list = isinstance(target, list)
        target = target[int(part)] if is_list else target.setdefault(str(part), {})
    target[str(last)] = value


def _dump(value: Any) -> str:
    text = _dumped(value, allow_unicode=True)
    if _LINE_END_OF_OLD_YAML.search(text):
        return _dumped(value, allow_unicode=False)
    return text


def _dumped(value: Any, *, allow_unicode: bool) -> str:
    text: str = yaml.dump(
        value,
        Dumper=_DUMPER,
        allow_unicode=allow_unicode,
        sort_keys=False,
        width=88,
        default_flow_style=False,
    )
    return text


def _sections(profile: Profile, extras: Mapping[int, dict[str, Any]]) -> str:
    if not profile.sections:
        return "sections: []\n"
    parts = ["sections:\n"]
    for number, section in enumerate(profile.sections):
        parts.append(f"  - heading: {_inline(section.heading)}\n")
        parts.append(f"    markdown: {_block(section.markdown, 6)}\n")
        if number in extras:
            parts += [f"    {line}\n" for line in _dump(extras[number]).rstrip().split("\n")]
    return "".join(parts)


def _inline(text: str) -> str:
    """Return one line of YAML for a text."""
    if _NOT_LITERAL.search(text):
        return _block(text, 0)
    line: str = yaml.dump(text, Dumper=_DUMPER, allow_unicode=True, width=_ENDLESS)
    return line.removesuffix("\n...\n").removesuffix("\n")


def _block(text: str, indent: int) -> str:
    """Return a literal block, or a quoted line where the text has characters that a block can't hold."""
    if not text or _NOT_LITERAL.search(text):
        quoted: str = yaml.dump(
            text, Dumper=_DUMPER, allow_unicode=False, default_style='"', width=_ENDLESS
        )
        return quoted.removesuffix("\n")
    indicator = "2" if text[0] in " \t" else ""
    margin = " " * indent
    lines = (margin + line if line else "" for line in text.split("\n"))
    return f"|{indicator}-\n" + "\n".join(lines)
