"""The address holds the view."""

from __future__ import annotations

from urllib.parse import quote

import pytest

import metier
from tests.support import PROFILES

from . import scenes
from .conftest import Opener, Seen


def _state(seen: Seen) -> dict[str, object]:
    state: dict[str, object] = seen.ask(
        """(({selected, steps, path, through, view, hidden}) => ({selected, steps, path, through, view,
            hidden: Object.entries(hidden).map(([part, keys]) => [part, ...keys]) }))(metier.state)"""
    )
    return state


def test_an_address_restores_node_steps_filters_and_view(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.select(seen.number("customs-officer"))
    seen.page.locator("#details .steps button", has_text="1").click()
    seen.page.locator("fieldset[data-part=categories] input").first.uncheck()
    seen.page.locator("fieldset[data-part=types] input").last.uncheck()
    seen.page.locator("#view").click()
    address = seen.ask("location.hash")
    assert "node=customs-officer" in address
    again = opened(scenes.own(), address)
    assert _state(again) == _state(seen)
    assert _state(again)["steps"] == 1


def test_a_path_is_restored_even_through_tools(opened: Opener) -> None:
    scene = scenes.made_up(643)
    seen = opened(scene, "#path=practice-100|practice-101&through=concepts&types=related")
    assert _state(seen)["path"] == [100, 101]
    assert _state(seen)["through"] is True
    seen.page.wait_for_selector("#path-result")


def test_back_and_forward_walk_through_what_was_chosen(opened: Opener) -> None:
    seen = opened(scenes.own())
    for node in (1, 3, 4):
        seen.select(node)
    seen.page.go_back()
    seen.page.wait_for_function("() => metier.state.selected === 3")
    seen.page.go_back()
    seen.page.wait_for_function("() => metier.state.selected === 1")
    seen.page.go_forward()
    seen.page.wait_for_function("() => metier.state.selected === 3")
    assert seen.scene.practices[3].label in seen.details()


def test_a_tool_can_be_addressed(opened: Opener) -> None:
    scene = scenes.own()
    tool = next(node for node in scene.concepts if node.kind == "Tool")
    seen = opened(scene, f"#node={quote(tool.name)}")
    assert tool.label in seen.details()


@pytest.mark.parametrize(
    "address",
    [
        "#node=<img src=x onerror=alert(1)>",
        "#node=javascript:alert(1)",
        "#node=nobody&steps=99&view=cave&types=nothing|%|%ZZ&categories=%00&kinds=",
        "#path=a|b|c",
        "#path=|",
        "#" + "%F0%28" * 50,
        "#__proto__=1&constructor=2&node=__proto__&kinds=constructor",
        "#" + "x" * 20_000,
        "#steps=2",
        "#categories=%25",
        "#categories=%25E0%25A4",
        "#link=a|b|c",
        "#link=customs-officer|nobody|related",
        "#group=nobody",
    ],
)
def test_a_hostile_or_senseless_address_does_nothing(opened: Opener, address: str) -> None:
    seen = opened(scenes.own(), address)
    assert seen.shown() == set(range(len(seen.scene.practices)))
    assert not seen.page.locator("#panel").is_visible()
    assert _state(seen) == _state(opened(scenes.own()))


def test_back_leads_to_what_a_small_page_begins_with(opened: Opener) -> None:
    scene = metier.build(PROFILES).scene("detective", depth=1)
    seen = opened(scene)
    assert "Detective" in seen.details()
    other = 0 if seen.number("detective") else 1
    seen.select(other)
    seen.page.go_back()
    seen.page.wait_for_function(
        "node => metier.state.selected === node", arg=seen.number("detective")
    )
    seen.page.locator("#close").click()
    assert seen.ask("location.hash") == "#node="
    again = opened(scene, "#node=")
    assert not again.page.locator("#panel").is_visible()


def test_a_link_is_addressed_by_its_ends_and_its_type(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.ask("metier.state.change({link: 3})")
    again = opened(scenes.own(), seen.ask("location.hash"))
    assert again.ask("metier.state.link") == 3
    assert again.details() == seen.details()
