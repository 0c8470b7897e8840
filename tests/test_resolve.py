"""Profiles share a concept when, and only when, they mean the same; texts mention what others describe."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given

import metier
from metier.editing.profile_yaml import profile_to_yaml
from metier.model import Item, Link, Profile, Ruling, Section
from metier.resolve.concepts import Resolution
from metier.resolve.labels import abbreviates, expansion_in, parse_label
from metier.resolve.mentions import MentionFinder, concept_names, practice_names
from metier.resolve.names import Card, Collection
from metier.resolve.references import cited
from metier.resolve.same import Company, compare
from metier.resolve.spelling import are_derived, key_of
from metier.resolve.uses import use_of

from .support import CORPUS, TEXTS, needs_corpus, read_all

NOBODY = Company(None, frozenset(), frozenset())

# ---- Spelling ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Detector dogs", "the detector dog"),
        ("X-rays", "x ray"),
        ("Colour-coding", "color coding"),
        ("Mise en Place", "mise-en-place"),
        ("Labelled categories", "labeled category"),
        ("Café", "cafe"),
        ("P&L", "P and L"),
        ("Digitisation", "digitization"),
        ("Centres", "center"),
        ("Organisations", "organization"),
        ("Lenses", "lens"),
        ("Hypotheses", "hypothesis"),
        ("U.S. Code", "US Code"),
        ("Workers\u2019 comp", "Workers' comp"),
    ],
)
def test_surface_noise_merges(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FEA", "FMEA"),
        ("ADLs", "IADLs"),
        ("masking", "unmasking"),
        ("C", "C++"),
        ("C", "C#"),
        ("Statistics", "Statistic"),
        ("exercise", "exercize"),
        ("process", "procession"),
        ("A-frame", "frame"),
        ("A/B test", "B test"),
        ("filling", "filing"),
        ("tilling", "tiling"),
        ("advertising", "advertizing"),
    ],
)
def test_near_strings_stay_apart(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@given(TEXTS)
def test_a_key_is_its_own_key(label: str) -> None:
    key = key_of(label)
    assert key == " ".join(key.split())
    assert key_of(key) in (key, key_of(key))


@pytest.mark.parametrize(
    ("one", "other", "derived"),
    [
        ("mandated reporter", "mandatory reporting", True),
        ("confounder", "confounding", True),
        ("safety plan", "safety planning", True),
        ("psychosis", "psychometric", False),
        ("plan", "planet", False),
        ("root gap", "root", False),
    ],
)
def test_derived_labels(one: str, other: str, derived: bool) -> None:
    assert are_derived(one, other) is derived


# ---- Labels ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "definition", "parts"),
    [
        ("Harmonized System (HS)", "", {"preferred": "Harmonized System", "abbreviation": "HS"}),
        ("HS (Harmonized System)", "", {"preferred": "Harmonized System", "abbreviation": "HS"}),
        ("Evapotranspiration (ET)", "", {"abbreviation": "ET"}),
        ("Reference dose (RfD)", "", {"abbreviation": "RfD"}),
        ("Ideological Turing test (Bryan Caplan)", "", {"authors": "Bryan Caplan"}),
        ("Ambiguous loss (Boss)", "", {"authors": "Boss", "preferred": "Ambiguous loss"}),
        ("Redshift (z)", "", {"symbol": "z"}),
        ("Stress concentration (Kt)", "", {"symbol": "Kt"}),
        ("Li (禮)", "", {"original": "禮"}),
        ("Process (washed / natural / honey)", "", {"preferred": "Process", "synonyms": ()}),
        ("Constraint (bottleneck)", "", {"synonyms": ("bottleneck",)}),
        ("A/B testing", "", {"preferred": "A/B testing", "synonyms": (), "members": ()}),
        ("TCP/IP stack", "", {"preferred": "TCP/IP stack", "members": ()}),
        ("501(c)(3)", "", {"preferred": "501(c)(3)", "synonyms": (), "symbol": None}),
        # slashes
        (
            "Float / slack",
            "time that an activity can slip.",
            {"synonyms": ("slack",), "members": ()},
        ),
        ("CAC / LTV", "acquisition cost vs. lifetime value.", {"members": ("CAC", "LTV")}),
        (
            "Kerning / tracking / leading",
            "space in type.",
            {"members": ("Kerning", "tracking", "leading")},
        ),
        (
            "Champion / blocker",
            "who sells for you / who stops the deal.",
            {"members": ("Champion", "blocker")},
        ),
        ("Lead time / safety stock", "order-to-receipt time, and the buffer.", {"synonyms": ()}),
        (
            "Signal integrity / power integrity",
            "clean at speed.",
            {"members": ("Signal integrity", "power integrity")},
        ),
        ("Sensitivity / specificity", "true-positive and true-negative rates.", {"synonyms": ()}),
        ("Incidence vs. prevalence", "flow and stock.", {"members": ("Incidence", "prevalence")}),
        # what the definition calls it
        ("Volta", "the turn; the pivot of a poem.", {"synonyms": ("the turn",)}),
        ("Slab pull", "also called ridge push, a force.", {"synonyms": ("ridge push",)}),
        ("Tempo", "a unit of development; gained or lost.", {"synonyms": ()}),
    ],
)
def test_the_parts_of_a_label(label: str, definition: str, parts: dict[str, object]) -> None:
    found = parse_label(label, definition)
    assert {name: getattr(found, name) for name in parts} == parts


@given(TEXTS, TEXTS)
def test_any_label_can_be_parsed(label: str, definition: str) -> None:
    assert parse_label(label, definition).preferred


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("HS", "Harmonized System", True),
        ("ADLs", "activities of daily living", True),
        ("BATNA", "best alternative to a negotiated agreement", True),
        ("GD&T", "geometric dimensioning and tolerancing", True),
        ("HS", "customs law", False),
        ("FEA", "failure mode and effects analysis", False),
        ("the", "term has ends", False),
    ],
)
def test_abbreviations(short: str, long: str, expected: bool) -> None:
    assert abbreviates(short, long) is expected


@pytest.mark.parametrize(
    ("short", "definition", "expected"),
    [
        ("SPOF", "single point of failure; a dependency", "single point of failure"),
        ("STC", "Supplemental Type Certificate, FAA approval", "Supplemental Type Certificate"),
        ("CDC", "cul de canard, a feather", "cul de canard"),
        ("KPI", "a number to steer by", None),
        ("X", "", None),
    ],
)
def test_what_a_definition_expands(short: str, definition: str, expected: str | None) -> None:
    assert expansion_in(short, definition) == expected


# ---- One meaning or two ------------------------------------------------------------------------


def company(category: str = "", links: Iterable[str] = (), tags: Iterable[str] = ()) -> Company:
    return Company(category or None, frozenset(tags), frozenset(links))


def are_same(
    one: tuple[str, str],
    other: tuple[str, str],
    *,
    kind: str = "term",
    here: Company = NOBODY,
    there: Company = NOBODY,
) -> bool:
    uses = [use_of(kind, Item(label, text, text)) for label, text in (one, other)]
    return compare(uses[0], uses[1], ("a", here), ("b", there)).is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Chain of custody", "who held the evidence"), ("Chain of custody", "an unbroken record")),
        (("SPOF", "single point of failure; it"), ("Single point of failure", "a part whose loss")),
        (
            ("Float / slack", "time an activity can slip on the path"),
            ("Slack / float", "time to slip"),
        ),
        (("Liminality", "between two states"), ("Liminality", "the threshold")),
        (
            ("Grain", "detail that one table row stands for"),
            ("Grain", "what one row of the table stands for in detail"),
        ),
    ],
)
def test_one_meaning(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert are_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("Grain", "what one row of a table stands for"),
            ("Grain", "the direction of wood fibers"),
        ),
        (
            ("Discovery", "the pretrial exchange of evidence"),
            ("Discovery", "a talk about a buyer's needs"),
        ),
        (("STC", "Supplemental Type Certificate"), ("STC", "Sound Transmission Class")),
        (("FEA", "finite element analysis"), ("FMEA", "failure mode and effects analysis")),
        (
            ("ADLs", "activities of daily living"),
            ("IADLs", "instrumental activities of daily living"),
        ),
        (("Masking", "hiding traits at work"), ("Unmasking", "showing traits at work")),
        (
            ("CAC", "customer acquisition cost"),
            ("CAC / LTV", "acquisition cost vs. lifetime value"),
        ),
        (
            ("Risk appetite", "how much risk is sought"),
            ("Risk tolerance", "how much risk is borne"),
        ),
    ],
)
def test_two_meanings(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not are_same(one, other)


def test_company_counts() -> None:
    one, other = ("Discovery", "finding needs"), ("Discovery", "asking buyers")
    assert not are_same(one, other)
    links = company(links=["b"])
    assert are_same(one, other, here=links, there=company(links=["x"]), kind="term") is False
    near = company("Sales", ["b", "x"])
    assert are_same(one, other, here=near, there=company("Sales", ["x"]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("multimeter", "Digital multimeters"),
        ("CAD", "CAD software"),
        ("DMM", "digital multimeter"),
        ("EHR / EMR systems", "electronic health record"),
        ("Microscopy", "microscope"),
    ],
)
def test_one_tool(one: str, other: str) -> None:
    near = company("Trades", ["b", "x"])
    there = company("Trades", ["x"])
    assert are_same((one, ""), (other, ""), kind="tool", here=near, there=there)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("knife", "paring knife"),
        ("Vault", "Vaultwarden"),
        ("C", "C#"),
        ("MAT", "mats"),
        ("R", "RStudio"),
    ],
)
def test_two_tools(one: str, other: str) -> None:
    near = company("Trades", ["b", "x"])
    there = company("Trades", ["x"])
    assert not are_same((one, ""), (other, ""), kind="tool", here=near, there=there)


# ---- A collection ------------------------------------------------------------------------------


def profile(slug: str, vocabulary: str = "", tools: str = "", **more: object) -> Profile:
    sections = (Section("Vocabulary", vocabulary), Section("Tools", tools))
    return Profile(title=slug.title(), slug=slug, sections=sections, **more)  # type: ignore[arg-type]


def resolution(*profiles: Profile, rulings: Iterable[Ruling] = ()) -> Resolution:
    return Collection(map(Card.of, profiles), rulings=rulings).concepts


def named(found: Resolution, slug: str) -> list[str]:
    return [concept.slug for concept in found.of(slug)]


BOOKS = "- **Reconciliation** — matching the ledger to the bank statement."
BANK = "- **Reconciliation** — agreeing the ledger with the bank's statement."
FAMILY = "- **Reconciliation** — kin who were estranged speak again."


def test_homonyms_are_named_by_what_sets_them_apart() -> None:
    found = resolution(
        profile("auditor", BANK, category="Finance"),
        profile("bookkeeper", BOOKS, category="Finance"),
        profile("therapist", FAMILY, category="Care"),
    )
    assert named(found, "auditor") == named(found, "bookkeeper") == ["reconciliation"]
    assert named(found, "therapist") == ["reconciliation--care"]


def test_homonyms_of_one_category_are_named_by_their_profiles() -> None:
    found = resolution(profile("a", BOOKS, category="X"), profile("b", FAMILY, category="X"))
    assert named(found, "a") == ["reconciliation"]
    assert named(found, "b") == ["reconciliation--b"]


def test_the_meaning_of_more_profiles_bears_the_name_alone() -> None:
    found = resolution(profile("a", FAMILY), profile("b", BOOKS), profile("c", BANK))
    assert named(found, "b") == named(found, "c") == ["reconciliation"]
    assert named(found, "a") == ["reconciliation--a"]


def test_a_concept_is_labelled_by_what_its_abbreviation_stands_for() -> None:
    found = resolution(
        profile("a", "- **HS** — Harmonized System; six digits for goods"),
        profile("b", "- **Harmonized System (HS)** — six digits that name goods"),
    )
    (concept,) = found.of("b")
    assert found.of("a") == (concept,)
    assert (concept.slug, concept.label) == ("harmonized-system", "Harmonized System")
    assert concept.alternatives == ("HS",)
    assert found.profiles[concept] == ("a", "b")


def test_two_entries_of_one_profile_stay_two() -> None:
    """Its author tells them apart, whatever a third profile calls them."""
    found = resolution(
        profile("a", "- **Float / slack** — time that an activity of the plan can slip"),
        profile(
            "b",
            "- **Float** — time that an activity of the plan can slip\n- **Slack** — time to slip in the plan",
        ),
    )
    assert len(set(named(found, "b"))) == 2


def test_term_and_tool_of_one_name_are_two_nodes() -> None:
    found = resolution(profile("a", "- **Radar** — echoes", "- **Radar** — to see"))
    assert [(concept.kind, concept.slug) for concept in found.of("a")] == [
        ("term", "radar"),
        ("tool", "radar"),
    ]


def test_kinds_of_tools_follow_from_their_names() -> None:
    found = resolution(
        profile("a", "", "- **Knife**\n- **Paring knife**\n- **Measuring tools**\n- **Tools**")
    )
    kinds = [(tool.label, broader.label) for tool, broader in found.broader_tools()]
    assert kinds == [("Paring knife", "Knife")]


def test_a_tool_is_a_faculty_if_most_say_so() -> None:
    found = resolution(profile("a", "", "- **The trained eye** — sees"))
    assert [concept.faculty for concept in found.of("a")] == [True]


# ---- Rulings -----------------------------------------------------------------------------------


def ruling(same: bool, *uses: tuple[str | None, str], kind: str = "term") -> Ruling:
    return Ruling(kind, same, uses, "concepts.yaml", 1, 1)


def test_a_ruling_merges_what_evidence_would_not() -> None:
    people = profile("a", BOOKS), profile("b", FAMILY)
    found = resolution(
        *people, rulings=[ruling(True, ("a", "Reconciliation"), ("b", "reconciliations"))]
    )
    assert named(found, "a") == named(found, "b")


def test_a_ruling_splits_what_evidence_would_not() -> None:
    people = profile("a", BOOKS), profile("b", BANK)
    apart = ruling(False, ("a", "Reconciliation"), ("b", "Reconciliation"))
    found = resolution(*people, rulings=[apart])
    assert named(found, "a") != named(found, "b")


def test_a_ruling_outweighs_that_an_author_tells_two_entries_apart() -> None:
    both = profile("a", "- **Float** — time\n- **Slack** — other time")
    found = resolution(both, rulings=[ruling(True, (None, "Float"), (None, "Slack"))])
    assert len(set(named(found, "a"))) == 1


def test_contradictions_and_rulings_about_nothing_are_told() -> None:
    together = ruling(True, (None, "Float"), (None, "Slack"))
    apart = ruling(False, ("a", "Slack"), ("a", "Float"))
    nothing = ruling(True, (None, "Float"), ("b", "Drift"))
    both = profile("a", "- **Float** — time\n- **Slack** — other time")
    found = resolution(both, rulings=[together, apart, nothing])
    assert found.contradictions == [(together, apart)]
    assert found.unmet == [(nothing, "b", "Drift")]


# ---- Names stay --------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.corpus
def test_nodes_keep_their_names_without_a_tenth_of_the_profiles() -> None:
    """Of the uses of the other nine tenths, 99.5 in 100 keep the name of their node."""
    cards = [Card.of(found) for found in read_all(CORPUS / "souls").values()]
    whole = Collection(cards).concepts
    for tenth in (0, 5):
        fewer = [card for number, card in enumerate(cards) if number % 10 != tenth]
        part = Collection(fewer).concepts
        kept = moved = 0
        for card in fewer:
            for before, after in zip(whole.of(card.slug), part.of(card.slug), strict=True):
                kept += before.slug == after.slug
                moved += before.slug != after.slug
        assert moved <= 0.005 * (kept + moved)


def test_the_order_of_profiles_does_not_matter() -> None:
    people = [profile("a", BOOKS), profile("b", FAMILY), profile("c", BANK)]
    forward, backward = resolution(*people), resolution(*reversed(people))
    assert [named(forward, one.slug) for one in people] == [
        named(backward, one.slug) for one in people
    ]


# ---- References and mentions -------------------------------------------------------------------


def test_a_reference_means_the_source_with_its_title() -> None:
    sources = {key_of(title): title for title in ("Notes on Nursing", "Nursing", "DSM-5 (2013)")}
    book = Item("Notes on Nursing", "*Notes on Nursing* — Nightingale", "")
    assert list(cited(book, sources)) == ["Notes on Nursing"]
    assert list(cited(Item("Nursing", "*Nursing*", ""), sources)) == ["Nursing"]
    assert list(cited(Item("Nursing care", "on nursing care", ""), sources)) == []


def finder(*profiles: Profile) -> MentionFinder:
    names = [name for one in profiles for name in practice_names(one.slug, one.title, one.aliases)]
    return MentionFinder([*names, *concept_names(resolution(*profiles))])


def test_a_text_that_names_others_mentions_them_with_its_line() -> None:
    harbor = Profile(
        title="Harbor Pilot", slug="harbor-pilot", aliases=("marine pilot", "PM", "guide")
    )
    clerk = profile("clerk", "- **Bill of lading** — a receipt", "- **Wireshark** — listens")
    told = Profile(
        title="Shipper",
        slug="shipper",
        sections=(
            Section(
                "Purpose", "Nothing.\nHe signs the bills of lading that the harbor pilots bring."
            ),
            Section("Ethics", "A Harbor Pilot is no guide. PM and shipper too."),
        ),
    )
    found = finder(harbor, clerk, told).mentions(told, ())
    assert [(one.kind, one.slug, one.words, one.section, one.occurrences) for one in found] == [
        ("id", "harbor-pilot", "harbor pilots", 0, 2),
        ("term", "bill-of-lading", "bills of lading", 0, 1),
    ]
    assert found[0].quote == "He signs the bills of lading that the harbor pilots bring."


def test_the_longest_name_wins() -> None:
    people = [
        Profile(title=title, slug=key_of(title).replace(" ", "-"))
        for title in ("Police Officer", "Railroad Police Officer")
    ]
    text = Profile(
        title="X", slug="x", sections=(Section("Purpose", "A railroad police officer came."),)
    )
    assert [one.slug for one in finder(*people).mentions(text, ())] == ["railroad-police-officer"]


def test_a_name_that_two_bear_names_neither() -> None:
    people = [
        Profile(title=name, slug=name.lower(), aliases=("claims handler",))
        for name in ("Adjuster", "Assessor")
    ]
    text = Profile(
        title="X", slug="x", sections=(Section("Purpose", "The claims handler called."),)
    )
    assert finder(*people).mentions(text, ()) == []


def test_what_a_profile_lists_itself_is_no_mention() -> None:
    clerk = profile("clerk", "- **Bill of lading** — a receipt")
    collection = Collection([Card.of(clerk)])
    text = Profile(
        title="Clerk",
        slug="clerk",
        sections=(Section("Purpose", "A bill of lading for the Clerk."),),
    )
    assert collection.mention_finder.mentions(text, collection.concepts.of("clerk")) == []


# ---- The graph ---------------------------------------------------------------------------------


def write(folder: Path, found: Profile) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{found.slug}.yaml").write_text(profile_to_yaml(found), encoding="utf-8")


def test_the_graph_has_items_concepts_and_mentions(tmp_path: Path) -> None:
    smith = Profile(
        title="Lock Smith",
        slug="lock-smith",
        related=(Link("watchmaker", "related"),),
        sections=(
            Section("Common Tradeoffs", "- **Speed vs. care.** Both cost."),
            Section("Vocabulary", "- **Pin stack (PS)** — what a key lifts"),
            Section("Tools", "Picks; the trained eye."),
        ),
    )
    watch = Profile(
        title="Watchmaker",
        slug="watchmaker",
        sections=(
            Section("Purpose", "Unlike a lock smith, no pin stacks."),
            Section("Tools", "- **Pick**"),
        ),
    )
    for one in (smith, watch):
        write(tmp_path / "p", one)
    graph = metier.build(tmp_path / "p", jobs=1)
    assert graph.ask(
        """ASK { item:lock-smith--common-tradeoffs--speed-vs-care a met:Tradeoff, met:Item ;
             met:pole "Speed"@en, "care"@en ; met:text "Both cost."@en ; schema:position 1 ;
             met:about id:lock-smith ; met:section section:lock-smith--common-tradeoffs ;
             met:markdown "- **Speed vs. care.** Both cost." }"""
    )
    assert graph.ask(
        """ASK { usage:lock-smith--term--pin-stack-ps met:of term:pin-stack ; met:abbreviation "PS" ;
             skos:prefLabel "Pin stack (PS)"@en ; skos:definition "what a key lifts"@en .
           term:pin-stack skos:prefLabel "Pin stack"@en ; skos:altLabel "PS"@en }"""
    )
    assert graph.ask(
        """ASK { id:lock-smith met:usesTool ?pick . id:watchmaker met:usesTool ?pick .
             tool:trained-eye a met:Faculty, met:Tool . ?pick a met:Tool
             FILTER NOT EXISTS { ?pick a met:Faculty } }"""
    )
    mention = """ASK { doc:watchmaker met:mentions id:lock-smith, term:pin-stack .
         mention:watchmaker--id--lock-smith met:of id:lock-smith ; met:about id:watchmaker ;
           met:quote "Unlike a lock smith, no pin stacks." ; met:occurrences 1 ;
           met:section section:watchmaker--purpose }"""
    assert graph.ask(mention)
    assert not graph.ask(mention, asserted=True)
    assert graph.ask("ASK { GRAPH graph:mentions { doc:watchmaker met:mentions id:lock-smith } }")


def test_a_reference_leads_to_the_source(tmp_path: Path) -> None:
    text = (
        "title: Nurse\nslug: nurse\nsources: [{title: Notes on Nursing}]\n"
        "sections:\n- heading: References\n  markdown: '- *Notes on Nursing* — Nightingale'\n"
    )
    (tmp_path / "nurse.yaml").write_text(text, encoding="utf-8")
    graph = metier.build(tmp_path, jobs=1)
    assert graph.ask("ASK { ?r a met:Reference ; met:refersTo source:notes-on-nursing }")


def test_the_tools_of_others_change_no_block_that_does_not_share_them(tmp_path: Path) -> None:
    """A second build equals a fresh one when a homonym comes, and when it goes."""
    from metier.pipeline.build import Builder
    from metier.pipeline.last_build import LastBuild
    from metier.pipeline.write import write_build

    def built(out: Path) -> dict[str, bytes]:
        memory = LastBuild(out, metier.vocab.DEFAULT_BASE) if out.name == "kept" else None
        write_build(Builder([tmp_path / "p"], jobs=1, memory=memory), out)
        return {file.name: file.read_bytes() for file in sorted(out.iterdir())}

    write(tmp_path / "p", profile("a", BOOKS, category="X"))
    write(tmp_path / "p", profile("b", FAMILY, category="Y"))
    for step in range(3):
        assert built(tmp_path / "kept") == built(tmp_path / f"fresh-{step}")
        if step == 0:
            write(tmp_path / "p", profile("c", BANK, category="Z"))
        else:
            (tmp_path / "p" / "a.yaml").unlink(missing_ok=True)
