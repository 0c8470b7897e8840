"""An annotation as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .table import one_line, page_width, paragraph

if TYPE_CHECKING:
    from metier.text.annotation import Annotation, Candidate, Coverage, Mention, Seen

_MOST_FORMS = 4
_MOST_CANDIDATES = 6
_MOST_UNCONFIRMED = 12
_MOST_LACKING = 12
_NODE, _KIND = 28, 10


def lines_of(annotation: Annotation) -> str:
    """Return what a text is about, what it names, what it may name besides, and how it covers the profile."""
    parts = [_about(annotation), _mentions(annotation.mentions), _candidates(annotation.candidates)]
    if annotation.coverage:
        parts.append(_coverage(annotation.coverage))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _about(annotation: Annotation) -> Iterator[str]:
    document = annotation.document
    yield paragraph(document.title or document.name)
    if not annotation.about:
        yield "About no occupation of the graph."
    for one in annotation.about:
        said = f": {'; '.join(one.evidence)}" if one.evidence else ""
        yield paragraph(f"{one.score:.2f}  About {one.node.label} ({one.node.slug}){said}.")


def _mentions(mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield a line for each node that is named, the first named first."""
    by_node: dict[str, list[Mention]] = {}
    for one in mentions:
        by_node.setdefault(one.node.id, []).append(one)
    yield f"{_counted(len(mentions), 'mention')} of {_counted(len(by_node), 'node')}:"
    for found in by_node.values():
        yield _mention(found)
        others = {choice.node.id: choice for one in found for choice in one.alternatives}
        if others:
            said = ", ".join(f"{one.node.label} ({one.score:.2f})" for one in others.values())
            yield paragraph(f"or {said}", indent=6)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"


def _mention(found: Sequence[Mention]) -> str:
    first = found[0]
    forms = list(dict.fromkeys(one_line(one.text) for one in found))
    more = f" and {len(forms) - _MOST_FORMS} more" if len(forms) > _MOST_FORMS else ""
    written = ", ".join(f"“{form}”" for form in forms[:_MOST_FORMS]) + more
    times = f"{len(found)} times" if len(found) > 1 else "once"
    label = f"{one_line(first.node.label)} ({first.node.kind})"
    return paragraph(f"{first.score:.2f}  {label}, {times}, first at {first.start}: {written}")


def _candidates(candidates: Sequence[Candidate]) -> Iterator[str]:
    yield "May be names of something, and are not in the graph:"
    for one in candidates[:_MOST_CANDIDATES]:
        times = f", {len(one.places)} times" if len(one.places) > 1 else ""
        yield paragraph(f"{one.score:.2f}  {one.kind}: {one.label}{times}: “{one.sentence}”")
    if len(candidates) > _MOST_CANDIDATES:
        yield f"      and {len(candidates) - _MOST_CANDIDATES} more: --format json lists them"
    if not candidates:
        yield "      none"


def _coverage(found: Coverage) -> Iterator[str]:
    known = len(found.confirmed) + len(found.unconfirmed)
    yield paragraph(
        f"Beside the profile of {found.practice.label}: the text confirms {len(found.confirmed)} of "
        f"{known} things that it has (tools, terms, specializations, linked occupations)."
    )
    yield from _table("confirmed", found.confirmed)
    lacking = [one for one in found.lacking if one.node]  # the phrases in no graph stand above
    yield from _table("not in the profile", lacking[:_MOST_LACKING])
    if len(lacking) > _MOST_LACKING:
        yield f"  and {len(lacking) - _MOST_LACKING} more: --format json lists them"
    if found.unconfirmed:
        labels = ", ".join(node.label for node in found.unconfirmed[:_MOST_UNCONFIRMED])
        rest = len(found.unconfirmed) - _MOST_UNCONFIRMED
        yield paragraph(f"The text is silent on {labels}{f' and {rest} more' if rest > 0 else ''}.")


def _table(heading: str, rows: Iterable[Seen]) -> Iterator[str]:
    """Yield a table of what was seen, a quote cut to the width of the page on each line."""
    width = max(page_width() - _NODE - _KIND - 4, _KIND)
    lines = [(one.label, one.kind, _around(one, width)) for one in rows]
    if not lines:
        return
    yield f"{heading:<{_NODE}}  {'kind':<{_KIND}}  quote"
    yield f"{'-' * _NODE}  {'-' * _KIND}  {'-' * width}"
    for label, kind, quote in lines:
        cells = ((label, _NODE), (kind, _KIND), (quote, width))
        yield "  ".join(_cell(text, size) for text, size in cells).rstrip()


def _around(one: Seen, width: int) -> str:
    """Return so much of a quote as fits, with what it is quoted for in it."""
    quote, words = one_line(one.quote), one_line(one.text)
    place = max(quote.find(words), 0)
    if place + len(words) < width:
        return quote
    start = max(0, min(place - (width - len(words)) // 2, len(quote) - width + 1))
    return f"…{quote[start + 1 :].lstrip()}"


def _cell(text: str, width: int) -> str:
    text = one_line(text)
    return text.ljust(width) if len(text) <= width else f"{text[: width - 1].rstrip()}…"
