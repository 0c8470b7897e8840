"""The doctor's findings in the files of the profiles: the line of each, and the edits that mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from metier.analysis.doctor import AddLink, ChangeType, Evidence, Finding, Fix, Remove
from metier.editing import AddLink as NewLink
from metier.editing import Change, Edit, EditError, RemoveEntry, SetLinkType, edit_of
from metier.errors import UsageError
from metier.model import Profile
from metier.readers import Reading, Source, files_of, find_sources, read


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence stands; ``line`` counts from 1."""

    file: str
    line: int


class Edits(NamedTuple):
    """What becomes of some findings."""

    edits: list[Edit]
    """One for each file that changes."""
    refused: list[str]
    """Why a file can't be edited."""
    later: list[Finding]
    """Those about a pair or an entry that a surer one mends already."""


class Files:
    """The files below some paths, by the slug of the profile that each holds."""

    def __init__(self, paths: Iterable[Path | str]) -> None:
        """Raise UsageError where a path doesn't exist."""
        self._sources = find_sources(paths)
        self._read: dict[str, Reading] = {}

    @cached_property
    def _by_name(self) -> dict[str, Source]:
        """The sources by file name, which nearly always is the slug."""
        return {Path(source.relative).name.partition(".")[0]: source for source in self._sources}

    @cached_property
    def _by_slug(self) -> dict[str, Reading]:
        """All profiles, read one after the other: only where a name was not the slug."""
        found = (read(source) for source in self._sources)
        return {one.profile.slug: one for one in found if one.profile}

    def reading(self, slug: str) -> Reading | None:
        """Return the profile with a slug as read from its file, or None where there is none."""
        if slug not in self._read:
            likely = self._by_name.get(slug)
            found = read(likely) if likely else None
            if found is None or found.profile is None or found.profile.slug != slug:
                found = self._by_slug.get(slug)
            if found is None:
                return None
            self._read[slug] = found
        return self._read[slug]

    def place_of(self, evidence: Evidence) -> Place | None:
        """Return where a piece of evidence stands, or None where there is no such profile or no such line."""
        found = self.reading(evidence.profile)
        if found is None or found.profile is None:
            return None
        if evidence.entry is not None:
            place = found.places.of(_path_of(found.profile, *evidence.entry))
            return Place(place.file, place.line)
        return _line_with(found.source, evidence.quote)

    def edits(self, findings: Iterable[Finding]) -> Edits:
        """Return the edits that mend findings, one a file, and what can't be mended now.

        Findings come with the surest first; a later one about the same pair or entry is left for a later run.
        """
        wanted: dict[str, list[Fix]] = defaultdict(list)
        made = Edits([], [], [])
        for finding in findings:
            subjects = {_subject(other) for fixes in wanted.values() for other in fixes}
            if subjects & {_subject(fix) for fix in finding.fixes}:
                made.later.append(finding)
                continue
            for fix in finding.fixes:
                wanted[fix.practice].append(fix)
        for slug in sorted(wanted):
            try:
                made.edits.append(self._edit(slug, wanted[slug]))
            except (EditError, UsageError) as reason:
                made.refused.append(str(reason))
        return made

    def _edit(self, slug: str, fixes: Sequence[Fix]) -> Edit:
        found = self.reading(slug)
        if found is None or found.profile is None:
            raise UsageError(f"no file of the profile {slug!r} is below these paths")
        return edit_of(found.source, [_change(found.profile, fix) for fix in fixes])


def _subject(fix: Fix) -> tuple[str, str, str]:
    """Return what a fix is about: an entry, or a pair of practices, of which only one thing is said at once."""
    if isinstance(fix, Remove):
        return fix.practice, fix.key, fix.value
    one, other = sorted((fix.practice, fix.slug))
    return "related", one, other


def _change(profile: Profile, fix: Fix) -> Change:
    if isinstance(fix, AddLink):
        return NewLink(fix.slug, fix.type)
    if isinstance(fix, ChangeType):
        links = [(link.slug, link.type) for link in profile.related]
        return SetLinkType(_index(profile, links, (fix.slug, fix.old)), fix.slug, fix.new)
    return RemoveEntry(fix.key, _index(profile, getattr(profile, fix.key), fix.value), fix.value)


def _index(profile: Profile, entries: Sequence[object], entry: object) -> int:
    try:
        return list(entries).index(entry)
    except ValueError:
        raise EditError(
            f"{profile.slug} is no longer as it was when the graph was built: build it again"
        ) from None


def _path_of(profile: Profile, key: str, *value: str) -> tuple[str | int, ...]:
    """Return the place in a profile of an entry: of a link by slug and type, of others by their text."""
    if key == "related":
        links = [(link.slug, link.type) for link in profile.related]
        return (key, links.index((value[0], value[1])), "slug") if value in links else (key,)
    entries = getattr(profile, key)
    if isinstance(entries, tuple) and value[0] in entries:
        return (key, entries.index(value[0]))
    return (key,)


def _line_with(source: Source, quote: str) -> Place | None:
    """Return the first line of a source that begins or holds what a quote begins with."""
    begun = quote.strip().splitlines()[0] if quote.strip() else ""
    for path in files_of(source):
        if not begun or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        before, found, _ = text.partition(begun)
        if found:
            shown = f"{source.shown}/{path.name}" if source.form == "folder" else source.shown
            return Place(shown, before.count("\n") + 1)
    return None


def yaml_of(fix: Fix) -> Iterator[str]:
    """Yield the lines of metadata that a fix stands for, as they would be in a profile."""
    if isinstance(fix, Remove):
        yield f"{fix.key}:  # without {_quoted(fix.value)}"
        return
    yield "related:"
    yield f"  - slug: {fix.slug}"
    if isinstance(fix, ChangeType):
        yield f"    type: {fix.new}  # was {fix.old}"
    else:
        yield f"    type: {fix.type}"


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace('"', "'") + '"'
