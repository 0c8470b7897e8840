"""Practices that a text names, or that have rare things in common, without a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from math import exp, inf, log

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
    least = _score_of(max(_LEAST, ward.least))
    for practice in sorted(_examined(ward, least)):
        for other, score in candidates(ward, practice).items():
            if score >= least and _is_open(ward, practice, other):
                yield _finding(ward, practice, other, score)


def _examined(ward: Ward, least: float) -> Iterable[str]:
    """Return the practices that a finding may begin with: all, or those asked for and what is near them."""
    asked_for = {practice for practice in ward.described if ward.is_wanted(practice)}
    if len(asked_for) == len(ward.described):
        return asked_for
    near = set(asked_for)
    for practice in asked_for:
        near.update(other for other, score in candidates(ward, practice).items() if score >= least)
        near.update(ward.naming.get(practice, ()))  # from their side it may be more
    return near & ward.described


def candidates(ward: Ward, practice: str) -> dict[str, float]:
    """Return what a link from a practice could lead to, each with its score."""
    found = dict(ward.alike(practice))
    for other in ward.named_by.get(practice, ()):
        heading = ward.mentions[practice, other].heading
        found[other] = found.get(other, 0.0) + _named(heading)
    for other in ward.naming.get(practice, ()):
        heading = ward.mentions[other, practice].heading
        found[other] = found.get(other, 0.0) + (
            _named(heading) if heading == _RELATED else NAMES_IT
        )
    return {other: found[other] for other in sorted(found) if other in ward.described}


def _named(heading: str) -> float:
    return NAMED_WHERE_RELATED if heading == _RELATED else NAMED_ELSEWHERE


def confidence(score: float) -> float:
    """Return how often authors link two practices with this score, as measured on real profiles."""
    return 1 / (1 + exp(_SLOPE * (_MIDDLE - score)))


def _score_of(sure: float) -> float:
    """Return the score from which on the confidence is as high as ``sure``."""
    return _MIDDLE - log(1 / sure - 1) / _SLOPE if sure < 1 else inf


def _is_open(ward: Ward, practice: str, other: str) -> bool:
    """Whether there is no link, and the finding is asked for and belongs to this practice."""
    linked = (practice, other) in ward.links or (other, practice) in ward.links
    return not linked and ward.is_wanted(practice, other) and _is_first(ward, practice, other)


def _is_first(ward: Ward, practice: str, other: str) -> bool:
    """Whether the finding belongs to this practice: the one that names the other, or the first by slug."""
    here, there = (practice, other) in ward.mentions, (other, practice) in ward.mentions
    return here if here != there else practice < other


def _finding(ward: Ward, practice: str, other: str, score: float) -> Finding:
    here, there = ward.slug(practice), ward.slug(other)
    mention = ward.mentions.get((practice, other))
    link_type = _TYPES.get(mention.heading, "related") if mention else "adjacent"
    signals = [one for one in ward.likeness.between(practice, other).signals if one.name in _TOLD]
    reasons = [f"shares the {one.name} {_labels(ward, one)}" for one in signals]
    if mention:
        reasons.insert(0, f"names {there}")
    return Finding(
        KIND,
        (here, there),
        f"{here} and {there} have no link: {here} {', '.join(reasons) or 'is much like it'}",
        min(confidence(score), 0.95),
        (AddLink(here, there, link_type), AddLink(there, here, link_type)),
        partial(_evidence, ward, practice, other, signals),
    )


def _labels(ward: Ward, signal: Signal) -> str:
    return ", ".join(ward.likeness.shared_labels(signal, most=_MOST_SHARED))


def _evidence(ward: Ward, practice: str, other: str, signals: list[Signal]) -> Iterator[Evidence]:
    """Yield where one names the other, and how both word the rarest tools and terms that they share."""
    yield from ward.mention_evidence(practice, other)
    yield from ward.mention_evidence(other, practice)
    for signal in signals:
        for part in signal.shared[:_MOST_SHARED] if signal.name in ("tools", "terms") else ():
            label = ward.facts.node(part.feature).label
            for one in (practice, other):
                for words in ward.facts.wordings(one, part.feature):
                    yield Evidence(ward.slug(one), f"uses {label}", words.markdown)


_TOLD = ("tools", "terms", "neighbors", "tags")
"""The signals that a finding tells of; the others are no reason by themselves."""
