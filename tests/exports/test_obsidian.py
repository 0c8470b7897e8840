"""``obsidian``: every link leads to a note, and notes say what the store says.

Obsidian itself can't be run in tests. Front matter is read by ruamel.yaml, which knows YAML 1.2 as Obsidian's
reader does, the rest by markdown-it with a rule for ``[[links]]``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

import metier
from metier.analysis.network import BROADER, USES, VARIANT
from metier.export import find_format
from metier.export.common.rows import EdgeRow, NodeRow
from metier.export.obsidian.note_text import plain, tame
from metier.export.obsidian.open_blocks import closed
from metier.export.obsidian.vault import Vault, front_matter, link, tag_names
from metier.graph.restore import restore_profile

from .awkward import EMOJI, HEBREW, LONG, MARKUP, WIKI
from .conftest import Exported

REOPENS = ("obsidian",)

LINK = re.compile(r"\[\[([^\[\]|#^]+)\|([^\[\]|]+)\]\]")
FORBIDDEN = re.compile(r'[#^\[\]|:\\<>"?*\x00-\x1f]')


def _wikilink(state: StateInline, silent: bool) -> bool:
    found = LINK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.meta = {"path": found[1], "shown": found[2]}
    state.pos = found.end()
    return True


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.inline.ruler.before("link", "wikilink", _wikilink)
    parser.core.ruler.disable("text_join")
    return parser


MARKDOWN = _markdown()


@dataclass
class Line:
    """A paragraph, heading or item of a list: the link that it begins with, and its words."""

    kind: str
    heading: str
    path: str = ""
    shown: str = ""
    words: str = ""


@dataclass
class Note:
    properties: dict[str, Any]
    text: str
    lines: list[Line] = field(default_factory=list)

    def links(self, heading: str) -> list[tuple[str, str]]:
        return [
            (line.path, line.words.removeprefix(" — "))
            for line in self.lines
            if line.heading == heading and line.path
        ]


def read_note(text: str) -> Note:
    yaml = pytest.importorskip("ruamel.yaml", reason="pip install ruamel.yaml").YAML(typ="safe")
    opening, head, body = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
    assert opening == ""
    note = Note(yaml.load(head), body)
    heading = ""
    tokens = MARKDOWN.parse(body)
    for before, token in pairwise(tokens):
        if token.type != "inline":
            continue
        if before.type == "heading_open":
            heading = said(token.children or []) if before.tag == "h2" else heading
        note.lines.append(_line(before.type, heading, token.children or []))
    return note


def _line(kind: str, heading: str, children: list[Any]) -> Line:
    line = Line(kind, heading)
    if children and children[0].type == "wikilink":
        line.path, line.shown = children[0].meta["path"], children[0].meta["shown"]
        children = children[1:]
    line.words = said(children)
    return line


def said(children: list[Any]) -> str:
    """Return the text that a reader sees; breaks if anything but text is there."""
    parts = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(parts.get(one.type, one.content or one.type) for one in children)


def one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Read:
    """All notes of a vault by path, and where each node's note is."""

    notes: dict[str, Note]
    path_of: dict[str, str]


def read_vault(exported: Exported) -> Read:
    folder = exported.path("obsidian")
    texts = {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.md")
    }
    notes = {path: read_note(text) for path, text in texts.items()}
    paths = {
        note.properties["iri"]: path for path, note in notes.items() if "iri" in note.properties
    }
    return Read(notes, paths)


def noted(exported: Exported) -> list[NodeRow]:
    return [node for node in exported.selection.nodes if node.kind != "Placeholder"]


def test_every_node_has_a_note_with_its_fields(exported: Exported) -> None:
    vault = read_vault(exported)
    assert vault.path_of.keys() == {node.id for node in noted(exported)}
    for node in noted(exported):
        found = vault.notes[vault.path_of[node.id]].properties
        assert found["title"] == node.label
        assert found["aliases"] == list(dict.fromkeys((node.label, *node.aliases)))
        assert found["kind"] == node.kind
        assert found.get("status", "") == node.status
        assert found.get("difficulty", "") == node.difficulty
        assert len(found.get("tags", [])) == len(set(tag_names(node.tags)))


def test_titles_and_definitions_read_as_they_were_written(exported: Exported) -> None:
    vault = read_vault(exported)
    for node in noted(exported):
        lines = vault.notes[vault.path_of[node.id]].lines
        assert lines[0].kind == "heading_open"
        assert lines[0].words == one_line(node.label)
        if node.kind not in USES and node.definition:
            words = "\n".join(line.words for line in lines[1:] if line.heading == "")
            assert one_line(words) == one_line(node.definition)


def test_every_edge_is_a_link_with_its_note(exported: Exported) -> None:
    vault, selection = read_vault(exported), exported.selection
    stubs = Vault(selection.nodes)
    for edge in selection.edges:
        if edge.type in USES.values():
            continue
        note = vault.notes[vault.path_of[edge.source]]
        heading = edge.label[0].upper() + edge.label[1:]
        assert (stubs.path(edge.target), one_line(edge.note)) in note.links(heading)


def told(exported: Exported, edge: EdgeRow) -> str:
    own = exported.selection.network.node(edge.target).label
    wordings = exported.selection.network.facts.wordings(edge.source, edge.target)
    parts = [words.text if words.label == own else str(words) for words in wordings]
    return one_line("; ".join(part for part in parts if part))


def test_uses_are_links_from_both_sides_in_the_words_of_the_profile(exported: Exported) -> None:
    vault = read_vault(exported)
    for edge in exported.selection.edges:
        if edge.type not in USES.values():
            continue
        here, there = vault.path_of[edge.source], vault.path_of[edge.target]
        heading = edge.label[0].upper() + edge.label[1:]
        words = told(exported, edge)
        assert (there, words) in vault.notes[here].links(heading)
        assert (here, words) in vault.notes[there].links("Used by")


def test_as_many_links_as_the_store_has(exported: Exported) -> None:
    vault, selection = read_vault(exported), exported.selection
    headings = {edge.label[0].upper() + edge.label[1:] for edge in selection.edges}
    back = {"Used by", "Kinds of it", "A variant of"}
    counted = Counter(
        "back" if line.heading in back else "forth"
        for path in vault.path_of.values()
        for line in vault.notes[path].lines
        if line.path and line.heading in headings | back
    )
    types = Counter(edge.type for edge in selection.edges)
    assert counted["forth"] == len(selection.edges)
    assert counted["back"] == sum(types[kind] for kind in (*USES.values(), BROADER, VARIANT))


def test_every_link_leads_to_a_note_but_those_to_missing_profiles(exported: Exported) -> None:
    vault = read_vault(exported)
    stubs = Vault(exported.selection.nodes)
    missing = {
        stubs.path(node.id) for node in exported.selection.nodes if node.kind == "Placeholder"
    }
    targets = {line.path for note in vault.notes.values() for line in note.lines if line.path}
    for note in vault.notes.values():
        if "category" in note.properties:
            found = LINK.fullmatch(note.properties["category"])
            assert found
            targets.add(found[1])
    # What an author wrote between double brackets is a link to Obsidian too.
    assert targets - vault.notes.keys() - {"not"} == missing
    lost = list(find_format("obsidian").dropped(exported.selection))
    assert any(f"{len(missing)} practices have no profile" in one for one in lost) == bool(missing)


def test_the_index_leads_everywhere(exported: Exported) -> None:
    vault = read_vault(exported)
    reached, waiting = {"Occupations"}, ["Occupations"]
    while waiting:
        for line in vault.notes[waiting.pop()].lines:
            if line.path in vault.notes and line.path not in reached:
                reached.add(line.path)
                waiting.append(line.path)
    assert vault.notes.keys() == reached


def test_categories_list_their_practices(exported: Exported) -> None:
    vault = read_vault(exported)
    for label in {node.category for node in exported.selection.nodes if node.category}:
        [note] = [
            one
            for one in vault.notes.values()
            if one.properties["title"] == label and one.properties.get("kind") == "Category"
        ]
        members = [node for node in exported.selection.nodes if node.category == label]
        assert {path for path, _ in note.links("Practices")} == {
            vault.path_of[node.id] for node in members
        }


def test_sections_are_there_verbatim(any_exported: Exported) -> None:
    folder, selection = any_exported.path("obsidian"), any_exported.selection
    count = 0
    for graph in selection.profile_graphs():
        quads = selection.network.facts.store.quads(graph)
        profile = restore_profile(quads, selection.names)
        text = (folder / "practices" / f"{profile.slug}.md").read_text("utf-8")
        for section in profile.sections:
            assert f"\n## {plain(section.heading)}\n\n{closed(tame(section.markdown))}\n" in text
            count += 1
    assert count


def test_the_own_profiles_have_nothing_to_tame(own: Exported) -> None:
    assert list(find_format("obsidian").dropped(own.selection)) == []


def test_names_of_files_are_ones_that_every_system_takes(any_exported: Exported) -> None:
    folder = any_exported.path("obsidian")
    paths = [path.relative_to(folder) for path in folder.rglob("*.md")]
    folded = {unicodedata.normalize("NFD", str(path)).casefold() for path in paths}
    assert len(folded) == len(paths)
    for path in paths:
        assert not FORBIDDEN.search(path.stem)
        assert len(path.name) <= 103
        assert len(path.name.encode()) <= 255
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)\Z", path.stem, re.IGNORECASE)


def node(slug: str, kind: str = "Term") -> NodeRow:
    return NodeRow(f"urn:x:{kind}/{slug}", "", slug, kind, slug, "", "", "", (), (), "")


def test_slugs_that_make_no_file_names_get_others() -> None:
    slugs = ["Hammer", "hammer", "con", "a:b", "x" * 101, "字" * 80, "..", "café", "cafe\u0301", ""]
    vault = Vault([node(slug) for slug in slugs] + [node("hammer", "Tool")])
    paths = [vault.path(f"urn:x:Term/{slug}") for slug in slugs]
    assert paths[0] == "terms/Hammer"
    assert paths[7] == "terms/café"
    assert vault.path("urn:x:Tool/hammer") == "tools/hammer"
    assert len({unicodedata.normalize("NFC", path.casefold()) for path in paths}) == len(slugs)
    for number in (1, 2, 3, 4, 5, 6, 8, 9):
        assert re.fullmatch(r"terms/[^:.]{1,41}-[0-9a-f]{8}", paths[number])


@pytest.mark.parametrize("label", [MARKUP, WIKI, EMOJI, "a\nb", "a ]] b", "ends in \\", "%%x"])
def test_a_label_does_not_break_its_link(label: str) -> None:
    found = LINK.fullmatch(link("practices/x", label))
    assert found
    assert found[1] == "practices/x"


@pytest.mark.parametrize(
    "text",
    [
        MARKUP,
        WIKI,
        EMOJI,
        "- a\n- b",
        "1. a",
        "2) b",
        "# a",
        "> a",
        "***",
        "a\n===",
        "    code",
        "~~a~~ ==b== $c$ %%d%%",
        "a\n\n\tb",
        "&lt; &#35;",
        "<div>\n",
        "+ a",
        "[a](b)",
        "![a](b)",
        LONG,
    ],
)
def test_plain_text_stays_plain(text: str) -> None:
    words = [token for token in MARKDOWN.parse(plain(text)) if token.type != "inline"]
    assert {token.type for token in words} <= {"paragraph_open", "paragraph_close"}
    lines = [said(token.children or []) for token in MARKDOWN.parse(plain(text)) if token.children]
    assert one_line("\n".join(lines)) == one_line(text)
    assert "%%" not in plain(text)


@pytest.mark.parametrize(
    "fence",
    [
        "```dataviewjs",
        "~~~dataviewjs",
        "- ```js-engine",
        "> ```tasks",
        "1. ````dataviewjs",
        "``` dataviewjs {a}",
        "   ```DataviewJS",
        "```{dataviewjs}",
    ],
)
def test_a_code_block_of_a_plugin_becomes_text(fence: str) -> None:
    code = [one for one in MarkdownIt().parse(tame(f"{fence}\nx\n")) if one.type == "fence"]
    assert [one.info.split()[0] for one in code] == ["text"]


@pytest.mark.parametrize(
    "markdown", ["```python\nx\n```", "```\nx\n```", "`a = b`", "- 50% x", "a <b> c"]
)
def test_harmless_markdown_is_left_alone(markdown: str) -> None:
    assert tame(markdown) == markdown


@pytest.mark.parametrize(
    "markdown", ["<% x %>", "%% hidden", "`$= x`", "`= this.x`", "<code class='language-x'>"]
)
def test_what_a_plugin_would_run_is_broken_up(markdown: str) -> None:
    changed = tame(markdown)
    assert changed.replace("\u2060", "") == markdown
    assert changed != markdown
    assert not re.search(r"<%|%%|`\s*\$?=|<code\s", changed)


def test_front_matter_holds_any_text() -> None:
    awkward = [
        MARKUP,
        WIKI,
        EMOJI,
        "a\n---\nb",
        "---",
        "1e3",
        "0o17",
        "yes",
        "null",
        "\u2028\x85",
        "- a",
        "a: b",
    ]
    text = front_matter({"title": "---\n", "aliases": awkward, "empty": "", "none": []})
    assert len(re.findall(r"(?m)^---$", text)) == 2
    found = read_note(f"{text}\n# x\n").properties
    assert found == {"title": "---\n", "aliases": awkward}


@pytest.mark.parametrize(
    ("label", "tag"),
    [
        ("Risk Targeting", "Risk-Targeting"),
        ("Café, métier & co.", "Café-métier-co-"),
        ("a b/c_d", "a-b/c_d"),
        ("C++", "C--"),
        ("C#", "C-"),
        ("1984", "tag-1984"),
        ("٣٤", "tag-٣٤"),
        ("2024-25", "2024-25"),
        ("!?", "--"),
        ("✂️", "✂️"),
        (HEBREW, HEBREW.replace(" ", "-")),
        ("हिन्दी", "हिन्दी"),
        ("a\u200db\x85c", "a-b-c"),
    ],
)
def test_a_tag_keeps_what_obsidian_takes(label: str, tag: str) -> None:
    assert tag_names([label]) == [tag]


def test_tags_are_ones_that_obsidian_takes() -> None:
    unfit = re.compile(
        r"""[\s\u2000-\u206f\u2e00-\u2e7f'!"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]|\A\d*\Z"""
    )
    assert not any(unfit.search(tag) for tag in tag_names([EMOJI, MARKUP, WIKI, HEBREW, "7"]))


def test_tags_that_are_the_same_to_obsidian_are_there_once(awkward: Exported) -> None:
    assert tag_names(["Copper", "b", "copper", "a b", "a-b", "", " "]) == ["Copper", "b", "a-b"]
    note = read_vault(awkward).notes["practices/tinker"]
    assert note.properties["tags"] == tag_names(["Copper", "semi;colon", EMOJI])
    lost = list(find_format("obsidian").dropped(awkward.selection))
    assert "2 tags have characters that Obsidian's can't have, or only digits: changed" in lost


def test_tags_that_become_one_are_counted(tmp_path: Path) -> None:
    profile = {"title": "Tagged", "slug": "tagged", "tags": ["!?", "?!", "a"]}
    (tmp_path / "tagged.json").write_text(json.dumps(profile), encoding="utf-8")
    graph = metier.build(tmp_path / "tagged.json", jobs=1)
    lost = list(find_format("obsidian").dropped(graph.selection()))
    assert any(one.startswith("1 tags become one with another") for one in lost)


def test_a_part_is_a_vault_of_its_own(own: Exported) -> None:
    part = own.around("customs-officer")
    vault = read_vault(part)
    assert len(vault.path_of) == len(noted(part)) < len(noted(own))
    note = vault.notes["practices/customs-officer"]
    assert any(line.heading == "Purpose" for line in note.lines)


@pytest.mark.parametrize(
    "center", ["tinker", "tool:hammer", "nobody-at-all", "tinker--kettle-mender"]
)
def test_the_index_of_a_part_leads_to_its_center(awkward: Exported, center: str) -> None:
    part = awkward.around(center)
    node = part.selection.center
    assert node
    [(path, _)] = read_vault(part).notes["Occupations"].links("Center")
    assert path == Vault(part.selection.nodes).path(node.id)


def test_a_part_says_how_many_neighbors_are_short_notes(own: Exported) -> None:
    part = own.around("customs-officer")
    vault = read_vault(part)
    short = [
        note
        for note in vault.notes.values()
        if note.properties.get("status") and not any(one.heading == "Purpose" for one in note.lines)
    ]
    [lost] = find_format("obsidian").dropped(part.selection)
    assert f"of {len(short)} practices: in a part, only its center has them" in lost


def test_a_graph_without_named_graphs_says_what_it_lacks(awkward: Exported, tmp_path: Path) -> None:
    graph = metier.load(awkward.folder / "built" / "graph.ttl")
    lost = list(find_format("obsidian").dropped(graph.selection()))
    assert any("of 3 practices: the graph has no named graph a profile" in one for one in lost)
    lost = list(find_format("obsidian").dropped(graph.selection("tinker")))
    assert any("of 3 practices: the graph has no named graph a profile" in one for one in lost)
    graph.export("obsidian", tmp_path / "vault")
    index = read_note((tmp_path / "vault" / "Occupations.md").read_text("utf-8"))
    assert ("practices/tinker-s-apprentice", "") in index.links("Without a category")


OPEN = [
    "```",
    "~~~~ python\n```\n~~~\nx",
    "````\n```",
    "   ```\nx\n    ```",
    "```\n``` x",
    "```\n= x",
    "text\n<!-- x",
    "<? x",
    "<![CDATA[ x ]]",
    "<!X",
    "<script>\nx",
    "a\r\n\r\n  <PRE\r\nx",
    "<style\t>\n</div>",
    "<textarea>",
    "<!-- a --> b\n<!--\n```\nx",
    "<div>\n```\n\n```\nx",
    "> ```\n> x\n\n```",
    "- a\nb\n  ```\n  c\n\nd\n```",
    "para\n2. ```\n   ```\nx\n",
    "-\n\n  ```\n  x",
]
FINE = [
    "```\nx\n```",
    "~~~\n```\n~~~~ \nx",
    "```a`b",
    "    ```",
    "a\n     ```",
    "> <!-- x -->",
    "<!-->\nx",
    "<!-- a\n\nb --> c",
    "<script>x</style>",
    "<prefix>",
    "a <!-- b",
    "<div>\n```\nx",
    "</pre>",
    "- - -\n* * *",
]


def headings(markdown: str) -> list[str]:
    """Return the headings of level 2 that stand in no list and no quote."""
    tokens = MarkdownIt().parse(markdown)
    pairs = [two for two in pairwise(tokens) if two[0].type == "heading_open"]
    return [text.content for opening, text in pairs if opening.tag == "h2" and not opening.level]


@pytest.mark.parametrize("markdown", OPEN)
def test_what_an_author_left_open_swallows_no_heading(markdown: str) -> None:
    assert headings(f"{markdown}\n\n## Next\n\nz\n") == []
    for changed in (closed(markdown), closed(tame(markdown))):
        assert headings(f"{changed}\n\n## Next\n\nz\n") == ["Next"]
        assert closed(changed) == changed


@pytest.mark.parametrize("markdown", FINE)
def test_what_ends_is_left_alone(markdown: str) -> None:
    assert headings(f"{markdown}\n\n## Next\n") == ["Next"]
    assert closed(markdown) == markdown


@pytest.mark.parametrize(
    ("markdown", "closing"),
    [("- ```\n  x", "\n  ```"), ("> ~~~~\n> x", "\n> ~~~~"), ("1. > ```", "\n   > ```")],
)
def test_a_code_block_in_a_list_or_quote_is_closed_there(markdown: str, closing: str) -> None:
    assert closed(markdown) == markdown + closing


PIECES = sorted(
    {
        *"\n\t>`a",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "* * *",
        "1. ",
        "14) ",
        "---",
        "===",
        "# h",
        "~~~",
        "-->",
    }
)
PIECES += [
    "```",
    "````",
    "``` a",
    "<!--",
    "<?",
    "?>",
    "<!X",
    "<script>",
    "</script>",
    "<div>",
    "<b>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_after_any_section_the_next_heading_is_one(markdown: str) -> None:
    changed = closed(tame(markdown))
    assert headings(f"{changed}\n\n## Next\n\nz\n")[-1:] == ["Next"]


def test_deep_and_long_texts_are_read_in_time() -> None:
    deep = ("- " * 50_000 + "x", "> " * 5_000 + "```", "<a b='" * 20_000)
    assert all(closed(text) == text for text in deep)
    assert closed("<!--\n" * 20_000) == "<\u2060!--\n" * 20_000


def test_a_fence_before_an_equals_sign_remains_one() -> None:
    markdown = "```\nx\n```\n= y"
    [code] = [one for one in MarkdownIt().parse(tame(markdown)) if one.type == "fence"]
    assert code.content == "x\n"
    assert tame(markdown).replace("\u2060", "") == markdown != tame(markdown)


def test_all_sections_of_a_profile_are_headings(tmp_path: Path) -> None:
    sections = [{"heading": f"S{n}", "markdown": text} for n, text in enumerate(OPEN)]
    profile = {"title": "Open", "slug": "open", "sections": sections}
    (tmp_path / "open.json").write_text(json.dumps(profile), encoding="utf-8")
    graph = metier.build(tmp_path / "open.json", jobs=1)
    graph.export("obsidian", tmp_path / "vault")
    note = (tmp_path / "vault" / "practices" / "open.md").read_text("utf-8")
    found = [one for one in headings(note) if re.fullmatch(r"S\d+", one)]
    assert found == [f"S{n}" for n in range(len(OPEN))]
    lost = list(find_format("obsidian").dropped(graph.selection()))
    assert f"{len(OPEN)} sections leave code or HTML open: closed, or shown as text" in lost
