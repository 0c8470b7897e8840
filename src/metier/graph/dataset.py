"""What belongs to the whole dataset: shared concepts, concept schemes, the dataset's own description."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metier.model import DatasetInfo
from metier.resolve.concepts import Concept
from metier.vocab import ontology_version

from .names import SCHEMES, Names
from .terms import (
    DCAT,
    DCTERMS,
    PROV,
    SCHEMA,
    SKOS,
    TYPE,
    VOID,
    Term,
    Triple,
    day,
    iri,
    number,
    plain,
    text,
)

_ADDRESS = re.compile(r"https?://[\w./~:?#@!$&'()*+,;=%-]+\Z", re.ASCII)
"""An address without a character that IRIs forbid."""

SCHEME_TITLES = {
    "practices": "Occupations and other practices",
    "categories": "Categories",
    "tags": "Tags",
    "difficulties": "Difficulties",
    "tools": "Tools",
    "terms": "Vocabulary",
}
"""The titles of the concept schemes, by the last part of their names."""


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """What is known of a dataset once it is built."""

    info: DatasetInfo
    modified: datetime.date | None
    """The latest day on which one of its profiles was updated."""
    practices: int
    triples: int
    """Triples in all named graphs but the dataset's own and the ontology's."""


def scheme_triples(names: Names) -> Iterator[Triple]:
    """Yield the concept schemes."""
    for scheme, title in SCHEME_TITLES.items():
        node = names.of("scheme", scheme)
        yield node, TYPE, SKOS.ConceptScheme
        yield node, SKOS.prefLabel, text(title)
        yield node, DCTERMS.title, text(title)


def concept_triples(names: Names, concepts: Iterable[Concept]) -> Iterator[Triple]:
    """Yield class, label and scheme of each concept."""
    met = names.met
    classes: dict[str, Term] = {
        "category": met.Category,
        "tag": met.Tag,
        "difficulty": met.Difficulty,
        "tool": met.Tool,
        "term": met.Term,
        "agent": PROV.Agent,
        "place": DCTERMS.Location,
        "source": SCHEMA.CreativeWork,
    }
    for concept in concepts:
        node = names.concept(concept)
        yield node, TYPE, classes[concept.kind]
        if concept.faculty:
            yield node, TYPE, met.Faculty
        yield node, SKOS.prefLabel, text(concept.label)
        for label in concept.alternatives:
            yield node, SKOS.altLabel, text(label)
        if concept.kind in SCHEMES:
            yield node, SKOS.inScheme, names.of("scheme", SCHEMES[concept.kind])


def dataset_triples(names: Names, facts: DatasetFacts) -> Iterator[Triple]:
    """Yield the description of the dataset with VoID and DCAT."""
    node, info = names.dataset, facts.info
    yield node, TYPE, VOID.Dataset
    yield node, TYPE, DCAT.Dataset
    yield node, DCTERMS.title, text(info.title)
    if info.description:
        yield node, DCTERMS.description, text(info.description)
    if info.license:
        if _ADDRESS.match(info.license):
            yield node, DCTERMS.license, iri(info.license)
        else:
            yield node, DCTERMS.rights, plain(info.license)
    if info.publisher:
        yield node, DCTERMS.publisher, plain(info.publisher)
    if facts.modified:
        yield node, DCTERMS.modified, day(facts.modified)
    yield node, DCTERMS.conformsTo, iri(f"{names.base}ontology/{ontology_version()}")
    yield node, VOID.uriSpace, plain(names.base)
    yield node, VOID.entities, number(facts.practices)
    yield node, VOID.triples, number(facts.triples)
    if info.folder:
        yield node, SCHEMA.name, plain(info.folder)
