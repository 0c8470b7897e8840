"""The commands that ask a built graph: what they print, what programs get, what they say of wrong names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from metier.cli import cli

from .smithy import write_smithy
from .support import write_profile

BASE = "https://w3id.org/metier/"
ONE_EACH = (
    ["show", "smith"],
    ["show", "tool:anvil"],
    ["neighbors", "smith", "--depth", "2", "--include", "all"],
    ["path", "farrier", "chemist", "--explain", "--k", "3", "--include", "all"],
    ["compare", "smith", "farrier", "--all"],
    ["similar", "smith"],
    ["search", "iron"],
    ["stats"],
    ["suggest", "--confidence", "0"],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    write_smithy(folder / "profiles")
    assert run("build", str(folder / "profiles"), "--out", str(folder / "out")).exit_code == 0
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=True)


def ask(folder: Path, *arguments: str) -> Result:
    where = ["--graph", str(folder / "out" / "graph.nq")]
    if arguments[0] == "suggest":
        where += ["--profiles", str(folder / "profiles")]
    return run(*arguments, *where)


def answer(folder: Path, *arguments: str) -> Any:
    result = ask(folder, *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize("command", ONE_EACH, ids=" ".join)
def test_what_is_printed_fits_80_columns(folder: Path, command: list[str]) -> None:
    result = ask(folder, *command)
    assert result.exit_code == 0
    assert result.stdout.strip()
    too_long = [line for line in result.stdout.splitlines() if len(line) > 80]
    assert not [line for line in too_long if str(folder) not in line]


@pytest.mark.parametrize("command", ONE_EACH, ids=" ".join)
def test_programs_get_json_with_iris(folder: Path, command: list[str]) -> None:
    assert BASE in json.dumps(answer(folder, *command))


def test_a_path_has_the_shape_that_programs_rely_on(folder: Path) -> None:
    (path,) = answer(folder, "path", "farrier", "miner")["paths"]
    assert path["length"] == 2
    assert path["steps"] == [
        {
            "from": f"{BASE}id/farrier",
            "to": f"{BASE}id/smith",
            "type": "specialization",
            "direction": "backward",
            "note": "a smith who shoes horses",
            "relation": f"{BASE}relation/smith--specialization--farrier",
        },
        {
            "from": f"{BASE}id/smith",
            "to": f"{BASE}id/miner",
            "type": "collaboration",
            "direction": "forward",
            "note": "buys the ore",
            "relation": f"{BASE}relation/smith--collaboration--miner",
        },
    ]


def test_neighbors_have_the_shape_that_programs_rely_on(folder: Path) -> None:
    found = answer(folder, "neighbors", "chemist")
    assert found["center"] == f"{BASE}id/chemist"
    assert found["nodes"] == [
        {"id": f"{BASE}id/chemist", "label": "Chemist", "kind": "Occupation", "distance": 0},
        {"id": f"{BASE}id/miner", "label": "Miner", "kind": "Occupation", "distance": 1},
    ]
    (edge,) = found["edges"]
    assert (edge["source"], edge["target"]) == (f"{BASE}id/miner", f"{BASE}id/chemist")
    assert edge["note"] == "has the ore assayed"


def test_no_path_is_an_answer(folder: Path) -> None:
    result = ask(folder, "path", "apprentice", "chemist", "--career")
    assert result.exit_code == 0
    assert "no path leads from apprentice to chemist" in result.stdout
    assert "smith" in result.stdout
    found = answer(folder, "path", "apprentice", "chemist", "--career")
    assert found["paths"] == []
    assert found["nearest"] == f"{BASE}id/smith"


def test_what_was_understood_is_told(folder: Path) -> None:
    result = ask(folder, "show", "Ironworker")
    assert result.stderr == "Ironworker: Smith (smith)\n"
    assert ask(folder, "show", "smith").stderr == ""


@pytest.mark.parametrize(
    "command",
    [["show"], ["neighbors"], ["similar"], ["compare", "smith"], ["path", "smith"], ["suggest"]],
    ids=" ".join,
)
def test_every_command_suggests_the_nearest_name(folder: Path, command: list[str]) -> None:
    result = ask(folder, *command, "farier")
    assert "no occupation 'farier'; did you mean farrier?" in str(result.exception)


def test_what_can_not_be_mended_fails(folder: Path, tmp_path: Path) -> None:
    write_profile(tmp_path, "somebody-else")
    graph = ["--graph", str(folder / "out" / "graph.nq"), "--confidence", "0"]
    result = run("suggest", "--profiles", str(tmp_path), *graph, "--apply")
    assert result.exit_code == 1
    assert "no file of the profile 'chemist' is below these paths" in result.stderr


def test_options_that_do_not_go_together_are_refused(folder: Path) -> None:
    assert ask(folder, "suggest", "--patch", "--apply").exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_a_script(shell: str) -> None:
    assert "_METIER_COMPLETE" in run("completion", shell).stdout


def test_a_shell_completes_occupations(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.shell_completion import ShellComplete

    (folder / "exports").symlink_to(folder / "out")
    monkeypatch.chdir(folder)
    complete = ShellComplete(cli, {}, "metier", "_METIER_COMPLETE")
    assert [one.value for one in complete.get_completions(["show"], "f")] == ["farrier"]
    monkeypatch.chdir(folder / "profiles")
    assert complete.get_completions(["show"], "f") == []


HOSTILE = "\u202eevil\x1b]0;owned\x07"


def test_hostile_text_reaches_no_terminal(tmp_path: Path) -> None:
    tools = (
        'sections:\n- heading: Tools\n  markdown: "- **An\\u202Evil** \\u2014 to\\u202E forge on"\n'
    )
    note = 'related: [{slug: b, type: adjacent, note: "a\\u202Enote\\u2066"}]\n'
    write_profile(tmp_path / "profiles", "a", note + tools, title='"A\\u202Eb"')
    write_profile(tmp_path / "profiles", "b", note.replace("slug: b", "slug: a") + tools)
    assert run("build", str(tmp_path / "profiles"), "--out", str(tmp_path / "out")).exit_code == 0
    for command in (
        ["show", "a"],
        ["neighbors", "b", "--include", "all"],
        ["path", "b", "a", "--explain"],
        ["compare", "a", "b"],
        ["similar", "b"],
        ["search", "forge"],
        ["stats"],
        ["suggest", "--confidence", "0"],
    ):
        result = ask(tmp_path, *command)
        assert result.exit_code == 0
        assert not {"\u202e", "\u2066", "\x1b"} & set(result.output), command
    assert "\x1b" not in str(ask(tmp_path, "show", HOSTILE).output)


def test_a_neighbor_comes_with_the_note_that_is_about_it(tmp_path: Path) -> None:
    """The one that the center wrote, whichever profile comes first; ↔ needs one type on both sides."""
    link = "related:\n  - {{slug: {0}, type: {1}, note: {2}}}\n"
    write_profile(tmp_path / "p", "alpha", link.format("omega", "progression", "of omega"))
    write_profile(tmp_path / "p", "omega", link.format("alpha", "prerequisite", "of alpha"))
    graph = str(tmp_path / "built" / "graph.nq")
    assert run("build", str(tmp_path / "p"), "--out", str(tmp_path / "built")).exit_code == 0
    assert "“of omega”" in run("neighbors", "alpha", "--graph", graph).stdout
    told = run("neighbors", "omega", "--graph", graph).stdout
    assert "“of alpha”" in told
    assert "→ prerequisite" in told
