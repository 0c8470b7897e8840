"""How fast profiles become a graph, as ratios to peers and to a floor measured in the same run.

    python benchmarks/build.py ../shared/corpus/soul-atlas/souls            # some minutes
    python benchmarks/build.py ../shared/corpus/soul-atlas/souls --scale 0  # without the 10,000 profiles

Every time is the median of several runs, each in a process of its own; figures of this machine mean little,
ratios much. What is wanted of each ratio is printed beside it.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

PROFILES_TO_STORE = """
import metier
print(len(metier.build([{paths!r}])))
"""

RDFLIB_ADD = """
import rdflib
from metier.graph.blocks import profile_triples, inferred_triples
from metier.graph.names import Names
from metier.graph.parts import ProfileNames
from metier.readers import find_sources, read
from metier.resolve.names import Card, Collection
from rdflib.plugins.parsers.ntriples import r_literal, unquote

def term(token):
    if token[0] == "<":
        return rdflib.URIRef(token[1:-1])
    value, language, datatype = r_literal.match(token).groups()
    return rdflib.Literal(unquote(value), lang=language or None, datatype=datatype or None)

profiles = [read(source).profile for source in find_sources([{paths!r}])]
names, collection = Names(), Collection(map(Card.of, profiles))
graph = rdflib.Graph()
for profile in profiles:
    own = ProfileNames(names, profile)
    for triples in (profile_triples(own, collection), inferred_triples(own, collection)):
        for s, p, o in triples:
            graph.add((term(s), term(p), term(o)))
print(len(graph))
"""

FLOOR = """
import pyoxigraph as ox, yaml
from pathlib import Path
for metadata in Path({paths!r}).rglob("metadata.yaml"):
    yaml.load(metadata.read_bytes(), Loader=yaml.CSafeLoader)
    for line in (metadata.parent / "SOUL.md").read_text(encoding="utf-8").split("\\n"):
        line.startswith("## ")
store = ox.Store()
store.bulk_load(path={quads!r}, format=ox.RdfFormat.N_QUADS)
quads = sorted(store, key=str)
ox.serialize(quads, {out!r} + "/floor.nq", format=ox.RdfFormat.N_QUADS)
ox.serialize((q.triple for q in quads), {out!r} + "/floor.ttl", format=ox.RdfFormat.TURTLE)
"""

MEMORY = """
import resource, sys, metier
from pathlib import Path
folder = {store!r}
graph = metier.build([{paths!r}], store=Path(folder) if folder else None)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(len(graph), peak, workers)
"""


def main() -> None:
    """Run everything and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("profiles", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--scale", type=int, default=10_000, help="profiles of the large run, 0 for none"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        compare_build(arguments.profiles, folder, arguments.runs)
        compare_outputs(folder)
        compare_help(arguments.runs)
        if arguments.scale:
            compare_scale(arguments.profiles, folder, arguments.scale)


def show(what: str, value: str, wanted: str = "") -> None:
    """Print one row."""
    print(f"{what:<66} {value:>16}  {wanted}", flush=True)


def run(command: list[str]) -> tuple[float, str]:
    """Return the seconds that a process took, and what it printed."""
    begun = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - begun, done.stdout


def median_of(command: list[str], runs: int) -> float:
    """Return the median seconds of a command, after one run that isn't counted."""
    run(command)
    return statistics.median(run(command)[0] for _ in range(runs))


def script(text: str, **values: str) -> list[str]:
    """Return the command that runs a piece of Python."""
    return [sys.executable, "-c", text.format(**values)]


def compare_build(profiles: Path, folder: Path, runs: int) -> None:
    """Time profiles to a store against rdflib, and a whole build against the floor."""
    paths = str(profiles)
    build = [
        sys.executable,
        "-m",
        "metier",
        "build",
        paths,
        "--fresh",
        "--out",
        str(folder / "out"),
    ]
    ours = median_of(script(PROFILES_TO_STORE, paths=paths), runs)
    theirs = median_of(script(RDFLIB_ADD, paths=paths), runs)
    show("profiles to a queryable store, seconds", f"{ours:.2f}")
    show("the same triples through rdflib's Graph.add, seconds", f"{theirs:.2f}")
    show("  times faster", f"{theirs / ours:.1f}", "wanted: at least 6")
    whole = median_of(build, runs)
    floor = median_of(
        script(FLOOR, paths=paths, quads=str(folder / "out/graph.nq"), out=str(folder)), runs
    )
    show("whole cold build, seconds", f"{whole:.2f}")
    show("floor: read, scan, load, sort, dump; seconds", f"{floor:.2f}")
    show("  times the floor", f"{whole / floor:.2f}", "wanted: at most 2.5")
    again = median_of([argument for argument in build if argument != "--fresh"], runs)
    show("  a second build with nothing changed, times the first", f"{again / whole:.2f}")


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Return the seconds that one call takes, the best of some."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def compare_outputs(folder: Path) -> None:
    """Time each output's writer against rdflib's serializer on the same triples."""
    import pyoxigraph as ox
    import rdflib

    from metier.graph.blocks import quad_lines
    from metier.graph.names import Names
    from metier.graph.turtle import TurtleWriter

    names = Names()
    for name in ("graph.ttl", "skos.ttl", "graph.nq"):
        path = folder / "out" / name
        is_quads = name.endswith(".nq")
        graphs: dict[str, list[tuple[str, str, str]]] = {}
        for quad in ox.parse(path=path):
            triple = (str(quad.subject), str(quad.predicate), str(quad.object))
            graphs.setdefault(str(quad.graph_name), []).append(triple)
        peer: rdflib.Graph = rdflib.Dataset() if is_quads else rdflib.Graph()
        peer.parse(path, format="nquads" if is_quads else "turtle")

        def write(
            graphs: dict[str, list[tuple[str, str, str]]] = graphs, flat: bool = not is_quads
        ) -> None:
            for graph, triples in graphs.items():
                if flat:
                    TurtleWriter(names.prefixes).blocks(triples)
                else:
                    quad_lines(triples, graph)

        theirs = seconds(partial(peer.serialize, format="nquads" if is_quads else "turtle"))
        show(
            f"{name}: times faster than rdflib's serializer",
            f"{theirs / seconds(write):.1f}",
            "wanted: 10",
        )


def compare_help(runs: int) -> None:
    """Time ``metier --help`` against an interpreter that does nothing."""
    command = shutil.which("metier", path=str(Path(sys.executable).parent)) or "metier"
    ours = median_of([command, "--help"], runs * 5)
    floor = median_of([sys.executable, "-c", "pass"], runs * 5)
    show("metier --help, times `python -c pass`", f"{ours / floor:.1f}", "wanted: at most 6")


def compare_scale(profiles: Path, folder: Path, scale: int) -> None:
    """Measure memory and cost per profile, for the given profiles and for many made from them."""
    many = folder / "many"
    multiply(profiles, many, scale)
    few_count = sum(1 for _ in profiles.iterdir())
    few = cost(profiles, folder / "few-out", few_count)
    large = cost(many, folder / "many-out", scale)
    show(
        f"cost per profile at {scale:,}, times that at {few_count}",
        f"{large / few:.2f}",
        "wanted: at most 1.2",
    )
    for where, store in (("in memory", ""), ("on disk", str(folder / "store"))):
        small_quads, small_peak, _ = memory(profiles, str(folder / "s") if store else "")
        quads, peak, workers = memory(many, store)
        show(f"{quads:,} quads {where}: peak memory, MB", f"{peak / 1e6:,.0f}")
        show("  largest worker process, MB", f"{workers / 1e6:,.0f}")
        show("  bytes a quad", f"{peak / quads:.0f}", "wanted: at most 400")
        growth = (peak - small_peak) / (quads - small_quads)
        show("  bytes for each further quad", f"{growth:.0f}")


def cost(profiles: Path, out: Path, count: int) -> float:
    """Return the seconds of a whole build for each profile, the better of two runs."""
    build = [sys.executable, "-m", "metier", "build", str(profiles), "--fresh", "--out", str(out)]
    best = min(run(build)[0] for _ in range(2)) / count
    show(f"whole build of {count:,} profiles, milliseconds a profile", f"{best * 1000:.2f}")
    return best


def memory(profiles: Path, store: str) -> tuple[int, int, int]:
    """Return quads, peak bytes of the process that holds the store, and of its largest worker."""
    _, printed = run(script(MEMORY, paths=str(profiles), store=store))
    quads, peak, workers = map(int, printed.split())
    return quads, peak, workers


def multiply(profiles: Path, target: Path, count: int) -> None:
    """Make ``count`` profiles from those of ``profiles``, with slugs of their own that link to each other."""
    sources = sorted(path for path in profiles.iterdir() if (path / "metadata.yaml").is_file())
    slugs = {path.name for path in sources}
    for number in range(count):
        source, turn = sources[number % len(sources)], number // len(sources)
        folder = target / f"{source.name}-{turn}"
        folder.mkdir(parents=True)
        text = (source / "metadata.yaml").read_text(encoding="utf-8")
        (folder / "metadata.yaml").write_text(renamed(text, slugs, turn), encoding="utf-8")
        shutil.copy(source / "SOUL.md", folder / "SOUL.md")


def renamed(metadata: str, slugs: Iterable[str], turn: int) -> str:
    """Return metadata whose slug, title and links belong to one turn of the multiplication."""

    def with_turn(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}-{turn}{found[3]}"

    text = re.sub(r"(\bslug: '?)([a-z0-9-]+)('?)", with_turn, metadata)
    return re.sub(
        r"^(title: )(.*)$",
        lambda found: f"{found[1]}{json.dumps(found[2] + f' {turn}')}",
        text,
        flags=re.M,
    )


if __name__ == "__main__":
    main()
