"""``metier explain`` tells who shares a concept, who doesn't, and the evidence for both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from metier.cli import cli
from metier.errors import UsageError
from metier.pipeline.explain import explain
from metier.pipeline.knowledge import load
from metier.pipeline.making import build

from .support import write_profile

MEANINGS = {
    "bookkeeper": "matching the ledger to the bank statement",
    "auditor": "agreeing the ledger with the bank statement",
    "therapist": "estranged kin speak again\x1b[31m",
}


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    for slug, meaning in MEANINGS.items():
        shown = meaning.replace("\x1b", "\u202e")
        text = f"sections:\n- heading: Vocabulary\n  markdown: '- **Reconciliation** — {shown}'\n"
        write_profile(folder / "p", slug, text.replace("Tests", slug))
    run(
        "build", str(folder / "p"), "--out", str(folder / "out"), "--base", "https://example.org/a/"
    )
    return folder / "out" / "graph.nq"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def told(graph_file: Path, term: str, *more: str) -> str:
    result = run("explain", term, "--graph", str(graph_file), *more)
    assert result.exit_code == 0
    return result.output


def test_meanings_are_told_with_their_uses_and_reasons(graph_file: Path) -> None:
    printed = told(graph_file, "reconciliations")
    lines = printed.splitlines()
    assert lines[0] == "reconciliations: 2 meanings"
    assert "term:reconciliation" in lines
    assert "term:reconciliation--therapist" in lines
    assert "  bookkeeper, “Reconciliation”: matching the ledger to the bank statement" in lines
    _, together, apart = re.split(r"\n(?:  together|apart) ", printed)
    assert together.startswith("+")
    assert "the definitions share words" in " ".join(together.split())
    assert apart.startswith("-")
    assert max(map(len, lines)) <= 80


def test_control_and_direction_characters_are_shown_as_escapes(graph_file: Path) -> None:
    assert "\u202e" not in told(graph_file, "Reconciliation")
    assert "\\u202e" in told(graph_file, "Reconciliation")


def test_json_has_iris_and_scores(graph_file: Path) -> None:
    found = json.loads(told(graph_file, "Reconciliation", "--format", "json"))
    assert [meaning["id"] for meaning in found["meanings"]] == [
        "https://example.org/a/term/reconciliation",
        "https://example.org/a/term/reconciliation--therapist",
    ]
    (together,) = found["meanings"][0]["together"]
    assert set(together["profiles"]) == {"auditor", "bookkeeper"}
    assert together["score"] > 0
    assert together["score"] == pytest.approx(
        sum(e["weight"] for e in together["evidence"]), abs=0.05
    )
    (apart,) = found["apart"]
    assert apart["score"] <= 0


@pytest.mark.parametrize(
    "name",
    [
        "reconciliation",
        "reconciliation--therapist",
        "term:reconciliation",
        "https://example.org/a/term/reconciliation",
    ],
)
def test_a_node_can_be_named_by_slug_and_iri(graph_file: Path, name: str) -> None:
    assert "term:reconciliation" in told(graph_file, name)


@pytest.mark.parametrize("name", ["", "reconcil", 'x" } #', "<>", "\x00"])
def test_what_nothing_is_called_is_a_usage_error(graph_file: Path, name: str) -> None:
    with pytest.raises(UsageError) as error:
        explain(load(graph_file), name)
    assert ("near it" in str(error.value)) == (name == "reconcil")


def test_the_verdicts_are_those_of_the_build(tmp_path: Path) -> None:
    """What is told of a pair is what was weighed: company comes from the graph as it came from the profiles."""
    text = (
        "category: Money\ntags: [a]\nrelated: [{{slug: {0}, type: related}}]\n"
        "sections:\n- heading: Vocabulary\n  markdown: '- **Float** — {1}'\n"
    )
    for slug, other, said in (("one", "two", "cash"), ("two", "one", "days")):
        path = write_profile(tmp_path, slug, text.format(other, said))
        path.write_text(path.read_text().replace("category: Tests\n", ""))
    graph = build(tmp_path, jobs=1)
    (meaning,) = explain(graph, "Float").meanings
    assert [use.profile for use in meaning.uses] == ["one", "two"]
    ((comparison,),) = explain(graph, "Float").together
    reasons = [evidence.reason for evidence in comparison.verdict.evidence]
    assert reasons == [
        "one label, a word with many uses",
        "the profiles are linked",
        "both are in the category 'Money'",
        "the profiles share a tag",
    ]


def test_what_outweighs_the_evidence_is_told(tmp_path: Path) -> None:
    text = "sections:\n- heading: Vocabulary\n  markdown: '- **Laytime demurrage** — {0}'\n"
    for slug in ("one", "two"):
        write_profile(tmp_path, slug, text.format("charterer pays the shipowner for delay"))
    (meaning,) = explain(build(tmp_path, jobs=1), "Laytime demurrage").meanings
    assert len(meaning.uses) == 2
    ruling = "terms: {different: [[{one: Laytime demurrage}, {two: Laytime demurrage}]]}\n"
    (tmp_path / "concepts.yaml").write_text(ruling, encoding="utf-8")
    (apart,) = explain(build(tmp_path, jobs=1), "Laytime demurrage").apart
    assert apart.verdict.is_same
    assert apart.overruled.startswith("a ruling in concepts.yaml keeps them apart, or")


def test_a_profile_that_has_both_meanings_is_not_compared_with_itself(tmp_path: Path) -> None:
    text = "sections:\n- heading: Vocabulary\n  markdown: |-\n    - **SOF** — {0}\n"
    both = (
        text.format("paper of the port")
        + "    - **Statement of facts (SOF)** — paper of the port\n"
    )
    write_profile(tmp_path, "agent", both)
    write_profile(tmp_path, "mate", text.format("paper of the port, hour by hour"))
    for one in explain(build(tmp_path, jobs=1), "SOF").apart:
        assert one.one.profile != one.other.profile
