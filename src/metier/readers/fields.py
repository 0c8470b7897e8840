"""Metadata to a Profile: what each key means, and what its value must be beyond its shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields as record_fields
from functools import partial
from typing import Any

from metier import rules
from metier.model import (
    Citation,
    CountryVariant,
    Link,
    Origin,
    Path,
    Profile,
    Reviewer,
    Section,
)
from metier.slugs import slugify, why_reserved, why_unsafe
from metier.vocab import practice_kinds, relation_types

from .document import Value
from .take import Taker, dotted, forbidden_character, pointer_path

METADATA_KEYS = tuple(
    record_field.name
    for record_field in record_fields(Profile)
    if record_field.name not in ("sections", "extras")
)
"""The keys of a profile's metadata, in the order in which they are written."""

RECOMMENDED_KEYS = ("category", "summary", "status")

USUAL_VALUES: dict[str, tuple[str, ...]] = {
    "difficulty": ("foundational", "intermediate", "advanced", "expert"),
    "provenance": ("ai-generated", "ai-assisted", "human"),
    "status": ("stub", "draft", "reviewed", "verified"),
    "kind": ("book", "standard", "article", "course", "documentation", "other"),
}
"""Values that a warning names when another one is met; ``kind`` is that of a source."""


def build_profile(take: Taker, metadata: dict[str, Value], sections: Iterable[Section]) -> Profile:
    """Return the profile that ``metadata`` and ``sections`` make; ``take`` collects what doesn't fit.

    Where one of its problems is an error, the profile has holes and is not to be used.
    """
    profile = _profile(take, metadata, tuple(sections))
    _check_characters(take, profile)
    return profile


def _profile(take: Taker, data: dict[str, Value], sections: tuple[Section, ...]) -> Profile:
    take.unknown_keys(data, (*METADATA_KEYS, "sections"), ())
    if "sections" in data:
        take.report(rules.SECTIONS_TWICE, ("sections",))
    for key in RECOMMENDED_KEYS:
        value = data.get(key)
        if not (value.strip() if isinstance(value, str) else value):
            take.report(rules.MISSING_RECOMMENDED, (key,), key=key)
    slug = _slug(take, data, ())
    return Profile(
        title=take.required(data, ("title",)),
        slug=slug,
        aliases=take.texts(data, ("aliases",)),
        kind=_kind(take, data),
        category=take.text(data, ("category",)),
        tags=take.texts(data, ("tags",)),
        difficulty=_usual(take, data, ("difficulty",)),
        summary=take.text(data, ("summary",)),
        contributors=take.texts(data, ("contributors",)),
        provenance=_usual(take, data, ("provenance",)),
        source=_origin(take, data),
        last_reviewed=take.day(data, ("last_reviewed",)),
        reviewers=take.records(data, "reviewers", partial(_reviewer, take)),
        created=take.day(data, ("created",)),
        updated=take.day(data, ("updated",)),
        related=take.records(data, "related", partial(_link, take, slug)),
        specializations=take.texts(data, ("specializations",)),
        country_variants=take.records(data, "country_variants", partial(_country_variant, take)),
        sources=take.records(data, "sources", partial(_citation, take)),
        status=_usual(take, data, ("status",)),
        sections=sections,
        extras=tuple(sorted(take.extras, key=lambda extra: extra.pointer)),
    )


def _slug(take: Taker, data: dict[str, Value], at: Path) -> str:
    path = (*at, "slug")
    slug = take.required(data, path)
    if slug and (reason := why_unsafe(slug)):
        better = slugify(slug).encode("ascii", "ignore").decode()
        if why_unsafe(better) or why_reserved(better):
            better = "nurse"
        take.report(rules.UNSAFE_SLUG, path, slug=slug, reason=reason, better=better)
    elif slug and not at and (reason := why_reserved(slug)):
        take.report(rules.RESERVED_SLUG, path, slug=slug, reason=reason)
    return slug


def _kind(take: Taker, data: dict[str, Value]) -> str:
    value = take.text(data, ("kind",)) or "occupation"
    known = practice_kinds()
    if value not in known:
        take.report(rules.UNKNOWN_KIND, ("kind",), value=value, known=", ".join(known))
    return value


def _usual(take: Taker, data: dict[str, Value], path: Path) -> str | None:
    value = take.text(data, path)
    known = USUAL_VALUES[str(path[-1])]
    if value is not None and value not in known:
        names = ", ".join(known)
        take.report(rules.UNUSUAL_VALUE, path, value=value, key=dotted(path), known=names)
    return value


def _link(take: Taker, own_slug: str, data: dict[str, Value], at: Path) -> Link:
    take.unknown_keys(data, ("slug", "type", "note"), at)
    link = Link(
        slug=_slug(take, data, at),
        type=take.required(data, (*at, "type")),
        note=take.text(data, (*at, "note")),
    )
    if link.type and link.type not in relation_types():
        known = ", ".join(relation_types())
        take.report(rules.UNKNOWN_RELATION_TYPE, (*at, "type"), value=link.type, known=known)
    if link.slug and link.slug == own_slug:
        take.report(rules.SELF_LINK, (*at, "slug"), slug=own_slug)
    return link


def _reviewer(take: Taker, data: dict[str, Value], at: Path) -> Reviewer:
    take.unknown_keys(data, ("name", "credential", "date"), at)
    return Reviewer(
        name=take.required(data, (*at, "name")),
        credential=take.text(data, (*at, "credential")),
        date=take.day(data, (*at, "date")),
    )


def _country_variant(take: Taker, data: dict[str, Value], at: Path) -> CountryVariant:
    take.unknown_keys(data, ("region", "note"), at)
    return CountryVariant(
        region=take.required(data, (*at, "region")), note=take.text(data, (*at, "note"))
    )


def _citation(take: Taker, data: dict[str, Value], at: Path) -> Citation:
    take.unknown_keys(data, ("title", "url", "kind"), at)
    return Citation(
        title=take.required(data, (*at, "title")),
        url=take.text(data, (*at, "url")),
        kind=_usual(take, data, (*at, "kind")),
    )


def _origin(take: Taker, metadata: dict[str, Value]) -> Origin | None:
    data = metadata.get("source")
    if data is None:
        return None
    if not isinstance(data, dict):
        take.wrong(("source",), data, "a mapping")
        return None
    texts = ("origin", "url", "repo", "license", "attribution")
    take.unknown_keys(data, (*texts, "fetched"), ("source",))
    taken: dict[str, Any] = {key: take.text(data, ("source", key)) for key in texts}
    return Origin(**taken, fetched=take.day(data, ("source", "fetched")))


def _check_characters(take: Taker, profile: Profile) -> None:
    """Report every text of the finished profile that no export can hold."""
    for name in METADATA_KEYS:
        for text in _texts_in(getattr(profile, name)):
            _check_character(take, text, (name,), name)
    for extra in profile.extras:
        path = pointer_path(extra.pointer)
        for text in (extra.pointer, extra.json):
            _check_character(take, text, path, dotted(path))
    for number, section in enumerate(profile.sections):
        for text in (section.heading, section.markdown):
            _check_character(take, text, ("sections", number), section.heading)


def _check_character(take: Taker, text: str, path: Path, key: str) -> None:
    if character := forbidden_character(text):
        take.report(rules.BAD_CHARACTER, path, key=key, character=character)


def _texts_in(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts_in(entry)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts_in(getattr(value, name))
