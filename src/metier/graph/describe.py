"""A profile as triples: everything that its author wrote, and nothing else.

Every list keeps its order by ``schema:position`` on a node of its own, so that the profile can be told from the
graph again; see :mod:`metier.graph.restore`.
"""

from __future__ import annotations

from collections.abc import Iterator

from metier.resolve.names import Collection
from metier.vocab import practice_kinds, relation_types

from .contents import items, sections, usages
from .parts import ProfileNames
from .terms import (
    DCTERMS,
    PROV,
    SCHEMA,
    SKOS,
    SKOSXL,
    TYPE,
    Triple,
    address,
    day,
    number,
    optional,
    plain,
    text,
)


def profile_triples(own: ProfileNames, collection: Collection) -> Iterator[Triple]:
    """Yield the triples of one profile, in the order in which a person would tell them.

    ``collection`` tells which specializations name a profile.
    """
    yield from _practice(own)
    yield from _shared_by_metadata(own)
    yield from _direct_links(own, collection)
    yield from _document(own)
    yield from _evidence(own)
    yield from _relations(own)
    yield from _specializations(own, collection)
    yield from _labels(own)
    yield from _tags(own)
    yield from usages(own, collection)
    yield from items(own)
    yield from sections(own)


def _practice(own: ProfileNames) -> Iterator[Triple]:
    profile, practice, names = own.profile, own.practice, own.names
    yield practice, TYPE, getattr(names.met, practice_kinds()[profile.kind])
    yield practice, SKOS.prefLabel, text(profile.title)
    for alias in dict.fromkeys(profile.aliases):
        if alias != profile.title:  # SKOS S13: no label is both preferred and alternative
            yield practice, SKOS.altLabel, text(alias)
    yield practice, SKOS.notation, plain(profile.slug)
    if profile.summary:
        yield practice, SKOS.definition, text(profile.summary)
    yield practice, SKOS.inScheme, names.of("scheme", "practices")


def _shared_by_metadata(own: ProfileNames) -> Iterator[Triple]:
    profile, practice, met = own.profile, own.practice, own.names.met
    if profile.category:
        yield practice, met.category, own.concept("category", profile.category)
    if profile.difficulty:
        yield practice, met.difficulty, own.concept("difficulty", profile.difficulty)
    for tag in profile.tags:
        yield practice, met.tag, own.concept("tag", tag)


def _direct_links(own: ProfileNames, collection: Collection) -> Iterator[Triple]:
    profile, practice, names = own.profile, own.practice, own.names
    for link in profile.related:
        direct = relation_types()[link.type].direct
        yield practice, getattr(names.met, direct), names.practice(link.slug)
    for node, name in zip(own.specializations, profile.specializations, strict=True):
        named = collection.named.get((profile.slug, name))
        narrower = names.practice(named) if named else node
        yield practice, names.met.hasSpecialization, narrower
    for relation in own.relations:
        yield practice, names.met.relation, relation
    for concept in collection.concepts.of(profile.slug):
        uses = names.met.usesTool if concept.kind == "tool" else names.met.usesTerm
        yield practice, uses, names.concept(concept)
    for usage in (*own.usages, *own.tags):
        yield practice, names.met.usage, usage
    for variant in own.variants:
        yield practice, names.met.countryVariant, variant
    for alias, label in zip(profile.aliases, own.labels, strict=True):
        if alias != profile.title:  # SKOS-XL would make it both preferred and alternative
            yield practice, SKOSXL.altLabel, label


def _document(own: ProfileNames) -> Iterator[Triple]:
    profile, document, met = own.profile, own.document, own.names.met
    yield document, TYPE, met.Profile
    yield document, met.describes, own.practice
    yield document, DCTERMS.title, text(profile.title)
    yield from optional(document, met.status, plain, profile.status)
    yield from optional(document, met.provenance, plain, profile.provenance)
    yield from optional(document, DCTERMS.created, day, profile.created)
    yield from optional(document, DCTERMS.modified, day, profile.updated)
    yield from optional(document, met.lastReviewed, day, profile.last_reviewed)
    yield from optional(document, SCHEMA.articleSection, plain, profile.category)
    yield from optional(document, SCHEMA.educationalLevel, plain, profile.difficulty)
    for name, node in zip(profile.contributors, own.attributions, strict=True):
        agent = own.concept("agent", name)
        yield document, DCTERMS.contributor, agent
        yield document, PROV.wasAttributedTo, agent
        yield document, PROV.qualifiedAttribution, node
    for source, node in zip(profile.sources, own.citations, strict=True):
        yield document, DCTERMS.source, own.concept("source", source.title)
        yield document, met.citation, node
    for node in own.reviews:
        yield document, met.review, node
    if profile.source is not None:
        yield document, PROV.wasDerivedFrom, own.names.of("origin", profile.slug)
    for node in own.fields:
        yield document, met.extraField, node
    for node in own.sections:
        yield document, DCTERMS.hasPart, node


def _evidence(own: ProfileNames) -> Iterator[Triple]:
    profile, met = own.profile, own.names.met
    for place, (name, node) in enumerate(
        zip(profile.contributors, own.attributions, strict=True), start=1
    ):
        yield node, TYPE, PROV.Attribution
        yield node, PROV.agent, own.concept("agent", name)
        yield node, SKOS.prefLabel, text(name)
        yield node, SCHEMA.position, number(place)
    for place, (source, node) in enumerate(
        zip(profile.sources, own.citations, strict=True), start=1
    ):
        yield node, TYPE, met.Citation
        yield node, met.of, own.concept("source", source.title)
        yield node, SKOS.prefLabel, text(source.title)
        yield from optional(node, met.sourceKind, plain, source.kind)
        yield from optional(node, SCHEMA.url, address, source.url)
        yield node, SCHEMA.position, number(place)
    yield from _reviews(own)
    yield from _origin(own)
    yield from _variants(own)
    for extra, node in zip(profile.extras, own.fields, strict=True):
        yield node, TYPE, met.ExtraField
        yield node, met.pointer, plain(extra.pointer)
        yield node, met.json, plain(extra.json)


def _reviews(own: ProfileNames) -> Iterator[Triple]:
    met = own.names.met
    for place, (review, node) in enumerate(
        zip(own.profile.reviewers, own.reviews, strict=True), start=1
    ):
        yield node, TYPE, met.Review
        yield node, met.reviewer, own.concept("agent", review.name)
        yield node, SKOS.prefLabel, text(review.name)
        yield from optional(node, met.credential, plain, review.credential)
        yield from optional(node, DCTERMS.date, day, review.date)
        yield node, SCHEMA.position, number(place)


def _origin(own: ProfileNames) -> Iterator[Triple]:
    origin, met = own.profile.source, own.names.met
    if origin is None:
        return
    node = own.names.of("origin", own.profile.slug)
    yield node, TYPE, met.Origin
    yield from optional(node, met.origin, plain, origin.origin)
    yield from optional(node, SCHEMA.url, address, origin.url)
    yield from optional(node, met.repository, address, origin.repo)
    yield from optional(node, DCTERMS.rights, plain, origin.license)
    yield from optional(node, met.attribution, plain, origin.attribution)
    yield from optional(node, DCTERMS.date, day, origin.fetched)


def _variants(own: ProfileNames) -> Iterator[Triple]:
    for place, (variant, node) in enumerate(
        zip(own.profile.country_variants, own.variants, strict=True), start=1
    ):
        yield node, TYPE, own.names.met.CountryVariant
        yield node, SKOS.prefLabel, text(variant.region)
        yield node, DCTERMS.spatial, own.concept("place", variant.region)
        yield from optional(node, SKOS.scopeNote, text, variant.note)
        yield node, SCHEMA.position, number(place)


def _relations(own: ProfileNames) -> Iterator[Triple]:
    names, met = own.names, own.names.met
    for place, (link, node) in enumerate(
        zip(own.profile.related, own.relations, strict=True), start=1
    ):
        yield node, TYPE, met.Relation
        yield node, met.source, own.practice
        yield node, met.relationType, names.of("rtype", link.type)
        yield node, met.target, names.practice(link.slug)
        yield from optional(node, SKOS.note, text, link.note)
        yield node, SCHEMA.position, number(place)


def _specializations(own: ProfileNames, collection: Collection) -> Iterator[Triple]:
    profile, names, met = own.profile, own.names, own.names.met
    pairs = zip(
        profile.specializations, own.specializations, own.specialization_usages, strict=True
    )
    for place, (name, node, usage) in enumerate(pairs, start=1):
        named = collection.named.get((profile.slug, name))
        if named:
            yield own.practice, met.usage, usage
            yield usage, TYPE, met.SpecializationUsage
            yield usage, met.of, names.practice(named)
            yield usage, SKOS.prefLabel, text(name)
            yield usage, SCHEMA.position, number(place)
        else:
            yield node, TYPE, met.Specialization
            yield node, SKOS.prefLabel, text(name)
            yield node, SKOS.broader, own.practice
            yield node, SKOS.inScheme, names.of("scheme", "practices")
            yield node, SCHEMA.position, number(place)


def _labels(own: ProfileNames) -> Iterator[Triple]:
    for place, (alias, node) in enumerate(
        zip(own.profile.aliases, own.labels, strict=True), start=1
    ):
        yield node, TYPE, SKOSXL.Label
        yield node, SKOSXL.literalForm, text(alias)
        yield node, SCHEMA.position, number(place)


def _tags(own: ProfileNames) -> Iterator[Triple]:
    met = own.names.met
    for place, (tag, node) in enumerate(zip(own.profile.tags, own.tags, strict=True), start=1):
        yield node, TYPE, met.TagUsage
        yield node, met.of, own.concept("tag", tag)
        yield node, SKOS.prefLabel, text(tag)
        yield node, SCHEMA.position, number(place)
