"""The long lists of ``metier stats``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .table import print_paragraph, print_table

if TYPE_CHECKING:
    from metier.analysis.structure import Standing, Structure


def print_practices(found: Structure, measure: str, top: int | None) -> None:
    """Print the practices with their measures, the highest by one of them first."""
    labels = {category.id: category.label for category in found.categories}
    names = ["occupation", *_measures_from(measure), "community", "category"]
    rows = [
        [
            one.node.slug,
            *(_shown(one, name) for name in _measures_from(measure)),
            str(one.community or ""),
            labels.get(one.category, ""),
        ]
        for one in found.ranked(measure)[:top]
    ]
    print_table(names, rows)


def _measures_from(first: str) -> list[str]:
    others = [name for name in ("betweenness", "degree", "pagerank", "reach") if name != first]
    return [first, *others]


def _shown(one: Standing, measure: str) -> str:
    value = getattr(one, measure)
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def print_communities(found: Structure, top: int | None) -> None:
    """Print the communities with their members, the most central first."""
    for one in found.partition.communities[:top]:
        print_paragraph(f"{one.number}. {one.name} ({one.size})")
        print_paragraph(", ".join(node.slug for node in one.members), indent=3)
    count = len(found.partition.communities)
    told = f"{count} communit{'ies' if count != 1 else 'y'}"
    click.echo(f"{told}, modularity {found.partition.modularity:.2f}", err=True)


def print_categories(found: Structure, top: int | None) -> None:
    """Print the categories, and for each two that are joined what joins them."""
    rows = [
        [one.label, str(one.practices), str(one.inside), str(one.outside)]
        for one in found.categories[:top]
    ]
    print_table(["category", "occupations", "pairs inside", "to others"], rows)
    click.echo()
    bridges = [
        [
            " ↔ ".join(one.labels),
            str(one.size),
            f"{one.expected:.1f}",
            f"{one.crossings[0].source.slug} ↔ {one.crossings[0].target.slug}",
        ]
        for one in found.bridges[:top]
    ]
    print_table(["bridge", "pairs", "by chance", "most travelled"], bridges)


def print_sections(found: Structure, top: int | None) -> None:
    """Print the canonical sections, then the other headings, and how many profiles have each."""
    coverage = found.coverage
    headings = [*coverage.canonical, *coverage.others[:top]]
    count = len(coverage.canonical)
    rows = [
        [
            one.heading or "(before the first heading)",
            str(one.profiles),
            f"{one.profiles / max(coverage.profiles, 1):.1%}",
            "canonical" if place < count else "",
        ]
        for place, one in enumerate(headings)
    ]
    print_table(["section", "profiles", "share", ""], rows)


def print_orphans(found: Structure, top: int | None) -> None:
    """Print the practices that lack links, and which."""
    orphans = found.orphans
    lacking = {
        "any link": orphans.unlinked,
        "a link to or from a profile": orphans.only_to_placeholders,
        "a link to a profile": orphans.no_link_out,
        "a link from a profile": orphans.no_link_in,
    }
    rows = [[node.slug, lack] for lack, nodes in lacking.items() for node in nodes]
    print_table(["occupation", "lacks"], rows[:top])
