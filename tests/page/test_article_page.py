"""The page of an annotated text: what it shows, how it is used, and that nothing in it is obeyed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page

import metier
from metier.text.results.page import page_of
from metier.text.sources.document import Document
from tests.support import PROFILES, write_profile

ARTICLE = """\
What Does a Police Officer Do?

Police officers keep the chain of custody, wear a body-worn camera and work with every detective.
The Federal Bureau of Investigation helps them, and so does the K-9 handler of a customs officer.

    Harmonized System\t<b>classification</b> & "quotes"
"""
LONG = f"{ARTICLE}\n{'A paragraph of other things. ' * 12}\n\n" * 3
EVIL = "</script><img src=x onerror=alert(1)><b>{{7*7}}</b>"


@pytest.fixture(scope="module")
def graph() -> metier.KnowledgeGraph:
    return metier.build(PROFILES, jobs=1)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    folder = tmp_path_factory.mktemp("hostile")
    text = json.dumps(EVIL)[1:-1]
    more = f"""aliases: [zymurgist]
specializations: ["brewer {text}"]
sections:
- heading: Tools
  markdown: "- **mashtun {text}** — to mash {text}"
"""
    write_profile(folder, "first", more, title=f'"Zymurgist {text}"')
    return metier.build(folder, jobs=1)


@pytest.fixture
def shown(context: BrowserContext, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the page of a text; at the end no page may have asked or complained."""
    asked: list[str] = []
    complaints: list[str] = []

    def show(
        graph: metier.KnowledgeGraph, text: str, title: str = "", about: str | None = None
    ) -> Page:
        path = written(tmp_path, graph, text, title, about)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda problem: complaints.append(str(problem)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(path.as_uri())
        assert asked == [path.as_uri()]
        asked.clear()
        return page

    yield show
    assert asked == []
    assert complaints == []


def written(
    folder: Path,
    graph: metier.KnowledgeGraph,
    text: str,
    title: str = "",
    about: str | None = None,
) -> Path:
    path = folder / "article.html"
    found = graph.annotate(Document("article.txt", text, given_title=title), about)
    path.write_text(page_of(found, graph.annotator.define), encoding="utf-8")
    return path


def marks(page: Page, css: str = "") -> Locator:
    return page.locator(f"#text a.m{css}")


def entry_of(page: Page, mark: Locator) -> str:
    """Return what the entry that a mark leads to is called."""
    return page.locator(f"{mark.get_attribute('href')} h3").inner_text()


# ---- What is shown


def test_the_text_is_shown_as_it_is(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    page = shown(graph, ARTICLE)
    assert page.locator("#text").inner_text().rstrip("\n") == ARTICLE.replace("\t", "    ").rstrip(
        "\n"
    )
    assert page.locator("h1").inner_text() == page.title() == "What Does a Police Officer Do?"
    labels = {entry_of(page, mark) for mark in marks(page).all()}
    assert labels >= {"Police Officer", "Detective", "Federal Bureau of Investigation"}
    assert "Police Officer" in page.locator(".about").inner_text()


def test_a_text_without_marks_is_a_page_too(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    page = shown(graph, "Rain, then sun.")
    assert page.locator("#text").inner_text() == "Rain, then sun."
    assert "About no occupation" in page.locator(".about").inner_text()
    assert marks(page).count() == 0


def test_nothing_of_a_hostile_text_or_graph_is_obeyed(
    shown: Callable[..., Page], hostile: metier.KnowledgeGraph
) -> None:
    text = f"A zymurgist {EVIL} fills the mashtun {EVIL} \u202eevil\u202c &lt;b&gt;.\n{EVIL}\n"
    page = shown(hostile, text, title=f"{EVIL}\u202e", about="first")
    assert page.evaluate("document.querySelectorAll('img, b, article script').length") == 0
    assert page.evaluate("document.scripts.length") == 1
    seen = text.replace("\u202e", "\\u202e").replace("\u202c", "\\u202c").strip()
    assert page.locator("#text").inner_text().strip() == seen
    assert page.title() == page.locator("h1").inner_text() == f"{EVIL}\\u202e"
    assert EVIL in page.locator(".about").inner_text()
    assert EVIL in page.locator(".entry").first.inner_text()
    assert not page.evaluate("document.documentElement.outerHTML.includes('\\u202e')")
    marks(page, ".practice").first.hover()
    assert EVIL in page.locator("#tip").inner_text()
    assert page.evaluate("document.querySelectorAll('#tip img, #tip b').length") == 0
    addresses = page.evaluate("[...document.links].map(link => link.getAttribute('href'))")
    assert addresses
    assert all(one.startswith(("#e", "https://w3id.org/metier/")) for one in addresses)


def test_a_long_text_opens_quickly(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    text = ARTICLE * (300_000 // len(ARTICLE))
    begun = time.perf_counter()
    page = shown(graph, text)
    marks(page).last.focus()
    page.wait_for_selector("#tip", state="visible", timeout=5000)
    assert marks(page).count() > 3_000
    assert time.perf_counter() - begun < 10  # 2 s when nothing else runs


# ---- Marks and what explains them


def test_every_mark_is_reached_with_tab_and_explained(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    page = shown(graph, LONG)
    page.set_viewport_size({"width": 900, "height": 600})
    count = marks(page).count()
    assert count > 20
    page.locator("#legend input").last.focus()
    for number in range(count):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert found["number"] == number
        assert found["is_explained"], f"mark {number} is not"
        assert found["label"] in page.locator("#tip").inner_text()
        assert found["is_seen"], f"what explains mark {number} is not on the screen, or hides it"


FOCUSED = """async () => {
    await new Promise(done => setTimeout(done, 40));  // scrolling is told late
    const mark = document.activeElement, tip = document.getElementById("tip");
    const one = tip.getBoundingClientRect(), other = mark.getClientRects()[0];
    const hides = one.top < other.bottom && one.bottom > other.top
        && one.left < other.right && one.right > other.left;
    return {
        number: [...document.querySelectorAll("#text a.m")].indexOf(mark),
        label: document.querySelector(`${mark.hash} h3`).innerText,
        is_explained: mark.getAttribute("aria-describedby") === "tip" && !tip.hidden
            && document.querySelectorAll("[aria-describedby]").length === 1,
        is_seen: !hides && one.top >= 0 && one.left >= 0 && one.bottom <= innerHeight + 1
            && one.right <= document.documentElement.clientWidth + 1,
    } }"""


def test_a_mark_is_explained_while_the_mouse_is_on_it_or_on_what_explains_it(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    page = shown(graph, ARTICLE)
    tip = page.locator("#tip")
    assert not tip.is_visible()
    for mark in marks(page).all()[:4]:
        mark.hover()
        assert entry_of(page, mark) in tip.inner_text()
        here, there = mark.bounding_box(), tip.bounding_box()
        assert here is not None
        assert there is not None
        page.mouse.move(here["x"] + 4, here["y"] + here["height"] / 2)
        page.mouse.move(there["x"] + 4, there["y"] + there["height"] / 2, steps=8)
        assert tip.is_visible(), "WCAG 2.2, 1.4.13: the pointer can be moved over it"
        page.mouse.move(2, 2)
        tip.wait_for(state="hidden", timeout=2000)


def test_escape_hides_what_explains_a_mark(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    page = shown(graph, ARTICLE)
    tip = page.locator("#tip")
    for begin in (marks(page).first.hover, marks(page).nth(1).focus):
        begin()
        assert tip.is_visible()
        page.keyboard.press("Escape")
        assert not tip.is_visible()
        assert marks(page, "[aria-describedby]").count() == 0


def test_the_legend_switches_marks_off_and_on(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    page = shown(graph, ARTICLE)
    kinds = page.locator("#legend input")
    told = {}
    for box in kinds.all():
        kind = str(box.get_attribute("data-kind"))
        told[kind] = marks(page, f".{kind}").count()
        assert box.is_checked()
        assert box.locator("xpath=..").inner_text().endswith(str(told[kind]))
        assert _is_seen(page, kind)
        box.uncheck()
        assert not _is_seen(page, kind)
        box.check()
        assert _is_seen(page, kind)
    assert set(told) >= {"practice", "tool", "term", "candidate"}
    assert sum(told.values()) == marks(page).count()


def _is_seen(page: Page, kind: str) -> bool:
    """Whether all marks of a kind have a line under them; either all have or none has."""
    found = page.evaluate(
        """kind => [...document.querySelectorAll(`#text a.${kind}`)].map(mark => {
            const style = getComputedStyle(mark), empty = "rgba(0, 0, 0, 0)";
            return style.borderBottomColor !== empty || style.backgroundColor !== empty })""",
        kind,
    )
    assert len(set(found)) == 1
    return bool(found[0])


def test_marks_of_different_kinds_differ_without_color(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    page = shown(graph, ARTICLE)
    looks = page.evaluate(
        """[...document.querySelectorAll("#legend span.m")].map(mark => {
            const style = getComputedStyle(mark);
            return [style.borderBottomStyle, style.borderBottomWidth].join(" ") })"""
    )
    assert len(looks) > 3
    assert len(set(looks)) == len(looks)


def test_without_scripts_marks_lead_to_what_explains_them(
    browser: Browser, graph: metier.KnowledgeGraph, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(written(tmp_path, graph, ARTICLE).as_uri())
    assert not page.locator("#tip").is_visible()
    for mark in marks(page).all():
        target = page.locator(str(mark.get_attribute("href")))
        assert target.count() == 1
        mark.click()
        assert page.url.endswith(str(mark.get_attribute("href")))
        box = target.bounding_box()
        assert box is not None
        assert -1 < box["y"] < 720
    context.close()


# ---- For everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph, scheme: str
) -> None:
    page = shown(graph, ARTICLE)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a string of two
    assert _violations(page) == []
    marks(page).nth(2).focus()
    assert page.locator("#tip").is_visible()
    assert _violations(page) == []
    for box in page.locator("#legend input").all():
        box.uncheck()
    assert _violations(page) == []


def _violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [200, 400, 980, 1280])
def test_no_window_scrolls_sideways_or_breaks_words_of_tables(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph, width: int
) -> None:
    page = shown(graph, f"{ARTICLE}\n{'x' * 300} https://example.org/{'y' * 300}\n")
    page.set_viewport_size({"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for mark in marks(page).all()[:3]:
        mark.focus()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width >= 400:
        assert _broken(page, "thead th") == []


def _broken(page: Page, css: str) -> list[str]:
    """Return what is written over several lines in cells that have one word."""
    found = page.evaluate(
        """css => [...document.querySelectorAll(css)].map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return [cell.textContent, range.getClientRects().length] })""",
        css,
    )
    assert found
    return [text for text, lines in found if lines > 1]


def test_what_is_printed_has_the_text_and_no_tip(
    shown: Callable[..., Page], graph: metier.KnowledgeGraph
) -> None:
    page = shown(graph, ARTICLE)
    marks(page).first.focus()
    page.emulate_media(media="print")
    assert not page.locator("#tip").is_visible()
    assert page.locator("#text").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
