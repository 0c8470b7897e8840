"""What the details of a practice show: what its profile says, in the order of the profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from metier.analysis.facts import Facts
from metier.analysis.records import Card, Node

_METADATA = """
SELECT ?practice ?property ?value WHERE {
    ?document met:describes ?practice
    { VALUES ?property { met:status met:provenance met:lastReviewed dcterms:created dcterms:modified }
      ?document ?property ?value }
    UNION
    { VALUES ?property { met:origin schema:url dcterms:rights met:attribution dcterms:date }
      ?document prov:wasDerivedFrom ?origin . ?origin ?property ?value } }
"""
_CALLED = {
    "difficulty": "Difficulty",
    "status": "Status",
    "provenance": "Provenance",
    "lastReviewed": "Last reviewed",
    "contributor": "Contributor",
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
SELECT ?practice ?position ?concept ?label ?definition ?note WHERE {
    { SELECT ?practice ?usage { ?practice met:usage ?usage } }
    { SELECT ?usage ?concept { ?usage met:of ?concept } }
    { SELECT ?usage ?label { ?usage met:of ?of ; skos:prefLabel ?label } }
    OPTIONAL { SELECT ?usage ?position { ?usage met:of ?of ; schema:position ?position } }
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

    @property
    def length(self) -> int:
        """The number of characters of its sections."""
        return sum(len(markdown) for _, markdown in self.sections)


def profile_texts(
    facts: Facts, practices: Sequence[Node], numbers: Mapping[str, int], *, sections: bool
) -> list[ProfileText | None]:
    """Return what the profile of each practice says, in their order; None for one without a profile.

    ``numbers`` are those of the concepts that are shown, by IRI; of others nothing is told. Without
    ``sections``, those are left out.
    """
    texts = {node.id: _begun(facts, node) for node in practices if node.is_described}
    for text, name, value in _rows(facts, _METADATA, texts):
        text.facts.append((_CALLED[_local(name)], value))
    for text, name in _rows(facts, _CONTRIBUTORS, texts):
        text.facts.append((_CALLED["contributor"], name))
    for text, _, place, note in _rows(facts, _VARIANTS, texts):
        text.variants.append((place, note))
    for text, _, title, url in _rows(facts, _CITATIONS, texts):
        text.citations.append((title, url))
    for text, _, concept, label, definition, note in _rows(facts, _USAGES, texts):
        if concept in numbers:
            text.uses.append((numbers[concept], label, definition or note))
    for text, _, heading, markdown in _rows(facts, _SECTIONS, texts) if sections else ():
        text.sections.append((heading, markdown))
    for text in texts.values():
        text.facts.sort(key=lambda fact: list(_CALLED.values()).index(fact[0]))
    return [texts.get(node.id) for node in practices]


def _begun(facts: Facts, practice: Node) -> ProfileText:
    card = facts.cards.get(practice.id, Card())
    difficulty = [(_CALLED["difficulty"], card.difficulty)] if card.difficulty else []
    return ProfileText(card.summary, difficulty, facts.tags.get(practice.id, ()))


def _rows(facts: Facts, sparql: str, texts: Mapping[str, ProfileText]) -> Iterator[Any]:
    """Yield the rows of a query about these practices, each with the text of its practice as the first value.

    They are in the order of the practices and of the second column, which may be a number.
    """
    rows = [row for row in facts.rows(sparql) if row[0] in texts]
    rows.sort(key=lambda row: (row[0], row[1].rjust(9), row))
    yield from ((texts[practice], *values) for practice, *values in rows)


def _local(name: str) -> str:
    return re.split(r"[#/]", name)[-1]
