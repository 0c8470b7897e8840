"""What the details of a practice show: what its profile says, in the order of the profile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from metier.analysis.facts import Facts
from metier.analysis.records import Node

_METADATA = """
SELECT ?practice ?property ?value WHERE {
    VALUES ?property { met:status met:provenance met:lastReviewed dcterms:created dcterms:modified }
    ?document met:describes ?practice ; ?property ?value }
"""
_ORIGINS = """
SELECT ?practice ?property ?value WHERE {
    VALUES ?property { met:origin schema:url dcterms:rights met:attribution dcterms:date }
    ?document met:describes ?practice ; prov:wasDerivedFrom ?origin . ?origin ?property ?value }
"""
_CALLED = {
    "status": "Status",
    "provenance": "Provenance",
    "lastReviewed": "Last reviewed",
    "created": "Created",
    "modified": "Updated",
    "origin": "Source",
    "url": "Taken from",
    "rights": "Licence",
    "attribution": "Attribution",
    "date": "Fetched",
}
"""What properties are called on the page, by their local names, in the order in which they are shown."""

_CONTRIBUTORS = """
SELECT ?practice ?label WHERE {
    ?document met:describes ?practice ; dcterms:contributor/skos:prefLabel ?label }
"""
_SECTIONS = """
SELECT ?practice ?position ?heading ?markdown WHERE {
    { SELECT ?practice ?section { ?document met:describes ?practice ; dcterms:hasPart ?section } }
    { SELECT ?section ?markdown { ?section a met:Section ; met:markdown ?markdown } }
    { SELECT ?section ?position { ?section a met:Section ; schema:position ?position } }
    OPTIONAL { SELECT ?section ?heading { ?section a met:Section ; skos:prefLabel ?heading } } }
"""
_USAGES = """
SELECT ?practice ?concept ?usage ?label ?definition ?note WHERE {
    { SELECT ?practice ?usage { ?practice met:usage ?usage } }
    { SELECT ?usage ?concept { ?usage met:of ?concept } }
    { SELECT ?usage ?label { ?usage met:of ?of ; skos:prefLabel ?label } }
    OPTIONAL { SELECT ?usage ?definition { ?usage met:of ?of ; skos:definition ?definition } }
    OPTIONAL { SELECT ?usage ?note { ?usage met:of ?of ; skos:scopeNote ?note } } }
"""
_VARIANTS = """
SELECT ?practice ?position ?label ?note WHERE {
    ?practice met:countryVariant ?variant . ?variant skos:prefLabel ?label
    OPTIONAL { ?variant schema:position ?position } OPTIONAL { ?variant skos:scopeNote ?note } }
"""
_CITATIONS = """
SELECT ?practice ?position ?title ?url WHERE {
    ?document met:describes ?practice ; met:citation ?citation . ?citation skos:prefLabel ?title
    OPTIONAL { ?citation schema:position ?position } OPTIONAL { ?citation schema:url ?url } }
"""
MOST_MARKDOWN = 24_000_000
"""Characters of Markdown that a page may hold; a collection with more is shown without its sections."""


@dataclass(slots=True)
class ProfileText:
    """What one profile says."""

    summary: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    """Names and values of metadata, such as ``("Status", "draft")``."""
    tags: tuple[str, ...] = ()
    variants: list[tuple[str, str]] = field(default_factory=list)
    """Countries, and what is different there."""
    citations: list[tuple[str, str]] = field(default_factory=list)
    """Titles and addresses of sources; an address may be empty."""
    uses: list[tuple[int, str, str]] = field(default_factory=list)
    """Number of a tool or term, how the profile words it, and what it says of it."""
    sections: list[tuple[str, str]] = field(default_factory=list)
    """Headings and Markdown."""


def profile_texts(
    facts: Facts, practices: Sequence[Node], numbers: Mapping[str, int], *, sections: bool
) -> list[ProfileText | None]:
    """Return what the profile of each practice says, in their order; None for one without a profile.

    ``numbers`` are those of the concepts that are shown, by IRI; of others nothing is told. Without
    ``sections``, those are left out.
    """
    found = {node.id: ProfileText() for node in practices if node.is_described}
    _add_metadata(facts, found)
    for practice, concept, _, label, *texts in sorted(facts.rows(_USAGES)):
        if practice in found and concept in numbers:
            words = next(filter(None, texts), "")
            found[practice].uses.append((numbers[concept], label, words))
    if sections:
        rows = [row for row in facts.rows(_SECTIONS) if row[0] in found]
        for practice, _, heading, markdown in sorted(rows, key=_by_position):
            found[practice].sections.append((heading, markdown))
    return [found.get(node.id) for node in practices]


def _add_metadata(facts: Facts, found: Mapping[str, ProfileText]) -> None:
    for practice, text in found.items():
        card = facts.cards.get(practice)
        text.summary = card.summary if card else ""
        text.tags = facts.tags.get(practice, ())
        if card and card.difficulty:
            text.facts.append(("Difficulty", card.difficulty))
    said = _values(facts, _METADATA) + _values(facts, _ORIGINS)
    for practice, name, value in sorted(said, key=lambda row: _ORDER[row[1]]):
        if practice in found:
            found[practice].facts.append((_CALLED[name], value))
    for practice, label in sorted(facts.rows(_CONTRIBUTORS)):
        if practice in found:
            found[practice].facts.append(("Contributor", label))
    for practice, _, label, note in sorted(facts.rows(_VARIANTS), key=_by_position):
        if practice in found:
            found[practice].variants.append((label, note))
    for practice, _, title, url in sorted(facts.rows(_CITATIONS), key=_by_position):
        if practice in found:
            found[practice].citations.append((title, url))


_ORDER = {name: place for place, name in enumerate(_CALLED)}


def _values(facts: Facts, sparql: str) -> list[tuple[str, str, str]]:
    """Return rows of a practice, the local name of a property, and its value."""
    return [
        (practice, re.split(r"[#/]", name)[-1], value)
        for practice, name, value in facts.rows(sparql)
    ]


def _by_position(row: tuple[str, ...]) -> tuple[str, int]:
    """Order rows of a practice and a position by these."""
    return row[0], int(row[1] or 0)
