"""Triples as compact JSON-LD: the names, types and languages of a context decide how each value is written.

It is the compaction of *JSON-LD 1.1 Processing Algorithms and API* (W3C, 2020) for graphs as Metier's are,
without named graphs and lists, in one flat context. rdflib's writer wants the graph in its own store first,
four times as long in all, and the hash seed decides in which order it writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from metier.vocab import EXTERNAL_PREFIXES

Term: TypeAlias = "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple"
Value: TypeAlias = "str | int | bool | dict[str, str | int | bool]"

_TYPE = EXTERNAL_PREFIXES["rdf"] + "type"
_STRING, _INTEGER, _BOOLEAN = (
    EXTERNAL_PREFIXES["xsd"] + name for name in ("string", "integer", "boolean")
)
_CANONICAL_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z")
"""An integer that a JSON number gives back as it was written."""

_PREFIX_ENDS = tuple(":/?#[]@")
"""What the IRI of a name ends in that may be a prefix."""


class _Coercion(NamedTuple):
    """What kind of value a name takes bare: by its type, by its language, or plain text if both are empty."""

    type: str = ""
    """``@id``, or the IRI of a datatype."""
    language: str = ""


_PLAIN = _Coercion()


class _Key(NamedTuple):
    """How a property is written for values of one kind."""

    name: str
    is_list: bool = False
    is_coerced: bool = True
    """Whether its values are written bare."""


class _Context:
    """The value of ``@context``, read: what IRIs are called."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._context = context
        self.aliases: dict[str, str] = {}
        self.prefixes: dict[str, str] = {}
        """By namespace."""
        self.names: dict[str, dict[_Coercion, _Key]] = {}
        """By the IRI of a class or property, and by what they take."""
        for name, stanza in context.items():
            if isinstance(stanza, str) and stanza.startswith("@"):
                self.aliases[stanza] = name
            elif not name.startswith("@"):
                self._learn(name, {"@id": stanza} if isinstance(stanza, str) else stanza)
                if isinstance(stanza, str) and stanza.endswith(_PREFIX_ENDS):
                    self.prefixes[stanza] = name

    def __contains__(self, name: str) -> bool:
        return name in self._context

    def _learn(self, name: str, stanza: Mapping[str, str]) -> None:
        """Learn a name; of several for the same the shortest is taken, of these the first in the alphabet."""
        taken = stanza.get("@type", "")
        coercion = _Coercion(
            taken if taken == "@id" else self._full(taken), stanza.get("@language", "")
        )
        known = self.names.setdefault(self._full(stanza["@id"]), {})
        names = [name, known[coercion].name] if coercion in known else [name]
        if name == min(names, key=_by_length):
            known[coercion] = _Key(name, is_list=stanza.get("@container") == "@set")

    def _full(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        is_short = prefix in self._context and not local.startswith("//")
        return f"{self._context[prefix]}{local}" if is_short else name


def _by_length(name: str) -> tuple[int, str]:
    return len(name), name


class Compaction:
    """Writes nodes in one context, which must be flat: without scopes, ``@vocab``, ``@base`` and lists."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        """Take the value of ``@context``."""
        self._context = _Context(context)
        self._namespaces = tuple(self._context.prefixes)
        self._keys: dict[tuple[str, _Coercion], _Key] = {}
        self._short: dict[str, str] = {}

    def node(self, subject: str, properties: Mapping[str, Iterable[Term]]) -> dict[str, Any]:
        """Return the node object of a subject, its keys and their values in order.

        ``properties`` are the objects by the IRI of their property.
        """
        types: list[str] = []
        values: dict[str, list[Value]] = {}
        lists: set[str] = set()
        for predicate, objects in properties.items():
            for value in objects:
                if predicate == _TYPE and isinstance(value, ox.NamedNode):
                    types.append(self._named(value.value))
                    continue
                key, written = self._written(predicate, value)
                values.setdefault(key.name, []).append(written)
                if key.is_list:
                    lists.add(key.name)
        told: dict[str, Any] = {self._keyword("@id"): self._shortened(subject)}
        if types:
            told[self._keyword("@type")] = types[0] if len(types) == 1 else sorted(types)
        for name, found in sorted(values.items()):
            is_alone = len(found) == 1 and name not in lists
            told[name] = found[0] if is_alone else sorted(found, key=json.dumps)
        return told

    def _written(self, predicate: str, value: Term) -> tuple[_Key, Value]:
        if not isinstance(value, ox.Literal):
            key = self._key(predicate, _Coercion("@id"))
            iri = self._shortened(value.value if isinstance(value, ox.NamedNode) else str(value))
            return key, iri if key.is_coerced else {self._keyword("@id"): iri}
        if value.language:
            return self._literal(predicate, value.value, _Coercion(language=value.language))
        datatype = value.datatype.value
        if datatype == _STRING:
            return self._literal(predicate, value.value, _PLAIN)
        coercion, native = _Coercion(datatype), _native(value.value, datatype)
        if native is None:
            return self._literal(predicate, value.value, coercion)
        key = self._key(predicate, coercion)
        if not key.is_coerced:  # then JSON itself says the type
            key = self._key(predicate, _PLAIN)
        return key, native if key.is_coerced else {"@value": native}

    def _literal(self, predicate: str, text: str, coercion: _Coercion) -> tuple[_Key, Value]:
        key = self._key(predicate, coercion)
        if key.is_coerced:
            return key, text
        told: dict[str, str | int | bool] = {"@value": text}
        if coercion.type:
            told[self._keyword("@type")] = self._named(coercion.type)
        if coercion.language:
            told["@language"] = coercion.language
        return key, told

    def _key(self, predicate: str, coercion: _Coercion) -> _Key:
        """Return the name that takes such a value bare, else one that takes any, else the short IRI."""
        wanted = predicate, coercion
        if wanted not in self._keys:
            names = self._context.names.get(predicate, {})
            if coercion in names:
                key = names[coercion]
            elif _PLAIN in names:
                key = names[_PLAIN]._replace(is_coerced=False)
            else:
                key = _Key(self._unnamed(predicate), is_coerced=coercion == _PLAIN)
            self._keys[wanted] = key
        return self._keys[wanted]

    def _named(self, iri: str) -> str:
        """Return what a class or a datatype is called."""
        names = self._context.names.get(iri)
        return (
            min((key.name for key in names.values()), key=_by_length)
            if names
            else (self._unnamed(iri))
        )

    def _unnamed(self, iri: str) -> str:
        """Return a short IRI, unless the context means something else by it."""
        short = self._shortened(iri)
        return iri if short in self._context else short

    def _shortened(self, iri: str) -> str:
        if not iri.startswith(self._namespaces):
            return iri
        if iri not in self._short:
            choices = (
                f"{name}:{iri.removeprefix(space)}"
                for space, name in self._context.prefixes.items()
                if iri.startswith(space) and iri.removeprefix(space)[:2] not in ("", "//")
            )
            self._short[iri] = min(choices, key=_by_length, default=iri)
        return self._short[iri]

    def _keyword(self, keyword: str) -> str:
        return self._context.aliases.get(keyword, keyword)


def _native(text: str, datatype: str) -> int | bool | None:
    """Return the number or truth value that JSON has for a literal, if it gives back the same literal."""
    if datatype == _INTEGER and _CANONICAL_INTEGER.match(text):
        return int(text)
    if datatype == _BOOLEAN and text in ("true", "false"):
        return text == "true"
    return None
