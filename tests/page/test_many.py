"""More practices than can be read at once: groups first, and what one asks for."""

from __future__ import annotations

import networkx as nx
import pytest

from . import scenes
from .conftest import Opener, Seen

MANY = 6000


@pytest.fixture
def many(opened: Opener) -> Seen:
    return opened(scenes.made_up(MANY, 100))


def test_it_opens_with_groups_and_few_things_to_draw(many: Seen) -> None:
    assert many.shown() == set()
    assert many.ask("metier.picture.groups.size") == MANY / 100
    texts = [label["text"] for label in many.ask("metier.picture.labels")]
    assert "group 0 (100)" in texts
    assert many.ask("metier.picture.nodes.length") == MANY / 100


def test_zooming_into_a_group_shows_its_members_and_zooming_out_hides_them(many: Seen) -> None:
    many.ask("metier.picture.openGroup(7)")
    many.still()
    members = {n for n, node in enumerate(many.scene.practices) if node.group == 7}
    assert members <= many.shown()
    assert len(many.shown()) < 2500
    links = [one for one in many.scene.links if {one.source, one.target} <= members]
    assert many.ask("metier.picture.lines.size") >= len({frozenset(one[:2]) for one in links})
    many.page.keyboard.press("0")
    many.still()
    assert many.shown() == set()


def test_a_click_on_a_group_lists_its_members(many: Seen) -> None:
    x, y = many.ask("metier.picture.toScreen([metier.graph.groups[3].x, metier.graph.groups[3].y])")
    box = many.page.locator("#picture").bounding_box()
    assert box is not None
    many.page.mouse.click(box["x"] + x, box["y"] + y)
    told = many.details()
    assert "group 3" in told
    assert "100 members" in told
    many.page.get_by_role("button", name="Open the group").click()
    many.still()
    assert len(many.shown()) >= 90


def test_search_flies_into_a_group_and_shows_all_neighbors(many: Seen) -> None:
    many.page.keyboard.press("/")
    many.page.keyboard.type("practice 4321 of")
    many.page.keyboard.press("Enter")
    many.page.wait_for_function("() => metier.state.selected === 4321")
    many.still()
    near = set(nx.Graph(many.graph())[4321])
    assert near | {4321} <= many.shown()
    assert set(many.ask("[...metier.picture.lit]")) & set(range(MANY)) == near | {4321}


def test_steps_and_paths_leave_the_groups(many: Seen) -> None:
    graph = nx.Graph(many.graph())
    many.select(10)
    many.page.locator("#details .steps button", has_text="2").click()
    assert many.shown() == set(nx.ego_graph(graph, 10, radius=2))
    many.ask("metier.state.change({path: [10, 5000], selected: -1, steps: 0})")
    many.page.wait_for_selector("#path-result")
    length = nx.shortest_path_length(graph, 10, 5000)
    assert many.page.locator("#path-result").inner_text() == f"{length} steps"
    assert len(many.shown()) >= length + 1


def test_the_list_comes_in_portions(many: Seen) -> None:
    many.page.keyboard.press("l")
    many.page.locator("#list summary").first.click()
    first = many.page.locator("#list details").first
    first.locator("li").first.wait_for()
    assert first.locator("li").count() == 200
    first.get_by_role("button", name="more").click()
    assert first.locator("li").count() > 200


def test_what_stands_out_is_drawn_over_the_groups(many: Seen) -> None:
    many.ask("metier.state.change({path: [10, 5000]})")
    many.still()
    many.page.locator("#fit").click()
    many.still()
    assert many.ask("metier.picture.groups.size") > 0
    ends = many.ask(
        "[10, 5000].map(node => metier.picture.toScreen(metier.picture.places.get(node)))"
    )
    colors = many.ask(
        """ends => { const canvas = document.querySelector('#picture canvas');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            return ends.map(([x, y]) => 4 * (Math.round(y) * canvas.width + Math.round(x)))
                .map(place => [...data.slice(place, place + 3)]) }""",
        ends,
    )
    pale = many.ask("metier.picture.paints.disc")
    disc = [int(pale[n : n + 2], 16) for n in (1, 3, 5)]
    assert all(max(abs(a - b) for a, b in zip(color, disc, strict=True)) > 40 for color in colors)
