"""A selection in which something is other than in the store, such as texts that Metier's readers refuse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from metier.export import Selection, find_format
from metier.export.common.rows import EdgeRow, NodeRow


class Changed:
    """A selection with other nodes or edges; all else is as it was."""

    def __init__(
        self,
        selection: Selection,
        *,
        nodes: Iterable[NodeRow] | None = None,
        edges: Iterable[EdgeRow] | None = None,
        inferred: bool = False,
    ) -> None:
        self._selection = selection
        self.nodes = selection.nodes if nodes is None else tuple(nodes)
        self.edges = selection.edges if edges is None else tuple(edges)
        self.inferred = inferred

    def __getattr__(self, name: str) -> Any:
        return getattr(self._selection, name)


def with_texts(selection: Selection, label: str, definition: str = "") -> Changed:
    """Return a selection in which the first node has another label and definition."""
    first, *rest = selection.nodes
    return Changed(
        selection, nodes=(first._replace(label=label, definition=definition or label), *rest)
    )


def text_of(name: str, selection: Any) -> str:
    """Return the text of a format that is one file."""
    wanted = find_format(name)
    assert wanted.pieces is not None
    return "".join(map(str, wanted.pieces(selection)))
