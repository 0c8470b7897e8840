"""The command line: one file a command, found by name, imported only when it is called."""

from __future__ import annotations

import io
import os
import signal
import sys
from importlib import import_module

import click

from metier.errors import InvalidInput, MetierError, UsageError
from metier.version import __version__

COMMANDS = {
    "annotate": "Say what a text is about, and mark what it names of the graph.",
    "build": "Build the graph of a folder of profiles.",
    "check": "Report the problems of profiles, with file, line and column.",
    "compare": "Compare two occupations, read as a move from one to the other.",
    "completion": "Print what a shell needs to complete commands.",
    "draft": "Begin a profile from a text about an occupation.",
    "explain": "Say why profiles share a term or a tool, or why not.",
    "export": "Give the graph away in another format.",
    "neighbors": "Show what is near an occupation, a tool or a term.",
    "path": "Find how one occupation leads to another, and why.",
    "query": "Ask the graph with SPARQL.",
    "search": "Find what the graph speaks of, by its words.",
    "show": "Show one occupation, tool or term.",
    "similar": "Rank the occupations that are most like one.",
    "stats": "Tell how the graph is built: centers, groups, gaps.",
    "suggest": "Tell which links are missing, doubtful or the wrong way round.",
    "view": "Draw the graph, or what is around a node, as one HTML file.",
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
    _prepare_streams()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        cli.main(standalone_mode=False, prog_name="metier")
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _tell("stopped")
        os._exit(130)  # at once: the interpreter would wait for processes that have work left
    except _TerminatedError:
        os._exit(143)
    except InvalidInput as problem:
        sys.exit(_tell_problems(problem))
    except MetierError as problem:
        _tell(str(problem))
        sys.exit(2 if isinstance(problem, UsageError) else 1)
    except BrokenPipeError:
        _silence_streams()  # the reader of our output went away, as `head` does
        sys.exit(141)
    except OSError as problem:
        _silence_streams()
        _tell(f"can't write the answer: {problem.strerror or problem}")
        sys.exit(1)


class _TerminatedError(BaseException):
    """SIGTERM came: unwinds the stack, so that begun files are removed."""


def _terminate(*_: object) -> None:
    raise _TerminatedError


def _prepare_streams() -> None:
    """Give every character a form that the streams can hold, and closed streams a place to go."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 -- stays open
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _silence_streams() -> None:
    """Keep the interpreter from flushing what can't be written when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _tell(message: str) -> None:
    from metier.diagnostics import printable

    click.echo(f"metier: {printable(message)}", err=True)


def _tell_problems(problem: InvalidInput) -> int:
    from .problems import tell

    tell(problem.diagnostics)
    return 1
