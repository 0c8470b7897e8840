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
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:>9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    # no refreshing thread: processes can only be forked safely where there is none
    with Bar(*columns, console=console, transient=True, auto_refresh=False) as bar:
        tasks: dict[str, TaskID] = {}
        shown: dict[str, int] = {}

        def show(what: str, done: int, total: int) -> None:
            percent = 100 * done // max(total, 1)
            if total < _LONG or percent == shown.get(what):
                return
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            shown[what] = percent
            bar.update(tasks[what], completed=done, refresh=True)

        yield show
