"""What practices are filed under: their categories and tags, by IRI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from metier.analysis.facts import Facts

_CATEGORIES = "SELECT ?practice ?category WHERE { ?practice met:category ?category }"
_TAGS = "SELECT ?practice ?tag WHERE { ?practice met:tag ?tag }"


class Filing:
    """Categories and tags of all practices. Labels are read one by one: few of them are ever shown."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._labels: dict[str, str] = {}

    @cached_property
    def categories(self) -> Mapping[str, str]:
        """The category of each practice that has one."""
        return dict(self._pairs(_CATEGORIES))

    @cached_property
    def tags(self) -> Mapping[str, tuple[str, ...]]:
        """The tags of each practice that has any, each once, in the order of their IRIs."""
        found: dict[str, list[str]] = defaultdict(list)
        for practice, tag in self._pairs(_TAGS):
            found[practice].append(tag)
        return {practice: tuple(tags) for practice, tags in found.items()}

    def _pairs(self, sparql: str) -> list[tuple[str, str]]:
        return sorted({(row[0].value, row[1].value) for row in self._facts.select(sparql)})

    def label(self, iri: str) -> str:
        """Return what a category or a tag is called."""
        if iri not in self._labels:
            said = dict(self._facts.store.statements(iri))
            self._labels[iri] = said[self._facts.names.prefixes["skos"] + "prefLabel"]
        return self._labels[iri]
