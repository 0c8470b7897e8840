"""The IRIs of things: one level below the kind, parts joined by two hyphens, never a blank node."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from metier.errors import UsageError
from metier.vocab import DEFAULT_BASE, EXTERNAL_PREFIXES

from .terms import Term, iri, ontology_terms

if TYPE_CHECKING:
    from metier.resolve.concepts import Concept

_BASE = re.compile(r"(?:https?://[^/?#]+/(?:[^?#]*/)?|urn:[^?#]+:)\Z")

KINDS = {
    "id": "id",
    "doc": "doc",
    "section": "section",
    "item": "item",
    "relation": "relation",
    "usage": "usage",
    "tool": "tool",
    "term": "term",
    "category": "category",
    "tag": "tag",
    "difficulty": "difficulty",
    "rtype": "relation-type",
    "scheme": "scheme",
    "graph": "graph",
    "label": "label",
    "citation": "citation",
    "variant": "variant",
    "review": "review",
    "attribution": "attribution",
    "origin": "origin",
    "field": "field",
    "mention": "mention",
    "agent": "agent",
    "place": "place",
    "source": "source",
    "collection": "collection",
}
"""The kinds of things that have names, by the prefix that a query uses for them."""

SCHEMES = {
    "category": "categories",
    "tag": "tags",
    "difficulty": "difficulties",
    "tool": "tools",
    "term": "terms",
}
"""The concept scheme of each kind of concept that is a SKOS concept."""


class Names:
    """Mints the names of one dataset, all below ``base``, which ends in ``/`` or ``:``."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        """Raise UsageError where ``base`` is no absolute http(s) or urn IRI that names can be added to."""
        if not _BASE.match(base) or not is_iri(base + "ontology#Practice"):
            raise UsageError(
                f"{base!r} can't be a base: it must be an http or https IRI that ends in /, "
                "or a urn that ends in :"
            )
        self.base = base
        self.met = ontology_terms(base)
        self.dataset = iri(base + "dataset")
        self.ontology = iri(base + "ontology")

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """All prefixes that Turtle and queries use: met, one a kind of thing, and the vocabularies."""
        kinds = {prefix: f"{self.base}{path}/" for prefix, path in KINDS.items()}
        return {"met": self.base + "ontology#", **kinds, **EXTERNAL_PREFIXES}

    def of(self, kind: str, *parts: str) -> Term:
        """Return the name of a thing: its kind's path, then ``parts`` joined by two hyphens."""
        return f"<{self.base}{KINDS[kind]}/{'--'.join(parts)}>"

    def practice(self, slug: str) -> Term:
        """Return the name of what a profile is about."""
        return self.of("id", slug)

    def concept(self, concept: Concept) -> Term:
        """Return the name of a concept."""
        return self.of(concept.kind, concept.slug)


def is_iri(text: str) -> bool:
    """Whether the store's parser takes ``text`` for an IRI (RFC 3987)."""
    try:
        line = f"<{text}> <{text}> <{text}> ."
        return len(list(ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES))) == 1
    except (SyntaxError, UnicodeEncodeError):
        return False
