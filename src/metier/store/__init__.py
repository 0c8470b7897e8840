"""The embedded SPARQL 1.1 store: pyoxigraph behind a few methods, in memory or kept in a folder."""

from .folder import keep, kept
from .store import Answer, Store, Substitutions

__all__ = ["Answer", "Store", "Substitutions", "keep", "kept"]
