"""The profiles themselves, told from the graph again: one YAML file each."""

from __future__ import annotations

from pathlib import Path

from metier.errors import GraphError
from metier.files import write_text
from metier.graph.names import Names
from metier.graph.restore import restore_profile
from metier.slugs import why_unsafe
from metier.store import Store

from .profile_yaml import profile_to_yaml

NAME = "profiles"
SUMMARY = (
    "One YAML file a profile; read again, each equals the profile that the graph was built from"
)
EXAMPLE = "metier export profiles --out profiles-again"

_NOT_PROFILES = ("inferred", "concepts", "dataset", "ontology")


def export(store: Store, out: Path) -> str:
    """Write ``out/SLUG.yaml`` for each profile; other files in ``out`` stay.

    Raises GraphError where a profile's graph is incomplete or its slug is no safe file name.
    """
    names = Names(store.base())
    graphs = sorted(set(store.graphs()) - {names.of("graph", part)[1:-1] for part in _NOT_PROFILES})
    out.mkdir(parents=True, exist_ok=True)
    for graph in graphs:
        profile = restore_profile(store.quads(graph), names)
        if reason := why_unsafe(profile.slug):
            raise GraphError(f"{profile.slug!r} can't name a file: {reason}")
        write_text(out / f"{profile.slug}.yaml", profile_to_yaml(profile))
    return f"{len(graphs)} profiles in {out}"
