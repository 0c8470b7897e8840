"""Which practices stand above others for sure, read from a built graph."""

from __future__ import annotations

from metier.analysis.network import Network
from metier.graph.skos import SkosLinks


def skos_links(network: Network) -> SkosLinks:
    """Return the links that SKOS can hold, and those that it can't, by the slugs of practices."""
    facts = network.facts
    slugs = {node.id: node.slug for node in facts.practices.values()}
    return SkosLinks(
        {node.slug: node.label for node in facts.practices.values() if node.is_described},
        ((slugs[one.source], one.type, slugs[one.target]) for one in facts.relations),
        ((slugs[broad], slugs[narrow]) for broad, narrow in facts.described_specializations),
    )
