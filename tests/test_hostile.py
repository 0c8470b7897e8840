"""What a hostile or unlucky user once broke, so that it stays mended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import metier
from metier.errors import GraphError, QueryError, UsageError
from metier.graph.names import Names
from metier.pipeline.build import Builder
from metier.pipeline.write import write_build
from metier.readers.yaml_tree import MOST_VALUES, parse_yaml
from metier.slugs import slugify

from .support import write_profile


def codes(*paths: Path) -> list[str]:
    return [problem.code for problem in metier.check(paths)]


def run(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]  # options vary
        [sys.executable, "-m", "metier", *arguments],
        cwd=cwd,
        check=False,
        text=True,
        **{"capture_output": True, **options},
    )


# ---- Stores ------------------------------------------------------------------------------------


def test_a_store_never_takes_the_place_of_something_else(tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse")
    for name, file in (("cur", "CURRENT"), ("db.old", "precious.txt"), ("db.new", "precious.txt")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text("mine")
    assert run("build", "p", "--store", "cur", cwd=tmp_path).returncode == 2
    for _ in range(2):
        assert run("build", "p", "--store", "db", cwd=tmp_path).returncode == 0
    assert len(list((tmp_path / "db").glob("graph-*"))) == 1
    for name, file in (("cur", "CURRENT"), ("db.old", "precious.txt"), ("db.new", "precious.txt")):
        assert (tmp_path / name / file).read_text() == "mine"


def test_the_output_folder_is_no_store(tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse")
    run("build", "p", cwd=tmp_path)
    assert run("build", "p", "--store", "exports", cwd=tmp_path).returncode == 2
    assert (tmp_path / "exports" / "graph.nq").is_file()


def test_asking_a_folder_that_is_no_store_leaves_it_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="is no store"):
        metier.load(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_told_in_a_sentence(tmp_path: Path) -> None:
    for content in ("nonsense", "{}", '{"database": "../.."}', '{"database": "graph-gone"}'):
        (tmp_path / "metier-store.json").write_text(content)
        with pytest.raises(GraphError):
            metier.load(tmp_path)


def test_a_kept_store_can_be_asked_by_two_at_once_and_is_replaced_whole(tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse")
    one = metier.build(tmp_path / "p", store=tmp_path / "db")
    two = metier.load(tmp_path / "db")
    assert len(one) == len(two) > 0
    write_profile(tmp_path / "p", "cook", "kind: bread\n")
    with pytest.raises(metier.errors.InvalidInput):
        metier.build(tmp_path / "p", store=tmp_path / "db")
    assert len(metier.load(tmp_path / "db")) == len(one)


# ---- Reading -----------------------------------------------------------------------------------


def stopped(text: str) -> tuple[str, int]:
    from metier.readers.document import UnreadableError

    with pytest.raises(UnreadableError) as caught:
        parse_yaml(text, "f")
    return caught.value.diagnostic.code, caught.value.diagnostic.line


def test_aliases_that_repeat_a_long_text_are_a_bomb() -> None:
    text = f'a: &a "{"x" * 1_000_000}"\nb:\n' + "  - *a\n" * 9000
    assert stopped(text) == ("MET006", 18)


def test_aliases_that_nest_are_too_deep() -> None:
    lines = ["z0: &z0 " + "[" * 90 + "]" * 90]
    lines += [f"z{n}: &z{n} {'[' * 90}*z{n - 1}{']' * 90}" for n in range(1, 30)]
    assert stopped("\n".join(lines)) == ("MET005", 2)


def test_a_file_with_too_many_values_is_refused_where_they_are_too_many() -> None:
    assert stopped("tags:\n" + "- a\n" * (MOST_VALUES + 5)) == ("MET026", MOST_VALUES - 1)


def test_line_ends_that_only_old_yaml_knows_move_no_line() -> None:
    tree = parse_yaml('title: "a\u2028b"\nslug: t\nsummary: |-\n  one\u2028two\u0085three\n', "f")
    assert tree.places["slug",].line == 2
    assert tree.value == {"title": "a\u2028b", "slug": "t", "summary": "one\u2028two\u0085three"}


def test_metadata_called_sections_are_refused_beside_markdown_sections(tmp_path: Path) -> None:
    path = write_profile(tmp_path, "nurse", "sections: [a]\n")
    text = path.read_text()
    path.unlink()
    (tmp_path / "nurse.md").write_text(f"---\n{text}---\n# Nurse\n\n## Purpose\n\nx\n")
    assert "MET025" in codes(tmp_path)


def test_keys_beside_the_metadata_of_a_record_are_kept(tmp_path: Path) -> None:
    record = {"slug": "t", "title": "T", "aliases": ["KEPT"], "category": "c", "sections": []}
    (tmp_path / "t.json").write_text(json.dumps(record))
    graph = metier.build(tmp_path)
    assert graph.ask('ASK { id:t skos:altLabel "KEPT"@en ; met:category category:c }')


def test_other_files_of_a_folder_do_not_stop_a_build(tmp_path: Path) -> None:
    write_profile(tmp_path, "nurse")
    (tmp_path / "index.json").write_text("[1]")
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "mkdocs.yml").write_text("ext: !!python/name:os.system\n")
    (tmp_path / "k8s.yaml").write_text("a: 1\n---\nb: 2\n")
    (tmp_path / "tsconfig.json").write_text("{ // comment\n}")
    assert set(codes(tmp_path)) == {"MET203"}
    assert metier.build(tmp_path).ask("ASK { id:nurse a met:Occupation }")


def test_linked_folders_are_followed_and_circles_are_not(tmp_path: Path) -> None:
    write_profile(tmp_path / "real", "nurse")
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "linked").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "back").symlink_to(tmp_path / "p")
    assert metier.build(tmp_path / "p").ask("ASK { id:nurse a met:Occupation }")


def test_a_name_that_is_too_long_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        metier.check([tmp_path / ("x" * 300)])
    with pytest.raises(GraphError):
        metier.load(tmp_path / ("x" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_a_file_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = write_profile(tmp_path / "p", "nurse")
    path.rename(os.fsdecode(os.fsencode(path.parent) + b"/n\xff.yaml"))
    assert run("build", "p", cwd=tmp_path).returncode == 0
    report = json.loads((tmp_path / "exports" / "report.json").read_text())
    assert [problem["code"] for problem in report["diagnostics"]] == ["MET108"]


def test_words_that_differ_in_vowel_signs_have_different_slugs() -> None:
    assert len({slugify(word) for word in ("हिन्दी", "हिन्दू", "की", "का", "กิน", "กัน")}) == 6


def test_the_report_does_not_depend_on_how_a_file_was_reached(tmp_path: Path) -> None:
    write_profile(tmp_path / "d" / "sub", "nurse", "related:\n  - {slug: cook, type: related}\n")
    d, nurse = tmp_path / "d", tmp_path / "d" / "sub" / "nurse.yaml"
    reports = [
        write_build(Builder(paths), tmp_path / "o").report for paths in ((d, nurse), (nurse, d))
    ]
    assert reports[0] == reports[1]


# ---- Graphs and queries ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "base",
    [
        "https://x/y#",
        "https://h:abc/",
        "https://x/%zz/",
        "https://[::1/",
        "urn:x:y#",
        "https://x/a#b/",
        "https://x/[a]/",
        "https://x/\ue000/",
        "https://x/\x01/",
    ],
)
def test_a_base_that_gives_no_iri_is_a_wrong_call(base: str) -> None:
    with pytest.raises(UsageError):
        Names(base)


@pytest.mark.parametrize("base", ["https://x/", "http://x.y/z/", "urn:x:", "https://x:8080/é/"])
def test_a_base_that_gives_iris_is_taken(base: str) -> None:
    assert Names(base).practice("a") == f"<{base}id/a>"


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * " + "{" * 10_000 + "}" * 10_000,
        "ASK { FILTER(" + "!" * 100_000 + "true) }",
        "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
        "ASK { FILTER(" + "- " * 5000 + "1) }",
    ],
)
def test_a_query_that_would_crash_the_parser_is_refused(sparql: str, tmp_path: Path) -> None:
    write_profile(tmp_path, "nurse")
    with pytest.raises(QueryError, match="levels deep"):
        metier.build(tmp_path).query(sparql)


@pytest.mark.parametrize(
    "damage",
    [
        'DELETE { ?n schema:position ?x } INSERT { ?n schema:position "x" } WHERE { ?n schema:position ?x }',
        "DELETE { ?d met:describes ?x } INSERT { ?d met:describes id:gone } WHERE { ?d met:describes ?x }",
        'DELETE { ?n met:json ?x } INSERT { ?n met:json "{" } WHERE { ?n met:json ?x }',
        'DELETE { ?n met:pointer ?x } INSERT { ?n met:pointer "/related/x/b" } WHERE { ?n met:pointer ?x }',
        "DELETE WHERE { ?p skos:notation ?x }",
    ],
)
def test_a_damaged_graph_is_told_when_profiles_are_asked_of_it(damage: str, tmp_path: Path) -> None:
    write_profile(
        tmp_path / "p",
        "nurse",
        "tags: [care]\nsalary: much\nrelated:\n- {slug: a, type: related}\n",
    )
    graph = metier.build(tmp_path / "p")
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in graph.prefixes.items())
    in_graph = damage.replace("DELETE WHERE {", "DELETE WHERE { GRAPH graph:nurse {").replace(
        "{ ?", "{ GRAPH graph:nurse { ?"
    )
    graph.store._store.update(
        prefixes + in_graph.replace(" }", " } }").replace("{ GRAPH graph:nurse { GRAPH", "{ GRAPH")
    )
    with pytest.raises(GraphError):
        graph.export("profiles", tmp_path / "out")


def test_profiles_are_not_exported_from_a_graph_without_named_graphs(tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse")
    write_build(Builder([tmp_path / "p"]), tmp_path / "o")
    with pytest.raises(GraphError, match="named graph"):
        metier.load(tmp_path / "o" / "graph.ttl").export("profiles", tmp_path / "out")


def test_a_build_into_a_place_that_a_folder_takes_changes_nothing(tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse")
    write_build(Builder([tmp_path / "p"]), tmp_path / "o")
    before = (tmp_path / "o" / "graph.nq").read_bytes()
    (tmp_path / "o" / "report.json").unlink()
    (tmp_path / "o" / "report.json").mkdir()
    write_profile(tmp_path / "p", "cook")
    with pytest.raises(UsageError, match=r"report\.json"):
        write_build(Builder([tmp_path / "p"]), tmp_path / "o")
    assert (tmp_path / "o" / "graph.nq").read_bytes() == before
    assert not list((tmp_path / "o").glob(".*"))


# ---- Output --------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [("--help",), ("check", "p", "--format", "json")])
def test_a_full_disk_under_the_output_is_told(arguments: tuple[str, ...], tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse")
    with Path("/dev/full").open("w") as full:
        done = run(
            *arguments, cwd=tmp_path, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 1
    assert "can't write" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_stream_of_few_characters_gets_escapes(tmp_path: Path) -> None:
    write_profile(tmp_path / "p", "nurse", "日本: x\n")
    done = run("check", "p", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert "\\u65e5\\u672c" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_no_process_outlives_a_build_that_is_killed(tmp_path: Path) -> None:
    for number in range(1500):
        write_profile(
            tmp_path / "p", f"job-{number}", "sections:\n  - {heading: Tools, markdown: x}\n"
        )
    process = subprocess.Popen(
        [sys.executable, "-m", "metier", "build", "p", "--jobs", "2"],
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    children: list[str] = []
    while process.poll() is None and len(children) < 2:
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        children = listed.read_text().split() if listed.exists() else []
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 20
    while (
        any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < deadline
    ):
        time.sleep(0.05)
    assert children
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
