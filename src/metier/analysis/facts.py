"""What the analyses know of a graph, read from its store table by table, each when it is first needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import pyoxigraph as ox

from metier.errors import GraphError, QueryError
from metier.graph.names import Names
from metier.store import Store
from metier.vocab import practice_kinds, relation_types

from .records import PLACEHOLDER, SPECIALIZATION, Card, Mention, Node, Relation, Wording

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
_RELATIONS = """
SELECT ?id ?source ?target ?type ?note WHERE {
    { SELECT ?id ?source { ?id met:source ?source } }
    { SELECT ?id ?target { ?id met:target ?target } }
    { SELECT ?id ?type { ?id met:relationType ?type } }
    OPTIONAL { SELECT ?id ?note { ?id skos:note ?note } } }
"""
"""The parts are joined by their hashes, which takes a third of the time of one lookup after another."""

_SPECIALIZATIONS = """
SELECT ?node ?label ?broader WHERE {
    ?node a met:Specialization ; skos:prefLabel ?label ; skos:broader ?broader }
"""
_NAMED_SPECIALIZATIONS = """
SELECT ?practice ?label WHERE {
    ?usage a met:SpecializationUsage ; skos:prefLabel ?label . ?practice met:usage ?usage }
"""
_DESCRIBED = """
SELECT ?practice ?narrower WHERE {
    ?usage a met:SpecializationUsage ; met:of ?narrower . ?practice met:usage ?usage }
"""
_NODES = (
    "SELECT ?node ?label ?kind WHERE { VALUES ?kind { %s } ?node a ?kind ; skos:prefLabel ?label }"
)
_ALIASES = "SELECT ?node ?label WHERE { VALUES ?kind { %s } ?node a ?kind ; skos:altLabel ?label }"
_USES = "SELECT ?practice ?concept WHERE { ?practice %s ?concept }"
_MENTIONS = """
SELECT ?practice ?target ?words ?heading ?quote WHERE {
    ?mention a met:Mention ; met:of ?target FILTER(STRSTARTS(STR(?target), STR(id:)))
    ?mention met:about ?practice ; skos:prefLabel ?words ; met:quote ?quote ;
        met:section/skos:prefLabel ?heading }
"""
_TAGS = """
SELECT ?practice ?label WHERE {
    { SELECT ?practice ?tag { ?practice met:tag ?tag } }
    { SELECT ?tag ?label { ?tag a met:Tag ; skos:prefLabel ?label } } }
"""
_DEFINITIONS = """
SELECT ?concept ?text WHERE {
    ?usage met:of ?concept ; skos:definition|skos:scopeNote ?text }
"""
_SECTIONS = """
SELECT ?practice ?heading ?markdown WHERE {
    ?section a met:Section ; met:about ?practice ; skos:prefLabel ?heading ; met:markdown ?markdown }
"""
_BROADER = "SELECT ?tool ?broader WHERE { ?tool skos:broader ?broader ; a met:Tool }"


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

    def rows(self, sparql: str) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a SELECT as texts: IRIs and literals, empty where a variable is unbound."""
        for row in self.select(sparql):
            yield tuple("" if value is None else value.value for value in row)

    def _slug(self, iri: str) -> str:
        return iri.removeprefix(self.names.base).partition("/")[2]

    @cached_property
    def practices(self) -> dict[str, Node]:
        """The practices by IRI, in the order of slugs: with a profile, and those that links name alone."""
        described = {node.id: node for node in self._nodes_of(*practice_kinds().values())}
        named = {one.target for one in self.relations} - set(described)
        missing = (Node(iri, PLACEHOLDER, self._slug(iri).replace("-", " "), "") for iri in named)
        return self._by_id(iter([*described.values(), *missing]))

    @cached_property
    def specializations(self) -> dict[str, Node]:
        """The specializations that no profile describes, by IRI."""
        return self._by_id(
            Node(node, SPECIALIZATION, label, "") for node, label, _ in self._specialization_rows
        )

    @cached_property
    def broader_practice(self) -> dict[str, str]:
        """For each specialization without a profile, the practice that it belongs to."""
        return {node: broader for node, _, broader in self._specialization_rows}

    @cached_property
    def _specialization_rows(self) -> list[tuple[str, ...]]:
        return list(self.rows(_SPECIALIZATIONS))

    @cached_property
    def described_specializations(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a practice and another with a profile that it lists as its specialization, sorted."""
        return tuple(sorted({(broad, narrow) for broad, narrow in self.rows(_DESCRIBED)}))

    @cached_property
    def specialization_names(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a practice and the name of a specialization that it lists, borne by a profile or not."""
        borne = ((practice, name) for practice, name in self.rows(_NAMED_SPECIALIZATIONS))
        others = ((broader, name) for _, name, broader in self._specialization_rows)
        return tuple(sorted([*borne, *others]))

    @cached_property
    def concepts(self) -> dict[str, Node]:
        """The tools and terms by IRI."""
        return self._by_id(one for kind in ("Tool", "Term") for one in self._nodes_of(kind))

    def _nodes_of(self, *kinds: str) -> Iterator[Node]:
        for node, label, kind in self.rows(_NODES % _listed(kinds)):
            yield Node(node, kind.removeprefix(self._met), label, "")

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
        label = said.get(self.names.prefixes["skos"] + "prefLabel")
        if said and label is None:
            raise GraphError(f"the graph is damaged: {iri} has no label")
        if label is None:
            raise KeyError(iri)
        return Node(iri, kind, label, self._slug(iri))

    @cached_property
    def cards(self) -> dict[str, Card]:
        """What the metadata of each described practice says."""
        return {practice: Card(*fields) for practice, *fields in self.rows(_CARDS)}

    @cached_property
    def tags(self) -> Mapping[str, tuple[str, ...]]:
        """The labels of each practice's tags, in alphabetical order."""
        return self._labels(_TAGS)

    @cached_property
    def practice_aliases(self) -> Mapping[str, tuple[str, ...]]:
        """The alternative labels of each practice."""
        return self._labels(_ALIASES % _listed(practice_kinds().values()))

    @cached_property
    def concept_aliases(self) -> Mapping[str, tuple[str, ...]]:
        """The alternative labels of each tool and term."""
        return self._labels(_ALIASES % _listed(("Tool", "Term")))

    def _labels(self, sparql: str) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for node, label in self.rows(sparql):
            found[node].add(label)
        return {node: tuple(sorted(labels)) for node, labels in found.items()}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All links that authors wrote, in the order of their IRIs."""
        types = {self.names.prefixes["rtype"] + key: key for key in relation_types()}
        try:
            found = [
                Relation(node, source, target, types[kind], note)
                for node, source, target, kind, note in self.rows(_RELATIONS)
            ]
        except KeyError as unknown:
            raise GraphError(f"the ontology has no relation type {unknown}") from None
        return tuple(sorted(found, key=lambda one: one.id))

    @cached_property
    def uses(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a practice and a tool or term that it uses, sorted."""
        found = {
            (practice, concept)
            for name in ("met:usesTool", "met:usesTerm")
            for practice, concept in self.rows(_USES % name)
        }
        return tuple(sorted(found))

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
        found = (Mention(*fields) for fields in self.rows(_MENTIONS))
        return tuple(sorted(found, key=lambda one: (one.practice, one.target)))

    @cached_property
    def broader_tools(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a tool and a tool that it is a kind of, as inferred from their names."""
        return tuple(sorted({(tool, broader) for tool, broader in self.rows(_BROADER)}))

    def sections(self) -> Iterator[tuple[str, str, str]]:
        """Return practice, heading and Markdown of every section of every profile, in no order."""
        return (
            (practice, heading, markdown) for practice, heading, markdown in self.rows(_SECTIONS)
        )

    def definitions(self) -> Iterator[tuple[str, str]]:
        """Return each tool and term with what each profile says of it, in no order."""
        return ((concept, text) for concept, text in self.rows(_DEFINITIONS))

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


def _listed(kinds: Iterable[str]) -> str:
    return " ".join(f"met:{kind}" for kind in kinds)


def _grouped(pairs: Iterator[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}
