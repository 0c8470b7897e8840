"""Pairs of links whose two sides say different things."""

from __future__ import annotations

from collections.abc import Iterator

from metier.analysis.records import Relation
from metier.vocab import relation_types

from .ward import ChangeType, Finding, Ward

KIND = "differing"
TITLE = "links whose two sides have different types"

_ONE_IS_VAGUE = 0.6
_BOTH_SAY_SOMETHING = 0.4


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield each pair of practices that link to each other with types that don't say the same."""
    for (source, target), links in ward.links.items():
        back = ward.links.get((target, source), ())
        if source < target and back and not _agree(links, back):
            one, other = (min(some, key=_vagueness) for some in (links, back))
            if one.type != other.type:  # of a directed type, that is a circle
                yield _finding(ward, one, other)


def _agree(links: tuple[Relation, ...], back: tuple[Relation, ...]) -> bool:
    pairs = [(one, other) for one in links for other in back]
    return any(_says(one, other) or _says(other, one) for one, other in pairs)


def _says(link: Relation, back: Relation) -> bool:
    """Whether a link back says the same; to a specialization no type does, but any symmetric one may stand."""
    kind, other = relation_types()[link.type], relation_types()[back.type]
    return other.is_symmetric if kind.is_hierarchical else kind.counterpart == back.type


def _vagueness(link: Relation) -> float:
    """Return how little a type says: the length of its step."""
    return relation_types()[link.type].weight


def _is_vaguest(link: Relation) -> bool:
    """Whether no type says less; two others may both be true of a pair."""
    return _vagueness(link) == max(kind.weight for kind in relation_types().values())


def _finding(ward: Ward, one: Relation, other: Relation) -> Finding:
    """Change the side that says less; where both say as much, only a person can tell."""
    kept, changed = sorted((one, other), key=_vagueness)
    here, there = ward.slug(changed.source), ward.slug(changed.target)
    new = relation_types()[kept.type].counterpart
    is_vaguer = _vagueness(changed) > _vagueness(kept) and new is not None
    return Finding(
        KIND,
        (here, there),
        f"{there} links to {here} as {kept.type}, and {here} links back as {changed.type}",
        _ONE_IS_VAGUE if is_vaguer and _is_vaguest(changed) else _BOTH_SAY_SOMETHING,
        (ChangeType(here, there, changed.type, new),) if is_vaguer and new else (),
        lambda: map(ward.link_evidence, (kept, changed)),
    )
