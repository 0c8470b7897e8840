"""What a profile says, as frozen records that are equal whichever form it was read from.

They have no slots: profiles travel between processes, and records with slots are pickled by slow Python code.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The place of a value in a profile, such as ``("related", 2, "type")`` or ``("sections", 3)``."""


@dataclass(frozen=True)
class Section:
    """A headed part of a profile; text before the first heading has an empty one.

    ``markdown`` is verbatim but for line ends, which are line feeds, and blank lines at either end.
    """

    heading: str
    markdown: str


@dataclass(frozen=True)
class Link:
    """A link to another practice, as its author wrote it."""

    slug: str
    type: str
    note: str | None = None


@dataclass(frozen=True)
class Reviewer:
    """A person who checked the profile."""

    name: str
    credential: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True)
class CountryVariant:
    """How the practice differs in one region."""

    region: str
    note: str | None = None


@dataclass(frozen=True)
class Citation:
    """A source that the profile cites."""

    title: str
    url: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Origin:
    """The publication that a mirrored profile was taken from."""

    origin: str | None = None
    url: str | None = None
    repo: str | None = None
    license: str | None = None
    attribution: str | None = None
    fetched: datetime.date | None = None


@dataclass(frozen=True)
class Extra:
    """A metadata key that Metier does not know, kept.

    ``pointer`` is its place as a JSON Pointer (RFC 6901), ``json`` its value as JSON with sorted keys
    in which every scalar is a string or null, as its author wrote it.
    """

    pointer: str
    json: str


@dataclass(frozen=True)
class Profile:
    """One profile: the metadata in the order in which authors write them, then the sections."""

    title: str
    slug: str
    aliases: tuple[str, ...] = ()
    kind: str = "occupation"
    category: str | None = None
    tags: tuple[str, ...] = ()
    difficulty: str | None = None
    summary: str | None = None
    contributors: tuple[str, ...] = ()
    provenance: str | None = None
    source: Origin | None = None
    last_reviewed: datetime.date | None = None
    reviewers: tuple[Reviewer, ...] = ()
    created: datetime.date | None = None
    updated: datetime.date | None = None
    related: tuple[Link, ...] = ()
    specializations: tuple[str, ...] = ()
    country_variants: tuple[CountryVariant, ...] = ()
    sources: tuple[Citation, ...] = ()
    status: str | None = None
    sections: tuple[Section, ...] = ()
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True)
class Item:
    """One thing that a section lists: a principle, a step, a tool, a term with its definition."""

    label: str
    """On one line, without Markdown."""
    text: str
    """What the profile says of it, on one line and otherwise verbatim; may be empty."""
    markdown: str
    """The piece of the section that it was taken from, verbatim."""
    facts: tuple[tuple[str, str], ...] = ()
    """What else is known: local names of properties of the ontology, each with a value; a name may recur."""
    item_class: str | None = None
    """Local name of its class, where that is narrower than the class of its section's items."""


@dataclass(frozen=True)
class Ruling:
    """What a person decided in ``concepts.yaml``: that uses of terms or tools mean the same, or differ."""

    kind: str
    """``term`` or ``tool``."""
    same: bool
    uses: tuple[tuple[str | None, str], ...]
    """For each use the slug of its profile, or None for every profile, and its label."""
    file: str
    """The file as shown to the user."""
    line: int
    column: int


@dataclass(frozen=True)
class DatasetInfo:
    """What the keeper of a collection says of it in ``dataset.yaml``."""

    title: str = "Occupations"
    description: str | None = None
    license: str | None = None
    publisher: str | None = None
    folder: str | None = None
    """Name of the folder that the profiles were read from, without what stands above it."""
