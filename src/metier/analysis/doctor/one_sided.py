"""Links whose other side is missing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from metier.analysis.records import Relation
from metier.vocab import relation_types

from .ward import AddLink, Evidence, Finding, Ward

KIND = "one-sided"
TITLE = "links whose other side is missing"

_SURE = {"related": 0.45}
_ELSE = 0.6
_NAMED = 0.2
_ALIKE = 0.2


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield each link that the other profile doesn't answer with a link of any type."""
    for (source, target), links in ward.links.items():
        link = links[0]
        counterpart = relation_types()[link.type].counterpart
        if counterpart is None or (target, source) in ward.links:
            continue
        if not ward.is_wanted(source, target):
            continue
        named = (target, source) in ward.mentions
        here, there = ward.slug(source), ward.slug(target)
        likeness = min(1.0, ward.alike(source).get(target, 0.0))
        confidence = _SURE.get(link.type, _ELSE) + _NAMED * named + _ALIKE * likeness
        yield Finding(
            KIND,
            (there, here),
            f"{here} links to {there} as {link.type}, and {there} has no link back",
            min(confidence, 0.95),
            (AddLink(there, here, counterpart),),
            partial(_evidence, ward, link),
        )


def _evidence(ward: Ward, link: Relation) -> tuple[Evidence, ...]:
    return ward.link_evidence(link), *ward.mention_evidence(link.target, link.source)
