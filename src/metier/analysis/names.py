"""What people call the nodes of a graph: slugs, titles, aliases, IRIs; and the nearest to a wrong name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from metier.errors import UsageError
from metier.lexicon import singular
from metier.slugs import slugify

from .facts import Facts

KINDS = ("practice", "tool", "term", "concept", "node", "category", "tag")
"""What can be asked for by name; a concept is a tool or a term, a node also a practice."""

_PREFIXES = {
    "practice": ("id",),
    "tool": ("tool",),
    "term": ("term",),
    "concept": ("tool", "term"),
    "category": ("category",),
    "tag": ("tag",),
}
_CLASSES = {"category": "met:Category", "tag": "met:Tag"}
_CALLED = {
    "practice": "occupation",
    "concept": "tool or term",
    "node": "occupation",
}
_LABELS = "SELECT ?node ?label WHERE { ?node a %s ; skos:prefLabel ?label }"
_NEAR = 65
"""Likeness, from 0 to 100, from which on a name is suggested for a wrong one."""

_MUCH_LESS_ALIKE = 12
"""Points below the likeliest name from which on others are not worth suggesting."""

_MOST_SUGGESTED = 3
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Understood:
    """The node that a name was taken for."""

    id: str
    label: str
    name: str
    """What commands call it: the slug of a practice, the prefixed name of anything else."""
    said: str
    """What the user said."""

    @property
    def is_plain(self) -> bool:
        """Whether the user said the very name, so that nothing needs to be told."""
        return self.said in (self.name, self.name.partition(":")[2], self.id)


class Directory:
    """Finds nodes by what people call them."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._by_kind: dict[str, Mapping[str, frozenset[str]]] = {}

    def find(self, said: str, kind: str = "practice") -> Understood:
        """Return the node of a kind that is called ``said``.

        The first of these that fits: IRI, prefixed name, slug, then title, label or alias, whatever the
        case, the hyphens and the number of its last word. Raises UsageError where nothing is called so,
        with the nearest names, and where several are, with their names.
        """
        kinds = ("practice", "concept") if kind == "node" else (kind,)
        ways = (self._exact, self._called)
        found = next(filter(None, (way(said.strip(), one) for way in ways for one in kinds)), [])
        shown = said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}…"
        if not found:
            raise UsageError(f"no {_CALLED.get(kind, kind)} {shown!r}{self._hint(said, kinds[0])}")
        if len(found) > 1:
            raise UsageError(f"{shown!r} may be {_listed(map(self.name, found))}: say which")
        node = found[0]
        return Understood(node, self._label(node), self.name(node), said)

    def _exact(self, said: str, kind: str) -> list[str]:
        spaces = [self._facts.names.prefixes[prefix] for prefix in _PREFIXES[kind]]
        tried = [said] if said.startswith(tuple(spaces)) else []
        prefix, colon, local = said.partition(":")
        if colon and prefix in _PREFIXES[kind]:
            tried.append(self._facts.names.prefixes[prefix] + local)
        tried += [space + said for space in spaces]
        return [node for node in tried if self._facts.exists(node)]

    def _called(self, said: str, kind: str) -> list[str]:
        names = self._names(kind)
        return sorted(names.get(slugify(said)) or names.get(_in_singular(said)) or ())

    def _names(self, kind: str) -> Mapping[str, frozenset[str]]:
        """Return the nodes of a kind by the slug of each of their names."""
        if kind not in self._by_kind:
            found: dict[str, set[str]] = defaultdict(set)
            for node, name in self._all_names(kind):
                found[slugify(name)].add(node)
            self._by_kind[kind] = {name: frozenset(nodes) for name, nodes in found.items()}
        return self._by_kind[kind]

    def _all_names(self, kind: str) -> Iterator[tuple[str, str]]:
        facts = self._facts
        if kind in _CLASSES:
            rows = facts.select(_LABELS % _CLASSES[kind])
            yield from ((row["node"].value, row["label"].value) for row in rows)
            return
        spaces = tuple(facts.names.prefixes[prefix] for prefix in _PREFIXES[kind])
        nodes = facts.practices if kind == "practice" else facts.concepts
        aliases = facts.practice_aliases if kind == "practice" else facts.concept_aliases
        for node in nodes.values():
            if node.id.startswith(spaces):
                names = (node.label, node.slug, *aliases.get(node.id, ()))
                yield from ((node.id, name) for name in names)

    def _hint(self, said: str, kind: str) -> str:
        near = self.near(said, kind)
        if not near:
            return "; `metier search` finds what the graph speaks of"
        return f"; did you mean {_listed(near)}?"

    def near(self, said: str, kind: str = "practice") -> list[str]:
        """Return the names of at most three nodes that are called alike, the likeliest first."""
        from rapidfuzz import fuzz, process  # needed only when something was misspelled

        names = self._names(kind)
        found = process.extract(
            slugify(said), list(names), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=20
        )
        least = max((score for _, score, _ in found), default=0) - _MUCH_LESS_ALIKE
        nodes = (node for name, score, _ in found if score > least for node in sorted(names[name]))
        return [self.name(node) for node in dict.fromkeys(nodes)][:_MOST_SUGGESTED]

    def completions(self, begun: str) -> list[str]:
        """Return the slugs of practices that begin so."""
        return [slug for slug in self._slugs if slug.startswith(begun)]

    @cached_property
    def _slugs(self) -> list[str]:
        return [node.slug for node in self._facts.practices.values()]

    def name(self, node: str) -> str:
        """Return what commands call a node: the slug of a practice, the prefixed name of anything else."""
        path = node.removeprefix(self._facts.names.base)
        kind, _, slug = path.partition("/")
        return slug if kind == "id" else f"{kind}:{slug}"

    def _label(self, node: str) -> str:
        label = self._facts.names.prefixes["skos"] + "prefLabel"
        return next((text for key, text in self._facts.store.statements(node) if key == label), "")


def _in_singular(said: str) -> str:
    first, hyphen, last = slugify(said).rpartition("-")
    return f"{first}{hyphen}{singular(last)}"


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
