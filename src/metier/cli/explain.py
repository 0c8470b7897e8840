"""``metier explain``: why profiles share a term or a tool, or don't."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import asking, options

if TYPE_CHECKING:
    from metier.pipeline.explain import Comparison, Explanation


@click.command(name="explain")
@click.argument("term", metavar="TERM")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the answer is written.",
)
@options.graph_file
def command(term: str, format_name: str, graph_path: Path) -> None:
    """Say why profiles share a term or a tool, or why they don't.

    TERM is a label, or the name of a node. The evidence for each pair is weighed again as the build
    did: above 0 it is for one meaning. A ruling in concepts.yaml outweighs it.
    """
    from metier.pipeline.explain import explain

    graph = asking.opened(graph_path)
    explanation = explain(graph, term)
    if format_name == "json":
        click.echo(json.dumps(_as_json(explanation), indent=2, ensure_ascii=False))
    else:
        _print(explanation, graph.names.base)


def _print(explanation: Explanation, base: str) -> None:
    from .table import print_paragraph

    count = len(explanation.meanings)
    lines = [f"{explanation.label}: {count} meaning{'s' if count != 1 else ''}"]
    for meaning, together in zip(explanation.meanings, explanation.together, strict=True):
        lines += ["", _short(meaning.iri, base)]
        for use in meaning.uses:
            said = f": {_cut(use.text)}" if use.text else ""
            lines.append(f"  {use.profile}, “{use.label}”{said}")
        lines += [f"  together {_told(one)}" for one in together]
    for one in explanation.apart:
        lines += ["", f"apart {_told(one)}"]
    for line in lines:
        indent = len(line) - len(line.lstrip())
        print_paragraph(line, indent) if line else click.echo()


def _short(iri: str, base: str) -> str:
    return iri.removeprefix(base).replace("/", ":", 1)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


_LONGEST = 90


def _told(one: Comparison) -> str:
    evidence = "; ".join(f"{part.reason} ({part.weight:+.1f})" for part in one.verdict.evidence)
    pair = f"{one.one.profile} and {one.other.profile}"
    overruled = f"; overruled: {one.overruled}" if one.overruled else ""
    return f"{one.verdict.score:+.1f}: {pair}: {evidence}{overruled}"


def _as_json(explanation: Explanation) -> dict[str, object]:
    return {
        "label": explanation.label,
        "meanings": [
            {
                "id": meaning.iri,
                "uses": [
                    {"profile": use.profile, "label": use.label, "text": use.text}
                    for use in meaning.uses
                ],
                "together": [_comparison(one) for one in together],
            }
            for meaning, together in zip(explanation.meanings, explanation.together, strict=True)
        ],
        "apart": [_comparison(one) for one in explanation.apart],
    }


def _comparison(one: Comparison) -> dict[str, object]:
    return {
        "profiles": [one.one.profile, one.other.profile],
        "labels": [one.one.label, one.other.label],
        "score": round(one.verdict.score, 2),
        "evidence": [
            {"weight": round(part.weight, 2), "reason": part.reason}
            for part in one.verdict.evidence
        ],
        "overruled": one.overruled,
    }
