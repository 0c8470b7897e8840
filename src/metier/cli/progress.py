"""A progress bar on standard error, for long work on a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from metier.pipeline.gather import Progress, no_progress

_LONG = 200
"""Profiles from which on work is long enough to be watched."""


@contextlib.contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give a function that shows how far the work is, or does nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console  # takes long to import, and most runs need none of it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:>9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def show(what: str, done: int, total: int) -> None:
            if total < _LONG:
                return
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)  # type: ignore[arg-type] # rich's TaskID is an int

        yield show
