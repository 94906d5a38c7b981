"""Elements of HTML and SVG as strings: what is not an element itself is escaped, always, here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

VOID = frozenset({"input", "link", "meta"})  # elements that have no end


class Html(str):
    """Text that is HTML already; only `element` and `joined` make it."""

    __slots__ = ()


Child: TypeAlias = "str | int | Iterable[Child] | None"
Value: TypeAlias = "str | int | float | bool | None"


def joined(*children: Child) -> Html:
    """The children one after the other, what is no element escaped; None is nothing."""
    return Html("".join(_pieces(children)))


def element(name: str, /, *children: Child, **attributes: Value) -> Html:
    """The element with these children and attributes.

    An attribute `data_key` is written data-key, `class_` and `for_` without their mark; one that is None or False is left out,
    one that is True has no value; a number with a point has two digits after it.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    return Html(f"<{name}{said}>" if name in VOID else f"<{name}{said}>{joined(*children)}</{name}>")


def link(to: str, /, *children: Child, **attributes: Value) -> Html:
    """An anchor to a page of the site, or to an address of the web; any other scheme gives the children alone.

    A page of the web is not told where its reader comes from.
    """
    if to.startswith(("https://", "http://")):
        return element("a", *children, href=to, rel="noreferrer", **attributes)
    if ":" in to.partition("#")[0]:
        return joined(*children)
    return element("a", *children, href=to, **attributes)


def _attribute(key: str, value: Value) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    said = f"{value:.2f}" if isinstance(value, float) else str(value)
    return f' {name}="{escape(said)}"'


def _pieces(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if isinstance(child, Html):
            yield child
        elif isinstance(child, str | int):
            yield escape(str(child))
        elif child is not None:
            yield from _pieces(child)
