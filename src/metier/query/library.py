"""The saved queries: one file ``saved/NAME.rq`` a question, with its parameters and an example.

A file begins with comment lines, then comes plain SPARQL whose variables bear the names of the parameters::

    # title: Which tools do two practices share?
    # description: What the answer holds; goes on
    #   in lines that are indented.
    # param: a practice -- the one practice
    # param: least number = 2 -- a parameter with a default
    # example: a=customs-officer least=3

The store takes values beside the query (SPARQL-dev SEP-0007), so they never become text of it. It asks that a
SELECT names its parameters among its variables; :func:`without_parameters` takes these columns out again.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from metier.errors import UsageError
from metier.store import Substitutions

Term: TypeAlias = "ox.NamedNode | ox.Literal"
Resolve: TypeAlias = Callable[[str, str], Term]
"""Gives the node of a kind that a text names; raises UsageError where there is none."""

NODE_KINDS = ("practice", "tool", "term", "concept", "category", "tag")
"""Kinds of parameters that name a node of the graph; a concept is a tool or a term."""

KINDS = (*NODE_KINDS, "relation-type", "text", "number")
"""All kinds of parameters."""

_FOLDER = Path(__file__).with_name("saved")
_PARAMETER = re.compile(r"(\w+) ([\w-]+)(?: = (.*?))? -- (.+)")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved query has to be told."""

    name: str
    kind: str
    """One of :data:`KINDS`."""
    default: str | None
    """The value if none is given; None where one must be."""
    description: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question that is answered by SPARQL."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    """Values for the parameters by name."""
    sparql: str
    """The whole file, its comments included."""

    @property
    def needs_values(self) -> bool:
        """Whether it has a parameter without a default."""
        return any(parameter.default is None for parameter in self.parameters)

    @property
    def command(self) -> str:
        """The command line that runs the example."""
        return f"metier query --saved {self.name}" + "".join(
            f" --param {shlex.quote(f'{name}={value}')}" for name, value in self.example.items()
        )

    def to_dict(self) -> dict[str, object]:
        """Return the record that programs read: the fields, and ``command``."""
        return asdict(self) | {"command": self.command}


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """Return all saved queries by name, in the order of their names."""
    return {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.rq"))}


def saved_query(name: str) -> SavedQuery:
    """Return one saved query. Raises UsageError, with the names that come near, where there is none."""
    if found := saved_queries().get(name):
        return found
    near = get_close_matches(name, saved_queries(), n=3, cutoff=0.5)
    guess = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(
        f"there is no saved query {cut(name)}.{guess} `metier query --list` names them all"
    )


def _read(path: Path) -> SavedQuery:
    sparql = path.read_text(encoding="utf-8")
    head = _head(takewhile(lambda line: line.startswith("#"), sparql.splitlines()))
    fields = {key: value for key, value in head if key != "param"}
    return SavedQuery(
        name=path.stem,
        title=fields["title"],
        description=fields["description"],
        parameters=tuple(_parameter(value) for key, value in head if key == "param"),
        example=given(shlex.split(fields.get("example", ""))),
        sparql=sparql,
    )


def _head(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return the fields of the comment lines, those that go on over several lines put together."""
    found: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith("#  "):
            key, value = found.pop()
            found.append((key, f"{value} {line[1:].strip()}"))
        else:
            key, _, value = line[1:].strip().partition(": ")
            found.append((key, value))
    return found


def _parameter(text: str) -> Parameter:
    matched = _PARAMETER.fullmatch(text)
    assert matched, text  # the tests read every file
    name, kind, default, description = matched.groups()
    return Parameter(name, kind, default, description)


def given(texts: Iterable[str]) -> dict[str, str]:
    """Return values by name out of texts such as ``a=customs-officer``.

    Raises UsageError where one is no such text, or a name comes twice.
    """
    values: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"the parameter {cut(text)} needs a value: write it as NAME=VALUE")
        if name in values:
            raise UsageError(f"the parameter {cut(name)} is given twice")
        values[name] = value
    return values


def cut(text: str) -> str:
    """Return what a user said as a message shows it."""
    return repr(text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…")


def runnable(query: SavedQuery, prefixes: Mapping[str, str], values: Substitutions) -> str:
    """Return the text of a query for any SPARQL engine: with the prefixes that it uses, then its comments.

    ``values``, if there are any, stand in front of each pattern whose SELECT names their variables.
    """
    body = re.sub("^#.*", "", query.sparql, flags=re.MULTILINE)
    used = [name for name in sorted(prefixes) if re.search(rf"\b{name}:\w", body)]
    declared = "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in used)
    return declared + _PATTERN.sub(lambda found: found[0] + _written(values, found), query.sparql)


_PATTERN = re.compile(r"(?:SELECT|CONSTRUCT)(?:(?!WHERE).)*?\n( *)WHERE \{", re.DOTALL)


def _written(values: Substitutions, found: re.Match[str]) -> str:
    """Return the VALUES clause for a pattern, with nothing where it needs none."""
    is_select = found[0].startswith("SELECT")
    named = [one for one in values if not is_select or re.search(rf"\?{one.value}\b", found[0])]
    if not named:
        return ""
    terms = " ".join(_escaped(str(values[one])) for one in named)
    return f"\n{found[1]}  VALUES ({' '.join(map(str, named))}) {{ ({terms}) }}"


def _escaped(text: str) -> str:
    """Write what a terminal would obey as SPARQL's escapes of characters."""
    return "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in text)
