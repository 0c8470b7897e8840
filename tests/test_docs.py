"""Documentation that can't rot: generated pages are what the code says now."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from metier.diagnostics import FORMATS, Rule
from metier.rules import RULES

ROOT = Path(__file__).resolve().parents[1]
DIAGNOSTICS = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")


def loaded_generator() -> ModuleType:
    """Import ``docs/generate.py``, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = loaded_generator()


pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"  # pyLODE leaves its files open
)


@pytest.mark.parametrize("page", generate.PAGES)
def test_a_generated_page_is_current(page: str) -> None:
    assert (ROOT / page).read_bytes().decode() == generate.PAGES[page]()


def test_check_tells_stale_pages_and_writing_mends_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main(["--check"], tmp_path) == 1
    told = capsys.readouterr().err
    assert all(page in told for page in generate.PAGES)
    assert list(tmp_path.iterdir()) == []
    assert generate.main([], tmp_path) == 0
    assert generate.main(["--check"], tmp_path) == 0
    page = tmp_path / next(iter(generate.PAGES))
    page.write_bytes(page.read_bytes() + b"edited by hand\n")
    assert generate.main(["--check"], tmp_path) == 1


def test_every_code_has_a_row_and_an_entry_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert re.findall(r"^\| \[(MET\d+)\]", DIAGNOSTICS, re.MULTILINE) == codes
    assert re.findall(r"^### (MET\d+): ", DIAGNOSTICS, re.MULTILINE) == codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_an_entry_says_what_is_wrong_what_to_do_and_shows_an_example(rule: Rule) -> None:
    start = DIAGNOSTICS.index(f"### {rule.code}: {rule.title}\n")
    entry = DIAGNOSTICS[start:].split("\n### ")[0]
    assert f"\n{rule.severity.capitalize()}: {rule.message}.\n" in entry
    assert f"\nWhat to do: {rule.cure}.\n" in entry
    assert f"```text\n{rule.example}\n```" in entry


def test_links_of_the_table_lead_to_entries() -> None:
    headings = re.findall(r"^### (.+)$", DIAGNOSTICS, re.MULTILINE)
    anchors = [
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings
    ]
    assert re.findall(r"^\| \[MET\d+\]\(#([^)]+)\)", DIAGNOSTICS, re.MULTILINE) == anchors


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_explained_with_an_example(name: str) -> None:
    assert re.search(rf"^`{name}`: .+\n\n```text\n.*MET101", DIAGNOSTICS, re.MULTILINE | re.DOTALL)
