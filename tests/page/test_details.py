"""The details: what a click tells."""

from __future__ import annotations

from dataclasses import replace

from metier.view.scene import Scene, SceneLink

from . import scenes
from .conftest import Opener, Seen


def _busiest(scene: Scene) -> int:
    """Return the practice with a profile that has the most links."""
    counts = [0] * len(scene.practices)
    for link in scene.links:
        counts[link.source] += 1
        counts[link.target] += 1
    return max((n for n, text in enumerate(scene.texts) if text), key=lambda node: counts[node])


def test_a_click_opens_title_summary_links_with_notes_tools_and_definitions(seen: Seen) -> None:
    scene = seen.scene
    node = _busiest(scene)
    seen.click_node(node)
    told = seen.details()
    text = scene.texts[node]
    assert text is not None
    assert scene.practices[node].label in told
    assert text.summary in told
    for link in scene.links:
        if node in (link.source, link.target):
            other = link.target if link.source == node else link.source
            assert scene.practices[other].label in told
            assert link.note in told
    for _, wording, words in text.uses:
        assert wording in told
        assert words in told
    assert all(f"{name}\t{value}" in told for name, value in text.facts)
    assert all(heading in told for heading, _ in text.sections)


def test_links_are_grouped_by_what_they_say_from_this_side(opened: Opener) -> None:
    seen = opened(scenes.own())
    node = seen.number("customs-officer")
    seen.select(node)
    headings = seen.page.locator("#details h3").all_inner_texts()
    own = [link for link in seen.scene.links if node in (link.source, link.target)]
    adjacent = {frozenset((link.source, link.target)) for link in own if link.type == "adjacent"}
    assert f"Is adjacent to ({len(adjacent)})" in headings
    assert not any("[object" in heading or "undefined" in heading for heading in headings)


def test_a_section_can_be_read(opened: Opener) -> None:
    seen = opened(scenes.made_up(643))
    seen.select(3)
    seen.page.locator("#details summary", has_text="Purpose").click()
    section = seen.page.locator("#details .section")
    assert section.inner_text().split("\n") == ["Point. The purpose of 3.", "Another."]
    assert section.locator("li strong").inner_text() == "Point."
    assert section.locator("li em").inner_text() == "purpose"


def test_the_links_of_the_details_walk_on(seen: Seen) -> None:
    node = _busiest(seen.scene)
    seen.select(node)
    button = seen.page.locator("#details ul.links button.node").first
    label = button.inner_text()
    button.click()
    seen.page.wait_for_function(f"() => metier.state.selected !== {node}")
    seen.page.wait_for_function(
        "label => document.getElementById('details-title').innerText === label", arg=label
    )
    assert label == seen.ask("metier.graph.label[metier.state.selected]")


def test_a_tool_tells_who_uses_it_and_in_which_words(seen: Seen) -> None:
    scene = seen.scene
    users: dict[int, set[int]] = {}
    for use in scene.uses:
        if use.source < len(scene.practices):
            users.setdefault(use.target, set()).add(use.source)
    tool = max(users, key=lambda one: len(users[one]))
    seen.select(tool)
    told = seen.details()
    assert f"Used by {len(users[tool])} practices" in told
    for user in users[tool]:
        assert scene.practices[user].label in told
        text = scene.texts[user]
        assert text is not None
        assert all(words in told for number, _, words in text.uses if number == tool)


def test_closing_leaves_nothing_selected(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.select(0)
    seen.page.locator("#close").click()
    assert not seen.page.locator("#panel").is_visible()
    assert seen.ask("metier.state.selected") == -1
    assert seen.ask("document.activeElement.id") == "picture"


def test_a_click_on_a_line_tells_its_note(opened: Opener) -> None:
    seen = opened(scenes.own())
    link = next(one for one in seen.scene.links if one.note)
    (x1, y1), (x2, y2) = seen.point(link.source), seen.point(link.target)
    for share in (0.5, 0.4, 0.6, 0.35, 0.65):
        seen.page.mouse.click(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
        seen.page.wait_for_timeout(350)
        if seen.ask("metier.state.link") != -1:
            break
    told = seen.details()
    notes = [
        one.note
        for one in seen.scene.links
        if {one.source, one.target}
        == set(
            seen.ask("(n => [metier.graph.source[n], metier.graph.target[n]])(metier.state.link)")
        )
    ]
    assert notes
    assert all(note in told for note in notes)


def test_a_profile_that_is_missing_says_so(opened: Opener) -> None:
    scene = scenes.made_up(40)
    kinds = {node.kind for node in scene.practices}
    assert "Placeholder" not in kinds
    missing = scene.practices[0]._replace(kind="Placeholder")
    changed = replace(
        scene, practices=[missing, *scene.practices[1:]], texts=[None, *scene.texts[1:]]
    )
    seen = opened(changed)
    seen.select(0)
    assert "No profile describes it yet" in seen.details()


def test_a_tool_is_shared_with_those_who_use_it_and_not_with_its_kinds(opened: Opener) -> None:
    scene = scenes.made_up(40)
    kinds = [
        *scene.uses,
        SceneLink(40 + 3, 40 + 4, "kind-of"),
        SceneLink(40 + 5, 40 + 3, "kind-of"),
    ]
    seen = opened(replace(scene, uses=kinds))
    users = {use.source for use in scene.uses if use.target == 43}
    assert seen.ask("metier.graph.degree[43]") == len(users)
    seen.select(43)
    assert f"Used by {len(users)} practice" in seen.details()


def test_signs_change_their_color_with_the_theme(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.select(0)
    color = "getComputedStyle(document.querySelector('#details .badge .hue')).fill"
    light = seen.ask(color)
    seen.page.emulate_media(color_scheme="dark")
    seen.page.wait_for_function("() => metier.picture.paints.isDark")
    assert seen.ask(color) != light
