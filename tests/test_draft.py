"""``metier draft``: a profile begun from an article says what the article says, and nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import metier
from metier import cli
from metier.cli import asking
from metier.diagnostics import Severity
from metier.model import Link, Profile
from metier.pipeline.build import Builder
from metier.pipeline.write import write_build
from metier.readers import find_sources, read
from metier.slugs import why_reserved, why_unsafe
from metier.text.draft import Draft, draft_of, draft_to_yaml
from metier.text.sources.articles import document_of
from metier.text.sources.document import Document
from metier.version import __version__
from metier.vocab import CANONICAL_SECTIONS

from .support import PROFILES, ROOT, read_all

CHANDLER = ROOT / "docs" / "articles" / "ship-chandler.txt"
ARTICLE = CHANDLER.read_text(encoding="utf-8")
SHORT = """\
What does a ship chandler do?

Ship chandlers are responsible for every crate that goes on board.
"""
UNCLEAR = "It was a long day, and at the end of it everything was gone.\n"


@pytest.fixture(scope="module")
def graph() -> metier.KnowledgeGraph:
    return metier.build(PROFILES, jobs=1)


class Done(NamedTuple):
    code: int
    out: str
    err: str


Runner = Callable[..., Done]


@pytest.fixture
def run(
    graph: metier.KnowledgeGraph,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Runner:
    """Return a function that runs a command among the files of a test, ``metier draft`` if none is named."""
    monkeypatch.setattr(asking, "opened", lambda path: graph)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.chdir(tmp_path)

    def called(*arguments: object, command: str = "draft", on_terminal: bool = False) -> Done:
        capsys.readouterr()
        code = 0
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["metier", command, *map(str, arguments)])
            patch.setattr(sys.stdout, "isatty", lambda: on_terminal)
            try:
                cli.main()
            except SystemExit as end:
                code = int(end.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Done(code, out, err)

    return called


def written(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def drafted(
    graph: metier.KnowledgeGraph, text: str, form: str = "text", title: str = "", **more: str
) -> tuple[Draft, Document]:
    document = document_of(text, form, **{"name": "articles/a.txt", **more})
    return draft_of(graph.annotator, document, title), document


def read_back(text: str) -> Profile:
    """Return what a file with this text holds; it must have no errors."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.yaml")
        path.write_text(text, encoding="utf-8")
        (source,) = find_sources([path])
        reading = read(source)
    assert {problem.severity for problem in reading.problems} <= {Severity.WARNING}
    assert reading.profile
    return reading.profile


# ---- That nothing is made up

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_QUOTE = re.compile("> \N{LEFT DOUBLE QUOTATION MARK}(.*)\N{RIGHT DOUBLE QUOTATION MARK}")
_ITEM = re.compile(
    "- \\*\\*(.+?)\\*\\* \N{EM DASH} \N{LEFT DOUBLE QUOTATION MARK}(.*)"
    "\N{RIGHT DOUBLE QUOTATION MARK}"
)


def squeezed(text: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", text).split())


def quotes_and_labels(profile: Profile) -> tuple[list[str], list[str]]:
    """Return all that a draft quotes, and the labels of its lists; its sections must have nothing else."""
    quotes, labels = [], []
    for section in profile.sections:
        for line in filter(None, section.markdown.split("\n")):
            if found := _QUOTE.fullmatch(line):
                quotes.append(found[1])
            else:
                found = _ITEM.fullmatch(line)
                assert found, line
                labels.append(found[1])
                quotes.append(found[2])
    for link in profile.related:
        assert link.note
        quotes.append(link.note[1:-1])
    return [*quotes, *filter(None, [profile.summary])], labels


def assert_nothing_is_made_up(
    graph: metier.KnowledgeGraph, profile: Profile, document: Document
) -> None:
    quotes, labels = quotes_and_labels(profile)
    said = squeezed(document.text)
    for quote in quotes:
        assert quote.strip("…").strip() in said
    world = graph.annotator.world
    known = {node.label for node in world.nodes.values()}
    prose = squeezed(document.prose)
    assert all(label in known or label in prose for label in labels)
    assert {section.heading for section in profile.sections} <= set(CANONICAL_SECTIONS)
    assert {link.slug for link in profile.related} <= {node.slug for node in world.nodes.values()}
    assert profile.category in {None, *world.categories.values()}
    left_empty = ("tags", "specializations", "contributors", "extras", "difficulty", "source")
    assert not any(getattr(profile, key) for key in (*left_empty, "created", "updated"))


# ---- The article of the tour


def test_the_draft_of_the_tour_has_what_a_stub_should(graph: metier.KnowledgeGraph) -> None:
    draft, document = drafted(graph, ARTICLE, name="articles/ship-chandler.txt")
    profile = draft.profile
    assert (profile.title, profile.slug, profile.status) == (
        "Ship Chandler",
        "ship-chandler",
        "stub",
    )
    assert profile.category == "Transportation"
    assert profile.provenance == f"drafted by metier {__version__} from ship-chandler.txt"
    assert [(one.title, one.url, one.kind) for one in profile.sources] == [
        ("What does a ship chandler do?", None, "article")
    ]
    assert profile.last_reviewed is None
    assert profile.summary
    assert profile.summary.startswith("A ship chandler supplies vessels")
    assert profile.related == (
        Link(
            "customs-officer",
            "related",
            "“They prepare the customs declarations for goods from the bonded store, because ship's stores are "
            "free of duty only as long as the customs officers can count them.”",
        ),
        Link(
            "logistics-coordinator",
            "collaboration",
            "“They work closely with the logistics coordinator of the shipping line, with the port agent and "
            "with truck drivers who know the gates.”",
        ),
        Link(
            "truck-driver",
            "collaboration",
            "“They work closely with the logistics coordinator of the shipping line, with the port agent and "
            "with truck drivers who know the gates.”",
        ),
    )
    assert draft.described is None
    assert_nothing_is_made_up(graph, profile, document)


def test_sentences_of_the_tour_stand_under_the_headings_that_they_speak_to(
    graph: metier.KnowledgeGraph,
) -> None:
    draft, _ = drafted(graph, ARTICLE)
    sections = {one.heading: one.markdown for one in draft.profile.sections}
    assert list(sections) == [one for one in CANONICAL_SECTIONS if one in sections]
    for heading, words in {
        "Primary Responsibilities": "taking the order by email",
        "Workflow": "In a typical day",
        "Vocabulary": "- **delivery note** — “They check every crate",
        "Tools": "- **crate** — “They check every crate",
        "Collaboration": "They work closely",
        "Ethics": "to be honest about",
    }.items():
        assert words in sections[heading]


def test_each_sentence_is_counted_once(graph: metier.KnowledgeGraph) -> None:
    draft, _ = drafted(graph, ARTICLE)
    quotes = [
        line
        for section in draft.profile.sections
        for line in section.markdown.split("\n")
        if line.startswith(">")
    ]
    assert len(quotes) == len(set(quotes))
    assert len(quotes) + draft.unsorted == 9


def test_the_file_says_where_everything_comes_from(graph: metier.KnowledgeGraph) -> None:
    draft, _ = drafted(graph, ARTICLE)
    remarks = [line for line in draft_to_yaml(draft).splitlines() if line.startswith("#")]
    assert "from a.txt" in remarks[0]
    (category,) = (line for line in remarks if "category" in line)
    text = " ".join(line.strip("# ") for line in remarks)
    shown = re.findall(r"([a-z-]+) \(0\.\d\d\)", text)
    assert shown == [one.node.slug for one in draft.neighbors]
    assert category.startswith("# category")


def test_what_is_written_is_checked_with_warnings_only_and_builds(run: Runner) -> None:
    done = run(CHANDLER, "--out", "drafts/ship-chandler.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out == "drafts/ship-chandler.yaml: Ship Chandler, 6 sections begun\n"
    checked = run("drafts", "--format", "json", command="check")
    assert checked.code == 0
    assert {one["severity"] for one in json.loads(checked.out)} == {"warning"}
    built = metier.build([PROFILES, "drafts"], jobs=1)
    rows = built.select("SELECT ?l { id:ship-chandler met:usesTool/skos:prefLabel ?l }")
    assert [row["l"].value for row in rows] == ["crate"]
    found = built.annotate(ARTICLE)
    assert found.about[0].node.slug == "ship-chandler"
    assert found.coverage
    assert {one.label for one in found.coverage.confirmed} >= {"crate", "Customs Officer"}


def test_the_same_is_written_to_standard_output_and_to_a_file(run: Runner) -> None:
    shown = run(CHANDLER)
    run(CHANDLER, "--out", "a.yaml")
    assert Path("a.yaml").read_bytes().decode() == shown.out
    assert shown.out == run(CHANDLER).out


def test_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    write_build(Builder([PROFILES]), tmp_path / "built")
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "metier", "draft", CHANDLER, "--graph", "built/graph.nq"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    (first, told), (second, _) = (one.communicate(timeout=60) for one in processes)
    assert first == second
    assert b"title: Ship Chandler" in first
    assert told == b""


# ---- The command


def test_a_title_may_be_given(run: Runner) -> None:
    done = run(written("a.txt", UNCLEAR), "--title", "  Night\nwatchman ")
    profile = read_back(done.out)
    assert (profile.title, profile.slug) == ("Night watchman", "night-watchman")
    done = run(written("a.txt", SHORT), "--title", "Provisioner")
    assert read_back(done.out).title == "Provisioner"


@pytest.mark.parametrize("text", [UNCLEAR, "", "\n \n", "12 34\n", "Die Nacht\n\nEs war spät.\n"])
def test_a_text_without_a_subject_asks_for_its_title(run: Runner, text: str) -> None:
    done = run(written("a.txt", text), "--out", "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert "a.txt doesn't say which occupation it is about" in done.err
    assert "--title" in done.err
    assert not Path("a.yaml").exists()
    assert run("a.txt", "--title", " \n ").code == 2


def test_a_file_that_is_there_stays_as_it_was(run: Runner) -> None:
    out = written("a.yaml", b"mine\xff")
    done = run(CHANDLER, "--out", out)
    assert (done.code, done.out) == (2, "")
    assert "exists already" in done.err
    assert out.read_bytes() == b"mine\xff"
    assert [path.name for path in Path().iterdir()] == ["a.yaml"]


def test_a_missing_text_and_one_that_cant_be_read_are_told(run: Runner) -> None:
    assert run("none.txt").code == 2
    assert run(".").code == 2
    done = run(written("a.txt", b"A nurse \xff"), "--out", "a.yaml")
    assert done.code == 1
    assert "a.txt:1:9" in done.err
    assert not Path("a.yaml").exists()
    done = run("a.txt", "--encoding", "latin-1", "--title", "Nurse")
    assert done.code == 0


def test_an_occupation_that_has_a_profile_is_told(run: Runner) -> None:
    done = run(ROOT / "docs" / "articles" / "customs-officer.txt")
    assert done.code == 0
    assert "the graph has a profile of customs-officer" in done.err
    assert "customs-officer, which the text seems to be about" in done.out
    profile = read_back(done.out)
    assert profile.slug == "customs-officer"
    assert "customs-officer" not in {link.slug for link in profile.related}


def test_nothing_that_a_terminal_obeys_is_shown_on_one(run: Runner) -> None:
    hostile = "They bring \x1b[31mred\u202e crates and \x9b31m boxes to every ship."
    path = written("a.txt", SHORT + hostile)
    for done in (run(path, on_terminal=True), run(path, "--out", "a\u202e.yaml")):
        assert done.code == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.out + done.err)
    assert "crates" in run(path, on_terminal=True).out


# ---- Texts in other forms


def sorted_sentences(draft: Draft) -> list[tuple[str, str]]:
    return [
        (section.heading, line)
        for section in draft.profile.sections
        for line in section.markdown.split("\n")
        if line.startswith(">")
    ]


def reflowed(text: str, width: int, line_end: str = "\n") -> str:
    paragraphs = (" ".join(one.split()) for one in text.split("\n\n"))
    lines = "\n\n".join(textwrap.fill(one, width) for one in paragraphs)
    return lines.replace("\n", line_end) + line_end


@pytest.mark.parametrize(
    ("width", "line_end"), [(60, "\n"), (80, "\r\n"), (10_000, "\n"), (10_000, "\r\n")]
)
def test_where_lines_end_changes_nothing(
    graph: metier.KnowledgeGraph, width: int, line_end: str
) -> None:
    draft, document = drafted(graph, reflowed(ARTICLE, width, line_end))
    right, _ = drafted(graph, ARTICLE)
    assert sorted_sentences(draft) == sorted_sentences(right)
    assert draft.profile == right.profile
    assert_nothing_is_made_up(graph, read_back(draft_to_yaml(draft)), document)


def test_markdown_is_quoted_without_its_code_and_front_matter(
    graph: metier.KnowledgeGraph,
) -> None:
    text = """\
---
title: Chandlers perform secrets
note: they ensure that nobody reads this
---

# What does a ship chandler do?

Ship chandlers are **responsible for** every [crate](https://example.org/crate) on board.

```
They perform code that nobody reads.
```

<!-- They perform remarks that nobody reads. -->

- They perform a count of the delivery notes.
* You ensure that the crane is there.
"""
    draft, document = drafted(graph, text, "markdown")
    profile = read_back(draft_to_yaml(draft))
    assert profile == draft.profile
    assert (profile.title, profile.slug) == ("Ship Chandler", "ship-chandler")
    quotes, _ = quotes_and_labels(profile)
    assert "They perform a count of the delivery notes." in quotes
    assert "You ensure that the crane is there." in quotes
    assert not any("nobody" in quote for quote in quotes)
    assert_nothing_is_made_up(graph, profile, document)


def test_a_page_is_quoted_without_what_stands_around_it(run: Runner) -> None:
    body = "".join(f"<p>{one}</p>" for one in ARTICLE.split("\n\n")[1:])
    page = (
        "<!doctype html><html><head><title>What does a ship chandler do?</title>"
        "<script>they.perform('secrets for you')</script></head><body>"
        "<nav><ul><li><a href='/'>They perform menus for you all day</a></li></ul></nav>"
        f"<main><article><h1>What does a ship chandler do?</h1>{body}</article></main>"
        "<footer>They ensure that cookies perform well</footer></body></html>"
    )
    profile = read_back(run(written("a.html", page)).out)
    assert profile.title == "Ship Chandler"
    assert [one.title for one in profile.sources] == ["What does a ship chandler do?"]
    quotes, _ = quotes_and_labels(profile)
    assert "In a typical day a chandler visits three ships before breakfast." in quotes
    assert not any(re.search("menus|cookies|secrets|<", quote) for quote in quotes)


def test_where_a_text_comes_from_is_its_source(graph: metier.KnowledgeGraph) -> None:
    draft, _ = drafted(graph, SHORT, url="https://example.org/a", name="x")
    (source,) = draft.profile.sources
    assert (source.title, source.url) == (
        "What does a ship chandler do?",
        "https://example.org/a",
    )
    assert "https://example.org/a" in str(draft.profile.provenance)


# ---- What is in a stub


@pytest.mark.parametrize(
    ("text", "title", "aliases"),
    [
        ("How to become a beekeeper\n\nIt takes years.", "Beekeeper", ()),
        ("Interview with a lock keeper\n\nThe water is high.", "Lock Keeper", ()),
        ("Wanted: Tugboat Pilots\n\nThe pay is fair.", "Tugboat Pilot", ()),
        (
            "The river\n\nLock keepers sleep there. A lock keeper opens the gate.",
            "Lock Keeper",
            (),
        ),
        (
            "What does an HGV driver do?\n\nA Heavy Goods Vehicle (HGV) driver is on the road.",
            "HGV Driver",
            ("Heavy Goods Vehicle Driver",),
        ),
        ("WHAT DOES A SHIP CHANDLER DO?\n\nIt depends.", "Ship Chandler", ()),
        (
            "The port\n\nIt belongs to the customs officers. Ask the customs officers.",
            "Customs Officer",
            (),
        ),
        ("The port\n\nIt belongs to a CBP officer. Ask the CBP officer.", "CBP Officer", ()),
    ],
)
def test_the_title_is_what_the_article_asks_about_or_says_most(
    graph: metier.KnowledgeGraph, text: str, title: str, aliases: tuple[str, ...]
) -> None:
    draft, _ = drafted(graph, text)
    assert (draft.profile.title, draft.profile.aliases) == (title, aliases)


def test_what_comes_back_is_quoted_from_its_first_sentence(graph: metier.KnowledgeGraph) -> None:
    text = f"""{SHORT}
First they lay out the body-worn camera. Then the bill of lading is read.

The body-worn camera is put away. The bill of lading is torn.
"""
    _, document = drafted(graph, text)
    draft = draft_of(graph.annotator, document)
    sections = {one.heading: one.markdown for one in draft.profile.sections}
    assert sections["Tools"].count("camera**") == 1
    assert "First they lay out the body-worn camera." in sections["Tools"]
    assert "Then the bill of lading is read." in sections["Vocabulary"]
    assert "torn" not in sections["Vocabulary"]


def test_an_occupation_is_linked_once_and_not_to_itself(graph: metier.KnowledgeGraph) -> None:
    comings = "A customs officer comes. The customs officer goes. Customs officers ask the police officer."
    text = f"{SHORT}\n{comings}\n"
    draft, _ = drafted(graph, text)
    assert [link.slug for link in draft.profile.related] == ["customs-officer", "police-officer"]
    draft, _ = drafted(graph, text, title="Customs Officer")
    assert [link.slug for link in draft.profile.related] == ["police-officer"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Con", "con-work"),
        ("Dataset", "dataset-work"),
        ("R&D Manager", "r-and-d-manager"),
        ("Café Owner", "cafe-owner"),
        ("Night-Watch / Guard", "night-watch-guard"),
    ],
)
def test_a_slug_is_made_of_the_title(graph: metier.KnowledgeGraph, title: str, slug: str) -> None:
    draft, _ = drafted(graph, UNCLEAR, title=title)
    assert read_back(draft_to_yaml(draft)).slug == slug


@pytest.mark.parametrize("title", ["船具商", "Шипчандлер", "***", "🙂", "x" * 500, "a\x1b[31m\nb"])
def test_any_title_gives_a_profile_that_can_be_read(
    graph: metier.KnowledgeGraph, title: str
) -> None:
    draft, _ = drafted(graph, UNCLEAR, title=title)
    profile = read_back(draft_to_yaml(draft))
    assert profile == draft.profile
    assert not why_unsafe(profile.slug)
    assert not why_reserved(profile.slug)


def test_titles_in_other_scripts_have_slugs_of_their_own(graph: metier.KnowledgeGraph) -> None:
    made = {drafted(graph, SHORT, title=title)[0].profile.slug for title in ("船具商", "漁師", "")}
    assert len(made) == 3


def test_an_empty_text_with_a_title_is_an_empty_stub(run: Runner) -> None:
    done = run(written("a.txt", ""), "--title", "Ship Chandler", "--out", "a.yaml")
    assert done.code == 0
    profile = read_back(Path("a.yaml").read_text(encoding="utf-8"))
    assert (profile.title, profile.sections, profile.related) == ("Ship Chandler", (), ())
    assert profile.category is profile.summary is None
    assert run("a.yaml", command="check").code == 0


# ---- Hostile texts

PIECES = (
    "\n",
    "\n\n",
    "\r\n",
    "---",
    "...",
    "key: value",
    "- slug: evil\n  type: related",
    "status: verified",
    "sections:\n  - heading: Evil",
    "## Purpose",
    "# remark",
    "<script>alert('they perform')</script>",
    "`code`",
    "```",
    "> They quote",
    "- **x** — y",
    "- **Anvil** — “They perform”",
    "* item",
    "**",
    "_",
    '"',
    "'",
    "“",
    "”",
    "…",
    "|",
    "|-",
    ">",
    "%YAML 1.1",
    "!!python/object:os.system",
    "&a *a",
    "{{ x }}",
    "[link](javascript:alert(1))",
    "\x00",
    "\x08",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\U0001f642",
    "\t",
    " ",
    ". ",
    "? ",
    "They perform",
    "They work closely with a detective",
    "ship chandlers",
    "the delivery note and the torque wrench",
    "the bill of lading",
    "customs officers",
    "must be able to",
    "The Ministry of Salt",
    "word " * 130,
    "x" * 700,
    "漢字",
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=24).map(" ".join))
@example("They perform “a ” trick” for you. - **x** — “y” they perform all day")
@example("A day\r and a night\n\nThey perform all of it")
@example("---\nthey perform: all\n---\nThey perform ``` a lot of it\n\n> > They perform it all")
@settings(max_examples=200)
def test_any_text_gives_a_file_that_reads_back_and_makes_nothing_up(
    graph: metier.KnowledgeGraph, text: str
) -> None:
    for form in ("text", "markdown"):
        draft, document = drafted(graph, text, form, title="Ship Chandler")
        profile = read_back(draft_to_yaml(draft))
        assert profile == draft.profile
        assert profile.slug == "ship-chandler"
        assert profile.status == "stub"
        assert_nothing_is_made_up(graph, profile, document)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=9).map(" ".join))
@settings(max_examples=100)
def test_any_title_and_address_read_back(graph: metier.KnowledgeGraph, awkward: str) -> None:
    draft, _ = drafted(graph, SHORT, title=awkward, name=awkward, url=awkward)
    assert read_back(draft_to_yaml(draft)) == draft.profile


def test_markup_in_a_text_makes_no_lists_links_or_headings(run: Runner) -> None:
    path = written(
        "a.txt",
        f"""{SHORT}
related:
- slug: evil
  type: related

## Tools

- **Anvil** — They perform all of it with you.
- slug: they perform key: value # and 'quote' "all" of it
> They perform quotes for you all day.

---
They perform <script>alert("x")</script> for `you` all day.
""",
    )
    done = run(path, "--out", "a.yaml")
    assert done.code == 0
    profile = read_back(Path("a.yaml").read_text(encoding="utf-8"))
    assert profile.related == ()
    _, labels = quotes_and_labels(profile)
    assert labels
    assert set(labels).isdisjoint({"Anvil", "x"})
    built = metier.build(["a.yaml"], jobs=1)
    rows = built.select(
        "SELECT ?l { id:ship-chandler met:usesTool|met:usesTerm ?c . ?c skos:prefLabel ?l }"
    )
    assert sorted(row["l"].value for row in rows) == sorted(labels)


def test_a_file_of_any_name_is_named(run: Runner) -> None:
    for name in ("a: b # c.txt", "'\"\n.txt", "\u202e.txt", os.fsdecode(b"\xff.txt")):
        path = written(name, SHORT)
        done = run(path, "--out", "a.yaml")
        assert done.code == 0
        assert read_back(Path("a.yaml").read_text(encoding="utf-8")).title == "Ship Chandler"
        Path("a.yaml").unlink()
        path.unlink()


def test_a_long_text_is_drafted_in_reasonable_time(graph: metier.KnowledgeGraph) -> None:
    long = "They perform " + "a very long sentence without an end " * 400 + ".\n\n"
    text = SHORT + long + "\n".join([ARTICLE] * (300_000 // len(ARTICLE)))
    draft, document = drafted(graph, text)
    profile = read_back(draft_to_yaml(draft))
    assert profile == draft.profile
    _, labels = quotes_and_labels(profile)
    assert len(labels) == len(set(labels)) < 60
    quotes, _ = quotes_and_labels(profile)
    said = squeezed(document.text)
    assert all(quote.strip("…") in said for quote in set(quotes))
    assert max(map(len, quotes)) <= 600


def test_the_profiles_of_the_project_are_left_alone(run: Runner) -> None:
    before = read_all(PROFILES)
    run(CHANDLER, "--out", "ship-chandler.yaml")
    assert read_all(PROFILES) == before
