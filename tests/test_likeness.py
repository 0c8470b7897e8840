"""How alike practices are, in what, and what one would learn to become the other."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import pytest

import metier
from metier.analysis.likeness import WEIGHTS, Feature
from metier.analysis.show import ConceptView, PracticeView
from metier.errors import UsageError

from .smithy import build_smithy
from .support import write_profile


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    return build_smithy(tmp_path_factory.mktemp("smithy"))


# --- likeness


def test_the_cosine_is_that_of_tf_idf_vectors() -> None:
    """Worked out by hand: of four practices a and b share x (borne by two), y is borne by a alone."""
    feature = Feature({"a": ["x", "y"], "b": ["x"], "c": ["z"], "d": []})
    half, quarter = 1.0, 2.0  # idf in units of ln 2: ln(4 / 2) and ln(4 / 1)
    expected = half / sqrt(half**2 + quarter**2)
    assert feature.likeness_to_all("a") == pytest.approx({"b": expected})
    assert feature.likeness_to_all("b") == pytest.approx({"a": expected})
    assert feature.likeness_to_all("c") == {}
    (shared,) = feature.shared("a", "b")
    assert shared.feature == "x"
    assert shared.part == pytest.approx(expected)


def test_what_everybody_has_tells_nothing() -> None:
    feature = Feature({"a": ["x"], "b": ["x"]})
    assert feature.likeness_to_all("a").get("b", 0) == 0


def test_the_score_is_the_sum_of_its_signals(graph: metier.KnowledgeGraph) -> None:
    for one in graph.similar("smith"):
        assert one.score == pytest.approx(sum(signal.score for signal in one.signals))
        for signal in one.signals:
            assert 0 < signal.value <= 1 + 1e-9
            assert signal.score == pytest.approx(signal.value * WEIGHTS[signal.name])
            assert signal.value == pytest.approx(sum(part.part for part in signal.shared))


def test_the_most_alike_come_first_with_their_reasons(graph: metier.KnowledgeGraph) -> None:
    found = graph.similar("smith")
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    (farrier,) = [one for one in found if one.practice.endswith("/farrier")]
    (tools,) = [signal for signal in farrier.signals if signal.name == "tools"]
    assert graph.likeness.shared_labels(tools) == ["Anvil"]


def test_common_words_are_no_likeness(tmp_path: Path) -> None:
    summaries = ["forges and hums", "bakes and hums", "sows and reaps", "sews and mends"]
    for number, summary in enumerate(summaries):
        path = write_profile(tmp_path, f"p{number}")
        path.write_text(path.read_text().replace("summary: s\n", f"summary: daily {summary}\n"))
    graph = metier.build(tmp_path, jobs=1)
    found = graph.likeness.between(graph.find("p0"), graph.find("p1"))
    (summary_signal,) = [one for one in found.signals if one.name == "summary"]
    assert graph.likeness.shared_labels(summary_signal) == ["hum"]


def test_only_who_has_a_profile_is_like_others(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="above 0"):
        graph.similar("smith", limit=0)
    with pytest.raises(UsageError, match="knife-maker has no profile"):
        graph.similar("id:smith--knife-maker")


def test_likeness_is_mutual(graph: metier.KnowledgeGraph) -> None:
    smith, farrier = graph.find("smith"), graph.find("farrier")
    one = graph.likeness.between(smith, farrier).score
    assert one == pytest.approx(graph.likeness.between(farrier, smith).score)
    assert one == pytest.approx(graph.likeness.scores(smith)[farrier])


def test_who_has_nothing_in_common_is_not_listed(graph: metier.KnowledgeGraph) -> None:
    assert not any(one.practice.endswith("/smith") for one in graph.similar("hermit"))
    assert len(graph.similar("smith", limit=1)) == 1


# --- comparison


def test_a_comparison_reads_as_a_move(graph: metier.KnowledgeGraph) -> None:
    found = graph.compare("smith", "farrier")
    (anvil,) = found.shared
    assert (str(anvil.here[0]), str(anvil.there[0])) == (
        "Anvil: to forge on",
        "Anvil: to turn shoes on",
    )
    (hammer,) = found.there_only
    assert str(hammer.there[0]) == "Hammer: to drive nails"
    assert hammer.here == ()
    assert [node.label for node in hammer.kin] == ["Ball hammer"]
    assert [use.concept.label for use in found.here_only] == ["Annealing", "Ball hammer"]


def test_a_comparison_tells_links_tags_neighbors_and_principles(
    graph: metier.KnowledgeGraph,
) -> None:
    found = graph.compare("smith", "farrier")
    assert [link.note for link in found.links] == ["a smith who shoes horses"]
    assert (found.tags.both, found.tags.here, found.tags.there) == (
        ("iron",),
        ("fire",),
        ("horses",),
    )
    assert [iri.rpartition("/")[2] for iri in found.neighbors.here] == ["apprentice", "miner"]
    assert found.same_principles == (("Strike while it is hot", "Strike the iron while hot"),)


def test_the_other_way_round_is_the_same_with_sides_changed(graph: metier.KnowledgeGraph) -> None:
    one, other = graph.compare("smith", "farrier"), graph.compare("farrier", "smith")
    assert [use.concept for use in one.here_only] == [use.concept for use in other.there_only]
    assert one.tags.here == other.tags.there
    assert one.likeness.score == pytest.approx(other.likeness.score)


def test_what_can_not_be_compared_is_refused(graph: metier.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="not one with itself"):
        graph.compare("smith", "Ironworker")


# --- show


def test_a_practice_is_shown_as_its_profile_tells_it(graph: metier.KnowledgeGraph) -> None:
    view = graph.show("ironworker")
    assert isinstance(view, PracticeView)
    assert view.card.difficulty == "advanced"
    assert view.aliases == ("Ironworker", "Trainee")
    assert view.specializations == ("Prentices", "knife maker")
    assert [one.type for one in view.links] == ["collaboration", "prerequisite", "specialization"]
    assert [one.note for one in view.linked_from] == [
        "a master's piece opens the door",
        "sells by the cart",
    ]
    assert [node.label for node, _ in view.tools] == ["Anvil", "Ball hammer"]
    assert view.sections == ("Guiding Principles", "Vocabulary", "Tools")


def test_a_concept_is_shown_in_everybodys_words(graph: metier.KnowledgeGraph) -> None:
    view = graph.show("annealing")
    assert isinstance(view, ConceptView)
    assert [(node.slug, words[0].text) for node, words in view.uses] == [
        ("chemist", "slow cooling that makes a metal soft"),
        ("smith", "slow cooling that makes iron soft"),
    ]
