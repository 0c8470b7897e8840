"""The names of all the parts of one profile, and where in it each comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from metier.model import Path, Profile
from metier.readers import pointer_path
from metier.resolve.concepts import concept_of
from metier.resolve.names import Collection
from metier.sections import SectionItem, items_of
from metier.slugs import slugify

from .names import Names
from .terms import Term

_WORDS_OF_A_NAME = 8
"""Words of a statement that its name is made of."""


@dataclass(frozen=True, slots=True)
class PartName:
    """A part of a profile: the name of its node, and where in the profile it comes from."""

    node: Term
    path: Path


class ProfileNames:
    """The names of everything that one profile speaks of.

    Two parts that would bear the same name (the same link twice, a heading used again) are told apart by a
    number at the end of the later one.
    """

    def __init__(
        self, names: Names, profile: Profile, items: tuple[SectionItem, ...] | None = None
    ) -> None:
        slug = profile.slug
        found = items_of(profile) if items is None else items
        self.names = names
        self.profile = profile
        self.practice = names.practice(slug)
        self.document = names.of("doc", slug)
        self.graph = names.of("graph", slug)
        self._taken: dict[str, int] = {}
        self.sections = self._all(
            "section",
            [
                slugify(section.heading) if section.heading else "preamble"
                for section in profile.sections
            ],
        )
        self.labels = self._all("label", map(slugify, profile.aliases))
        self.relations = self._all(
            "relation", (f"{link.type}--{link.slug}" for link in profile.related)
        )
        self.tags = self._all("usage", (f"tag--{slugify(tag)}" for tag in profile.tags))
        self.specializations = self._all("id", map(slugify, profile.specializations))
        self.specialization_usages = self._all(
            "usage", (f"specialization--{slugify(name)}" for name in profile.specializations)
        )
        self.attributions = self._all("attribution", map(slugify, profile.contributors))
        self.reviews = self._all("review", (slugify(person.name) for person in profile.reviewers))
        self.variants = self._all(
            "variant", (slugify(variant.region) for variant in profile.country_variants)
        )
        self.citations = self._all(
            "citation", (slugify(source.title) for source in profile.sources)
        )
        self.fields = self._all("field", (slugify(extra.pointer) for extra in profile.extras))
        self.used = tuple(one for one in found if one.type.concept)
        """The items that name a term or a tool."""
        self.usages = self._all(
            "usage", (f"{one.type.concept}--{slugify(one.item.label)}" for one in self.used)
        )
        self.items = tuple(one for one in found if not one.type.concept)
        """All other items."""
        self.statements = self._all("item", map(self._statement, self.items))

    def concept(self, kind: str, label: str) -> Term:
        """Return the name of the shared concept with this label."""
        return self.names.concept(concept_of(kind, label))

    def _statement(self, one: SectionItem) -> str:
        heading = self.profile.sections[one.section].heading
        words = one.item.label.split()[:_WORDS_OF_A_NAME]
        return f"{slugify(heading)}--{slugify(' '.join(words))}"

    def _all(self, kind: str, parts: Iterable[str]) -> tuple[Term, ...]:
        return tuple(self._one(kind, part) for part in parts)

    def _one(self, kind: str, part: str) -> Term:
        node = self.names.of(kind, self.profile.slug, part)
        count = self._taken.get(node, 0) + 1
        self._taken[node] = count
        if count == 1:
            return node
        return self._one(kind, f"{part}--{count}")

    def parts(self) -> list[PartName]:
        """Return every part with the place in the profile that it comes from."""
        places: list[tuple[tuple[Term, ...], str]] = [
            (self.sections, "sections"),
            (self.labels, "aliases"),
            (self.relations, "related"),
            (self.tags, "tags"),
            (self.specializations, "specializations"),
            (self.specialization_usages, "specializations"),
            (self.attributions, "contributors"),
            (self.reviews, "reviewers"),
            (self.variants, "country_variants"),
            (self.citations, "sources"),
        ]
        found = [
            PartName(node, (key, position))
            for nodes, key in places
            for position, node in enumerate(nodes)
        ]
        for nodes, items in ((self.usages, self.used), (self.statements, self.items)):
            for node, one in zip(nodes, items, strict=True):
                found.append(PartName(node, ("sections", one.section)))
        for node, extra in zip(self.fields, self.profile.extras, strict=True):
            found.append(PartName(node, pointer_path(extra.pointer)))
        found.append(PartName(self.names.of("origin", self.profile.slug), ("source",)))
        return [PartName(self.practice, ()), PartName(self.document, ()), *found]

    def links(self, collection: Collection) -> list[tuple[Term, Path]]:
        """Return what the practice is linked to, with the place of each link or specialization."""
        profile, practice = self.profile, self.names.practice
        found: list[tuple[Term, Path]] = [
            (practice(link.slug), ("related", place)) for place, link in enumerate(profile.related)
        ]
        for place, name in enumerate(profile.specializations):
            named = collection.named.get((profile.slug, name))
            node = practice(named) if named else self.specializations[place]
            found.append((node, ("specializations", place)))
        return found
