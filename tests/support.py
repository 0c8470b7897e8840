"""What several tests need: paths, small profiles, generated ones."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import strategies as st

from metier.model import (
    Citation,
    CountryVariant,
    Extra,
    Link,
    Origin,
    Profile,
    Reviewer,
    Section,
)
from metier.readers import find_sources, read
from metier.vocab import practice_kinds, relation_types

ROOT = Path(__file__).resolve().parents[1]
PROFILES = ROOT / "profiles"
EXAMPLE = ROOT / "docs" / "example"
CORPUS = ROOT.parent / "shared" / "corpus" / "soul-atlas"

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the real profiles are not part of the project"
)


def read_all(*paths: Path) -> dict[str, Profile]:
    """Return the profiles below ``paths`` by slug; every source must be one."""
    readings = [read(source) for source in find_sources(paths)]
    broken = [problem for found in readings for problem in found.problems if problem.is_error]
    assert not broken
    return {found.profile.slug: found.profile for found in readings if found.profile}


def write_profile(folder: Path, slug: str, more: str = "", title: str = "") -> Path:
    """Write a small profile and return its file."""
    path = folder / f"{slug}.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    head = f"title: {title or slug.title()}\nslug: {slug}\ncategory: Tests\nsummary: s\nstatus: draft\n"
    path.write_text(head + "source: {origin: tests}\n" + more, encoding="utf-8")
    return path


# Text that a file can hold: no characters that XML forbids, no carriage returns, no blank ends.
_CHARACTERS = st.characters(
    exclude_categories=["Cs"],
    exclude_characters="".join(map(chr, [*range(9), *range(11, 32), 0xFFFE, 0xFFFF, 9, 10, 13])),
)
_AWKWARD = st.sampled_from(
    [
        '"""',
        "\\",
        "'",
        '"',
        "\\n",
        "\u2028",
        "\x85",
        "\u202e",
        "<b>",
        "}}",
        "#",
        ": ",
        "- ",
        "a",
        "é",
    ]
)
_LINES = st.lists(st.one_of(st.text(_CHARACTERS, max_size=12), _AWKWARD), max_size=6).map("".join)


def _stripped(text: str) -> str:
    return text.strip()


TEXTS = _LINES.map(_stripped).filter(bool)
"""One line of text, not blank."""


def _markdown(lines: list[str]) -> str:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[0] : filled[-1] + 1]) if filled else ""


MARKDOWN = st.lists(_LINES, max_size=6).map(_markdown)
"""Markdown as a section has it: no blank lines at either end."""

SLUGS = st.from_regex(r"[a-z]{2,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda slug: (
        slug not in ("inferred", "concepts", "dataset", "ontology", "con", "aux", "nul", "prn")
    )
)
_DAYS = st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
_MAYBE = st.none() | TEXTS


def _tuples(
    strategy: st.SearchStrategy[object], size: int = 3
) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=size).map(tuple)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Generate any profile that a reader could give."""
    slug = draw(SLUGS)
    links = st.builds(
        Link,
        SLUGS.filter(lambda other: other != slug),
        st.sampled_from([*relation_types()]),
        _MAYBE,
    )
    origins = st.builds(Origin, _MAYBE, _MAYBE, _MAYBE, _MAYBE, _MAYBE, _DAYS)
    return draw(
        st.builds(
            Profile,
            title=TEXTS,
            slug=st.just(slug),
            aliases=_tuples(TEXTS),
            kind=st.sampled_from([*practice_kinds()]),
            category=_MAYBE,
            tags=_tuples(TEXTS),
            difficulty=_MAYBE,
            summary=_MAYBE,
            contributors=_tuples(TEXTS),
            provenance=_MAYBE,
            source=st.none() | origins,
            last_reviewed=_DAYS,
            reviewers=_tuples(st.builds(Reviewer, TEXTS, _MAYBE, _DAYS)),
            created=_DAYS,
            updated=_DAYS,
            related=_tuples(links),
            specializations=_tuples(TEXTS),
            country_variants=_tuples(st.builds(CountryVariant, TEXTS, _MAYBE)),
            sources=_tuples(st.builds(Citation, TEXTS, _MAYBE, _MAYBE)),
            status=_MAYBE,
            sections=_tuples(st.builds(Section, st.just("") | TEXTS, MARKDOWN), 4),
            extras=st.just(()) | st.just((Extra("/salary", '{"from": "1.10", "to": null}'),)),
        )
    )
