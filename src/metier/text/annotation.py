"""What is found out about a text: frozen records, the same whatever form they are given away in."""

from __future__ import annotations

from dataclasses import dataclass

from metier.analysis.records import Node

from .sources.document import Document


@dataclass(frozen=True, slots=True)
class Subject:
    """An occupation that a text may be about."""

    node: Node
    score: float
    """From 0 to 1; the scores of all occupations add up to 1."""
    evidence: tuple[str, ...]
    """What speaks for it, in words, the most telling first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A node that words may mean."""

    node: Node
    score: float
    """How likely it is meant, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names a node. ``start`` and ``end`` count characters from 0, the end exclusive."""

    start: int
    end: int
    text: str
    node: Node
    score: float
    """How likely the node is meant, from 0 to 1."""
    alternatives: tuple[Choice, ...] = ()
    """Other nodes that the words may mean, the likeliest first."""
    nested: tuple[Mention, ...] = ()
    """What parts of the words name by themselves."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that behaves like the name of something and is in no graph."""

    label: str
    kind: str
    """``organization``, ``tool``, ``term``, ``activity`` or ``occupation``."""
    score: float
    """How much it looks like one, from 0 to 1."""
    sentence: str
    """The first one that has it."""
    places: tuple[tuple[int, int], ...]
    """Where it stands: start and end in characters, the end exclusive."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that an article speaks of."""

    label: str
    kind: str
    """Of the node, as :class:`~metier.analysis.records.Node` has it, or of the candidate."""
    node: Node | None
    """None for what is in no graph."""
    text: str
    """The words by which it does so first."""
    count: int
    """How often."""
    quote: str
    """The first sentence that does."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """An article beside the profile of the practice that it is about."""

    practice: Node
    confirmed: tuple[Seen, ...]
    """What the profile has (tools, terms, specializations, linked practices) and the article speaks of."""
    unconfirmed: tuple[Node, ...]
    """What the profile has and the article is silent on."""
    lacking: tuple[Seen, ...]
    """What the article speaks of and the profile lacks: nodes that others have, then phrases in no graph."""

    @property
    def share(self) -> float:
        """What part of the profile's concepts the article confirms, from 0 to 1."""
        return len(self.confirmed) / max(len(self.confirmed) + len(self.unconfirmed), 1)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A text, what it is about, what it names, and what it has that the graph lacks."""

    document: Document
    about: tuple[Subject, ...]
    """The likeliest first; empty where no occupation of the graph fits."""
    mentions: tuple[Mention, ...]
    """In the order of the text; they don't overlap."""
    candidates: tuple[Candidate, ...]
    """The most telling first."""
    coverage: Coverage | None
    """The text beside the profile that it is about; None where there is none."""
