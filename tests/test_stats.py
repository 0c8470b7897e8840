"""Structure: measures agree with hand and networkx, communities have names, what is missing is counted."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import click
import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import metier
from metier.analysis.network import Edge
from metier.analysis.records import Node
from metier.analysis.structure import MEASURES, Structure, structure
from metier.analysis.structure.bridges import Bridge
from metier.analysis.structure.communities import partition
from metier.analysis.structure.coverage import coverage
from metier.analysis.structure.filing import Filing
from metier.analysis.structure.measures import betweenness, degrees, edge_betweenness, pagerank
from metier.analysis.structure.shape import shape
from metier.analysis.structure.simple import SimpleNetwork, simple_network, to_graph
from metier.cli.stats import command
from metier.errors import UsageError
from metier.vocab import CANONICAL_SECTIONS

from .support import CORPUS, PROFILES, needs_corpus, read_all, write_profile

BASE = "https://w3id.org/metier/"
STAR = [(0, 1), (0, 2), (0, 3), (0, 4)]
PATH = [(0, 1), (1, 2), (2, 3)]


# --- measures of graphs that fit on a napkin


def network_of(count: int, arcs: Iterable[tuple[int, int]]) -> SimpleNetwork:
    nodes = [
        Node(f"{number:03}", "Occupation", f"N{number}", f"{number:03}") for number in range(count)
    ]
    links = [Edge(f"{one:03}", f"{other:03}", "related", 1.0) for one, other in arcs]
    return SimpleNetwork(nodes, links)


def between(simple: SimpleNetwork) -> list[float]:
    return betweenness(simple, edge_betweenness(simple))


def test_the_middle_of_a_star_is_between_all_others() -> None:
    star = network_of(5, STAR)
    assert degrees(star) == [4, 1, 1, 1, 1]
    assert between(star) == [1, 0, 0, 0, 0]
    assert edge_betweenness(star) == [4, 4, 4, 4]


def test_a_path_of_four_is_carried_by_its_middle() -> None:
    path = network_of(4, PATH)
    assert between(path) == [0, pytest.approx(2 / 3), pytest.approx(2 / 3), 0]
    assert edge_betweenness(path) == [3, 4, 3]
    found = shape(path)
    assert (found.components, found.diameter, found.clustering) == ((4,), 3, 0)
    assert found.distance == pytest.approx((3 * 1 + 2 * 2 + 1 * 3) / 6)
    assert found.density == pytest.approx(3 / 6)


def test_links_of_any_number_and_direction_join_two_once() -> None:
    simple = network_of(3, [(0, 1), (1, 0), (0, 1), (2, 2), (1, 2)])
    assert simple.pairs == [(0, 1), (1, 2)]
    assert simple.arcs == [(0, 1), (1, 0), (1, 2)]
    assert len(simple.links(1, 0)) == 3
    assert shape(simple).reciprocity == pytest.approx(2 / 3)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_without_links_everything_is_zero(count: int) -> None:
    simple = network_of(count, [])
    assert between(simple) == degrees(simple) == [0] * count
    assert pagerank(simple) == pytest.approx([1 / max(count, 1)] * count)
    found = shape(simple)
    assert found.components == (1,) * count
    assert (found.density, found.reciprocity, found.distance, found.diameter) == (0, 0, 0, 0)


# --- the same by another way


@st.composite
def networks(draw: st.DrawFn) -> SimpleNetwork:
    count = draw(st.integers(2, 12))
    numbers = st.integers(0, count - 1)
    return network_of(count, draw(st.lists(st.tuples(numbers, numbers), max_size=30)))


def of_nodes(found: dict[int, float]) -> list[float]:
    return [found[number] for number in sorted(found)]


@given(networks())
def test_betweenness_is_what_networkx_finds(simple: SimpleNetwork) -> None:
    graph = to_graph(simple)
    assert between(simple) == pytest.approx(of_nodes(nx.betweenness_centrality(graph)), abs=1e-9)
    edges = nx.edge_betweenness_centrality(graph, normalized=False)
    carried = dict(zip(simple.pairs, edge_betweenness(simple), strict=True))
    assert carried == pytest.approx({tuple(sorted(pair)): paths for pair, paths in edges.items()})


@given(networks())
def test_distances_are_what_networkx_finds(simple: SimpleNetwork) -> None:
    graph, found = to_graph(simple), shape(simple)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    largest = graph.subgraph(parts[0])
    assert found.components == tuple(map(len, parts))
    assert found.diameter == nx.diameter(largest)
    assert found.distance == pytest.approx(nx.average_shortest_path_length(largest))


def reader_at_random(simple: SimpleNetwork) -> list[float]:
    """Return PageRank by walking 300 steps at once from everywhere, as its definition says."""
    count = len(simple)
    out = {
        one: [to for start, to in simple.arcs if start == one] or [*range(count)]
        for one in range(count)
    }
    ranks = [1 / count] * count
    for _ in range(300):
        ahead = [0.15 / count] * count
        for one, targets in out.items():
            for target in targets:
                ahead[target] += 0.85 * ranks[one] / len(targets)
        ranks = ahead
    return ranks


@given(networks())
def test_pagerank_is_where_a_reader_at_random_is(simple: SimpleNetwork) -> None:
    assert pagerank(simple) == pytest.approx(reader_at_random(simple), abs=1e-9)


# --- a town of two guilds, a hermit and a dreamer, by hand

TOWN = {
    "smith": (
        "Crafts",
        "iron, town",
        ["adjacent farrier", "collaboration farrier", "related broker"],
    ),
    "farrier": ("Crafts", "iron, horses, town", ["adjacent smith"]),
    "cutler": ("Crafts", "iron, crafts, town", ["adjacent smith", "adjacent farrier"]),
    "broker": ("Trade", "market, goods, town", ["related carter", "related grocer"]),
    "carter": ("Trade", "market, goods, horses, town", ["progression grocer"]),
    "grocer": ("Trade", "market, town", []),
    "hermit": ("Elsewhere", "town", []),
    "dreamer": ("Elsewhere", "town", ["progression wizard"]),
}
MORE = {
    "smith": "last_reviewed: 2026-01-02\nspecializations: [armorer]\n",
    "broker": "reviewers: [{name: Ada}]\nprovenance: human\n",
}
SECTIONS = {
    "farrier": {"Tools": "- **Anvil** - iron", "Purpose": "x"},
    "cutler": {"Tools": "- **Anvil** - steel", "Songs": "x"},
    "carter": {"TOOLS": "- **Whip** - haste"},
}


def as_sections(texts: dict[str, str]) -> str:
    listed = [f"  - {{heading: {name}, markdown: '{text}'}}\n" for name, text in texts.items()]
    return "sections:\n" + "".join(listed) if listed else ""


def write_town(folder: Path) -> Path:
    for slug, (category, tags, links) in TOWN.items():
        pairs = [link.split() for link in links]
        related = [f"  - {{slug: {target}, type: {kind}}}\n" for kind, target in pairs]
        more = f"tags: [{tags}]\n" + ("related:\n" + "".join(related) if related else "")
        path = write_profile(
            folder, slug, more + MORE.get(slug, "") + as_sections(SECTIONS.get(slug, {}))
        )
        status = "verified" if slug in ("broker", "carter") else "draft"
        text = path.read_text("utf-8").replace("category: Tests", f"category: {category}")
        path.write_text(text.replace("status: draft", f"status: {status}"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    return metier.build(write_town(tmp_path_factory.mktemp("town")))


@pytest.fixture(scope="module")
def found(town: metier.KnowledgeGraph) -> Structure:
    return structure(town.network)


def names(nodes: Iterable[Node]) -> list[str]:
    return [node.slug for node in nodes]


def test_everything_is_counted_once(found: Structure) -> None:
    counts = found.counts
    assert counts.practices == {"Occupation": 8}
    assert counts.links == {"adjacent": 4, "related": 3, "progression": 2, "collaboration": 1}
    assert (counts.placeholders, counts.links_to_placeholders) == (1, 1)
    assert counts.specializations == 1
    assert (counts.tools, counts.shared_tools, counts.terms, counts.shared_terms) == (2, 1, 0, 0)


def test_the_shape_leaves_placeholders_out(found: Structure) -> None:
    assert (found.shape.practices, found.shape.pairs) == (8, 7)
    assert found.shape.components == (6, 1, 1)
    assert found.shape.density == found.shape.reciprocity == 0.25
    assert found.shape.clustering == pytest.approx((4 + 2 / 3) / 8)
    assert found.shape.distance == pytest.approx(27 / 15)
    assert found.shape.diameter == 3


def test_who_joins_the_guilds_is_most_central(found: Structure) -> None:
    broker, smith, *others = found.ranked()
    assert names(one.node for one in (broker, smith)) == ["broker", "smith"]
    assert broker.betweenness == smith.betweenness == pytest.approx(6 / 21)
    assert {one.betweenness for one in others} == {0}
    assert [one.reach for one in (broker, smith)] == [1, 1]
    assert {one.reach for one in others} == {0}
    assert [one.degree for one in found.ranked("degree")] == [3, 3, 2, 2, 2, 2, 0, 0]
    assert found.ranked("pagerank")[0].node.slug == "smith"


def test_every_measure_can_be_ranked_by_and_no_other(found: Structure) -> None:
    (choice,) = (option.type for option in command.params if option.name == "measure")
    assert isinstance(choice, click.Choice)
    assert tuple(choice.choices) == MEASURES
    assert all(len(found.ranked(measure)) == 8 for measure in MEASURES)
    with pytest.raises(UsageError, match="choose from betweenness"):
        found.ranked("closeness")


def test_communities_are_the_guilds_under_their_own_names(found: Structure) -> None:
    assert found.partition.modularity == pytest.approx(6 / 7 - 1 / 2)
    trade, crafts = found.partition.communities
    assert (trade.name, crafts.name) == ("market, goods · Trade", "iron · Crafts")
    assert trade.tags == (f"{BASE}tag/market", f"{BASE}tag/goods")
    assert crafts.categories == (f"{BASE}category/crafts",)
    assert names(trade.members) == ["broker", "carter", "grocer"]
    assert names(crafts.members) == ["smith", "cutler", "farrier"]
    assert (trade.number, trade.size) == (1, 3)


def test_who_has_no_neighbor_is_in_no_community(found: Structure) -> None:
    community = {one.node.slug: one.community for one in found.practices}
    assert community["hermit"] is community["dreamer"] is None
    assert (community["grocer"], community["cutler"]) == (1, 2)


def test_a_bridge_names_the_pair_that_carries_it(found: Structure) -> None:
    bridge: Bridge
    (bridge,) = found.bridges
    assert bridge.labels == ("Crafts", "Trade")
    assert bridge.size == 1
    assert bridge.expected == pytest.approx(7 * 7 / 14)
    (crossing,) = bridge.crossings
    assert names((crossing.source, crossing.target)) == ["smith", "broker"]
    assert crossing.carried == 9
    assert [link.id for link in crossing.links] == [f"{BASE}relation/smith--related--broker"]


def test_categories_tell_what_stays_inside(found: Structure) -> None:
    assert [(one.label, one.practices, one.inside, one.outside) for one in found.categories] == [
        ("Crafts", 3, 3, 1),
        ("Trade", 3, 3, 1),
        ("Elsewhere", 2, 0, 0),
    ]


def test_each_orphan_is_listed_once_by_what_it_lacks(found: Structure) -> None:
    orphans = found.orphans
    assert names(orphans.unlinked) == ["hermit"]
    assert names(orphans.only_to_placeholders) == ["dreamer"]
    assert names(orphans.no_link_out) == ["grocer"]
    assert names(orphans.no_link_in) == ["cutler"]


def test_verified_is_who_names_a_day_or_a_person(found: Structure) -> None:
    review = found.review
    assert review.statuses == {"draft": 6, "verified": 2}
    assert review.provenances == {"": 7, "human": 1}
    assert (review.profiles, review.dated, review.reviewed, review.verified) == (8, 1, 1, 2)
    assert review.claimed == 1
    assert review.share == 0.25


def test_sections_are_counted_whatever_their_case(found: Structure) -> None:
    canonical = {one.heading: one.profiles for one in found.coverage.canonical}
    assert tuple(canonical) == CANONICAL_SECTIONS
    assert (canonical["Tools"], canonical["Purpose"], canonical["Ethics"]) == (3, 1, 0)
    assert [(one.heading, one.profiles) for one in found.coverage.others] == [("Songs", 1)]
    assert found.coverage.complete == 0


# --- sections, by the quick way and by the slow one


def complete_profile(folder: Path, slug: str, headings: Iterable[str]) -> None:
    write_profile(folder, slug, as_sections(dict.fromkeys(headings, "x")))


@pytest.mark.parametrize("other", [[], ["Songs"]])
def test_a_profile_is_complete_with_all_canonical_sections(
    tmp_path: Path, other: list[str]
) -> None:
    complete_profile(tmp_path, "smith", [*CANONICAL_SECTIONS, *other])
    complete_profile(tmp_path, "baker", [*CANONICAL_SECTIONS[1:], "Tools"])
    found = coverage(metier.build(tmp_path).facts, 2)
    assert [one.profiles for one in found.canonical] == [1] + [2] * 19
    assert [one.heading for one in found.others] == other
    assert found.complete == 1


def test_every_profile_of_the_project_has_every_section() -> None:
    count = len(read_all(PROFILES))
    found = coverage(metier.build(PROFILES).facts, count)
    assert (found.complete, found.others) == (count, ())


# --- names of communities


def named(tmp_path: Path, profiles: dict[str, str]) -> list[str]:
    for slug, more in profiles.items():
        write_profile(tmp_path, slug, more)
    graph = metier.build(tmp_path)
    simple = simple_network(graph.network)
    return [one.name for one in partition(simple, Filing(graph.facts)).communities]


def test_a_community_that_is_everything_is_named_by_what_is_common(tmp_path: Path) -> None:
    profiles = {
        "smith": "tags: [iron, fire]\nrelated:\n  - {slug: baker, type: related}\n",
        "baker": "tags: [bread, fire]\n",
    }
    assert named(tmp_path, profiles) == ["fire · Tests"]


def test_communities_of_one_name_are_told_apart_by_their_most_central_member(
    tmp_path: Path,
) -> None:
    pairs = {"smith": "farrier", "baker": "miller"}
    links = {
        one: f"related:\n  - {{slug: {other}, type: related}}\n" for one, other in pairs.items()
    }
    names = named(tmp_path, {**links, "farrier": "", "miller": ""})
    assert names == ["Tests · Baker", "Tests · Farrier"]


# --- the command


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty practices, more than rustworkx counts with one thread, in one graph file."""
    folder, choice = tmp_path_factory.mktemp("crowd"), random.Random(7)
    for number in range(80):
        targets = sorted(choice.sample([other for other in range(80) if other != number], 3))
        related = "".join(f"  - {{slug: job-{target}, type: related}}\n" for target in targets)
        write_profile(
            folder / "profiles", f"job-{number}", f"tags: [t{number % 7}]\nrelated:\n{related}"
        )
    metier_cli(["build", "profiles"], cwd=folder)
    return folder


def metier_cli(arguments: list[str], cwd: Path, seed: str = "0") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "metier", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_answer_is_the_same_whatever_the_hash_seed(crowd: Path) -> None:
    for arguments in (["stats", "--format", "json"], ["stats", "--categories", "--communities"]):
        assert metier_cli(arguments, crowd, "1") == metier_cli(arguments, crowd, "2")


def run(folder: Path, *arguments: str) -> str:
    graph = str(folder / "exports" / "graph.nq")
    done = CliRunner().invoke(command, ["--graph", graph, *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_the_overview_fits_on_a_screen(crowd: Path) -> None:
    lines = run(crowd).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 45
    told = {line.split()[0] for line in lines if line and not line.startswith(" ")}
    assert {"Profiles", "Links", "Network", "Orphans", "Sections", "Verified"} <= told


@pytest.fixture(scope="module")
def built_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write_town(folder / "profiles")
    metier_cli(["build", "profiles"], cwd=folder)
    return folder


def test_a_list_takes_the_place_of_the_overview(built_town: Path) -> None:
    rows = [line.split() for line in run(built_town, "--by", "degree", "--top", "2").splitlines()]
    assert [row[:2] for row in rows] == [
        ["occupation", "degree"],
        ["-" * 10, "-" * 6],
        ["broker", "3"],
        ["smith", "3"],
    ]
    assert "Crafts ↔ Trade  1      3.5        smith ↔ broker" in run(built_town, "--categories")
    assert "1. market, goods · Trade (3)\n   broker, carter" in run(built_town, "--communities")
    assert "hermit      any link" in run(built_town, "--orphans")
    assert "Songs " in run(built_town, "--sections")


def test_json_holds_everything_by_iri(built_town: Path, found: Structure) -> None:
    answer = json.loads(run(built_town, "--format", "json", "--top", "1"))
    assert [one["id"] for one in answer["practices"]] == [one.node.id for one in found.practices]
    assert answer["practices"][0]["category"] == f"{BASE}category/trade"
    assert answer["communities"][0]["members"][0] == f"{BASE}id/broker"
    assert answer["bridges"][0]["crossings"][0]["source"] == f"{BASE}id/smith"
    assert answer["orphans"]["unlinked"] == [f"{BASE}id/hermit"]
    assert answer["sections"]["canonical"][14] == {"heading": "Tools", "profiles": 3}
    assert answer["review"]["share"] == 0.25
    assert answer["counts"]["links"]["adjacent"] == 4
    assert answer["shape"]["components"] == [6, 1, 1]


def test_a_lone_profile_has_an_overview_too(tmp_path: Path) -> None:
    write_profile(tmp_path / "profiles", "smith")
    metier_cli(["build", "profiles"], cwd=tmp_path)
    told = run(tmp_path)
    assert "Orphans     1 without any link" in told
    assert "Network     no two profiles are joined" in told
    assert "Communities" not in told


def test_text_of_profiles_can_not_turn_a_line_around(tmp_path: Path) -> None:
    links = "related:\n  - {slug: baker, type: related}\n"
    write_profile(tmp_path / "profiles", "smith", links, title='"Smith\\u202e"')
    write_profile(tmp_path / "profiles", "baker", "tags: [a]\n")
    metier_cli(["build", "profiles"], cwd=tmp_path)
    told = run(tmp_path)
    assert "Smith\\u202e" in told
    assert "\u202e" not in told


@pytest.mark.corpus
@needs_corpus
def test_the_real_collection_is_one_network_with_named_communities() -> None:
    graph = metier.build(CORPUS / "souls")
    found = structure(graph.network)
    simple = simple_network(graph.network)
    expected = nx.betweenness_centrality(to_graph(simple))
    assert [one.betweenness for one in found.practices] == pytest.approx(
        of_nodes(expected), abs=1e-9
    )
    assert sum(one.pagerank for one in found.practices) == pytest.approx(1)
    assert found.shape.practices == found.review.profiles == found.coverage.complete == 370
    assert found.shape.components[0] > 350
    assert found.partition.modularity > 0.6
    named = {one.name for one in found.partition.communities}
    assert len(named) == len(found.partition.communities) >= 8
    assert all(one.tags and one.categories for one in found.partition.communities)
