"""Tools are found in heads, glosses, parentheses and prose; purposes, people and rhetoric are not."""

from __future__ import annotations

import pytest

from metier.sections import section_types

from .support import CORPUS, needs_corpus


def tools(markdown: str) -> list[str]:
    return [item.label for item in section_types()["tools"].items(markdown)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        # heads
        ("- **Saws and cleavers** — for bone.", ["Saws", "cleavers"]),
        ("- **Dial and test indicators** — to measure.", ["Dial and test indicators"]),
        ("- **The log and the radio**", ["log", "radio"]),
        ("- **Keys, locks, and control systems** — static.", ["Keys", "locks", "control systems"]),
        ("- **EHR / EMR systems** — the record.", ["EHR / EMR systems"]),
        ("- **Maze/UsabilityHub**", ["Maze", "UsabilityHub"]),
        ("- **CBP Forms 28, 29 and 6051S** — notices.", ["CBP Forms 28, 29 and 6051S"]),
        ("- **Knowledge of wood and joints** — by heart.", ["Knowledge of wood and joints"]),
        # parentheses
        ("- **QuickBooks (Online and Desktop) and Xero**", ["QuickBooks", "Xero"]),
        ("- **Encoders** (3M, Optum) — to code.", ["Encoders", "3M", "Optum"]),
        ("- **Knives** (boning, breaking) — sharp.", ["Knives"]),
        ("- **Global positioning system (GPS)** — where.", ["Global positioning system"]),
        ("- **Tracking and Reporting (TR)** — where.", ["Tracking and Reporting"]),
        ("- **Stolen and Lost Papers list (SLP)** — what.", ["Stolen and Lost Papers list"]),
        ("- **Scanner and Plain Printer (PP)** — both.", ["Scanner", "Plain Printer"]),
        ("- **Phones and personal assistants (PAs)** — both.", ["Phones", "personal assistants"]),
        ("- **Radios and records system (RS)** — both.", ["Radios", "records system"]),
        ("- **Positioning System (PS) and radar** — both.", ["Positioning System", "radar"]),
        (
            "- **The Tracking and Reporting (TR) and radar** — both.",
            ["Tracking and Reporting", "radar"],
        ),
        ("- **Scanners (Scan)** — see.", ["Scanners", "Scan"]),
        (
            "- **Kit** — scissors a hand long, forceps, clamps.",
            ["Kit", "scissors a hand long", "forceps", "clamps"],
        ),
        ("- **Radioisotope meter (RIM)** — how much.", ["Radioisotope meter"]),
        ("- **Purchasing card (P-card)** — small sums.", ["Purchasing card"]),
        # glosses
        (
            "- **Detection technology** — X-ray and gamma scanners, density meters, fiber-optic scopes.",
            [
                "Detection technology",
                "X-ray and gamma scanners",
                "density meters",
                "fiber-optic scopes",
            ],
        ),
        ("- **Chest seals** — keep air out of the chest.", ["Chest seals"]),
        ("- **CODIS** — profiles from offenders, arrestees, scenes.", ["CODIS"]),
        ("- **Targeting system** — scores cargo and travelers.", ["Targeting system"]),
        ("- **Pumps** — to move water, oil, and brine.", ["Pumps"]),
        ("- **Heat alarm** — drops the windows, runs fans, rings the phone.", ["Heat alarm"]),
        (
            "- **Chaos engineering** — fault-injection tools to test.",
            ["Chaos engineering", "fault-injection tools"],
        ),
    ],
)
def test_bullets(markdown: str, expected: list[str]) -> None:
    assert tools(markdown) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # enumerations
        ("gdb, pdb, the browser devtools.", ["gdb", "pdb", "browser devtools"]),
        ("An anvil, a forge and two hammers.", ["anvil", "forge", "hammers"]),
        ("Straight, curved, and angled scissors.", ["Straight, curved, and angled scissors"]),
        ("A rasp; a file; a burnisher.", ["rasp", "file", "burnisher"]),
        # purposes
        ("A tuner for pitch, and a metronome.", ["tuner", "metronome"]),
        ("R and Python for triangles, GLMs, and simulation.", ["R", "Python"]),
        ("Nextcloud for files, Immich for photos.", ["Nextcloud", "Immich"]),
        ("A net to catch, hold, and weigh the birds.", ["net"]),
        ("A wall calendar so that nothing is forgotten.", ["wall calendar"]),
        ("A forecast log with confidence levels.", ["forecast log"]),
        ("A lying press with a plough for trimming.", ["lying press", "plough"]),
        # clauses
        ("The anvil is the heart of the shop.", ["anvil"]),
        ("The core instruments are a lens, a needle and a scale.", ["lens", "needle", "scale"]),
        ("A post vise takes the twisting that an anvil can't.", ["post vise"]),
        ("I use Jira and a wall of cards.", ["Jira", "wall of cards"]),
        (
            "I manage requirements in Jira, DOORS, or Jama for traceability.",
            ["Jira", "DOORS", "Jama"],
        ),
        ("Decision trees price a settlement.", ["Decision trees"]),
        ("Tongs hold the stock, and a vise takes the bending.", ["Tongs", "vise"]),
        ("There are clamps and a jig.", ["clamps", "jig"]),
        # introductions
        ("On the bench: a loupe and tweezers.", ["loupe", "tweezers"]),
        ("Beyond them, a compass and a sextant.", ["compass", "sextant"]),
        (
            "Platforms — Metaculus, Hypermind — for a score.",
            ["Platforms", "Metaculus", "Hypermind"],
        ),
        ("Products like Optimizely, Statsig and Eppo.", ["Optimizely", "Statsig", "Eppo"]),
        # people and rhetoric
        ("A thermometer and a pediatrician.", ["thermometer"]),
        ("The tools are internal and social.", []),
        ("Knowing the indicator cold is what counts.", []),
        ("It matters more than any tool.", []),
    ],
)
def test_prose(sentence: str, expected: list[str]) -> None:
    assert tools(sentence) == expected


def test_a_tool_of_prose_quotes_its_sentence_and_nothing_is_said_of_it() -> None:
    found = section_types()["tools"].items("A saw cuts. A plane\nsmooths the board.")
    assert [(item.label, item.markdown, item.text) for item in found] == [
        ("saw", "A saw cuts.", ""),
        ("plane", "A plane\nsmooths the board.", ""),
    ]


def test_what_a_head_is_for_is_said_of_it_alone() -> None:
    found = section_types()["tools"].items("- **Saws (Bahco, Silky)** — for limbs")
    assert [(item.label, item.text) for item in found] == [
        ("Saws", "for limbs"),
        ("Bahco", "for limbs"),
        ("Silky", "for limbs"),
    ]


def test_each_tool_is_told_once() -> None:
    assert tools("A saw. The saw again, and a Saw.") == ["saw"]


@pytest.mark.parametrize(
    ("markdown", "faculties"),
    [
        ("- **The trained eye** — sees.", ["trained eye"]),
        ("- **Silence** — waits.", ["Silence"]),
        ("- **Negotiation skills**", ["Negotiation skills"]),
        ("- **USB memory**", []),
        ("- **Carers Trust**", []),
        ("- **Hand plane**", []),
    ],
)
def test_habits_and_faculties_are_told_from_tools(markdown: str, faculties: list[str]) -> None:
    found = section_types()["tools"].items(markdown)
    assert [item.label for item in found if item.item_class == "Faculty"] == faculties


@needs_corpus
@pytest.mark.corpus
def test_what_readers_found_on_unseen_sections_is_found() -> None:
    """A floor below the figures of ``benchmarks/concepts.py``, so that a change for the worse shows."""
    from benchmarks.concepts import rows as gold_rows
    from benchmarks.concepts import said_by_metier, tool_score, total

    from .support import read_all

    profiles = read_all(CORPUS / "souls")
    gold: dict[str, list[str]] = {}
    for row in gold_rows("tools.tsv"):
        if row["half"] == "unseen":
            gold.setdefault(row["profile"], []).append(row["label"])
    score = total(
        tool_score(true, said_by_metier(profiles[slug]), 0.5) for slug, true in gold.items()
    )
    assert score.right / score.true > 0.85
    assert score.right / score.said > 0.87
