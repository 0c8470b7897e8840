"""Options and arguments that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

profile_paths = click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]..."
)
"""Files and folders with profiles; ``profiles/`` if none is named."""

DEFAULT_PATHS = (Path("profiles"),)

graph_file = click.option(
    "--graph",
    "graph_path",
    type=click.Path(path_type=Path),
    default=Path("exports/graph.nq"),
    show_default=True,
    help="The built graph, or the folder of a store.",
)

jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    help="How many processes to use; all processors by default.",
)
