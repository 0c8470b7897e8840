"""Questions Experts Constantly Ask: in lists or in prose, where each sentence that asks is one."""

from metier.model import Item

from .statements import sentence_items

NAME = "Questions Experts Constantly Ask"
EXAMPLE = "- Does the weight fit what is declared?"
CLASS = "Question"


def items(markdown: str) -> list[Item]:
    """Return the questions."""
    return sentence_items(markdown, lambda sentence: "?" in sentence)
