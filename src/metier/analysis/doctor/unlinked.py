"""Practices that a text names, or that have rare things in common, without a link."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from metier.analysis.likeness import Signal

from .ward import AddLink, Evidence, Finding, Ward

KIND = "unlinked"
TITLE = "practices that belong together and have no link"

NAMED_WHERE_RELATED = 1.5
NAMED_ELSEWHERE = 1.0
NAMES_IT = 0.3
"""What it adds to the score that the text names the other: under Related Occupations, elsewhere, or that the
other's text names this one."""

_RELATED = "Related Occupations"
_TYPES = {"Collaboration": "collaboration", _RELATED: "adjacent"}
_LEAST = 0.3
_SLOPE, _MIDDLE = 2.6, 1.15
"""The confidence is 1 / (1 + exp(slope * (middle - score))), as measured on the links of real profiles."""

_MOST_SHARED = 3


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield each unlinked pair of practices that is likely to be one, from the side that says more of it."""
    for practice in sorted(ward.described):
        for other, score in candidates(ward, practice).items():
            linked = (practice, other) in ward.links or (other, practice) in ward.links
            if linked or confidence(score) < _LEAST or not _is_first(ward, practice, other):
                continue
            yield _finding(ward, practice, other, score)


def candidates(ward: Ward, practice: str) -> dict[str, float]:
    """Return what a link from a practice could lead to, each with its score."""
    found = dict(ward.likeness.scores(practice))
    for other in ward.named_by.get(practice, ()):
        heading = ward.mentions[practice, other].heading
        found[other] = found.get(other, 0.0) + _named(heading)
    for other in ward.naming.get(practice, ()):
        heading = ward.mentions[other, practice].heading
        found[other] = found.get(other, 0.0) + (
            _named(heading) if heading == _RELATED else NAMES_IT
        )
    return {other: score for other, score in sorted(found.items()) if other in ward.described}


def _named(heading: str) -> float:
    return NAMED_WHERE_RELATED if heading == _RELATED else NAMED_ELSEWHERE


def confidence(score: float) -> float:
    """Return how often authors link two practices with this score, as measured on real profiles."""
    return 1 / (1 + exp(_SLOPE * (_MIDDLE - score)))


def _is_first(ward: Ward, practice: str, other: str) -> bool:
    """Whether the finding belongs to this practice: the one that names the other, or the first by slug."""
    here, there = (practice, other) in ward.mentions, (other, practice) in ward.mentions
    return here if here != there else practice < other


def _finding(ward: Ward, practice: str, other: str, score: float) -> Finding:
    here, there = ward.slug(practice), ward.slug(other)
    mention = ward.mentions.get((practice, other))
    signals = ward.likeness.between(practice, other).signals
    shared = [one for signal in signals for one in _shared(ward, practice, other, signal)]
    reasons = ([f"names {there}"] if mention else []) + [reason for reason, _ in shared]
    evidence = [*ward.mention_evidence(practice, other), *ward.mention_evidence(other, practice)]
    evidence += [one for _, found in shared for one in found]
    return Finding(
        KIND,
        (here, there),
        f"{here} and {there} have no link: {here} {', '.join(reasons) or 'is much like it'}",
        min(confidence(score), 0.95),
        tuple(evidence),
        (AddLink(here, there, _TYPES.get(mention.heading, "related") if mention else "adjacent"),),
    )


def _shared(
    ward: Ward, practice: str, other: str, signal: Signal
) -> Iterator[tuple[str, list[Evidence]]]:
    """Yield the reason and the evidence of a signal of shared things."""
    labels = ward.likeness.shared_labels(signal, practice)[:_MOST_SHARED]
    if signal.name in ("tools", "terms"):
        evidence = []
        for part in signal.shared[:_MOST_SHARED]:
            for one in (practice, other):
                evidence += [
                    Evidence(
                        ward.slug(one),
                        f"uses {ward.facts.node(part.feature).label}",
                        words.markdown,
                    )
                    for words in ward.facts.wordings(one, part.feature)
                ]
        yield f"shares the {signal.name} {', '.join(labels)}", evidence
    elif signal.name in ("neighbors", "tags"):
        yield f"shares the {signal.name} {', '.join(labels)}", []
