"""Which names mean the same or nearly the same: of the ontology and other vocabularies, of tools and terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from metier.export.common.rows import NodeRow
from metier.graph.names import Names
from metier.vocab import EXTERNAL_PREFIXES, ontology_text

_RDFS = EXTERNAL_PREFIXES["rdfs"]
_TYPES = {
    _RDFS + "subClassOf": "owl class",
    _RDFS + "seeAlso": "owl class",
    _RDFS + "subPropertyOf": "owl object property",
}
"""The axioms that align a term with another vocabulary's, and what they join."""

_CLOSE = EXTERNAL_PREFIXES["skos"] + "closeMatch"
_PREFERRED, _ALTERNATIVE = "skos:prefLabel", "skos:altLabel"
_CONFIDENCE = {(True, True): 0.9, (True, False): 0.7, (False, True): 0.7, (False, False): 0.5}
"""By whether the name is the preferred label of the tool, and of the term; see :func:`lexical_mappings`."""

_OF_ANOTHER_CASE = 0.9
"""What the confidence is multiplied by where the two names differ in case."""


class Mapping(NamedTuple):
    """One row of a mapping set; its fields are slots of SSSOM, empty where nothing is known."""

    subject_id: str
    subject_label: str
    predicate_id: str
    object_id: str
    object_label: str
    mapping_justification: str
    subject_type: str
    object_type: str
    confidence: str = ""
    subject_match_field: str = ""
    object_match_field: str = ""
    match_string: str = ""
    subject_preprocessing: str = ""
    object_preprocessing: str = ""


def curated_mappings(names: Names) -> Iterator[Mapping]:
    """Yield how the ontology is aligned with other vocabularies: its axioms across them, sorted."""
    met = names.prefixes["met"]
    labels: dict[str, str] = {}
    found: set[tuple[str, str, str]] = set()
    for name in ("metier.ttl", "alignments.ttl"):
        for quad in _statements(name, names.base):
            subject, predicate, value = quad
            if predicate == _RDFS + "label":
                labels[subject] = value
            is_own = subject.startswith(met) or name == "alignments.ttl"
            if predicate in _TYPES and is_own and not value.startswith(met):
                found.add(quad)
    for subject, predicate, value in sorted(found):
        kind = _TYPES[predicate]
        label, other = labels.get(subject, ""), labels.get(value, "")
        yield Mapping(
            subject, label, predicate, value, other, "semapv:ManualMappingCuration", kind, kind
        )


def _statements(name: str, base: str) -> Iterator[tuple[str, str, str]]:
    for quad in ox.parse(ontology_text(name, base), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode):
            value = quad.object
            assert isinstance(value, ox.NamedNode | ox.Literal)
            yield quad.subject.value, quad.predicate.value, value.value


class _Name(NamedTuple):
    row: NodeRow
    text: str
    is_preferred: bool


def lexical_mappings(nodes: Iterable[NodeRow]) -> Iterator[Mapping]:
    """Yield a close match for each tool and term that bear the same name, but for case.

    The confidence is 0.9 where both are called so, 0.7 where it is another name of one of them, 0.5 where it is
    of both; times 0.9 where the case differs; divided by the number of tools or terms of that name, for at most
    one of these homonyms is meant. Two terms of one name are none: the build kept them apart.
    """
    tools, terms = defaultdict[str, list[_Name]](list), defaultdict[str, list[_Name]](list)
    for row in nodes:
        if row.kind in ("Tool", "Term"):
            for name in _names(row):
                (tools if row.kind == "Tool" else terms)[name.text.casefold()].append(name)
    best: dict[tuple[str, str], tuple[float, Mapping]] = {}
    for key in sorted(tools.keys() & terms.keys()):
        homonyms = max(_meanings(tools[key]), _meanings(terms[key]))
        for tool in tools[key]:
            for term in terms[key]:
                confidence = _confidence(tool, term) / homonyms
                pair = tool.row.id, term.row.id
                if pair not in best or confidence > best[pair][0]:
                    best[pair] = confidence, _close_match(tool, term, confidence)
    yield from (mapping for _, (_, mapping) in sorted(best.items()))


def _names(row: NodeRow) -> Iterator[_Name]:
    yield _Name(row, row.label, is_preferred=True)
    yield from (_Name(row, alias, is_preferred=False) for alias in row.aliases)


def _meanings(names: list[_Name]) -> int:
    return len({name.row.id for name in names})


def _confidence(tool: _Name, term: _Name) -> float:
    confidence = _CONFIDENCE[tool.is_preferred, term.is_preferred]
    return confidence if tool.text == term.text else confidence * _OF_ANOTHER_CASE


def _close_match(tool: _Name, term: _Name, confidence: float) -> Mapping:
    preprocessing = "" if tool.text == term.text else "semapv:CaseNormalization"
    return Mapping(
        tool.row.id,
        tool.row.label,
        _CLOSE,
        term.row.id,
        term.row.label,
        "semapv:LexicalMatching",
        "skos concept",
        "skos concept",
        confidence=f"{confidence:.3f}",
        subject_match_field=_PREFERRED if tool.is_preferred else _ALTERNATIVE,
        object_match_field=_PREFERRED if term.is_preferred else _ALTERNATIVE,
        match_string=tool.text if preprocessing == "" else tool.text.casefold(),
        subject_preprocessing=preprocessing,
        object_preprocessing=preprocessing,
    )
