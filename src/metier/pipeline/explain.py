"""Why profiles share a term or a tool, or don't: the resolution of a built graph, judged again and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations, islice

from metier.errors import UsageError
from metier.model import Item
from metier.resolve.same import Company, Verdict, compare
from metier.resolve.spelling import key_of
from metier.resolve.uses import Use, use_of

from .knowledge import KnowledgeGraph

_LABELS = """
SELECT DISTINCT ?concept ?label WHERE {
    { SELECT ?concept { VALUES ?kind { met:Term met:Tool } ?concept a ?kind } }
    { SELECT ?concept ?label { ?concept skos:prefLabel|skos:altLabel ?label } }
    UNION
    { SELECT ?concept ?label { ?usage met:of ?concept ; skos:prefLabel ?label } } }
"""
_USES = """
SELECT ?concept ?slug ?label ?text ?markdown WHERE {
    VALUES ?concept { %s }
    ?usage met:of ?concept ; skos:prefLabel ?label ; met:markdown ?markdown .
    OPTIONAL { ?usage skos:definition|skos:scopeNote ?text }
    ?practice met:usage ?usage ; skos:notation ?slug }
ORDER BY ?concept ?slug ?label
"""
_COMPANY = """
SELECT ?slug ?category ?tag ?neighbor WHERE {
    VALUES ?slug { %s }
    ?practice skos:notation ?slug .
    { ?practice met:category/skos:prefLabel ?category }
    UNION { ?practice met:tag/skos:prefLabel ?tag }
    UNION { ?practice met:relation/met:target/skos:notation ?neighbor } }
"""
_MOST_SUGGESTED = 5
_MOST_COMPARED = 40
_OVERRULED = "a ruling in concepts.yaml keeps them apart, or each was nearer to another use"
"""The graph has no rulings, so that it can't be told which of the two it was."""


@dataclass(frozen=True, slots=True)
class UseInProfile:
    """How one profile uses a concept."""

    profile: str
    label: str
    text: str
    use: Use


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept, and who uses it."""

    iri: str
    uses: tuple[UseInProfile, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on two uses: the likeliest pair of two meanings, or what brought a use to a meaning."""

    one: UseInProfile
    other: UseInProfile
    verdict: Verdict
    overruled: str = ""
    """Why two meanings are apart although the evidence is for one."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The meanings of a label, why the uses of each are together, and why the meanings are apart."""

    label: str
    meanings: tuple[Meaning, ...]
    together: tuple[tuple[Comparison, ...], ...]
    """For each meaning, for each use but the first the strongest reason why it is there."""
    apart: tuple[Comparison, ...]
    """For each two meanings, the pair of uses that is likeliest to mean the same."""


def explain(graph: KnowledgeGraph, label: str) -> Explanation:
    """Return what is known of a term or tool: by label, slug or IRI.

    Raises UsageError where nothing in the graph is called so; the message names what is called alike.
    """
    concepts = _called(graph, label)
    meanings = _meanings(graph, concepts)
    companies = _companies(graph, {one.profile for meaning in meanings for one in meaning.uses})
    together = tuple(tuple(_together(meaning, companies)) for meaning in meanings)
    apart = tuple(
        _parted(one, other, companies)
        for one, other in combinations(meanings, 2)
        if one.uses[0].use.kind == other.uses[0].use.kind
    )
    return Explanation(label, tuple(meanings), together, apart)


def _called(graph: KnowledgeGraph, label: str) -> list[str]:
    rows = [(row["concept"].value, row["label"].value) for row in graph.select(_LABELS)]
    begins = _beginnings(label)
    alike = [(iri, name) for iri, name in rows if not begins.isdisjoint(_beginnings(name))]
    exact = _named(graph, label, alike) or _named(graph, label, rows)
    if not exact:
        wanted = key_of(label)
        near = sorted({key for _, name in rows if wanted and wanted in (key := key_of(name))})
        hint = f"; near it are: {', '.join(near[:_MOST_SUGGESTED])}" if near else ""
        raise UsageError(f"no term and no tool is called {label!r}{hint}")
    return exact


def _beginnings(label: str) -> set[str]:
    """Return what nearly all spellings of a label share: the first two letters of each of its words."""
    return {word[:2] for word in label.casefold().replace("-", " ").split()}


def _named(graph: KnowledgeGraph, label: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return the concepts that are called so; one that is named by its IRI or slug needs no label."""
    wanted = key_of(label)
    return sorted(
        {
            iri
            for iri, name in rows
            if label in _names_of(iri, graph.names.base) or (wanted and key_of(name) == wanted)
        }
    )


def _names_of(iri: str, base: str) -> tuple[str, ...]:
    """Return what a node may be called: its IRI, prefixed name and slug, and the slug that homonyms share."""
    path = iri.removeprefix(base)
    slug = path.partition("/")[2]
    return iri, path, path.replace("/", ":", 1), slug, slug.partition("--")[0]


def _meanings(graph: KnowledgeGraph, concepts: Iterable[str]) -> list[Meaning]:
    found: dict[str, list[UseInProfile]] = defaultdict(list)
    for row in graph.select(_USES % " ".join(f"<{iri}>" for iri in concepts)):
        iri, text = row["concept"].value, row["text"].value if row["text"] else ""
        kind = "term" if iri.startswith(f"{graph.names.base}term/") else "tool"
        item = Item(row["label"].value, text, row["markdown"].value)
        found[iri].append(UseInProfile(row["slug"].value, item.label, text, use_of(kind, item)))
    by_size = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Meaning(iri, tuple(uses)) for iri, uses in by_size]


def _companies(graph: KnowledgeGraph, slugs: Iterable[str]) -> dict[str, Company]:
    category: dict[str, str] = {}
    tags: dict[str, set[str]] = defaultdict(set)
    neighbors: dict[str, set[str]] = defaultdict(set)
    listed = " ".join(f'"{slug}"' for slug in sorted(slugs))
    for row in graph.select(_COMPANY % listed):
        slug = row["slug"].value
        if row["category"]:
            category[slug] = row["category"].value
        if row["tag"]:
            tags[slug].add(row["tag"].value)
        if row["neighbor"]:
            neighbors[slug].add(row["neighbor"].value)
    return {
        slug: Company(category.get(slug), frozenset(tags[slug]), frozenset(neighbors[slug]))
        for slug in slugs
    }


def _together(meaning: Meaning, companies: dict[str, Company]) -> Iterable[Comparison]:
    for number, use in enumerate(meaning.uses[1:], start=1):
        yield _likeliest((use,), meaning.uses[:number], companies)


def _parted(one: Meaning, other: Meaning, companies: dict[str, Company]) -> Comparison:
    found = _likeliest(one.uses, other.uses, companies)
    if not found.verdict.is_same:
        return found
    in_both = {use.profile for use in one.uses} & {use.profile for use in other.uses}
    if in_both:
        return replace(found, overruled=f"{min(in_both)} has an entry for each")
    return replace(found, overruled=_OVERRULED)


def _likeliest(
    some: Iterable[UseInProfile],
    others: Iterable[UseInProfile],
    companies: dict[str, Company],
) -> Comparison:
    pairs = [
        (one, other)
        for one in islice(some, _MOST_COMPARED)
        for other in islice(others, _MOST_COMPARED)
    ]
    of_two = [(one, other) for one, other in pairs if one.profile != other.profile] or pairs
    compared = [_compared(one, other, companies) for one, other in of_two]
    return max(compared, key=lambda pair: pair.verdict.score)


def _compared(one: UseInProfile, other: UseInProfile, companies: dict[str, Company]) -> Comparison:
    here, there = (one.profile, companies[one.profile]), (other.profile, companies[other.profile])
    return Comparison(one, other, compare(one.use, other.use, here, there))
