"""Everything that a reader first wants to know of one practice, tool or term."""

from __future__ import annotations

from dataclasses import dataclass

from .facts import Facts
from .records import Card, Node, Relation, Wording


@dataclass(frozen=True, slots=True)
class PracticeView:
    """A practice as its profile tells it."""

    node: Node
    card: Card
    """Empty for a practice that links name and no profile describes."""
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[Relation, ...]
    """Those that it has itself."""
    linked_from: tuple[Relation, ...]
    """Those of others to it."""
    specializations: tuple[str, ...]
    tools: tuple[tuple[Node, tuple[Wording, ...]], ...]
    terms: tuple[tuple[Node, tuple[Wording, ...]], ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A tool or a term, and how each practice that uses it words it."""

    node: Node
    aliases: tuple[str, ...]
    uses: tuple[tuple[Node, tuple[Wording, ...]], ...]


def view_practice(facts: Facts, practice: str) -> PracticeView:
    """Return what the graph says of a practice; raises KeyError where there is none with this IRI."""
    node = facts.node(practice)
    tools, terms = (_concepts(facts, practice, kind) for kind in ("Tool", "Term"))
    return PracticeView(
        node=node,
        card=facts.cards.get(practice, Card()),
        aliases=facts.practice_aliases.get(practice, ()),
        tags=facts.tags.get(practice, ()),
        links=tuple(one for one in facts.relations if one.source == practice),
        linked_from=tuple(one for one in facts.relations if one.target == practice),
        specializations=tuple(
            name for broader, name in facts.specialization_names if broader == practice
        ),
        tools=tools,
        terms=terms,
        sections=tuple(_headings(facts, facts.names.prefixes["doc"] + node.slug)),
    )


def _headings(facts: Facts, document: str) -> list[str]:
    """Return the headings of a profile in their order."""
    prefixes = facts.names.prefixes
    has_part, label = prefixes["dcterms"] + "hasPart", prefixes["skos"] + "prefLabel"
    position = prefixes["schema"] + "position"
    parts = [part for key, part in facts.store.statements(document) if key == has_part]
    said = (dict(facts.store.statements(part)) for part in parts)
    placed = sorted((int(one[position]), one[label]) for one in said if label in one)
    return [heading for _, heading in placed]


def _concepts(
    facts: Facts, practice: str, kind: str
) -> tuple[tuple[Node, tuple[Wording, ...]], ...]:
    nodes = [facts.node(concept) for concept in facts.concepts_of.get(practice, ())]
    chosen = sorted(
        (node for node in nodes if node.kind == kind), key=lambda node: node.label.casefold()
    )
    return tuple((node, tuple(facts.wordings(practice, node.id))) for node in chosen)


def view_concept(facts: Facts, concept: str) -> ConceptView:
    """Return what the graph says of a tool or a term; raises KeyError where there is none with this IRI."""
    users = sorted(facts.users_of.get(concept, ()))
    return ConceptView(
        facts.node(concept),
        facts.concept_aliases.get(concept, ()),
        tuple((facts.practices[user], tuple(facts.wordings(user, concept))) for user in users),
    )
