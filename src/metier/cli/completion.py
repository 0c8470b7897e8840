"""``metier completion``: commands, options and occupations completed by the shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(name="completion")
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print a script with which SHELL completes commands, options and occupations.

    For bash, put `eval "$(metier completion bash)"` into ~/.bashrc; for zsh the same with zsh into ~/.zshrc;
    for fish, `metier completion fish > ~/.config/fish/completions/metier.fish`.
    """
    from metier.cli import cli

    script = get_completion_class(shell)
    assert script is not None  # click has one for each choice
    click.echo(script(cli, {}, "metier", "_METIER_COMPLETE").source())
