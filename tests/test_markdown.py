"""The line scanner sees the sections that CommonMark sees; markdown-it-py is the oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from metier.readers.markdown import outline
from metier.sections.statements import headed_items

from .support import CORPUS, needs_corpus

ORACLE = MarkdownIt("commonmark")


def oracle_headings(text: str) -> list[tuple[str, int]]:
    """Return text and line of every second-level heading that stands in no list or quotation."""
    tokens = ORACLE.parse(text)
    return [
        (tokens[number + 1].content, token.map[0] + 1)
        for number, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0 and token.map
    ]


def headings(text: str) -> list[tuple[str, int]]:
    return [
        (part.section.heading, part.line) for part in outline(text).sections if part.section.heading
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n## A\n\ntext\n\n## B ##\n\n### C\n",
        "## A\n\n```\n## no\n```\n\n## B\n",
        "## A\n\n~~~ md\n## no\n```\n## no\n~~~\n## B\n",
        "## A\n\n````\n```\n## no\n````\n## B\n",
        "## A\n\n<!--\n## no\n-->\n\n## B\n",
        "## A\n\n<!-- x --> y\n\n## B\n",
        "## A\n\n<pre>\n## no\n</pre>\n## B\n",
        "Purpose\n-------\n\ntext\n\nMission\n--\n",
        "## A\n\ntext\n\n---\n\n## B\n",
        "- item\n---\n\n## A\n",
        "##A\n\n#### B\n\n##\tC\n",
        "## A `## B` #\n\n## \n",
        "## A\n\n    ## code\n\n## B\n",
        "## A\n\n``` not a fence ` \n## B\n",
        "## A\n\n```\nnever closed\n## no\n",
    ],
)
def test_sections_are_those_of_commonmark(text: str) -> None:
    assert headings(text) == [(text, line) for text, line in oracle_headings(text) if text]


@given(
    st.lists(
        st.sampled_from(["## A", "text", "", "```", "~~~", "<!-- x", "-->", "---", "# T", "- b"])
    )
)
def test_sections_are_those_of_commonmark_for_any_mixture_of_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    nested = any(token.type == "bullet_list_open" for token in ORACLE.parse(text))
    if not nested:  # what stands inside a list item is no section, fences and comments included
        seen = [(text, line) for text, line in oracle_headings(text) if "\n" not in text]
        assert headings(text) == seen


@needs_corpus
@pytest.mark.corpus
def test_sections_of_all_real_profiles_are_those_of_commonmark() -> None:
    souls = sorted(CORPUS.rglob("SOUL.md"))
    assert len(souls) > 300
    for soul in souls:
        text = soul.read_text(encoding="utf-8")
        assert headings(text) == oracle_headings(text), soul


def test_text_before_the_first_section_is_kept() -> None:
    parts = outline("# Title\n\nHello.\n\n## A\n\nb")
    assert parts.title == "Title"
    assert [(p.section.heading, p.section.markdown) for p in parts.sections] == [
        ("", "Hello."),
        ("A", "b"),
    ]


def test_only_the_first_title_is_one() -> None:
    parts = outline("## A\n\n# Not the title\n\ntext")
    assert parts.title is None
    assert parts.sections[0].section.markdown == "# Not the title\n\ntext"


def test_section_text_is_verbatim_but_for_blank_ends() -> None:
    (part,) = outline("## A\n\n \n  indented  \n\n\ttab \n\n").sections
    assert part.section.markdown == "  indented  \n\n\ttab "


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("- **HS** — code\n  of goods", [("HS", "code of goods")]),
        ("- **HS:** code", [("HS", "code")]),
        ("- **HS**: code", [("HS", "code")]),
        ("- **HS.** Code", [("HS", "Code")]),
        ("* **HS** - code", [("HS", "code")]),
        ("1. **HS** \u2013 code\n2. **GRI**", [("HS", "code"), ("GRI", "")]),
        ("**HS** — code\n**GRI** — rule", [("HS", "code"), ("GRI", "rule")]),
        ("- **A** and **B** — both", [("A and B", "both")]),
        ("- **A** is **B** here", [("A", "is **B** here")]),
        ("Prose with **bold** inside.\n\n- plain item", [("plain item", "plain item")]),
        ("**A**: one. **B**: two, and **c**.", [("A", "one."), ("B", "two, and **c**.")]),
        ("**A.** One.\n\nMore of it.", [("A", "One. More of it.")]),
        ("- **A *b* `c` [d](e)** — f", [("A b c d", "f")]),
        ("- **A** — one\n  - **nested** — two", [("A", "one - **nested** — two")]),
        ("- **A** — one\n\nProse after.\n- **B** — two", [("A", "one"), ("B", "two")]),
        ("- **A\n  b** — c", [("A b", "c")]),
        ("- ****", []),
    ],
)
def test_bold_heads_of_entries(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert [(entry.label, entry.text) for entry in headed_items(markdown)] == expected
