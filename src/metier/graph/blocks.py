"""One profile's share of every file that a build writes.

A block depends on its profile and on what the collection knows by name, and on nothing else: blocks are made in
any order, by any number of processes, and joined in the order of their slugs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from metier.model import Profile
from metier.resolve.concepts import Concept, shared_concepts
from metier.resolve.mentions import Mention
from metier.resolve.names import Collection
from metier.sections import SectionItem

from . import skos
from .describe import profile_triples
from .infer import inferred_triples, mention_triples
from .names import Names
from .parts import ProfileNames
from .terms import Term, Triple
from .turtle import TurtleWriter


@dataclass(frozen=True, slots=True)
class Block:
    """What one profile adds to ``graph.nq``, ``graph.ttl`` and ``skos.ttl``, and to the counts."""

    slug: str
    quads: bytes
    turtle: bytes
    skos: bytes
    concepts: tuple[Concept, ...]
    """What its metadata shares with other profiles."""
    counts: Counter[str]


_MENTIONED = {"id": "practices", "tool": "tools", "term": "terms"}


class BlockMaker:
    """Makes the blocks of one collection.

    Without ``links`` it makes quads only, in no particular order: all that a store needs.
    """

    def __init__(
        self, names: Names, collection: Collection, links: skos.SkosLinks | None = None
    ) -> None:
        self.names = names
        self.collection = collection
        self.quads_only = links is None
        self._links = links
        self._turtle = TurtleWriter(names.prefixes)
        self._inferred_graph = names.of("graph", "inferred")
        self._mentions_graph = names.of("graph", "mentions")

    def prepare(self) -> None:
        """Find out what concerns the whole collection, so that each process needn't."""
        _ = self.collection.mention_finder

    def block(self, profile: Profile, items: tuple[SectionItem, ...] | None = None) -> Block:
        """Return the block of a profile, whose ``items`` are found out if they are not given."""
        own = ProfileNames(self.names, profile, items)
        asserted = list(dict.fromkeys(profile_triples(own, self.collection)))
        inferred = list(dict.fromkeys(inferred_triples(own, self.collection)))
        known = self.collection.concepts.of(profile.slug)
        mentions = self.collection.mention_finder.mentions(profile, known)
        mentioned = list(mention_triples(own, mentions))
        graph, in_skos = "", ""
        if self._links is not None:
            practice = skos.practice_triples(own, self._links, self.collection)
            graph, in_skos = self._turtle.blocks(asserted), self._turtle.blocks(practice)
        return Block(
            slug=profile.slug,
            quads=quad_lines(asserted, own.graph)
            + quad_lines(inferred, self._inferred_graph)
            + quad_lines(mentioned, self._mentions_graph),
            turtle=graph.encode(),
            skos=in_skos.encode(),
            concepts=tuple(shared_concepts(profile)),
            counts=self._counts(own, mentions)
            + Counter(
                {
                    "triples/asserted": len(asserted),
                    "triples/inferred": len(inferred),
                    "triples/mentions": len(mentioned),
                }
            ),
        )

    def _counts(self, own: ProfileNames, mentions: Iterable[Mention]) -> Counter[str]:
        profile = own.profile
        counts = Counter({f"practices/{profile.kind}": 1})
        for mention in mentions:
            counts[f"mentions/{_MENTIONED[mention.kind]}"] += 1
        counts["aliases"] = len(profile.aliases)
        counts["sections"] = len(profile.sections)
        for link in profile.related:
            counts[f"links/{link.type}"] += 1
            counts["links_without_profile"] += link.slug not in self.collection
        for name in profile.specializations:
            named = self.collection.named.get((profile.slug, name))
            counts["specializations/naming a profile" if named else "specializations/own"] += 1
        for one in own.used:
            counts[f"usages/{one.type.concept}"] += 1
        for one in own.items:
            counts[f"items/{one.type.item_class}"] += 1
        return counts


def quad_lines(triples: Iterable[Triple], graph: Term) -> bytes:
    """Return sorted lines of N-Quads."""
    return "".join(sorted([f"{s} {p} {o} {graph} .\n" for s, p, o in triples])).encode()
