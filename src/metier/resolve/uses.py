"""What is known of one profile's use of a term or tool, small enough to be kept for thousands of profiles."""

from __future__ import annotations

import re
import zlib
from array import array
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cache, lru_cache

from metier.lexicon import is_acronym, is_instrument
from metier.model import Item
from metier.rarity import UNSEEN, rarities, rarity, stem
from metier.wordlists import lines_of, word_group

from .labels import Label, expansion_in, parse_label
from .spelling import content_words, key_of

_WORD = re.compile(r"[^\W\d_][^\W_]+")
_COMMONEST = 3.0
"""Rarity below which a shared word says nothing."""

_BARE = re.compile(r"\s+\([^()]*\)")
_PRAISE = word_group("praise-of-tools")
_GENERIC_TAIL = word_group("generic-tails")


@dataclass(frozen=True)
class Use:
    """An entry of a vocabulary, or a tool, as one profile words it.

    Without slots, as the records of :mod:`metier.model` are: it travels between processes.
    """

    kind: str
    """``term`` or ``tool``."""
    label: str
    preferred: str
    """The label without parentheses; the expansion where the label is an abbreviation with one."""
    key: str
    """The whole label without surface noise; members of a bundle in alphabetical order."""
    alternatives: tuple[str, ...]
    """Other names and the abbreviation that its author gives it, as written."""
    synonyms: tuple[str, ...]
    """Keys of these, and of names that follow from them."""
    expansion: str | None
    """The key of what its abbreviation stands for."""
    is_bundle: bool
    """Whether the label names several things."""
    stems: str
    """The stems of its definition as 32-bit checksums, sorted, in Base64."""
    faculty: bool = False

    @property
    def is_short(self) -> bool:
        """Whether the label is an abbreviation."""
        return is_acronym(self.preferred)


def use_of(kind: str, item: Item) -> Use:
    """Return what resolution needs to know of an entry."""
    parts = parse_label(item.label, item.text if kind == "term" else "")
    expansion = _expansion(parts, item.text)
    preferred = _BARE.sub("", item.label) if kind == "tool" and parts.members else parts.preferred
    is_bundle = kind == "term" and bool(parts.members)
    if is_bundle:
        key, names = " / ".join(sorted(map(key_of, parts.members))), []
    elif kind == "term":
        key, names = key_of(preferred), [*parts.synonyms, parts.abbreviation or ""]
    else:
        key, names = key_of(_without_praise(preferred)), _names_of_tool(preferred, parts, expansion)
    synonyms = dict.fromkeys(map(key_of, [*names, expansion or ""]))
    return Use(
        kind=kind,
        label=item.label,
        preferred=item.label if is_bundle else preferred,
        key=key or key_of(item.label) or item.label.casefold(),
        alternatives=() if is_bundle else _alternatives(parts, preferred),
        synonyms=tuple(name for name in synonyms if name and name != key),
        expansion=key_of(expansion) if expansion else None,
        is_bundle=is_bundle,
        stems=_checksums(item.text),
        faculty=item.item_class == "Faculty",
    )


def _alternatives(parts: Label, preferred: str) -> tuple[str, ...]:
    names = [*parts.synonyms, parts.abbreviation or "", parts.original or ""]
    return tuple(name for name in dict.fromkeys(names) if name and name != preferred)


def _names_of_tool(preferred: str, parts: Label, expansion: str | None) -> list[str]:
    """Return what else a tool may be called: the parts of a slash serve instead of each other."""
    members = [part for part in parts.members if len(part.split()) > 1 or is_acronym(part)]
    names = [*members, *parts.synonyms, parts.abbreviation or ""]
    cores = [core for name in (preferred, expansion or "", *names) if (core := _core(name))]
    shorts = (_known_abbreviations().get(name.strip()) for name in (*members, *cores))
    return [_without_praise(name) for name in (*names, *cores, expansion, *shorts) if name]


def _without_praise(name: str) -> str:
    """Return a tool's name without words that say how good or how new it is: *calibrated torque wrench*."""
    parts = name.split()
    while len(parts) > 1 and parts[0].casefold() in _PRAISE and is_instrument(parts[-1]):
        parts = parts[1:]
    return " ".join(parts)


def _expansion(parts: Label, definition: str) -> str | None:
    if parts.members:
        return None
    if parts.abbreviation:
        return parts.preferred if parts.abbreviation != parts.preferred else None
    short = parts.preferred
    return expansion_in(short, definition) or _known_abbreviations().get(short.removesuffix("s"))


@cache
def _known_abbreviations() -> dict[str, str]:
    """Abbreviations that stand for one thing wherever work is described."""
    pairs = (line.partition(" ") for line in lines_of("abbreviations"))
    return {short: long for short, _, long in pairs}


def _core(name: str) -> str:
    """Return what is left of a tool's name without *software*, *system* and the like, if that says enough.

    >>> _core("CAD software"), _core("finite element analysis"), _core("accounting software")
    ('CAD', 'finite element', '')
    """
    parts = name.split()
    while len(parts) > 1 and key_of(parts[-1]) in _GENERIC_TAIL:
        parts = parts[:-1]
    if len(parts) == len(name.split()):
        return ""
    return " ".join(parts) if len(parts) > 1 or is_acronym(parts[0]) else ""


@lru_cache(maxsize=1 << 17)
def _checksum(stemmed: str) -> int:
    return zlib.crc32(stemmed.encode())


def _checksums(text: str) -> str:
    stems = {stem(word) for word in _WORD.findall(text.casefold())}
    kept = sorted(_checksum(one) for one in stems if rarity(one) >= _COMMONEST)
    return b64encode(array("I", kept).tobytes()).decode()


@cache
def _weights() -> dict[int, float]:
    return {_checksum(one): weight for one, weight in rarities().items()}


@lru_cache(maxsize=1 << 16)
def _set_of(stems: str) -> frozenset[int]:
    return frozenset(array("I", b64decode(stems)))


def overlap(one: Use, other: Use) -> float:
    """Return the summed rarity of the words that two definitions share, those of the labels left out."""
    shared = _set_of(one.stems) & _set_of(other.stems)
    if not shared:
        return 0.0
    own = _label_words(one.label) | _label_words(other.label)
    weights = _weights()
    return sum(weights.get(word, UNSEEN) for word in shared - own)


@lru_cache(maxsize=1 << 16)
def _label_words(label: str) -> frozenset[int]:
    return frozenset(_checksum(stem(word)) for word in _WORD.findall(label.casefold()))


def initialism(use: Use) -> str:
    """Return what a label may be abbreviated to: itself if it is an abbreviation, or else its initials."""
    if use.is_short:
        return use.key.replace(" ", "")
    return "".join(word[0] for word in content_words(use.key))


@lru_cache(maxsize=1 << 16)
def specificity(key: str) -> float:
    """Return how little a label leaves open: the rarity of its rarest word, and more for each further word."""
    rarities = [rarity(stem(word)) for word in content_words(key)]
    return max(rarities, default=0.0) + 3.0 * (len(rarities) - 1)
