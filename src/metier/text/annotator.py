"""Reads texts against one graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from metier.analysis.facts import Facts

from .annotation import Annotation, Candidate, Coverage, Mention, Subject
from .matching.forms import Name
from .matching.matcher import Matcher
from .matching.misspelling import Corrections
from .matching.names import names_of
from .matching.tokens import Words
from .meaning.about import evidence_of, shares, subjects
from .meaning.coverage import coverage_of
from .meaning.linking import Linker
from .meaning.profile_words import beginnings
from .meaning.survey import Survey, survey_of
from .meaning.world import World, world_of
from .phrases.candidates import candidates_of
from .phrases.noun_phrases import Phrase, Phrases
from .phrases.organizations import organizations_of
from .sources.document import Document

MOST_CANDIDATES = 50
"""How many phrases that the graph lacks are told of one text."""


class Annotator:
    """Reads texts against one graph, of which it holds what it needs: it travels between processes."""

    def __init__(self, world: World, names: Iterable[Name]) -> None:
        """Take what is known of the nodes of a graph, and their names."""
        names = list(names)
        self.world = world
        self._matcher = Matcher(names)
        self._known = frozenset(name.key for name in names)
        self._words = Words(Corrections(word for name in names for word in name.words))

    @classmethod
    def of(cls, facts: Facts) -> Annotator:
        """Return what reads texts against the graph of some facts."""
        definitions: dict[str, list[str]] = defaultdict(list)
        for concept, text in facts.definitions():
            definitions[concept].append(text)
        return cls(world_of(facts, definitions), names_of(facts, definitions))

    def define(self, iri: str) -> str:
        """Return what a node is, in a sentence or two; empty where nobody says."""
        return self.world.definitions.get(iri, "")

    def annotate(self, document: Document, about: str | None = None) -> Annotation:
        """Return what a text is about and what it names.

        ``about`` is the IRI of the practice that it is about, where that is known.
        """
        return self.read(document, about)[0]

    def read(self, document: Document, about: str | None = None) -> tuple[Annotation, Phrases]:
        """Return the annotation of a text, as :meth:`annotate` does, and its noun phrases."""
        survey = survey_of(document, self._matcher, self._words)
        evidence = evidence_of(self.world, survey)
        found = subjects(self.world, evidence)
        if about:
            found = (Subject(self.world.nodes[about], 1.0, ()),)
        organizations = organizations_of(survey.phrases)
        linker = self._linker(survey, {about: 1.0} if about else shares(evidence), organizations)
        mentions = linker.mentions()
        phrases = candidates_of(document, survey.phrases, organizations, mentions, self._known)
        candidates = tuple(islice(phrases, MOST_CANDIDATES))
        coverage = self._coverage(document.text, found, mentions, candidates)
        annotation = Annotation(document, found, tuple(mentions), candidates, coverage)
        return annotation, survey.phrases

    def linker(self, document: Document) -> tuple[Survey, Linker]:
        """Return a reading of a text, and what decides what its names mean."""
        survey = survey_of(document, self._matcher, self._words)
        about = shares(evidence_of(self.world, survey))
        return survey, self._linker(survey, about, organizations_of(survey.phrases))

    def _linker(
        self, survey: Survey, about: Mapping[str, float], organizations: Mapping[str, Phrase]
    ) -> Linker:
        taken = (place for one in organizations.values() for place in one.places)
        return Linker(self.world, survey, about, taken)

    def neighbors(self, document: Document, most: int) -> tuple[Subject, ...]:
        """Return the occupations whose profiles are most like a text, each with the cosine of the words."""
        near = self.world.words.likeness(Counter(beginnings(document.prose)))
        ranked = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))
        found = (Subject(self.world.nodes[iri], score, ()) for iri, score in ranked)
        return tuple(islice((one for one in found if one.node.kind == "Occupation"), most))

    def _coverage(
        self,
        text: str,
        about: Sequence[Subject],
        mentions: Sequence[Mention],
        candidates: Sequence[Candidate],
    ) -> Coverage | None:
        if not about or not about[0].node.is_described:
            return None
        return coverage_of(self.world, about[0].node, text, mentions, candidates)
