"""Options and arguments that several commands have."""

from __future__ import annotations

from collections.abc import Callable
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

encoding = click.option(
    "--encoding", help="The encoding of texts that don't say it and are not in UTF-8."
)

as_json = click.option(
    "--format",
    "format_name",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How the answer is written; json is for programs and names everything by its IRI.",
)


class _EdgeTypes(click.Choice[str]):
    """The types of edges, read from the ontology only when they are needed."""

    def __init__(self) -> None:
        from metier.vocab import relation_types

        super().__init__([*relation_types(), "uses-tool", "uses-term", "kind-of", "has-variant"])


def edge_types(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--type`` and ``--include``, which restrict and widen the network that a command walks."""
    restrict = click.option(
        "--type",
        "types",
        multiple=True,
        type=_EdgeTypes(),
        help="Follow links of this type alone; may be given more than once.",
    )
    widen = click.option(
        "--include",
        multiple=True,
        type=click.Choice(["practices", "specializations", "tools", "terms", "all"]),
        help="What to go through beside occupations; may be given more than once.",
    )
    return restrict(widen(command))
