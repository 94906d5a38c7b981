"""The page of a thread: the life of a claim over outlets and days, who had it first, through whom, and what changed; and their list."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Link
from claims.report import said
from claims.report.facts import Facts, day
from claims.report.frame import in_language, page, pages_of, plural, table, words
from claims.report.html import Html, element, joined, link
from claims.report.lanes import timeline
from claims.track import Report, Thread

UP = "../"
FIGURES = frozenset({2, 3, 4})


def thread_page(thread: Thread, facts: Facts) -> str:
    """The whole page."""
    first = thread.first
    days = " – ".join(dict.fromkeys(filter(None, (day(report.published_at) for report in (first, thread.reports[-1])))))
    known = (
        plural(len(thread.reports), "report"), f"{plural(thread.independent, 'article')} of their own", plural(len(thread.outlets), "outlet"),
        ", ".join(sorted({report.language for report in thread.reports})), days,
    )  # fmt: skip
    head = element(
        "div", in_language("h1", first.text, language=first.language, class_="words"), element("ul", [element("li", fact) for fact in known if fact], class_="facts"), class_="head"
    )
    reports = element("ol", [_report(one, thread, facts) for one in thread.reports], class_="claims")
    against = element("ul", [element("li", _against(one, facts)) for one in thread.against], class_="claims")
    content = (head, timeline(thread), element("h2", "From report to report"), reports)
    return page(facts.title, first.text, *content, (element("h2", "What stands against it"), against) if thread.against else None, at=f"thread/{first.claim_id}.html")


def thread_lists(facts: Facts) -> Iterator[tuple[str, str]]:
    """The path and the whole of each page of the list of threads, the longest first."""
    heads = ("Since", "First words", "Reports", "Outlets", "Languages")
    for path, found, ways in pages_of(facts.threads, "threads.html"):
        rows = [
            (
                day(one.first.published_at) or "no date",
                link(f"thread/{one.first.claim_id}.html", in_language("span", one.first.text, language=one.first.language, class_="claim")),
                len(one.reports), len(one.outlets), len({report.language for report in one.reports}),
            )
            for one in found
        ]  # fmt: skip
        none = element("p", "No claims of this dataset are linked to each other; ", element("code", "claims track"), " proposes links.", class_="quiet")
        yield path, page(facts.title, "Threads", element("h1", "Threads"), table("All threads", heads, rows, FIGURES) if rows else none, ways, at=path)


def _report(report: Report, thread: Thread, facts: Facts) -> Html:
    """A report: when and where, its words, its chain, what it is to those before, and what was judged of it."""
    claim = facts.by_id[report.claim_id]
    note = [element("span", "first", class_="tag first")] if report is thread.first else []
    if report.copy_of:
        note.append(element("span", "in a ", link(f"{UP}article/{report.copy_of}.html", "copy"), class_="tag"))
    before = [element("li", _link(one, report, facts)) for one in report.links]
    return element("li", said.told(claim, facts, UP, note), element("ul", before, class_="before") if before else None, id=report.claim_id)


def _link(one: Link, report: Report, facts: Facts) -> Html:
    """What a report is to an earlier one, why, and who has confirmed it."""
    earlier = facts.by_id[one.to_id if one.from_id == report.claim_id else one.from_id]
    to = link(f"#{earlier.claim_id}", element("bdi", earlier.outlet or "an article without outlet"), f", {day(earlier.published_at) or 'no date'}")
    return joined(element("b", words(one.relation), class_="drift" if one in report.drift else None), " ", to, ": ", element("bdi", one.reason), " ", _state(one))


def _against(one: Link, facts: Facts) -> Html:
    """The two claims that cannot both be so, and why."""
    ends = [facts.by_id[end] for end in (one.from_id, one.to_id) if end in facts.by_id]
    return joined([element("div", said.told(claim, facts, UP), class_="end") for claim in ends], element("p", element("bdi", one.reason), " ", _state(one)))


def _state(one: Link) -> Html:
    return element("span", f"confirmed by {one.confirmed_by}" if one.confirmed_by else "proposed", class_="quiet")
