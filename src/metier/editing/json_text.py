"""Changes in the text of a JSON record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial

from metier.diagnostics import printable
from metier.readers import METADATA_KEYS

from . import flow
from .changes import AddLink, Change, RemoveEntry
from .nodes import Node, Splice, spliced

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def with_change(text: str, change: Change) -> str:
    """Return the text of a valid record with one change made."""
    return spliced(text, _splices(text, change))


def _splices(text: str, change: Change) -> list[Splice]:
    record = json_nodes(text)
    write = partial(_written, escape=text.isascii() and "\\u" in text)
    if isinstance(change, AddLink):
        before = METADATA_KEYS[: METADATA_KEYS.index("related")]
        return flow.add_link(text, _holder(record, "related"), before, change.link, write)
    entries = _entries(record, change.key if isinstance(change, RemoveEntry) else "related")
    if isinstance(change, RemoveEntry):
        return flow.remove(text, entries, change.place)
    found = entries.children[change.place].pair("type")
    assert found is not None  # every link has a type
    return [Splice(found[1].start, found[1].end, write(change.type, []))]


def _holder(record: Node, key: str) -> Node:
    """Return the mapping that holds a key or should: ``metadata``, but for keys that stand beside it."""
    found = record.pair("metadata")
    if found is None or not found[1].children:
        return record
    return found[1] if found[1].pair(key) or not record.pair(key) else record


def _entries(record: Node, key: str) -> Node:
    found = _holder(record, key).pair(key)
    assert found is not None  # it has an entry to change
    return found[1]


def json_nodes(text: str) -> Node:
    """Return the values of a valid JSON text with their places."""
    tokens = _TOKEN.finditer(text)
    return _node(next(tokens), tokens)


def _node(first: re.Match[str], tokens: Iterator[re.Match[str]]) -> Node:
    symbol = first[0]
    if symbol not in "{[":
        is_text = symbol[0] == '"'
        value = json.loads(symbol) if is_text else symbol
        return Node("text", first.start(), first.end(), '"' if is_text else "", value)
    children = []
    for token in tokens:
        if token[0] in "}]":
            break
        if token[0] not in ",:":
            children.append(_node(token, tokens))
    kind = "mapping" if symbol == "{" else "list"
    return Node(kind, first.start(), token.end(), "flow", children=tuple(children))


def _written(text: str, styles: Sequence[str], *, escape: bool) -> str:
    """Return a text as JSON, with what a terminal would obey escaped, or all but ASCII."""
    del styles  # JSON has one
    characters = (
        json.dumps(character)[1:-1]
        if printable(character) != character
        else json.dumps(character, ensure_ascii=escape)[1:-1]
        for character in text
    )
    return '"' + "".join(characters) + '"'
