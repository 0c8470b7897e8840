"""What the analyses know of a graph, read from its store table by table, each when it is first needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from metier.errors import QueryError
from metier.graph.names import Names
from metier.store import Store
from metier.vocab import practice_kinds, relation_types

PLACEHOLDER = "Placeholder"
SPECIALIZATION = "Specialization"


@dataclass(frozen=True, slots=True)
class Node:
    """A practice, a specialization without a profile, a tool or a term."""

    id: str
    """Its IRI."""
    kind: str
    """Local name of its class: ``Occupation``, ``Role`` …, ``Specialization``, ``Tool``, ``Term``."""
    label: str
    slug: str
    """What its IRI ends in."""

    @property
    def is_described(self) -> bool:
        """Whether a profile is about it."""
        return self.kind in practice_kinds().values()


@dataclass(frozen=True, slots=True)
class Card:
    """What the metadata of one profile says, in one line each; empty where it says nothing."""

    category: str = ""
    difficulty: str = ""
    status: str = ""
    summary: str = ""
    provenance: str = ""
    last_reviewed: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link as its author wrote it."""

    id: str
    source: str
    target: str
    type: str
    """Key of the relation type, such as ``adjacent``."""
    note: str


@dataclass(frozen=True, slots=True)
class Mention:
    """That the profile of one practice names another."""

    practice: str
    target: str
    words: str
    """The name as the text has it."""
    heading: str
    """Of the section where it is named first."""
    quote: str
    """The line there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a profile words a tool or a term: its label there, and what it says of it."""

    label: str
    text: str
    markdown: str = ""
    """The piece of the profile that says so, verbatim."""

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.text else self.label


_CARDS = """
SELECT ?practice ?category ?difficulty ?status ?summary ?provenance ?last_reviewed WHERE {
    ?document met:describes ?practice
    OPTIONAL { ?practice met:category/skos:prefLabel ?category }
    OPTIONAL { ?practice met:difficulty/skos:prefLabel ?difficulty }
    OPTIONAL { ?document met:status ?status }
    OPTIONAL { ?practice skos:definition ?summary }
    OPTIONAL { ?document met:provenance ?provenance }
    OPTIONAL { ?document met:lastReviewed ?last_reviewed } }
"""
_SPECIALIZATIONS = """
SELECT ?node ?label ?broader WHERE {
    ?node a met:Specialization ; skos:prefLabel ?label ; skos:broader ?broader }
"""
_NAMED_SPECIALIZATIONS = """
SELECT ?practice ?label WHERE {
    ?usage a met:SpecializationUsage ; skos:prefLabel ?label . ?practice met:usage ?usage }
"""
_PRACTICES = """
SELECT ?node ?label ?kind WHERE { ?node skos:notation ?slug ; skos:prefLabel ?label ; a ?kind }
"""
_CONCEPTS = """
SELECT ?node ?label ?kind WHERE {
    VALUES ?kind { met:Tool met:Term } ?node a ?kind ; skos:prefLabel ?label }
"""
_ALIASES = "SELECT ?node ?label WHERE { ?node skos:altLabel ?label ; a ?kind VALUES ?kind { %s } }"
_MENTIONS = """
SELECT ?practice ?target ?words ?heading ?quote WHERE {
    ?mention met:of ?target ; a met:Mention ; met:about ?practice ; skos:prefLabel ?words ;
        met:quote ?quote ; met:section/skos:prefLabel ?heading }
"""
_TAGS = (
    "SELECT ?practice ?tag WHERE { ?practice met:tag/skos:prefLabel ?tag } ORDER BY ?practice ?tag"
)
_BROADER = "SELECT ?tool ?broader WHERE { ?tool skos:broader ?broader ; a met:Tool } ORDER BY ?tool ?broader"


class Facts:
    """The tables of one graph. They are read once: the store must not change meanwhile."""

    def __init__(self, store: Store, names: Names) -> None:
        self.store = store
        self.names = names
        self._met = names.prefixes["met"]
        self._others: dict[str, Node] = {}

    def select(self, sparql: str, **values: ox.NamedNode | ox.Literal) -> ox.QuerySolutions:
        """Answer a SELECT over all named graphs, its variables named in ``values`` bound to these terms."""
        bound = {ox.Variable(name): value for name, value in values.items()}
        answer = self.store.query(sparql, self.names.prefixes, substitutions=bound)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("this is no SELECT")
        return answer

    def _kind(self, node: ox.NamedNode) -> str:
        return node.value.removeprefix(self._met)

    def _slug(self, iri: str) -> str:
        return iri.removeprefix(self.names.base).partition("/")[2]

    @cached_property
    def practices(self) -> dict[str, Node]:
        """The practices by IRI, in the order of slugs: with a profile, and those that links name alone."""
        known = {*practice_kinds().values(), PLACEHOLDER}
        found = (
            Node(row["node"].value, self._kind(row["kind"]), row["label"].value, "")
            for row in self.select(_PRACTICES)
        )
        return self._by_id(node for node in found if node.kind in known)

    @cached_property
    def specializations(self) -> dict[str, Node]:
        """The specializations that no profile describes, by IRI."""
        return self._by_id(
            Node(row["node"].value, SPECIALIZATION, row["label"].value, "")
            for row in self.select(_SPECIALIZATIONS)
        )

    @cached_property
    def broader_practice(self) -> dict[str, str]:
        """For each specialization without a profile, the practice that it belongs to."""
        return {row["node"].value: row["broader"].value for row in self.select(_SPECIALIZATIONS)}

    @cached_property
    def specialization_names(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a practice and the name of a specialization that it lists, borne by a profile or not."""
        found = [
            (row["practice"].value, row["label"].value)
            for row in self.select(_NAMED_SPECIALIZATIONS)
        ]
        found += [
            (broad, self.specializations[node].label)
            for node, broad in self.broader_practice.items()
        ]
        return tuple(sorted(found))

    @cached_property
    def concepts(self) -> dict[str, Node]:
        """The tools and terms by IRI."""
        return self._by_id(
            Node(row["node"].value, self._kind(row["kind"]), row["label"].value, "")
            for row in self.select(_CONCEPTS)
        )

    def _by_id(self, nodes: Iterator[Node]) -> dict[str, Node]:
        told = {
            node.id: Node(node.id, node.kind, node.label, self._slug(node.id)) for node in nodes
        }
        return dict(sorted(told.items()))

    def exists(self, iri: str) -> bool:
        """Whether the graph says anything about an IRI."""
        return any(True for _ in self.store.statements(iri))

    def node(self, iri: str) -> Node:
        """Return the node with this IRI; raises KeyError where there is none."""
        if iri in self.practices:
            return self.practices[iri]
        if iri not in self._others:
            is_practice = self._is_practice(iri)
            self._others[iri] = self.specializations[iri] if is_practice else self._concept(iri)
        return self._others[iri]

    def _is_practice(self, iri: str) -> bool:
        return iri.startswith(self.names.prefixes["id"])

    def _concept(self, iri: str) -> Node:
        """Return a tool or term without reading the table of all."""
        said = dict(self.store.statements(iri))
        kind = "Tool" if iri.startswith(self.names.prefixes["tool"]) else "Term"
        return Node(iri, kind, said[self.names.prefixes["skos"] + "prefLabel"], self._slug(iri))

    @cached_property
    def cards(self) -> dict[str, Card]:
        """What the metadata of each described practice says."""
        fields = tuple(Card.__dataclass_fields__)
        return {
            row["practice"].value: Card(*(row[name].value if row[name] else "" for name in fields))
            for row in self.select(_CARDS)
        }

    @cached_property
    def tags(self) -> Mapping[str, tuple[str, ...]]:
        """The labels of each practice's tags, in alphabetical order."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.select(_TAGS):
            found[row["practice"].value].append(row["tag"].value)
        return {practice: tuple(dict.fromkeys(tags)) for practice, tags in found.items()}

    @cached_property
    def practice_aliases(self) -> Mapping[str, tuple[str, ...]]:
        """The alternative labels of each practice."""
        return self._aliases(" ".join(f"met:{kind}" for kind in practice_kinds().values()))

    @cached_property
    def concept_aliases(self) -> Mapping[str, tuple[str, ...]]:
        """The alternative labels of each tool and term."""
        return self._aliases("met:Tool met:Term")

    def _aliases(self, kinds: str) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.select(_ALIASES % kinds):
            found[row["node"].value].add(row["label"].value)
        return {node: tuple(sorted(labels)) for node, labels in found.items()}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All links that authors wrote, in the order of their IRIs."""
        source, target, kind = (
            dict(self.store.pairs(self._met + name))
            for name in ("source", "target", "relationType")
        )
        notes = dict(self.store.pairs(self.names.prefixes["skos"] + "note"))
        types = {self.names.prefixes["rtype"] + key: key for key in relation_types()}
        return tuple(
            Relation(one, source[one], target[one], types[kind[one]], notes.get(one, ""))
            for one in sorted(source)
        )

    @cached_property
    def uses(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a practice and a tool or term that it uses, sorted."""
        pairs = (self.store.pairs(self._met + name) for name in ("usesTool", "usesTerm"))
        return tuple(sorted({pair for found in pairs for pair in found}))

    @cached_property
    def concepts_of(self) -> Mapping[str, frozenset[str]]:
        """The tools and terms that each practice uses."""
        return _grouped(iter(self.uses))

    @cached_property
    def users_of(self) -> Mapping[str, frozenset[str]]:
        """The practices that use each tool and term."""
        return _grouped((concept, practice) for practice, concept in self.uses)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Where profiles name practices, by profile and practice."""
        fields = tuple(Mention.__dataclass_fields__)
        found = (Mention(*(row[name].value for name in fields)) for row in self.select(_MENTIONS))
        ours = (one for one in found if self._is_practice(one.target))
        return tuple(sorted(ours, key=lambda one: (one.practice, one.target)))

    @cached_property
    def broader_tools(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a tool and a tool that it is a kind of, as inferred from their names."""
        rows = ((row["tool"].value, row["broader"].value) for row in self.select(_BROADER))
        return tuple(dict.fromkeys(rows))

    def wordings(self, practice: str, concept: str) -> list[Wording]:
        """Return how the profile of a practice words a tool or term: most often in one way."""
        own = f"{self.names.prefixes['usage']}{self._slug(practice)}--"
        usages = self.store.subjects(self._met + "of", concept)
        return [self._wording(usage) for usage in sorted(usages) if usage.startswith(own)]

    def _wording(self, usage: str) -> Wording:
        said = dict(self.store.statements(usage))
        skos = self.names.prefixes["skos"]
        text = said.get(skos + "definition") or said.get(skos + "scopeNote") or ""
        return Wording(said.get(skos + "prefLabel", ""), text, said.get(self._met + "markdown", ""))


def _grouped(pairs: Iterator[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}
