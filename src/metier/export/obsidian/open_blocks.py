"""Markdown that ends where it should: blocks that an author left open would swallow the rest of a note.

Source: *CommonMark* 0.31.2 (2024), chapters 4 and 5, and its appendix on how to parse blocks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_JOINER = "\u2060"
_LINE_END = re.compile(r"(\r\n?|\n)")
_QUOTED = re.compile(r" {0,3}> ?")
_MARKER = re.compile(r" {0,3}(?:[-+*]|([0-9]{1,9})[.)])(?= |\Z)")
_FENCE = re.compile(r" {0,3}(?:(`{3,})[^`]*\Z|(~{3,}))")
_HEADING = re.compile(r" {0,3}#{1,6}(?: |\Z)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *\Z")
_BREAK = re.compile(r" {0,3}([-_*])(?: *\1){2,} *\Z")

_ENDED_BY_A_MARK = tuple(
    (
        re.compile(" {0,3}" + start, re.IGNORECASE | re.ASCII),
        re.compile(end, re.IGNORECASE | re.ASCII),
    )
    for start, end in (
        (r"<(?:script|pre|style|textarea)(?:[ >]|\Z)", r"</(?:script|pre|style|textarea)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<![a-z]", r">"),
        (r"<!\[CDATA\[", r"\]\]>"),
    )
)
_BLOCK_TAG = re.compile(
    r" {0,3}</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    r"|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend"
    r"|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td"
    r"|tfoot|th|thead|title|tr|track|ul)(?: |/?>|\Z)",
    re.IGNORECASE | re.ASCII,
)
_LONE_TAG = re.compile(
    r"""[ ]{0,3}(?:
      <[a-z][a-z0-9-]*(?:[ ]+[a-z_:][\w.:-]*(?:[ ]*=[ ]*(?:[^ "'=<>`]+|'[^']*'|"[^"]*"))?)*[ ]*/?>
    | </[a-z][a-z0-9-]*[ ]*>
    )[ ]*\Z""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_BLANK = re.compile(r"\A *\Z")
_QUOTE = 0
"""A block quote among containers; an item of a list is the number of columns that its content is indented."""

_DEEPEST = 100
"""How many containers a line can begin: a line of a million hyphens is no list."""


class _Fence(NamedTuple):
    mark: str

    def is_ended_by(self, line: str) -> bool:
        text = line.strip(" ")
        is_of_marks = text.startswith(self.mark) and set(text) == {self.mark[0]}
        return is_of_marks and _indent(line) < 4


class _Html(NamedTuple):
    end: re.Pattern[str]

    def is_ended_by(self, line: str) -> bool:
        return bool(self.end.search(line))


def closed(markdown: str) -> str:
    """Return Markdown after which a heading at the margin is a heading.

    An open code block is closed. Of HTML that lacks its end and would hide all that follows, the ``<`` gets a
    word joiner, U+2060, after it, and so is shown as text. Other Markdown is returned as it is.
    """
    parts = _LINE_END.split(markdown)
    blocks = _Blocks(parts[::2])
    for number in blocks.without_end():
        parts[2 * number] = parts[2 * number].replace("<", f"<{_JOINER}", 1)
    return "".join(parts) + blocks.closing()


class _Blocks:
    """Follows, line by line, which blocks are open."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = [line.expandtabs(4) for line in lines]
        self._last_ends = {end: self._last_line_with(end) for _, end in _ENDED_BY_A_MARK}
        self._containers: list[int] = []
        self._leaf: _Fence | _Html | None = None
        self._in_paragraph = False
        self._item_is_empty = False

    def _last_line_with(self, end: re.Pattern[str]) -> int:
        numbers = reversed(range(len(self._lines)))
        return next((number for number in numbers if end.search(self._lines[number])), -1)

    def without_end(self) -> list[int]:
        """Read all lines and return the numbers of those that begin HTML whose end never comes."""
        return [number for number in range(len(self._lines)) if not self._read(number)]

    def closing(self) -> str:
        """Return the line that closes the code block in which the text ends, if it does."""
        if not isinstance(self._leaf, _Fence):
            return ""
        margin = "".join(" " * width or "> " for width in self._containers)
        return f"\n{margin}{self._leaf.mark}"

    def _read(self, number: int) -> bool:
        """Take a line; return False if it begins HTML without an end, and so has to become text."""
        depth, rest = self._within(self._lines[number])
        is_within = depth == len(self._containers)
        if self._leaf and is_within:
            self._leaf = None if self._leaf.is_ended_by(rest) else self._leaf
            return True
        added, rest = _containers_begun(rest, in_paragraph=self._in_paragraph and is_within)
        goes_on = self._in_paragraph and not added
        leaf = _leaf_begun(rest, in_paragraph=goes_on)
        has_end = not isinstance(leaf, _Html) or self._last_ends.get(leaf.end, number) >= number
        is_leaf = leaf is not None and has_end
        is_text = not is_leaf and _is_text(rest, in_paragraph=goes_on, can_underline=is_within)
        if not (is_text and goes_on):  # a paragraph goes on in a line outside of its containers
            self._containers[depth:] = added
        self._leaf = leaf if is_leaf and not _ends_at_once(leaf, rest) else None
        self._in_paragraph = is_text
        self._item_is_empty = added[-1:] > [_QUOTE] and not rest.strip(" ")
        return has_end

    def _within(self, line: str) -> tuple[int, str]:
        """Return how many of the open containers a line goes on in, and what it says there."""
        for depth, width in enumerate(self._containers):
            is_blank = not line.strip(" ")
            is_new = self._item_is_empty and depth == len(self._containers) - 1
            if width == _QUOTE and (quoted := _QUOTED.match(line)):
                line = line[quoted.end() :]
            elif width and (_indent(line) >= width or (is_blank and not is_new)):
                line = line[width:]
            else:
                return depth, line
        return len(self._containers), line


def _containers_begun(line: str, *, in_paragraph: bool) -> tuple[list[int], str]:
    """Return the containers that a line begins, and what it says in them."""
    begun: list[int] = []
    while len(begun) < _DEEPEST:
        width = _item_width(line, in_paragraph=in_paragraph and not begun)
        if quoted := _QUOTED.match(line):
            begun.append(_QUOTE)
            line = line[quoted.end() :]
        elif width:
            begun.append(width)
            line = line[width:]
        else:
            break
    return begun, line


def _item_width(line: str, *, in_paragraph: bool) -> int:
    """Return how far the content of the item that a line begins is indented, 0 if it begins none."""
    marker = _MARKER.match(line)
    if marker is None or _BREAK.match(line):
        return 0
    content = line[marker.end() :]
    is_blank = not content.strip(" ")
    if in_paragraph and (is_blank or int(marker[1] or 1) != 1):
        return 0
    spaces = _indent(content)
    return marker.end() + (1 if is_blank or spaces > 4 else spaces)


def _leaf_begun(line: str, *, in_paragraph: bool) -> _Fence | _Html | None:
    """Return the code block or HTML that a line begins."""
    if fence := _FENCE.match(line):
        return _Fence(fence[1] or fence[2])
    for start, end in _ENDED_BY_A_MARK:
        if start.match(line):
            return _Html(end)
    if _BLOCK_TAG.match(line) or (_LONE_TAG.match(line) and not in_paragraph):
        return _Html(_BLANK)
    return None


def _ends_at_once(leaf: _Fence | _Html | None, line: str) -> bool:
    return isinstance(leaf, _Html) and leaf.is_ended_by(line)


def _is_text(line: str, *, in_paragraph: bool, can_underline: bool) -> bool:
    """Whether a line begins a paragraph or goes on in it."""
    if _BLANK.match(line) or _HEADING.match(line) or _BREAK.match(line):
        return False
    if in_paragraph and can_underline and _UNDERLINE.match(line):
        return False
    return in_paragraph or _indent(line) < 4


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
