"""Neighborhoods and paths, compared with networkx."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import networkx as nx
import pytest

from metier.view.scene import SceneLink
from metier.vocab import relation_types

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
                assert re.search(rf"\({link.type}, (?:{direction}|forward)\)", told)
                assert link.note in told


def test_a_step_that_both_sides_wrote_is_told_once_with_both_notes(opened: Opener) -> None:
    seen = opened(scenes.own())
    one, other = seen.number("police-officer"), seen.number("customs-officer")
    assert _path(seen, one, other) == "1 step"
    step = seen.page.locator("#details ol.path > li")
    assert step.locator(".step > p:first-child").all_inner_texts() == [
        "Police Officer is adjacent to Customs Officer (adjacent, forward)"
    ]
    authors = [
        note.rpartition("profile of ")[2] for note in step.locator(".note").all_inner_texts()
    ]
    assert authors == ["Police Officer", "Customs Officer"]


@pytest.mark.parametrize(
    ("one", "other"), [("harbor-pilot", "forensic-accountant"), ("truck-driver", "judge")]
)
def test_of_paths_of_as_few_steps_the_lightest_is_taken(
    opened: Opener, one: str, other: str
) -> None:
    seen = opened(scenes.own())
    weights = {key: kind.weight for key, kind in relation_types().items()}
    graph = nx.Graph()
    for link in seen.scene.links:
        if link.type in weights:
            known = graph.get_edge_data(link.source, link.target, {"weight": 9.0})["weight"]
            graph.add_edge(link.source, link.target, weight=min(known, weights[link.type]))
    ends = seen.number(one), seen.number(other)
    _path(seen, *ends)
    taken = seen.ask("[...metier.picture.lit]")
    least = min(nx.path_weight(graph, way, "weight") for way in nx.all_shortest_paths(graph, *ends))
    assert (taken[0], taken[-1]) == ends
    assert len(taken) == nx.shortest_path_length(graph, *ends) + 1
    assert nx.path_weight(graph, taken, "weight") == least


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


def test_a_link_of_authors_is_nearer_than_a_shared_tool(opened: Opener) -> None:
    scene = scenes.own()
    seen = opened(scene)
    _path(seen, seen.number("agricultural-inspector"), seen.number("warehouse-manager"))
    seen.page.locator("#through").check()
    seen.page.wait_for_function("() => metier.state.through")
    assert all(node < len(scene.practices) for node in seen.ask("[...metier.picture.lit]"))


@pytest.mark.parametrize("end", ["from", "to"])
def test_an_end_that_is_not_chosen_yet_gives_no_answer(opened: Opener, end: str) -> None:
    seen = opened(scenes.own())
    seen.page.locator("#path").click()
    seen.page.wait_for_selector("#path-from")
    _choose(seen, end, "Customs Officer")
    assert seen.page.locator("#path-result").count() == 0
    assert "Path between two" in seen.details()


def test_steps_chosen_in_the_list_are_in_sight_in_the_picture(opened: Opener) -> None:
    seen = opened(scenes.made_up(643))
    seen.page.keyboard.press("l")
    seen.select(5)
    seen.page.locator("#steps-1").click()
    seen.page.keyboard.press("l")
    seen.still()
    for node in seen.shown():
        x, y = seen.ask("node => metier.picture.toScreen(metier.picture.places.get(node))", node)
        assert 0 < x < seen.ask("metier.picture.size.width")
        assert 0 < y < seen.ask("metier.picture.size.height")
    assert seen.ask("metier.picture.scale") > 0.3
    assert f"{len(seen.shown())} practices" in seen.page.locator("#status").inner_text()
    before = seen.ask("metier.picture.camera()")
    seen.page.locator("#fit").click()
    seen.still()
    assert seen.ask("metier.picture.camera()") == pytest.approx(before, abs=0.5)


def test_the_told_path_is_the_drawn_one_whatever_is_filtered(opened: Opener) -> None:
    scene = scenes.made_up(643)
    seen = opened(scene)
    graph = nx.Graph(seen.graph())
    path = max(nx.single_source_shortest_path(graph, 0).values(), key=len)
    _path(seen, path[0], path[-1])
    drawn = seen.ask("[...metier.picture.lit]")
    category = scene.practices[drawn[1]].category
    box = seen.page.locator("fieldset[data-part=categories] li", has_text=category).locator("input")
    box.uncheck()
    seen.page.wait_for_function("middle => ![...metier.picture.lit].includes(middle)", arg=drawn[1])
    seen.page.wait_for_timeout(100)
    told = seen.page.locator("#details ol.path button.node bdi").all_inner_texts()
    names = [scene.practices[node].label for node in seen.ask("[...metier.picture.lit]")]
    assert sorted(set(told)) == sorted(set(names))


def test_a_click_on_a_node_of_the_path_tells_its_details(opened: Opener) -> None:
    seen = opened(scenes.own())
    _path(seen, 0, 1)
    seen.still()
    seen.click_node(0)
    assert seen.ask("metier.state.path") is None
    seen.page.wait_for_function(
        "label => document.getElementById('details-title').innerText === label",
        arg=seen.scene.practices[0].label,
    )


def test_a_hub_has_its_neighbors_in_rows(opened: Opener) -> None:
    scene = scenes.made_up(643)
    hub = [*scene.links, *(SceneLink(0, node, "related") for node in range(1, 500))]
    seen = opened(replace(scene, links=hub))
    seen.select(0)
    seen.page.locator("#steps-1").click()
    seen.still()
    away = seen.ask(
        """(([x, y], places) => places.map(([px, py]) => Math.round(Math.hypot(px - x, py - y))))
            (metier.picture.places.get(0), [...metier.picture.places.values()])"""
    )
    assert len(set(away)) > 4
    assert max(away) < 1000
