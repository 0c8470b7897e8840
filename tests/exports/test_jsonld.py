"""``jsonld``: JSON-LD processors read the same triples, and would have compacted them alike.

pyld is the twin in Python of jsonld.js, which the JSON-LD Playground runs, and stands for both; rdflib has a
parser of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from metier.export import Selection, find_format
from metier.export.jsonld.compaction import Compaction
from metier.vocab import ontology_text

from .conftest import Exported

REOPENS = ("jsonld",)

jsonld: Any = pytest.importorskip("pyld", reason="install PyLD").jsonld

XSD = "http://www.w3.org/2001/XMLSchema#"
MET = "https://w3id.org/metier/ontology#"


def triples(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    return {quad.triple for quad in quads}


def read_by_pyld(document: Any) -> set[ox.Triple]:
    """Return what pyld makes of a document; only its N-Quads, a line a triple, are read by oxigraph."""
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    return triples(ox.parse(lines, format=ox.RdfFormat.N_QUADS))


def read_by_rdflib(text: str) -> set[ox.Triple]:
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    lines = "".join(f"{s.n3()} {p.n3()} {_literal(o)} .\n" for s, p, o in graph)
    return triples(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


def _literal(node: rdflib.term.Node) -> str:
    """Return a term as N-Triples writes it."""
    if not isinstance(node, rdflib.Literal):
        return node.n3()
    if node.language:
        return str(ox.Literal(str(node), language=node.language))
    datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
    return str(ox.Literal(str(node), datatype=datatype))


def nodes_of(document: Any) -> Iterator[tuple[str, dict[str, object]]]:
    """Return the node objects by id; values that are a set are compared as one."""
    for node in document["@graph"]:
        yield (
            node["id"],
            {
                key: sorted(json.dumps(one, sort_keys=True) for one in value)
                if isinstance(value, list)
                else value
                for key, value in node.items()
            },
        )


def test_oxigraph_reads_every_triple(any_exported: Exported) -> None:
    read = triples(ox.parse(any_exported.path("jsonld").read_bytes(), format=ox.RdfFormat.JSON_LD))
    assert read == triples(any_exported.selection.triples())
    assert len(read) > 500


def test_pyld_reads_every_triple(any_exported: Exported) -> None:
    """Of the real profiles what is around one of them: pyld needs half a minute for all."""
    is_large = len(any_exported.selection.nodes) > 1000
    part = any_exported.around("customs-officer", depth=2) if is_large else any_exported
    read = read_by_pyld(json.loads(part.text("jsonld")))
    assert read == triples(part.selection.triples())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # its own
def test_rdflib_reads_every_triple(exported: Exported) -> None:
    read = read_by_rdflib(exported.text("jsonld"))
    assert read == triples(exported.selection.triples())


def test_names_are_those_that_the_algorithm_chooses(exported: Exported) -> None:
    written = json.loads(exported.text("jsonld"))
    context = {"@context": written["@context"]}
    compacted = jsonld.compact(jsonld.expand(written), context)
    assert dict(nodes_of(written)) == dict(nodes_of(compacted))


def test_a_subject_is_one_node_on_one_line(exported: Exported) -> None:
    text = exported.text("jsonld")
    written = json.loads(text)
    names = [node["id"] for node in written["@graph"]]
    subjects = {triple.subject for triple in triples(exported.selection.triples())}
    assert len(names) == len(set(names)) == len(subjects)
    assert text.count('\n{"id": ') == len(names)
    assert written["@context"] == json.loads(ontology_text("context.jsonld"))["@context"]


def test_it_reads_as_json_with_the_terms_of_the_ontology(own: Exported) -> None:
    written = {node["id"]: node for node in json.loads(own.text("jsonld"))["@graph"]}
    row = next(row for row in own.selection.nodes if row.slug == "customs-officer")
    node = written[row.id]
    assert (node["type"], node["prefLabel"], node["definition"]) == (
        "Occupation",
        row.label,
        row.definition,
    )
    assert set(node["altLabel"]) == set(row.aliases)
    links = [edge for edge in own.selection.edges if edge.source == row.id and edge.note]
    notes = {written[name].get("note") for name in node["relation"]}
    assert notes == {edge.note for edge in links if edge.id.startswith("https:")}
    assert any(isinstance(node.get("position"), int) for node in written.values())


@pytest.mark.parametrize("center", ["customs-officer", "suspicious activity report"])
@pytest.mark.parametrize("inferred", [False, True])
def test_a_part_and_what_is_inferred(own: Exported, center: str, inferred: bool) -> None:
    part = own.around(center, inferred=inferred) if inferred else own.around(center)
    assert read_by_pyld(json.loads(part.text("jsonld"))) == triples(part.selection.triples())


def test_with_what_is_inferred_there_is_more(own: Exported) -> None:
    selection = own.graph.selection(inferred=True)
    read = read_by_pyld(json.loads(text_of(selection)))
    assert read == triples(selection.quads())
    assert read > triples(own.selection.triples())


def text_of(selection: Selection) -> str:
    pieces = find_format("jsonld").pieces
    assert pieces is not None
    return "".join(map(str, pieces(selection)))


def text(value: str, language: str) -> ox.Literal:
    return ox.Literal(value, language=language)


def typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


def thing(value: str) -> ox.NamedNode:
    return ox.NamedNode(value)


SKOS, DCTERMS, SCHEMA = (
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/dc/terms/",
    "https://schema.org/",
)
ODD: dict[str, tuple[str, list[Any]]] = {
    "languages": (SKOS + "prefLabel", [text("a", "en"), text("a", "fr"), ox.Literal("a")]),
    "a list of one language": (SKOS + "altLabel", [text("a", "en"), text("b", "de")]),
    "no language where none is expected": (MET + "markdown", [ox.Literal("x"), text("x", "en")]),
    "a text where a thing is expected": (MET + "about", [ox.Literal("x"), thing("https://x.org/")]),
    "a thing where a text is expected": (
        MET + "status",
        [ox.Literal("x"), thing("https://x.org/")],
    ),
    "a name that is a short IRI": (DCTERMS + "source", [ox.Literal("x"), thing("https://x.org/")]),
    "integers": (SCHEMA + "position", [typed("1", "integer"), typed("01", "integer")]),
    "an integer and its text": (SCHEMA + "position", [typed("1", "integer"), ox.Literal("1")]),
    "integers of no expected type": (MET + "key", [typed("-5", "integer"), ox.Literal("-5")]),
    "a huge integer": (MET + "occurrences", [typed("9" * 30, "integer")]),
    "other numbers": (MET + "weight", [typed("1.0", "decimal"), typed("1.0E0", "double")]),
    "truth": (MET + "hierarchical", [typed("true", "boolean"), typed("1", "boolean")]),
    "days": (DCTERMS + "created", [typed("2026-01-01", "date"), typed("2026", "gYear")]),
    "a class and a text as type": (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        [thing(MET + "Occupation"), thing("https://x.org/C"), ox.Literal("x")],
    ),
    "things of the vocabularies": (MET + "about", [thing(MET + "x"), thing("https://schema.org/")]),
    "a property without a name": ("https://x.org/p", [ox.Literal("x"), thing("https://x.org/")]),
    "a property with a prefix": (SKOS + "x", [ox.Literal("x"), text("@id", "en")]),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_values_are_kept_and_written_as_the_algorithm_would(case: str) -> None:
    predicate, values = ODD[case]
    context = json.loads(ontology_text("context.jsonld"))["@context"]
    node = Compaction(context).node("https://x.org/s", {predicate: values})
    document = {"@context": context, **node}
    subject, property_ = thing("https://x.org/s"), thing(predicate)
    assert read_by_pyld(document) == {ox.Triple(subject, property_, value) for value in values}
    compacted = jsonld.compact(jsonld.expand(document), {"@context": context})
    del compacted["@context"]
    assert list(nodes_of({"@graph": [node]})) == list(nodes_of({"@graph": [compacted]}))


def test_what_would_read_as_another_address_is_not_shortened() -> None:
    """``schema://x`` is no short form of ``https://schema.org///x``; pyld writes it."""
    context = json.loads(ontology_text("context.jsonld"))["@context"]
    node = Compaction(context).node(
        "https://x.org/s", {"https://schema.org///x": [ox.Literal("x")]}
    )
    assert node == {"id": "https://x.org/s", "https://schema.org///x": "x"}


def test_of_several_names_the_shortest_is_taken() -> None:
    context = {"ex": "https://x.org/", "long": "ex:p", "p2": "ex:p", "p1": {"@id": "ex:p"}}
    node = Compaction(context).node("https://x.org/s", {"https://x.org/p": [ox.Literal("x")]})
    assert node == {"@id": "ex:s", "p1": "x"}
