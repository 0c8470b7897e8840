"""The command line: what it prints where, and how it ends."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from .support import PROFILES, ROOT, read_all, write_profile

CUSTOMS_QUERY = (
    "SELECT ?title { ?p met:adjacentTo id:customs-officer ; skos:prefLabel ?title } ORDER BY ?title"
)
NEIGHBORS = ("Compliance", "Immigration", "Police")
"""The officers whose work is adjacent to that of customs."""


def metier(
    *arguments: str, cwd: Path | None = None, text_in: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "metier", *arguments],
        cwd=cwd,
        input=text_in,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    done = metier("build", str(PROFILES), cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_build_says_in_two_lines_what_it_made(built: Path) -> None:
    done = metier("build", str(PROFILES), cwd=built)
    first, second = done.stdout.splitlines()
    profiles = read_all(PROFILES).values()
    links = sum(len(profile.related) for profile in profiles)
    assert first.startswith(f"{len(profiles)} profiles, {links} links, ")
    assert second == "in exports: graph.html, graph.ttl, graph.nq, skos.ttl, report.json"
    for name in second.partition(": ")[2].split(", "):
        assert (built / "exports" / name).is_file()


def test_build_tells_errors_with_their_line_and_exits_with_1(tmp_path: Path) -> None:
    write_profile(tmp_path / "profiles", "nurse", "created: 2026-02-30\n")
    done = metier("build", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert (
        "profiles/nurse.yaml:7:1: error MET014: `created` is `2026-02-30`, which is no date."
        in done.stderr
    )
    assert not (tmp_path / "exports").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "nowhere"),
        ("build", "--base", "not an iri"),
        ("check", "nowhere"),
        ("query",),
        ("query", "ASK {}", "--file", "x.rq"),
        ("export", "papyrus", "--out", "x"),
        ("sing",),
        ("check", "--format", "smoke"),
        ("build", "--jobs", "0"),
    ],
)
def test_a_wrong_call_exits_with_2_and_a_sentence(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    done = metier(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("query", "SELECT nonsense"), "not valid SPARQL"),
        (("query", "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"), "never reaches out"),
        (("query", "ASK {}", "--graph", "nothing.nq"), "no graph"),
        (("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "use turtle"),
        (("query", "ASK {}", "--format", "turtle"), "use csv"),
    ],
)
def test_a_query_that_cannot_be_answered_exits_with_1(
    arguments: tuple[str, ...], told: str, built: Path
) -> None:
    done = metier(*arguments, cwd=built)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_graph_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("<urn:a:b> nonsense .\n")
    (tmp_path / "x.txt").write_text("nonsense")
    for name in ("x.nq", "x.txt"):
        done = metier("query", "ASK {}", "--graph", name, cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith("metier: ")
        assert "Traceback" not in done.stderr


def test_a_query_answers_with_a_table(built: Path) -> None:
    done = metier("query", CUSTOMS_QUERY, cwd=built)
    titles = [f"{one} Officer" for one in NEIGHBORS]
    assert done.stdout.splitlines() == ["title", "-------------------", *titles]
    assert done.stderr == "3 rows\n"


def test_a_query_answers_in_every_format(built: Path) -> None:
    answers = {
        name: metier("query", CUSTOMS_QUERY, "--format", name, cwd=built).stdout
        for name in ("csv", "tsv", "json", "xml")
    }
    assert answers["csv"].splitlines()[1:] == [f"{one} Officer" for one in NEIGHBORS]
    assert answers["tsv"].splitlines()[1] == '"Compliance Officer"@en'
    rows = json.loads(answers["json"])["results"]["bindings"]
    assert [row["title"]["value"] for row in rows] == [f"{one} Officer" for one in NEIGHBORS]
    assert '<literal xml:lang="en">Police Officer</literal>' in answers["xml"]


def test_a_query_can_come_from_a_file_or_standard_input(built: Path) -> None:
    (built / "q.rq").write_text(CUSTOMS_QUERY, encoding="utf-8")
    from_file = metier("query", "--file", "q.rq", cwd=built)
    from_input = metier("query", "--file", "-", cwd=built, text_in=CUSTOMS_QUERY)
    assert from_file.stdout == from_input.stdout != ""
    missing = metier("query", "--file", "none.rq", cwd=built)
    assert missing.returncode == 2


def test_construct_answers_with_turtle(built: Path) -> None:
    query = "CONSTRUCT { ?p skos:related ?q } WHERE { ?p met:relatedTo ?q }"
    done = metier("query", query, cwd=built)
    assert len(rdflib.Graph().parse(data=done.stdout, format="turtle")) >= 4
    assert "@prefix skos:" in done.stdout


def test_ask_answers_yes_or_no(built: Path) -> None:
    assert metier("query", "ASK { id:detective ?p ?o }", cwd=built).stdout == "yes\n"
    assert metier("query", "ASK { id:dragon ?p ?o }", cwd=built).stdout == "no\n"


def test_text_of_profiles_does_not_reach_a_terminal_as_commands(tmp_path: Path) -> None:
    title = '"\\e[31mred\\u202e\\u009b2J"'
    write_profile(tmp_path / "profiles", "nurse", title=title)
    refused = metier("build", cwd=tmp_path)
    assert "MET019" in refused.stderr
    assert "\x1b" not in refused.stderr + refused.stdout
    write_profile(tmp_path / "profiles", "nurse", title='"\\u202ered\\u009b2J"')
    assert metier("build", cwd=tmp_path).returncode == 0
    shown = metier("query", "SELECT ?t { ?p skos:prefLabel ?t }", cwd=tmp_path).stdout
    assert "\\u202ered\\x9b2J" in shown
    assert "\u202e" not in shown


def test_a_reader_that_stops_listening_is_no_error(built: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m metier query 'SELECT * {{ ?s ?p ?o }}' | head -n 1",
        shell=True,
        cwd=built,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_export_profiles_gives_back_what_was_built(built: Path) -> None:
    done = metier("export", "profiles", "--graph", "exports/graph.nq", "--out", "again", cwd=built)
    assert done.returncode == 0
    assert done.stdout == "profiles: again\n"
    assert read_all(built / "again") == read_all(PROFILES)


def test_exported_profiles_are_readable_blocks(built: Path) -> None:
    metier("export", "profiles", "--out", "again", cwd=built)
    text = (built / "again" / "detective.yaml").read_text(encoding="utf-8")
    assert text.count("    markdown: |-\n") == 20
    assert "\\n" not in text


def test_a_store_on_disk_answers_like_the_file(built: Path) -> None:
    done = metier("build", str(PROFILES), "--store", "kept", cwd=built)
    assert done.returncode == 0
    again = metier("build", str(PROFILES), "--store", "kept", cwd=built)
    assert again.returncode == 0
    stored = metier("query", CUSTOMS_QUERY, "--graph", "kept", cwd=built)
    assert stored.stdout == metier("query", CUSTOMS_QUERY, cwd=built).stdout


def test_a_folder_with_something_else_is_not_taken_for_a_store(built: Path) -> None:
    (built / "papers").mkdir()
    (built / "papers" / "will.txt").write_text("mine")
    done = metier("build", str(PROFILES), "--store", "papers", cwd=built)
    assert done.returncode == 2
    assert (built / "papers" / "will.txt").read_text() == "mine"


def test_a_progress_bar_is_drawn_on_a_terminal_only(tmp_path: Path) -> None:
    for number in range(250):
        write_profile(tmp_path / "profiles", f"job-{number}")
    quiet = metier("build", cwd=tmp_path)
    assert quiet.stderr == ""
    shown, done = on_terminal(tmp_path, "build", "--fresh")
    assert b"reading" in shown
    assert b"\x1b" not in done


def on_terminal(cwd: Path, *arguments: str) -> tuple[bytes, bytes]:
    """Run metier with a terminal as its standard error; return what it drew there, and its output."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "metier", *arguments],
        cwd=cwd,
        stderr=follower,
        stdout=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal says that its other end is closed
        while piece := os.read(leader, 65536):
            shown += piece
    os.close(leader)
    out, _ = process.communicate(timeout=60)
    return shown, out


def test_help_names_every_command() -> None:
    done = metier("--help")
    from metier.cli import COMMANDS

    folder = ROOT / "src" / "metier" / "cli"
    modules = {
        path.stem for path in folder.glob("*.py") if "command(" in path.read_text(encoding="utf-8")
    }
    assert modules - {"__init__"} == set(COMMANDS)
    for name in COMMANDS:
        assert f"  {name} " in done.stdout
        assert metier(name, "--help").returncode == 0


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['metier', '--help']\n"
    code += "from metier.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "print(sorted({'rdflib', 'networkx', 'pyoxigraph', 'yaml', 'rich', 'pyvis'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
