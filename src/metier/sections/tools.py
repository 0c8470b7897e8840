"""Tools: what the work is done with, from bold heads, enumerations, parentheses and prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metier.model import Item

from .blocks import Block, blocks, plain_text
from .clauses import things_after_head, things_in_aside, things_in_head, things_in_prose
from .lexicon import FACULTIES, OFTEN_THINGS, is_name, is_product
from .sentences import sentences
from .statements import with_head

NAME = "Tools"
EXAMPLE = "- **Density meter** — finds what is packed behind a panel."
CLASS = "Tool"
CONCEPT = "tool"

_OF_A_PERSON = frozenset(
    "trained own human good steady long personal social peer support professional trusted".split()
)
_LEADING_ASIDE = re.compile(r"\(([^()]*)\)\s*(?:[\u2013\u2014:-]\s*)?")


def items(markdown: str) -> list[Item]:
    """Return the tools, in order; one that is a habit or a faculty has the class ``Faculty``."""
    found: dict[str, Item] = {}
    for block in blocks(markdown):
        for item in _in_head(block) if _has_head(block) else _in_prose(block):
            found.setdefault(item.label.casefold(), item)
    return list(found.values())


def _has_head(block: Block) -> bool:
    return block.in_list or block.body.startswith("**")


def _in_head(block: Block) -> Iterator[Item]:
    whole = with_head(block.body, block.markdown)
    head, gloss = whole.label, whole.text
    if not block.body.startswith("**"):
        yield from _in_prose(block)
        return
    names = things_in_head(head)
    aside = _LEADING_ASIDE.match(gloss)
    members = things_in_aside(plain_text(aside[1]), head) if aside else []
    rest = gloss[aside.end() :] if aside else gloss
    for name in names:
        yield _item(name, gloss, block.markdown)
    glossed = [] if is_product(head) else things_after_head(plain_text(rest))
    for name in [*members, *glossed]:
        yield _item(name, "", block.markdown)


def _in_prose(block: Block) -> Iterator[Item]:
    for start, end in sentences(block.body):
        sentence = block.body[start:end]
        for name in things_in_prose(plain_text(sentence)):
            yield _item(name, "", block.quote(sentence))


def _item(name: str, text: str, markdown: str) -> Item:
    return Item(name, text, markdown, item_class="Faculty" if is_faculty(name) else None)


def is_faculty(name: str) -> bool:
    """Whether a name means a habit, a sense, a quality or a bond between people."""
    words = re.split(r"\s+(?:of|for|with|to|in)\s+", name)[0].split()
    if not words or words[-1].casefold() not in FACULTIES:
        return False
    if len(words) > 1 and words[-1].casefold() in OFTEN_THINGS:
        return words[-2].casefold() in _OF_A_PERSON
    return len(words) == 1 or not is_name(words[-1])
