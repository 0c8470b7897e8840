"""How a new link is written so that it looks like its neighbors: order of keys, colons, quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from metier.model import Link

from .nodes import Node

Write: TypeAlias = Callable[[str, Sequence[str]], str]
"""Writes a text in the notation of a file, in the first of some styles that gives it back."""


def nearest(entries: Iterable[Node], link: Link) -> Node | None:
    """Return the entry whose layout suits a new link: with a note like it, and of about its length."""
    mappings = [entry for entry in entries if entry.pairs]
    alike = [entry for entry in mappings if bool(entry.pair("note")) == bool(link.note)]
    wanted = sum(len(value) for _, value in fields_of(link))
    return min(
        reversed(alike or mappings),
        key=lambda entry: abs(sum(len(value.text) for _, value in entry.pairs) - wanted),
        default=None,
    )


def fields_of(link: Link) -> list[tuple[str, str]]:
    """Return the keys and values that a link is written with."""
    fields = [("slug", link.slug), ("type", link.type)]
    return [*fields, ("note", link.note)] if link.note else fields


class Part(NamedTuple):
    """A key and its value as they are written, with what stands between them."""

    key: str
    colon: str
    value: str


def parts_like(
    text: str, model: Node | None, entries: Iterable[Node], link: Link, write: Write
) -> list[Part]:
    """Return the parts of a link: keys, their order and colons like those of ``model``.

    Values are quoted as most of the same key, or most of any key, are among ``entries``.
    """
    pairs = model.pairs if model else []
    order = [key.text for key, _ in pairs]
    styles = _styles(entries)
    fields = fields_of(link)
    fields.sort(key=lambda field: order.index(field[0]) if field[0] in order else len(order))
    return [
        Part(*_key_like(text, pairs, key, write), write(value, styles.get(key) or styles[""]))
        for key, value in fields
    ]


def _key_like(
    text: str, pairs: list[tuple[Node, Node]], name: str, write: Write
) -> tuple[str, str]:
    """Return a key as it is written and what follows it: as the same key elsewhere, or as the first."""
    same = [pair for pair in pairs if pair[0].text == name]
    for key, value in same or pairs[:1]:
        colon = text[key.end : value.start]
        may_touch = key.style and value.end > value.start  # as in JSON
        if not re.fullmatch(r"[ \t]*:[ \t]*" if may_touch else r"[ \t]*:[ \t]+", colon):
            colon = ": "
        return write(name, [key.style]), colon
    return write(name, [""]), ": "


def _styles(entries: Iterable[Node]) -> dict[str, list[str]]:
    """Return the styles of the values of each key, the most frequent first; of all under an empty key."""
    counts: dict[str, Counter[str]] = {"": Counter()}
    for entry in entries:
        for key, value in entry.pairs:
            if value.kind == "text" and value.style in _QUOTES:
                counts.setdefault(key.text, Counter())[value.style] += 1
                counts[""][value.style] += 1
    return {key: [style for style, _ in found.most_common()] for key, found in counts.items()}


_QUOTES = ("", "'", '"')
