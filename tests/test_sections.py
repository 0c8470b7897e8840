"""Sections give items: each type what its file promises, quoted, in order, and nothing invented."""

from __future__ import annotations

import pytest
from hypothesis import given

from metier.model import Item, Profile, Section
from metier.sections import items_of, section_types
from metier.sections.blocks import blocks, plain_text
from metier.sections.sentences import sentences
from metier.vocab import CANONICAL_SECTIONS, DEFAULT_BASE, declared_terms

from .support import CORPUS, MARKDOWN, needs_corpus, read_all

TYPES = section_types().values()
PROSE_BY_NATURE = {
    "Purpose",
    "Core Mission",
    "Primary Responsibilities",
    "Collaboration",
    "Ethics",
    "Related Occupations",
}


def items(heading: str, markdown: str) -> list[Item]:
    return section_types()[heading.casefold()].items(markdown)


def facts(item: Item, name: str) -> list[str]:
    return [value for key, value in item.facts if key == name]


# ---- Every type --------------------------------------------------------------------------------


def test_every_canonical_section_has_a_type_or_is_prose_by_nature() -> None:
    assert {kind.name for kind in TYPES} | PROSE_BY_NATURE == set(CANONICAL_SECTIONS)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_a_type_takes_its_example_apart(kind) -> None:
    found = kind.items(kind.example)
    assert found
    for item in found:
        assert item.label
        assert item.markdown in kind.example
        for name, _ in item.facts:
            assert f"{DEFAULT_BASE}ontology#{name}" in declared_terms()
    assert f"{DEFAULT_BASE}ontology#{kind.item_class}" in declared_terms()


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
@given(markdown=MARKDOWN)
def test_any_markdown_gives_items_that_are_in_it(kind, markdown: str) -> None:
    for item in kind.items(markdown):
        assert item.label.strip()
        assert "\n" not in item.label
        assert "".join(item.markdown.split()) in "".join(markdown.split())


@needs_corpus
@pytest.mark.corpus
def test_items_of_real_profiles_quote_their_sections() -> None:
    """Of all 370: the quote is verbatim, and every bullet of a list section is an item."""
    for profile in read_all(CORPUS / "souls").values():
        for one in items_of(profile):
            assert one.item.markdown in profile.sections[one.section].markdown, profile.slug
        for number, section in enumerate(profile.sections):
            bullets = sum(line.startswith(("- ", "* ")) for line in section.markdown.split("\n"))
            if section.heading.casefold() in section_types() and section.heading != "Tools":
                of_section = [one for one in items_of(profile) if one.section == number]
                assert len(of_section) >= bullets, (profile.slug, section.heading)


@needs_corpus
@pytest.mark.corpus
def test_vocabulary_bullets_of_real_profiles_are_terms_with_their_definition() -> None:
    bullets = found = 0
    for profile in read_all(CORPUS / "souls").values():
        section = next(one for one in profile.sections if one.heading == "Vocabulary")
        bullets += sum(line.startswith("- **") for line in section.markdown.split("\n"))
        terms = items("Vocabulary", section.markdown)
        found += sum(item.markdown.startswith("- **") and bool(item.text) for item in terms)
    assert found >= 0.99 * bullets > 3000


# ---- Blocks, sentences, statements -------------------------------------------------------------


def test_blocks_are_list_items_and_paragraphs() -> None:
    text = "Intro\nwraps.\n\n- **A.** one\n  wraps\n\n  more\n- two\n\n```\n- code\n```\n\n| a |\n\nEnd."
    assert [(block.body, block.in_list) for block in blocks(text)] == [
        ("Intro wraps.", False),
        ("**A.** one wraps more", True),
        ("two", True),
        ("End.", False),
    ]


def test_a_block_quotes_the_lines_of_its_body() -> None:
    (block,) = blocks("One sentence. Another\nsentence.")
    assert block.quote(14, 31) == "Another\nsentence."


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("*de* over **fa**", "de over fa"),
        ("[a](https://x.org/b_(c)) and `d_e`", "a and d_e"),
        ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name"),
        (r"a \* b", "a * b"),
    ],
)
def test_marks_of_inline_markdown_go(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Use e.g. Excel vs. Calc. Then stop.", ["Use e.g. Excel vs. Calc.", "Then stop."]),
        ("The U.S. Code applies. Ask J. Doe.", ["The U.S. Code applies.", "Ask J. Doe."]),
        ('He said "go." She went.', ['He said "go."', "She went."]),
        ("No end", ["No end"]),
        ("The answer is no. See no. 5 of it.", ["The answer is no.", "See no. 5 of it."]),
        ("version 1.2 is out. (Really.) Yes.", ["version 1.2 is out.", "(Really.)", "Yes."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_long_statement_is_cut_in_its_label_alone() -> None:
    long = "Count " + "and weigh " * 30 + "it."
    (item,) = items("Rules of Thumb", f"- {long}")
    assert item.text == long
    assert len(item.label) < 125
    assert item.label.endswith("…")


def test_a_statement_is_labelled_with_its_first_sentence() -> None:
    (item,) = items("First Principles", "- Rest heals. Everything else only helps it.")
    assert (item.label, item.text) == ("Rest heals", "Rest heals. Everything else only helps it.")


def test_prose_gives_items_only_where_each_sentence_is_one() -> None:
    prose = "Weigh first. Never guess.\n\nThe list:"
    assert [item.label for item in items("Rules of Thumb", prose)] == ["Weigh first", "Never guess"]
    assert items("First Principles", prose) == []
    assert items("Workflow", prose) == []
    assert items("Mental Models", prose) == []


def test_only_sentences_that_ask_are_questions_of_prose() -> None:
    prose = "Who pays? That matters. What if it breaks, and whom does it hurt?"
    assert [item.label for item in items("Questions Experts Constantly Ask", prose)] == [
        "Who pays?",
        "What if it breaks, and whom does it hurt?",
    ]


def test_bold_heads_inside_a_paragraph_are_items() -> None:
    prose = "**Rushing the join** by using cold glue. **No test cut**, so the board is spoiled."
    assert [item.label for item in items("Failure Modes", prose)] == [
        "Rushing the join",
        "No test cut",
    ]


def test_items_come_in_order_with_their_position() -> None:
    profile = Profile(
        title="T",
        slug="t",
        sections=(
            Section("Purpose", "- not an item"),
            Section("WORKFLOW", "1. **Cut.** a\n2. **Glue.** b"),
            Section("Rules of Thumb", "- Dry overnight."),
        ),
    )
    assert [(one.section, one.position, one.item.label) for one in items_of(profile)] == [
        (1, 1, "Cut"),
        (1, 2, "Glue"),
        (2, 1, "Dry overnight"),
    ]


# ---- Trade-offs, scenarios, references ---------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "poles"),
    [
        ("- **Speed vs. care.** Both cost.", ["Speed", "care"]),
        ("- **Cost versus quality versus time** — pick two", ["Cost", "quality", "time"]),
        ("- **Honor against survival.** x", ["Honor", "survival"]),
        ("- **Consistency vs. availability** (and latency)", ["Consistency", "availability"]),
        ("- **Approach weighting.** x", []),
        ("Depth versus breadth: the more one knows of little.", ["Depth", "breadth"]),
    ],
)
def test_a_tradeoff_knows_its_poles(markdown: str, poles: list[str]) -> None:
    (item,) = items("Common Tradeoffs", markdown)
    assert facts(item, "pole") == poles


def test_prose_that_sets_nothing_against_anything_is_no_tradeoff() -> None:
    assert items("Common Tradeoffs", "Everything costs something, and cheap is dear.") == []


def test_a_scenario_has_title_story_and_decision() -> None:
    (item,) = items(
        "Scenarios",
        "**The tenfold dose.** An order reads ten times the usual. It is late. The nurse decides to hold it "
        "and calls.\n\nThe decimal was misplaced.",
    )
    assert item.label == "The tenfold dose"
    assert facts(item, "story") == [item.text]
    assert item.text.endswith("The decimal was misplaced.")
    assert facts(item, "decision") == ["The nurse decides to hold it and calls."]


def test_scenarios_without_titles_are_paragraphs() -> None:
    told = "A walker finds a golden mushroom under oaks and thinks he knows it. He checks the gills first."
    found = items("Scenarios", f"{told}\n\nShort one.\n\n{told}")
    assert [facts(item, "decision") for item in found] == [["He checks the gills first."]] * 2


@pytest.mark.parametrize(
    ("markdown", "label"),
    [
        ("- *The Phoenix Project* — Kim, Behr, Spafford", "The Phoenix Project"),
        (
            "- Jeff Cooper, *Principles of Personal Defense* (the codes).",
            "Principles of Personal Defense",
        ),
        ("- NEC (NFPA 70) — the governing standard", "NEC (NFPA 70)"),
        ('- "On Bullshit" by Frankfurt', "On Bullshit"),
        ("Al Ries, *Positioning*.", "Positioning"),
    ],
)
def test_a_reference_is_labelled_with_its_title(markdown: str, label: str) -> None:
    assert [item.label for item in items("References", markdown)] == [label]


# ---- Vocabulary --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("- **HS** — a code", [("HS", "a code")]),
        ("- **Query:** a question.", [("Query", "a question.")]),
        ("- **HS** (code) — of goods", [("HS (code)", "of goods")]),
        ("**A** one. **B** two.", [("A", "one."), ("B", "two.")]),
        (
            "**IBNR** — late claims\n**ULR** — a ratio",
            [("IBNR", "late claims"), ("ULR", "a ratio")],
        ),
        ("- **A / B / C** — *x* and `y`", [("A / B / C", "*x* and `y`")]),
    ],
)
def test_terms_keep_their_definition_verbatim(
    markdown: str, expected: list[tuple[str, str]]
) -> None:
    assert [(item.label, item.text) for item in items("Vocabulary", markdown)] == expected
