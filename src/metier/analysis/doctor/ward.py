"""What the doctor looks at, and what a finding is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from metier.analysis.facts import Facts
from metier.analysis.likeness import LikenessFinder
from metier.analysis.records import Mention, Relation
from metier.lexicon import singular
from metier.slugs import slugify
from metier.vocab import relation_types


@dataclass(frozen=True, slots=True)
class AddLink:
    """Add a link to the profile ``practice``; the note is its author's to write."""

    practice: str
    slug: str
    type: str


@dataclass(frozen=True, slots=True)
class ChangeType:
    """Give the link to ``slug`` another type."""

    practice: str
    slug: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an entry out of a list of the metadata: an alias, a specialization."""

    practice: str
    key: str
    value: str


Fix: TypeAlias = AddLink | ChangeType | Remove


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on, in the words of one profile."""

    profile: str
    """Its slug."""
    says: str
    """What the words show, such as ``links to it`` or ``names it``."""
    quote: str
    """The words, as the profile has them; empty where an entry has none."""
    entry: tuple[str, ...] | None = None
    """The metadata that it is: the key, and the value of the entry, or the slug and the type of a link."""


@dataclass(frozen=True)
class Finding:
    """A link that is missing, doubtful or the wrong way round, and what would mend it."""

    kind: str
    practices: tuple[str, ...]
    """The slugs of those that it is about; the first is the one whose profile should change."""
    message: str
    confidence: float
    """From 0 to 1: how likely a keeper would agree."""
    fixes: tuple[Fix, ...]
    """What mends it, all together; none where only a person can tell."""
    gather: Callable[[], Iterable[Evidence]] = field(repr=False, compare=False)
    """Finds the evidence, once it is asked for: most findings are never shown."""

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What it rests on, each piece once."""
        return tuple(dict.fromkeys(self.gather()))


class Ward:
    """The facts about one collection that several kinds of findings look at."""

    def __init__(
        self,
        facts: Facts,
        likeness: LikenessFinder | None = None,
        *,
        about: Collection[str] = (),
        least: float = 0.0,
    ) -> None:
        """Take the facts; findings need not be made that are not ``about`` some slugs, or below ``least``."""
        self.facts = facts
        self.likeness = likeness or LikenessFinder(facts)
        self.about = frozenset(about)
        self.least = least
        self._alike: dict[str, Mapping[str, float]] = {}

    def is_wanted(self, *practices: str) -> bool:
        """Whether a finding on these practices is asked for."""
        return not self.about or any(self.slug(one) in self.about for one in practices)

    def slug(self, practice: str) -> str:
        """Return the slug of a practice."""
        return self.facts.practices[practice].slug

    def label(self, practice: str) -> str:
        """Return the title of a practice."""
        return self.facts.practices[practice].label

    def alike(self, practice: str) -> Mapping[str, float]:
        """Return how alike every practice is that has something in common with this one."""
        if practice not in self._alike:
            self._alike[practice] = self.likeness.scores(practice)
        return self._alike[practice]

    @cached_property
    def described(self) -> frozenset[str]:
        """The practices that have a profile."""
        return frozenset(node.id for node in self.facts.practices.values() if node.is_described)

    @cached_property
    def links(self) -> Mapping[tuple[str, str], tuple[Relation, ...]]:
        """The links between two practices that both have a profile, by source and target."""
        found: dict[tuple[str, str], list[Relation]] = defaultdict(list)
        for link in self.facts.relations:
            if {link.source, link.target} <= self.described and link.source != link.target:
                found[link.source, link.target].append(link)
        return {ends: tuple(links) for ends, links in sorted(found.items())}

    @cached_property
    def _narrower(self) -> Mapping[str, list[str]]:
        """What each practice calls a specialization of its own, by link or by name."""
        links = [link for links in self.links.values() for link in links]
        pairs = [
            (one.source, one.target) for one in links if relation_types()[one.type].is_hierarchical
        ]
        for practice, name in self.facts.specialization_names:
            pairs += [(practice, other) for other, _ in self.bearers(name)]
        return _grouped((broad, narrow) for broad, narrow in pairs if broad != narrow)

    def is_broader(self, practice: str, other: str) -> bool:
        """Whether specializations lead from a practice to another, in however many steps."""
        seen, waiting = {practice}, [practice]
        while waiting:
            found = set(self._narrower.get(waiting.pop(), ())) - seen
            seen |= found
            waiting += sorted(found)
        return other in seen

    @cached_property
    def mentions(self) -> Mapping[tuple[str, str], Mention]:
        """Where the profile of one practice names another."""
        return {(one.practice, one.target): one for one in self.facts.mentions}

    def link_evidence(self, link: Relation) -> Evidence:
        """Return a link as evidence."""
        target = self.slug(link.target)
        entry = ("related", target, link.type)
        return Evidence(
            self.slug(link.source), f"links to {target} ({link.type})", link.note, entry
        )

    def mention_evidence(self, practice: str, target: str) -> tuple[Evidence, ...]:
        """Return where the profile of a practice names another as evidence, if it does."""
        found = self.mentions.get((practice, target))
        if found is None:
            return ()
        says = f"names {self.slug(target)} (“{found.words}”, in {found.heading or 'its preamble'})"
        return (Evidence(self.slug(practice), says, _around(found.words, found.quote)),)

    @cached_property
    def named_by(self) -> Mapping[str, list[str]]:
        """The practices that each profile names."""
        return _grouped((one.practice, one.target) for one in self.facts.mentions)

    @cached_property
    def naming(self) -> Mapping[str, list[str]]:
        """The practices whose profiles name each."""
        return _grouped((one.target, one.practice) for one in self.facts.mentions)

    @cached_property
    def names(self) -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
        """Every name that practices with a profile bear: who bears it, how it is spelled, whether as title."""
        found: dict[str, dict[str, tuple[str, str, bool]]] = defaultdict(dict)
        for practice in sorted(self.described):
            title = self.label(practice)
            found[slugify(title)][practice] = (practice, title, True)
            for alias in self.facts.practice_aliases.get(practice, ()):
                found[slugify(alias)].setdefault(practice, (practice, alias, False))
        return {name: tuple(bearers.values()) for name, bearers in sorted(found.items())}

    def bearers(self, name: str) -> list[tuple[str, bool]]:
        """Return the practices that bear a name, and whether it is the title of each."""
        found = self.names.get(slugify(name)) or self.names.get(slugify(singular(name))) or ()
        return [(practice, is_title) for practice, _, is_title in found]

    def spelling(self, practice: str, name: str) -> str:
        """Return how a practice spells a name that it bears."""
        borne = self.names[slugify(name)]
        return next(spelled for one, spelled, _ in borne if one == practice)

    def name_evidence(self, practice: str, name: str) -> tuple[Evidence, ...]:
        """Return that a practice bears a name as evidence."""
        for one, spelled, is_title in self.names.get(slugify(name), ()):
            if one == practice:
                key, says = ("title", "has the title") if is_title else ("aliases", "has the alias")
                return (Evidence(self.slug(practice), says, spelled, (key, spelled)),)
        return ()


def _around(words: str, quote: str) -> str:
    """Return the part of a quoted line that is near some words, cut between words."""
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    place = max(quote.casefold().find(words.casefold()), 0)
    start = max(0, place - _LONGEST_QUOTE // 2)
    _, blank, kept = (
        quote[start : start + _LONGEST_QUOTE].partition(" ") if start else ("", "", quote)
    )
    return (kept if blank else quote)[:_LONGEST_QUOTE].rpartition(" ")[0]


_LONGEST_QUOTE = 160


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
