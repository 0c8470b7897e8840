"""The concepts that a profile uses, each with the slug of its node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metier.model import Entry, Profile
from metier.sections import section_types
from metier.slugs import slugify


@dataclass(frozen=True, slots=True)
class Concept:
    """A node that profiles can share: its kind, the slug that names it, and a label for it."""

    kind: str
    """``category``, ``tag``, ``difficulty``, ``tool``, ``term``, ``agent``, ``place`` or ``source``."""
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """An entry of a profile's vocabulary or tool list, with its concept and its section."""

    concept: Concept
    entry: Entry
    section: int
    """Index of the section in the profile."""


def concept_of(kind: str, label: str) -> Concept:
    """Return the concept that profiles share by the spelling of its label, small differences aside."""
    return Concept(kind, slugify(label), label)


def entries_of(profile: Profile) -> Iterator[ConceptEntry]:
    """Yield the terms and tools of a profile, in order; each concept is the profile's own."""
    for number, section in enumerate(profile.sections):
        section_type = section_types().get(section.heading.casefold())
        if section_type is None:
            continue
        for entry in section_type.entries(section.markdown):
            slug = f"{slugify(entry.label)}--{profile.slug}"
            yield ConceptEntry(Concept(section_type.concept, slug, entry.label), entry, number)


def shared_concepts(profile: Profile) -> Iterator[Concept]:
    """Yield the categories, tags, people, places and works that a profile names, repetitions included."""
    if profile.category:
        yield concept_of("category", profile.category)
    if profile.difficulty:
        yield concept_of("difficulty", profile.difficulty)
    for tag in profile.tags:
        yield concept_of("tag", tag)
    for person in (*profile.contributors, *(reviewer.name for reviewer in profile.reviewers)):
        yield concept_of("agent", person)
    for variant in profile.country_variants:
        yield concept_of("place", variant.region)
    for source in profile.sources:
        yield concept_of("source", source.title)
