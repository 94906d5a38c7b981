"""What every page has: its head with the policy that lets nothing in, the way to the others, its foot; and long lists in pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from claims.report.facts import Title
from claims.report.html import Child, Html, element, joined, link

Row = TypeVar("Row")

# Firefox takes a page on a disk to be of no origin: there 'self' allows nothing, and file: what lies on the same disk
POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"
NAVIGATION = (("index.html", "Overview"), ("articles.html", "Articles"), ("sources.html", "Sources"), ("threads.html", "Threads"), ("search.html", "Search"))
ON_A_PAGE = 250  # rows of a list
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def page(title: Title, heading: str, *content: Child, at: str, scripts: Sequence[str] = ()) -> str:
    """The whole page that stands at a path of the site."""
    up = "../" * at.count("/")
    room = at.partition("/")[0].removesuffix(".html")
    ways = [
        link(up + to, name, aria_current="page" if room in (to.removesuffix(".html"), to.removesuffix("s.html")) else None)
        for to, name in NAVIGATION
    ]  # fmt: skip
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", heading if heading == title.heading else f"{heading} · {title.heading}"),
        element("link", rel="stylesheet", href=f"{up}static/report.css"),
        [element("script", src=up + script, defer=True) for script in scripts],
    )
    body = element(
        "body",
        link("#main", "To the content", class_="skip"),
        element("header", link(f"{up}index.html", title.heading, class_="brand", dir="auto"), element("nav", ways, aria_label="Pages"), class_="top"),
        element("main", *content, id="main"),
        element("footer", _foot(title)),
    )
    return f'<!doctype html>\n<html lang="en" dir="ltr">{head}{body}</html>\n'


def _foot(title: Title) -> Html:
    named = " ".join(filter(None, (title.name, title.version)))
    licensed = f", {title.license}" if title.license else ""
    return element("p", f"{named}{licensed}. Every claim here is what somebody is said to have said, not a fact.")


def in_language(name: str, /, *children: Child, language: str, **attributes: str | None) -> Html:
    """An element whose words are in a language, in the direction in which that is written."""
    return element(name, *children, lang=language, dir=direction(language), **attributes)


def direction(language: str) -> str:
    """rtl or ltr, as the language is written; a script in the tag decides."""
    tag = language.split("-")
    return "rtl" if (tag[0] in RIGHT_TO_LEFT and "Latn" not in tag and "Cyrl" not in tag) or {"Arab", "Hebr"} & set(tag) else "ltr"


def pages_of(rows: Sequence[Row], path: str) -> Iterator[tuple[str, Sequence[Row], Html | None]]:
    """A long list in pages: the path of each, its rows, and the way to the others; a short one is a page without."""
    stem = path.removesuffix(".html")
    starts = range(0, max(len(rows), 1), ON_A_PAGE)
    paths = [path if not number else f"{stem}-{number + 1}.html" for number in range(len(starts))]
    for here, start in zip(paths, starts, strict=True):
        ways = [
            link(to.rpartition("/")[2], number, aria_current="page" if to == here else None, aria_label=f"Page {number}")
            for number, to in enumerate(paths, 1)
        ]  # fmt: skip
        yield here, rows[start : start + ON_A_PAGE], element("nav", ways, class_="pages", aria_label="Pages of this list") if len(paths) > 1 else None


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Child]], numbers: frozenset[int] = frozenset()) -> Html:
    """A table whose columns of these numbers hold figures."""
    kinds = ["n" if number in numbers else None for number in range(len(heads))]
    top = element("tr", [element("th", head, scope="col", class_=kind) for head, kind in zip(heads, kinds, strict=True)])
    lines = [element("tr", [element("td", cell, class_=kind) for cell, kind in zip(row, kinds, strict=True)]) for row in rows]
    whole = element("table", element("caption", caption, class_="unseen"), element("thead", top), element("tbody", lines))
    return element("div", whole, class_="wide", role="region", aria_label=caption, tabindex=0)


def plural(count: int, word: str) -> str:
    """A count with its word."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def words(label: str) -> str:
    """A label of the contract as a reader has it."""
    return label.replace("_", " ")


def between(pieces: Sequence[Child], separator: Child) -> Html:
    """The pieces with a separator between them."""
    return joined(*(part for number, piece in enumerate(pieces) for part in ((separator, piece) if number else (piece,))))
