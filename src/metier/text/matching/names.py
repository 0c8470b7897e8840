"""The names under which the nodes of a graph are looked for in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from metier.analysis.facts import Facts
from metier.analysis.records import Node
from metier.lexicon import is_acronym, is_agent, is_faculty, is_generic
from metier.resolve.labels import Label, expansion_in, parse_label
from metier.resolve.spelling import key_of
from metier.wordlists import word_group

from .forms import ALIAS, CONCEPTS, HEAD, LABEL, PART, Name, forms_of

_PASSING = word_group("passing-nouns")
_MOST_SHORTENED = 3
"""Practices with one last word up to which it may mean any of them."""


def names_of(facts: Facts, definitions: Mapping[str, Sequence[str]]) -> Iterator[Name]:
    """Yield the names of the practices, specializations, tools and terms of a graph.

    ``definitions`` are what profiles say of each tool and term: in them abbreviations are spelled out.

    Tools that only say *tool*, and habits and senses that a Tools section lists, have none.
    """
    for practice in facts.practices.values():
        yield from _names(practice, facts.practice_aliases.get(practice.id, ()))
    for variant in facts.specializations.values():
        yield from _names(variant, ())
    yield from _heads(facts)
    for concept in facts.concepts.values():
        if not _is_nameless(concept):
            others = facts.concept_aliases.get(concept.id, ())
            spelled = _expansions(concept.label, definitions.get(concept.id, ()))
            yield from _names(concept, (*others, *spelled))


def _is_nameless(concept: Node) -> bool:
    """Whether what profiles list as a tool is none that a text names: *equipment*, *patience*, *analysts*."""
    label = concept.label
    if concept.kind != "Tool":
        return False
    key = key_of(label)
    return is_generic(label) or is_faculty(label) or is_agent(key) or key in _PASSING


def _heads(facts: Facts) -> Iterator[Name]:
    """Yield what few practices are called for short: *pilot* where there is none but the commercial pilot."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for practice in facts.practices.values():
        for label in (practice.label, *facts.practice_aliases.get(practice.id, ())):
            *modifiers, head = key_of(label).split() or [""]
            bearers[head].add(practice.id if modifiers else "")
    for head, practices in bearers.items():
        if len(practices) <= _MOST_SHORTENED and "" not in practices and is_agent(head):
            yield from (
                Name(iri, facts.practices[iri].kind, head, (head,), HEAD)
                for iri in sorted(practices)
            )


def _expansions(label: str, definitions: Iterable[str]) -> Iterator[str]:
    """Yield what an abbreviation stands for by its definitions: *GLM*, a *generalized linear model*."""
    for definition in definitions if is_acronym(label) else ():
        if long := expansion_in(label, definition):
            yield long


def _names(node: Node, aliases: Iterable[str]) -> Iterator[Name]:
    said = [*_spellings(node, parse_label(node.label), LABEL)]
    for alias in aliases:
        if _tells(node, alias):
            said += _spellings(node, parse_label(alias), ALIAS)
    found: dict[tuple[tuple[str, ...], str | None], Name] = {}
    for form, text in said:
        for name in forms_of(node, form, text) if _is_name(node, text) else ():
            found.setdefault((name.words, name.exact), name)
    yield from found.values()


def _tells(node: Node, alias: str) -> bool:
    """Whether another name names a node by itself: *traveler* says less than *trusted traveler*."""
    key = key_of(alias)
    if " " in key or is_acronym(alias):
        return True
    if node.kind not in CONCEPTS:
        return True
    words = key_of(node.label).split()
    return len(words) == 1 or key not in words


def _is_name(node: Node, text: str) -> bool:
    """Whether a text can name a node: one word names a practice if it is its title, or a word for people."""
    if node.kind in CONCEPTS or " " in text or text == node.label:
        return True
    return is_acronym(text) or is_agent(key_of(text))


def _spellings(node: Node, label: Label, form: str) -> Iterator[tuple[str, str]]:
    """Yield the names that a label holds, with what each is.

    Of a slash, short parts that lean on the last part get its last word, as in *cargo / commercial officer*, or
    on the first part its first words, as in *trusted trader / traveler*.
    """
    parts = label.members or (label.preferred, *label.synonyms)
    *before, _ = parts[0].split() or [""]
    *_, head = parts[-1].split() or [""]
    is_concept = node.kind in CONCEPTS
    for part in parts:
        if not is_concept:
            is_whole = part == parts[-1] or (" " in part and is_agent(key_of(part.split()[-1])))
            yield form, part if is_whole else f"{part} {head}"
        elif len(parts) == 1 or " " in part or is_acronym(part):
            yield form, part
        elif before:
            yield form, " ".join((*before, part))
        elif " " not in parts[-1]:
            yield PART, part
    if label.abbreviation:
        yield ALIAS, label.abbreviation
