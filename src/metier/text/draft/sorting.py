"""The sentences of an article, each under the heading of a profile that it speaks to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from metier.text.quotes import sentence_spans
from metier.text.sources.document import Document
from metier.wordlists import lines_of

DUTIES = "Primary Responsibilities"
_SHORTEST = 4
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at its place in the text."""

    start: int
    end: int
    text: str
    """On one line."""


def sentences_of(document: Document) -> Iterator[Sentence]:
    """Yield the sentences of a text but for its title, those of lists included; code is none."""
    _, start = document.title_span
    for first, last in sentence_spans(document.text, start):
        if not document.prose[first:last].strip():
            continue
        one_line = " ".join(document.text[first:last].split())
        if len(one_line.split()) >= _SHORTEST and len(one_line) <= _LONGEST:
            yield Sentence(first, last, one_line)


def heading_of(sentence: str, subject: str) -> str:
    """Return the heading under which a sentence belongs, or nothing where none is meant for it."""
    for heading, cue in _cues().items():
        if cue.search(sentence):
            return heading
    return DUTIES if _has_doer(sentence, subject) else ""


def _has_doer(sentence: str, subject: str) -> bool:
    """Whether a sentence begins with who does the work."""
    *_, head = subject.casefold().split() or [""]
    begin = " ".join(sentence.casefold().split()[:_SHORTEST])
    return begin.startswith(("they ", "he ", "she ", "you ", "we ", "i ")) or head in begin


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    phrases: dict[str, list[str]] = {}
    for line in lines_of("cues"):
        if line.startswith("["):
            heading = line.strip("[]")
            phrases[heading] = []
        else:
            phrases[heading].append(re.escape(line))
    return {
        heading: re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE)
        for heading, found in phrases.items()
    }
