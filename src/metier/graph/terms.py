"""RDF terms as the text that N-Triples writes for them.

A graph of hundreds of thousands of triples is made as text: no objects are built that would only be
serialised again. Everything that enters goes through the functions here, which is what keeps a profile's
text from ending a literal early.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from metier.vocab import DEFAULT_BASE, EXTERNAL_PREFIXES, declared_terms

Term: TypeAlias = str
"""An IRI or a literal in N-Triples syntax, such as ``<https://w3id.org/metier/id/nurse>`` or ``"Nurse"@en``."""

Triple: TypeAlias = tuple[Term, Term, Term]

T = TypeVar("T")


def iri(value: str) -> Term:
    """Return an IRI; ``value`` must hold no character that IRIs forbid."""
    return f"<{value}>"


def text(value: str) -> Term:
    """Return English text."""
    return f'"{_escaped(value)}"@en'


def plain(value: str) -> Term:
    """Return a string without a language."""
    return f'"{_escaped(value)}"'


def number(value: int) -> Term:
    """Return an xsd:integer."""
    return f'"{value}"^^<{EXTERNAL_PREFIXES["xsd"]}integer>'


def day(value: datetime.date) -> Term:
    """Return an xsd:date."""
    return f'"{value.isoformat()}"^^<{EXTERNAL_PREFIXES["xsd"]}date>'


def address(value: str) -> Term:
    """Return an address as an xsd:anyURI literal: whatever its author wrote, it can't break the graph."""
    return f'"{_escaped(value)}"^^<{EXTERNAL_PREFIXES["xsd"]}anyURI>'


def optional(
    subject: Term, predicate: Term, term: Callable[[T], Term], value: T | None
) -> Iterator[Triple]:
    """Yield the triple that says a value, made a term by ``term``, if there is one."""
    if value is not None:
        yield subject, predicate, term(value)


def _escaped(value: str) -> str:
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    return value.replace("\n", "\\n").replace("\r", "\\r")


class Namespace:
    """The terms of one vocabulary as attributes; a term that ``metier.ttl`` doesn't declare is an error."""

    def __init__(self, prefix: str, locals_: frozenset[str]) -> None:
        self.__dict__.update({local: iri(prefix + local) for local in locals_})

    def __getattr__(self, local: str) -> Term:
        """Be asked only for what is no attribute."""
        raise AttributeError(f"the ontology declares no such term: {local}")


def _declared_under(prefix: str) -> frozenset[str]:
    return frozenset(
        term.removeprefix(prefix) for term in declared_terms() if term.startswith(prefix)
    )


def _external(name: str) -> Namespace:
    prefix = EXTERNAL_PREFIXES[name]
    return Namespace(prefix, _declared_under(prefix))


def ontology_terms(base: str) -> Namespace:
    """Return the terms of the Metier ontology under ``base``."""
    return Namespace(base + "ontology#", _declared_under(DEFAULT_BASE + "ontology#"))


SKOS = _external("skos")
SKOSXL = _external("skosxl")
DCTERMS = _external("dcterms")
PROV = _external("prov")
SCHEMA = _external("schema")
VOID = _external("void")
DCAT = _external("dcat")
TYPE = iri(EXTERNAL_PREFIXES["rdf"] + "type")
"""``rdf:type``, which no ontology needs to declare."""
