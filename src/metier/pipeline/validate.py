"""SHACL over the built graph, its results told as file, line and column."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from metier import rules
from metier.diagnostics import Diagnostic, Severity
from metier.errors import UsageError
from metier.graph.names import Names, ProfileNames
from metier.graph.shacl import ShapeResult, shape_results
from metier.pipeline.gather import Gathered, gather
from metier.pipeline.knowledge import build
from metier.readers import Place


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


def _homes(gathered: Gathered) -> dict[str, Place]:
    """Return for each node of a profile the place in its file that it comes from."""
    names = Names()
    homes = {}
    for one in gathered.packed:
        profile, places = one.unpacked()
        for part in ProfileNames(names, profile).parts():
            homes[part.node[1:-1]] = places.of(part.path)
    return homes


def _placed(result: ShapeResult, homes: dict[str, Place]) -> Diagnostic:
    values: dict[str, object] = {
        "message": f"{result.node} {result.message}",
        "shape": result.shape,
    }
    rule = rules.SHAPE if result.severity is Severity.ERROR else rules.SHAPE_DOUBT
    if result.node not in homes:
        return rule.at("graph.nq", 1, 1, **values)
    place = homes[result.node]
    return rule.at(place.file, place.line, place.column, **values)
