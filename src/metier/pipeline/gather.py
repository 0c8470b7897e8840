"""From paths to profiles that fit together: reading, checking, and what the collection knows by name."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from metier import rules
from metier.checks import Finding, collection_findings, profile_findings
from metier.diagnostics import Diagnostic
from metier.model import DatasetInfo, Profile
from metier.readers import (
    Places,
    Source,
    files_of,
    find_sources,
    read,
    read_dataset_info,
    read_rulings,
)
from metier.resolve.names import Card, Collection
from metier.sections import SectionItem, items_of

from .last_build import LastBuild, Reading
from .parallel import default_jobs, spread

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


Content = tuple[Profile, Places, tuple[SectionItem, ...]]
"""A profile, where its values stand, and its items."""


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A profile and its places as bytes: thousands of them wait for the collection to be known.

    Without ``data`` it is one that did not change since the last build, and is read only if need be.
    """

    source: Source
    card: Card
    data: bytes | None
    updated: datetime.date | None

    def unpacked(self) -> Content:
        """Return the profile, where its values stand, and its items."""
        if self.data is None:
            reading = read(self.source)
            assert reading.profile is not None  # its bytes are those that gave its card
            return reading.profile, reading.places, items_of(reading.profile)
        content: Content = pickle.loads(self.data)  # noqa: S301 -- our own bytes
        return content


@dataclass(slots=True)
class Gathered:
    """The profiles of a run in the order of their slugs, and all problems met so far."""

    packed: list[Packed]
    collection: Collection
    info: DatasetInfo
    problems: list[Diagnostic]
    files: dict[str, str]
    """For each file as shown to the user, its place below the path that was named."""


def gather(
    paths: Iterable[Path | str],
    jobs: int | None = None,
    progress: Progress = no_progress,
    memory: LastBuild | None = None,
) -> Gathered:
    """Read every profile below ``paths``, but for those that ``memory`` knows to be unchanged.

    A profile with an error is left out, its problems are not. Raises UsageError where a path doesn't exist.
    """
    roots = [Path(path) for path in paths]
    sources = find_sources(roots)
    info, problems = read_dataset_info(roots)
    rulings, doubts = read_rulings(roots)
    problems += doubts
    packed, unread = _recalled(sources, memory, problems)
    done = len(packed)
    for chunk in spread(_read_all, None, unread, jobs or default_jobs()):
        for one, found in chunk:
            problems += found
            if one:
                packed.append(one)
                if memory:
                    memory.learn_reading(one.source, Reading(one.card, one.updated, found))
        done += len(chunk)
        progress("reading", done, len(sources))
    packed, duplicates = _without_duplicates(packed)
    if memory:
        memory.settle(one.source for one in packed)
    problems += duplicates
    broken = {problem.file for problem in problems if problem.is_error}
    problems += _empty(roots, broken, packed)
    whole = {one.card.slug for one in packed}
    unusable = {_name_of(source) for source in sources} - whole
    collection = Collection((one.card for one in packed), unusable, rulings)
    return Gathered(
        packed=packed,
        collection=collection,
        info=info,
        problems=problems + (_ruling_problems(collection) if rulings else []),
        files={source.shown: source.relative for source in sources}
        | {
            (root / name).as_posix(): name
            for root in roots
            for name in ("concepts.yaml", "dataset.yaml")
        },
    )


def _ruling_problems(collection: Collection) -> list[Diagnostic]:
    """Return what is wrong with the rulings of a person, which only the collection can tell."""
    problems = []
    for ruling, other in collection.concepts.contradictions:
        uses = ", ".join(f"`{label}`" for _, label in ruling.uses)
        place = (ruling.file, ruling.line, ruling.column)
        problems.append(rules.CONTRADICTION.at(*place, uses=uses, other=other.line))
    for ruling, profile, label in collection.concepts.unmet:
        name = f"{profile}: {label}" if profile else label
        place = (ruling.file, ruling.line, ruling.column)
        problems.append(rules.UNMET_RULING.at(*place, kind=f"a {ruling.kind}", label=name))
    return problems


def _empty(
    roots: Iterable[Path], broken: Iterable[str], packed: Sequence[Packed]
) -> list[Diagnostic]:
    """Return an error for each path that gave neither a profile nor an error."""
    filled = [one.source.path for one in packed] + [Path(file) for file in broken]
    doubtful = [root for root in roots if not any(root in (path, *path.parents) for path in filled)]
    if not doubtful:
        return []
    real = {path.resolve() for path in filled}  # a path may lead to the same files as another one
    real |= {file.resolve() for one in packed for file in files_of(one.source)}
    holders = {holder for path in real for holder in (path, *path.parents)}
    return [
        rules.NO_PROFILES.at(root.as_posix()) for root in doubtful if root.resolve() not in holders
    ]


def _recalled(
    sources: Iterable[Source], memory: LastBuild | None, problems: list[Diagnostic]
) -> tuple[list[Packed], list[Source]]:
    """Return what is known already, and the sources to read; the problems of the former are added."""
    packed, unread = [], []
    for source in sources:
        known = memory.recall_reading(source) if memory else None
        if known is None:
            unread.append(source)
        else:
            problems += known.problems
            packed.append(Packed(source, known.card, None, known.updated))
    return packed, unread


def _read_all(_: None, sources: Sequence[Source]) -> list[tuple[Packed | None, list[Diagnostic]]]:
    return [_read_one(source) for source in sources]


def _read_one(source: Source) -> tuple[Packed | None, list[Diagnostic]]:
    reading = read(source)
    problems = list(reading.problems)
    profile = reading.profile
    if profile is None:
        return None, problems
    name = _name_of(source)
    if name != profile.slug:
        place = reading.places.of(("slug",))
        problems.append(
            rules.NAME_OF_FILE.at(
                place.file,
                place.line,
                place.column,
                slug=profile.slug,
                name=name,
                place="folder" if source.form == "folder" else "file",
            )
        )
    items = items_of(profile)
    data = pickle.dumps((profile, reading.places, items), protocol=5)
    return Packed(source, Card.of(profile, items), data, profile.updated), problems


def _name_of(source: Source) -> str:
    """Return the name of a source's folder or file, which a well-kept profile has as its slug."""
    path = source.path.resolve()
    return path.name if source.form == "folder" else path.stem


def _without_duplicates(packed: Iterable[Packed]) -> tuple[list[Packed], list[Diagnostic]]:
    """Return one profile for each slug, in order of slugs, and an error for each further one."""
    kept: dict[str, Packed] = {}
    problems = []
    for one in sorted(packed, key=lambda one: (one.card.slug, one.source)):
        first = kept.setdefault(one.card.slug, one)
        if first is not one:
            place = one.unpacked()[1].of(("slug",))
            problems.append(
                rules.DUPLICATE_SLUG.at(
                    place.file,
                    place.line,
                    place.column,
                    slug=one.card.slug,
                    other=first.source.relative,
                )
            )
    return list(kept.values()), problems


def check(
    paths: Iterable[Path | str], jobs: int | None = None, progress: Progress = no_progress
) -> list[Diagnostic]:
    """Return all problems of the profiles below ``paths``, by file, line and column.

    Raises UsageError where a path doesn't exist.
    """
    gathered = gather(paths, jobs, progress)
    problems = gathered.problems + located(gathered, collection_findings(gathered.collection))
    packed = gathered.packed
    for chunk in spread(_check_all, gathered.collection, packed, jobs or default_jobs()):
        for found in chunk:
            problems += found
    return sorted(problems)


def _check_all(collection: Collection, packed: Sequence[Packed]) -> list[list[Diagnostic]]:
    return [problems_of(*one.unpacked()[:2], collection) for one in packed]


def problems_of(profile: Profile, places: Places, collection: Collection) -> list[Diagnostic]:
    """Return what is doubtful about one profile, with lines."""
    return [_placed(finding, places) for finding in profile_findings(profile, collection)]


def located(gathered: Gathered, findings: Iterable[Finding]) -> list[Diagnostic]:
    """Return findings of several profiles with their lines."""
    packed = {one.card.slug: one for one in gathered.packed}
    return [_placed(finding, packed[finding.slug].unpacked()[1]) for finding in findings]


def _placed(finding: Finding, places: Places) -> Diagnostic:
    return places.report(finding.rule, finding.path, **finding.values)


def relative_to_paths(gathered: Gathered, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return problems with files named as below the path that was given: the same on every machine."""

    def relative(file: str) -> str:
        folder, _, name = file.rpartition("/")
        if folder in gathered.files and file not in gathered.files:
            return f"{gathered.files[folder]}/{name}"
        return gathered.files.get(file, file)

    return sorted(replace(problem, file=relative(problem.file)) for problem in problems)
