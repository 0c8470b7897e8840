"""Many texts read against one graph, in parallel, each result made where the text was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from metier.errors import UnreadableText
from metier.text.annotation import Annotation
from metier.text.annotator import Annotator
from metier.text.sources.articles import Article, find_articles, read_article

from .gather import Progress, no_progress
from .parallel import default_jobs, spread

R = TypeVar("R")

_AT_ONCE = 4096
"""Texts that processes are given at once: their places are held in memory, the texts are not."""


class Read(NamedTuple, Generic[R]):
    """What became of one text."""

    name: str
    """What the text is called."""
    result: R | None
    problem: str
    """Why it could not be read, with its place; empty if it could."""


@dataclass(frozen=True)
class _Task(Generic[R]):
    annotator: Annotator
    render: Callable[[Annotation], R]
    about: str | None
    encoding: str | None

    def __call__(self, articles: Sequence[Article]) -> list[Read[R]]:
        return list(map(self._read, articles))

    def _read(self, article: Article) -> Read[R]:
        try:
            document = read_article(article, self.encoding)
        except UnreadableText as problem:
            return Read(article.shown, None, str(problem))
        return Read(document.name, self.render(self.annotator.annotate(document, self.about)), "")


def annotate_all(
    annotator: Annotator,
    paths: Iterable[Path],
    render: Callable[[Annotation], R],
    *,
    about: str | None = None,
    encoding: str | None = None,
    jobs: int | None = None,
    progress: Progress = no_progress,
) -> Iterator[Read[R]]:
    """Yield what ``render`` makes of the annotation of each text at some paths, in their order.

    ``render`` runs where the text is read, in another process if there are many. A text that can't be read
    stops nothing. Raises UsageError where a path doesn't exist or holds no text.
    """
    paths = list(paths)
    total = sum(1 for _ in find_articles(paths))
    task, done = _Task(annotator, render, about, encoding), 0
    articles = find_articles(paths)
    while batch := list(islice(articles, _AT_ONCE)):
        for results in spread(_work, task, batch, jobs or default_jobs()):
            yield from results
            done += len(results)
            progress("reading", done, total)


def _work(task: _Task[R], articles: Sequence[Article]) -> list[Read[R]]:
    return task(articles)
