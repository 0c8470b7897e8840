"""Scenarios: cases, each with a title, the story, and the sentence that tells what was decided."""

import re
from dataclasses import replace

from metier.model import Item

from .blocks import blocks
from .sentences import sentences
from .statements import headed_items, statement

NAME = "Scenarios"
EXAMPLE = (
    "**The heavy lettuce.** A pallet weighs twice what lettuce does. "
    "The officer decides to open it and lets the rest go."
)
CLASS = "Scenario"

_FEWEST_WORDS = 12
"""Words below which a paragraph is no story."""

_SIGNS = (  # of a sentence that tells a decision, the surest first
    re.compile(
        r"\b(?:decisions?|decid(?:es?|ed|ing)|ch(?:ooses?|ose|osen)|opts?|opted|elects?|elected to"
        r"|refus(?:es?|ed)|declin(?:es?|ed)|recommend(?:s|ed)?|rul(?:es|ed)|the (?:call|verdict|answer)"
        r"|(?:right|correct|disciplined|honest|better|expert|professional|proper|sound)\s+(?:\w+\s+)?"
        r"(?:move|call|read|play|choice|response|answer|action|decision|course))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:rather than|instead(?: of)?|resists?|insists?|the (?:move|plan|fix|remedy) is|stops?|holds? off"
        r"|propos(?:es?|ed)|advis(?:es?|ed))\b|\b(?:does|do|did)(?:n[\u2019']t| not)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\A(?:I|We|They|He|She|(?:The|My) [\w-]+(?: [\w-]+)?) [a-z]{3,}(?:s|ed)?\b"),
)


def items(markdown: str) -> list[Item]:
    """Return the cases, with a ``story`` and, where a sentence tells it, a ``decision``."""
    found = headed_items(markdown)
    if not found:
        paragraphs = (block for block in blocks(markdown) if not block.in_list)
        found = [
            statement(block.body, block.markdown)
            for block in paragraphs
            if len(block.body.split()) >= _FEWEST_WORDS
        ]
    return [replace(item, facts=_facts(item.text)) for item in found]


def _facts(text: str) -> tuple[tuple[str, str], ...]:
    decision = _decision(text)
    story = [("story", text)] if text else []
    return (*story, ("decision", decision)) if decision else tuple(story)


def _decision(text: str) -> str | None:
    """Return the first sentence with the surest sign of a decision; the opening one tells the situation."""
    told = [text[start:end] for start, end in sentences(text)][1:]
    for sign in _SIGNS:
        for sentence in told:
            if sign.search(sentence):
                return sentence
    return None
