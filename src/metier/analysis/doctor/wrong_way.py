"""Specializations that lead from the narrower practice to the broader one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from metier.analysis.records import Relation
from metier.vocab import relation_types

from .ward import AddLink, ChangeType, Evidence, Finding, Fix, Ward

KIND = "wrong-way"
TITLE = "specializations that run the wrong way"

_MANY = 3
_SURE, _LIKELY, _MAYBE = 0.9, 0.7, 0.5
_ARTICLE = r"(?:an?|the)\s+(?:\w+\s+)?"


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield each specialization whose target reads as the broader of the two."""
    found = [link for link in ward.facts.relations if _is_hierarchical(link)]
    claims = Counter(link.target for link in found)
    for link in found:
        evidence = list(_signs(ward, link, claims[link.target]))
        if evidence and not _says_it_of_itself(ward, link):
            yield _finding(ward, link, evidence)


def _is_hierarchical(link: Relation) -> bool:
    return relation_types()[link.type].is_hierarchical


def _signs(ward: Ward, link: Relation, claims: int) -> Iterator[tuple[float, Evidence]]:
    """Yield what speaks for the target being broader, each with how much it does."""
    here, target = ward.slug(link.source), ward.label(link.target)
    if ward.label(link.source).casefold().endswith(f" {target.casefold()}"):
        title = ward.label(link.source)
        yield (
            _SURE,
            Evidence(
                here, "bears the other's title with a word before it", title, ("title", title)
            ),
        )
    if _calls(link.note, target):
        yield _SURE, ward.link_evidence(link)
    summary = ward.facts.cards[link.source].summary
    if _calls(summary[: len(target) + 30], target):
        yield _LIKELY, Evidence(here, "calls itself one", summary, ("summary", summary))
    if claims >= _MANY:
        says = f"is one of {claims} that call {ward.slug(link.target)} a specialization of theirs"
        yield (
            _MAYBE,
            Evidence(here, says, link.note, ("related", ward.slug(link.target), link.type)),
        )


def _calls(text: str, title: str) -> bool:
    """Whether a text calls something by a title: ``a physician specialized in …``."""
    return bool(re.match(rf"{_ARTICLE}?{re.escape(title)}\b", text.strip(), re.IGNORECASE))


def _says_it_of_itself(ward: Ward, link: Relation) -> bool:
    """Whether the note calls the target by the source's name: ``a biologist focused on nerves``."""
    return _calls(link.note, ward.label(link.source))


def _finding(ward: Ward, link: Relation, signs: list[tuple[float, Evidence]]) -> Finding:
    here, there = ward.slug(link.source), ward.slug(link.target)
    links = ward.links.get((link.source, link.target), ())
    fixes: list[Fix] = []
    if "related" not in {one.type for one in links}:
        fixes.append(ChangeType(here, there, link.type, "related"))
    back = {one.type for one in ward.links.get((link.target, link.source), ())}
    if fixes and link.target in ward.described and link.type not in back:
        fixes.append(AddLink(there, here, link.type))
    evidence = [ward.link_evidence(link), *(one for _, one in signs)]
    return Finding(
        KIND,
        (here, there),
        f"{here} has the specialization {there}, which reads as the broader of the two",
        min(max(sure for sure, _ in signs) + 0.05 * (len(signs) - 1), 0.95),
        tuple(fixes),
        lambda: evidence,
    )
