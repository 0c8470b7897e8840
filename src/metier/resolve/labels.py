"""A term's label taken apart: what stands in its parentheses, what its slash means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from metier.lexicon import is_acronym
from metier.rarity import rarity, stem
from metier.wordlists import word_group

_ASIDE = re.compile(r"\s+[(\[]((?:[^()\[\]]|\([^()]*\))*)[)\]]")
_SLASH = re.compile(r"\s+/\s+|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")
"""A slash between names; ``A/B``, ``24/7``, ``I/O`` and ``TCP/IP`` are one."""
_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
_ONE_NAME = r"[A-Z][\w.'\u2019-]*"
_FULL_NAME = rf"{_ONE_NAME}(?:\s(?:(?:de|van|von|der|la|del)\s)?{_ONE_NAME}){{0,2}}"
_NAMES = re.compile(rf"{_FULL_NAME}(?:(?:,|\s?&|\sand|;)\s?{_FULL_NAME})*(?:,?\s?\d{{4}})?\Z")
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
_LETTERS = re.compile(r"[^\W_]+")
_FEWEST_IN_A_BUNDLE = 3
_MOST_LETTERS = 8
"""Letters of an abbreviation."""
_MOST_SPELLED = 16
"""Words that an abbreviation may stand for, small ones included."""
_MOST_OF_A_WORD = 3
"""Letters that one word may give: *RfD*, *XML*."""
_MOST_EXPANDED = 10
"""Words of a definition in which an abbreviation is looked for."""
_LAST_OF_LATIN = 0x24F
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
        self.abbreviation: str | None = None
        self.authors: str | None = None
        self.symbol: str | None = None
        self.original: str | None = None

    def take(self, aside: str) -> None:
        """Find out what a parenthesis is to the label."""
        head = self.preferred
        if abbreviates(head, aside):
            self.abbreviation, self.preferred = head, aside
        elif abbreviates(aside, head) or (is_acronym(aside) and len(aside) <= _MOST_LETTERS):
            self.abbreviation = aside
        elif _EXAMPLES.match(aside) or "," in aside or "/" in aside:
            return  # examples name other things
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
    if not 1 < len(letters) <= _MOST_LETTERS or " " in letters or not is_acronym(letters):
        return False
    letters = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    found = [word.casefold() for word in _LETTERS.findall(long)]
    return len(found) <= _MOST_SPELLED and _spells(letters.casefold(), found)


def _spells(letters: str, found: list[str]) -> bool:
    """Whether the letters are beginnings of the words, in order, each big word giving at least one."""
    reached = {0}  # how many letters may be spelled so far
    for word in found:
        further = set(reached) if word in _SMALL or word.isdigit() else set()
        for position in reached:
            taken = position
            for letter in word[:_MOST_OF_A_WORD]:
                if letters[taken : taken + 1] != letter:
                    break
                taken += 1
                further.add(taken)
        reached = further
    return len(letters) in reached


_SMALL = word_group("small-in-expansions")


def expansion_in(short: str, definition: str) -> str | None:
    """Return the words at the beginning of a definition that an abbreviation stands for.

    >>> expansion_in("SPOF", "single point of failure; a dependency")
    'single point of failure'
    """
    spans = [word.span() for word in islice(_LETTERS.finditer(definition), _MOST_EXPANDED)]
    found = (definition[spans[0][0] : end] for _, end in spans[1:])
    candidates = [one for one in found if abbreviates(short, one)]
    letters = re.sub(r"[^\w]", "", short).casefold()
    return max(candidates, key=lambda one: (_initials(one) == letters, -len(one)), default=None)


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", text.casefold()))


def _is_foreign(text: str) -> bool:
    return text.startswith(("pl. ", "lit. ")) or any(
        letter.isalpha() and ord(letter) > _LAST_OF_LATIN for letter in text
    )


def _is_unknown(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return (
        bool(words)
        and all(len(word) > 1 for word in words)
        and any(rarity(stem(word.casefold())) > 9 for word in words)
    )
