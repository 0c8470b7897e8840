"""Names, neighbors and paths: what is near, how one gets there, and why."""

from __future__ import annotations

import pathlib
from typing import Any

import networkx as nx
import pytest

import metier
from metier.analysis.network import edge_types, use_weight
from metier.analysis.paths import NoPath, Path
from metier.analysis.sentences import sentences
from metier.errors import UsageError
from metier.pipeline.build import Builder
from metier.pipeline.write import write_build
from metier.vocab import relation_types

from .smithy import build_smithy
from .support import write_profile

BASE = "https://w3id.org/metier/"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    return build_smithy(tmp_path_factory.mktemp("smithy"))


def slugs(graph: metier.KnowledgeGraph, *args: str, **kwargs: Any) -> list[str]:
    found = graph.neighbors(*args, **kwargs)
    return [f"{one.distance} {graph.directory.name(one.node.id)}" for one in found.neighbors]


# --- names


@pytest.mark.parametrize(
    "said",
    [
        "smith",
        "Smith",
        "smiths",
        " IRONWORKER ",
        "id:smith",
        f"{BASE}id/smith",
    ],
)
def test_a_practice_is_found_by_every_name_it_has(graph: metier.KnowledgeGraph, said: str) -> None:
    assert graph.find(said) == f"{BASE}id/smith"


@pytest.mark.parametrize(
    ("said", "kind", "found"),
    [
        ("anvils", "tool", "tool/anvil"),
        ("tool:anvil", "node", "tool/anvil"),
        ("annealing", "concept", "term/annealing"),
        ("Annealing", "node", "term/annealing"),
        ("tests", "category", "category/tests"),
        ("iron", "tag", "tag/iron"),
    ],
)
def test_other_things_are_found_too(
    graph: metier.KnowledgeGraph, said: str, kind: str, found: str
) -> None:
    assert graph.find(said, kind) == BASE + found


def test_the_slug_itself_needs_no_explanation(graph: metier.KnowledgeGraph) -> None:
    assert graph.directory.find("smith").is_plain
    assert graph.directory.find(f"{BASE}id/smith").is_plain
    understood = graph.directory.find("Ironworker")
    assert not understood.is_plain
    assert (understood.name, understood.label) == ("smith", "Smith")


def test_a_wrong_name_gets_the_nearest_ones(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match=r"no occupation 'aprentise'; did you mean apprentice\?"):
        graph.find("aprentise")


def test_a_name_like_no_other_gets_no_bad_advice(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="no occupation 'zzzz'; `metier search`"):
        graph.find("zzzz")


def test_a_name_that_two_bear_is_asked_back(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="'Trainee' may be apprentice or smith: say which"):
        graph.find("Trainee")


@pytest.mark.parametrize("said", ["", "> } DROP ALL #", 'x" y', "\x00", "a" * 100_000, "http://["])
def test_nonsense_is_no_name_and_no_crash(graph: metier.KnowledgeGraph, said: str) -> None:
    with pytest.raises(UsageError) as problem:
        graph.find(said, "node")
    assert len(str(problem.value)) < 300


def test_a_prefixed_name_means_what_it_says(tmp_path: pathlib.Path) -> None:
    maker = "sections:\n- heading: Tools\n  markdown: '- **Maker** — to make'\n"
    for slug, more in (("tool-maker", ""), ("user", maker)):
        write_profile(tmp_path, slug, more)
    graph = metier.build(tmp_path, jobs=1)
    assert graph.find("tool:maker", "node") == f"{BASE}tool/maker"
    assert graph.find("tool maker", "node") == f"{BASE}id/tool-maker"


def test_links_to_nowhere_are_nodes_in_every_format(tmp_path: pathlib.Path) -> None:
    write_profile(tmp_path / "p", "smith", "related: [{slug: lost-art, type: related}]")
    write_build(Builder([tmp_path / "p"], jobs=1), tmp_path)
    for name in ("graph.nq", "graph.ttl"):
        graph = metier.load(tmp_path / name)
        (missing,) = graph.neighbors("smith").neighbors
        assert (missing.node.kind, missing.node.label) == ("Placeholder", "lost art")
        assert len(graph.to_networkx()) == 2
        assert graph.stats().counts.placeholders == 1
        assert graph.search("smith").hits


def test_slugs_are_completed(graph: metier.KnowledgeGraph) -> None:
    assert graph.directory.completions("f") == ["farrier"]


# --- neighbors


def test_neighbors_are_found_whoever_wrote_the_link(graph: metier.KnowledgeGraph) -> None:
    assert slugs(graph, "miner") == ["1 chemist", "1 smith"]
    assert slugs(graph, "farrier") == ["1 smith"]
    assert slugs(graph, "hermit") == []


def test_depth_counts_steps(graph: metier.KnowledgeGraph) -> None:
    assert slugs(graph, "chemist", depth=2) == ["1 miner", "2 smith"]
    assert slugs(graph, "chemist", depth=3)[2:] == ["3 apprentice", "3 farrier"]


def test_direction_and_type_restrict(graph: metier.KnowledgeGraph) -> None:
    assert slugs(graph, "farrier", direction="forward") == []
    assert slugs(graph, "smith", direction="forward", types=["specialization"]) == ["1 farrier"]
    assert slugs(graph, "smith", direction="backward") == ["1 apprentice", "1 miner"]


def test_tools_and_terms_are_gone_through_when_asked_for(graph: metier.KnowledgeGraph) -> None:
    assert "2 chemist" in slugs(graph, "smith", depth=2, include=["terms"])
    assert slugs(graph, "anvil", include=["tools"]) == ["1 farrier", "1 smith"]
    assert "1 tool:anvil" in slugs(graph, "farrier", include=["all"])
    assert "1 id:smith--knife-maker" not in slugs(graph, "smith")
    assert "1 smith--knife-maker" in slugs(graph, "smith", include=["specializations"])


def test_a_tool_leads_to_its_kinds(graph: metier.KnowledgeGraph) -> None:
    assert "1 tool:hammer" in slugs(graph, "ball hammer", include=["tools"])


def test_the_edges_are_those_among_the_nodes(graph: metier.KnowledgeGraph) -> None:
    found = graph.neighbors("chemist", depth=2)
    ends = sorted((edge.source, edge.target, edge.type) for edge in found.edges)
    chemist, miner, smith = (f"{BASE}id/{slug}" for slug in ("chemist", "miner", "smith"))
    assert ends == [
        (miner, chemist, "related"),
        (miner, smith, "collaboration"),
        (smith, miner, "collaboration"),
    ]


@pytest.mark.parametrize(
    "wrong", [{"types": ["boss"]}, {"include": ["people"]}, {"direction": "up"}]
)
def test_an_unknown_choice_is_refused_with_the_known_ones(
    graph: metier.KnowledgeGraph, wrong: dict[str, Any]
) -> None:
    with pytest.raises(UsageError, match=r"there is no .*: choose from "):
        graph.neighbors("smith", **wrong)


# --- paths


def told(path: Path) -> list[str]:
    return [f"{one.source.slug} {one.type} {one.direction} {one.target.slug}" for one in path.steps]


def test_the_shortest_path_goes_both_ways_along_links(graph: metier.KnowledgeGraph) -> None:
    path = graph.path("farrier", "chemist")
    assert told(path) == [
        "farrier specialization backward smith",
        "smith collaboration forward miner",
        "miner related forward chemist",
    ]
    assert path.length == 3
    weights = {key: kind.weight for key, kind in relation_types().items()}
    assert path.weight == weights["specialization"] + weights["collaboration"] + weights["related"]


def test_steps_carry_the_note_of_their_author(graph: metier.KnowledgeGraph) -> None:
    (step,) = graph.path("smith", "miner").steps
    assert step.note == "buys the ore"
    assert [edge.note for edge in step.others] == ["sells by the cart"]


def test_types_restrict_a_path(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(NoPath):
        graph.path("farrier", "chemist", types=["collaboration", "related"])


def test_a_shared_term_is_a_way_and_is_told_in_both_words(graph: metier.KnowledgeGraph) -> None:
    path = graph.path("smith", "chemist", include=["terms"], types=["uses-term"])
    assert path.length == 2
    (sentence,) = sentences(path, graph.facts)
    assert sentence.text == "Smith and Chemist both use the term Annealing."
    assert sentence.type == "shared term"
    assert [(one.profile, one.text) for one in sentence.quotes] == [
        ("smith", "Annealing: slow cooling that makes iron soft"),
        ("chemist", "Annealing: slow cooling that makes a metal soft"),
    ]


def test_each_step_is_a_sentence(graph: metier.KnowledgeGraph) -> None:
    told_steps = [one.text for one in sentences(graph.path("farrier", "chemist"), graph.facts)]
    assert told_steps == [
        "Farrier is a specialization of Smith.",
        "Smith collaborates with Miner.",
        "Miner is related to Chemist.",
    ]


def test_several_paths_have_no_loops_and_get_longer(graph: metier.KnowledgeGraph) -> None:
    paths = graph.paths("smith", "chemist", k=5, include=["all"])
    assert len(paths) == 2
    assert [path.weight for path in paths] == sorted(path.weight for path in paths)
    for path in paths:
        nodes = [path.steps[0].source.id, *(step.target.id for step in path.steps)]
        assert len(set(nodes)) == len(nodes)


def test_a_career_goes_one_way(graph: metier.KnowledgeGraph) -> None:
    assert told(graph.path("apprentice", "smith", career=True)) == [
        "apprentice progression forward smith"
    ]
    with pytest.raises(NoPath):
        graph.path("smith", "apprentice", career=True)


def test_where_no_path_leads_the_nearest_is_named(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(NoPath, match="no path leads from apprentice to chemist") as problem:
        graph.path("apprentice", "chemist", career=True)
    assert problem.value.nearest is not None
    assert problem.value.nearest.slug == "smith"


def test_what_nothing_leads_to_is_said(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(NoPath, match="hermit is connected to nothing that can be") as problem:
        graph.path("smith", "hermit")
    assert problem.value.nearest is None


def test_where_every_step_leads_away_that_is_said(tmp_path: pathlib.Path) -> None:
    links = "[{slug: b, type: progression}, {slug: c, type: related}]"
    for slug, more in (("a", f"related: {links}"), ("b", ""), ("c", "")):
        write_profile(tmp_path, slug, more)
    with pytest.raises(NoPath, match="no such step leads any nearer to it") as problem:
        metier.build(tmp_path, jobs=1).path("a", "c", career=True)
    assert problem.value.nearest is not None
    assert problem.value.nearest.slug == "a"


def test_where_no_step_leads_on_that_is_said(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(NoPath, match="no such step leads on from hermit") as problem:
        graph.path("hermit", "smith")
    assert problem.value.nearest is None


def test_a_path_needs_two_ends(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="two ends"):
        graph.path("smith", "ironworker")
    with pytest.raises(UsageError, match="above 0"):
        graph.paths("smith", "farrier", k=0)


def test_ends_and_types_say_what_must_be_gone_through(graph: metier.KnowledgeGraph) -> None:
    assert told(graph.path("farrier", "anvil")) == ["farrier uses-tool forward anvil"]
    assert told(graph.path("id:smith--knife-maker", "smith")) == [
        "smith--knife-maker has-variant backward smith"
    ]
    assert graph.path("smith", "chemist", types=["uses-term"]).length == 2
    assert slugs(graph, "anvil") == ["1 farrier", "1 smith"]
    assert slugs(graph, "hermit", types="uses-tool") == ["1 tool:candle"]


def test_no_way_to_a_tool_is_told_too(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(NoPath, match="no path leads from smith to candle"):
        graph.path("smith", "candle")
    with pytest.raises(NoPath):
        graph.path("smith", "candle", career=True)


def test_a_concept_that_everybody_uses_is_a_detour() -> None:
    assert use_weight(1) == 1
    assert 2 * use_weight(2) > max(kind.weight for kind in relation_types().values())
    assert use_weight(200) > use_weight(20) > use_weight(2)


# --- networkx


def test_the_multigraph_has_scalar_attributes_only(graph: metier.KnowledgeGraph) -> None:
    network = graph.to_networkx()
    for _, attributes in network.nodes(data=True):
        assert all(isinstance(value, str) for value in attributes.values())
    for *_, attributes in network.edges(data=True):
        assert {type(value) for value in attributes.values()} <= {str, float, bool}
        assert attributes["weight"] > 0
        assert attributes["type"] in edge_types()


def test_the_multigraph_holds_what_the_graph_says(graph: metier.KnowledgeGraph) -> None:
    network = graph.to_networkx()
    smith, miner, anvil = f"{BASE}id/smith", f"{BASE}id/miner", f"{BASE}tool/anvil"
    assert network.nodes[smith] == {
        "label": "Smith",
        "kind": "Occupation",
        "slug": "smith",
        "category": "Tests",
        "difficulty": "advanced",
        "status": "draft",
        "tags": "fire|iron",
    }
    assert network.number_of_edges(smith, miner) == 1
    assert network.edges[smith, miner, f"{BASE}relation/smith--collaboration--miner"]["note"] == (
        "buys the ore"
    )
    assert network.edges[smith, anvil, "uses-tool"]["note"] == "Anvil: to forge on"
    assert len(graph.to_networkx(["practices"])) == 6


def test_networkx_can_write_and_read_it(
    graph: metier.KnowledgeGraph, tmp_path: pathlib.Path
) -> None:
    network = graph.to_networkx()
    nx.write_graphml(network, tmp_path / "g.graphml")
    again = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert set(again) == set(network)
    assert again.number_of_edges() == network.number_of_edges()


def test_the_algorithms_of_networkx_work_on_it_unchanged(graph: metier.KnowledgeGraph) -> None:
    network = graph.to_networkx()
    chemist, smith = f"{BASE}id/chemist", f"{BASE}id/smith"
    central = nx.betweenness_centrality(network, weight="weight")
    assert central[smith] == max(central.values())
    assert nx.dijkstra_path_length(network, smith, chemist, weight="weight") == 3.0
    communities = nx.community.louvain_communities(network, weight="weight", seed=1)
    assert sum(map(len, communities)) == len(network)


def test_what_is_given_away_is_a_copy(graph: metier.KnowledgeGraph) -> None:
    graph.to_networkx().clear()
    assert len(graph.to_networkx()) > 6


def test_a_specialization_that_has_a_profile_is_an_edge_once(tmp_path: pathlib.Path) -> None:
    """Listed by its title it is a variant; where a link says the same, the link is enough."""
    write_profile(tmp_path, "writer", "specializations: [Screenwriter, Poet, Essayist]\n"
                  "related:\n- {slug: poet, type: specialization, note: n}\n")  # fmt: skip
    for slug in ("screenwriter", "poet"):
        write_profile(tmp_path, slug)
    network = metier.build(tmp_path, jobs=1).network
    found = sorted((edge.target.rpartition("/")[2], edge.type) for edge in network.edges(["all"]))
    assert found == [
        ("poet", "specialization"),
        ("screenwriter", "has-variant"),
        ("writer--essayist", "has-variant"),
    ]
