"""Specializations that are a mere name, although a profile bears it."""

from __future__ import annotations

from collections.abc import Iterator

from .ward import AddLink, Evidence, Finding, Ward

KIND = "named-specialization"
TITLE = "specializations whose name is a profile's title or alias"

_BY_TITLE = 0.85
_BY_ALIAS = 0.6


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield each specialization that names a profile to which there is no link of that type."""
    for practice, name in ward.facts.specialization_names:
        for other, is_title in ward.bearers(name):
            linked = {link.type for link in ward.links.get((practice, other), ())}
            if other != practice and "specialization" not in linked:
                yield _finding(ward, practice, name, other, is_title)


def _finding(ward: Ward, practice: str, name: str, other: str, is_title: bool) -> Finding:
    here, there = ward.slug(practice), ward.slug(other)
    borne = "the title" if is_title else "an alias"
    entry = Evidence(here, "lists the specialization", name, ("specializations", name))
    fixes = () if ward.is_broader(other, practice) else (AddLink(here, there, "specialization"),)
    return Finding(
        KIND,
        (here, there),
        f"{here} has the specialization {name!r}, which is {borne} of {there}: say so with a link",
        _BY_TITLE if is_title else _BY_ALIAS,
        fixes,
        lambda: (entry, *ward.name_evidence(other, name)),
    )
