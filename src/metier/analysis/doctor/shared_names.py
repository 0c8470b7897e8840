"""Titles and aliases that two profiles share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from .ward import Finding, Fix, Remove, Ward

KIND = "shared-name"
TITLE = "titles and aliases that two profiles share"

_ALIAS_OF_A_TITLE = 0.7
_TWO_ALIASES = 0.4


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield each two practices that are called the same."""
    for name in ward.names:
        for one, other in combinations(ward.bearers(name), 2):
            yield _finding(ward, name, one, other)


def _finding(ward: Ward, name: str, one: tuple[str, bool], other: tuple[str, bool]) -> Finding:
    """Take the alias from the profile whose title is something else; of two aliases only a person can tell."""
    (first, first_is_title), (second, second_is_title) = one, other
    if first_is_title and not second_is_title:
        first, second = second, first
    here, there = ward.slug(first), ward.slug(second)
    fixes: tuple[Fix, ...] = ()
    if first_is_title != second_is_title:
        fixes = (Remove(here, "aliases", ward.spelling(first, name)),)
    return Finding(
        KIND,
        (here, there),
        f"{here} and {there} are both called {ward.spelling(first, name)!r}",
        _ALIAS_OF_A_TITLE if fixes else _TWO_ALIASES,
        fixes,
        lambda: (*ward.name_evidence(first, name), *ward.name_evidence(second, name)),
    )
