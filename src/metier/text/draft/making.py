"""A stub of a profile, made of what an article says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePath

from metier.analysis.records import SPECIALIZATION
from metier.errors import UsageError
from metier.model import Citation, Link, Profile, Section
from metier.slugs import slugify, why_reserved, why_unsafe
from metier.text.annotation import Annotation, Subject
from metier.text.annotator import Annotator
from metier.text.quotes import sentence_at
from metier.text.sources.document import Document
from metier.version import __version__
from metier.vocab import CANONICAL_SECTIONS

from .sorting import Sentence, heading_of, sentences_of
from .subject import aliases_of, subject_of

_COLLABORATION = "Collaboration"
_LEAST_SCORE = 0.3
_MOST_TERMS = 20
_MOST_NEIGHBORS = 5
_LONGEST_SUMMARY = 300
_SURE = 0.6
_NEAR = 0.08
"""Likeness below which a profile is like no text."""

_MOST_QUOTES = 15
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no profile may hold (MET019)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A profile that was begun, and what its keeper should know of how."""

    profile: Profile
    described: Subject | None
    """The practice with a profile that the article seems to be about: then there is nothing to draft."""
    neighbors: tuple[Subject, ...]
    """The practices whose profiles are most like the article."""
    unsorted: int
    """How many sentences of the article are under no heading."""


def draft_of(annotator: Annotator, document: Document, title: str = "") -> Draft:
    """Return a stub of a profile of the occupation that an article is about.

    Raises UsageError where the article doesn't say what it is about and ``title`` is empty.
    """
    document = _without_controls(document)
    annotation, phrases = annotator.read(document)
    called = _one_line(title) or subject_of(document, phrases)
    if not called:
        raise UsageError(
            f"{document.name} doesn't say which occupation it is about: give its --title"
        )
    neighbors = annotator.neighbors(document, _MOST_NEIGHBORS)
    found = list(sentences_of(document))
    by_heading, rest = _sorted(found, called)
    profile = Profile(
        title=called,
        slug=_slug(called),
        aliases=tuple(aliases_of(called, document.text)),
        category=_category(annotator, neighbors),
        summary=_summary(found, by_heading, called),
        provenance=f"drafted by metier {__version__} from {_source_name(document)}",
        related=tuple(_links(annotation, _slug(called))),
        sources=(
            Citation(
                _one_line(document.title) or _source_name(document), document.url or None, "article"
            ),
        ),
        status="stub",
        sections=tuple(_sections(annotation, by_heading)),
    )
    described = next(iter(annotation.about), None)
    is_described = described is not None and described.node.is_described
    return Draft(profile, described if is_described else None, neighbors, rest)


def _without_controls(document: Document) -> Document:
    """Return a document, character by character the same, with a blank for each that no profile may hold."""
    return replace(
        document,
        name=_NO_TEXT.sub(" ", document.name),
        text=_NO_TEXT.sub(" ", document.text),
        reading=_NO_TEXT.sub(" ", document.reading),
        given_title=_one_line(document.given_title),
        url=_one_line(document.url),
    )


def _one_line(text: str) -> str:
    return " ".join(_NO_TEXT.sub(" ", text).split())


def _slug(title: str) -> str:
    """Return a slug that a profile may have, to be chosen better where the title is in another script."""
    slug = slugify(title)
    if why_reserved(slug):
        return f"{slug}-work"
    return f"occupation-{sha256(slug.encode()).hexdigest()[:8]}" if why_unsafe(slug) else slug


def _source_name(document: Document) -> str:
    return document.url or _one_line(PurePath(document.name).name) or "a text"


def _sorted(found: Iterable[Sentence], subject: str) -> tuple[Mapping[str, list[Sentence]], int]:
    by_heading: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in found:
        by_heading[heading_of(sentence.text, subject)].append(sentence)
    rest = by_heading.pop("", [])
    return by_heading, len(rest)


def _category(annotator: Annotator, neighbors: Sequence[Subject]) -> str | None:
    """Return the category that most of the nearest practices have, the nearer the more it counts."""
    votes: dict[str, float] = {}
    for one in (near for near in neighbors if near.score >= _NEAR):
        if category := annotator.world.categories.get(one.node.id):
            votes[category] = votes.get(category, 0.0) + one.score
    return min(votes, key=lambda label: (-votes[label], label), default=None)


def _summary(
    found: Sequence[Sentence], by_heading: Mapping[str, list[Sentence]], subject: str
) -> str | None:
    """Return the sentence that says best what the occupation is for, as the article has it."""
    *_, head = subject.casefold().split()
    named = [one for one in found if head in one.text.casefold()]
    fitting = (*by_heading.get("Purpose", ()), *named, *found)
    return next((one.text for one in fitting if len(one.text) <= _LONGEST_SUMMARY), None)


def _links(annotation: Annotation, own: str) -> Iterator[Link]:
    """Yield a link to each practice that the article names, the sentence that does as its note."""
    seen = {own, *(one.node.slug for one in annotation.about[:1])}
    for one in annotation.mentions:
        is_sure = one.score >= _SURE
        if (
            one.node.slug in seen
            or not is_sure
            or one.node.kind in ("Tool", "Term", SPECIALIZATION)
        ):
            continue
        seen.add(one.node.slug)
        quote = sentence_at(annotation.document.text, one.start)
        is_together = heading_of(quote, "") == _COLLABORATION
        yield Link(one.node.slug, "collaboration" if is_together else "related", _quoted(quote))


def _sections(
    annotation: Annotation, by_heading: Mapping[str, list[Sentence]]
) -> Iterator[Section]:
    """Yield the sections for which the article has something, in the order of the canonical headings."""
    lists = {
        "Tools": _firsts(_named(annotation, "Tool", "tool")),
        "Vocabulary": _firsts(_named(annotation, "Term", "term", "activity")),
    }
    for heading in CANONICAL_SECTIONS:
        quotes = [f"> {_quoted(one.text)}" for one in by_heading.get(heading, ())][:_MOST_QUOTES]
        items = [
            f"- **{name}** \u2014 {_quoted(quote)}"
            for name, quote in lists.get(heading, {}).items()
        ]
        if quotes or items:
            yield Section(heading, "\n\n".join([*quotes, *(["\n".join(items)] if items else [])]))


def _firsts(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, quote in named:
        found.setdefault(name, quote)
    return found


def _named(annotation: Annotation, kind: str, *kinds: str) -> Iterator[tuple[str, str]]:
    """Yield what the article names of a kind, and may name, each with the first sentence that does."""
    text = annotation.document.text
    for one in annotation.mentions:
        if one.node.kind == kind:
            yield _plain(one.text), sentence_at(text, one.start)
    likely = [
        one for one in annotation.candidates if one.kind in kinds and one.score >= _LEAST_SCORE
    ]
    for candidate in likely[:_MOST_TERMS]:
        yield _plain(candidate.label), candidate.sentence


def _plain(label: str) -> str:
    """Return a name without what Markdown would take for marks."""
    return " ".join(label.replace("*", " ").replace("_", " ").split())


def _quoted(sentence: str) -> str:
    return f"\u201c{sentence}\u201d"
