"""Metadata to a Profile: each key with its shape, every misfit reported, nothing dropped."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import fields as record_fields
from typing import Any, TypeVar

from metier import rules
from metier.diagnostics import Diagnostic, Rule
from metier.model import (
    Citation,
    CountryVariant,
    Extra,
    Link,
    Origin,
    Path,
    Profile,
    Reviewer,
    Section,
)
from metier.slugs import slugify, why_reserved, why_unsafe
from metier.vocab import practice_kinds, relation_types

from .document import Places, Value
from .markdown import unified_lines

T = TypeVar("T")

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

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def build_profile(
    metadata: dict[str, Value], sections: Iterable[Section], places: Places
) -> tuple[Profile | None, list[Diagnostic]]:
    """Return the profile that ``metadata`` and ``sections`` make, and all problems met.

    There is no profile where one of the problems is an error.
    """
    take = _Taker(places)
    profile = _profile(take, metadata, tuple(sections))
    take.check_characters(profile)
    broken = any(problem.is_error for problem in take.problems)
    return (None if broken else profile), take.problems


def _profile(take: _Taker, data: dict[str, Value], sections: tuple[Section, ...]) -> Profile:
    take.unknown_keys(data, METADATA_KEYS, ())
    for key in RECOMMENDED_KEYS:
        if data.get(key) in (None, "", []):
            take.report(rules.MISSING_RECOMMENDED, (key,), key=key)
    slug = take.slug(data, ())
    return Profile(
        title=take.required(data, ("title",)),
        slug=slug,
        aliases=take.texts(data, ("aliases",)),
        kind=take.kind(data),
        category=take.text(data, ("category",)),
        tags=take.texts(data, ("tags",)),
        difficulty=take.usual(data, ("difficulty",)),
        summary=take.text(data, ("summary",)),
        contributors=take.texts(data, ("contributors",)),
        provenance=take.usual(data, ("provenance",)),
        source=take.origin(data),
        last_reviewed=take.day(data, ("last_reviewed",)),
        reviewers=take.records(data, "reviewers", take.reviewer),
        created=take.day(data, ("created",)),
        updated=take.day(data, ("updated",)),
        related=take.records(data, "related", take.link(slug)),
        specializations=take.texts(data, ("specializations",)),
        country_variants=take.records(data, "country_variants", take.country_variant),
        sources=take.records(data, "sources", take.citation),
        status=take.usual(data, ("status",)),
        sections=sections,
        extras=tuple(sorted(take.extras, key=lambda extra: extra.pointer)),
    )


def described(value: Value) -> str:
    """Return what a value is, for messages."""
    if value is None:
        return "empty"
    return {str: "text", list: "a list", dict: "a mapping"}[type(value)]


def json_pointer(path: Path) -> str:
    """Return ``path`` as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


class _Taker:
    """Takes values out of metadata; what doesn't fit becomes a problem and an empty value."""

    def __init__(self, places: Places) -> None:
        self.problems: list[Diagnostic] = []
        self.extras: list[Extra] = []
        self._places = places

    def report(self, rule: Rule, path: Path, **values: object) -> None:
        self.problems.append(self._places.report(rule, path, **values))

    def unknown_keys(self, data: dict[str, Value], known: Iterable[str], at: Path) -> None:
        for key in data.keys() - set(known):
            path = (*at, key)
            self.report(rules.UNKNOWN_KEY, path, key=_dotted(path))
            value = json.dumps(data[key], ensure_ascii=False, sort_keys=True)
            self.extras.append(Extra(json_pointer(path), value))

    def check_characters(self, profile: Profile) -> None:
        """Report every text of the finished profile that no export can hold."""
        for name in (*METADATA_KEYS, "extras"):
            for text in _texts_in(getattr(profile, name)):
                self._check_character(text, (name,), name)
        for number, section in enumerate(profile.sections):
            for text in (section.heading, section.markdown):
                self._check_character(text, ("sections", number), section.heading)

    def _check_character(self, text: str, path: Path, key: str) -> None:
        if found := _FORBIDDEN.search(text):
            character = f"U+{ord(found[0]):04X}"
            self.report(rules.BAD_CHARACTER, path, key=key, character=character)

    # One method a shape. Each takes the mapping and the path of its key in it.

    def text(self, data: dict[str, Value], path: Path) -> str | None:
        value = data.get(str(path[-1]))
        if isinstance(value, str):
            return unified_lines(value).strip() or None
        if value is not None:
            self._wrong(path, value, "text")
        return None

    def required(self, data: dict[str, Value], path: Path) -> str:
        value = self.text(data, path)
        if value is None and isinstance(data.get(str(path[-1])), str | None):
            self.report(rules.MISSING_KEY, path, key=_dotted(path))
        return value or ""

    def texts(self, data: dict[str, Value], path: Path) -> tuple[str, ...]:
        taken = []
        for number, entry in enumerate(self._list(data, path, "a list of texts")):
            if isinstance(entry, str) and entry.strip():
                taken.append(unified_lines(entry).strip())
            else:
                self._wrong((*path, number), entry, "text")
        return tuple(taken)

    def usual(self, data: dict[str, Value], path: Path) -> str | None:
        value = self.text(data, path)
        known = USUAL_VALUES[str(path[-1])]
        if value is not None and value not in known:
            self.report(
                rules.UNUSUAL_VALUE, path, value=value, key=_dotted(path), known=", ".join(known)
            )
        return value

    def day(self, data: dict[str, Value], path: Path) -> datetime.date | None:
        value = self.text(data, path)
        if value is None:
            return None
        try:
            if _DAY.match(value):
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass  # of the right form, but on no calendar: reported below
        self.report(rules.BAD_DATE, path, key=_dotted(path), value=value)
        return None

    def kind(self, data: dict[str, Value]) -> str:
        value = self.text(data, ("kind",)) or "occupation"
        known = practice_kinds()
        if value not in known:
            self.report(rules.UNKNOWN_KIND, ("kind",), value=value, known=", ".join(known))
        return value

    def slug(self, data: dict[str, Value], at: Path) -> str:
        path = (*at, "slug")
        slug = self.required(data, path)
        if slug and (reason := why_unsafe(slug)):
            better = slugify(slug).encode("ascii", "ignore").decode() or "nurse"
            self.report(rules.UNSAFE_SLUG, path, slug=slug, reason=reason, better=better)
        elif slug and not at and (reason := why_reserved(slug)):
            self.report(rules.RESERVED_SLUG, path, slug=slug, reason=reason)
        return slug

    def records(
        self, data: dict[str, Value], key: str, record: Callable[[dict[str, Value], Path], T]
    ) -> tuple[T, ...]:
        taken = []
        for number, entry in enumerate(self._list(data, (key,), "a list of mappings")):
            if isinstance(entry, dict):
                taken.append(record(entry, (key, number)))
            else:
                self._wrong((key, number), entry, "a mapping")
        return tuple(taken)

    def _list(self, data: dict[str, Value], path: Path, wanted: str) -> list[Value]:
        value = data.get(str(path[-1]))
        if value is None or isinstance(value, list):
            return value or []
        self._wrong(path, value, wanted)
        return []

    def _wrong(self, path: Path, value: Value, wanted: str) -> None:
        self.report(
            rules.WRONG_TYPE, path, key=_dotted(path), found=described(value), wanted=wanted
        )

    # One method a record.

    def link(self, own_slug: str) -> Callable[[dict[str, Value], Path], Link]:
        def take_link(data: dict[str, Value], at: Path) -> Link:
            self.unknown_keys(data, ("slug", "type", "note"), at)
            link = Link(
                slug=self.slug(data, at),
                type=self.required(data, (*at, "type")),
                note=self.text(data, (*at, "note")),
            )
            if link.type and link.type not in relation_types():
                known = ", ".join(relation_types())
                self.report(
                    rules.UNKNOWN_RELATION_TYPE, (*at, "type"), value=link.type, known=known
                )
            if link.slug and link.slug == own_slug:
                self.report(rules.SELF_LINK, (*at, "slug"), slug=own_slug)
            return link

        return take_link

    def reviewer(self, data: dict[str, Value], at: Path) -> Reviewer:
        self.unknown_keys(data, ("name", "credential", "date"), at)
        return Reviewer(
            name=self.required(data, (*at, "name")),
            credential=self.text(data, (*at, "credential")),
            date=self.day(data, (*at, "date")),
        )

    def country_variant(self, data: dict[str, Value], at: Path) -> CountryVariant:
        self.unknown_keys(data, ("region", "note"), at)
        return CountryVariant(
            region=self.required(data, (*at, "region")), note=self.text(data, (*at, "note"))
        )

    def citation(self, data: dict[str, Value], at: Path) -> Citation:
        self.unknown_keys(data, ("title", "url", "kind"), at)
        return Citation(
            title=self.required(data, (*at, "title")),
            url=self.text(data, (*at, "url")),
            kind=self.usual(data, (*at, "kind")),
        )

    def origin(self, metadata: dict[str, Value]) -> Origin | None:
        data = metadata.get("source")
        if data is None:
            return None
        if not isinstance(data, dict):
            self._wrong(("source",), data, "a mapping")
            return None
        texts = ("origin", "url", "repo", "license", "attribution")
        self.unknown_keys(data, (*texts, "fetched"), ("source",))
        taken: dict[str, Any] = {key: self.text(data, ("source", key)) for key in texts}
        return Origin(**taken, fetched=self.day(data, ("source", "fetched")))


def _dotted(path: Path) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _texts_in(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts_in(entry)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts_in(getattr(value, name))
