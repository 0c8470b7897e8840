"""Five forms of a profile give the same Profile; what can't be read is refused with its place."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from metier.errors import UsageError
from metier.model import Link, Profile, Section
from metier.readers import Source, find_sources, read
from metier.readers.json_tree import json_places, parse_json
from metier.readers.yaml_tree import parse_yaml

YAML_METADATA = """\
title: Piano Tuner
slug: piano-tuner
aliases: [tuner]
created: 2026-01-02
updated: '2026-01-03'
related:
  - slug: luthier
    type: adjacent
    note: strings under tension
"""
SECTIONS = {"Purpose": "Keeps pianos\nin tune.", "Tools": "- **Fork** — A4 at 440 Hz."}
TUNER = Profile(
    title="Piano Tuner",
    slug="piano-tuner",
    aliases=("tuner",),
    created=datetime.date(2026, 1, 2),
    updated=datetime.date(2026, 1, 3),
    related=(Link("luthier", "adjacent", "strings under tension"),),
    sections=tuple(Section(*pair) for pair in SECTIONS.items()),
)


def markdown() -> str:
    parts = "".join(f"## {heading}\n\n{text}\n\n" for heading, text in SECTIONS.items())
    return "# Piano Tuner\n\n" + parts


def write_form(folder: Path, form: str) -> Path:
    if form == "folder":
        home = folder / "piano-tuner"
        home.mkdir()
        (home / "metadata.yaml").write_text(YAML_METADATA, encoding="utf-8")
        (home / "SOUL.md").write_text(markdown(), encoding="utf-8")
    elif form == "front-matter":
        (folder / "piano-tuner.md").write_text(
            f"---\n{YAML_METADATA}---\n\n{markdown()}", encoding="utf-8"
        )
    elif form == "yaml":
        entries = "".join(
            f"  - heading: {heading}\n    markdown: {json.dumps(text)}\n"
            for heading, text in SECTIONS.items()
        )
        (folder / "piano-tuner.yaml").write_text(
            f"{YAML_METADATA}sections:\n{entries}", encoding="utf-8"
        )
    else:
        record = {
            "slug": "piano-tuner",
            "title": "Piano Tuner",
            "metadata": {
                "title": "Piano Tuner",
                "slug": "piano-tuner",
                "aliases": ["tuner"],
                "created": "2026-01-02",
                "updated": "2026-01-03",
                "related": [
                    {"slug": "luthier", "type": "adjacent", "note": "strings under tension"}
                ],
            },
            "sections": [
                {
                    "heading": heading,
                    "id": heading.lower(),
                    "markdown": text,
                    "html": "<p>",
                    "wordCount": 3,
                }
                for heading, text in SECTIONS.items()
            ],
            "computed": {"wordCount": 6},
        }
        (folder / "piano-tuner.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


FORMS = ("folder", "front-matter", "yaml", "json")


def only_source(folder: Path) -> Source:
    (source,) = find_sources([folder])
    return source


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_profile(form: str, tmp_path: Path) -> None:
    source = only_source(write_form(tmp_path, form))
    assert source.form == form
    assert read(source).profile == TUNER


@pytest.mark.parametrize("form", FORMS)
def test_byte_order_marks_and_windows_line_ends_change_nothing(form: str, tmp_path: Path) -> None:
    write_form(tmp_path, form)
    for path in tmp_path.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(only_source(tmp_path)).profile == TUNER


@pytest.mark.parametrize("form", FORMS)
def test_the_place_of_a_link_is_known_in_every_form(form: str, tmp_path: Path) -> None:
    reading = read(only_source(write_form(tmp_path, form)))
    place = reading.places.of(("related", 0, "type"))
    line = Path(place.file).read_text(encoding="utf-8").split("\n")[place.line - 1]
    assert line[place.column - 1 :].lstrip('"').startswith("type")


def test_the_place_of_a_section_is_its_heading(tmp_path: Path) -> None:
    reading = read(only_source(write_form(tmp_path, "folder")))
    place = reading.places.of(("sections", 1))
    assert place.file.endswith("SOUL.md")
    assert Path(place.file).read_text(encoding="utf-8").split("\n")[place.line - 1] == "## Tools"


def test_a_file_of_unknown_suffix_is_recognised_by_its_content(tmp_path: Path) -> None:
    for form in ("front-matter", "yaml", "json"):
        folder = tmp_path / form
        folder.mkdir()
        (original,) = write_form(folder, form).iterdir()
        odd = original.rename(folder / "profile.txt")
        (source,) = find_sources([odd])
        assert source.form == form
        assert read(source).profile == TUNER


def test_text_stays_the_text_that_was_written() -> None:
    tree = parse_yaml(
        "a: no\nb: on\nc: 1.10\nd: 010\ne: 12:30:45\nf: 2026-06-26\ng: 0x1F\nh: ~\n", "f"
    )
    assert tree.value == {
        "a": "no",
        "b": "on",
        "c": "1.10",
        "d": "010",
        "e": "12:30:45",
        "f": "2026-06-26",
        "g": "0x1F",
        "h": None,
    }


def test_a_quoted_null_is_text() -> None:
    assert parse_yaml("a: 'null'\nb: null", "f").value == {"a": "null", "b": None}


def test_json_numbers_and_truth_values_stay_text() -> None:
    assert parse_json('{"a": 1.10, "b": true, "c": null}', "f").value == {
        "a": "1.10",
        "b": "true",
        "c": None,
    }


def test_json_places_point_at_keys_and_entries() -> None:
    text = '{\n  "a": [1, {"b": [[2],\n    3]}],\n  "c": "x, [y]: \\" {",\n  "d": {}\n}'
    places = {path: (place.line, place.column) for path, place in json_places(text, "f").items()}
    assert places == {
        ("a",): (2, 3),
        ("a", 0): (2, 9),
        ("a", 1): (2, 12),
        ("a", 1, "b"): (2, 13),
        ("a", 1, "b", 0): (2, 19),
        ("a", 1, "b", 0, 0): (2, 20),
        ("a", 1, "b", 1): (3, 5),
        ("c",): (4, 3),
        ("d",): (5, 3),
    }


def test_yaml_places_count_characters_not_bytes() -> None:
    tree = parse_yaml("é: {ü: [a, b]}", "f")
    assert tree.places["é", "ü", 1] == ("f", 1, 12)


def test_a_path_that_is_not_there_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="nowhere"):
        find_sources(["nowhere"])


def test_files_that_are_no_profiles_are_left_out_of_a_folder_and_refused_by_name(
    tmp_path: Path,
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# About\n", encoding="utf-8")
    (in_folder,) = find_sources([tmp_path])
    (by_name,) = find_sources([readme])
    assert [problem.code for problem in read(in_folder).problems] == ["MET203"]
    assert [problem.code for problem in read(by_name).problems] == ["MET021"]


def test_a_folder_named_twice_is_read_once(tmp_path: Path) -> None:
    write_form(tmp_path, "folder")
    assert (
        len(
            find_sources([tmp_path, tmp_path / "piano-tuner", tmp_path / "piano-tuner" / "SOUL.md"])
        )
        == 1
    )
