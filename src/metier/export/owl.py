"""OWL 2 DL for Protégé: the ontology and everything in its terms as one ontology without imports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import pyoxigraph as ox

from metier.graph.names import Names
from metier.graph.ontology import ontology_triples
from metier.graph.terms import DCTERMS, SKOS, SKOSXL, TYPE, Term, Triple, iri, text
from metier.store import Store
from metier.vocab import EXTERNAL_PREFIXES, ontology_version

from .common.rdfxml import rdf_xml_of
from .common.selection import Selection

NAME = "owl"
SUFFIX = ".owl"
MEDIA_TYPE = "application/rdf+xml"
SUMMARY = (
    "For Protégé and whatever else uses the OWL API: ontology and graph in one file, in OWL 2 DL"
)
OPENING = "Protégé: File > Open; then Reasoner > HermiT; ROBOT: robot report --input FILE"
KEEPS = "every triple that authors wrote, every thing declared and labelled; with --inferred all"
DROPS = (
    "which profile a triple comes from (trig and nquads keep it); in addresses, characters that no URI may "
    "have are percent-encoded; those that XML forbids become U+FFFD"
)
EXAMPLE = "metier export owl --out occupations.owl"

_OWL, _RDFS = EXTERNAL_PREFIXES["owl"], EXTERNAL_PREFIXES["rdfs"]
_INDIVIDUAL, _LABEL = iri(_OWL + "NamedIndividual"), iri(_RDFS + "label")
_VERSION = iri(_OWL + "versionIRI")
_OBJECT_PROPERTY = iri(_OWL + "ObjectProperty")
_TERM_KINDS = frozenset(
    {
        iri(_OWL + "Class"),
        _OBJECT_PROPERTY,
        iri(_OWL + "DatatypeProperty"),
        iri(_OWL + "AnnotationProperty"),
    }
)
_QUOTE = '"'
_ANY_URI = f'"^^<{EXTERNAL_PREFIXES["xsd"]}anyURI>'
_NO_URI = re.compile(r"""\\.|%(?![0-9A-Fa-f]{2})|[^!#-;=?-\[\]_a-z~]""")
"""What is no character of a URI in a literal of N-Triples, where some stand as escapes."""

_ESCAPED = {r"\\": "\\", r"\"": _QUOTE, r"\n": "\n", r"\r": "\r", r"\t": "\t"}


def pieces(selection: Selection) -> Iterator[bytes]:
    """Yield the RDF/XML (W3C, *OWL 2 Mapping to RDF Graphs*, 2012).

    Every individual is declared and has an ``rdfs:label``, which is what OWL tools show. The only ontology
    header is that of the file: its IRI is ``{base}owl``, with the center's name if it is of a part, and its
    version the day of the last update of a profile.
    """
    names = selection.names
    ontology = ontology_triples(names.base)
    triples = {*ontology, *map(_with_valid_address, map(_triple, selection.triples()))}
    individuals = _individuals(triples, ontology) - {names.ontology}
    triples |= set(_cards(selection.network.facts.store, individuals, triples))
    triples |= {(node, TYPE, _INDIVIDUAL) for node in individuals}
    triples |= set(_labels(triples, names))
    rest = sorted(triple for triple in triples if not _is_header(triple, names.ontology))
    yield rdf_xml_of([*_header(selection, rest), *rest], names.prefixes)


def _triple(quad: ox.Quad) -> Triple:
    return str(quad.subject), str(quad.predicate), str(quad.object)


def _with_valid_address(triple: Triple) -> Triple:
    """Return a triple whose ``xsd:anyURI`` is one (RFC 3986): a reasoner refuses a file with any other."""
    subject, name, value = triple
    if not value.endswith(_ANY_URI):
        return triple
    address = value[1 : -len(_ANY_URI)]
    return subject, name, f'"{_NO_URI.sub(_percent_encoded, address)}{_ANY_URI}'


def _percent_encoded(found: re.Match[str]) -> str:
    return quote(_ESCAPED.get(found[0], found[0]), safe="")


def _is_header(triple: Triple, ontology: Term) -> bool:
    """Whether a triple makes the ontology inside one of its own; what else is said of it stays."""
    subject, name, _ = triple
    return subject == ontology and name in (TYPE, _VERSION)


def _individuals(triples: Iterable[Triple], ontology: Iterable[Triple]) -> set[Term]:
    """Return what is no term of the ontology: all subjects, and what object properties point to."""
    kinds = {node: kind for node, name, kind in ontology if name == TYPE and kind in _TERM_KINDS}
    found: set[Term] = set()
    for subject, name, value in triples:
        found.add(subject)
        if kinds.get(name) == _OBJECT_PROPERTY:
            found.add(value)
    return found - kinds.keys()


def _cards(store: Store, nodes: Iterable[Term], told: Iterable[Triple]) -> Iterator[Triple]:
    """Yield classes and labels of nodes that links name and no author described: placeholders."""
    for node in set(nodes) - {subject for subject, _, _ in told}:
        for quad in store.about(node[1:-1]):
            if str(quad.predicate) in (TYPE, SKOS.prefLabel):
                yield _triple(quad)


def _labels(triples: Iterable[Triple], names: Names) -> Iterator[Triple]:
    """Yield an ``rdfs:label`` for everything that has a name of another kind, and for links."""
    found: dict[Term, Term] = {}
    ends: dict[Term, dict[Term, Term]] = {}
    for node, name, value in triples:
        if name in (SKOS.prefLabel, SKOSXL.literalForm, DCTERMS.title, names.met.pointer):
            found[node] = max(value, found.get(node, ""))  # one of them, and always the same
        elif name in (names.met.source, names.met.relationType, names.met.target):
            ends.setdefault(node, {})[name] = value
    for relation, said in ends.items():
        parts = (names.met.source, names.met.relationType, names.met.target)
        words = [_words(said.get(part, ""), found) for part in parts]
        found[relation] = f'"{", ".join(words)}"@en'
    return ((node, _LABEL, label) for node, label in found.items())


def _words(node: Term, labels: Mapping[Term, Term]) -> str:
    """Return the label of a node as it stands between quotes, or the last part of its name."""
    label = labels.get(node, "")
    return label[1 : label.rfind(_QUOTE)] or node[1:-1].rpartition("/")[2]


def _header(selection: Selection, triples: Iterable[Triple]) -> Iterator[Triple]:
    names = selection.names
    part = f"/{selection.center.id.removeprefix(names.base)}" if selection.center else ""
    node = iri(f"{names.base}owl{part}")
    about = {name: value for subject, name, value in triples if subject == names.dataset}
    day = about.get(DCTERMS.modified, "").partition("^^")[0].strip(_QUOTE)
    yield node, TYPE, iri(_OWL + "Ontology")
    yield node, _VERSION, iri(f"{node[1:-1]}/{day or ontology_version()}")
    yield node, DCTERMS.title, text(selection.title)
    for name in (DCTERMS.description, DCTERMS.license, DCTERMS.modified):
        if name in about:
            yield node, name, about[name]
