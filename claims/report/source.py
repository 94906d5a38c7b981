"""The pages of a source: who it is, what it is said to have said, when and through whom, and what it passed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from claims.model import AttributedClaim, Role, Source
from claims.report import said
from claims.report.facts import Facts
from claims.report.frame import between, in_language, page, pages_of, plural, words
from claims.report.html import Child, Html, element, joined, link

UP = "../"
THROUGH = 8  # of those through whom it is heard that are named at the top


def source_pages(source: Source, facts: Facts) -> Iterator[tuple[str, str]]:
    """The path and the whole of each page; long lists of claims go on on further ones."""
    own, others = facts.said_by.get(source.source_id, []), facts.passed_on_by.get(source.source_id, [])
    for path, rows, ways in pages_of([*own, *others], f"source/{source.source_id}.html"):
        lists = [
            (element("h2", heading), said.listed(these, facts, UP))
            for heading, is_own in (("Said to have said", True), ("Passed on", False))
            if (these := [one for one in rows if (one.source_id == source.source_id) is is_own])
        ]  # fmt: skip
        yield path, page(facts.title, source.name, _head(source, own, others, facts), lists, ways, at=path)


def _head(source: Source, own: Sequence[AttributedClaim], others: Sequence[AttributedClaim], facts: Facts) -> Html:
    """Its name, kind and offices, its other names, and the figures."""
    through = Counter(link.source_id for claim in own for link in claim.chain[:-1] if link.source_id not in (None, source.source_id))
    direct = sum(len(claim.chain) == 1 for claim in own)
    heard = [joined(_named(key, facts), f" {count:,}") for key, count in sorted(through.items(), key=lambda pair: (-pair[1], str(pair[0])))]
    lines: list[tuple[str, Child]] = [
        ("Kind", words(source.kind) + ("" if source.status == "confirmed" else ", not yet confirmed")),
        ("Part of", _named(source.parent_id, facts) if source.parent_id else None),
        ("Offices", element("ul", [element("li", _role(role, facts)) for role in source.roles]) if source.roles else None),
        ("Also called", _aliases(source)),
        ("Said", f"{plural(len(own), 'claim')}, {direct:,} reported directly" if own else None),
        ("Heard through", between(heard[:THROUGH], ", ") if heard else None),
        ("Passed on", plural(len(others), "claim") if others else None),
        ("Wikidata", link(f"https://www.wikidata.org/wiki/{source.wikidata}", source.wikidata) if source.wikidata else None),
    ]
    known = [joined(element("dt", name), element("dd", value)) for name, value in lines if value]
    return element("div", element("h1", source.name, dir="auto"), element("dl", known, class_="about"), class_="head")


def _aliases(source: Source) -> Html | None:
    """Its names by language, those that differ from its heading."""
    languages = sorted({alias.language for alias in source.aliases})
    lines = [
        in_language("li", between([element("bdi", text) for text in dict.fromkeys(one.text for one in source.aliases if one.language == language)], " · "), language=language)
        for language in languages
    ]  # fmt: skip
    return element("ul", lines, class_="aliases") if lines else None


def _role(role: Role, facts: Facts) -> Html:
    """An office, of what, from when to when."""
    since, until = role.valid_from, role.valid_to
    span = f", {since or '…'} – {until or ''}" if since or until else ""
    of = (", ", _named(role.organisation_id, facts)) if role.organisation_id else None
    return joined(role.title, of, element("span", span, class_="quiet"))


def _named(key: str | None, facts: Facts) -> Html:
    """The name of a source, leading to its page."""
    known = facts.sources.get(key or "")
    return link(f"{key}.html", element("bdi", known.name)) if known else joined(key)
