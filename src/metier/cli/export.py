"""``metier export``: the graph in another format."""

from __future__ import annotations

from pathlib import Path

import click

from . import options


class _Formats(click.Choice[str]):
    """The names of the formats, found only when they are needed."""

    def __init__(self) -> None:
        from metier.export import formats

        super().__init__(list(formats()))


@click.command(name="export")
@click.argument("format_name", metavar="FORMAT", type=_Formats())
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The file or folder to write to.",
)
@options.graph_file
def command(format_name: str, out: Path, graph_path: Path) -> None:
    """Write the built graph to another FORMAT.

    profiles: one YAML file a profile, equal to what the graph was built from.
    """
    from metier.export import formats
    from metier.pipeline.knowledge import load

    click.echo(formats()[format_name].export(load(graph_path).store, out))
