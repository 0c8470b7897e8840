"""The stored form of a large graph: opened instead of the file, never in its stead when they differ."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from metier.errors import MetierError
from metier.pipeline import stored
from metier.pipeline.build import Builder
from metier.pipeline.cache import cache_folder
from metier.pipeline.knowledge import load
from metier.pipeline.last_build import LastBuild
from metier.pipeline.write import write_build
from metier.store import Store, kept
from metier.vocab import DEFAULT_BASE

from .smithy import write_smithy


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(stored, "_WORTH_STORING", 1000)
    return cache_folder() / "graphs"


def build(tmp_path: Path) -> Path:
    write_build(Builder([write_smithy(tmp_path / "profiles")], jobs=1), tmp_path / "out")
    return tmp_path / "out" / "graph.nq"


def test_a_build_leaves_a_store_that_says_the_same(tmp_path: Path, own_cache: Path) -> None:
    graph = build(tmp_path)
    assert len(list(own_cache.iterdir())) == 1
    kept = stored.opened(graph)
    assert set(map(str, kept.store.quads())) == set(map(str, load(graph).store.quads()))
    assert kept.path("farrier", "miner").length == 2


def test_the_store_is_what_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = build(tmp_path)
    monkeypatch.setattr(stored, "load", lambda _: pytest.fail("the file was read"))
    assert len(stored.opened(graph)) > 0


@pytest.mark.parametrize("harm", ["older", "other", "no stamp", "no store", "damaged"])
def test_a_store_of_another_graph_is_left_alone(tmp_path: Path, own_cache: Path, harm: str) -> None:
    graph = build(tmp_path)
    (folder,) = own_cache.iterdir()
    if harm == "older":
        os.utime(graph, (1, 1))
    elif harm == "other":
        graph.write_bytes(graph.read_bytes().replace(b"Smith", b"Wright"))
    elif harm == "no stamp":
        (folder / "stamp.json").write_text("[]")
    elif harm == "no store":
        (folder / "metier-store.json").unlink()
    else:
        for path in folder.glob("graph-*/CURRENT"):
            path.write_text("nonsense")
    label = "Wright" if harm == "other" else "Smith"
    assert stored.opened(graph).directory.find("smith").label == label


def test_a_small_graph_is_not_worth_a_store(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path)
    monkeypatch.setattr(stored, "_WORTH_STORING", 10**9)
    graph = build(tmp_path)
    assert not list(own_cache.iterdir())
    assert stored.opened(graph).find("smith")


def test_a_build_that_fails_leaves_no_store(tmp_path: Path, own_cache: Path) -> None:
    graph = tmp_path / "graph.nq"

    def interrupted() -> None:
        with stored.Storing(graph) as storing, graph.open("wb") as stream:
            quads = b"<http://e/a> <http://e/b> <http://e/c> .\n" * 100
            stream.write(quads)
            storing.add(quads, stream, is_new=True)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not list(own_cache.glob("*/stamp.json"))
    assert not list(own_cache.glob("*/graph-*"))


def test_a_cache_that_can_not_be_written_harms_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert stored.opened(build(tmp_path)).find("smith")


def test_the_stores_of_lost_graphs_go(tmp_path: Path, own_cache: Path) -> None:
    lost = build(tmp_path / "one")
    lost.unlink()
    build(tmp_path / "two")
    assert len(list(own_cache.iterdir())) == 1


def test_where_there_is_no_graph_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(MetierError, match="there is no graph"):
        stored.opened(tmp_path / "graph.nq")


def rebuild(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    memory = LastBuild(out, DEFAULT_BASE)
    write_build(Builder([tmp_path / "profiles"], jobs=1, memory=memory), out)
    return out / "graph.nq"


def test_a_store_is_made_again_only_when_something_changed(tmp_path: Path, own_cache: Path) -> None:
    write_smithy(tmp_path / "profiles")
    rebuild(tmp_path)
    (database,) = own_cache.glob("*/graph-*")
    graph = rebuild(tmp_path)
    assert list(own_cache.glob("*/graph-*")) == [database]
    smith = tmp_path / "profiles" / "smith.yaml"
    smith.write_text(smith.read_text().replace("buys the ore", "pays for the ore"))
    rebuild(tmp_path)
    assert list(own_cache.glob("*/graph-*")) != [database]
    assert stored.opened(graph).path("smith", "miner").steps[0].note == "pays for the ore"
    assert set(map(str, stored.opened(graph).store.quads())) == set(
        map(str, load(graph).store.quads())
    )


def test_what_is_no_profile_changes_the_store_too(tmp_path: Path, own_cache: Path) -> None:
    profiles = write_smithy(tmp_path / "profiles")
    rebuild(tmp_path)
    (profiles / "dataset.yaml").write_text("title: Another title\n")
    graph = rebuild(tmp_path)
    assert stored.opened(graph).ask('ASK { ?dataset dcterms:title "Another title"@en }')


def test_the_index_of_texts_is_made_once(tmp_path: Path, own_cache: Path) -> None:
    graph = build(tmp_path)
    assert not list(own_cache.glob("*/texts.sqlite"))
    found = stored.opened(graph).search("ore").hits
    (index,) = own_cache.glob("*/texts.sqlite")
    made = index.stat().st_mtime_ns
    assert stored.opened(graph).search("ore").hits == found
    assert index.stat().st_mtime_ns == made
    index.write_bytes(b"nonsense")
    assert stored.opened(graph).search("ore").hits == found


def test_a_store_that_fails_in_any_way_harms_no_build(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the database is broken")

    monkeypatch.setattr(stored.Storing, "_pieces", fail)
    graph = build(tmp_path)
    assert not list(own_cache.glob("*/stamp.json"))
    assert stored.opened(graph).find("smith")


def test_the_page_of_a_very_large_graph_is_made_from_the_stored_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_memory = build(tmp_path).with_name("graph.html").read_bytes()
    opened: list[Path] = []

    def watched(folder: Path) -> Store:
        opened.append(folder)
        return kept(folder)

    monkeypatch.setattr(stored, "_MOST_IN_MEMORY", 0)
    monkeypatch.setattr(stored, "kept", watched)
    assert build(tmp_path).with_name("graph.html").read_bytes() == in_memory
    assert len(opened) == 1
