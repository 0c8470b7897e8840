"""What a sentence of prose says is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from metier.lexicon import (
    ADVERBS,
    AUXILIARIES,
    COPULAS,
    DETERMINERS,
    GENERIC,
    LISTING_VERBS,
    PARTICIPLES,
    PEOPLE,
    PEOPLES_VERBS,
    PLAIN_ADJECTIVES,
    PREPOSITIONS,
    PRONOUNS,
    is_adjective,
    is_instrument,
    is_name,
    is_plural,
    singular,
)
from metier.wordlists import word_group

from .aims import cut
from .asides import MARK, Text, without_asides
from .enumerations import COMMA, DASH, JOINED, members
from .glosses import is_list
from .verbs import base_of, main_verb

_WORD = re.compile(r"[\w'-]+")
_BEFORE_OBJECTS = COPULAS | AUXILIARIES | ADVERBS | word_group("before-objects")
_LATER = re.compile(r",\s+(?:and|but|while)\s+")
_JOINT = re.compile(r"\A(?:And|But|Or|Plus)\s+")
_MEANS = re.compile(r"\b(?:in|with|on|using|through|via)\s+(?=[A-Z])")


def things_in_prose(sentence: str) -> list[str]:
    """Return the names of the things that a sentence says are used, in order."""
    text = without_asides(_JOINT.sub("", sentence.strip().rstrip(".")))
    found: list[str] = []
    for clause in text.body.split(";"):
        pieces = DASH.split(clause)
        found += _of_clause(" ".join(pieces[::2]), text)
        introduced = len(pieces) == 2 and not found and _introduces(pieces[0])
        for piece in pieces[1::2]:
            if introduced:
                found += _of_clause(piece, text)
            elif is_list(piece, text):
                found += members(piece, text)
    return found


@dataclass(frozen=True, slots=True)
class _Clause:
    subject: str
    verb: str
    """As it stands, in small letters."""
    rest: list[str]

    @property
    def base(self) -> str:
        return base_of(self.verb)

    @property
    def predicate(self) -> str:
        """What follows the verb, without what leads up to an object."""
        words = self.rest
        while words and words[0].casefold() in _BEFORE_OBJECTS:
            words = words[1:]
        said = " ".join(words)
        lead = self.rest[0].casefold() if self.rest else ""
        return said.replace(f"and {lead} ", "and ") if lead in PREPOSITIONS else said


def _of_clause(clause: str, text: Text) -> Iterator[str]:
    *introductions, last = clause.strip(" ,").split(": ")
    for before in introductions:
        if not _is_introduction(before):
            yield from _of_simple_clause(before.strip(" ,"), text)
    yield from _of_simple_clause(last.strip(" ,"), text)


def _of_simple_clause(clause: str, text: Text) -> Iterator[str]:
    said = clause.split()
    verb = main_verb(said)
    if verb is None:
        yield from members(clause, text)
    elif not _is_about_knowing(said):
        word = said[verb].casefold().strip(",")
        yield from _said(_Clause(" ".join(said[:verb]), word, said[verb + 1 :]), text)


def _is_about_knowing(words: list[str]) -> bool:
    """Whether a clause begins as in ``Knowing the indicator cold is what …``: that is no tool."""
    return words[0].endswith("ing") and words[1].casefold() in DETERMINERS


def _said(clause: _Clause, text: Text) -> Iterator[str]:
    """Yield what a clause with a verb names: its subject, or what a person or *the kit* has as object."""
    if _says_tool(clause.subject):
        if clause.verb in COPULAS:
            listed = not _is_adjectival(clause.predicate)
        else:
            listed = clause.base in LISTING_VERBS
        if listed:
            yield from members(clause.predicate, text)
    elif _is_person(clause):
        if clause.base in LISTING_VERBS:
            yield from members(_without_verbs(clause.predicate), text)
        elif means := _MEANS.search(clause.predicate):
            yield from members(clause.predicate[means.end() :], text)
    else:
        yield from members(clause.subject, text)
        if clause.base in ("include", "comprise"):
            yield from members(clause.predicate, text)
        else:
            yield from _of_later_clauses(clause.predicate, text)


def _without_verbs(predicate: str) -> str:
    """Return a predicate without its further verbs: ``wikitext, lean on watchlists, and use diffs``."""
    parts = COMMA.split(predicate)
    for number, part in enumerate(parts[1:], start=1):
        words = JOINED.sub("", part).split()
        if len(words) > 1 and base_of(words[0]) in LISTING_VERBS and not is_instrument(words[0]):
            words = words[2:] if words[1] in _BEFORE_OBJECTS else words[1:]
            parts[number] = " ".join(words)
    return ", ".join(parts)


def _of_later_clauses(predicate: str, text: Text) -> Iterator[str]:
    """Yield what further clauses of a sentence name: ``…, and a belt supports the back``."""
    pieces = _LATER.split(predicate)[1:]
    clauses = [said for piece in pieces if main_verb(said := piece.split()) is not None]
    for said in clauses:
        verb = main_verb(said)
        if verb is not None and not _says_tool(" ".join(said[:verb])):
            yield from members(" ".join(said[:verb]), text)
    if clauses:
        return
    for part in COMMA.split(predicate)[1:]:
        name, aim = cut(part)
        if aim and aim.word == "for" and is_name(name):
            yield from members(name, text)


def _introduces(clause: str) -> bool:
    """Whether a clause says that tools follow: ``Physical aids stay few``."""
    words = clause.split()
    verb = main_verb(words)
    return _says_tool(" ".join(words[:verb]))


def _is_introduction(text: str) -> bool:
    """Whether what stands before a colon only introduces the list behind it."""
    words = [word.casefold().strip(",") for word in text.split()]
    if not words:
        return True
    if len(COMMA.split(text)) > 2:
        return False
    if words[0] in PREPOSITIONS or any(
        word in GENERIC or singular(word) in GENERIC for word in words
    ):
        return _introduces(text) or main_verb(text.split()) is None
    return len(words) == 1 and not is_plural(words[0])


def _says_tool(subject: str) -> bool:
    """Whether a phrase says *the tools* without naming one."""
    if MARK.search(subject):
        return False
    subject = re.split(r"\b(?:of|in|for)\b", subject.split(",")[0])[0]
    if " and " in subject:
        return all(map(_says_tool, subject.split(" and ")))
    words = [word.casefold() for word in _WORD.findall(subject)]
    words = [word for word in words if word not in DETERMINERS | ADVERBS | {"there", "though"}]
    return words[-1] in GENERIC if words else "there" in subject.casefold()


def _is_person(clause: _Clause) -> bool:
    words = [word.casefold() for word in _WORD.findall(clause.subject)]
    if not words or words[-1] in PRONOUNS or words[-1] in PEOPLE:
        return True
    if clause.base == "work" and clause.rest and clause.rest[0] in ("with", "from", "in"):
        return True
    may_be = words[-1].endswith(("ers", "ors", "ists", "ians"))
    return may_be and (clause.base in PEOPLES_VERBS or not is_instrument(words[-1]))


def _is_adjectival(predicate: str) -> bool:
    """Whether a predicate says what the tools are like: ``bought last``, ``internal and relational``."""
    words = predicate.casefold().split()
    if not words or words[0] in PARTICIPLES:
        return True
    first = words[0].rstrip(",")
    ends = (
        is_adjective(first)
        or first.endswith(("al", "ary", "ic", "ive"))
        or first in PLAIN_ADJECTIVES
    )
    alone = len(words) == 1 or words[0] != first or words[1] in ("and", "or", "rather")
    return ends and alone and not is_instrument(first)
