"""The items that most sections are made of: a bold head with its text, or a plain statement."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from metier.model import Item

from .blocks import Block, blocks, plain_text
from .sentences import sentences

_HEAD = re.compile(
    r"(\*\*|__)(?=\S)(?P<head>.+?)\1(?P<more>(?:[ ]?(?:/|&|,|or|and)[ ]?\*\*(?=\S).+?\*\*)*)"
)
_NEXT_HEAD = re.compile(r"(?<=[.!?;:)\"”])[ ]+(?=(?:\*\*|__)[^\s*_])")
_SEPARATOR = re.compile(r"[\s:.\u2013\u2014-]*[:\u2013\u2014-][\s:.\u2013\u2014-]*|[\s.]+")
_LONGEST_LABEL = 120


def headed_items(
    markdown: str, in_prose: Callable[[Block], list[Item]] = lambda block: []
) -> list[Item]:
    r"""Return the items of a section whose items have heads, in order.

    An item is a list item, or a paragraph that begins in bold: ``- **Head** — text``, ``1. **Head.** Text``,
    ``**Head:** text``; each further bold head that follows the end of a sentence begins another item of the
    same paragraph. A list item without a bold head is its own label. A paragraph without one gives what
    ``in_prose`` finds in it; else it continues a headed paragraph above it, or gives no item.

    >>> [(item.label, item.text) for item in headed_items("- **Speed vs. care.** Both\n  cost.")]
    [('Speed vs. care', 'Both cost.')]
    """
    found: list[Item] = []
    begins: int | None = (
        None  # where the headed paragraph begins that further paragraphs go on with
    )
    reached = 0
    for block in blocks(markdown):
        start = markdown.index(block.markdown, reached)
        reached = start + len(block.markdown)
        items = _headed(block) or in_prose(block)
        if items:
            found += items
            goes_on = block.is_headed and not block.in_list
            begins = markdown.index(items[-1].markdown, start) if goes_on else None
        elif begins is not None:
            text = f"{found[-1].text} {block.body}".strip()
            found[-1] = replace(found[-1], text=text, markdown=markdown[begins:reached])
    return found


def statement_items(markdown: str) -> list[Item]:
    """Return the list items of a section as statements; prose in such a section gives none."""
    return [item for block in blocks(markdown) if block.in_list for item in _headed(block)]


def sentence_items(
    markdown: str, is_item: Callable[[str], bool] = lambda sentence: True
) -> list[Item]:
    """Return the list items of a section, and each sentence of its prose that ``is_item`` accepts."""
    found = []
    for block in blocks(markdown):
        if block.in_list or block.is_headed:
            found += _headed(block)
        elif not block.body.endswith(":"):  # which would introduce a list
            told = [(block.body[start:end], start, end) for start, end in sentences(block.body)]
            found += [
                statement(one, block.quote(start, end))
                for one, start, end in told
                if is_item(one) and any(map(str.isalnum, one))
            ]
    return found


def statement(text: str, markdown: str) -> Item:
    """Return a statement as an item: its label is its first sentence, cut where that is long."""
    plain = plain_text(text)
    start, end = next(iter(sentences(plain)), (0, len(plain)))
    label = plain[start:end].strip().rstrip(".:;,")
    if len(label) > _LONGEST_LABEL:
        label = label[:_LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(".:;,") + " …"
    return Item(label, text, markdown)


def _headed(block: Block) -> list[Item]:
    if not any(map(str.isalnum, block.body)):
        return []
    if not block.is_headed:
        return [statement(block.body, block.markdown)] if block.in_list else []
    starts = [0] if block.in_list else [0, *(gap.end() for gap in _NEXT_HEAD.finditer(block.body))]
    if len(starts) == 1:
        return _telling([with_head(block.body, block.markdown)])
    ends = [*starts[1:], len(block.body)]
    return _telling(
        [
            with_head(block.body[start:end].strip(), block.quote(start, end))
            for start, end in zip(starts, ends, strict=True)
        ]
    )


def _telling(items: list[Item]) -> list[Item]:
    """Return the items whose labels have a letter or a digit."""
    return [item for item in items if any(map(str.isalnum, item.label))]


def with_head(body: str, markdown: str) -> Item:
    """Return an item whose label is the bold head of ``body``, and whose text is what follows it."""
    head = _HEAD.match(body)
    if head is None:
        return statement(body, markdown)
    label = plain_text(head["head"] + head["more"].replace("**", "")).strip(" :.;,")
    text = body[head.end() :].strip()
    separator = _SEPARATOR.match(text)
    text = text[separator.end() :] if separator else text
    return Item(label, text, markdown) if label else statement(body, markdown)
