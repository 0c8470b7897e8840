"""How well texts are read: what they name, what they are about, and how fast.

    python -m benchmarks.articles ../shared/corpus/soul-atlas/souls

reads the texts of ``tests/gold/articles``, in which readers marked what is named, against the graph of the profiles in
the folder, and counts. The half ``tuned`` was looked at while the code was written, the half ``unseen`` was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "articles"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
ORGANIZATION = "new/organization"

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
    seconds: float


def read_text(annotator: Annotator, gold: Gold, base: str) -> Reading:
    """Read one text and compare; ``base`` is what all IRIs begin with."""
    start = time.perf_counter()
    found = annotator.annotate(document_of(gold.text))
    seconds = time.perf_counter() - start
    linked = [
        Linked(one.start, one.end, one.node.id.removeprefix(base)) for one in found.mentions
    ]
    kinds = Counter(one.kind for one in verdicts(gold, linked))
    targets = [one.node.id.removeprefix(base) for one in found.about]
    ranks = (place for place, target in enumerate(targets, start=1) if target in gold.about)
    is_none = not targets and not gold.about
    rank = 1 if is_none else next(ranks, 0)
    return Reading(gold, Count(kinds["right"], kinds["wrong"], kinds["missed"]), rank, seconds)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("profiles", type=Path, help="the folder of the 370 profiles")
    arguments.add_argument("--large", type=Path, help="a graph of 10,000 profiles, built before")
    arguments.add_argument("--fit", action="store_true", help="fit the weights, and print them")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graph = metier.build([chosen.profiles], out=Path(folder))
        if chosen.fit:
            print_weights(graph.annotator, graph.names.base)
            return
        print_quality(graph.annotator, graph.names.base)
        print_speed("370 profiles", graph.annotator)
    if chosen.large:
        print_speed("the large graph", opened(chosen.large).annotator)
