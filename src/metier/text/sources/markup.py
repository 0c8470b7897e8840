"""Texts in Markdown and HTML: what of them is prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from metier.errors import UsageError

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+"
)
_NO_PROSE = re.compile(
    r"\A---[ \t]*\r?\n.*?\r?\n---[ \t]*\r?$"  # front matter
    r"|^ {0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*\r?$|.*\Z)"
    r"|<(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<!--.*?(?:-->|\Z)"
    r"|</?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\r?\n))*>"
    r"|(?<=\])\((?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)"  # the target of a link
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
    r"|^ {0,3}\[[^\]\n]+\]:.*$",
    re.MULTILINE | re.DOTALL,
)
_MARKS = re.compile(
    r"(?P<item>^[ \t]*[-+*](?=[ \t]))"  # stays: no name goes on from one item to the next
    r"|^[ \t]*(?:#{1,6}|>)(?=\s)|[*`~]+|(?<!\w)_+|(?<!_)_+(?!\w)|[\[\]!](?=[\[(])|\](?= )|\[",
    re.MULTILINE,
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARAGRAPH = re.compile(r"\n+")
_UNREAD = ("script", "style", "noscript", "template", "head")
_BLOCKS = (
    *(
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "br", "hr"),
)
"""Elements that begin a block of their own."""

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


class Page(NamedTuple):
    """What is worth reading of a page."""

    title: str
    text: str
    url: str
    """Where the page says that it belongs; empty where it doesn't."""


def page_prose(html: str) -> Page:
    """Return the main text of a page, without menus, advertisements and comments, its title and address.

    The text is taken out by trafilatura (Barbaresi, *Trafilatura: A Web Scraping Library and Command-Line Tool
    for Text Discovery and Extraction*, ACL 2021); of a fragment all of it. Raises UsageError where it is not
    installed.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise UsageError(
            "HTML needs the extra `html`: install it with `pip install 'metier[html]'`"
        ) from None
    found: Any = None
    if "<body" in html.lower():
        found = bare_extraction(html, include_comments=False, with_metadata=True)
    title, text, url = (found.title, found.text, found.url) if found else ("", "", "")
    text = _PARAGRAPH.sub("\n\n", (text or "").strip()) or _all_text(html)
    title = " ".join((title or "").split())
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    return Page(title, text, url or "")


def _all_text(html: str) -> str:
    """Return all text of a fragment, a blank line between blocks."""
    from lxml import etree
    from lxml import html as lxml_html  # trafilatura brings it

    try:
        root = lxml_html.fromstring(f"<div>{_CONTROLS.sub(' ', html)}</div>")
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(root, *_UNREAD, etree.Comment, with_tail=False)
    for element in root.iter(*_BLOCKS):
        element.text = f"\n\n{element.text or ''}"
        element.tail = f"\n\n{element.tail or ''}"
    blocks = re.split(r"\n\s*\n", str(root.text_content()))
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())


PROSE: dict[str, Callable[[str], str]] = {"text": plain_prose, "markdown": markdown_prose}
"""What is read of a text in each form whose characters offsets count."""
