"""RDF/XML with all that is said of a thing in one element."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from .rdf import sorted_lines


def rdf_xml(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> bytes:
    """Return the triples as RDF/XML, its subjects in the order of their IRIs.

    Sorting them as lines of N-Triples and reading these again takes half the time of sorting objects.
    """
    lines = b"".join(sorted_lines(quads, ox.RdfFormat.N_TRIPLES))
    triples = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES, lenient=True))
    text = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes))
    assert text is not None
    return text
