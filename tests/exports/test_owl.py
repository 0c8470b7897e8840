"""What the OWL API, the library behind Protégé, sees of the exports ``owl`` and ``ontology``."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import owlready2
import pytest
import rdflib
from rdflib.namespace import OWL, RDF

import metier
from metier.vocab import declared_terms
from tests.smithy import write_smithy
from tests.support import PROFILES, ROOT, needs_corpus, read_all, write_profile

from .conftest import Exported
from .java import needs_owl_api, run_java

REOPENS = ("owl", "ontology")

Facts = dict[str, set[tuple[str, ...]]]


@cache
def seen_by_owl_api(path: Path) -> Facts:
    """Return the facts that ``tests/java/OwlContents.java`` prints of a file, by their first word."""
    facts: Facts = defaultdict(set)
    for line in run_java("OwlContents", [path]).splitlines():
        kind, *fields = line.split("\t")
        facts[kind].add(tuple(fields))
    return facts


def labels_of(facts: Facts) -> dict[str, str]:
    return {fields[0]: fields[1] for fields in facts["individual"]}


def links_in_store(exported: Exported) -> set[tuple[str, str, str]]:
    """Return the triples that authors wrote whose predicate is an object property."""
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "metier.ttl")
    properties = set(map(str, ontology.subjects(RDF.type, OWL.ObjectProperty)))
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)  # type: ignore[union-attr]
        for quad in exported.selection.triples()
        if quad.predicate.value in properties
    }


@needs_owl_api
def test_protege_sees_every_link_and_every_name(exported: Exported) -> None:
    facts = seen_by_owl_api(exported.path("owl"))
    assert facts["violation"] == set()
    assert {kind for kind, _ in facts["undeclared"]} <= {"Datatype"}  # xsd:date, in annotations
    assert facts["link"] == links_in_store(exported)
    labels = labels_of(facts)
    assert all(labels[node.id] == " ".join(node.label.split()) for node in exported.selection.nodes)
    unnamed = {node for node, label in labels.items() if not label}
    assert unnamed == {f"{exported.graph.names.base}ontology/0.1.0"}  # what the dataset conforms to


@needs_owl_api
def test_a_link_is_named_after_its_ends_and_its_type(own: Exported) -> None:
    labels = labels_of(seen_by_owl_api(own.path("owl")))
    relation = f"{own.graph.prefixes['relation']}customs-officer--adjacent--police-officer"
    assert labels[relation] == "Customs Officer, adjacent to, Police Officer"


@needs_owl_api
def test_the_ontology_of_the_file_has_name_and_version(own: Exported) -> None:
    facts = seen_by_owl_api(own.path("owl"))
    day = max(str(profile.updated) for profile in read_all(PROFILES).values())
    assert facts["ontology"] == {
        ("https://w3id.org/metier/owl", f"https://w3id.org/metier/owl/{day}")
    }
    assert {iri for (iri,) in facts["class"]} - {str(OWL.Thing)} < declared_terms()


@needs_owl_api
def test_one_profile_opens_too_under_a_name_of_its_own(own: Exported) -> None:
    """Else Protégé could not have two of them open at once."""
    facts = seen_by_owl_api(own.around("customs-officer").path("owl"))
    name = "https://w3id.org/metier/owl/id/customs-officer"
    assert {fields[0] for fields in facts["ontology"]} == {name}
    assert facts["violation"] == set()
    assert 100 < len(facts["individual"]) < 400
    assert len(facts["link"]) > 300


@needs_owl_api
@needs_corpus
@pytest.mark.corpus
def test_the_real_collection_opens_whole(atlas: Exported) -> None:
    facts = seen_by_owl_api(atlas.path("owl"))
    assert facts["violation"] == set()
    assert facts["link"] == links_in_store(atlas)


@needs_owl_api
def test_the_ontology_alone_has_its_classes_and_no_individuals(
    own: Exported, tmp_path: Path
) -> None:
    facts = seen_by_owl_api(own.path("ontology"))
    assert facts["violation"] == set()
    assert facts["individual"] == set()
    own_classes = {iri for (iri,) in facts["class"] if iri.startswith(own.graph.prefixes["met"])}
    assert len(own_classes) > 30


def test_an_address_that_is_none_is_made_one(tmp_path: Path) -> None:
    """A reasoner refuses a file in which an xsd:anyURI is no URI."""
    url = 'http://exa mple.com/<x>"\\\\ü%41%'
    write_profile(tmp_path / "p", "nurse", f"sources: [{{title: T, url: '{url}'}}]\n")
    metier.build(tmp_path / "p", jobs=1).export("owl", tmp_path / "nurse.owl")
    graph = rdflib.Graph().parse(tmp_path / "nurse.owl", format="xml")
    addresses = {
        str(value)
        for value in graph.objects()
        if getattr(value, "datatype", None) == rdflib.XSD.anyURI
    }
    assert addresses == {"http://exa%20mple.com/%3Cx%3E%22%5C%5C%C3%BC%41%25"}


def test_what_the_ontology_says_of_itself_stays(own: Exported) -> None:
    graph = rdflib.Graph().parse(own.path("owl"), format="xml")
    ontology = rdflib.URIRef("https://w3id.org/metier/ontology")
    assert (ontology, rdflib.DCTERMS.license, None) in graph
    assert [*graph.subjects(RDF.type, OWL.Ontology)] == [
        rdflib.URIRef("https://w3id.org/metier/owl")
    ]


def test_owlready_opens_it_with_its_individuals(own: Exported) -> None:
    world = owlready2.World()
    try:
        ontology = world.get_ontology(own.path("owl").as_uri()).load()
        found = {one.iri for one in ontology.individuals()}
    finally:
        world.close()
    assert {node.id for node in own.selection.nodes} <= found


def test_another_base_moves_all_names_of_the_ontology(tmp_path: Path) -> None:
    graph = metier.build(write_smithy(tmp_path / "p"), base="https://example.org/jobs/", jobs=1)
    for name in ("owl", "ontology"):
        graph.export(name, tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "https://example.org/jobs/ontology#" in text
        assert "w3id.org" not in text
