"""A graph from profiles without files in between, and a graph file put into a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from metier.store import Store, keep, kept
from metier.vocab import DEFAULT_BASE

from .build import Builder, shared_quads
from .knowledge import KnowledgeGraph


def build(
    paths: str | Path | Iterable[str | Path] = "profiles",
    *,
    base: str = DEFAULT_BASE,
    skip_invalid: bool = False,
    jobs: int | None = None,
    store: Path | None = None,
) -> KnowledgeGraph:
    """Build a graph from the profiles below ``paths``, in memory or in a store in the folder ``store``.

    ``jobs`` is the number of processes, all processors if not given. Raises InvalidInput, with all
    diagnostics, where a profile has an error and ``skip_invalid`` is not set; UsageError where a path doesn't
    exist, ``base`` is no base, or ``store`` holds something else than a store.
    """
    if isinstance(paths, str | Path):
        paths = [paths]
    builder = Builder(paths, base=base, skip_invalid=skip_invalid, jobs=jobs, quads_only=True)
    if store is None:
        target = Store()
        target.fill(_pieces(builder))
        return KnowledgeGraph(target)
    with keep(store) as target:
        target.fill(_pieces(builder))
    return KnowledgeGraph(kept(store))


def _pieces(builder: Builder) -> Iterator[bytes]:
    for block in builder.blocks():
        yield block.quads
    yield from shared_quads(builder)


def keep_file(graph: Path, folder: Path) -> None:
    """Put a graph file into the store in ``folder``.

    Raises UsageError where the folder holds something else than a store.
    """
    with keep(folder) as store:
        store.load_file(graph)
