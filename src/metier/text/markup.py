"""Texts in Markdown and HTML: what of them is prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from metier.errors import UsageError

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+"
)
_NO_PROSE = re.compile(
    r"\A---[ \t]*\r?\n.*?\r?\n---[ \t]*\r?$"  # front matter
    r"|^ {0,3}(?P<fence>`{3,}+(?=[^`\n]*$)|~{3,}+)(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*\r?$|.*\Z)"
    r"|<(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<!--.*?(?:-->|\Z)"
    r"|</?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\r?\n))*>"
    r"|(?<=\])\((?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*+)"  # the target of a link
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
    r"|^ {0,3}\[[^\]\n]+\]:.*$",
    re.MULTILINE | re.DOTALL,
)
_MARKS = re.compile(
    r"(?P<item>^[ \t]*[-+*](?=[ \t]))"  # stays: no name goes on from one item to the next
    r"|^[ \t]*(?:#{1,6}|>)(?=\s)|[*`~]+|(?<!\w)_+|(?<!_)_++(?!\w)|[\[\]!](?=[\[(])|\](?= )|\[",
    re.MULTILINE,
)
_BLANK = re.compile(r"[^\n]")


def plain_prose(text: str) -> str:
    """Return a text of the same length with addresses of the web and of mail blanked."""
    return _ADDRESS.sub(_blanked, text)


def markdown_prose(text: str) -> str:
    """Return Markdown of the same length, blank where it is no prose: marks, code, addresses, front matter."""
    for pattern in (_NO_PROSE, _ADDRESS, _MARKS):
        text = pattern.sub(_blanked, text)
    return text


def _blanked(found: re.Match[str]) -> str:
    if found.groupdict().get("item"):
        return found.group()
    return _BLANK.sub(" ", found.group())


def html_prose(html: str) -> tuple[str, str]:
    """Return the title of a page and its main text, without menus, advertisements and comments.

    The text is taken out by trafilatura (Barbaresi, *Trafilatura: A Web Scraping Library and Command-Line Tool
    for Text Discovery and Extraction*, ACL 2021). Raises UsageError where it is not installed.
    """
    try:
        from trafilatura import bare_extraction, html2txt
    except ImportError:
        raise UsageError(
            "HTML needs the extra `html`: install it with `pip install 'metier[html]'`"
        ) from None
    html = f"<html><body>{html}</body></html>" if "<body" not in html.lower() else html
    found: Any = bare_extraction(html, include_comments=False, with_metadata=True)
    title, text = (found.title or "", found.text or "") if found else ("", "")
    text = re.sub(r"\n+", "\n\n", text.strip()) or html2txt(html).strip()
    title = " ".join(title.split())
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    return title, text


PROSE: dict[str, Callable[[str], str]] = {"text": plain_prose, "markdown": markdown_prose}
"""What is read of a text in each form whose characters offsets count."""
