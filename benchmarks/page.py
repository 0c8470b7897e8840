"""How a graph page opens and moves in a real browser, beside pages of pyvis with the same data.

    python -m benchmarks.page ../shared/corpus/soul-atlas/souls
    python -m benchmarks.page out/graph.nq --only a --skip-peers

Headless Chromium, 1280 x 800, no network, no graphics card (drawing by software: the worst case, and one that can be
repeated). A browser of its own for each run; figures are medians. A figure of this machine means little, its ratio
to that of a peer much.

- *Final picture*: from navigation until the page says that its picture is there and one more frame is drawn; for
  pyvis, until nothing moves any more: the event ``stabilized``, or without physics the first drawing.
- *Frames*: a mouse drags in circles, or a wheel turns in and out, at 60 events a second. A frame counts if a canvas of
  the page was cleared in it: ``clearRect`` is watched, and ``document.timeline.currentTime`` tells frames apart.
  Drawings within one frame count once. Where pyvis wouldn't stop moving in time, it is made to (``stopSimulation``).
- *Memory*: what JavaScript holds after a garbage collection, with the buffers of typed arrays.

Peers are pyvis as its documentation shows it, and pyvis with the best that its options give: our positions, no
physics, edges hidden while one moves. All pages hold the same texts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import random
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import CDPSession, Page, async_playwright
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

import metier
from benchmarks.build import run, show
from metier.view.layout import SPACING, layout
from metier.view.page import page
from metier.view.scene import Choice, Scene, SceneGroup, SceneLink, SceneNode, scene_of
from metier.view.texts import ProfileText
from metier.vocab import practice_kinds, relation_types

BROWSER = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CAP = 60.0
"""Seconds that a page has to come to rest."""
PATIENCE = 20.0
"""Seconds that a page has to answer anything else."""
MOVING = 2.0
"""Seconds of panning, and of zooming."""
EVENTS = 60
"""Of the mouse, in a second."""
NOTCHES = 20
"""Of the wheel, before it turns the other way."""
FRAME_BYTES = 1.5e6
NEVER = math.nan

WATCH = """
(() => {
  const frames = [];
  const marks = {};
  globalThis.watched = { frames, marks };
  const { clearRect } = CanvasRenderingContext2D.prototype;
  let last = -1;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    const frame = document.timeline.currentTime;
    if (this.canvas.isConnected && frame !== last) frames.push(performance.timeOrigin + performance.now());
    if (this.canvas.isConnected) last = frame;
    return clearRect.apply(this, box);
  };
  const mark = (name) => requestAnimationFrame(() => setTimeout(() => (marks[name] ??= performance.now())));
  new MutationObserver(() => mark(document.documentElement.dataset.ready)).observe(document, {
    attributeFilter: ["data-ready"], subtree: true,
  });
  let network; // pyvis has it in a global variable
  Object.defineProperty(globalThis, "network", {
    configurable: true,
    get: () => network,
    set(made) {
      network = made;
      network.once("afterDrawing", () => mark("drawn"));
      network.once("stabilized", () => mark("stabilized"));
    },
  });
})();
"""
UNTIL = """
new Promise((done) => {{
  const look = () => (watched.marks[{name!r}] === undefined ? setTimeout(look, 100) : done());
  look();
}})
"""
STOP = "network.stopSimulation(); document.getElementById('loadingBar')?.remove()"
EMPTY_PLACE = """
(() => {
  const canvas = document.querySelector("canvas");
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const isNode = (x, y) => globalThis.network?.getNodeAt({ x: x - left, y: y - top }) !== undefined;
  for (let turn = 0; turn < 400; turn += 1) {
    const [angle, away] = [turn * 2.4, turn / 2];
    const [x, y] = [left + width / 2 + away * Math.cos(angle), top + Math.min(height, 800 - top) / 2 + away * Math.sin(angle)];
    if (document.elementFromPoint(x, y) === canvas && !isNode(x, y)) return [x, y];
  }
  return [left + width / 2, top + height / 2];
})()
"""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of our page."""

    picture: float
    panning: float | None = None
    zooming: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Data to show."""

    key: str
    name: str
    wanted: Wanted
    scene: Callable[[metier.KnowledgeGraph], Scene]


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to make a page, and the names of the moments that it goes through."""

    name: str
    write: Callable[[Scene], str]
    picture: str
    everything: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of a page; NaN where it never came to it."""

    megabytes: float
    first: float = NEVER
    picture: float = NEVER
    everything: float = NEVER
    panning: float = NEVER
    zooming: float = NEVER
    memory: float = NEVER


def main() -> None:
    """Run everything and print tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("profiles", type=Path, help="a folder of profiles, or a graph.nq")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="a,b,c", help="which data, such as a,c")
    parser.add_argument("--skip-peers", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        graph = loaded(arguments.profiles, Path(scratch))
        kinds = KINDS[:1] if arguments.skip_peers else KINDS
        for case in CASES:
            if case.key in arguments.only.split(","):
                compare(case, graph, kinds, Path(scratch), arguments.runs)


def loaded(profiles: Path, folder: Path) -> metier.KnowledgeGraph:
    """Load a graph, which is built first if there are only profiles."""
    if profiles.suffix != ".nq":
        run([sys.executable, "-m", "metier", "build", str(profiles), "--out", str(folder)])
        profiles = folder / "graph.nq"
    graph = metier.load(profiles)
    graph.stats()  # what every command prepares is no cost of the page
    return graph


def compare(
    case: Case, graph: metier.KnowledgeGraph, kinds: Sequence[Kind], folder: Path, runs: int
) -> None:
    """Measure all pages of some data, and print a table."""
    begun = time.perf_counter()
    scene = case.scene(graph)
    placed = time.perf_counter()
    files = {kinds[0]: written(kinds[0], scene, folder)}
    done = time.perf_counter()
    nodes, links = len(scene.practices) + len(scene.concepts), len(scene.links) + len(scene.uses)
    print(f"\n({case.key}) {case.name}: {nodes:,} nodes, {links:,} links")
    show("scene with its layout, seconds", f"{placed - begun:.1f}")
    show("page written from it, seconds", f"{done - placed:.1f}")
    frame = files[kinds[0]].stat().st_size - squeezed(scene)
    show(
        "file less its data, compressed, MB",
        f"{frame / 1e6:.2f}",
        f"wanted: at most {FRAME_BYTES / 1e6}",
    )
    files |= {kind: written(kind, scene, folder) for kind in kinds[1:]}
    tabulate(case, {kind: medians(kind, file, runs) for kind, file in files.items()})


# ---- data ----------------------------------------------------------------------------------------------------


def occupations(graph: metier.KnowledgeGraph) -> Scene:
    return scene_of(graph.network, Choice(include=("practices",), sections=False))


def everything(graph: metier.KnowledgeGraph) -> Scene:
    return scene_of(graph.network, Choice())


def synthetic(_: object, nodes: int = 50_000, links: int = 150_000) -> Scene:
    """Return a large scene with communities that are known: nine links of ten stay inside, some nodes have many."""
    chance = random.Random(50_000)  # noqa: S311, the same graph each time
    groups = list(communities(chance, nodes))
    home = [number for number, group in enumerate(groups) for _ in group]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < links:
        one, group = chance.randrange(nodes), groups[0]
        group = groups[home[one]]
        near = group[int(len(group) * chance.random() ** 2)]
        other = near if chance.random() < 0.9 else chance.randrange(nodes)
        if one != other and (other, one) not in pairs:
            pairs.add((one, other))
    types, kind = list(relation_types()), next(iter(practice_kinds().values()))
    ordered = sorted(pairs)
    points = [(round(x), round(y)) for x, y in layout(groups, [(min(p), max(p)) for p in ordered])]
    practices = [
        SceneNode(
            name=f"practice-{node}",
            label=f"Practice {node} of group {home[node]}",
            kind=kind,
            category=f"Category {home[node] % 20}",
            group=home[node],
            x=x,
            y=y,
        )
        for node, (x, y) in enumerate(points)
    ]
    discs = [
        disc(f"Group {number}", [points[one] for one in own]) for number, own in enumerate(groups)
    ]
    edges = [SceneLink(*pair, chance.choice(types)) for pair in ordered]
    return Scene("Synthetic", practices, (), discs, edges, (), [None] * nodes)


def communities(chance: random.Random, nodes: int) -> Iterator[range]:
    """Yield the members of groups of 150 to 250."""
    begin = 0
    while begin < nodes:
        end = min(nodes, begin + chance.randint(150, 250))
        yield range(begin, end)
        begin = end


def disc(name: str, points: Sequence[tuple[int, int]]) -> SceneGroup:
    x, y = (round(statistics.fmean(side)) for side in zip(*points, strict=True))
    radius = max(math.dist(point, (x, y)) for point in points) + SPACING / 2
    return SceneGroup(name, x, y, round(radius))


CASES = (
    Case("a", "occupations alone", Wanted(1.5, 50, 40), occupations),
    Case("b", "everything: tools, terms, sections", Wanted(3), everything),
    Case("c", "synthetic", Wanted(3, 25, 25), synthetic),
)


def squeezed(scene: Scene) -> int:
    """Return how many bytes the data of a page are, as one piece of JSON, compressed as far as zlib can."""
    texts = [text and asdict(text) for text in scene.texts]
    parts = [scene.practices, scene.concepts, scene.groups, scene.links, scene.uses, texts]
    return len(zlib.compress(json.dumps(parts, ensure_ascii=False).encode(), 9))


# ---- pages ---------------------------------------------------------------------------------------------------


def written(kind: Kind, scene: Scene, folder: Path) -> Path:
    file = folder / f"{kind.name.replace(', ', '-').replace(' ', '-')}.html"
    file.write_text(kind.write(scene), encoding="utf-8")
    return file


def plain(scene: Scene) -> str:
    """Return the page that pyvis makes without any option."""
    network = Network(cdn_resources="in_line")
    fill(network, scene, has_places=False)
    return str(network.generate_html())


def tuned(scene: Scene) -> str:
    """Return the best page that pyvis makes."""
    network = Network(cdn_resources="in_line", height="800px")
    fill(network, scene, has_places=True)
    network.set_options(
        json.dumps(
            {
                "physics": {"enabled": False},
                "layout": {"improvedLayout": False},
                "edges": {"smooth": False},
                "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True},
            }
        )
    )
    return str(network.generate_html())


def fill(network: Network, scene: Scene, *, has_places: bool) -> None:
    """Give pyvis all nodes and links.

    Its lists are filled with what ``add_node`` and ``add_edge`` put there; these look through all nodes and edges
    for each one, which takes hours for 150,000.
    """
    places = {}
    if has_places:
        places = dict(enumerate(positions(scene)))
    texts = [*map(told, scene.texts), *[""] * len(scene.concepts)]
    for number, node in enumerate([*scene.practices, *scene.concepts]):
        title = {"title": texts[number]} if texts[number] else {}
        at = dict(zip("xy", places[number], strict=True)) if places else {}
        made = Node(number, "dot", label=node.label, color="#97c2fc", **title, **at)
        network.nodes.append(made.options)
        network.node_ids.append(number)
        network.node_map[number] = made.options
    known = set()
    for link in [*scene.links, *scene.uses]:
        ends = frozenset((link.source, link.target))
        if ends not in known:
            title = {"title": link.note} if link.note else {}
            network.edges.append(Edge(link.source, link.target, **title).options)
            known.add(ends)


def positions(scene: Scene) -> list[tuple[float, float]]:
    """Return our places, and for concepts, which have none of their own, one beside a practice that uses them."""
    places = [(float(node.x), float(node.y)) for node in scene.practices]
    near: dict[int, tuple[float, float]] = {}
    for link in scene.uses:
        if link.source < len(places):
            near.setdefault(link.target, places[link.source])
    for number in range(len(scene.concepts)):
        x, y = near.get(len(scene.practices) + number, (0.0, 0.0))
        places.append((x + 20 * math.cos(number * 2.4), y + 20 * math.sin(number * 2.4)))
    return places


def told(text: ProfileText | None) -> str:
    """Return all that a profile says, as the text of a tooltip."""
    if text is None:
        return ""
    lists = (text.facts, text.variants, text.citations, text.sections)
    said = [f"{name}: {value}" for rows in lists for name, value in rows]
    said += [f"{label}: {words}" if words else label for _, label, words in text.uses]
    return "\n".join([text.summary, ", ".join(text.tags), *said]).strip()


KINDS = (
    Kind("ours", page, "picture", "all"),
    Kind("pyvis", plain, "stabilized", "stabilized"),
    Kind("pyvis, tuned", tuned, "drawn", "drawn"),
)


# ---- the browser ---------------------------------------------------------------------------------------------


def medians(kind: Kind, file: Path, runs: int) -> Figures:
    """Measure a page several times; once only if it never comes to rest."""
    found = [asyncio.run(measured(kind, file))]
    if not math.isnan(found[0].picture):
        found += [asyncio.run(measured(kind, file)) for _ in range(runs - 1)]
    return Figures(*(statistics.median(side) for side in zip(*map(values, found), strict=True)))


def values(figures: Figures) -> list[float]:
    return list(asdict(figures).values())


async def measured(kind: Kind, file: Path) -> Figures:
    """Open a page in a new browser, move about in it, and return what was measured."""
    figures = Figures(file.stat().st_size / 1e6)
    async with opened() as tab:
        asyncio.ensure_future(tab.go(file))
        await within(CAP, tab.value(UNTIL.format(name=kind.everything)))
        marks = await within(
            PATIENCE,
            tab.value("({...watched.marks, first: watched.frames[0] - performance.timeOrigin})"),
        )
        if marks is None:
            return figures
        moments = [
            marks.get(name, NEVER) / 1000 for name in ("first", kind.picture, kind.everything)
        ]
        figures = replace(figures, first=moments[0], picture=moments[1], everything=moments[2])
        if kind.everything not in marks:
            await within(PATIENCE, tab.value(STOP))
        await asyncio.sleep(0.5)
        memory = await within(PATIENCE, tab.memory()) or NEVER
        place = await within(PATIENCE, tab.value(EMPTY_PLACE))
        if place is None:
            return replace(figures, memory=memory)
        panning = await within(2 * PATIENCE, tab.pan(*place))
        await asyncio.sleep(0.5)
        zooming = await within(2 * PATIENCE, tab.zoom(*place))
    return replace(figures, memory=memory, panning=panning or NEVER, zooming=zooming or NEVER)


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what comes of something, or None if it takes too long."""
    try:
        return await asyncio.wait_for(work, seconds)
    except TimeoutError:
        return None
