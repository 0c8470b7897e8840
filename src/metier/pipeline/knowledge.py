"""The graph as people use it from Python: built or loaded, then asked."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from metier.errors import GraphError, QueryError, UsageError
from metier.graph.names import Names
from metier.query.guard import refuse_depth, refuse_network
from metier.store import Answer, Store, Substitutions, kept

if TYPE_CHECKING:
    import pathlib

    import pyvis.network
    import rdflib

    from metier.analysis.compare import Comparison
    from metier.analysis.doctor import Finding
    from metier.analysis.facts import Facts
    from metier.analysis.likeness import Likeness, LikenessFinder
    from metier.analysis.names import Directory
    from metier.analysis.neighbors import Neighborhood
    from metier.analysis.network import MultiDiGraph, Network
    from metier.analysis.paths import Path
    from metier.analysis.show import ConceptView, PracticeView
    from metier.analysis.structure import Structure
    from metier.export import Selection
    from metier.store.texts import SearchResult, TextIndex
    from metier.text.annotation import Annotation
    from metier.text.annotator import Annotator
    from metier.text.sources.document import Document
    from metier.view.scene import Scene

TEXTS, ANNOTATOR = "texts.sqlite", "annotator.pickle"
"""Files of what is made of a graph once, and kept with its stored form."""


class KnowledgeGraph:
    """A built graph in a SPARQL store."""

    def __init__(self, store: Store, folder: pathlib.Path | None = None) -> None:
        """Take a store, and the folder for what is made of it when that is first needed, to be kept there.

        Raises GraphError where the store holds no graph that Metier built.
        """
        self.store = store
        self.names = Names(store.base())
        self._folder = folder

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

    @cached_property
    def facts(self) -> Facts:
        """The tables that the analyses read; the graph must not change once they were read."""
        from metier.analysis.facts import Facts

        return Facts(self.store, self.names)

    @cached_property
    def directory(self) -> Directory:
        """What people call the nodes."""
        from metier.analysis.names import Directory

        return Directory(self.facts)

    @cached_property
    def network(self) -> Network:
        """The graph as nodes and edges."""
        from metier.analysis.network import Network  # networkx takes long to import

        return Network(self.facts)

    def find(self, text: str, kind: str = "practice") -> str:
        """Return the IRI of what is called so: slug, title, alias, prefixed name or IRI.

        ``kind`` is practice, tool, term, concept (tool or term), category or tag. Raises UsageError where
        there is none, with the nearest names, and where several are called so.
        """
        return self.directory.find(text, kind).id

    def neighbors(
        self,
        center: str,
        *,
        depth: int = 1,
        types: Collection[str] = (),
        direction: str = "any",
        include: Collection[str] = (),
    ) -> Neighborhood:
        """Return what is within ``depth`` steps of a practice, tool or term.

        ``types`` restricts the edges (to some of ``metier.analysis.network.edge_types()``), ``direction`` is
        any, forward (as edges were written) or backward, and ``include`` adds nodes beside practices:
        specializations, tools, terms, all. Raises UsageError where a name or a choice is unknown.
        """
        from metier.analysis.neighbors import neighborhood

        return neighborhood(
            self.network,
            self.find(center, "node"),
            depth=depth,
            types=types,
            direction=direction,
            include=include,
        )

    def path(self, source: str, target: str, **restrictions: Any) -> Path:
        """Return the shortest path between two practices, tools or terms; see :meth:`paths`."""
        return self.paths(source, target, k=1, **restrictions)[0]

    def paths(self, source: str, target: str, *, k: int = 1, **restrictions: Any) -> list[Path]:
        """Return the ``k`` shortest paths without loops, each a :class:`~metier.analysis.paths.Path`.

        ``restrictions`` are those of :func:`metier.analysis.paths.shortest_paths`: types, include, direction,
        career, by_weight. Raises NoPath where there is none, with the node that comes nearest, and
        UsageError where a name or a choice is unknown.
        """
        from metier.analysis.paths import shortest_paths

        ends = self.find(source, "node"), self.find(target, "node")
        return shortest_paths(self.network, *ends, k=k, **restrictions)

    @cached_property
    def likeness(self) -> LikenessFinder:
        """What tells how alike practices are."""
        from metier.analysis.likeness import LikenessFinder

        return LikenessFinder(self.facts)

    @cached_property
    def annotator(self) -> Annotator:
        """What reads texts against the graph."""
        from metier.text.annotator import Annotator

        from .kept import kept_or_made

        file = self._folder and self._folder / ANNOTATOR
        return kept_or_made(file, Annotator, lambda: Annotator.of(self.facts))

    def annotate(self, text: str | Document, about: str | None = None) -> Annotation:
        """Return what a text is about and what it names; ``about`` is the practice, where that is known.

        For Markdown and HTML see :func:`metier.text.sources.articles.document_of`. Raises UsageError where
        there is no such practice, and TypeError for what is no text.
        """
        from metier.text.sources.articles import document_of
        from metier.text.sources.document import Document

        if not isinstance(text, (str, Document)):
            raise TypeError(f"a text or a Document is wanted, not {type(text).__name__}")
        document = document_of(text) if isinstance(text, str) else text
        return self.annotator.annotate(document, None if about is None else self.find(about))

    def show(self, name: str) -> PracticeView | ConceptView:
        """Return what a reader first wants to know of a practice, or of a tool or term."""
        from metier.analysis.show import view_concept, view_practice

        node = self.find(name, "node")
        is_practice = node.startswith(self.prefixes["id"])
        return view_practice(self.facts, node) if is_practice else view_concept(self.facts, node)

    def similar(self, name: str, *, limit: int = 10) -> list[Likeness]:
        """Return the practices that are most like one, each with what its score comes from."""
        return self.likeness.most_alike(self.find(name), limit)

    def compare(self, here: str, there: str) -> Comparison:
        """Return what two practices share and in what they differ, read as a move from one to the other.

        Raises UsageError where a name is unknown, or a practice has no profile.
        """
        from metier.analysis.compare import compare

        return compare(self.facts, self.likeness, self.find(here), self.find(there))

    def suggest(
        self, about: Collection[str] = (), *, only: Collection[str] = (), least: float = 0.0
    ) -> list[Finding]:
        """Return which links are missing, doubtful or the wrong way round, the surest first.

        ``about`` names the practices to look at, ``only`` the kinds of findings (all if they are empty), and
        ``least`` is the confidence below which a finding is left out, from 0 to 1. Raises UsageError where a
        name or a kind is unknown.
        """
        from metier.analysis.doctor import Ward, examine

        slugs = [self.directory.name(self.find(name)) for name in about]
        ward = Ward(self.facts, self.likeness, about=slugs, least=least)
        return list(examine(ward, only=only))

    @cached_property
    def texts(self) -> TextIndex:
        """The full-text index: the one that was kept, or one that is made now, which takes a while."""
        from metier.store.texts import TextIndex

        from .search import index_of

        if self._folder is None:
            return index_of(self.store, self.names)
        file = self._folder / TEXTS
        with contextlib.suppress(GraphError):  # there is none, or of another version
            return TextIndex.open(file)
        try:
            return index_of(self.store, self.names, file)
        except UsageError:  # where it can't be written
            return index_of(self.store, self.names)

    def search(self, words: str, *, kinds: Collection[str] = (), limit: int = 20) -> SearchResult:
        """Return what speaks of ``words``, the best first, and which words were taken for others.

        ``kinds`` are names of classes such as Term, or practice, concept, item for several. Raises UsageError
        for an unknown kind.
        """
        from .search import search

        return search(self.texts, words, kinds=kinds, limit=limit)

    def stats(self) -> Structure:
        """Return the measures of the network: centralities, communities, bridges, coverage."""
        from metier.analysis.structure import structure

        return structure(self.network)

    def to_networkx(self, include: Collection[str] = ("all",)) -> MultiDiGraph:
        """Return a copy as a networkx ``MultiDiGraph`` with scalar attributes.

        They are listed at :meth:`metier.analysis.network.Network.to_networkx`. ``include`` chooses the nodes
        beside practices.
        """
        return self.network.to_networkx(include)

    def scene(self, center: str | None = None, **choices: Any) -> Scene:
        """Return what a page shows of the graph, or of what is around a node.

        ``choices`` are those of :func:`metier.view.choose.scene`: depth, types, include, sections. Raises
        UsageError where a name or a choice is unknown.
        """
        from metier.view.choose import scene

        start = None if center is None else self.find(center, "node")
        return scene(self.network, start, **choices)

    def view(self, center: str | None = None, **choices: Any) -> str:
        """Return the graph, or what is around a node, as one HTML page; see :meth:`scene`."""
        from metier.view.page import page

        return page(self.scene(center, **choices))

    def to_pyvis(self, center: str | None = None, **choices: Any) -> pyvis.network.Network:
        """Return the practices and their links as a pyvis ``Network``, for notebooks; see :meth:`scene`."""
        from metier.view.notebook import pyvis_network

        return pyvis_network(self.scene(center, **{"sections": False, **choices}))

    def selection(self, center: str | None = None, **choices: Any) -> Selection:
        """Return what an export takes of the graph: all, or what is around a node.

        ``choices`` are those of :class:`metier.export.Selection`: depth, include, inferred.
        """
        from metier.export import Selection

        start = None if center is None else self.find(center, "node")
        return Selection(self.network, start, **choices)

    def export(
        self, name: str, out: str | pathlib.Path, center: str | None = None, **choices: Any
    ) -> None:
        """Write the graph, or what is around a node, to the file or folder ``out`` in the format ``name``.

        The formats are those of :func:`metier.export.formats`; ``choices`` as for :meth:`selection`. Raises
        UsageError where there is no such format, a choice is unknown or ``out`` can't be written to.
        """
        from pathlib import Path

        from metier.export import find_format
        from metier.export.writing import write_export

        wanted = find_format(name)
        chosen = {"include": wanted.includes, **choices}
        write_export(wanted, self.selection(center, **chosen), Path(out))

    def saved(self, name: str, **values: str) -> Answer:
        """Answer the saved query of a name; ``values`` are its parameters, named as people name things.

        Raises UsageError where there is no such query or parameter, or a value names nothing.
        """
        from metier.query.binding import bound, without_parameters
        from metier.query.library import saved_query

        query = saved_query(name)
        terms = bound(query, values, lambda kind, text: ox.NamedNode(self.find(text, kind)))
        return without_parameters(self.query(query.sparql, substitutions=terms), query)

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy as an rdflib Dataset, prefixes bound, its default graph the union of the named ones."""
        dataset = self.store.to_rdflib()
        for prefix, namespace in self.prefixes.items():
            dataset.bind(prefix, namespace, override=True)
        return dataset


def load(path: str | pathlib.Path) -> KnowledgeGraph:
    """Load a built graph: ``graph.nq``, or the folder of a store.

    Raises GraphError where there is none.
    """
    from pathlib import Path

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
