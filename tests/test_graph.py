"""The graph says everything that a profile says, in valid RDF, and gives the profile back."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.query import ResultRow

import metier
from metier.editing.profile_yaml import profile_to_yaml
from metier.errors import GraphError, UsageError
from metier.graph.blocks import BlockMaker
from metier.graph.names import Names
from metier.graph.parts import ProfileNames
from metier.graph.restore import restore_profile
from metier.graph.terms import SKOS, plain, text
from metier.graph.turtle import TurtleWriter
from metier.model import Profile
from metier.readers import find_sources, read
from metier.resolve.names import Card, Collection
from metier.slugs import slugify, why_unsafe

from .support import CORPUS, PROFILES, needs_corpus, profiles, read_all, write_profile

NAMES = Names()


def restored(profile: Profile, collection: Collection) -> Profile:
    """Return what a store gives back of a profile that was put into it."""
    block = BlockMaker(NAMES, collection).block(profile)
    store = ox.Store()
    store.load(block.quads, ox.RdfFormat.N_QUADS)  # strict: refuses what is no valid IRI
    graph = ox.NamedNode(NAMES.of("graph", profile.slug)[1:-1])
    return restore_profile(store.quads_for_pattern(None, None, None, graph), NAMES)


def from_yaml(profile: Profile, folder: Path) -> Profile | None:
    path = folder / f"{profile.slug}.yaml"
    path.write_text(profile_to_yaml(profile), encoding="utf-8", newline="\n")
    (source,) = find_sources([path])
    reading = read(source)
    assert not [problem for problem in reading.problems if problem.is_error]
    return reading.profile


@settings(max_examples=150, deadline=None)
@given(profiles())
def test_any_profile_comes_back_from_the_graph(profile: Profile) -> None:
    assert restored(profile, Collection([Card.of(profile)])) == profile


@settings(max_examples=150, deadline=None)
@given(profile=profiles())
def test_any_profile_comes_back_from_its_yaml(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert from_yaml(profile, tmp_path_factory.mktemp("yaml")) == profile


@settings(max_examples=100, deadline=None)
@given(profiles())
def test_turtle_says_what_the_quads_say(profile: Profile) -> None:
    collection = Collection([Card.of(profile)])
    from metier.graph.describe import profile_triples

    triples = list(profile_triples(ProfileNames(NAMES, profile), collection))
    writer = TurtleWriter(NAMES.prefixes)
    turtle = (writer.header() + writer.blocks(triples)).encode()
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode()
    assert set(ox.parse(turtle, format=ox.RdfFormat.TURTLE)) == set(
        ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    )


@given(st.text())
def test_no_text_ends_a_literal_early(value: str) -> None:
    encodable = value.encode("utf-8", "replace").decode()
    line = f"<urn:a:s> <urn:a:p> {text(encodable)} .\n".encode()
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == encodable


@pytest.mark.parametrize(
    "value",
    ['a\n"', 'a\n""', 'a\n"""', 'a\n""""b', 'a\n\\"', "a\n\\", 'a\n\\\\"""', '"\n"', "a\n\r\t"],
)
def test_long_strings_of_turtle_end_where_they_should(value: str) -> None:
    turtle = TurtleWriter({}).blocks([("<urn:a:s>", "<urn:a:p>", plain(value))])
    (quad,) = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == value
    (triple,) = rdflib.Graph().parse(data=turtle, format="turtle")
    assert str(triple[2]) == value


def test_a_term_that_the_ontology_lacks_is_an_error() -> None:
    with pytest.raises(AttributeError, match="preferedLabel"):
        _ = SKOS.preferedLabel


@given(st.text(min_size=1))
def test_every_text_has_a_slug_that_is_safe_in_an_iri(value: str) -> None:
    slug = slugify(value)
    assert slug
    assert "--" not in slug
    assert len(slug) <= 80
    ox.parse(f"<https://a.b/{slug}> <urn:a:p> 1 .".encode(), format=ox.RdfFormat.TURTLE)
    assert (
        len(
            list(
                ox.parse(f"<https://a.b/{slug}> <urn:a:p> 1 .".encode(), format=ox.RdfFormat.TURTLE)
            )
        )
        == 1
    )


def test_slugs_keep_apart_what_differs() -> None:
    assert len({slugify(name) for name in ("C", "C++", "C#", ".NET", "Net")}) == 5
    assert slugify("x" * 200) != slugify("x" * 201)
    assert slugify("🧬") != slugify("🦀")


@pytest.mark.parametrize(
    "slug", ["..", "a--b", "-a", "a-", "A", "a b", "a/b", "ä", "a" * 101, "a\n"]
)
def test_unsafe_slugs_are_refused(slug: str) -> None:
    assert why_unsafe(slug)


@pytest.mark.parametrize(
    "base", ["", "x", "https://a.b", "https://a b/", "javascript:alert(1)/", "https://a.b/>"]
)
def test_a_senseless_base_is_a_wrong_call(base: str) -> None:
    with pytest.raises(UsageError):
        Names(base)


def test_a_base_moves_every_name(tmp_path: Path) -> None:
    write_profile(tmp_path, "nurse")
    base = "https://example.org/jobs/"
    graph = metier.build(tmp_path, base=base)
    assert not [quad for quad in graph.store.quads() if "w3id.org/metier/" in str(quad)]
    assert graph.names.base == base
    assert graph.ask("ASK { id:nurse a met:Occupation }")


@pytest.fixture(scope="module")
def own_graph() -> metier.KnowledgeGraph:
    return metier.build(PROFILES)


def test_no_blank_node_and_no_triple_in_two_graphs(own_graph: metier.KnowledgeGraph) -> None:
    quads = list(own_graph.store.quads())
    assert not [
        quad for quad in quads if "_:" in str(quad.subject) or isinstance(quad.object, ox.BlankNode)
    ]
    assert len({quad.triple for quad in quads}) == len(quads)


def test_links_are_stated_directly_and_with_their_note(own_graph: metier.KnowledgeGraph) -> None:
    assert own_graph.ask(
        """ASK { id:customs-officer met:adjacentTo id:police-officer ; met:relation ?link .
                 ?link a met:Relation ; met:source id:customs-officer ; met:target id:police-officer ;
                       met:relationType rtype:adjacent ; skos:note ?note }"""
    )


def test_what_is_inferred_can_be_left_out(own_graph: metier.KnowledgeGraph) -> None:
    inverse = "ASK { id:detective met:progressesFrom id:police-officer }"
    assert own_graph.ask(inverse)
    assert not own_graph.ask(inverse, asserted=True)
    assert own_graph.ask("ASK { id:police-officer met:progressesTo id:detective }", asserted=True)


def test_all_practices_can_be_asked_for_at_once(own_graph: metier.KnowledgeGraph) -> None:
    (row,) = own_graph.select(
        "SELECT (COUNT(?p) AS ?n) { ?p a met:Practice ; ^met:describes ?doc }"
    )
    assert int(row["n"].value) == len(read_all(PROFILES))


def test_a_link_to_nowhere_becomes_a_placeholder(tmp_path: Path) -> None:
    write_profile(tmp_path, "nurse", "related:\n  - {slug: head-nurse, type: progression}\n")
    graph = metier.build(tmp_path)
    assert graph.ask(
        """ASK { id:head-nurse a met:Placeholder ; skos:prefLabel "head nurse"@en ;
                              met:progressesFrom id:nurse }"""
    )


def test_a_specialization_that_names_a_profile_leads_to_it(tmp_path: Path) -> None:
    write_profile(tmp_path, "nurse", "specializations: [Flight Nurse, night nurse]\n")
    write_profile(tmp_path, "air-nurse", title="flight nurse")
    graph = metier.build(tmp_path)
    assert graph.ask("ASK { id:nurse met:hasSpecialization id:air-nurse, id:nurse--night-nurse }")
    assert not graph.ask("ASK { id:nurse--flight-nurse ?p ?o }")
    nurse = restore_profile(graph.store.quads(NAMES.of("graph", "nurse")[1:-1]), NAMES)
    assert nurse.specializations == ("Flight Nurse", "night nurse")


def test_rdflib_gets_the_same_graph(own_graph: metier.KnowledgeGraph) -> None:
    dataset = own_graph.to_rdflib()
    assert len(dataset) == len(own_graph)
    theirs = dataset.query("SELECT ?a ?b { ?a met:adjacentTo ?b } ORDER BY ?a ?b")
    ours = own_graph.select("SELECT ?a ?b { ?a met:adjacentTo ?b } ORDER BY ?a ?b")
    assert [[str(cell) for cell in row] for row in theirs if isinstance(row, ResultRow)] == [
        [cell.value for cell in row] for row in ours
    ]


def test_a_store_without_a_dataset_is_no_graph_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.nq"
    path.write_text("<urn:a:a> <urn:a:b> <urn:a:c> .\n", encoding="utf-8")
    with pytest.raises(GraphError, match="no graph that Metier built"):
        metier.load(path)


@needs_corpus
@pytest.mark.corpus
def test_every_real_profile_comes_back_from_graph_and_yaml(tmp_path: Path) -> None:
    found = read_all(CORPUS / "souls", CORPUS / "mirrored")
    assert len(found) > 370
    collection = Collection(map(Card.of, found.values()))
    for profile in found.values():
        assert restored(profile, collection) == profile
        assert from_yaml(profile, tmp_path) == profile


@needs_corpus
@pytest.mark.corpus
def test_real_profiles_that_exist_in_all_forms_are_equal() -> None:
    souls = read_all(CORPUS / "souls")
    for form in ("json", "md", "yaml"):
        exported = read_all(CORPUS / "exports" / form)
        assert len(exported) == 24
        assert exported == {slug: souls[slug] for slug in exported}
