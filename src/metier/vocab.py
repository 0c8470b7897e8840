"""The ontology as the code sees it: terms, relation types and kinds of practice, read from its files.

Nothing of ``ontology/`` is repeated here. A relation type added to ``relations.ttl``, or a class with a
``met:key`` added to ``metier.ttl``, is known to the readers, the graph and the command line at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

DEFAULT_BASE = "https://w3id.org/metier/"

EXTERNAL_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
}
"""The vocabularies that a Metier graph uses beside its own."""

CANONICAL_SECTIONS = (
    "Purpose",
    "Core Mission",
    "Primary Responsibilities",
    "Guiding Principles",
    "Mental Models",
    "First Principles",
    "Questions Experts Constantly Ask",
    "Decision Frameworks",
    "Workflow",
    "Common Tradeoffs",
    "Rules of Thumb",
    "Failure Modes",
    "Anti-patterns",
    "Vocabulary",
    "Tools",
    "Collaboration",
    "Ethics",
    "Scenarios",
    "Related Occupations",
    "References",
)
"""The sections of a complete profile, in order."""


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of link between practices, as a stanza of ``relations.ttl`` states it."""

    key: str
    """What authors write, such as ``adjacent``."""
    label: str
    """What it is called, such as ``adjacent to``."""
    direct: str
    """Local name of the direct property, such as ``adjacentTo``."""
    inverse: str
    """Local name of the property from the other side; equals ``direct`` for a symmetric type."""
    weight: float
    """Length of one step for shortest paths, above 0."""
    is_hierarchical: bool
    """Whether it leads from a broader practice to a narrower one, and so never in a circle."""
    phrase: str
    """What a sentence says between the two practices, such as ``is adjacent to``."""
    inverse_phrase: str
    """The same from the other side, such as ``is a prerequisite of``."""
    career: str | None
    """How a career follows such a link: ``forward``, ``backward``, or not at all."""
    counterpart: str | None
    """Key of the type with which the other side says the same; None where it can't say it."""

    @property
    def is_symmetric(self) -> bool:
        """Whether the link says the same from both sides."""
        return self.direct == self.inverse


def ontology_folder() -> Path:
    """Return the folder of the ontology: inside the installed package, or beside ``src`` in a checkout."""
    here = Path(__file__).resolve()
    packaged = here.parent / "ontology"
    return packaged if packaged.is_dir() else here.parents[2] / "ontology"


def ontology_text(name: str, base: str = DEFAULT_BASE) -> str:
    """Return one file of the ontology, its own names moved under ``base``."""
    text = (ontology_folder() / name).read_text(encoding="utf-8")
    return text if base == DEFAULT_BASE else text.replace(DEFAULT_BASE, base)


@cache
def _statements(name: str) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(ontology_text(name), format=ox.RdfFormat.TURTLE))


def _local(node: object) -> str:
    assert isinstance(node, ox.NamedNode)
    return node.value.removeprefix(DEFAULT_BASE + "ontology#")


@cache
def declared_terms() -> frozenset[str]:
    """Return the IRIs of all classes and properties that ``metier.ttl`` declares."""
    kinds = {
        EXTERNAL_PREFIXES["owl"] + kind
        for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    }
    rdf_type = EXTERNAL_PREFIXES["rdf"] + "type"
    return frozenset(
        quad.subject.value
        for quad in _statements("metier.ttl")
        if isinstance(quad.subject, ox.NamedNode)
        and quad.predicate.value == rdf_type
        and isinstance(quad.object, ox.NamedNode)
        and quad.object.value in kinds
    )


@cache
def practice_kinds() -> dict[str, str]:
    """Return the class of each kind of practice: what authors write after ``kind:``, local name."""
    return {
        quad.object.value: _local(quad.subject)
        for quad in _statements("metier.ttl")
        if _local(quad.predicate) == "key" and isinstance(quad.object, ox.Literal)
    }


@cache
def relation_types() -> dict[str, RelationType]:
    """Return the relation types by key, in the order of ``relations.ttl``."""
    found: dict[str, dict[str, object]] = {}
    for quad in _statements("relations.ttl"):
        found.setdefault(str(quad.subject), {})[_local(quad.predicate)] = quad.object
    stanzas = (stanza for stanza in found.values() if "key" in stanza)
    return {_value(stanza["key"]): _relation_type(stanza) for stanza in stanzas}


def _relation_type(stanza: dict[str, object]) -> RelationType:
    def optional(name: str) -> str | None:
        return _value(stanza[name]) if name in stanza else None

    key, label = _value(stanza["key"]), _value(stanza[_LABEL])
    direct, inverse = _local(stanza["directProperty"]), _local(stanza["inverseProperty"])
    phrase = optional("phrase") or label
    return RelationType(
        key=key,
        label=label,
        direct=direct,
        inverse=inverse,
        weight=float(_value(stanza["weight"])),
        is_hierarchical="hierarchical" in stanza,
        phrase=phrase,
        inverse_phrase=optional("inversePhrase") or phrase,
        career=optional("careerDirection"),
        counterpart=optional("counterpart") or (key if direct == inverse else None),
    )


_LABEL = EXTERNAL_PREFIXES["skos"] + "prefLabel"


def _value(literal: object) -> str:
    assert isinstance(literal, ox.Literal)
    return literal.value


@cache
def ontology_version() -> str:
    """Return the version that ``metier.ttl`` states of itself."""
    version = EXTERNAL_PREFIXES["owl"] + "versionInfo"
    return next(
        _value(quad.object) for quad in _statements("metier.ttl") if quad.predicate.value == version
    )
