"""What nodes and links are called in tools that show their ids, and lists where a tool knows only texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .rows import EdgeRow
from .selection import Selection


class ShortNames:
    """The short forms of IRIs: ``id:tinker`` for a node, ``relation:tinker--adjacent--tailor`` for a link."""

    def __init__(self, selection: Selection) -> None:
        """Take the names of what is selected."""
        self._nodes = {node.id: node.name for node in selection.nodes}
        self._relations = selection.names.prefixes["relation"]

    def node(self, iri: str) -> str:
        """Return the name of a node, as :attr:`metier.export.common.rows.NodeRow.name` has it."""
        return self._nodes[iri]

    def edge(self, edge: EdgeRow) -> str:
        """Return the name of an edge; each has another."""
        if edge.id.startswith(self._relations):
            return f"relation:{edge.id.removeprefix(self._relations)}"
        return edge.id

    def iri(self, edge: EdgeRow) -> str:
        """Return the IRI of a link; empty for other edges, which have none."""
        return edge.id if edge.id.startswith(self._relations) else ""


def joined(values: Iterable[str]) -> str:
    r"""Return texts joined by ``|``; a ``|`` of their own becomes ``\|``, a ``\`` becomes ``\\``."""
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def texts_of(selection: Selection) -> Iterator[str]:
    """Yield all texts of people that an export may hold."""
    yield selection.title
    for node in selection.nodes:
        yield from (node.label, node.category, node.difficulty, node.status, node.definition)
        yield from node.tags
        yield from node.aliases
    for edge in selection.edges:
        yield edge.note
