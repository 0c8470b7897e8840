"""One HTML file that holds everything: a scene, vis-network as pyvis brings it, and what a reader needs."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2
from markupsafe import Markup
from pyvis.network import Network

from metier.diagnostics import printable
from metier.version import __version__

from .blocks import blocks_of, deflated
from .scene import Scene

OPTIONS: dict[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "keyboard": False,
        "selectable": False,
        "zoomSpeed": 0.8,
    },
}
"""Options of vis-network: nothing moves by itself, and what is selected is for the page to say."""

_FOLDER = Path(__file__).parent / "page"
_VIS = "lib/vis-9.1.2/vis-network.min.js"


def page(scene: Scene) -> str:
    """Return the HTML of a page, to be written as UTF-8. It names no address that a browser would load.

    The policy in it forbids everything but its own two scripts and its own style, named by their SHA-256
    (W3C, *Content Security Policy Level 3*). vis-network is compressed; the page inflates it and adds it as a
    script, which the policy knows by its hash too.
    """
    network = Network(heading=printable(scene.title), cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    style, code, vis = _asset("page.css"), _code(), _vis(network)
    blocks = blocks_of(scene)
    loader = jinja2.FunctionLoader(_asset)
    network.templateEnv = jinja2.Environment(loader=loader, autoescape=True)
    network.templateEnv.globals |= {
        "policy": _policy(style, code, vis),
        "version": __version__,
        "style": Markup(style),  # noqa: S704 -- the package's own
        "code": Markup(code),  # noqa: S704 -- the package's own
        "first": blocks.first,
        "rest": blocks.rest,
        "texts": Markup(json.dumps(blocks.texts, separators=(",", ":"))),  # noqa: S704 -- base 64
        "vis": deflated(vis.encode()),
    }
    network.path = "page.html"
    return f"{network.generate_html()}\n"


def _policy(style: str, *scripts: str) -> str:
    sources = " ".join(map(_source, scripts))
    return (
        f"default-src 'none'; script-src {sources}; style-src {_source(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _code() -> str:
    """Return the scripts of the page, in the order of their names, as one that leaves no name outside."""
    parts = sorted(_FOLDER.glob("*.js"))
    joined = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return f'(() => {{\n"use strict";\n{joined}}})();'


def _vis(network: Network) -> str:
    """Return the build of vis-network that pyvis carries, without the line that names its map."""
    build = (Path(network.template_dir) / _VIS).read_text(encoding="utf-8")
    return build.partition("//# sourceMappingURL")[0]
