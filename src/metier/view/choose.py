"""From what somebody asks to see to the scene of it: everything, or what is around a node."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from metier.analysis.neighbors import neighborhood
from metier.analysis.network import USES, Network

from .scene import Choice, Scene, scene_of

MOST_MARKDOWN = 24_000_000
"""Characters of Markdown that a page may hold; a collection with more is shown without its sections."""

_TITLE = "SELECT ?title WHERE { ?dataset a void:Dataset ; dcterms:title ?title } ORDER BY ?title"
_UNTITLED = "Occupations"
_TOO_LONG = (
    "The sections of the profiles are left out of this page, for together they are too long for one file. "
    "The page of a part of the graph has them: metier view NAME."
)


def scene(
    network: Network,
    center: str | None = None,
    *,
    depth: int = 2,
    types: Collection[str] = (),
    include: Collection[str] = ("all",),
    sections: bool = True,
) -> Scene:
    """Return the scene of a graph, or of what is within ``depth`` steps of the node with the IRI ``center``.

    ``types`` restricts the links between practices, ``include`` says what is shown beside them, and without
    ``sections`` the texts of the profiles are left out, as they are where they are too long for a page.
    Raises UsageError for an unknown type or kind of node.
    """
    choice = Choice(types=types, include=include, sections=sections)
    if center is None:
        choice = replace(choice, title=_title(network))
    else:
        choice = _around(network, replace(choice, start=center), depth)
    return _short_enough(scene_of(network, choice))


def _short_enough(found: Scene) -> Scene:
    """Return a scene without the sections of its profiles if they are too long for a page."""
    if sum(text.length for text in found.texts if text) <= MOST_MARKDOWN:
        return found
    texts = [text and replace(text, sections=[]) for text in found.texts]
    return replace(found, texts=texts, leaves_out=_TOO_LONG)


def _title(network: Network) -> str:
    return next((title for (title,) in network.facts.rows(_TITLE)), _UNTITLED)


def _around(network: Network, choice: Choice, depth: int) -> Choice:
    """Return a choice narrowed to the practices within ``depth`` steps of the node that it starts with."""
    known = network.facts.practices
    uses = USES.values() if choice.types and choice.start not in known else ()
    found = neighborhood(network, choice.start, depth=depth, types=(*choice.types, *uses))
    nodes = [found.center, *(one.node for one in found.neighbors)]
    steps = "1 step" if depth == 1 else f"{depth} steps"
    return replace(
        choice,
        practices=frozenset(node.id for node in nodes if node.id in known),
        title=f"{found.center.label}: {steps} around it",
    )
