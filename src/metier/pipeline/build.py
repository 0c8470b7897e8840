"""From profiles to blocks, and to what the blocks share."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from metier.checks import collection_findings
from metier.diagnostics import Diagnostic
from metier.errors import InvalidInput
from metier.graph import dataset, skos
from metier.graph.blocks import Block, BlockMaker, quad_lines
from metier.graph.infer import broader_triples, placeholder_triples
from metier.graph.names import Names
from metier.graph.ontology import ontology_triples
from metier.graph.terms import Triple
from metier.resolve.concepts import Concept
from metier.resolve.names import Card
from metier.version import __version__
from metier.vocab import DEFAULT_BASE, ontology_version

from .gather import (
    Packed,
    Progress,
    gather,
    located,
    no_progress,
    problems_of,
    relative_to_paths,
)
from .last_build import LastBuild, context_key
from .parallel import default_jobs, spread

_BATCH = 1000
"""Concepts that are told at once."""

Made = tuple[Block, list[Diagnostic]]


class Builder:
    """One build, block by block: nothing that is as large as the graph is ever held."""

    def __init__(
        self,
        paths: Iterable[Path | str],
        *,
        base: str = DEFAULT_BASE,
        skip_invalid: bool = False,
        jobs: int | None = None,
        progress: Progress = no_progress,
        quads_only: bool = False,
        memory: LastBuild | None = None,
    ) -> None:
        """Read the profiles. With ``quads_only`` the blocks have no Turtle and no SKOS.

        With ``memory`` what did not change since the last build is taken from there.

        Raises UsageError where a path doesn't exist or ``base`` is no base, and InvalidInput where a profile
        has an error and ``skip_invalid`` is not set, or no profile is left.
        """
        self.names = Names(base)
        self._jobs = jobs or default_jobs()
        self._progress = progress
        self.memory = memory
        self.recalled: set[str] = set()
        """The slugs of blocks that are taken from the last build; known once the first block is told."""
        self._gathered = gather(paths, self._jobs, progress, memory)
        found = collection_findings(self._gathered.collection)
        self.problems = self._gathered.problems + located(self._gathered, found)
        errors = [problem for problem in self.problems if problem.is_error]
        if errors and not (skip_invalid and self._gathered.packed):
            raise InvalidInput(self._all_problems())
        self.links = None if quads_only else skos.SkosLinks.of(self._gathered.collection)
        self.profiles = len(self._gathered.packed)
        days = (one.updated for one in self._gathered.packed if one.updated)
        self.modified: datetime.date | None = max(days, default=None)
        self.counts: Counter[str] = Counter()
        self._concepts: Counter[Concept] = Counter()
        self._members: dict[str, list[str]] = defaultdict(list)

    def _all_problems(self) -> list[Diagnostic]:
        """Return the problems of a run that ends here, those of the sound profiles included."""
        gathered = self._gathered
        more = (problems_of(*one.unpacked()[:2], gathered.collection) for one in gathered.packed)
        return sorted([*self.problems, *(problem for found in more for problem in found)])

    def blocks(self) -> Iterator[Block]:
        """Yield the block of each profile in the order of slugs; a profile is let go once it is told."""
        keys = {one.card.slug: self._key(one.card) for one in self._gathered.packed}
        total = len(keys)
        for done, (block, problems) in enumerate(self._made(keys), start=1):
            self.problems += problems
            self._count(block)
            if self.memory:
                self.memory.learn_block(block, keys[block.slug], problems)
            yield block
            self._progress("building", done, total)

    def _made(self, keys: dict[str, str]) -> Iterator[Made]:
        """Yield every block in the order of slugs: recalled if nothing about it changed, or made."""
        slugs = list(keys)
        recalled = self.recalled = {
            slug
            for slug, key in keys.items()
            if self.memory is not None and self.memory.has_block(slug, key)
        }
        maker = BlockMaker(self.names, self._gathered.collection, self.links)
        maker.prepare()
        changed = [one for one in self._gathered.packed if one.card.slug not in recalled]
        self._gathered.packed.clear()  # from here on each profile is held by its work alone
        chunks = spread(_make_blocks, maker, changed, self._jobs)
        made = (one for chunk in chunks for one in chunk)
        for slug in slugs:
            if self.memory and slug in recalled:
                yield self.memory.recall_block(slug)
            else:
                yield next(made)

    def _key(self, card: Card) -> str:
        """Return a key of all that a block depends on beside its own profile."""
        if self.memory is None:
            return ""
        collection = self._gathered.collection
        links = self.links
        above = (links.broader, links.narrower, links.related) if links else ()
        names = (card.title, *card.aliases, *card.specializations)
        return context_key(
            collection.incoming.get(card.slug),
            [target in collection for _, target in card.links],
            [target in collection.unusable for _, target in card.links],
            [collection.named.get((card.slug, name)) for name in card.specializations],
            [collection.bearers(name) for name in names],
            [others.get(card.slug) for others in above],
            collection.concepts.of(card.slug),
            collection.mention_finder.digest,
        )

    def _count(self, block: Block) -> None:
        self.counts += block.counts
        self._concepts.update(block.concepts)
        for concept in block.concepts:
            if concept.kind == "category":
                self._members[concept.slug].append(block.slug)

    def concepts(self) -> list[Concept]:
        """Return the shared concepts by kind and slug; those of metadata with their commonest label."""
        ordered = sorted(
            self._concepts.items(),
            key=lambda item: (item[0].kind, item[0].slug, -item[1], item[0].label),
        )
        nodes = groupby(ordered, key=lambda item: (item[0].kind, item[0].slug))
        resolved = self._gathered.collection.concepts.profiles
        told = [*resolved, *(next(spellings)[0] for _, spellings in nodes)]
        return sorted(told, key=lambda concept: (concept.kind, concept.slug))

    def members(self) -> dict[Concept, list[str]]:
        """Return the slugs of the practices of each category."""
        return {
            concept: self._members[concept.slug]
            for concept in self.concepts()
            if concept.kind == "category"
        }

    def shared(self) -> Iterator[list[Triple]]:
        """Yield the triples that belong to no single profile, a batch at a time."""
        yield list(dataset.scheme_triples(self.names))
        concepts = self.concepts()
        for start in range(0, len(concepts), _BATCH):
            batch = concepts[start : start + _BATCH]
            yield list(dataset.concept_triples(self.names, batch))

    def inferred(self) -> list[Triple]:
        """Return what is inferred of no single profile: practices without one, kinds of tools."""
        collection = self._gathered.collection
        placeholders = placeholder_triples(self.names, collection)
        kinds = broader_triples(self.names, collection.concepts)
        return list(dict.fromkeys([*placeholders, *kinds]))

    def dataset(self) -> list[Triple]:
        """Return the description of the dataset; to be asked for once all else is told."""
        practices = sum(n for name, n in self.counts.items() if name.startswith("practices/"))
        triples = sum(n for name, n in self.counts.items() if name.startswith("triples/"))
        facts = dataset.DatasetFacts(self._gathered.info, self.modified, practices, triples)
        return list(dataset.dataset_triples(self.names, facts))

    def report(self) -> dict[str, object]:
        """Return counts, problems and versions: the same for the same profiles, wherever they are."""
        problems = relative_to_paths(self._gathered, self.problems)
        concepts = Counter(concept.kind for concept in self.concepts())
        return {
            "metier": __version__,
            "ontology": ontology_version(),
            "base": self.names.base,
            "profiles": self.profiles,
            "counts": dict(sorted((self.counts + Counter()).items())),
            "concepts": dict(sorted(concepts.items())),
            "placeholders": len(self._gathered.collection.missing()),
            "left_out_of_skos": dict(sorted(self.links.left_out.items())) if self.links else {},
            "diagnostics": [problem.to_dict() for problem in problems],
        }


def _make_blocks(maker: BlockMaker, packed: Sequence[Packed]) -> list[Made]:
    made = []
    for one in packed:
        profile, places, items = one.unpacked()
        problems = [] if maker.quads_only else problems_of(profile, places, maker.collection)
        made.append((maker.block(profile, items), problems))
    return made


def shared_quads(builder: Builder) -> Iterator[bytes]:
    """Yield the named graphs that belong to no profile; asked for once all blocks are told."""
    names = builder.names
    inferred = builder.inferred()
    builder.counts["triples/inferred"] += len(inferred)
    yield quad_lines(inferred, names.of("graph", "inferred"))
    for batch in builder.shared():
        builder.counts["triples/shared"] += len(batch)
        yield quad_lines(batch, names.of("graph", "concepts"))
    yield quad_lines(builder.dataset(), names.of("graph", "dataset"))
    yield quad_lines(ontology_triples(names.base), names.of("graph", "ontology"))
