"""The ontology as triples of the graph, so that queries can ask for labels and super-classes."""

from __future__ import annotations

import pyoxigraph as ox

from metier.vocab import ontology_text

from .terms import Triple


def ontology_triples(base: str) -> list[Triple]:
    """Return the whole ontology, relation types included, its names below ``base``."""
    return _triples("metier.ttl", base) + _triples("relations.ttl", base)


def _triples(name: str, base: str) -> list[Triple]:
    quads = ox.parse(ontology_text(name, base), format=ox.RdfFormat.TURTLE)
    return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]
