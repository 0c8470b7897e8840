"""``sssom``: sssom-py, the tool of those who wrote the standard, reads every mapping and has no complaint."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, SKOS, VOID

import metier
from metier.export import find_format
from metier.export.sssom.mappings import lexical_mappings
from metier.pipeline.knowledge import load
from metier.vocab import ontology_folder

from .conftest import Exported

REOPENS = ("sssom",)

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of linkml and what it imports
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
pytest.importorskip("sssom", reason="install sssom", exc_type=ImportError)

MET = "https://w3id.org/metier/ontology#"
BASE = "https://w3id.org/metier/"
BASE_NODE, MET_NODE = rdflib.Namespace(BASE), rdflib.Namespace(MET)


def read(path: Path, caplog: pytest.LogCaptureFixture) -> Any:
    """Return the mapping set as sssom-py reads it, which reports its doubts to the log."""
    from sssom.constants import _get_sssom_schema_object
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    caplog.set_level(logging.WARNING)
    caplog.clear()
    mappings = parse_sssom_table(path)
    assert caplog.messages == []
    assert set(mappings.metadata) <= set(_get_sssom_schema_object().mapping_set_slots)
    reports = validate(mappings, fail_on_error=False)
    assert len(reports) == 3
    assert [report.results for report in reports.values()] == [[], [], []]
    return mappings


def rows_of(mappings: Any, justification: str) -> list[dict[str, Any]]:
    rows = mappings.df.to_dict("records")
    expand = mappings.converter.expand
    for row in rows:
        for key in ("subject_id", "predicate_id", "object_id"):
            row[key] = expand(row[key])
    return [row for row in rows if row["mapping_justification"] == f"semapv:{justification}"]


def names_in_store(exported: Exported) -> dict[str, dict[str, set[str]]]:
    """Return the IRIs of tools and terms by class and by each of their names, whatever its case."""
    found: dict[str, dict[str, set[str]]] = {"Tool": defaultdict(set), "Term": defaultdict(set)}
    for iri, kind, name in exported.selection.network.facts.rows(
        "SELECT ?node ?kind ?name WHERE { VALUES ?kind { met:Tool met:Term } ?node a ?kind ;"
        " skos:prefLabel|skos:altLabel ?name }"
    ):
        found[kind.removeprefix(MET)][name.casefold()].add(iri)
    return found


def test_tools_and_terms_of_one_name_are_close(
    any_exported: Exported, caplog: pytest.LogCaptureFixture
) -> None:
    rows = rows_of(read(any_exported.path("sssom"), caplog), "LexicalMatching")
    names = names_in_store(any_exported)
    expected = {
        (tool, term)
        for name, tools in names["Tool"].items()
        for tool in tools
        for term in names["Term"].get(name, ())
    }
    pairs = {(unquote(row["subject_id"]), unquote(row["object_id"])) for row in rows}
    assert pairs == expected
    assert len(rows) == len(expected)
    labels = {row.id: row.label for row in any_exported.selection.nodes}
    for row in rows:
        assert row["predicate_id"].endswith("closeMatch")
        assert row["subject_label"] == labels[unquote(row["subject_id"])]
        assert row["object_label"] == labels[unquote(row["object_id"])]
        assert 0 < float(row["confidence"]) <= 0.9


def test_the_awkward_ones_have_some(awkward: Exported, caplog: pytest.LogCaptureFixture) -> None:
    rows = rows_of(read(awkward.path("sssom"), caplog), "LexicalMatching")
    assert {row["object_label"] for row in rows} == {"Hammer"}


def test_the_alignments_of_the_ontology_are_there(
    exported: Exported, caplog: pytest.LogCaptureFixture
) -> None:
    found = rows_of(read(exported.path("sssom"), caplog), "ManualMappingCuration")
    axioms = rdflib.RDFS.subClassOf, rdflib.RDFS.subPropertyOf, rdflib.RDFS.seeAlso
    alignments = rdflib.Graph().parse(ontology_folder() / "alignments.ttl")
    ontology = rdflib.Graph().parse(ontology_folder() / "metier.ttl")
    own = {one for one in ontology if str(one[0]).startswith(MET)}
    stated = [*alignments, *(one for one in own if not str(one[2]).startswith(MET))]
    expected = {tuple(map(str, one)) for one in stated if one[1] in axioms}
    assert {(r["subject_id"], r["predicate_id"], r["object_id"]) for r in found} == expected
    assert len(found) == len(expected) > 20
    labels = {str(s): str(o) for s, o in ontology.subject_objects(rdflib.RDFS.label)}
    assert all(row["subject_label"] == labels.get(row["subject_id"], "") for row in found)


def test_the_header_says_whose_it_is(own: Exported, caplog: pytest.LogCaptureFixture) -> None:
    metadata = read(own.path("sssom"), caplog).metadata
    title = own.selection.title
    assert metadata["mapping_set_id"] == "https://w3id.org/metier/mappings"
    assert metadata["mapping_set_title"] == f"{title}: mappings"
    assert metadata["license"] == "https://spdx.org/licenses/MIT"
    assert metadata["mapping_set_version"].count("-") == 2


def test_a_part_has_the_mappings_of_its_nodes(
    awkward: Exported, caplog: pytest.LogCaptureFixture
) -> None:
    part = awkward.around("tinker")
    rows = rows_of(read(part.path("sssom"), caplog), "LexicalMatching")
    pairs = {(row["subject_id"], row["object_id"]) for row in rows}
    nodes = {row.id for row in part.selection.nodes}
    assert {end for pair in pairs for end in pair} <= nodes
    mappings = lexical_mappings(part.selection.nodes)
    assert pairs == {(one.subject_id, one.object_id) for one in mappings}


def made(folder: Path, title: str, *concepts: tuple[str, str, list[str]]) -> Path:
    """Export a graph made by hand, whose names no reader of Metier would let in, and return the file.

    A concept is the end of its IRI, its label and its other names.
    """
    data = rdflib.Dataset()
    graph = data.graph(BASE_NODE["graph/dataset"])
    dataset, practice = BASE_NODE["dataset"], BASE_NODE["id/x"]
    graph.add((dataset, RDF.type, VOID.Dataset))
    graph.add((dataset, VOID.uriSpace, rdflib.Literal(BASE)))
    graph.add((dataset, DCTERMS.title, rdflib.Literal(title, lang="en")))
    graph.add((practice, RDF.type, MET_NODE.Role))
    graph.add((practice, SKOS.prefLabel, rdflib.Literal("X", lang="en")))
    for name, label, aliases in concepts:
        kind, node = name.partition("/")[0].title(), BASE_NODE[name]
        graph.add((node, RDF.type, MET_NODE[kind]))
        graph.add((node, SKOS.prefLabel, rdflib.Literal(label, lang="en")))
        graph.add((practice, MET_NODE[f"uses{kind}"], node))
        for alias in aliases:
            graph.add((node, SKOS.altLabel, rdflib.Literal(alias, lang="en")))
    data.serialize(folder / "graph.nq", format="nquads", encoding="utf-8")
    load(folder / "graph.nq").export("sssom", folder / "made.sssom.tsv")
    return folder / "made.sssom.tsv"


def test_labels_arrive_character_by_character(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    label = 'a\ttab, a "quote", a\nline, #, | \u2028 \x85 👩🏽‍🔧 פקיד'
    title = f"{label} # : - [x] {{y}} 'z'"
    path = made(tmp_path, title, ("tool/a", label, []), ("term/a", label, []))
    mappings = read(path, caplog)
    (row,) = rows_of(mappings, "LexicalMatching")
    assert (row["subject_label"], row["object_label"]) == (label, label)
    assert mappings.metadata["mapping_set_title"] == f"{title}: mappings"


def test_confidence_falls_with_case_with_other_names_and_with_homonyms(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = made(
        tmp_path,
        "x",
        ("tool/same", "same", []), ("term/same", "same", []),
        ("tool/case", "CASE", []), ("term/case", "case", []),
        ("tool/b", "b", ["other"]), ("term/other", "other", []),
        ("tool/c", "c", ["both"]), ("term/d", "d", ["both"]),
        ("tool/many", "many", []), ("term/many", "many", []), ("term/many--y", "many", []),
    )  # fmt: skip
    rows = rows_of(read(path, caplog), "LexicalMatching")
    confidence = {
        row["object_id"].removeprefix(BASE): (float(row["confidence"]), row["match_string"])
        for row in rows
    }
    assert confidence == {
        "term/same": (0.9, "same"),
        "term/case": (0.81, "case"),
        "term/other": (0.7, "other"),
        "term/d": (0.5, "both"),
        "term/many": (0.45, "many"),
        "term/many--y": (0.45, "many"),
    }


def test_letters_beyond_ascii_are_percent_encoded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = made(tmp_path, "x", ("tool/顕微鏡", "顕微鏡", []), ("term/é-x", "顕微鏡", []))
    (row,) = rows_of(read(path, caplog), "LexicalMatching")
    assert row["subject_id"] == f"{BASE}tool/%E9%A1%95%E5%BE%AE%E9%8F%A1"
    assert unquote(row["subject_id"]) == f"{BASE}tool/顕微鏡"
    assert unquote(row["object_id"]) == f"{BASE}term/é-x"
    assert (row["subject_label"], row["object_label"]) == ("顕微鏡", "顕微鏡")
    assert "percent-encoded" in find_format("sssom").drops


def test_a_base_beyond_ascii_is_too(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = json.dumps(
        {"title": "X", "slug": "x", "sections": [
            {"heading": "Tools", "markdown": "- **Lupe** — a"},
            {"heading": "Vocabulary", "markdown": "- **Lupe** — b"},
        ]}
    )  # fmt: skip
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    base = "https://example.org/büro/"
    graph = metier.build(tmp_path / "x.json", base=base, jobs=1)
    graph.export("sssom", tmp_path / "made.sssom.tsv")
    mappings = read(tmp_path / "made.sssom.tsv", caplog)
    (row,) = rows_of(mappings, "LexicalMatching")
    assert row["subject_id"] == "https://example.org/b%C3%BCro/tool/lupe"
    assert mappings.metadata["mapping_set_id"] == "https://example.org/b%C3%BCro/mappings"
