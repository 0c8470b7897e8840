"""Slugs: the safe, readable names from which IRIs and file names are made."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

LONGEST = 80
"""Longest slug made from a text, in characters."""

GRAPHS_OF_THE_DATASET = ("concepts", "dataset", "inferred", "mentions", "ontology")
"""Named graphs that belong to no profile; their names can't be slugs of profiles."""

_SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST_SAFE = 100
_WINDOWS_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")
_APOSTROPHE = re.compile("['\u2018\u2019\u02bc]")
_LATIN_MARK = re.compile("[\u0300-\u036f]")
_HYPHENS = re.compile("-+")
_NO_WORD = re.compile(r"[\W_]+")
_SPOKEN = (
    (re.compile(r"(?<!\w)\.(?=\w)"), " dot "),
    (re.compile(r"(?<=\w)\+"), " plus "),
    (re.compile(r"(?<=\w)#"), " sharp "),
    (re.compile(r"&"), " and "),
)


@lru_cache(maxsize=20_000)
def slugify(text: str) -> str:
    """Return a slug for ``text``: lower case, words joined by single hyphens, never empty.

    Letters of other scripts stay, accents of Latin ones go. ``C``, ``C++`` and ``C#`` differ. A long text
    is cut at a word and ends in eight hexadecimal digits of its SHA-256, as does one without any letter.

    >>> slugify("Import specialist / classification"), slugify("C++"), slugify("café")
    ('import-specialist-classification', 'c-plus-plus', 'cafe')
    """
    spoken = _APOSTROPHE.sub("", text)
    for sign, word in _SPOKEN:
        spoken = sign.sub(word, spoken)
    plain = _LATIN_MARK.sub("", unicodedata.normalize("NFKD", spoken)).casefold()
    slug = _hyphenated(unicodedata.normalize("NFC", plain))
    if 0 < len(slug) <= LONGEST:
        return slug
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    head, _, _ = slug[: LONGEST - 9].rpartition("-")
    return f"{head or slug[: LONGEST - 9] or 'x'}-{digest}"


def _hyphenated(text: str) -> str:
    if not text.isascii():  # the vowel signs of many scripts are marks, which \\w leaves out
        text = "".join(character if _belongs_to_words(character) else "-" for character in text)
        return _HYPHENS.sub("-", text).strip("-")
    return _NO_WORD.sub("-", text).strip("-")


def _belongs_to_words(character: str) -> bool:
    """Whether it is a letter, digit or mark, and not of the plane that IRIs forbid (RFC 3987, 2.2)."""
    return unicodedata.category(character)[0] in "LNM" and character < "\U000e0000"


def why_unsafe(slug: str) -> str | None:
    """Return why ``slug`` can't name a profile, or None if it can."""
    if len(slug) > _LONGEST_SAFE:
        return f"it is longer than {_LONGEST_SAFE} characters"
    if _SAFE.match(slug):
        return None
    if "--" in slug or slug.startswith("-") or slug.endswith("-"):
        return "hyphens stand single, between letters or digits"
    return "it may hold only the letters a-z, digits and hyphens"


def why_reserved(slug: str) -> str | None:
    """Return what else bears this name, or None if nothing does."""
    if slug in GRAPHS_OF_THE_DATASET:
        return "a named graph of the dataset has this name"
    if _WINDOWS_DEVICE.match(slug):
        return "Windows allows no file of this name"
    return None
