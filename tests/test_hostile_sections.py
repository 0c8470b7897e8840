"""Sections, labels and rulings that once hung a build, broke it, or said what nobody had written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import metier
from metier.cli import cli
from metier.model import Item, Profile, Section
from metier.resolve.labels import parse_label
from metier.resolve.names import Card, Collection
from metier.resolve.uses import use_of
from metier.sections import section_types

from .support import write_profile

MANY = 1500
HOSTILE_SECTIONS = {
    "colons": "The " + "x: " * MANY,
    "later clauses": "the saw cuts the wood, and " * MANY,
    "means in a row": "with B in C " * MANY,
    "an activity that is a parenthesis": "(Charts) in OpenCPN, and radar.",
    "open bold": "**a " * 20 * MANY,
    "open emphasis": "_a *b " * 20 * MANY,
    "backticks": "`" * 20 * MANY,
    "open links": '[a](b "' * 20 * MANY,
    "open parentheses": "a (b " * 20 * MANY,
    "nested parentheses": "a " + "(" * 500 + "b" + ")" * 500,
    "private use": "a \ue000 b (c) \ue001, d",
    "slashes": "- **" + "a/" * 10 * MANY + "**",
    "joints": " and x-" * 10 * MANY,
    "commas": "," * 50 * MANY,
    "wrapped sentences": "A saw\ncuts. " * 5 * MANY,
    "one word": "x" * 50 * MANY,
}
HOSTILE_LABELS = {
    "names of capitals": "Term (" + "AAAAAAAA " * 7 + "!)",
    "agencies": "Thing (NASA & ESA & JAXA & CNSA & ISRO & DLR & CNES & ASI 1.2%)",
    "small words": "of " * 40 + "zebra (OOOOOOOO)",
    "letters": "a " * 40 + "zzz (AAAAAAAA)",
    "long": "A" + " of" * MANY + " (AB)",
    "parentheses": "x (" * MANY,
}


@pytest.mark.parametrize("markdown", HOSTILE_SECTIONS.values(), ids=HOSTILE_SECTIONS.keys())
def test_a_hostile_section_is_taken_apart_and_ends(markdown: str) -> None:
    """Each of these hung, or overflowed the stack, before."""
    for kind in section_types().values():
        for item in kind.items(markdown):
            assert item.label
            assert item.markdown in markdown


@pytest.mark.parametrize("label", HOSTILE_LABELS.values(), ids=HOSTILE_LABELS.keys())
def test_a_hostile_label_is_parsed_and_ends(label: str) -> None:
    assert parse_label(label, "x " * MANY).preferred
    for kind in ("term", "tool"):
        assert use_of(kind, Item(label, label, label)).key


def test_one_label_in_thousands_of_profiles_is_no_square() -> None:
    """Each use is compared with a few others: with all of them, this would take minutes."""
    people = [
        Profile(
            title=f"P{n}", slug=f"p{n}", sections=(Section("Vocabulary", f"- **Plan** — {n} {n}x"),)
        )
        for n in range(1000)
    ]
    found = Collection(map(Card.of, people)).concepts
    assert len({concept for one in people for concept in found.of(one.slug)}) > 900


def test_text_of_sections_stays_text_in_the_graph(tmp_path: Path) -> None:
    evil = '</script><img src=x onerror="a()"> """ \\" } } # \u202e'
    text = yaml.safe_dump(
        {
            "title": "T",
            "slug": "t",
            "sections": [
                {"heading": "Vocabulary", "markdown": f"- **{evil}** — {evil}"},
                {"heading": "Common Tradeoffs", "markdown": f"- **{evil} vs. {evil}** {evil}"},
                {"heading": "Tools", "markdown": f"- **{evil}**\n\nA {evil}, a saw."},
            ],
        }
    )
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    graph = metier.build(tmp_path, jobs=1)
    (row,) = graph.select("SELECT ?l { ?u a met:TermUsage ; skos:prefLabel ?l }")
    assert row["l"].value == evil
    assert graph.ask("ASK { ?t a met:Tradeoff ; met:pole ?p }")


def test_a_profile_that_lost_its_double_leaves_nothing_behind(tmp_path: Path) -> None:
    """Two files with one slug: when the one that was used goes, so does what it said."""
    for folder in ("a", "b"):
        write_profile(tmp_path / "p" / folder, "nurse", f"difficulty: taken from {folder}\n")

    def built(*more: str) -> str:
        arguments = ["build", str(tmp_path / "p"), "--out", str(tmp_path / "out"), "--skip-invalid"]
        CliRunner().invoke(cli, [*arguments, *more], catch_exceptions=False)
        return (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")

    assert "taken from a" in built()
    (tmp_path / "p" / "a" / "nurse.yaml").unlink()
    again = built()
    assert "taken from a" not in again
    assert again == built("--fresh")


def test_rulings_of_every_folder_count(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        text = f"sections:\n- heading: Vocabulary\n  markdown: '- **Float** — {folder}'\n"
        write_profile(tmp_path / folder, f"smith-{folder}", text)
        name = tmp_path / folder / "concepts.yaml"
        name.write_text("terms:\n  same:\n  - [Float, Tide]\n", encoding="utf-8")
    found = metier.check([tmp_path / "a", tmp_path / "b"], jobs=1)
    assert [problem.code for problem in found].count("MET118") == 2
