"""pyoxigraph behind a few methods, its errors told as ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from metier.errors import GraphError, QueryError
from metier.vocab import EXTERNAL_PREFIXES

if TYPE_CHECKING:
    import rdflib

Answer: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"

Substitutions: TypeAlias = "Mapping[ox.Variable, ox.NamedNode | ox.Literal]"
"""Values for variables of a query."""


_BATCH_IN_MEMORY = 1024 * 1024
_BATCH_ON_DISK = 32 * 1024 * 1024
"""Bytes of N-Quads that are added at once. In memory, small batches take less time and space; on disk,
each batch becomes files that have to be merged."""


class Store:
    """Quads in memory, or on disk below a folder."""

    def __init__(self, database: Path | None = None, *, read_only: bool = False) -> None:
        """Open a store: in memory, or the database in a folder, which is made unless ``read_only``.

        Raises GraphError where the database is damaged or another program writes to it.
        """
        self._is_on_disk = database is not None
        try:
            if database is None:
                self._store = ox.Store()
            else:
                self._store = ox.Store.read_only(str(database)) if read_only else ox.Store(database)
        except (OSError, RuntimeError, ValueError) as problem:
            raise GraphError(f"can't open the store {str(database)!r}: {problem}") from None

    def __len__(self) -> int:
        return len(self._store)

    def close(self) -> None:
        """Write what is pending to disk and let the folder go."""
        self._store.flush()
        del self._store

    def fill(self, pieces: Iterable[bytes]) -> None:
        """Add pieces of N-Quads that Metier wrote: their IRIs are not checked a second time.

        Raises GraphError where they are no N-Quads.
        """
        most = _BATCH_ON_DISK if self._is_on_disk else _BATCH_IN_MEMORY
        pending = bytearray()
        for piece in pieces:
            pending += piece
            if len(pending) > most:
                self._add(bytes(pending))
                pending.clear()
        self._add(bytes(pending))

    def _add(self, quads: bytes) -> None:
        add = self._store.bulk_load if self._is_on_disk else self._store.load
        try:
            add(quads, ox.RdfFormat.N_QUADS, lenient=True)
        except (SyntaxError, ValueError) as problem:
            raise GraphError(f"not N-Quads: {problem}") from None

    def load_file(self, path: Path) -> None:
        """Add a file of N-Quads, TriG, N-Triples or Turtle, told apart by its suffix.

        Raises GraphError where it can't be read or isn't of that format.
        """
        formats = {
            ".nq": ox.RdfFormat.N_QUADS,
            ".trig": ox.RdfFormat.TRIG,
            ".nt": ox.RdfFormat.N_TRIPLES,
            ".ttl": ox.RdfFormat.TURTLE,
        }
        rdf_format = formats.get(path.suffix.lower())
        if rdf_format is None:
            known = ", ".join(formats)
            raise GraphError(
                f"can't tell the format of {str(path)!r}: its suffix is none of {known}"
            )
        try:
            self._store.bulk_load(path=path, format=rdf_format)
        except (SyntaxError, ValueError) as problem:
            raise GraphError(
                f"{path} is not the {rdf_format.name} that its name says: {problem}"
            ) from None
        except OSError as problem:
            raise GraphError(f"can't read {str(path)!r}: {problem.strerror or problem}") from None

    def graphs(self) -> Iterator[str]:
        """Yield the IRIs of the named graphs."""
        for graph in self._store.named_graphs():
            if isinstance(graph, ox.NamedNode):
                yield graph.value

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield all quads, or those of one named graph."""
        name = ox.NamedNode(graph) if graph else None
        return iter(self._store.quads_for_pattern(None, None, None, name))

    def statements(self, subject: str) -> Iterator[tuple[str, str]]:
        """Yield predicate and object of all quads about a subject; of what is no IRI there are none."""
        try:
            node = ox.NamedNode(subject)
        except ValueError:
            return
        for quad in self._store.quads_for_pattern(node, None, None, None):
            yield quad.predicate.value, _text(quad.object)

    def about(self, subject: str) -> Iterator[ox.Quad]:
        """Yield all quads about a subject, an IRI."""
        return iter(self._store.quads_for_pattern(ox.NamedNode(subject), None, None, None))

    def subjects(self, predicate: str, value: str) -> Iterator[str]:
        """Yield what has the node ``value`` for a predicate."""
        pattern = (None, ox.NamedNode(predicate), ox.NamedNode(value), None)
        for quad in self._store.quads_for_pattern(*pattern):
            yield _text(quad.subject)

    def query(
        self,
        sparql: str,
        prefixes: dict[str, str],
        graphs: list[str] | None = None,
        substitutions: Substitutions | None = None,
    ) -> Answer:
        """Answer a query over the union of all named graphs, or of ``graphs``.

        The variables in ``substitutions`` stand for these values, which never become text of the query
        (SPARQL-dev SEP-0007). Raises QueryError where the query is no SPARQL 1.1 or fails.
        """
        values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
        values = dict(substitutions or {})
        try:
            if graphs is None:
                return self._store.query(
                    sparql,
                    prefixes=prefixes,
                    use_default_graph_as_union=True,
                    substitutions=values,
                )
            names: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
                ox.NamedNode(graph) for graph in graphs
            ]
            return self._store.query(
                sparql, prefixes=prefixes, default_graph=names, substitutions=values
            )
        except SyntaxError as problem:
            raise QueryError(f"the query is not valid SPARQL: {problem}") from None
        except (ValueError, OSError, RuntimeError) as problem:
            raise QueryError(f"the query failed: {problem}") from None

    def base(self) -> str:
        """Return the base of the dataset in the store, which its description states.

        Raises GraphError where there is no such description.
        """
        space = ox.NamedNode(EXTERNAL_PREFIXES["void"] + "uriSpace")
        for quad in self._store.quads_for_pattern(None, space, None, None):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
        raise GraphError(
            "this is no graph that Metier built: it lacks the description of its dataset"
        )

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy as an rdflib Dataset with the same named graphs, its default graph their union."""
        from .rdflib_copy import copied  # rdflib takes long to import

        return copied(self.quads())


def _text(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)  # Metier writes nothing else
    return term.value
