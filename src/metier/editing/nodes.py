"""Values of a text with the places where they begin and end, and changes of the text at such places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a text, from ``start`` to before ``end``."""

    kind: str
    """``text``, ``list``, ``mapping``, or ``alias``, which stands for a value elsewhere."""
    start: int
    end: int
    style: str = ""
    """Of a text its quote, ``|``, ``>`` or nothing; of a list or mapping ``flow`` or ``block``."""
    text: str = ""
    children: tuple[Node, ...] = ()
    """The entries of a list; the keys and values of a mapping in turn."""

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """The keys and values of a mapping; of another value none."""
        if self.kind != "mapping":
            return []
        return list(zip(self.children[::2], self.children[1::2], strict=True))

    def pair(self, key: str) -> tuple[Node, Node] | None:
        """Return a key of a mapping and its value, if it has the key."""
        return next((pair for pair in self.pairs if pair[0].text == key), None)


class Splice(NamedTuple):
    """What stands from ``start`` to before ``end`` of a text becomes ``text``."""

    start: int
    end: int
    text: str = ""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return ``text`` with all splices made; they must not overlap, and keep their order at one place."""
    parts, done = [], 0
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join(parts) + text[done:]


def after_colon(text: str, key: Node, value: Node) -> int | None:
    """Return where what follows the colon of a key begins, if it has one."""
    at = text.find(":", key.end, value.start)
    return None if at < 0 else at + 1


def line_start(text: str, at: int) -> int:
    """Return where the line of ``at`` begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def next_line(text: str, at: int) -> int:
    """Return where the line after that of ``at`` begins, or the end of the text."""
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def without_line_end(text: str, at: int) -> int:
    """Return where the line end before ``at`` begins."""
    return at - 2 if text[at - 2 : at] == "\r\n" else at - 1


def line_end_near(text: str, at: int) -> str:
    """Return the line end last used before ``at``, or the first after it."""
    start = line_start(text, at)
    if start:
        return text[without_line_end(text, start) : start]
    found = _LINE_END.search(text)
    return found[0] if found else "\n"
