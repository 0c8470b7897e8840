"""The page before a browser sees it: groups, places, colors, what is in the file, the command."""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import subprocess
import sys
import zlib
from hashlib import sha256
from math import cbrt, dist
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

import metier
from metier.analysis.network import Edge, edge_types
from metier.analysis.records import Node
from metier.analysis.structure.filing import Filing
from metier.cli import cli
from metier.view.blocks import blocks_of
from metier.view.groups import LARGEST, UNLINKED, groups_of
from metier.view.layout import SPACING, layout
from metier.view.page import page
from metier.view.palette import DARK, LIGHT, MARKS, category_looks, kind_looks, type_looks
from metier.view.scene import Scene
from metier.vocab import practice_kinds, relation_types
from tests.support import PROFILES


@pytest.fixture(scope="module")
def graph() -> metier.KnowledgeGraph:
    return metier.build(PROFILES)


@pytest.fixture(scope="module")
def scene(graph: metier.KnowledgeGraph) -> Scene:
    return graph.scene()


def inflated(packed: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(packed), -zlib.MAX_WBITS))


# ---- the scene -----------------------------------------------------------------------------------


def test_a_scene_has_every_practice_link_and_concept_once(
    graph: metier.KnowledgeGraph, scene: Scene
) -> None:
    facts = graph.facts
    assert [node.label for node in scene.practices] == [n.label for n in facts.practices.values()]
    assert len(scene.links) == len(facts.relations)
    assert {node.name for node in scene.concepts if node.kind == "Tool"} == {
        f"tool:{node.slug}" for node in facts.concepts.values() if node.kind == "Tool"
    }
    used = {
        (scene.practices[use.source].name, scene.concepts[use.target - len(scene.practices)].name)
        for use in scene.uses
        if use.source < len(scene.practices) and use.type.startswith("uses")
    }
    name = graph.directory.name
    assert used == {(name(practice), name(concept)) for practice, concept in facts.uses}


def test_notes_and_texts_are_the_authors(graph: metier.KnowledgeGraph, scene: Scene) -> None:
    number = [node.name for node in scene.practices].index("customs-officer")
    text = scene.texts[number]
    assert text is not None
    assert text.summary == graph.facts.cards[graph.find("customs-officer")].summary
    assert [heading for heading, _ in text.sections][:2] == ["Purpose", "Core Mission"]
    assert len(text.sections) == 20
    assert dict(text.facts)["Status"] == "draft"
    assert {link.note for link in scene.links} == {one.note for one in graph.facts.relations}
    words = {wording for _, wording, _ in text.uses}
    assert "Automated Commercial Environment" in words


def test_around_a_node_are_those_within_some_steps(graph: metier.KnowledgeGraph) -> None:
    network = nx.Graph(graph.to_networkx(["practices"]))
    for depth in (1, 2):
        found = graph.scene("detective", depth=depth)
        near = nx.ego_graph(network, graph.find("detective"), radius=depth)
        assert {node.name for node in found.practices} == {
            graph.directory.name(node) for node in near
        }
        assert found.start == "detective"
        assert len(found.links) == sum(
            one.source in near and one.target in near for one in graph.facts.relations
        )


def test_types_includes_and_sections_narrow_it(graph: metier.KnowledgeGraph) -> None:
    found = graph.scene(types=["adjacent"], include=["practices"], sections=False)
    assert {link.type for link in found.links} == {"adjacent"}
    assert found.concepts == []
    assert found.uses == []
    assert all(text and not text.sections and not text.uses for text in found.texts)
    tools = graph.scene("detective", types=["adjacent"], include=["tools"])
    assert {node.kind for node in tools.concepts} == {"Tool"}


def test_links_of_one_type_around_a_tool(graph: metier.KnowledgeGraph) -> None:
    tool = graph.directory.name(graph.facts.uses[0][1])
    found = graph.scene(tool, types=["adjacent"], depth=1)
    users = graph.facts.users_of[graph.find(tool, "concept")]
    assert {node.name for node in found.practices} == {graph.directory.name(one) for one in users}
    assert found.start == tool


def test_too_much_text_is_left_out_and_the_page_says_so(
    graph: metier.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("metier.view.choose.MOST_MARKDOWN", 1000)
    found = graph.scene()
    assert "left out of this page" in found.leaves_out
    assert all(text and not text.sections for text in found.texts)
    assert all(text and text.summary for text in found.texts)


# ---- groups and places ---------------------------------------------------------------------------


def _cliques(count: int, size: int) -> tuple[list[Node], list[Edge]]:
    nodes = [
        Node(f"id/{number:05}", "Occupation", f"n{number}", f"n{number}")
        for number in range(count * size)
    ]
    links = []
    for start in range(0, count * size, size):
        own = nodes[start : start + size]
        links += [
            Edge(one.id, other.id, "related", 1.0)
            for place, one in enumerate(own)
            for other in own[place + 1 : place + 4]
        ]
    links += [
        Edge(nodes[n].id, nodes[n + size].id, "related", 1.0)
        for n in range(0, (count - 1) * size, size)
    ]
    return nodes, links


def test_groups_are_the_communities_and_those_without_a_profile_join_their_neighbors(
    graph: metier.KnowledgeGraph,
) -> None:
    nodes, links = _cliques(4, 8)
    missing = Node("id/missing", "Placeholder", "missing", "missing")
    alone = Node("id/alone", "Occupation", "alone", "alone")
    links += [Edge(nodes[n].id, missing.id, "related", 1.0) for n in (8, 9, 16)]
    groups = groups_of([*nodes, missing, alone], links, Filing(graph.facts))
    members = [{node.id for node in group.members} for group in groups]
    assert {node.id for node in nodes[8:16]} | {missing.id} in members
    assert [group.name for group in groups if alone in group.members] == [UNLINKED]
    assert sorted(itertools.chain(*members)) == sorted(node.id for node in (*nodes, missing, alone))


def test_no_group_is_larger_than_what_can_be_read(graph: metier.KnowledgeGraph) -> None:
    nodes, links = _cliques(60, 12)
    groups = groups_of(nodes, links, Filing(graph.facts))
    assert max(len(group.members) for group in groups) <= LARGEST
    star = [Edge(nodes[0].id, node.id, "related", 1.0) for node in nodes[1:]]
    groups = groups_of(nodes, star, Filing(graph.facts))
    assert max(len(group.members) for group in groups) <= LARGEST
    assert sum(len(group.members) for group in groups) == len(nodes)


def test_nodes_and_groups_do_not_lie_over_each_other() -> None:
    groups = [list(range(start, start + 40)) for start in range(0, 400, 40)]
    pairs = [(n, n + 1) for n in range(399)] + [(n, (n * 7) % 400) for n in range(1, 400, 3)]
    points = layout(groups, [pair for pair in pairs if pair[0] != pair[1]])
    nearest = min(dist(one, other) for one, other in itertools.combinations(points, 2))
    assert nearest > SPACING / 2
    home = {node: number for number, group in enumerate(groups) for node in group}
    centers = [
        tuple(sum(points[node][axis] for node in group) / len(group) for axis in (0, 1))
        for group in groups
    ]
    misplaced = [
        node
        for node, point in enumerate(points)
        if min(range(len(groups)), key=lambda group: dist(centers[group], point)) != home[node]
    ]
    assert len(misplaced) < 20


def test_linked_groups_are_nearer_than_others() -> None:
    groups = [[n] for n in range(8)]
    chain = [(n, n + 1) for n in range(7)]
    points = layout(groups, chain)
    linked = [dist(points[a], points[b]) for a, b in chain]
    others = [
        dist(one, other)
        for (a, one), (b, other) in itertools.combinations(enumerate(points), 2)
        if b - a > 2
    ]
    assert sum(linked) / len(linked) < sum(others) / len(others) / 1.3


@pytest.mark.parametrize("groups", [[], [[0]], [[0, 1]], [[0], [1]]])
def test_small_graphs_have_places_too(groups: list[list[int]]) -> None:
    points = layout(groups, [])
    assert len(points) == sum(map(len, groups))
    assert len(set(points)) == len(points)


_PRINT_PAGE = """
import sys, metier
sys.stdout.write(metier.build(sys.argv[1]).view())
"""


def test_the_same_profiles_give_the_same_page() -> None:
    pages = {
        subprocess.run(
            [sys.executable, "-c", _PRINT_PAGE, str(PROFILES)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


# ---- how things look -----------------------------------------------------------------------------

# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, A physiologically-based model for simulation of color
# vision deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (2009), severity 1.0.
EYES = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _linear(color: str) -> list[float]:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _lab(color: str, eyes: str) -> tuple[float, float, float]:
    seen = [
        sum(w * part for w, part in zip(row, _linear(color), strict=True)) for row in EYES[eyes]
    ]
    red, green, blue = (min(max(part, 0.0), 1.0) for part in seen)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("hues", [LIGHT, DARK], ids=["light", "dark"])
def test_hues_differ_for_all_eyes(hues: tuple[str, ...], eyes: str) -> None:
    near = {
        (one, other): dist(_lab(one, eyes), _lab(other, eyes))
        for one, other in itertools.combinations(hues, 2)
    }
    pair, least = min(near.items(), key=lambda item: item[1])
    assert least > 9, pair


def test_no_two_categories_look_alike_until_all_looks_are_used() -> None:
    names = [f"c{n:02}" for n in range(30) for _ in range(31 - n)]
    looks = category_looks(names)
    most = len(LIGHT) * len(MARKS)
    assert [look.label for look in looks] == sorted(set(names))
    assert len({(look.hue, look.mark) for look in looks[:most]}) == most
    assert {look.hue for look in looks[most:]} == {-1}


def test_every_kind_and_type_has_a_look_of_its_own() -> None:
    kinds = kind_looks()
    assert {look.key for look in kinds} >= {*practice_kinds().values(), "Tool", "Term"}
    assert len({look.shape for look in kinds}) == len(kinds)
    types = type_looks()
    assert [look.key for look in types[: len(relation_types())]] == [*relation_types()]
    assert [look.key for look in types] == [*edge_types()]
    assert len({look.line for look in types}) == len(types)


# ---- the file ------------------------------------------------------------------------------------


def test_the_file_holds_the_data_once_and_names_nobody(scene: Scene) -> None:
    text = page(scene)
    blocks = blocks_of(scene)
    assert all(text.count(part) == 1 for part in (blocks.first, blocks.rest, *blocks.texts))
    assert inflated(blocks.rest)["notes"] == [link.note for link in scene.links]
    assert inflated(blocks.first)["nodes"]["label"] == [node.label for node in scene.practices]
    code = re.sub(r"(?s)<script type=[^>]*>.*?</script>", "", text)
    assert re.findall(r"""(?:src|href)=["']?[^"' >]+""", code) == []
    addresses = set(re.findall(r"https?:[^\"'`\s]+", code))
    assert addresses == {"http://www.w3.org/2000/svg"}


def test_the_policy_names_exactly_what_runs(scene: Scene) -> None:
    text = page(scene)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    said = policy[1].replace("&#39;", "'")
    assert said.startswith("default-src 'none'; ")
    assert "unsafe" not in said
    style = re.search(r"(?s)<style>(.*?)</style>", text)
    code = re.search(r"(?s)<script>(.*?)</script>", text)
    packed = re.search(r'(?s)<script type="text/plain" id="vis">(.*?)</script>', text)
    assert style
    assert code
    assert packed
    vis = zlib.decompress(base64.b64decode(packed[1]), -zlib.MAX_WBITS)
    for source in (style[1].encode(), code[1].encode(), vis):
        assert base64.b64encode(sha256(source).digest()).decode() in said
    assert said.count("sha256-") == 3
    assert b"vis-network" in vis
    assert b"MIT License" in vis


# ---- the command, the build and notebooks --------------------------------------------------------


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    assert run("build", str(PROFILES), "--out", str(out)).exit_code == 0
    return out


def test_a_build_leaves_the_page_and_keeps_it_while_nothing_changes(out: Path) -> None:
    first = (out / "graph.html").read_text(encoding="utf-8")
    assert first == metier.load(out / "graph.nq").view()
    assert run("build", str(PROFILES), "--out", str(out)).exit_code == 0
    assert (out / "graph.html").read_text(encoding="utf-8") == first
    (out / "graph.html").write_text("edited by hand", encoding="utf-8")
    assert run("build", str(PROFILES), "--out", str(out)).exit_code == 0
    assert (out / "graph.html").read_text(encoding="utf-8") == first


def test_a_changed_graph_gets_a_new_page(tmp_path: Path) -> None:
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    for path in PROFILES.glob("*.yaml"):
        (profiles / path.name).write_bytes(path.read_bytes())
    out = tmp_path / "out"
    assert run("build", str(profiles), "--out", str(out)).exit_code == 0
    changed = profiles / "detective.yaml"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("title: Detective", "title: Sleuth"), encoding="utf-8")
    assert run("build", str(profiles), "--out", str(out)).exit_code == 0
    made = re.search(r'id="first">([^<]+)<', (out / "graph.html").read_text(encoding="utf-8"))
    assert made
    assert "Sleuth" in inflated(made[1])["nodes"]["label"]


def test_view_draws_a_neighborhood(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "here.html"
    told = run(
        "view", "Detective", "--depth", "1", "--graph", str(out / "graph.nq"), "--out", str(target)
    )
    assert told.exit_code == 0
    found = metier.load(out / "graph.nq").scene("detective", depth=1)
    assert (
        f"{len(found.practices)} practices and {len(found.links)} links in {target}" in told.output
    )
    assert target.read_text(encoding="utf-8") == page(found)


def test_view_names_its_file_after_what_it_shows(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tool = next(n.name for n in metier.load(out / "graph.nq").scene().concepts if n.kind == "Tool")
    for name, file in (
        ((), "graph"),
        (("detective",), "detective"),
        ((tool,), tool.replace(":", "-")),
    ):
        assert run("view", *name, "--graph", str(out / "graph.nq")).exit_code == 0
        assert (tmp_path / f"{file}.html").is_file()


def test_view_opens_the_browser_when_asked(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    target = tmp_path / "a b.html"
    run("view", "detective", "--graph", str(out / "graph.nq"), "--out", str(target), "--open")
    assert opened == [target.as_uri()]


def test_what_goes_wrong_is_told_in_a_sentence(out: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    calls = {
        ("nobody-at-all",): "no occupation 'nobody-at-all'",
        ("--depth", "3"): "--depth needs a NAME",
        ("detective", "--out", str(tmp_path / "file" / "x.html")): "can't write",
    }
    for arguments, told in calls.items():
        command = [sys.executable, "-m", "metier", "view", *arguments]
        command += ["--graph", str(out / "graph.nq")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert told in done.stderr
        assert "Traceback" not in done.stderr


def test_a_pyvis_network_for_notebooks_has_practices_and_links(
    graph: metier.KnowledgeGraph, tmp_path: Path
) -> None:
    network = graph.to_pyvis()
    scene = graph.scene()
    assert [node["label"] for node in network.nodes] == [node.label for node in scene.practices]
    assert len(network.edges) == len(scene.links)
    html = network.generate_html(notebook=True)
    assert html.count("<title>") == 1
    assert "<h1>" not in html
    assert not re.search(r"""(?:src|href)=["']?http""", html)
    network.write_html(str(tmp_path / "n.html"))
    assert (tmp_path / "n.html").stat().st_size > 400_000
