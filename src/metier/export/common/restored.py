"""Whole profiles, told from their named graphs."""

from __future__ import annotations

from metier.errors import GraphError
from metier.graph.restore import restore_profile
from metier.model import Profile

from .selection import Selection

NO_PROFILE_GRAPHS = "the graph has no named graph a profile: export from graph.nq or a store"
"""Why a graph, such as one in Turtle, has no whole profiles."""


def restored_profile(selection: Selection, graph: str) -> Profile:
    """Return the profile that is the named graph with this IRI; raises GraphError, which names the graph."""
    try:
        return restore_profile(selection.network.facts.store.quads(graph), selection.names)
    except GraphError as problem:
        if graph in str(problem):
            raise
        raise GraphError(f"{graph}: {problem}") from None
