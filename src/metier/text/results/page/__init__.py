"""An annotation as one HTML file: the text with its names marked, and each mark explained."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from metier.analysis.records import SPECIALIZATION, Node
from metier.diagnostics import printable, printable_lines
from metier.text.annotation import (
    Annotation,
    Candidate,
    Choice,
    Coverage,
    Mention,
    Seen,
    Subject,
)
from metier.version import __version__

_FOLDER = Path(__file__).parent
_CLASSES = {
    "practice": "Occupations",
    "specialization": "Specializations",
    "tool": "Tools",
    "term": "Terms",
    "candidate": "Not in the graph",
}
"""The classes of marks, and what the legend calls them."""

_MOST_CANDIDATES = 8
_SURE = 0.995
_OTHER_CLASSES = {SPECIALIZATION: "specialization", "Tool": "tool", "Term": "term"}


@dataclass(slots=True)
class _Entry:
    """What a mark is explained by; marks that mean the same have one."""

    number: int
    label: str
    kind: str
    css: str
    score: str
    definition: str = ""
    iri: str = ""
    alternatives: tuple[_Shown, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Shown:
    label: str
    kind: str
    css: str
    score: str = ""
    iri: str = ""
    count: int = 0
    quote: str = ""
    evidence: tuple[str, ...] = ()


def page_of(annotation: Annotation, define: Callable[[str], str]) -> str:
    """Return the HTML of an annotation, to be written as UTF-8; ``define`` gives what a node with an IRI is.

    The page loads nothing, and its policy allows only its own style and script, named by their SHA-256 (W3C,
    *Content Security Policy Level 3*). Without scripts, marks lead to their explanations.
    """
    marked = _Marked(annotation, define)
    style, code = _asset("article.css"), _asset("article.js")
    policy = (
        f"default-src 'none'; script-src {_hash(code)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    entries = list(marked.entries.values())
    html = _template().render(
        policy=policy,
        version=__version__,
        style=Markup(style),  # noqa: S704 -- the package's own
        code=Markup(code),  # noqa: S704 -- the package's own
        title=printable(annotation.document.title or annotation.document.name),
        titled=annotation.document.title_span[1] > 0,
        about=[_subject(one) for one in annotation.about],
        kinds=marked.legend(),
        text=Markup("").join(marked.pieces),
        entries=[one for one in entries if one.iri],
        candidates=[one for one in entries if not one.iri],
        most=_MOST_CANDIDATES,
        coverage=_coverage(annotation.coverage) if annotation.coverage else None,
    )
    return f"{html}\n"


class _Marked:
    """The text of an annotation as HTML, its marks, and what they are explained by."""

    def __init__(self, annotation: Annotation, define: Callable[[str], str]) -> None:
        self._text = annotation.document.text
        self._define = define
        self.entries: dict[tuple[str, ...], _Entry] = {}
        self._counts: Counter[str] = Counter()
        self.pieces = list(self._pieces(annotation))

    def legend(self) -> list[_Shown]:
        """Return the classes of marks that there are, with how many of each."""
        return [
            _Shown(label, "", css, count=self._counts[css])
            for css, label in _CLASSES.items()
            if self._counts[css]
        ]

    def _pieces(self, annotation: Annotation) -> Iterator[Markup]:
        marks: list[tuple[int, int, Mention | Candidate]] = [
            (one.start, one.end, one) for one in annotation.mentions
        ]
        marks += [(*place, one) for one in annotation.candidates for place in one.places]
        place = 0
        for start, end, one in sorted(marks, key=lambda mark: mark[:2]):
            yield self._plain(place, start)
            yield self._mark(start, end, one)
            place = end
        yield self._plain(place, len(self._text))

    def _plain(self, start: int, end: int) -> Markup:
        return escape(
            printable_lines(
                self._text[start:end]
                .replace("\r\n", "\n")
                .replace("\r", "\n")
                .replace("\t", "    ")
            )
        )

    def _mark(self, start: int, end: int, one: Mention | Candidate) -> Markup:
        entry = self._entry(one)
        entry.count += 1
        self._counts[entry.css] += 1
        return Markup('<a class="m {}" href="#e{}">{}</a>').format(
            entry.css, entry.number, self._plain(start, end)
        )

    def _entry(self, one: Mention | Candidate) -> _Entry:
        if isinstance(one, Candidate):
            key: tuple[str, ...] = ("", one.label)
        else:
            key = (one.node.id, *(choice.node.id for choice in one.alternatives))
        if key not in self.entries:
            self.entries[key] = self._explained(len(self.entries), one)
        return self.entries[key]

    def _explained(self, number: int, one: Mention | Candidate) -> _Entry:
        score = _percent(one.score)
        if isinstance(one, Candidate):
            kind = f"may be {'an' if one.kind[0] in 'ao' else 'a'} {one.kind}"
            quote = f"\u201c{printable(one.sentence)}\u201d"
            return _Entry(number, printable(one.label), kind, "candidate", score, quote)
        return _Entry(
            number=number,
            label=printable(one.node.label),
            kind=one.node.kind,
            css=_css(one.node),
            score=score,
            definition=printable(self._define(one.node.id)),
            iri=one.node.id,
            alternatives=tuple(map(_choice, one.alternatives)),
        )


def _choice(one: Choice) -> _Shown:
    return _Shown(printable(one.node.label), one.node.kind, _css(one.node), _percent(one.score))


def _subject(one: Subject) -> _Shown:
    evidence = tuple(map(printable, one.evidence))
    return _Shown(
        printable(one.node.label),
        one.node.kind,
        "practice",
        _percent(one.score),
        one.node.id,
        evidence=evidence,
    )


def _coverage(found: Coverage) -> dict[str, object]:
    return {
        "label": printable(found.practice.label),
        "known": len(found.confirmed) + len(found.unconfirmed),
        "confirmed": list(map(_seen, found.confirmed)),
        "lacking": [_seen(one) for one in found.lacking if one.node],
    }


def _seen(one: Seen) -> _Shown:
    css = _css(one.node) if one.node else "candidate"
    return _Shown(printable(one.label), one.kind, css, count=one.count, quote=printable(one.quote))


def _css(node: Node) -> str:
    return _OTHER_CLASSES.get(node.kind, "practice")


def _percent(score: float) -> str:
    return f"{100 * score:.0f} %" if score < _SURE else "over 99 %"


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FunctionLoader(_asset)
    return jinja2.Environment(loader=loader, autoescape=True).get_template("article.html")


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
