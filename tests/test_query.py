"""Queries never reach out, and answers are written as the W3C says."""

from __future__ import annotations

import pytest

import metier
from metier.errors import ForbiddenQuery, QueryError
from metier.query.answers import rows, shortened
from metier.query.guard import refuse_network

from .support import PROFILES

REACHING_OUT = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "select*{?s ?p 1.service silent ?e{?s ?p ?o}}",
    "SELECT * {?s ?p ?a FILTER(?a<'x>')SERVICE <http://e/>{?s ?p 'y'}}",
    "SELECT * {?s ?p ?a FILTER(?a<?b)SERVICE?s#> a b\n{?s ?p ?o}}",
    "SELECT * {<http://x/\\u0041'> ?p ?o . SERVICE <http://evil/'> {} }",
    "PREFIX s:<http://x/> SELECT * {SERVICE s:a\\#b {}}",
    "SELECT * {SERVICE#c\n#d\nSILENT#e\n<http://x>#f\n{}}",
    "PREFIX :<http://x/> SELECT * {SERVICE:x{}}",
    "SELECT * { { SELECT * { SERVICE <http://x/> { ?s ?p ?o } } } }",
]

STAYING_HERE = [
    "SELECT ?service { ?service a <http://x/service> }",
    'SELECT * { ?s <http://x/SERVICE> ?o . ?o ?p "service" }',
    "SELECT * { ?s ex:service ?o { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o } # service",
    'SELECT * { ?s ?p "in SERVICE of the crown" }',
]


@pytest.mark.parametrize("sparql", REACHING_OUT)
def test_a_query_that_would_reach_out_is_refused(sparql: str) -> None:
    with pytest.raises(ForbiddenQuery):
        refuse_network(sparql)


@pytest.mark.parametrize("sparql", STAYING_HERE)
def test_the_word_alone_is_no_reason_to_refuse(sparql: str) -> None:
    refuse_network(sparql)


@pytest.fixture(scope="module")
def graph() -> metier.KnowledgeGraph:
    return metier.build(PROFILES)


def test_the_graph_itself_refuses_too(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(ForbiddenQuery):
        graph.query(REACHING_OUT[0])


def test_nonsense_is_a_query_error(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL"):
        graph.query("SELECT WHERE")


def test_rows_are_written_for_people(graph: metier.KnowledgeGraph) -> None:
    answer = graph.select(
        """SELECT ?p ?t ?none { VALUES ?p { id:detective } ?p skos:prefLabel ?t
           OPTIONAL { ?p skos:hiddenLabel ?none } }"""
    )
    assert list(rows(answer, graph.prefixes)) == [["id:detective", "Detective", ""]]


def test_the_longest_prefix_is_the_one_used() -> None:
    prefixes = {"a": "https://x/", "b": "https://x/y/"}
    assert shortened("https://x/y/z", prefixes) == "b:z"
    assert shortened("https://x/z", prefixes) == "a:z"
    assert shortened("urn:other", prefixes) == "urn:other"
