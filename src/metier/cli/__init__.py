"""The command line: one file a command, found by name, imported only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from metier.errors import InvalidInput, MetierError, UsageError
from metier.version import __version__

COMMANDS = {
    "build": "Build the graph of a folder of profiles.",
    "check": "Report the problems of profiles, with file, line and column.",
    "export": "Give the graph away in another format.",
    "query": "Ask the graph with SPARQL.",
}
"""The commands and what ``metier --help`` says of each."""


class _Commands(click.Group):
    """Lists commands without importing them, which is what keeps ``--help`` quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{cmd_name}")
        command: click.Command = module.command
        command.short_help = COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="metier")
def cli() -> None:
    """Turn profiles of occupations into a knowledge graph.

    Results go to standard output, progress and problems to standard error. The exit status is 0 when all went
    well, 1 when the input has errors, and 2 when the command was called wrongly.
    """


def main() -> None:
    """Run the command line; whatever goes wrong is told in a sentence."""
    try:
        cli.main(standalone_mode=False, prog_name="metier")
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("metier: stopped", err=True)
        sys.exit(130)
    except InvalidInput as problem:
        sys.exit(_tell_problems(problem))
    except MetierError as problem:
        _tell(str(problem))
        sys.exit(2 if isinstance(problem, UsageError) else 1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away, as `head` does
        sys.exit(141)


def _tell(message: str) -> None:
    from metier.diagnostics import printable

    click.echo(f"metier: {printable(message)}", err=True)


def _tell_problems(problem: InvalidInput) -> int:
    from .problems import tell

    tell(problem.diagnostics)
    return 1
