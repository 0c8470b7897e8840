"""Full-text search: what of a graph can be found by its words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from metier.errors import UsageError
from metier.graph.names import Names
from metier.sections.blocks import plain_text
from metier.store import Store
from metier.store.texts import Entry, SearchResult, TextIndex
from metier.vocab import declared_terms, practice_kinds, relation_types

_PRACTICES = """
SELECT ?node ?kind ?label ?text ?broader WHERE {
    ?kind rdfs:subClassOf met:Practice . ?node a ?kind ; skos:prefLabel ?label
    OPTIONAL { ?node skos:definition ?text }
    OPTIONAL { ?node skos:broader ?broader . ?node a met:Specialization } }
"""
_NAMES = "SELECT ?node ?name WHERE { ?node skos:altLabel|skos:hiddenLabel ?name }"
_CONCEPTS = """
SELECT ?node ?kind ?label WHERE {
    { SELECT ?node ?kind { VALUES ?kind { met:Tool met:Term met:Category met:Tag } ?node a ?kind } }
    { SELECT ?node ?label { ?node skos:prefLabel ?label } } }
"""
"""This and the next are joined by hashes: on disk that takes half the time of one lookup after another."""

_USES = """
SELECT ?concept ?label ?text ?markdown ?section ?practice WHERE {
    { SELECT ?usage ?concept { ?usage met:of ?concept } }
    { SELECT ?usage ?label { ?usage skos:prefLabel ?label } }
    { SELECT ?usage ?markdown { ?usage met:markdown ?markdown } }
    { SELECT ?usage ?section { ?usage met:section ?section } }
    { SELECT ?usage ?practice { ?practice met:usage ?usage } }
    OPTIONAL { SELECT ?usage ?text { ?usage skos:definition|skos:scopeNote ?text } } }
"""
_ITEMS = """
SELECT ?node ?kind ?label ?text ?markdown ?section ?practice WHERE {
    { SELECT ?node ?kind { ?kind rdfs:subClassOf met:Item . ?node a ?kind } }
    { SELECT ?node ?label { ?node skos:prefLabel ?label } }
    { SELECT ?node ?practice { ?node met:about ?practice } }
    { SELECT ?node ?markdown { ?node met:markdown ?markdown } }
    { SELECT ?node ?section { ?node met:section ?section } }
    OPTIONAL { SELECT ?node ?text { ?node met:text ?text } } }
"""
_SECTIONS = """
SELECT ?node ?label ?markdown ?practice WHERE {
    { SELECT ?node { ?node a met:Section } }
    { SELECT ?node ?label { ?node skos:prefLabel ?label } }
    { SELECT ?node ?markdown { ?node met:markdown ?markdown } }
    { SELECT ?node ?practice { ?node met:about ?practice } } }
"""
_RELATIONS = """
SELECT ?node ?source ?type ?target ?text WHERE {
    ?node a met:Relation ; met:source ?source ; met:relationType/met:key ?type ; met:target ?target ;
        skos:note ?text }
"""
_VARIANTS = """
SELECT ?node ?label ?text ?practice WHERE {
    ?practice met:countryVariant ?node . ?node skos:prefLabel ?label OPTIONAL { ?node skos:scopeNote ?text } }
"""
_PRACTICE_KINDS = frozenset({*practice_kinds().values(), "Specialization", "Placeholder"})
_CONCEPT_KINDS = frozenset({"Tool", "Term", "Category", "Tag"})
_OTHER_KINDS = frozenset({"Section", "Relation", "CountryVariant"})

_MOST_USERS = 8
"""Practices up to which a concept is found by the names of those that use it."""

_SEPARATOR = " \u00b7 "
"""Between what several profiles say of one concept."""

_MARKER = re.compile(r"\A(?:[-*+]|\d{1,9}[.)])\s+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def index_of(store: Store, names: Names, path: Path | None = None) -> TextIndex:
    """Make the index of a graph, in the file ``path`` or in memory.

    Raises UsageError where the file can't be written.
    """
    return TextIndex.build(path, entries_of(store, names))


def search(
    index: TextIndex, words: str, *, kinds: Collection[str] = (), limit: int = 20
) -> SearchResult:
    """Return the ``limit`` best entries for ``words``.

    ``kinds`` are names of classes, such as ``Term`` or ``failure-mode``; ``practice``, ``concept`` and ``item``
    stand for several. Raises UsageError for a kind that there is not.
    """
    known = {kind for one in kinds for kind in _kinds_called(one, index.kinds)}
    return index.search(words, kinds=known, limit=limit)


def _kinds_called(said: str, known: Collection[str]) -> frozenset[str]:
    families = {
        "practice": _PRACTICE_KINDS,
        "concept": _CONCEPT_KINDS,
        "item": {"Item", *known} - _PRACTICE_KINDS - _CONCEPT_KINDS - _OTHER_KINDS,
    }
    name = re.sub(r"[\W_]", "", said).casefold()
    declared = (iri.rpartition("#")[2] for iri in declared_terms())
    found = families.get(name) or {
        kind for kind in (*known, *declared) if kind[:1].isupper() and kind.casefold() == name
    }
    if not found:
        listed = ", ".join([*families, *sorted(known)])
        raise UsageError(f"there is no kind {said!r}; there are {listed}")
    return frozenset(found)


def in_words(kind: str) -> str:
    """Return the name of a kind for people.

    >>> in_words("FailureMode")
    'failure mode'
    """
    return _HUMP.sub(" ", kind).lower()


def entries_of(store: Store, names: Names) -> Iterator[Entry]:
    """Yield all that can be found in a graph: practices, concepts, items, prose, notes of links."""
    return _Reader(store, names).entries()


class _Reader:
    def __init__(self, store: Store, names: Names) -> None:
        self._store = store
        self._names = names
        self._titles: dict[str, str] = {}
        self._other_names: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[str, set[str]] = defaultdict(set)
        """For each section, the pieces of its Markdown that other entries have."""

    def entries(self) -> Iterator[Entry]:
        for node, name in self._rows(_NAMES):
            self._other_names[node].append(name)
        yield from self._practices()
        yield from self._concepts()
        yield from self._items()
        yield from self._sections()
        yield from self._relations()
        yield from self._variants()

    def _rows(self, sparql: str) -> Iterator[tuple[str, ...]]:
        answer = self._store.query(sparql, self._names.prefixes)
        assert isinstance(answer, ox.QuerySolutions)
        for row in answer:
            yield tuple("" if value is None else value.value for value in row)

    def _kind(self, iri: str) -> str:
        return iri.removeprefix(self._names.prefixes["met"])

    def _context(self, practice: str, kind: str) -> str:
        return f"{self._titles[practice]} {in_words(self._kind(kind))}"

    def _practices(self) -> Iterator[Entry]:
        for node, kind, label, text, broader in sorted(self._rows(_PRACTICES)):
            if node in self._titles:
                continue
            self._titles[node] = label
            names = _others(label, self._other_names[node])
            yield Entry(node, self._kind(kind), label, names, plain_text(text), broader)

    def _concepts(self) -> Iterator[Entry]:
        uses = defaultdict(list)
        rows = sorted(self._rows(_USES))
        shared = Counter(markdown for _, _, _, markdown, _, _ in rows)
        for concept, label, text, markdown, section, practice in rows:
            own = text or (markdown if shared[markdown] == 1 else "")
            if own:
                self._parts[section].add(markdown)
            uses[concept].append((practice, label, _plain(own)))
        for node, kind, label in self._rows(_CONCEPTS):
            users = list(dict.fromkeys(practice for practice, _, _ in uses[node]))
            labels = [*self._other_names[node], *(label for _, label, _ in uses[node])]
            texts = dict.fromkeys(text for _, _, text in uses[node] if text)
            yield Entry(
                node,
                self._kind(kind),
                label,
                _others(label, labels),
                _SEPARATOR.join(texts),
                users[0] if len(users) == 1 else "",
                tuple(self._context(one, kind) for one in users[:_MOST_USERS]),
            )

    def _items(self) -> Iterator[Entry]:
        for node, kind, label, text, markdown, section, practice in self._rows(_ITEMS):
            self._parts[section].add(markdown)
            text = plain_text(text)
            text = "" if text.strip(". ") == label.strip(". ") else text
            contexts = (self._context(practice, kind),)
            yield Entry(node, self._kind(kind), label, (), text, practice, contexts)

    def _sections(self) -> Iterator[Entry]:
        for node, label, markdown, practice in self._rows(_SECTIONS):
            for part in sorted(self._parts[node], key=lambda piece: (-len(piece), piece)):
                markdown = markdown.replace(part, "")
            text = _plain(markdown)
            if any(map(str.isalpha, text)):
                contexts = (self._context(practice, "section"),)
                yield Entry(node, "Section", label, (), text, practice, contexts)

    def _relations(self) -> Iterator[Entry]:
        for node, source, key, target, text in self._rows(_RELATIONS):
            said = relation_types()[key].label if key in relation_types() else key
            label = f"{self._titles[source]} {said} {self._titles[target]}"
            yield Entry(node, "Relation", label, (), plain_text(text), source)

    def _variants(self) -> Iterator[Entry]:
        for node, label, text, practice in self._rows(_VARIANTS):
            contexts = (self._context(practice, "country variant"),)
            yield Entry(node, "CountryVariant", label, (), plain_text(text), practice, contexts)


def _plain(markdown: str) -> str:
    return plain_text(_MARKER.sub("", markdown.strip()))


def _others(label: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that differ from the label by more than capitals, each once."""
    found = {name.casefold(): name for name in sorted(names, reverse=True)}
    found.pop(label.casefold(), None)
    return tuple(sorted(found.values()))
