"""Pairs of links whose two sides say different things."""

from __future__ import annotations

from collections.abc import Iterator

from metier.analysis.records import Relation
from metier.vocab import relation_types

from .ward import ChangeType, Finding, Ward

KIND = "differing"
TITLE = "links whose two sides have different types"

_VAGUEST = "related"
_ONE_IS_VAGUE = 0.6
_BOTH_SAY_SOMETHING = 0.4


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield each pair of practices that link to each other with types that don't say the same."""
    for (source, target), links in ward.links.items():
        back = ward.links.get((target, source), ())
        if source < target and back and not _agree(links, back):
            yield _finding(ward, links[0], back[0])


def _agree(links: tuple[Relation, ...], back: tuple[Relation, ...]) -> bool:
    there = {link.type for link in back}
    return any(_counterpart(link) in there for link in links) or any(
        _counterpart(link) in {one.type for one in links} for link in back
    )


def _counterpart(link: Relation) -> str | None:
    """Return what the other side should say. Of a specialization it can only say that they are related."""
    kind = relation_types()[link.type]
    return _VAGUEST if kind.is_hierarchical else kind.counterpart


def _finding(ward: Ward, one: Relation, other: Relation) -> Finding:
    """Change the side that says less; where both say something, the first is as good as the other."""
    kept, changed = (one, other) if other.type == _VAGUEST else (other, one)
    new = _counterpart(kept)
    assert new is not None  # every type has one, or is a specialization
    here, there = ward.slug(changed.source), ward.slug(changed.target)
    is_vague = changed.type == _VAGUEST
    return Finding(
        KIND,
        (here, there),
        f"{there} links to {here} as {kept.type}, and {here} links back as {changed.type}",
        _ONE_IS_VAGUE if is_vague else _BOTH_SAY_SOMETHING,
        (ChangeType(here, there, changed.type, new),),
        lambda: map(ward.link_evidence, (kept, changed)),
    )
