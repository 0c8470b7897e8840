"""How kinds, categories and types of links look: told apart by more than colour, on light and on dark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, cycle, repeat

from metier.analysis.network import BROADER, USES, VARIANT
from metier.analysis.records import PLACEHOLDER, SPECIALIZATION
from metier.vocab import practice_kinds, relation_types

LIGHT = ("#332288", "#cc6677", "#117733", "#88ccee", "#aa7a00", "#882255", "#44aa99", "#999933")
DARK = ("#8f86f0", "#ee8899", "#3fae62", "#99ddff", "#e0a93a", "#c8609a", "#66d9c4", "#cccc66")
"""Hues for categories, which people with each kind of colour blindness can tell apart.

The light ones follow the muted scheme of P. Tol, *Colour schemes*, SRON/EPS/TN/09-002 (2021); the dark ones
are their lighter sisters. ``tests/test_view.py`` looks at them through the eyes of the colour-blind.
"""

MARKS = ("plain", "dot", "ring")
"""What tells categories of one hue apart: nothing, a dot in the middle, a ring within the border."""

_SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "pentagon", "octagon")
_OTHER_SHAPES = {
    PLACEHOLDER: "hollow",
    SPECIALIZATION: "kite",
    "Tool": "cross",
    "Term": "star",
}
_LABELS = {PLACEHOLDER: "Without a profile"}
_LINES = ("dotted", "dashed", "solid", "dash-dot", "double-dash", "long-dash")
_OTHER_TYPES = {
    USES["Tool"]: ("uses the tool", "is used by", "fine", False),
    USES["Term"]: ("uses the term", "is used by", "wide-dots", False),
    BROADER: ("is a kind of", "has the kind", "triple-dash", True),
    VARIANT: ("has the variant", "is a variant of", "long-gaps", True),
}
"""Phrase, inverse phrase, line and arrow of the types that are no links of authors."""
_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class KindLook:
    """A kind of node in the legend."""

    key: str
    """Local name of its class."""
    label: str
    shape: str


@dataclass(frozen=True, slots=True)
class CategoryLook:
    """A category in the legend."""

    label: str
    hue: int
    """Index into LIGHT and DARK; -1 for grey."""
    mark: str


@dataclass(frozen=True, slots=True)
class TypeLook:
    """A type of link in the legend."""

    key: str
    label: str
    phrase: str
    """What a sentence says between the two ends."""
    inverse: str
    """The same from the other end."""
    symmetric: bool
    line: str
    arrow: bool
    """Whether lines show which end is the source."""
    weight: float
    """Length of one step, to which a tool or term adds that many use."""


def kind_looks() -> list[KindLook]:
    """Return the kinds of nodes, those of practices first. A new kind gets the next shape."""
    shapes = chain(_SHAPES, repeat("circle"))
    practices = [KindLook(name, _spaced(name), next(shapes)) for name in practice_kinds().values()]
    others = [KindLook(n, _LABELS.get(n, n), shape) for n, shape in _OTHER_SHAPES.items()]
    return [*practices, *others]


def type_looks() -> list[TypeLook]:
    """Return the types of links: those of ``relations.ttl``, then the ones that are no links of authors."""
    lines = cycle(_LINES)
    links = [
        TypeLook(
            key=one.key,
            label=one.label,
            phrase=one.phrase,
            inverse=one.inverse_phrase,
            symmetric=one.is_symmetric,
            line=next(lines),
            arrow=not one.is_symmetric,
            weight=one.weight,
        )
        for one in relation_types().values()
    ]
    others = [
        TypeLook(
            key, phrase, phrase, inverse, symmetric=False, line=line, arrow=arrow, weight=_WEIGHT
        )
        for key, (phrase, inverse, line, arrow) in _OTHER_TYPES.items()
    ]
    return links + others


def category_looks(categories: Iterable[str]) -> list[CategoryLook]:
    """Return the categories, the most frequent first: those have a hue each, the next share it under a mark.

    ``categories`` are labels, one for each practice that has one. What comes after all hues and marks is grey.
    """
    counts = Counter(categories)
    ordered = sorted(counts, key=lambda label: (-counts[label], label))
    looks = [(hue, mark) for mark in MARKS for hue in range(len(LIGHT))]
    grey = repeat((-1, MARKS[0]))
    return [
        CategoryLook(label, hue, mark)
        for label, (hue, mark) in zip(ordered, chain(looks, grey), strict=False)
    ]


def _spaced(name: str) -> str:
    """Return ``HistoricalOccupation`` as ``Historical occupation``."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return words.strip().capitalize()
