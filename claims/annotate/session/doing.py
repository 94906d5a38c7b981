"""The operations by their names, and the changes that one of them makes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from claims.annotate.change import Change
from claims.annotate.session.desk import Desk
from claims.annotate.session.on_attributions import (
    author_voice,
    create_attribution,
    reparent,
    set_source,
    set_span,
    set_spans,
)
from claims.annotate.session.on_claims import create_claim, merge_claims, split_claim
from claims.annotate.session.on_rows import (
    accept,
    create_verdict,
    delete,
    flag,
    reject,
    reopen,
    set_field,
    set_fields,
)
from claims.errors import UsageError, unknown

OPERATIONS: Mapping[str, Callable[..., Iterable[Change]]] = {
    "create_attribution": create_attribution,
    "set_span": set_span,
    "set_spans": set_spans,
    "set_source": set_source,
    "reparent": reparent,
    "create_claim": create_claim,
    "author_voice": author_voice,
    "split_claim": split_claim,
    "merge_claims": merge_claims,
    "set_field": set_field,
    "set_fields": set_fields,
    "accept": accept,
    "reject": reject,
    "withdraw": reject,
    "flag": flag,
    "reopen": reopen,
    "delete": delete,
    "create_verdict": create_verdict,
}
NAMES = ("table", "role", "field", "name", "kind", "reason", "target", "label", "justification")


def changes(desk: Desk, said: Mapping[str, Any]) -> list[Change]:
    """The changes that an operation makes, in the order in which each leaves a valid dataset; UsageError or DataError where it cannot be."""
    arguments = dict(said)
    name = str(arguments.pop("do", ""))
    if name not in OPERATIONS:
        raise unknown("operation", name, [*OPERATIONS, "undo", "redo"])
    operation = OPERATIONS[name]
    try:
        inspect.signature(operation).bind(desk, **arguments)
    except TypeError as error:
        takes = [str(one) for one in list(inspect.signature(operation).parameters.values())[1:]]
        raise UsageError(f"{name}: {error}", mend=f"it takes {'; '.join(takes)}") from None
    for key, value in arguments.items():
        _check(name, key, value)
    return list(operation(desk, **arguments))


def _check(name: str, key: str, value: Any) -> None:
    """Nothing; UsageError where an argument is not of the type that its name tells."""
    if key.endswith("_ids") and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        raise UsageError(f"{name}: {key} is {value!r}", mend="a list of ids")
    if (key.endswith("_id") or key in NAMES) and not isinstance(value, str | None):
        raise UsageError(f"{name}: {key} is {value!r}", mend="text is expected")
    if key in ("roles", "values") and not isinstance(value, Mapping):
        raise UsageError(f"{name}: {key} is {value!r}", mend="an object is expected")
