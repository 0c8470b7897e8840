"""Whether two uses mean one concept, and why.

The judgement rests on the two uses and their profiles alone, never on the rest of the collection, so that it
stays the same when other profiles come and go. It adds up evidence, in hand-set weights tuned on one half of
``tests/gold/pairs.tsv``: how the labels meet, how much of their definitions is shared (weighted by rarity), how
specific the label is, and the company that the profiles keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from metier.wordlists import word_group

from .spelling import (
    are_derived,
    are_instrument_and_method,
    bare_stems,
    content_words,
    key_without_vague_words,
)
from .uses import Use, initialism, overlap, specificity

_SPECIFIC = 9.0
_NEVER = -9.0
_AMBIGUOUS_TOOLS = word_group("ambiguous-tools")
LEAST = 0.05
"""Evidence that counts; below it a score is as good as none."""
_MOST_NEIGHBORS = 3
_FEWEST_LETTERS = 3


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
        """The sum of the evidence: above 0 for one concept, below for two."""
        return round(sum(one.weight for one in self.evidence), 3)

    @property
    def is_same(self) -> bool:
        """Whether the evidence is for one concept."""
        return self.score >= LEAST


def compare(one: Use, other: Use, here: tuple[str, Company], there: tuple[str, Company]) -> Verdict:
    """Judge two uses of the same kind; ``here`` and ``there`` are slug and company of their profiles."""
    evidence = [_labels(one, other)]
    evidence += _expansions(one, other)
    evidence += _definitions(one, other)
    evidence += _company(here, there)
    return Verdict(tuple(evidence))


def _labels(one: Use, other: Use) -> Evidence:
    if one.is_bundle or other.is_bundle:
        return _bundles(one, other)
    if one.key == other.key:
        return _one_label(one, other)
    return next(
        (Evidence(weight, reason) for meets, weight, reason in _MEETINGS if meets(one, other)),
        None,
    ) or _part(one, other)


def _bundles(one: Use, other: Use) -> Evidence:
    if not (one.is_bundle and other.is_bundle):
        return Evidence(_NEVER, "one of them names several things")
    if one.key == other.key:
        return Evidence(1.5, "both name the same things")
    if _same_members(one.key.split(" / "), other.key.split(" / ")):
        return Evidence(0.2, "both name several things, by related words")
    return Evidence(_NEVER, "they name several things, and not the same")


def _one_label(one: Use, other: Use) -> Evidence:
    if one.is_short != other.is_short and one.kind == "tool":
        return Evidence(-2.5, "one label, but an abbreviation and a word")
    if one.is_short and one.kind == "term" and not (one.expansion and other.expansion):
        return Evidence(-0.85, "one abbreviation, which may stand for many things")
    if one.kind == "tool" and one.key in _AMBIGUOUS_TOOLS:
        return Evidence(-0.85, "one label, a word with many uses")
    specific = specificity(one.key)
    if specific >= _SPECIFIC:
        return Evidence(
            0.4 + min(specific - _SPECIFIC, 4) / 10, "one label, which leaves little open"
        )
    if one.kind == "tool":
        return Evidence(0.1, "one name of a tool")
    return Evidence(-0.85, "one label, a word with many uses")


def _differ_in_spaces(one: Use, other: Use) -> bool:
    return one.key.replace(" ", "") == other.key.replace(" ", "")


def _stands_for(one: Use, other: Use) -> bool:
    return one.expansion == other.key or other.expansion == one.key


def _is_called(one: Use, other: Use) -> bool:
    return one.key in other.synonyms or other.key in one.synonyms


def _share_a_name(one: Use, other: Use) -> bool:
    return not set(one.synonyms).isdisjoint(other.synonyms)


def _is_derived(one: Use, other: Use) -> bool:
    """Whether two terms are; products are named after ordinary words all the time."""
    return one.kind == "term" and are_derived(one.key, other.key)


def _is_its_use(one: Use, other: Use) -> bool:
    return one.kind == "tool" and are_instrument_and_method(one.key, other.key)


def _is_shortened(one: Use, other: Use) -> bool:
    """Whether two terms have the same words but that some are cut: *tech debt*, *technical debt*."""
    some, others = one.key.split(), other.key.split()
    return one.kind == "term" and len(some) == len(others) and all(map(_is_cut, some, others))


def _is_cut(word: str, other: str) -> bool:
    begins = word.startswith(other) or other.startswith(word)
    return word == other or (begins and min(len(word), len(other)) >= _FEWEST_LETTERS)


def _is_initials(one: Use, other: Use) -> bool:
    """Whether one label abbreviates the other by its initials: *TCO*, *total cost of ownership*."""
    if one.is_short == other.is_short or one.expansion or other.expansion:
        return False
    return initialism(one) == initialism(other)


def _differ_vaguely(one: Use, other: Use) -> bool:
    """Whether two tools differ in words that say no more than *tool*: *referral list*, *referral network*."""
    mine, its = key_without_vague_words(one.key), key_without_vague_words(other.key)
    if one.kind != "tool" or not mine or (mine == one.key and its == other.key):
        return False
    return bare_stems(mine) == bare_stems(its)


_MEETINGS: tuple[tuple[Callable[[Use, Use], bool], float, str], ...] = (
    (_differ_in_spaces, -0.3, "one label but for spaces"),
    (_stands_for, 0.9, "one label is what the other abbreviates"),
    (_is_called, -0.5, "the label of one is another name of the other"),
    (_share_a_name, -0.8, "they share another name"),
    (_is_its_use, -0.6, "one label names the instrument, the other its use"),
    (_is_derived, -1.5, "the labels are derived from the same words"),
    (_is_shortened, -1.2, "the words of one label are shortened in the other"),
    (_is_initials, -0.2, "one label has the initials of the other"),
    (_differ_vaguely, -0.9, "the labels differ in words that only say tool"),
)
"""How two labels may meet, the closest first: a test, the weight, and what it is called."""


def _part(one: Use, other: Use) -> Evidence:
    mine, its = set(content_words(one.key)), set(content_words(other.key))
    if not (mine < its or its < mine):
        return Evidence(_NEVER, "the labels have nothing in common")
    if one.kind == "term":
        return Evidence(-2.3, "one label is part of the other")
    is_word = min(len(mine), len(its)) == 1  # a paring knife is more than a knife
    return Evidence(-3.4 if is_word else -1.9, "one label is part of the other")


def _same_members(some: list[str], others: list[str]) -> bool:
    """Whether each member of a bundle shares a word with one member of the other, and no two with the same."""
    left = [set(content_words(member)) for member in others]
    for member in some:
        match = next((words for words in left if words & set(content_words(member))), None)
        if match is None:
            return False
        left.remove(match)
    return not left


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
            0.3 * min(common, _MOST_NEIGHBORS),
            f"{common} profile{'s are' if common > 1 else ' is'} linked with both",
        )
    if mine.category and mine.category == its.category:
        yield Evidence(0.4, f"both are in the category {mine.category!r}")
    if mine.tags & its.tags:
        yield Evidence(0.4, "the profiles share a tag")
