"""Text of profiles is text, wherever it is shown, and nothing can be loaded or run."""

from __future__ import annotations

from pathlib import Path

import pytest

import metier

from .conftest import Opener, Seen

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\u202eevil\u2028\"'`${1}"
SHOWN = HOSTILE.replace("\u202e", "\\u202e").replace("\u2028", "\\u2028")
ADDRESS = "javascript:alert(document.domain)"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    folder = tmp_path_factory.mktemp("hostile")
    text = _yaml(HOSTILE)
    for slug, other in (("first", "second"), ("second", "first")):
        (folder / f"{slug}.yaml").write_text(
            f"""title: "{slug} {text}"
slug: {slug}
aliases: ["{slug} alias {text}"]
kind: occupation
category: "{text}"
tags: ["{text}"]
difficulty: "{text}"
summary: "{text}"
contributors: ["{text}"]
provenance: ai-generated
created: 2026-11-22
related:
  - {{slug: {other}, type: adjacent, note: "{text}"}}
specializations: ["variant {text}"]
country_variants:
  - {{region: "{text}", note: "{text}"}}
sources:
  - {{title: "{text}", url: "{ADDRESS}"}}
status: draft
sections:
  - heading: "Purpose {text}"
    markdown: "{text} [click]({ADDRESS}) <b>bold</b> ![x](http://example.org/x.png)"
  - heading: Tools
    markdown: "- **hammer {text}** — hits {text}"
  - heading: Vocabulary
    markdown: "- **word {text}** — means {text}"
""",
            encoding="utf-8",
        )
    return metier.build(folder)


def _yaml(text: str) -> str:
    """Return a text as it stands between double quotes in YAML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(char if char.isascii() else f"\\u{ord(char):04x}" for char in escaped)


@pytest.fixture
def seen(opened: Opener, built: metier.KnowledgeGraph) -> Seen:
    return opened(built.scene())


def test_no_text_becomes_an_element(seen: Seen) -> None:
    seen.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for node in range(len(seen.scene.practices) + len(seen.scene.concepts)):
        seen.select(node)
        for summary in seen.page.locator("#details summary").all():
            summary.click()
        seen.page.wait_for_timeout(60)
        assert (
            seen.ask("document.querySelectorAll('body img, body b, #details script').length") == 0
        )
        assert SHOWN in seen.details()
    seen.page.keyboard.press("l")
    assert SHOWN in seen.page.locator("#list").inner_text()
    assert SHOWN in seen.page.locator("#filters").inner_text()
    seen.ask("metier.state.change({path: [0, 1], view: 'picture'})")
    assert SHOWN in seen.details()
    assert seen.ask("document.querySelectorAll('body > script').length") == 6


def test_no_link_leads_to_a_script(seen: Seen) -> None:
    seen.select(0)
    for summary in seen.page.locator("#details summary").all():
        summary.click()
    assert "click" in seen.details()
    addresses = seen.ask("[...document.querySelectorAll('a')].map(a => a.href)")
    assert all(address.startswith(("http://", "https://")) for address in addresses)
    assert not any("javascript" in address for address in addresses)


def test_no_control_character_or_override_is_left(seen: Seen) -> None:
    seen.select(0)
    text = seen.page.evaluate("document.documentElement.outerHTML") + seen.details()
    assert not any(char in text for char in "\u202e\u2066\u2028\x00\x1b")
    labels = [label["text"] for label in seen.ask("metier.picture.labels")]
    assert labels
    assert not any("\u202e" in label for label in labels)


def test_the_policy_forbids_everything_else(seen: Seen) -> None:
    seen.complaints.clear()
    ran = seen.ask(
        """async () => {
            window.ran = [];
            const image = document.createElement('img');
            image.setAttribute('onerror', "window.ran.push('handler')");
            image.src = 'data:image/png;base64,AAAA';
            document.body.append(image);
            const script = document.createElement('script');
            script.textContent = "window.ran.push('script')";
            document.body.append(script);
            setTimeout(() => { try { eval("window.ran.push('eval')") } catch {} });
            try { await fetch('http://127.0.0.1:9/') ; window.ran.push('fetch') } catch {}
            await new Promise(done => setTimeout(done, 200));
            return window.ran }"""
    )
    assert ran == []
    assert any("Content Security Policy" in told for told in seen.complaints)
    seen.complaints.clear()
    seen.requests[:] = [url for url in seen.requests if url.startswith("file:")]


def test_a_title_of_the_file_stays_text(built: metier.KnowledgeGraph, tmp_path: Path) -> None:
    page = built.view("first", depth=1)
    head = page[: page.index("<style>")]
    assert "<img" not in head
    assert "&lt;img src=x onerror=alert(1)&gt;" in head
    assert "\u202e" not in page
    assert "\u2028" not in page


def test_a_pyvis_network_takes_every_text_as_text(built: metier.KnowledgeGraph) -> None:
    html = built.to_pyvis().generate_html()
    assert "<img" not in html.partition("const nodes")[2]
    assert html.count("</script>") == 2


def test_large_texts_and_many_marks_do_not_hang(opened: Opener, tmp_path: Path) -> None:
    bombs = {
        "Marks": "_a **b " * 12_000,
        "Pairs": "**a " * 1200,
        "Heading": "# a" + " " * 90_000 + "b",
        "Quotes": ">" * 20_000,
        "Items": "- " * 5000,
    }
    sections = "".join(f"- heading: {name}\n  markdown: '{text}'\n" for name, text in bombs.items())
    (tmp_path / "one.yaml").write_text(
        f"title: One\nslug: one\nsummary: s\nsections:\n{sections}- heading: Nested\n  markdown: |-\n"
        + "".join(f"    {'  ' * depth}- level {depth}\n" for depth in range(60)),
        encoding="utf-8",
    )
    seen = opened(metier.build(tmp_path).scene())
    seen.select(0)
    for summary in seen.page.locator("#details summary").all():
        summary.click()
    seen.page.wait_for_function("() => document.querySelectorAll('.section').length === 6")
    told = seen.page.locator(".section").all_inner_texts()
    assert told[0].startswith("_a **b _a")
    assert told[2].split() == ["a", "b"]
    assert "level 59" in told[-1]
