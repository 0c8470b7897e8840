"""JSON-LD: RDF that reads as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from metier.export.common.selection import Selection
from metier.vocab import ontology_text

from .compaction import Compaction, Term

NAME = "jsonld"
SUFFIX = ".jsonld"
MEDIA_TYPE = "application/ld+json"
SUMMARY = "For web developers: plain JSON whose keys are the ontology's terms, and RDF all the same"
OPENING = (
    'any JSON tool, such as jq \'."@graph"[] | select(.type == "Occupation")\' FILE; '
    'rdflib: Graph().parse(FILE, format="json-ld"); riot FILE; the JSON-LD Playground'
)
KEEPS = "every triple that authors wrote; with --inferred also what was inferred from them"
DROPS = "which profile a triple comes from (trig and nquads keep it)"
EXAMPLE = "metier export jsonld --out occupations.jsonld"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the project's own context, then one node object a subject, each on a line of its own.

    The form is flattened and compacted (*JSON-LD 1.1*, W3C, 2020, sections 5.2 and 5.3).
    """
    text = ontology_text("context.jsonld", selection.names.base)
    context: dict[str, Any] = json.loads(text)["@context"]
    yield f'{{"@context": {json.dumps(context, ensure_ascii=False, indent=1)},\n"@graph": ['
    compaction = Compaction(context)
    between = "\n"
    for subject, properties in sorted(_subjects(selection).items()):
        node = compaction.node(subject, properties)
        yield f"{between}{json.dumps(node, ensure_ascii=False)}"
        between = ",\n"
    yield "\n]}\n"


def _subjects(selection: Selection) -> dict[str, dict[str, set[Term]]]:
    """Return for each subject its objects by property; a triple of two named graphs is one."""
    found: dict[str, dict[str, set[Term]]] = {}
    for quad in selection.triples():
        subject = (
            quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
        )
        properties = found.setdefault(subject, {})
        properties.setdefault(quad.predicate.value, set()).add(quad.object)
    return found
