"""SHACL over the built graph, its results told as file, line and column."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from metier import rules
from metier.diagnostics import Diagnostic, Severity
from metier.errors import UsageError
from metier.graph.names import Names
from metier.graph.parts import ProfileNames
from metier.graph.shacl import ShapeResult, shape_results
from metier.pipeline.gather import Gathered, gather
from metier.pipeline.making import build
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


def _homes(gathered: Gathered) -> dict[tuple[str, str], Place]:
    """Return the place in its file of each node of a profile, and of each link between two nodes.

    The key of a node is its IRI and nothing, that of a link the IRIs of both ends.
    """
    names = Names()
    homes: dict[tuple[str, str], Place] = {}
    for one in gathered.packed:
        profile, places, items = one.unpacked()
        own = ProfileNames(names, profile, items)
        for part in own.parts():
            homes[part.node[1:-1], ""] = places.of(part.path)
        for target, path in own.links(gathered.collection):
            homes[own.practice[1:-1], target[1:-1]] = places.of(path)
    return homes


def _placed(result: ShapeResult, homes: dict[tuple[str, str], Place]) -> Diagnostic:
    values: dict[str, object] = {
        "message": f"{result.node} {result.message}",
        "shape": result.shape,
    }
    rule = rules.SHAPE if result.severity is Severity.ERROR else rules.SHAPE_DOUBT
    place = homes.get((result.node, result.value)) or homes.get((result.node, ""))
    if place is None:
        return rule.at("graph.nq", 1, 1, **values)
    return rule.at(place.file, place.line, place.column, **values)
