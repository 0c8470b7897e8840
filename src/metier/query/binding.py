"""Values for the parameters of saved queries: named as people name things, bound as terms, never as text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pyoxigraph as ox

from metier.errors import UsageError
from metier.store import Answer, Substitutions
from metier.vocab import relation_types

from .library import Parameter, Resolve, SavedQuery, Term, cut

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def bound(query: SavedQuery, values: Mapping[str, str], resolve: Resolve) -> Substitutions:
    """Return what the variables of a query stand for.

    ``resolve`` finds the nodes that values name. Raises UsageError where a parameter is unknown, missing or
    malformed; it names those that there are and shows the example.
    """
    names = [parameter.name for parameter in query.parameters]
    for name in values:
        if name not in names:
            raise _wrong(query, f"has no parameter {cut(name)}")
    return {
        ox.Variable(parameter.name): _term(query, parameter, values.get(parameter.name), resolve)
        for parameter in query.parameters
    }


def _term(query: SavedQuery, parameter: Parameter, value: str | None, resolve: Resolve) -> Term:
    text = parameter.default if value is None else value
    if text is None:
        raise _wrong(query, f"needs the parameter {parameter.name}: {parameter.description}")
    if not text.strip() or not _is_unicode(text):
        raise _wrong(query, f"can't take {cut(text)} for the parameter {parameter.name}")
    if parameter.kind == "text":
        return ox.Literal(text)
    if parameter.kind == "number":
        return _number(query, parameter, text)
    if parameter.kind == "relation-type":
        return _relation_type(query, parameter, text)
    try:
        return resolve(parameter.kind, text)
    except UsageError as problem:
        raise UsageError(f"parameter {parameter.name} of {query.name}: {problem}") from None


def _number(query: SavedQuery, parameter: Parameter, text: str) -> ox.Literal:
    if not _NUMBER.fullmatch(text):
        raise _wrong(query, f"needs a number for the parameter {parameter.name}, not {cut(text)}")
    kind = "decimal" if "." in text else "integer"
    datatype = ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")
    return ox.Literal(text, datatype=datatype)


def _relation_type(query: SavedQuery, parameter: Parameter, text: str) -> ox.Literal:
    if text not in relation_types():
        known = ", ".join(relation_types())
        raise _wrong(query, f"needs one of {known} for the parameter {parameter.name}")
    return ox.Literal(text)


def _is_unicode(text: str) -> bool:
    """Whether ``text`` is free of the halves of characters that undecodable arguments turn into."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _wrong(query: SavedQuery, problem: str) -> UsageError:
    kinds = ", ".join(f"{one.name} ({one.kind})" for one in query.parameters)
    takes = f"its parameters are {kinds}" if kinds else "it takes no parameters"
    return UsageError(f"the saved query {query.name} {problem}; {takes}. Example: {query.command}")


def without_parameters(answer: Answer, query: SavedQuery) -> Answer:
    """Return an answer without the columns of the parameters, which say the same in every row."""
    names = {parameter.name for parameter in query.parameters}
    if not names or not isinstance(answer, ox.QuerySolutions):
        return answer
    written = json.loads(answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    head = written["head"]
    head["vars"] = [name for name in head["vars"] if name not in names]
    for row in written["results"]["bindings"]:
        for name in names:
            row.pop(name, None)
    return ox.parse_query_results(json.dumps(written), format=ox.QueryResultsFormat.JSON)
