"""Turtle that people like to read: one block a subject, types first, long texts on lines of their own.

pyoxigraph and rdflib write correct Turtle; neither keeps the order in which a profile tells its story, and the
one writes Markdown as a single line, while the other takes minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .terms import TYPE, Term, Triple

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?\Z")
"""The local names that are written short: a safe part of what Turtle's PN_LOCAL allows."""

_QUOTE_BEFORE_QUOTE = re.compile(r'"(?="|\Z)')
"""The quotation marks inside a long string that could end it."""

_MOST_REMEMBERED = 20_000

_WIDEST_LIST = 80
"""Characters up to which the values of one property stand on one line."""

_INTEGER = re.compile(r'"(-?\d+)"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>\Z')


class TurtleWriter:
    """Writes triples as Turtle with the given prefixes."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._prefixes = prefixes
        self._known: dict[Term, str] = {}

    def header(self) -> str:
        """Return the prefix declarations."""
        lines = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in self._prefixes.items()]
        return "".join(lines)

    def blocks(self, triples: Iterable[Triple]) -> str:
        """Return a block for each subject, in order of appearance, its types first."""
        subjects: dict[Term, dict[Term, dict[Term, None]]] = {}
        for subject, predicate, value in triples:
            subjects.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        return "".join(
            f"\n{self._short(subject)}{self._statements(values)} .\n"
            for subject, values in subjects.items()
        )

    def _statements(self, values: dict[Term, dict[Term, None]]) -> str:
        if TYPE in values and next(iter(values)) != TYPE:
            values = {TYPE: values[TYPE]} | values
        lines = []
        for predicate, objects in values.items():
            name = "a" if predicate == TYPE else self._short(predicate)
            terms = list(map(self._term, objects))
            fits = len(terms) == 1 or sum(map(len, terms)) <= _WIDEST_LIST
            lines.append(f" {name} " + (", " if fits else ",\n        ").join(terms))
        return " ;\n   ".join(lines)

    def _term(self, term: Term) -> str:
        known = self._known.get(term)
        if known is not None:
            return known
        if term[0] == "<":
            return self._short(term)
        if "\\n" in term:
            return _long_string(term)
        if term[-1] != ">":  # no datatype
            return term
        if found := _INTEGER.match(term):
            return found[1]
        value, _, datatype = term.rpartition("^^")
        return f"{value}^^{self._short(datatype)}"

    def _short(self, term: Term) -> str:
        """Return an IRI with its prefix, remembered: most stand in many places."""
        if term not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[term] = self._shortened(term)
        return self._known[term]

    def _shortened(self, term: Term) -> str:
        value = term[1:-1]
        cut = max(value.rfind("/"), value.rfind("#"), value.rfind(":")) + 1
        prefix = self._by_namespace.get(value[:cut])
        if prefix is None or not _LOCAL_NAME.match(value[cut:]):
            return term
        return f"{prefix}:{value[cut:]}"


def _long_string(term: Term) -> str:
    """Return a literal with its line ends as such, between three quotation marks."""
    end = term.rindex('"')
    pieces = term[1:end].split("\\\\")  # what stands between escaped backslashes
    body = "\\\\".join(piece.replace("\\n", "\n").replace('\\"', '"') for piece in pieces)
    body = _QUOTE_BEFORE_QUOTE.sub('\\\\"', body)
    return f'"""{body}"""{term[end + 1 :]}'
