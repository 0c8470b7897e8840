"""OBO Graphs JSON: what the tools of biological ontologies read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from metier.analysis.network import BROADER, VARIANT
from metier.export.common.rows import EdgeRow, NodeRow
from metier.export.common.selection import Selection
from metier.vocab import EXTERNAL_PREFIXES, relation_types

from .is_a import hierarchy, upward

NAME = "obographs"
SUFFIX = ".obographs.json"
MEDIA_TYPE = "application/json"
SUMMARY = "For OAK and other tools of biological ontologies: nodes with synonyms, edges, is_a"
OPENING = "runoak -i obograph:FILE labels .all; python: obographs.read(FILE)"
KEEPS = (
    "practices, specializations, tools and terms with label, definition, synonyms, kind, slug, category, "
    "difficulty, status and tags; links with their type, note and IRI; is_a where the direction is sure"
)
DROPS = (
    "what profiles say in their sections, who wrote them and when; lengths of links; which is_a an author "
    "wrote and which is inferred from names"
)
EXAMPLE = "metier export obographs --out occupations.obographs.json"

_USED = {"uses-tool": "usesTool", "uses-term": "usesTerm"}
_SKOS = EXTERNAL_PREFIXES["skos"]
_TITLE = EXTERNAL_PREFIXES["dcterms"] + "title"
_NOTE = _SKOS + "note"
_BROADER = _SKOS + "broader"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield one document with one graph.

    See https://github.com/geneontology/obographs: its schema (version 0.3, 2022) has ``meta`` for edges too.
    """
    predicates = _predicates(selection)
    title = [{"pred": _TITLE, "val": selection.title}]
    head = {"id": selection.names.dataset[1:-1], "meta": {"basicPropertyValues": title}}
    edges = list(_edges(selection, predicates))
    met = selection.names.prefixes["met"]
    yield f'{{"graphs": [{json.dumps(head, ensure_ascii=False)[:-1]},\n"nodes": [\n'
    yield from _lines(
        [*_properties(selection, predicates, edges), *(_node(row, met) for row in selection.nodes)]
    )
    yield '],\n"edges": [\n'
    yield from _lines(edges)
    yield "]}]}\n"


def _lines(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    between = ""
    for value in values:
        yield between + json.dumps(value, ensure_ascii=False)
        between = ",\n"
    yield "\n"


def _predicates(selection: Selection) -> dict[str, str]:
    """Return the IRI of the property for each type of edge."""
    direct = {key: kind.direct for key, kind in relation_types().items()} | _USED
    own = {key: selection.names.prefixes["met"] + name for key, name in direct.items()}
    return own | {BROADER: _BROADER, VARIANT: own["specialization"]}


def _properties(
    selection: Selection, predicates: dict[str, str], edges: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return a node for each property of an edge, with its label."""
    used = {edge["pred"] for edge in edges}
    labels = {
        predicates[edge.type]: edge.label
        for edge in sorted(selection.edges, key=lambda edge: edge.type not in (BROADER, VARIANT))
    }
    return [
        {"id": iri, "lbl": label, "type": "PROPERTY", "propertyType": "OBJECT"}
        for iri, label in sorted(labels.items())
        if iri in used
    ]


def _node(row: NodeRow, met: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "lbl": row.label,
        "type": "CLASS",
        "meta": _node_meta(row, met),
    }


def _node_meta(row: NodeRow, met: str) -> dict[str, Any]:
    synonyms = [{"pred": "hasExactSynonym", "val": alias} for alias in row.aliases]
    values = [
        (EXTERNAL_PREFIXES["rdf"] + "type", met + row.kind),
        (_SKOS + "notation", row.slug),
        (met + "category", row.category),
        (met + "difficulty", row.difficulty),
        (met + "status", row.status),
        *((met + "tag", tag) for tag in row.tags),
    ]
    told = {
        "definition": {"val": row.definition} if row.definition else None,
        "synonyms": synonyms,
        "basicPropertyValues": [{"pred": pred, "val": val} for pred, val in values if val],
    }
    return {key: value for key, value in told.items() if value}


def _edges(selection: Selection, predicates: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield every link as its author wrote it, and is_a from the narrower end to the broader one."""
    is_a = hierarchy(selection)
    for edge in selection.edges:
        if edge.type not in (BROADER, VARIANT):
            yield _edge(edge.source, predicates[edge.type], edge.target, _edge_meta(edge))
        elif upward(edge) not in is_a:
            yield _edge(edge.source, predicates[edge.type], edge.target, {})
    for narrow, broad in sorted(is_a):
        yield _edge(narrow, "is_a", broad, {})


def _edge(sub: str, pred: str, obj: str, meta: dict[str, Any]) -> dict[str, Any]:
    return {"sub": sub, "pred": pred, "obj": obj, **({"meta": meta} if meta else {})}


def _edge_meta(edge: EdgeRow) -> dict[str, Any]:
    """Return the author's words and the IRI of the relation; the uses of tools and terms have none."""
    values = [{"pred": _NOTE, "val": edge.note}] if edge.note else []
    told = {
        "basicPropertyValues": values,
        "xrefs": [{"val": edge.id}] if ":" in edge.id else [],
    }
    return {key: value for key, value in told.items() if value}
