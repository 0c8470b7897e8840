"""Where the text of a profile names another practice, a tool or a term of the collection.

All names are looked for at once: each word of a text is looked up among the first words of names, and the
longest name that goes on from there wins, so that the time grows with the text, not with the number of names.
A name that is an ordinary word, or that several things bear, would flood the graph: it is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise

from metier.lexicon import is_acronym, is_verb
from metier.model import Profile
from metier.rarity import rarity, stem

from .concepts import Concept, Resolution
from .spelling import WORD, key_of
from .uses import specificity

_GAP = re.compile(r"[\s'\u2019/&+#.-]{0,3}\Z")
"""What may stand between the words of one name."""
_AGENT = re.compile(r"(?:er|or|ist|ian)\Z")

_RARE_TITLE = 7.0
_RARE_NAME = 9.0
_SPECIFIC = 9.5
_FEWEST_LETTERS = 3
_LONGEST_QUOTE = 500


@dataclass(frozen=True)
class Name:
    """A name of something, to be found in texts."""

    kind: str
    """``id`` for a practice, ``tool`` or ``term``."""
    slug: str
    words: tuple[str, ...]
    """Its words without surface noise."""
    exact: str | None
    """How it must be spelled, for an acronym or a product; None where case doesn't matter."""


@dataclass(frozen=True, slots=True)
class Mention:
    """That a text names something: where it does so first, and how often."""

    kind: str
    slug: str
    words: str
    """The name as the text has it."""
    section: int
    quote: str
    """The line of the first place."""
    occurrences: int


class MentionFinder:
    """Finds the names of a collection in texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        bearers: dict[tuple[tuple[str, ...], str | None], set[tuple[str, str]]] = defaultdict(set)
        for name in names:
            bearers[name.words, name.exact].add((name.kind, name.slug))
        self._keys = _Keys()
        self._by_words: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        sizes: dict[str, set[int]] = defaultdict(set)
        for (words, exact), things in bearers.items():
            kinds = [kind for kind, _ in things]
            for kind, slug in sorted(things):
                if kinds.count(kind) == 1:  # what two of a kind are called names neither
                    self._by_words[words].append(Name(kind, slug, words, exact))
                    sizes[words[0]].add(len(words))
        self._sizes = {first: sorted(found, reverse=True) for first, found in sizes.items()}
        """How many words the names have that begin with a word, the longest first."""

    @cached_property
    def digest(self) -> str:
        """A checksum of all names: the same as long as no name comes, goes or changes."""
        names = sorted(
            f"{one.kind} {one.slug} {' '.join(one.words)} {one.exact}"
            for candidates in self._by_words.values()
            for one in candidates
        )
        return blake2b("\n".join(names).encode(), digest_size=20).hexdigest()

    def mentions(self, profile: Profile, known: Iterable[Concept]) -> list[Mention]:
        """Return what a profile's text names, but for itself and what it uses by its own account."""
        left_out = {("id", profile.slug), *((one.kind, one.slug) for one in known)}
        found: dict[tuple[str, str], Mention] = {}
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for number, section in enumerate(profile.sections):
            for line in section.markdown.split("\n"):
                for name, words in self._in_line(line):
                    thing = (name.kind, name.slug)
                    if thing not in left_out:
                        counts[thing] += 1
                        quote = _quote(line, words)
                        found.setdefault(thing, Mention(*thing, words, number, quote, 0))
        return [
            Mention(one.kind, one.slug, one.words, one.section, one.quote, counts[thing])
            for thing, one in sorted(found.items())
        ]

    def _in_line(self, line: str) -> Iterator[tuple[Name, str]]:
        keys = [self._keys[word] for word in WORD.findall(line)]
        beginnings = [place for place, key in enumerate(keys) if key in self._sizes]
        if not beginnings:
            return
        spans = [found.span() for found in WORD.finditer(line)]
        end = 0
        for place in beginnings:
            if place < end:
                continue  # inside a longer name
            for size in self._sizes[keys[place]]:
                candidates = self._by_words.get(tuple(keys[place : place + size]), ())
                text = _text_of(line, spans[place : place + size]) if candidates else None
                names = [one for one in candidates if text and _is_spelled(one, text)]
                if text and names:
                    end = place + size
                    yield from ((name, text) for name in names)
                    break


def _text_of(line: str, spans: list[tuple[int, int]]) -> str | None:
    """Return the text of words that stand together, or None where a sentence or a mark divides them."""
    gaps = (line[before[1] : after[0]] for before, after in pairwise(spans))
    if not all(_GAP.match(gap) and ". " not in gap for gap in gaps):
        return None
    return line[spans[0][0] : spans[-1][1]]


class _Keys(dict[str, str]):
    """The key of each word that was met."""

    def __missing__(self, word: str) -> str:
        key = self[word] = key_of(word)
        return key


def _quote(line: str, words: str) -> str:
    """Return a line, or what stands around the words in a long one."""
    start = max(0, line.index(words) - _LONGEST_QUOTE // 2)
    cut = line[start : start + _LONGEST_QUOTE].strip()
    before, after = "… " if start else "", " …" if start + _LONGEST_QUOTE < len(line) else ""
    return f"{before}{cut}{after}"


def _is_spelled(name: Name, text: str) -> bool:
    return name.exact is None or text in (name.exact, f"{name.exact}s")


def practice_names(slug: str, title: str, aliases: Iterable[str]) -> Iterator[Name]:
    """Yield the names under which a practice is found: not those that are ordinary words."""
    for name in (title, *aliases):
        words = tuple(key_of(name).split())
        if len(words) > 1 or (words and _tells(name, words[0], is_title=name == title)):
            yield Name("id", slug, words, exact_spelling(name))


def _tells(name: str, word: str, *, is_title: bool) -> bool:
    if is_acronym(name):
        return len(name) >= _FEWEST_LETTERS
    rare = rarity(stem(word))
    if is_title and not is_verb(word):
        return rare >= _RARE_TITLE or bool(_AGENT.search(word))
    return rare >= _RARE_NAME and bool(_AGENT.search(word))


def concept_names(resolution: Resolution) -> Iterator[Name]:
    """Yield the names under which terms and tools are found: not those that are ordinary words."""
    for concept in resolution.profiles:
        if concept.faculty or "/" in concept.label:
            continue
        for label in (concept.label, *concept.alternatives):
            key = key_of(label)
            words = tuple(key.split())
            exact = exact_spelling(label)
            tells = exact is not None and len(label) >= _FEWEST_LETTERS
            if tells or (len(words) > 1 and specificity(key) >= _SPECIFIC):
                yield Name(concept.kind, concept.slug, words, exact)


def exact_spelling(name: str) -> str | None:
    """Return how a name must be spelled, if it is an acronym or has a capital inside; None for others."""
    return name if is_acronym(name) or (" " not in name and name[1:] != name[1:].lower()) else None
