"""Changes in the text of a YAML document, at the places that the parser of YAML tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import yaml

from metier.diagnostics import printable
from metier.readers import METADATA_KEYS
from metier.readers.document import UnreadableError
from metier.readers.yaml_tree import parse_yaml

from . import block, flow
from .changes import AddLink, Change, EditError, RemoveEntry
from .likeness import Write
from .nodes import Node, Splice, spliced

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ODD_LINE_ENDS = dict.fromkeys(map(ord, "\u0085\u2028\u2029"), "\ue000")
"""What YAML 1.1 takes for line ends and the readers don't; another character keeps all places."""

_NUMBER_OF_YAML_1_2 = re.compile(r"[-+]?(?:0o[0-7]+|\.?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?)")


def with_change(text: str, change: Change) -> str:
    """Return the text of a valid document with one change made.

    Raises EditError where an alias stands in the place of what would change.
    """
    return spliced(text, _splices(text, change))


def _splices(text: str, change: Change) -> list[Splice]:
    root = yaml_nodes(text)
    if isinstance(change, AddLink):
        return _add_link(text, root, change)
    key, entries = _entries(root, change.key if isinstance(change, RemoveEntry) else "related")
    if isinstance(change, RemoveEntry):
        if entries.style == "flow":
            return flow.remove(text, entries, change.place)
        return block.remove(text, key, entries, change.place)
    found = entries.children[change.place].pair("type")
    if found is None:
        raise EditError("an alias stands in its place")
    return [Splice(found[1].start, found[1].end, yaml_written(change.type, [found[1].style]))]


def _entries(root: Node, key: str) -> tuple[Node, Node]:
    found = root.pair(key)
    assert found is not None  # the profile has this key
    if found[1].kind == "alias":
        raise EditError(f"an alias stands in the place of `{key}`")
    return found


def _add_link(text: str, root: Node, change: AddLink) -> list[Splice]:
    in_lines, in_braces = (partial(yaml_written, in_braces=which) for which in (False, True))
    writes: tuple[Write, Write] = (in_lines, in_braces)
    before = METADATA_KEYS[: METADATA_KEYS.index("related")]
    if root.style == "flow":
        return flow.add_link(text, root, before, change.link, in_braces)
    if root.pair("related") is None:
        return block.new_list(text, root, _last_of(root, before), change.link, writes)
    key, links = _entries(root, "related")
    if links.style == "flow" and (links.children or flow.has_comment(text, links)):
        return flow.append(text, links, change.link, in_braces)
    if links.children:
        return block.append(text, links, change.link, writes)
    return block.new_list(text, root, (key, links), change.link, writes)


def _last_of(root: Node, keys: Iterable[str]) -> tuple[Node, Node]:
    """Return the last of some keys that the mapping has, with its value; every profile has a title."""
    *_, last = (found for key in keys if (found := root.pair(key)))
    return last


def yaml_nodes(text: str) -> Node:
    """Return the values of a valid YAML document with their places."""
    events = yaml.parse(text.translate(_ODD_LINE_ENDS), Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            return _node(event, events, text)
    raise EditError("the document is no mapping")


def _node(event: yaml.NodeEvent, events: Iterator[yaml.Event], text: str) -> Node:
    start, end = _places(event)
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", start, end)
    if isinstance(event, yaml.ScalarEvent):
        style = event.style or ""
        return Node("text", start, _end_of_text(text, start, end, style), style, event.value)
    assert isinstance(event, yaml.CollectionStartEvent)
    children = []
    for inner in events:
        if isinstance(inner, yaml.CollectionEndEvent):
            break
        assert isinstance(inner, yaml.NodeEvent)
        children.append(_node(inner, events, text))
    _, end = _places(inner)
    if (
        not event.flow_style or text[end - 1] not in "]}"
    ):  # the parser ends it where the next begins
        end = children[-1].end
    kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
    style = "flow" if event.flow_style else "block"
    return Node(kind, start, end, style, children=tuple(children))


def _places(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    assert start is not None  # only events made by hand have no places
    assert end is not None
    return start.index, end.index


def _end_of_text(text: str, start: int, end: int, style: str) -> int:
    """Return where a text ends: the blank lines after a block of text are part of it if it keeps them."""
    if style not in ("|", ">") or "+" in text[start:end].split("\n", 1)[0]:
        return end
    return start + len(text[start:end].rstrip())


def yaml_written(text: str, styles: Sequence[str], *, in_braces: bool = True) -> str:
    """Return a text as YAML on one line: in the first of ``styles`` that gives it back, or in double quotes.

    Plain text is what neither YAML 1.1 nor 1.2 takes for a number, a date, a truth value or nothing.
    """
    for style in styles or [""]:
        written = _in_style(text, style)
        if written and _reads_back(written, text, in_braces=in_braces):
            return written
    return _double_quoted(text)


def _in_style(text: str, style: str) -> str | None:
    """Return a text in a style, or None where another one is better or must be."""
    if printable(text) != text:
        return None
    if style == "'":
        has_only_apostrophes = "'" in text and not re.search(r'["\\]', text)
        return None if has_only_apostrophes else "'" + text.replace("'", "''") + "'"
    if style == '"':
        return _double_quoted(text)
    return None if _NUMBER_OF_YAML_1_2.fullmatch(text) else text


def _reads_back(written: str, text: str, *, in_braces: bool) -> bool:
    """Whether both a common reader of YAML and that of profiles find the same text again."""
    document = (_BRACES if in_braces else _LINES).format(written)
    try:
        found = (yaml.safe_load(document), parse_yaml(document, "").value)
    except (yaml.YAMLError, UnreadableError, ValueError):
        return False
    return all(value == [{"n": text, "t": "x"}] * 2 for value in found)


_LINES = "- n: {0}\n  t: x\n- t: x\n  n: {0}\n"
_BRACES = "- {{n: {0},t: x}}\n- {{ t: x, n: {0} }}\n"
"""Where a text may stand in a link."""


def _double_quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if printable(character) == character:
        return character
    code = ord(character)
    return (
        f"\\x{code:02X}"
        if code < 0x100
        else f"\\u{code:04X}"
        if code < 0x10000
        else f"\\U{code:08X}"
    )


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
