"""Edits make exactly one change: of what a profile says, and of the bytes that say it."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from metier.editing import (
    AddLink,
    Change,
    EditError,
    RemoveEntry,
    SetLinkType,
    apply,
    diff,
    edit_of,
    edited,
    edited_file_of,
    text_of,
)
from metier.editing.profile_yaml import profile_to_yaml
from metier.editing.yaml_text import yaml_written
from metier.errors import UsageError
from metier.model import Link, Profile
from metier.readers import Source, find_sources, read
from metier.readers.yaml_tree import parse_yaml
from metier.vocab import relation_types

from .support import CORPUS, PROFILES, ROOT, SLUGS, TEXTS, needs_corpus, profiles

HEAD = "title: Luthier\nslug: luthier\nupdated: 2026-01-01\n"
TAIL = "specializations: []\nstatus: draft\n"
LINK = AddLink("tuner", "adjacent", "hears it")
BARE = AddLink("tuner", "adjacent")
FORMS = ("yaml", "folder", "front-matter", "json")


def source_with(folder: Path, form: str, text: str) -> Source:
    """Write the text that holds the metadata, and what else its form needs."""
    names = {
        "yaml": "p.yaml",
        "folder": "p/metadata.yaml",
        "front-matter": "p.md",
        "json": "p.json",
    }
    path = folder / names[form]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    if form == "folder":
        (folder / "p" / "SOUL.md").write_text("## Purpose\n\nNone.\n", encoding="utf-8")
    (source,) = find_sources([folder])
    return source


def profile_from(form: str, text: str) -> Profile:
    """Return what the readers make of a text; it must have no errors."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read(source_with(Path(folder), form, text))
    assert reading.profile, reading.problems
    return reading.profile


def after(profile: Profile, changes: Sequence[Change]) -> Profile:
    """Return what a profile should be after some changes, places as they were before all of them."""
    lists: dict[str, dict[int, Any]] = {
        key: dict(enumerate(getattr(profile, key)))
        for key in ("related", "specializations", "aliases")
    }
    for number, change in enumerate(changes):
        if isinstance(change, AddLink):
            added = Link(change.slug, change.type, change.note)
            lists["related"][len(profile.related) + number] = added
        elif isinstance(change, SetLinkType):
            changed = replace(profile.related[change.place], type=change.type)
            lists["related"][change.place] = changed
        else:
            del lists[change.key][change.place]
    links, specializations, aliases = (tuple(found.values()) for found in lists.values())
    return replace(profile, related=links, specializations=specializations, aliases=aliases)


# What becomes of layouts: for each the text, the change and the text that it must give.

BLOCK = "related:\n  - slug: a\n    type: related\n"
ADDED = "  - slug: tuner\n    type: adjacent\n    note: hears it\n"
LAYOUTS: dict[str, tuple[str, Change, str]] = {
    "a list with hyphens": (BLOCK, LINK, BLOCK + ADDED),
    "hyphens below the key": (
        "related:\n- slug: a\n  type: related\n",
        LINK,
        "related:\n- slug: a\n  type: related\n- slug: tuner\n  type: adjacent\n  note: hears it\n",
    ),
    "odd indentation": (
        "related:\n   -   slug: a\n       type:   related\n",
        BARE,
        "related:\n   -   slug: a\n       type:   related\n"
        "   -   slug: tuner\n       type:   adjacent\n",
    ),
    "keys below the hyphen": (
        "related:\n -\n   slug: a\n   type: related\n",
        BARE,
        "related:\n -\n   slug: a\n   type: related\n -\n   slug: tuner\n   type: adjacent\n",
    ),
    "another order of keys": (
        "related:\n  - type: related\n    slug: a\n",
        LINK,
        "related:\n  - type: related\n    slug: a\n"
        "  - type: adjacent\n    slug: tuner\n    note: hears it\n",
    ),
    "blank lines between": (
        "related:\n  - {slug: a, type: related}\n\n  - {slug: b, type: related}\n\n",
        BARE,
        "related:\n  - {slug: a, type: related}\n\n  - {slug: b, type: related}\n"
        "\n  - {slug: tuner, type: adjacent}\n\n",
    ),
    "quotes like most": (
        "related:\n  - {slug: 'a', type: 'related', note: 'x'}\n"
        "  - {slug: 'b', type: 'related', note: \"it's\"}\n",
        LINK,
        "related:\n  - {slug: 'a', type: 'related', note: 'x'}\n"
        "  - {slug: 'b', type: 'related', note: \"it's\"}\n"
        "  - {slug: 'tuner', type: 'adjacent', note: 'hears it'}\n",
    ),
    "braces over several lines": (
        "related:\n  - {\n      slug: a,\n      type: related,\n    }\n",
        BARE,
        "related:\n  - {\n      slug: a,\n      type: related,\n    }\n"
        "  - {\n      slug: tuner,\n      type: adjacent,\n    }\n",
    ),
    "comments after the last entry": (
        BLOCK + "    # of a\n\n  # of the list\n",
        LINK,
        BLOCK + "    # of a\n" + ADDED + "\n  # of the list\n",
    ),
    "a comment on its line": (
        "related: # links\n  - slug: a # one\n    type: related # two\n",
        BARE,
        "related: # links\n  - slug: a # one\n    type: related # two\n"
        "  - slug: tuner\n    type: adjacent\n",
    ),
    "a block as note": (
        "related:\n  - slug: a\n    type: related\n    note: >-\n      long\n\n      note\n\n",
        LINK,
        "related:\n  - slug: a\n    type: related\n    note: >-\n      long\n\n      note\n"
        + ADDED
        + "\n",
    ),
    "a block that keeps its blank lines": (
        "related:\n  - slug: a\n    type: related\n    note: |+\n      note\n\n",
        LINK,
        "related:\n  - slug: a\n    type: related\n    note: |+\n      note\n\n" + ADDED,
    ),
    "no key": ("", LINK, "related:\n" + ADDED),
    "no list": ("related: []\n", LINK, "related:\n" + ADDED),
    "no list but a comment": ("related: [] # yet\n", LINK, "related: # yet\n" + ADDED),
    "no list, on a line of its own": ("related:\n  []\n", LINK, "related:\n" + ADDED),
    "nothing": ("related:\n", LINK, "related:\n" + ADDED),
    "nothing but a comment": (
        "related:   # yet\n  # to come\n",
        LINK,
        "related:   # yet\n  # to come\n" + ADDED,
    ),
    "null": ("related: null\n", LINK, "related:\n" + ADDED),
    "a comment in brackets": (
        "related: [ # yet\n  ]\n",
        BARE,
        "related: [ # yet\n  {slug: tuner, type: adjacent}]\n",
    ),
    "brackets on one line": (
        "related: [ {slug: a, type: related} ]\n",
        BARE,
        "related: [ {slug: a, type: related}, {slug: tuner, type: adjacent} ]\n",
    ),
    "brackets as in JSON": (
        'related: [{"slug":"a","type":"related"}]\n',
        BARE,
        'related: [{"slug":"a","type":"related"},{"slug":"tuner","type":"adjacent"}]\n',
    ),
    "brackets over several lines": (
        "related: [\n  {slug: a, type: related},  # one\n  {slug: b, type: related}  # two\n]\n",
        BARE,
        "related: [\n  {slug: a, type: related},  # one\n  {slug: b, type: related},  # two\n"
        "  {slug: tuner, type: adjacent}\n]\n",
    ),
    "a comma after the last": (
        "related: [\n  {slug: a, type: related},\n  # end\n]\n",
        BARE,
        "related: [\n  {slug: a, type: related},\n  {slug: tuner, type: adjacent},\n  # end\n]\n",
    ),
    "commas before": (
        "related: [ {slug: a, type: related}\n  , {slug: b, type: related} # two\n  ]\n",
        BARE,
        "related: [ {slug: a, type: related}\n  , {slug: b, type: related} # two\n"
        "  , {slug: tuner, type: adjacent}\n  ]\n",
    ),
    "another type": (
        "related: [{slug: a, type: 'related'}]\n",
        SetLinkType(0, "a", "progression"),
        "related: [{slug: a, type: 'progression'}]\n",
    ),
    "a type in a block": (
        "related:\n  - slug: a\n    type: >-\n      related\n    note: x\n",
        SetLinkType(0, "a", "progression"),
        "related:\n  - slug: a\n    type: progression\n    note: x\n",
    ),
    "the first of two": (
        "related:\n  # one\n  - slug: a # a\n    type: related\n  # two\n  - {slug: b, type: related}\n",
        RemoveEntry("related", 0, "a"),
        "related:\n  # one\n  # two\n  - {slug: b, type: related}\n",
    ),
    "the last of two": (
        BLOCK + "  # two\n\n  - {slug: b, type: related}\n  # end\n",
        RemoveEntry("related", 1, "b"),
        BLOCK + "  # two\n  # end\n",
    ),
    "the first of two with a blank line": (
        "aliases:\n  - a\n\n  - b\n",
        RemoveEntry("aliases", 0, "a"),
        "aliases:\n  - b\n",
    ),
    "the only entry": (BLOCK, RemoveEntry("related", 0, "a"), "related: []\n"),
    "the only entry beside comments": (
        "related: # links\n  # one\n  - {slug: a, type: related}\n  # end\n",
        RemoveEntry("related", 0, "a"),
        "related: [] # links\n  # one\n  # end\n",
    ),
    "the only one in brackets": (
        "aliases: [ a ]\n",
        RemoveEntry("aliases", 0, "a"),
        "aliases: []\n",
    ),
    "one in brackets": (
        "aliases: [a, b, c]\n",
        RemoveEntry("aliases", 1, "b"),
        "aliases: [a, c]\n",
    ),
    "the first in brackets": (
        "aliases: [ a, b ]\n",
        RemoveEntry("aliases", 0, "a"),
        "aliases: [ b ]\n",
    ),
    "the last before a comma": (
        "aliases: [a, b,]\n",
        RemoveEntry("aliases", 1, "b"),
        "aliases: [a,]\n",
    ),
    "one of several lines": (
        "aliases: [\n  a, # a, b\n  # c\n  b # , d\n]\n",
        RemoveEntry("aliases", 1, "b"),
        "aliases: [\n  a # a, b\n  # c\n]\n",
    ),
    "one that shares a line below a comment": (
        "aliases: [a, # one,\n  b]\n",
        RemoveEntry("aliases", 1, "b"),
        "aliases: [a # one,\n  ]\n",
    ),
    "the only one below a comment": (
        "aliases: [\n  # none, yet\n  a,\n]\n",
        RemoveEntry("aliases", 0, "a"),
        "aliases: [\n  # none, yet\n]\n",
    ),
    "a text over two lines": (
        "aliases:\n- one\n  two\n- 'three'\n",
        RemoveEntry("aliases", 0, "one two"),
        "aliases:\n- 'three'\n",
    ),
}


LINE_ENDS = pytest.mark.parametrize("line_end", ["\n", "\r\n"])


@LINE_ENDS
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_kept(name: str, line_end: str) -> None:
    before, change, wanted = LAYOUTS[name]
    old, new = ((HEAD + part + TAIL).replace("\n", line_end) for part in (before, wanted))
    assert edited("yaml", old, [change]) == new
    assert profile_from("yaml", new) == after(profile_from("yaml", old), [change])


@LINE_ENDS
@pytest.mark.parametrize("name", sorted(LAYOUTS.keys() - {"a block that keeps its blank lines"}))
def test_a_layout_is_kept_at_the_end_of_a_file(name: str, line_end: str) -> None:
    before, change, wanted = LAYOUTS[name]
    old, new = (
        (HEAD + part).removesuffix("\n").replace("\n", line_end) for part in (before, wanted)
    )
    assert edited("folder", old, [change]) == new


@LINE_ENDS
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_kept_in_front_matter(name: str, line_end: str) -> None:
    before, change, wanted = LAYOUTS[name]
    old, new = (
        f"\ufeff---  \n{HEAD}{part}--- \n\n## Tools\n\n---\nrelated: []\n".replace("\n", line_end)
        for part in (before, wanted)
    )
    assert edited("front-matter", old, [change]) == new


def test_a_new_list_looks_like_other_lists() -> None:
    flow = "sources:\n- { title: 'x', kind: 'book' }\n"
    assert edited("yaml", HEAD + flow, [LINK]) == HEAD + (
        "related:\n- { slug: 'tuner', type: 'adjacent', note: 'hears it' }\n" + flow
    )
    texts = "tags:\n    - wood\n"
    assert edited("yaml", HEAD + texts, [BARE]) == HEAD + (
        "related:\n    - slug: tuner\n      type: adjacent\n" + texts
    )


def test_several_changes_at_once() -> None:
    old = HEAD + BLOCK + "  - {slug: b, type: related}\naliases: [x, y, z]\n" + TAIL
    changes: list[Change] = [
        RemoveEntry("aliases", 0, "x"),
        RemoveEntry("related", 0, "a"),
        RemoveEntry("aliases", 2, "z"),
        LINK,
        SetLinkType(1, "b", "progression"),
        AddLink("drummer", "related"),
    ]
    new = HEAD + (
        "related:\n  - {slug: b, type: progression}\n"
        "  - {slug: tuner, type: adjacent, note: hears it}\n"
        "  - {slug: drummer, type: related}\naliases: [y]\n"
    )
    assert edited("yaml", old, changes) == new + TAIL
    assert edited("yaml", old, changes[::-1]) != new + TAIL, "links come in the order given"


def test_the_only_entry_leaves_its_layout_to_a_new_one() -> None:
    changes: list[Change] = [RemoveEntry("related", 0, "a"), LINK]
    old = "related:\n-   slug: a\n    type: related\n"
    new = "related:\n-   slug: tuner\n    type: adjacent\n    note: hears it\n"
    assert edited("yaml", HEAD + old, changes) == HEAD + new


def test_unknown_fields_go_with_their_entry_and_stay_with_others() -> None:
    links = "".join(f"- {{slug: {slug}, type: related, since: '{slug}'}}\n" for slug in "abc")
    text = f"{HEAD}salary: 1\nrelated:\n{links}"
    new = edited("yaml", text, [RemoveEntry("related", 1, "b")])
    extras = {extra.pointer: extra.json for extra in profile_from("yaml", new).extras}
    assert extras == {"/related/0/since": '"a"', "/related/1/since": '"c"', "/salary": '"1"'}


# JSON

RECORD: dict[str, Any] = {
    "slug": "luthier",
    "title": "Luthier",
    "metadata": {"title": "Luthier", "slug": "luthier"},
}
JSON_LAYOUTS: list[dict[str, Any]] = [
    {"indent": 2},
    {"indent": "\t"},
    {"indent": 0},
    {},
    {"separators": (",", ":")},
]


def record_with(**more: Any) -> dict[str, Any]:
    return RECORD | {"metadata": RECORD["metadata"] | more, "computed": {"wordCount": 1.10}}


@pytest.mark.parametrize("layout", JSON_LAYOUTS, ids=str)
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize(
    "more",
    [
        {"related": [{"slug": "a", "type": "related", "note": "é"}], "status": "draft"},
        {"related": [], "status": "é"},
        {"sources": [{"title": "é", "kind": "book"}]},
        {"tags": ["é", "ü"], "related": []},
    ],
)
def test_a_record_is_written_as_its_writer_would(
    layout: dict[str, Any], ascii_only: bool, more: dict[str, Any]
) -> None:
    wanted = {key: list(value) if isinstance(value, list) else value for key, value in more.items()}
    wanted.setdefault("related", [])
    wanted["related"].append({"slug": "tuner", "type": "adjacent", "note": "hört"})
    if "related" not in more:  # below the keys that stand before it
        wanted = {"related": wanted["related"], **more}
    old, new = (
        json.dumps(record_with(**metadata), ensure_ascii=ascii_only, **layout)
        for metadata in (more, wanted)
    )
    assert edited("json", old, [AddLink("tuner", "adjacent", "hört")]) == new


@pytest.mark.parametrize("layout", JSON_LAYOUTS, ids=str)
def test_a_record_loses_and_changes_entries(layout: dict[str, Any]) -> None:
    links = [{"type": "related", "slug": slug} for slug in "abc"]
    old = json.dumps(record_with(aliases=["x"], related=links), **layout)
    changes: list[Change] = [
        RemoveEntry("related", 0, "a"),
        RemoveEntry("related", 2, "c"),
        RemoveEntry("aliases", 0, "x"),
        SetLinkType(1, "b", "adjacent"),
    ]
    new = json.dumps(record_with(aliases=[], related=[{"type": "adjacent", "slug": "b"}]), **layout)
    assert edited("json", old, changes) == new


def test_links_beside_the_metadata_of_a_record_stay_there() -> None:
    old = '{"slug": "luthier", "related": [], "metadata": {"title": "Luthier"}}'
    new = old.replace("[]", '[{"slug": "tuner", "type": "adjacent"}]')
    assert edited("json", old, [BARE]) == new
    flat = '{"slug": "luthier", "title": "Luthier", "metadata": {}}'
    assert profile_from("json", edited("json", flat, [BARE])).related == (BARE.link,)


# What no edit may do


REFUSED: dict[str, tuple[str, Change, str]] = {
    "another entry": (BLOCK, RemoveEntry("related", 0, "b"), "entry number 1 is `a`"),
    "no such entry": (BLOCK, SetLinkType(1, "a", "adjacent"), "no entry number 2"),
    "a place from the end": (BLOCK, RemoveEntry("related", -1, "a"), "no entry number"),
    "another key": (BLOCK, RemoveEntry("tags", 0, "a"), "only related, specializations, aliases"),
    "a link that is there": (BLOCK, AddLink("a", "related", "again"), "has this link already"),
    "a link to itself": (BLOCK, AddLink("luthier", "related"), "itself"),
    "an unknown type": (BLOCK, AddLink("b", "friend"), "friend"),
    "an unknown type for an old link": (BLOCK, SetLinkType(0, "a", "friend"), "friend"),
    "an unsafe slug": (BLOCK, AddLink("../b", "related"), "slug"),
    "a forbidden character": (BLOCK, AddLink("b", "related", "a\x07"), r"U\+0007"),
    "half a character": (BLOCK, AddLink("b", "related", "a\ud800"), "can't add"),
    "an alias for the list": (
        "tags: &x [{slug: a, type: related}]\nrelated: *x\n",
        LINK,
        "errors, which come first",
    ),
    "an alias for a list of texts": (
        "tags: &x [a]\naliases: *x\n",
        RemoveEntry("aliases", 0, "a"),
        "an alias stands in the place of `aliases`",
    ),
    "an anchor on a list used elsewhere": (
        "aliases: &x [a, b]\ntags: *x\n",
        RemoveEntry("aliases", 0, "a"),
        "beyond Metier",
    ),
    "an anchor on an entry used elsewhere": (
        "aliases:\n- &x a\n- b\ntags: [*x]\n",
        RemoveEntry("aliases", 0, "a"),
        "beyond Metier",
    ),
    "an alias for the link": (
        "related:\n- &x {slug: a, type: related}\n- *x\n",
        SetLinkType(1, "a", "adjacent"),
        "an alias stands in its place",
    ),
    "an anchor in the link changes it elsewhere": (
        "related:\n- &x {slug: a, type: related}\n- *x\n",
        SetLinkType(0, "a", "adjacent"),
        "beyond Metier",
    ),
    "a key with a question mark": (
        "? related\n: - {slug: a, type: related}\n",
        BARE,
        "stands before it on its line",
    ),
    "an error elsewhere": ("created: soon\n", LINK, "errors, which come first: .*soon"),
    "a key given twice": ("status: draft\nstatus: stub\n", LINK, "given already"),
    "no YAML": ("related: [\n", LINK, "not valid YAML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_refused(name: str) -> None:
    before, change, reason = REFUSED[name]
    with pytest.raises(EditError, match=reason):
        edited("yaml", HEAD + before, [change])


def test_two_changes_of_one_entry_are_refused() -> None:
    both: list[Change] = [SetLinkType(0, "a", "adjacent"), RemoveEntry("related", 0, "a")]
    with pytest.raises(EditError, match="same entry"):
        edited("yaml", HEAD + BLOCK, both)
    with pytest.raises(EditError, match="has this link already"):
        edited("yaml", HEAD + BLOCK, [LINK, LINK])
    anchored = "aliases: &x [a, b]\ntags: *x\n"
    with pytest.raises(EditError, match="can't make these changes: the layout"):
        edited("yaml", HEAD + anchored, [LINK, RemoveEntry("aliases", 0, "a")])


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_another_kind_is_refused(form: str) -> None:
    for text in ("[1]", "", "a"):
        with pytest.raises(EditError):
            edited(form, text, [LINK])


# Notes

NOTES = [
    'says "no": it\'s #1',
    "'", '"', "\\", "a\\nb", "- a", "? a", "a: b", "a #b", "#a", "*a", "&a", "!a", "|", ">-", "%a", "@a", "`a`",
    "{a}", "[a]", "a, b", "a]", "a}", "yes", "No", "on", "~", "null", "1.10", "0x1F", "0o17", "1e3", "12:30:45",
    "2026-01-01", "2026-13-45", "=", "<<", "---", "...", "a\nb", "a\n\n- b\t",
    "a\u2028b\u0085c", "🧵 naïve 製本",
    "שלום, עולם", "a\u202eb", "👩🏽\u200d🔧", "\ufeff", "a\u00a0b", "x " * 150 + "x", "\t\ta",
    "a:", "key:value", "é",
]  # fmt: skip


@pytest.mark.parametrize("note", NOTES)
def test_any_note_is_read_back(note: str) -> None:
    change = AddLink("tuner", "related", note)
    flow = "related: [{slug: a, type: related}]\n"
    record = json.dumps(record_with())
    for form, text in (("yaml", HEAD + BLOCK), ("yaml", HEAD + flow), ("json", record)):
        found = profile_from(form, edited(form, text, [change])).related[-1]
        assert found == Link("tuner", "related", note.strip() or None)
        assert found == change.link


@pytest.mark.parametrize("style", ["", "'", '"'])
@pytest.mark.parametrize("in_braces", [True, False])
@given(text=TEXTS)
def test_other_readers_of_yaml_find_the_same_text(style: str, in_braces: bool, text: str) -> None:
    written = yaml_written(text, [style], in_braces=in_braces)
    assert "\n" not in written
    assert yaml.safe_load(f"[{written}, 1]" if in_braces else f"- {written}\n- 1\n") == [text, 1]


def test_quotes_only_where_they_are_needed() -> None:
    plain = [
        "hears it",
        "it's so",
        "a-b",
        "a, b",
        "naïve",
        "製本",
        "a (b) 50% c/d",
        "v1.2.3",
        "a:b",
    ]
    for text in plain:
        assert yaml_written(text, [""], in_braces=False) == text
    for text in ("yes", "1.10", "0o17", "a: b", "a #b", "- a", "~", "2026-01-01"):
        assert yaml_written(text, [""], in_braces=False) == f'"{text}"'
    assert yaml_written("a, b", [""], in_braces=True) == '"a, b"'
    assert yaml_written("it's", ["'"]) == '"it\'s"'
    assert yaml_written("a\u202eb", [""]) == '"a\\u202Eb"', "a terminal would turn the line around"


# Any profile, any form


def changes_of(profile: Profile) -> st.SearchStrategy[list[Change]]:
    """Generate changes that a profile can take: each entry in one at most, links that it hasn't."""
    types = st.sampled_from([*relation_types()])
    notes = st.none() | TEXTS | st.lists(TEXTS, min_size=2, max_size=2).map("\n".join)
    slugs = SLUGS.filter(
        lambda slug: slug not in {profile.slug, *(a.slug for a in profile.related)}
    )
    adds = st.lists(
        st.builds(AddLink, slugs, types, notes), max_size=2, unique_by=lambda add: add.slug
    )
    singles: list[st.SearchStrategy[Change | None]] = [
        st.none()
        | st.builds(SetLinkType, st.just(place), st.just(link.slug), types)
        | st.just(RemoveEntry("related", place, link.slug))
        for place, link in enumerate(profile.related)
    ]
    for key in ("specializations", "aliases"):
        for place, text in enumerate(getattr(profile, key)):
            singles.append(st.none() | st.just(RemoveEntry(key, place, text)))
    return st.tuples(adds, *singles).map(
        lambda drawn: [*drawn[0], *(change for change in drawn[1:] if change is not None)]
    )


def as_record(profile: Profile, **layout: Any) -> str:
    """Return a profile as a JSON record."""
    metadata = parse_yaml(profile_to_yaml(profile), "").value
    assert isinstance(metadata, dict)
    sections = metadata.pop("sections")
    record = {"slug": profile.slug, "metadata": metadata, "sections": sections, "git": {}}
    return json.dumps(record, **layout)


@st.composite
def texts_of(draw: st.DrawFn, profile: Profile) -> tuple[str, str]:
    """Generate a form and a text in it of a profile, which has no sections in some forms."""
    form = draw(st.sampled_from(FORMS))
    if form == "json":
        layout = draw(st.sampled_from(JSON_LAYOUTS))
        text = as_record(profile, ensure_ascii=draw(st.booleans()), **layout)
    else:
        text = profile_to_yaml(profile)
        if form != "yaml":
            text = profile_to_yaml(replace(profile, sections=())).removesuffix("sections: []\n")
        if form == "front-matter":
            text = f"---\n{text}---\n\n## Tools\n\n---\n"
    if draw(st.booleans()):
        text = text.replace("\n", draw(st.sampled_from(["\r\n", "\r"])))
    return form, draw(st.sampled_from(["", "\ufeff"])) + text


@given(st.data(), profiles())
def test_an_edited_profile_is_the_same_but_for_the_changes(
    data: st.DataObject, profile: Profile
) -> None:
    form, text = data.draw(texts_of(profile))
    before = profile_from(form, text)
    changes = data.draw(changes_of(before))
    new = edited(form, text, changes)
    assert profile_from(form, new) == after(before, changes)
    if before.related and not changes:
        assert new == text


@given(st.data(), profiles())
def test_a_link_added_and_removed_leaves_no_trace(data: st.DataObject, profile: Profile) -> None:
    form, text = data.draw(texts_of(profile))
    before = profile_from(form, text)
    add = AddLink("the-newest", data.draw(st.sampled_from([*relation_types()])), data.draw(TEXTS))
    new = edited(form, text, [add])
    back = edited(form, new, [RemoveEntry("related", len(before.related), "the-newest")])
    if before.related:
        assert back == text
    else:
        assert profile_from(form, back) == before


# Any layout


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """Generate metadata in YAML as people lay them out, with comments that tell where they stand."""
    indent, gap = draw(st.integers(0, 4)) * " ", draw(st.integers(1, 3)) * " "
    links = [
        (f"s{number}", draw(st.sampled_from([*relation_types()])), draw(st.none() | TEXTS))
        for number in range(draw(st.integers(1, 4)))
    ]
    if draw(st.booleans()):
        body = "".join(draw(_block_entry(link, indent, gap)) for link in links)
        lines = f"related:{draw(_ends())}{body}"
    else:
        lines = draw(_flow_list(links))
    text = f"{HEAD}{lines}{draw(_between())}{TAIL}" if draw(st.booleans()) else HEAD + lines
    if not text.rstrip().split("\n")[-1].lstrip().startswith("|") and draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def _ends() -> st.SearchStrategy[str]:
    return st.sampled_from(["\n", "  # c, {1}\n", " \t\n"])


def _between() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(["\n", "# c - 2\n", "      # c: 3\n", "  \n"]), max_size=2).map(
        "".join
    )


@st.composite
def _block_entry(draw: st.DrawFn, link: tuple[str, str, str | None], indent: str, gap: str) -> str:
    if draw(st.booleans()):
        return f"{draw(_between())}{indent}-{gap}{draw(_flow_entry(link, indent))}{draw(_ends())}"
    pairs = draw(st.permutations(draw(_pairs(link, in_braces=False))))
    inner = indent + " " + gap
    begins = draw(st.sampled_from([f"{indent}-{gap}", f"{indent}-\n{inner}"]))
    colon = draw(st.sampled_from([": ", ":   "]))
    lines = draw(_ends()).join([]) + "".join(
        f"{inner if number else ''}{key}{colon}{value}{draw(_ends())}"
        for number, (key, value) in enumerate(pairs)
    )
    return f"{draw(_between())}{begins}{lines}"


@st.composite
def _pairs(
    draw: st.DrawFn, link: tuple[str, str, str | None], *, in_braces: bool
) -> list[tuple[str, str]]:
    style = draw(st.sampled_from(["", "'", '"']))
    return [
        (key, yaml_written(value, [style], in_braces=in_braces))
        for key, value in zip(("slug", "type", "note"), link, strict=True)
        if value is not None
    ]


@st.composite
def _flow_entry(draw: st.DrawFn, link: tuple[str, str, str | None], indent: str) -> str:
    pairs = [f"{key}: {value}" for key, value in draw(_pairs(link, in_braces=True))]
    inner = draw(st.sampled_from(["", " ", f"\n{indent}     "]))
    comma = "," + (inner or " ")
    return "{" + inner + comma.join(pairs) + draw(st.sampled_from(["", ","])) + inner + "}"


@st.composite
def _flow_list(draw: st.DrawFn, links: list[tuple[str, str, str | None]]) -> str:
    entries = [draw(_flow_entry(link, "  ")) for link in links]
    parts = ["related: [", draw(st.sampled_from(["", " ", "\n  ", " # c\n  "]))]
    for number, entry in enumerate(entries):
        separators = [", ", ",\n  ", " , # c, 4\n  ", "\n  , "]
        if number:
            parts.append(draw(st.sampled_from(separators)))
        parts.append(entry)
    parts.append(draw(st.sampled_from(["", " ", ",", "\n", ",\n ", " # c\n", " , # c\n  "])))
    return "".join(parts) + "]\n"


def removed_lines(old: str, new: str) -> list[str]:
    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    return [line[2:] for line in lines if line.startswith("- ")]


@given(layouts(), st.none() | TEXTS)
def test_any_layout_takes_a_link_and_gives_it_back(text: str, note: str | None) -> None:
    before = profile_from("yaml", text)
    new = edited("yaml", text, [AddLink("new", "related", note)])
    assert profile_from("yaml", new) == after(before, [AddLink("new", "related", note)])
    assert edited("yaml", new, [RemoveEntry("related", len(before.related), "new")]) == text
    if "related: [" not in text:
        assert not removed_lines(text, new)
    assert new.count("# c") == text.count("# c")


@given(st.data(), layouts())
def test_any_layout_loses_a_link(data: st.DataObject, text: str) -> None:
    before = profile_from("yaml", text)
    place = data.draw(st.integers(0, len(before.related) - 1))
    change = RemoveEntry("related", place, before.related[place].slug)
    new = edited("yaml", text, [change])
    assert profile_from("yaml", new) == after(before, [change])
    own = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in new.splitlines() if line in own] == own, "comments stay"


@given(st.data(), layouts())
def test_any_layout_takes_another_type(data: st.DataObject, text: str) -> None:
    before = profile_from("yaml", text)
    place = data.draw(st.integers(0, len(before.related) - 1))
    link = before.related[place]
    other = data.draw(st.sampled_from([*relation_types()]))
    new = edited("yaml", text, [SetLinkType(place, link.slug, other)])
    assert profile_from("yaml", new) == after(before, [SetLinkType(place, link.slug, other)])
    assert edited("yaml", new, [SetLinkType(place, link.slug, link.type)]) == text


# Patches


def git(folder: Path, *arguments: str, patch: str = "") -> None:
    program = shutil.which("git")
    assert program
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        [program, *arguments],
        cwd=folder,
        input=patch.encode(),
        env=environment,
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "--quiet")
    return folder


PATHS = [
    "p.yaml",
    "a b/c d.yaml",
    'say "hi".yaml',
    "naïve/製本.md",
    "back\\slash.json",
    "tab\there.yaml",
    "a'b;$c.yaml",
]
TEXT_PAIRS = [
    ("a\nb\nc\n", "a\nx\nb\nc\n"),
    ("a\r\nb\r\n", "a\r\nc\r\nb\r\n"),
    ("a", "b"),
    ("a", "a\nb"),
    ("a\nb", "a\nb\n"),
    ("\ufeffa\n\tb \n", "\ufeffa\n\tc \n"),
    ("a\x85b\u2028c\x0cd\re\nf\n", "a\x85b\u2028c\x0cd\re\ng\n"),
    ("-- a\n++ b\n", "-- a\n"),
    ("1\n" * 30, "1\n" * 3 + "2\n" + "1\n" * 20 + "3\n" + "1\n" * 7),
]


@pytest.mark.parametrize("folder", [".", "sub"])
@pytest.mark.parametrize("path", PATHS)
def test_git_takes_a_patch_whatever_the_name(repository: Path, folder: str, path: str) -> None:
    home = repository / folder
    target = home / path
    target.parent.mkdir(parents=True, exist_ok=True)
    for old, new in TEXT_PAIRS:
        target.write_bytes(old.encode())
        patch = diff(path, old, new)
        git(home, "apply", "--check", "-", patch=patch)
        git(home, "apply", "-", patch=patch)
        assert target.read_bytes() == new.encode()
    target.unlink()


def test_no_change_is_no_patch() -> None:
    assert diff("p.yaml", "a\n", "a\n") == ""


def test_several_patches_are_applied_together(repository: Path) -> None:
    patches = []
    for name in ("one.yaml", "two.yaml"):
        (repository / name).write_text(HEAD, encoding="utf-8")
        patches.append(diff(name, HEAD, edited("yaml", HEAD, [LINK])))
    git(repository, "apply", "-", patch="".join(patches))
    for name in ("one.yaml", "two.yaml"):
        assert profile_from("yaml", text_of(repository / name)).related == (LINK.link,)


@given(layouts(), TEXTS)
def test_git_takes_the_patch_of_any_edit(text: str, note: str) -> None:
    new = edited("yaml", text, [AddLink("new", "related", note)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "p.yaml")
        path.write_bytes(text.encode())
        git(Path(folder), "apply", "-", patch=diff("p.yaml", text, new))
        assert path.read_bytes() == new.encode()


# Files


def test_the_file_of_a_source_is_that_of_its_metadata(tmp_path: Path) -> None:
    for form in FORMS:
        (tmp_path / form).mkdir()
        text = HEAD if form != "json" else as_record(profile_from("yaml", HEAD))
        text = f"---\n{text}---\n" if form == "front-matter" else text
        source = source_with(tmp_path / form, form, text)
        edit = edit_of(source, [LINK])
        assert edit.path == edited_file_of(source)
        assert Path(edit.shown) == edit.path
        assert edit.path.read_bytes() == text.encode()
        apply([edit])
        assert edit.path.read_bytes() == edit.new.encode()
        assert not [path for path in edit.path.parent.iterdir() if path.suffix == ".tmp"]
        found = read(source).profile
        assert found
        assert found.related == (LINK.link,)
        assert edit.patch == diff(edit.shown, edit.old, edit.new)


def test_all_other_bytes_stay(tmp_path: Path) -> None:
    text = "\ufeff# \tü\r\n" + (HEAD + BLOCK + TAIL).replace("\n", "\r\n") + "tags: [a,\t'b' ]"
    source = source_with(tmp_path, "yaml", text)
    apply([edit_of(source, [SetLinkType(0, "a", "adjacent")])])
    new = text.replace("type: related", "type: adjacent")
    assert edited_file_of(source).read_bytes() == new.encode()


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "real" / "luthier.txt"
    real.parent.mkdir()
    real.write_text(HEAD, encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "p.yaml"
    link.symlink_to(real)
    (source,) = find_sources([link])
    apply([edit_of(source, [LINK])])
    assert link.is_symlink()
    assert "tuner" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    edits = [edit_of(source_with(tmp_path / name, "yaml", HEAD), [LINK]) for name in "ab"]
    edits[1].path.write_text(HEAD + TAIL, encoding="utf-8")
    with pytest.raises(EditError, match="has changed in the meantime"):
        apply(edits)
    assert text_of(edits[0].path) == HEAD
    assert text_of(edits[1].path) == HEAD + TAIL


def test_an_error_names_the_file(tmp_path: Path) -> None:
    source = source_with(tmp_path, "folder", HEAD)
    with pytest.raises(EditError, match=r"p/metadata.yaml: can't remove"):
        edit_of(source, [RemoveEntry("aliases", 0, "x")])
    edited_file_of(source).write_bytes(b"\xff")
    with pytest.raises(EditError, match="not UTF-8"):
        edit_of(source, [LINK])
    edited_file_of(source).unlink()
    with pytest.raises(EditError, match=r"has no metadata\.yaml"):
        edit_of(source, [LINK])


def test_a_file_that_cannot_be_written_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = edit_of(source_with(tmp_path, "yaml", HEAD), [LINK])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError, match="No space left"):
        apply([edit])
    assert [path.name for path in tmp_path.iterdir()] == ["p.yaml"]
    assert text_of(edit.path) == HEAD


# Real profiles


def check_real(source: Source) -> None:
    """Add a link, change one, take each away: what is read is right, and nothing else changes."""
    before = read(source).profile
    assert before
    add = AddLink("the-newest", "adjacent", 'knows: it\'s #1 of "them"')
    edit = edit_of(source, [add])
    added = profile_from(source.form, edit.new)
    assert added.related == after(before, [add]).related
    lines = edit.patch.split("\n")[3:]
    assert sum(line.startswith("-") for line in lines) <= (
        not before.related or source.form == "json"
    )
    assert sum(line.startswith("+") for line in lines) <= 5
    undone = edited(source.form, edit.new, [RemoveEntry("related", len(before.related), add.slug)])
    assert undone == edit.old if before.related else profile_from(source.form, undone).related == ()
    for place in {0, len(before.related) - 1} if before.related else ():
        change = RemoveEntry("related", place, before.related[place].slug)
        less = edited(source.form, edit.old, [change])
        assert profile_from(source.form, less).related == after(before, [change]).related
        lines = diff("p", edit.old, less).split("\n")[3:]
        assert sum(line.startswith("-") for line in lines) <= 5
        others = len(before.related) - 1
        assert sum(line.startswith("+") for line in lines) == (not others or source.form == "json")


@pytest.mark.parametrize("folder", [PROFILES, ROOT / "tests" / "profiles" / "valid"])
def test_our_own_profiles(folder: Path) -> None:
    for source in find_sources([folder]):
        check_real(source)


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["souls", "exports", "mirrored"])
def test_the_real_profiles(folder: str) -> None:
    sources = find_sources([CORPUS / folder])
    assert sources
    for source in sources:
        check_real(source)
