"""Labels without surface noise: the keys under which spellings of one label meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from metier.lexicon import singular
from metier.rarity import rarities, stem
from metier.wordlists import word_group

WORD = re.compile(r"[^\W_]+(?:[.'\u2019][^\W_]+)*|[&+#]")
_ARTICLE = re.compile(r"\A\W*(?:the|an?)\s+(?=\w)")
_SIGNS = {"&": "and", "+": "plus", "#": "sharp"}
_AMERICAN = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"\A(arm|behavi|col|endeav|fav|harb|hon|hum|lab|neighb|od|rum|sav|vap|vig)our", r"\1or"),
        (r"\A(cent|fib|lit|lust|met|theat|spect|calib)re\Z", r"\1er"),
        (rf"\A({'|'.join(sorted(word_group('doubled-l')))})l(ing|ed|er|or)\Z", r"\1\2"),
        (r"\A(licen|defen|offen)ce\Z", r"\1se"),
        (r"\Agrey\Z", "gray"),
        (r"\Ajudgement", "judgment"),
        (r"\Aprogramme\Z", "program"),
        (r"\A(ana|cata|dia)logue\Z", r"\1log"),
    )
)
_ENDS_IN_ISE = re.compile(r"(?<=[a-z]{3})([iy])s(ation|ing|ed|er|e)\Z")


@lru_cache(maxsize=1 << 16)
def key_of(label: str) -> str:
    """Return a label without case, articles, hyphens, plurals and national spelling.

    >>> key_of("The Colour-Coded Labels"), key_of("color coded label")
    ('color coded label', 'color coded label')
    """
    text = unicodedata.normalize("NFKD", label.casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _ARTICLE.sub("", text)
    found = [_SIGNS.get(word, word) for word in WORD.findall(text)]
    found = [word.replace("\u2019", "").replace("'", "").strip(".") for word in found]
    return " ".join(_plain(word) for word in found if word)


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    word = singular(word.replace(".", "") if re.fullmatch(r"(?:\w\.)+\w", word) else word)
    for british, american in _AMERICAN:
        word = british.sub(american, word)
    respelled = _ENDS_IN_ISE.sub(r"\1z\2", word)
    return respelled if stem(respelled) in rarities() else word  # *organize*, but not *supervize*


@lru_cache(maxsize=1 << 16)
def root_of(key: str) -> str:
    """Return a key with each word cut to the root that its derivations begin with, sorted.

    Labels with one root may be related, as *mandated* and *mandatory* are, or not, as *plan* and *planet*.
    """
    return " ".join(sorted(stem(word)[:_ROOT] for word in content_words(key)))


@lru_cache(maxsize=1 << 16)
def are_derived(one: str, other: str) -> bool:
    """Whether two keys have the same words but for endings: most of their stems agree.

    >>> are_derived("mandated reporter", "mandatory reporting"), are_derived("psychosis", "psychometric")
    (True, False)
    """
    mine, its = (sorted(map(stem, content_words(key))) for key in (one, other))
    return len(mine) == len(its) > 0 and all(map(_agree, mine, its))


def _agree(one: str, other: str) -> bool:
    shared = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if one == other:
        return True
    return shared >= _FEWEST_SHARED and shared / max(len(one), len(other)) > _AGREEMENT


def are_instrument_and_method(one: str, other: str) -> bool:
    """Whether one key names an instrument and the other its use: *microscope*, *microscopy*."""
    roots = {_METHOD.sub(r"\1", key) for key in (one, other)}
    return len(roots) == 1 and one != other


def bare_stems(key: str) -> list[str]:
    """Return the stems of a key without their last vowels: *microscope* and *microscopy* meet."""
    return sorted(stem(word).rstrip("aeiouy") for word in content_words(key))


@lru_cache(maxsize=1 << 16)
def key_without_vague_words(key: str) -> str:
    """Return the key of a tool without the words that only say *tool*."""
    return " ".join(word for word in content_words(key) if word not in _VAGUE)


def content_words(key: str) -> list[str]:
    """Return the words of a key that carry meaning."""
    return [word for word in key.split() if word not in _SMALL_WORDS]


_METHOD = re.compile(r"(scop|graph|met)(?:e|er|y|ry)?\Z")
_ROOT = 4
_FEWEST_SHARED = 5
_AGREEMENT = 0.64
_SMALL_WORDS = word_group("small")
_VAGUE = word_group("vague-tools")
