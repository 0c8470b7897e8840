"""JSON Schema of profiles: editors complete and check what authors write."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from metier.vocab import ontology_text

from .common.rows import NodeRow
from .common.selection import Selection

NAME = "jsonschema"
SUFFIX = ".schema.json"
MEDIA_TYPE = "application/schema+json"
SUMMARY = "For authors' editors: the schema of profiles, with the values that this collection uses"
OPENING = (
    "VS Code with the YAML extension: # yaml-language-server: $schema=FILE as the first line of a profile; "
    "check-jsonschema --schemafile FILE $(grep -l '^slug:' profiles/*.yaml), which leaves out dataset.yaml"
)
KEEPS = (
    "keys, types and kinds of links that a profile may have; as examples the categories, tags, difficulties, "
    "statuses and slugs in use, most used first"
)
DROPS = "everything that profiles say beyond that; more than 1000 tags or slugs"
EXAMPLE = "metier export jsonschema --out profile.schema.json"

_MOST = 1000
"""Examples of one key: an editor lists them all."""


def pieces(selection: Selection) -> Iterator[str]:
    """Yield ``ontology/profile.schema.json`` with the base of the graph and examples.

    It is JSON Schema, draft 2020-12; examples are annotations, so that no other value is refused
    (*JSON Schema Validation*, 2022, section 9.5).
    """
    schema = json.loads(ontology_text("profile.schema.json", selection.names.base))
    rows = _described(selection)
    keys = schema["properties"]
    for key in ("category", "difficulty", "status"):
        _add_examples(keys[key], (getattr(row, key) for row in rows))
    texts = schema["$defs"]["texts"]  # written out, for editors that read nothing beside a $ref
    keys["tags"] = {**texts, "items": dict(texts["items"])}
    _add_examples(keys["tags"]["items"], (tag for row in rows for tag in row.tags))
    _add_examples(keys["related"]["items"]["properties"]["slug"], (row.slug for row in rows))
    yield json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _described(selection: Selection) -> list[NodeRow]:
    return [row for row in selection.nodes if row.id in selection.network.facts.cards]


def _add_examples(stanza: dict[str, Any], values: Iterable[str]) -> None:
    """Add the values in use, most used first, to the examples that a stanza has of its own."""
    counts = Counter(value for value in values if value)
    used = sorted(counts, key=lambda value: (-counts[value], value))[:_MOST]
    stanza["examples"] = list(dict.fromkeys([*used, *stanza.get("examples", ())]))


def dropped(selection: Selection) -> Iterator[str]:
    """Yield how many tags and slugs are too many."""
    rows = _described(selection)
    tags = len({tag for row in rows for tag in row.tags})
    for what, count in (("tags", tags), ("slugs", len(rows))):
        if count > _MOST:
            yield f"{count - _MOST} of {count} {what}, those used least"
