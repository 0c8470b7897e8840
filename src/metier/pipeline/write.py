"""The files of a build: blocks joined in the order of their slugs, then what they share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from metier.diagnostics import Diagnostic
from metier.files import replacing
from metier.graph import skos
from metier.graph.ontology import ontology_triples
from metier.graph.terms import Triple
from metier.graph.turtle import TurtleWriter

from .build import Builder, shared_quads
from .knowledge import KnowledgeGraph
from .last_build import PAGE
from .stored import Storing


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the report that was written, and all problems as shown to the user."""

    report: dict[str, object]
    problems: tuple[Diagnostic, ...]


def write_build(builder: Builder, out: Path) -> Built:
    """Write the graph in its forms, its page and ``report.json`` into ``out``, all or none.

    Raises UsageError where ``out`` can't be written to.
    """
    turtle = TurtleWriter(builder.names.prefixes)
    with Storing(out / "graph.nq") as stored, replacing(out) as files:
        quads, graph = files.open("graph.nq"), files.open("graph.ttl")
        in_skos, report = files.open("skos.ttl"), files.open("report.json")
        graph.write((_GRAPH_HEADING + turtle.header()).encode())
        in_skos.write((_SKOS_HEADING + turtle.header()).encode())
        for block in builder.blocks():
            graph.write(_rule(block.slug))
            in_skos.write(_rule(block.slug))
            pieces = ((quads, block.quads), (graph, block.turtle), (in_skos, block.skos))
            spans = [(stream.tell(), stream.write(piece)) for stream, piece in pieces]
            stored.add(block.quads, quads, is_new=block.slug not in builder.recalled)
            if builder.memory:
                builder.memory.learn_spans(block.slug, spans)
        for piece in shared_quads(builder):
            quads.write(piece)
            stored.add(piece, quads, is_new=False)
        for title, triples in _shared_turtle(builder):
            graph.write(_rule(title) + turtle.blocks(triples).encode())
        in_skos.write(_rule("Schemes, concepts and groups"))
        in_skos.write(turtle.blocks(_shared_skos(builder)).encode())
        written = builder.report()
        text = json.dumps(written, indent=2, ensure_ascii=False) + "\n"
        report.write(text.encode(errors="backslashreplace"))  # JSON's own escape for a surrogate
        files.open(PAGE).write(_page(builder, stored, quads))
    if builder.memory:
        builder.memory.save(stored.digest)
    return Built(written, tuple(sorted(builder.problems)))


def _page(builder: Builder, stored: Storing, quads: BinaryIO) -> bytes:
    """Return the page of the graph: the last one if it was made of the same quads."""
    last = builder.memory.recall_page(stored.digest) if builder.memory else None
    return last or KnowledgeGraph(stored.store(quads)).view().encode()


def _shared_turtle(builder: Builder) -> Iterator[tuple[str, list[Triple]]]:
    yield "Concepts that profiles share", [triple for batch in builder.shared() for triple in batch]
    yield "The dataset", builder.dataset()
    yield "The ontology, so that tools know every term", ontology_triples(builder.names.base)


def _shared_skos(builder: Builder) -> Iterator[Triple]:
    yield from skos.scheme_triples(builder.names, builder.modified)
    yield from skos.concept_triples(builder.names, builder.concepts())
    yield from skos.collection_triples(builder.names, builder.members())


def _rule(title: str) -> bytes:
    return f"\n# ==== {title} {'=' * max(4, 90 - len(title))}\n".encode()


_GRAPH_HEADING = """\
# What the authors of the profiles wrote, profile by profile, then what profiles share.
# What is inferred from it is only in graph.nq, in a named graph of its own.

"""
_SKOS_HEADING = """\
# The practices and their concepts as plain SKOS. What SKOS can't hold is counted in report.json.

"""
