"""YAML as it is written: text, lists and maps, each with its line; nothing is guessed to be a number or a yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.errors import ContractError

Path = tuple[str | int, ...]
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says (`str`, `list` and `dict` only), and where it says it."""

    where: str
    value: Any
    root: Any  # the composed node, which knows its lines

    def place(self, path: Sequence[str | int]) -> str:
        """`file:line` of what a path of keys and indices leads to, as far as it leads."""
        line, node = 1, self.root
        for step in path:
            found = _step(node, step)
            if found is None:
                break
            line, node = found
        return f"{self.where}:{line}"


def read_yaml(text: str, where: str) -> Written:
    """A file's YAML; ContractError with its line if it is none, or says a key twice.

    `no`, `on`, `1.0` and `~` are text like any other word.
    """
    import yaml

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        begun = error.context_mark if "flow" in (error.context or "") else None  # a bracket never closed
        mark = begun or error.problem_mark
        line = mark.line + 1 if mark else 1
        mend = "quote a word that holds : # , [ ] { } or begins with another mark"
        raise ContractError(f"not YAML: {error.problem}", where=f"{where}:{line}", mend=mend) from None
    except yaml.YAMLError as error:
        raise ContractError(f"not YAML: {error}", where=where, mend="save plain UTF-8 text") from None
    return Written(where, "" if root is None else _value(root, where, 0), root)


def _value(node: Any, where: str, depth: int) -> Any:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return node.value
    if depth > _DEEPEST:
        mend = "write it flat; no anchor may hold itself"
        raise ContractError("nested too deep", where=_line(node, where), mend=mend)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, where, depth + 1) for one in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ContractError("a key is no word", where=_line(key, where), mend="quote {0} and [0]")
        if key.value in found:
            what, mend = f"the key {key.value!r} stands twice", "put both into one list"
            raise ContractError(what, where=_line(key, where), mend=mend)
        found[key.value] = _value(value, where, depth + 1)
    return found


def _line(node: Any, where: str) -> str:
    return f"{where}:{node.start_mark.line + 1}"


def _step(node: Any, step: str | int) -> tuple[int, Any] | None:
    """The line and the node that a key or an index leads to."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
