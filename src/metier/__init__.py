"""Metier: a knowledge graph of occupations.

>>> import metier
>>> g = metier.build("profiles")
>>> for row in g.query("SELECT ?title WHERE { ?who met:usesTool ?tool ; skos:prefLabel ?title }"): ...

``build`` and ``load`` return a :class:`KnowledgeGraph`; ``check`` returns diagnostics.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .version import __version__

__all__ = ["KnowledgeGraph", "__version__", "build", "check", "load"]

if TYPE_CHECKING:
    from .pipeline.gather import check
    from .pipeline.knowledge import KnowledgeGraph, load
    from .pipeline.making import build

_HOMES = {
    "KnowledgeGraph": ".pipeline.knowledge",
    "build": ".pipeline.making",
    "load": ".pipeline.knowledge",
    "check": ".pipeline.gather",
}


def __getattr__(name: str) -> object:
    """Import the parts when they are first asked for: ``import metier`` costs next to nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
