"""Keeps a query from doing harm: from reaching out to another server, and from crashing the parser."""

from __future__ import annotations

import re

from metier.errors import ForbiddenQuery, QueryError

_SPACE = r"(?:\s|#[^\n\r]*[\n\r])*"
_NAME = r"(?:[^\s{}<>#\\:\"'()?$]|\\.)*:(?:[^\s{}<>#\\]|\\.)*"
_TARGET = rf"(?:<[^<>]*>|[?$][^\s{{}}<>#\\]+|{_NAME})"
_SERVICE_CLAUSE = re.compile(
    rf"(?<![:?$@])SERVICE{_SPACE}(?:SILENT{_SPACE})?{_TARGET}{_SPACE}\{{", re.IGNORECASE
)
"""Anything that the store's parser could take for a SERVICE clause, wherever it stands.

Whether a piece of text is a string, an IRI or a comment depends on how a parser cuts the query: in
``FILTER(?a<'x>')SERVICE …`` a lexer sees an IRI where a recursive-descent parser sees less-than. So strings and
comments are not exempted: a query that only quotes such a clause is refused too, which costs little.
"""


DEEPEST = 200
"""Brackets inside brackets that a query may have; the store's parser overflows its stack at some thousands."""

_RUN_OF_SIGNS = re.compile(rf"(?:[!+\-^]\s*){{{DEEPEST}}}")
_LONGEST = 1_000_000


def refuse_depth(sparql: str) -> None:
    """Raise QueryError if ``sparql`` is so long or nested so deeply that parsing it could crash."""
    depth = deepest = 0
    for bracket in re.findall(r"[(){}\[\]]", sparql):
        depth += 1 if bracket in "({[" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST or len(sparql) > _LONGEST or _RUN_OF_SIGNS.search(sparql):
        raise QueryError(f"the query is too long, or nested more than {DEEPEST} levels deep")


def refuse_network(sparql: str) -> None:
    """Raise ForbiddenQuery if ``sparql`` has a SERVICE clause, or quotes one."""
    if _SERVICE_CLAUSE.search(sparql):
        raise ForbiddenQuery(
            "SERVICE is refused: a query never reaches out to the network. "
            "Load the other dataset beside this one instead"
        )
