"""What an article calls the occupation that it is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from metier.lexicon import is_acronym, is_agent, is_name, singular
from metier.resolve.labels import abbreviates
from metier.resolve.spelling import key_of
from metier.text.phrases.noun_phrases import Phrases
from metier.text.sources.document import Document
from metier.wordlists import word_group

_ASKED = re.compile(
    r"(?:what (?:do|does|is|are)|how to become|becoming|life (?:of|as)|interview with|meet|"
    r"career(?: profile)?:|job (?:description|profile):?|wanted:|hiring:?|work(?:ing)? as)\s+(?:an?\s+|the\s+)?"
    r"(?P<name>[\w&'\u2019 -]{3,60}?)(?:\s+(?:do|does|in|at|with|for|works?)\b|[?:.,!(|\u2013\u2014]|$)",
    re.IGNORECASE,
)
_LONG_FORM = re.compile(
    r"((?:[A-Z][\w'\u2019]*\s+(?:(?:and|of|for|the|&)\s+)?){2,7})\(([A-Z][A-Za-z&]{1,6})\)"
)
_WANTED = re.compile(
    r"(?:hiring|wanted|seeking):?\s+(?:an?\s+)?(?P<behind>[\w&'\u2019 -]{3,60})"
    r"|(?P<before>[\w&'\u2019 -]{3,60}?)\s+(?:wanted|needed|required|\([mfdwx]/[mfdwx])",
    re.IGNORECASE,
)
_RANKS = frozenset({"senior", "junior", "lead", "head", "experienced", "aspiring", "trainee"})
_MOST_WORDS = 5
_IN_TITLE = 3


def subject_of(document: Document, phrases: Phrases) -> str:
    """Return the title that a profile of the article's occupation should have, or nothing where it is unclear.

    It is what the article's title asks about, or else the words for people that it uses most.
    """
    counts: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for text, places in (*phrases.nominal.items(), *phrases.capitalized.items()):
        if name := _person(text.split()):
            counts[key_of(name)] += len(places)
            spellings[key_of(name)][name] += len(places)
    for name in _asked(document.title):
        if key_of(name) in counts or is_agent(key_of(name).split()[-1]):
            return _titled(name)
    title = key_of(document.title)
    ranked = sorted(counts, key=lambda key: (-counts[key] - _IN_TITLE * (key in title), key))
    if not ranked or (counts[ranked[0]] < 2 and ranked[0] not in title):
        return ""
    spelled = spellings[ranked[0]]  # *customs officer*, whose key is *custom officer*
    return _titled(min(spelled, key=lambda name: (-spelled[name], name)))


def _asked(title: str) -> Iterator[str]:
    yield from (found["name"].strip() for found in _ASKED.finditer(title))
    for found in _WANTED.finditer(title):
        name = _person((found["behind"] or found["before"]).split())
        if name:
            yield name


def _person(words: list[str]) -> str:
    """Return a phrase if it is one for people by what they do, without what only stands before it."""
    while words and words[0].casefold() in _RANKS:
        words = words[1:]
    if not words or words[0].casefold() in word_group("honorifics"):
        return ""
    head = singular(words[-1].casefold())
    if not is_agent(head) or len(words) > _MOST_WORDS or not words[-1][0].isalpha():
        return ""
    return " ".join(words)


def _titled(name: str) -> str:
    """Return a name in the singular, its words begun with capitals, its abbreviations as they are."""
    if name.isupper() and " " in name:
        name = name.casefold()  # of a headline in capitals
    *before, head = name.split()
    head = head if is_acronym(head) else singular(head.casefold())
    return " ".join(word if is_name(word) else word.capitalize() for word in (*before, head))


def aliases_of(title: str, text: str) -> Iterable[str]:
    """Return what an article spells out: *Customs Border Protection Officer* of a *CBP Officer*."""
    found = []
    words = title.split()
    for long, short in _LONG_FORM.findall(text):
        if short in words and (spelled := _spelled(long.split(), short)):
            found.append(" ".join(spelled if word == short else word for word in words))
    return tuple(dict.fromkeys(one for one in found if one != title))


def _spelled(words: list[str], short: str) -> str:
    """Return the last of some words that an abbreviation stands for."""
    for first in range(len(words) - 1, -1, -1):
        long = " ".join(words[first:])
        if abbreviates(short, long):
            return long
    return ""
