"""Annotations as RDF: the W3C Web Annotation Vocabulary (2017), and schema.org for what the text is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from metier.diagnostics import escaped
from metier.graph.names import Names, is_iri
from metier.graph.terms import TYPE, Term, Triple, iri, plain
from metier.graph.turtle import TurtleWriter
from metier.text.annotation import Annotation

OA = "http://www.w3.org/ns/oa#"
ITS = "http://www.w3.org/2005/11/its/rdf#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_CONFIDENCE = iri(f"{ITS}taConfidence")
"""How sure a text analysis is, from 0 to 1 (W3C, *Internationalization Tag Set 2.0*, section 8.9)."""

_CONTEXT = 32
"""Characters before and behind a quotation that are given with it."""

_DIGEST = 20
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\Z")


class WebAnnotations:
    """Writes annotations against one graph as Turtle."""

    def __init__(self, names: Names) -> None:
        self._names = names
        used = ("id", "tool", "term", "schema", "rdf", "xsd")
        prefixes = {prefix: names.prefixes[prefix] for prefix in used if prefix in names.prefixes}
        own = {kind: f"{names.base}{kind}/" for kind in ("text", "annotation")}
        self._turtle = TurtleWriter({"oa": OA, "itsrdf": ITS, **own, **prefixes})

    def header(self) -> str:
        """Return the declarations of the prefixes, which come once."""
        return self._turtle.header()

    def blocks(self, annotation: Annotation) -> str:
        """Return what is said of one text: no blank node is in it, and one text of one name gives the same."""
        return escaped(self._turtle.blocks(self._triples(annotation)))

    def _triples(self, annotation: Annotation) -> Iterator[Triple]:
        document = annotation.document
        url = document.url if _ADDRESS.match(document.url) and is_iri(document.url) else ""
        told = f"{document.name}\0{url}\0{document.text}".encode("utf-8", "replace")
        digest = sha256(told).hexdigest()[:_DIGEST]
        text = url or f"{self._names.base}text/{digest}"
        schema = self._names.prefixes["schema"]
        yield iri(text), TYPE, iri(f"{schema}Article")
        yield iri(text), iri(f"{schema}identifier"), plain(document.name)
        if document.title:
            yield iri(text), iri(f"{schema}name"), plain(document.title)
        if annotation.about:
            yield iri(text), iri(f"{schema}about"), iri(annotation.about[0].node.id)
        for target in sorted({one.node.id for one in annotation.mentions}):
            yield iri(text), iri(f"{schema}mentions"), iri(target)
        base = f"{self._names.base}annotation/{digest}"
        for one in annotation.mentions:
            name = f"{base}--{one.start}-{one.end}"
            yield from self._annotation(name, "identifying", text)
            yield iri(name), iri(f"{OA}hasBody"), iri(one.node.id)
            yield iri(name), _CONFIDENCE, _double(one.score)
            yield from self._target(name, text, document.text, one.start, one.end)
        for candidate in annotation.candidates:
            for start, end in candidate.places:
                name = f"{base}--{start}-{end}"
                yield from self._annotation(name, "tagging", text)
                yield from self._textual_body(name, candidate.label)
                yield (
                    iri(name),
                    _CONFIDENCE,
                    _double(candidate.score),
                )
                yield from self._target(name, text, document.text, start, end)

    def _annotation(self, name: str, motivation: str, text: str) -> Iterator[Triple]:
        yield iri(name), TYPE, iri(f"{OA}Annotation")
        yield iri(name), iri(f"{OA}motivatedBy"), iri(f"{OA}{motivation}")
        yield iri(name), iri(f"{OA}hasTarget"), iri(f"{name}--target")

    def _textual_body(self, name: str, label: str) -> Iterator[Triple]:
        body = iri(f"{name}--body")
        yield iri(name), iri(f"{OA}hasBody"), body
        yield body, TYPE, iri(f"{OA}TextualBody")
        yield body, iri(f"{self._names.prefixes['rdf']}value"), plain(label)

    def _target(self, name: str, text: str, whole: str, start: int, end: int) -> Iterator[Triple]:
        target, place, quote = (iri(f"{name}--{part}") for part in ("target", "place", "quote"))
        yield target, TYPE, iri(f"{OA}SpecificResource")
        yield target, iri(f"{OA}hasSource"), iri(text)
        yield target, iri(f"{OA}hasSelector"), place
        yield target, iri(f"{OA}hasSelector"), quote
        yield place, TYPE, iri(f"{OA}TextPositionSelector")
        yield place, iri(f"{OA}start"), _count(start)
        yield place, iri(f"{OA}end"), _count(end)
        yield quote, TYPE, iri(f"{OA}TextQuoteSelector")
        yield quote, iri(f"{OA}exact"), plain(whole[start:end])
        yield quote, iri(f"{OA}prefix"), plain(whole[max(0, start - _CONTEXT) : start])
        yield quote, iri(f"{OA}suffix"), plain(whole[end : end + _CONTEXT])


def _count(value: int) -> Term:
    return f'"{value}"^^<{_XSD}nonNegativeInteger>'


def _double(value: float) -> Term:
    return f'"{value:.3f}"^^<{_XSD}double>'
