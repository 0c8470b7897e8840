"""Light, dark, small, calm; for those who can't see colors, and those who hear the page."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from metier.view.scene import Scene

from . import scenes
from .conftest import Opener, Seen


def _background(seen: Seen) -> tuple[int, ...]:
    color = seen.ask("getComputedStyle(document.body).backgroundColor")
    return tuple(int(part) for part in color.strip("rgb()").split(","))


def test_dark_follows_the_system_and_the_button(opened: Opener) -> None:
    seen = opened(scenes.own())
    assert min(_background(seen)) > 240
    seen.page.emulate_media(color_scheme="dark")
    seen.page.wait_for_function("() => metier.picture.paints.isDark === true")
    assert max(_background(seen)) < 60
    seen.page.locator("#theme").click()
    assert min(_background(seen)) > 240
    assert seen.ask("metier.picture.paints.isDark") is False
    seen.page.locator("#theme").click()
    assert max(_background(seen)) < 60


def test_reduced_motion_is_respected(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.page.emulate_media(reduced_motion="reduce")
    seen.page.locator("#in").click()
    seen.ask("metier.picture.home(true)")
    before = seen.ask("metier.picture.camera()")
    seen.page.wait_for_timeout(300)
    assert seen.ask("metier.picture.camera()") == before


@pytest.fixture
def phone(browser: Browser, files: Callable[[Scene], Path]) -> Callable[[Scene], Seen]:
    def open_page(scene: Scene) -> Seen:
        context = browser.new_context(
            viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True, offline=True
        )
        page = context.new_page()
        page.goto(files(scene).as_uri())
        page.wait_for_selector("html[data-ready=all]", state="attached")
        return Seen(page, scene)

    return open_page


@pytest.mark.parametrize("count", [6, 643])
def test_a_phone_scrolls_nothing_sideways_and_a_tap_opens_the_details(
    phone: Callable[[Scene], Seen], count: int
) -> None:
    seen = phone(scenes.own() if count == 6 else scenes.made_up(643))
    assert seen.ask("document.documentElement.scrollWidth") == 390
    node = seen.ask("metier.picture.order[0]")
    seen.page.touchscreen.tap(*seen.point(node))
    assert seen.scene.practices[node].label in seen.details()
    box = seen.page.locator("#panel").bounding_box()
    assert box is not None
    assert box["width"] == 390
    assert seen.ask("document.documentElement.scrollWidth") == 390
    assert seen.ask("(e => e.scrollWidth <= e.clientWidth)(document.getElementById('details'))")
    seen.page.wait_for_function(
        """node => { const { y } = document.getElementById('picture').getBoundingClientRect();
            const { top } = document.getElementById('panel').getBoundingClientRect();
            return metier.picture.toScreen(metier.picture.places.get(node))[1] + y < top }""",
        arg=node,
    )


STATES = {
    "at first": "0",
    "details": "metier.state.select(0)",
    "steps": "metier.state.change({selected: 0, steps: 1})",
    "path": "metier.state.change({path: [0, 1]})",
    "list": "metier.state.change({view: 'list'})",
    "dark": "document.getElementById('theme').click(), document.getElementById('theme').click()",
    "search": """(field => { field.value = 'officer'; field.dispatchEvent(new Event('input')) })
        (document.getElementById('search'))""",
    "help": "document.getElementById('help').showModal()",
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(opened: Opener, state: str) -> None:
    seen = opened(scenes.own())
    seen.ask(STATES[state])
    seen.page.wait_for_timeout(300)
    found = Axe().run(seen.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_without_a_canvas_the_list_works(browser: Browser, files: Callable[[Scene], Path]) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = context.new_page()
    page.goto(files(scenes.own()).as_uri())
    page.wait_for_selector("html[data-ready=all]", state="attached")
    page.get_by_role("button", name="Customs Officer", exact=True).first.click()
    page.wait_for_selector("#details-title")
    assert page.locator("#details-title").inner_text() == "Customs Officer"
    context.close()


def test_what_is_seen_is_saved_as_png_and_svg(seen: Seen, tmp_path: Path) -> None:
    with seen.page.expect_download() as png:
        seen.page.locator("#png").click()
    png.value.save_as(tmp_path / "seen.png")
    data = (tmp_path / "seen.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n")
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    size = seen.ask("metier.picture.size")
    assert (width, height) == (size["width"], size["height"])
    with seen.page.expect_download() as svg:
        seen.page.locator("#svg").click()
    svg.value.save_as(tmp_path / "seen.svg")
    drawn = ET.parse(tmp_path / "seen.svg")
    space = "{http://www.w3.org/2000/svg}"
    titles = {one.text for one in drawn.iter(f"{space}title")}
    assert {node.label for node in seen.scene.practices} <= titles
    texts = [one.text for one in drawn.iter(f"{space}text")]
    assert texts == [label["text"] for label in seen.ask("metier.picture.labels")]
    assert not list(drawn.iter(f"{space}script"))
    marks = seen.ask(
        "metier.graph.category.map(key => metier.graph.categories[key]?.mark ?? 'plain')"
    )
    marked = [mark for mark in marks[: len(seen.scene.practices)] if mark != "plain"]
    groups = [one for one in drawn.iter(f"{space}g") if one.find(f"{space}title") is not None]
    assert sum(len(group) == 3 for group in groups) == len(marked)


def test_shape_tells_the_kind_color_the_category_and_size_the_degree(
    opened: Opener, tmp_path: Path
) -> None:
    seen = opened(scenes.made_up(643))
    with seen.page.expect_download() as svg:
        seen.page.locator("#svg").click()
    svg.value.save_as(tmp_path / "seen.svg")
    space = "{http://www.w3.org/2000/svg}"
    drawn: dict[str | None, ET.Element] = {}
    for group in ET.parse(tmp_path / "seen.svg").iter(f"{space}g"):
        title = group.find(f"{space}title")
        if title is not None:
            drawn[title.text] = group[1]
    corners: dict[str, set[int]] = {}
    hues: dict[str, set[str | None]] = {}
    for node in seen.scene.practices:
        shape = drawn[node.label]
        corners.setdefault(node.kind, set()).add(len(str(shape.get("points", "")).split()))
        hues.setdefault(node.category, set()).add(shape.get("fill"))
    assert all(len(found) == 1 for found in corners.values())
    assert all(len(found) == 1 for found in hues.values())
    assert corners["Occupation"] == {0}
    assert corners["Role"] == {3}
    degree = seen.ask("Array.from(metier.graph.degree)")
    circles = [
        (degree[number], float(drawn[node.label].get("r") or 0))
        for number, node in enumerate(seen.scene.practices)
        if node.kind == "Occupation"
    ]
    assert [size for _, size in sorted(circles)] == sorted(size for _, size in circles)
    assert min(circles)[1] < max(circles)[1]
