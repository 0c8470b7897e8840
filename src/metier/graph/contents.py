"""What the sections of a profile hold, as triples: uses of terms and tools, items, sections themselves."""

from __future__ import annotations

from collections.abc import Iterator

from metier.model import Item
from metier.resolve.labels import parse_label
from metier.resolve.names import Collection
from metier.resolve.references import cited
from metier.resolve.spelling import key_of
from metier.sections import SectionItem

from .parts import ProfileNames
from .terms import SCHEMA, SKOS, TYPE, Term, Triple, number, optional, plain, text


def usages(own: ProfileNames, collection: Collection) -> Iterator[Triple]:
    """Yield how the profile uses its terms and tools, each in its own words."""
    names, met = own.names, own.names.met
    concepts = collection.concepts.of(own.profile.slug)
    for used, node, concept in zip(own.used, own.usages, concepts, strict=True):
        is_tool = concept.kind == "tool"
        yield node, TYPE, met.ToolUsage if is_tool else met.TermUsage
        yield node, met.of, names.concept(concept)
        yield node, SKOS.prefLabel, text(used.item.label)
        if used.item.text:
            said = SKOS.scopeNote if is_tool else SKOS.definition
            yield node, said, text(used.item.text)
        if not is_tool:
            yield from _label_parts(own, node, used.item)
        yield from _place_of(own, node, used)


def _label_parts(own: ProfileNames, node: Term, item: Item) -> Iterator[Triple]:
    """Yield what stands in the parentheses of a term's label, each for what it is."""
    parts, met = parse_label(item.label, item.text), own.names.met
    yield from optional(node, met.abbreviation, plain, parts.abbreviation)
    yield from optional(node, met.coinedBy, plain, parts.authors)
    yield from optional(node, met.symbol, plain, parts.symbol)
    yield from optional(node, met.originalForm, plain, parts.original)
    for member in parts.members:
        yield node, met.bundles, text(member)


def items(own: ProfileNames) -> Iterator[Triple]:
    """Yield the principles, steps, scenarios and other items of its sections."""
    met = own.names.met
    sources = {key_of(source.title): source.title for source in own.profile.sources}
    for one, node in zip(own.items, own.statements, strict=True):
        yield node, TYPE, getattr(met, one.type.item_class)
        yield node, SKOS.prefLabel, text(one.item.label)
        yield node, met.about, own.practice
        if one.item.text:
            yield node, met.text, text(one.item.text)
        for name, value in one.item.facts:
            yield node, getattr(met, name), text(value)
        if one.type.item_class == "Reference":
            for title in cited(one.item, sources):
                yield node, met.refersTo, own.concept("source", title)
        yield from _place_of(own, node, one)


def _place_of(own: ProfileNames, node: Term, one: SectionItem) -> Iterator[Triple]:
    yield node, own.names.met.section, own.sections[one.section]
    yield node, own.names.met.markdown, plain(one.item.markdown)
    yield node, SCHEMA.position, number(one.position)


def sections(own: ProfileNames) -> Iterator[Triple]:
    """Yield the sections, whole, in their order."""
    met = own.names.met
    for place, (section, node) in enumerate(
        zip(own.profile.sections, own.sections, strict=True), start=1
    ):
        yield node, TYPE, met.Section
        yield node, SKOS.prefLabel, text(section.heading)
        yield node, met.about, own.practice
        yield node, SCHEMA.position, number(place)
        yield node, met.markdown, plain(section.markdown)
