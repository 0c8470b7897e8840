"""Neighborhoods and paths, compared with networkx."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest

from . import scenes
from .conftest import Opener, Seen


def test_steps_show_growing_neighborhoods(seen: Seen) -> None:
    graph = seen.graph()
    node = min(graph, key=lambda one: (len(graph[one]) < 2, len(graph[one]), one))
    seen.select(node)
    sizes = []
    for steps in (1, 2, 3):
        seen.page.locator("#details .steps button", has_text=str(steps)).click()
        near = set(nx.ego_graph(nx.Graph(graph), node, radius=steps))
        assert seen.shown() == near
        sizes.append(len(near))
    assert sizes == sorted(sizes)
    seen.page.locator("#details .steps button", has_text="all").click()
    assert seen.shown() == set(graph)


def _choose(seen: Seen, end: str, name: str) -> None:
    seen.page.locator(f"#path-{end}").fill(name)
    seen.page.keyboard.press("Enter")


def _path(seen: Seen, one: int, other: int) -> str:
    seen.page.locator("#path").click()
    seen.page.wait_for_selector("#path-from")
    _choose(seen, "from", seen.scene.practices[one].label)
    seen.page.wait_for_function("node => metier.state.path[0] === node", arg=one)
    _choose(seen, "to", seen.scene.practices[other].label)
    seen.page.wait_for_selector("#path-result")
    return seen.page.locator("#path-result").inner_text()


def test_a_path_is_a_shortest_one_and_each_step_is_explained(seen: Seen) -> None:
    graph = nx.Graph(seen.graph())
    one = max(graph, key=lambda node: len(graph[node]))
    distances = nx.single_source_shortest_path_length(graph, one)
    other = max(distances, key=lambda node: (distances[node], node))
    length = distances[other]
    assert _path(seen, one, other) == (f"{length} steps" if length > 1 else "1 step")
    steps = seen.page.locator("#details ol.path > li")
    assert steps.count() == length
    nodes = seen.ask("[...metier.picture.lit]")
    assert nx.is_path(graph, nodes)
    for place, (here, there) in enumerate(itertools.pairwise(nodes)):
        told = steps.nth(place).inner_text()
        for link in seen.scene.links:
            if {link.source, link.target} == {here, there}:
                direction = "forward" if link.source == here else "backward"
                assert f"({link.type}, {direction})" in told
                assert link.note in told


def test_without_any_type_there_is_no_path(seen: Seen) -> None:
    link = seen.scene.links[0]
    assert _path(seen, link.source, link.target) == "1 step"
    seen.page.locator("fieldset[data-part=types] .few button", has_text="none").click()
    seen.page.wait_for_function(
        "() => document.getElementById('path-result').textContent.startsWith('There is no path')"
    )


def test_a_path_may_lead_through_tools(opened: Opener) -> None:
    scene = scenes.made_up(643)
    seen = opened(scene)
    _path(seen, 100, 101)
    seen.page.locator("fieldset[data-part=types] .few button", has_text="none").click()
    types = seen.page.locator("fieldset[data-part=types] li", has_text="Uses the tool")
    types.locator("input").check()
    seen.page.locator("#through").check()
    seen.page.wait_for_function(
        "() => document.getElementById('path-result').textContent === '2 steps'"
    )
    names = seen.ask("[...metier.picture.lit].map(node => metier.graph.name[node])")
    assert names == ["practice-100", "tool:tool-202", "practice-101"]


@pytest.mark.parametrize("end", ["from", "to"])
def test_an_end_that_is_not_chosen_yet_gives_no_answer(opened: Opener, end: str) -> None:
    seen = opened(scenes.own())
    seen.page.locator("#path").click()
    seen.page.wait_for_selector("#path-from")
    _choose(seen, end, "Customs Officer")
    assert seen.page.locator("#path-result").count() == 0
    assert "Path between two" in seen.details()
