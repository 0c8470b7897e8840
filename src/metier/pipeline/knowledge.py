"""The graph as people use it from Python: built or loaded, then asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from metier.errors import GraphError, QueryError
from metier.graph.names import Names
from metier.query.guard import refuse_depth, refuse_network
from metier.store import Answer, Store, Substitutions, keep, kept
from metier.vocab import DEFAULT_BASE

from .build import Builder, shared_quads

if TYPE_CHECKING:
    import rdflib


class KnowledgeGraph:
    """A built graph in a SPARQL store."""

    def __init__(self, store: Store) -> None:
        """Raise GraphError where the store holds no graph that Metier built."""
        self.store = store
        self.names = Names(store.base())

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self.store)

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that queries may use without declaring them."""
        return self.names.prefixes

    def query(
        self, sparql: str, *, asserted: bool = False, substitutions: Substitutions | None = None
    ) -> Answer:
        """Answer a SPARQL 1.1 query over all named graphs at once.

        With ``asserted``, what was inferred is left out, mentions included. ``substitutions`` are values for
        variables of the query. Raises QueryError where the query is not valid, and ForbiddenQuery where it
        would reach out to the network.
        """
        refuse_depth(sparql)
        refuse_network(sparql)
        graphs = None
        if asserted:
            inferred = {self.names.of("graph", name)[1:-1] for name in ("inferred", "mentions")}
            graphs = [graph for graph in self.store.graphs() if graph not in inferred]
        return self.store.query(sparql, self.prefixes, graphs, substitutions)

    def select(self, sparql: str, *, asserted: bool = False) -> ox.QuerySolutions:
        """Answer a SELECT: an iterator of solutions, each indexed by variable name.

        Raises QueryError for another form of query too.
        """
        answer = self.query(sparql, asserted=asserted)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("this is no SELECT")
        return answer

    def ask(self, sparql: str, *, asserted: bool = False) -> bool:
        """Answer an ASK. Raises QueryError for another form of query too."""
        answer = self.query(sparql, asserted=asserted)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("this is no ASK")
        return bool(answer)

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy as an rdflib Dataset, prefixes bound, its default graph the union of the named ones."""
        dataset = self.store.to_rdflib()
        for prefix, namespace in self.prefixes.items():
            dataset.bind(prefix, namespace, override=True)
        return dataset


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


def load(path: str | Path) -> KnowledgeGraph:
    """Load a built graph: ``graph.nq``, or the folder of a store.

    Raises GraphError where there is none.
    """
    path = Path(path)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as problem:
        raise GraphError(f"can't read {str(path)!r}: {problem.strerror}") from None
    if is_folder:
        return KnowledgeGraph(kept(path))
    if not is_there:
        raise GraphError(f"there is no graph {str(path)!r}: build one with `metier build`")
    store = Store()
    store.load_file(path)
    return KnowledgeGraph(store)


def keep_file(graph: Path, folder: Path) -> None:
    """Put a graph file into the store in ``folder``.

    Raises UsageError where the folder holds something else than a store.
    """
    with keep(folder) as store:
        store.load_file(graph)
