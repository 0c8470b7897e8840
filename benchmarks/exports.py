"""How long each export takes and how large it is, what another program finds in it, and the peers' writers.

    python -m benchmarks.exports ../shared/corpus/soul-atlas/souls

The profiles are built first. Then each format is written as ``metier export`` does, from a graph that is loaded
and whose tables were not read yet, and reopened by the reader named. Peers are the writers of rdflib and
networkx, timed with and without the copy of the graph that they write from. Needs the extra ``dev``, and
Debian's raptor2-utils and graphviz.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import obographs
import pandas as pd
import pyoxigraph as ox
import rdflib
import sssom

import metier
from benchmarks.build import run, seconds
from metier.export import Format, formats
from metier.export.writing import write_export
from metier.pipeline.knowledge import KnowledgeGraph

CENTER = "customs-officer"
"""Where formats begin that draw no whole graph, if there is such a profile."""


def triples_by_rapper(path: Path, syntax: str) -> str:
    """Return how many triples raptor counts."""
    command = ["rapper", "-q", "-i", syntax, "-o", "ntriples", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        return f"{sum(1 for _ in reader.stdout):,} triples"


def rdf(syntax: str) -> tuple[str, Callable[[Path], str]]:
    """Return raptor as the reader of a syntax."""
    return "raptor", lambda path: triples_by_rapper(path, syntax)


def of_graph(graph: nx.Graph) -> str:
    """Return how many nodes and edges networkx has."""
    return f"{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges"


def _cyjs(path: Path) -> str:
    return of_graph(nx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8"))))


def _dot(path: Path) -> str:
    done = subprocess.run(["gc", "-n", "-e", str(path)], check=True, capture_output=True, text=True)
    nodes, edges, *_ = done.stdout.split()
    return f"{int(nodes):,} nodes, {int(edges):,} edges"


def _sif(path: Path) -> str:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    nodes = {name for row in rows for name in row[::2]}
    return f"{len(nodes):,} nodes, {sum(len(row) == 3 for row in rows):,} edges"


def _csv(path: Path) -> str:
    nodes, edges = (pd.read_csv(path / f"{name}.csv") for name in ("nodes", "edges"))
    return f"{len(nodes):,} nodes, {len(edges):,} edges"


def _parquet(path: Path) -> str:
    count = "SELECT count(*) FROM read_parquet(?)"
    nodes, edges = (
        duckdb.execute(count, [str(path / f"{name}.parquet")]).fetchall()[0][0]
        for name in ("nodes", "edges")
    )
    return f"{nodes:,} nodes, {edges:,} edges"


def _neo4j(path: Path) -> str:
    tables = [pd.read_csv(file, dtype=str) for file in sorted(path.glob("*.csv"))]
    edges = sum(len(table) for table in tables if ":TYPE" in table.columns)
    nodes = sum(len(table) for table in tables if ":LABEL" in table.columns)
    return f"{nodes:,} nodes, {edges:,} edges"


def _obographs(path: Path) -> str:
    graph: Any = obographs.read(path)
    classes = [node for node in graph.nodes if node.type == "CLASS"]
    return f"{len(classes):,} nodes, {len(graph.edges):,} edges"


def _sssom(path: Path) -> str:
    return f"{len(sssom.parse_sssom_table(str(path)).df):,} mappings"


def _jsonld(path: Path) -> str:
    found = ox.parse(path=path, format=ox.RdfFormat.JSON_LD)
    return f"{sum(1 for _ in found):,} triples"


def _files(path: Path) -> str:
    return f"{sum(1 for one in path.rglob('*') if one.is_file()):,} files"


READERS: dict[str, tuple[str, Callable[[Path], str]]] = {
    "turtle": rdf("turtle"),
    "trig": rdf("trig"),
    "ntriples": rdf("ntriples"),
    "nquads": rdf("nquads"),
    "rdfxml": rdf("rdfxml"),
    "owl": rdf("rdfxml"),
    "jsonld": ("oxigraph", _jsonld),
    "ontology": rdf("turtle"),
    "neosemantics": ("raptor", lambda path: triples_by_rapper(path / "graph.nt", "ntriples")),
    "skos": rdf("turtle"),
    "graphml": ("networkx", lambda path: of_graph(nx.read_graphml(path))),
    "graphml-yed": ("networkx", lambda path: of_graph(nx.read_graphml(path))),
    "gexf": ("networkx", lambda path: of_graph(nx.read_gexf(path))),
    "cytoscape": ("networkx", _cyjs),
    "dot": ("graphviz", _dot),
    "sif": ("lines", _sif),
    "csv": ("pandas", _csv),
    "parquet": ("DuckDB", _parquet),
    "neo4j": ("pandas", _neo4j),
    "obographs": ("obographs", _obographs),
    "sssom": ("sssom", _sssom),
}
"""Reader of each format, and what it finds; formats that are not here are counted by their files."""


def rdflib_peers(graph: KnowledgeGraph, out: str) -> dict[str, Callable[[], object]]:
    """Return rdflib's writers over a copy of the graph, by the format that each writes."""
    dataset = graph.to_rdflib()
    asserted = rdflib.Graph()
    for prefix, namespace in graph.prefixes.items():
        asserted.bind(prefix, namespace, override=True)
    inferred = {graph.names.of("graph", name)[1:-1] for name in ("inferred", "mentions")}
    for one in dataset.graphs():
        if str(one.identifier) not in inferred:
            asserted += one
    return {
        "turtle": partial(asserted.serialize, out, "turtle"),
        "ntriples": partial(asserted.serialize, out, "nt"),
        "rdfxml": partial(asserted.serialize, out, "xml"),
        "jsonld": partial(asserted.serialize, out, "json-ld"),
        "trig": partial(dataset.serialize, out, "trig"),
        "nquads": partial(dataset.serialize, out, "nquads"),
    }


def networkx_peers(graph: KnowledgeGraph, out: str) -> dict[str, Callable[[], object]]:
    """Return networkx's writers over a copy of the graph, by the format that each writes."""
    network = KnowledgeGraph(graph.store).to_networkx()
    nameless = without_type(network)
    return {
        "graphml": partial(nx.write_graphml, network, out),
        "gexf": partial(nx.write_gexf, nameless, out),
        "cytoscape": lambda: Path(out).write_text(json.dumps(nx.cytoscape_data(network))),
    }


def timed_peers(graph: KnowledgeGraph, folder: Path) -> dict[str, tuple[float, float]]:
    """Return for each format that a peer writes its seconds without and with the copy of the graph."""
    found = {}
    for make in (rdflib_peers, networkx_peers):
        start = time.perf_counter()
        writers = make(graph, str(folder / "peer"))
        copying = time.perf_counter() - start
        for name, work in writers.items():
            writing = seconds(work, runs=1)
            found[name] = writing, writing + copying
    return found


def without_type(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy without the attribute that would overwrite GEXF's own."""
    copy = network.copy()
    for *_, data in copy.edges(data=True):
        data["relation"] = data.pop("type")
    return copy


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files of a folder."""
    files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    return sum(one.stat().st_size for one in files)


def exported(wanted: Format, graph: KnowledgeGraph, folder: Path) -> tuple[float, Path]:
    """Write one export and return its seconds and where it is."""
    center = CENTER if wanted.needs_center else None
    path = folder / f"{wanted.name}{wanted.suffix}"
    fresh = KnowledgeGraph(graph.store)
    start = time.perf_counter()
    write_export(wanted, fresh.selection(center), path)
    return time.perf_counter() - start, path


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profiles", type=Path)
    profiles: Path = parser.parse_args().profiles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(["metier", "build", str(profiles), "--out", str(folder / "built")])
        graph = metier.load(folder / "built" / "graph.nq")
        selection = graph.selection()
        triples = len({quad.triple for quad in selection.triples()})
        print(f"{len(graph):,} quads, {triples:,} triples that authors wrote, ", end="")
        print(f"{len(selection.nodes):,} nodes, {len(selection.edges):,} edges\n")
        theirs = timed_peers(graph, folder)
        for one in formats().values():
            took, path = exported(one, graph, folder)
            reader, count = READERS.get(one.name, ("", _files))
            peer = " / ".join(f"{other:.1f}" for other in theirs.get(one.name, ()))
            found = count(path) if path.is_dir() or reader else ""
            megabytes = size_of(path) / 1e6
            print(f"{one.name:14}{megabytes:8.2f} MB{took:7.2f} s  {peer:12}{reader:10} {found}")


if __name__ == "__main__":
    main()
