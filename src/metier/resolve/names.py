"""Which profile a name means: slugs, titles and aliases of a whole collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from metier.model import Profile
from metier.slugs import slugify


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

    @classmethod
    def of(cls, profile: Profile) -> Card:
        """Return the card of a profile."""
        return cls(
            slug=profile.slug,
            title=profile.title,
            kind=profile.kind,
            aliases=profile.aliases,
            links=tuple((link.type, link.slug) for link in profile.related),
            specializations=profile.specializations,
        )


class Collection:
    """The cards of all profiles of a run, and the questions that span them."""

    def __init__(self, cards: Iterable[Card], unusable: Iterable[str] = ()) -> None:
        """Take the cards, and the names of profiles that exist but can't be used."""
        self.unusable = frozenset(unusable)
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
