"""Take the pictures of the README: the page of ``profiles/`` in Chromium, as it opens, and a path explained.

python docs/picture.py
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parent
PAGE = DOCS.parent / "exports" / "graph.html"
PICTURES = {"page.png": "", "path.png": "#path=ship-captain|court-interpreter"}
"""What the address says for each picture."""


def main() -> None:
    """Write ``docs/page.png`` and ``docs/path.png``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, address in PICTURES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(f"{PAGE.as_uri()}{address}")
            page.wait_for_selector("html[data-ready=all]", state="attached")
            page.evaluate("metier.picture.home()")
            page.screenshot(path=DOCS / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
