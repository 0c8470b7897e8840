"""What a build writes: the same bytes wherever and however it is run, all of it or none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import metier
from metier.errors import InvalidInput, UsageError
from metier.files import replacing
from metier.pipeline.build import Builder
from metier.pipeline.last_build import LastBuild
from metier.pipeline.write import write_build
from metier.vocab import DEFAULT_BASE

from .support import CORPUS, PROFILES, needs_corpus, write_profile

FILES = ("graph.html", "graph.nq", "graph.ttl", "report.json", "skos.ttl")


def build_into(out: Path, *paths: Path, **options: object) -> dict[str, object]:
    return write_build(Builder(paths, **options), out).report  # type: ignore[arg-type]  # options vary


def written(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def run_build(out: Path, *arguments: str, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "metier", "build", "--out", str(out), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **environment},
    )


def test_a_build_writes_its_five_files(tmp_path: Path) -> None:
    build_into(tmp_path / "out", PROFILES)
    assert tuple(written(tmp_path / "out")) == FILES


def test_the_bytes_are_the_same_whatever_the_hash_seed_locale_zone_and_jobs(tmp_path: Path) -> None:
    run_build(tmp_path / "a", str(PROFILES), PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    run_build(tmp_path / "b", str(PROFILES), "--jobs", "2", PYTHONHASHSEED="2", TZ="Asia/Tokyo")
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_the_bytes_are_the_same_whatever_the_order_of_arguments(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    write_profile(one, "nurse", "related:\n  - {slug: cook, type: related}\n")
    write_profile(two, "cook", "aliases: [Nurse]\nrelated:\n  - {slug: baker, type: related}\n")
    build_into(tmp_path / "a", one, two)
    build_into(tmp_path / "b", two, one)
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_the_bytes_are_the_same_wherever_the_profiles_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("here", "there/deeper"):
        write_profile(
            tmp_path / place / "jobs", "nurse", "related:\n  - {slug: cook, type: related}\n"
        )
    build_into(tmp_path / "a", tmp_path / "here" / "jobs")
    monkeypatch.chdir(tmp_path / "there" / "deeper")
    build_into(tmp_path / "b", Path("jobs"))
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_every_file_can_be_read_by_two_libraries_alike(tmp_path: Path) -> None:
    build_into(tmp_path, PROFILES)
    for name in ("graph.ttl", "skos.ttl"):
        ours = {str(quad.triple) for quad in ox.parse(path=tmp_path / name)}
        theirs = rdflib.Graph().parse(tmp_path / name, format="turtle")
        assert len(theirs) == len(ours) > 500
    dataset = rdflib.Dataset()
    dataset.parse(tmp_path / "graph.nq", format="nquads")
    assert sum(1 for _ in dataset.quads()) == sum(1 for _ in ox.parse(path=tmp_path / "graph.nq"))


def test_graph_turtle_holds_all_but_what_is_inferred(tmp_path: Path) -> None:
    build_into(tmp_path, PROFILES)
    inferred = [
        ox.NamedNode(f"https://w3id.org/metier/graph/{name}") for name in ("inferred", "mentions")
    ]
    quads = list(ox.parse(path=tmp_path / "graph.nq"))
    expected = {str(quad.triple) for quad in quads if quad.graph_name not in inferred}
    assert {str(quad.triple) for quad in ox.parse(path=tmp_path / "graph.ttl")} == expected
    assert len(expected) < len(quads)


def test_the_dataset_counts_its_own_triples(tmp_path: Path) -> None:
    build_into(tmp_path, PROFILES)
    graph = metier.load(tmp_path / "graph.nq")
    (row,) = graph.select(
        """SELECT ?stated (COUNT(?p) AS ?n) {
             ?dataset void:triples ?stated
             GRAPH ?g { ?s ?p ?o } FILTER(?g NOT IN (graph:dataset, graph:ontology))
           } GROUP BY ?stated"""
    )
    assert row["stated"].value == row["n"].value


def test_the_report_counts_what_is_there(tmp_path: Path) -> None:
    write_profile(
        tmp_path / "p",
        "nurse",
        "aliases: [RN]\nspecializations: [night nurse, cook]\nrelated:\n"
        "  - {slug: cook, type: related}\n  - {slug: baker, type: adjacent}\n"
        "sections:\n  - {heading: Tools, markdown: '- **Watch** — pulse'}\n",
    )
    write_profile(tmp_path / "p", "cook")
    report = build_into(tmp_path / "out", tmp_path / "p")
    counts = report["counts"]
    assert isinstance(counts, dict)
    assert counts["practices/occupation"] == report["profiles"] == 2
    assert (
        counts["links/related"] == counts["links/adjacent"] == counts["links_without_profile"] == 1
    )
    assert counts["specializations/own"] == counts["specializations/naming a profile"] == 1
    assert counts["aliases"] == counts["usages/tool"] == report["placeholders"] == 1
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8")) == report


def test_an_error_leaves_the_last_build_as_it_was(tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse")
    build_into(tmp_path / "out", tmp_path / "p")
    before = written(tmp_path / "out")
    write_profile(tmp_path / "p", "cook", "related:\n  - {slug: cook, type: related}\n")
    write_profile(tmp_path / "p", "baker", "kind: bread\n")
    with pytest.raises(InvalidInput) as caught:
        build_into(tmp_path / "out", tmp_path / "p")
    assert {found.code for found in caught.value.diagnostics if found.is_error} == {
        "MET015",
        "MET017",
    }
    assert written(tmp_path / "out") == before


def test_invalid_profiles_can_be_skipped(tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse")
    write_profile(tmp_path / "p", "cook", "kind: bread\n")
    report = build_into(tmp_path / "out", tmp_path / "p", skip_invalid=True)
    assert report["profiles"] == 1
    problems = report["diagnostics"]
    assert isinstance(problems, list)
    assert [(p["file"], p["code"]) for p in problems if p["severity"] == "error"] == [
        ("cook.yaml", "MET015")
    ]


def test_skipping_everything_is_an_error(tmp_path: Path) -> None:
    write_profile(tmp_path, "cook", "kind: bread\n")
    with pytest.raises(InvalidInput):
        metier.build(tmp_path, skip_invalid=True)


def test_of_two_profiles_with_one_slug_neither_is_chosen_silently(tmp_path: Path) -> None:
    write_profile(tmp_path / "a", "nurse")
    write_profile(tmp_path / "b", "nurse")
    with pytest.raises(InvalidInput) as caught:
        metier.build(tmp_path)
    (error,) = (found for found in caught.value.diagnostics if found.is_error)
    assert error.code == "MET018"
    assert (Path(error.file).parent.name, error.line) == ("b", 2)
    assert "a/nurse.yaml" in error.message


def test_files_replace_their_predecessors_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path) as files:  # noqa: PT012 -- both matter
        files.open("a").write(b"new")
        files.open("b").write(b"new")
        _ = 1 / 0
    assert written(tmp_path) == {"a": b"old"}
    with replacing(tmp_path) as files:
        files.open("a").write(b"new")
    assert written(tmp_path) == {"a": b"new"}


def test_a_place_that_cannot_be_written_to_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="can't write"):
        build_into(tmp_path / "file", PROFILES)


@pytest.mark.parametrize(
    ("sign", "to_all", "phase"),
    [
        (signal.SIGINT, True, "writing"),  # Ctrl-C reaches every process of the terminal
        (signal.SIGINT, True, "reading"),
        (signal.SIGTERM, False, "writing"),
    ],
)
def test_a_build_that_is_stopped_leaves_nothing_behind(
    sign: signal.Signals, to_all: bool, phase: str, tmp_path: Path
) -> None:
    profiles, out = tmp_path / "p", tmp_path / "out"
    for number in range(400):
        write_profile(profiles, f"job-{number}", "sections:\n  - {heading: Tools, markdown: x}\n")
    run_build(out, str(profiles))
    before = written(out)
    process = subprocess.Popen(
        [sys.executable, "-m", "metier", "build", "--fresh", "--out", str(out), str(profiles)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not list(out.glob(".*.tmp")):
        if phase == "reading" and listed.exists() and listed.read_text().strip():
            break  # a process was forked: the build has begun
        time.sleep(0.005)
    if process.poll() is None:
        (os.killpg if to_all else os.kill)(process.pid, sign)
    _, told = process.communicate(timeout=30)
    assert b"Traceback" not in told
    assert list(written(out)) == list(before)
    assert written(out) == before


@needs_corpus
@pytest.mark.corpus
def test_real_profiles_give_the_same_bytes_with_any_number_of_processes(tmp_path: Path) -> None:
    run_build(tmp_path / "a", str(CORPUS / "souls"), "--jobs", "1", PYTHONHASHSEED="1")
    run_build(tmp_path / "b", str(CORPUS / "souls"), "--jobs", "3", PYTHONHASHSEED="2")
    assert written(tmp_path / "a") == written(tmp_path / "b")


@needs_corpus
@pytest.mark.corpus
def test_real_profiles_are_counted_as_an_independent_count_does(tmp_path: Path) -> None:
    """Count what the metadata files say with PyYAML alone, and ask the graph for the same."""
    import yaml

    metadata = [
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        for path in sorted((CORPUS / "souls").glob("*/metadata.yaml"))
    ]
    slugs = {entry["slug"] for entry in metadata}
    links = [link for entry in metadata for link in entry.get("related") or []]
    graph = metier.build(CORPUS / "souls")

    def count(pattern: str) -> int:
        (row,) = graph.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", asserted=True)
        return int(row["n"].value)

    assert count("?doc a met:Profile") == len(metadata)
    assert count("?link a met:Relation") == len(links)
    for name in (
        "related",
        "adjacent",
        "collaboration",
        "prerequisite",
        "progression",
        "specialization",
    ):
        expected = sum(link["type"] == name for link in links)
        assert count(f"?link met:relationType rtype:{name}") == expected
    assert count("?label a skosxl:Label") == sum(
        len(entry.get("aliases") or []) for entry in metadata
    )
    listed = sum(len(entry.get("specializations") or []) for entry in metadata)
    usages = count("?s a met:Specialization") + count("?s a met:SpecializationUsage")
    assert usages == listed
    (row,) = graph.select("SELECT (COUNT(?p) AS ?n) { ?p a met:Placeholder }")
    assert int(row["n"].value) == len({link["slug"] for link in links} - slugs)


# ---- A second build ------------------------------------------------------------------------------


def remembered_build(out: Path, *paths: Path) -> tuple[dict[str, bytes], int]:
    """Build with memory; return what was written and how many profiles were read again."""
    memory = LastBuild(out, DEFAULT_BASE)
    builder = Builder(paths, memory=memory)
    again = sum(one.data is not None for one in builder._gathered.packed)
    write_build(builder, out)
    return written(out), again


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "p"
    write_profile(folder, "nurse", "aliases: [RN]\nrelated:\n  - {slug: cook, type: related}\n")
    write_profile(folder, "cook", "specializations: [baker]\n")
    write_profile(folder, "pilot", "tags: [harbor]\n")
    return folder


def test_a_second_build_reads_nothing_again(collection: Path, tmp_path: Path) -> None:
    first, read_at_first = remembered_build(tmp_path / "o", collection)
    assert read_at_first == 3
    assert remembered_build(tmp_path / "o", collection) == (first, 0)


@pytest.mark.parametrize(
    ("change", "read_again"),
    [
        (lambda folder: write_profile(folder, "nurse", "aliases: [nurse-in-charge]\n"), 1),
        (lambda folder: write_profile(folder, "baker"), 1),  # a specialization of cook now names it
        (
            lambda folder: write_profile(folder, "medic", "aliases: [RN]\n"),
            1,
        ),  # nurse shares a name
        (lambda folder: (folder / "cook.yaml").unlink(), 0),  # nurse links to nothing now
        (lambda folder: (folder / "dataset.yaml").write_text("title: New\n"), 0),
        (lambda folder: (folder / "cook.yaml").write_text("slug: cook\ntitle: [\n"), 0),
    ],
)
def test_a_second_build_equals_a_fresh_one(
    change: Callable[[Path], object], read_again: int, collection: Path, tmp_path: Path
) -> None:
    remembered_build(tmp_path / "o", collection)
    change(collection)
    memory = LastBuild(tmp_path / "o", DEFAULT_BASE)
    builder = Builder([collection], memory=memory, skip_invalid=True)
    assert sum(one.data is not None for one in builder._gathered.packed) == read_again
    write_build(builder, tmp_path / "o")
    write_build(Builder([collection], skip_invalid=True), tmp_path / "fresh")
    assert written(tmp_path / "o") == written(tmp_path / "fresh")


def test_output_that_was_touched_is_not_copied(collection: Path, tmp_path: Path) -> None:
    first, _ = remembered_build(tmp_path / "o", collection)
    with (tmp_path / "o" / "graph.ttl").open("a") as stream:
        stream.write("# mine\n")
    assert remembered_build(tmp_path / "o", collection) == (first, 0)


@pytest.mark.parametrize("content", ["", "nonsense", "{}", '{"program": 1}', "[]", "null"])
def test_a_damaged_memory_is_forgotten(content: str, collection: Path, tmp_path: Path) -> None:
    first, _ = remembered_build(tmp_path / "o", collection)
    (memory,) = (tmp_path / "cache" / "metier").iterdir()
    memory.write_text(content)
    assert remembered_build(tmp_path / "o", collection) == (first, 3)


def test_a_cache_folder_that_cannot_be_written_harms_nobody(
    collection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    first, _ = remembered_build(tmp_path / "o", collection)
    assert remembered_build(tmp_path / "o", collection) == (first, 3)
