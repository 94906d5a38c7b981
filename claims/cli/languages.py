"""The command on languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from claims.cli.output import table
from claims.errors import unknown

if TYPE_CHECKING:
    from claims.languages.coverage import Coverage
    from claims.languages.pack import Pack


@click.command()
@click.argument("code", required=False)
def languages(code: str | None) -> None:
    """The languages that the rules engine reads, with what their packs cover; of one with CODE, more of it.

    \b
    Example: claims languages ar
    """
    from claims.languages.coverage import coverage
    from claims.languages.pack import languages as codes
    from claims.languages.pack import load_pack

    if code and code not in codes():
        raise unknown("language pack", code, codes())
    packs = [load_pack(one) for one in ([code] if code else codes())]
    covered = [coverage(pack) for pack in packs]
    lines = _one(packs[0], covered[0]) if code else _all(packs, covered)
    click.echo("\n".join(lines))


def _all(packs: list[Pack], covered: list[Coverage]) -> Iterator[str]:
    """A line a language, then cue forms by class, a column a language."""
    from claims.languages.coverage import KINDS
    from claims.show.screen import apart

    heads = ("", *KINDS, "words", "markers", "traits", "gold lines")
    rows = [
        (pack.language, *map(str, one.kinds.values()), str(one.words), str(one.markers), str(len(pack.traits)), _lines(one))
        for pack, one in zip(packs, covered, strict=True)
    ]
    head, *body = table(heads, rows).splitlines()
    yield head
    for line, pack in zip(body, packs, strict=True):
        yield f"{line}  {apart(pack.name)}"
    yield ""
    classes = sorted({name for one in covered for name in one.classes})
    counts = [(name, *(str(one.classes.get(name, 0)) for one in covered)) for name in classes]
    yield table(("cue forms", *(pack.language for pack in packs)), counts)


def _one(pack: Pack, covered: Coverage) -> Iterator[str]:
    """The traits of a language, its cue forms by class with examples, its word classes and endings by size."""
    from claims.languages.vocabulary import TRAITS
    from claims.show.screen import apart

    kinds = ", ".join(f"{number} {name}" for name, number in covered.kinds.items())
    yield f"{pack.language}  {apart(pack.name)}  {pack.order}  cue forms: {kinds}"
    yield f"{covered.markers} markers, {_lines(covered)} gold lines"
    if pack.traits:
        yield "\ntraits"
    yield from _under({name: TRAITS[name] for name in sorted(pack.traits)})
    yield "\ncue forms by class"
    shown = {
        name: f"{number:>5}  {apart(', '.join(covered.examples[name]))}, …"
        for name, number in sorted(covered.classes.items(), key=lambda pair: (-pair[1], pair[0]))
    }
    yield from _under(shown)
    for name, classes in (("word classes", pack.words), ("endings", pack.endings)):
        sizes = {kind: f"{len(words):>5}  {apart(', '.join(sorted(words)[:6]))}" for kind, words in classes.items() if words}
        if sizes:
            yield f"\n{name}"
        yield from _under(sizes)


def _under(rows: dict[str, str]) -> Iterator[str]:
    """Names and what stands behind them, in two columns."""
    width = max(map(len, rows), default=0)
    for name, text in rows.items():
        yield f"  {name:{width}}  {text}"


def _lines(covered: Coverage) -> str:
    return "-" if covered.gold_lines is None else str(covered.gold_lines)
