"""Full-text search: what is found, in which order, and what hostile input does."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import metier
from metier.cli import asking
from metier.cli.search import command
from metier.errors import GraphError, UsageError
from metier.pipeline.search import entries_of, index_of, search
from metier.store.texts import Entry, Hit, TextIndex

from .support import CORPUS, PROFILES, ROOT, needs_corpus, write_profile

BASE = "https://w3id.org/metier/"


@pytest.fixture(scope="module")
def graph() -> metier.KnowledgeGraph:
    return metier.build(PROFILES)


@pytest.fixture(scope="module")
def index(graph: metier.KnowledgeGraph) -> TextIndex:
    return index_of(graph.store, graph.names)


def small(*entries: Entry) -> TextIndex:
    return TextIndex.build(None, entries)


def ids(index: TextIndex, words: str, **options: object) -> list[str]:
    return [hit.id for hit in index.search(words, **options).hits]  # type: ignore[arg-type]


# ---- What is found


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("customs officer", "id/customs-officer"),
        ("Chain of Custody", "term/chain-of-custody"),
        ("police constable", "id/police-officer"),  # another name
        ("first record that investigators", "id/police-officer"),  # a definition
        (
            "makes the arrests and roadside stops",
            "relation/customs-officer--adjacent--police-officer",
        ),
        ("Frazier v. Cupp", "section/detective--ethics"),  # prose that is no item
        ("unnumbered sample bag", "item/customs-officer--failure-modes--broken-custody"),
        ("body worn cameras", "tool/body-worn-camera"),  # no hyphen, another number
        ("harmonised system code", "term/harmonized-system"),  # British
    ],
)
def test_the_best_hit_is_what_was_meant(index: TextIndex, words: str, first: str) -> None:
    assert ids(index, words)[0].startswith(BASE + first)


def test_every_practice_is_the_first_hit_for_each_of_its_names(
    graph: metier.KnowledgeGraph, index: TextIndex
) -> None:
    found = graph.select(
        "SELECT ?p ?name { ?p a met:Occupation ; skos:prefLabel|skos:altLabel ?name }"
    )
    names = [(row["p"].value, row["name"].value) for row in found]
    assert len(names) > 20
    assert [(ids(index, name)[0], name) for _, name in names] == names


def test_a_hit_tells_by_which_other_name_it_was_found(index: TextIndex) -> None:
    hit = index.search("beat officer").hits[0]
    assert (hit.label, hit.name) == ("Police Officer", "beat officer")
    assert index.search("police officer").hits[0].name == ""


def test_the_words_for_a_kind_find_all_of_its_kind_in_a_profile(index: TextIndex) -> None:
    hits = index.search("detective failure modes", limit=4).hits
    assert {(hit.kind, hit.practice) for hit in hits} == {("FailureMode", BASE + "id/detective")}


def test_nothing_that_a_section_says_is_told_twice_or_left_out(tmp_path: Path) -> None:
    sections = [
        {
            "heading": "Failure Modes",
            "markdown": "### A heading\n\n- **One.** Text one.\n- **Two.** Text two.",
        },
        {"heading": "Anti-patterns", "markdown": "- **Three.** Text three."},
    ]
    write_profile(tmp_path, "nurse", f"sections: {json.dumps(sections)}\n")
    built = metier.build(tmp_path)
    found = [one for one in entries_of(built.store, built.names) if one.practice]
    told = sorted((one.kind, one.label, one.text) for one in found)
    assert told == [
        ("AntiPattern", "Three", "Text three."),
        ("FailureMode", "One", "Text one."),
        ("FailureMode", "Two", "Text two."),
        ("Section", "Failure Modes", "### A heading"),
    ]


def test_every_concept_has_what_all_profiles_say_of_it(graph: metier.KnowledgeGraph) -> None:
    found = {one.id: one for one in entries_of(graph.store, graph.names)}
    shared = found[BASE + "term/chain-of-custody"]
    said = graph.select("SELECT ?text { ?u met:of term:chain-of-custody ; skos:definition ?text }")
    texts = [row["text"].value for row in said]
    assert len(texts) > 1
    assert all(text in shared.text for text in texts)
    assert shared.practice == ""


# ---- The order


def test_the_very_label_goes_before_labels_with_more_and_texts() -> None:
    index = small(
        Entry("a", "FailureMode", "Custody", text="Nobody signs."),
        Entry("b", "Term", "Custody log"),
        Entry("c", "Term", "Seal", text="custody custody custody"),
    )
    assert ids(index, "custody") == ["a", "b", "c"]


def test_kinds_decide_among_equals() -> None:
    kinds = ("Section", "FailureMode", "Term", "Occupation")
    index = small(*(Entry(kind, kind, "Cargo desk") for kind in kinds))
    assert ids(index, "cargo") == ["Occupation", "Term", "FailureMode", "Section"]


def test_a_word_goes_before_others_of_its_stem() -> None:
    index = small(
        Entry("a", "Occupation", "Customer Agent"),
        Entry("b", "Occupation", "Customs Agent"),
    )
    assert ids(index, "customs") == ["b", "a"]


def test_words_in_a_row_go_before_words_apart() -> None:
    index = small(
        Entry("a", "Principle", "One", text="a lead is worth its time"),
        Entry("b", "Principle", "Two", text="worth its lead time, surely"),
    )
    assert ids(index, "lead time") == ["b", "a"]


def test_entries_with_some_of_the_words_come_behind_those_with_all() -> None:
    index = small(
        Entry("a", "Occupation", "Cargo"),
        Entry("b", "Relation", "x", text="who wants may see the cargo that we inspected"),
    )
    found = index.search("who inspects cargo").hits
    assert [hit.id for hit in found] == ["b", "a"]
    assert found[0].score >= 2
    assert found[1].score < 1


def test_equals_are_in_the_order_of_their_names() -> None:
    entries = [Entry(f"n{number}", "Term", "seal") for number in range(9)]
    assert ids(small(*reversed(entries)), "seal") == [f"n{number}" for number in range(9)]


def test_small_words_count_only_where_there_are_no_others() -> None:
    index = small(Entry("a", "Term", "Cargo"), Entry("b", "Question", "Who is it for?"))
    assert ids(index, "what is the cargo for") == ["a"]
    assert ids(index, "who is it") == ["b"]


def test_limit_and_kinds_restrict(index: TextIndex) -> None:
    assert len(ids(index, "officer", limit=2)) == 2
    assert ids(index, "officer", limit=0) == []
    found = index.search("officer", kinds={"Tool"}).hits
    assert {hit.kind for hit in found} == {"Tool"}
    assert ids(index, "officer", kinds={"Nothing"}) == []


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("practice", {"Occupation", "Specialization"}),
        ("concept", {"Tool", "Term", "Tag", "Category"}),
        ("failure-mode", {"FailureMode"}),
        ("TOOL", {"Tool"}),
        ("Discipline", set()),  # declared, but none is in this graph
    ],
)
def test_kinds_are_named_as_people_do(index: TextIndex, said: str, kinds: set[str]) -> None:
    hits = search(index, "custody risk police customs", kinds=[said], limit=100).hits
    assert {hit.kind for hit in hits} <= kinds
    assert bool(hits) == bool(kinds)


def test_items_are_what_is_neither_practice_nor_concept(index: TextIndex) -> None:
    kinds = {hit.kind for hit in search(index, "risk", kinds=["item"], limit=500).hits}
    assert {"MentalModel", "WorkflowStep"} <= kinds
    assert not kinds & {"Occupation", "Tool", "Term", "Section", "Relation"}


def test_an_unknown_kind_is_told_with_the_known_ones(index: TextIndex) -> None:
    with pytest.raises(
        UsageError, match=r"no kind 'gadget'; there are practice, concept, item, Anti"
    ):
        search(index, "risk", kinds=["gadget"])


# ---- Typing errors


@pytest.mark.parametrize(
    ("words", "corrected", "first"),
    [
        ("customz", {"customz": "customs"}, "Customs Broker"),
        ("customz offcer", {"customz": "customs", "offcer": "officer"}, "Customs Officer"),
        ("cahin of cusotdy", {"cahin": "chain", "cusotdy": "custody"}, "Chain of custody"),
        ("bodyworn camra", {"bodyworn": "body worn", "camra": "camera"}, "Body-worn camera"),
        ("in coterms", {"in coterms": "incoterms"}, "Incoterms 2020"),
        ("custo", {}, "Customs Broker"),  # unfinished
        ("chain of cust", {}, "Chain of custody"),
        ("detecting", {}, "Detective"),  # no text has it, but its stem
    ],
)
def test_words_are_taken_for_those_that_were_meant(
    index: TextIndex, words: str, corrected: dict[str, str], first: str
) -> None:
    found = index.search(words)
    assert found.corrected == corrected
    assert found.unknown == ()
    assert found.hits[0].label == first


def test_a_known_word_is_left_alone_and_the_most_frequent_of_the_nearest_is_taken() -> None:
    index = small(
        *(Entry(f"form{n}", "Term", f"Form {n}") for n in range(9)),
        Entry("from", "Term", "Frome"),
        Entry("farm", "Term", "Farm"),
    )
    assert index.search("frome").corrected == {}
    assert index.search("fxrm").corrected == {"fxrm": "form"}


@pytest.mark.parametrize("word", ["8301", "hs8301", "xy", "xqzwvk", "q" * 50])
def test_codes_and_words_like_nothing_are_not_corrected(word: str) -> None:
    index = small(Entry("a", "Term", "8300 hs8300 x quick", text="xqzaaa " + "q" * 49))
    found = index.search(f"{word} quick")
    assert found.corrected == {}
    assert found.unknown == (word,)
    assert [hit.id for hit in found.hits] == ["a"]


def test_short_words_may_have_one_error_and_longer_ones_two() -> None:
    index = small(Entry("a", "Term", "cargo manifest"))
    assert index.search("crago").corrected == {"crago": "cargo"}
    assert index.search("crgao x").unknown == ("crgao", "x")
    assert index.search("mnaifets").corrected == {"mnaifets": "manifest"}


# ---- Snippets


def test_marks_are_offsets_of_what_was_found(index: TextIndex) -> None:
    hit = next(one for one in index.search("unnumbered bags").hits if one.marks)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["unnumbered", "bag"]
    assert "\n" not in hit.snippet


@given(st.integers(20, 200), st.integers(0, 40), st.booleans())
def test_an_excerpt_has_room_and_shows_the_first_mark(width: int, before: int, there: bool) -> None:
    text = "seven " * before + ("custody " if there else "") + "eleven " * 9
    marks = ((6 * before, 6 * before + 7),) if there else ()
    hit = Hit("a", "Term", "x", "", "", 1.0, text.strip(), marks)
    shown, inside = hit.excerpt(width)
    assert len(shown) <= width
    assert [shown[start:end] for start, end in inside] == ["custody"] * there


def test_a_text_cant_bring_marks_of_its_own() -> None:
    index = small(Entry("a", "Term", "seal\x02s\x03", text="a \x02forged\x03 seal\x1b[31m here"))
    hit = index.search("seal").hits[0]
    assert hit.snippet == "a forged seal [31m here"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["seal"]


# ---- Hostile input

HOSTILE = [
    *"\"*^-:(){}[]+%_\\'@",
    *(
        '""',
        "--",
        "((((",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(a b, 2)",
        "a NOT b",
        "a AND",
        '"chain of',
    ),
    *("label: x", "{label names}: x", "cust*", "^customs", "'; DROP TABLE entry; --"),
    *(
        "\x00",
        "a\x00b",
        "\x02custody\x03",
        "\U0001f600",
        "\udcff",
        "\n\t",
        "",
        "x" * 5000,
        "a " * 3000,
    ),
    *(
        "\u0939\u093f\u0928\u094d\u0926\u0940",
        "\u6b63\u540d",
        "\u2178\xb2\xbd",
        "\u0130\xdf\u0152",
        "\u0301",
    ),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_searched_for_is_never_syntax(index: TextIndex, words: str) -> None:
    index.search(words)
    assert index.search(f"customs {words}").hits


@given(st.text(max_size=30))
def test_any_text_can_be_searched_for(words: str) -> None:
    SMALL.search(words)


# SQLite takes but one of the two accents of these away.
LETTERS = st.characters(
    categories=["L", "N"], max_codepoint=0x24F, exclude_characters="\u01e0\u01e1"
)


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_any_latin_label_is_found_by_itself(label: str) -> None:
    assert ids(small(Entry("a", "Term", label)), label) == ["a"]


SMALL = small(Entry("a", "Term", "Chain of custody", text="who held what, since when"))


# ---- Files


def test_a_file_answers_as_memory_does_and_is_left_alone(
    graph: metier.KnowledgeGraph, index: TextIndex, tmp_path: Path
) -> None:
    path = tmp_path / "made" / "a ?#% index.db"
    written = index_of(graph.store, graph.names, path)
    before = path.read_bytes()
    path.chmod(0o444)
    assert written.search("customz risk", limit=50) == index.search("customz risk", limit=50)
    written.close()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_new_file_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "search.db"
    old = TextIndex.build(path, [Entry("a", "Term", "Seal")])
    new = TextIndex.build(path, [Entry("b", "Term", "Seal")])
    assert ids(new, "seal") == ["b"]
    assert ids(old, "seal") == ["a"]


def _broken(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    good = tmp_path / "good"
    TextIndex.build(good, [Entry(f"n{n}", "Term", f"Seal {n}") for n in range(500)]).close()
    whole = good.read_bytes()
    contents = {
        "empty": b"",
        "text": b"not a database\n" * 99,
        "version": whole[:60] + b"\0\0\0\x63" + whole[64:],
        "half": whole[: len(whole) // 2],
        "holes": whole[:4096] + bytes(len(whole) - 4096),
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.write_bytes(content)
        yield name, path
    foreign = tmp_path / "foreign"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE entry (number)")
    connection.close()
    yield "foreign", foreign
    yield "missing", tmp_path / "missing"
    yield "folder", tmp_path


def test_a_file_that_is_no_index_is_told_in_a_sentence(tmp_path: Path) -> None:
    for _, path in _broken(tmp_path):
        with pytest.raises(GraphError, match=r"build the graph again|can't read"):
            TextIndex.open(path).search("seal")


def test_the_same_graph_gives_the_same_file_and_the_same_hits(tmp_path: Path) -> None:
    make = (
        "import sys, metier; from pathlib import Path; from metier.pipeline.search import index_of;"
        "g = metier.build(sys.argv[1], jobs=1); i = index_of(g.store, g.names, Path(sys.argv[2]));"
        "print([i.search(words, limit=99) for words in ('customs risk', 'officers custom', 'custo')])"
    )
    made = set()
    for seed in ("1", "2"):
        path = tmp_path / seed
        arguments = [sys.executable, "-c", make, str(PROFILES), str(path)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(arguments, check=True, cwd=ROOT, env=environment, capture_output=True)
        made.add((hashlib.sha256(path.read_bytes()).hexdigest(), done.stdout))
    assert len(made) == 1


# ---- The command


@pytest.fixture
def run(index: TextIndex, monkeypatch: pytest.MonkeyPatch) -> partial[Result]:
    graph = SimpleNamespace(search=partial(search, index))
    monkeypatch.setattr(asking, "opened", lambda path: graph)
    return partial(CliRunner().invoke, command, catch_exceptions=False)


def test_the_table_fits_in_80_columns_and_says_what_was_corrected(run: partial[Result]) -> None:
    done = run(["ofifcer", "--limit", "12"])
    lines = done.stdout.splitlines()
    assert done.stderr == "ofifcer: searched for officer\n"
    assert max(map(len, lines)) <= 80
    assert [line.split()[0] for line in lines if line[:2].strip()] == [str(n) for n in range(1, 13)]


def test_json_has_iris_and_all_that_is_known_of_a_hit(run: partial[Result]) -> None:
    done = run(["unnumbered", "sample", "bgas", "--format", "json"])
    answer = json.loads(done.stdout)
    assert answer["words"] == "unnumbered sample bgas"
    assert answer["corrected"] == {"bgas": "bags"}
    hit = answer["hits"][0]
    assert hit["id"] == BASE + "item/customs-officer--failure-modes--broken-custody"
    assert (hit["kind"], hit["label"]) == ("FailureMode", "Broken custody")
    assert hit["practice"] == BASE + "id/customs-officer"
    start, end = hit["marks"][0]
    assert hit["snippet"][start:end] == "unnumbered sample bag"


def test_finding_nothing_is_no_failure(run: partial[Result]) -> None:
    done = run(["xqzwvk", "--format", "json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["hits"] == []
    told = "xqzwvk: no text has such a word\nnothing is found for 'xqzwvk'\n"
    assert done.stderr == told
    assert run(["--", "--"]).exit_code == 0


def test_a_text_cant_command_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "seal \x1b]0;owned\x07 \x9b31m \u202egnp"
    entry = Entry("a", "Term", evil, (evil + " too",), evil, BASE + "id/" + evil)
    graph = SimpleNamespace(search=partial(search, small(entry)))
    monkeypatch.setattr(asking, "opened", lambda path: graph)
    done = CliRunner().invoke(command, ["seal", "\x1b[2J"], catch_exceptions=False)
    assert all(line.isprintable() for line in (done.stdout + done.stderr).splitlines())


# ---- The real profiles


@needs_corpus
@pytest.mark.corpus
def test_real_profiles_are_found_quickly_and_in_good_order() -> None:
    graph = metier.build(CORPUS / "souls")
    index = index_of(graph.store, graph.names)
    expected = {
        "multimetre": "multimeter",
        "grief": "Grief Companion",
        "risk based targeting": "Risk-based targeting, not random search",
        "anaesthetist": "Anesthesiologist",
        "custmos oficer": "Customs Officer",
        "torque wrench": "torque wrenches",
        "second-order effects": "Second-order effect",
        "C++": "C++",
    }
    found = {}
    begun = time.perf_counter()
    for words in expected:
        found[words] = index.search(words).hits[0].label
    assert found == expected
    assert (time.perf_counter() - begun) / len(expected) < 0.1  # 5 ms when nothing else runs
