"""The data of a page: what the first picture needs, what is needed soon after, texts of a few profiles each.

All is compressed, and the page inflates each block when it is needed: so it opens as fast with all texts as
without any.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from metier.diagnostics import printable_lines

from .palette import DARK, LIGHT, category_looks, kind_looks, type_looks
from .scene import Scene, SceneLink, SceneNode
from .texts import ProfileText

TOGETHER = 8
"""Profiles in a block of texts: compressed together they are a tenth smaller than one by one."""

_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page, each in base 64 of what raw deflate gives (RFC 4648, RFC 1951)."""

    first: str
    rest: str
    texts: tuple[str, ...]
    """One for every TOGETHER practices: a list of what their profiles say, null where there is no profile."""


def blocks_of(scene: Scene) -> Blocks:
    """Return the data of a page. Every text has its control and bidirectional-override characters escaped."""
    return Blocks(
        first=packed(_first(scene)),
        rest=packed(_rest(scene)),
        texts=tuple(packed(list(map(_told, some))) for some in _parts(scene.texts)),
    )


def packed(data: object) -> str:
    """Return data as compressed JSON in base 64."""
    text = json.dumps(_shown(data), ensure_ascii=False, separators=(",", ":"))
    return deflated(text.encode())


def deflated(data: bytes) -> str:
    """Return bytes compressed, in base 64."""
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b64encode(squeezer.compress(data) + squeezer.flush()).decode()


def _first(scene: Scene) -> dict[str, object]:
    """Return what the first picture needs."""
    categories = category_looks(node.category for node in scene.practices if node.category)
    numbers = {look.label: number for number, look in enumerate(categories)}
    return {
        "title": scene.title,
        "start": scene.start,
        "leavesOut": scene.leaves_out,
        "together": TOGETHER,
        "kinds": [asdict(look) for look in kind_looks()],
        "types": [asdict(look) for look in type_looks()],
        "categories": [asdict(look) for look in categories],
        "hues": {"light": LIGHT, "dark": DARK},
        "groups": [list(group) for group in scene.groups],
        "nodes": {
            **_names(scene.practices),
            "category": [numbers.get(node.category, -1) for node in scene.practices],
            "group": [node.group for node in scene.practices],
            "x": [node.x for node in scene.practices],
            "y": [node.y for node in scene.practices],
        },
        "links": _ends(scene.links),
    }


def _rest(scene: Scene) -> dict[str, object]:
    """Return what the page needs soon after."""
    return {
        "nodes": _names(scene.concepts),
        "links": _ends(scene.uses),
        "notes": [link.note for link in scene.links],
        "aliases": [node.aliases for node in chain(scene.practices, scene.concepts)],
    }


def _parts(texts: Sequence[ProfileText | None]) -> Iterator[Sequence[ProfileText | None]]:
    return (texts[start : start + TOGETHER] for start in range(0, len(texts), TOGETHER))


def _told(text: ProfileText | None) -> dict[str, object] | None:
    return None if text is None else asdict(text)


def _names(nodes: Sequence[SceneNode]) -> dict[str, list[Any]]:
    kinds = {look.key: number for number, look in enumerate(kind_looks())}
    return {
        "name": [node.name for node in nodes],
        "label": [node.label for node in nodes],
        "kind": [kinds[node.kind] for node in nodes],
    }


def _ends(links: Iterable[SceneLink]) -> dict[str, list[int]]:
    types = {look.key: number for number, look in enumerate(type_looks())}
    listed = list(links)
    return {
        "source": [link.source for link in listed],
        "target": [link.target for link in listed],
        "type": [types[link.type] for link in listed],
    }


def _shown(data: Any) -> Any:
    """Return data with every text made printable."""
    if isinstance(data, str):
        return printable_lines(data)
    if isinstance(data, dict):
        return {key: _shown(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_shown(value) for value in data]
    return data
