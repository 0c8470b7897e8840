"""Pictures of the graph: nothing over anything else, colors that stay, and what yEd shows."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from math import floor, hypot
from operator import mul
from pathlib import Path
from statistics import median
from typing import NamedTuple

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.export import Selection, find_format
from metier.export.common import picture
from metier.export.common.picture import Drawn, picture_of
from metier.export.common.places import places_of
from metier.export.common.xml_text import nmtoken
from metier.export.graphml_yed.boxes import Size, box_size, boxes
from metier.view.layout import SPACING
from metier.view.palette import LIGHT
from metier.vocab import relation_types
from tests.support import ROOT

from .changed import text_of, with_texts
from .conftest import Exported
from .other_readers import renamed, seen_edges, seen_nodes, told_edges, told_nodes

REOPENS = ("graphml-yed",)

CENTER = "customs-officer"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
Y = "{http://www.yworks.com/xml/graphml}"


def elements(path: Path, tag: str) -> list[ET.Element]:
    return list(ET.parse(path).getroot().iter(tag))


# ---- Discs -------------------------------------------------------------------------------------


def meeting_discs(drawn: Mapping[str, Drawn]) -> list[tuple[str, str]]:
    """Return the pairs of nodes whose discs overlap, found in squares that are wider than any disc."""
    side = 2 * max((one.radius for one in drawn.values()), default=1.0)
    squares: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    found = []
    for node, one in drawn.items():
        across, down = floor(one.x / side), floor(one.y / side)
        for dx, dy in product((-1, 0, 1), repeat=2):
            for name in squares[across + dx, down + dy]:
                other = drawn[name]
                if hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius:
                    found.append((name, node))
        squares[across, down].append(node)
    return found


def test_no_two_discs_meet(any_exported: Exported) -> None:
    assert meeting_discs(picture_of(any_exported.selection)) == []
    for iri in list(any_exported.selection.network.facts.practices)[:5]:
        assert meeting_discs(picture_of(any_exported.graph.selection(iri))) == []


SPOTS = st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), unique=True, max_size=8)


@given(SPOTS, st.lists(st.tuples(st.integers(-1, 7), st.floats(3, 15)), max_size=30))
def test_discs_of_any_size_find_room(
    spots: list[tuple[int, int]], tools: list[tuple[int, float]]
) -> None:
    """Each tool is beside the practice of its number, or beside none."""
    places = {f"p{number}": (float(x), float(y)) for number, (x, y) in enumerate(spots)}
    radii = dict.fromkeys(places, 18.1)
    joined: dict[str, list[str]] = {node: [] for node in places}
    for number, (user, radius) in enumerate(tools):
        radii[f"t{number}"] = radius
        joined[f"t{number}"] = [f"p{user}"] if 0 <= user < len(spots) else []
    found = places_of(places, joined, radii)
    assert found.keys() == radii.keys()
    drawn = {node: Drawn(*found[node], radii[node], "#000000", "", "") for node in radii}
    assert meeting_discs(drawn) == []


# ---- Colors ------------------------------------------------------------------------------------


def test_a_part_has_the_colors_of_the_whole(any_exported: Exported) -> None:
    whole = picture_of(any_exported.selection)
    assert len({one.color for one in whole.values()} & set(LIGHT)) > 1 or len(whole) < 20
    for iri in list(any_exported.selection.network.facts.practices)[:10]:
        for node, drawn in picture_of(any_exported.graph.selection(iri)).items():
            assert drawn.color == whole[node].color


def test_the_picture_has_the_colors_of_the_page() -> None:
    style = (ROOT / "src/metier/view/page/page.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--(\w+): (#\w+);", style.partition("}")[0]))
    assert light["grey"] == picture.GREY
    assert light["concept"] == picture.CONCEPT
    assert light["line"] == picture.LINE
    assert light["quiet"] == picture.RIM


def test_no_two_nodes_are_in_one_place(any_exported: Exported) -> None:
    places = [(one.x, one.y) for one in picture_of(any_exported.selection).values()]
    assert len(places) == len(set(places))
    assert max(abs(x) + abs(y) for x, y in places) > SPACING


@pytest.mark.parametrize(
    "color", [*LIGHT, picture.GREY, picture.CONCEPT, picture.HOLLOW], ids=lambda color: color[1:]
)
def test_letters_on_a_node_can_be_read(color: str) -> None:
    """WCAG 2.2 (2023), 1.4.11, asks for a contrast of 3 of what is large or drawn."""
    ink = Drawn(0, 0, 1, color, color, "circle").ink
    assert contrast(color, ink) >= 4


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    """Return the relative luminance of a color (WCAG 2.2, 2023)."""
    parts = [part / 255 for part in bytes.fromhex(color[1:])]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ---- Boxes for yEd -----------------------------------------------------------------------------


class Seen(NamedTuple):
    """A box as a file has it."""

    left: float
    top: float
    width: float
    height: float
    text: str


def seen_boxes(selection: Selection) -> dict[str, Seen]:
    found = {}
    for node in ET.fromstring(text_of("graphml-yed", selection)).iter(f"{GRAPHML}node"):
        place, label = node.find(f".//{Y}Geometry"), node.find(f".//{Y}NodeLabel")
        assert place is not None
        assert label is not None
        x, y, width, height = (float(place.attrib[key]) for key in ("x", "y", "width", "height"))
        found[node.attrib["id"]] = Seen(x, y, width, height, label.text or "")
    return found


def meeting_boxes(found: Iterable[Seen]) -> list[tuple[str, str]]:
    """Return the pairs of boxes that overlap, by a sweep from left to right."""
    meeting: list[tuple[str, str]] = []
    near: list[Seen] = []
    for box in sorted(found):
        near = [one for one in near if one.left + one.width > box.left]
        meeting += [
            (one.text, box.text)
            for one in near
            if one.top < box.top + box.height and box.top < one.top + one.height
        ]
        near.append(box)
    return meeting


def test_no_two_boxes_for_yed_overlap(any_exported: Exported) -> None:
    assert meeting_boxes(seen_boxes(any_exported.selection).values()) == []
    for iri in list(any_exported.selection.network.facts.practices)[:3]:
        assert meeting_boxes(seen_boxes(any_exported.graph.selection(iri)).values()) == []


def test_boxes_for_yed_hold_their_labels(any_exported: Exported) -> None:
    """At 6 pixels a letter, which is what Dialog needs at 12 points, and 15 a line."""
    for box in seen_boxes(any_exported.selection).values():
        assert box.width <= 220
        lines = floor(box.height / 15)
        assert 6 * len(box.text) <= lines * box.width


def test_boxes_for_yed_lie_together(own: Exported) -> None:
    """A picture that is mostly empty would be unreadable as a whole."""
    found = seen_boxes(own.graph.selection(CENTER)).values()
    across = max(one.left + one.width for one in found) - min(one.left for one in found)
    down = max(one.top + one.height for one in found) - min(one.top for one in found)
    assert sum(one.width * one.height for one in found) > across * down / 20


PLACES = st.tuples(st.integers(-50, 50), st.integers(-50, 50))


@given(st.lists(st.tuples(PLACES, st.text(max_size=90)), max_size=40))
def test_boxes_of_any_labels_in_any_places_do_not_overlap(
    told: list[tuple[tuple[int, int], str]],
) -> None:
    drawn = {str(number): Drawn(x, y, 1, "", "", "") for number, ((x, y), _) in enumerate(told)}
    sizes = {str(number): box_size(label, Size(1.2, 1.5)) for number, (_, label) in enumerate(told)}
    found = boxes(drawn, sizes)
    assert meeting_boxes(Seen(*box, node) for node, box in found.items()) == []


def test_boxes_for_yed_stay_where_the_page_has_them(any_exported: Exported) -> None:
    """One factor across and one downwards: what is left of it is how far a box had to move for others."""
    drawn, found = picture_of(any_exported.selection), seen_boxes(any_exported.selection)
    told = [drawn[node.id] for node in any_exported.selection.nodes]
    seen = [found[nmtoken(node.name)] for node in any_exported.selection.nodes]
    assert _moved([one.x for one in told], [one.left + one.width / 2 for one in seen]) < 30
    assert _moved([one.y for one in told], [one.top + one.height / 2 for one in seen]) < 30


def _moved(told: list[float], seen: list[float]) -> float:
    """Return the median of how far numbers are from those told, times the factor that fits best."""
    factor: float = sum(map(mul, told, seen)) / sum(map(mul, told, told))
    assert factor > 0
    return median(abs(one - factor * other) for one, other in zip(seen, told, strict=True))


def test_nodes_for_yed_look_as_on_the_page(exported: Exported) -> None:
    drawn = picture_of(exported.selection)
    names = {nmtoken(node.name): node.id for node in exported.selection.nodes}
    for node in elements(exported.path("graphml-yed"), f"{GRAPHML}node"):
        fill, label = node.find(f".//{Y}Fill"), node.find(f".//{Y}NodeLabel")
        assert fill is not None
        assert label is not None
        look = drawn[names[node.attrib["id"]]]
        assert fill.get("color") == look.color
        assert label.get("textColor") == look.ink
        assert (label.get("modelName"), label.get("autoSizePolicy")) == ("internal", "node_size")
        assert label.get("configuration") == "CroppingLabel"  # which wraps words
    shapes = {one.get("type") for one in elements(exported.path("graphml-yed"), f"{Y}Shape")}
    assert shapes <= {
        *("rectangle", "roundrectangle", "ellipse", "parallelogram", "hexagon", "octagon"),
        *("diamond", "trapezoid", "trapezoid2", "rectangle3d"),
    }


# ---- What else yEd shows -----------------------------------------------------------------------


def test_networkx_reads_what_yed_shows(any_exported: Exported) -> None:
    graph = nx.read_graphml(any_exported.path("graphml-yed"), force_multigraph=True)
    named = {"url": "iri", "description": "definition"}
    nodes = [renamed(values, named) for _, values in graph.nodes(data=True)]
    assert seen_nodes(nodes) == told_nodes(any_exported.selection)
    named = {"url": "iri", "description": "note"}
    edges = [(*ends, renamed(values, named)) for *ends, values in graph.edges(data=True)]
    iris = dict(graph.nodes(data="url"))
    assert seen_edges(iris, edges) == told_edges(any_exported.selection)


def test_only_links_between_practices_have_labels_in_yed(exported: Exported) -> None:
    path, links = exported.path("graphml-yed"), relation_types()
    drawn = Counter(one.text for one in elements(path, f"{Y}EdgeLabel"))
    assert drawn == Counter(edge.label for edge in exported.selection.edges if edge.type in links)
    assert drawn
    told = Counter(
        one.text for one in elements(path, f"{GRAPHML}data") if one.get("key") == "edge-label"
    )
    assert told == Counter(edge.label for edge in exported.selection.edges)


def test_arrows_for_yed_show_directed_types(exported: Exported) -> None:
    arrows = Counter(
        one.get("target") for one in elements(exported.path("graphml-yed"), f"{Y}Arrows")
    )
    looks = picture.line_looks()
    directed = sum(looks[edge.type].arrow for edge in exported.selection.edges)
    assert arrows["standard"] == directed
    assert arrows.total() == len(exported.selection.edges)


def test_yed_runs_no_html_of_a_label(own: Exported) -> None:
    selected = with_texts(own.selection, "<HTML><img src='x'>")
    assert ">\u200b&lt;HTML&gt;&lt;img" in text_of("graphml-yed", selected)
    lost = find_format("graphml-yed").dropped(selected)  # type: ignore[arg-type]  # a stand-in
    assert "1 labels begin with <html>" in " ".join(lost)
