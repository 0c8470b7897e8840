"""The IRIs of things: one level below the kind, parts joined by two hyphens, never a blank node."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from metier.errors import UsageError
from metier.model import Path, Profile
from metier.readers import pointer_path
from metier.resolve.concepts import Concept, concept_of
from metier.resolve.names import Collection
from metier.sections import SectionItem, items_of
from metier.slugs import slugify
from metier.vocab import DEFAULT_BASE, EXTERNAL_PREFIXES

from .terms import Term, iri, ontology_terms

_BASE = re.compile(r"(?:https?://[^/?#]+/(?:[^?#]*/)?|urn:[^?#]+:)\Z")

_WORDS_OF_A_NAME = 8
"""Words of a statement that its name is made of."""

KINDS = {
    "id": "id",
    "doc": "doc",
    "section": "section",
    "item": "item",
    "relation": "relation",
    "usage": "usage",
    "tool": "tool",
    "term": "term",
    "category": "category",
    "tag": "tag",
    "difficulty": "difficulty",
    "rtype": "relation-type",
    "scheme": "scheme",
    "graph": "graph",
    "label": "label",
    "citation": "citation",
    "variant": "variant",
    "review": "review",
    "attribution": "attribution",
    "origin": "origin",
    "field": "field",
    "mention": "mention",
    "agent": "agent",
    "place": "place",
    "source": "source",
    "collection": "collection",
}
"""The kinds of things that have names, by the prefix that a query uses for them."""

SCHEMES = {
    "category": "categories",
    "tag": "tags",
    "difficulty": "difficulties",
    "tool": "tools",
    "term": "terms",
}
"""The concept scheme of each kind of concept that is a SKOS concept."""


class Names:
    """Mints the names of one dataset, all below ``base``, which ends in ``/`` or ``:``."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        """Raise UsageError where ``base`` is no absolute http(s) or urn IRI that names can be added to."""
        if not _BASE.match(base) or not _is_iri(base + "ontology#Practice"):
            raise UsageError(
                f"{base!r} can't be a base: it must be an http or https IRI that ends in /, "
                "or a urn that ends in :"
            )
        self.base = base
        self.met = ontology_terms(base)
        self.dataset = iri(base + "dataset")
        self.ontology = iri(base + "ontology")

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """All prefixes that Turtle and queries use: met, one a kind of thing, and the vocabularies."""
        kinds = {prefix: f"{self.base}{path}/" for prefix, path in KINDS.items()}
        return {"met": self.base + "ontology#", **kinds, **EXTERNAL_PREFIXES}

    def of(self, kind: str, *parts: str) -> Term:
        """Return the name of a thing: its kind's path, then ``parts`` joined by two hyphens."""
        return f"<{self.base}{KINDS[kind]}/{'--'.join(parts)}>"

    def practice(self, slug: str) -> Term:
        """Return the name of what a profile is about."""
        return self.of("id", slug)

    def concept(self, concept: Concept) -> Term:
        """Return the name of a concept."""
        return self.of(concept.kind, concept.slug)


def _is_iri(text: str) -> bool:
    """Whether the store's parser takes ``text`` for an IRI (RFC 3987)."""
    try:
        line = f"<{text}> <{text}> <{text}> ."
        return len(list(ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES))) == 1
    except (SyntaxError, UnicodeEncodeError):
        return False


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
