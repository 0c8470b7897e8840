"""SIF: who is linked with whom, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from .common.selection import Selection
from .common.short_names import ShortNames

NAME = "sif"
SUFFIX = ".sif"
MEDIA_TYPE = "text/tab-separated-values"
SUMMARY = (
    "For Cytoscape and for scripts: three columns, where a link begins, its type, where it ends"
)
OPENING = "Cytoscape: File > Import > Network from File; cut, sort and awk take its columns apart"
KEEPS = (
    "short forms of the IRIs of all nodes, and the type of every edge that an author wrote, as it "
    "was written; with --inferred of the others too"
)
DROPS = (
    "everything else: labels, kinds, categories, difficulties, statuses, tags, aliases, "
    "definitions, notes, weights, IRIs of links, edges that no author wrote (kind-of), unless "
    "--inferred asks for them, and which these are (cytoscape keeps all that)"
)
EXAMPLE = "metier export sif --include practices --out links.sif"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the SIF (Cytoscape, *User Manual 3.10*, 2023, Simple Interaction Format), tabs between columns."""
    names = ShortNames(selection)
    edges = [edge for edge in selection.edges if edge.asserted or selection.inferred]
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    for node in selection.nodes:
        if node.id not in linked:
            yield f"{node.name}\n"
    for edge in edges:
        yield f"{names.node(edge.source)}\t{edge.type}\t{names.node(edge.target)}\n"
