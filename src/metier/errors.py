"""The exceptions of Metier.

MetierError
├── UsageError        the call itself is wrong: a path that is not there, a base that is no IRI
├── InvalidInput      profiles have errors; carries the diagnostics
├── UnreadableText    an article that can't be read as text
├── GraphError        a file that should hold a Metier graph doesn't
└── QueryError        a SPARQL query that can't be run
    └── ForbiddenQuery   a query that would reach out to the network
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .diagnostics import Diagnostic


class MetierError(Exception):
    """Anything that Metier raises on purpose; its text is written for users."""


class UsageError(MetierError):
    """The call is wrong, whatever the profiles say."""


class InvalidInput(MetierError):  # noqa: N818 -- reads as what it says: the input is invalid
    """Profiles have errors.

    ``diagnostics`` holds all problems of the run, warnings included.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        errors = [found for found in self.diagnostics if found.is_error]
        super().__init__(f"{len(errors)} error(s) in the profiles, the first: {errors[0]}")


class UnreadableText(MetierError):  # noqa: N818 -- as above
    """An article that can't be read as text; the message begins with its place."""


class GraphError(MetierError):
    """A file that should hold a Metier graph can't be read as one."""


class QueryError(MetierError):
    """A SPARQL query that the store can't run."""


class ForbiddenQuery(QueryError):  # noqa: N818 -- as above
    """A SPARQL query that would reach out to the network."""
