"""Obsidian: a vault with a note for everything, linked as the graph is."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from operator import ne

from metier.analysis.records import PLACEHOLDER
from metier.export.common.restored import NO_PROFILE_GRAPHS
from metier.export.common.selection import Selection
from metier.model import Profile
from metier.vocab import practice_kinds

from .note_text import tame
from .notes import Notes, whole_profiles
from .open_blocks import closed
from .vault import tag_names

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
    "lengths of links, and unknown fields of profiles; blanks and punctuation in tags become hyphens, so that "
    "two tags may become one, tags of digits get a word before them, and case is ignored in tags; code blocks "
    "that a plugin would run are shown as text, blocks left open are closed or shown as text; of neighbors in "
    "a part, and of all practices where the graph has no named graphs: sections, sources, dates, contributors"
)
EXAMPLE = "metier export obsidian --out vault"


def files(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield the notes: ``Occupations.md``, then those of categories, practices, tools and terms.

    A practice that links name, but that has no profile, has no note: Obsidian shows links to it as
    unresolved, and makes the note when one is followed. Raises GraphError where a profile's graph is damaged.
    """
    yield from Notes(selection).files()


def dropped(selection: Selection) -> Iterator[str]:
    """Yield how many practices have no note or a short one, and what was changed in how many texts and tags."""
    missing = sum(node.kind == PLACEHOLDER for node in selection.nodes)
    if missing:
        yield f"{missing} practices have no profile and so no note: links to them are unresolved"
    profiles = whole_profiles(selection)
    yield from _short_notes(selection, profiles)
    yield from _changed_sections(profiles.values())
    yield from _changed_tags(selection)


def _short_notes(selection: Selection, profiles: Container[str]) -> Iterator[str]:
    kinds = practice_kinds().values()
    short = sum(node.kind in kinds and node.id not in profiles for node in selection.nodes)
    if not short:
        return
    yield (
        f"the sections, sources, reviews, country variants, dates and contributors of {short} practices: "
        + _why_short(selection)
    )


def _why_short(selection: Selection) -> str:
    if not Selection(selection.network).profile_graphs():
        return NO_PROFILE_GRAPHS
    if selection.center:
        return "in a part, only its center has them"
    return "the graph has no named graph of theirs"


def _changed_sections(profiles: Iterable[Profile]) -> Iterator[str]:
    texts = [section.markdown for profile in profiles for section in profile.sections]
    tamed = [tame(text) for text in texts]
    if changed := sum(map(ne, tamed, texts)):
        yield f"{changed} sections have code or comments that Obsidian could run or hide: broken up"
    if left_open := sum(closed(text) != text for text in tamed):
        yield f"{left_open} sections leave code or HTML open: closed, or shown as text"


def _changed_tags(selection: Selection) -> Iterator[str]:
    tags = sorted({tag for node in selection.nodes for tag in node.tags})
    if changed := sum(tag_names([tag]) != [tag] for tag in tags):
        yield f"{changed} tags have characters that Obsidian's can't have, or only digits: changed"
    if merged := len(tags) - len(tag_names(tags)):
        yield f"{merged} tags become one with another, as they differ in case or in such characters"
