"""A profile as an Article of schema.org: what it says of itself, its sections, and what it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeAlias

from metier.analysis.network import USES, edge_types
from metier.export.common.rows import EdgeRow, NodeRow
from metier.export.common.selection import Selection
from metier.model import Citation, CountryVariant, Origin, Profile, Reviewer

Thing: TypeAlias = dict[str, Any]
"""A node of schema.org as JSON: ``@type``, and properties that are not empty."""

_PLAIN = {"Occupation": "Occupation", "HistoricalOccupation": "Occupation", "Term": "DefinedTerm"}
_DEFINED = ("Discipline", "Role", "Identity", "Community", "AgentPersona")
TYPES: Mapping[str, str] = _PLAIN | dict.fromkeys(_DEFINED, "DefinedTerm")
"""The type of schema.org for each kind of node; the others are of type Thing."""

_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x20]+\Z""")
"""An address without a character that IRIs forbid (RFC 3987)."""

_DATASET = """
SELECT ?title ?description ?license ?modified WHERE {
    ?dataset dcterms:title ?title
    OPTIONAL { ?dataset dcterms:description ?description }
    OPTIONAL { ?dataset dcterms:license|dcterms:rights ?license }
    OPTIONAL { ?dataset dcterms:modified ?modified } }
ORDER BY ?title ?description ?license ?modified
"""


def thing(type_: str, **properties: Any) -> Thing:
    """Return a node without its empty properties; ``id`` is its IRI, a lone value in a tuple stands alone."""
    told = {"@type": type_, "@id": properties.pop("id", None), **properties}
    return {key: _value(value) for key, value in told.items() if value not in (None, "", (), [])}


def _value(value: Any) -> Any:
    several = list(value) if isinstance(value, tuple) else value
    return several[0] if isinstance(several, list) and len(several) == 1 else several


def is_address(text: str | None) -> bool:
    """Whether a text can be the value of a property that wants a URL."""
    return bool(_ADDRESS.match(text or ""))


def node_thing(row: NodeRow, classes: str, **properties: Any) -> Thing:
    """Return a node with its label, and its class in the namespace ``classes`` where that is an address."""
    kind = classes + row.kind
    return thing(
        TYPES.get(row.kind, "Thing"),
        id=row.id,
        name=row.label,
        additionalType=kind if is_address(kind) else None,
        **properties,
    )


class Articles:
    """Makes the articles of one selection."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._nodes = {row.id: row for row in selection.nodes}
        ordered = sorted(selection.edges, key=lambda edge: edge.source)
        self._edges = {
            source: list(edges) for source, edges in groupby(ordered, key=lambda edge: edge.source)
        }
        self._classes = selection.names.prefixes["met"]
        self._dataset = self._described_dataset()

    def _described_dataset(self) -> Thing:
        names, facts = self._selection.names, self._selection.network.facts
        told = facts.rows(_DATASET.replace("?dataset", names.dataset))
        title, description, terms, modified = next(told, (self._selection.title, "", "", ""))
        return thing(
            "Dataset",
            id=names.dataset[1:-1],
            name=title,
            description=description,
            license=_license(terms),
            dateModified=modified,
        )

    def article(self, profile: Profile, practice: str) -> Thing:
        """Return the article about the practice with this IRI."""
        edges = self._edges.get(practice, [])
        return thing(
            "Article",
            id=self._selection.names.of("doc", profile.slug)[1:-1],
            headline=profile.title,
            about={"@id": practice},
            articleSection=profile.category,
            educationalLevel=profile.difficulty,
            keywords=profile.tags,
            dateCreated=_day(profile.created),
            dateModified=_day(profile.updated),
            creditText=profile.contributors,
            backstory=profile.provenance,
            creativeWorkStatus=profile.status,
            isBasedOn=_origin(profile.source) if profile.source else None,
            isPartOf=self._dataset,
            citation=tuple(map(_citation, profile.sources)),
            review=tuple(map(_review, profile.reviewers)),
            mentions=tuple(self._lists(edges)),
            hasPart=tuple(self._parts(profile, edges)),
        )

    def _parts(self, profile: Profile, edges: list[EdgeRow]) -> Iterator[Thing]:
        for place, section in enumerate(profile.sections, start=1):
            yield thing("CreativeWork", name=section.heading, position=place, text=section.markdown)
        yield from map(_variant, profile.country_variants)
        terms = tuple(self._terms(edges))
        if terms:
            yield thing("DefinedTermSet", name="Vocabulary", hasDefinedTerm=terms)

    def _terms(self, edges: Iterable[EdgeRow]) -> Iterator[Thing]:
        for edge in edges:
            if edge.type == USES["Term"]:
                row = self._nodes[edge.target]
                yield node_thing(
                    row, self._classes, alternateName=row.aliases, description=edge.note
                )

    def _lists(self, edges: list[EdgeRow]) -> Iterator[Thing]:
        """Yield one list a type of link, of what is linked and with which words."""
        for kind in edge_types():
            found = [edge for edge in edges if edge.type == kind != USES["Term"]]
            if found:
                entries = tuple(self._entry(place, edge) for place, edge in enumerate(found, 1))
                yield thing("ItemList", name=found[0].label, itemListElement=entries)

    def _entry(self, place: int, edge: EdgeRow) -> Thing:
        row = self._nodes[edge.target]
        return thing(
            "ListItem", position=place, description=edge.note, item=node_thing(row, self._classes)
        )


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _license(terms: str | None) -> str | Thing | None:
    if not terms or is_address(terms):
        return terms
    return thing("CreativeWork", name=terms)


def _origin(origin: Origin) -> Thing:
    addresses = (origin.url, origin.repo)
    return thing(
        "CreativeWork",
        name=origin.origin,
        url=origin.url if is_address(origin.url) else None,
        identifier=tuple(text for text in addresses if text and text is not origin.url)
        + tuple(text for text in addresses[:1] if text and not is_address(text)),
        license=_license(origin.license),
        creditText=origin.attribution,
    )


def _citation(cited: Citation) -> Thing:
    is_url = is_address(cited.url)
    return thing(
        "CreativeWork",
        name=cited.title,
        url=cited.url if is_url else None,
        identifier=None if is_url else cited.url,
        genre=cited.kind,
    )


def _variant(variant: CountryVariant) -> Thing:
    place = thing("Place", name=variant.region)
    return thing("CreativeWork", name=variant.region, spatialCoverage=place, text=variant.note)


def _review(reviewer: Reviewer) -> Thing:
    credential = reviewer.credential
    held = thing("EducationalOccupationalCredential", name=credential) if credential else None
    person = thing("Person", name=reviewer.name, hasCredential=held)
    return thing("Review", author=person, dateCreated=_day(reviewer.date))
