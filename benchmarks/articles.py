"""How well texts are read: what they name, what they are about, and how fast.

    python -m benchmarks.articles ../shared/corpus/soul-atlas/souls
    python -m benchmarks.articles ../shared/corpus/soul-atlas/souls --large GRAPH  # 10,000 profiles too
    python -m benchmarks.articles ../shared/corpus/soul-atlas/souls --fit          # the weights

The texts of ``tests/gold/articles``, in which readers marked what is named, are read against the graph of the
profiles in the folder. ``tuned`` was looked at while the code was written, ``unseen`` was not.
"""

from __future__ import annotations

import argparse
import gc
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

import metier
from metier.pipeline.knowledge import KnowledgeGraph
from metier.resolve.spelling import WORD
from metier.text.sources.articles import document_of

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "articles"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
ORGANIZATION = "new/organization"
_SIZE = 4_000_000
_STEPS = 40

_MARK = re.compile(r"\[\[(\??)([^\[\]|]*)\|([^\[\]|]*)\]\]")


class Mark(NamedTuple):
    """What a reader marked: ``start`` and ``end`` count characters from 0, the end exclusive."""

    start: int
    end: int
    text: str
    targets: frozenset[str]
    """Any of these is right: ends of IRIs such as ``tool/sql``."""
    is_optional: bool


@dataclass(frozen=True)
class Gold:
    """A text with what is right."""

    name: str
    half: str
    style: str
    about: frozenset[str]
    """Any of these is right; empty where the graph has no profile of it."""
    text: str
    marks: tuple[Mark, ...]


def gold_texts(half: str = "*", folder: Path = GOLD, seeds: Path = SEEDS) -> Iterator[Gold]:
    """Yield the texts of a half, or of both, and the seed article where it is at hand.

    The seed is nobody's to give away: only the places in it are here, as a table.
    """
    for path in sorted(folder.glob(f"{half}/*.txt")):
        yield _read(path)
    seed = seeds / "cbp-officer-article.txt"
    if seed.is_file() and half in ("tuned", "*"):
        yield _with_places(seed, folder / "tuned" / "seed.tsv")


def _read(path: Path) -> Gold:
    about, style, _, *lines = path.read_text(encoding="utf-8").split("\n")
    text, marks, marked = "", [], "\n".join(lines)
    place = 0
    for found in _MARK.finditer(marked):
        text += marked[place : found.start()]
        span = len(text), len(text) + len(found[2])
        marks.append(Mark(*span, found[2], _several(found[3]), bool(found[1])))
        text += found[2]
        place = found.end()
    text += marked[place:]
    return _gold(path, about, style, text, marks)


def _with_places(article: Path, table: Path) -> Gold:
    text = article.read_text(encoding="utf-8")
    _, about, style, *rows = table.read_text(encoding="utf-8").splitlines()
    marks = []
    for start, end, targets, need in (row.split("\t") for row in rows):
        words = text[int(start) : int(end)]
        marks.append(Mark(int(start), int(end), words, _several(targets), need == "optional"))
    return _gold(table, about, style, text, marks)


def _gold(path: Path, about: str, style: str, text: str, marks: list[Mark]) -> Gold:
    named = about.removeprefix("# about:").strip()
    return Gold(
        name=path.stem,
        half=path.parent.name,
        style=style.removeprefix("# style:").strip(),
        about=frozenset() if named == "none" else _several(named),
        text=text,
        marks=tuple(marks),
    )


def _several(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(","))


class Linked(NamedTuple):
    """A mention that was found."""

    start: int
    end: int
    target: str
    """End of its IRI."""


@dataclass
class Count:
    """How many mentions are right, wrong and missed; optional marks count as none of these."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Right ones among those found."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Right ones among those marked."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __iadd__(self, other: Count) -> Count:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        return self


class Verdict(NamedTuple):
    """What became of one mark or one mention: right, wrong, missed or passed over."""

    kind: str
    mark: Mark | None
    found: Linked | None


def verdicts(gold: Gold, found: Iterable[Linked]) -> Iterator[Verdict]:
    """Compare what was found with what is marked: right is what overlaps a mark and has one of its targets."""
    free = [mark for mark in gold.marks if mark.targets != {ORGANIZATION}]
    for one in found:
        over = [mark for mark in gold.marks if mark.start < one.end and one.start < mark.end]
        match = next((mark for mark in over if one.target in mark.targets), None)
        if match and match in free:
            free.remove(match)
            yield Verdict("passed" if match.is_optional else "right", match, one)
        elif any(mark.is_optional for mark in over) or match:
            yield Verdict("passed", over[0], one)
        else:
            yield Verdict("wrong", over[0] if over else None, one)
    for mark in free:
        if not mark.is_optional:
            yield Verdict("missed", mark, None)


@dataclass
class Reading:
    """What a reading of one text gave."""

    gold: Gold
    count: Count
    rank: int
    """Of the right occupation, from 1; 0 where it is not among those found."""


def reading_of(graph: KnowledgeGraph, gold: Gold) -> Reading:
    """Read one text and compare."""
    base = graph.names.base
    found = graph.annotate(gold.text)
    linked = [Linked(m.start, m.end, m.node.id.removeprefix(base)) for m in found.mentions]
    kinds = Counter(one.kind for one in verdicts(gold, linked))
    targets = [one.node.id.removeprefix(base) for one in found.about]
    ranks = (place for place, target in enumerate(targets, start=1) if target in gold.about)
    rank = next(ranks, 0 if targets or gold.about else 1)
    return Reading(gold, Count(kinds["right"], kinds["wrong"], kinds["missed"]), rank)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("profiles", type=Path, help="the folder of the 370 profiles")
    parser.add_argument(
        "--large", type=Path, help="a graph of 10,000 profiles, or the folder of its store"
    )
    parser.add_argument("--fit", action="store_true", help="print weights fitted to the tuned half")
    chosen = parser.parse_args()
    graph = metier.build(chosen.profiles)
    if chosen.fit:
        print_weights(graph)
        return
    print_speed("370 profiles", graph)
    print_quality(graph)
    if chosen.large:
        print_speed("10,000 profiles", metier.load(chosen.large))


def print_quality(graph: KnowledgeGraph) -> None:
    for half in ("tuned", "unseen"):
        print(f"\n{half:<26} recall precision     F1   marks   rank of the occupation")
        readings = [reading_of(graph, gold) for gold in gold_texts(half)]
        whole = Count()
        for one in readings:
            whole += one.count
            print(f"{one.gold.name:<26} {_figures(one.count)}   {one.rank or 'not found'}")
        first = sum(one.rank == 1 for one in readings)
        print(f"{'all':<26} {_figures(whole)}   first in {first} of {len(readings)}")


def _figures(count: Count) -> str:
    marks = count.right + count.missed
    return f"{count.recall:6.2f} {count.precision:9.2f} {count.f1:6.2f} {marks:7}"


def print_speed(name: str, graph: KnowledgeGraph) -> None:
    """Print how fast texts are read; the floor is to cut them into words and do nothing else.

    Nothing looks for garbage meanwhile, as on the command line.
    """
    gc.disable()
    prepared = _seconds(lambda: graph.annotator)
    whole = "\n\n".join(gold.text for gold in gold_texts())
    text = "\n\n".join([whole] * (_SIZE // len(whole)))
    floor = _seconds(lambda: sum(1 for _ in WORD.finditer(text)))
    read = _seconds(lambda: graph.annotate(text))
    gc.enable()
    size = len(text.encode()) / 1e6
    print(f"\n{name}: {size:.1f} MB of text in one piece")
    print(f"  MB of text a second              {size / read:6.2f}   wanted: 1")
    print(f"  times the cutting into words     {read / floor:6.1f}")
    print(f"  seconds to read the graph once   {prepared:6.2f}   then kept with the stored graph")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def print_weights(graph: KnowledgeGraph) -> None:
    """Print weights of a logistic regression (Newton's method, ridge penalty 1), features in order."""
    examples = [one for gold in gold_texts("tuned") for one in examples_of(graph, gold)]
    names = sorted({name for features, _ in examples for name in features})
    x = np.array([[features.get(name, 0.0) for name in names] for features, _ in examples])
    y = np.array([float(is_meant) for _, is_meant in examples])
    penalty = np.array([1e-3 if name == "constant" else 1.0 for name in names])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (likely - y) + penalty * weights
        curve = (x.T * (likely * (1 - likely))) @ x + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    print(f"{len(examples)} examples, {int(y.sum())} of them meant")
    for name, weight, column in zip(names, weights, x.T, strict=True):
        print(f"{name:<24} {weight:6.2f}   in {np.count_nonzero(column)}")


def examples_of(graph: KnowledgeGraph, gold: Gold) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the features of each node that words of a text may mean, and whether it is meant."""
    survey, linker = graph.annotator.linker(document_of(gold.text))
    for place in (one for places in survey.places for one in places):
        over = [mark for mark in gold.marks if mark.start < place.end and place.start < mark.end]
        is_part = any(mark.end - mark.start > place.end - place.start for mark in over)
        seen = set()
        for match in place.matches:
            target = match.name.target.removeprefix(graph.names.base)
            right = [mark for mark in over if target in mark.targets]
            is_open = any(mark.is_optional for mark in right or over) or (is_part and not right)
            if target in seen or is_open:
                continue
            seen.add(target)
            of_name = linker.features_of_name(match, place)
            yield {**of_name, **linker.features_of_place(place)}, bool(right)


if __name__ == "__main__":
    main()
