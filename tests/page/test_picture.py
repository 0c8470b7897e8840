"""The first picture, labels, moving about, hovering."""

from __future__ import annotations

from itertools import combinations

import pytest

from . import scenes
from .conftest import Opener, Seen


def test_a_page_opens_with_all_practices_and_asks_nobody(seen: Seen) -> None:
    assert seen.shown() == set(range(len(seen.scene.practices)))
    assert seen.page.title() == seen.scene.title
    assert seen.page.locator("h1").count() == 1
    assert len(seen.requests) == 1
    canvas = "document.querySelector('#picture canvas')"
    drawn = f"new Set({canvas}.getContext('2d').getImageData(0, 0, {canvas}.width, {canvas}.height).data).size"
    assert seen.ask(drawn) > 20, "nothing is on the canvas"


def test_the_first_picture_is_the_final_one(seen: Seen) -> None:
    before = seen.ask("document.querySelector('#picture canvas').toDataURL()")
    seen.page.wait_for_timeout(600)
    assert seen.ask("document.querySelector('#picture canvas').toDataURL()") == before


def test_labels_do_not_overlap_and_zooming_in_shows_a_larger_share(seen: Seen) -> None:
    few = len(seen.scene.practices) < 20
    assert (6 if few else 8) <= len(_labels(seen)) <= 80
    shares = []
    for _ in range(3):
        boxes = [label["box"] for label in _labels(seen)]
        assert not any(_overlap(one, other) for one, other in combinations(boxes, 2))
        shares.append(seen.ask(_LABELLED_SHARE))
        for _ in range(4):
            seen.page.locator("#in").click()
    assert shares == sorted(shares)
    assert shares[0] == 1 or shares[-1] > shares[0]


_LABELLED_SHARE = """
(() => { const { labels, places } = metier.picture, camera = metier.picture.camera();
    const inSight = [...places].filter(([, [x, y]]) =>
        x > camera.left && x < camera.right && y > camera.top && y < camera.bottom);
    const practices = inSight.filter(([node]) => node < metier.graph.practices);
    const labelled = labels.filter(({ node }) => node < metier.graph.practices);
    return practices.length ? labelled.length / practices.length : 1 })()
"""


def _labels(seen: Seen) -> list[dict[str, dict[str, float]]]:
    labels: list[dict[str, dict[str, float]]] = seen.ask("metier.picture.labels")
    return labels


def test_labels_leave_the_nodes_to_be_seen_and_groups_have_their_names(opened: Opener) -> None:
    seen = opened(scenes.own())
    labels = seen.ask("metier.picture.labels")
    assert {label["group"] for label in labels if "group" in label} == set(
        range(len(seen.scene.groups))
    )
    assert len(labels) == len(seen.scene.groups) + len(seen.scene.practices)
    places = "[...metier.picture.places.values()].map((place) => metier.picture.toScreen(place))"
    points = seen.ask(places)
    assert len(points) == len(seen.scene.practices)
    assert not [point for point in points for label in labels if _is_in(point, label["box"])]


def _is_in(point: tuple[float, float], box: dict[str, float]) -> bool:
    x, y = point
    return box["left"] < x < box["right"] and box["top"] < y < box["bottom"]


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


def _camera(seen: Seen) -> dict[str, float]:
    camera: dict[str, float] = seen.ask("metier.picture.camera()")
    return camera


def test_the_wheel_zooms_at_the_pointer_and_fit_returns(seen: Seen) -> None:
    first = _camera(seen)
    node = 0
    x, y = seen.point(node)
    seen.page.mouse.move(x, y)
    for _ in range(3):
        seen.page.mouse.wheel(0, -200)
        seen.page.wait_for_timeout(60)
    seen.still()
    assert _camera(seen)["scale"] > first["scale"] * 1.2
    assert seen.point(node) == pytest.approx((x, y), abs=3)
    seen.page.locator("#fit").click()
    seen.still()
    assert _camera(seen) == pytest.approx(first, abs=0.5)


def test_dragging_pans_and_buttons_zoom(seen: Seen) -> None:
    before, first = seen.point(0), _camera(seen)
    empty = seen.page.locator("#picture").bounding_box()
    assert empty is not None
    x, y = empty["x"] + 20, empty["y"] + 60
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 40, y + 25, steps=4)
    seen.page.mouse.move(x + 90, y + 60, steps=4)
    seen.page.mouse.up()
    seen.still()
    after = seen.point(0)
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((90, 60), abs=12)
    assert _camera(seen)["scale"] == first["scale"]
    seen.page.locator("#out").click()
    assert _camera(seen)["scale"] < first["scale"]
    seen.page.locator("#in").click()
    assert _camera(seen)["scale"] == pytest.approx(first["scale"])


def test_hovering_lights_exactly_the_node_and_its_neighbors(seen: Seen) -> None:
    graph = seen.graph()
    node = max(graph, key=lambda one: len(set(graph[one])))
    seen.page.mouse.move(*seen.point(node))
    seen.page.wait_for_function("node => metier.picture.hovered === node", arg=node)
    assert set(seen.ask("[...metier.picture.lit]")) == {node, *graph[node]}
    tip = seen.page.locator("#tip")
    assert tip.is_visible()
    assert seen.scene.practices[node].label in tip.inner_text()
    assert seen.ask("document.getElementById('tip').childElementCount") == 0
    seen.page.mouse.move(5, 5)
    seen.page.wait_for_function("() => metier.picture.lit === null")
    assert not tip.is_visible()


def test_zooming_in_shows_tools_and_terms_around_their_practice(seen: Seen) -> None:
    assert all(
        node < len(seen.scene.practices) for node in seen.ask("[...metier.picture.places.keys()]")
    )
    node = 0
    own = {use.target for use in seen.scene.uses if use.source == node}
    seen.page.mouse.dblclick(*seen.point(node))
    seen.page.wait_for_function("node => metier.picture.places.has(node)", arg=min(own, default=0))
    drawn = set(seen.ask("[...metier.picture.places.keys()]"))
    assert own
    assert own <= drawn
    away = seen.ask(
        """([node, own]) => { const { places } = metier.picture, [x, y] = places.get(node);
            return own.map((one) => Math.hypot(places.get(one)[0] - x, places.get(one)[1] - y)) }""",
        [node, sorted(own)],
    )
    assert max(away) < 60


@pytest.mark.parametrize("wait", [60, 150, 250])
def test_a_double_click_opens_a_node_behind_the_coming_details(opened: Opener, wait: int) -> None:
    seen = opened(scenes.made_up(643))
    node = max(range(643), key=lambda one: seen.scene.practices[one].x)
    seen.page.mouse.dblclick(*seen.point(node), delay=wait // 3)
    seen.page.wait_for_function("() => metier.picture.scale === 5")
    seen.page.wait_for_timeout(500)
    assert seen.ask("metier.picture.scale") == 5
    assert any(place >= 643 for place in seen.ask("[...metier.picture.places.keys()]"))


def test_labels_are_shared_out_among_the_groups(opened: Opener) -> None:
    seen = opened(scenes.made_up(643))
    nodes = seen.ask("metier.picture.labels.flatMap(({ node }) => node ?? [])")
    labelled = {seen.scene.practices[node].group for node in nodes}
    assert len(labelled) > 0.6 * len(seen.scene.groups)


def test_zooming_has_an_end_on_both_sides(opened: Opener) -> None:
    seen = opened(scenes.own())
    first = _camera(seen)["scale"]
    for _ in range(30):
        seen.page.keyboard.press("-")
    least = _camera(seen)["scale"]
    assert first / 4 < least < first
    box = seen.page.locator("#picture").bounding_box()
    assert box is not None
    seen.page.mouse.move(box["x"] + 200, box["y"] + 200)
    seen.page.mouse.wheel(0, 3000)
    seen.still()
    assert _camera(seen)["scale"] == least
    for _ in range(40):
        seen.page.keyboard.press("+")
    most = _camera(seen)
    seen.page.mouse.wheel(0, -3000)
    seen.still()
    assert _camera(seen) == most


def test_a_new_size_of_the_window_keeps_everything_in_sight(opened: Opener) -> None:
    seen = opened(scenes.made_up(643))
    seen.page.set_viewport_size({"width": 700, "height": 900})
    seen.page.wait_for_function(
        """() => { const { left, right, top, bottom } = metier.picture.camera(), { x, y } = metier.graph;
            return x.every(x => x > left && x < right) && y.every(y => y > top && y < bottom) }"""
    )


def test_lines_are_hidden_while_the_picture_moves(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.ask(_COUNT_LINES)
    seen.ask("metier.picture.network.redraw()")
    assert seen.ask("drawn.still") >= seen.ask("metier.picture.lines.size") > 0
    box = seen.page.locator("#picture").bounding_box()
    assert box is not None
    seen.page.mouse.move(box["x"] + 20, box["y"] + 60)
    seen.page.mouse.down()
    seen.page.mouse.move(box["x"] + 90, box["y"] + 120, steps=20)
    assert seen.ask("drawn.frames") > 0
    seen.page.mouse.up()
    seen.still()
    assert seen.ask("drawn.moving") == 0


_COUNT_LINES = """
() => { const { lineTo, clearRect } = CanvasRenderingContext2D.prototype;
    window.drawn = { still: 0, moving: 0, frames: 0 };
    const isMoving = () => metier.picture.isMoving;
    CanvasRenderingContext2D.prototype.lineTo = function (...to) {
        drawn[isMoving() ? 'moving' : 'still'] += 1; lineTo.apply(this, to) };
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        drawn.frames += isMoving(); clearRect.apply(this, box) } }
"""
