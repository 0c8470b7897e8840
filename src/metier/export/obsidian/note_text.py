"""Texts of authors in a note: plain text that Markdown leaves alone, and Markdown that no plugin runs.

Sources: CommonMark 0.31.2 (2024), *Obsidian Help* (2024), and the documentation of its plugins Dataview and
Templater (2024).
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|$~=^{}]|&(?=[#\w]+;)")
_LINE_START = re.compile(r"(?m)^([-+]|\d{1,9}(?=[.)]))")
_MARGIN = re.compile(r"(?m)^[ \t]+")
_COMMENT = re.compile("%(?=%)")

_FENCE = re.compile(r"(?m)^([^\n`~\w]*(?:\d{1,9}[.)][^\n`~\w]*)?(?:`{3,}|~{3,}))[ \t]*([^\s`]+)")
_SHOWN = re.compile(
    r"(?:bash|c|console|cpp|css|csv|diff|go|html|ini|java|javascript|json|kotlin|latex|markdown|md|python|r|ruby"
    r"|rust|sh|shell|sql|text|toml|ts|turtle|txt|typescript|xml|yaml|yml)\Z",
    re.IGNORECASE,
)
"""Languages of code blocks that are shown, and not run when a note is opened."""

_ACTIVE = re.compile(
    r"^[ \t>*+-]*(?:\d{1,9}[.)][ \t>*+-]*)?`{3,}[ \t]*\n\s*(?=\$?=)"  # what follows has to remain a fence
    r"|<(?=%)|%(?=%)|`(?=\s*\$?=)|<(?=code\s)",
    re.IGNORECASE | re.MULTILINE,
)
_JOINER = "\u2060"


def plain(text: str) -> str:
    """Return Markdown that shows a text as it is, line by line, without the margins of lines.

    ``%%``, which begins a comment in Obsidian, has no escape: its first sign becomes a character reference.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", _MARGIN.sub("", text))
    escaped = _LINE_START.sub(_escaped_start, escaped)
    return _COMMENT.sub("&#37;", escaped)


def _escaped_start(match: re.Match[str]) -> str:
    start = match.group()
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def plain_line(text: str) -> str:
    """Return the same for a text that has to stay on one line."""
    return plain(" ".join(text.split()))


def tame(markdown: str) -> str:
    """Return an author's Markdown, changed only where a plugin could run it or hide what follows.

    A code block in any language but well-known ones, such as ``dataviewjs``, is one in ``text``; its first line
    still shows what it was. Commands of Templater, inline queries of Dataview, HTML that passes for a code
    block, and comments are broken up by a word joiner, U+2060, which is invisible.
    """
    quiet = _FENCE.sub(_quiet_fence, markdown)
    return _ACTIVE.sub(rf"\g<0>{_JOINER}", quiet)


def _quiet_fence(match: re.Match[str]) -> str:
    fence, language = match.groups()
    return match.group() if _SHOWN.match(language) else f"{fence}text {language}"
