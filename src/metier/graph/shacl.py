"""SHACL validation with pySHACL, which is in the extra ``shacl``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from metier.diagnostics import Severity
from metier.vocab import DEFAULT_BASE, ontology_text

if TYPE_CHECKING:
    import rdflib

_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """One validation result: the node that breaks a shape, and how."""

    node: str
    """IRI of the focus node."""
    message: str
    shape: str
    """Local name of the shape of ``shapes.ttl`` that the node breaks."""
    severity: Severity
    value: str = field(default="", compare=False)
    """IRI or text of the value that is to blame, if there is one."""


def shape_results(data: rdflib.Dataset, base: str = DEFAULT_BASE) -> list[ShapeResult]:
    """Return what ``data``, the ontology included, breaks of ``shapes.ttl``, sorted.

    Raises ImportError where pySHACL isn't installed. Semantics: https://www.w3.org/TR/shacl/.
    """
    import pyshacl
    import rdflib

    flat = rdflib.Graph()
    for triple in data.triples((None, None, None)):
        flat.add(triple)
    shapes = rdflib.Graph().parse(data=ontology_text("shapes.ttl", base), format="turtle")
    _, report, _ = pyshacl.validate(flat, shacl_graph=shapes, inference="none", inplace=True)
    sh = rdflib.Namespace(_SHACL)
    found = []
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        shape = report.value(result, sh.sourceShape)
        owner = next(iter(shapes.subjects(sh.property, shape)), shape)
        severity = report.value(result, sh.resultSeverity)
        found.append(
            ShapeResult(
                node=str(report.value(result, sh.focusNode)),
                value=str(report.value(result, sh.value) or ""),
                message=str(report.value(result, sh.resultMessage)),
                shape=str(owner).removeprefix(base + "shape/"),
                severity=Severity.ERROR if severity == sh.Violation else Severity.WARNING,
            )
        )
    return sorted(found, key=lambda result: (result.node, result.message, result.value))
