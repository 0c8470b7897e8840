"""``metier stats``: the structure of the graph."""

from __future__ import annotations

from pathlib import Path

import click

from . import asking, options


@click.command(name="stats")
@click.option(
    "--by",
    "measure",
    type=click.Choice(["betweenness", "degree", "pagerank", "reach"]),
    help="List the occupations by a measure; reach is the number of other categories they touch.",
)
@click.option("--communities", is_flag=True, help="List the communities with all their members.")
@click.option("--categories", is_flag=True, help="List the categories and what bridges them.")
@click.option("--sections", is_flag=True, help="List the sections and how many profiles have each.")
@click.option("--orphans", is_flag=True, help="List who is cut off, and by which missing links.")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    help="How long a list may be; by default the overview shows what fits on a screen.",
)
@options.as_json
@options.graph_file
def command(
    measure: str | None,
    communities: bool,
    categories: bool,
    sections: bool,
    orphans: bool,
    top: int | None,
    format_name: str,
    graph_path: Path,
) -> None:
    """Describe the structure of the graph: what it holds, how it hangs together, what is missing.

    Without a list, an overview. Measures are taken of the occupations that have a profile, each two of them
    joined once, whoever wrote the link; PageRank follows links as they were written. JSON holds everything.
    """
    found = asking.opened(graph_path).stats()
    if format_name == "json":
        from .stats_json import as_json

        asking.print_json(as_json(found))
        return
    from . import stats_lists
    from .stats_overview import print_overview

    lists = {
        stats_lists.print_communities: communities,
        stats_lists.print_categories: categories,
        stats_lists.print_sections: sections,
        stats_lists.print_orphans: orphans,
    }
    chosen = [show for show, is_chosen in lists.items() if is_chosen]
    if measure is not None:
        stats_lists.print_practices(found, measure, top)
    elif not chosen:
        print_overview(found, top)
    for show in chosen:
        show(found, top)
