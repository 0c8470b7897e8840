"""Articles as they come: in which encoding, in which markup, from which files."""

from __future__ import annotations

import codecs
import json
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import metier
from metier.cli import asking
from metier.cli.annotate import command
from metier.errors import UnreadableText, UsageError
from metier.text.results.as_json import annotation_to_dict
from metier.text.sources.articles import Article, document_of, find_articles, read_article
from metier.text.sources.decoding import decoded
from metier.text.sources.document import Document
from metier.text.sources.markup import markdown_prose, plain_prose

from .smithy import build_smithy


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    return build_smithy(tmp_path_factory.mktemp("smithy"))


def read(path: Path, data: bytes, encoding: str | None = None) -> Document:
    path.write_bytes(data)
    (article,) = find_articles([path])
    return read_article(article, encoding)


def read_lines(path: Path, *lines: bytes) -> list[Document | str]:
    path.write_bytes(b"\n".join(lines) + b"\n")
    return [_read_or_told(article) for article in find_articles([path])]


def _read_or_told(article: Article) -> Document | str:
    try:
        return read_article(article)
    except UnreadableText as problem:
        return str(problem)


@contextmanager
def in_time(seconds: float = 1.0) -> Iterator[None]:
    """Fail, rather than hang, where something takes longer."""

    def stop(*_: object) -> None:
        raise AssertionError(f"this takes more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# ---- Encodings

SAID = "Forgé \N{EURO SIGN} by a smith"


@pytest.mark.parametrize(
    "data",
    [
        SAID.encode(),
        codecs.BOM_UTF8 + SAID.encode(),
        codecs.BOM_UTF16_LE + SAID.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SAID.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + SAID.encode("utf-32-be"),
        b"# -*- coding: cp1252 -*-\n" + SAID.encode("cp1252"),
        b"A title\n# vim: set fileencoding=cp1252 :\n" + SAID.encode("cp1252"),
    ],
    ids=["utf-8", "bom-8", "bom-16-le", "bom-16-be", "bom-32-le", "bom-32-be", "emacs", "vim"],
)
def test_a_text_is_read_by_its_mark_or_by_what_it_says(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path / "a.txt", data).text.splitlines()[-1] == SAID


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ('<meta charset="ISO-8859-1">', "cp1252"),
        ("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=latin1'>", "cp1252"),
        ("<meta charset=us-ascii>", "cp1252"),
        ("<meta charset=iso-8859-15>", "iso-8859-15"),
        ("<meta charset=utf-16>", "utf-8"),  # it is read as bytes, so that it can't be
        ("<?xml version='1.0' encoding='iso-8859-15'?>", "iso-8859-15"),
    ],
)
def test_a_page_says_its_encoding(tmp_path: Path, head: str, encoding: str) -> None:
    page = f"{head}<html><body><p>{SAID}, who is at home there.</p></body></html>"
    assert SAID in read(tmp_path / "a.html", page.encode(encoding)).text


def test_a_mark_counts_more_than_what_a_page_says(tmp_path: Path) -> None:
    page = f"<html><head><meta charset=latin1></head><body><p>{SAID}</p></body></html>"
    assert SAID in read(tmp_path / "a.html", page.encode("utf-8-sig")).text


def test_what_the_user_says_counts_most(tmp_path: Path) -> None:
    remark = b"# coding: latin-1\n"
    found = read(tmp_path / "a.txt", remark + SAID.encode("cp1252"), "cp1252")
    assert found.text.endswith(SAID)
    assert read(tmp_path / "b.txt", codecs.BOM_UTF8 + b"smith", "utf-8").text == "smith"


def test_the_command_takes_an_encoding(
    tmp_path: Path, graph: metier.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "opened", lambda path: graph)
    (tmp_path / "a.txt").write_bytes("Forgé by an apprentice smith".encode("utf-16-le"))
    told = ["--encoding", "utf-16-le", "--jobs", "1", "--format", "json"]
    done = CliRunner().invoke(command, [str(tmp_path / "a.txt"), *told], catch_exceptions=False)
    assert "apprentice" in {one["text"] for one in json.loads(done.stdout)["mentions"]}


@pytest.mark.parametrize("encoding", ["nope", "rot13", "hex"])
def test_an_unknown_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(UnreadableText, match=rf"a\.txt:1:1: '{encoding}' is no encoding that"):
        read(tmp_path / "a.txt", b"smith", encoding)


@pytest.mark.parametrize("line", ["Medical coding: what a coder does", "coding: a smith's guide"])
def test_who_writes_about_coding_says_no_encoding(tmp_path: Path, line: str) -> None:
    text = f"{line}\n\nThe {SAID}."
    assert read(tmp_path / "a.txt", text.encode()).text == text
    (found,) = read_lines(tmp_path / "b.jsonl", json.dumps({"text": text}).encode())
    assert isinstance(found, Document)
    assert found.text == text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", "1:1"),
        (b"smith\nan \xff", "2:4"),
        (b"a\r\n\r\nb\xe9 c", "3:2"),
        ("é\nné ".encode() + b"\xff", "2:4"),  # columns are characters
        (codecs.BOM_UTF8 + b"smith\n\n\xff", "3:1"),
        (codecs.BOM_UTF8 + b"sm\xff", "1:3"),
        (codecs.BOM_UTF16_LE + "é\nab".encode("utf-16-le") + b"\x00\xd8", "2:3"),
    ],
)
def test_wrong_bytes_are_told_with_their_place(tmp_path: Path, data: bytes, place: str) -> None:
    with pytest.raises(UnreadableText, match=rf"a\.txt:{place}: this is not UTF-(8|16)\. Save"):
        read(tmp_path / "a.txt", data)


@pytest.mark.parametrize("data", [b"a\0b", b"\0" * 9, "smith".encode("utf-16-le")])
def test_bytes_that_are_no_text_are_told(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableText, match=r"a\.txt:1:1: this is no text"):
        read(tmp_path / "a.txt", data)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a"])
@pytest.mark.parametrize("data", [b"", b"\n \n", codecs.BOM_UTF8, b"...", b"\xe2\x80\x94\r\n"])
def test_a_text_without_words_names_nothing(
    tmp_path: Path, graph: metier.KnowledgeGraph, name: str, data: bytes
) -> None:
    found = graph.annotate(read(tmp_path / name, data))
    assert (found.about, found.mentions, found.candidates) == ((), (), ())


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_are_text_or_told(data: bytes, is_html: bool) -> None:
    try:
        told = "a:0:0: " + decoded(data, "a", is_html=is_html)
    except UnreadableText as problem:
        told = str(problem)
    assert re.match(r"a:\d+:\d+: ", told)


# ---- Markdown: an anvil is named in prose, a candle where there is none

MARKED = {
    "front matter": "---\ntitle: Candle\nby: candle\n---\n\nAn anvil.",
    "front matter, CRLF": "---\r\ntitle: Candle\r\n---\r\n\r\nAn anvil.",
    "fence": "An anvil:\n\n```\ncandle\n```\n\nAn anvil.",
    "fence, CRLF": "An anvil:\r\n\r\n```\r\ncandle\r\n```\r\n\r\nAn anvil.",
    "fence with a language": "```candle\ncandle = 1\n```  \nAn anvil.",
    "tildes": "~~~\n```\ncandle\n~~~\nAn anvil.",
    "longer fence": "````\ncandle\n```\ncandle\n````\nAn anvil.",
    "longer end of a fence": "```\ncandle\n````\n\nAn anvil.\n\n```\ncandle\n```\n",
    "indented fence": "  ```\n  candle\n  ```\nAn anvil.",
    "fence without end": "An anvil.\n\n```\ncandle\n\ncandle\n",
    "link": 'An [anvil](https://candle.example/candle "Candle").',
    "relative link": "An [anvil](../candle.md#candle).",
    "link in angles": "An [anvil](<a candle.html>).",
    "link with parentheses": "An [anvil](https://x.example/a_(candle)_candle).",
    "link with single quotes": "An [anvil](x.html 'a candle').",
    "picture": "![An anvil](candle.png)",
    "definition": "An [anvil][1].\n\n[1]: https://candle.example 'Candle'\n",
    "comment": "<!-- candle\n\ncandle -->An anvil.",
    "tag": '<p class="candle">An anvil<br/></p>',
    "tag over lines": "<a\n  href='candle.html'\n>An anvil</a>",
    "script": "<script>\nlet candle;\n</script>\n\nAn anvil.",
    "style": "<style>.candle {}</style>\n\nAn anvil.",
    "address": "An anvil: https://candle.example/candle?candle=1#candle",
    "address in angles": "An anvil: <https://candle.example>",
    "address without scheme": "An anvil: www.candle.example/candle",
    "mail": "An anvil: candle.maker+candle@candle.example",
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_what_is_no_prose_in_markdown_is_not_read(text: str) -> None:
    prose = document_of(text, "markdown").prose
    assert len(prose) == len(text)
    assert "candle" not in prose.casefold()
    places = [found.start() for found in re.finditer("anvil", text)]
    assert [found.start() for found in re.finditer("anvil", prose)] == places


@pytest.mark.parametrize(
    "text",
    [
        "# An anvil #",
        "An anvil\n========",
        "> an anvil",
        "- an anvil",
        "1. an anvil",
        "- [x] an anvil",
        "| an anvil | x |",
        "***an anvil***",
        "an ~~old~~ anvil",
        "an `anvil`",
        "an anvil (of iron)",
        "---\n\nan anvil",
        "a < b, an anvil > c",
        "an anvil[^1]",
    ],
)
def test_marks_leave_prose_alone(text: str) -> None:
    assert "anvil" in document_of(text, "markdown").prose


def test_addresses_are_not_read_in_plain_text_either() -> None:
    text = "An anvil (https://candle.example/a) or candle@candle.example, <www.candle.example>."
    assert " ".join(plain_prose(text).split()) == "An anvil ( ) or , < >."


PIECES = st.sampled_from(
    [*"[]()<>*_`~#!-\n\r \\|:@'\"", "```", "~~~", "---\n", "<!--", "-->", "](", "\r\n", "http://"]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
def test_prose_is_the_text_with_blanks_in_it(text: str) -> None:
    for prose in (markdown_prose(text), plain_prose(text)):
        assert len(prose) == len(text)
        pairs = zip(prose, text, strict=True)
        assert all(one == other or (one.isspace() and other != "\n") for one, other in pairs)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_offsets_of_markdown_are_those_of_the_file(
    tmp_path: Path, graph: metier.KnowledgeGraph, line_end: str
) -> None:
    lines = ("---", "a: smith", "---", "# The *farrier* and the [smith](smith.md)", "", "`smith`s")
    text = line_end.join(lines)
    found = graph.annotate(read(tmp_path / "a.md", codecs.BOM_UTF8 + text.encode())).mentions
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    first, last = text.index("farrier"), text.index("smith](")
    assert [(one.start, one.text) for one in found][:2] == [(first, "farrier"), (last, "smith")]


HEAVY = {
    "brackets": "[" * 100_000,
    "open links": "](" * 50_000,
    "links with blanks": "](x" + " " * 100_000,
    "links with titles": '](x "' * 20_000,
    "stars": "*" * 100_000,
    "angles": "<" * 100_000,
    "tags": "<a " * 33_000,
    "parentheses": "(" * 100_000,
    "fence": "```\n" + "x\n" * 50_000,
    "fences": "```x\n" * 20_000,
    "growing fences": "".join("`" * n + "\n" for n in range(3, 443)),
    "ticks": "`" * 100_000,
    "tildes": "~" * 100_000,
    "comment": "<!--" + " x" * 50_000,
    "comments": "<!--" * 25_000,
    "rules": "---\n" * 25_000,
    "underscores": "_" * 100_000,
    "underscores in a word": "a" + "_" * 100_000 + "b",
    "points": "." * 100_000,
    "scripts": "<script>" * 12_000,
    "one word": "a" * 100_000,
    "snakes": "a_" * 50_000,
    "dots": "a." * 50_000,
    "hyphens": "a-" * 50_000,
    "mails": "a@a." * 25_000,
    "addresses": "http://" * 14_000,
    "blanks": " \t" * 50_000,
    "lines": "\n" * 100_000,
    "carriage returns": "\r" * 100_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_no_text_takes_long_to_read(text: str) -> None:
    with in_time():
        assert len(document_of(text, "markdown").prose) == len(text)
        assert len(document_of(text).prose) == len(text)


# ---- HTML

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>What smiths &amp; farriers do</title>
<style>.candle {}</style><script>var candle = 1;</script></head>
<body><nav><ul><li><a href="/candle">Candle menu</a></li></ul></nav>
<main><article><h1>What smiths &amp; farriers do</h1>
<p>The smith works at the anvil &mdash; all day long, and the caf&eacute; opens when she goes home.</p>
<ul><li>An anvil of 3&nbsp;t to forge on</li><li>Ball hammers &#x1F528; to peen with</li></ul>
<p>A second paragraph says more of annealing, so that the page has something to be read for.</p>
</article></main>
<!-- a candle --><noscript>No candle</noscript>
<section id="comments"><h2>Comments</h2><p>Candle Maker: I have a candle too.</p></section>
<footer>Candle privacy, candle policy</footer><script>candle()</script></body></html>
"""


def test_only_the_main_text_of_a_page_is_read(tmp_path: Path) -> None:
    found = read(tmp_path / "a.html", PAGE.encode())
    assert found.title == "What smiths & farriers do"
    assert found.text.count(found.title) == 1
    assert found.text.startswith(found.title)
    assert "candle" not in found.text.casefold()
    assert "at the anvil \N{EM DASH} all day long, and the café" in found.text
    assert "second paragraph" in found.text
    items = [line for line in found.text.splitlines() if line.startswith("- ")]
    assert [" ".join(line.split()) for line in items] == [
        "- An anvil of 3 t to forge on",
        "- Ball hammers \N{HAMMER} to peen with",
    ]


def test_the_text_of_a_page_is_given_with_its_offsets(
    tmp_path: Path, graph: metier.KnowledgeGraph
) -> None:
    told = annotation_to_dict(graph.annotate(read(tmp_path / "a.html", PAGE.encode())))
    assert told["title"] == "What smiths & farriers do"
    found = [told["text"][one["start"] : one["end"]] for one in told["mentions"]]
    assert found == [one["text"] for one in told["mentions"]]
    assert {"smith", "annealing"} <= set(found)
    plain = annotation_to_dict(graph.annotate(read(tmp_path / "a.txt", b"A smith and a farrier")))
    assert "text" not in plain


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>A smith has an anvil.</p>", "A smith has an anvil."),
        ("<h1>Smith</h1><p>An anvil.</p>", "Smith An anvil."),
        ("A smith has an anvil.\n\nAnd a hammer.", "A smith has an anvil. And a hammer."),
        ("Iron < steel: a smith &amp; an anvil", "Iron < steel: a smith & an anvil"),
        (
            "<html><body>A smith <b>has <i>an</b> anvil<p>too</div></span>",
            "A smith has an anvil too",
        ),
        ("<html><body></body></html>", ""),
        ("<html>", ""),
        ("<!-- candle -->", ""),
        ("<script>candle</script>", ""),
    ],
)
def test_pieces_of_pages_and_broken_ones_are_read(page: str, words: str) -> None:
    assert " ".join(document_of(page, "html").prose.split()) == words


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<", ">", "&", "<!--", "<html>"]) | st.text(max_size=5)
    )
)
def test_any_text_may_call_itself_a_page(pieces: list[str]) -> None:
    found = document_of("".join(pieces), "html")
    assert found.prose == found.text


# ---- Files


@pytest.mark.parametrize(
    ("name", "is_html", "is_markdown"),
    [
        ("a.txt", False, False),
        ("a.text", False, False),
        ("a.md", False, True),
        ("a.MARKDOWN", False, True),
        ("a.html", True, False),
        ("a.HTM", True, False),
        ("a.xhtml", True, False),
        ("a", False, False),
        ("a.log", False, False),
    ],
)
def test_the_suffix_says_the_form(
    tmp_path: Path, name: str, is_html: bool, is_markdown: bool
) -> None:
    found = read(tmp_path / name, b"<body><p>An <b>old</b> *anvil*</p></body>")
    assert found.is_extracted == is_html
    assert ("<b>" in found.text) != is_html
    assert ("*" in found.prose) != is_markdown or is_html


@pytest.mark.parametrize(
    "head",
    [
        "<html>",
        "\n<!DOCTYPE HTML PUBLIC 'x'>\n<html>",
        "<!-- a --> <!-- b -->\n<html lang=en>",
        "\ufeff<html>",
        "\ufeff\r\n<html>",
        "<?xml version='1.0'?>\n<!DOCTYPE html>\n<html>",
    ],
)
def test_a_page_is_known_without_a_suffix(tmp_path: Path, head: str) -> None:
    found = read(tmp_path / "page", f"{head}<body><p>An anvil</p></body></html>".encode())
    assert found.is_extracted
    assert found.text == "An anvil"


def test_many_remarks_before_no_page_are_looked_through_quickly(tmp_path: Path) -> None:
    with in_time():
        assert not read(tmp_path / "page", b"<!-- a -->" * 5_000 + b"x").is_extracted


def test_a_folder_gives_its_texts_in_order_and_nothing_hidden(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.md", "a/c/y.HTML", "c.jsonl"]
    skipped = [".d.txt", ".e/f.txt", "a/.g/h.md", "i.pdf", "j", "k.txt~", "l.txt/m.docx"]
    for name in [*names, *skipped]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "x"}\n{"text": "y"}\n')
    found = [(str(one.path.relative_to(tmp_path)), one.line) for one in find_articles([tmp_path])]
    assert found == [("a/c/y.HTML", 0), ("a/z.md", 0), ("b.txt", 0), ("c.jsonl", 1), ("c.jsonl", 2)]


def test_texts_keep_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("b.txt", "a.txt", "b.txt", ".hidden.txt")]
    for path in paths:
        path.write_text("smith")
    assert [one.path for one in find_articles(paths)] == paths


def test_a_folder_may_itself_be_hidden(tmp_path: Path) -> None:
    (tmp_path / ".drafts").mkdir()
    (tmp_path / ".drafts" / "a.txt").write_text("smith")
    assert len(list(find_articles([tmp_path / ".drafts"]))) == 1


def test_missing_paths_and_folders_without_texts_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no file '.*missing\.txt'"):
        list(find_articles([tmp_path / "missing.txt"]))
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(UsageError, match=r"no text in '.*': looked for \.txt, .*\.ndjson"):
        list(find_articles([tmp_path]))


def test_a_text_that_has_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("smith")
    (article,) = find_articles([tmp_path])
    article.path.unlink()
    with pytest.raises(UnreadableText, match=r"a\.txt: can't read it: No such file"):
        read_article(article)


# ---- JSON Lines


def test_each_line_is_an_article_in_one_of_the_forms(tmp_path: Path) -> None:
    lines = (
        codecs.BOM_UTF8 + b'{"text": "An *anvil*"}\r',
        b"",
        b'  {"content": "An anvil", "title": "T", "id": 7, "url": "https://x.example"}  ',
        b" \t\r",
        b'{"markdown": "An *anvil*", "id": "it"}',
        b'{"html": "<p>An <b>anvil</b></p>", "url": "https://y.example"}',
        '{"text": "\u2028\x85", "title": ["no", "title"], "id": true}'.encode(),
    )
    path = tmp_path / "a.jsonl"
    found = [one for one in read_lines(path, *lines) if isinstance(one, Document)]
    assert [(one.name, one.prose, one.given_title, one.url) for one in found] == [
        (f"{path}:1", "An *anvil*", "", ""),
        ("7", "An anvil", "T", "https://x.example"),
        ("it", "An  anvil ", "", ""),
        ("https://y.example", "An anvil", "", "https://y.example"),
        (f"{path}:7", "\u2028\x85", "", ""),
    ]


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        (b'{"text": "x" "y"}', 14, "this is no JSON"),
        (b'{"text": "x"} {"text": "y"}', 15, "this is no JSON"),
        ('{"é": "é" x}'.encode(), 11, "this is no JSON"),
        (b"[1]", 1, "this is no JSON object"),
        (b"null", 1, "this is no JSON object"),
        (b'"text"', 1, "this is no JSON object"),
        (b"{}", 1, "there is no text in it"),
        (b'{"text": 3, "content": null, "Text": "x"}', 1, "there is no text in it"),
        (b'{"text": "\xff"}', 11, "this is not UTF-8"),
        (b'{"a": ' + b"[" * 99_999, 1, "this JSON is nested too deep"),
        (b'{"text": "a\tb"}', 12, "this is no JSON"),
    ],
    ids=range(11),
)
def test_a_bad_line_is_told_with_its_place_and_the_others_are_read(
    tmp_path: Path, line: bytes, column: int, told: str
) -> None:
    path = tmp_path / "a.ndjson"
    first, bad, last = read_lines(path, b'{"text": "x"}', b"", line, b'{"text": "y"}')[:3]
    assert isinstance(first, Document)
    assert isinstance(bad, str)
    assert bad.startswith(f"{path}:3:{column}: {told}")
    assert isinstance(last, Document)
    assert last.text == "y"


@pytest.mark.parametrize(
    "value",
    ["9" * 5_000, "-" + "9" * 5_000, "1e999", "NaN", "1." + "0" * 9_999, "[" * 500 + "]" * 500],
    ids=["huge", "negative", "infinite", "no number", "long", "nested"],
)
def test_what_else_a_line_holds_does_no_harm(tmp_path: Path, value: str) -> None:
    line = f'{{"text": "x", "other": {value}, "id": {value}}}'
    (found,) = read_lines(tmp_path / "a.jsonl", line.encode())
    assert isinstance(found, Document) or re.search(r"a\.jsonl:1:\d+: this", found)


def test_lone_surrogates_are_no_characters(tmp_path: Path) -> None:
    keys = ("text", "title", "id", "url")
    line = "{" + ", ".join(f'"{key}": "a\\ud800b \\ude00"' for key in keys) + "}"
    (found,) = read_lines(tmp_path / "a.jsonl", line.encode())
    assert isinstance(found, Document)
    said = (found.text, found.given_title, found.name, found.url)
    assert [one.encode().decode() for one in said] == list(said)
    assert len(found.text) == len("a?b ?")


def test_lines_are_found_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "x"}\n' * 3)
    articles = find_articles([path])
    first = next(articles)
    assert (first.line, first.offset, first.size) == (1, 0, 14)
    assert [(one.line, one.offset) for one in articles] == [(2, 14), (3, 28)]
    assert read_article(first).text == "x"


def test_html_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UsageError, match=r"pip install 'metier\[html\]'"):
        document_of("<p>x</p>", "html")
