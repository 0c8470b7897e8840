"""Every kind of problem is reported where it is, once, in words and formats that are safe to show.

Each folder of ``profiles/invalid`` is named after the code that it must give and holds ``input/`` and
``expected.txt``: what ``metier check input`` prints inside that folder. After a change of messages or
places, write all ``expected.txt`` again with ``python tests/regenerate.py`` and read the diff. The
reasons within MET003 are libyaml's, which every wheel of PyYAML has.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import metier
from metier import rules
from metier.cli import cli
from metier.diagnostics import (
    FORMATS,
    Diagnostic,
    Rule,
    Severity,
    as_github,
    as_json,
    as_text,
    printable,
    printable_lines,
)
from metier.readers import find_sources, read
from metier.readers.document import DEEPEST
from metier.readers.text_file import LARGEST

PROFILES = Path(__file__).parent / "profiles"
VALID = PROFILES / "valid"
INVALID = PROFILES / "invalid"
FOLDERS = sorted(path.name for path in INVALID.iterdir())

CODES_WITHOUT_A_FOLDER = {
    "MET001": "test_a_file_that_cannot_be_opened_is_an_error",
    "MET021": "test_a_file_named_by_the_user_must_be_a_profile",
    "MET022": "test_a_file_over_the_limit_is_an_error",
    "MET026": "test_a_file_of_too_many_values_is_an_error",
    "MET301": "test_a_graph_that_breaks_a_shape_is_an_error_at_the_profile",
    "MET302": "test_a_doubt_of_a_shape_is_a_warning_at_the_profile",
}
"""Codes that files kept in git can't provoke with ``metier check input``, and the test of each."""

SOUND = """\
title: Ferry Pilot
slug: ferry-pilot
category: Water
summary: Brings a ferry across the sound.
status: draft
source: {origin: example}
"""
"""A profile in seven lines that gives no problem."""

UNSAFE_CATEGORIES = {"Cc", "Cs", "Zl", "Zp"}
BIDIRECTIONAL_CONTROLS = set(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def codes(found: list[Diagnostic]) -> list[str]:
    return [diagnostic.code for diagnostic in found]


def places(found: list[Diagnostic]) -> list[tuple[str, int]]:
    return [(diagnostic.code, diagnostic.line) for diagnostic in found]


def exit_status(*arguments: str) -> int:
    """Run ``metier`` in this process and return its exit status."""
    with pytest.raises(SystemExit) as stop:
        cli.main(list(arguments), prog_name="metier")
    assert isinstance(stop.value.code, int)
    return stop.value.code


def unsafe_characters(output: str) -> set[str]:
    """Return the characters of an output that a terminal would obey, line ends aside."""
    return {
        character
        for character in output.replace("\n", "")
        if unicodedata.category(character) in UNSAFE_CATEGORIES
        or character in BIDIRECTIONAL_CONTROLS
    }


# ---- The folders ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", FOLDERS)
def test_a_bad_profile_gives_exactly_its_diagnostics(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(INVALID / name)
    expected = Path("expected.txt").read_bytes().decode()
    status = exit_status("check", "input")
    assert capsys.readouterr().out == expected
    assert status == (1 if ": error MET" in expected else 0)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_gives_the_code_that_it_is_named_after(name: str) -> None:
    code = name.split("-")[0]
    lines = (INVALID / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    severity = next(rule.severity for rule in rules.RULES if rule.code == code)
    assert any(f": {severity} {code}: " in line for line in lines)


def test_every_rule_has_a_folder_or_a_test_of_its_own() -> None:
    in_folders = {name.split("-")[0] for name in FOLDERS}
    assert in_folders.isdisjoint(CODES_WITHOUT_A_FOLDER)
    assert in_folders | CODES_WITHOUT_A_FOLDER.keys() == {rule.code for rule in rules.RULES}


@pytest.mark.parametrize("test_name", CODES_WITHOUT_A_FOLDER.values())
def test_the_test_of_an_exception_exists(test_name: str) -> None:
    assert callable(globals().get(test_name))


def test_codes_and_titles_of_rules_are_unique() -> None:
    assert len({rule.code for rule in rules.RULES}) == len(rules.RULES)
    assert len({rule.title for rule in rules.RULES}) == len(rules.RULES)


# ---- Good profiles --------------------------------------------------------------------------


def test_valid_profiles_give_no_problem() -> None:
    assert metier.check([VALID]) == []


def test_valid_profiles_cover_every_form() -> None:
    found = [(source.form, read(source).profile) for source in find_sources([VALID])]
    assert {form for form, _ in found} == {"yaml", "folder", "front-matter", "json"}
    assert any(form == "folder" and profile and profile.source for form, profile in found)


def test_values_that_look_like_other_types_stay_text() -> None:
    (source,) = find_sources([VALID / "clock-repairer.yaml"])
    profile = read(source).profile
    assert profile is not None
    assert (profile.title, profile.category, profile.summary) == ("on", "yes", "1_000")
    assert profile.aliases == (
        *("no", "1.10", "0x1F", "12:30:45", "1e3", ".inf", "0o17", "="),
        *("2026-06-26", "null", "~"),
    )
    assert (profile.created, profile.country_variants[0].region) == (None, "NO")


def test_only_headings_of_markdown_make_sections() -> None:
    (source,) = find_sources([VALID / "piano-tuner"])
    profile = read(source).profile
    assert profile is not None
    assert len(profile.sections) == 20
    markdown = {section.heading: section.markdown for section in profile.sections}
    assert "\n## Not a heading: this is code\n# Neither is this\n" in markdown["Workflow"]
    assert "\n## Vocabulary of broken strings\n" in markdown["Failure Modes"]
    assert "\n## Wire sizes\n" in markdown["Failure Modes"]


# ---- Codes that need more than files in git -------------------------------------------------


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (found,) = metier.check([tmp_path])
    assert (found.code, found.file) == ("MET001", f"{tmp_path.as_posix()}/gone.yaml")
    assert found.message == "can't read the file: No such file or directory"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("README.md", "# Profiles of my own\n", "it has no front matter"),
        ("page.md", "---\nlayout: page\n---\n", "it has no `slug` and no `sections`"),
        ("settings.yaml", "colour: blue\n", "it has no `slug` and no `sections`"),
        ("package.json", '{"name": "x"}', "it has no `slug` and no `sections`"),
    ],
)
def test_a_file_named_by_the_user_must_be_a_profile(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    file = written(tmp_path / name, text)
    empty, in_folder = metier.check([tmp_path])
    assert (in_folder.code, in_folder.severity) == ("MET203", Severity.INFO)
    assert (empty.code, empty.file) == ("MET023", tmp_path.as_posix())
    (named,) = metier.check([file])
    assert (named.code, named.severity) == ("MET021", Severity.ERROR)
    assert named.message == f"the file is no profile: {reason}"


def test_a_file_of_too_many_values_is_an_error(tmp_path: Path) -> None:
    written(tmp_path / "x.yaml", SOUND + "tags:\n" + "- a\n" * 100_001)
    (found,) = metier.check([tmp_path])
    assert found.code == "MET026"


def test_a_file_over_the_limit_is_an_error(tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    (found,) = metier.check([tmp_path])
    assert found.code == "MET022"
    assert found.message == f"the file has {LARGEST + 1} bytes, more than {LARGEST}"


def test_a_graph_that_breaks_a_shape_is_an_error_at_the_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyshacl")
    import rdflib

    from metier.pipeline.knowledge import KnowledgeGraph

    whole = KnowledgeGraph.to_rdflib

    def without_title(graph: KnowledgeGraph) -> rdflib.Dataset:
        data = whole(graph)
        practice = rdflib.URIRef("https://w3id.org/metier/id/ferry-pilot")
        for title in list(data.objects(practice, rdflib.SKOS.prefLabel)):
            data.remove((practice, rdflib.SKOS.prefLabel, title))
        return data

    file = written(tmp_path / "ferry-pilot.yaml", SOUND)
    assert exit_status("check", "--shacl", str(file)) == 0
    capsys.readouterr()
    monkeypatch.setattr(KnowledgeGraph, "to_rdflib", without_title)
    assert exit_status("check", "--shacl", str(file)) == 1
    line = capsys.readouterr().out
    assert line.startswith(f"{file.as_posix()}:1:1: error MET301: ")
    assert "id/ferry-pilot a practice needs a title" in line


def test_a_doubt_of_a_shape_is_a_warning_at_the_profile(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyshacl")
    monkeypatch.chdir(INVALID / "MET106-specialization-cycle")
    assert exit_status("check", "--shacl", "input") == 0
    lines = capsys.readouterr().out.splitlines()
    doubts = [line for line in lines if "warning MET302: " in line]
    assert [line.split(":")[0] for line in doubts] == [
        "input/ferry-pilot.yaml",
        "input/night-baker.yaml",
    ]


# ---- Hostile input --------------------------------------------------------------------------


@pytest.mark.parametrize("levels", [DEEPEST + 50, 20_000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [("[", "]"), ("[", ""), ("- ", ""), ("{a: ", "}"), ("{a: ", ""), ("[{a: ", "")],
    ids=["flow", "open-flow", "dashes", "mappings", "open-mappings", "mixed"],
)
def test_deep_yaml_is_an_error_at_its_line(
    tmp_path: Path, levels: int, opening: str, closing: str
) -> None:
    deep = f"{SOUND}tags:\n  {opening * levels}x{closing * levels}\n"
    written(tmp_path / "ferry-pilot.yaml", deep)
    assert places(metier.check([tmp_path])) == [("MET005", 8)]


def test_deep_block_mappings_are_an_error_at_their_line(tmp_path: Path) -> None:
    nested = "".join(f"{' ' * level}a:\n" for level in range(1_000))
    written(tmp_path / "ferry-pilot.yaml", nested)
    assert places(metier.check([tmp_path])) == [("MET005", DEEPEST + 1)]


def test_deep_front_matter_is_an_error_at_its_line(tmp_path: Path) -> None:
    deep = f"---\n{SOUND}tags: {'[' * 20_000}\n---\n\n# Ferry Pilot\n"
    written(tmp_path / "ferry-pilot.md", deep)
    assert places(metier.check([tmp_path])) == [("MET005", 8)]


@pytest.mark.parametrize("levels", [DEEPEST + 50, 20_000])
@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ('{"a": ', "}")], ids=["arrays", "objects"]
)
def test_deep_json_is_an_error_at_its_line(
    tmp_path: Path, levels: int, opening: str, closing: str
) -> None:
    deep = f'{{\n"slug": "x",\n"metadata":\n{opening * levels}1{closing * levels}}}'
    written(tmp_path / "x.json", deep)
    assert places(metier.check([tmp_path])) == [("MET005", 4)]


def test_as_many_levels_as_allowed_are_read(tmp_path: Path) -> None:
    inner = DEEPEST - 1
    written(tmp_path / "ferry-pilot.yaml", f"{SOUND}extra: {'[' * inner}{']' * inner}\n")
    written(
        tmp_path / "x.json",
        f'{{"slug": "x", "title": "X", "sections": [], "m": {"[" * inner}{"]" * inner}}}',
    )
    assert "MET005" not in codes(metier.check([tmp_path]))


def lists_of_lists() -> str:
    return "a0: &a0 [x, x]\n" + "".join(
        f"a{level}: &a{level} [*a{level - 1}, *a{level - 1}]\n" for level in range(1, 40)
    )


def mappings_of_mappings() -> str:
    return "a0: &a0 {x: x, y: y}\n" + "".join(
        f"a{level}: &a{level} {{x: *a{level - 1}, y: *a{level - 1}}}\n" for level in range(1, 40)
    )


def one_long_list_often() -> str:
    return f"a: &a [{'x, ' * 40_000}]\nb:\n" + "  - *a\n" * 40


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            lists_of_lists(),
            15,
        ),  # 98,000 values before the second alias of that line, 131,000 after it
        (mappings_of_mappings(), 14),
        (one_long_list_often(), 4),
        ("tags: &all\n- *all\n", 2),
        ("a: &a\n  b: *a\n", 2),
    ],
    ids=["lists", "mappings", "quadratic", "list-in-itself", "mapping-in-itself"],
)
def test_an_alias_that_grows_is_an_error_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    written(tmp_path / "bomb.yaml", text)
    assert places(metier.check([tmp_path])) == [("MET006", line)]


def test_an_alias_that_grows_in_front_matter_is_an_error_at_its_line(tmp_path: Path) -> None:
    written(tmp_path / "bomb.md", f"---\n{lists_of_lists()}---\n\n# Bomb\n")
    assert places(metier.check([tmp_path])) == [("MET006", 16)]


# ---- All problems, not only the first -------------------------------------------------------


def test_every_file_and_every_key_of_a_run_is_reported(tmp_path: Path) -> None:
    broken = SOUND.replace("title: Ferry Pilot", "title:") + "kind: job\ncreated: soon\nhobby: x\n"
    written(tmp_path / "a.yaml", "title: [\nslug: a\n")
    written(tmp_path / "b.yaml", b"title: \xff\n")
    written(tmp_path / "c.yaml", broken)
    written(tmp_path / "d.md", "---\ntitle: x\nslug: d\n")
    written(tmp_path / "e.json", '{"slug"')
    found = [(Path(one.file).name, one.code) for one in metier.check([tmp_path])]
    assert found == [
        ("a.yaml", "MET003"),
        ("b.yaml", "MET002"),
        ("c.yaml", "MET011"),
        ("c.yaml", "MET015"),
        ("c.yaml", "MET014"),
        ("c.yaml", "MET103"),
        ("d.md", "MET008"),
        ("e.json", "MET007"),
    ]


def test_problems_are_the_same_however_many_processes_read(tmp_path: Path) -> None:
    for number in range(60):
        text = SOUND.replace("slug: ferry-pilot", f"slug: p{number}")
        extra = "created: soon\n" if number % 3 == 0 else "difficulty: hard\n"
        written(tmp_path / f"p{number}.yaml", text + extra)
    alone = metier.check([tmp_path], jobs=1)
    assert codes(alone).count("MET014") == 20
    assert codes(alone).count("MET110") == 40
    assert metier.check([tmp_path], jobs=2) == alone


# ---- Exit status ----------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize(
    ("name", "status", "strict_status"),
    [
        ("MET014-bad-date", 1, 1),
        ("MET103-unknown-key", 0, 1),
        ("MET201-other-heading", 0, 0),
    ],
    ids=["error", "warning", "remark"],
)
def test_the_exit_status_tells_the_worst_problem(
    name: str, status: int, strict_status: int, format_name: str
) -> None:
    path = str(INVALID / name / "input")
    assert exit_status("check", "--format", format_name, path) == status
    assert exit_status("check", "--strict", "--format", format_name, path) == strict_status


def test_the_exit_status_is_0_without_problems_even_if_strict() -> None:
    assert exit_status("check", "--strict", str(VALID)) == 0


def test_results_go_to_stdout_and_their_count_to_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    exit_status("check", str(INVALID / "MET012-wrong-type" / "input"))
    output = capsys.readouterr()
    assert output.out.count("\n") == output.out.count("error MET012") == 4
    assert output.err == "4 errors\n"


# ---- Formats --------------------------------------------------------------------------------

ODD = Diagnostic(
    file="a:b,c%d\ne.yaml",
    line=3,
    column=7,
    code="MET103",
    severity=Severity.WARNING,
    message="100% odd: a, b\r\nc",
    cure="Mend it",
)


def test_json_holds_every_field_as_it_is() -> None:
    (record,) = json.loads(as_json([ODD]))
    assert record == {
        "file": "a:b,c%d\ne.yaml",
        "line": 3,
        "column": 7,
        "code": "MET103",
        "severity": "warning",
        "message": "100% odd: a, b\r\nc",
        "cure": "Mend it",
    }


def test_json_without_problems_is_an_empty_list() -> None:
    assert json.loads(as_json([])) == []


def test_github_commands_stay_on_one_line_and_in_their_fields() -> None:
    # https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts: what is escaped where
    assert as_github([ODD]) == (
        "::warning file=a%3Ab%2Cc%25d%0Ae.yaml,line=3,col=7,title=MET103"
        "::100%25 odd: a, b%0D%0Ac. Mend it.\n"
    )


@pytest.mark.parametrize(
    ("rule", "level"),
    [(rules.BAD_DATE, "error"), (rules.UNKNOWN_KEY, "warning"), (rules.SKIPPED, "notice")],
)
def test_github_has_a_level_for_each_severity(rule: Rule, level: str) -> None:
    found = rule.at("x.yaml", key="k", value="v", reason="r")
    assert as_github([found]).startswith(f"::{level} file=x.yaml,line=1,col=1,title={rule.code}::")


def test_text_is_one_line_a_problem() -> None:
    assert as_text([ODD]) == (
        "a:b,c%d\\ne.yaml:3:7: warning MET103: 100% odd: a, b\\r\\nc. Mend it.\n"
    )


def test_braces_in_a_profile_are_not_filled_in() -> None:
    found = rules.BAD_DATE.at("x.yaml", key="{value}", value="{key} {0} {")
    assert found.message == "`{value}` is `{key} {0} {`, which is no date"


def test_a_long_value_is_cut_in_a_message() -> None:
    found = rules.BAD_DATE.at("x.yaml", key="created", value="9" * 5_000)
    assert 100 < found.message.count("9") < 1_000
    assert "9…`, which is no date" in found.message


# ---- Terminals ------------------------------------------------------------------------------

ATTACKS = {
    "escape": "\x1b[31mred\x1b]0;title\x07",
    "c1": "\x9b31mred",
    "bidi-override": "\u202etxt.exe",
    "bidi-isolate": "\u2066txt\u2069",
    "return": "right\rwrong",
    "delete": "x\x7f\x08",
    "line-separator": "one\u2028two\u0085three",
    "surrogate": "\ud83d",
}


@pytest.mark.parametrize("format_name", list(FORMATS))
def test_no_format_hands_a_control_character_to_a_terminal(format_name: str) -> None:
    found = [
        Diagnostic(attack, 1, 1, "MET103", Severity.WARNING, attack, attack)
        for attack in ATTACKS.values()
    ]
    output = FORMATS[format_name](found)
    assert unsafe_characters(output) == set()
    assert output.encode()


@pytest.mark.parametrize("format_name", list(FORMATS))
def test_a_hostile_profile_is_told_without_its_control_characters(
    tmp_path: Path, format_name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = r'"\e[2J\x9b\u202e": [x]' + "\n" + r'kind: "\e]0;owned\x07"' + "\n"
    written(tmp_path / "ferry\x1b[31m-pilot.yaml", SOUND + hostile)
    assert exit_status("check", "--format", format_name, str(tmp_path)) == 1
    output = capsys.readouterr()
    assert "MET015" in output.out
    assert "MET103" in output.out
    assert unsafe_characters(output.out + output.err) == set()


@given(st.text())
def test_printable_text_is_safe_and_stays_so(text: str) -> None:
    shown = printable(text)
    assert unsafe_characters(shown) == set()
    assert "\n" not in shown
    assert printable(shown) == shown


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_printable_leaves_letters_digits_and_signs_alone(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    "text", ["naïve café", "製本 🧵", "👩‍🚒", "می‌خواهم", "10\u00a0kg", "a\\nb"]
)
def test_printable_leaves_ordinary_text_of_any_language_alone(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("make", "shown"), [(printable, "a\\nb\\x1b"), (printable_lines, "a\nb\\x1b")]
)
def test_only_printable_lines_keeps_line_ends(make: Callable[[str], str], shown: str) -> None:
    assert make("a\nb\x1b") == shown


# ---- Where a problem is told, and that it is told at all --------------------------------------


def test_a_json_key_written_twice_is_reported_at_its_line(tmp_path: Path) -> None:
    text = '{"slug": "x", "title": "X", "sections": [],\n"metadata": {"status": "draft",\n"status": "stub"}}'
    written(tmp_path / "x.json", text)
    found = next(one for one in metier.check([tmp_path]) if one.code == "MET004")
    assert (found.line, found.column) == (3, 1)
    assert found.message == "the key `status` was given already in line 2"


def test_a_byte_order_mark_does_not_move_the_byte_at_fault(tmp_path: Path) -> None:
    written(tmp_path / "x.yaml", b"\xef\xbb\xbftitle: \xe9\n")
    (found,) = metier.check([tmp_path])
    assert (found.column, found.message) == (8, "byte 0xE9 is not UTF-8")


def test_an_unknown_key_of_a_section_is_reported(tmp_path: Path) -> None:
    section = "sections:\n  - heading: Persona\n    markdwon: Never lost.\n"
    written(tmp_path / "ferry-pilot.yaml", SOUND + section)
    assert ("MET103", 9) in places(metier.check([tmp_path]))


def test_json_metadata_that_are_no_mapping_are_reported(tmp_path: Path) -> None:
    written(
        tmp_path / "x.json", '{"slug": "x", "title": "X", "metadata": ["lost"], "sections": []}'
    )
    assert "MET012" in codes(metier.check([tmp_path]))


def test_an_empty_entry_is_not_called_text_where_text_is_wanted(tmp_path: Path) -> None:
    written(tmp_path / "ferry-pilot.yaml", SOUND + 'tags: [""]\n')
    (found,) = metier.check([tmp_path])
    assert "is text, but text" not in found.message


@pytest.mark.parametrize(
    "slug", ["Ferry Pilot", "日本-pilot", "pilot-日本-north", "Ontology", "CON"]
)
def test_the_suggested_slug_is_a_safe_one(tmp_path: Path, slug: str) -> None:
    file = written(tmp_path / "x.yaml", SOUND.replace("ferry-pilot", slug))
    (found,) = [one for one in metier.check([file]) if one.code == "MET013"]
    better = found.cure.split("`")[1]
    written(file, SOUND.replace("ferry-pilot", better))
    assert not any(one.is_error for one in metier.check([file]))


def test_a_profile_folder_can_be_checked_from_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "ferry-pilot" / "metadata.yaml", SOUND)
    written(tmp_path / "ferry-pilot" / "SOUL.md", "# Ferry Pilot\n")
    monkeypatch.chdir(tmp_path / "ferry-pilot")
    assert metier.check(["."]) == metier.check(["metadata.yaml"]) == []


def test_text_before_the_first_section_is_reported_at_its_line(tmp_path: Path) -> None:
    written(tmp_path / "ferry-pilot.md", f"---\n{SOUND}---\n\n# Ferry Pilot\n\nA pilot crosses.\n")
    assert places(metier.check([tmp_path])) == [("MET202", 12)]


def test_a_link_to_a_profile_with_an_error_leads_somewhere(tmp_path: Path) -> None:
    link = "related:\n  - {slug: night-baker, type: related}\n"
    written(tmp_path / "ferry-pilot.yaml", SOUND + link)
    baker = SOUND.replace("ferry-pilot", "night-baker").replace("Ferry Pilot", "Night Baker")
    written(tmp_path / "night-baker.yaml", baker + "created: soon\n")
    assert codes(metier.check([tmp_path])) == ["MET014"]


def test_a_folder_with_no_profile_among_its_files_is_an_error(tmp_path: Path) -> None:
    written(tmp_path / "README.md", "# Nothing\n")
    assert "MET023" in codes(metier.check([tmp_path]))


def test_long_front_matter_of_a_soul_is_seen(tmp_path: Path) -> None:
    text = f"---\n{SOUND}tags:\n{''.join(f'  - tag {n}{chr(10)}' for n in range(500))}---\n"
    file = written(tmp_path / "ferry-pilot" / "SOUL.md", text)
    assert "MET009" not in codes(metier.check([file.parent]))
