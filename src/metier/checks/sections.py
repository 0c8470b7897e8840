"""Sections: canonical ones that are missing, other ones that are there, thin ones, headings used twice."""

from __future__ import annotations

from collections.abc import Iterator

from metier import rules
from metier.model import Profile
from metier.vocab import CANONICAL_SECTIONS

from .finding import Finding

FEWEST_WORDS = 10
"""Words below which a section says too little to be one."""

_CANONICAL = {name.casefold() for name in CANONICAL_SECTIONS}


def findings(profile: Profile) -> Iterator[Finding]:
    """Yield what is doubtful about the sections of a profile.

    A mirrored profile, one with a ``source:`` block, keeps the sections of its origin: none is missing.
    """
    if profile.source is None:
        yield from _missing(profile)
    seen: set[str] = set()
    for place, section in enumerate(profile.sections):
        path = ("sections", place)
        values: dict[str, object] = {"heading": section.heading}
        if not section.heading:
            yield Finding(rules.PREAMBLE, profile.slug, path)
            continue
        if section.heading.casefold() not in _CANONICAL:
            yield Finding(rules.OTHER_HEADING, profile.slug, path, values)
        elif (words := len(section.markdown.split())) < FEWEST_WORDS:
            yield Finding(rules.THIN_SECTION, profile.slug, path, values | {"words": words})
        if section.heading.casefold() in seen:
            yield Finding(rules.DUPLICATE_HEADING, profile.slug, path, values)
        seen.add(section.heading.casefold())


def _missing(profile: Profile) -> Iterator[Finding]:
    present = {section.heading.casefold() for section in profile.sections}
    missing = [name for name in CANONICAL_SECTIONS if name.casefold() not in present]
    if missing:
        values = {
            "count": len(missing),
            "total": len(CANONICAL_SECTIONS),
            "names": ", ".join(missing),
        }
        yield Finding(rules.MISSING_SECTIONS, profile.slug, ("sections",), values)
