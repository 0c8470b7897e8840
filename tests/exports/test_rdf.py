"""RDF exports hold exactly the quads of the store, as Apache Jena, raptor, rdflib and pyoxigraph read them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import metier
from metier.errors import UsageError
from metier.export import find_format
from metier.store import Store
from tests.support import needs_corpus

from .conftest import Exported
from .java import needs_jena, run_java

REOPENS = ("turtle", "trig", "ntriples", "nquads", "rdfxml")

Quads = set[tuple[str, str, str, str]]

TRIPLES = ("turtle", "ntriples", "rdfxml")
"""JSON-LD has a test of its own: Debian's Jena lacks the JSON library that its reader of JSON-LD 1.1 needs."""

QUADS = ("trig", "nquads")
INFERRED = ("graph/inferred", "graph/mentions")

needs_rapper = pytest.mark.skipif(
    shutil.which("rapper") is None, reason="needs raptor: apt-get install raptor2-utils"
)


def quads_of(found: Iterable[ox.Quad], *, graphs: bool) -> Quads:
    """Return quads as text that can be compared; without their graphs if ``graphs`` is false."""
    return {
        (
            str(quad.subject),
            str(quad.predicate),
            str(quad.object),
            str(quad.graph_name) if graphs else "",
        )
        for quad in found
    }


def expected(exported: Exported, name: str) -> Quads:
    """Return what the store has of what a format keeps: everything, or what authors wrote."""
    found = exported.graph.store.quads()
    if name in QUADS:
        return quads_of(found, graphs=True)
    base = exported.graph.names.base
    inferred = {f"<{base}{graph}>" for graph in INFERRED}
    return quads_of((q for q in found if str(q.graph_name) not in inferred), graphs=False)


def read_quads(path: Path, name: str) -> Quads:
    found = ox.parse(path=path, format=ox.RdfFormat.N_QUADS)
    return quads_of(found, graphs=name in QUADS)


@needs_jena
def test_jena_reads_what_the_store_holds(own: Exported, awkward: Exported) -> None:
    """Jena is what Fuseki and Skosmos stand on. One run for all files."""
    files = {(e.folder, name): e.path(name) for e in (own, awkward) for name in (*TRIPLES, *QUADS)}
    run_java("Reread", list(files.values()))
    for exported in (own, awkward):
        for name in (*TRIPLES, *QUADS):
            path = files[exported.folder, name]
            assert read_quads(path.with_name(path.name + ".jena"), name) == expected(exported, name)


@needs_jena
@needs_corpus
@pytest.mark.corpus
def test_jena_reads_the_real_collection(atlas: Exported) -> None:
    files = [atlas.path(name) for name in ("rdfxml", "trig")]
    run_java("Reread", files)
    for name, path in zip(("rdfxml", "trig"), files, strict=True):
        again = read_quads(path.with_name(path.name + ".jena"), name)
        assert again == expected(atlas, name)


RAPPER = {
    "turtle": "turtle",
    "ntriples": "ntriples",
    "rdfxml": "rdfxml",
    "trig": "trig",
    "nquads": "nquads",
}


@needs_rapper
@pytest.mark.parametrize("name", RAPPER)
def test_rapper_reads_what_the_store_holds(exported: Exported, name: str) -> None:
    """raptor is what librdf, Virtuoso's tools and many small programs read RDF with."""
    output = "nquads" if name in QUADS else "ntriples"
    command = ["rapper", "-q", "-i", RAPPER[name], "-o", output, str(exported.path(name))]
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert not done.stderr
    found = ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS)
    assert quads_of(found, graphs=name in QUADS) == expected(exported, name)


@pytest.mark.parametrize("name", ["turtle", "rdfxml", "ntriples"])
def test_rdflib_reads_what_the_store_holds(exported: Exported, name: str) -> None:
    """Literals are compared as they are written: "01" stays "01"."""
    graph = rdflib.Graph()
    graph.parse(exported.path(name), format=find_format(name).media_type)
    again = ox.parse(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    assert quads_of(again, graphs=False) == expected(exported, name)


@pytest.mark.parametrize("name", ["ntriples", "nquads"])
def test_lines_are_sorted_and_each_is_there_once(exported: Exported, name: str) -> None:
    lines = exported.path(name).read_bytes().splitlines()
    assert lines == sorted(set(lines))


def test_what_was_inferred_comes_with_triples_only_if_asked_for(own: Exported) -> None:
    everything = own.graph.selection(inferred=True)
    text = "".join(map(str, find_format("turtle").pieces(everything)))  # type: ignore[misc]
    found = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    assert quads_of(found, graphs=False) == quads_of(own.graph.store.quads(), graphs=False)


# ---- What other programs put into a graph ------------------------------------------------------


@pytest.fixture
def mixed(own: Exported) -> metier.KnowledgeGraph:
    """The project's graph with a named graph of others, and a triple in none."""
    store = Store()
    other = "<http://other.org/s> <http://other.org/p>"
    store.fill(
        [
            own.path("nquads").read_bytes(),
            f'{other} "a\\u0001b\\r\\nc" <http://other.org/g> .\n{other} "alone" .\n'.encode(),
        ]
    )
    return metier.KnowledgeGraph(store)


@pytest.mark.parametrize("name", QUADS)
def test_graphs_of_others_keep_their_names(
    mixed: metier.KnowledgeGraph, name: str, tmp_path: Path
) -> None:
    mixed.export(name, tmp_path / name)
    syntax = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}[name]
    found = quads_of(ox.parse(path=tmp_path / name, format=syntax), graphs=True)
    assert found == quads_of(mixed.store.quads(), graphs=True)


@needs_rapper
@pytest.mark.parametrize("name", ["rdfxml", "owl"])
def test_characters_that_xml_forbids_are_replaced(
    mixed: metier.KnowledgeGraph, name: str, tmp_path: Path
) -> None:
    mixed.export(name, tmp_path / "out")
    command = ["rapper", "-q", "-i", "rdfxml", "-o", "ntriples", str(tmp_path / "out")]
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    found = {str(quad.object) for quad in ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)}
    assert '"a\ufffdb\\r\\nc"' in found


def test_a_property_that_xml_can_not_name_is_told(own: Exported, tmp_path: Path) -> None:
    store = Store()
    store.fill([own.path("nquads").read_bytes(), b"<urn:a> <http://other.org/123> <urn:b> .\n"])
    with pytest.raises(UsageError, match=r"can't name the property 'http://other.org/123'"):
        metier.KnowledgeGraph(store).export("rdfxml", tmp_path / "out")


def test_a_graph_without_named_graphs_is_exported_too(own: Exported, tmp_path: Path) -> None:
    graph = metier.load(own.folder / "built" / "graph.ttl")
    for name in ("turtle", "trig", "owl", "skos", "gexf"):
        graph.export(name, tmp_path / name)
    again = ox.parse(path=tmp_path / "turtle", format=ox.RdfFormat.TURTLE)
    assert quads_of(again, graphs=False) == quads_of(graph.store.quads(), graphs=False)


# ---- One node and what is around it -----------------------------------------------------------


@pytest.fixture
def around(own: Exported) -> rdflib.Graph:
    part = own.around("customs-officer")
    return rdflib.Graph().parse(data=part.text("turtle"), format="turtle")


def test_a_part_holds_the_whole_profile_of_its_center(own: Exported, around: rdflib.Graph) -> None:
    graph = own.graph.names.of("graph", "customs-officer")[1:-1]
    profile = quads_of(own.graph.store.quads(graph), graphs=False)
    text = around.serialize(format="nt", encoding="utf-8")
    part = quads_of(ox.parse(text, format=ox.RdfFormat.N_TRIPLES), graphs=False)
    assert profile < part
    assert len(part) < 2 * len(profile)


def test_a_part_says_of_its_neighbors_what_they_are_called_and_how_they_are_linked(
    around: rdflib.Graph,
) -> None:
    rows = around.query(
        """PREFIX met: <https://w3id.org/metier/ontology#>
        PREFIX id: <https://w3id.org/metier/id/>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?from ?note { ?r met:source ?s ; met:target id:customs-officer ; skos:note ?note .
                             ?s skos:prefLabel ?from }"""
    )
    linked = {str(row[0]) for row in rows}  # type: ignore[index]
    assert {"Police Officer", "Compliance Officer"} <= linked


def test_nothing_that_a_part_names_stays_without_a_label(
    own: Exported, around: rdflib.Graph
) -> None:
    """Links to practices without a profile aside: those have no label that an author wrote."""
    labels = {
        node
        for name in ("prefLabel", "note", "literalForm")
        for node in around.subjects(rdflib.URIRef(_property(name)))
    }
    labels |= set(around.subjects(rdflib.DCTERMS.title)) | set(around.subjects(rdflib.RDFS.label))
    named = {value for value in around.objects() if isinstance(value, rdflib.URIRef)}
    base, met = own.graph.names.base, own.graph.prefixes["met"]
    unnamed = {
        node for node in named - labels if node.startswith(base) and not node.startswith(met)
    }
    assert unnamed == set()


def _property(name: str) -> str:
    space = "2008/05/skos-xl#" if name == "literalForm" else "2004/02/skos/core#"
    return f"http://www.w3.org/{space}{name}"


def test_a_part_says_what_its_neighbors_are_filed_under(around: rdflib.Graph) -> None:
    met = rdflib.Namespace("https://w3id.org/metier/ontology#")
    police = rdflib.URIRef("https://w3id.org/metier/id/police-officer")
    assert (police, met.category, None) in around
    assert (police, met.tag, None) in around


def test_a_practice_without_a_profile_can_be_the_center(awkward: Exported) -> None:
    part = awkward.around("nobody-at-all")
    graph = rdflib.Graph().parse(data=part.text("turtle"), format="turtle")
    nobody = rdflib.URIRef("https://w3id.org/metier/id/nobody-at-all")
    label = graph.value(nobody, rdflib.SKOS.prefLabel)
    assert str(label) == "nobody at all"


def test_a_tool_can_be_the_center(own: Exported) -> None:
    part = own.around("tool:ace-reports")
    graph = rdflib.Graph().parse(data=part.text("turtle"), format="turtle")
    met = rdflib.Namespace(own.graph.prefixes["met"])
    tool = rdflib.URIRef(own.graph.find("tool:ace-reports", "node"))
    assert (None, met.of, tool) in graph
    assert (None, met.usesTool, tool) in graph


def test_profiles_around_a_node_are_its_own_profile(own: Exported) -> None:
    part = own.around("customs-officer")
    assert [path.name for path in part.path("profiles").iterdir()] == ["customs-officer.yaml"]
    assert len(list(own.path("profiles").iterdir())) == len(own.graph.facts.cards)
