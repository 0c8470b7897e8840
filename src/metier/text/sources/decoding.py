"""Bytes as text: by their byte order mark, by what they say of themselves, or as UTF-8."""

from __future__ import annotations

import codecs
import re

from metier.errors import UnreadableText

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_MARKUP = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_IN_A_REMARK = re.compile(
    rb"(?:-\*-.{0,80}?|vim?:.{0,80}?|^[ \t]*(?:#|<!--|//|%|;|\.\.).{0,80}?)coding[:=][ \t]*([\w.-]+)",
    re.MULTILINE,
)
"""What Emacs, Vim and Python (PEP 263) look for in the first two lines."""

_NO_TEXTS = (b"%PDF-", b"{\\rtf", b"%!PS", b"PK\x03\x04")
"""How files begin that hold texts in forms that are not read."""

_WESTERN = {"ascii", "iso8859-1"}
_HEAD = 4096
"""Bytes in which a page says its encoding; the standard (WHATWG HTML, 13.2.3.2) asks for 1024."""


def decoded(
    data: bytes, name: str, encoding: str | None = None, *, is_html: bool = False, first: int = 1
) -> str:
    """Return bytes as text, without a byte order mark.

    ``encoding`` is what the user says; else a byte order mark counts, then what a page or a remark in the first
    two lines says, then UTF-8. Raises UnreadableText, with line and column, where that doesn't fit.
    """
    marked = next((known for mark, known in _MARKS if data.startswith(mark)), None)
    found = encoding or marked or _said(data, is_html=is_html) or "utf-8"
    try:
        text = data.decode(found)
    except LookupError:
        raise UnreadableText(
            f"{name}:1:1: {found!r} is no encoding that is known here. Give the right one with --encoding."
        ) from None
    except UnicodeError as problem:
        raise UnreadableText(_told(name, found, problem, first)) from None
    if "\0" in text or data.startswith(_NO_TEXTS):
        raise UnreadableText(f"{name}:1:1: this is no text. Give plain text, Markdown or HTML.")
    return text.removeprefix("\ufeff")


def _said(data: bytes, *, is_html: bool) -> str | None:
    """Return the encoding that a text says it has; pages in ISO 8859-1 are read as browsers read them.

    A remark counts only where the text is no UTF-8: it may be prose that looks like one.
    """
    pattern = _IN_MARKUP if is_html else _IN_A_REMARK
    head = data[:_HEAD] if is_html else b"\n".join(data[:_HEAD].split(b"\n", 2)[:2])
    found = pattern.search(head)
    if not found or (not is_html and _is_utf8(data)):
        return None
    said = next(group for group in found.groups() if group).decode("ascii", "replace")
    try:
        known = codecs.lookup(said).name
    except LookupError:
        return said if is_html else None
    if known.startswith(("utf-16", "utf-32")):
        return "utf-8"  # it could not have been read so far
    return "cp1252" if is_html and known in _WESTERN else known


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _told(name: str, encoding: str, problem: UnicodeError, first: int) -> str:
    before = ""
    if isinstance(problem, UnicodeDecodeError):
        before = problem.object[: problem.start].decode(encoding, "replace").removeprefix("\ufeff")
    line = before.count("\n") + first
    column = len(before) - before.rfind("\n")
    return (
        f"{name}:{line}:{column}: this is not {encoding.upper().removesuffix('-SIG')}. "
        "Save the text as UTF-8, or say with --encoding what it is."
    )
