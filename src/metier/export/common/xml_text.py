"""Texts and names in XML 1.0: nothing that breaks out, nothing that a reader would change in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
_NO_NAME = re.compile(
    "[^-.0-9:A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0386\u0388-\u038a"
    "\u038c\u038e-\u03a1\u03a3-\u03ce\u0401-\u040c\u040e-\u044f\u0451-\u045c\u045e-\u0481\u05d0-\u05ea"
    "\u0621-\u063a\u0641-\u064a\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3]"
)
"""All but letters and digits of widespread scripts that every edition of XML 1.0 allows in names; libxml2 still
goes by the fourth, of 2006. The underscore is left out, for it escapes."""

_IN_TEXT = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}
"""Line ends that XML 1.0 makes newlines of (2.11), and those of XML 1.1, which readers under Node go by."""

_IN_ATTRIBUTE = _IN_TEXT | {"\n": "&#10;", "\t": "&#9;", '"': "&quot;"}
"""Readers turn line ends and tabs of attributes into spaces, unless they are references (XML 1.0, 3.3.3)."""


def allowed(text: str) -> str:
    """Return a text in which the characters that XML 1.0 forbids are replaced by U+FFFD."""
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def element_text(text: str) -> str:
    """Return a text as the content of an element (XML 1.0, 2008); forbidden characters become U+FFFD."""
    return escape(allowed(text), _IN_TEXT)


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, with its quotes."""
    return f'"{escape(allowed(text), _IN_ATTRIBUTE)}"'


def nmtoken(name: str) -> str:
    """Return a name as an NMTOKEN: other names stay other, for what it can't hold becomes ``_x…_``.

    >>> nmtoken("id:customs-officer"), nmtoken("id:50%")
    ('id:customs-officer', 'id:50_x25_')
    """
    return _NO_NAME.sub(lambda found: f"_x{ord(found[0]):X}_", name)


def forbidden_characters(texts: Iterable[str]) -> Iterator[str]:
    """Yield a sentence on the texts that hold characters which XML forbids, if there are any."""
    count = sum(1 for text in texts if _FORBIDDEN.search(text))
    if count:
        yield f"characters that XML forbids, replaced by U+FFFD, in {count} texts"
