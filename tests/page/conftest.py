"""A browser for each process of the tests, and pages that tell on themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from metier.view.page import page as page_of
from metier.view.scene import Scene
from tests.support import CORPUS

from . import scenes

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Seen:
    """A page that was opened, and all that it should not have done."""

    page: Page
    scene: Scene
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, script: str, value: object = None) -> Any:
        """Evaluate an expression in the page; ``metier`` is what the page shows of itself."""
        return self.page.evaluate(script, value)

    def number(self, name: str) -> int:
        nodes = [*self.scene.practices, *self.scene.concepts]
        return next(number for number, node in enumerate(nodes) if node.name == name)

    def point(self, node: int) -> tuple[float, float]:
        """Return where a node is on the screen."""
        box = self.page.locator("#picture").bounding_box()
        assert box is not None
        x, y = self.ask("node => metier.picture.toScreen(metier.picture.places.get(node))", node)
        return box["x"] + x, box["y"] + y

    def click_node(self, node: int) -> None:
        self.page.mouse.click(*self.point(node))
        self.page.wait_for_function("node => metier.state.selected === node", arg=node)

    def select(self, node: int) -> None:
        self.ask("node => metier.state.select(node)", node)
        self.details()

    def details(self) -> str:
        """Return the text of the details, once they are there."""
        self.page.wait_for_selector("#details-title")
        return str(self.page.locator("#details").inner_text())

    def shown(self) -> set[int]:
        """Return the practices that are drawn."""
        drawn = self.ask("[...metier.picture.places.keys()]")
        return {node for node in drawn if node < len(self.scene.practices)}

    def still(self) -> None:
        """Wait until the picture has come to rest."""
        self.page.wait_for_function(
            """() => { const now = JSON.stringify(metier.picture.camera());
                const rests = now === window.before && !metier.picture.isMoving;
                window.before = now;
                return rests }""",
            polling=300,
        )

    def graph(self) -> nx.MultiGraph[int]:
        """Return the practices and the links between them, as the scene has them."""
        graph: nx.MultiGraph[int] = nx.MultiGraph()
        graph.add_nodes_from(range(len(self.scene.practices)))
        graph.add_edges_from((link.source, link.target, link.type) for link in self.scene.links)
        return graph


Opener = Callable[..., Seen]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    yield context
    context.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Scene], Path]:
    """Return a function that writes the page of a scene, each once."""
    written: dict[int, Path] = {}

    def write(scene: Scene) -> Path:
        if id(scene) not in written:
            path = tmp_path_factory.mktemp("page") / "graph.html"
            path.write_text(page_of(scene), encoding="utf-8")
            written[id(scene)] = path
        return written[id(scene)]

    return write


@pytest.fixture
def opened(context: BrowserContext, files: Callable[[Scene], Path]) -> Iterator[Opener]:
    """Return a function that opens the page of a scene; at the end no page may have asked or complained."""
    pages: list[Seen] = []

    def open_page(scene: Scene, address: str = "") -> Seen:
        page = context.new_page()
        seen = Seen(page, scene)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.on("pageerror", lambda problem: seen.complaints.append(str(problem)))
        page.goto(f"{files(scene).as_uri()}{address}")
        page.wait_for_selector("html[data-ready=all]", state="attached")
        pages.append(seen)
        return seen

    yield open_page
    for seen in pages:
        assert [url for url in seen.requests if not url.startswith(("file:", "blob:"))] == []
        assert seen.complaints == []


SIZES = [
    pytest.param(scenes.own, id="own"),
    pytest.param(lambda: scenes.made_up(643), id="643"),
    pytest.param(
        scenes.real,
        id="370",
        marks=[
            pytest.mark.corpus,
            pytest.mark.skipif(
                not CORPUS.is_dir(), reason="the real profiles are not part of the project"
            ),
        ],
    ),
]


@pytest.fixture(params=SIZES)
def seen(request: pytest.FixtureRequest, opened: Opener) -> Seen:
    """Return the open page of a scene of each size."""
    return opened(request.param())
