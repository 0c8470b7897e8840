"""The export ``skos`` is the ``skos.ttl`` of a build, and taxonomy tools take it without a repair."""

from __future__ import annotations

import logging
from pathlib import Path

import pyshacl
import pytest
import rdflib
import skosify
from rdflib.namespace import RDF, SKOS

import metier
from metier.pipeline.build import Builder
from metier.pipeline.write import write_build
from tests.smithy import build_smithy
from tests.support import write_profile
from tests.test_skos import AWKWARD, BROKEN, RULE_NAMES, Rule, write_all

from .awkward import write_awkward
from .conftest import Exported

REOPENS = ("skos",)

SHAPES = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/> .

:Labels a sh:NodeShape ;
    sh:targetSubjectsOf skos:prefLabel ;
    sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ] ;
    sh:property [ sh:path skos:prefLabel ; sh:disjoint skos:altLabel ] ;
    sh:property [ sh:path skos:altLabel ; sh:datatype rdf:langString ] .
:Concepts a sh:NodeShape ;
    sh:targetClass skos:Concept ;
    sh:property [ sh:path skos:inScheme ; sh:minCount 1 ; sh:class skos:ConceptScheme ] ;
    sh:property [ sh:path skos:broader ; sh:disjoint skos:related ; sh:class skos:Concept ] ;
    sh:property [ sh:path ( skos:broader [ sh:oneOrMorePath skos:broader ] ) ; sh:disjoint skos:related ] ;
    sh:not [ sh:class skos:ConceptScheme ] ;
    sh:not [ sh:class skos:Collection ] .
"""
"""S9, S13, S14, S27 and S37 of the SKOS reference as SHACL, apart from the rules of ``tests/test_skos.py``."""


def test_it_is_what_a_build_writes(any_exported: Exported) -> None:
    built = rdflib.Graph().parse(any_exported.folder / "built" / "skos.ttl")
    assert set(rdflib.Graph().parse(any_exported.path("skos"), format="turtle")) == set(built)


def test_hierarchies_that_contradict_themselves_are_as_a_build_has_them(tmp_path: Path) -> None:
    source = write_all(tmp_path / "profiles", AWKWARD)
    write_build(Builder([source], jobs=1), tmp_path / "out")
    metier.load(tmp_path / "out" / "graph.nq").export("skos", tmp_path / "again.ttl")
    built = rdflib.Graph().parse(tmp_path / "out" / "skos.ttl")
    assert set(rdflib.Graph().parse(tmp_path / "again.ttl")) == set(built)
    comments = (tmp_path / "again.ttl").read_text(encoding="utf-8").splitlines()[-10:]
    assert (
        "# specialization whose direction is not sure, kept as related: wizard, sorcerer"
        in comments
    )


@pytest.fixture
def thesaurus(exported: Exported) -> rdflib.Graph:
    return rdflib.Graph().parse(exported.path("skos"), format="turtle")


@pytest.mark.parametrize("rule", BROKEN, ids=RULE_NAMES)
def test_every_condition_holds(rule: Rule, thesaurus: rdflib.Graph) -> None:
    assert list(rule(thesaurus)) == []


@pytest.mark.parametrize("rule", BROKEN, ids=RULE_NAMES)
def test_every_condition_holds_around_one_node(rule: Rule, own: Exported) -> None:
    part = own.around("customs-officer").path("skos")
    assert list(rule(rdflib.Graph().parse(part, format="turtle"))) == []


@pytest.mark.parametrize("rule", BROKEN, ids=RULE_NAMES)
def test_every_condition_holds_of_what_is_inferred_too(rule: Rule, inferred: rdflib.Graph) -> None:
    assert list(rule(inferred)) == []


@pytest.fixture
def inferred(tmp_path: Path) -> rdflib.Graph:
    write_profile(
        tmp_path / "profiles", "cook", "related: [{slug: nobody, type: related, note: n}]\n"
    )
    graph = build_smithy(tmp_path / "profiles")
    graph.export("skos", tmp_path / "out.ttl", inferred=True)
    return rdflib.Graph().parse(tmp_path / "out.ttl", format="turtle")


def test_kinds_of_tools_are_broader_if_asked_for(inferred: rdflib.Graph) -> None:
    space = "https://w3id.org/metier/tool/"
    found = {
        (str(tool).removeprefix(space), str(broader).removeprefix(space))
        for tool, broader in inferred.subject_objects(SKOS.broader)
        if str(tool).startswith(space)
    }
    assert found == {("ball-hammer", "hammer")}


def test_pyshacl_finds_nothing(thesaurus: rdflib.Graph) -> None:
    conforms, _, text = pyshacl.validate(thesaurus, shacl_graph=SHAPES, shacl_graph_format="turtle")
    assert conforms, text


@pytest.mark.filterwarnings(
    "ignore:Dataset:DeprecationWarning"
)  # pySHACL's own code, in its report
def test_pyshacl_would_find_something() -> None:
    broken = rdflib.Graph().parse(
        data="""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://example.org/> .
        :a a skos:Concept ; skos:prefLabel "A"@en, "B"@en ; skos:altLabel "A"@en .""",
        format="turtle",
    )
    _, _, text = pyshacl.validate(broken, shacl_graph=SHAPES, shacl_graph_format="turtle")
    for constraint in ("UniqueLang", "Disjoint", "MinCount"):
        assert constraint in text


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Skosify leaves files open
def test_skosify_repairs_nothing(
    exported: Exported, thesaurus: rdflib.Graph, caplog: pytest.LogCaptureFixture
) -> None:
    """Skosify is what prepares vocabularies for Skosmos; it repairs by deleting."""
    with caplog.at_level(logging.WARNING):
        repaired = set(skosify.skosify(str(exported.path("skos"))))
    assert {triple for triple in thesaurus if triple[1] in LABELS_AND_LINKS} <= repaired
    complaints = [record.getMessage() for record in caplog.records]
    assert [text for text in complaints if "Multiple concept schemes" not in text] == []


LABELS_AND_LINKS = (
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.broader,
    SKOS.narrower,
    SKOS.related,
    SKOS.inScheme,
)


def test_every_practice_tool_and_term_is_in_it(exported: Exported, thesaurus: rdflib.Graph) -> None:
    concepts = {
        (str(node), str(label))
        for node in thesaurus.subjects(RDF.type, SKOS.Concept)
        for label in thesaurus.objects(node, SKOS.prefLabel)
    }
    wanted = {(n.id, n.label) for n in exported.selection.nodes if n.kind != "Placeholder"}
    assert wanted <= concepts


def test_what_is_left_out_is_listed_and_counted(tmp_path: Path) -> None:
    graph = metier.build(write_awkward(tmp_path / "p"), jobs=1)
    graph.export("skos", tmp_path / "out.ttl")
    from metier.export import find_format

    assert list(find_format("skos").dropped(graph.selection())) == [
        "1 x link to a practice without a profile"
    ]
    last = (tmp_path / "out.ttl").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "# link to a practice without a profile: tinker, nobody-at-all"
