"""Work spread over processes, results in order."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, TypeVar

from metier.errors import MetierError

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_FEWEST_FOR_PROCESSES = 48
"""Items below which starting processes costs more than it saves."""

_MOST_IN_A_CHUNK = 32


def default_jobs() -> int:
    """Return how many processors this process may use, or 1 where processes can't be forked safely.

    A process that is not forked imports the caller's script again, which scripts without a
    ``__main__`` guard don't survive: there more than one job must be asked for.
    """
    return processors() if _can_fork() else 1


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[S, Sequence[T]], list[R]], shared: S, items: list[T], jobs: int
) -> Iterator[list[R]]:
    """Yield the results of ``work(shared, chunk)`` on chunks of ``items``, in order.

    ``shared`` reaches each process once, not with each chunk. ``items`` is emptied, so that each item can
    be let go once its work is done.
    """
    if jobs <= 1 or len(items) < _FEWEST_FOR_PROCESSES:
        for chunk in _chunks(items, _MOST_IN_A_CHUNK):
            yield work(shared, chunk)
        return
    context = multiprocessing.get_context("fork" if _can_fork() else None)
    size = max(1, min(_MOST_IN_A_CHUNK, len(items) // (jobs * 4)))
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(partial(work, shared),))
    try:
        with _undisturbed_start():
            results = pool.map(_run, _chunks(items, size))
        yield from results
    except BrokenProcessPool:
        raise MetierError(
            "a process ended before its work was done, perhaps for want of memory: try --jobs 1"
        ) from None
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)  # who interrupts doesn't want to wait
        raise
    pool.shutdown()


@contextlib.contextmanager
def _undisturbed_start() -> Iterator[None]:
    """Start processes that never see Ctrl-C: this one does, and ends them.

    A signal that came while a process is forked would be lost in the interpreter's own hooks.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signals = {signal.SIGINT, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_work: Callable[[Sequence[Any]], list[Any]]


def _begin(work: Callable[[Sequence[Any]], list[Any]]) -> None:
    global _work  # each process serves one pool and has one work
    _work = work
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent to end, however it does, and end too: nobody is left to work for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(chunk: Sequence[Any]) -> list[Any]:
    return _work(chunk)


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _chunks(items: list[T], size: int) -> Iterator[Sequence[T]]:
    items.reverse()
    while items:
        chunk = items[-size:]
        del items[-size:]
        yield chunk[::-1]
