"""Whether the doctor finds links that authors wrote and that were hidden from it.

    python benchmarks/suggestions.py ../shared/corpus/soul-atlas/souls

A tenth of the linked pairs of practices is hidden at random, both sides of each, and every hidden link is
looked for among the first ten suggestions for its occupation. The weights were fitted to one half of
the pairs; both halves are shown, and the unseen one is what counts. "Without Related Occupations" leaves out
what the section says that authors write beside the links: that is the honest figure for profiles to come.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import metier
from metier.analysis.doctor import unlinked
from metier.analysis.doctor.ward import Ward
from metier.analysis.facts import Facts
from metier.analysis.likeness import WEIGHTS, LikenessFinder

Ranker = Callable[[str], Mapping[str, float]]
Pair = tuple[str, str]
FIRST = 10


def main() -> None:
    """Hide, suggest, count, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("profiles", type=Path)
    parser.add_argument("--seeds", type=int, default=8)
    arguments = parser.parse_args()
    graph = metier.build(arguments.profiles)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(arguments.seeds):
        count_found(graph, seed, found)
    print(f"{'found among the first ten':<58} {'tuned':>8} {'unseen':>8}")
    for name, hits in found.items():
        shares = [hits[half] / hits[f"{half} all"] for half in ("tuned", "unseen")]
        print(f"{name:<58} {shares[0]:>8.1%} {shares[1]:>8.1%}")
    sizes = found["common neighbors"]
    print(
        f"{sizes['tuned all']} and {sizes['unseen all']} hidden links, {arguments.seeds} times a tenth"
    )


def count_found(graph: metier.KnowledgeGraph, seed: int, found: dict[str, Counter[str]]) -> None:
    """Hide a tenth of the pairs, and add to ``found`` how many each ranker has among its first."""
    ward, hidden = hide(graph, seed)
    linked = neighbors_of(ward)
    for name, ranker in rankers(ward, linked).items():
        for practice, target in hidden:
            half = half_of((practice, target))
            found[name][f"{half} all"] += 1
            scores = ranker(practice)
            open_ones = ward.described - linked[practice] - {practice}
            ranked = sorted(
                (other for other in scores if other in open_ones and scores[other] > 0),
                key=lambda other: (-scores[other], other),
            )
            found[name][half] += target in ranked[:FIRST]


def half_of(pair: Pair) -> str:
    """Return the half of the pairs that one belongs to, whichever way round it is."""
    digest = hashlib.md5("|".join(sorted(pair)).encode(), usedforsecurity=False).digest()
    return "unseen" if digest[0] % 2 else "tuned"


def hide(graph: metier.KnowledgeGraph, seed: int) -> tuple[Ward, list[Pair]]:
    """Return what the doctor sees of a graph without a tenth of its linked pairs, and the hidden links."""
    facts = Facts(graph.store, graph.names)
    described = Ward(facts).described
    links = [one for one in facts.relations if {one.source, one.target} <= described]
    pairs = sorted({tuple(sorted((one.source, one.target))) for one in links})
    chosen = set(random.Random(seed).sample(pairs, len(pairs) // 10))  # noqa: S311 -- no secret
    kept = tuple(
        one for one in facts.relations if tuple(sorted((one.source, one.target))) not in chosen
    )
    facts.__dict__["relations"] = kept
    away = {(one.source, one.target) for one in links} - {(one.source, one.target) for one in kept}
    return Ward(facts), sorted(away)


def neighbors_of(ward: Ward) -> Mapping[str, set[str]]:
    """Return the practices that each is still linked to, either way."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in ward.facts.relations:
        found[one.source].add(one.target)
        found[one.target].add(one.source)
    return found


def rankers(ward: Ward, linked: Mapping[str, set[str]]) -> dict[str, Ranker]:
    """Return what ranks candidates for a practice: two baselines, each signal alone, the doctor."""
    unrelated = Ward(ward.facts, ward.likeness)
    unrelated.__dict__["mentions"] = {
        ends: one for ends, one in ward.mentions.items() if one.heading != "Related Occupations"
    }
    named = defaultdict(set)
    for practice, target in unrelated.mentions:
        named[practice].add(target)
    unrelated.__dict__["named_by"] = {one: sorted(others) for one, others in named.items()}
    naming = defaultdict(set)
    for practice, target in unrelated.mentions:
        naming[target].add(practice)
    unrelated.__dict__["naming"] = {one: sorted(others) for one, others in naming.items()}
    signals: dict[str, Ranker] = {
        f"signal alone: {name}": ward.likeness.features[name].likeness_to_all for name in WEIGHTS
    }
    return {
        "common neighbors": lambda one: Counter(
            far for near in linked[one] for far in linked[near]
        ),
        "shared tags": lambda one: Counter(
            other for tag in ward.facts.tags.get(one, ()) for other in bearers(ward, tag)
        ),
        **signals,
        "signal alone: named in a text, Related Occupations aside": lambda one: Counter(
            named.get(one, ())
        ),
        "all signals but texts": LikenessFinder(ward.facts).scores,
        "the doctor, without Related Occupations": lambda one: unlinked.candidates(unrelated, one),
        "the doctor": lambda one: unlinked.candidates(ward, one),
    }


def bearers(ward: Ward, tag: str) -> list[str]:
    """Return the practices with a tag."""
    return [one for one, tags in ward.facts.tags.items() if tag in tags]


if __name__ == "__main__":
    main()
