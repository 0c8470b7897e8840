"""Lists and mappings in brackets, as JSON and the flow style of YAML have them: entries come and go.

What stands between the parts of a new entry is copied from its neighbors, so that it looks like them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metier.model import Link

from .likeness import Part, Write, nearest, parts_like
from .nodes import (
    Node,
    Splice,
    after_colon,
    line_start,
    without_line_end,
)

Span = tuple[int, int]

_COMMENT = re.compile(r"#[^\r\n]*")
_BREAK = re.compile(r"(\r\n|\n|\r)([ \t]*)\Z")
_TAIL = re.compile(r"[ \t]*+(,?)[ \t]*+(?:#[^\r\n]*)?(?=[\r\n])")
"""What may follow an entry that ends its line."""
_LEAD = re.compile(r"[ \t]*+(,?)[ \t]*+")
"""What may stand before an entry that begins its line."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What stands between the brackets and parts of a list or mapping."""

    open: str = ""
    comma: str = ", "
    close: str = ""
    colon: str = ": "


def gaps_of(text: str, node: Node) -> Gaps:
    """Return the gaps of a list or mapping that has parts, comments left out."""
    if text[node.start] not in "[{":  # a pair in a list, which needs no braces in YAML
        return Gaps()
    spans = _spans(node)
    opening = _blanks(text[node.start + 1 : spans[0][0]])
    closing = _COMMENT.sub("", text[spans[-1][1] : node.end - 1])
    colon = _colon(text, node)
    comma = "," + (opening if _BREAK.search(opening) else colon[1:])
    if len(spans) > 1:
        comma = _comma(text, spans, len(spans) - 1)
    return Gaps(opening, comma, "," * ("," in closing) + _blanks(closing), colon)


def _colon(text: str, node: Node) -> str:
    """Return what stands between a key and its value in a mapping, or in the first one of a list."""
    for key, value in (*node.pairs, *(pair for child in node.children for pair in child.pairs)):
        at = after_colon(text, key, value)
        if at is not None and value.end > value.start and not text[at : value.start].strip(" \t"):
            return ":" + text[at : value.start]
    return ": "


def _comma(text: str, spans: Sequence[Span], index: int) -> str:
    """Return what stands before the part ``index``, or after it where it is the first of several."""
    at = index or 1
    gap = _COMMENT.sub("", text[spans[at - 1][1] : spans[at][0]])
    before, _, after = gap.partition(",")
    before, after = _blanks(before), _blanks(after)
    return "," + after if _BREAK.search(before) and _BREAK.search(after) else f"{before},{after}"


def _blanks(gap: str) -> str:
    """Return the white space of a gap: its last line end and what follows, or its blanks."""
    gap = _COMMENT.sub("", gap).replace(",", "")
    found = _BREAK.search(gap)
    return found[0] if found else gap


def _spans(node: Node) -> list[Span]:
    """Return where the parts of a list or mapping begin and end."""
    if node.kind == "mapping":
        return [(key.start, value.end) for key, value in node.pairs]
    return [(child.start, child.end) for child in node.children]


def add_link(
    text: str, root: Node, before: Sequence[str], link: Link, write: Write
) -> list[Splice]:
    """Add a link to ``related`` of a mapping in braces, after the last of the keys ``before`` it."""
    found = root.pair("related")
    if found is None:
        keys = [key.text for key, _ in root.pairs]
        index = next((keys.index(key) for key in reversed(before) if key in keys), len(keys) - 1)
        key = write("related", [root.children[0].style]) + gaps_of(text, root).colon
        return _insert_after(text, root, index, key + _new_list(text, root, link, write))
    _, value = found
    if value.children or has_comment(text, value):
        return append(text, value, link, write)
    return [Splice(value.start, value.end, _new_list(text, root, link, write))]


def has_comment(text: str, node: Node) -> bool:
    """Whether a list without entries holds a comment."""
    return node.kind == "list" and "#" in text[node.start : node.end]


def append(text: str, links: Node, link: Link, write: Write) -> list[Splice]:
    """Add a link to a list of links in brackets."""
    entry = entry_like(text, nearest(links.children, link), links.children, link, write)
    if not links.children:
        return [Splice(links.end - 1, links.end - 1, entry)]
    return _insert_after(text, links, len(links.children) - 1, entry)


def entry_like(
    text: str, model: Node | None, entries: Sequence[Node], link: Link, write: Write
) -> str:
    """Return a link in braces that looks like ``model``."""
    gaps = gaps_of(text, model) if model else Gaps()
    return _in_braces(parts_like(text, model, entries, link, write), gaps)


def _in_braces(parts: Sequence[Part], gaps: Gaps) -> str:
    inner = gaps.comma.join(part.key + part.colon + part.value for part in parts)
    return "{" + gaps.open + inner + gaps.close + "}"


def _new_list(text: str, root: Node, link: Link, write: Write) -> str:
    """Return a list with one link, laid out as another list of the mapping is, or as the mapping is."""
    lists = [value for _, value in root.pairs if value.kind == "list" and value.children]
    for other in lists:
        if model := nearest(other.children, link):
            outer = gaps_of(text, other)
            entry = entry_like(text, model, other.children, link, write)
            return f"[{outer.open}{entry}{outer.close}]"
    outer, inner = _nested(gaps_of(text, root), gaps_of(text, lists[0]) if lists else None)
    entry = _in_braces(parts_like(text, root, [], link, write), inner)
    return f"[{outer.open}{entry}{outer.close}]"


def _nested(of_root: Gaps, of_list: Gaps | None) -> tuple[Gaps, Gaps]:
    """Return the gaps of a list of mappings, and of its mappings, where nothing like it is at hand."""
    margin = _BREAK.search(of_root.comma)
    outside = _BREAK.search(of_root.close)
    in_list = _BREAK.search(of_list.open) if of_list else margin
    if margin is None or in_list is None:
        return Gaps(), Gaps(comma="," + of_root.colon[1:])
    if of_list:
        unit = in_list[2].removeprefix(margin[2])
    else:
        unit = margin[2].removeprefix(outside[2] if outside else "")
    outer, middle, inner = (margin[0] + unit * level for level in range(3))
    return Gaps(middle, "," + middle, outer), Gaps(inner, "," + inner, middle)


def _insert_after(text: str, node: Node, index: int, new: str) -> list[Splice]:
    """Put a new part after another one, which keeps the comment at the end of its line."""
    spans = _spans(node)
    end = spans[index][1]
    comma = _comma(text, spans, index) if len(spans) > 1 else gaps_of(text, node).comma
    tail = _TAIL.match(text, end, node.end - 1)
    sign, _, margin = comma.partition(",")
    if tail and not tail[1] and _BREAK.search(sign):
        return [Splice(tail.end(), tail.end(), comma + new)]
    if tail is None or not _BREAK.search(margin):
        return [Splice(end, end, comma + new)]
    if tail[1]:
        return [Splice(tail.end(), tail.end(), margin + new + ",")]
    return [Splice(end, end, sign + ","), Splice(tail.end(), tail.end(), margin + new)]


def remove(text: str, node: Node, index: int) -> list[Splice]:
    """Take an entry out of a list, its comma too; comments of other lines stay."""
    spans = _spans(node)
    start, end = spans[index]
    before = spans[index - 1][1] if index else node.start + 1
    after = spans[index + 1][0] if index + 1 < len(spans) else node.end - 1
    if len(spans) == 1 and "#" not in text[before:start] + text[end:after]:
        return [Splice(node.start + 1, node.end - 1)]
    tail = _TAIL.match(text, end, node.end - 1)
    head = line_start(text, start)
    lead = _LEAD.fullmatch(text, head, start)
    if tail and lead and (tail[1] or lead[1] or index == len(spans) - 1):
        has_both = lead[1] and tail[1]  # one of them stays
        cut = Splice(without_line_end(text, head), end if has_both else tail.end())
        return [cut] if lead[1] or tail[1] else [*_first_comma(text, before, cut.start), cut]
    return _cut_from_line(text, (before, start, end, after), is_first=index == 0)


def _cut_from_line(text: str, at: tuple[int, int, int, int], *, is_first: bool) -> list[Splice]:
    """Take out an entry that shares its line with others, and the comma on one side of it."""
    before, start, end, after = at
    gap = (end, after) if is_first else (before, start)
    if "#" not in text[gap[0] : gap[1]]:
        return [Splice(start, after) if is_first else Splice(before, end)]
    return [Splice(start, end), *_first_comma(text, *gap)]


def _first_comma(text: str, start: int, end: int) -> Iterator[Splice]:
    """Yield what removes the first comma outside of comments, and blanks before it."""
    found = re.compile(r"(?:[^,#]|#[^\r\n]*)*+").match(text, start, end)
    if found and found.end() < end:
        before = text[start : found.end()]
        yield Splice(start + len(before.rstrip(" \t")), found.end() + 1)
