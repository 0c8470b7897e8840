"""``jsonschema``: the package jsonschema takes the schema, and the schema takes every profile.

It stands for the YAML extension of VS Code and for check-jsonschema, which runs it.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import metier
from metier.export import find_format
from metier.readers import find_sources
from tests.support import PROFILES
from tests.test_ontology import texts

from .conftest import Exported

REOPENS = ("jsonschema",)

Validator = jsonschema.Draft202012Validator


def schema_of(exported: Exported) -> Any:
    schema = json.loads(exported.text("jsonschema"))
    Validator.check_schema(schema)
    return schema


def refusals(schema: Any, folder: Path) -> list[str]:
    validator = Validator(schema, format_checker=Validator.FORMAT_CHECKER)
    paths = [source.path for source in find_sources([folder])]
    assert len(paths) > 2
    return [error.message for path in paths for error in validator.iter_errors(texts(path))]


def test_it_takes_the_profiles_that_it_is_made_of(own: Exported, awkward: Exported) -> None:
    assert refusals(schema_of(own), PROFILES) == []
    assert refusals(schema_of(awkward), awkward.folder / "profiles") == []


def test_it_refuses_what_the_schema_of_the_project_refuses(own: Exported) -> None:
    validator = Validator(schema_of(own))
    profile = {"title": "Nurse", "slug": "nurse"}
    assert validator.is_valid({**profile, "tags": ["one that nobody used"], "category": "New"})
    assert not validator.is_valid({**profile, "tags": [1]})
    assert not validator.is_valid({**profile, "tags": [" "]})
    assert not validator.is_valid({**profile, "related": [{"slug": "x", "type": "friend"}]})
    assert not validator.is_valid({"title": "Nurse"})


def test_examples_are_the_values_in_use_most_used_first(any_exported: Exported) -> None:
    keys = schema_of(any_exported)["properties"]
    rows = [row for row in any_exported.selection.nodes if row.status]
    used = {
        "category": Counter(row.category for row in rows if row.category),
        "status": Counter(row.status for row in rows),
        "tags": Counter(tag for row in rows for tag in row.tags),
        "slug": Counter(row.slug for row in rows),
    }
    examples = {
        "category": keys["category"]["examples"],
        "status": keys["status"]["examples"],
        "tags": keys["tags"]["items"]["examples"],
        "slug": keys["related"]["items"]["properties"]["slug"]["examples"],
    }
    assert set(used["status"]) | {"stub", "draft", "reviewed", "verified"} == set(
        examples["status"]
    )
    for key in ("category", "tags", "slug"):
        found, counts = examples[key], used[key]
        assert len(found) == len(set(found)) == min(len(counts), 1000)
        assert sorted(counts.values(), reverse=True)[: len(found)] == [counts[v] for v in found]


def test_awkward_values_arrive_as_they_are(awkward: Exported) -> None:
    keys = schema_of(awkward)["properties"]
    assert keys["category"]["examples"] == ["Crafts; & <others>"]
    assert "semi;colon" in keys["tags"]["items"]["examples"]


def test_it_is_named_below_the_base_of_the_graph() -> None:
    graph = metier.build(PROFILES, base="https://example.org/jobs/", jobs=1)
    (text,) = metier.export.find_format("jsonschema").pieces(graph.selection())  # type: ignore[misc]
    assert json.loads(str(text))["$id"] == "https://example.org/jobs/profile.schema.json"


@pytest.mark.parametrize("center", ["customs-officer", "suspicious activity report"])
def test_a_part_has_the_values_of_its_profiles(own: Exported, center: str) -> None:
    part = own.around(center)
    slugs = schema_of(part)["properties"]["related"]["items"]["properties"]["slug"]["examples"]
    assert set(slugs) == {row.slug for row in part.selection.nodes if row.status}


def test_the_recipe_checks_the_profiles_and_no_other_file(own: Exported) -> None:
    recipe = re.search(r"\$\((grep -l .+?)\)", find_format("jsonschema").opening)
    assert recipe
    command = ["sh", "-c", recipe[1]]
    found = subprocess.run(command, cwd=PROFILES.parent, capture_output=True, text=True, check=True)
    paths = [PROFILES.parent / line for line in found.stdout.splitlines()]
    assert sorted(paths) == sorted(source.path for source in find_sources([PROFILES]))
    validator = Validator(schema_of(own), format_checker=Validator.FORMAT_CHECKER)
    assert not [error for path in paths for error in validator.iter_errors(texts(path))]
    assert not validator.is_valid(texts(PROFILES / "dataset.yaml"))


def test_a_profile_may_name_its_schema_in_its_first_line(own: Exported, tmp_path: Path) -> None:
    recipe = re.search(r"# yaml-language-server: \$schema=FILE", find_format("jsonschema").opening)
    assert recipe
    first_line = recipe[0].replace("FILE", "profile.schema.json")
    for source in find_sources([PROFILES]):
        text = f"{first_line}\n{source.path.read_text(encoding='utf-8')}"
        (tmp_path / source.path.name).write_text(text, encoding="utf-8")
    assert refusals(schema_of(own), tmp_path) == []
