"""From the graph back to profiles: the inverse of :mod:`metier.graph.describe`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pyoxigraph as ox

from metier.errors import GraphError
from metier.model import Citation, CountryVariant, Extra, Link, Origin, Profile, Reviewer, Section
from metier.vocab import practice_kinds, relation_types

from .names import Names
from .terms import DCTERMS, PROV, SCHEMA, SKOS, SKOSXL, TYPE, Term


def restore_profile(quads: Iterable[ox.Quad], names: Names) -> Profile:
    """Return the profile whose named graph ``quads`` is.

    Raises GraphError where the graph describes no practice, or more than one, or a value is missing or
    isn't what it should be.
    """
    try:
        return _Restorer(quads, names).profile()
    except (KeyError, ValueError) as problem:
        raise GraphError(f"a profile's graph is damaged: {problem}") from None


class _Restorer:
    def __init__(self, quads: Iterable[ox.Quad], names: Names) -> None:
        self._names = names
        self._met = names.met
        self._nodes: dict[Term, dict[Term, list[str]]] = {}
        for quad in quads:
            values = self._nodes.setdefault(str(quad.subject), {})
            value = quad.object.value if isinstance(quad.object, ox.Literal) else str(quad.object)
            values.setdefault(str(quad.predicate), []).append(value)

    def profile(self) -> Profile:
        document = self._only(self._of_class(self._met.Profile), "profile document")
        practice = self._only(self._nodes[document].get(self._met.describes, []), "practice")
        return Profile(
            title=self._required(practice, SKOS.prefLabel),
            slug=self._required(practice, SKOS.notation),
            aliases=self._listed(SKOSXL.Label, SKOSXL.literalForm),
            kind=self._kind(practice),
            category=self._value(document, SCHEMA.articleSection),
            tags=self._listed(self._met.TagUsage, SKOS.prefLabel),
            difficulty=self._value(document, SCHEMA.educationalLevel),
            summary=self._value(practice, SKOS.definition),
            contributors=self._listed(PROV.Attribution, SKOS.prefLabel),
            provenance=self._value(document, self._met.provenance),
            source=self._origin(document),
            last_reviewed=self._day(document, self._met.lastReviewed),
            reviewers=tuple(map(self._reviewer, self._of_class(self._met.Review))),
            created=self._day(document, DCTERMS.created),
            updated=self._day(document, DCTERMS.modified),
            related=tuple(map(self._link, self._of_class(self._met.Relation))),
            specializations=self._specializations(),
            country_variants=tuple(map(self._variant, self._of_class(self._met.CountryVariant))),
            sources=tuple(map(self._citation, self._of_class(self._met.Citation))),
            status=self._value(document, self._met.status),
            sections=tuple(map(self._section, self._of_class(self._met.Section))),
            extras=self._extras(),
        )

    def _value(self, node: Term, predicate: Term) -> str | None:
        values = self._nodes[node].get(predicate)
        return values[0] if values else None

    def _required(self, node: Term, predicate: Term) -> str:
        value = self._value(node, predicate)
        if value is None:
            raise GraphError(f"{node} has no {predicate}")
        return value

    @staticmethod
    def _only(nodes: list[Term], what: str) -> Term:
        if len(nodes) != 1:
            raise GraphError(f"a profile's graph has one {what}; this one has {len(nodes)}")
        return nodes[0]

    def _of_class(self, *classes: Term) -> list[Term]:
        """Return the nodes of a class, in the order of their positions."""
        found = [
            node
            for node, values in self._nodes.items()
            if any(name in values.get(TYPE, ()) for name in classes)
        ]
        return sorted(found, key=lambda node: (int(self._value(node, SCHEMA.position) or 0), node))

    def _listed(self, class_: Term, label: Term) -> tuple[str, ...]:
        return tuple(self._required(node, label) for node in self._of_class(class_))

    def _specializations(self) -> tuple[str, ...]:
        nodes = self._of_class(self._met.Specialization, self._met.SpecializationUsage)
        return tuple(self._required(node, SKOS.prefLabel) for node in nodes)

    def _kind(self, practice: Term) -> str:
        types = self._nodes[practice].get(TYPE, ())
        for kind, class_ in practice_kinds().items():
            if getattr(self._met, class_) in types:
                return kind
        raise GraphError(f"{practice} is of no known kind of practice")

    def _day(self, node: Term, predicate: Term) -> datetime.date | None:
        value = self._value(node, predicate)
        return datetime.date.fromisoformat(value) if value else None

    def _link(self, node: Term) -> Link:
        type_name = self._required(node, self._met.relationType)
        for key in relation_types():
            if self._names.of("rtype", key) == type_name:
                target = self._required(node, self._met.target)
                slug = target.removeprefix(self._names.practice("")[:-1])[:-1]
                return Link(slug, key, self._value(node, SKOS.note))
        raise GraphError(f"{type_name} is no relation type")

    def _reviewer(self, node: Term) -> Reviewer:
        return Reviewer(
            name=self._required(node, SKOS.prefLabel),
            credential=self._value(node, self._met.credential),
            date=self._day(node, DCTERMS.date),
        )

    def _variant(self, node: Term) -> CountryVariant:
        return CountryVariant(
            self._required(node, SKOS.prefLabel), self._value(node, SKOS.scopeNote)
        )

    def _citation(self, node: Term) -> Citation:
        return Citation(
            title=self._required(node, SKOS.prefLabel),
            url=self._value(node, SCHEMA.url),
            kind=self._value(node, self._met.sourceKind),
        )

    def _section(self, node: Term) -> Section:
        return Section(
            self._required(node, SKOS.prefLabel), self._required(node, self._met.markdown)
        )

    def _origin(self, document: Term) -> Origin | None:
        node = self._value(document, PROV.wasDerivedFrom)
        if node is None:
            return None
        return Origin(
            origin=self._value(node, self._met.origin),
            url=self._value(node, SCHEMA.url),
            repo=self._value(node, self._met.repository),
            license=self._value(node, DCTERMS.rights),
            attribution=self._value(node, self._met.attribution),
            fetched=self._day(node, DCTERMS.date),
        )

    def _extras(self) -> tuple[Extra, ...]:
        found = [
            Extra(self._required(node, self._met.pointer), self._required(node, self._met.json))
            for node in self._of_class(self._met.ExtraField)
        ]
        return tuple(sorted(found, key=lambda extra: extra.pointer))
