"""Every kind of problem that Metier reports. ``docs/diagnostics.md`` is made from this file.

``MET0xx`` are errors of one file, ``MET1xx`` warnings, ``MET2xx`` remarks, ``MET3xx`` what SHACL finds.
"""

from __future__ import annotations

from functools import partial

from .diagnostics import Rule, Severity

_error = partial(Rule, severity=Severity.ERROR)
_warning = partial(Rule, severity=Severity.WARNING)
_info = partial(Rule, severity=Severity.INFO)

UNREADABLE = _error(
    code="MET001",
    title="File can't be read",
    message="can't read the file: {reason}",
    cure="Check that it exists and that you may read it",
    example="a file without read permission",
)
NOT_UTF8 = _error(
    code="MET002",
    title="Not UTF-8",
    message="byte {byte} is not UTF-8",
    cure="Save the file as UTF-8",
    example="a file saved as Latin-1, with `é` as one byte",
)
YAML_SYNTAX = _error(
    code="MET003",
    title="YAML syntax",
    message="not valid YAML: {reason}",
    cure="Mend the YAML here; text with `: ` or ` #` in it needs quotes",
    example="title: Nurse: Anesthetist",
)
DUPLICATE_KEY = _error(
    code="MET004",
    title="Key written twice",
    message="the key `{key}` was given already in line {first}",
    cure="Keep one of the two",
    example="status: draft\nstatus: reviewed",
)
TOO_DEEP = _error(
    code="MET005",
    title="Nested too deeply",
    message="nested more than {limit} levels deep",
    cure="No profile needs that; flatten the value",
    example="tags: [[[[[[[[…]]]]]]]]",
)
ALIAS_BOMB = _error(
    code="MET006",
    title="YAML alias that grows too large",
    message="the YAML alias `*{anchor}` makes the file grow beyond {limit} values or contain itself",
    cure="Write the values out instead of using anchors and aliases",
    example="a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]  # and so on",
)
JSON_SYNTAX = _error(
    code="MET007",
    title="JSON syntax",
    message="not valid JSON: {reason}",
    cure="Mend the JSON here",
    example='{"title": "Nurse",}',
)
OPEN_FRONT_MATTER = _error(
    code="MET008",
    title="Front matter isn't closed",
    message="the front matter that begins here has no closing `---`",
    cure="Put a line `---` after the metadata",
    example="---\ntitle: Nurse\n\n# Nurse",
)
MISSING_PART = _error(
    code="MET009",
    title="Half a profile folder",
    message="the folder has `{present}` but no `{missing}`",
    cure="Add `{missing}`, or use one of the other forms of a profile",
    example="nurse/metadata.yaml without nurse/SOUL.md",
)
NOT_A_MAPPING = _error(
    code="MET010",
    title="Metadata are no mapping",
    message="the metadata are {found}, but a profile begins with keys and values",
    cure="Write `title: …` and the other keys at the left margin",
    example="- title: Nurse",
)
MISSING_KEY = _error(
    code="MET011",
    title="Required key missing",
    message="`{key}` is missing or empty",
    cure="Add `{key}: …`",
    example="title: Nurse\ncategory: Healthcare  # and no slug",
)
WRONG_TYPE = _error(
    code="MET012",
    title="Value of the wrong shape",
    message="`{key}` is {found}, but {wanted} is wanted",
    cure="Write {wanted} here",
    example="aliases: night nurse",
)
UNSAFE_SLUG = _error(
    code="MET013",
    title="Unsafe slug",
    message="`{slug}` can't be a slug: {reason}",
    cure="Use lower-case letters a-z and digits, parts joined by single hyphens, such as `{better}`",
    example="slug: ../Nurse",
)
BAD_DATE = _error(
    code="MET014",
    title="Impossible date",
    message="`{key}` is `{value}`, which is no date",
    cure="Write a day of the calendar as YYYY-MM-DD, or null",
    example="created: 2026-02-30",
)
UNKNOWN_KIND = _error(
    code="MET015",
    title="Unknown kind",
    message="`{value}` is no kind of practice",
    cure="Use one of {known}",
    example="kind: job",
)
UNKNOWN_RELATION_TYPE = _error(
    code="MET016",
    title="Unknown relation type",
    message="`{value}` is no relation type",
    cure="Use one of {known}",
    example="related:\n  - {slug: physician, type: boss}",
)
SELF_LINK = _error(
    code="MET017",
    title="Link to itself",
    message="`{slug}` links to itself",
    cure="Remove the link, or name the practice that was meant",
    example="slug: nurse\nrelated:\n  - {slug: nurse, type: related}",
)
DUPLICATE_SLUG = _error(
    code="MET018",
    title="Slug used twice",
    message="the slug `{slug}` is also that of {other}",
    cure="Give one of the two profiles another slug, or leave one out",
    example="two files with `slug: nurse`",
)
BAD_CHARACTER = _error(
    code="MET019",
    title="Character that no export can hold",
    message="`{key}` has the character {character}, which XML and YAML forbid",
    cure="Remove the character",
    example='title: "Nurse\\u0007"',
)
RESERVED_SLUG = _error(
    code="MET020",
    title="Reserved slug",
    message="the slug `{slug}` is reserved: {reason}",
    cure="Use another slug, such as `{slug}-work`",
    example="slug: ontology",
)
NOT_A_PROFILE = _error(
    code="MET021",
    title="Not a profile",
    message="the file is no profile: {reason}",
    cure="See docs/profiles.md for the five forms of a profile",
    example="a README.md named on the command line",
)
TOO_LARGE = _error(
    code="MET022",
    title="File too large",
    message="the file has {size} bytes, more than {limit}",
    cure="Split it, or leave it out",
    example="a file of 20 MB",
)
NO_PROFILES = _error(
    code="MET023",
    title="No profiles",
    message="no profile was found in it",
    cure="Name a folder with profiles, or a profile",
    example="metier build an-empty-folder",
)
YAML_TAG = _error(
    code="MET024",
    title="YAML tag",
    message="the YAML tag `{tag}` is not allowed",
    cure="Remove the tag; values are text, lists and mappings",
    example="title: !!python/object/apply:os.system [ls]",
)

SECTIONS_TWICE = _error(
    code="MET025",
    title="Sections in two places",
    message="the metadata have `sections`, but the sections of this form stand elsewhere",
    cure="Move their text to the other sections and remove the key",
    example="---\ntitle: Nurse\nslug: nurse\nsections: []\n---\n\n## Purpose",
)
TOO_MANY_VALUES = _error(
    code="MET026",
    title="Too many values",
    message="the file has more than {limit} values",
    cure="No profile needs that many; split it",
    example="a list of 200,000 tags",
)
CONTRADICTION = _error(
    code="MET027",
    title="Rulings that contradict each other",
    message="{uses} are said to mean the same and to differ: the other ruling is in line {other}",
    cure="Decide for one, and remove the other",
    example="terms:\n  same: [[HS, Harmonized System]]\n  different: [[HS, Harmonized System]]",
)

UNKNOWN_TARGET = _warning(
    code="MET101",
    title="Link to a profile that doesn't exist",
    message="no profile has the slug `{slug}`",
    cure="Mend the slug, or write that profile; until then the graph has a placeholder",
    example="related:\n  - {slug: physcian, type: related}",
)
SHARED_NAME = _warning(
    code="MET102",
    title="Name shared by two profiles",
    message="`{name}` names {others} too",
    cure="Keep the alias where it is used most, or make it more exact",
    example="aliases: [investigator]  # in detective and in private-investigator",
)
UNKNOWN_KEY = _warning(
    code="MET103",
    title="Unknown key",
    message="`{key}` is no key of a profile",
    cure="It is kept in the graph as an extra field; mend it if it is a typing error",
    example="sumary: How a nurse thinks",
)
MISSING_SECTIONS = _warning(
    code="MET104",
    title="Canonical sections missing",
    message="{count} of the {total} canonical sections are missing: {names}",
    cure="Add them, or leave the profile a stub",
    example="a profile that ends after `## Workflow`",
)
THIN_SECTION = _warning(
    code="MET105",
    title="Thin section",
    message="the section `{heading}` has {words} words",
    cure="Say more, or drop the section",
    example="## Ethics\n\nBe good.",
)
SPECIALIZATION_CYCLE = _warning(
    code="MET106",
    title="Specializations in a circle",
    message="specializations run in a circle: {circle}",
    cure="Turn round or retype one of the links; the narrower practice comes last",
    example="physician specializes to surgeon, and surgeon to physician",
)
SELF_SPECIALIZATION = _warning(
    code="MET107",
    title="Specialization names the profile itself",
    message="the specialization `{name}` is also the profile's own title or alias",
    cure="An alias means the same, a specialization something narrower: keep it as one of the two",
    example="title: Nurse\nspecializations: [nurse]",
)
NAME_OF_FILE = _warning(
    code="MET108",
    title="Slug and file name differ",
    message="the slug is `{slug}`, but the {place} is named `{name}`",
    cure="Name both alike, so that people find the file",
    example="nurse/metadata.yaml with `slug: registered-nurse`",
)
TITLE_DIFFERS = _warning(
    code="MET109",
    title="Title and first heading differ",
    message="the heading is `{heading}`, but the title is `{title}`",
    cure="Write the same in both; the graph has the title of the metadata",
    example="title: Nurse  # above `# Registered Nurse`",
)
UNUSUAL_VALUE = _warning(
    code="MET110",
    title="Unusual value",
    message="`{value}` is not a usual value of `{key}`",
    cure="Use one of {known}, if one fits",
    example="difficulty: very hard",
)
DUPLICATE_LINK = _warning(
    code="MET111",
    title="Link written twice",
    message="`{slug}` is linked as `{type}` already",
    cure="Keep one of the two",
    example="related:\n  - {slug: surgeon, type: related}\n  - {slug: surgeon, type: related}",
)
MISSING_RECOMMENDED = _warning(
    code="MET112",
    title="Recommended key missing",
    message="`{key}` is missing or empty",
    cure="Add `{key}: …`, so that people find the profile",
    example="title: Nurse\nslug: nurse  # and no category",
)
REPEATED_ENTRY = _warning(
    code="MET113",
    title="Entry written twice",
    message="`{value}` stands in `{key}` already, or is the title",
    cure="Remove it",
    example="tags: [care, care]",
)
DUPLICATE_HEADING = _warning(
    code="MET114",
    title="Heading used twice",
    message="the heading `{heading}` is used already in this profile",
    cure="Join the two sections, or rename one",
    example="## Tools\n\n…\n\n## Tools",
)
DATES_REVERSED = _warning(
    code="MET115",
    title="Updated before created",
    message="`updated` is {updated}, before `created`, {created}",
    cure="Mend one of the two dates",
    example="created: 2026-06-02\nupdated: 2026-06-01",
)

UNKNOWN_DATASET_KEY = _warning(
    code="MET116",
    title="Unknown key of the dataset",
    message="`{key}` is no key of dataset.yaml",
    cure="Use title, description, license or publisher",
    example="licence: MIT  # in dataset.yaml",
)
UNKNOWN_RULING_KEY = _warning(
    code="MET117",
    title="Unknown key of the rulings",
    message="`{key}` is no key here",
    cure="Use {wanted}",
    example="term:  # in concepts.yaml\n  same: [[HS, Harmonized System]]",
)
UNMET_RULING = _warning(
    code="MET118",
    title="Ruling about nothing",
    message="no profile has {kind} `{label}`",
    cure="Mend the label or the profile's slug, or remove the ruling",
    example="terms:  # in concepts.yaml\n  same: [[Harmonised Sytem, HS code]]",
)

OTHER_HEADING = _info(
    code="MET201",
    title="Heading that isn't canonical",
    message="the heading `{heading}` is not one of the canonical sections",
    cure="Nothing needs doing; its text is kept",
    example="## Persona",
)
PREAMBLE = _info(
    code="MET202",
    title="Text before the first heading",
    message="there is text before the first section",
    cure="Nothing needs doing; it is kept as a section without a heading",
    example="# Nurse\n\nA nurse cares.\n\n## Purpose",
)
SKIPPED = _info(
    code="MET203",
    title="File left out",
    message="the file was left out: {reason}",
    cure="Nothing needs doing if it is no profile",
    example="README.md in a folder of profiles",
)

ALIAS_AS_SPECIALIZATION = _info(
    code="MET204",
    title="Specialization that is another profile's alias",
    message="the specialization `{name}` is an alias of {others}",
    cure="If that profile is meant, write its title, and the graph will link to it",
    example="specializations: [lineman]  # in electrician, where lineworker has that alias",
)

SHAPE = _error(
    code="MET301",
    title="Shape not met",
    message="{message}",
    cure="See ontology/shapes.ttl, {shape}",
    example="a graph in which an occupation lost its title",
)

SHAPE_DOUBT = _warning(
    code="MET302",
    title="Shape not met, as a doubt",
    message="{message}",
    cure="See ontology/shapes.ttl, {shape}",
    example="specializations that run in a circle",
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for value in list(globals().values()) if isinstance(value, Rule)),
        key=lambda rule: rule.code,
    )
)
"""All rules by code."""
