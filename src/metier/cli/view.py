"""``metier view``: the graph as one HTML file."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path

import click

from . import asking, options

_DEFAULT = click.core.ParameterSource.DEFAULT


@click.command(name="view")
@click.argument("name", metavar="[NAME]", type=asking.Named(), required=False)
@click.option(
    "--depth",
    type=click.IntRange(1, 10),
    default=2,
    show_default=True,
    help="How many steps around NAME are shown.",
)
@options.edge_types
@click.option(
    "--sections/--no-sections", default=True, help="Whether the texts of the profiles are in it."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; by default named after what is shown.",
)
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.")
@options.graph_file
def command(
    name: str | None,
    depth: int,
    types: tuple[str, ...],
    include: tuple[str, ...],
    sections: bool,
    out: Path | None,
    is_opened: bool,
    graph_path: Path,
) -> None:
    """Draw the graph, or what is around NAME, as one HTML file that needs no internet.

    NAME is a slug, title, alias or IRI. Tools, terms and specializations can be seen by zooming in; --include
    chooses among them, and `--include practices` leaves all of them out.
    """
    from metier.errors import UsageError
    from metier.files import write_text
    from metier.view.page import page

    if name is None and click.get_current_context().get_parameter_source("depth") != _DEFAULT:
        raise UsageError("--depth needs a NAME: the steps are counted from it")
    graph = asking.opened(graph_path)
    center = None if name is None else asking.understood(graph, name)
    shown = graph.scene(
        center, depth=depth, types=types, include=include or ("all",), sections=sections
    )
    target = out or Path(f"{re.sub(r'[^A-Za-z0-9_-]+', '-', shown.start) or 'graph'}.html")
    write_text(target, page(shown))
    links = len(shown.links)
    click.echo(f"{len(shown.practices)} practices and {links} links in {target}")
    if is_opened:
        webbrowser.open(target.resolve().as_uri())
