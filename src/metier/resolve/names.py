"""Which profile a name means: slugs, titles and aliases of a whole collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from metier.model import Profile, Ruling
from metier.sections import SectionItem, items_of
from metier.slugs import slugify

from .concepts import Resolution
from .mentions import MentionFinder, concept_names, practice_names
from .same import Company
from .uses import Use, use_of


@dataclass(frozen=True, slots=True)
class Card:
    """What the rest of a collection needs to know of one profile."""

    slug: str
    title: str
    kind: str
    aliases: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    """Type and target of each link."""
    specializations: tuple[str, ...]
    category: str | None = None
    tags: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    """The terms and tools that it uses, in order."""

    @classmethod
    def of(cls, profile: Profile, items: Iterable[SectionItem] | None = None) -> Card:
        """Return the card of a profile, whose ``items`` are found out if they are not given."""
        found = items_of(profile) if items is None else items
        return cls(
            slug=profile.slug,
            title=profile.title,
            kind=profile.kind,
            aliases=profile.aliases,
            links=tuple((link.type, link.slug) for link in profile.related),
            specializations=profile.specializations,
            category=profile.category,
            tags=profile.tags,
            uses=tuple(use_of(one.type.concept, one.item) for one in found if one.type.concept),
        )

    @property
    def company(self) -> Company:
        """Where the profile belongs."""
        return Company(self.category, frozenset(self.tags), frozenset(to for _, to in self.links))


class Collection:
    """The cards of all profiles of a run, and the questions that span them."""

    def __init__(
        self,
        cards: Iterable[Card],
        unusable: Iterable[str] = (),
        rulings: Iterable[Ruling] = (),
    ) -> None:
        """Take the cards, the names of profiles that exist but can't be used, and what a person decided."""
        self.unusable = frozenset(unusable)
        self.rulings = tuple(rulings)
        self.cards = {card.slug: card for card in sorted(cards, key=lambda card: card.slug)}
        self._titles: dict[str, list[str]] = defaultdict(list)
        self._aliases: dict[str, list[str]] = defaultdict(list)
        self.incoming: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """For each target, type and source of the links to it."""
        self.named: dict[tuple[str, str], str] = {}
        """The profile that a specialization names, by the slug of the profile that lists it and its text."""
        for card in self.cards.values():
            self._titles[slugify(card.title)].append(card.slug)
            for name in dict.fromkeys(map(slugify, card.aliases)):
                self._aliases[name].append(card.slug)
            for link_type, target in card.links:
                self.incoming[target].append((link_type, card.slug))
        for card in self.cards.values():
            for name in card.specializations:
                if other := self._named_by(name, card.slug):
                    self.named[card.slug, name] = other
                    self.incoming[other].append(("specialization", card.slug))

    @cached_property
    def concepts(self) -> Resolution:
        """Which concept each use of a term or a tool means."""
        return Resolution(
            {slug: card.uses for slug, card in self.cards.items()},
            {slug: card.company for slug, card in self.cards.items()},
            self.rulings,
        )

    @cached_property
    def mention_finder(self) -> MentionFinder:
        """What finds the names of practices, terms and tools in a text."""
        names = [
            name
            for card in self.cards.values()
            for name in practice_names(card.slug, card.title, card.aliases)
        ]
        return MentionFinder([*names, *concept_names(self.concepts)])

    def __contains__(self, slug: str) -> bool:
        return slug in self.cards

    def bearers(self, name: str) -> list[str]:
        """Return the slugs of all profiles with this title or alias, small differences aside."""
        key = slugify(name)
        return list(dict.fromkeys([*self._titles.get(key, ()), *self._aliases.get(key, ())]))

    def _named_by(self, specialization: str, own_slug: str) -> str | None:
        """Return the one other profile with this title. An alias is not enough: that would be a guess."""
        bearers = self._titles.get(slugify(specialization), [])
        return bearers[0] if len(bearers) == 1 and bearers[0] != own_slug else None

    def missing(self) -> list[str]:
        """Return the slugs that links name and no profile has, sorted."""
        return sorted(self.incoming.keys() - self.cards.keys())
