"""The files of ``ontology/``: complete, in OWL 2 DL, consistent, at one with what the code reads and writes.

Most rules are functions that return what breaks them, so that the same function is tried on the real files,
where it must find nothing, and on files spoiled on purpose, where it must find something.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import owlready2
import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare
import yaml
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

import metier
from metier import model, vocab
from metier.readers import METADATA_KEYS, find_sources

from .support import PROFILES, ROOT

ONTOLOGY = ROOT / "ontology"
ONTOLOGY_IRI = rdflib.URIRef("https://w3id.org/metier/ontology")
MET = rdflib.Namespace("https://w3id.org/metier/ontology#")
EXAMPLE = rdflib.Namespace("https://example.org/")

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD))
"""Vocabularies that OWL 2 declares itself."""

OWL_DATATYPES = {
    *(XSD[name] for name in ("string", "boolean", "decimal", "integer", "double", "float")),
    *(XSD[name] for name in ("anyURI", "dateTime", "dateTimeStamp", "nonNegativeInteger")),
    RDF.langString,
    RDFS.Literal,
}
"""The part of the datatype map of OWL 2 that a Metier graph may need; ``xsd:date`` is in none of it.

https://www.w3.org/TR/owl2-syntax/#Datatype_Maps
"""


# ---- What is tested ----------------------------------------------------------------------------


@cache
def turtle(*names: str) -> rdflib.Graph:
    """Return files of the ontology in one graph, what they import left out: all of it is here."""
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ONTOLOGY / name, format="turtle")
    graph.remove((None, OWL.imports, None))
    return graph


def metier_ttl() -> rdflib.Graph:
    return turtle("metier.ttl")


def whole_ontology() -> rdflib.Graph:
    return turtle("metier.ttl", "relations.ttl", "alignments.ttl")


@cache
def json_file(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ONTOLOGY / name).read_text(encoding="utf-8"))
    return loaded


EVERYTHING: dict[str, Any] = {
    "title": "Nurse",
    "slug": "nurse",
    "aliases": ["registered nurse", "Nurse"],
    "category": "Care",
    "tags": ["care", "hospital"],
    "difficulty": "advanced",
    "summary": 'Cares for "patients".\nDay and night.',
    "contributors": ["Ada", "Grace"],
    "provenance": "human",
    "source": {
        "origin": "A library of profiles",
        "url": "https://example.org/nurse",
        "repo": "https://example.org/repo",
        "license": "MIT",
        "attribution": "The authors",
        "fetched": "2026-03-01",
    },
    "last_reviewed": "2026-02-01",
    "reviewers": [{"name": "Mary", "credential": "RN", "date": "2026-02-01"}],
    "created": "2026-01-01",
    "updated": "2026-02-02",
    "related": [
        {"slug": "smith", "type": key, "note": f"as {key}"} for key in vocab.relation_types()
    ]
    + [{"slug": "ghost", "type": "related"}],
    "specializations": ["intensive care", "Midwife"],
    "country_variants": [{"region": "France", "note": "infirmière"}],
    "sources": [{"title": "Notes on Nursing", "url": "https://example.org/notes", "kind": "book"}],
    "status": "draft",
    "shoe_size": {"eu": "38", "us": None},
    "sections": [
        {"heading": "Purpose", "markdown": "Care, *by night* too."},
        {
            "heading": "Vocabulary",
            "markdown": "- **Triage** — sorting by urgency\n- **Shift**\n- **Redshift (z)** — of light\n"
            "- **Ambiguous loss (Boss)** — grief without an end\n- **Li (禮)** — ritual\n"
            "- **Quality control (QC)** — checks\n- **CAC / LTV** — cost vs. value",
        },
        {"heading": "Tools", "markdown": "- **Stethoscope** — to listen\n- **Patience**"},
        {"heading": "Guiding Principles", "markdown": "- **Look first.** Then touch."},
        {"heading": "Mental Models", "markdown": "- **ABC.** Airway, breathing, circulation."},
        {"heading": "First Principles", "markdown": "- Rest heals."},
        {"heading": "Questions Experts Constantly Ask", "markdown": "- Is it worse than before?"},
        {"heading": "Decision Frameworks", "markdown": "- **Call or wait.** Call when in doubt."},
        {"heading": "Workflow", "markdown": "1. **Handover.** Listen.\n2. **Round.** Look."},
        {"heading": "Common Tradeoffs", "markdown": "- **Rest vs. checks.** Each costs the other."},
        {"heading": "Rules of Thumb", "markdown": "- Chart it at once."},
        {"heading": "Failure Modes", "markdown": "- **Alarm fatigue.** The tenth bell is missed."},
        {"heading": "Anti-patterns", "markdown": "- **Charting ahead.** It never happened."},
        {
            "heading": "Scenarios",
            "markdown": "**A tenfold dose.** The order says ten times too much. The nurse refuses to give it. "
            "The midwife is asked.",
        },
        {"heading": "References", "markdown": "- *Notes on Nursing* — Nightingale"},
    ],
}
"""A profile that uses every key, so that the graph made of it uses every term that the writer knows."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a profile that uses every key, and one of each kind of practice."""
    folder = tmp_path_factory.mktemp("everything")
    others = [{"title": "Midwife", "slug": "midwife"}, {"title": "Smith", "slug": "smith"}]
    for kind in vocab.practice_kinds():
        others.append({"title": f"One {kind}", "slug": f"one-{kind}", "kind": kind})
    for profile in [EVERYTHING, *others]:
        text = yaml.safe_dump(profile, sort_keys=False, allow_unicode=True)
        (folder / f"{profile['slug']}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(everything: Path) -> rdflib.Graph:
    """Return the triples of all named graphs of the project's profiles and of ``everything``."""
    built = metier.build([PROFILES, everything], jobs=1)
    return as_rdflib(ox.Triple(q.subject, q.predicate, q.object) for q in built.store.quads())


def as_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=lines, format="nt")


def n_triples(*graphs: rdflib.Graph) -> bytes:
    """Return graphs as the lines of one file, without what they import."""
    text = "".join(graph.serialize(format="nt") for graph in graphs)
    return "\n".join(sorted(set(text.splitlines()))).encode()


def spoiled(graph: rdflib.Graph, text: str) -> rdflib.Graph:
    """Return a copy of a graph with the Turtle ``text`` added."""
    copy = rdflib.Graph() + graph
    prefixes = {"met": MET, "owl": OWL, "rdfs": RDFS, "xsd": XSD, "skos": SKOS, "": EXAMPLE}
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    return copy.parse(data=head + text, format="turtle")


def own_terms(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    """Return the classes and properties of the ``met:`` vocabulary that are declared."""
    return {
        term
        for kind in (OWL.Class, *PROPERTY_KINDS)
        for term in graph.subjects(RDF.type, kind)
        if isinstance(term, rdflib.URIRef) and term in MET
    }


def of_kind(graph: rdflib.Graph, *kinds: rdflib.URIRef) -> set[rdflib.URIRef]:
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return {term for term in found if isinstance(term, rdflib.URIRef)}


def subclasses(graph: rdflib.Graph, of: rdflib.URIRef) -> set[rdflib.URIRef]:
    found = set(graph.transitive_subjects(RDFS.subClassOf, of)) - {of}
    return {term for term in found if isinstance(term, rdflib.URIRef)}


# ---- Rules: each returns what breaks it --------------------------------------------------------


def undocumented(graph: rdflib.Graph) -> list[str]:
    """Return the own terms without exactly one English label and comment, and a link to the ontology."""
    found = []
    for term in own_terms(graph):
        for predicate in (RDFS.label, RDFS.comment):
            values = list(graph.objects(term, predicate))
            english = [v for v in values if isinstance(v, rdflib.Literal) and v.language == "en"]
            if len(values) != 1 or len(english) != 1 or not english[0].strip():
                found.append(f"{term}: {predicate} {values}")
        if set(graph.objects(term, RDFS.isDefinedBy)) != {ONTOLOGY_IRI}:
            found.append(f"{term} isDefinedBy")
    return found


def without_domain_and_range(graph: rdflib.Graph) -> list[str]:
    """Return the own properties without exactly one declared domain and one declared range."""
    classes = of_kind(graph, OWL.Class) | {OWL.Thing}
    found = []
    for kind, ranges in ((OWL.ObjectProperty, classes), (OWL.DatatypeProperty, OWL_DATATYPES)):
        for term in of_kind(graph, kind) & own_terms(graph):
            domain = list(graph.objects(term, RDFS.domain))
            value = list(graph.objects(term, RDFS.range))
            if len(domain) != 1 or domain[0] not in classes:
                found.append(f"{term}: domain {domain}")
            if len(value) != 1 or value[0] not in ranges:
                found.append(f"{term}: range {value}")
    return found


def punned(graph: rdflib.Graph) -> list[str]:
    """Return the terms of two kinds: OWL 2 DL forbids it of properties, and no tool likes it of any."""
    kinds = defaultdict(set)
    for kind in (OWL.Class, RDFS.Datatype, OWL.NamedIndividual, *PROPERTY_KINDS):
        for term in of_kind(graph, kind):
            kinds[term].add(kind)
    return [f"{term}: {sorted(kinds[term])}" for term in kinds if len(kinds[term]) > 1]


def wrong_inverses(graph: rdflib.Graph) -> list[str]:
    """Return pairs of inverses of which one isn't declared, or whose domain isn't the other's range."""
    properties = of_kind(graph, OWL.ObjectProperty)
    found, seen = [], []
    for one, other in graph.subject_objects(OWL.inverseOf):
        seen += [one, other]
        if not {one, other} <= properties:
            found.append(f"{one}, {other}: not declared")
        for first, second in ((one, other), (other, one)):
            domain = set(graph.objects(first, RDFS.domain))
            if domain != set(graph.objects(second, RDFS.range)):
                found.append(f"{first}: domain, {second}: range")
    found += [f"{term}: two inverses" for term in set(seen) if seen.count(term) > 1]
    for term in of_kind(graph, OWL.SymmetricProperty):
        if set(graph.objects(term, RDFS.domain)) != set(graph.objects(term, RDFS.range)):
            found.append(f"{term}: symmetric, with domain and range apart")
        if term in seen:
            found.append(f"{term}: symmetric, with an inverse")
    return found


def blank_nodes(graph: rdflib.Graph) -> list[str]:
    """Return triples with a blank node, which is what every list and every class expression has."""
    return [str(triple) for triple in graph if any(isinstance(t, rdflib.BNode) for t in triple)]


def undeclared(graph: rdflib.Graph) -> list[str]:
    """Return what is used as a property or class and isn't declared in the same graph."""
    classes = set(graph.objects(None, RDF.type))
    properties = set(graph.predicates())
    for used, predicate in (
        (classes, RDFS.subClassOf),
        (properties, RDFS.subPropertyOf),
        (properties, OWL.inverseOf),
    ):
        for pair in graph.subject_objects(predicate):
            used.update(pair)
    missing = properties - of_kind(graph, *PROPERTY_KINDS)
    missing |= classes - of_kind(graph, OWL.Class)
    return sorted(str(term) for term in missing if not str(term).startswith(BUILT_IN))


def misused(graph: rdflib.Graph) -> list[str]:
    """Return statements whose value isn't of the kind that OWL 2 DL allows for their property."""
    objects = of_kind(graph, OWL.ObjectProperty)
    values = of_kind(graph, OWL.DatatypeProperty)
    found = []
    for subject, predicate, value in graph:
        is_literal = isinstance(value, rdflib.Literal)
        if predicate in objects and is_literal:
            found.append(f"{subject} {predicate}: a literal, {value!r}")
        if predicate in values and not is_literal:
            found.append(f"{subject} {predicate}: no literal, {value!r}")
        if predicate in values and isinstance(value, rdflib.Literal):
            datatype = value.datatype or (RDF.langString if value.language else XSD.string)
            if datatype not in OWL_DATATYPES:
                found.append(f"{subject} {predicate}: outside OWL 2, {datatype}")
    return found


def out_of_range(graph: rdflib.Graph) -> list[str]:
    """Return literals that aren't of the datatype that their property's range names."""
    found = []
    for term in of_kind(graph, OWL.DatatypeProperty):
        wanted = graph.value(term, RDFS.range)
        for subject, value in graph.subject_objects(term):
            assert isinstance(value, rdflib.Literal)
            plain = RDF.langString if value.language else XSD.string
            if wanted is not None and (value.datatype or plain) != wanted:
                found.append(f"{subject} {term} {value!r}, not {wanted}")
    return found


def untyped(graph: rdflib.Graph) -> list[str]:
    """Return things that are spoken of, or that an object property points to, without a class.

    Protégé shows no such thing among the individuals.
    """
    objects = of_kind(graph, OWL.ObjectProperty)
    spoken_of = set(graph.subjects())
    spoken_of |= {value for _, predicate, value in graph if predicate in objects}
    return sorted(str(term) for term in spoken_of if (term, RDF.type, None) not in graph)


def bad_relation_types(graph: rdflib.Graph) -> list[str]:
    """Return what a stanza of relations.ttl lacks, or has twice; ``graph`` has metier.ttl too."""
    found = []
    links = set(graph.transitive_subjects(RDFS.subPropertyOf, MET.connectedTo)) - {MET.connectedTo}
    links &= of_kind(graph, OWL.ObjectProperty)
    for node in of_kind(graph, MET.RelationType):
        for predicate in (MET.key, MET.weight, MET.directProperty, MET.inverseProperty):
            if len(list(graph.objects(node, predicate))) != 1:
                found.append(f"{node}: {predicate}")
        weight = graph.value(node, MET.weight, any=True)
        if not (isinstance(weight, rdflib.Literal) and float(weight) > 0):
            found.append(f"{node}: weight {weight}")
        labels = list(graph.objects(node, SKOS.prefLabel))
        if not any(isinstance(label, rdflib.Literal) and label.language for label in labels):
            found.append(f"{node}: label")
        direct, inverse = (
            graph.value(node, MET.directProperty),
            graph.value(node, MET.inverseProperty),
        )
        if not {direct, inverse} <= links:
            found.append(f"{node}: {direct} or {inverse} is no link between practices")
        symmetric = (direct, RDF.type, OWL.SymmetricProperty) in graph
        paired = (direct, OWL.inverseOf, inverse) in graph or (
            inverse,
            OWL.inverseOf,
            direct,
        ) in graph
        if not (symmetric if direct == inverse else paired):
            found.append(f"{node}: {inverse} isn't the inverse of {direct}")
        if str(node).rpartition("/")[2] != str(graph.value(node, MET.key)):
            found.append(f"{node}: name and key differ")
    return found


# ---- metier.ttl and relations.ttl --------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.name for path in ONTOLOGY.glob("*.ttl")))
def test_rdflib_and_oxigraph_read_the_same_triples(name: str) -> None:
    triples = (q.triple for q in ox.parse(path=ONTOLOGY / name, format=ox.RdfFormat.TURTLE))
    by_rdflib = rdflib.Graph().parse(ONTOLOGY / name, format="turtle")
    assert len(by_rdflib) > 10
    assert rdflib.compare.isomorphic(as_rdflib(triples), by_rdflib)


def test_the_ontology_says_what_it_is() -> None:
    """Protégé needs the version IRI, pyLODE the title, and a release all the rest."""
    graph = metier_ttl()
    version = str(graph.value(ONTOLOGY_IRI, OWL.versionInfo))
    assert (ONTOLOGY_IRI, RDF.type, OWL.Ontology) in graph
    assert graph.value(ONTOLOGY_IRI, OWL.versionIRI) == ONTOLOGY_IRI + "/" + version
    assert version == vocab.ontology_version()
    dcterms = rdflib.Namespace(vocab.EXTERNAL_PREFIXES["dcterms"])
    for predicate in (dcterms.title, dcterms.description, dcterms.license):
        assert graph.value(ONTOLOGY_IRI, predicate)


def test_every_own_term_has_label_comment_and_home() -> None:
    assert len(own_terms(metier_ttl())) > 80
    assert undocumented(metier_ttl()) == []


def test_labels_and_comments_tell_terms_apart() -> None:
    """One label for a class and one for a property may be alike, as *usage* is; two of one kind may not."""
    graph = metier_ttl()
    for kinds in ((OWL.Class,), PROPERTY_KINDS):
        labels = [
            str(graph.value(term, RDFS.label)) for term in of_kind(graph, *kinds) if term in MET
        ]
        assert sorted(labels) == sorted(set(labels))


def test_every_own_property_has_one_domain_and_one_range() -> None:
    assert without_domain_and_range(metier_ttl()) == []


def test_only_known_properties_have_a_range_that_says_nothing() -> None:
    graph = metier_ttl()
    vague = {
        MET.of: "a usage is of a concept, a citation of a work: OWL has no name for both but the top",
    }
    saying_nothing = {OWL.Thing, RDFS.Literal, RDFS.Resource}
    found = {
        term
        for predicate in (RDFS.domain, RDFS.range)
        for term, value in graph.subject_objects(predicate)
        if value in saying_nothing
    }
    assert found == set(vague)


@pytest.mark.parametrize("name", ["metier.ttl", "relations.ttl", "alignments.ttl"])
def test_no_blank_node(name: str) -> None:
    assert blank_nodes(turtle(name)) == []


def test_every_term_is_of_one_kind() -> None:
    assert punned(whole_ontology()) == []


def test_inverses_are_declared_and_mirror_each_other() -> None:
    assert len(list(metier_ttl().subject_objects(OWL.inverseOf))) >= 5
    assert wrong_inverses(metier_ttl()) == []


def test_every_term_that_the_ontology_uses_is_declared_in_it() -> None:
    assert undeclared(metier_ttl()) == []
    assert undeclared(turtle("metier.ttl", "relations.ttl")) == []
    assert undeclared(whole_ontology()) == []


def test_every_term_that_the_graph_uses_is_declared_in_metier_ttl(data: rdflib.Graph) -> None:
    """The graph carries its ontology; here what counts is the file alone."""
    used = set(data.predicates()) | set(data.objects(None, RDF.type))
    declared = of_kind(metier_ttl(), OWL.Class, *PROPERTY_KINDS)
    assert {str(t) for t in used - declared if not str(t).startswith(BUILT_IN)} == set()
    assert len(used & declared) > 60


def test_every_own_term_is_used_or_known_to_wait(data: rdflib.Graph) -> None:
    """A term that nothing writes is either a super-class, or for something to come, or forgotten."""
    general = {MET.Practice, MET.ProfilePart, MET.Usage, MET.connectedTo}
    used = set(data.predicates()) | set(data.objects(None, RDF.type))
    assert own_terms(metier_ttl()) - used - general == set()


def test_relation_types_are_complete() -> None:
    graph = turtle("metier.ttl", "relations.ttl")
    assert len(of_kind(graph, MET.RelationType)) >= 6
    assert bad_relation_types(graph) == []


def test_every_link_between_practices_belongs_to_a_relation_type() -> None:
    graph = turtle("metier.ttl", "relations.ttl")
    links = set(graph.subjects(RDFS.subPropertyOf, MET.connectedTo))
    stated = set(graph.objects(None, MET.directProperty)) | set(
        graph.objects(None, MET.inverseProperty)
    )
    assert links == stated


def test_relation_types_are_those_of_the_schema_and_of_the_code() -> None:
    keys = {str(key) for key in turtle("relations.ttl").objects(None, MET.key)}
    link = json_file("profile.schema.json")["properties"]["related"]["items"]
    assert set(link["properties"]["type"]["enum"]) == keys
    assert set(vocab.relation_types()) == keys


def test_kinds_are_those_of_the_schema_and_of_the_code() -> None:
    graph = metier_ttl()
    keys = {str(key): str(term) for term, key in graph.subject_objects(MET.key)}
    enum = json_file("profile.schema.json")["properties"]["kind"]["enum"]
    assert {value for value in enum if value is not None} == set(keys)
    assert {key: str(MET) + local for key, local in vocab.practice_kinds().items()} == keys


def test_every_key_in_metier_ttl_is_that_of_a_kind_of_practice() -> None:
    """The code takes every ``met:key`` of the file for a kind; one on a property would become one."""
    keyed = set(metier_ttl().subjects(MET.key))
    assert keyed <= subclasses(metier_ttl(), MET.Practice)


BOSS = """
    <../relation-type/boss> a met:RelationType ; skos:prefLabel "boss"@en ;
        met:directProperty met:progressesTo ; met:inverseProperty met:progressesFrom ; """
"""A relation type that is right, but for what the test adds to it."""

SPOILED: dict[str, tuple[Callable[[rdflib.Graph], list[str]], str]] = {
    "no label": (undocumented, "met:New a owl:Class ."),
    "label without a language": (undocumented, 'met:Tool rdfs:label "tool" .'),
    "comment in French": (undocumented, 'met:Tool rdfs:comment "outil"@fr .'),
    "no domain": (without_domain_and_range, "met:new a owl:ObjectProperty ; rdfs:range met:Tool ."),
    "two ranges": (without_domain_and_range, "met:tag rdfs:range met:Tool ."),
    "range that is no datatype": (
        without_domain_and_range,
        "met:new a owl:DatatypeProperty ; rdfs:domain met:Tool ; rdfs:range met:Tool .",
    ),
    "range that is a date": (
        without_domain_and_range,
        "met:new a owl:DatatypeProperty ; rdfs:domain met:Tool ; rdfs:range xsd:date .",
    ),
    "object and annotation": (punned, "met:tag a owl:AnnotationProperty ."),
    "class and individual": (punned, "met:Tool a owl:NamedIndividual ."),
    "inverse not declared": (wrong_inverses, "met:tag owl:inverseOf met:tagOf ."),
    "inverse of another shape": (wrong_inverses, "met:tag owl:inverseOf met:review ."),
    "second inverse": (wrong_inverses, "met:toolOf owl:inverseOf met:termOf ."),
    "symmetric across classes": (wrong_inverses, "met:tag a owl:SymmetricProperty ."),
    "class expression": (blank_nodes, "met:Tool rdfs:subClassOf [ owl:complementOf met:Term ] ."),
    "list": (blank_nodes, "met:Item owl:disjointUnionOf ( met:Question ) ."),
    "property not declared": (undeclared, 'met:Tool :new "x" .'),
    "class not declared": (undeclared, "met:Tool rdfs:subClassOf :New ."),
    "super-property not declared": (undeclared, "met:tag rdfs:subPropertyOf :new ."),
    "literal for a thing": (misused, 'met:x met:tag "care" .'),
    "thing for a literal": (misused, "met:x met:status met:draft ."),
    "date as data": (misused, 'met:x met:status "2026-01-01"^^xsd:date .'),
    "number for a text": (out_of_range, "met:x met:status 1 ."),
    "individual without a class": (untyped, "met:x met:tag met:y ."),
    "relation type without a key": (bad_relation_types, "met:x a met:RelationType ."),
    "second key": (bad_relation_types, "<../relation-type/related> met:key 'friend' ."),
    "weight of nothing": (bad_relation_types, BOSS + "met:weight 0 ; met:key 'boss' ."),
    "name that isn't the key": (bad_relation_types, BOSS + "met:weight 1 ; met:key 'chief' ."),
    "not the inverse": (
        bad_relation_types,
        BOSS.replace("met:progressesFrom", "met:prerequisiteOf")
        + "met:weight 1 ; met:key 'boss' .",
    ),
    "no link between practices": (
        bad_relation_types,
        BOSS.replace("met:progressesTo", "met:usesTool") + "met:weight 1 ; met:key 'boss' .",
    ),
}


@pytest.mark.parametrize(("rule", "text"), SPOILED.values(), ids=SPOILED.keys())
def test_the_rules_notice(rule: Callable[[rdflib.Graph], list[str]], text: str) -> None:
    """Each rule above finds nothing in the files and something once ``text`` is added to them."""
    graph = turtle("metier.ttl", "relations.ttl")
    base = "@base <https://w3id.org/metier/ontology/> .\n"
    assert set(rule(spoiled(graph, base + text))) - set(rule(graph))


# ---- context.jsonld ----------------------------------------------------------------------------


def expanded(document: dict[str, Any]) -> rdflib.Graph:
    """Return what a JSON-LD document says in the project's context, by a parser that isn't rdflib's."""
    whole = {"@context": json_file("context.jsonld")["@context"], **document}
    quads = ox.parse(json.dumps(whole), format=ox.RdfFormat.JSON_LD)
    return as_rdflib(quad.triple for quad in quads)


def names_in_context() -> dict[str, str]:
    """Return the names of a context that aren't prefixes or keywords, with what they stand for."""
    context = json_file("context.jsonld")["@context"]
    short = {
        name: value["@id"] if isinstance(value, dict) else value
        for name, value in context.items()
        if name != "@version"
    }
    return {name: value for name, value in short.items() if ":" in value and "/" not in value}


@pytest.mark.parametrize(
    "local", sorted(str(t).removeprefix(str(MET)) for t in own_terms(metier_ttl()))
)
def test_the_context_expands_the_own_term(local: str) -> None:
    """A class stands after ``type``; a property takes IRIs or literals as its range says."""
    graph = metier_ttl()
    if (MET[local], RDF.type, OWL.Class) in graph:
        assert set(expanded({"id": EXAMPLE.x, "type": local})) == {
            (EXAMPLE.x, RDF.type, MET[local])
        }
        return
    takes_things = (MET[local], RDF.type, OWL.ObjectProperty) in graph
    triples = list(expanded({"id": EXAMPLE.x, local: str(EXAMPLE.y)}))
    assert [(s, p) for s, p, _ in triples] == [(EXAMPLE.x, MET[local])]
    value = triples[0][2]
    if takes_things:
        assert value == EXAMPLE.y
    elif datatype := graph.value(MET[local], RDFS.range):
        assert isinstance(value, rdflib.Literal)
        plain = RDF.langString if value.language else XSD.string
        assert (value.datatype or plain) == datatype


def test_the_context_names_only_terms_that_metier_ttl_declares() -> None:
    declared = vocab.declared_terms()
    prefixes = vocab.EXTERNAL_PREFIXES | {"met": str(MET)}
    names = names_in_context()
    assert len(names) > 100
    unknown = {
        name
        for name, short in names.items()
        if prefixes[short.partition(":")[0]] + short.partition(":")[2] not in declared
    }
    assert unknown == set()


def test_the_context_binds_the_prefixes_of_the_project() -> None:
    context = json_file("context.jsonld")["@context"]
    prefixes = vocab.EXTERNAL_PREFIXES | {"met": str(MET)}
    bound = {name: value for name, value in context.items() if name in prefixes}
    assert bound.items() <= prefixes.items()
    used = {short.partition(":")[0] for short in names_in_context().values()}
    assert used <= bound.keys()


def test_a_document_written_by_hand_says_what_its_author_means() -> None:
    base = vocab.DEFAULT_BASE
    written = expanded(
        {
            "id": base + "id/nurse",
            "type": "Occupation",
            "prefLabel": "Nurse",
            "altLabel": ["RN"],
            "notation": "nurse",
            "collaboratesWith": [base + "id/physician"],
            "describedBy": {
                "id": base + "doc/nurse",
                "type": "Profile",
                "created": "2026-01-01",
                "status": "draft",
                "dcterms:source": [{"id": base + "work/notes", "type": "CreativeWork"}],
            },
            "relation": {"id": base + "relation/r", "source": base + "id/nurse", "position": 1},
        }
    )
    meant = spoiled(
        rdflib.Graph(),
        """
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix schema: <https://schema.org/> .
        @base <https://w3id.org/metier/> .
        <id/nurse> a met:Occupation ; skos:prefLabel "Nurse"@en ; skos:altLabel "RN"@en ;
            skos:notation "nurse" ; met:collaboratesWith <id/physician> ;
            met:describedBy <doc/nurse> ; met:relation <relation/r> .
        <doc/nurse> a met:Profile ; dcterms:created "2026-01-01"^^xsd:date ; met:status "draft" ;
            dcterms:source <work/notes> .
        <work/notes> a schema:CreativeWork .
        <relation/r> met:source <id/nurse> ; schema:position 1 .
        """,
    )
    assert set(written) == set(meant)


def test_the_graph_survives_json_ld_in_the_context(data: rdflib.Graph) -> None:
    """Written by rdflib, read by oxigraph: what the context compacts, it expands to the same triples."""
    context = json_file("context.jsonld")["@context"]
    written = json.loads(data.serialize(format="json-ld", context=context))
    assert "prefLabel" in json.dumps(written["@graph"])  # compacted indeed
    again = as_rdflib(q.triple for q in ox.parse(json.dumps(written), format=ox.RdfFormat.JSON_LD))
    assert sorted(again) == sorted(data)


# ---- profile.schema.json -----------------------------------------------------------------------


def texts(path: Path) -> Any:
    """Return a YAML file with every scalar as its author wrote it, as readers do; an empty one is null."""

    def value_of(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {key.value: value_of(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [value_of(value) for value in node.value]
        is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return None if is_plain and node.value in {"", "~", "null", "Null", "NULL"} else node.value

    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert root is not None
    return value_of(root)


def refusals(profile: object) -> list[str]:
    """Return why the schema refuses a profile."""
    schema = json_file("profile.schema.json")
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    return [error.message for error in validator.iter_errors(profile)]


def test_the_schema_is_a_valid_one() -> None:
    schema = json_file("profile.schema.json")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "path", [source.path for source in find_sources([PROFILES])], ids=lambda path: path.stem
)
def test_the_schema_accepts_the_projects_profiles(path: Path) -> None:
    assert refusals(texts(path)) == []


MINIMAL: dict[str, Any] = {"title": "Nurse", "slug": "nurse"}
LINK = {"slug": "smith", "type": "related"}

ACCEPTED: dict[str, dict[str, Any]] = {
    "nothing more": {},
    "everything": EVERYTHING,
    "all nulls": {key: None for key in METADATA_KEYS if key not in MINIMAL},
    "all empty": {key: [] for key in ("aliases", "tags", "related", "sources", "sections")},
    "an unknown key": {"shoe_size": "38"},
    "an unknown key in a link": {"related": [{**LINK, "since": "1900"}]},
    "a difficulty of its own": {"difficulty": "very hard"},
    "text that looks like something else": {"summary": "no", "status": "1.10"},
    "a leap day": {"created": "2024-02-29"},
    "a longest slug": {"slug": "n" * 100},
    "a section without a heading": {"sections": [{"markdown": "x"}, {"heading": None}]},
}

REFUSED: dict[str, dict[str, Any] | list[Any]] = {
    "a list": [MINIMAL],
    "no title": {"slug": "nurse"},
    "no slug": {"title": "Nurse", "sections": []},
    "null title": {"title": None},
    "empty title": {"title": ""},
    "title that is a list": {"title": ["Nurse"]},
    "slug with capitals": {"slug": "Nurse"},
    "slug with two hyphens": {"slug": "night--nurse"},
    "slug that ends in a hyphen": {"slug": "nurse-"},
    "slug that climbs": {"slug": "../nurse"},
    "slug of other letters": {"slug": "krankenpfleger-für-alle"},
    "slug too long": {"slug": "n" * 101},
    "aliases as text": {"aliases": "RN"},
    "null alias": {"aliases": ["RN", None]},
    "empty tag": {"tags": [""]},
    "tags as a mapping": {"tags": {"care": "yes"}},
    "specialization that is a mapping": {"specializations": [{"title": "ICU"}]},
    "unknown kind": {"kind": "job"},
    "kind that is a list": {"kind": ["role"]},
    "summary that is a list": {"summary": ["x"]},
    "status that is a mapping": {"status": {"is": "draft"}},
    "impossible date": {"created": "2026-02-30"},
    "date with a time": {"updated": "2026-02-03T10:00:00"},
    "short date": {"last_reviewed": "2026-2-3"},
    "related as a mapping": {"related": LINK},
    "link that is text": {"related": ["smith"]},
    "link without a type": {"related": [{"slug": "smith"}]},
    "link without a slug": {"related": [{"type": "related"}]},
    "link of an unknown type": {"related": [{**LINK, "type": "boss"}]},
    "link to a bad slug": {"related": [{**LINK, "slug": "The Smith"}]},
    "link whose note is a list": {"related": [{**LINK, "note": ["x"]}]},
    "reviewer without a name": {"reviewers": [{"credential": "RN"}]},
    "reviewer with a bad date": {"reviewers": [{"name": "Mary", "date": "soon"}]},
    "variant without a region": {"country_variants": [{"note": "x"}]},
    "source without a title": {"sources": [{"url": "https://example.org/"}]},
    "sources as text": {"sources": "a book"},
    "origin that is text": {"source": "a library"},
    "origin with a bad date": {"source": {"fetched": "yesterday"}},
    "sections as a mapping": {"sections": {"Purpose": "x"}},
    "section that is text": {"sections": ["x"]},
    "heading that is a list": {"sections": [{"heading": ["x"]}]},
}


def written(profile: object, folder: Path) -> Path:
    path = folder / "nurse.yaml"
    path.write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    return path


def errors_of_reader(path: Path) -> list[str]:
    return [str(problem) for problem in metier.check([path], jobs=1) if problem.is_error]


@pytest.mark.parametrize("change", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_schema_and_readers_accept(change: dict[str, Any], tmp_path: Path) -> None:
    path = written(MINIMAL | change, tmp_path)
    assert refusals(texts(path)) == []
    assert errors_of_reader(path) == []


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED.keys())
def test_schema_and_readers_refuse(
    change: dict[str, Any] | list[Any], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    whole = request.node.callspec.id in {"a list", "no title", "no slug"}
    profile = change if whole or isinstance(change, list) else MINIMAL | change
    path = written(profile, tmp_path)
    assert refusals(texts(path))
    assert errors_of_reader(path)


def test_the_schema_knows_the_keys_that_readers_know() -> None:
    assert list(json_file("profile.schema.json")["properties"]) == [*METADATA_KEYS, "sections"]


@pytest.mark.parametrize(
    ("key", "record"),
    [
        ("related", model.Link),
        ("reviewers", model.Reviewer),
        ("country_variants", model.CountryVariant),
        ("sources", model.Citation),
        ("sections", model.Section),
        ("source", model.Origin),
    ],
)
def test_the_schema_knows_the_keys_of_records(key: str, record: Any) -> None:
    found = json_file("profile.schema.json")["properties"][key]
    known = found.get("items", found)["properties"]
    assert set(known) == {field.name for field in dataclasses.fields(record)}


def test_the_schema_names_the_usual_values_that_readers_know() -> None:
    from metier.readers.fields import USUAL_VALUES

    properties = json_file("profile.schema.json")["properties"]
    kind_of_source = properties["sources"]["items"]["properties"]["kind"]
    named = {key: properties[key] for key in USUAL_VALUES if key != "kind"}
    named["kind"] = kind_of_source
    assert {key: tuple(value["examples"]) for key, value in named.items()} == USUAL_VALUES


# ---- OWL 2 DL ----------------------------------------------------------------------------------


def test_the_graph_keeps_the_rules_of_owl_2_dl(data: rdflib.Graph) -> None:
    """The small part of the profile that this data could break; the OWL API checks all of it below."""
    graph = data + turtle("alignments.ttl")
    assert undeclared(graph) == []
    assert punned(graph) == []
    assert misused(graph) == []
    assert out_of_range(graph) == []
    assert blank_nodes(graph) == []


def test_dates_stand_on_annotation_properties_only(data: rdflib.Graph) -> None:
    dated = {p for _, p, o in data if isinstance(o, rdflib.Literal) and o.datatype == XSD.date}
    assert len(dated) >= 4
    assert dated <= of_kind(data, OWL.AnnotationProperty)


def test_every_thing_in_the_graph_has_a_class(data: rdflib.Graph) -> None:
    known = {
        f"{ONTOLOGY_IRI}/{vocab.ontology_version()}": "the version of the ontology, which is no individual",
    }
    assert set(untyped(data)) <= set(known)


JARS = Path("/usr/share/java")
CLASS_PATH = f"{JARS / 'owlapi-distribution.jar'}:{JARS}/*"
"""Where Debian's and Ubuntu's ``libowlapi-java`` puts the OWL API and what it needs."""

needs_owl_api = pytest.mark.skipif(
    shutil.which("javac") is None or not (JARS / "owlapi-distribution.jar").is_file(),
    reason="needs a JDK and the OWL API: apt-get install default-jdk-headless libowlapi-java",
)


def violations_of_dl(folder: Path, **files: bytes) -> dict[str, list[str]]:
    """Return how each of these N-Triples files breaks OWL 2 DL, by the checker of the OWL API."""
    source = ROOT / "tests" / "java" / "DlProfile.java"
    compiler = ["javac", "-encoding", "UTF-8", "-cp", CLASS_PATH, "-d", str(folder), str(source)]
    subprocess.run(compiler, check=True, capture_output=True, timeout=120)
    for name, content in files.items():
        (folder / f"{name}.nt").write_bytes(content)
    command = ["java", "-cp", f"{folder}:{CLASS_PATH}", "DlProfile"]
    command += [str(folder / f"{name}.nt") for name in files]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120)
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        word, _, rest = line.partition(" ")
        if word == "axioms":
            number, _, file = rest.partition(" ")
            assert int(number) > 0, f"{file} opens empty"
            found[Path(file).stem] = []
        else:
            found[[*found][-1]].append(rest)
    return found


@needs_owl_api
def test_the_owl_api_finds_ontology_and_graph_in_owl_2_dl(
    data: rdflib.Graph, tmp_path: Path
) -> None:
    """One run for all files, as starting Java is what takes the time. The last three must be refused."""
    graph = n_triples(whole_ontology())
    thing = f"<{EXAMPLE.x}>"
    found = violations_of_dl(
        tmp_path,
        metier=n_triples(metier_ttl()),
        ontology=graph,
        everything=n_triples(whole_ontology(), data),
        undeclared=graph + f"\n{thing} <{EXAMPLE.new}> {thing} .\n".encode(),
        dated=graph + f'\n{thing} <{MET.status}> "2026-01-01"^^<{XSD.date}> .\n'.encode(),
        punned=graph + f"\n<{MET.tag}> <{RDF.type}> <{OWL.DatatypeProperty}> .\n".encode(),
    )
    assert found.keys() == {"metier", "ontology", "everything", "undeclared", "dated", "punned"}
    refused = {name: found.pop(name) for name in ("undeclared", "dated", "punned")}
    assert found == {"metier": [], "ontology": [], "everything": []}
    assert all(refused.values())


needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="needs Java: apt-get install default-jre-headless"
)

# ---- Consistency -------------------------------------------------------------------------------


def unsatisfiable_classes(*graphs: rdflib.Graph) -> list[str]:
    """Return the classes that can have no member, by HermiT.

    Raises OwlReadyInconsistentOntologyError where the graphs contradict themselves.
    """
    world = owlready2.World()  # of its own: the default one is shared by the whole process
    try:
        world.get_ontology(str(MET)).load(fileobj=BytesIO(n_triples(*graphs)))
        owlready2.sync_reasoner_hermit(world, debug=0)
        found = {cls.iri for cls in world.inconsistent_classes()}
    finally:
        world.close()
    return sorted(found - {str(OWL.Nothing)})


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    assert unsatisfiable_classes(whole_ontology()) == []


@needs_java
def test_the_graph_is_consistent(data: rdflib.Graph) -> None:
    assert unsatisfiable_classes(whole_ontology(), data) == []


@needs_java
def test_the_reasoner_notices_a_class_that_can_have_no_member() -> None:
    torn = spoiled(
        whole_ontology(), ":Torn a owl:Class ; rdfs:subClassOf met:Tag, met:Profile, met:Item ."
    )
    assert unsatisfiable_classes(torn) == [str(EXAMPLE.Torn)]


@needs_java
@pytest.mark.parametrize(
    "contradiction",
    [
        ":x a met:Section, met:Item .",
        ":x a met:Occupation ; met:status 'draft' .",
        ":x a met:Relation ; met:target :y . :y a met:Profile .",
        ":x met:status 1 .",
        ":x met:target :y, :z . :y owl:differentFrom :z .",
    ],
    ids=["two classes", "domain", "range", "datatype", "two values of one"],
)
def test_the_reasoner_notices_a_contradiction(contradiction: str) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable_classes(spoiled(whole_ontology(), contradiction))
