"""The five forms of a profile: each function reads one, all give the same Profile."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable
from functools import partial

from metier import rules
from metier.diagnostics import Diagnostic
from metier.model import Path, Profile, Section

from .document import NotAProfileError, Place, Places, UnreadableError, Value
from .fields import METADATA_KEYS, build_profile
from .json_tree import json_places, parse_json
from .markdown import HeadedText, outline, trim_blank_lines, unified_lines
from .take import Taker, described
from .text_file import read_text
from .yaml_tree import YamlTree, parse_yaml

Read = tuple[Profile | None, list[Diagnostic], Places]
"""A profile, unless it has errors; its problems; and where its values stand."""

METADATA_NAMES = ("metadata.yaml", "metadata.yml")
MARKDOWN_NAMES = ("SOUL.md", "soul.md")

_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def read_folder(folder: pathlib.Path, shown: str) -> Read:
    """Read ``metadata.yaml`` and ``SOUL.md`` of a folder; a mirrored profile is one with ``source:``."""
    metadata_name = _present(folder, METADATA_NAMES, MARKDOWN_NAMES, shown)
    markdown_name = _present(folder, MARKDOWN_NAMES, METADATA_NAMES, shown)
    metadata_file, markdown_file = f"{shown}/{metadata_name}", f"{shown}/{markdown_name}"
    markdown = read_text(folder / markdown_name, markdown_file)
    tree = parse_yaml(read_text(folder / metadata_name, metadata_file), metadata_file)
    return _from_markdown(tree, metadata_file, markdown, markdown_file, 1)


def read_front_matter(path: pathlib.Path, shown: str) -> Read:
    """Read Markdown with YAML front matter."""
    text = unified_lines(read_text(path, shown))
    if not re.match(r"---[ \t]*\n", text):
        raise NotAProfileError("it has no front matter")
    start = text.index("\n") + 1
    end = _FRONT_MATTER_END.search(text, start)
    if end is None:
        raise UnreadableError(rules.OPEN_FRONT_MATTER.at(shown))
    tree = parse_yaml(text[start : end.start()], shown, first_line=2)
    first_line = text.count("\n", 0, end.end()) + 1
    return _from_markdown(tree, shown, text[end.end() :], shown, first_line)


def _from_markdown(
    tree: YamlTree, metadata_file: str, markdown: str, markdown_file: str, first_line: int
) -> Read:
    parts = outline(markdown, first_line)
    found = tree.places | _section_places(parts.sections, markdown_file)
    places = Places.known(metadata_file, found)
    take = Taker(places)
    metadata = _mapping(tree.value, places)
    if metadata_file == markdown_file:
        _must_look_like_a_profile(metadata)
    profile = build_profile(take, metadata, (part.section for part in parts.sections))
    title = metadata.get("title")
    if parts.title and isinstance(title, str) and parts.title != title.strip():
        take.problems.append(
            rules.TITLE_DIFFERS.at(
                markdown_file, parts.title_line, heading=parts.title, title=title
            )
        )
    return _read(profile, [*tree.problems, *take.problems], places)


def _section_places(sections: Iterable[HeadedText], file: str) -> dict[Path, Place]:
    return {("sections", number): Place(file, part.line, 1) for number, part in enumerate(sections)}


def read_yaml(path: pathlib.Path, shown: str) -> Read:
    """Read a single YAML file with metadata and ``sections: [{heading, markdown}]``."""
    tree = parse_yaml(read_text(path, shown), shown)
    places = Places.known(shown, tree.places)
    take = Taker(places)
    metadata = dict(_mapping(tree.value, places))
    _must_look_like_a_profile(metadata)
    sections = _sections(take, metadata.pop("sections", None), ())
    profile = build_profile(take, metadata, sections)
    return _read(profile, [*tree.problems, *take.problems], places)


def read_json(path: pathlib.Path, shown: str) -> Read:
    """Read a JSON record: ``slug``, ``title``, ``metadata``, ``sections`` and what was computed of them.

    What an exporter computed (html, word counts, history, citation) is not part of the profile.
    """
    text = read_text(path, shown)
    tree = parse_json(text, shown)
    places = Places(shown, partial(_record_places, path, shown))
    take = Taker(places)
    record = dict(_mapping(tree.value, places))
    _must_look_like_a_profile(record)
    sections = _sections(take, record.pop("sections", None), _COMPUTED_OF_A_SECTION)
    profile = build_profile(take, _record_metadata(take, record), sections)
    return _read(profile, [*tree.problems, *take.problems], places)


_COMPUTED = ("computed", "git", "citation")
_COMPUTED_OF_A_SECTION = ("id", "html", "wordCount")


def _record_metadata(take: Taker, record: dict[str, Value]) -> dict[str, Value]:
    """Return the metadata of a record: those under ``metadata``, and what stands beside them."""
    inner = record.pop("metadata", None)
    beside: dict[str, Value] = {key: record[key] for key in record if key not in _COMPUTED}
    if inner is None or isinstance(inner, dict):
        return beside | (inner or {})
    take.wrong(("metadata",), inner, "a mapping")
    return beside


def _record_places(path: pathlib.Path, shown: str) -> dict[Path, Place]:
    """Return the places of a JSON record, those of its metadata named as in the other forms.

    Its text is read again: to find places in it costs more than to read it, and few are asked for.
    """
    try:
        text = read_text(path, shown)
    except UnreadableError:
        return {}  # the file went away since it was read
    return {
        where[1:] if where[:1] == ("metadata",) else where: place
        for where, place in json_places(text, shown).items()
    }


def _sections(take: Taker, value: Value, computed: tuple[str, ...]) -> list[Section]:
    sections = []
    entries = take.entries({"sections": value}, ("sections",), "a list of mappings")
    for number, entry in enumerate(entries):
        at = ("sections", number)
        if not isinstance(entry, dict):
            take.wrong(at, entry, "a mapping with heading and markdown")
            continue
        take.unknown_keys(entry, ("heading", "markdown", *computed), at)
        heading, markdown = take.text(entry, (*at, "heading")), entry.get("markdown")
        if not isinstance(markdown, str | None):
            take.wrong((*at, "markdown"), markdown, "text")
            continue
        sections.append(Section(heading or "", trim_blank_lines(unified_lines(markdown or ""))))
    return sections


def _mapping(value: Value, places: Places) -> dict[str, Value]:
    if not isinstance(value, dict):
        raise UnreadableError(places.report(rules.NOT_A_MAPPING, (), found=described(value)))
    return value


def _must_look_like_a_profile(value: dict[str, Value]) -> None:
    """Tell a profile, if an incomplete one, from other files: by a slug, sections, or two of the keys."""
    known = sum(key in value for key in METADATA_KEYS)
    if known < _FEWEST_KEYS and not {"slug", "sections"} & value.keys():
        raise NotAProfileError("it has no `slug` and no `sections`")


_FEWEST_KEYS = 2


def _present(
    folder: pathlib.Path, names: tuple[str, ...], others: tuple[str, ...], shown: str
) -> str:
    for name in names:
        if (folder / name).is_file():
            return name
    other = next((name for name in others if (folder / name).is_file()), others[0])
    raise UnreadableError(
        rules.MISSING_PART.at(f"{shown}/{other}", present=other, missing=names[0])
    )


def _read(profile: Profile, problems: list[Diagnostic], places: Places) -> Read:
    broken = any(problem.is_error for problem in problems)
    return (None if broken else profile), problems, places
