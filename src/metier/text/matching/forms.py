"""The ways in which texts write one name: in another order, shortened, joined, or half of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from metier.analysis.records import SPECIALIZATION, Node
from metier.lexicon import is_acronym, is_instrument
from metier.rarity import UNSEEN, rarity, stem
from metier.resolve.mentions import exact_spelling
from metier.resolve.spelling import content_words, key_of
from metier.resolve.uses import specificity

from .tokens import BETWEEN

CONCEPTS = ("Tool", "Term")
"""The kinds of nodes that are no practices."""

LABEL, ALIAS, PART, HEAD, LETTER = "label", "alias", "part", "head", "letter"
"""What a name is: the label, another name, a part of a label, the last word of one, a single letter."""

INITIALS, CONJUNCT, TURNED, JOINED, SPLIT = "initials", "conjunct", "turned", "joined", "split"
"""What was made of a name: its initials, one half of *A and B*, its words turned round, joined or split."""

_FEWEST_LETTERS = 2
_FEWEST_FOR_INITIALS = 3
_MOST_TURNED = 3
_FEWEST_JOINED = 3
_MOST_WORDS = 8
_HYPHENED = re.compile(r"[A-Z]?[a-z]+(?:-[A-Z]?[a-z]+)+\Z")
"""Words that a hyphen joins, which make no acronym: *Customs-Officer*."""

_NO_LETTER = "AI"
"""Capitals that are words."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a node."""

    target: str
    """IRI of the node."""
    kind: str
    """Of the node: ``Tool``, ``Term``, or a kind of practice."""
    key: str
    """The name without surface noise."""
    words: tuple[str, ...]
    """The words of it that a text must have, in their order there."""
    form: str
    exact: str | None = None
    """How it must be spelled, for an acronym or a product; None where case doesn't matter."""

    @property
    def specificity(self) -> float:
        """How little it leaves open: see :func:`metier.resolve.uses.specificity`."""
        return specificity(self.key)


def forms_of(node: Node, form: str, text: str) -> Iterator[Name]:
    """Yield a name of a node and what texts make of it."""
    key = key_of(text)
    words = tuple(word for word in key.split() if word not in BETWEEN)
    if not words or len(words) > _MOST_WORDS:
        return
    if len(key) < _FEWEST_LETTERS:
        if len(text) == 1 and text.isupper() and text not in _NO_LETTER and node.kind == "Tool":
            yield Name(node.id, node.kind, key, words, LETTER, text)
        return
    exact = None if _HYPHENED.match(text) else exact_spelling(text)
    if exact is None and _is_proper(node, text):
        exact = text
    yield Name(node.id, node.kind, key, words, form, exact)
    if exact is None:
        yield from _made_of(node, key, words, form)


def _is_proper(node: Node, text: str) -> bool:
    """Whether one word is a proper name: profiles write tools in small letters, but not *Word* and *Python*."""
    return node.kind == "Tool" and " " not in text and text[0].isupper() and not is_instrument(text)


def _made_of(node: Node, key: str, words: tuple[str, ...], form: str) -> Iterator[Name]:
    if len(content_words(key)) >= _FEWEST_FOR_INITIALS:
        yield from _initials(node, key)
    if "and" in words[1:-1]:
        yield from _uncoordinated(node, key, words)
    if node.kind in CONCEPTS:
        if len(words) == len(key.split()):
            yield from _other_orders(node, key, words)
        if len(words) == 1 and form == LABEL:
            yield from _split(node, key)


def _initials(node: Node, key: str) -> Iterator[Name]:
    """Yield what a long name is shortened to: *CBP officer*, and *AED* of a tool or a term."""
    *modifiers, head = content_words(key)
    short = "".join(word[0] for word in modifiers)
    if node.kind in CONCEPTS:
        short += head[0]
        yield Name(node.id, node.kind, key, (short,), INITIALS, short.upper())
    elif not is_acronym(head) and node.kind != SPECIALIZATION:
        yield Name(node.id, node.kind, key, (short, head), INITIALS, short.upper())


def _uncoordinated(node: Node, key: str, words: tuple[str, ...]) -> Iterator[Name]:
    """Yield *loss table* and *mortality table* for *mortality and loss table*, and it all without *and*."""
    place, head = words.index("and"), words[-1]
    yield Name(node.id, node.kind, key, tuple(word for word in words if word != "and"), ALIAS)
    for part in ((*words[:place], head), words[place + 1 :]):
        if len(part) > 1 and "and" not in part:
            half = " ".join(part)
            yield Name(node.id, node.kind, half, part, CONJUNCT)
            if node.kind == "Tool":
                yield from _other_orders(node, half, part)


def _other_orders(node: Node, key: str, words: tuple[str, ...]) -> Iterator[Name]:
    """Yield *inspection of passports* and *inspecting passports* for *passport inspection*; *bodyworn*."""
    if 1 < len(words) <= _MOST_TURNED:
        yield Name(node.id, node.kind, key, (words[-1], *words[:-1]), TURNED)
    if len(words) == 2 and min(map(len, words)) >= _FEWEST_JOINED:
        yield Name(node.id, node.kind, key, ("".join(words),), JOINED)


def _split(node: Node, key: str) -> Iterator[Name]:
    """Yield *hand off* for *handoff*, where a word that is rare is made of two that are not."""
    if rarity(stem(key)) < UNSEEN:
        return
    for cut in range(_FEWEST_JOINED, len(key) - _FEWEST_JOINED + 1):
        words = (key[:cut], key[cut:])
        if all(rarity(stem(word)) < UNSEEN for word in words):
            yield Name(node.id, node.kind, key, words, SPLIT)
