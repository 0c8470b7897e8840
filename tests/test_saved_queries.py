"""Saved queries: every file is complete and right, its values stay values, and answers keep their order."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

import metier
from metier.errors import UsageError
from metier.model import Profile
from metier.query.answers import FORMATS, rows, serialized
from metier.query.binding import bound, without_parameters
from metier.query.library import KINDS, SavedQuery, Term, runnable, saved_queries, saved_query
from metier.query.library import given as given_values
from metier.store import Answer, Substitutions
from metier.vocab import CANONICAL_SECTIONS, relation_types

from .support import CORPUS, EXAMPLE, PROFILES, TEXTS, needs_corpus, read_all, write_profile

QUERIES = list(saved_queries().values())
FIND_FAULTS = {"broken-links", "missing-profiles", "missing-sections", "one-sided-links"}
"""Queries without a row where profiles are as they should be, as ours are; the small example has faults."""

each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)

HOSTILE = [
    '"} DROP ALL #',
    "<http://x>",
    "http://x> <http://y",
    'x" . ?s ?p ?o',
    "?s",
    "} UNION { ?s ?p ?o",
    "a\nb",
    "a\r\n# b",
    "'''",
    "\\",
    "\\u0022",
    "\x00\x1b[2J",
    "\u202e",
    "x" * 100_000,
]


@pytest.fixture(scope="module")
def ours() -> metier.KnowledgeGraph:
    return metier.build(PROFILES)


@pytest.fixture(scope="module")
def example() -> metier.KnowledgeGraph:
    return metier.build(EXAMPLE)


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    return read_all(PROFILES)


def values_for(
    graph: metier.KnowledgeGraph, query: SavedQuery, values: dict[str, str]
) -> Substitutions:
    return bound(query, values, lambda kind, text: ox.NamedNode(graph.find(text, kind)))


def answer(graph: metier.KnowledgeGraph, name: str, **values: str) -> Answer:
    query = saved_query(name)
    found = graph.query(query.sparql, substitutions=values_for(graph, query, values))
    return without_parameters(found, query)


def table(graph: metier.KnowledgeGraph, name: str, **values: str) -> list[list[str]]:
    """Return the rows that the command line prints."""
    found = answer(graph, name, **values)
    assert isinstance(found, ox.QuerySolutions)
    return list(rows(found, graph.prefixes))


def columns(graph: metier.KnowledgeGraph, name: str, *which: str, **values: str) -> list[list[str]]:
    """Return some columns of the rows."""
    found = answer(graph, name, **values)
    assert isinstance(found, ox.QuerySolutions)
    places = [[variable.value for variable in found.variables].index(one) for one in which]
    return [[row[place] for place in places] for row in rows(found, graph.prefixes)]


def as_lines(found: Answer) -> list[str]:
    """Return an answer as text: rows in their order, triples sorted."""
    if isinstance(found, ox.QueryTriples):
        return sorted(set(map(str, found)))
    assert isinstance(found, ox.QuerySolutions)
    return [" ".join(map(str, row)) for row in found]


# ---- Every file


def test_there_are_queries_for_all_kinds_of_users() -> None:
    assert len(QUERIES) >= 18
    assert list(saved_queries()) == sorted(saved_queries())
    assert {parameter.kind for query in QUERIES for parameter in query.parameters} <= {*KINDS}


@each_query
def test_a_file_says_what_it_asks(query: SavedQuery) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert re.search(r"\?( \(triples\))?$", query.title)
    assert query.description.endswith(".")
    assert "  " not in query.description
    head = re.findall(r"^# (\w+): ", query.sparql, re.MULTILINE)
    assert head == ["title", "description", *["param"] * len(query.parameters)] + [
        "example"
    ] * bool(query.example)


@each_query
def test_parameters_are_those_of_the_example_and_of_the_query(query: SavedQuery) -> None:
    names = [parameter.name for parameter in query.parameters]
    assert len(set(names)) == len(names)
    assert set(query.example) == set(names)
    for parameter in query.parameters:
        assert parameter.kind in KINDS
        assert re.search(rf"\?{parameter.name}\b", query.sparql)


@each_query
def test_the_example_has_an_answer(
    query: SavedQuery, ours: metier.KnowledgeGraph, example: metier.KnowledgeGraph
) -> None:
    found = len(as_lines(answer(ours, query.name, **query.example)))
    if query.name in FIND_FAULTS:
        assert found == 0
        found = len(as_lines(answer(example, query.name, **query.example)))
    assert found > 0


@each_query
def test_no_two_rows_are_equal(query: SavedQuery, ours: metier.KnowledgeGraph) -> None:
    found = answer(ours, query.name, **query.example)
    if isinstance(found, ox.QuerySolutions):
        lines = as_lines(found)
        assert len(set(lines)) == len(lines)


@each_query
def test_rows_keep_their_order_whatever_the_order_of_the_quads(
    query: SavedQuery, ours: metier.KnowledgeGraph
) -> None:
    values = values_for(ours, query, dict(query.example))
    expected = as_lines(ours.query(query.sparql, substitutions=values))
    found = REVERSED.query(
        query.sparql,
        prefixes=ours.prefixes,
        use_default_graph_as_union=True,
        substitutions=dict(values),
    )
    assert as_lines(found) == expected


@each_query
def test_the_printed_text_needs_no_prefixes_and_gives_the_same_answer(
    query: SavedQuery, ours: metier.KnowledgeGraph
) -> None:
    """What stands in the text by VALUES and what is substituted must mean the same."""
    values = values_for(ours, query, dict(query.example))
    text = runnable(query, ours.prefixes, values)
    assert text.startswith("PREFIX ")
    found = REVERSED.query(text, use_default_graph_as_union=True)
    assert as_lines(found) == as_lines(ours.query(query.sparql, substitutions=values))
    for prefix in re.findall(r"^PREFIX (\w+):", text, re.MULTILINE):
        with pytest.raises(SyntaxError):
            REVERSED.query(re.sub(rf"PREFIX {prefix}: .*\n", "", text))


@each_query
def test_an_answer_can_be_written_in_every_format_without_the_parameters(
    query: SavedQuery, ours: metier.KnowledgeGraph
) -> None:
    kinds = ("turtle",) if "CONSTRUCT {" in query.sparql else ("csv", "tsv", "json", "xml")
    for name in kinds:
        assert name in FORMATS
        written = serialized(answer(ours, query.name, **query.example), name, ours.prefixes)
        assert written
        if name == "csv":
            header = written.decode().splitlines()[0].split(",")
            assert header
            assert not {parameter.name for parameter in query.parameters} & set(header)


REVERSED = ox.Store()
"""The quads of our profiles, put into a store the other way round."""


@pytest.fixture(scope="module", autouse=True)
def _reversed(ours: metier.KnowledgeGraph) -> None:
    for quad in reversed(list(ours.store.quads())):
        REVERSED.add(quad)


# ---- Right answers: the keeper of a collection


def test_the_example_has_these_faults(example: metier.KnowledgeGraph) -> None:
    assert table(example, "missing-profiles") == [["id:ship-captain", "ship captain", "1"]]
    assert columns(example, "broken-links", "missing", "practice", "type") == [
        ["id:ship-captain", "id:harbor-pilot", "prerequisite"]
    ]
    assert columns(example, "one-sided-links", "practice", "type", "other") == [
        ["id:lighthouse-keeper", "collaboration", "id:harbor-pilot"]
    ]
    assert columns(example, "bare-specializations", "practice", "label") == [
        ["id:lighthouse-keeper", "rock station keeper"]
    ]
    missing = defaultdict(list)
    for practice, heading in columns(example, "missing-sections", "practice", "heading"):
        missing[practice].append(heading)
    written = {"id:harbor-pilot": {"Purpose", "Tools"}}
    written["id:lighthouse-keeper"] = {"Purpose", "Tools", "Vocabulary"}
    assert missing == {
        practice: [heading for heading in CANONICAL_SECTIONS if heading not in headings]
        for practice, headings in written.items()
    }


@pytest.fixture(scope="module")
def trades(tmp_path_factory: pytest.TempPathFactory) -> metier.KnowledgeGraph:
    """A chain of careers, tools of a kind, and one practice that nothing is linked with."""
    folder = tmp_path_factory.mktemp("trades")

    def link(slug: str, kind: str) -> str:
        return f"related: [{{slug: {slug}, type: {kind}, note: to {slug}}}]\n"

    def tools(*names: str) -> str:
        lines = "".join(f"      - **{name}** — for work with it\n" for name in names)
        return f"sections:\n  - heading: Tools\n    markdown: |-\n{lines}"

    write_profile(folder, "apprentice", link("joiner", "progression") + tools("Brush", "Hammer"))
    write_profile(folder, "joiner", tools("Wire brush", "Hammer") + "reviewers: [{name: Ada}]\n")
    write_profile(folder, "master", link("joiner", "prerequisite") + "tags: [wood, WOOD]\n")
    write_profile(folder, "teacher", link("master", "prerequisite") + "last_reviewed: 2026-01-02\n")
    write_profile(folder, "hermit", tools("Hammer"))
    return metier.build(folder)


def test_few_links_means_few_neighbors(
    trades: metier.KnowledgeGraph, ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    assert table(trades, "few-links") == [["id:hermit", "Hermit", "0"]]
    assert columns(trades, "few-links", "practice", "neighbors", most="1") == [
        ["id:hermit", "0"],
        ["id:apprentice", "1"],
        ["id:teacher", "1"],
    ]
    found = dict(columns(ours, "few-links", "practice", "neighbors", most="99"))
    assert found == {f"id:{slug}": str(count) for slug, count in neighbors_of(profiles).items()}


def neighbors_of(profiles: dict[str, Profile]) -> dict[str, int]:
    """Count the practices that each is linked with, from either side."""
    found = defaultdict(set)
    for profile in profiles.values():
        for link in profile.related:
            found[profile.slug].add(link.slug)
            found[link.slug].add(profile.slug)
    return {slug: len(found[slug]) for slug in profiles}


def test_a_reviewer_or_a_day_of_review_is_a_review(trades: metier.KnowledgeGraph) -> None:
    assert columns(trades, "never-reviewed", "practice") == [
        ["id:apprentice"],
        ["id:hermit"],
        ["id:master"],
    ]


def test_mirrored_profiles_lack_no_section(trades: metier.KnowledgeGraph) -> None:
    assert table(trades, "missing-sections") == []


def test_profiles_are_counted_by_status(
    ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    days = sorted(str(profile.updated) for profile in profiles.values())
    counted = ["draft", "ai-generated", str(len(profiles)), days[0], days[-1]]
    assert table(ours, "profiles-by-status") == [counted]


# ---- The analyst


def test_shared_terms_come_with_both_definitions(ours: metier.KnowledgeGraph) -> None:
    found = table(ours, "shared-terms", a="Customs Officer", b="compliance-officer")
    assert found == [
        [
            "term:aeo-c-tpat",
            "AEO / C-TPAT",
            meaning(ours, "customs-officer", "aeo-c-tpat"),
            meaning(ours, "compliance-officer", "aeo-c-tpat"),
        ]
    ]
    assert found[0][2] != found[0][3]
    turned = table(ours, "shared-terms", a="compliance-officer", b="customs-officer")
    assert turned == [[*found[0][:2], found[0][3], found[0][2]]]


def meaning(graph: metier.KnowledgeGraph, slug: str, term: str) -> str:
    found = graph.select(
        f"SELECT ?m {{ id:{slug} met:usage ?u . ?u met:of term:{term} ; skos:definition ?m }}"
    )
    return str(next(iter(found))["m"].value)


def test_shared_tools_are_those_that_both_sections_name(trades: metier.KnowledgeGraph) -> None:
    assert columns(trades, "shared-tools", "tool", "use_in_a", a="apprentice", b="hermit") == [
        ["tool:hammer", "for work with it"]
    ]
    assert table(trades, "shared-tools", a="teacher", b="hermit") == []


def test_a_tool_is_counted_once_for_each_practice(trades: metier.KnowledgeGraph) -> None:
    assert table(trades, "most-used-tools") == [["tool:hammer", "Hammer", "3"]]
    assert len(table(trades, "most-used-tools", least="1")) == 3
    assert table(trades, "most-used-tools", least="3.5") == []


def test_users_of_a_tool_are_those_of_its_kinds_too(trades: metier.KnowledgeGraph) -> None:
    assert columns(trades, "users-of-tool", "practice", "used", tool="brush") == [
        ["id:apprentice", "tool:brush"],
        ["id:joiner", "tool:wire-brush"],
    ]
    assert columns(trades, "users-of-tool", "practice", tool="wire brush") == [["id:joiner"]]


def test_career_steps_follow_progressions_and_prerequisites_to_the_end(
    trades: metier.KnowledgeGraph,
) -> None:
    steps = [
        ["id:apprentice", "id:joiner", "progression"],
        ["id:joiner", "id:master", "prerequisite"],
        ["id:master", "id:teacher", "prerequisite"],
    ]
    which = ("from", "to", "type")
    assert columns(trades, "career-steps", *which, practice="apprentice") == steps
    assert columns(trades, "career-steps", *which, practice="joiner") == steps[1:]
    assert columns(trades, "career-steps", *which, practice="teacher") == []


def test_similar_practices_say_whether_they_are_linked(trades: metier.KnowledgeGraph) -> None:
    which = ("other", "shared", "linked")
    assert columns(trades, "similar-practices", *which, practice="apprentice") == [
        ["id:hermit", "1", "false"],
        ["id:joiner", "1", "true"],
    ]


def test_links_between_categories_are_found_from_both_sides(
    ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    def linked(one: str, other: str) -> set[tuple[str, str, str]]:
        return {
            (f"id:{profile.slug}", link.type, f"id:{link.slug}")
            for profile in profiles.values()
            for link in profile.related
            if {profile.category, profiles[link.slug].category} == {one, other}
        }

    which = ("practice", "type", "other")
    for one, other in [("Government", "Business"), ("Business", "Business"), ("Law", "Law")]:
        found = columns(ours, "category-links", *which, a=one, b=other)
        assert {tuple(row) for row in found} == linked(one, other)
        assert found == columns(ours, "category-links", *which, a=other, b=one)


def test_links_of_a_category_are_counted(
    ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    found = columns(ours, "degree-by-category", "label", "practices", "links", "links_inside")
    assert {row[0]: tuple(map(int, row[1:])) for row in found} == degrees_of(profiles)
    each = dict(columns(ours, "degree-by-category", "label", "links_each"))
    practices, links, _ = degrees_of(profiles)["Business"]
    assert float(each["Business"]) == pytest.approx(links / practices, abs=0.005)


def degrees_of(profiles: dict[str, Profile]) -> dict[str, tuple[int, int, int]]:
    """Count practices, links and links that stay inside, by category."""
    practices: Counter[str] = Counter()
    links: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for profile in profiles.values():
        category = profile.category or ""
        practices[category] += 1
        for link in profile.related:
            links[category] += 1
            there = profiles.get(link.slug)
            inside[category] += there is not None and there.category == category
    return {one: (practices[one], links[one], inside[one]) for one in practices}


@pytest.mark.parametrize("kind", relation_types())
def test_links_of_a_type_are_those_that_authors_wrote(
    kind: str, ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    found = columns(ours, "links-of-type", "practice", "other", "note", type=kind)
    assert sorted(found) == sorted(
        [f"id:{profile.slug}", f"id:{link.slug}", link.note or ""]
        for profile in profiles.values()
        for link in profile.related
        if link.type == kind
    )


def test_practices_are_found_by_tag_and_by_words(
    ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    tagged = [[f"id:{slug}"] for slug, one in sorted(profiles.items()) if "sanctions" in one.tags]
    assert len(tagged) > 1
    assert columns(ours, "practices-with-tag", "practice", tag="sanctions") == tagged
    assert columns(ours, "practices-by-words", "practice", words="BEAT officer") == [
        ["id:police-officer"]
    ]


# ---- The ontology engineer


def test_members_and_statements_are_counted(
    ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    count = str(len(profiles))
    sections = str(sum(len(profile.sections) for profile in profiles.values()))
    members = dict(columns(ours, "classes", "class", "members"))
    assert (members["met:Profile"], members["met:Section"], members["met:Review"]) == (
        count,
        sections,
        "0",
    )
    statements = dict(columns(ours, "object-properties", "property", "statements"))
    assert (statements["met:category"], statements["met:review"]) == (count, "0")
    stated = dict(columns(ours, "datatype-properties", "property", "statements"))
    assert stated["met:status"] == count


def test_what_is_inferred_is_told_from_what_is_asserted(trades: metier.KnowledgeGraph) -> None:
    counts = {row[0]: row[1:] for row in columns(trades, "inferred-and-asserted", *ASSERTED)}
    assert counts["met:progressesTo"] == ["1", "0"]
    assert counts["met:progressesFrom"] == ["0", "1"]
    assert counts["met:prerequisiteOf"] == ["0", "2"]
    assert counts["met:adjacentTo"] == ["0", "0"]


ASSERTED = ("property", "asserted", "inferred")


def test_a_label_of_several_nodes_is_a_homonym(ours: metier.KnowledgeGraph) -> None:
    found = [row for row in table(ours, "homonyms") if row[0] == "Demurrage"]
    assert found == [
        ["Demurrage", "term:demurrage", "scheme:terms"],
        ["Demurrage", "term:demurrage--transportation", "scheme:terms"],
    ]


def test_surroundings_hold_what_the_graph_holds_and_no_text_of_the_profile(
    ours: metier.KnowledgeGraph,
) -> None:
    found = set(as_lines(answer(ours, "surroundings", practice="detective")))
    held = set(as_lines(ours.query("CONSTRUCT WHERE { ?s ?p ?o }")))
    assert found < held
    base = ours.names.base
    assert (
        f"<{base}id/detective> <{base}ontology#hasPrerequisite> <{base}id/police-officer>" in found
    )
    assert not any("/item/" in line or "/section/" in line for line in found)


# ---- The reader and the builder of agents


def test_a_term_means_this_to_these(ours: metier.KnowledgeGraph) -> None:
    found = columns(ours, "meaning-of-term", "practice", "meaning", concept="chain of custody")
    slugs = [practice.removeprefix("id:") for practice, _ in found]
    assert {"customs-officer", "detective", "police-officer"} < set(slugs)
    assert slugs == sorted(set(slugs))
    assert found == [[f"id:{slug}", meaning(ours, slug, "chain-of-custody")] for slug in slugs]


def test_a_word_is_found_by_each_of_its_labels(
    ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    said = [one for one in profiles.values() if "**Bill of lading**" in section(one, "Vocabulary")]
    found = table(ours, "meanings-of-word", word="bill of LADING")
    assert {row[0] for row in found} == {"term:bill-of-lading"}
    assert len(found) == len(said) > 1
    assert table(ours, "meanings-of-word", word="bill of") == []


@pytest.mark.parametrize(
    ("name", "column", "heading", "pattern"),
    [
        ("expert-questions", "question", "Questions Experts Constantly Ask", r"^- (.+)"),
        ("workflow", "step", "Workflow", r"^\d+\. \*\*(.+?)\.?\*\*"),
        ("failure-modes", "name", "Failure Modes", r"^- \*\*(.+?)\.?\*\*"),
    ],
)
def test_statements_come_in_the_order_of_the_profile(
    name: str,
    column: str,
    heading: str,
    pattern: str,
    ours: metier.KnowledgeGraph,
    profiles: dict[str, Profile],
) -> None:
    for slug, profile in profiles.items():
        written = re.findall(pattern, section(profile, heading), re.MULTILINE)
        found = [row[0] for row in columns(ours, name, column, practice=slug)]
        assert len(written) > 2
        assert all(map(str.startswith, found, written))
        assert len(found) == len(written) + (name == "failure-modes") * anti_patterns(profile)


def anti_patterns(profile: Profile) -> int:
    return len(re.findall("^- ", section(profile, "Anti-patterns"), re.MULTILINE))


def section(profile: Profile, heading: str) -> str:
    return next(one.markdown for one in profile.sections if one.heading == heading)


def test_a_workflow_in_prose_is_given_whole(tmp_path: Path) -> None:
    prose = "We wait for the tide, and then we row out to the light together, all of us.\n"
    section = f"sections:\n  - heading: Workflow\n    markdown: |-\n      {prose}"
    write_profile(tmp_path, "rower", section)
    assert table(metier.build(tmp_path), "workflow", practice="rower") == [["", "", prose.strip()]]


def test_mentions_come_with_the_line_that_names_the_practice(ours: metier.KnowledgeGraph) -> None:
    found = columns(ours, "mentions-of-practice", "by", "quote", practice="customs-officer")
    assert {by for by, _ in found} <= {f"id:{path.stem}" for path in PROFILES.glob("*.yaml")}
    assert all("customs" in quote.lower() for _, quote in found)


def test_everything_is_there_once_and_in_the_order_of_the_profile(
    ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    profile = profiles["police-officer"]
    found = columns(ours, "everything-about", "about", "name", practice=profile.slug)
    abouts = list(dict.fromkeys(about for about, _ in found))
    headings = [section.heading for section in profile.sections]
    assert [about for about in abouts if about in headings] == headings
    assert {name for about, name in found if about == "specialization"} == {
        "Detection Dog Handler",
        "Wildlife Officer",
        *profile.specializations,
    }
    assert [name for about, name in found if about == "source"] == [
        source.title for source in profile.sources
    ]
    links = [about for about, _ in found if about.startswith("link, ")]
    assert links == [f"link, {link.type}" for link in profile.related]


def test_evidence_names_the_profile_that_says_so(
    ours: metier.KnowledgeGraph, profiles: dict[str, Profile]
) -> None:
    found = table(ours, "evidence-of-link", a="detective", b="police-officer")
    notes = {
        (link.type, f"doc:{one}", "", link.note)
        for one, other in [("detective", "police-officer"), ("police-officer", "detective")]
        for link in profiles[one].related
        if link.slug == other
    }
    assert {tuple(row) for row in found[: len(notes)]} == notes
    assert found[-1] == ["shared term", "", "", "Chain of custody"]
    turned = table(ours, "evidence-of-link", a="police-officer", b="detective")
    assert turned == found


def test_a_profile_with_its_sources_is_its_named_graph(ours: metier.KnowledgeGraph) -> None:
    found = set(as_lines(answer(ours, "practice-with-sources", practice="detective")))
    held = ours.query("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH graph:detective { ?s ?p ?o } }")
    own = set(as_lines(held))
    assert found > own
    assert all("core#prefLabel>" in line for line in found - own)


# ---- Values


def resolver(kind: str, text: str) -> Term:
    return ox.NamedNode(f"https://example.org/{kind}/{text}")


def test_values_become_terms_of_their_kind() -> None:
    for text, datatype in [("3", "integer"), ("-2", "integer"), ("0.5", "decimal")]:
        found = bound(saved_query("few-links"), {"most": text}, resolver)
        literal = found[ox.Variable("most")]
        assert isinstance(literal, ox.Literal)
        assert (literal.value, literal.datatype.value.rpartition("#")[2]) == (text, datatype)
    found = bound(saved_query("shared-tools"), {"a": "x", "b": "y=z"}, resolver)
    assert found[ox.Variable("b")] == ox.NamedNode("https://example.org/practice/y=z")
    found = bound(saved_query("links-of-type"), {"type": "adjacent"}, resolver)
    assert found == {ox.Variable("type"): ox.Literal("adjacent")}
    assert bound(saved_query("few-links"), {}, resolver) == {ox.Variable("most"): ox.Literal(0)}


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("shared-tools", {"a": "x"}, "needs the parameter b: the other one"),
        ("shared-tools", {"a": "x", "b": "y", "c": "z"}, "has no parameter 'c'"),
        ("shared-tools", {"a": "x", "b": " "}, "can't take ' ' for the parameter b"),
        ("shared-tools", {"a": "x", "b": "\udc80"}, "can't take '\\udc80' for the parameter b"),
        ("few-links", {"most": "many"}, "needs a number for the parameter most, not 'many'"),
        ("few-links", {"most": "٣"}, "needs a number"),
        ("few-links", {"most": "1e400"}, "needs a number"),
        ("few-links", {"most": "9" * 99}, "needs a number"),
        ("links-of-type", {"type": "friend"}, "needs one of related, adjacent"),
        ("classes", {"a": "x"}, "it takes no parameters. Example: metier query --saved classes"),
    ],
)
def test_a_wrong_value_is_told_with_the_parameters_and_the_example(
    name: str, values: dict[str, str], told: str
) -> None:
    query = saved_query(name)
    with pytest.raises(UsageError) as caught:
        bound(query, values, resolver)
    message = str(caught.value)
    assert told in message
    assert message.endswith(f"Example: {query.command}")
    for parameter in query.parameters:
        assert f"{parameter.name} ({parameter.kind})" in message
    assert len(message) < 500


def test_a_name_that_nothing_bears_is_told_with_its_parameter(ours: metier.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="parameter b of shared-tools: no occupation 'detectiv'"):
        answer(ours, "shared-tools", a="police-officer", b="detectiv")


def test_values_are_given_as_name_and_value() -> None:
    assert given_values(["a=x=y", "b="]) == {"a": "x=y", "b": ""}
    with pytest.raises(UsageError, match="NAME=VALUE"):
        given_values(["a"])
    with pytest.raises(UsageError, match="given twice"):
        given_values(["a=1", "a=2"])


def test_a_wrong_name_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean shared-tools"):
        saved_query("sharedtools")
    with pytest.raises(UsageError, match=r"no saved query 'xyzzy'\. `metier query --list`"):
        saved_query("xyzzy")


@each_query
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_a_hostile_value_stays_a_value(
    query: SavedQuery, text: str, ours: metier.KnowledgeGraph
) -> None:
    """It is refused, or bound as it is and found nowhere: no row, and no change of the graph."""
    before = len(ours)
    for parameter in query.parameters:
        values = dict(query.example) | {parameter.name: text}
        if parameter.kind == "text":
            substitutions = values_for(ours, query, values)
            assert substitutions[ox.Variable(parameter.name)] == ox.Literal(text)
            assert as_lines(ours.query(query.sparql, substitutions=substitutions)) == []
        else:
            with pytest.raises(UsageError) as caught:
                values_for(ours, query, values)
            assert len(str(caught.value)) < 500
    assert len(ours) == before


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_means_the_same_beside_the_query_and_in_its_printed_text(text: str) -> None:
    query = saved_query("practices-by-words")
    store = ox.Store()
    who, met = ox.NamedNode("https://w3id.org/metier/id/x"), "https://w3id.org/metier/ontology#"
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.add(ox.Quad(ox.NamedNode("urn:doc"), ox.NamedNode(met + "describes"), who))
    store.add(ox.Quad(who, label, ox.Literal(f"- {text} -", language="en")))
    values = bound(query, {"words": text}, resolver)
    prefixes = {"met": met, "skos": "http://www.w3.org/2004/02/skos/core#"}
    printed = runnable(query, prefixes, values)
    assert all(line.isprintable() for line in printed.split("\n"))
    expected = as_lines(store.query(query.sparql, prefixes=prefixes, substitutions=dict(values)))
    assert len(expected) == 1
    assert as_lines(store.query(printed)) == expected


# ---- The command line


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    assert metier_at(folder, "build", str(PROFILES)).returncode == 0
    return folder


def metier_at(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "metier", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_list_fits_a_terminal_and_needs_no_graph(tmp_path: Path) -> None:
    done = metier_at(tmp_path, "query", "--list")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[2:]] == list(saved_queries())
    assert max(map(len, lines)) <= 80
    done = metier_at(tmp_path, "query", "--list", "--format", "json")
    listed = {one["name"]: one for one in json.loads(done.stdout)}
    assert list(listed) == list(saved_queries())
    assert listed["shared-tools"]["parameters"][1] == {
        "name": "b",
        "kind": "practice",
        "default": None,
        "description": "the other one",
    }
    assert listed["shared-tools"]["command"].startswith(
        "metier query --saved shared-tools --param a="
    )


def test_a_saved_query_takes_names_as_people_say_them(built: Path) -> None:
    values = ("--param", "a=beat officer", "--param", "b=detective")
    done = metier_at(built, "query", "--saved", "shared-terms", *values, "--format", "json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert answer["head"]["vars"] == ["term", "label", "meaning_in_a", "meaning_in_b"]
    [row] = answer["results"]["bindings"]
    assert row["term"]["value"] == "https://w3id.org/metier/term/chain-of-custody"
    assert done.stderr == "beat officer: Police Officer (police-officer)\n"


def test_every_example_runs_as_it_is_shown(built: Path) -> None:
    """One of each form of answer; the others are run in the tests above."""
    for name in ("workflow", "surroundings", "meaning-of-term"):
        done = subprocess.run(
            saved_query(name).command.replace("metier", f"{sys.executable} -m metier", 1),
            shell=True,
            cwd=built,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0
        assert len(done.stdout.splitlines()) > 4


def test_the_text_is_printed_with_or_without_values(built: Path, tmp_path: Path) -> None:
    bare = metier_at(tmp_path, "query", "--saved", "workflow", "--text")
    query = saved_query("workflow")
    assert bare.returncode == 0
    assert bare.stdout.startswith("PREFIX met: <https://w3id.org/metier/ontology#>\n")
    assert bare.stdout.endswith(query.sparql)
    value = ("--param", "practice=detective")
    filled = metier_at(built, "query", "--saved", "workflow", *value, "--text")
    assert "\n  VALUES (?practice) { (<https://w3id.org/metier/id/detective>) }\n" in filled.stdout
    (tmp_path / "own.rq").write_text(filled.stdout, encoding="utf-8")
    own = metier_at(built, "query", "--file", str(tmp_path / "own.rq"), "--format", "csv")
    saved = metier_at(built, "query", "--saved", "workflow", *value, "--format", "csv")
    rows_of = [line.partition(",")[2] for line in own.stdout.splitlines()[1:]]
    assert rows_of == saved.stdout.splitlines()[1:]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--saved", "shared-tool"), "Did you mean shared-tools"),
        (("--saved", "shared-tools", "--param", "a=detective"), "needs the parameter b"),
        (("--saved", "shared-tools", "--param", "a"), "write it as NAME=VALUE"),
        (("--saved", "classes", "--list"), "exactly one of the four"),
        (("SELECT * {}", "--saved", "classes"), "exactly one of the four"),
        ((), "exactly one of the four"),
        (("SELECT * {}", "--param", "a=b"), "--param and --text go with --saved"),
        (("--saved", "few-links", "--asserted"), "--asserted goes with a query of your own"),
        (("--list", "--text"), "--param and --text go with --saved"),
        (("--list", "--format", "csv"), "--list gives a table or json"),
        (("--saved", "workflow", "--param", "practice=\x1b[2J"), "no occupation"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    arguments: tuple[str, ...], told: str, built: Path
) -> None:
    done = metier_at(built, "query", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())
    assert "\x1b" not in done.stderr


# ---- The real profiles


@needs_corpus
@pytest.mark.corpus
def test_counts_over_the_real_profiles_are_those_of_an_independent_count() -> None:
    profiles = read_all(CORPUS / "souls")
    graph = metier.build(CORPUS / "souls")
    links = {(profile.slug, link.slug) for profile in profiles.values() for link in profile.related}
    found = dict(columns(graph, "few-links", "practice", "neighbors", most="999"))
    assert found == {f"id:{slug}": str(count) for slug, count in neighbors_of(profiles).items()}
    wanted = Counter(target for _, target in links if target not in profiles)
    assert dict(columns(graph, "missing-profiles", "missing", "links")).keys() == {
        f"id:{slug}" for slug in wanted
    }
    one_sided = {link for link in links if link[1] in profiles and link[::-1] not in links}
    assert {tuple(row) for row in columns(graph, "one-sided-links", "practice", "other")} == {
        (f"id:{one}", f"id:{other}") for one, other in one_sided
    }
    found_degrees = columns(
        graph, "degree-by-category", "label", "practices", "links", "links_inside"
    )
    assert {row[0]: tuple(map(int, row[1:])) for row in found_degrees} == degrees_of(profiles)
    assert len(table(graph, "bare-specializations")) == len(
        as_lines(graph.query("SELECT ?s { ?s a met:Specialization }"))
    )


def test_python_asks_saved_queries_too() -> None:
    graph = metier.build(PROFILES, jobs=1)
    answer = graph.saved("shared-terms", a="Police Officer", b="detective")
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["label"].value for row in answer] == ["Chain of custody"]
    with pytest.raises(UsageError, match="no occupation 'detectiv'"):
        graph.saved("shared-terms", a="Police Officer", b="detectiv")
