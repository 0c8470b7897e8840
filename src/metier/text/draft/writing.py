"""A draft as a file: a profile in YAML, with remarks on where everything comes from."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from metier.diagnostics import printable
from metier.editing.profile_yaml import profile_to_yaml

from .making import Draft

_WIDTH = 88


def draft_to_yaml(draft: Draft) -> str:
    """Return a draft as one YAML document that begins with remarks for who goes on with it."""
    remarks = (
        fill(
            printable(line),
            _WIDTH,
            initial_indent="# ",
            subsequent_indent="#   ",
            break_on_hyphens=False,  # a slug stays whole
            break_long_words=False,
        )
        for line in _remarks(draft)
    )
    return "\n".join([*remarks, profile_to_yaml(draft.profile)])


def _remarks(draft: Draft) -> Iterator[str]:
    profile = draft.profile
    yield f"A stub of a profile, {profile.provenance}."
    yield "Every quotation is a sentence of that text, sorted by its words: rewrite or remove it."
    if draft.unsorted:
        yield f"{draft.unsorted} of its sentences are under no heading."
    if draft.neighbors:
        near = ", ".join(f"{one.node.slug} ({one.score:.2f})" for one in draft.neighbors)
        yield f"category: that of the profiles most like the text: {near}."
    if profile.related:
        yield "related: the occupations that the text names; the notes are the sentences that do."
    if draft.described:
        one = draft.described
        yield f"There is a profile of {one.node.slug}, which the text seems to be about ({one.score:.2f})."
