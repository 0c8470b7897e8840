"""How much a graph holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from metier.analysis.facts import Facts
from metier.analysis.network import Network


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph holds."""

    practices: Mapping[str, int]
    """Practices that a profile describes, by local name of their class, the commonest first."""
    placeholders: int
    """Practices that links name and no profile describes."""
    specializations: int
    """Specializations that no profile describes."""
    links: Mapping[str, int]
    """Links as authors wrote them, by key of the relation type, the commonest first."""
    links_to_placeholders: int
    tools: int
    shared_tools: int
    """Those that at least two practices use."""
    terms: int
    shared_terms: int


_CONCEPTS = """
SELECT (COUNT(*) AS ?all) (SUM(?many) AS ?shared) WHERE {
    { SELECT ?concept (IF(COUNT(DISTINCT ?practice) > 1, 1, 0) AS ?many) WHERE {
        ?practice %s ?concept } GROUP BY ?concept } }
"""
_SPECIALIZATIONS = "SELECT (COUNT(*) AS ?all) WHERE { ?node a met:Specialization }"


def counts(network: Network) -> Counts:
    """Return how much a graph holds."""
    facts = network.facts
    kinds = _by_number(node.kind for node in facts.practices.values() if node.is_described)
    placeholders = {node.id for node in facts.practices.values() if not node.is_described}
    tools, terms = (_concepts(facts, name) for name in ("met:usesTool", "met:usesTerm"))
    return Counts(
        practices=kinds,
        placeholders=len(placeholders),
        specializations=next(int(row["all"].value) for row in facts.select(_SPECIALIZATIONS)),
        links=_by_number(link.type for link in network.links),
        links_to_placeholders=sum(link.target in placeholders for link in network.links),
        tools=tools[0],
        shared_tools=tools[1],
        terms=terms[0],
        shared_terms=terms[1],
    )


def _by_number(values: Iterable[str]) -> dict[str, int]:
    found = Counter(values)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _concepts(facts: Facts, property_name: str) -> tuple[int, int]:
    """Return how many tools or terms practices use, and how many of these at least two of them use."""
    row = next(iter(facts.select(_CONCEPTS % property_name)))
    return int(row["all"].value), int(row["shared"].value)
