"""The doctor of links: what it finds, what it leaves alone, and what mends it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import metier
from metier.analysis.doctor import AddLink, ChangeType, Finding, Remove, Ward, kinds
from metier.cli import cli
from metier.errors import UsageError
from metier.pipeline.suggest import Files, yaml_of

from .smithy import write_smithy
from .support import PROFILES, write_profile


@pytest.fixture(scope="module")
def smithy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_smithy(tmp_path_factory.mktemp("smithy"))


@pytest.fixture(scope="module")
def findings(smithy: Path) -> list[Finding]:
    return metier.build(smithy, jobs=1).suggest()


def of_kind(findings: Sequence[Finding], kind: str) -> list[Finding]:
    return [one for one in findings if one.kind == kind]


def examined(folder: Path, kind: str, **profiles: str) -> list[Finding]:
    for slug, more in profiles.items():
        write_profile(folder, slug, more)
    return metier.build(folder, jobs=1).suggest(only=[kind])


def test_links_without_another_side(findings: list[Finding]) -> None:
    (finding,) = of_kind(findings, "one-sided")
    assert finding.practices == ("chemist", "miner")
    assert finding.fixes == (AddLink("chemist", "miner", "related"),)
    assert finding.evidence[0].quote == "has the ore assayed"


def test_the_other_side_of_a_prerequisite_is_a_progression(tmp_path: Path) -> None:
    (finding,) = examined(
        tmp_path,
        "one-sided",
        detective="related: [{slug: constable, type: prerequisite}]",
        constable="",
    )
    assert finding.fixes == (AddLink("constable", "detective", "progression"),)


def test_a_specialization_needs_no_other_side(tmp_path: Path) -> None:
    links = "related: [{slug: farrier, type: specialization}]"
    assert not examined(tmp_path, "one-sided", smith=links, farrier="")


def test_two_sides_of_different_type(tmp_path: Path) -> None:
    (finding,) = examined(
        tmp_path,
        "differing",
        cook="related: [{slug: waiter, type: collaboration, note: hands plates over}]",
        waiter="related: [{slug: cook, type: related, note: hears the bell}]",
    )
    assert finding.fixes == (ChangeType("waiter", "cook", "related", "collaboration"),)
    assert [one.quote for one in finding.evidence] == ["hands plates over", "hears the bell"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("adjacent", "adjacent"),
        ("prerequisite", "progression"),
        ("progression", "prerequisite"),
        ("specialization", "related"),
    ],
)
def test_two_sides_that_say_the_same_are_left_alone(tmp_path: Path, one: str, other: str) -> None:
    assert not examined(
        tmp_path,
        "differing",
        a=f"related: [{{slug: b, type: {one}}}]",
        b=f"related: [{{slug: a, type: {other}}}]",
    )


@pytest.mark.parametrize(
    ("slug", "title", "note"),
    [
        ("night-nurse", "Night Nurse", "works while others sleep"),
        ("midwife", "Midwife", "a nurse who attends births"),
        ("medic", "Medic", "the nurse of the battlefield"),
    ],
)
def test_a_specialization_that_runs_the_wrong_way(
    tmp_path: Path, slug: str, title: str, note: str
) -> None:
    write_profile(
        tmp_path,
        slug,
        f"related: [{{slug: nurse, type: specialization, note: {note}}}]",
        title=title,
    )
    (finding,) = examined(tmp_path, "wrong-way", nurse="")
    assert finding.fixes == (
        ChangeType(slug, "nurse", "specialization", "related"),
        AddLink("nurse", slug, "specialization"),
    )


def test_a_specialization_that_runs_the_right_way_is_left_alone(findings: list[Finding]) -> None:
    assert not of_kind(findings, "wrong-way")


def test_circles_of_prerequisites(tmp_path: Path) -> None:
    ring = {a: f"related: [{{slug: {b}, type: prerequisite}}]" for a, b in ("xy", "yz", "zx")}
    (finding,) = examined(tmp_path, "circle", **ring)
    assert set(finding.practices) == {"x", "y", "z"}
    assert len(finding.evidence) == 3
    assert not finding.fixes


def test_circles_that_touch_are_told_apart(tmp_path: Path) -> None:
    links = {"a": "bc", "b": "a", "c": "d", "d": "c"}
    profiles = {
        slug: "related: [" + ", ".join(f"{{slug: {to}, type: prerequisite}}" for to in many) + "]"
        for slug, many in links.items()
    }
    found = examined(tmp_path, "circle", **profiles)
    assert [set(one.practices) for one in found] == [{"a", "b"}, {"c", "d"}]


def test_a_prerequisite_and_a_next_step_make_a_circle(tmp_path: Path) -> None:
    """Who has mastered b before is a, and who is a goes on to b: b comes before and after."""
    (finding,) = examined(
        tmp_path,
        "circle",
        a="related: [{slug: b, type: prerequisite}, {slug: c, type: progression}]",
        c="related: [{slug: b, type: progression}]",
        b="",
    )
    assert set(finding.practices) == {"a", "b", "c"}


def test_two_sides_where_the_better_type_stays(tmp_path: Path) -> None:
    (finding,) = examined(
        tmp_path,
        "differing",
        a="related: [{slug: b, type: progression}]",
        b="related: [{slug: a, type: adjacent}, {slug: a, type: related}]",
    )
    assert finding.fixes == (ChangeType("b", "a", "adjacent", "prerequisite"),)
    (finding,) = examined(
        tmp_path / "other",
        "differing",
        a="related: [{slug: b, type: collaboration}]",
        b="related: [{slug: a, type: prerequisite}]",
    )
    assert not finding.fixes  # both say as much


def test_no_fix_closes_a_circle_of_specializations(tmp_path: Path) -> None:
    found = examined(
        tmp_path,
        "named-specialization",
        carpenter="aliases: [joiner]\nspecializations: [cabinetmaker]",
        woodworker="aliases: [cabinetmaker]\nspecializations: [joiner]",
    )
    assert len(found) == 2
    assert not any(one.fixes for one in found)


def test_evidence_of_two_links_to_one_target(tmp_path: Path) -> None:
    more = (
        "related:\n- {slug: b, type: prerequisite, note: first}\n"
        "- {slug: b, type: adjacent, note: second}\n"
    )
    profiles = {"a": more, "b": "related: [{slug: a, type: adjacent}]"}
    assert not examined(tmp_path, "wrong-way", **profiles)
    ward = Ward(metier.build(tmp_path, jobs=1).facts)
    files = Files([tmp_path])
    for links in ward.links.values():
        for link in links:
            place = files.place_of(ward.link_evidence(link))
            assert place is not None
            assert f"type: {link.type}" in Path(place.file).read_text().splitlines()[place.line - 1]


def test_a_specialization_that_names_a_profile(findings: list[Finding]) -> None:
    (finding,) = of_kind(findings, "named-specialization")
    assert finding.fixes == (AddLink("smith", "apprentice", "specialization"),)
    assert "'Prentices'" in finding.message


def test_names_that_two_bear(findings: list[Finding], tmp_path: Path) -> None:
    (finding,) = of_kind(findings, "shared-name")
    assert set(finding.practices) == {"apprentice", "smith"}
    assert not finding.fixes  # which of two aliases goes, only a person can tell
    (finding,) = examined(tmp_path, "shared-name", cook="", chef="aliases: [Cook, Chief]")
    assert finding.fixes == (Remove("chef", "aliases", "Cook"),)


def test_an_occupation_that_a_text_names(findings: list[Finding]) -> None:
    unlinked = of_kind(findings, "unlinked")
    (finding,) = [one for one in unlinked if one.practices == ("farrier", "chemist")]
    assert finding.evidence[0].quote == "The chemist tells which salve is safe."
    assert finding.fixes == (
        AddLink("farrier", "chemist", "collaboration"),
        AddLink("chemist", "farrier", "collaboration"),
    )


def test_what_has_a_link_is_not_called_unlinked(findings: list[Finding]) -> None:
    pairs = [set(one.practices) for one in of_kind(findings, "unlinked")]
    assert {"smith", "farrier"} not in pairs
    assert {"smith", "miner"} not in pairs


def test_the_surest_come_first_and_confidence_is_a_share(findings: list[Finding]) -> None:
    confidences = [one.confidence for one in findings]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 < one <= 1 for one in confidences)


def test_findings_can_be_restricted(smithy: Path) -> None:
    graph = metier.build(smithy, jobs=1)
    assert {one.kind for one in graph.suggest(only=["one-sided"])} == {"one-sided"}
    assert all("farrier" in one.practices for one in graph.suggest(["Farrier"]))
    with pytest.raises(UsageError, match=r"no kind of finding 'x': choose from circle, "):
        graph.suggest(only=["x"])


def test_every_kind_says_what_it_is() -> None:
    assert len(kinds()) >= 6
    assert all(name == kind.name and kind.title for name, kind in kinds().items())


# --- in files


def test_evidence_has_a_line(smithy: Path, findings: list[Finding]) -> None:
    files = Files([smithy])
    for finding in findings:
        for evidence in finding.evidence:
            place = files.place_of(evidence)
            assert place is not None
            line = Path(place.file).read_text().splitlines()[place.line - 1]
            wanted = evidence.entry[1] if evidence.entry else evidence.quote.splitlines()[0]
            assert wanted in line, evidence


def test_a_profile_is_found_whatever_its_file_is_called(tmp_path: Path) -> None:
    write_profile(tmp_path, "smith").rename(tmp_path / "other.yaml")
    reading = Files([tmp_path]).reading("smith")
    assert reading is not None
    assert reading.profile is not None
    assert reading.profile.slug == "smith"
    assert Files([tmp_path]).reading("other") is None


def test_fixes_are_shown_as_yaml() -> None:
    assert list(yaml_of(AddLink("a", "b", "adjacent"))) == [
        "related:",
        "  - slug: b",
        "    type: adjacent",
    ]
    assert list(yaml_of(ChangeType("a", "b", "related", "adjacent")))[-1] == (
        "    type: adjacent  # was related"
    )
    assert list(yaml_of(Remove("a", "aliases", "x\ny"))) == ['aliases:  # without "x y"']


# --- on the command line


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments], catch_exceptions=False)


def built(folder: Path) -> tuple[Path, Path]:
    profiles = write_smithy(folder / "profiles")
    run("build", profiles, "--out", folder / "out")
    return profiles, folder / "out" / "graph.nq"


def test_the_patch_is_one_that_git_applies(tmp_path: Path) -> None:
    profiles, graph = built(tmp_path)
    before = {path: path.read_text() for path in profiles.iterdir()}
    patch = subprocess.run(
        ["metier", "suggest", "--profiles", "profiles", "--graph", graph, "--patch"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    ).stdout
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch, check=True)
    patched = {path: path.read_text() for path in profiles.iterdir()}
    assert patched != before
    for path, text in before.items():
        path.write_text(text)
    assert run("suggest", "--profiles", profiles, "--graph", graph, "--apply").exit_code == 0
    assert {path: path.read_text() for path in profiles.iterdir()} == patched


def test_what_was_mended_is_not_found_again(tmp_path: Path) -> None:
    profiles, graph = built(tmp_path)
    run("suggest", "--profiles", profiles, "--graph", graph, "--apply", "--confidence", "0")
    assert run("build", profiles, "--out", tmp_path / "out").exit_code == 0
    again = metier.load(graph).suggest(only=["one-sided", "named-specialization"])
    fixed = {"chemist", "smith"}
    assert not [one for one in again if one.practices[0] in fixed and one.kind != "one-sided"]
    assert ("chemist", "miner") not in [one.practices for one in again]


def test_a_graph_that_is_older_than_the_profiles_changes_nothing(tmp_path: Path) -> None:
    profiles, graph = built(tmp_path)
    changed = write_profile(profiles, "chemist", "related: [{slug: miner, type: related}]")
    before = changed.read_text()
    options = ("--profiles", profiles, "--graph", graph, "--confidence", 0, "--apply")
    result = run("suggest", "chemist", "--kind", "one-sided", *options)
    assert "has this link already" in result.stderr
    assert changed.read_text() == before


def test_our_own_profiles_have_no_finding(tmp_path: Path) -> None:
    findings = metier.build(PROFILES, jobs=1).suggest()
    assert [one.message for one in findings if one.confidence >= 0.5] == []
