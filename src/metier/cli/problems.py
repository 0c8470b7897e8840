"""Problems on standard error, the way every command tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import click

from metier.diagnostics import Diagnostic, Severity, as_text


def tell(problems: Sequence[Diagnostic]) -> None:
    """Write problems to standard error, then how many there are of each severity."""
    click.echo(as_text(problems), err=True, nl=False)
    click.echo(summary(problems), err=True)


def tell_counts(problems: Sequence[Diagnostic]) -> None:
    """Write the errors of a build that went on without them, and how to see the rest."""
    click.echo(as_text(problem for problem in problems if problem.is_error), err=True, nl=False)
    if problems:
        click.echo(f"{summary(problems)}; `metier check` tells where", err=True)


def summary(problems: Iterable[Diagnostic]) -> str:
    """Return how many problems there are of each severity, as in ``1 error, 2 warnings``."""
    counts = Counter(problem.severity for problem in problems)
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
    parts = [
        f"{counts[severity]} {name}{'s' if counts[severity] != 1 else ''}"
        for severity, name in names.items()
        if counts[severity] or severity is Severity.ERROR
    ]
    return ", ".join(parts)
