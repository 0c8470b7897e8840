"""The profiles themselves, told from the graph again: one YAML file each."""

from __future__ import annotations

from collections.abc import Iterator

from metier.editing.profile_yaml import profile_to_yaml
from metier.errors import GraphError
from metier.export.common.restored import NO_PROFILE_GRAPHS, restored_profile
from metier.export.common.selection import Selection
from metier.model import Profile
from metier.slugs import why_unsafe

NAME = "profiles"
SUFFIX = ""
MEDIA_TYPE = "application/yaml"
SUMMARY = "For keepers of profiles: one YAML file each, to edit and to build from again"
OPENING = "any text editor; metier check FOLDER; metier build FOLDER"
KEEPS = "each profile whole: read again, it equals the one that the graph was built from"
DROPS = ""
EXAMPLE = "metier export profiles --out profiles-again"


def files(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield ``SLUG.yaml`` for each profile.

    Raises GraphError where a profile's graph is incomplete or its slug is no safe file name.
    """
    graphs = selection.profile_graphs()
    if not graphs:
        raise GraphError(NO_PROFILE_GRAPHS)
    for graph in graphs:
        profile = restored_profile(selection, graph)
        if reason := why_unsafe(profile.slug):
            raise GraphError(f"{profile.slug!r} can't name a file: {reason}")
        yield f"{profile.slug}.yaml", _yaml(profile)


def _yaml(profile: Profile) -> str:
    try:
        return profile_to_yaml(profile)
    except (ValueError, LookupError, TypeError) as problem:
        raise GraphError(f"an extra field of {profile.slug} leads nowhere: {problem}") from None
