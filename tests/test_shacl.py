"""``ontology/shapes.ttl``: what a build makes conforms, and each constraint catches what breaks it."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

import metier
from metier.diagnostics import Severity
from metier.errors import UsageError
from metier.graph.names import Names
from metier.graph.shacl import ShapeResult, shape_results
from metier.pipeline import validate
from metier.pipeline.validate import shape_problems

from .support import PROFILES, ROOT, write_profile

NAMES = Names()
EXAMPLE = rdflib.URIRef("https://example.org/")

SOUND = """
    id:nurse a met:Occupation ; skos:prefLabel "Nurse"@en ; skos:altLabel "RN"@en ;
        skos:notation "nurse" ; skos:definition "Cares."@en ; skos:inScheme scheme:practices ;
        met:category category:care ; met:difficulty difficulty:expert ; met:tag tag:night ;
        met:collaboratesWith id:physician ; met:relation relation:r ; met:usesTool tool:chart ;
        met:usesTerm term:triage ; met:usage usage:tool, usage:term ;
        met:hasSpecialization id:nurse--icu .
    id:physician a met:Placeholder ; skos:prefLabel "physician"@en ; skos:notation "physician" ;
        skos:inScheme scheme:practices .
    id:nurse--icu a met:Specialization ; skos:prefLabel "ICU"@en ; skos:broader id:nurse .
    doc:nurse a met:Profile ; met:describes id:nurse ; dcterms:title "Nurse"@en ; met:status "draft" ;
        dcterms:created "2026-01-01"^^xsd:date ; dcterms:modified "2026-01-02"^^xsd:date ;
        met:lastReviewed "2026-01-03"^^xsd:date ; dcterms:contributor agent:ada ;
        dcterms:source source:notes ; dcterms:hasPart section:tools ; met:citation citation:c .
    section:tools a met:Section ; skos:prefLabel "Tools"@en ; met:about id:nurse ;
        met:markdown "- Chart" ; schema:position 1 .
    section:purpose a met:Section ; skos:prefLabel "Purpose"@en ; met:about id:nurse ;
        met:markdown "Care." ; schema:position 2 .
    relation:r a met:Relation ; met:source id:nurse ; met:target id:physician ;
        met:relationType rtype:collaboration ; skos:note "on rounds"@en .
    usage:tool a met:ToolUsage ; met:of tool:chart ; skos:prefLabel "Chart"@en ; schema:position 1 ;
        met:section section:tools .
    usage:term a met:TermUsage ; met:of term:triage ; skos:prefLabel "Triage"@en ; schema:position 2 .
    item:i a met:Question ; skos:prefLabel "Is it worse?"@en ; met:about id:nurse ;
        met:section section:purpose ; met:markdown "- Is it worse?" ; schema:position 1 .
    mention:m a met:Mention ; met:of tool:slate ; met:about id:nurse ; skos:prefLabel "slates"@en ;
        met:section section:purpose ; met:quote "Slates break." ; met:occurrences 1 .
    citation:c a met:Citation ; met:of source:notes ; schema:url "https://example.org/"^^xsd:anyURI .
    category:care a met:Category . category:other a met:Category .
    difficulty:expert a met:Difficulty . difficulty:other a met:Difficulty .
    tag:night a met:Tag, skos:Concept ; skos:prefLabel "night"@en .
    tool:chart a met:Tool, skos:Concept ; skos:prefLabel "Chart"@en .
    tool:slate a met:Tool, skos:Concept ; skos:prefLabel "Slate"@en ; skos:notation "slate" ;
        skos:inScheme scheme:practices .
    term:triage a met:Term, skos:Concept ; skos:prefLabel "Triage"@en .
    agent:ada a prov:Agent ; skos:prefLabel "Ada"@en .
    source:notes a schema:CreativeWork . source:other a schema:CreativeWork .
    scheme:practices a skos:ConceptScheme ; skos:prefLabel "Practices"@en .
"""
"""A graph with one of everything that a shape speaks of."""

Broken = tuple[str, str]
"""The node that breaks a constraint, and the SPARQL Update that spoils the sound graph."""


def without(node: str, predicate: str) -> Broken:
    return node, f"DELETE WHERE {{ {node} {predicate} ?value }}"


def plus(node: str, predicate: str, value: str) -> Broken:
    return node, f"INSERT DATA {{ {node} {predicate} {value} }}"


def instead(node: str, predicate: str, value: str) -> Broken:
    old = f"{{ {node} {predicate} ?value }}"
    return node, f"DELETE {old} INSERT {{ {node} {predicate} {value} }} WHERE {old}"


def pointing_to_what_lacks_its_class(node: str, target: str) -> Broken:
    return node, without(target, "a")[1]


BREAKS: dict[str, dict[str, list[Broken]]] = {
    "Labelled": {
        "has two preferred labels in one language (SKOS S14)": [
            plus("id:nurse", "skos:prefLabel", '"Carer"@en'),
            plus("tool:chart", "skos:prefLabel", '"Graph"@en'),
        ],
        "has a label that is both preferred and alternative (SKOS S13)": [
            plus("id:nurse", "skos:altLabel", '"Nurse"@en'),
        ],
    },
    "Practice": {
        "a practice needs a title in a language": [
            plus("id:nurse", "skos:prefLabel", '"N"'),
            without("id:nurse", "skos:prefLabel"),
            without("id:nurse--icu", "skos:prefLabel"),
        ],
        "a practice has one summary": [plus("id:nurse", "skos:definition", '"Heals."@en')],
        "a practice has one category": [
            plus("id:nurse", "met:category", "category:other"),
            pointing_to_what_lacks_its_class("id:nurse", "category:care"),
        ],
        "a practice has one difficulty": [
            plus("id:nurse", "met:difficulty", "difficulty:other"),
            pointing_to_what_lacks_its_class("id:nurse", "difficulty:expert"),
        ],
        "what a practice is tagged with is a tag": [plus("id:nurse", "met:tag", "term:triage")],
        "what a practice uses as a tool is a tool": [
            plus("id:nurse", "met:usesTool", "term:triage"),
        ],
        "what a practice uses as a term is a term": [
            plus("id:nurse", "met:usesTerm", "tool:chart")
        ],
        "a link with its note is a relation": [plus("id:nurse", "met:relation", "usage:tool")],
        "a usage is a usage": [plus("id:nurse", "met:usage", "tool:chart")],
    },
    "Linked": {
        "links lead from practices to practices": [
            plus("id:nurse", f"met:{link}", "tool:chart")
            for link in ("connectedTo", "relatedTo", "hasPrerequisite", "hasSpecialization")
        ],
    },
    "DirectLink": {
        "a relation is stated by its direct property too": [
            ("relation:r", "DELETE WHERE { id:nurse met:collaboratesWith id:physician }")
        ],
    },
    "DescribedPractice": {
        "a practice with a profile has its slug as its one notation": [
            without("id:nurse", "skos:notation"),
            plus("id:nurse", "skos:notation", '"carer"'),
            instead("id:nurse", "skos:notation", '"The Nurse"'),
        ],
        "a practice with a profile is in the scheme of practices": [
            without("id:nurse", "skos:inScheme"),
            plus("id:nurse", "skos:inScheme", "tool:chart"),
        ],
    },
    "Specialization": {
        "a specialization has the one practice that it is a variant of": [
            without("id:nurse--icu", "skos:broader"),
            plus("id:nurse--icu", "skos:broader", "id:physician"),
            instead("id:nurse--icu", "skos:broader", "tool:chart"),
        ],
    },
    "NoCircleOfSpecializations": {
        "specializations run in a circle": [plus("id:nurse", "met:hasSpecialization", "id:nurse")],
    },
    "Profile": {
        "a profile describes one practice": [
            without("doc:nurse", "met:describes"),
            plus("doc:nurse", "met:describes", "id:physician"),
            instead("doc:nurse", "met:describes", "tool:slate"),
        ],
        "a profile has a title": [without("doc:nurse", "dcterms:title")],
        "a profile was created on one day": [
            plus("doc:nurse", "dcterms:created", '"2026-02-01"^^xsd:date'),
            instead("doc:nurse", "dcterms:created", '"soon"'),
        ],
        "a profile was updated on one day": [
            plus("doc:nurse", "dcterms:modified", '"2026-02-01"^^xsd:date'),
            instead("doc:nurse", "dcterms:modified", '"2026"^^xsd:gYear'),
        ],
        "a profile was last reviewed on one day": [
            plus("doc:nurse", "met:lastReviewed", '"2026-02-01"^^xsd:date'),
            instead("doc:nurse", "met:lastReviewed", '"never"'),
        ],
        "a profile has one status": [plus("doc:nurse", "met:status", '"stub"')],
        "contributors are agents": [plus("doc:nurse", "dcterms:contributor", "source:notes")],
        "sources are works": [plus("doc:nurse", "dcterms:source", "agent:ada")],
        "a profile consists of sections": [plus("doc:nurse", "dcterms:hasPart", "relation:r")],
    },
    "Section": {
        "a section has one text": [
            without("section:tools", "met:markdown"),
            plus("section:tools", "met:markdown", '"more"'),
            instead("section:tools", "met:markdown", '"text"@en'),
        ],
        "a section has a heading, if an empty one": [without("section:tools", "skos:prefLabel")],
        "a section is about one practice": [
            without("section:tools", "met:about"),
            plus("section:tools", "met:about", "id:physician"),
            instead("section:tools", "met:about", "tool:chart"),
        ],
        "a section has a place among the others": [
            without("section:tools", "schema:position"),
            plus("section:tools", "schema:position", "2"),
            instead("section:tools", "schema:position", "0"),
        ],
    },
    "Relation": {
        "a relation has one source, other than its target": [
            without("relation:r", "met:source"),
            plus("relation:r", "met:source", "id:nurse--icu"),
            instead("relation:r", "met:source", "id:physician"),
            instead("relation:r", "met:source", "doc:nurse"),
        ],
        "a relation has one target": [
            without("relation:r", "met:target"),
            plus("relation:r", "met:target", "id:nurse--icu"),
            instead("relation:r", "met:target", "tool:chart"),
        ],
        "a relation has one of the relation types": [
            without("relation:r", "met:relationType"),
            plus("relation:r", "met:relationType", "rtype:related"),
            instead("relation:r", "met:relationType", "tag:night"),
        ],
        "a relation has one note": [plus("relation:r", "skos:note", '"off rounds"@en')],
    },
    "Usage": {
        "a usage is of one concept": [
            without("usage:tool", "met:of"),
            plus("usage:tool", "met:of", "tag:night"),
            instead("usage:term", "met:of", "agent:ada"),
        ],
        "a usage has the wording of its profile": [without("usage:tool", "skos:prefLabel")],
        "a usage has a place in its list": [
            without("usage:tool", "schema:position"),
            plus("usage:tool", "schema:position", "5"),
        ],
        "a usage stands in one section": [
            plus("usage:tool", "met:section", "section:purpose"),
            instead("usage:tool", "met:section", "doc:nurse"),
        ],
    },
    "Item": {
        "an item has one label": [
            without("item:i", "skos:prefLabel"),
            plus("item:i", "skos:prefLabel", '"Pire ?"@fr'),
        ],
        "an item is about one practice": [
            without("item:i", "met:about"),
            plus("item:i", "met:about", "id:nurse--icu"),
            instead("item:i", "met:about", "doc:nurse"),
        ],
        "an item stands in one section": [
            without("item:i", "met:section"),
            plus("item:i", "met:section", "section:tools"),
            instead("item:i", "met:section", "doc:nurse"),
        ],
        "an item quotes its own Markdown": [
            without("item:i", "met:markdown"),
            plus("item:i", "met:markdown", '"- Is it better?"'),
            instead("item:i", "met:markdown", '"- Is it worse?"@en'),
        ],
        "an item has a place among those of its section": [
            without("item:i", "schema:position"),
            plus("item:i", "schema:position", "2"),
            instead("item:i", "schema:position", "0"),
        ],
    },
    "Mention": {
        "a mention is of one practice, tool or term": [
            without("mention:m", "met:of"),
            plus("mention:m", "met:of", "tool:chart"),
            instead("mention:m", "met:of", "agent:ada"),
        ],
        "a mention quotes its line": [
            without("mention:m", "met:quote"),
            plus("mention:m", "met:quote", '"Chalk too."'),
            instead("mention:m", "met:quote", '"Slates break."@en'),
        ],
        "a mention stands in one section": [
            without("mention:m", "met:section"),
            plus("mention:m", "met:section", "section:tools"),
            instead("mention:m", "met:section", "doc:nurse"),
        ],
    },
    "Citation": {
        "a citation is of one work": [
            without("citation:c", "met:of"),
            plus("citation:c", "met:of", "source:other"),
            instead("citation:c", "met:of", "tool:chart"),
        ],
        "a citation has one address": [
            plus("citation:c", "schema:url", '"https://example.com/"^^xsd:anyURI'),
            instead("citation:c", "schema:url", '"the shelf"'),
        ],
    },
}
"""For each shape and each of its messages, the ways of breaking it: one for each part of the constraint."""

DOUBTS = {"NoCircleOfSpecializations"}
"""Shapes that make a warning, no error."""


@cache
def sound() -> rdflib.Graph:
    """Return the sound graph with the ontology, which says what is a sub-class of what."""
    graph = rdflib.Graph()
    for prefix, namespace in NAMES.prefixes.items():
        graph.bind(prefix, namespace, override=True)
    for name in ("metier.ttl", "relations.ttl"):
        graph.parse(ROOT / "ontology" / name, format="turtle")
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMES.prefixes.items())
    return graph.parse(data=head + SOUND, format="turtle")


def results_of(graph: rdflib.Graph) -> list[ShapeResult]:
    dataset = rdflib.Dataset(default_union=True)
    target = dataset.graph(EXAMPLE)
    for triple in graph:
        target.add(triple)
    return shape_results(dataset)


def spoiled(update: str) -> rdflib.Graph:
    graph = rdflib.Graph() + sound()
    before = set(graph)
    graph.update(update, initNs=NAMES.prefixes)
    assert set(graph) != before, "the update changes nothing"
    return graph


def full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return NAMES.prefixes[prefix] + local


# ---- The shapes --------------------------------------------------------------------------------


def test_the_projects_profiles_conform() -> None:
    assert shape_results(metier.build(PROFILES, jobs=1).to_rdflib()) == []


def test_they_conform_under_another_base() -> None:
    """The shapes move with the graph: under their old names they would have nothing to look at."""
    base = "https://example.org/atlas/"
    data = metier.build(PROFILES, base=base, jobs=1).to_rdflib()
    assert shape_results(data, base) == []
    nurse = rdflib.URIRef(base + "doc/nurse")
    data.graph(EXAMPLE).add((nurse, RDF.type, rdflib.URIRef(base + "ontology#Profile")))
    found = shape_results(data, base)
    assert {(result.node, result.shape) for result in found} == {(str(nurse), "Profile")}


def test_a_profile_with_every_key_conforms(tmp_path: Path) -> None:
    write_others(tmp_path)
    write_profile(tmp_path, "nurse", EVERY_KEY)
    assert shape_results(metier.build(tmp_path, jobs=1).to_rdflib()) == []


def test_the_sound_graph_conforms() -> None:
    assert results_of(sound()) == []


@pytest.mark.parametrize(
    ("shape", "message", "broken"),
    [
        pytest.param(shape, message, broken, id=f"{shape}: {message}: {broken[1].split()[0]}")
        for shape, messages in BREAKS.items()
        for message, breaks in messages.items()
        for broken in breaks
    ],
)
def test_a_broken_graph_gives_one_result(shape: str, message: str, broken: Broken) -> None:
    """The result has the node, the message, the shape and its severity; nothing else is reported.

    A relation that lost an end also fails to be what its direct property states.
    """
    node, update = broken
    severity = Severity.WARNING if shape in DOUBTS else Severity.ERROR
    found = {
        one
        for one in results_of(spoiled(update))
        if one.shape == shape or one.shape != "DirectLink"
    }
    assert found == {ShapeResult(full(node), message, shape, severity)}


def test_every_constraint_is_broken_once_at_least() -> None:
    """A constraint that is added to shapes.ttl needs a graph that breaks it in ``BREAKS``."""
    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl", format="turtle")
    stated = {
        (str(shape).rpartition("/")[2], str(message))
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        for constraint in shapes.objects(shape, SH.property | SH.sparql)
        for message in shapes.objects(constraint, SH.message)
    }
    assert stated == {
        (shape, message) for shape, messages in BREAKS.items() for message in messages
    }


def test_every_constraint_has_one_message() -> None:
    """What pySHACL says by itself names blank nodes."""
    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl", format="turtle")
    for constraint in shapes.objects(None, SH.property | SH.sparql):
        assert len(list(shapes.objects(constraint, SH.message))) == 1


@pytest.mark.parametrize("length", [2, 3])
def test_everyone_in_a_circle_is_told(length: int) -> None:
    ring = ["id:nurse", "id:physician", "id:nurse--icu"][:length]
    links = zip(ring, [*ring[1:], ring[0]], strict=True)
    text = " ".join(f"{one} met:hasSpecialization {other} ." for one, other in links)
    found = results_of(spoiled(f"INSERT DATA {{ {text} }}"))
    assert {result.node for result in found} == set(map(full, ring))
    assert {(result.shape, result.severity) for result in found} == {
        ("NoCircleOfSpecializations", Severity.WARNING)
    }


# ---- Results with file and line ----------------------------------------------------------------


EVERY_KEY = """\
aliases:
  - registered nurse
tags:
  - care
contributors:
  - Ada
reviewers:
  - name: Mary
    credential: RN
related:
  - slug: smith
    type: adjacent
  - slug: cook
    type: progression
    note: in old age
specializations:
  - intensive care
  - Smith
country_variants:
  - region: France
sources:
  - title: Notes on Nursing
    url: https://example.org/notes
sections:
  - heading: Purpose
    markdown: Care.
  - heading: Tools
    markdown: |-
      - **Chart** — to write in
"""


def write_others(folder: Path) -> None:
    """Write the profiles that ``EVERY_KEY`` links to."""
    write_profile(folder, "smith")
    write_profile(folder, "cook")


def placed(
    monkeypatch: pytest.MonkeyPatch, folder: Path, node: str, severity: Severity = Severity.ERROR
) -> tuple[str, str, int]:
    """Return code, file and line of a result that is made up, about ``node``."""
    result = ShapeResult(full(node), "is odd", "Oddity", severity)
    monkeypatch.setattr(validate, "shape_results", lambda data: [result])
    (found,) = shape_problems([folder], jobs=1)
    assert found.message == f"{full(node)} is odd"
    assert found.severity is severity
    assert "Oddity" in found.cure
    return found.code, Path(found.file).name, found.line


@pytest.mark.parametrize(
    ("node", "line"),
    [
        ("id:nurse", "title: Nurse"),
        ("doc:nurse", "title: Nurse"),
        ("label:nurse--registered-nurse", "  - registered nurse"),
        ("usage:nurse--tag--care", "  - care"),
        ("attribution:nurse--ada", "  - Ada"),
        ("review:nurse--mary", "  - name: Mary"),
        ("relation:nurse--adjacent--smith", "  - slug: smith"),
        ("relation:nurse--progression--cook", "  - slug: cook"),
        ("id:nurse--intensive-care", "  - intensive care"),
        ("usage:nurse--specialization--smith", "  - Smith"),
        ("variant:nurse--france", "  - region: France"),
        ("citation:nurse--notes-on-nursing", "  - title: Notes on Nursing"),
        ("section:nurse--purpose", "  - heading: Purpose"),
        ("section:nurse--tools", "  - heading: Tools"),
        ("usage:nurse--tool--chart", "  - heading: Tools"),
    ],
)
def test_a_result_is_told_at_the_line_of_its_node(
    node: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_others(tmp_path)
    lines = write_profile(tmp_path, "nurse", EVERY_KEY).read_text(encoding="utf-8").splitlines()
    assert placed(monkeypatch, tmp_path, node) == ("MET301", "nurse.yaml", lines.index(line) + 1)


def test_a_result_about_a_profile_in_a_folder_is_told_in_the_right_one_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "nurse"
    folder.mkdir()
    metadata = "# ours\ntitle: Nurse\nslug: nurse\ntags:\n- care\n"
    (folder / "metadata.yaml").write_text(metadata, encoding="utf-8")
    (folder / "SOUL.md").write_text("# Nurse\n\n## Purpose\n\nCare.\n", encoding="utf-8")
    for node, file, line in (
        ("id:nurse", "metadata.yaml", 1),
        ("usage:nurse--tag--care", "metadata.yaml", 5),
        ("section:nurse--purpose", "SOUL.md", 3),
    ):
        assert placed(monkeypatch, tmp_path, node) == ("MET301", file, line)


def test_a_doubt_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_profile(tmp_path, "nurse")
    found = placed(monkeypatch, tmp_path, "id:nurse", Severity.WARNING)
    assert found == ("MET302", "nurse.yaml", 1)


def test_a_result_about_what_profiles_share_is_told_of_the_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_profile(tmp_path, "nurse")
    assert placed(monkeypatch, tmp_path, "category:tests") == ("MET301", "graph.nq", 1)


@pytest.mark.parametrize(
    "more",
    ["related:\n  - {{slug: {}, type: specialization}}\n", "specializations:\n  - {}\n"],
    ids=["link", "name"],
)
def test_a_circle_of_specializations_is_told_at_both_profiles(more: str, tmp_path: Path) -> None:
    """The place is that of the link or of the name that leads round."""
    alpha = write_profile(tmp_path, "alpha", more.format("beta"))
    beta = write_profile(tmp_path, "beta", more.format("alpha"))
    write_profile(tmp_path, "gamma", more.format("alpha"))  # leads into the circle, is not in it
    found = shape_problems([tmp_path], jobs=1)
    assert [(problem.code, problem.file, problem.line) for problem in found] == [
        ("MET302", alpha.as_posix(), 8),
        ("MET302", beta.as_posix(), 8),
    ]
    assert f"{NAMES.prefixes['id']}alpha specializations run in a circle" in found[0].message


def test_sound_profiles_give_no_problem() -> None:
    assert shape_problems([PROFILES], jobs=1) == []


def test_a_folder_without_a_sound_profile_gives_no_problem(tmp_path: Path) -> None:
    write_profile(tmp_path, "nurse", "kind: job\n")
    assert shape_problems([tmp_path], jobs=1) == []


def test_a_profile_with_an_error_is_left_out(tmp_path: Path) -> None:
    write_profile(tmp_path, "nurse", "kind: job\n")
    alpha = write_profile(tmp_path, "alpha", "specializations: [Beta]\n")
    beta = write_profile(tmp_path, "beta", "specializations: [Alpha]\n")
    found = [problem.file for problem in shape_problems([tmp_path], jobs=1)]
    assert found == [alpha.as_posix(), beta.as_posix()]


def test_without_pyshacl_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(UsageError, match=r"pip install 'metier\[shacl\]'"):
        shape_problems([PROFILES], jobs=1)
