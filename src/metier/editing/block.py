"""Lists of YAML with a hyphen before each entry: lines come and go, all others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metier.model import Link

from .changes import EditError
from .flow import entry_like
from .likeness import Write, nearest, parts_like
from .nodes import (
    Node,
    Splice,
    after_colon,
    line_end_near,
    line_start,
    next_line,
    without_line_end,
)

_TO_HYPHEN = re.compile(r"(?:\s|#[^\r\n]*|[&!]\S*)*+(?=-)")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\r\n]*(?:\r\n|\n|\r|\Z)")
_USUAL_MARGIN = 2


def append(text: str, links: Node, link: Link, writes: tuple[Write, Write]) -> list[Splice]:
    """Add a link to a list of links; ``writes`` are for values in lines and in braces."""
    last = len(links.children) - 1
    margin = _margin(text, _hyphen(text, links, last))
    at = _after_comments(text, _end_of_lines(text, links.children[last].end), margin)
    blank_lines = text[_blanks_above(text, links, last) : _first_line(text, links, last)]
    lines = _entry_lines(text, links, margin, link, writes)
    return [_inserted(text, at, lines, blank_lines)]


def _entry_lines(
    text: str, links: Node | None, margin: str, link: Link, writes: tuple[Write, Write]
) -> list[str]:
    """Return the lines of a link, laid out like the one of ``links`` that is most like it."""
    entries = links.children if links else ()
    model = nearest(entries, link)
    gap = " "
    if links and model:
        gap = text[_hyphen(text, links, entries.index(model)) + 1 : model.start]
    begins_below = "\n" in gap or "\r" in gap
    gap = gap if gap.strip(" ") == "" else " "
    if model and model.style == "flow" and not begins_below:
        return [f"{margin}-{gap}{entry_like(text, model, entries, link, writes[1])}"]
    lines = ["".join(part) for part in parts_like(text, model, entries, link, writes[0])]
    inner = " " * len(f"{margin}-{gap}")
    if model and model.style == "block" and begins_below:
        inner = _margin(text, model.start)
        return [f"{margin}-", *(inner + line for line in lines)]
    return [f"{margin}-{gap}{lines[0]}", *(inner + line for line in lines[1:])]


def new_list(
    text: str, root: Node, pair: tuple[Node, Node], link: Link, writes: tuple[Write, Write]
) -> list[Splice]:
    """Add a list of one link: below the key ``related`` and instead of its value, or below another key."""
    key, value = pair
    outside = _margin(text, key.start)
    links, margin = _other_list(text, root)
    lines = _entry_lines(text, links, outside + margin, link, writes)
    at = _after_comments(text, _end_of_lines(text, value.end), outside)
    if key.text != "related":
        return [_inserted(text, at, [f"{outside}related:", *lines])]
    colon = _after_colon(text, key, value)
    start = value.start if text[colon : value.start].strip() else colon
    return [Splice(start, value.end), _inserted(text, at, lines)]


def _other_list(text: str, root: Node) -> tuple[Node | None, str]:
    """Return a list of mappings to take the layout of, if there is one, and how far lists are indented."""
    blocks = [
        (key, value)
        for key, value in root.pairs
        if value.kind == "list" and value.style == "block" and value.children
    ]
    blocks.sort(key=lambda pair: not any(child.pairs for child in pair[1].children))
    for key, value in blocks:
        margin = _margin(text, _hyphen(text, value, 0))[len(_margin(text, key.start)) :]
        return (value if any(child.pairs for child in value.children) else None), margin
    return None, " " * _USUAL_MARGIN


def remove(text: str, key: Node, node: Node, index: int) -> list[Splice]:
    """Take the lines of an entry out, and the blank lines that set it apart; comments above it stay."""
    start, end = _first_line(text, node, index), _end_of_lines(text, node.children[index].end)
    if index:
        start = _blanks_above(text, node, index)
    elif len(node.children) > 1 and _blanks_above(text, node, 1) == end:
        end = _first_line(text, node, 1)
    if end == len(text) and text[-1] not in "\r\n":
        start = without_line_end(text, start)
    cut = Splice(start, end)
    if len(node.children) > 1:
        return [cut]
    colon = _after_colon(text, key, node)
    return [Splice(colon, colon, " []"), cut]


def _after_colon(text: str, key: Node, value: Node) -> int:
    at = after_colon(text, key, value)
    if at is None:
        raise EditError(f"no colon follows `{key.text}`")
    return at


def _hyphen(text: str, node: Node, index: int) -> int:
    """Return where the hyphen of an entry is."""
    start = node.children[index - 1].end if index else node.start
    found = _TO_HYPHEN.match(text, start, node.children[index].start)
    if found is None:
        raise EditError("the hyphens of its list aren't where they are looked for")
    return found.end()


def _margin(text: str, at: int) -> str:
    """Return what stands before ``at`` on its line, which must be blank."""
    margin = text[line_start(text, at) : at]
    if margin.strip(" "):
        raise EditError("something stands before it on its line")
    return margin


def _first_line(text: str, node: Node, index: int) -> int:
    hyphen = _hyphen(text, node, index)
    return hyphen - len(_margin(text, hyphen))


def _end_of_lines(text: str, end: int) -> int:
    """Return where the line after a value begins; a block of text may end there itself."""
    return end if text[end - 1] in "\r\n" else next_line(text, end)


def _after_comments(text: str, at: int, margin: str) -> int:
    """Return the end of the comments that stand at ``at`` and deeper than ``margin``: they belong above."""
    while (found := _COMMENT_LINE.match(text, at)) and len(found[1]) > len(margin):
        at = found.end()
    return at


def _blanks_above(text: str, node: Node, index: int) -> int:
    """Return where the blank lines directly above an entry begin, or where it does."""
    first = _first_line(text, node, index)
    floor = _end_of_lines(text, node.children[index - 1].end) if index else first
    filled = text[floor:first].rstrip()
    return next_line(text, floor + len(filled)) if filled else floor


def _inserted(text: str, at: int, lines: Sequence[str], blank_lines: str = "") -> Splice:
    """Return what puts lines at the beginning of a line, or at the end of a text without a last line end."""
    line_end = line_end_near(text, at)
    block = line_end.join(lines)
    if at and text[at - 1] not in "\r\n":
        return Splice(at, at, line_end + blank_lines + block)
    return Splice(at, at, blank_lines + block + line_end)
