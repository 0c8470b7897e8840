"""Print the SHA-256 of every export as JSON, for a graph whose quads were loaded in an order of one's own.

``python -m tests.exports.digests GRAPH.nq backward`` loads it from its last line to its first.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from metier.export import Format, Selection, formats
from metier.pipeline.knowledge import KnowledgeGraph
from metier.store import Store

CENTER = "customs-officer"


def digest(wanted: Format, selection: Selection) -> str:
    """Return the digest of all that an export writes, names of files included."""
    found = hashlib.sha256()
    for piece in wanted.pieces(selection) if wanted.pieces else ():
        found.update(piece if isinstance(piece, bytes) else piece.encode())
    for name, content in wanted.files(selection) if wanted.files else ():
        found.update(name.encode() + b"\0")
        found.update(content if isinstance(content, bytes) else content.encode())
    return found.hexdigest()


def main(graph: str, order: str) -> None:
    """Print the digests of the whole graph and of what is around one node."""
    lines = Path(graph).read_bytes().splitlines(keepends=True)
    store = Store()
    store.fill(lines[::-1] if order == "backward" else lines)
    knowledge = KnowledgeGraph(store)
    whole, part = knowledge.selection(), knowledge.selection(CENTER)
    found = {
        name: [digest(wanted, selection) for selection in _selections(wanted, whole, part)]
        for name, wanted in formats().items()
    }
    print(json.dumps(found))


def _selections(wanted: Format, whole: Selection, part: Selection) -> list[Selection]:
    return [part] if wanted.needs_center else [whole, part]


if __name__ == "__main__":
    main(*sys.argv[1:])
