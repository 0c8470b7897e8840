"""A text to be read: where it comes from, what it is called, and the characters that offsets count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_HEADING = re.compile(r"\A\s*(?:#\s+)?(?P<title>\S[^\n]{0,199}?)\s*#*\s*(?:\n|\Z)")
_SENTENCE_END = re.compile(r"[.;,]\Z")
_LONGEST_TITLE = 120


@dataclass(frozen=True)
class Document:
    """An article as text."""

    name: str
    """What it is called in messages and results: a path, an address, or an id."""
    text: str
    """What offsets count; for plain text and Markdown the file as it is, without a byte order mark."""
    reading: str = ""
    """The text as it is read, of the same length: what is no prose blanked. Empty where all is."""
    given_title: str = ""
    url: str = ""
    is_extracted: bool = False
    """Whether the text was taken out of a page, so that offsets count nothing that a file has."""

    @property
    def prose(self) -> str:
        """What is read for names, character by character where the text has it."""
        return self.reading or self.text

    @cached_property
    def title_span(self) -> tuple[int, int]:
        """Where the title stands in the text; an empty span where there is none."""
        found = _HEADING.match(self.prose)
        if not found or len(found["title"]) > _LONGEST_TITLE:
            return 0, 0
        is_alone = not self.prose[found.end() :].strip()
        if is_alone or _SENTENCE_END.search(found["title"]):
            return 0, 0
        return found.span("title")

    @property
    def title(self) -> str:
        """The title that came with the text, or else the one that it begins with."""
        start, end = self.title_span
        return self.given_title or self.text[start:end]
