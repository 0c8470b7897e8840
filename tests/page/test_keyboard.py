"""Everything without a mouse, and without eyes."""

from __future__ import annotations

from . import scenes
from .conftest import Opener, Seen


def _focus(seen: Seen) -> str:
    return str(seen.ask("document.activeElement.id"))


def test_slash_searches_and_the_rest_follows_from_the_keyboard(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.page.keyboard.press("/")
    assert _focus(seen) == "search"
    seen.page.keyboard.type("customs off")
    seen.page.keyboard.press("Enter")
    assert _focus(seen) == "picture"
    assert "Customs Officer" in seen.details()
    seen.page.keyboard.press("Enter")
    assert _focus(seen) == "details-title"
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#panel").is_visible()


def test_arrows_go_from_node_to_node_and_say_where(seen: Seen) -> None:
    seen.page.locator("#picture").focus()
    visited = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        before = seen.ask("metier.state.selected")
        place = seen.ask("metier.picture.places.get(metier.state.selected) ?? null")
        seen.page.keyboard.press(key)
        now = seen.ask("metier.state.selected")
        if now == before:
            continue
        visited.append(now)
        label = seen.scene.practices[now].label
        seen.page.wait_for_function(
            "label => document.getElementById('said').textContent.startsWith(label)", arg=label
        )
        if place:
            x, y = seen.ask("metier.picture.places.get(metier.state.selected)")
            moved = {
                "ArrowRight": x > place[0],
                "ArrowLeft": x < place[0],
                "ArrowDown": y > place[1],
                "ArrowUp": y < place[1],
            }
            assert moved[key]
    assert len(visited) >= 2


def test_plus_minus_zero_and_shift_move_the_picture(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.page.locator("#picture").focus()
    first = seen.ask("metier.picture.camera()")
    seen.page.keyboard.press("+")
    assert seen.ask("metier.picture.scale") > first["scale"]
    seen.page.keyboard.press("-")
    seen.page.keyboard.press("-")
    assert seen.ask("metier.picture.scale") < first["scale"]
    before = seen.ask("metier.picture.camera()")
    seen.page.keyboard.press("Shift+ArrowRight")
    assert seen.ask("metier.picture.camera()")["left"] > before["left"]
    seen.page.keyboard.press("0")
    seen.still()
    assert abs(seen.ask("metier.picture.camera()")["left"] - first["left"]) < 0.5


def test_the_list_has_the_same_content_and_opens_the_same_details(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.page.keyboard.press("l")
    listed = seen.page.locator("#list")
    assert listed.is_visible()
    labels = {label for label in listed.locator("button.node").all_inner_texts() if label}
    assert {node.label for node in seen.scene.practices} <= labels
    for summary in listed.locator("details:not([open]) > summary").all():
        summary.click()
    for more in listed.locator("details[open] > button").all():
        while more.is_visible():
            more.click()
    labels = set(listed.locator("button.node").all_inner_texts())
    assert labels == {node.label for node in [*seen.scene.practices, *seen.scene.concepts]}
    listed.get_by_role("button", name="Customs Officer", exact=True).click()
    assert "Customs Officer" in seen.details()
    seen.page.locator("fieldset[data-part=categories] .few button", has_text="none").click()
    assert listed.get_by_role("button", name="Customs Officer", exact=True).count() == 0


def test_focus_can_be_seen_and_everything_can_be_reached(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.select(0)
    reached = set()
    for _ in range(400):
        seen.page.keyboard.press("Tab")
        here = seen.ask(
            """(() => { const here = document.activeElement, style = getComputedStyle(here);
                const name = here === document.body ? 'BODY' : here.id || here.className || here.tagName;
                return [name, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1] })()"""
        )
        if here[0] == "BODY":
            break
        assert here[1], f"the focus on {here[0]} can't be seen"
        reached.add(here[0])
    assert {
        "search",
        "filter",
        "path",
        "view",
        "theme",
        "png",
        "svg",
        "keys",
        "picture",
        "in",
        "fit",
        "close",
        "node",
    } <= reached


def test_help_opens_and_closes(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.page.keyboard.press("?")
    assert seen.page.locator("#help").is_visible()
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#help").is_visible()


def test_the_focus_stays_where_one_is_in_the_details(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.select(0)
    seen.page.locator("#steps-2").focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("() => document.activeElement.id === 'steps-2'")
    seen.page.locator("#details ul.links button.node").first.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("() => document.activeElement.id === 'details-title'")
    said = seen.ask("metier.graph.label[metier.state.selected]")
    seen.page.wait_for_function(
        "label => document.getElementById('said').textContent === label", arg=said
    )
    seen.page.get_by_role("button", name="Path from here").focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("() => document.activeElement.id === 'path-to'")
    seen.page.keyboard.type("Detective")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("() => document.activeElement.id === 'details-title'")
    seen.page.keyboard.press("l")
    seen.page.locator("#close").focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("() => document.activeElement.id === 'list'")


def test_escape_closes_a_legend_that_lies_over_the_picture(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.page.set_viewport_size({"width": 600, "height": 800})
    seen.page.locator("#filters input").first.focus()
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#filters").is_visible()
    assert _focus(seen) == "filter"
