"""The word lists that ship with the package: plain text, a remark begins with ``#``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


def lines_of(name: str) -> list[str]:
    """Return the lines of a list."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, list[str]] = {}
    name = ""
    for line in lines_of("grammar"):
        if line.startswith("["):
            name = line.strip("[]")
            groups[name] = []
        else:
            groups[name] += line.split()
    return {name: frozenset(words) for name, words in groups.items()}


def word_group(group: str) -> frozenset[str]:
    """Return the words under one heading of ``words/grammar.txt``."""
    return _groups()[group]
