"""Write the pages of the documentation that are made from the code: ``python docs/generate.py``.

With ``--check`` nothing is written, and the exit status is 1 if a page is not what the code says now.
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from metier import rules
from metier.cli import COMMANDS, cli
from metier.diagnostics import FORMATS, Rule
from metier.export import Format, formats
from metier.query.library import Parameter, SavedQuery, saved_queries
from metier.vocab import ontology_text

ROOT = Path(__file__).resolve().parents[1]

_DIAGNOSTICS_INTRODUCTION = """\
# Diagnostics

<!-- Made from src/metier/rules.py by docs/generate.py; edit there. -->

`metier check` reports every problem of your profiles with its file, line and column, both counted
from 1. All problems of a run are reported, not only the first; only what a profile with an error says of
its links and sections is looked at once the error is mended. Each kind of problem has a code that stays
the same when its words change: `MET0xx` are errors, `MET1xx` warnings, `MET2xx` remarks, and `MET3xx` is
what `metier check --shacl` finds in the built graph.

## Severities

| severity | what it means | exit status |
|---|---|---|
| error | The profile can't be used: `metier build` stops, or leaves it out (`--skip-invalid`). | 1 |
| warning | The profile is used, but something is probably not what you meant. | 0, or 1 with `--strict` |
| info | A remark: something that you may want to know. Nothing needs doing. | 0 |

The exit status is that of the worst problem; it is 2 if the command itself was called wrongly, for
example with a path that doesn't exist.

No comment, key or option silences a diagnostic. Errors and warnings go away when their cause does, and
remarks may stay.

## Formats

Problems go to standard output, their count to standard error. `--format` chooses how they are written.
"""

_FORMATS_EXPLAINED = {
    "text": "One line a problem, the default. Control characters are written as escapes.",
    "json": "An array with an object for each problem, for programs.",
    "github": "Workflow commands, which GitHub shows beside the lines of a pull request.",
}


def diagnostics_page() -> str:
    """Return ``docs/diagnostics.md``: what ``metier check`` says, and every rule."""
    parts = [_DIAGNOSTICS_INTRODUCTION, *map(_format_section, FORMATS)]
    parts += ["## All codes\n", _table_of_rules(rules.RULES)]
    parts += ["Names in braces below stand for what is in your file.\n"]
    return "\n".join(parts + [_rule_section(rule) for rule in rules.RULES])


def _format_section(name: str) -> str:
    found = rules.UNKNOWN_TARGET.at("profiles/nurse.yaml", 14, 11, slug="physcian")
    return f"`{name}`: {_FORMATS_EXPLAINED[name]}\n\n{_code(FORMATS[name]([found]))}"


def _table_of_rules(shown: Sequence[Rule]) -> str:
    rows = [
        f"| [{rule.code}](#{_anchor(_heading(rule))}) | {rule.severity} | {rule.title} |\n"
        for rule in shown
    ]
    return "| code | severity | title |\n|---|---|---|\n" + "".join(rows)


def _rule_section(rule: Rule) -> str:
    return (
        f"### {_heading(rule)}\n\n"
        f"{str(rule.severity).capitalize()}: {rule.message}.\n\n"
        f"What to do: {rule.cure}.\n\n"
        f"Example:\n\n{_code(rule.example)}"
    )


def _heading(rule: Rule) -> str:
    return f"{rule.code}: {rule.title}"


def _anchor(heading: str) -> str:
    """Return the fragment that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _code(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```\n"


_CLI_INTRODUCTION = """\
# The command line

<!-- Made from src/metier/cli by docs/generate.py; edit there. -->
"""


def cli_page() -> str:
    """Return the page with every command, argument and option."""
    parts = [_CLI_INTRODUCTION, inspect.cleandoc(cli.help or "") + "\n"]
    context = click.Context(cli, info_name="metier")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        arguments = [str(one.metavar) for one in command.params if isinstance(one, click.Argument)]
        usage = " ".join(["metier", name, "[OPTIONS]", *arguments])
        options = [one for one in command.params if isinstance(one, click.Option)]
        parts += [f"## metier {name}\n", _code(usage), inspect.cleandoc(command.help or "") + "\n"]
        parts.append("| option | |\n|---|---|\n" + "".join(map(_option_row, options)))
    return "\n".join(parts)


def _option_row(option: click.Option) -> str:
    name = option.opts[-1]
    values = option.type.choices if isinstance(option.type, click.Choice) else None
    takes = "" if option.is_flag else f" {'|'.join(values) if values else option.type.name.upper()}"
    default = f" Default: `{option.default}`." if option.show_default else ""
    signature = f"{name}{takes}".replace("|", "\\|")  # a bar would end the cell
    return f"| `{signature}` | {option.help}{default} |\n"


_QUERIES_INTRODUCTION = """\
# Saved queries

<!-- Made from src/metier/query/saved by docs/generate.py; edit there. -->

`metier query --list` names them, `--saved NAME --param x=y` asks one, and `--saved NAME --text` prints its
SPARQL to learn from. In Python: `g.saved("shared-terms", a="police-officer", b="detective")`. Values name
things as people do, by slug, title, alias or IRI, and never become text of the query. A new one is one file in
that folder.
"""


def queries_page() -> str:
    """Return the page with every saved query, its parameters and an example."""
    return "\n".join([_QUERIES_INTRODUCTION, *map(_query_section, saved_queries().values())])


def _query_section(query: SavedQuery) -> str:
    parts = [f"## {query.name}\n", f"{query.title} {query.description}\n"]
    if query.parameters:
        rows = "".join(map(_parameter_row, query.parameters))
        parts.append("| parameter | kind | |\n|---|---|---|\n" + rows)
    return "\n".join([*parts, f"```sh\n{query.command}\n```\n"])


def _parameter_row(parameter: Parameter) -> str:
    default = f" Default: `{parameter.default}`." if parameter.default is not None else ""
    described = f"{parameter.description[0].upper()}{parameter.description[1:]}."
    return f"| `{parameter.name}` | {parameter.kind} | {described}{default} |\n"


_EXPORTS_INTRODUCTION = """\
# Export formats

<!-- Made from src/metier/export by docs/generate.py; edit there. -->

`metier export FORMAT` writes the whole graph, `metier export FORMAT NAME --depth 2` what is around an
occupation, a tool or a term; `--include practices` leaves tools and terms out (of RDF, the profile of NAME is
always whole). Without `--out`, a file is
named after what is exported; in a pipe it goes to standard output. Every export says how to open it and what it
left out. In Python: `g.export("gexf", "graph.gexf")`. The same graph gives the same bytes, and each format is
reopened by a reader that is not ours in [tests/exports](../tests/exports).

"""


def exports_page() -> str:
    """Return the page with every export format: what it is for, keeps and can't hold."""
    found = formats().values()
    rows = "".join(
        f"| [{one.name}](#{one.name}) | {_file(one)} | {one.summary} |\n" for one in found
    )
    table = "| format | file | |\n|---|---|---|\n" + rows
    return "\n".join([_EXPORTS_INTRODUCTION + table, *map(_export_section, found)])


def _file(one: Format) -> str:
    return f"`{one.suffix}`" if one.suffix else "folder"


def _export_section(one: Format) -> str:
    needs = f" It needs `pip install 'metier[{one.name}]'`." if one.requires else ""
    lost = f"Can't hold {one.drops}." if one.drops else "Loses nothing."
    return (
        f"## {one.name}\n\n{one.summary}. {_file(one).capitalize()}, `{one.media_type}`.{needs}\n\n"
        f"- Keeps {one.keeps}.\n- {lost}\n- Open: {one.opening}.\n\n"
        f"```sh\n{one.example}\n```\n"
    )


def ontology_page() -> str:
    """Return the ontology as pyLODE shows it, a page of its own."""
    from pylode import OntPub  # it logs, and takes long to import

    with TemporaryDirectory() as folder:
        source = Path(folder) / "metier.ttl"
        source.write_text(ontology_text("metier.ttl"), encoding="utf-8")
        html: str = OntPub(ontology=source).make_html()
    return html


PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_page,
    "docs/diagnostics.md": diagnostics_page,
    "docs/exports.md": exports_page,
    "docs/ontology.html": ontology_page,
    "docs/queries.md": queries_page,
}
"""The function that makes each page, by the path of the page in the project."""


def stale_pages(root: Path = ROOT) -> list[str]:
    """Return the pages below ``root`` that are missing or not what the code says now."""
    return [path for path, page in PAGES.items() if _content(root / path) != page().encode()]


def write_pages(root: Path = ROOT) -> None:
    """Write all pages below ``root``."""
    for path, page in PAGES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(page().encode())


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write or check the pages and return the exit status."""
    parser = argparse.ArgumentParser(description="Write the generated pages of the documentation.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if a page is stale")
    if not parser.parse_args(arguments).check:
        write_pages(root)
        return 0
    stale = stale_pages(root)
    for path in stale:
        print(f"{path} is stale: run `python docs/generate.py`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
