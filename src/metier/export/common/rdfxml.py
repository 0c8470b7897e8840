"""RDF/XML with all that is said of a thing in one element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import pyoxigraph as ox

from metier.errors import UsageError
from metier.graph.terms import Triple

from .rdf import sorted_lines

_NAME_AT_END = re.compile(r"[^\W\d][\w.-]*\Z")
_FORBIDDEN = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT = "\ufffd".encode()
"""For characters that XML 1.0 forbids. Metier's readers refuse them: only a graph of others can have them."""


def rdf_xml(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> bytes:
    """Return the triples of quads as RDF/XML, subjects in the order of their IRIs.

    Sorting them as lines of N-Triples and reading these again takes half the time of sorting objects.
    """
    return _from_lines(sorted_lines(quads, ox.RdfFormat.N_TRIPLES), prefixes)


def rdf_xml_of(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return triples as RDF/XML in the order in which they come, those of a subject one after another."""
    return _from_lines((f"{' '.join(triple)} .\n".encode() for triple in triples), prefixes)


def _from_lines(lines: Iterable[bytes], prefixes: Mapping[str, str]) -> bytes:
    quads = ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    triples = (_writable(quad).triple for quad in quads)
    text = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes))
    assert text is not None  # it is written to no file
    return _FORBIDDEN.sub(_REPLACEMENT, text.replace(b"\r", b"&#13;"))


def _writable(quad: ox.Quad) -> ox.Quad:
    """Return a quad; raises UsageError where its property can't be an element of XML."""
    if not _ends_in_name(quad.predicate.value):
        raise UsageError(
            f"RDF/XML can't name the property {quad.predicate.value!r}, which ends in no name: choose turtle"
        )
    return quad


@cache
def _ends_in_name(iri: str) -> bool:
    """Whether an IRI ends in an NCName (W3C, *Namespaces in XML*, 2009)."""
    return bool(_NAME_AT_END.search(iri))
