"""The profiles themselves, told from the graph again: one YAML file each."""

from __future__ import annotations

from pathlib import Path

from metier.errors import GraphError
from metier.files import write_text
from metier.graph.names import Names
from metier.graph.restore import restore_profile
from metier.model import Profile
from metier.slugs import GRAPHS_OF_THE_DATASET, why_unsafe
from metier.store import Store

from .profile_yaml import profile_to_yaml

NAME = "profiles"
SUMMARY = (
    "One YAML file a profile; read again, each equals the profile that the graph was built from"
)
EXAMPLE = "metier export profiles --out profiles-again"


def export(store: Store, out: Path) -> str:
    """Write ``out/SLUG.yaml`` for each profile; other files in ``out`` stay.

    Raises GraphError where a profile's graph is incomplete or its slug is no safe file name.
    """
    names = Names(store.base())
    graphs = sorted(
        set(store.graphs()) - {names.of("graph", part)[1:-1] for part in GRAPHS_OF_THE_DATASET}
    )
    if not graphs:
        raise GraphError("the graph has no named graph a profile: export from graph.nq or a store")
    for graph in graphs:
        profile = restore_profile(store.quads(graph), names)
        if reason := why_unsafe(profile.slug):
            raise GraphError(f"{profile.slug!r} can't name a file: {reason}")
        write_text(out / f"{profile.slug}.yaml", _yaml(profile))
    return f"{len(graphs)} profiles in {out}"


def _yaml(profile: Profile) -> str:
    try:
        return profile_to_yaml(profile)
    except (ValueError, LookupError, TypeError) as problem:
        raise GraphError(f"an extra field of {profile.slug} leads nowhere: {problem}") from None
