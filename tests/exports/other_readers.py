"""Readers of other tools, and what the store says in the words of the formats that they read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import sync_playwright

from metier.export import Selection

Facts: TypeAlias = dict[str, object]

NODE_FOLDER = Path(__file__).resolve().parents[1] / "node"
MODULES = NODE_FOLDER / "node_modules"

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not MODULES.is_dir(),
    reason="install Node.js, then run npm install --prefix tests/node",
)


def read_with_node(script: str, path: Path) -> Any:
    """Return what a script of ``tests/node`` prints of a file."""
    run = subprocess.run(
        ["node", NODE_FOLDER / script, path], capture_output=True, check=True, text=True
    )
    return json.loads(run.stdout)


def parted(text: str) -> list[str]:
    r"""Return the texts that were joined by ``|``, where ``\`` makes the next character one of a text."""
    if not text:
        return []
    parts = re.findall(r"((?:[^|\\]|\\.)*)(?:\||\Z)", text, re.DOTALL)[: _bars(text) + 1]
    return [re.sub(r"\\(.)", r"\1", part) for part in parts]


def _bars(text: str) -> int:
    return re.sub(r"\\.", "", text).count("|")


def told_nodes(selection: Selection) -> list[Facts]:
    """Return what the store says of each node, in the order of IRIs."""
    return [
        {
            "iri": node.id,
            "label": node.label,
            "kind": node.kind,
            "slug": node.slug,
            "category": node.category,
            "difficulty": node.difficulty,
            "status": node.status,
            "tags": list(node.tags),
            "aliases": list(node.aliases),
            "definition": node.definition,
        }
        for node in selection.nodes
    ]


def told_edges(selection: Selection) -> list[Facts]:
    """Return what the store says of each edge, in the order of ends and types."""
    edges: list[Facts] = [
        {
            "ends": (edge.source, edge.target),
            "iri": edge.id if "://" in edge.id else "",
            "type": edge.type,
            "label": edge.label,
            "weight": edge.weight,
            "note": edge.note,
            "asserted": edge.asserted,
        }
        for edge in selection.edges
    ]
    return sorted(edges, key=_place)


def seen_nodes(rows: Iterable[Any]) -> list[Facts]:
    """Return the same of what a reader found, where what is empty may be missing and lists may be joined."""
    return sorted(map(_seen_node, rows), key=lambda node: str(node["iri"]))


def _seen_node(values: Any) -> Facts:
    texts = ("iri", "label", "kind", "slug", "category", "difficulty", "status", "definition")
    found: Facts = {name: values.get(name) or "" for name in texts}
    for name in ("tags", "aliases"):
        value = values.get(name) or []
        found[name] = parted(value) if isinstance(value, str) else value
    return found


def seen_edges(iris: Mapping[str, str], rows: Iterable[tuple[str, str, Any]]) -> list[Facts]:
    """Return the same of edges, each given as ids of its ends and attributes; ``iris`` has the nodes by id."""
    texts = ("iri", "type", "label", "note")
    found = [
        {
            "ends": (iris[source], iris[target]),
            **{name: values.get(name) or "" for name in texts},
            "weight": values["weight"],
            "asserted": values["asserted"],
        }
        for source, target, values in rows
    ]
    return sorted(found, key=_place)


def _place(edge: Facts) -> str:
    return f"{edge['ends']} {edge['type']}"


def renamed(values: Any, names: Mapping[str, str]) -> Facts:
    """Return attributes under other names."""
    return {names.get(name, name): value for name, value in values.items()}


def mermaid_svg(text: str) -> str:
    """Return the SVG that Mermaid draws in a browser, with its own settings."""
    chromium, library = shutil.which("chromium"), MODULES / "mermaid/dist/mermaid.min.js"
    if chromium is None or not library.is_file():
        pytest.skip("install Chromium, then run npm install --prefix tests/node")
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_context(offline=True).new_page()
        page.add_script_tag(path=library)
        svg = page.evaluate(
            """async (text) => {
                mermaid.initialize({ startOnLoad: false });
                const { svg } = await mermaid.render("drawing", text);
                const element = new DOMParser().parseFromString(svg, "text/html").body;
                return new XMLSerializer().serializeToString(element.firstChild);
            }""",
            text,
        )
        browser.close()
    return str(svg)
