"""The finite verb of a clause, found by a list of verbs and the words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from metier.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    COPULAS,
    DETERMINERS,
    INTRANSITIVE_VERBS,
    JOINTS,
    LISTING_VERBS,
    NO_NAME,
    NOUNS_TOO,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    ends_in_plural,
    is_instrument,
    is_name,
    is_participle,
    is_plural,
    is_verb,
    verb_of,
)

from .asides import MARK, unmarked

_LOOSE_WORDS = frozenset({"not", "never", "just", "only", "even", "once", "yet", "like"})
_SINGULAR_OPENINGS = ("a", "an", "each", "every")
_BEFORE_NOUNS = DETERMINERS | PREPOSITIONS | QUANTIFIERS | JOINTS | {"to"}
_OBJECT_OPENINGS = DETERMINERS | PRONOUNS | {"what", "how", "where"}
_NEAR = 4
"""Words before a verb among which its subject may be two nouns."""


def base_of(word: str) -> str:
    """Return the base form of a verb."""
    low = word.casefold().strip(",")
    return verb_of(low) or low


def main_verb(words: list[str]) -> int | None:
    """Return the index of the finite verb of a main clause, or None for a fragment."""
    in_purpose = False
    for index, raw in enumerate(words[1:], start=1):
        word = raw.casefold().rstrip(",")
        if word in CLAUSE_WORDS - _LOOSE_WORDS:
            return None
        in_purpose = (in_purpose or word in ("for", "to")) and not raw.endswith(",")
        if not in_purpose and (word in COPULAS | AUXILIARIES or _is_finite(words, index)):
            return index
    return None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A word that may be a verb, and the words beside it."""

    word: str
    before: str
    previous: str
    following: str

    @property
    def takes_object(self) -> bool:
        return self.following in _OBJECT_OPENINGS

    @property
    def is_noun_too(self) -> bool:
        return self.word in NOUNS_TOO or (verb_of(self.word) or "") in NOUNS_TOO


def _is_finite(words: list[str], index: int) -> bool:
    raw = words[index]
    following = words[index + 1].casefold() if index + 1 < len(words) else ""
    if is_name(raw) or raw.endswith((",", ":")) or MARK.match(following):
        return False
    if not following:
        return verb_of(raw) is not None and _follows_single_noun(words, index)
    return _is_verb_here(words, index, following)


def _is_verb_here(words: list[str], index: int, following: str) -> bool:
    raw, before = words[index], words[index - 1]
    found = _Candidate(raw.casefold(), before, before.casefold().rstrip(","), following)
    if before.endswith(",") and found.previous not in ADVERBS:
        apposed = sum(one.endswith(",") for one in words[:index]) > 1
        return apposed and verb_of(found.word) is not None and found.takes_object
    if found.previous in _BEFORE_NOUNS:
        return False
    if _is_cut_off(found):
        return True
    if verb_of(found.word):
        if _follows_single_noun(words, index):
            return True  # no noun in the plural can stand here
        if not _ends_subject_in_plural(found.previous):
            return _is_third_person(found)
    return is_verb(found.word) and not found.word.endswith("ing") and _is_base(found, words[:index])


def _is_cut_off(found: _Candidate) -> bool:
    """Whether a verb stands behind a parenthesis or an adverb, where no noun goes on."""
    if MARK.search(found.before):
        is_either = is_verb(found.word) or verb_of(found.word) is not None
        return is_either and found.following not in JOINTS
    return found.previous.endswith("ly") and is_verb(found.word) and not found.is_noun_too


def _follows_single_noun(words: list[str], index: int) -> bool:
    between = words[1:index]
    joints = PREPOSITIONS | JOINTS | {"of"}
    return words[0].casefold() in _SINGULAR_OPENINGS and not any(
        one.endswith(",") or one in joints for one in between
    )


def _is_third_person(found: _Candidate) -> bool:
    base = base_of(found.word)
    if found.following in PREPOSITIONS:
        return base in LISTING_VERBS or base in INTRANSITIVE_VERBS
    if base in NOUNS_TOO or is_instrument(found.word):
        return found.takes_object or _is_noun(found.following)
    return found.following not in JOINTS


def _is_noun(word: str) -> bool:
    """Whether a word can only be what a verb in ``-s`` has as its object: no plural modifies a noun."""
    opens = word in NO_NAME | JOINTS | ADVERBS or word.endswith("ed") or is_participle(word, "")
    return word.isalpha() and not (opens or is_verb(word) or verb_of(word))


def _is_base(found: _Candidate, subject: list[str]) -> bool:
    """Whether a verb in its base form follows a subject in the plural."""
    if found.previous in PRONOUNS:
        return True
    if not _ends_subject_in_plural(found.previous):
        named = is_name(found.before) and not found.is_noun_too
        agrees = found.takes_object or named or found.word in INTRANSITIVE_VERBS
        return _ends_in_pair(subject) and agrees
    if found.is_noun_too and not is_plural(unmarked(found.previous)) and not found.takes_object:
        return False  # systems log, sales report
    if found.following in PREPOSITIONS:
        return found.word in INTRANSITIVE_VERBS
    return found.following not in JOINTS


def _ends_in_pair(subject: list[str]) -> bool:
    """Whether a subject ends in two coordinated nouns, which take a verb in the plural."""
    near = subject[-_NEAR:]
    return "and" in near[:-1] and not any(word.endswith(",") for word in near[near.index("and") :])


def _ends_subject_in_plural(word: str) -> bool:
    return word in PRONOUNS or ends_in_plural(unmarked(word))
