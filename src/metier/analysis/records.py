"""What the analyses speak of: nodes, links, mentions, and how profiles word things."""

from __future__ import annotations

from dataclasses import dataclass

from metier.vocab import practice_kinds

PLACEHOLDER = "Placeholder"
SPECIALIZATION = "Specialization"


@dataclass(frozen=True, slots=True)
class Node:
    """A practice, a specialization without a profile, a tool or a term."""

    id: str
    """Its IRI."""
    kind: str
    """Local name of its class: ``Occupation``, ``Role`` …, ``Specialization``, ``Tool``, ``Term``."""
    label: str
    slug: str
    """What its IRI ends in."""

    @property
    def is_described(self) -> bool:
        """Whether a profile is about it."""
        return self.kind in practice_kinds().values()


@dataclass(frozen=True, slots=True)
class Card:
    """What the metadata of one profile says, in one line each; empty where it says nothing."""

    category: str = ""
    difficulty: str = ""
    status: str = ""
    summary: str = ""
    provenance: str = ""
    last_reviewed: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link as its author wrote it."""

    id: str
    source: str
    target: str
    type: str
    """Key of the relation type, such as ``adjacent``."""
    note: str


@dataclass(frozen=True, slots=True)
class Mention:
    """That the profile of one practice names another."""

    practice: str
    target: str
    words: str
    """The name as the text has it."""
    heading: str
    """Of the section where it is named first."""
    quote: str
    """The line there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a profile words a tool or a term: its label there, and what it says of it."""

    label: str
    text: str
    markdown: str = ""
    """The piece of the profile that says so, verbatim."""

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.text else self.label
