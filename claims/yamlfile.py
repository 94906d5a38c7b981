"""YAML as it is written: text, lists and maps, each with its line; nothing is guessed to be a number or a yes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.errors import ContractError

Path = tuple[str | int, ...]
_DEEPEST = 100
_QUOTE = "quote a word that holds : # , [ ] { } or begins with another mark"


@dataclass(slots=True)
class _Node:
    """One text, list or map with the line where it begins; a map's keys have lines of their own."""

    line: int
    inner: str | list[_Node] | dict[str, tuple[int, _Node]]
    key: tuple[int, str] | None = None  # of a map: the key whose value is to come

    def value(self) -> Any:
        """What it says, as `str`, `list` and `dict`."""
        if isinstance(self.inner, str):
            return self.inner
        if isinstance(self.inner, list):
            return [one.value() for one in self.inner]
        return {key: one.value() for key, (_, one) in self.inner.items()}

    def step(self, to: str | int) -> tuple[int, _Node] | None:
        """The line and the node that a key or an index leads to."""
        if isinstance(self.inner, dict):
            return self.inner.get(str(to))
        if isinstance(self.inner, list) and isinstance(to, int) and to < len(self.inner):
            return self.inner[to].line, self.inner[to]
        return None


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says (`str`, `list` and `dict` only), and where it says it."""

    where: str
    value: Any
    root: _Node

    def place(self, path: Sequence[str | int]) -> str:
        """`file:line` of what a path of keys and indices leads to, as far as it leads."""
        line, node = 1, self.root
        for to in path:
            found = node.step(to)
            if found is None:
                break
            line, node = found
        return f"{self.where}:{line}"


def read_yaml(text: str, where: str) -> Written:
    """A file's YAML; ContractError with its line if it is none, or says a key twice.

    `no`, `on`, `1.0` and `~` are text like any other word. Anchors are not read.
    """
    import yaml

    try:
        root = _read(_events(text), where)
    except yaml.MarkedYAMLError as error:
        begun = (
            error.context_mark if "flow" in (error.context or "") else None
        )  # a bracket never closed
        mark = begun or error.problem_mark
        place = f"{where}:{mark.line + 1}" if mark else where
        raise ContractError(f"not YAML: {error.problem}", where=place, mend=_QUOTE) from None
    except yaml.YAMLError as error:
        raise ContractError(
            f"not YAML: {error}", where=where, mend="save plain UTF-8 text"
        ) from None
    return Written(where, root.value(), root)


def _events(text: str) -> Iterator[Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, ten times as fast
    yield from yaml.parse(text, Loader=loader)


def _read(events: Iterator[Any], where: str) -> _Node:
    """The first and only document."""
    import yaml

    root: list[_Node] = []
    around: list[_Node] = []

    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            node = _Node(line, event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = _Node(line, [])
        elif isinstance(event, yaml.MappingStartEvent):
            node = _Node(line, {})
        elif isinstance(event, yaml.AliasEvent):
            raise _wrong(where, line, "an anchor is used", "write out what it stands for")
        else:
            if isinstance(event, yaml.CollectionEndEvent):
                around.pop()
            continue
        if root and not around:
            raise _wrong(where, line, "a second document", "write one document a file")
        if not around:
            root.append(node)
        else:
            _put(around[-1], node, where)
        if not isinstance(node.inner, str):
            around.append(node)
            if len(around) > _DEEPEST:
                raise _wrong(where, line, "nested too deep", "write it flat")
    return root[0] if root else _Node(1, "")


def _put(outer: _Node, node: _Node, where: str) -> None:
    """Puts a node into the list or the map around it."""
    if isinstance(outer.inner, list):
        outer.inner.append(node)
    elif isinstance(outer.inner, dict) and outer.key is not None:
        line, key = outer.key
        outer.inner[key], outer.key = (line, node), None
    elif isinstance(outer.inner, dict):
        if not isinstance(node.inner, str):
            raise _wrong(where, node.line, "a key is no word", "quote {0} and [0]")
        if node.inner in outer.inner:
            what = f"the key {node.inner!r} stands twice"
            raise _wrong(where, node.line, what, "put both into one list")
        outer.key = (node.line, node.inner)


def _wrong(where: str, line: int, what: str, mend: str) -> ContractError:
    return ContractError(what, where=f"{where}:{line}", mend=mend)
