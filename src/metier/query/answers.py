"""Answers of queries as text, in every format that ``metier query`` offers."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from metier.errors import QueryError
from metier.store import Answer

RESULT_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
"""The W3C's formats for the answers of SELECT and ASK."""

FORMATS = ("table", *RESULT_FORMATS, "turtle")
"""All formats; ``turtle`` is for CONSTRUCT and DESCRIBE."""


def serialized(answer: Answer, name: str, prefixes: dict[str, str]) -> bytes:
    """Return an answer in one of the formats but ``table``.

    Raises QueryError where the format can't hold such an answer.
    """
    if isinstance(answer, ox.QueryTriples):
        if name != "turtle":
            raise QueryError(
                f"CONSTRUCT and DESCRIBE give triples, which {name} can't hold: use turtle"
            )
        return _turtle(answer, prefixes)
    if name == "turtle":
        raise QueryError(
            "SELECT and ASK give a table, which turtle can't hold: use csv, tsv, json or xml"
        )
    if isinstance(answer, ox.QueryBoolean) and name in ("csv", "tsv"):
        return b"true\n" if answer else b"false\n"  # for a lone truth value the W3C defines no CSV
    written = answer.serialize(format=RESULT_FORMATS[name])
    return written or b""


def _turtle(triples: ox.QueryTriples, prefixes: dict[str, str]) -> bytes:
    ordered = sorted(set(triples), key=str)
    return ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def rows(answer: ox.QuerySolutions, prefixes: dict[str, str]) -> Iterator[list[str]]:
    """Yield the rows of a SELECT for people: names shortened by prefix, literals bare, nothing for unbound."""
    for solution in answer:
        yield [_shown(value, prefixes) for value in solution]


def _shown(value: object, prefixes: dict[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, ox.Literal):
        return value.value
    if isinstance(value, ox.NamedNode):
        return shortened(value.value, prefixes)
    return str(value)


def shortened(iri: str, prefixes: dict[str, str]) -> str:
    """Return an IRI with its longest fitting prefix, or whole if none fits."""
    fitting = [(space, name) for name, space in prefixes.items() if iri.startswith(space)]
    if not fitting:
        return iri
    space, name = max(fitting, key=lambda pair: len(pair[0]))
    return f"{name}:{iri.removeprefix(space)}"
