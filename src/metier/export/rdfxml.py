"""RDF/XML: what the oldest RDF tools read, and the newest still do."""

from __future__ import annotations

from collections.abc import Iterator

from .common.rdfxml import rdf_xml
from .common.selection import Selection

NAME = "rdfxml"
SUFFIX = ".rdf"
MEDIA_TYPE = "application/rdf+xml"
SUMMARY = "For tools that read no Turtle: the same triples as XML"
OPENING = "any RDF tool; rapper -i rdfxml -c FILE"
KEEPS = "every triple that authors wrote; with --inferred also what was inferred from them"
DROPS = (
    "which profile a triple comes from (trig and nquads keep it); characters that XML forbids, which no "
    "profile may have, become U+FFFD"
)
EXAMPLE = "metier export rdfxml --out occupations.rdf"


def pieces(selection: Selection) -> Iterator[bytes]:
    """Yield the RDF/XML (W3C, *RDF 1.1 XML Syntax*, 2014)."""
    yield rdf_xml(selection.triples(), selection.names.prefixes)
