"""What a vault of Obsidian is made of: names of notes, links, tags, front matter.

Source: *Obsidian Help* (2024), its pages on internal links, tags and properties.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import yaml

from metier.export.common.rows import NodeRow
from metier.slugs import slugify

from .note_text import tame

_LONGEST_NAME = 100
_MOST_BYTES = 200  # file systems allow 255, and sync services add to names
_UNFIT = re.compile(
    r"""
      [\#^\[\]|:\\/<>"?*%\s\x00-\x1f\x7f]      # links, or Windows, can't have them
    | \A(?:con|prn|aux|nul|com\d|lpt\d)\Z      # devices of Windows
    | \A\. | \.\Z | \A\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FOLDERS = {"Tool": "tools", "Term": "terms", "Specialization": "specializations"}
_UNFIT_IN_TAGS = re.compile(
    r"""\s*[\x00-\x1f\x7f\ufeff\u2000-\u206f\u2e00-\u2e7f!"#$%&'()*+,.:;<=>?@^`{|}~\[\]\\]\s*|\s+"""
)
_ONLY_DIGITS = re.compile(r"[\d/]+\Z")
_LOOKALIKES = str.maketrans("[]|\\", "［］｜＼")  # noqa: RUF001 -- meant to look alike
_PLAIN_WORD = re.compile(r"[A-Za-z_]+\Z")
_ENDLESS = 2**31 - 1


class Vault:
    """Gives every node and category a note, whose path no other has where case is ignored."""

    def __init__(self, nodes: Sequence[NodeRow]) -> None:
        self._taken: set[str] = set()
        self._paths = {node.id: self._path(_folder(node), node.slug, node.id) for node in nodes}
        self._labels = {node.id: node.label for node in nodes}
        self._categories = {
            label: self._path("categories", slugify(label), label)
            for label in sorted({node.category for node in nodes if node.category})
        }

    def _path(self, folder: str, slug: str, unique: str) -> str:
        path = f"{folder}/{slug}"
        is_long = len(slug) > _LONGEST_NAME or len(slug.encode()) > _MOST_BYTES
        if is_long or _UNFIT.search(slug) or _folded(path) in self._taken:
            digest = sha256(unique.encode()).hexdigest()[:8]
            path = f"{folder}/{slugify(slug[:40])}-{digest}"
        self._taken.add(_folded(path))
        return path

    def path(self, iri: str) -> str:
        """Return the path of a node's note without ``.md``."""
        return self._paths[iri]

    @property
    def categories(self) -> Mapping[str, str]:
        """The paths of the notes of categories, by label."""
        return self._categories

    def link(self, iri: str) -> str:
        """Return a link to a node's note, with its label."""
        return link(self._paths[iri], self._labels[iri])

    def category_link(self, label: str) -> str:
        """Return a link to the note of a category."""
        return link(self._categories[label], label)


def _folder(node: NodeRow) -> str:
    return _FOLDERS.get(node.kind, "practices")


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def link(path: str, label: str) -> str:
    """Return a link that shows a label on one line.

    A link ends at ``]]`` and knows no escapes: brackets, bars and backslashes become their full-width forms,
    which look alike. The title in the note's front matter has the label as it is.
    """
    shown = " ".join(label.split()).translate(_LOOKALIKES)
    return f"[[{path}|{tame(shown)}]]"


def tag_names(labels: Sequence[str]) -> list[str]:
    """Return labels as tags, those that are the same to Obsidian once: it ignores case.

    Blanks and punctuation that no tag can have become hyphens, and a number gets a word before it. All other
    characters stay: letters of any script, accents, emoji but for the joiners in some, and slashes, which nest.
    """
    tags = (_UNFIT_IN_TAGS.sub("-", label.strip()) for label in labels)
    first: dict[str, str] = {}
    for tag in filter(None, tags):
        named = f"tag-{tag}" if _ONLY_DIGITS.match(tag) else tag
        first.setdefault(named.lower(), named)
    return list(first.values())


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # the faster, if built
    """Writes texts in double quotes: Obsidian reads YAML 1.2, in which other words are numbers than in 1.1."""

    def represent_text(self, text: str) -> Any:
        """Return the YAML node of a text."""
        style = None if _PLAIN_WORD.match(text) else '"'
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)


def front_matter(properties: Mapping[str, object]) -> str:
    """Return properties as front matter, those without a value left out."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [], ())}
    text = yaml.dump(
        known,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_ENDLESS,
        default_flow_style=False,
    )
    return f"---\n{text}---\n"
