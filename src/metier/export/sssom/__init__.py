"""SSSOM: mappings between names, as a table with its metadata."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from urllib.parse import quote

import yaml

from metier.export.common.selection import Selection
from metier.vocab import EXTERNAL_PREFIXES

from .mappings import Mapping, curated_mappings, lexical_mappings

NAME = "sssom"
SUFFIX = ".sssom.tsv"
MEDIA_TYPE = "text/tab-separated-values"
SUMMARY = (
    "For mapping tools such as sssom-py: how terms relate to other vocabularies, and tools to terms"
)
OPENING = "sssom validate FILE; sssom convert FILE -O owl -o mappings.ttl; any spreadsheet"
KEEPS = (
    "the ontology's alignments with schema.org, SKOS, PROV-O, Dublin Core and ESCO; tools and terms of "
    "one name as close matches with a confidence, and which name it is"
)
DROPS = (
    "everything but mappings: homonyms and the origins of mirrored profiles are none; letters beyond ASCII "
    "in IRIs are percent-encoded, for SSSOM has URIs"
)
EXAMPLE = "metier export sssom --out mappings.sssom.tsv"

_UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
"""What SSSOM has for a license where none is known, for it requires one."""

_PREFIXES = EXTERNAL_PREFIXES | {
    "esco": "http://data.europa.eu/esco/model#",
    "semapv": "https://w3id.org/semapv/vocab/",
}
_USED = ("tool", "term", "met", "rdfs", "skos", "dcterms", "prov", "schema", "esco", "semapv")
_IRIS = ("subject_id", "predicate_id", "object_id")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_ENDLESS = 2**31 - 1
_DATASET = """
SELECT ?license ?modified WHERE { VALUES ?dataset { %s } ?dataset dcterms:title ?title
    OPTIONAL { ?dataset dcterms:license ?license } OPTIONAL { ?dataset dcterms:modified ?modified } }
ORDER BY ?license ?modified
"""


def pieces(selection: Selection) -> Iterator[str]:
    """Yield SSSOM/TSV with its metadata as YAML in comments.

    See *A Simple Standard for Sharing Ontology Mappings (SSSOM)*, version 1.0 (2024). A value with a tab, a
    line end or a quotation mark stands between quotation marks, as in RFC 4180.
    """
    spaces = selection.names.prefixes | _PREFIXES
    prefixes = {key: _uri(spaces[key]) for key in _USED}
    yield _header(selection, prefixes)
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(Mapping._fields)
    mappings = [*curated_mappings(selection.names), *lexical_mappings(selection.nodes)]
    writer.writerows(sorted(_row(mapping, prefixes) for mapping in mappings))
    yield table.getvalue()


def _header(selection: Selection, prefixes: dict[str, str]) -> str:
    names, facts = selection.names, selection.network.facts
    license_, modified = next(facts.rows(_DATASET % names.dataset), ("", ""))
    told = {
        "mapping_set_id": _uri(f"{names.base}mappings"),
        "mapping_set_title": f"{selection.title}: mappings",
        "mapping_set_version": modified,
        "license": license_ or _UNSPECIFIED,
    }
    lines = [f"#{key}: {_quoted(text)}\n" for key, text in told.items() if text]
    lines.append("#curie_map:\n")
    lines += [f"#  {prefix}: {_quoted(iri)}\n" for prefix, iri in prefixes.items()]
    return "".join(lines)


def _quoted(text: str) -> str:
    """Return a text as one line of YAML."""
    dumped: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=_ENDLESS)
    return dumped.removesuffix("\n")


def _row(mapping: Mapping, prefixes: dict[str, str]) -> Mapping:
    """Return a row as SSSOM writes it: IRIs short, and no match string that a reader would split at ``|``."""
    short = {key: _short(_uri(getattr(mapping, key)), prefixes) for key in _IRIS}
    if "|" in mapping.match_string:
        short["match_string"] = ""
    return mapping._replace(**short)


def _uri(iri: str) -> str:
    """Return the URI of an IRI (RFC 3987, 2005, section 3.1): readers take no other in a CURIE."""
    return _BEYOND_ASCII.sub(lambda found: quote(found[0]), iri)


def _short(iri: str, prefixes: dict[str, str]) -> str:
    starts = ((space, prefix) for prefix, space in prefixes.items() if iri.startswith(space))
    space, prefix = max(starts, default=("", ""))
    return f"{prefix}:{iri.removeprefix(space)}" if prefix else iri
