"""The user's cache folder, and what tells whether something in it is still true."""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path

from metier.vocab import ontology_folder


def cache_folder() -> Path:
    """Return Metier's cache folder, where the XDG Base Directory Specification and Windows have it."""
    root = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(root) if root else Path.home() / ".cache") / "metier"


def hashed(*parts: str) -> str:
    """Return a hash of texts."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


@cache
def program() -> str:
    """Return a hash of name, size and age of the files that make a build what it is: code and ontology."""
    folders = (Path(__file__).parents[1], ontology_folder())
    files = sorted(
        path for folder in folders for path in folder.rglob("*.*") if path.suffix != ".pyc"
    )
    return hashed(*(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files))
