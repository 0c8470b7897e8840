"""Enumerations: their members, each without what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from metier.lexicon import (
    ADVERBS,
    ARTICLES,
    CLAUSE_WORDS,
    DETERMINERS,
    EDITIONS,
    JOINTS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    PURPOSE,
    is_adjective,
    is_faculty,
    is_instrument,
    is_name,
    is_participle,
    is_plural,
    is_verb,
)

from .aims import EXAMPLES, Aim, cut
from .asides import Text, abbreviates, unmarked, without_asides
from .phrases import is_thing, name_of, split_coordination

COMMA = re.compile(r",\s+")
DASH = re.compile(r"\s+[\u2013\u2014-]\s+|\s*\u2014\s*")
JOINED = re.compile(r"\A\s*(?:and|or|plus|then|also)\s+(?:also\s+)?")
_NUMBERS = re.compile(r"(?:(?:and|or)\s+)?\d+[A-Z]?(?:\s(?:and|or)\s\d+[A-Z]?)?")
_MORE_MEANS = re.compile(r"\s(?:in|with|using|via|through)\s")
_MEANS = ("in", "with", "using", "via", "through")
_REASONS = ("because", "so", "since", "unless")
_MOST_MODIFIERS = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an enumeration between two commas."""

    text: str
    name: str
    """What names, without what joins it to the part before."""
    aim: Aim | None

    @property
    def first(self) -> str:
        words = JOINED.sub("", self.text).split()
        return words[0].casefold() if words else ""

    @property
    def is_joined(self) -> bool:
        return self.text.startswith(("and ", "or "))

    @property
    def has_own_aim(self) -> bool:
        return self.aim is not None and self.aim.word in ("for", "to")


def members(body: str, text: Text) -> Iterator[str]:
    """Yield the names that an enumeration has; ``body`` is a piece of ``text.body``."""
    aim: Aim | None = None
    started = 0
    parts = [_part(part) for part in grouped(COMMA.split(body))]
    ends = _next_joined(parts)
    for number, part in enumerate(parts):
        if not part.name and part.aim and part.aim.word == "with" and number:
            yield from _fittings(cut(part.aim.rest)[0], text)
        if not part.name and _only_sets_scene(parts, number):
            continue
        if aim and _goes_on(aim, part, ends[number], is_next=number == started + 1):
            if aim.word == "with":
                yield from _fittings(part.name, text)
            if part.has_own_aim:
                aim, started = part.aim, number
            continue
        aim, started = part.aim, number
        if part.name and not is_remark(part.name) and part.first != "no":
            yield from _named(part, text)


def _part(text: str) -> _Part:
    name, aim = cut(JOINED.sub("", text))
    return _Part(text, name if unmarked(name).strip() else "", aim)


def _only_sets_scene(parts: list[_Part], number: int) -> bool:
    """Whether a part says where and not what: ``on set``, ``beyond those``."""
    opens = number == 0 or parts[number - 1].text in JOINTS
    return opens and number + 1 < len(parts)


def _named(part: _Part, text: Text) -> Iterator[str]:
    aim = part.aim
    if aim and aim.word in _MEANS and is_name(aim.rest[:1]):
        if not _is_activity(part.name):
            yield from _told(part.name, text)
        yield from members(_MORE_MEANS.split(aim.rest)[0], text)
        return
    for half in EXAMPLES.split(part.name, maxsplit=1):
        for piece in split_coordination(half):
            yield from _told(piece, text)
    if aim and aim.word == "with" and _is_fitted(aim):
        yield from _fittings(cut(aim.rest)[0], text)


def _is_fitted(aim: Aim) -> bool:
    """Whether *with* names a thing that is used too, and not what the thing before has."""
    if aim.article or aim.rest.startswith(("its ", "their ")):
        return True
    first = cut(aim.rest)[0].split(" and ")[0].split()
    return bool(first) and not is_plural(first[-1])


def _is_activity(name: str) -> bool:
    """Whether a phrase names what is done, as in ``backlog management in Jira``."""
    last = unmarked(name).split()[-1].casefold()
    return last.endswith(("ing", "ment", "analysis"))


def _fittings(phrase: str, text: Text) -> Iterator[str]:
    """Yield the tools that another one is used with: ``a lying press with a plough``."""
    for piece in split_coordination(JOINED.sub("", phrase)):
        for name in _told(piece, text):
            if is_instrument(name.split()[-1]):
                yield name


def _told(piece: str, text: Text) -> Iterator[str]:
    name = name_of(piece)
    if name and is_thing(name):
        yield name
    for head, aside in text.asides_of(piece):
        yield from things_in_aside(aside, head)


# What a thing is for


def _goes_on(aim: Aim, part: _Part, end: _Part | None, *, is_next: bool) -> bool:
    """Whether a part of an enumeration still tells the aim of the thing before."""
    if part.text.startswith("plus ") or EXAMPLES.search(" " + JOINED.sub("", part.text)):
        return False
    if aim.word not in PURPOSE | PREPOSITIONS | CLAUSE_WORDS or (is_next and part.is_joined):
        return False  # ``a tuner for tone, and a metronome``
    if aim.word in _REASONS and part.first not in ARTICLES:
        return True
    if part.has_own_aim and not (part.is_joined and aim.word not in ("for", "to")):
        repeats = part.first in PREPOSITIONS or (is_verb(part.first) and aim.word == "to")
        if not repeats:
            return False
    if part.first in ARTICLES:
        may_go_on = aim.word == "to" or not aim.is_closed
        return part.first == aim.article and aim.word in PURPOSE and may_go_on
    return not aim.is_closed and _ends(aim, end)


def _ends(aim: Aim, end: _Part | None) -> bool:
    """Whether an *and* further on ends what the thing is for, so that it lasts until there."""
    return end is not None and (end.first not in ("a", "an") or end.first == aim.article)


def _next_joined(parts: list[_Part]) -> list[_Part | None]:
    """Return for each part the first one from there on that an *and* or *or* opens."""
    found: list[_Part | None] = []
    joined: _Part | None = None
    for part in reversed(parts):
        joined = part if part.is_joined else joined
        found.append(joined)
    return found[::-1]


# Parts


def grouped(parts: list[str]) -> list[str]:
    """Join parts that are bare modifiers of the head in the last: ``straight, curved, and angled scissors``.

    A part that is a number goes on with the part before it: ``forms 28, 29 and 6051S``.
    """
    joined: list[str] = []
    for part in map(str.strip, parts):
        if joined and _NUMBERS.fullmatch(part):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    last = next((place for place, part in enumerate(joined) if JOINED.match(part)), 0)
    if (
        0 < last <= _MOST_MODIFIERS
        and _is_headed(joined[last])
        and all(map(_is_bare, joined[:last]))
    ):
        return [", ".join(joined[: last + 1]), *joined[last + 1 :]]
    return joined


def _is_headed(part: str) -> bool:
    """Whether a part ends in a noun in the plural with a modifier."""
    words = JOINED.sub("", part).split()
    named = name_of(cut(" ".join(words))[0]).split()
    return len(named) > 1 and words[0].casefold() not in DETERMINERS and is_plural(named[-1])


def _is_bare(part: str) -> bool:
    words = part.split()
    if len(words) != 1 or is_name(words[0][1:]) or is_plural(words[0]):
        return False
    return not is_instrument(words[0]) and not is_faculty(words[0])


def is_remark(part: str) -> bool:
    """Whether a part says something of the thing before: ``still central``, ``used with suspicion``."""
    words = [word.casefold() for word in part.split()]
    if len(words) == 1:
        return part[0].islower() and (words[0] in PARTICIPLES or is_adjective(words[0]))
    if all(word.endswith(("ed", "'d")) or word in PARTICIPLES | JOINTS for word in words):
        return True
    if words[0] in PARTICIPLES:
        return is_participle(words[0], words[1])
    return words[0] in ADVERBS and words[1] not in DETERMINERS


# Parentheses


def things_in_aside(aside: str, head: str) -> list[str]:
    """Return the names of the things in a parenthesis behind ``head``: its members, not its other names."""
    is_alternative = JOINED.match(aside) is not None
    opened = (
        EXAMPLES.sub("", JOINED.sub("", aside), count=1) if _opens(aside) else JOINED.sub("", aside)
    )
    words = opened.split()
    if not words or words[0].casefold() in PREPOSITIONS | CLAUSE_WORDS | PRONOUNS:
        return []
    text = without_asides(opened)
    parts = re.split(rf";|\s/\s|{DASH.pattern}", text.body)
    names = [name for part in parts for name in members(part, text)]
    if is_alternative:
        return names
    if len(names) == 1 and (not is_name(names[0]) or abbreviates(names[0], head)):
        return []
    if all(name.casefold() in EDITIONS for name in names):
        return []
    return names if any(map(is_name, names)) else [name for name in names if _stands_alone(name)]


def _opens(aside: str) -> bool:
    return EXAMPLES.match(aside) is not None


def _stands_alone(name: str) -> bool:
    return len(name.split()) > 1 or (is_instrument(name) and is_plural(name))
