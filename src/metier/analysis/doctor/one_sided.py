"""Links whose other side is missing."""

from __future__ import annotations

from collections.abc import Iterator

from metier.vocab import relation_types

from .ward import AddLink, Finding, Ward

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
        named = ward.mention_evidence(target, source)
        here, there = ward.slug(source), ward.slug(target)
        likeness = min(1.0, ward.likeness.between(source, target).score)
        confidence = _SURE.get(link.type, _ELSE) + _NAMED * bool(named) + _ALIKE * likeness
        yield Finding(
            KIND,
            (there, here),
            f"{here} links to {there} as {link.type}, and {there} has no link back",
            min(confidence, 0.95),
            (ward.link_evidence(link), *named),
            (AddLink(there, here, counterpart),),
        )
