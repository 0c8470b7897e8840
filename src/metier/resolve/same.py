"""Whether two uses mean one concept, and why.

The judgement rests on the two uses and their profiles alone, never on the rest of the collection, so that it
stays the same when other profiles come and go. It adds up evidence, in hand-set weights tuned on one half of
``tests/gold/pairs.tsv``: how the labels meet, how much of their definitions is shared (weighted by rarity), how
specific the label is, and the company that the profiles keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .spelling import are_derived, bare_stems, content_words
from .uses import Use, overlap, specificity

_SPECIFIC = 9.0
_MOST_NEIGHBORS = 3
_FEWEST_LETTERS = 4


@dataclass(frozen=True)
class Company:
    """What a profile says of where it belongs."""

    category: str | None
    tags: frozenset[str]
    neighbors: frozenset[str]
    """The slugs that its links name."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against."""

    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two uses mean the same, and the evidence."""

    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """The sum of the evidence: above 0 for one concept."""
        return sum(one.weight for one in self.evidence)

    @property
    def is_same(self) -> bool:
        """Whether the evidence is for one concept."""
        return self.score > 0


def compare(one: Use, other: Use, here: tuple[str, Company], there: tuple[str, Company]) -> Verdict:
    """Judge two uses of the same kind; ``here`` and ``there`` are slug and company of their profiles."""
    evidence = [_labels(one, other)]
    evidence += _expansions(one, other)
    evidence += _definitions(one, other)
    evidence += _company(here, there)
    return Verdict(tuple(evidence))


def _labels(one: Use, other: Use) -> Evidence:
    if one.is_bundle != other.is_bundle:
        return Evidence(-9, "one of them names several things")
    if one.is_bundle and one.key != other.key:
        if _same_members(one.key.split(" / "), other.key.split(" / ")):
            return Evidence(0.2, "both name several things, by related words")
        return Evidence(-9, "they name several things, and not the same")
    if one.key == other.key:
        if one.is_bundle:
            return Evidence(1.5, "both name the same things")
        specific = specificity(one.key)
        if specific >= _SPECIFIC:
            return Evidence(
                0.4 + min(specific - _SPECIFIC, 4) / 10, "one label, which leaves little open"
            )
        if one.kind == "tool":
            return Evidence(0.1, "one name of a tool")
        return Evidence(-0.85, "one label, a word with many uses")
    if one.key.replace(" ", "") == other.key.replace(" ", ""):
        return Evidence(-0.3, "one label but for spaces")
    if one.key in other.synonyms or other.key in one.synonyms:
        return Evidence(-0.5, "the label of one is another name of the other")
    if set(one.synonyms) & set(other.synonyms):
        return Evidence(-0.8, "they share another name")
    if _are_derived(one, other):
        return Evidence(-1.5, "the labels are derived from the same words")
    if one.kind == "term" and _is_shortened(one.key.split(), other.key.split()):
        return Evidence(-1.2, "the words of one label are shortened in the other")
    mine, its = set(content_words(one.key)), set(content_words(other.key))
    if mine < its or its < mine:
        return Evidence(
            _part_weight(one, min(mine, its, key=len)), "one label is part of the other"
        )
    return Evidence(-9, "the labels have nothing in common")


def _are_derived(one: Use, other: Use) -> bool:
    if one.kind == "tool":  # products are named after ordinary words all the time
        return specificity(one.key) >= _SPECIFIC and bare_stems(one.key) == bare_stems(other.key)
    return are_derived(one.key, other.key)


def _part_weight(use: Use, shared: set[str]) -> float:
    if use.kind == "term":
        return -2.3
    return -1.9 if len(shared) > 1 else -3.4  # a *paring knife* is more than a knife


def _same_members(some: list[str], others: list[str]) -> bool:
    """Whether each member of a bundle shares a word with one member of the other, and no two with the same."""
    left = [set(content_words(member)) for member in others]
    for member in some:
        match = next((words for words in left if words & set(content_words(member))), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _is_shortened(some: list[str], others: list[str]) -> bool:
    """Whether two labels have the same words but that some are cut: *tech debt*, *technical debt*."""
    return len(some) == len(others) and all(
        word == other or (min(len(word), len(other)) >= _FEWEST_LETTERS and _begins(word, other))
        for word, other in zip(some, others, strict=True)
    )


def _begins(word: str, other: str) -> bool:
    return word.startswith(other) or other.startswith(word)


def _expansions(one: Use, other: Use) -> Iterator[Evidence]:
    if one.expansion and other.expansion:
        if are_derived(one.expansion, other.expansion):
            yield Evidence(2.0, f"both abbreviate {one.expansion!r}")
        else:
            yield Evidence(
                -4.0, f"one abbreviates {one.expansion!r}, the other {other.expansion!r}"
            )


def _definitions(one: Use, other: Use) -> Iterator[Evidence]:
    shared = overlap(one, other)
    if shared:
        yield Evidence(min(shared, 30) / 10, f"the definitions share words (rarity {shared:.0f})")


def _company(here: tuple[str, Company], there: tuple[str, Company]) -> Iterator[Evidence]:
    (slug, mine), (its_slug, its) = here, there
    if slug in its.neighbors or its_slug in mine.neighbors:
        yield Evidence(0.8, "the profiles are linked")
    common = len(mine.neighbors & its.neighbors)
    if common:
        yield Evidence(
            0.3 * min(common, _MOST_NEIGHBORS), f"{common} profiles are linked with both"
        )
    if mine.category and mine.category == its.category:
        yield Evidence(0.4, f"both are in the category {mine.category!r}")
    if mine.tags & its.tags:
        yield Evidence(0.4, "the profiles share a tag")
