"""The legend filters, and counts exactly."""

from __future__ import annotations

from collections import Counter

from playwright.sync_api import Locator

from . import scenes
from .conftest import Opener, Seen


def _box(seen: Seen, part: str, name: str) -> Locator:
    row = seen.page.locator(
        f"fieldset[data-part={part}] li", has=seen.page.get_by_text(name, exact=True)
    )
    return row.locator("input")


def _counts(seen: Seen, part: str) -> dict[str, int]:
    rows = seen.page.locator(f"fieldset[data-part={part}] li").all()
    return {
        row.locator(".name").inner_text(): int(row.locator(".count").inner_text().replace(",", ""))
        for row in rows
    }


def _status(seen: Seen) -> str:
    return seen.page.locator("#status").inner_text()


def test_counts_are_those_of_the_data(seen: Seen) -> None:
    scene = seen.scene
    categories = Counter(node.category or "No category" for node in scene.practices)
    assert _counts(seen, "categories") == categories
    kinds = Counter(node.kind for node in [*scene.practices, *scene.concepts])
    assert sorted(_counts(seen, "kinds").values()) == sorted(kinds.values())
    types = Counter(link.type for link in [*scene.links, *scene.uses])
    assert sorted(_counts(seen, "types").values()) == sorted(types.values())


def test_hidden_categories_take_their_links_along(seen: Seen) -> None:
    scene = seen.scene
    hidden = [
        name
        for name, _ in Counter(n.category for n in scene.practices if n.category).most_common(2)
    ]
    for name in hidden:
        _box(seen, "categories", name).uncheck()
    left = {number for number, node in enumerate(scene.practices) if node.category not in hidden}
    links = [link for link in scene.links if {link.source, link.target} <= left]
    assert seen.shown() == left
    drawn = seen.ask("[...metier.picture.lines.values()].flatMap(line => line.links)")
    assert len(drawn) == len(links)
    gone, lost = len(scene.practices) - len(left), len(scene.links) - len(links)
    assert f"hidden: {gone:,} practice" in _status(seen)
    assert f"{lost:,} link" in _status(seen)
    for name in hidden:
        _box(seen, "categories", name).check()
    assert seen.shown() == set(range(len(scene.practices)))
    assert "hidden" not in _status(seen)


def test_the_legend_of_links_is_their_filter(seen: Seen) -> None:
    types = Counter(link.type for link in seen.scene.links)
    kind, count = types.most_common(1)[0]
    label = seen.ask("key => metier.graph.types.find(type => type.key === key).label", kind)
    _box(seen, "types", label[0].upper() + label[1:]).uncheck()
    drawn = seen.ask("[...metier.picture.lines.values()].flatMap(line => line.links).length")
    assert drawn == len(seen.scene.links) - count
    assert f"hidden: 0 practices, {count:,} link" in _status(seen)


def test_kinds_filter_practices_and_concepts(opened: Opener) -> None:
    seen = opened(scenes.made_up(643))
    _box(seen, "kinds", "Role").uncheck()
    left = {n for n, node in enumerate(seen.scene.practices) if node.kind != "Role"}
    assert seen.shown() == left
    seen.ask("metier.picture.open(3)")
    seen.still()
    assert any(node >= 643 for node in seen.ask("[...metier.picture.places.keys()]"))
    _box(seen, "kinds", "Tool").uncheck()
    assert all(node < 643 for node in seen.ask("[...metier.picture.places.keys()]"))


def test_tools_alone_are_shown_when_practices_are_not(opened: Opener) -> None:
    seen = opened(scenes.own())
    seen.page.locator("fieldset[data-part=kinds] .few button", has_text="none").click()
    assert seen.ask("metier.picture.places.size") == 0
    _box(seen, "kinds", "Tool").check()
    tools = sum(node.kind == "Tool" for node in seen.scene.concepts)
    assert seen.ask("metier.picture.places.size") == tools
    seen.page.locator("fieldset[data-part=kinds] .few button", has_text="all").click()
    assert seen.shown() == set(range(len(seen.scene.practices)))
