"""``metier annotate``: which form goes where, what bad and hostile texts do, and what the forms promise."""

from __future__ import annotations

import html
import json
import os
import pty
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF, XSD

import metier
from metier import cli
from metier.cli import asking
from metier.diagnostics import printable_lines
from metier.pipeline.build import Builder
from metier.pipeline.write import write_build
from metier.text.results.page import page_of
from metier.text.sources.document import Document

from .support import PROFILES

SENTENCE = "A police officer writes."
BASE = "https://w3id.org/metier/"
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SCHEMA = rdflib.Namespace("https://schema.org/")
ARTICLE = """\
What Does a Police Officer Do?

Police officers keep the chain of custody, wear a body-worn camera and work with every detective.
The Federal Bureau of Investigation helps them to find the smugglers of counterfeit oscilloscopes.
"""


# ---- The command in this process -----------------------------------------------------------------


class Done(NamedTuple):
    code: int
    out: str
    err: str


Runner = Callable[..., Done]


@pytest.fixture(scope="module")
def graph() -> metier.KnowledgeGraph:
    return metier.build(PROFILES, jobs=1)


@pytest.fixture
def run(
    graph: metier.KnowledgeGraph,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Runner:
    """Return a function that runs ``metier annotate`` among the files of a test."""
    monkeypatch.setattr(asking, "opened", lambda path: graph)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.chdir(tmp_path)

    def called(*arguments: object, on_terminal: bool = False) -> Done:
        capsys.readouterr()
        code = 0
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["metier", "annotate", *map(str, arguments)])
            patch.setattr(sys.stdout, "isatty", lambda: on_terminal)
            try:
                cli.main()
            except SystemExit as end:
                code = int(end.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Done(code, out, err)

    return called


def written(name: str, content: str | bytes = ARTICLE) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def written_lines(name: str, *records: dict[str, str]) -> Path:
    return written(name, "".join(json.dumps(record) + "\n" for record in records))


# ---- JSON ----------------------------------------------------------------------------------------

_SCORE = {"type": "number", "minimum": 0, "maximum": 1}
_PLACE = {
    "start": {"type": "integer", "minimum": 0},
    "end": {"type": "integer", "minimum": 1},
}
_NODE = {
    "target": {"type": "string", "pattern": "^https://w3id.org/metier/"},
    "label": {"type": "string", "minLength": 1},
    "kind": {"type": "string", "minLength": 1},
    "score": _SCORE,
}


def _records(properties: Mapping[str, object]) -> dict[str, object]:
    record = {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": "array", "items": record}


SHAPE = {
    "type": "object",
    "required": ["source", "about", "mentions", "candidates"],
    "properties": {
        "about": _records(_NODE),
        "mentions": _records({**_PLACE, "text": {"type": "string"}, **_NODE}),
        "candidates": _records(
            {
                "text": {"type": "string", "minLength": 1},
                "kind": {"enum": ["organization", "tool", "term", "activity", "occupation"]},
                "score": _SCORE,
                "sentence": {"type": "string"},
                "places": _records(_PLACE),
            }
        ),
    },
}


def test_what_is_piped_is_json_of_the_promised_shape(run: Runner) -> None:
    done = run(written("a.txt"))
    answer = json.loads(done.out)
    jsonschema.validate(answer, SHAPE)
    assert (done.code, done.err) == (0, "")
    assert answer["about"][0]["target"] == f"{BASE}id/police-officer"
    assert {one["target"] for one in answer["mentions"]} == {
        f"{BASE}{name}"
        for name in (
            "id/police-officer",
            "id/detective",
            "term/chain-of-custody",
            "tool/body-worn-camera",
        )
    }
    assert "Federal Bureau of Investigation" in {one["text"] for one in answer["candidates"]}


@pytest.mark.parametrize("text", [ARTICLE, f"\ufeff🙂 e\u0301 {ARTICLE}".replace("\n", "\r\n")])
def test_offsets_count_the_characters_of_the_file(run: Runner, text: str) -> None:
    answer = json.loads(run(written("a.txt", text)).out)
    text = text.removeprefix("\ufeff")
    places = [(one["start"], one["end"]) for one in answer["mentions"]]
    assert len(places) > 4
    assert [text[start:end] for start, end in places] == [one["text"] for one in answer["mentions"]]
    places += [(at["start"], at["end"]) for one in answer["candidates"] for at in one["places"]]
    ordered = sorted(places)
    assert all(one[1] <= other[0] for one, other in pairwise(ordered))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\t", "...", "🙂", "\u202e"])
def test_a_text_without_anything_is_answered_all_the_same(run: Runner, text: str) -> None:
    answer = json.loads(run(written("a.txt", text)).out)
    jsonschema.validate(answer, SHAPE)
    assert (answer["about"], answer["mentions"], answer["candidates"]) == ([], [], [])


@pytest.mark.parametrize(
    "said", ["customs-officer", "Customs Officer", f"{BASE}id/customs-officer", "customs inspector"]
)
def test_the_user_can_say_by_any_name_what_a_text_is_about(run: Runner, said: str) -> None:
    answer = json.loads(run(written("a.txt"), "--about", said).out)
    assert [one["target"] for one in answer["about"]] == [f"{BASE}id/customs-officer"]
    assert answer["coverage"]["profile"] == f"{BASE}id/customs-officer"


@pytest.mark.parametrize("said", ["dragon", "", "chain of custody", "\x1b[2J"])
def test_a_name_that_no_occupation_has_is_told(run: Runner, said: str) -> None:
    done = run(written("a.txt"), "--about", said)
    assert (done.code, done.out) == (2, "")
    assert "no occupation" in done.err
    assert "\x1b" not in done.err


# ---- Forms and places ------------------------------------------------------------------------------

BEGINNINGS = {
    "table": ARTICLE[:30],
    "json": "{\n",
    "turtle": "@prefix oa: ",
    "html": "<!doctype html>\n",
}


@pytest.mark.parametrize("form", BEGINNINGS)
def test_each_form_can_be_printed_and_written(run: Runner, form: str) -> None:
    path = written("a.txt")
    printed = run(path, "--format", form)
    assert printed.out.startswith(BEGINNINGS[form])
    stored = run(path, "--format", form, "--out", "new/answer")
    assert (stored.code, stored.out) == (0, f"{Path('new/answer')}\n")
    assert Path("new/answer").read_bytes() == printed.out.encode()
    assert run(path, "--format", form, "--out", "-").out == printed.out


def test_a_terminal_gets_a_table_and_a_page_gets_a_file(run: Runner) -> None:
    path = written("texts/a.txt")
    table = run(path, on_terminal=True).out
    assert table == run(path, "--format", "table").out
    assert max(map(len, table.splitlines())) <= 80
    assert "About Police Officer (police-officer)" in table
    done = run(path, "--format", "html", on_terminal=True)
    assert done.out == "a-annotated.html\n"
    assert "<!doctype html>" in Path("a-annotated.html").read_text(encoding="utf-8")


def test_a_file_for_the_answer_gets_json_even_on_a_terminal(run: Runner) -> None:
    run(written("a.txt"), "--out", "answer", on_terminal=True)
    jsonschema.validate(json.loads(Path("answer").read_text(encoding="utf-8")), SHAPE)


def test_several_texts_are_told_a_line_each_in_their_order(run: Runner) -> None:
    written("texts/b.txt")
    written("texts/a/z.md", "# Police\n\nA **police officer** writes.")
    lines = written_lines(
        "c.jsonl",
        *({"id": f"number {n}", "text": f"{n} police officers."} for n in range(20, 0, -1)),
    )
    answers = [json.loads(line) for line in run("texts", lines, "texts/b.txt").out.splitlines()]
    for answer in answers:
        jsonschema.validate(answer, SHAPE)
    names = [str(Path("texts/a/z.md")), str(Path("texts/b.txt"))]
    names += [f"number {n}" for n in range(20, 0, -1)]
    assert [answer["source"] for answer in answers] == [*names, "texts/b.txt"]
    assert all(answer["mentions"] for answer in answers)


def test_a_folder_with_one_text_gives_lines_too(run: Runner) -> None:
    written("texts/a.txt")
    assert len(run("texts").out.splitlines()) == 1


NAMES = {
    "../../x": "x",
    "/etc/passwd": "passwd",
    "a": "a",
    "A": "a-2",
    "a-2": "a-2-2",
    "café": "cafe",
}
HOSTILE_NAMES = (
    *NAMES,
    *(
        "CON",
        "nul.txt",
        "com1",
        "..",
        ".",
        "",
        "---",
        "🙂",
        "a\0b",
        "\n",
        "~",
        "$(x)",
        "a/",
        "\x1b[31m\u202ered",
    ),
    *("x" * 5000, "x y " * 500, "漢" * 80, "漢 " * 300, "𠀀" * 80, "𠀀" * 300),
)


def test_each_text_has_a_page_of_its_own_whatever_it_is_called(run: Runner) -> None:
    lines = written_lines(
        "c.jsonl",
        *({"id": name, "text": f"Police officer {n}."} for n, name in enumerate(HOSTILE_NAMES)),
    )
    done = run(lines, "--format", "html", "--out", "deep/pages")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{len(HOSTILE_NAMES)} pages in {Path('deep/pages')}\n"
    pages = {path.name: path.read_text(encoding="utf-8") for path in Path("deep/pages").iterdir()}
    assert len(pages) == len(HOSTILE_NAMES)
    assert len({name.casefold() for name in pages}) == len(pages)
    assert sorted(str(path) for path in Path().iterdir()) == ["c.jsonl", "deep"]
    for number, name in enumerate(NAMES.values()):
        assert f"Police officer</a> {number}." in pages[f"{name}.html"]


def test_no_page_has_a_name_that_some_system_forbids(run: Runner) -> None:
    lines = written_lines("c.jsonl", *({"id": name, "text": "x"} for name in HOSTILE_NAMES))
    run(lines, "--format", "html", "--out", "pages")
    names = [path.name for path in Path("pages").iterdir()]
    assert names
    forbidden = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\.|.*[<>:\"/\\|?*\x00-\x1f]|.*[. ]\Z")
    assert [name for name in names if forbidden.match(name)] == []
    assert [name for name in names if len(name.encode()) > 255] == []


def test_pages_of_several_texts_need_a_folder(run: Runner) -> None:
    written("texts/a.txt")
    done = run("texts", "--format", "html")
    assert (done.code, done.out) == (2, "")
    assert "--out" in done.err
    written("taken", "mine")
    assert run("texts", "--format", "html", "--out", "taken").code == 2
    assert Path("taken").read_text() == "mine"


# ---- Bad texts -----------------------------------------------------------------------------------------


@pytest.fixture
def mixed(run: Runner) -> str:
    """Return a folder with three good texts and three bad ones."""
    written("texts/1.txt", SENTENCE)
    written("texts/2-bad.txt", b"first line\nsecond \xff line")
    written("texts/3-bad.txt", b"a\0b")
    written("texts/4.jsonl", f'{{"id": "4", "text": "{SENTENCE}"}}\n{{"id": "5", \n')
    written("texts/6.txt", SENTENCE)
    return "texts"


def test_bad_texts_are_told_with_their_place_and_the_others_are_read(
    run: Runner, mixed: str
) -> None:
    done = run(mixed)
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [Path(answer["source"]).name for answer in answers] == ["1.txt", "4", "6.txt"]
    told = [line.removeprefix(f"metier: {mixed}{os.sep}") for line in done.err.splitlines()]
    assert len(told) == 3
    assert told[0].startswith("2-bad.txt:2:8: this is not UTF-8")
    assert told[1].startswith("3-bad.txt:1:1: this is no text")
    assert told[2].startswith("4.jsonl:2:")
    assert done.code == 1


@pytest.mark.parametrize("form", ["table", "turtle", "html"])
def test_every_form_has_the_good_texts_among_bad_ones(run: Runner, mixed: str, form: str) -> None:
    done = run(mixed, "--format", form, "--out", "answer")
    assert done.code == 1
    assert len(done.err.splitlines()) == 3
    if form == "html":
        assert {path.name for path in Path("answer").iterdir()} == {"1.html", "4.html", "6.html"}
    else:
        assert "olice" in Path("answer").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", BEGINNINGS)
def test_a_bad_text_alone_leaves_the_last_answer_as_it_was(run: Runner, form: str) -> None:
    bad, before = written("bad.txt", b"\xff"), written("answer", "before")
    done = run(bad, "--format", form, "--out", before)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("metier: bad.txt:1:1: ")
    assert before.read_text() == "before"
    assert {path.name for path in Path().iterdir()} == {"bad.txt", "answer"}


def test_a_wrong_call_exits_with_2_and_a_sentence(run: Runner) -> None:
    Path("empty").mkdir()
    written("a.txt")
    calls = [("nowhere.txt",), ("empty",), ("a.txt", "nowhere.txt"), ()]
    calls += [("a.txt", "--format", "smoke"), ("a.txt", "--jobs", "0"), ("a.txt", "--out", "empty")]
    for call in calls:
        done = run(*call)
        assert (done.code, done.out) == (2, ""), call
        assert done.err, call
    assert not list(Path("empty").iterdir())


@pytest.mark.parametrize("form", BEGINNINGS)
def test_no_form_lets_a_text_command_the_terminal(run: Runner, form: str) -> None:
    evil = "\x1b]0;owned\x07 \x9b2J \u202egnp\u2066 \x7f\x08"
    article = (
        f"The police officer {evil} met {evil} the Federal Bureau of Investigation {evil} there."
    )
    record = {"id": evil, "title": evil, "url": f"https://x.org/{evil}", "text": article}
    lines = written_lines("c.jsonl", record)
    bad = written(f"\u202e\x9b{evil.replace('/', '')}.txt", b"\xff")
    out = "pages" if form == "html" else "-"
    done = run(lines, bad, "--format", form, "--out", out, on_terminal=True)
    assert len(done.err.splitlines()) == 1
    shown = done.out + done.err
    if form == "html":
        shown += next(Path("pages").iterdir()).read_text(encoding="utf-8")
    assert "olice" in shown
    assert {char for char in shown if _commands(char)} == set()


def _commands(char: str) -> bool:
    return char != "\n" and (
        unicodedata.category(char) in ("Cc", "Zl", "Zp") or char in "\u202e\u2066\u2069"
    )


# ---- The command in processes of its own ---------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a built graph and many small texts."""
    folder = tmp_path_factory.mktemp("built")
    write_build(Builder([PROFILES], jobs=1), folder / "exports")
    places = ("Lyon", "Porto", "Gdansk")
    records = [
        {
            "id": f"text {n}",
            "text": f"{ARTICLE}Customs officer {n} of {places[n % 3]} seized {n} seals.",
        }
        for n in range(60)
    ]
    for name, count in (("60.jsonl", 60), ("240.jsonl", 240)):
        lines = [json.dumps(records[n % 60]) + "\n" for n in range(count)]
        (folder / name).write_text("".join(lines), encoding="utf-8")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


ALL_FORMS = """
import sys
from metier.cli import cli
for form in ("json", "turtle", "table"):
    cli.main(["annotate", "60.jsonl", "--format", form, "--jobs", sys.argv[1]], standalone_mode=False)
cli.main(["annotate", "a.txt", "--format", "html"], standalone_mode=False)
"""


def test_neither_the_processes_nor_the_hash_seed_change_a_byte(built: Path) -> None:
    made = [
        subprocess.run(
            [sys.executable, "-c", ALL_FORMS, jobs],
            cwd=built,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed, jobs in (("1", "1"), ("1", "2"), ("2", "1"))
    ]
    assert made[0].count(b"\n") > 10_000
    assert made[1] == made[0]
    assert made[2] == made[0]


def test_progress_does_not_disturb_what_is_piped(built: Path) -> None:
    call = [sys.executable, "-m", "metier", "annotate", "240.jsonl", "--jobs", "1"]
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        call,
        cwd=built,
        stdout=subprocess.PIPE,
        stderr=follower,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(follower)
    assert process.stdout is not None
    with process.stdout:
        out = process.stdout.read().decode()
    drawn = _drawn(leader)
    assert process.wait() == 0
    assert "reading" in drawn
    assert [json.loads(line)["source"] for line in out.splitlines()] == [
        f"text {n % 60}" for n in range(240)
    ]


def test_a_real_terminal_shows_a_table(built: Path) -> None:
    leader, follower = pty.openpty()
    call = [sys.executable, "-m", "metier", "annotate", "a.txt"]
    process = subprocess.Popen(
        call, cwd=built, stdout=follower, stderr=follower, env={**os.environ, "TERM": "xterm"}
    )
    os.close(follower)
    drawn = _drawn(leader)
    assert process.wait() == 0
    assert "About Police Officer (police-officer)" in drawn
    assert "\x1b[3" not in drawn, "no colours"


def _drawn(leader: int) -> str:
    pieces = []
    with suppress(OSError):  # how a terminal says that its other end is closed
        while piece := os.read(leader, 65536):
            pieces.append(piece)
    os.close(leader)
    return b"".join(pieces).decode()


# ---- Turtle ------------------------------------------------------------------------------------------


def parsed(turtle: str) -> rdflib.Graph:
    """Parse Turtle twice: by rdflib, and by pyoxigraph, which checks every IRI."""
    found = rdflib.Graph().parse(data=turtle, format="turtle")
    strictly = list(pyoxigraph.parse(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE))
    assert len({str(triple) for triple in strictly}) == len(found)
    return found


def test_every_mention_is_a_web_annotation_with_two_selectors(
    run: Runner, graph: metier.KnowledgeGraph
) -> None:
    path = written("a.txt")
    answer = json.loads(run(path).out)
    found = parsed(run(path, "--format", "turtle").out)
    annotations = set(found.subjects(RDF.type, OA.Annotation))
    said = set()
    for annotation in annotations:
        target = found.value(annotation, OA.hasTarget, any=False)
        place, quote = (
            next(
                one
                for one in found.objects(target, OA.hasSelector)
                if (one, RDF.type, kind) in found
            )
            for kind in (OA.TextPositionSelector, OA.TextQuoteSelector)
        )
        ends = [rdflib.Literal(found.value(place, end, any=False)) for end in (OA.start, OA.end)]
        assert {end.datatype for end in ends} == {XSD.nonNegativeInteger}
        start, end = map(int, ends)
        assert str(found.value(quote, OA.exact)) == ARTICLE[start:end]
        assert ARTICLE[:start].endswith(str(found.value(quote, OA.prefix)))
        assert ARTICLE[end:].startswith(str(found.value(quote, OA.suffix)))
        body = found.value(annotation, OA.hasBody, any=False)
        said.add((start, end, str(found.value(body, RDF.value) or body)))
    mentions = {(one["start"], one["end"], one["target"]) for one in answer["mentions"]}
    candidates = {
        (at["start"], at["end"], one["text"])
        for one in answer["candidates"]
        for at in one["places"]
    }
    assert said == mentions | candidates
    assert len(annotations) == len(mentions) + len(candidates)
    assert mentions
    assert candidates


def test_the_text_is_about_and_mentions_nodes_of_the_graph(
    run: Runner, graph: metier.KnowledgeGraph
) -> None:
    found = parsed(run(written("a.txt"), "--format", "turtle").out)
    (text,) = found.subjects(RDF.type, SCHEMA.Article)
    assert str(found.value(text, SCHEMA.name)) == "What Does a Police Officer Do?"
    about = set(found.objects(text, SCHEMA.about))
    mentioned = set(found.objects(text, SCHEMA.mentions))
    assert about == {rdflib.URIRef(f"{BASE}id/police-officer")}
    assert len(mentioned) == 4
    bodies = set(found.objects(None, OA.hasBody)) - set(found.subjects(RDF.type, OA.TextualBody))
    assert bodies == mentioned
    assert all(graph.ask(f"ASK {{ <{node}> skos:prefLabel ?label }}") for node in about | mentioned)
    assert not [term for triple in found for term in triple if isinstance(term, rdflib.BNode)]


QUOTES = (
    '"',
    "'",
    "\\",
    '"""',
    "'''",
    "\\u0022",
    '\\"',
    "\n",
    "\r\n",
    '"\n',
    "> .",
    "\t",
    "^^<x>",
    "@en",
)


def test_whatever_a_text_has_stays_in_its_literals(run: Runner) -> None:
    text = "".join(f"{one} police officer {one} said {one}\n" for one in QUOTES)
    title = "".join(QUOTES)
    lines = written_lines("c.jsonl", {"title": title, "text": text})
    found = parsed(run(lines, "--format", "turtle").out)
    assert {str(one) for one in found.objects(None, SCHEMA.name)} == {title}
    quotes = set(found.subjects(RDF.type, OA.TextQuoteSelector))
    assert len(quotes) >= len(QUOTES)
    for quote in quotes:
        pieces = (found.value(quote, part) for part in (OA.prefix, OA.exact, OA.suffix))
        assert "".join(map(str, pieces)) in text


ADDRESSES = {
    "https://example.org/a?b=c#d": True,
    "http://example.org/é": True,
    "javascript:alert(1)": False,
    "https://example.org/a>b": False,
    "https://example.org/> a <x": False,
    'https://example.org/"': False,
    "https://example.org/a b": False,
    "https://example.org/a\nb": False,
    "https://example.org/\\u003e": False,
    "https://[::1/": False,
    "https://example.org/%zz": False,
    "https://example.org:port/": False,
    "https://example.org/a#b#c": False,
    "https://example.org/\ue000": False,
    "example.org": False,
    "": False,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_names_the_text_only_if_it_is_an_iri(run: Runner, address: str) -> None:
    lines = written_lines("c.jsonl", {"url": address, "text": SENTENCE})
    found = parsed(run(lines, "--format", "turtle").out)
    (text,) = found.subjects(RDF.type, SCHEMA.Article)
    assert (str(text) == address) == ADDRESSES[address]
    assert str(text).startswith(("https://", "http://"))
    assert set(found.objects(None, OA.hasSource)) == {text}


def test_several_texts_are_one_document(run: Runner) -> None:
    lines = written_lines(
        "c.jsonl", *({"text": f"Police officer {n}, guard {'x' * n}."} for n in range(30))
    )
    turtle = run(lines, "--format", "turtle").out
    assert turtle.count("@prefix oa:") == 1
    assert len(set(parsed(turtle).subjects(RDF.type, SCHEMA.Article))) == 30


def test_a_text_has_the_same_iris_each_time_and_says_what_it_is_called(run: Runner) -> None:
    one, same = run(written("a.txt"), "--format", "turtle"), written("a.txt")
    assert run(same, "--format", "turtle").out == one.out
    named = set(parsed(one.out).objects(None, rdflib.URIRef("https://schema.org/identifier")))
    assert {str(name) for name in named} == {"a.txt"}
    other = run(written("d.txt", f"{ARTICLE} "), "--format", "turtle")
    iris = [set(parsed(done.out).subjects(RDF.type, OA.Annotation)) for done in (one, other)]
    assert iris[0]
    assert not iris[0] & iris[1]


def test_a_text_that_two_addresses_have_is_annotated_at_each(run: Runner) -> None:
    addresses = {"https://example.org/1", "https://example.org/2"}
    lines = written_lines("c.jsonl", *({"url": one, "text": ARTICLE} for one in sorted(addresses)))
    found = parsed(run(lines, "--format", "turtle").out)
    targets = set(found.subjects(RDF.type, OA.SpecificResource))
    sources = [list(found.objects(target, OA.hasSource)) for target in targets]
    assert {str(one) for source in sources for one in source} == addresses
    assert [source for source in sources if len(source) > 1] == []


# ---- The text of a page --------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        *(
            "detective",
            " ",
            "Police Officers",
            "chain of custody",
            "body-worn camera",
            "CBP officer",
        ),
        *("Federal Bureau of Investigation", "smuggling of counterfeit seals", "the", " ", ". "),
        *("\n", "\r\n", "\n\n", "\t", "<b>", "</a>", "&amp;", '"', "'", "{{ x }}", "é", "🙂", "漢"),
        *("</script><img src=x onerror=alert(1)>", "<!--", "\x1b", "\u202e", "\x00", "\u2028"),
    ]
)
_ELEMENT = re.compile(r'<a class="m (?:[a-z]+)" href="#e\d+">|</a>')


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=30).map(" ".join) | st.lists(_PIECES, max_size=30).map("".join))
def test_a_page_shows_all_of_the_text_and_nothing_else(
    graph: metier.KnowledgeGraph, text: str
) -> None:
    page = page_of(graph.annotate(Document("a", text)), graph.annotator.define)
    article = page.partition('<article id="text"')[2].partition(">")[2].partition("</article>")[0]
    marked = _ELEMENT.sub("", article)
    assert "<" not in marked
    shown = text.replace("\r\n", "\n").replace("\t", "    ")
    assert html.unescape(marked) == printable_lines(shown)
