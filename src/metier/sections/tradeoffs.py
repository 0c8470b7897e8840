"""Common Tradeoffs: two goods that pull apart, each pole a statement of its own."""

import re
from dataclasses import replace

from metier.model import Item

from .blocks import Block, plain_text
from .sentences import sentences
from .statements import headed_items

NAME = "Common Tradeoffs"
EXAMPLE = "- **Speed vs. scrutiny.** Each box opened is a truck that waits."
CLASS = "Tradeoff"

_BETWEEN = re.compile(r",?\s+(?:vs\.?|versus|against|v\.)\s+|\s*[↔⇄]\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)")
_OPENING = re.compile(
    r"(?P<label>[^:.;—]{3,90}?\s(?:vs\.?|versus|against)\s[^:.;—]{3,90}?):\s+(?P<text>.+)"
)
"""How a sentence of prose names a trade-off: ``Depth versus breadth: …``."""


def items(markdown: str) -> list[Item]:
    """Return the trade-offs, each with ``pole`` facts where its label names them."""
    return [
        replace(item, facts=tuple(("pole", pole) for pole in poles(item.label)))
        for item in headed_items(markdown, _in_prose)
    ]


def _in_prose(block: Block) -> list[Item]:
    return [
        Item(plain_text(opening["label"]), opening["text"], block.quote(start, end))
        for start, end in sentences(block.body)
        if (opening := _OPENING.match(block.body, start, end))
    ]


def poles(label: str) -> list[str]:
    """Return the goods that a label sets against each other, or nothing where it names fewer than two.

    >>> poles("Consistency vs. availability (and latency)")
    ['Consistency', 'availability']
    """
    parts = [_ASIDE.sub("", part).strip(" .,:") for part in _BETWEEN.split(label)]
    return parts if len(parts) > 1 and all(parts) else []
