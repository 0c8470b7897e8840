"""How fast a built graph answers: SPARQL beside rdflib, the analyses in Python, the commands from a cold start.

    python -m benchmarks.questions ../shared/corpus/soul-atlas/souls

Answers are compared with rdflib's for equality. Commands are timed on 643 profiles, made from the given ones,
each in a process of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import rdflib
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

import metier
from benchmarks.build import median_of, multiply, run, seconds, show
from metier.analysis.structure.measures import betweenness, edge_betweenness, pagerank
from metier.analysis.structure.simple import simple_network
from metier.pipeline.stored import opened

QUERIES = {
    "label lookup": 'SELECT ?who { ?who skos:prefLabel "Electrician"@en ; skos:notation ?slug }',
    "two hops": """
        SELECT DISTINCT ?far { id:electrician met:connectedTo/met:connectedTo ?far
            FILTER(?far != id:electrician) }""",
    "shared tools": """
        SELECT ?one ?other (COUNT(?tool) AS ?shared) {
            ?one met:usesTool ?tool . ?other met:usesTool ?tool FILTER(STR(?one) < STR(?other)) }
        GROUP BY ?one ?other HAVING(COUNT(?tool) > 3)""",
    "aggregate by category": """
        SELECT ?category (COUNT(?who) AS ?members) (COUNT(DISTINCT ?tool) AS ?tools) {
            ?who met:category ?category ; met:usesTool ?tool } GROUP BY ?category""",
    "orphans with NOT EXISTS": """
        SELECT ?who { ?who met:category ?c FILTER NOT EXISTS { ?other met:target ?who } }""",
    "text search": """
        SELECT ?usage { ?usage skos:definition ?text FILTER(CONTAINS(LCASE(STR(?text)), "custody")) }""",
    "transitive specializations": """
        SELECT ?broad ?narrow { ?broad met:hasSpecialization+ ?narrow }""",
    "kinds of a tool": """
        SELECT ?who ?tool { ?tool skos:broader+ tool:multimeter . ?who met:usesTool ?tool }""",
    "CONSTRUCT surroundings": """
        CONSTRUCT { ?s ?p ?o } { id:electrician met:connectedTo ?s . ?s ?p ?o }""",
    "GROUP_CONCAT of tags": """
        SELECT ?who (GROUP_CONCAT(?tag; separator="|") AS ?tags) {
            { SELECT ?who ?tag { ?who met:tag/skos:prefLabel ?tag } ORDER BY ?who ?tag } } GROUP BY ?who""",
    "links with notes": """
        SELECT ?from ?to ?note { ?link met:source ?from ; met:target ?to ; met:relationType rtype:adjacent
            OPTIONAL { ?link skos:note ?note } }""",
    "one-sided links": """
        SELECT ?one ?other { ?link met:source ?one ; met:target ?other . ?other met:category ?described
            MINUS { ?back met:source ?other ; met:target ?one } }""",
}

CORES: dict[str, Callable[[metier.KnowledgeGraph], object]] = {
    "neighbors, 1 step": lambda g: g.neighbors("electrician"),
    "neighbors, 2 steps": lambda g: g.neighbors("electrician", depth=2),
    "neighbors through tools and terms, 2 steps": lambda g: g.neighbors(
        "electrician", depth=2, include=["all"]
    ),
    "shortest path": lambda g: g.path("electrician", "chef"),
    "shortest path through tools and terms": lambda g: g.path(
        "electrician", "chef", include=["all"]
    ),
    "5 shortest paths": lambda g: g.paths("electrician", "chef", k=5),
    "compare": lambda g: g.compare("cook", "chef"),
    "similar": lambda g: g.similar("chef"),
    "search": lambda g: g.search("chain of custdy"),
    "suggest": lambda g: g.suggest(),
    "stats": lambda g: g.stats(),
}

COMMANDS = (
    "show electrician-0",
    "neighbors electrician-0 --depth 2 --include all",
    "path electrician-0 chef-0 --k 3 --explain",
    "path electrician-0 chef-0 --include all --explain",
    "compare cook-0 chef-0",
    "similar chef-0",
    "search chain of custdy",
    "stats",
    "query --list",
    "query --saved most-used-tools",
    "query SELECT(COUNT(*)AS?n){?s?p?o}",
    "explain reconciliation",
)
WANTED_COLD = "wanted: below 1"


def main() -> None:
    """Run everything and print tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("profiles", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--scale", type=int, default=643, help="profiles for the commands")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = f"{scratch}/cache"
        graph = built(arguments.profiles, Path(scratch) / "out")
        compare_load(graph)
        compare_queries(graph, arguments.runs)
        gc.collect()  # rdflib's graph, which would be cleared away while something else is timed
        time_cores(metier.load(graph), arguments.runs)
        compare_measures(metier.load(graph), arguments.runs)
        multiply(arguments.profiles, Path(scratch) / "many", arguments.scale)
        many = built(Path(scratch) / "many", Path(scratch) / "many-out")
        compare_measures(metier.load(many), arguments.runs)
        time_commands(many, Path(scratch) / "many", arguments.runs)


def built(profiles: Path, out: Path) -> Path:
    """Build a graph and return its file."""
    run([sys.executable, "-m", "metier", "build", str(profiles), "--out", str(out)])
    return out / "graph.nq"


def compare_load(graph: Path) -> None:
    """Time how long it takes until a graph can be asked."""
    show("graph.nq read into memory, seconds", f"{seconds(lambda: metier.load(graph)):.2f}")
    show("its stored form opened, seconds", f"{seconds(lambda: opened(graph)):.3f}")


def compare_queries(graph: Path, runs: int) -> None:
    """Time each query in memory, in the stored form, and in rdflib's memory."""
    ours, stored = metier.load(graph), opened(graph)
    theirs = rdflib.Graph()
    for quad in ox.parse(path=graph):
        theirs.add(_triple(quad))
    ratios = []
    print(
        f"\n{'query':<30} {'rows':>6} {'memory ms':>10} {'stored ms':>10} {'rdflib ms':>10} {'ratio':>7}"
    )
    for name, sparql in QUERIES.items():
        full = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in ours.prefixes.items()) + sparql
        rows = answers(ours.query(sparql))
        peers = [row for row in theirs.query(full) if isinstance(row, tuple)]
        assert rows == sorted(tuple(map(str, row)) for row in peers), name
        ours_s, stored_s = (
            seconds(partial(lambda g, q: list(g.query(q)), g, sparql), runs) for g in (ours, stored)
        )
        theirs_s = seconds(partial(lambda q: list(theirs.query(q)), full), min(runs, 3))
        ratios.append(theirs_s / ours_s)
        milliseconds = "".join(f"{1000 * one:>11.2f}" for one in (ours_s, stored_s, theirs_s))
        print(f"{name:<30} {len(rows):>6}{milliseconds} {ratios[-1]:>7.1f}", flush=True)
    mean = statistics.geometric_mean(ratios)
    show("geometric mean: times rdflib's speed", f"{mean:.1f}", "wanted: at least 15")


def answers(answer: object) -> list[tuple[str, ...]]:
    """Return the rows of an answer as sorted texts."""
    rows = []
    for row in answer:  # type: ignore[attr-defined]  # SELECT and CONSTRUCT alone are asked
        parts = [row.subject, row.predicate, row.object] if isinstance(row, ox.Triple) else row
        rows.append(tuple(getattr(part, "value", str(part)) for part in parts))
    return sorted(set(rows)) if rows and isinstance(row, ox.Triple) else sorted(rows)


def _triple(quad: ox.Quad) -> tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef | rdflib.Literal]:
    value = quad.object
    node: rdflib.URIRef | rdflib.Literal
    if isinstance(value, ox.Literal):
        datatype = None if value.language else rdflib.URIRef(value.datatype.value)
        node = rdflib.Literal(value.value, lang=value.language, datatype=datatype)
    else:
        node = rdflib.URIRef(_name(value))
    return rdflib.URIRef(_name(quad.subject)), rdflib.URIRef(quad.predicate.value), node


def _name(node: object) -> str:
    assert isinstance(node, ox.NamedNode)
    return node.value


def time_cores(graph: metier.KnowledgeGraph, runs: int) -> None:
    """Time what each command does once the graph is loaded, first and again."""
    print(f"\n{'once loaded, in Python':<50} {'first ms':>10} {'again ms':>10}")
    for name, work in CORES.items():
        begun = time.perf_counter()
        work(graph)
        first = time.perf_counter() - begun
        again = seconds(partial(work, graph), runs)
        print(f"{name:<50} {1000 * first:>10.2f} {1000 * again:>10.2f}", flush=True)


def compare_measures(graph: metier.KnowledgeGraph, runs: int) -> None:
    """Time the measures of ``metier stats`` against networkx on the same network."""
    simple = simple_network(graph.network)
    undirected, directed = nx.Graph(simple.pairs), nx.DiGraph(simple.arcs)
    for nodes in (undirected, directed):
        nodes.add_nodes_from(range(len(simple.nodes)))
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "betweenness": (
            lambda: betweenness(simple, edge_betweenness(simple)),
            lambda: nx.betweenness_centrality(undirected),
        ),
        "PageRank": (
            lambda: pagerank(simple),
            lambda: _pagerank_python(directed, tol=1e-12, max_iter=1000),
        ),
    }
    print()
    for name, (ours, theirs) in pairs.items():
        ratio = seconds(theirs, runs) / seconds(ours, runs)
        show(f"{name} of {len(simple)}: times faster than networkx", f"{ratio:.0f}")


def time_commands(graph: Path, profiles: Path, runs: int) -> None:
    """Time whole commands, each in a new process."""
    print()
    search = [sys.executable, "-m", "metier", "search", "custody", "--graph", str(graph)]
    show("the first search, which makes the index, seconds", f"{run(search)[0]:.2f}")
    for command in (
        *COMMANDS,
        f"suggest electrician-0 --profiles {profiles}",
        f"suggest --profiles {profiles}",
    ):
        words = command.split(" ") if "SELECT" not in command else command.split(" ", 1)
        where = [] if "--list" in words else ["--graph", str(graph)]
        with contextlib.redirect_stderr(io.StringIO()):
            taken = median_of([sys.executable, "-m", "metier", *words, *where], runs)
        shown = command.replace(str(profiles), "…")
        show(f"metier {shown}, seconds", f"{taken:.2f}", WANTED_COLD)


if __name__ == "__main__":
    main()
