"""N-Quads: one triple and its named graph a line, sorted."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from .common.rdf import sorted_lines
from .common.selection import Selection

NAME = "nquads"
SUFFIX = ".nq"
MEDIA_TYPE = "application/n-quads"
SUMMARY = "For triple stores: every triple with its named graph, one a line, in a fixed order"
OPENING = "Virtuoso: ld_dir and rdf_loader_run; Fuseki, GraphDB: import the file; metier stats --graph FILE"
KEEPS = "everything: what authors wrote by profile, and what was inferred in graphs of its own"
DROPS = ""
EXAMPLE = "metier export nquads --out occupations.nq"


def pieces(selection: Selection) -> Iterator[bytes]:
    """Yield the lines (W3C, *RDF 1.1 N-Quads*, 2014)."""
    yield from sorted_lines(selection.quads(), ox.RdfFormat.N_QUADS)
