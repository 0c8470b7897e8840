"""Vocabulary: the terms of the trade, each with its definition."""

import re
from dataclasses import replace

from metier.model import Item

from .statements import headed_items

NAME = "Vocabulary"
EXAMPLE = "- **Harmonized System (HS)** — the classification of goods that customs tariffs share."
CLASS = "Term"
CONCEPT = "term"

_ASIDE = re.compile(r"(\([^()]{1,60}\))\s*(?:[:\u2013\u2014-]\s*)(?=\S)")


def items(markdown: str) -> list[Item]:
    """Return the terms; a parenthesis between the bold head and the separator belongs to the label."""
    return [_with_aside(item) for item in headed_items(markdown)]


def _with_aside(item: Item) -> Item:
    aside = _ASIDE.match(item.text)
    if aside is None:
        return item
    return replace(item, label=f"{item.label} {aside[1]}", text=item.text[aside.end() :])
