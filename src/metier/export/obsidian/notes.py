"""The notes of a vault of Obsidian: what each says of its node, and how it links to others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from metier.analysis.network import BROADER, USES, VARIANT, edge_types
from metier.analysis.records import PLACEHOLDER, Wording
from metier.export.common.restored import restored_profile
from metier.export.common.rows import EdgeRow, NodeRow
from metier.export.common.selection import Selection
from metier.model import Citation, Profile
from metier.vocab import practice_kinds

from .note_text import plain, plain_line, tame
from .open_blocks import closed
from .vault import Vault, front_matter, tag_names


def whole_profiles(selection: Selection) -> dict[str, Profile]:
    """Return the whole profiles of a selection by the IRI of their practice."""
    profiles = (restored_profile(selection, graph) for graph in selection.profile_graphs())
    return {selection.names.practice(profile.slug)[1:-1]: profile for profile in profiles}


class Notes:
    """Writes the notes of what is exported."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._vault = Vault(selection.nodes)
        self._profiles = whole_profiles(selection)
        self._edges_from: dict[str, list[EdgeRow]] = defaultdict(list)
        self._edges_to: dict[str, list[EdgeRow]] = defaultdict(list)
        for edge in selection.edges:
            self._edges_from[edge.source].append(edge)
            self._edges_to[edge.target].append(edge)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of each note, the first one leading to all others."""
        yield "Occupations.md", self._index()
        for label, path in self._vault.categories.items():
            yield f"{path}.md", self._category(label)
        for node in self._selection.nodes:
            if node.kind != PLACEHOLDER:
                yield f"{self._vault.path(node.id)}.md", "".join(self._note(node))

    def _index(self) -> str:
        head = front_matter({"title": self._selection.title}) + _title(self._selection.title)
        links = [self._vault.category_link(label) for label in self._vault.categories]
        others = [
            self._vault.link(node.id)
            for node in self._selection.nodes
            if node.kind in practice_kinds().values() and not node.category
        ]
        center = self._selection.center
        return (
            head
            + _list("center", [self._vault.link(center.id)] if center else [])
            + _list("categories", links)
            + _list("without a category", others)
        )

    def _category(self, label: str) -> str:
        members = [node for node in self._selection.nodes if node.category == label]
        properties = {"title": label, "aliases": [label], "kind": "Category"}
        lines = [
            f"{self._vault.link(node.id)}{_said(node.definition)}"
            for node in sorted(members, key=lambda node: (node.label.casefold(), node.id))
        ]
        return front_matter(properties) + _title(label) + _list("Practices", lines)

    def _note(self, node: NodeRow) -> Iterator[str]:
        profile = self._profiles.get(node.id)
        yield front_matter(self._properties(node, profile)) + _title(node.label)
        if node.kind in USES:
            yield from self._links(node)
            yield from self._users(node)
            return
        if node.definition:
            yield f"\n{plain(node.definition)}\n"
        yield from self._links(node)
        yield self._incoming(node, VARIANT, "a variant of")
        if profile:
            yield from _particulars(profile)
            for section in profile.sections:
                yield f"\n## {plain_line(section.heading)}\n\n{closed(tame(section.markdown))}\n"

    def _properties(self, node: NodeRow, profile: Profile | None) -> dict[str, object]:
        category = self._vault.category_link(node.category) if node.category else ""
        properties: dict[str, object] = {
            "title": node.label,
            "aliases": list(dict.fromkeys((node.label, *node.aliases))),
            "tags": tag_names(node.tags),
            "kind": node.kind,
            "category": category,
            "difficulty": node.difficulty,
            "status": node.status,
            "iri": node.id,
        }
        return properties | (_of_document(profile) if profile else {})

    def _links(self, node: NodeRow) -> Iterator[str]:
        """Yield the links of a node, a list for each type, in the order of types."""
        by_type: dict[str, list[EdgeRow]] = defaultdict(list)
        for edge in self._edges_from[node.id]:
            by_type[edge.type].append(edge)
        for kind in edge_types():
            lines = [self._line(edge.target, edge) for edge in by_type[kind]]
            if lines:
                yield _list(by_type[kind][0].label, lines)

    def _users(self, node: NodeRow) -> Iterator[str]:
        """Yield who uses a tool or term, what is a kind of it, and texts on it of practices left out."""
        uses = [edge for edge in self._edges_to[node.id] if edge.type in USES.values()]
        said = {words.text for edge in uses for words in self._wordings(edge)}
        others = [plain_line(text) for text in node.definition.split("\n") if text not in said]
        yield _list("used by", [self._line(edge.source, edge) for edge in uses])
        yield self._incoming(node, BROADER, "kinds of it")
        yield _list("others say", [text for text in others if text])

    def _incoming(self, node: NodeRow, kind: str, heading: str) -> str:
        edges = (edge for edge in self._edges_to[node.id] if edge.type == kind)
        return _list(heading, [self._line(edge.source, edge) for edge in edges])

    def _line(self, other: str, edge: EdgeRow) -> str:
        if edge.type not in USES.values():
            return self._vault.link(other) + _said(edge.note)
        own = self._selection.network.node(edge.target).label
        wordings = self._wordings(edge)
        return self._vault.link(other) + _said(
            "; ".join(
                words.text if words.label == own else str(words)
                for words in wordings
                if words.text or words.label != own
            )
        )

    def _wordings(self, edge: EdgeRow) -> list[Wording]:
        return self._selection.network.facts.wordings(edge.source, edge.target)


def _title(label: str) -> str:
    return f"\n# {plain_line(label)}\n"


def _said(text: str) -> str:
    """Return an author's words after a link, on its line."""
    return f" — {plain_line(text)}" if text.strip() else ""


def _list(heading: str, lines: Iterable[str]) -> str:
    items = "".join(f"- {line}\n" for line in lines)
    return f"\n## {heading[:1].upper()}{heading[1:]}\n\n{items}" if items else ""


def _of_document(profile: Profile) -> dict[str, object]:
    """Return what the metadata say of the profile itself."""
    origin = profile.source
    parts = asdict(origin) if origin else {}
    return {
        "created": profile.created,
        "updated": profile.updated,
        "last_reviewed": profile.last_reviewed,
        "contributors": list(profile.contributors),
        "provenance": profile.provenance,
        **{f"source_{name}": value for name, value in parts.items()},
    }


def _particulars(profile: Profile) -> Iterator[str]:
    """Yield lists of what else the metadata hold."""
    yield _list(
        "elsewhere",
        [f"{plain_line(one.region)}{_said(one.note or '')}" for one in profile.country_variants],
    )
    yield _list("sources", [_citation(one) for one in profile.sources])
    yield _list(
        "reviewed by",
        [
            ", ".join(
                plain_line(str(part)) for part in (one.name, one.credential, one.date) if part
            )
            for one in profile.reviewers
        ],
    )


def _citation(one: Citation) -> str:
    """Return a source as a line; only web addresses become links."""
    kind = f" ({plain_line(one.kind)})" if one.kind else ""
    return f"{plain_line(one.title)}{kind}{_said(one.url or '')}"
