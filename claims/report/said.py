"""A claim on a page: its words, who is said to have said it and through whom, and what was judged of it."""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import AttributedClaim, ChainLink, Verdict
from claims.report.facts import Facts, day
from claims.report.frame import between, in_language, words
from claims.report.html import Child, Html, element, joined, link

QUESTIONS = {"was_it_said": "Was it said?", "is_it_so": "Is it so?"}
UNNAMED = "unnamed source"
VOICE = "the article’s own voice"


def chain(links: Sequence[ChainLink], up: str) -> Html:
    """The sources of a claim, outermost first, each with its word; `up` leads to the top of the site."""
    if not links:
        return element("span", VOICE, class_="voice")
    named = [joined(who(one, up), element("span", " (", element("bdi", one.cue), ")", class_="word") if one.cue else None) for one in links]
    return element("span", between(named, element("span", " → ", class_="arrow")), class_="chain")


def who(one: ChainLink, up: str) -> Html:
    """The name of a source, leading to its page."""
    name = element("bdi", one.name or UNNAMED)
    return link(f"{up}source/{one.source_id}.html", name) if one.source_id else name


def sign(claim: AttributedClaim) -> Html:
    """Whether it is affirmed or denied in its own words."""
    negative = claim.polarity == "negative"
    return element("span", "−" if negative else "+", class_=f"sign {claim.polarity}", title=claim.polarity, role="img", aria_label=claim.polarity)


def quotation(claim: AttributedClaim) -> Html:
    """The words of a claim, in the language and direction of its article."""
    return in_language("span", claim.text, language=claim.language, class_="claim")


def verdicts(found: Sequence[Verdict]) -> Html | None:
    """What was judged of a claim, by whom and on what; None where nothing was."""
    if not found:
        return None
    return element("ul", [element("li", _verdict(one)) for one in found], class_="verdicts")


def _verdict(one: Verdict) -> Html:
    rests = [
        element(
            "li", link(proof.url, proof.url), " ", words(proof.stance), " · " if proof.archive_url else None,
            link(proof.archive_url, "archived") if proof.archive_url else None, element("q", proof.quote, dir="auto") if proof.quote else None,
        )
        for proof in one.evidence
    ]  # fmt: skip
    return joined(
        QUESTIONS[one.target], " ", element("b", words(one.label), class_=f"verdict {one.label}"), " ",
        element("span", f"{one.reviewer}, {day(one.reviewed_at)}", class_="quiet"), element("p", one.justification, dir="auto"),
        element("ul", rests, class_="rests") if rests else None,
    )  # fmt: skip


def listed(claims: Sequence[AttributedClaim], facts: Facts, up: str) -> Html:
    """Claims of many articles as a list: when, where, what, through whom, and what was judged."""
    return element("ol", [element("li", told(one, facts, up, thread(one, facts, up))) for one in claims], class_="claims")


def told(one: AttributedClaim, facts: Facts, up: str, note: Child = None) -> Html:
    """A claim apart from its article: when, where, what, through whom, and what was judged; `note` stands beside its labels."""
    return joined(
        element("div", _when(one), " ", element("bdi", one.outlet) if one.outlet else None, class_="quiet"),
        element("div", sign(one), link(f"{up}article/{one.article_id}.html#{one.claim_id}", quotation(one)), class_="row"),
        element("div", chain(one.chain, up), element("span", words(one.quote_type), class_="tag") if one.quote_type else None, note),
        verdicts(facts.verdicts.get(one.claim_id, ())),
    )  # fmt: skip


def thread(one: AttributedClaim, facts: Facts, up: str) -> Html | None:
    """The way from a claim to the thread that it is in; None where it is in none."""
    found = facts.thread_of.get(one.claim_id)
    return element("span", link(f"{up}thread/{found.first.claim_id}.html", f"in a thread of {len(found.reports)}"), class_="tag") if found else None


def _when(one: AttributedClaim) -> Html:
    at = day(one.published_at)
    return element("time", at, datetime=at) if at else element("span", "no date")
