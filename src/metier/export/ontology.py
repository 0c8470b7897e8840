"""The ontology alone: classes and properties, no individuals."""

from __future__ import annotations

from collections.abc import Iterator

from metier.vocab import ontology_text

from .common.selection import Selection

NAME = "ontology"
SUFFIX = ".ontology.ttl"
MEDIA_TYPE = "text/turtle"
SUMMARY = (
    "For WebVOWL, pyLODE and readers: the schema alone, classes and properties with their domains"
)
OPENING = "WebVOWL: Ontology > Select ontology file; pylode FILE -o page.html; Protégé: File > Open"
KEEPS = "every class and property with label, comment, domain, range, inverse; OWL 2 DL, no imports"
DROPS = "everything that profiles say, and the relation types, which are individuals"
EXAMPLE = "metier export ontology --out metier.ttl"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield ``ontology/metier.ttl``, its names below the base of the graph."""
    yield ontology_text("metier.ttl", selection.names.base)
