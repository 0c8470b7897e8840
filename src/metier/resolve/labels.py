"""A term's label taken apart: what stands in its parentheses, what its slash means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from metier.rarity import rarity, stem
from metier.wordlists import words

_ASIDE = re.compile(r"\s+[(\[]((?:[^()\[\]]|\([^()]*\))*)[)\]]")
_SLASH = re.compile(r"\s*/\s*(?![^(]*\))")
_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:[A-Z][\w.'\u2019-]*\.?\s?(?:(?:de|van|von|der|la|del)\s)?){1,3}"
    r"(?:(?:,|\s?&|\sand|;)\s?(?:[A-Z][\w.'\u2019-]*\.?\s?){1,3})*(?:,?\s?\d{4})?\Z"
)
_SYMBOL = re.compile(
    r"[A-Za-z\u0370-\u03ff]{1,2}[\d\u2080-\u209c']*(?:,\s?[A-Za-z\u0370-\u03ff]{1,2}\d*)*\Z"
)
_EXAMPLES = re.compile(r"(?:e\.g\.|such as|like|for example)\W", re.IGNORECASE)
_ALSO = re.compile(
    r"\b(?:also (?:called|known as|termed|spelled)|a\.?k\.?a\.?|in short|known as|or simply)\s+"
    r"[\"'\u201c*]*([\w][\w '\u2019-]{1,40}?)[\"'\u201d*]*(?=[,.;:)\u2014]|\Z| -)",
    re.IGNORECASE,
)
_GLOSS = re.compile(
    r"((?!(?:an?|to|any|when|how)\s)[\w'\u2019-]+(?: [\w'\u2019-]+){0,2})\s*;", re.IGNORECASE
)
"""A definition that begins with another name for the thing: ``fittingness; the reason …``."""

_TWO_THINGS = re.compile(
    r"\s/\s|\bvs\b|\bversus\b|\brespectively\b|[;,] (?:and )?(?:the|an?|its|their) \w"
    r"|\b(?:two|three|four|pair of|both)\b|\band (?:the|an?) \w|\bas opposed to\b|\binside / outside\b",
    re.IGNORECASE,
)
_FEWEST_IN_A_BUNDLE = 3
_AFTER_HEAD = ("of", "for", "that", "in", "who", "which", "to", "on", "by", "with", "used")


@dataclass(frozen=True, slots=True)
class Label:
    """What the parts of a label are."""

    preferred: str
    """The label without parentheses; the first of several synonyms."""
    synonyms: tuple[str, ...] = ()
    abbreviation: str | None = None
    authors: str | None = None
    symbol: str | None = None
    original: str | None = None
    """The word in its own language or script."""
    examples: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    """What the label bundles or contrasts, where it names several things; ``preferred`` is then all of it."""


def parse_label(label: str, definition: str = "") -> Label:
    """Return the parts of a label, told apart with the help of its definition.

    >>> parse_label("Harmonized System (HS)").abbreviation
    'HS'
    >>> parse_label("Float / slack", "time an activity can slip").synonyms
    ('slack',)
    >>> parse_label("CAC / LTV", "acquisition cost vs. lifetime value").members
    ('CAC', 'LTV')
    """
    asides = [aside.strip() for aside in _ASIDE.findall(label)]
    bare = _ASIDE.sub("", label).strip(" :.,;") or label
    parts = [part for part in _SLASH.split(bare) if part]
    found = _Parts(bare)
    if len(_VERSUS.split(bare)) > 1:
        found.members = tuple(_VERSUS.split(bare))
    elif len(parts) > 1:
        if _are_synonyms(parts, definition):
            found.preferred, found.synonyms = parts[0], parts[1:]
        else:
            found.members = tuple(parts)
    for aside in () if found.members else asides:
        found.take(aside)
    found.synonyms += _said_synonyms(definition, found.preferred)
    return found.label()


class _Parts:
    def __init__(self, preferred: str) -> None:
        self.preferred = preferred
        self.synonyms: list[str] = []
        self.members: tuple[str, ...] = ()
        self.examples: list[str] = []
        self.abbreviation: str | None = None
        self.authors: str | None = None
        self.symbol: str | None = None
        self.original: str | None = None

    def take(self, aside: str) -> None:
        """Find out what a parenthesis is to the label."""
        head = self.preferred
        if abbreviates(head, aside):
            self.abbreviation, self.preferred = head, aside
        elif abbreviates(aside, head) or _is_acronym(aside):
            self.abbreviation = aside
        elif _EXAMPLES.match(aside) or "," in aside or "/" in aside:
            self.examples += [
                part.strip() for part in re.split(r"[,/]", _EXAMPLES.sub("", aside)) if part.strip()
            ]
        elif _is_foreign(aside):
            self.original = aside
        elif _SYMBOL.match(aside) and len(aside) <= 3:
            self.symbol = aside
        elif _NAMES.match(aside) and _is_unknown(aside):
            self.authors = aside
        elif aside and len(aside.split()) <= 5:
            self.synonyms.append(aside)

    def label(self) -> Label:
        synonyms = dict.fromkeys(
            one.strip() for one in self.synonyms if one.strip() and one != self.preferred
        )
        return Label(
            self.preferred,
            tuple(synonyms),
            self.abbreviation,
            self.authors,
            self.symbol,
            self.original,
            tuple(self.examples),
            self.members,
        )


def _are_synonyms(parts: list[str], definition: str) -> bool:
    """Whether a slash joins names of one thing; a definition of two things, or names built alike, say no."""
    if len(parts) >= _FEWEST_IN_A_BUNDLE or all(part.isupper() for part in parts):
        return False
    first, second = (part.casefold().split() for part in parts)
    if len(first) > 1 and len(second) > 1 and (first[-1] == second[-1]) != (first[0] == second[0]):
        return False
    if _TWO_THINGS.search(definition.split(". ")[0]):
        return False
    return not _is_of_many(definition)


def _is_of_many(definition: str) -> bool:
    """Whether a definition begins with a noun in the plural: ``planning measures of throughput``."""
    words = re.findall(r"[\w'-]+", definition)[:4]
    until = next((place for place, word in enumerate(words) if word in _AFTER_HEAD), len(words))
    if not words or words[0].casefold() in ("a", "an", "how"):
        return False
    return any(
        word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) for word in words[:until]
    )


def _said_synonyms(definition: str, preferred: str) -> list[str]:
    """Return what a definition calls the thing besides: ``also called …``, or a short first clause."""
    said = [one.strip() for one in _ALSO.findall(definition)]
    gloss = _GLOSS.match(definition)
    if gloss and gloss[1].casefold() != preferred.casefold():
        said.append(gloss[1])
    return said


def abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is made of the initials of ``long``, small words and plural aside.

    >>> abbreviates("ADLs", "activities of daily living"), abbreviates("HS", "customs law")
    (True, False)
    """
    letters = short.strip().replace(".", "").replace("-", "").replace("&", "")
    if (
        not 1 < len(letters) <= 8
        or " " in letters
        or sum(letter.isupper() for letter in letters) < 2
    ):
        return False
    letters = (
        letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    ).casefold()
    return _spells(letters, [word.casefold() for word in re.findall(r"[^\W_]+", long)])


def _is_acronym(text: str) -> bool:
    return " " not in text and len(text) <= 6 and sum(letter.isupper() for letter in text) > 1


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the letters are beginnings of the words, in order, each big word giving at least one."""
    if not letters:
        return all(word in _SMALL for word in words)
    if not words:
        return False
    word, rest = words[0], words[1:]
    taken = 0
    while taken < min(3, len(word), len(letters)) and word[taken] == letters[taken]:
        taken += 1
        if _spells(letters[taken:], rest):
            return True
    return (word in _SMALL or word.isdigit()) and _spells(letters, rest)


_SMALL = words("small-in-expansions")


def expansion_in(short: str, definition: str) -> str | None:
    """Return the words at the beginning of a definition that an abbreviation stands for.

    >>> expansion_in("SPOF", "single point of failure; a dependency")
    'single point of failure'
    """
    words = list(_words(definition))[:10]
    found = (definition[words[0][0] : end] for _, end in words[1:])
    candidates = [one for one in found if abbreviates(short, one)]
    letters = re.sub(r"[^\w]", "", short).casefold()
    return max(candidates, key=lambda one: (_initials(one) == letters, -len(one)), default=None)


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", text.casefold()))


def _words(text: str) -> Iterator[tuple[int, int]]:
    for word in re.finditer(r"[^\W_]+", text):
        yield word.span()


def _is_foreign(text: str) -> bool:
    return any(ord(letter) > 0x24F for letter in text) or text.startswith(("pl. ", "lit. "))


def _is_unknown(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return (
        bool(words)
        and all(len(word) > 1 for word in words)
        and any(rarity(stem(word.casefold())) > 9 for word in words)
    )
