"""References: the works that a profile points its reader to."""

import re
from dataclasses import replace

from metier.model import Item

from .blocks import plain_text
from .sentences import sentences
from .statements import sentence_items

NAME = "References"
EXAMPLE = "- *The Elements of Journalism* — Kovach and Rosenstiel"
CLASS = "Reference"

_TITLE = re.compile(r"(?<![\w*])\*(?!\*)([^*]+)\*(?!\*)|[\u201c\"]([^\u201d\"]+)[\u201d\"]")
_DASH = re.compile(r"\s[\u2013\u2014-]\s")


def items(markdown: str) -> list[Item]:
    """Return the works, each labelled with its title: what is in italics or quotes, or before a dash."""
    return [replace(item, label=_title(item)) for item in sentence_items(markdown)]


def _title(item: Item) -> str:
    titles = [first or second for first, second in _TITLE.findall(item.text)]
    titles = [bare for title in titles if (bare := plain_text(title).strip(" .,"))]
    if titles:
        return "; ".join(titles)
    if not item.text:
        return item.label
    start, end = next(iter(sentences(item.text)), (0, len(item.text)))
    return plain_text(_DASH.split(item.text[start:end], maxsplit=1)[0]).strip(" .,:") or item.label
