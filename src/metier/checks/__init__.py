"""What is doubtful about a profile, or about how profiles fit together, though each can be read.

One module a family of checks. A check yields findings; the pipeline gives them their line.
"""

from __future__ import annotations

from collections.abc import Iterator

from metier.model import Profile
from metier.resolve.names import Collection

from . import links, names, sections
from .finding import Finding

__all__ = ["Finding", "collection_findings", "profile_findings"]


def profile_findings(profile: Profile, collection: Collection) -> Iterator[Finding]:
    """Yield what is doubtful about one profile in its collection."""
    yield from names.findings(profile, collection)
    yield from links.findings(profile, collection)
    yield from sections.findings(profile)


def collection_findings(collection: Collection) -> Iterator[Finding]:
    """Yield what is doubtful about the collection as a whole."""
    yield from links.circles(collection)
