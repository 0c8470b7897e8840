"""The graph as a pyvis network, for notebooks and for those who want to change how it looks themselves."""

from __future__ import annotations

import json

import jinja2
from pyvis.network import Network

from .palette import LIGHT, category_looks, kind_looks, type_looks
from .scene import Scene, SceneNode

_SHAPES = {
    "circle": "dot",
    "hollow": "dot",
    "octagon": "dot",
    "pentagon": "hexagon",
    "cross": "square",
    "kite": "diamond",
}
"""The shapes of vis-network that stand for ours; others have the same name there."""

_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "hover": True},
    "edges": {"width": 0.7, "smooth": False},
    "nodes": {"borderWidth": 0},
}
"""Options of vis-network: nothing moves by itself, and lines are hidden while the reader moves."""

_DASHES = {"dashed": [6, 4], "dotted": [1, 3], "dash-dot": [8, 3, 2, 3], "long-dash": [12, 4]}
_GREY = "#8d92a0"
_TEMPLATE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ heading }}</title>
<style>html, body, #graph { height: 100%; margin: 0 }</style>
<script>{% include "lib/vis-9.1.2/vis-network.min.js" %}</script></head>
<body><div id="graph" style="height: {{ height }}"></div>
<script>
const nodes = {{ nodes|tojson }}, edges = {{ edges|tojson }}, options = {{ options|safe }};
new vis.Network(document.getElementById("graph"), {nodes, edges}, options);
</script></body>
</html>
"""
"""Instead of pyvis's own, which asks the internet for Bootstrap, prints the heading twice and as HTML."""


def pyvis_network(scene: Scene) -> Network:
    """Return a pyvis ``Network`` of the practices of a scene and their links, placed where the page has them.

    Nodes are numbers, with label, title, shape, color, size and place; edges have a title, the author's note.
    ``show`` and ``write_html`` of it work without internet, and take every text as text.
    """
    network = Network(height="700px", heading=scene.title, directed=True, cdn_resources="in_line")
    hues = {
        look.label: LIGHT[look.hue] if look.hue >= 0 else _GREY
        for look in category_looks(node.category for node in scene.practices if node.category)
    }
    shapes = {look.key: look.shape for look in kind_looks()}
    for number, node in enumerate(scene.practices):
        network.add_node(
            number,
            label=node.label,
            title=_title(node),
            shape=_SHAPES.get(shapes[node.kind], shapes[node.kind]),
            color=hues.get(node.category, _GREY),
            x=node.x,
            y=node.y,
            physics=False,
        )
    looks = {look.key: look for look in type_looks()}
    for link in scene.links:
        look = looks[link.type]
        network.add_edge(
            link.source,
            link.target,
            title=f"{look.phrase}: {link.note}" if link.note else look.phrase,
            dashes=_DASHES.get(look.line, False),
            arrows="" if look.symmetric else "to",
            color=_GREY,
        )
    network.set_options(json.dumps(_OPTIONS))
    _use_own_template(network)
    return network


def _title(node: SceneNode) -> str:
    return ", ".join(filter(None, (node.label, node.category)))


def _use_own_template(network: Network) -> None:
    loaders = [jinja2.DictLoader({"graph.html": _TEMPLATE}), network.templateEnv.loader]
    network.templateEnv = jinja2.Environment(loader=jinja2.ChoiceLoader(loaders), autoescape=True)
    network.path = "graph.html"
    network.template = network.templateEnv.get_template(network.path)
