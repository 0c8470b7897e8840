"""How well tools are found and concepts told apart, against judgements made by reading; and what it costs.

    python benchmarks/concepts.py ../shared/corpus/soul-atlas/souls            # a minute
    python benchmarks/concepts.py ../shared/corpus/soul-atlas/souls --scale 0  # without the 10,000 profiles

The judgements are in ``tests/gold``: one half was looked at while the code was written, the other was not.
A tool counts as found when a label shares at least half of its words with it (Jaccard), each label once;
``exact`` asks for the same words. Two entries count as merged when the graph has one node for both.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from metier.model import Profile
from metier.readers import find_sources, read
from metier.resolve.concepts import Concept, Resolution
from metier.resolve.names import Card
from metier.resolve.spelling import content_words, key_of
from metier.sections import items_of

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
_HALF = 0.5


class Score(NamedTuple):
    """How many are right, of how many that are true, and of how many that were said."""

    right: int
    true: int
    said: int

    def __str__(self) -> str:
        recall, precision = self.right / self.true, self.right / max(self.said, 1)
        f1 = 2 * recall * precision / ((recall + precision) or 1)
        return f"{recall:7.2f} {precision:10.2f} {f1:6.2f}   {self.right} of {self.true}, {self.said} said"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("paths", nargs="+", help="the profiles that the judgements are about")
    arguments.add_argument("--scale", type=int, default=10_000, help="profiles to scale up to")
    chosen = arguments.parse_args()
    profiles = {
        found.slug: found
        for source in find_sources(chosen.paths)
        if (found := read(source).profile) is not None
    }
    _print_tools(profiles)
    cards = {slug: Card.of(profile) for slug, profile in profiles.items()}
    seconds, resolution = timed_resolution(cards.values())
    _print_pairs(cards, resolution)
    _print_costs(cards, seconds, chosen.scale)


# Tools


def _print_tools(profiles: dict[str, Profile]) -> None:
    print(f"{'tools found':24} recall  precision     F1")
    gold: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows("tools.tsv"):
        gold[row["half"], row["form"], row["profile"]].append(row["label"])
    ways = {"": said_by_metier, ", plain splitting": said_by_splitting}
    for half in ("tuned", "unseen"):
        for way, said in ways.items():
            for forms in (("bullets", "prose"), ("bullets",), ("prose",)):
                for exact in (False, True) if not way else (False,):
                    scores = [
                        tool_score(true, said(profiles[slug]), 1.0 if exact else _HALF)
                        for (of_half, form, slug), true in gold.items()
                        if of_half == half and form in forms
                    ]
                    name = "all" if len(forms) > 1 else forms[0]
                    label = f"{half}, {name}{', exact' if exact else ''}{way}"
                    print(f"  {label:32}{total(scores)}")
    print()


def total(scores: Iterable[Score]) -> Score:
    """Return the sum of scores."""
    return Score(*map(sum, zip(*scores, strict=True)))


def said_by_metier(profile: Profile) -> list[str]:
    """Return the tools that a profile names, as Metier finds them."""
    return [one.item.label for one in items_of(profile) if one.type.concept == "tool"]


def said_by_splitting(profile: Profile) -> list[str]:
    """Return what the text gives when it is split at commas, *and*, *for*, *to* and all marks."""
    text = next(one.markdown for one in profile.sections if one.heading == "Tools")
    pieces = re.split(r"[,;.()\u2014:*]|\band\b|\bfor\b|\bto\b|^- ", " ".join(text.split()))
    return [piece.strip() for piece in pieces if any(map(str.isalnum, piece))]


def tool_score(true: Sequence[str], said: Sequence[str], least: float) -> Score:
    """Match labels one to one, the most alike first, down to ``least`` (Jaccard of their words)."""
    pairs = sorted(
        (
            (-alike(one, other), place, number)
            for place, one in enumerate(true)
            for number, other in enumerate(said)
            if alike(one, other) >= least
        )
    )
    matched: set[int] = set()
    used: set[int] = set()
    for _, place, number in pairs:
        if place not in matched and number not in used:
            matched.add(place)
            used.add(number)
    return Score(len(matched), len(true), len(said))


def alike(one: str, other: str) -> float:
    """Return the share of words that two labels have in common."""
    mine, its = set(content_words(key_of(one))), set(content_words(key_of(other)))
    return len(mine & its) / len(mine | its) if mine or its else 0.0


# Pairs


def _print_pairs(cards: dict[str, Card], resolution: Resolution) -> None:
    print(f"{'pairs of entries':24} judged as a reader does")
    wanted = {
        ("alike", "same"): "one label, one meaning: merged",
        ("alike", "different"): "one label, homonyms: kept apart",
        ("differ", "same"): "synonyms: merged",
        ("differ", "different"): "near misses: kept apart",
    }
    right: Counter[tuple[str, str, str]] = Counter()
    judged: Counter[tuple[str, str, str]] = Counter()
    by_spelling: Counter[tuple[str, str, str]] = Counter()
    lost = 0
    for row in rows("pairs.tsv"):
        one = node(cards, resolution, row["kind"], row["profile_a"], row["label_a"])
        other = node(cards, resolution, row["kind"], row["profile_b"], row["label_b"])
        if one is None or other is None:
            lost += 1  # a head that names several tools has several nodes
            continue
        key = (row["half"], row["labels"], row["verdict"])
        judged[key] += 1
        right[key] += (one == other) == (row["verdict"] == "same")
        plain = bare(row["label_a"]) == bare(row["label_b"])
        by_spelling[key] += plain == (row["verdict"] == "same")
    for half in ("tuned", "unseen"):
        for (labels, verdict), name in wanted.items():
            key = (half, labels, verdict)
            share, by_label = right[key] / judged[key], by_spelling[key] / judged[key]
            print(f"  {half + ', ' + name:44}{share:6.0%}   {right[key]} of {judged[key]}", end="")
            print(f"   (by normalised labels alone: {by_label:.0%})")
    print(f"  {lost} pairs left out: one of the entries names several tools\n")


def bare(label: str) -> str:
    """Return a label as plain normalising has it: without parentheses and surface noise."""
    return key_of(re.sub(r"\([^()]*\)", "", label))


def node(
    cards: dict[str, Card], resolution: Resolution, kind: str, slug: str, label: str
) -> Concept | None:
    """Return the concept of a profile's entry, if the entry names one thing."""
    concepts = zip(cards[slug].uses, resolution.of(slug), strict=True)
    found = [(use, concept) for use, concept in concepts if use.kind == kind]
    for use, concept in found:
        if use.label == label:
            return concept
    wanted = key_of(label.split(" (")[0])
    return next((concept for use, concept in found if key_of(use.label) == wanted), None)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of judgements."""
    with (GOLD / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


# Costs


def _print_costs(cards: dict[str, Card], seconds: float, scale: int) -> None:
    count = len(cards)
    print("resolution")
    print(f"  {count:6} profiles {seconds:7.2f} s, {seconds / count * 1e3:.2f} ms a profile")
    for size in (scale // 4, scale):
        if size > count:
            many = [
                copy_of(card, number)
                for number in range(size // count + 1)
                for card in cards.values()
            ]
            took, _ = timed_resolution(many[:size])
            ratio = took / size / (seconds / count)
            print(
                f"  {size:6} profiles {took:7.2f} s, {took / size * 1e3:.2f} ms a profile: {ratio:.2f} times"
            )


def copy_of(card: Card, number: int) -> Card:
    """Return a card under another slug, as if another profile spoke of the same work."""
    return replace(card, slug=f"{card.slug}-{number}") if number else card


def timed_resolution(cards: Iterable[Card]) -> tuple[float, Resolution]:
    """Return how long it takes to resolve the uses of all cards, and the result."""
    found = {card.slug: card for card in cards}
    uses = {slug: card.uses for slug, card in found.items()}
    companies = {slug: card.company for slug, card in found.items()}
    start = time.perf_counter()
    resolution = Resolution(uses, companies)
    return time.perf_counter() - start, resolution


if __name__ == "__main__":
    main()
