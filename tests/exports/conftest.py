"""Graphs to export, and their exports, each made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

import metier
from metier.export import Selection, find_format
from metier.export.writing import write_export
from metier.pipeline.build import Builder
from metier.pipeline.write import write_build
from tests.support import CORPUS, PROFILES, needs_corpus

from .awkward import write_awkward


@dataclass
class Exported:
    """A graph and where its exports are."""

    graph: metier.KnowledgeGraph
    folder: Path
    """Where its exports go; ``built/`` in it holds what the build wrote."""
    selection: Selection
    _made: dict[str, Path] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """Return the file or folder of an export, which is made when it is first asked for."""
        if name not in self._made:
            wanted = find_format(name)
            path = self.folder / f"{name}{wanted.suffix}"
            write_export(wanted, self.selection, path)
            self._made[name] = path
        return self._made[name]

    def text(self, name: str) -> str:
        """Return the text of an export that is one file."""
        return self.path(name).read_text(encoding="utf-8")

    def around(self, center: str, **choices: object) -> Exported:
        """Return the same for what is around a node."""
        folder = self.folder / center
        return Exported(self.graph, folder, self.graph.selection(center, **choices))


def _exported(source: Path, folder: Path) -> Exported:
    write_build(Builder([source]), folder / "built")
    graph = metier.load(folder / "built" / "graph.nq")
    return Exported(graph, folder, graph.selection())


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The project's own profiles."""
    return _exported(PROFILES, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A small collection with awkward content."""
    folder = tmp_path_factory.mktemp("awkward")
    return _exported(write_awkward(folder / "profiles"), folder)


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The 370 real profiles."""
    return _exported(CORPUS / "souls", tmp_path_factory.mktemp("atlas"))


@pytest.fixture(params=["own", "awkward"])
def exported(request: pytest.FixtureRequest) -> Exported:
    """The project's own profiles, then the awkward ones."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Exported)
    return found


@pytest.fixture(
    params=["own", "awkward", pytest.param("atlas", marks=[pytest.mark.corpus, needs_corpus])]
)
def any_exported(request: pytest.FixtureRequest) -> Exported:
    """The project's own profiles, the awkward ones, then the 370 real ones."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Exported)
    return found
