"""Names and dates: what two profiles share, what one says twice."""

from __future__ import annotations

from collections.abc import Iterator

from metier import rules
from metier.model import Path, Profile
from metier.resolve.names import Collection
from metier.slugs import slugify

from .finding import Finding

_MOST_LISTED = 5
"""Profiles that a message names."""


def findings(profile: Profile, collection: Collection) -> Iterator[Finding]:
    """Yield shared names, repeated entries, doubtful specializations, and dates the wrong way round."""
    yield from _shared(profile, collection)
    yield from _repeated(profile)
    yield from _specializations(profile, collection)
    if profile.created and profile.updated and profile.updated < profile.created:
        values = {"created": profile.created, "updated": profile.updated}
        yield Finding(rules.DATES_REVERSED, profile.slug, ("updated",), values)


def _shared(profile: Profile, collection: Collection) -> Iterator[Finding]:
    names: list[tuple[Path, str]] = [(("title",), profile.title)]
    names += [(("aliases", place), alias) for place, alias in enumerate(profile.aliases)]
    for path, name in names:
        others = [slug for slug in collection.bearers(name) if slug != profile.slug]
        if others:
            values = {"name": name, "others": _listed(others)}
            yield Finding(rules.SHARED_NAME, profile.slug, path, values)


def _listed(slugs: list[str]) -> str:
    more = len(slugs) - _MOST_LISTED
    shown = ", ".join(slugs[:_MOST_LISTED])
    return f"{shown} and {more} more" if more > 0 else shown


def _specializations(profile: Profile, collection: Collection) -> Iterator[Finding]:
    own_names = {slugify(name) for name in (profile.title, *profile.aliases)}
    for place, name in enumerate(profile.specializations):
        path = ("specializations", place)
        others = [slug for slug in collection.bearers(name) if slug != profile.slug]
        if slugify(name) in own_names:
            yield Finding(rules.SELF_SPECIALIZATION, profile.slug, path, {"name": name})
        elif others and (profile.slug, name) not in collection.named:
            values = {"name": name, "others": _listed(others)}
            yield Finding(rules.ALIAS_AS_SPECIALIZATION, profile.slug, path, values)


def _repeated(profile: Profile) -> Iterator[Finding]:
    for key in ("aliases", "tags", "contributors", "specializations"):
        seen = {slugify(profile.title)} if key == "aliases" else set()
        for place, value in enumerate(getattr(profile, key)):
            if slugify(value) in seen:
                values = {"value": value, "key": key}
                yield Finding(rules.REPEATED_ENTRY, profile.slug, (key, place), values)
            seen.add(slugify(value))
