"""Search as one types."""

from __future__ import annotations

import pytest

from . import scenes
from .conftest import Opener, Seen


def _type(seen: Seen, words: str) -> list[str]:
    seen.page.locator("#search").fill(words)
    return seen.page.locator("#found li").all_inner_texts()


def test_a_title_is_found_first_and_enter_flies_there(seen: Seen) -> None:
    node = len(seen.scene.practices) // 2
    label = seen.scene.practices[node].label
    assert _type(seen, label.upper())[0].split("\n")[0] == label
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("node => metier.state.selected === node", arg=node)
    seen.still()
    x, y = seen.ask("node => metier.picture.toScreen(metier.picture.places.get(node))", node)
    assert 0 < x < seen.ask("metier.picture.size.width") - 432
    assert 0 < y < seen.ask("metier.picture.size.height")
    assert label in seen.details()


def test_aliases_and_terms_are_found(opened: Opener) -> None:
    seen = opened(scenes.own())
    alias = seen.scene.practices[0].aliases[0]
    assert any(
        alias in found and seen.scene.practices[0].label in found for found in _type(seen, alias)
    )
    concept = seen.scene.concepts[-1]
    assert any(concept.label in found for found in _type(seen, concept.label))


def test_parts_of_words_in_any_order_and_without_accents(opened: Opener) -> None:
    seen = opened(scenes.own())
    assert "Customs Officer" in _type(seen, "offi cust")[0]
    assert "Customs Officer" in _type(seen, "cústoms")[0]


def test_no_match_is_said_and_announced(seen: Seen) -> None:
    assert _type(seen, "zzqqxx") == ["No match"]
    seen.page.wait_for_function("() => document.getElementById('said').textContent === 'No match'")
    seen.page.keyboard.press("Enter")
    assert seen.ask("metier.state.selected") == -1


def test_arrows_choose_and_escape_closes(opened: Opener) -> None:
    seen = opened(scenes.own())
    found = _type(seen, "officer")
    assert len(found) > 1
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("ArrowDown")
    assert seen.page.locator("#found [aria-selected=true]").inner_text() == found[1]
    active = seen.page.locator("#search").get_attribute("aria-activedescendant")
    assert seen.page.locator(f"#{active}").inner_text() == found[1]
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#found").is_visible()
    _type(seen, "officer")
    seen.page.locator("#found li").nth(1).click()
    chosen = seen.ask("metier.graph.label[metier.state.selected]")
    assert chosen == found[1].split("\n")[0]


@pytest.mark.parametrize("words", ["", "   ", "<img src=x>", "\\", "(((", "*", "."])
def test_senseless_words_do_no_harm(opened: Opener, words: str) -> None:
    seen = opened(scenes.own())
    _type(seen, words)
    seen.page.keyboard.press("Enter")
    assert seen.shown() == set(range(len(seen.scene.practices)))
