"""What follows from what authors wrote, kept apart: inverses, types, placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from metier.resolve.concepts import Resolution
from metier.resolve.mentions import Mention
from metier.resolve.names import Collection
from metier.vocab import relation_types

from .names import Names
from .parts import ProfileNames
from .terms import SKOS, TYPE, Term, Triple, number, plain, text


def inferred_triples(own: ProfileNames, collection: Collection) -> Iterator[Triple]:
    """Yield what is inferred about one profile and its practice."""
    met, names, profile = own.names.met, own.names, own.profile
    yield from _practice_types(names, own.practice)
    yield own.practice, met.describedBy, own.document
    asserted = {(relation_types()[link.type].direct, link.slug) for link in profile.related}
    for link in profile.related:
        yield own.practice, met.connectedTo, names.practice(link.slug)
    yield from _from_incoming(names, profile.slug, collection, asserted)
    for node, name in zip(own.specializations, profile.specializations, strict=True):
        if (profile.slug, name) not in collection.named:
            yield from _practice_types(names, node)
            yield node, met.specializationOf, own.practice
    for concept in collection.concepts.of(profile.slug):
        inverse = met.toolOf if concept.kind == "tool" else met.termOf
        yield names.concept(concept), inverse, own.practice
    for node in own.statements:
        yield node, TYPE, met.Item


def mention_triples(own: ProfileNames, mentions: Iterable[Mention]) -> Iterator[Triple]:
    """Yield what the text of a profile names, each with the line that does so first."""
    names, met, slug = own.names, own.names.met, own.profile.slug
    for mention in mentions:
        node = names.of("mention", slug, mention.kind, mention.slug)
        target = names.of(mention.kind, mention.slug)
        yield own.document, met.mentions, target
        yield node, TYPE, met.Mention
        yield node, met.of, target
        yield node, met.about, own.practice
        yield node, SKOS.prefLabel, text(mention.words)
        yield node, met.section, own.sections[mention.section]
        yield node, met.quote, plain(mention.quote)
        yield node, met.occurrences, number(mention.occurrences)


def broader_triples(names: Names, resolution: Resolution) -> Iterator[Triple]:
    """Yield the kinds of tools that follow from their names."""
    for tool, broader in resolution.broader_tools():
        yield names.concept(tool), SKOS.broader, names.concept(broader)


def placeholder_triples(names: Names, collection: Collection) -> Iterator[Triple]:
    """Yield a described node for each practice that links name and no profile describes."""
    for slug in collection.missing():
        practice = names.practice(slug)
        yield practice, TYPE, names.met.Placeholder
        yield practice, SKOS.prefLabel, text(slug.replace("-", " "))
        yield practice, SKOS.notation, plain(slug)
        yield from _practice_types(names, practice)
        yield from _from_incoming(names, slug, collection, set())


def _practice_types(names: Names, practice: Term) -> Iterator[Triple]:
    yield practice, TYPE, names.met.Practice
    yield practice, TYPE, SKOS.Concept


def _from_incoming(
    names: Names, slug: str, collection: Collection, asserted: set[tuple[str, str]]
) -> Iterator[Triple]:
    """Yield each link to a practice as seen from its side, unless its author wrote that too."""
    for link_type, source in collection.incoming.get(slug, ()):
        inverse = relation_types()[link_type].inverse
        if (inverse, source) not in asserted:
            yield names.practice(slug), getattr(names.met, inverse), names.practice(source)
        yield names.practice(slug), names.met.connectedTo, names.practice(source)
