"""Keeps a query from reaching out: SPARQL's SERVICE asks another server, and none is ever asked."""

from __future__ import annotations

import re

from metier.errors import ForbiddenQuery

_SPACE = r"(?:\s|#[^\n\r]*[\n\r])*"
_TARGET = r"(?:<[^<>]*>|(?:[^\s{}<>#\\]|\\.)+)"
_SERVICE_CLAUSE = re.compile(
    rf"(?<![:?$@])SERVICE{_SPACE}(?:SILENT{_SPACE})?{_TARGET}{_SPACE}\{{", re.IGNORECASE
)
"""Anything that the store's parser could take for a SERVICE clause, wherever it stands.

Whether a piece of text is a string, an IRI or a comment depends on how a parser cuts the query: in
``FILTER(?a<'x>')SERVICE …`` a lexer sees an IRI where a recursive-descent parser sees less-than. So strings and
comments are not exempted: a query that only quotes such a clause is refused too, which costs little.
"""


def refuse_network(sparql: str) -> None:
    """Raise ForbiddenQuery if ``sparql`` has a SERVICE clause, or quotes one."""
    if _SERVICE_CLAUSE.search(sparql):
        raise ForbiddenQuery(
            "SERVICE is refused: a query never reaches out to the network. "
            "Load the other dataset beside this one instead"
        )
