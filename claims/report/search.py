"""The search page and its index: claims in scripts of some thousand each, which the page reads one after the other.

A script, because a page on a disk may load one and may fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from claims.report.facts import Facts, day
from claims.report.frame import direction, page, words
from claims.report.html import Html, element
from claims.report.overview import VOICE

SHARD = 2_000  # claims in one script
SCRIPT = "static/search.js"


def search_page(facts: Facts) -> str:
    """The page, which says how many scripts there are to read."""
    shards = -(-len(facts.claims) // SHARD)
    languages = sorted({one.language for one in facts.claims})
    kinds = sorted({words(one.source_kind or VOICE) for one in facts.claims})
    asked = element(
        "div",
        element("label", "Words of a claim, a source or an outlet", element("input", type="search", id="words", autocomplete="off", spellcheck="false", dir="auto")),
        _choice("language", "Language", languages),
        _choice("kind", "Kind of source", kinds),
        class_="ask", role="search",
    )  # fmt: skip
    found = element("ol", id="found", class_="claims")
    told = element("p", "Search needs JavaScript; everything else here does not.", id="told", role="status", class_="quiet")
    return page(
        facts.title, "Search", element("h1", "Search"), element("div", asked, told, found, id="search", data_shards=shards),
        at="search.html", scripts=[SCRIPT],
    )  # fmt: skip


def index(facts: Facts) -> Iterator[tuple[str, str]]:
    """The path and the whole of each script of the index.

    A claim is [claim, article, text, language, direction, names of its chain, kind, outlet, day].
    """
    for number, start in enumerate(range(0, len(facts.claims), SHARD)):
        rows = [
            [
                one.claim_id, one.article_id, one.text, one.language, direction(one.language), [link.name or "" for link in one.chain],
                words(one.source_kind or VOICE), one.outlet or "", day(one.published_at),
            ]
            for one in facts.claims[start : start + SHARD]
        ]  # fmt: skip
        said = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        yield f"search/{number}.js", f"claimsFound([\n{said}\n]);\n"


def _choice(key: str, name: str, values: list[str]) -> Html:
    options = [element("option", "any", value=""), *(element("option", value, value=value) for value in values)]
    return element("label", name, element("select", options, id=key))
