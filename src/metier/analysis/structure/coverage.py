"""What profiles have: which sections, and whether anyone has checked them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metier.analysis.facts import Facts
from metier.vocab import CANONICAL_SECTIONS

_HEADINGS = " ".join(f'"{heading}"@en' for heading in CANONICAL_SECTIONS)
_HOLDING = f"""
    {{ SELECT ?section ?heading WHERE {{
        VALUES ?heading {{ {_HEADINGS} }} ?section skos:prefLabel ?heading }} }}
    {{ SELECT ?profile ?section WHERE {{ ?profile dcterms:hasPart ?section }} }}
"""
_CANONICAL = f"""
SELECT ?heading (COUNT(DISTINCT ?profile) AS ?profiles) (COUNT(*) AS ?sections)
WHERE {{ {_HOLDING} }} GROUP BY ?heading
"""
_COMPLETE = f"""
SELECT ?profile WHERE {{ {_HOLDING} }} GROUP BY ?profile
HAVING (COUNT(DISTINCT ?heading) = {len(CANONICAL_SECTIONS)})
"""
_SECTIONS = "SELECT (COUNT(*) AS ?sections) WHERE { ?profile dcterms:hasPart ?section }"
_ALL = "SELECT ?profile ?heading WHERE { ?profile dcterms:hasPart/skos:prefLabel ?heading }"
"""The two sub-selects are joined in one go. As a plain pattern, every section would be looked up by itself,
which takes five times as long."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    heading: str
    """Empty for text that stands before the first heading."""
    profiles: int
    """How many profiles have it."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which sections profiles have."""

    profiles: int
    canonical: tuple[Heading, ...]
    """The canonical sections in their order. Case makes no difference to a heading."""
    others: tuple[Heading, ...]
    """All other headings, the commonest first."""
    complete: int
    """How many profiles have every canonical section."""


def coverage(facts: Facts, profiles: int) -> Coverage:
    """Return which sections the profiles of a graph have; ``profiles`` is their number."""
    found = {row["heading"].value: row for row in facts.select(_CANONICAL)}
    total = next(int(row["sections"].value) for row in facts.select(_SECTIONS))
    if sum(int(row["sections"].value) for row in found.values()) < total:
        return _looked_through(facts, profiles)
    holders = {heading: int(row["profiles"].value) for heading, row in found.items()}
    canonical = tuple(Heading(name, holders.get(name, 0)) for name in CANONICAL_SECTIONS)
    if all(one.profiles == profiles for one in canonical):
        return Coverage(profiles, canonical, (), profiles)
    return Coverage(profiles, canonical, (), sum(1 for _ in facts.select(_COMPLETE)))


def _looked_through(facts: Facts, profiles: int) -> Coverage:
    """Look at every section by itself, as is needed where some have headings of their own."""
    canonical = {heading.casefold(): heading for heading in CANONICAL_SECTIONS}
    holders: dict[str, set[str]] = {heading: set() for heading in CANONICAL_SECTIONS}
    for row in facts.select(_ALL):
        heading = row["heading"].value
        heading = canonical.get(heading.casefold(), heading)
        holders.setdefault(heading, set()).add(row["profile"].value)
    complete = set.intersection(*(holders[heading] for heading in CANONICAL_SECTIONS))
    told = [Heading(heading, len(found)) for heading, found in holders.items()]
    others = sorted(told[len(canonical) :], key=lambda one: (-one.profiles, one.heading))
    return Coverage(profiles, tuple(told[: len(canonical)]), tuple(others), len(complete))


@dataclass(frozen=True, slots=True)
class Review:
    """How far profiles have been checked. All are numbers of profiles."""

    profiles: int
    statuses: Mapping[str, int]
    """By status, the commonest first; a profile without one is under the empty string."""
    provenances: Mapping[str, int]
    """By provenance, in the same way."""
    dated: int
    """Those that state the day of the last review."""
    reviewed: int
    """Those that name a reviewer."""
    verified: int
    """Those that do either: a day or a person stands for them. A status alone is only a claim."""
    claimed: int
    """Those whose status is ``reviewed`` or ``verified`` and that state neither day nor reviewer."""

    @property
    def share(self) -> float:
        """The verified share, from 0 to 1."""
        return self.verified / self.profiles if self.profiles else 0.0


_TELLING = "SELECT ?value (COUNT(?profile) AS ?profiles) { ?profile %s ?value } GROUP BY ?value"
_DATED = "SELECT ?profile WHERE { ?profile met:lastReviewed ?day }"
_REVIEWED = "SELECT ?profile WHERE { ?profile met:review ?review }"
_CLAIMING = """
SELECT ?profile WHERE { VALUES ?status { "reviewed" "verified" } ?profile met:status ?status }
"""


def review(facts: Facts, profiles: int) -> Review:
    """Return how far the profiles of a graph have been checked; ``profiles`` is their number."""
    dated, reviewed, claiming = (
        {row["profile"].value for row in facts.select(sparql)}
        for sparql in (_DATED, _REVIEWED, _CLAIMING)
    )
    return Review(
        profiles=profiles,
        statuses=_counted(facts, "met:status", profiles),
        provenances=_counted(facts, "met:provenance", profiles),
        dated=len(dated),
        reviewed=len(reviewed),
        verified=len(dated | reviewed),
        claimed=len(claiming - dated - reviewed),
    )


def _counted(facts: Facts, property_name: str, profiles: int) -> dict[str, int]:
    rows = facts.select(_TELLING % property_name)
    counts = {row["value"].value: int(row["profiles"].value) for row in rows}
    if silent := profiles - sum(counts.values()):
        counts[""] = silent
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
