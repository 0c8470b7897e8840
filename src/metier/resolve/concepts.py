"""The concepts that profiles share, each with the slug of its node.

Categories, tags, people, places and works are told by the spelling of their labels alone; terms and tools are
resolved: see :mod:`metier.resolve.clusters`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from metier.lexicon import is_generic, is_instrument
from metier.model import Profile, Ruling
from metier.slugs import slugify

from .clusters import Clusters, Place
from .same import Company
from .spelling import key_of
from .uses import Use

RESOLVED = ("term", "tool")
"""The kinds of concepts that are resolved."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A node that profiles can share: its kind, the slug that names it, and a label for it."""

    kind: str
    """``category``, ``tag``, ``difficulty``, ``tool``, ``term``, ``agent``, ``place`` or ``source``."""
    slug: str
    label: str
    alternatives: tuple[str, ...] = ()
    """What else profiles call it, sorted."""
    faculty: bool = False
    """Whether it is a tool in a wider sense: a habit, a sense, a quality."""


def concept_of(kind: str, label: str) -> Concept:
    """Return the concept that profiles share by the spelling of its label, small differences aside."""
    return Concept(kind, slugify(label), label)


def shared_concepts(profile: Profile) -> Iterator[Concept]:
    """Yield the categories, tags, people, places and works that a profile names, repetitions included."""
    if profile.category:
        yield concept_of("category", profile.category)
    if profile.difficulty:
        yield concept_of("difficulty", profile.difficulty)
    for tag in profile.tags:
        yield concept_of("tag", tag)
    for person in (*profile.contributors, *(reviewer.name for reviewer in profile.reviewers)):
        yield concept_of("agent", person)
    for variant in profile.country_variants:
        yield concept_of("place", variant.region)
    for source in profile.sources:
        yield concept_of("source", source.title)


class Resolution:
    """Which concept each use of a collection means, and what the concepts are called."""

    def __init__(
        self,
        uses: Mapping[str, tuple[Use, ...]],
        companies: Mapping[str, Company],
        rulings: Iterable[Ruling] = (),
    ) -> None:
        """Resolve the uses of each profile, given by its slug."""
        rulings = list(rulings)
        self.contradictions: list[tuple[Ruling, Ruling]] = []
        """Each ruling that can't be followed, with the one that forbids it."""
        self.unmet: list[tuple[Ruling, str | None, str]] = []
        """Each ruling about a use that no profile has: slug, if one is given, and label."""
        self.profiles: dict[Concept, tuple[str, ...]] = {}
        """For each concept the slugs of the profiles that use it, sorted."""
        self._concepts: dict[str, list[Concept | None]] = {
            slug: [None] * len(found) for slug, found in uses.items()
        }
        for kind in RESOLVED:
            places = {
                Place(slug, number): use
                for slug in sorted(uses)
                for number, use in enumerate(uses[slug])
                if use.kind == kind
            }
            of_kind = [ruling for ruling in rulings if ruling.kind == kind]
            clusters = Clusters(places, companies, of_kind)
            self.contradictions += clusters.contradictions
            self.unmet += clusters.unmet
            self._name([_Unnamed(cluster, places, companies) for cluster in clusters])

    def of(self, slug: str) -> tuple[Concept, ...]:
        """Return the concepts of a profile's uses, in their order."""
        return tuple(concept for concept in self._concepts.get(slug, ()) if concept is not None)

    def broader_tools(self) -> Iterator[tuple[Concept, Concept]]:
        """Yield each tool with the tool that it is a kind of by its name: a *paring knife* is a *knife*."""
        tools = {
            key: concept
            for concept in sorted(self.profiles, key=lambda one: one.slug, reverse=True)
            if concept.kind == "tool" and (key := key_of(concept.label))
        }
        for key, concept in sorted(tools.items()):
            words = key.split()
            wider = (" ".join(words[place:]) for place in range(1, len(words)))
            broader = next((tools[name] for name in wider if name in tools), None)
            if broader and is_instrument(words[-1]) and not is_generic(words[-1]):
                yield concept, broader

    def _name(self, meanings: list[_Unnamed]) -> None:
        """Name each meaning; of several under one name the commonest bears it alone."""
        named: dict[str, list[_Unnamed]] = defaultdict(list)
        for meaning in meanings:
            named[meaning.slug].append(meaning)
        for slug, rivals in named.items():
            rivals.sort(key=lambda meaning: (-len(meaning.profiles), meaning.profiles))
            taken = {slug}
            self._learn(rivals[0], slug)
            homes = Counter(rival.category for rival in rivals)
            for rival in rivals[1:]:
                self._learn(rival, _set_apart(slug, rival, homes, taken))

    def _learn(self, meaning: _Unnamed, slug: str) -> None:
        others = tuple(sorted(meaning.labels - {meaning.label}))
        concept = Concept(meaning.kind, slug, meaning.label, others, meaning.is_faculty)
        self.profiles[concept] = meaning.profiles
        for place in meaning.places:
            self._concepts[place.profile][place.number] = concept


class _Unnamed:
    """The uses of one concept that has no name yet, and what they say of it."""

    def __init__(
        self, places: list[Place], uses: Mapping[Place, Use], companies: Mapping[str, Company]
    ) -> None:
        mine = [uses[place] for place in places]
        self.places = places
        self.kind = mine[0].kind
        self.profiles = tuple(sorted({place.profile for place in places}))
        self.labels = {name for use in mine for name in (use.preferred, *use.alternatives)}
        self.label = _preferred(mine)
        self.slug = slugify(self.label)
        self.is_faculty = 2 * sum(use.faculty for use in mine) > len(mine)
        categories = Counter(companies[place.profile].category for place in places)
        self.category = min(categories, key=lambda name: (-categories[name], name or "")) or ""


def _preferred(uses: list[Use]) -> str:
    """Return the label that most profiles prefer; an abbreviation only where nothing longer is there."""
    keys = Counter(use.key for use in uses)
    long = {use.key for use in uses if not use.is_short}
    key = min(keys, key=lambda key: (key not in long, -keys[key], key))
    labels = Counter(use.preferred for use in uses if use.key == key)
    return min(labels, key=lambda label: (-labels[label], label))


def _set_apart(slug: str, meaning: _Unnamed, homes: Counter[str], taken: set[str]) -> str:
    """Return a name that says where a homonym is at home: its category, or else its first profile."""
    ways = [meaning.category] if meaning.category and homes[meaning.category] == 1 else []
    for way in (*ways, *meaning.profiles):
        name = f"{slug}--{slugify(way)}"
        if name not in taken:
            taken.add(name)
            return name
    return f"{slug}--{meaning.places[0].profile}--{meaning.places[0].number}"
