"""schema.org: what search engines read in a web page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from metier.errors import GraphError
from metier.export.common.restored import NO_PROFILE_GRAPHS, restored_profile
from metier.export.common.rows import NodeRow
from metier.export.common.selection import Selection
from metier.model import Profile
from metier.slugs import why_unsafe
from metier.vocab import practice_kinds

from .article import TYPES, Articles, Thing, is_address, node_thing, thing
from .html_json import html_json

NAME = "schemaorg"
SUFFIX = ""
MEDIA_TYPE = "application/ld+json"
SUMMARY = "For web pages and search engines: a schema.org document for each profile"
OPENING = (
    'a page with <script type="application/ld+json"> around the file\'s text; '
    "validator.schema.org > Code snippet; Google's Rich Results Test > Code"
)
KEEPS = (
    "of each profile its names, summary, category, difficulty, tags, status, provenance, dates, "
    "contributors, reviewers, sources, origin, country variants and sections as Markdown; its links by "
    "type with their notes; its tools and terms as it words them; the ontology's class of each as "
    "additionalType; occupations are Occupation, terms and other practices DefinedTerm, the rest Thing"
)
DROPS = (
    "the items of sections one by one, mentions, when a profile was last reviewed and a mirrored one was "
    "fetched, keys that Metier does not know, lengths of links, which tools are kinds of "
    "others, what is inferred"
)
EXAMPLE = "metier export schemaorg --out pages"

_CONTEXT = {"@context": "https://schema.org"}
_UNSAID = {
    "extraField": ("key that Metier does not know", "keys that Metier does not know"),
    "lastReviewed": ("date of last review", "dates of last review"),
}
"""What has no property at schema.org, and what one and several are called."""


def files(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield ``SLUG.jsonld`` for each profile: one tree, in properties that schema.org 12 (2021) has.

    What is around a tool or a term is one file about it. Raises GraphError where a profile's graph is
    incomplete or its slug is no safe file name.
    """
    graphs = selection.profile_graphs()
    if not graphs and selection.center is None:
        raise GraphError(NO_PROFILE_GRAPHS)
    articles = Articles(selection)
    rows = {row.id: row for row in selection.nodes}
    if not graphs and selection.center:
        row = rows[selection.center.id]
        yield f"{row.slug}.jsonld", html_json(_CONTEXT | _named(row, selection))
    for graph in graphs:
        profile = restored_profile(selection, graph)
        if reason := why_unsafe(profile.slug):
            raise GraphError(f"{profile.slug!r} can't name a file: {reason}")
        practice = selection.names.practice(profile.slug)[1:-1]
        if practice not in rows:
            raise GraphError(f"{graph}: it describes {practice}, which the graph doesn't have")
        told = _practice(profile, rows[practice], selection)
        told["mainEntityOfPage"] = articles.article(profile, practice)
        yield f"{profile.slug}.jsonld", html_json(_CONTEXT | told)


def _named(row: NodeRow, selection: Selection) -> Thing:
    return node_thing(
        row,
        selection.names.prefixes["met"],
        url=row.id if is_address(row.id) else None,
        identifier=row.slug,
        alternateName=row.aliases,
        description=row.definition,
    )


def _practice(profile: Profile, row: NodeRow, selection: Selection) -> Thing:
    type_ = TYPES[practice_kinds()[profile.kind]]
    told = _named(row, selection) | thing(type_, alternateName=profile.aliases)
    if type_ == "Occupation":
        duties = [one.markdown for one in profile.sections if _says_duties(one.heading)]
        return told | thing(type_, occupationalCategory=profile.category, responsibilities=duties)
    scheme = selection.names.of("scheme", "practices")[1:-1]
    terms = thing("DefinedTermSet", id=scheme, name=selection.title)
    return told | thing(type_, inDefinedTermSet=terms)


def _says_duties(heading: str) -> bool:
    return heading.casefold() == "primary responsibilities"


def dropped(selection: Selection) -> Iterator[str]:
    """Yield how many dates and unknown keys are left out."""
    store, met = selection.network.facts.store, selection.names.prefixes["met"]
    graphs = selection.profile_graphs()
    found = Counter(quad.predicate.value for graph in graphs for quad in store.quads(graph))
    for name, (one, several) in _UNSAID.items():
        if count := found[met + name]:
            yield f"{count} {one if count == 1 else several}"
