"""What may change in a profile, and what the profile is then: the measure of every edit of its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from metier.errors import MetierError
from metier.model import Extra, Link, Profile
from metier.readers.markdown import unified_lines
from metier.readers.take import json_pointer, pointer_path

LISTS_OF_TEXTS = ("specializations", "aliases")


class EditError(MetierError):
    """A change that can't be made; its text says which and why."""


@dataclass(frozen=True, slots=True)
class AddLink:
    """A link at the end of ``related``."""

    slug: str
    type: str
    note: str | None = None

    def __str__(self) -> str:
        return f"add the link to `{self.slug}` ({self.type})"

    @property
    def link(self) -> Link:
        """The link as a reader gives it: a note without blanks around it, or none."""
        return Link(self.slug, self.type, unified_lines(self.note or "").strip() or None)


@dataclass(frozen=True, slots=True)
class SetLinkType:
    """Another type for a link; ``place`` counts from 0, ``slug`` makes sure that it is the one meant."""

    place: int
    slug: str
    type: str

    def __str__(self) -> str:
        return f"make the link to `{self.slug}` one of type `{self.type}`"


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """An entry less in ``related``, ``specializations`` or ``aliases``.

    ``place`` counts from 0; ``value`` is its text, of a link the slug, to make sure that it is the one meant.
    """

    key: str
    place: int
    value: str

    def __str__(self) -> str:
        return f"remove `{self.value}` from `{self.key}`"


Change: TypeAlias = AddLink | SetLinkType | RemoveEntry


def in_order(changes: Sequence[Change]) -> list[Change]:
    """Return changes so that each one's place still holds when those before it are made.

    New links come before removals: they take the layout of their neighbors while these are there.
    """
    last_first = sorted(
        (change for change in changes if isinstance(change, RemoveEntry)),
        key=lambda change: -change.place,
    )
    return [
        *(change for change in changes if isinstance(change, SetLinkType)),
        *(change for change in changes if isinstance(change, AddLink)),
        *last_first,
    ]


def changed(profile: Profile, changes: Sequence[Change]) -> Profile:
    """Return the profile with all changes made.

    Raises EditError where an entry isn't where it was said to be, or two changes meet in one entry.
    """
    seen: set[tuple[str, int]] = set()
    for change in in_order(changes):
        if not isinstance(change, AddLink):
            key = change.key if isinstance(change, RemoveEntry) else "related"
            if (key, change.place) in seen:
                raise EditError(f"can't {change}: another change is about the same entry")
            seen.add((key, change.place))
        profile = _with(profile, change)
    return profile


def _with(profile: Profile, change: Change) -> Profile:
    if isinstance(change, AddLink):
        return _with_link(profile, change)
    if isinstance(change, SetLinkType):
        link = profile.related[_found(profile, change, "related", change.slug)]
        links = list(profile.related)
        links[change.place] = replace(link, type=change.type)
        return replace(profile, related=tuple(links))
    place = _found(profile, change, change.key, change.value)
    entries = getattr(profile, change.key)
    fewer = {change.key: entries[:place] + entries[place + 1 :]}
    return replace(profile, **fewer, extras=_extras_without(profile.extras, change.key, place))


def _extras_without(extras: Sequence[Extra], key: str, place: int) -> tuple[Extra, ...]:
    """Return unknown fields without those of an entry; those of later entries move up with them."""
    kept = []
    for extra in extras:
        path = pointer_path(extra.pointer)
        if path[0] != key:
            kept.append(extra)
        elif path[1] != place:
            number = int(path[1]) - (int(path[1]) > place)
            kept.append(Extra(json_pointer((key, number, *path[2:])), extra.json))
    return tuple(sorted(kept, key=lambda extra: extra.pointer))


def _with_link(profile: Profile, change: AddLink) -> Profile:
    if any((link.slug, link.type) == (change.slug, change.type) for link in profile.related):
        raise EditError(f"can't {change}: the profile has this link already")
    return replace(profile, related=(*profile.related, change.link))


def _found(profile: Profile, change: SetLinkType | RemoveEntry, key: str, value: str) -> int:
    """Return the place of an entry after making sure that it is there."""
    if key == "related":
        values = [link.slug for link in profile.related]
    elif key in LISTS_OF_TEXTS:
        values = list(getattr(profile, key))
    else:
        raise EditError(
            f"can't {change}: only {', '.join(('related', *LISTS_OF_TEXTS))} lose entries"
        )
    if not 0 <= change.place < len(values):
        raise EditError(f"can't {change}: `{key}` has no entry number {change.place + 1}")
    if values[change.place] != value:
        found = values[change.place]
        raise EditError(f"can't {change}: entry number {change.place + 1} is `{found}`")
    return change.place
