"""Obsidian: a vault with a note for everything, linked as the graph is."""

from __future__ import annotations

from collections.abc import Iterator

from metier.analysis.records import PLACEHOLDER

from .common.note_text import tame
from .common.notes import Notes, whole_profiles
from .common.selection import Selection

NAME = "obsidian"
SUFFIX = ""
MEDIA_TYPE = "text/markdown"
SUMMARY = (
    "For Obsidian: a note for each practice, specialization, tool, term and category, with links"
)
OPENING = "Obsidian: Open folder as vault, choose FOLDER, open the note Occupations"
KEEPS = (
    "labels, aliases, kinds, tags, status, difficulty, categories, definitions, links with their notes, how "
    "each practice words its tools and terms, sections with their Markdown, sources, dates and contributors"
)
DROPS = (
    "lengths of links, and unknown fields of profiles; tags lose spaces and capitals; code blocks that a "
    "plugin would run are shown as text"
)
EXAMPLE = "metier export obsidian --out vault"


def files(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield the notes: ``Occupations.md``, then those of categories, practices, tools and terms.

    A practice that links name, but that has no profile, has no note: Obsidian shows links to it as
    unresolved, and makes the note when one is followed. Raises GraphError where a profile's graph is damaged.
    """
    yield from Notes(selection).files()


def dropped(selection: Selection) -> Iterator[str]:
    """Yield how many practices have no note, and in how many sections something was changed."""
    missing = sum(node.kind == PLACEHOLDER for node in selection.nodes)
    if missing:
        yield f"{missing} practices have no profile and so no note: links to them are unresolved"
    profiles = whole_profiles(selection).values()
    texts = [section.markdown for profile in profiles for section in profile.sections]
    changed = sum(tame(text) != text for text in texts)
    if changed:
        yield f"{changed} sections have code or comments that Obsidian could run or hide: broken up"
