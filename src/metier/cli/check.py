"""``metier check``: all problems of profiles."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from metier.diagnostics import FORMATS

from . import options


@click.command(name="check")
@options.profile_paths
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are written; `github` shows them beside the lines of a pull request.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option("--shacl", is_flag=True, help="Test the built graph against ontology/shapes.ttl too.")
@options.jobs
def command(
    paths: tuple[Path, ...], format_name: str, strict: bool, shacl: bool, jobs: int | None
) -> None:
    """Report all problems of the profiles below each PATH, `profiles/` if none is named.

    The exit status is 1 if there is an error. docs/diagnostics.md explains every code.
    """
    from metier.diagnostics import Severity
    from metier.pipeline.gather import check
    from metier.pipeline.parallel import processors

    from .problems import summary
    from .progress import shown_progress

    chosen = paths or options.DEFAULT_PATHS
    with shown_progress() as progress:
        problems = check(chosen, jobs or processors(), progress)
        if shacl:
            from metier.pipeline.validate import shape_problems

            problems = sorted([*problems, *shape_problems(chosen, jobs)])
    click.echo(FORMATS[format_name](problems), nl=False)
    click.echo(summary(problems), err=True)
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    sys.exit(1 if any(problem.severity in failing for problem in problems) else 0)
