"""N-Triples: one triple a line, sorted."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from .common.rdf import sorted_lines
from .common.selection import Selection

NAME = "ntriples"
SUFFIX = ".nt"
MEDIA_TYPE = "application/n-triples"
SUMMARY = "For bulk loaders, diff, grep and sort: one triple a line, in a fixed order"
OPENING = "any RDF tool; tdb2.tdbloader --loc=DB FILE; rapper -i ntriples -c FILE"
KEEPS = "every triple that authors wrote; with --inferred also what was inferred from them"
DROPS = "which profile a triple comes from (nquads keeps it)"
EXAMPLE = "metier export ntriples --out occupations.nt"


def pieces(selection: Selection) -> Iterator[bytes]:
    """Yield the lines (W3C, *RDF 1.1 N-Triples*, 2014)."""
    yield from sorted_lines(selection.triples(), ox.RdfFormat.N_TRIPLES)
