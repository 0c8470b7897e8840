"""What holds for every export, whichever there are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from metier.cli import cli
from metier.errors import UsageError
from metier.export import find_format, formats
from metier.export.writing import write_export
from tests.support import ROOT

from .conftest import Exported

CENTER = "customs-officer"


def test_the_formats_are_those_of_the_issue() -> None:
    """A reader may rely on these names; more may come."""
    assert {
        *(
            "turtle",
            "trig",
            "ntriples",
            "nquads",
            "rdfxml",
            "jsonld",
            "schemaorg",
            "owl",
            "ontology",
        ),
        *("skos", "graphml", "graphml-yed", "gexf", "cytoscape", "sif", "dot", "mermaid", "neo4j"),
        *(
            "neosemantics",
            "csv",
            "parquet",
            "obographs",
            "sssom",
            "obsidian",
            "jsonschema",
            "profiles",
        ),
    } <= formats().keys()


@pytest.mark.parametrize("name", formats())
def test_a_format_says_what_it_is(name: str) -> None:
    wanted = find_format(name)
    assert (wanted.pieces is None) != (wanted.files is None)
    assert wanted.suffix.startswith(".") != wanted.is_folder
    assert "/" in wanted.media_type
    assert wanted.summary.startswith("For ")
    assert wanted.example.startswith(f"metier export {name} ")
    assert wanted.opening
    assert wanted.keeps
    for phrase in (wanted.summary, wanted.opening, wanted.keeps, wanted.drops):
        assert not phrase.endswith(".")


def test_no_two_formats_write_the_same_file() -> None:
    suffixes = [wanted.suffix for wanted in formats().values() if wanted.suffix]
    assert len(set(suffixes)) == len(suffixes)


def test_every_format_is_reopened_by_a_test() -> None:
    """Each module of tests here says which formats it reopens with a reader that is not ours."""
    folder = Path(__file__).parent
    modules = [import_module(f"tests.exports.{path.stem}") for path in folder.glob("test_*.py")]
    reopened = {name for module in modules for name in getattr(module, "REOPENS", ())}
    assert reopened == formats().keys()


@pytest.mark.parametrize("name", formats())
def test_a_format_has_a_row_in_the_docs(name: str) -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert f"## {name}\n" in page
    assert find_format(name).opening in page


def test_same_graph_same_bytes(own: Exported) -> None:
    """In two processes with different seeds of the hash, the quads loaded in opposite orders."""
    found = [
        subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.exports.digests",
                str(own.folder / "built" / "graph.nq"),
                order,
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        )
        for seed, order in (("1", "forward"), ("2", "backward"))
    ]
    one, other = (json.loads(done.stdout) for done in found)
    assert one.keys() == formats().keys()
    assert one == other


def test_an_export_leaves_the_graph_as_it_is(own: Exported) -> None:
    before = len(own.graph), own.text("nquads")
    for name, wanted in formats().items():
        exported = own.around(CENTER) if wanted.needs_center else own
        assert exported.path(name).exists()
    write_export(find_format("nquads"), own.graph.selection(), own.folder / "again.nq")
    again = (own.folder / "again.nq").read_text(encoding="utf-8")
    assert (len(own.graph), again) == before


WITHOUT_A_PART = {"ontology", "jsonschema", "mermaid"}
"""The schemas are about the same for every part; mermaid draws no whole."""


@pytest.mark.parametrize("name", sorted(formats().keys() - WITHOUT_A_PART))
def test_a_part_is_smaller_than_the_whole(name: str, own: Exported) -> None:
    whole, part = own.path(name), own.around(CENTER).path(name)
    assert 0 < _size(part) < _size(whole)


def _size(path: Path) -> int:
    files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    return sum(one.stat().st_size for one in files)


DIRECT = """
SELECT DISTINCT ?one ?other WHERE {
    VALUES ?property { met:relatedTo met:adjacentTo met:collaboratesWith met:hasPrerequisite met:progressesTo
        met:hasSpecialization met:usesTool met:usesTerm }
    ?one ?property ?other }
"""


@pytest.mark.corpus
def test_every_link_that_an_author_wrote_is_an_edge(any_exported: Exported) -> None:
    """Counted by SPARQL, not by what exports are made of."""
    rows = any_exported.graph.select(DIRECT, asserted=True)
    linked = {(row["one"].value, row["other"].value) for row in rows}
    edges = {(edge.source, edge.target) for edge in any_exported.selection.edges if edge.asserted}
    assert linked
    assert linked == edges


# ---- Written whole, or not at all --------------------------------------------------------------


def test_a_failed_export_leaves_what_was_there(own: Exported, tmp_path: Path) -> None:
    for name in ("turtle", "csv"):
        target = tmp_path / name
        (target / "nodes.csv").mkdir(parents=True)  # where a file has to go
        with pytest.raises(UsageError, match="can't write"):
            write_export(find_format(name), own.selection, target)
        assert [path.name for path in tmp_path.iterdir()] == [name]
        assert [path.name for path in target.iterdir()] == ["nodes.csv"]
        (target / "nodes.csv").rmdir()
        target.rmdir()


def test_other_files_of_a_folder_stay_and_are_counted(own: Exported, tmp_path: Path) -> None:
    (tmp_path / "practices").mkdir()
    (tmp_path / "practices" / "mine.md").write_text("mine")
    assert write_export(find_format("obsidian"), own.selection, tmp_path) == 1
    assert write_export(find_format("obsidian"), own.selection, tmp_path) == 1
    assert (tmp_path / "practices" / "mine.md").read_text() == "mine"
    assert (tmp_path / "practices" / f"{CENTER}.md").is_file()


def test_a_link_stays_a_link_and_a_pipe_a_pipe(own: Exported, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
        for name in ("link", "pipe"):
            write_export(find_format("sif"), own.selection, tmp_path / name)
        read, _ = reader.communicate(timeout=30)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "pipe").is_fifo()
    assert read == (tmp_path / "real").read_bytes()
    assert read


def test_a_name_that_is_no_file_is_refused(own: Exported) -> None:
    with pytest.raises(UsageError, match="names no file"):
        write_export(find_format("sif"), own.selection, Path())
    file = own.path("sif")
    with pytest.raises(UsageError, match="it is no folder"):
        write_export(find_format("csv"), own.selection, file)


# ---- The command ---------------------------------------------------------------------------------


def run(own: Exported, *arguments: str) -> subprocess.CompletedProcess[str]:
    graph = own.folder / "built" / "graph.nq"
    command = [sys.executable, "-m", "metier", "export", *arguments, "--graph", str(graph)]
    return subprocess.run(command, cwd=own.folder, check=False, capture_output=True, text=True)


def test_one_file_goes_to_a_pipe(own: Exported) -> None:
    done = run(own, "turtle", CENTER)
    assert done.returncode == 0
    assert done.stdout.startswith("@prefix met:")
    assert "Left out: which profile a triple comes from" in done.stderr


def test_an_export_says_how_to_open_it_and_what_it_lost(own: Exported, tmp_path: Path) -> None:
    done = run(own, "skos", "--out", str(tmp_path / "s.ttl"))
    assert done.stdout == f"skos: {tmp_path / 's.ttl'}\n"
    assert "To open it: Skosmos" in done.stderr
    assert "Left out: kinds and difficulties of practices" in done.stderr


def test_a_terminal_gets_a_file_named_after_what_is_exported(
    own: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("metier.cli.export._is_piped", lambda: False)
    graph = str(own.folder / "built" / "graph.nq")
    for arguments, name in (
        (["gexf"], "graph.gexf"),
        (["skos", CENTER], f"{CENTER}.skos.ttl"),
        (["csv"], "graph-csv"),
    ):
        done = CliRunner().invoke(cli, ["export", *arguments, "--graph", graph])
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "name a FORMAT"),
        (("pdf",), "is not one of"),
        (("csv", "--out", "-"), "csv is a folder of files"),
        (("mermaid",), "name one, as in 'metier export mermaid"),
        (("turtle", "nobody"), "no occupation"),
        (("turtle", "--depth", "2"), "--depth needs a NAME"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    own: Exported, arguments: tuple[str, ...], complaint: str
) -> None:
    done = run(own, *arguments)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_the_list_says_of_each_what_it_keeps_and_what_not(own: Exported) -> None:
    text = run(own, "--list").stdout
    assert max(map(len, text.splitlines())) <= 80
    listed = json.loads(run(own, "--list", "--format", "json").stdout)
    assert [one["name"] for one in listed] == [*formats()]
    for one in listed:
        assert f"\n{one['name']}  (" in "\n" + text
        assert one["keeps"]
        assert isinstance(one["drops"], str)


def test_a_missing_extra_is_named(own: Exported, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metier.export.writing.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'metier\[parquet\]'"):
        write_export(find_format("parquet"), own.selection, own.folder / "never")
