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
from .fields import build_profile
from .json_tree import json_places, parse_json
from .markdown import HeadedText, outline, trim_blank_lines, unified_lines
from .take import described
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
    tree = parse_yaml(read_text(folder / metadata_name, metadata_file), metadata_file)
    markdown = read_text(folder / markdown_name, markdown_file)
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
    metadata = _metadata(tree.value, places, ("slug",))
    profile, problems = build_profile(metadata, (part.section for part in parts.sections), places)
    title = metadata.get("title")
    if parts.title and isinstance(title, str) and parts.title != title.strip():
        problems.append(
            rules.TITLE_DIFFERS.at(
                markdown_file, parts.title_line, heading=parts.title, title=title
            )
        )
    return _unless_broken(profile, [*tree.problems, *problems], places)


def _section_places(sections: Iterable[HeadedText], file: str) -> dict[Path, Place]:
    return {("sections", number): Place(file, part.line, 1) for number, part in enumerate(sections)}


def read_yaml(path: pathlib.Path, shown: str) -> Read:
    """Read a single YAML file with metadata and ``sections: [{heading, markdown}]``."""
    tree = parse_yaml(read_text(path, shown), shown)
    places = Places.known(shown, tree.places)
    metadata = dict(_metadata(tree.value, places, ("slug", "sections")))
    sections, problems = _sections(metadata.pop("sections", None), places)
    profile, more = build_profile(metadata, sections, places)
    return _unless_broken(profile, [*tree.problems, *problems, *more], places)


def read_json(path: pathlib.Path, shown: str) -> Read:
    """Read a JSON record: ``slug``, ``title``, ``metadata``, ``sections`` and what was computed of them.

    What an exporter computed (html, word counts, history, citation) is not part of the profile.
    """
    text = read_text(path, shown)
    tree = parse_json(text, shown)
    places = Places(shown, partial(_record_places, path, shown))
    record = _metadata(tree.value, places, ("slug", "sections"))
    inner = record.get("metadata")
    metadata: dict[str, Value] = {key: record[key] for key in ("title", "slug") if key in record}
    metadata |= inner if isinstance(inner, dict) else {}
    sections, problems = _sections(record.get("sections"), places)
    problems += [rules.DUPLICATE_KEY.at(shown, key=key, first=1) for key in tree.duplicates]
    profile, more = build_profile(metadata, sections, places)
    return _unless_broken(profile, [*problems, *more], places)


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


def _sections(value: Value, places: Places) -> tuple[list[Section], list[Diagnostic]]:
    problems: list[Diagnostic] = []
    if value is not None and not isinstance(value, list):
        return [], [
            places.report(
                rules.WRONG_TYPE,
                ("sections",),
                key="sections",
                found=described(value),
                wanted="a list of mappings",
            )
        ]
    sections = []
    for number, entry in enumerate(value or []):
        section, problem = _section(entry, ("sections", number), places)
        sections += [section] if section else []
        problems += [problem] if problem else []
    return sections, problems


def _section(entry: Value, at: Path, places: Places) -> tuple[Section | None, Diagnostic | None]:
    if not isinstance(entry, dict):
        return None, places.report(
            rules.WRONG_TYPE,
            at,
            key=f"sections[{at[1]}]",
            found=described(entry),
            wanted="a mapping with heading and markdown",
        )
    for key in ("heading", "markdown"):
        if not isinstance(entry.get(key, ""), str | None):
            return None, places.report(
                rules.WRONG_TYPE,
                (*at, key),
                key=f"sections[{at[1]}].{key}",
                found=described(entry[key]),
                wanted="text",
            )
    heading, markdown = str(entry.get("heading") or ""), str(entry.get("markdown") or "")
    return Section(heading.strip(), trim_blank_lines(unified_lines(markdown))), None


def _metadata(value: Value, places: Places, marks: tuple[str, ...]) -> dict[str, Value]:
    """Return the mapping that a profile is, by one of the keys that only profiles have."""
    if not isinstance(value, dict):
        raise UnreadableError(places.report(rules.NOT_A_MAPPING, (), found=described(value)))
    if not any(key in value for key in (*marks, "metadata")):
        raise NotAProfileError(f"it has no `{'` and no `'.join(marks)}`")
    return value


def _present(
    folder: pathlib.Path, names: tuple[str, ...], others: tuple[str, ...], shown: str
) -> str:
    for name in names:
        if (folder / name).is_file():
            return name
    other = next(name for name in others if (folder / name).is_file())
    raise UnreadableError(
        rules.MISSING_PART.at(f"{shown}/{other}", present=other, missing=names[0])
    )


def _unless_broken(profile: Profile | None, problems: list[Diagnostic], places: Places) -> Read:
    broken = any(problem.is_error for problem in problems)
    return (None if broken else profile), problems, places
