"""The overview of ``metier stats``, which fits on one screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from metier.diagnostics import printable

from .table import page_width

if TYPE_CHECKING:
    from metier.analysis.structure import Structure

_LABEL = 12
_PRACTICE = 30
_PRACTICES = 10
_COMMUNITIES = 12


def print_overview(found: Structure, top: int | None) -> None:
    """Print what the graph holds and what is missing, then the first practices and communities.

    ``top`` is how many of them; if not given, as many as fit on a screen.
    """
    for label, text in _facts(found):
        _print_fact(label, text)
    if found.shape.pairs:
        click.echo()
        _print_practices(found, top or _PRACTICES)
        click.echo()
        _print_communities(found, top or _COMMUNITIES)


def _print_fact(label: str, text: str) -> None:
    wrapped = textwrap.wrap(_plain(text), page_width() - _LABEL, break_on_hyphens=False)
    for place, line in enumerate(wrapped):
        click.echo(f"{'' if place else label:{_LABEL}}{line}")


def _facts(found: Structure) -> Iterator[tuple[str, str]]:
    counts = found.counts
    yield "Profiles", f"{found.shape.practices:,}: {_kinds(counts.practices)}"
    yield "Links", f"{sum(counts.links.values()):,}: {_numbers(counts.links)}{_missing(found)}"
    yield (
        "Concepts",
        f"{counts.tools:,} tools, {counts.shared_tools:,} of them shared; "
        f"{counts.terms:,} terms, {counts.shared_terms:,} of them shared; "
        f"{counts.specializations:,} specializations without a profile",
    )
    yield "Network", _network(found)
    yield "Bridges", _bridges(found)
    yield "Orphans", _orphans(found)
    yield "Sections", _sections(found)
    yield "Verified", _verified(found)


def _kinds(counts: Mapping[str, int]) -> str:
    """Return ``221 occupations, 26 historical occupations``, from the names of classes."""
    return ", ".join(f"{count:,} {_words(kind, count)}" for kind, count in counts.items()) or "none"


def _words(kind: str, count: int) -> str:
    spaced = "".join(f" {one.lower()}" if one.isupper() else one for one in kind).strip()
    if count == 1:
        return spaced
    return f"{spaced[:-1]}ies" if spaced.endswith("y") else f"{spaced}s"


def _numbers(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name or 'unstated'}" for name, count in counts.items()) or "none"


def _missing(found: Structure) -> str:
    counts = found.counts
    if not counts.links_to_placeholders:
        return ""
    return (
        f"; {counts.links_to_placeholders:,} of them lead to {counts.placeholders:,} "
        f"name{_s(counts.placeholders)} without a profile"
    )


def _network(found: Structure) -> str:
    shape = found.shape
    if not shape.pairs:
        return "no two profiles are joined by a link"
    return (
        f"{shape.pairs:,} pairs joined ({shape.density:.1%} of all), {shape.reciprocity:.0%} of "
        f"links answered, clustering {shape.clustering:.2f}; {len(shape.components):,} "
        f"part{_s(len(shape.components))}, the largest of {shape.components[0]:,}, where two are "
        f"{shape.distance:.1f} steps apart on average and at most {shape.diameter}"
    )


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _bridges(found: Structure) -> str:
    count = len(found.categories)
    if not found.bridges:
        return "no two categories are joined by a link"
    lone = sum(one.size == 1 for one in found.bridges)
    told = f"{len(found.bridges)} of {count * (count - 1) // 2} pairs of categories are joined"
    first = found.bridges[0]
    most = f"most often {first.labels[0]} and {first.labels[1]} ({first.size})"
    return f"{told}, {lone} by one pair of occupations alone; {most}"


def _orphans(found: Structure) -> str:
    orphans = found.orphans
    told = {
        "without any link": orphans.unlinked,
        "linked only to names without a profile": orphans.only_to_placeholders,
        "that link to no profile": orphans.no_link_out,
        "that no profile links to": orphans.no_link_in,
    }
    return ", ".join(f"{len(nodes)} {lack}" for lack, nodes in told.items() if nodes) or "none"


def _sections(found: Structure) -> str:
    coverage = found.coverage
    told = f"{coverage.complete:,} of {coverage.profiles:,} profiles have all {len(coverage.canonical)}"
    rarest = min(coverage.canonical, key=lambda one: one.profiles)
    if rarest.profiles < coverage.profiles:
        told += f"; the rarest is {rarest.heading}, in {rarest.profiles:,}"
    if coverage.others:
        told += f"; {len(coverage.others):,} other heading{_s(len(coverage.others))}"
    return told


def _verified(found: Structure) -> str:
    review = found.review
    return (
        f"{review.verified:,} of {review.profiles:,} profiles ({review.share:.1%}) name a reviewer "
        f"or the day of a review; status: {_numbers(review.statuses)}; "
        f"provenance: {_numbers(review.provenances)}"
    )


def _print_practices(found: Structure, top: int) -> None:
    heading = f"{'Most central':{_PRACTICE}}"
    click.echo(f"{heading}  betweenness  degree  pagerank  reach  community")
    for one in found.ranked()[:top]:
        line = (
            f"{_cut(one.node.label, _PRACTICE):{_PRACTICE}}  {one.betweenness:11.3f}  "
            f"{one.degree:6}  {one.pagerank:8.4f}  {one.reach:5}  {one.community or '':>9}"
        )
        click.echo(line.rstrip())


def _print_communities(found: Structure, top: int) -> None:
    communities = found.partition.communities
    click.echo(f"Communities ({len(communities)}, modularity {found.partition.modularity:.2f})")
    names = [_cut(one.name, page_width() // 2) for one in communities[:top]]
    widest = max(map(len, names), default=0)
    for one, name in zip(communities, names, strict=False):
        members = _fitting([node.label for node in one.members], page_width() - widest - 11)
        click.echo(f"{one.number:3}{one.size:5}  {name:{widest}}  {members}".rstrip())
    if len(communities) > top:
        click.echo(f"{len(communities) - top} more: --communities lists all")


def _fitting(labels: list[str], width: int) -> str:
    """Return the first labels, at most three: as many as fit whole, at least a piece of one."""
    counts = (3, 2)
    joined = (", ".join(map(_plain, labels[:count])) for count in counts)
    return next((text for text in joined if len(text) < width), _cut(labels[0], width))


def _plain(text: str) -> str:
    return printable(" ".join(text.split()))


def _cut(text: str, width: int) -> str:
    text = _plain(text)
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
