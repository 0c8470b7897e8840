"""What a sentence says is used: the noun phrases that name things, without purpose, praise and description.

There is no statistical tagger behind this. A sentence is taken apart at the marks that its author set (semicolons,
dashes, colons, parentheses, commas), its verb is found with a list of verbs, and what stands behind
words of purpose is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .lexicon import (
    ABSTRACT,
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    COPULAS,
    DETERMINERS,
    FACULTIES,
    GENERIC,
    GENERIC_MODIFIERS,
    LISTING_VERBS,
    NOUNS_TOO,
    PARTICIPLES,
    PEOPLE,
    PRAISE,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    is_common,
    is_instrument,
    is_name,
    is_participle,
    is_plural,
    is_verb,
    singular,
    verb_of,
)
from .phrases import MARK, name_of, split_coordination

_ASIDE = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_DASH = re.compile(r"\s+[\u2013\u2014-]\s+|\s*\u2014\s*")
_COMMA = re.compile(r",\s+")
_EXAMPLES = re.compile(
    r",?\s*\b(?:such as|including|like|e\.g\.,?|for example,?|for instance,?|notably|especially)\s+"
)
_PURPOSE = frozenset(
    "for to so because that which who whose when where while until since whereas whether".split()
)
_ORGANISATION_OR_LAW = re.compile(r"[A-Z]{2,}")
_CONTRACTION = re.compile(
    r"(?:I|you|we|they|he|she|it|that|there|what)['\u2019](?:m|re|s|ve|ll|d)\b", re.IGNORECASE
)
_JOINED = re.compile(r"\A\s*(?:and|or|plus|then|also)\s+(?:also\s+)?")
_SETTING = re.compile(r"\s*(?:for|in|on|at)\s[^,]*,\s+(?!and\b|or\b)")
"""Where or for what a list is meant, as in ``for field work, a compass, a map``."""
_QUOTED_COMMA = re.compile(r",([\"\u201d'\u2019])(?=\s)")
_ARTICLES = ("a", "an", "the")
_MOST_WORDS = 8
_FIRST_MARK = 0xE000
_MOST_ASIDES = 6000


@dataclass(frozen=True, slots=True)
class _Text:
    """Text whose parentheses are taken out and marked."""

    body: str
    asides: list[str]


def things_in_prose(sentence: str) -> list[str]:
    """Return the names of the things that a sentence of prose says are used, in order."""
    text = _without_asides(sentence.strip().rstrip("."))
    found: list[str] = []
    for clause in text.body.split(";"):
        pieces = _DASH.split(clause)
        found += _of_clause(" ".join(pieces[::2]), text)
        introduced = len(pieces) == 2 and not found and _introduces(pieces[0])
        for piece in pieces[1::2]:
            if introduced:
                found += _of_clause(piece, text)
            elif _is_list(piece, text):
                found += _of_list(piece, text)
    return _unique(found)


def things_after_head(gloss: str) -> list[str]:
    """Return the names of the things that the text behind the bold head of a list item enumerates."""
    found: list[str] = []
    text = _without_asides(gloss.strip().rstrip("."))
    for clause in re.split(r";|\.\s+(?=[A-Z])", text.body):
        for piece in _DASH.split(clause):
            listed = _SETTING.sub("", piece) if found else piece
            if _is_list(listed, text):
                found += _of_list(listed, text)
    return _unique(found)


def things_in_head(head: str) -> list[str]:
    """Return the names of the things in the bold head of a list item: all of it, split where it can be."""
    text = _without_asides(head)
    found: list[str] = []
    for part in _grouped(_COMMA.split(text.body)):
        for piece in split_coordination(part):
            words = MARK.sub("", _BEHIND_HEAD.split(_JOINED.sub("", piece))[0]).split()
            if words and words[0] in PREPOSITIONS:
                continue
            while len(words) > 1 and words[0].casefold() in DETERMINERS:
                words = words[1:]
            if words:
                found.append(" ".join(words))
            found += _aside_members(piece, text)
    return _unique(found)


def things_in_aside(aside: str, head: str) -> list[str]:
    """Return the names of the things in a parenthesis behind ``head``."""
    return _unique(_members(aside, head))


def _unique(names: Iterable[str]) -> list[str]:
    return list({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


def _without_asides(text: str) -> _Text:
    asides: list[str] = []
    text = _QUOTED_COMMA.sub(r"\1,", text)

    def take(match: re.Match[str]) -> str:
        if len(asides) == _MOST_ASIDES:
            return ""
        asides.append(match[1])
        return chr(_FIRST_MARK + len(asides) - 1)

    return _Text(_ASIDE.sub(take, MARK.sub("", text)), asides)


# Clauses


def _of_clause(clause: str, text: _Text) -> Iterator[str]:
    clause = clause.strip(" ,")
    before, colon, after = clause.partition(": ")
    if colon:
        if not _is_introduction(before) or not _introduces(before) and _main_verb(before.split()):
            yield from _of_clause(before, text)
        yield from _of_clause(after, text)
        return
    words = clause.split()
    verb = _main_verb(words)
    if verb is None:
        yield from _of_list(clause, text)
        return
    subject, rest = " ".join(words[:verb]), words[verb + 1 :]
    if len(words) > 1 and words[0].endswith("ing") and words[1].casefold() in DETERMINERS:
        return  # knowing a tool is no tool
    word = words[verb].casefold().strip(",")
    predicate = " ".join(_without_auxiliaries(rest))
    if _says_tool(subject):
        if word in COPULAS and _is_adjectival(predicate):
            return
        if word in COPULAS or _base(word) in LISTING_VERBS:
            yield from _of_list(predicate, text)
        return
    if _is_person(subject, _base(word)) or (
        _base(word) == "work" and rest and rest[0] in ("with", "from")
    ):
        if _base(word) in LISTING_VERBS:
            yield from _of_list(predicate, text)
        else:
            yield from _named_means(predicate, text)
        return
    yield from _of_list(subject, text, closed=True)
    if _base(word) == "include" or _base(word) == "comprise":
        yield from _of_list(predicate, text)
    else:
        yield from _of_later_clauses(predicate, text)


def _named_means(predicate: str, text: _Text) -> Iterator[str]:
    """Yield the products in which or with which a person does something: ``requirements in Jira or Jama``."""
    means = re.search(r"\b(?:in|with|on|using|through|via)\s+(?=[A-Z])", predicate)
    if means:
        yield from _of_list(predicate[means.end() :], text)


def _introduces(clause: str) -> bool:
    """Whether a clause says that tools follow: ``Physical aids stay few``."""
    words = clause.split()
    verb = _main_verb(words)
    return _says_tool(" ".join(words[:verb] if verb is not None else words))


def _is_adjectival(predicate: str) -> bool:
    """Whether a predicate says what the tools are like: ``bought last``, ``internal and relational``."""
    words = predicate.casefold().split()
    if not words or words[0] in PARTICIPLES:
        return True
    first = words[0].rstrip(",")
    ends = first.endswith(_ADJECTIVE_ENDS) or first.endswith(("al", "ic", "ive")) or first in _PLAIN
    return (
        ends
        and not is_instrument(first)
        and (len(words) == 1 or words[0] != first or words[1] in ("and", "or", "rather"))
    )


def _of_later_clauses(predicate: str, text: _Text) -> Iterator[str]:
    """Yield what further clauses of a sentence name: ``…, and a belt supports the back``."""
    for gap in re.finditer(r",\s+(?:and|but|while)\s+", predicate):
        rest = predicate[gap.end() :]
        if _main_verb(rest.split()) is not None:
            yield from _of_clause(rest, text)
            return
    for part in _COMMA.split(predicate)[1:]:
        name, aim = _cut(part)
        if aim and aim.word == "for" and is_name(name):
            yield from _of_list(name, text)


def _without_auxiliaries(words: list[str]) -> list[str]:
    while words and words[0].casefold() in (
        COPULAS
        | AUXILIARIES
        | ADVERBS
        | {"from", "on", "for", "with", "off", "of", "in", "as", "out", "up", "to"}
    ):
        words = words[1:]
    return words


def _base(word: str) -> str:
    word = word.casefold()
    return verb_of(word) or word


def _main_verb(words: list[str]) -> int | None:
    """Return the index of the finite verb of a main clause, or None for a fragment."""
    in_purpose = False
    for index, raw in enumerate(words):
        word = raw.casefold().rstrip(",")
        if not index:
            continue
        if word in CLAUSE_WORDS and word not in _LOOSE_WORDS:
            return None
        in_purpose = (in_purpose or word in ("for", "to")) and not raw.endswith(",")
        if in_purpose:
            continue
        if word in COPULAS or word in AUXILIARIES or _is_finite(words, index):
            return index
    return None


_LOOSE_WORDS = frozenset("not never just only even once yet like".split())


def _is_finite(words: list[str], index: int) -> bool:
    """Whether a word is a finite verb, judged by the words beside it."""
    raw, before = words[index], words[index - 1]
    following = words[index + 1].casefold() if index + 1 < len(words) else ""
    if is_name(raw) or raw.endswith((",", ":")) or not following or MARK.match(following):
        return False
    word, previous = raw.casefold(), before.casefold().rstrip(",")
    takes_object = following in DETERMINERS | PRONOUNS | {"what", "how", "where"}
    base = verb_of(word)
    if before.endswith(",") and previous not in ADVERBS:
        apposed = sum(one.endswith(",") for one in words[:index]) > 1
        return apposed and base is not None and takes_object
    if previous in DETERMINERS | PREPOSITIONS | QUANTIFIERS | {"to", "and", "or"}:
        return False
    if (
        base
        and words[0].casefold() in _SINGLE
        and not any(one.endswith(",") or one in _JOINTS for one in words[1:index])
    ):
        return True  # no noun in the plural follows these
    if base and not _is_plural(previous):
        if following in PREPOSITIONS:
            return base in LISTING_VERBS or base in _GOES_ON
        return (
            takes_object
            if base in NOUNS_TOO or is_instrument(word)
            else following not in ("and", "or")
        )
    if not is_verb(word) or word.endswith("ing"):
        return False
    if previous in PRONOUNS:
        return True
    if not _is_plural(previous):
        return _closes_pair(words[:index]) and (takes_object or is_name(before) or word in _GOES_ON)
    if word in NOUNS_TOO and not is_plural(MARK.sub("", previous)) and not takes_object:
        return False  # systems log, sales report
    return following not in ("and", "or") and (following not in PREPOSITIONS or word in _GOES_ON)


_GOES_ON = frozenset("serve act live go come belong depend rely sit rest hang range run".split())
_ADJECTIVE_ENDS = ("ed", "able", "ible", "ous", "ful", "less")
_PEOPLES_VERBS = frozenset("add use wear carry keep rely need own prefer trust choose".split())
_EDITIONS = frozenset(
    "online desktop mobile pro professional classic enterprise premium free cloud web".split()
)
_PLAIN = frozenset(
    "simple modest few mundane plain low-tech old humble basic internal social mental".split()
)
_NUMBERS = re.compile(r"(?:(?:and|or)\s+)?\d+[A-Z]?(?:\s(?:and|or)\s\d+[A-Z]?)?")
_BEHIND_HEAD = re.compile(r"\s+(?:with|used|kept|held|worn|experienced)\s+")
_SINGLE = ("a", "an", "each", "every")
_JOINTS = PREPOSITIONS | {"and", "or", "of"}


def _closes_pair(words: list[str]) -> bool:
    """Whether words end in two coordinated nouns, which take a verb in the plural."""
    near = words[-4:]
    return "and" in near[:-1] and not any(word.endswith(",") for word in near[near.index("and") :])


def _is_plural(word: str) -> bool:
    bare = MARK.sub("", word)
    return (singular(bare) != bare and not bare.endswith(("'s", "\u2019s"))) or word in PRONOUNS


def _is_introduction(text: str) -> bool:
    """Whether what stands before a colon only introduces the list behind it."""
    words = [word.casefold().strip(",") for word in text.split()]
    if not words:
        return True
    if len(_COMMA.split(text)) > 2:
        return False
    if words[0] in PREPOSITIONS or any(
        singular(word) in GENERIC or word in GENERIC for word in words
    ):
        return True
    return len(words) == 1 and not is_plural(words[0])


def _says_tool(subject: str) -> bool:
    """Whether a phrase says *the tools* without naming one."""
    subject = re.split(r"\b(?:of|in|for)\b", subject.split(",")[0])[0]
    if " and " in subject:
        return all(map(_says_tool, subject.split(" and ")))
    words = [word.casefold().strip(",") for word in re.findall(r"[\w'-]+", subject)]
    words = [word for word in words if word not in DETERMINERS | ADVERBS | {"there", "though"}]
    if not words:
        return "there" in subject.casefold()
    return words[-1] in GENERIC


def _is_person(subject: str, verb: str) -> bool:
    words = [word.casefold().strip(",") for word in re.findall(r"[\w'-]+", subject)]
    if not words:
        return True
    if words[-1] in PRONOUNS or words[-1] in PEOPLE:
        return True
    may_be = words[-1].endswith(("ers", "ists", "ians"))
    return may_be and (verb in _PEOPLES_VERBS or not is_instrument(words[-1]))


# Lists


def _is_list(piece: str, text: _Text) -> bool:
    """Whether a piece behind a dash enumerates things, and doesn't describe one."""
    words = piece.replace(",", " ,").split()
    if not words:
        return False
    first = words[0].casefold()
    if first in ("plus", "or") and len(words) > 1:
        return True
    if first in _NO_LIST or first in QUANTIFIERS or _main_verb(piece.split()) is not None:
        return False
    if is_verb(first) and len(words) > 1 and words[1].casefold() in DETERMINERS:
        return False
    if (
        len(words) > 1
        and first.endswith(("ed", "ing"))
        and words[1].casefold() in _NO_LIST | {"and", "or", "to"}
    ):
        return False
    base = verb_of(first)
    if base and len(words) > 2 and words[1].casefold() not in PREPOSITIONS | {",", "and", "or"}:
        return False  # ``scores cargo``, ``keeps the peace``
    opening, aim = _cut(_COMMA.split(piece)[0])
    if _is_remark(opening):
        return False
    if aim and aim.word in _PURPOSE and "," in words and not is_name(opening[1:]):
        return False  # ``the agency's system for entries, holds and releases``
    names = list(_of_list(piece, text))
    if len(names) > 1:
        is_row = (
            len(_COMMA.split(_cut(piece)[0])) > 1 or is_plural(names[0]) or _is_tool_like(names[0])
        )
        plain = sum(_is_abstract(name) or is_common(name) for name in names)
        return is_row and plain * 2 <= len(names)
    return len(names) == 1 and (_names_product(names[0]) or _has_aim(piece, names[0]))


_NO_LIST = PREPOSITIONS | CLAUSE_WORDS | PRONOUNS | DETERMINERS | COPULAS | AUXILIARIES


def _is_tool_like(name: str) -> bool:
    return is_name(name) or is_instrument(name.split()[-1])


def _has_aim(piece: str, name: str) -> bool:
    """Whether a piece is one tool with what it is for: ``fault-injection tools to test failure``."""
    named, aim = _cut(_COMMA.split(piece.strip())[0])
    if piece.split()[0].endswith("ing"):
        return False
    last = name.split()[-1]
    return (
        aim is not None
        and name in named
        and len(name.split()) > 1
        and (is_plural(last) or is_instrument(last))
    )


def _is_abstract(name: str) -> bool:
    last = name.split()[-1].casefold()
    return last in ABSTRACT or singular(last) in ABSTRACT or last.endswith(("ness", "ity"))


def _names_product(name: str) -> bool:
    return (
        any(is_name(word) for word in name.split()[1:]) or is_name(name[1:]) or name[:1].isupper()
    )


def _of_list(body: str, text: _Text, closed: bool = False) -> Iterator[str]:
    """Yield the members of an enumeration, each without what it is for.

    ``closed`` tells that a verb follows, so that no list of purposes can go on to its end.
    """
    aiming: _Aim | None = None
    started = 0
    parts = _grouped(_COMMA.split(body))
    for number, part in enumerate(parts):
        part = part.strip()
        opened = _JOINED.sub("", part)
        name_part, aim = _cut(opened)
        if (
            not name_part
            and (not number or parts[number - 1] in ("and", "or"))
            and len(parts) > number + 1
        ):
            continue  # on set, beyond those, above all: says where and not what
        if aiming and aiming.takes(part, opened, aim, parts[number:], number == started + 1):
            if aiming.word == "with":
                yield from _fittings(name_part, text)
            if aim and aim.word in ("for", "to"):
                aiming, started = aim, number
            continue
        aiming, started = aim, number
        if not name_part:
            continue
        if _is_remark(name_part) or name_part.startswith("no "):
            continue
        if aim and aim.word in _BY_MEANS and is_name(aim.rest[:1]):
            if not _is_activity(name_part):
                yield from _told(name_part, text)
            yield from _of_list(aim.rest, text)
            continue
        examples = _EXAMPLES.split(name_part, maxsplit=1)
        for piece in [one for half in examples for one in split_coordination(half)]:
            yield from _told(piece, text)
        if aim and aim.word == "with":
            yield from _fittings(_cut(aim.rest)[0], text)


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a thing is for, and how the words that say so go on."""

    word: str
    rest: str
    article: str
    is_closed: bool

    def takes(
        self, part: str, opened: str, aim: _Aim | None, ahead: list[str], is_next: bool
    ) -> bool:
        """Whether the next part of an enumeration still tells the aim of the thing before."""
        first = opened.split()[0].casefold() if opened.split() else ""
        if part.startswith("plus ") or _EXAMPLES.search(" " + opened):
            return False
        if self.word not in _PURPOSE and self.word not in PREPOSITIONS | CLAUSE_WORDS:
            return False
        if is_next and part.startswith(("and ", "or ")):
            return False  # ``a tuner for tone, and a metronome``
        if self.word in ("because", "so", "since", "unless") and first not in _ARTICLES:
            return True
        ends_list = part.startswith(("and ", "or ")) and self.word not in ("for", "to")
        if aim is not None and aim.word in ("for", "to") and not ends_list:
            goes_on = first in PREPOSITIONS or (is_verb(first) and self.word == "to")
            if not goes_on:
                return False
        if first in _ARTICLES:
            return (
                first == self.article
                and self.word in _PURPOSE
                and (self.word == "to" or not self.is_closed)
            )
        if self.is_closed:
            return False
        last = next((one.split() for one in ahead if one.startswith(("and ", "or "))), None)
        return last is not None and (last[1] not in ("a", "an") or last[1] == self.article)


def _cut(part: str) -> tuple[str, _Aim | None]:
    """Return the part of an enumeration that names, and what follows it."""
    words = part.split()
    if words and words[0].casefold() in PREPOSITIONS | CLAUSE_WORDS | {"to"}:
        return "", _aim(words, 0)
    for index in range(1, len(words)):
        word = words[index].casefold()
        if is_name(words[index]) or word in ("of", "like"):
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        ends = word in PREPOSITIONS or word in CLAUSE_WORDS or word == "to"
        if ends and _EXAMPLES.match(" " + " ".join(words[index:])):
            continue
        after_article = words[index - 1].casefold() in DETERMINERS
        if (
            ends
            or (is_participle(word, following) and not after_article)
            or (word.endswith("ing") and is_plural(words[index - 1]))
        ):
            named = words[: index - 1] if words[index - 1] in ("and", "or") else words[:index]
            return " ".join(named), _aim(words, index)
    return part, None


def _aim(words: list[str], index: int) -> _Aim:
    word = words[index].casefold()
    rest = words[index + 1 :]
    article = next((w.casefold() for w in rest[:3] if w.casefold() in _ARTICLES), "")
    closed = word not in ("to",) and any(w.casefold() in ("and", "or") for w in rest)
    return _Aim(word, " ".join(rest), article, closed)


def _grouped(parts: list[str]) -> list[str]:
    """Join parts that are bare modifiers of the head in the last one: ``straight, curved, and angled scissors``.

    A part that is a number goes on with the part before it: ``forms 28, 29 and 6051S``.
    """
    parts = [part.strip() for part in parts]
    if any(_NUMBERS.fullmatch(part) for part in parts[1:]):
        joined = parts[:1]
        for part in parts[1:]:
            joined[-1:] = [f"{joined[-1]}, {part}"] if _NUMBERS.fullmatch(part) else [joined[-1], part]
        parts = joined
    for last, part in enumerate(parts):
        after = _JOINED.sub("", part)
        if after == part or last == 0 or last > 4:
            continue
        words = name_of(_cut(after)[0]).split()
        if len(words) < 2 or after.split()[0].casefold() in DETERMINERS or not is_plural(words[-1]):
            continue
        before = parts[max(0, last - 3) : last]
        if before and all(_is_bare(one) for one in before) and len(before) == last:
            return [", ".join(parts[: last + 1]), *parts[last + 1 :]]
    return parts


def _is_bare(part: str) -> bool:
    words = part.split()
    return (
        len(words) == 1
        and not is_name(words[0][1:])
        and not is_plural(words[0])
        and not is_instrument(words[0])
        and words[0].casefold() not in FACULTIES
    )


def _told(piece: str, text: _Text) -> Iterator[str]:
    name = _restored_name(name_of(piece), text)
    if name and _is_thing(name):
        yield name
    yield from _aside_members(piece, text)


_BY_MEANS = ("in", "with", "using", "via", "through")


def _is_activity(name: str) -> bool:
    """Whether a phrase names what is done, as in ``backlog management in Jira``."""
    last = MARK.sub("", name).split()[-1].casefold()
    return last.endswith(("ing", "ment", "analysis", "tracking"))


def _fittings(phrase: str, text: _Text) -> Iterator[str]:
    """Yield the tools that another one is used with: ``a lying press with a plough``."""
    for piece in split_coordination(_JOINED.sub("", phrase)):
        for name in _told(piece, text):
            if is_instrument(name.split()[-1]):
                yield name


def _is_remark(part: str) -> bool:
    """Whether a part says something of the thing before: ``still central``, ``used with suspicion``."""
    words = [word.casefold() for word in part.split()]
    if len(words) == 1:
        return part[0].islower() and (words[0] in PARTICIPLES or words[0].endswith(_ADJECTIVE_ENDS))
    if all(word.endswith("ed") or word in PARTICIPLES | {"and", "or"} for word in words):
        return True
    return words[0] in PARTICIPLES or (words[0] in ADVERBS and words[1] not in DETERMINERS)


def _restored_name(piece: str, text: _Text) -> str:
    return name_of(MARK.sub("", piece).replace("  ", " "))


def _is_thing(name: str) -> bool:
    words = [word.strip("\"'\u201c\u201d") for word in name.split()]
    if not words or len(words) > _MOST_WORDS or not any(letter.isalnum() for letter in name):
        return False
    last = words[-1].casefold()
    head = (
        words[: [w.casefold() for w in words].index("of")][-1].casefold()
        if "of" in [w.casefold() for w in words][1:]
        else last
    )
    if last in PRONOUNS or words[0].casefold() in PRONOUNS | AUXILIARIES | COPULAS | {"and", "or"}:
        return False
    if _CONTRACTION.match(name) or all(
        word.casefold() in GENERIC_MODIFIERS | PRAISE for word in words
    ):
        return False
    if len(words) == 1 and last in ABSTRACT:
        return False
    if head in PEOPLE and not is_name(words[-1]) and not (len(words) > 1 and is_instrument(head)):
        return False
    if head in GENERIC and all(
        word.casefold() in GENERIC_MODIFIERS | GENERIC | DETERMINERS | ADVERBS
        for word in words[:-1]
    ):
        return False
    if last in PREPOSITIONS | CLAUSE_WORDS | ADVERBS | DETERMINERS | {"etc"}:
        return False
    return not (len(words) == 1 and words[0].casefold().endswith("ly"))


# Parentheses


def _aside_members(piece: str, text: _Text) -> Iterator[str]:
    for mark in MARK.finditer(piece):
        head = MARK.sub("", piece[: mark.start()])
        yield from _members(text.asides[ord(mark[0]) - _FIRST_MARK], head)


def _members(aside: str, head: str) -> Iterator[str]:
    alternative = re.match(r"(?:or|and|plus)\s+", aside)
    aside = _EXAMPLES.sub("", aside, count=1) if _EXAMPLES.match(aside) else aside
    if alternative:
        aside = aside[alternative.end() :]
    words = aside.split()
    if not words or words[0].casefold() in PREPOSITIONS | CLAUSE_WORDS | PRONOUNS:
        return
    inner = _without_asides(aside)
    names = [
        name
        for part in re.split(rf";|\s/\s|{_DASH.pattern}", inner.body)
        for name in _of_list(part, inner)
    ]
    if len(names) == 1 and not alternative:
        if not is_name(names[0]) or abbreviates(names[0], head):
            return
    if not alternative and all(name.casefold() in _EDITIONS for name in names):
        return
    any_name = any(is_name(name) for name in names)
    for name in names:
        if (
            any_name
            or alternative
            or len(name.split()) > 1
            or (is_instrument(name) and is_plural(name))
        ):
            yield name


def abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` consists of initials of the words of ``long``, in order.

    >>> abbreviates("GPS", "global positioning system"), abbreviates("SAP", "ERP integration")
    (True, False)
    """
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    if short.endswith("s") and short[:-1].isupper():
        letters = letters[:-1]
    if not letters or len(letters) > 8 or " " in short.strip():
        return False
    initials = [word[0].casefold() for word in re.findall(r"[A-Za-z0-9]+", long)]
    position = 0
    for initial in initials:
        if position < len(letters) and initial == letters[position]:
            position += 1
    return position == len(letters)
