"""Phrases of a text that behave like names of organizations, tools, terms or activities and are in no graph.

What makes a phrase likely is what term extraction found to: rare words, more than one of them, and that the
text comes back to it (Frantzi, Ananiadou and Mima, *Automatic recognition of multi-word terms: the
C-value/NC-value method*, International Journal on Digital Libraries 3, 2000).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import exp, log

from metier.lexicon import (
    ABSTRACT,
    GENERIC_MODIFIERS,
    NOUNS_TOO,
    PLAIN_ADJECTIVES,
    PRAISE,
    is_adjective,
    is_agent,
    is_faculty,
    is_generic,
    is_instrument,
    is_name,
    is_plural,
    singular,
)
from metier.rarity import rarity, stem
from metier.resolve.spelling import key_of
from metier.resolve.uses import specificity
from metier.text.annotation import Candidate, Mention
from metier.text.matching.tokens import RARE
from metier.text.quotes import sentence_at
from metier.text.sources.document import Document
from metier.wordlists import word_group

from .noun_phrases import Phrase, Phrases
from .organizations import ORGANIZATION

TOOL, TERM, ACTIVITY, OCCUPATION = (
    "tool",
    "term",
    "activity",
    "occupation",
)
"""The kinds of things that a phrase may name."""

_PASSING = word_group("passing-nouns")
_EMPTY = GENERIC_MODIFIERS | PRAISE | PLAIN_ADJECTIVES | word_group("passing-modifiers")
_ACTIVITY = ("ing", "tion", "sion")
_LEAST_SCORE = 0.13
_FEWEST_LETTERS = 3

_WEIGHTS = {
    "compound": 0.6,
    "of": 0.5,
    "constant": -3.4,
    "specificity": 0.24,
    "count": 0.7,
    ORGANIZATION: 2.2,
    TOOL: 0.8,
    ACTIVITY: 0.3,
    TERM: 0.0,
    OCCUPATION: 0.6,
}
"""What each feature adds to the logarithm of the odds that a phrase names something worth a node."""


def candidates_of(
    document: Document,
    phrases: Phrases,
    organizations: Mapping[str, Phrase],
    mentions: Sequence[Mention],
    known: Collection[str],
) -> Iterator[Candidate]:
    """Yield what a text may name besides ``mentions``, the likeliest first.

    ``known`` are keys of names in the graph: what bears one is none, even where the text means something else.
    """
    taken = bytearray(len(document.text))
    for one in mentions:
        _take(taken, one.start, one.end)
    found = {**_others(phrases), **organizations}
    scored = sorted(
        (-score, key)
        for key, phrase in found.items()
        if key not in known and (score := _score(key, phrase)) >= _LEAST_SCORE
    )
    for odds, key in scored:
        places = [place for place in sorted(found[key].places) if 1 not in taken[slice(*place)]]
        for place in places:
            _take(taken, *place)
        if places:
            sentence = sentence_at(document.text, places[0][0])
            yield Candidate(found[key].label, found[key].kind, -odds, sentence, tuple(places))


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _score(key: str, phrase: Phrase) -> float:
    telling = specificity(key)
    odds = _WEIGHTS["constant"] + _WEIGHTS[phrase.kind]
    odds += _WEIGHTS["specificity"] * telling + _WEIGHTS["count"] * log(len(phrase.places))
    odds += _WEIGHTS["of"] * (" of " in key)
    words = key.split()
    if len(words) > 1 and not any(map(is_adjective, words)):
        odds += _WEIGHTS["compound"]
    return round(1 / (1 + exp(-odds)), 3)


def _others(phrases: Phrases) -> dict[str, Phrase]:
    """Return the noun phrases that may name a tool, a term, an activity or an occupation, by their keys."""
    found: dict[str, Phrase] = {}
    for text, places in phrases.nominal.items():
        words = _core(text.split())
        kind = _kind(words) if words else ""
        if not kind:
            continue
        core = " ".join(words)
        first = text.find(words[0])
        last = text.rfind(words[-1]) + len(words[-1])
        moved = [(start + first, start + last) for start, _ in places]
        found.setdefault(key_of(core), Phrase(kind)).take(core, moved)
    return found


def _core(words: list[str]) -> list[str]:
    """Return a phrase without words before it that praise, and behind it that say nothing of a trade."""
    while words and (words[0].casefold() in _EMPTY or words[0].endswith("ed")):
        words = words[1:]
    while len(words) > 1 and "of" not in words and _ends_badly(words[-1]):
        words = words[:-1]
    return words


def _says_nothing(word: str) -> bool:
    return is_generic(word) or singular(word.casefold()) in _PASSING or word.casefold() in ABSTRACT


def _ends_badly(word: str) -> bool:
    return _says_nothing(word) or word.endswith("ed") or is_adjective(word)


def _kind(words: list[str]) -> str:
    """Return what a phrase may name, or nothing where it names nothing of a trade."""
    inner = [word for word in words if word != "of"]
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if _says_nothing(head) or is_faculty(" ".join(words)) or any(map(_is_outside, inner)):
        return ""
    if "of" not in words and (any(map(is_plural, inner[:-1])) or _is_clause(inner)):
        return ""
    if is_agent(singular(head.casefold())):
        is_told = len(words) > 1 or rarity(stem(key_of(head))) >= RARE
        return OCCUPATION if is_told and "of" not in words else ""
    rare = max(rarity(stem(key_of(word))) for word in inner)
    if "of" not in words and is_instrument(head):
        return TOOL if rare >= RARE else ""
    if len(words) == 1 and (rare < RARE or not _may_stand_alone(head.casefold())):
        return ""
    is_doing = len(words) > 1 and words[0].endswith("ing") and is_plural(head)
    return ACTIVITY if is_doing or head.endswith(_ACTIVITY) else TERM


def _is_clause(words: list[str]) -> bool:
    """Whether words that look like nouns are who does something: *the chandler visits ships*."""
    head = words[-1].casefold()
    return singular(head) in NOUNS_TOO and any(is_agent(word.casefold()) for word in words[:-1])


def _is_outside(word: str) -> bool:
    """Whether a word is in no name of a thing of a trade: a proper name, a possessive."""
    return is_name(word) or "'" in word or "\u2019" in word


def _may_stand_alone(word: str) -> bool:
    return len(word) > _FEWEST_LETTERS and not is_adjective(word) and not word.endswith("ed")
