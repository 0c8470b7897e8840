"""How a graph page opens and moves in a real browser, beside pages of pyvis with the same data.

    python -m benchmarks.page ../shared/corpus/soul-atlas/souls
    python -m benchmarks.page out/graph.nq --only a --skip-peers

Headless Chromium, 1280 x 800, no network, no graphics card: the worst case, and one that can be repeated. Each
run has a browser of its own. Figures are medians; ratios to a peer mean more than seconds.

- *Final picture*: from navigation until the page says that its picture is there; for pyvis, until nothing
  moves: the event ``stabilized``, or without physics the first drawing. One more frame is waited for.
- *Frames*: a mouse drags in circles, or a wheel turns in and out, at 60 events a second. Those frames count in
  which a canvas of the page was cleared: ``clearRect`` is watched, and ``document.timeline.currentTime`` tells
  frames apart. (``DrawAndSwap`` in a trace of the compositor gave the same numbers.) *Near* is after 30 turns
  of the wheel. A page that has not come to rest is moved as it is then.
- *Longest pause*: the longest task of the page while it is moved, and when it comes to rest afterwards.
- *Memory*: what JavaScript holds after a garbage collection and before any move, with buffers of typed arrays.

Peers are pyvis as its documentation shows it, and the best that its options give: our positions, no physics,
edges hidden while one moves. All pages hold the same texts.
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
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from playwright.async_api import CDPSession, Error, async_playwright
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

T = TypeVar("T")
Event: TypeAlias = dict[str, Any]
Figures: TypeAlias = dict[str, float]

BROWSER = "/usr/bin/chromium"
FLAGS = "no-sandbox disable-gpu disable-quic disable-background-networking disable-sync"
CAP = 120.0
"""Seconds that a page has to come to rest."""
PATIENCE = 20.0
"""Seconds that a page has to answer anything else."""
EVENTS = 60
"""Of the mouse, in a second."""
STEPS = 120
"""Events of one measurement."""
NEAR = 30
"""Turns of the wheel."""
NEVER = math.nan

PICTURE, READY, MEMORY, SIZE = "final picture, s", "all of it ready, s", "memory, MB", "file, MB"
PAN, ZOOM, PAUSE = "frames/s panning", "frames/s zooming", "longest pause, s"
NEAR_PAN, NEAR_ZOOM = f"{PAN} near", f"{ZOOM} near"
MOVES = (PAN, ZOOM, NEAR_PAN, NEAR_ZOOM)
ROWS = (SIZE, PICTURE, READY, *MOVES, PAUSE, MEMORY)

WATCH = """(() => {
  const seen = (globalThis.watched = { frames: [], marks: {}, pauses: [] });
  const now = () => performance.timeOrigin + performance.now();
  const { clearRect } = CanvasRenderingContext2D.prototype;
  let last = -1;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    const frame = document.timeline.currentTime;
    if (this.canvas.isConnected && frame !== last) seen.frames.push(now());
    if (this.canvas.isConnected) last = frame;
    return clearRect.apply(this, box);
  };
  const note = (name) => (seen.marks[name] ??= performance.now());
  const mark = (name) => requestAnimationFrame(() => setTimeout(() => note(name)));
  new MutationObserver(() => mark(document.documentElement.dataset.ready))
    .observe(document, { attributeFilter: ["data-ready"], subtree: true });
  new PerformanceObserver((list) => seen.pauses.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: "longtask" });
  let network; // pyvis has it in a global variable
  Object.defineProperty(globalThis, "network", { configurable: true, get: () => network, set(made) {
    network = made;
    network.once("afterDrawing", () => mark("drawn"));
    network.once("stabilized", () => mark("stabilized"));
  } });
})()"""
UNTIL = """new Promise((done) => {
  const look = () => (watched.marks.MARK === undefined ? setTimeout(look, 100) : done());
  look();
})"""
MIDDLE = """(() => {
  watched.pauses.length = 0;
  if (globalThis.network) network.interactionHandler.options.dragNodes = false; // a drag shall pan, here too
  const { left, top, right, bottom } = document.querySelector("canvas").getBoundingClientRect();
  return [(left + right) / 2, (top + Math.min(bottom, innerHeight)) / 2];
})()"""


class Case(NamedTuple):
    """Data to show, and what is asked of our page of it: figures by row."""

    key: str
    name: str
    scene: Callable[[metier.KnowledgeGraph], Scene]
    wanted: Figures


class Kind(NamedTuple):
    """A way to make a page, and the marks of the moments that it goes through."""

    name: str
    write: Callable[[Scene], str]
    picture: str
    ready: str


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
    if profiles.suffix == ".nq":
        return metier.load(profiles)
    run([sys.executable, "-m", "metier", "build", str(profiles), "--out", str(folder)])
    return metier.load(folder / "graph.nq")


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
    show("file less its data, compressed, MB", f"{frame / 1e6:.2f}", "wanted: at most 1.5")
    files |= {kind: written(kind, scene, folder) for kind in kinds[1:]}
    tabulate(case.wanted, measure(files, runs))


# ---- data --------------------------------------------------------------------------------------------------


def occupations(graph: metier.KnowledgeGraph) -> Scene:
    return scene_of(graph.network, Choice(include=("practices",), sections=False))


def everything(graph: metier.KnowledgeGraph) -> Scene:
    return scene_of(graph.network, Choice())


def synthetic(_: object, nodes: int = 50_000, links: int = 150_000) -> Scene:
    """Return a large scene of known communities: nine links of ten stay inside, some nodes have many."""
    chance = random.Random(50_000)  # noqa: S311, the same graph each time
    groups = list(communities(chance, nodes))
    home = [number for number, group in enumerate(groups) for _ in group]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < links:
        one = chance.randrange(nodes)
        group = groups[home[one]]
        near = group[int(len(group) * chance.random() ** 2)]
        other = near if chance.random() < 0.9 else chance.randrange(nodes)
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    types, kind = list(relation_types()), next(iter(practice_kinds().values()))
    points = [(round(x), round(y)) for x, y in layout(groups, sorted(pairs))]
    words = [(f"practice-{n}", f"Practice {n} of group {home[n]}", kind, ()) for n in range(nodes)]
    practices = [
        SceneNode(*words[n], f"Category {which % 20}", which, *points[n])
        for n, which in enumerate(home)
    ]
    members = [[points[node] for node in group] for group in groups]
    discs = [disc(f"Group {which}", own) for which, own in enumerate(members)]
    edges = [SceneLink(*pair, chance.choice(types)) for pair in sorted(pairs)]
    return Scene("Synthetic", practices, (), discs, edges, (), [None] * nodes)


def communities(chance: random.Random, nodes: int) -> Iterator[range]:
    """Yield the members of groups of 150 to 250."""
    end = 0
    while end < nodes:
        begin, end = end, min(nodes, end + chance.randint(150, 250))
        yield range(begin, end)


def disc(name: str, points: Sequence[tuple[int, int]]) -> SceneGroup:
    x, y = (round(statistics.fmean(side)) for side in zip(*points, strict=True))
    radius = max(math.dist(point, (x, y)) for point in points) + SPACING / 2
    return SceneGroup(name, x, y, round(radius))


CASES = (
    Case("a", "occupations alone", occupations, {PICTURE: 1.5, PAN: 50, ZOOM: 40}),
    Case("b", "everything: tools, terms, sections", everything, {PICTURE: 3}),
    Case("c", "synthetic", synthetic, {PICTURE: 3, **dict.fromkeys(MOVES, 25)}),
)


def squeezed(scene: Scene) -> int:
    """Return how many bytes the data of a page are, as one piece of JSON, compressed as far as zlib can."""
    texts = [text and asdict(text) for text in scene.texts]
    parts = [scene.practices, scene.concepts, scene.groups, scene.links, scene.uses, texts]
    return len(zlib.compress(json.dumps(parts, ensure_ascii=False).encode(), 9))


# ---- pages -------------------------------------------------------------------------------------------------


def written(kind: Kind, scene: Scene, folder: Path) -> Path:
    file = folder / f"{kind.picture}.html"
    file.write_text(kind.write(scene), encoding="utf-8")
    return file


def plain(scene: Scene) -> str:
    """Return the page that pyvis makes without any option."""
    network = Network(cdn_resources="in_line")
    fill(network, scene, [{}] * (len(scene.practices) + len(scene.concepts)))
    return str(network.generate_html())


def tuned(scene: Scene) -> str:
    """Return the best page that pyvis makes."""
    network = Network(cdn_resources="in_line", height="800px")
    fill(network, scene, [{"x": x, "y": y} for x, y in positions(scene)])
    options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "edges": {"smooth": False},
        "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True},
    }
    network.set_options(json.dumps(options))
    return str(network.generate_html())


def fill(network: Network, scene: Scene, places: Sequence[Mapping[str, float]]) -> None:
    """Give pyvis all nodes and links.

    Its lists get what ``add_node`` and ``add_edge`` put there; these look through all nodes and edges for each
    one, which takes some 20 minutes for 150,000. Of several links between two nodes pyvis keeps the first.
    """
    texts = chain(map(told, scene.texts), [""] * len(scene.concepts))
    nodes = zip([*scene.practices, *scene.concepts], texts, places, strict=True)
    for number, (node, text, place) in enumerate(nodes):
        title = {"title": text} if text else {}
        made = Node(number, "dot", node.label, color="#97c2fc", **title, **place)
        network.nodes.append(made.options)
    links: dict[frozenset[int], SceneLink] = {}
    for link in [*scene.links, *scene.uses]:
        links.setdefault(frozenset((link.source, link.target)), link)
    for link in links.values():
        title = {"title": link.note} if link.note else {}
        network.edges.append(Edge(link.source, link.target, **title).options)


def positions(scene: Scene) -> Iterator[tuple[float, float]]:
    """Yield our places; that of a concept, which has none before it is opened, is beside one that uses it."""
    users = {link.target: link.source for link in scene.uses if link.source < len(scene.practices)}
    yield from ((node.x, node.y) for node in scene.practices)
    for number in range(len(scene.practices), len(scene.practices) + len(scene.concepts)):
        near = scene.practices[users.get(number, 0)]
        yield near.x + 20 * math.cos(number * 2.4), near.y + 20 * math.sin(number * 2.4)


def told(text: ProfileText | None) -> str:
    """Return all that a profile says, as the text of a tooltip."""
    if text is None:
        return ""
    pairs = chain(text.facts, text.variants, text.citations, text.sections)
    said = [f"{name}: {value}" for name, value in pairs]
    uses = [f"{label}: {words}" if words else label for _, label, words in text.uses]
    return "\n".join([text.summary, ", ".join(text.tags), *said, *uses]).strip()


KINDS = (
    Kind("ours", page, "picture", "all"),
    Kind("pyvis", plain, "stabilized", "stabilized"),
    Kind("pyvis, tuned", tuned, "drawn", "drawn"),
)


# ---- the browser -------------------------------------------------------------------------------------------


def measure(files: Mapping[Kind, Path], runs: int) -> dict[str, Figures]:
    """Measure pages in turns, so that each has its share of what else the machine does, and return medians.

    A page that never comes to rest is measured once.
    """
    found: dict[str, list[Figures]] = {kind.name: [] for kind in files}
    for _ in range(runs):
        for kind, file in files.items():
            if all(READY in one for one in found[kind.name]):
                found[kind.name].append(asyncio.run(measured(kind, file)))
    return {name: medians(figures) for name, figures in found.items()}


def medians(found: Sequence[Figures]) -> Figures:
    sides = {row: [one.get(row, NEVER) for one in found] for row in ROWS}
    return {row: median(side) for row, side in sides.items()}


def median(side: Sequence[float]) -> float:
    return NEVER if any(map(math.isnan, side)) else statistics.median(side)


async def measured(kind: Kind, file: Path) -> Figures:
    """Open a page in a new browser, move about in it, and return what was measured."""
    figures = {SIZE: file.stat().st_size / 1e6}
    async with opened(file) as tab:
        await within(CAP, tab.value(UNTIL.replace("MARK", kind.ready)))
        marks = await within(PATIENCE, tab.value("watched.marks"))
        if marks is None:  # the page hangs
            return figures
        moments = {PICTURE: kind.picture, READY: kind.ready}
        figures |= {row: marks[one] / 1000 for row, one in moments.items() if one in marks}
        await asyncio.sleep(0.5)
        figures |= await within(2 * PATIENCE, tab.memory()) or {}
        await within(6 * PATIENCE, tab.move(figures))
    return figures


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what comes of something, or None if it takes too long or the page fails."""
    try:
        return await asyncio.wait_for(work, seconds)
    except (TimeoutError, Error):
        return None


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[Tab]:
    """Open a page in a browser of its own, which is gone afterwards even if the page hangs."""
    async with async_playwright() as driver:
        flags = [f"--{flag}" for flag in FLAGS.split()]
        browser = await driver.chromium.launch(executable_path=BROWSER, args=flags)
        try:
            view = await browser.new_page(viewport={"width": 1280, "height": 800}, offline=True)
            await view.add_init_script(WATCH)
            await view.goto(file.resolve().as_uri(), wait_until="commit")
            yield Tab(await view.context.new_cdp_session(view))
        finally:
            await within(PATIENCE, browser.close())


class Tab(NamedTuple):
    """A page that is open."""

    session: CDPSession

    async def value(self, expression: str) -> Any:
        """Return what JavaScript answers, once it is there."""
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = await self.session.send("Runtime.evaluate", asked)
        if "exceptionDetails" in answer:
            raise Error(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    async def memory(self) -> Figures:
        """Return what is held after a garbage collection."""
        await self.session.send("HeapProfiler.collectGarbage")
        usage = await self.session.send("Runtime.getHeapUsage")
        return {MEMORY: (usage["usedSize"] + usage["backingStorageSize"]) / 1e6}

    async def move(self, figures: Figures) -> None:
        """Move about in the overview and nearby, and add to the figures how fluid it was."""
        at: tuple[float, float] = tuple(await self.value(MIDDLE))
        panning = await self.frames(drag(*at))
        if not panning:  # there is no picture yet
            return
        figures[PAN] = panning
        figures[ZOOM] = await self.frames(wheel(*at))
        await self.frames(wheel(*at, NEAR))
        figures[NEAR_PAN] = await self.frames(drag(*at))
        figures[NEAR_ZOOM] = await self.frames(wheel(*at))
        figures[PAUSE] = await self.value("Math.max(0, ...watched.pauses)") / 1000

    async def frames(self, events: Iterator[Event]) -> float:
        """Return how many frames a second are drawn while the mouse does something, at an even pace."""
        send = partial(self.session.send, "Input.dispatchMouseEvent")
        sent: list[asyncio.Future[Any]] = []
        begun = time.time()
        for number, event in enumerate(events, start=1):
            sent.append(asyncio.ensure_future(send(event)))
            await asyncio.sleep(max(0.0, begun + number / EVENTS - time.time()))
        ended = time.time()
        await asyncio.gather(*sent)
        await asyncio.sleep(1)
        drawn: list[float] = await self.value("watched.frames")
        return sum(begun <= one / 1000 <= ended for one in drawn) / (ended - begun)


def drag(x: float, y: float) -> Iterator[Event]:
    """Yield the events of a mouse that draws circles with its button held down."""
    held = {"button": "left", "buttons": 1, "clickCount": 1}
    yield {"type": "mousePressed", "x": x, "y": y, **held}
    for number in range(STEPS):
        angle = 2 * math.pi * number / EVENTS
        right, down = 150 * math.sin(angle), 75 * (1 - math.cos(angle))
        yield {"type": "mouseMoved", "x": x + right, "y": y + down, **held}
    yield {"type": "mouseReleased", "x": x, "y": y, **held}


def wheel(x: float, y: float, turns: int = STEPS) -> Iterator[Event]:
    """Yield the events of a wheel that turns in, and now and then out again if it turns for long."""
    for number in range(turns):
        down = 100 if number // NEAR % 2 else -100
        yield {"type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": down}


# ---- the table ---------------------------------------------------------------------------------------------


def tabulate(wanted: Figures, found: Mapping[str, Figures]) -> None:
    """Print a row for each figure and a column for each page, and where a peer is ahead."""
    print(f"{'':<24}" + "".join(f"{name:>15}" for name in found))
    for row in ROWS:
        shown = "".join(f"{told_figure(row, one[row]):>15}" for one in found.values())
        limit = f"  wanted: at {'least' if is_rate(row) else 'most'} {wanted.get(row, 0):g}"
        print(f"{row:<24}{shown}{limit if row in wanted else ''}", flush=True)
    (_, ours), *peers = found.items()
    for name, peer in peers:
        ahead = [row for row in ROWS if is_ahead(row, peer[row], ours[row])]
        print(f"{name} is ahead by more than a tenth in: {'; '.join(ahead) or 'nothing'}")


def is_rate(row: str) -> bool:
    """Tell whether more of a figure is better."""
    return row.startswith("frames")


def is_ahead(row: str, one: float, other: float) -> bool:
    """Tell whether one figure is better than another by more than the noise of a machine that others use."""
    if math.isnan(one) or math.isnan(other):
        return not math.isnan(one)
    return one > other * 1.1 if is_rate(row) else one * 1.1 + 0.005 < other


def told_figure(row: str, value: float) -> str:
    if math.isnan(value):
        return f"over {CAP:.0f}" if row in (PICTURE, READY) else "-"
    return f"{value:.2f}" if row == PAUSE else f"{value:.1f}"


if __name__ == "__main__":
    main()
