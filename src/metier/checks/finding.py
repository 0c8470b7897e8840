"""A doubt about one value of one profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metier.diagnostics import Rule
from metier.model import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a value of a profile doesn't keep, with what the rule's message names."""

    rule: Rule
    slug: str
    path: Path
    values: Mapping[str, object] = field(default_factory=dict)
