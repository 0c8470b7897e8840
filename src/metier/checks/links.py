"""Links between profiles: targets that don't exist, links written twice, specializations in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from metier import rules
from metier.diagnostics import Rule
from metier.model import Link, Path, Profile
from metier.resolve.names import Card, Collection
from metier.vocab import relation_types

from .finding import Finding


def findings(profile: Profile, collection: Collection) -> Iterator[Finding]:
    """Yield links to nowhere and links written twice."""
    seen: set[tuple[str, str]] = set()
    for place, link in enumerate(profile.related):
        if link.slug not in collection and link.slug not in collection.unusable:
            yield _of_link(rules.UNKNOWN_TARGET, profile, place, link)
        if (link.slug, link.type) in seen:
            yield _of_link(rules.DUPLICATE_LINK, profile, place, link)
        seen.add((link.slug, link.type))


def _of_link(rule: Rule, profile: Profile, place: int, link: Link) -> Finding:
    values = {"slug": link.slug, "type": link.type}
    return Finding(rule, profile.slug, ("related", place, "slug"), values)


def circles(collection: Collection) -> Iterator[Finding]:
    """Yield one finding for each group of profiles that are all specializations of one another."""
    edges = {
        (card.slug, narrower): path
        for card in collection.cards.values()
        for narrower, path in _specializations(card, collection)
    }
    if not edges:
        return
    import networkx as nx  # takes longer to import than all the rest

    graph: nx.DiGraph[str] = nx.DiGraph(sorted(edges))
    groups = (sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1)
    for group in sorted(groups):
        circle = [edge[0] for edge in nx.find_cycle(graph.subgraph(group), group[0])]
        first, second = circle[0], circle[1]
        values = {"circle": " → ".join([*circle, first])}
        yield Finding(rules.SPECIALIZATION_CYCLE, first, edges[first, second], values)


def _specializations(card: Card, collection: Collection) -> Iterator[tuple[str, Path]]:
    for place, (link_type, target) in enumerate(card.links):
        if relation_types()[link_type].is_hierarchical:
            yield target, ("related", place, "type")
    for place, name in enumerate(card.specializations):
        if (card.slug, name) in collection.named:
            yield collection.named[card.slug, name], ("specializations", place)
