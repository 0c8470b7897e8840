"""SHACL over the built graph, its results told as file, line and column."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from metier import rules
from metier.diagnostics import Diagnostic, Severity
from metier.errors import UsageError
from metier.graph.names import Names, ProfileNames
from metier.graph.shacl import ShapeResult, shape_results
from metier.pipeline.gather import Gathered, gather
from metier.pipeline.knowledge import build
from metier.readers import places

if TYPE_CHECKING:
    from metier.model import Path as ValuePath
    from metier.readers import Source


def shape_problems(paths: Iterable[Path | str], jobs: int | None = None) -> list[Diagnostic]:
    """Return what the graph of the sound profiles below ``paths`` breaks of ``ontology/shapes.ttl``.

    Raises UsageError where pyshacl, which is in the extra ``shacl``, isn't installed.
    """
    paths = list(paths)
    gathered = gather(paths, jobs)
    if not gathered.packed:
        return []
    try:
        results = shape_results(build(paths, skip_invalid=True, jobs=jobs).to_rdflib())
    except ImportError:
        raise UsageError("SHACL needs pyshacl: pip install 'metier[shacl]'") from None
    if not results:
        return []
    homes = _homes(gathered)
    return sorted(_placed(result, homes) for result in results)


def _homes(gathered: Gathered) -> dict[str, tuple[Source, ValuePath]]:
    """Return for each node of a profile the file and the place in it that it comes from."""
    names = Names()
    return {
        part.node[1:-1]: (one.source, part.path)
        for one in gathered.packed
        for part in ProfileNames(names, one.profile()).parts()
    }


def _placed(result: ShapeResult, homes: dict[str, tuple[Source, ValuePath]]) -> Diagnostic:
    values: dict[str, object] = {
        "message": f"{result.node} {result.message}",
        "shape": result.shape,
    }
    rule = rules.SHAPE if result.severity is Severity.ERROR else rules.SHAPE_DOUBT
    if result.node not in homes:
        return rule.at("graph.nq", 1, 1, **values)
    source, path = homes[result.node]
    return places(source).report(rule, path, **values)
