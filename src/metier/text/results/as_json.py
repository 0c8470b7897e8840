"""Annotations as records for programs."""

from __future__ import annotations

from typing import Any

from metier.analysis.records import Node
from metier.text.annotation import Annotation, Candidate, Choice, Coverage, Mention, Seen, Subject


def annotation_to_dict(annotation: Annotation) -> dict[str, Any]:
    """Return an annotation as JSON has it: ``about``, ``mentions`` and ``candidates``, everything by its IRI.

    Offsets count characters (Unicode code points) of the text, from 0, the end exclusive. The text itself is
    there only where no file has it: when it was taken out of a page.
    """
    document = annotation.document
    source = {"source": document.name, "title": document.title, "url": document.url}
    return {
        **{key: value for key, value in source.items() if value},
        "about": [_subject(one) for one in annotation.about],
        "mentions": [_mention(one) for one in annotation.mentions],
        "candidates": [_candidate(one) for one in annotation.candidates],
        "coverage": _coverage(annotation.coverage) if annotation.coverage else None,
        **({"text": document.text} if document.is_extracted else {}),
    }


def _node(node: Node) -> dict[str, Any]:
    return {"target": node.id, "label": node.label, "kind": node.kind}


def _subject(one: Subject) -> dict[str, Any]:
    return {**_node(one.node), "score": round(one.score, 3), "evidence": list(one.evidence)}


def _choice(one: Choice) -> dict[str, Any]:
    return {**_node(one.node), "score": one.score}


def _mention(one: Mention) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        **_node(one.node),
        "score": one.score,
        "alternatives": [_choice(choice) for choice in one.alternatives],
        "nested": [_mention(inner) for inner in one.nested],
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "text": one.label,
        "kind": one.kind,
        "score": one.score,
        "sentence": one.sentence,
        "places": [{"start": start, "end": end} for start, end in one.places],
    }


def _coverage(found: Coverage) -> dict[str, Any]:
    return {
        "profile": found.practice.id,
        "share": round(found.share, 3),
        "confirmed": [_seen(one) for one in found.confirmed],
        "unconfirmed": [_node(node) for node in found.unconfirmed],
        "lacking": [_seen(one) for one in found.lacking],
    }


def _seen(one: Seen) -> dict[str, Any]:
    return {
        "target": one.node.id if one.node else None,
        "label": one.label,
        "kind": one.kind,
        "text": one.text,
        "count": one.count,
        "quote": one.quote,
    }
