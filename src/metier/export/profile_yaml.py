"""A Profile as a YAML file that people like to edit: keys in their usual order, Markdown in literal blocks."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import fields
from typing import Any

import yaml

from metier.model import Profile
from metier.readers import METADATA_KEYS

_ALWAYS = ("title", "slug", "last_reviewed", "reviewers")
"""Keys that are written even if empty: that a profile was not reviewed is worth saying."""

_NOT_LITERAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Characters that a YAML literal block can't hold, or would read as line ends."""

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
    for extra in profile.extras:
        _insert(metadata, extra.pointer, json.loads(extra.json))
    return _dump(metadata) + _sections(profile)


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


def _insert(metadata: dict[str, Any], pointer: str, value: Any) -> None:
    *way, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/"))
    target: Any = metadata
    for part in way:
        target = target[int(part)] if isinstance(target, list) else target.setdefault(part, {})
    target[last] = value


def _dump(value: Any) -> str:
    text: str = yaml.dump(
        value,
        Dumper=_DUMPER,
        allow_unicode=True,
        sort_keys=False,
        width=88,
        default_flow_style=False,
    )
    return text


def _sections(profile: Profile) -> str:
    if not profile.sections:
        return "sections: []\n"
    parts = ["sections:\n"]
    for section in profile.sections:
        parts.append(f"  - heading: {_inline(section.heading)}\n")
        parts.append(f"    markdown: {_block(section.markdown, 6)}\n")
    return "".join(parts)


def _inline(text: str) -> str:
    """Return one line of YAML for a text."""
    line: str = yaml.dump(text, Dumper=_DUMPER, allow_unicode=True, width=_ENDLESS)
    return line.removesuffix("\n...\n").removesuffix("\n")


def _block(text: str, indent: int) -> str:
    """Return a literal block, or a quoted line where the text has characters that a block can't hold."""
    if not text or _NOT_LITERAL.search(text):
        quoted: str = yaml.dump(
            text, Dumper=_DUMPER, allow_unicode=True, default_style='"', width=_ENDLESS
        )
        return quoted.removesuffix("\n")
    indicator = "2" if text[0] in " \t" else ""
    margin = " " * indent
    lines = (margin + line if line else "" for line in text.split("\n"))
    return f"|{indicator}-\n" + "\n".join(lines)
