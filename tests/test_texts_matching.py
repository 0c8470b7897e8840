"""Names in texts: which words are one, where they stand, and that big and strange texts change nothing."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import metier
from metier.analysis.records import Node
from metier.text.annotation import Mention
from metier.text.annotator import Annotator
from metier.text.matching import tokens
from metier.text.matching.forms import LABEL, Name, forms_of
from metier.text.matching.matcher import EXACT, INFLECTED, REORDERED, SHORTENED, Matcher
from metier.text.matching.misspelling import Corrections
from metier.text.matching.tokens import Block, Words, blocks
from metier.text.sources.articles import document_of
from metier.text.sources.document import Document

from .smithy import build_smithy
from .support import ROOT
from .test_texts_reading import in_time


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    return build_smithy(tmp_path_factory.mktemp("smithy"))


def names(*labels: str, kind: str = "Tool") -> list[Name]:
    """Return all names of nodes, the IRI of each being its label."""
    nodes = [Node(label, kind, label, "") for label in labels]
    return [name for node in nodes for name in forms_of(node, LABEL, node.label)]


def cut(text: str) -> Iterator[Block]:
    return blocks(text, Words(Corrections(())))


def found_in(matcher: Matcher, text: str) -> Iterator[tuple[int, int, set[tuple[str, str]]]]:
    """Yield where the longest names stand, and what each may mean in which way."""
    end = 0
    for block in cut(text):
        for longest, *_ in matcher.find(block):
            first, last = block.span(longest.first, longest.last)
            if first >= end:
                end = last
                yield first, last, {(one.name.target, one.way) for one in longest.matches}


def said(text: str, *labels: str, kind: str = "Tool") -> list[str]:
    """Return the words of a text that are the longest names."""
    matcher = Matcher(names(*labels, kind=kind))
    return [text[start:end] for start, end, _ in found_in(matcher, text)]


def ways(text: str, label: str, kind: str = "Tool") -> set[str]:
    """Return how the whole of a text is a name."""
    found = found_in(Matcher(names(label, kind=kind)), text)
    return {way for start, end, matches in found for _, way in matches if text[start:end] == text}


# ---- What is a name


@pytest.mark.parametrize(
    ("text", "label", "way"),
    [
        ("chain of custody", "Chain of custody", EXACT),
        ("CHAIN OF THE CUSTODY", "chain of custody", EXACT),
        ("ball hammers", "Ball hammer", EXACT),
        ("batteries", "battery", EXACT),
        ("colour coded labels", "Color-coded label", EXACT),
        ("organisation charts", "organization chart", EXACT),
        ("body worn camera", "body-worn camera", EXACT),
        ("body\N{NON-BREAKING HYPHEN}worn camera", "body worn camera", EXACT),
        ("body\N{NO-BREAK SPACE}worn\tcamera", "body-worn camera", EXACT),
        ("manager\N{RIGHT SINGLE QUOTATION MARK}s log", "manager's log", EXACT),
        ("cafe managers", "Café manager", EXACT),
        ("cafe\N{COMBINING ACUTE ACCENT} manager", "Café manager", EXACT),
        ("re\N{COMBINING ACUTE ACCENT}sume\N{COMBINING ACUTE ACCENT}", "résumé", EXACT),
        ("locks & keys", "locks and keys", EXACT),
        ("handoffs", "hand-off", EXACT),
        ("hand-off", "handoff", EXACT),
        ("cargo inspecting", "cargo inspection", INFLECTED),
        ("passport inspections", "passport inspection", EXACT),
        ("inspection of passports", "passport inspection", REORDERED),
        ("inspection of the passports", "passport inspection", REORDERED),
        ("inspecting passports", "passport inspection", REORDERED),
        ("mortality tables", "mortality and loss table", EXACT),
        ("loss table", "mortality and loss table", EXACT),
        ("AEDs", "automated external defibrillator", SHORTENED),
        ("AEDs", "AED", EXACT),
        ("AED's", "AED", EXACT),
        ("AED\N{RIGHT SINGLE QUOTATION MARK}s", "AED", EXACT),
        ("C++", "C++", EXACT),
        ("R", "R", EXACT),
    ],
)
def test_names_are_known_in_the_forms_that_texts_give_them(text: str, label: str, way: str) -> None:
    assert way in ways(text, label)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("official and officers", "office"),
        ("offices", "officer"),
        ("customs inspectors", "customs inspection"),
        ("aed", "AED"),
        ("Aed", "AED"),
        ("see if it is", "IT"),
        ("aed", "automated external defibrillator"),
        ("r", "R"),
        ("C and C#", "C++"),
        ("passport inspection", "inspection of cargo"),
        ("inspection passport", "passport inspection"),
        ("custody chain", "chain of custody"),
        ("chains", "chain of custody"),
        ("hammerball", "ball hammer"),
        ("planet", "plan"),
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str, label: str) -> None:
    assert said(text, label) == []


@pytest.mark.parametrize(
    "joint",
    ["\n", "\r\n", " \n", "\n  ", "\r\n\t", "  ", "\t", "-", "\N{HYPHEN}", "/", "-\n"],
)
def test_names_go_on_over_blanks_hyphens_and_the_end_of_a_line(joint: str) -> None:
    text = f"A ball{joint}hammer."
    assert said(text, "ball hammer") == [f"ball{joint}hammer"]


@pytest.mark.parametrize(
    "gap",
    [
        *(". ", ".\n", ".\r\n", ".  ", ".\t", ".\N{NO-BREAK SPACE}", "! ", "? ", ".) "),
        *(
            ", ",
            "; ",
            ": ",
            " (",
            ") ",
            ' "',
            " | ",
            " \N{EM DASH} ",
            " \N{EN DASH} ",
            "\N{BULLET}",
        ),
        *("\n\n", "\r\n\r\n", "\n \n", "\n\t\n", "\n\n\n", "\n- ", "\n* "),
        *(" and ", " or ", " of old ", " of the of the "),
    ],
)
def test_no_name_goes_on_over_the_end_of_a_sentence_or_of_a_paragraph(gap: str) -> None:
    assert said(f"a ball{gap}hammer", "ball hammer") == []


def test_the_longest_name_wins_and_shorter_ones_are_kept() -> None:
    matcher = Matcher(names("chain", "custody", "chain of custody", "chain of custody form"))
    text = "the chain of custody forms, chain of custody for a chain"
    (block,) = cut(text)
    found = [[block.text(one.first, one.last) for one in ones] for ones in matcher.find(block)]
    assert found == [
        ["chain of custody forms", "chain of custody", "chain"],
        ["custody"],
        ["chain of custody", "chain"],
        ["custody"],
        ["chain"],
    ]


def test_a_name_may_mean_several_nodes() -> None:
    twins = [Name(node, "Tool", "anvil", ("anvil",), LABEL) for node in ("one", "other")]
    ((start, end, matches),) = found_in(Matcher(twins), "an anvil")
    assert (start, end, matches) == (3, 8, {("one", EXACT), ("other", EXACT)})


def test_an_abbreviation_may_stand_in_the_middle_of_a_name() -> None:
    label = "Customs and Border Protection officer"
    text = "Customs and Border Protection (CBP) officers, or CBP\tofficers: cbp officer"
    assert said(text, label, kind="Occupation") == [text[: text.index(",")]]
    assert said(text.replace("\t", " "), label, kind="Occupation")[1:] == ["CBP officers"]
    assert said("Customs and Border Protection (or so) officers", label, kind="Occupation") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**CBP** officers", "CBP** officers"),
        ("the *CBP* officer", "CBP* officer"),
        ("CBP __officers__", "CBP __officers"),
        ("[CBP](a.md) officers", "CBP](a.md) officers"),
        ("[CBP officers](https://example.org/cbp-officer)", "CBP officers"),
        ("~~CBP~~\n> officers", "CBP~~\n> officers"),
        ("# CBP officers #", "CBP officers"),
        ("- CBP\n  officers", "CBP\n  officers"),
    ],
)
def test_marks_within_a_name_are_part_of_its_place(text: str, words: str) -> None:
    matcher = Matcher(names("CBP officer", kind="Occupation"))
    places = [
        text[start:end] for start, end, _ in found_in(matcher, document_of(text, "markdown").prose)
    ]
    assert places == [words]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("markdown", "- ball\n- hammer"),
        ("markdown", "* ball\r\n* hammer"),
        ("markdown", "+ ball\n  + hammer"),
        ("markdown", "1. ball\n2. hammer"),
        ("markdown", "| ball | hammer |"),
        ("markdown", "> ball\n>\n> hammer"),
        ("html", "<ul><li>A ball</li><li>Hammer and nail</li></ul>"),
        ("html", "<p>Some have a ball</p><p>Hammers are for others</p>"),
        ("html", "<h2>The ball</h2><p>Hammers are for others</p>"),
    ],
)
def test_no_name_goes_on_from_one_item_or_paragraph_to_the_next(form: str, text: str) -> None:
    page = f"<html><body><main>{text}</main></body></html>" if form == "html" else text
    prose = document_of(page, form).prose
    assert "ball" in prose
    assert [*found_in(Matcher(names("ball hammer")), prose)] == []


# ---- Offsets


def all_of(mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    for one in mentions:
        yield one
        yield from all_of(one.nested)


STRANGE = st.sampled_from(
    [
        *("\N{COMBINING ACUTE ACCENT}", "\N{ZERO WIDTH JOINER}", "\N{SOFT HYPHEN}", "\ufeff"),
        *("\N{MAN}\N{ZERO WIDTH JOINER}\N{COOKING}", "\N{HAMMER}", "\U00020000", "\ufb01", "ß"),
        *(
            "\N{RIGHT-TO-LEFT OVERRIDE}",
            "שלום",
            "حداد",
            "鍛冶屋",
            "\u0130",
            "\u1e9e",
            "\x00",
            "\x85",
        ),
        *("\u2028", "\N{ZERO WIDTH SPACE}", "é", "'s", "\N{RIGHT SINGLE QUOTATION MARK}s", "\r\n"),
    ]
)
NAMED = st.sampled_from(
    ["anvil", "Anvils", "ball hammer", "smiths", "apprentice", "annealing", "the ", ". ", "**"]
)


@given(st.lists(NAMED | st.just(" ") | STRANGE | st.text(max_size=3), max_size=30).map("".join))
@example("\N{MAN}\N{ZERO WIDTH JOINER}\N{COOKING}")
@example("an anvil\N{COMBINING ACUTE ACCENT}s \u0130 ball\N{SOFT HYPHEN} hammer, a smith's anvil")
def test_a_mention_is_what_the_text_has_there(graph: metier.KnowledgeGraph, text: str) -> None:
    for document in (document_of(text), document_of(text, "markdown")):
        found = graph.annotate(document)
        for one in all_of(found.mentions):
            assert text[one.start : one.end] == one.text != ""
        ends = [0, *(one.end for one in found.mentions)]
        assert all(end <= one.start for end, one in zip(ends, found.mentions, strict=False))
        for candidate in found.candidates:
            assert all(0 <= start < end <= len(text) for start, end in candidate.places)


def test_characters_beyond_the_first_plane_count_as_one(graph: metier.KnowledgeGraph) -> None:
    text = (
        "\U0001f468\N{ZERO WIDTH JOINER}\U0001f373 \U00020000e\N{COMBINING ACUTE ACCENT} A smith."
    )
    (found,) = graph.annotate(text).mentions
    assert (found.start, found.end) == (10, 15)


# ---- Big texts

LABELS = ("chain of custody", "ball hammer", "passport inspection", "anvil")
SENTENCE = st.lists(
    st.sampled_from([*LABELS, "inspection of passports", "of", "the", "seal", "form"]),
    min_size=1,
    max_size=6,
).flatmap(
    lambda words: st.sampled_from([" ", "\n", "\r\n"]).map(
        lambda blank: " ".join(words).replace(" ", blank)
    )
)
ENDS = st.sampled_from([". ", ".\n", ".\r\n", "\n\n", "\r\n\r\n"])


@given(st.lists(st.tuples(SENTENCE, ENDS).map("".join), max_size=30).map("".join))
def test_cutting_a_text_into_blocks_loses_nothing(text: str) -> None:
    matcher = Matcher(names(*LABELS))
    whole = list(found_in(matcher, text))
    with mock.patch.object(tokens, "_BLOCK", 200):
        assert list(found_in(matcher, text)) == whole


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("paragraph", [1, 5, 10_000])
def test_a_text_of_many_blocks_has_each_name_at_its_place(line_end: str, paragraph: int) -> None:
    part = "Each chain of custody is kept from hand to hand; a ball hammer is not. " * paragraph
    lines = textwrap.wrap(part.strip(), 61)
    text = f"{line_end}{line_end}".join([line_end.join(lines)] * (10_000 // paragraph))
    matcher = Matcher(names("chain of custody", "ball hammer"))
    pattern = re.compile(r"chain\s+of\s+custody|ball\s+hammer")
    expected = [one.span() for one in pattern.finditer(text)]
    assert len(text) > 9 * tokens._BLOCK
    assert len(expected) == 20_000
    assert [(start, end) for start, end, _ in found_in(matcher, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "smith," * 40_000,
        "." * 1_000_000,
        "\N{MAN}\N{ZERO WIDTH JOINER}" * 500_000,
    ],
    ids=["letters", "words", "points", "joined"],
)
def test_a_text_without_blanks_is_read_in_reasonable_time(
    graph: metier.KnowledgeGraph, text: str
) -> None:
    with in_time(10):  # at most 1 s when nothing else runs
        found = graph.annotate(text, about="smith")
    assert all(text[one.start : one.end] == one.text for one in found.mentions)
    assert len(found.mentions) >= 0.99 * text.count("smith")


def test_a_word_of_any_length_is_corrected_or_not_at_once() -> None:
    corrections = Corrections(["inspection"])
    assert corrections.of("inspektion") == "inspection"
    with in_time():
        assert corrections.of("b" * (1 << 16)) is None


MEASURED = """
import resource, sys
from pathlib import Path
from metier.text.sources.document import Document
from tests.smithy import build_smithy
annotator = build_smithy(Path(sys.argv[1])).annotator

paragraph = "What a smith does all day is told by nobody who was not there to see it: " * 12
text = (paragraph + "the iron lies on an anvil, and she lifts a ball hammer.\\n\\n") * 3300
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = annotator.annotate(Document("big", text))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(text), len(found.mentions), (after - before) * (1 if sys.platform == "darwin" else 1024))
"""


def test_three_megabytes_are_read_with_less_than_a_hundred_more(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", MEASURED, str(tmp_path / "smithy")]
    done = subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True, text=True)
    size, mentions, memory = map(int, done.stdout.split())
    assert size > 3_000_000
    assert mentions > 3 * 3300
    assert memory < 100_000_000


def test_what_is_known_of_words_doesnt_depend_on_what_was_read_before(
    graph: metier.KnowledgeGraph,
) -> None:
    texts = ["The smith lifts an anvil.", "the SMITH Lifts an Anvil", "Annealing, said the smith"]
    alone = [Annotator.of(graph.facts).annotate(Document("x", text)) for text in texts]
    again = [graph.annotator.annotate(Document("x", text)) for text in reversed(texts)]
    assert again[::-1] == alone
