"""Which of a profile's sources a reference means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from metier.model import Item

from .spelling import content_words, key_of

_FEWEST_WORDS = 2


def cited(reference: Item, sources: Mapping[str, str]) -> Iterator[str]:
    """Yield the titles, out of ``sources`` by their keys, that the item of a References section means.

    The title must be the label, or stand in the item, word by word; a title of one word must be the label.
    """
    label, whole = key_of(reference.label), f" {key_of(reference.text or reference.label)} "
    for key, title in sources.items():
        if key == label or _is_within(key, whole) or _is_within(label, f" {key} "):
            yield title


def _is_within(key: str, whole: str) -> bool:
    return len(content_words(key)) >= _FEWEST_WORDS and f" {key} " in whole
