"""OWL 2 DL for Protégé: the ontology and everything in its terms as one ontology without imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
DROPS = "which profile a triple comes from (trig and nquads keep it)"
EXAMPLE = "metier export owl --out occupations.owl"

_OWL, _RDFS = EXTERNAL_PREFIXES["owl"], EXTERNAL_PREFIXES["rdfs"]
_INDIVIDUAL, _LABEL = iri(_OWL + "NamedIndividual"), iri(_RDFS + "label")
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


def pieces(selection: Selection) -> Iterator[bytes]:
    """Yield the RDF/XML (W3C, *OWL 2 Mapping to RDF Graphs*, 2012).

    Every individual is declared and has an ``rdfs:label``, which is what OWL tools show. The only ontology
    header is that of the file: its IRI is ``{base}owl``, its version the day of the last update of a profile.
    """
    names = selection.names
    ontology = ontology_triples(names.base)
    triples = {*ontology, *map(_triple, selection.triples())}
    individuals = _individuals(triples, ontology) - {names.ontology}
    triples |= set(_cards(selection.network.facts.store, individuals, triples))
    triples |= {(node, TYPE, _INDIVIDUAL) for node in individuals}
    triples |= set(_labels(triples, names))
    rest = sorted(triple for triple in triples if triple[0] != names.ontology)
    yield rdf_xml_of([*_header(selection, rest), *rest], names.prefixes)


def _triple(quad: ox.Quad) -> Triple:
    return str(quad.subject), str(quad.predicate), str(quad.object)


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
        if name in (SKOS.prefLabel, SKOSXL.literalForm, DCTERMS.title):
            found[node] = max(value, found.get(node, ""))  # one of them, and always the same
        elif name in (names.met.source, names.met.relationType, names.met.target):
            ends.setdefault(node, {})[name] = value
    for relation, said in ends.items():
        parts = (names.met.source, names.met.relationType, names.met.target)
        words = [found.get(said.get(part, ""), '""') for part in parts]
        found[relation] = f'"{", ".join(word[1 : word.rfind(_QUOTE)] for word in words)}"@en'
    return ((node, _LABEL, label) for node, label in found.items())


def _header(selection: Selection, triples: Iterable[Triple]) -> Iterator[Triple]:
    names = selection.names
    node = iri(names.base + "owl")
    about = {name: value for subject, name, value in triples if subject == names.dataset}
    day = about.get(DCTERMS.modified, "").partition("^^")[0].strip(_QUOTE)
    yield node, TYPE, iri(_OWL + "Ontology")
    yield node, iri(_OWL + "versionIRI"), iri(f"{names.base}owl/{day or ontology_version()}")
    yield node, DCTERMS.title, text(selection.title)
    for name in (DCTERMS.description, DCTERMS.license, DCTERMS.modified):
        if name in about:
            yield node, name, about[name]
