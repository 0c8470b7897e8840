"""Tools: what the work is done with, from bold heads, enumerations, parentheses and prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metier.lexicon import is_faculty, is_name, is_product
from metier.model import Item

from .blocks import Block, blocks, plain_text
from .prose import things_after_head, things_in_aside, things_in_head, things_in_prose
from .sentences import sentences
from .statements import with_head

NAME = "Tools"
EXAMPLE = "- **Density meter** — finds what is packed behind a panel."
CLASS = "Tool"
CONCEPT = "tool"

_LONGEST = 3000
"""Characters of a sentence, head or gloss that are read: none that a person writes is longer."""

_LEADING_ASIDE = re.compile(r"\(([^()]*)\)\s*(?:[\u2013\u2014:-]\s*)?")


def items(markdown: str) -> list[Item]:
    """Return the tools, in order; one that is a habit or a faculty has the class ``Faculty``."""
    found: dict[str, Item] = {}
    for block in blocks(markdown):
        for item in _of_head(block) if block.is_headed else _of_prose(block):
            found.setdefault(item.label.casefold(), item)
    return list(found.values())


def _of_head(block: Block) -> Iterator[Item]:
    whole = with_head(block.body, block.markdown)
    for name in things_in_head(whole.label[:_LONGEST]):
        yield _item(name, whole.text, block.markdown)
    aside = _LEADING_ASIDE.match(whole.text)
    members = (
        things_in_aside(plain_text(aside[1][:_LONGEST]), whole.label[:_LONGEST]) if aside else []
    )
    rest = whole.text[aside.end() :] if aside else whole.text
    listed = things_after_head(plain_text(rest[:_LONGEST]))
    if is_product(whole.label) and not all(is_name(name.split()[-1]) for name in listed):
        listed = []  # of one product it says what it holds
    for name in (*members, *listed):
        yield _item(name, "", block.markdown)


def _of_prose(block: Block) -> Iterator[Item]:
    for start, end in sentences(block.body):
        sentence = plain_text(block.body[start : min(end, start + _LONGEST)])
        for name in things_in_prose(sentence):
            yield _item(name, "", block.quote(start, end))


def _item(name: str, text: str, markdown: str) -> Item:
    return Item(name, text, markdown, item_class="Faculty" if is_faculty(name) else None)
