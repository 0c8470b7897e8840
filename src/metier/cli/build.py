"""``metier build``: profiles become the files of a graph."""

from __future__ import annotations

from pathlib import Path

import click

from metier.vocab import DEFAULT_BASE

from . import options


@click.command(name="build")
@options.profile_paths
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("exports"),
    show_default=True,
    help="The folder to write to.",
)
@click.option(
    "--base",
    default=DEFAULT_BASE,
    show_default=True,
    help="What every name in the graph begins with.",
)
@click.option(
    "--skip-invalid", is_flag=True, help="Leave out profiles with errors; build the rest."
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also keep the graph in a store in this folder, ready to be queried.",
)
@options.jobs
@click.option("--fresh", is_flag=True, help="Build everything again, even what did not change.")
def command(
    paths: tuple[Path, ...],
    out: Path,
    base: str,
    skip_invalid: bool,
    store: Path | None,
    jobs: int | None,
    fresh: bool,
) -> None:
    """Build the graph of the profiles below each PATH, `profiles/` if none is named.

    Writes graph.html (to open in a browser), graph.ttl (to read), graph.nq (everything, with a named graph a
    profile), skos.ttl (for taxonomy tools) and report.json (counts and problems). With an error in any
    profile nothing is written. A second build costs only what changed since the first.
    """
    from metier.pipeline.build import Builder
    from metier.pipeline.last_build import LastBuild
    from metier.pipeline.parallel import processors
    from metier.pipeline.write import write_build

    from .problems import tell_counts
    from .progress import shown_progress

    if store is not None:
        from metier.store.folder import check_folder

        check_folder(store)
    with shown_progress() as progress:
        builder = Builder(
            paths or options.DEFAULT_PATHS,
            base=base,
            skip_invalid=skip_invalid,
            jobs=jobs or processors(),
            progress=progress,
            memory=None if fresh else LastBuild(out, base),
        )
        built = write_build(builder, out)
    tell_counts(built.problems)
    if store is not None:
        from metier.pipeline.making import keep_file

        keep_file(out / "graph.nq", store)
    click.echo(_summary(built.report, out))


def _summary(report: dict[str, object], out: Path) -> str:
    counts, concepts = report["counts"], report["concepts"]
    assert isinstance(counts, dict)
    assert isinstance(concepts, dict)
    links = sum(n for name, n in counts.items() if name.startswith("links/"))
    triples = sum(n for name, n in counts.items() if name.startswith("triples/"))
    return (
        f"{report['profiles']} profiles, {links} links, {concepts.get('tool', 0)} tools, "
        f"{concepts.get('term', 0)} terms: {triples:,} triples\n"
        f"in {out}: graph.html, graph.ttl, graph.nq, skos.ttl, report.json"
    )
