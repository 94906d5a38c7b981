"""Threads of claims as lines for a terminal: a list of them, and one told from report to report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from claims.show.screen import Screen, apart, harmless
from claims.track import Report, Thread

if TYPE_CHECKING:
    from rich.text import Text

UNKNOWN = "?"
ARROW = " → "


def listed(threads: Iterable[Thread], screen: Screen) -> Iterator[Text]:
    """Two lines a thread: how many had it, from when to when; and its first wording."""
    from rich.text import Text

    for one in threads:
        yield Text(f"{one.first.claim_id}  {_extent(one)}", "bold")
        yield from screen.paragraph(Text(_line(one.first.text)), before=Text("    "))


def told(thread: Thread, screen: Screen) -> Iterator[Text]:
    """The thread from report to report, with what changed on the way, what stands against it and what was judged."""
    from rich.text import Text

    yield Text(_extent(thread), "bold")
    for report in thread.reports:
        yield Text("")
        yield Text(f"{_moment(report.published_at)}  {apart(report.outlet or UNKNOWN)} ({report.language})", "bold")
        if report.copy_of:
            yield Text(f"    in a copy of {report.copy_of}", "dim")
        if report.chain:
            yield Text("    " + ARROW.join(apart(name or UNKNOWN) for name in report.chain), "cyan")
        yield from screen.paragraph(Text(_line(report.text)), before=Text("    "))
        yield Text(f"    {report.claim_id}", "dim")
        yield from _links(report)
    for link in thread.against:
        state = f"confirmed by {link.confirmed_by}" if link.confirmed_by else "proposed"
        yield Text(f"\ncontradiction ({state})  {link.from_id} and {link.to_id}: {apart(link.reason)}", "red")
    for verdict in thread.verdicts:
        question = "was it said?" if verdict.target == "was_it_said" else "is it so?"
        yield Text(f"\n{question}  {verdict.label}, {verdict.reviewer}, {_moment(verdict.reviewed_at)}: {apart(verdict.justification)}", "magenta")


def _links(report: Report) -> Iterator[Text]:
    """A line for each link to an earlier report: what it is to that, why, and who has confirmed it."""
    from rich.text import Text

    for link in report.links:
        other = link.to_id if link.from_id == report.claim_id else link.from_id
        state = f", confirmed by {link.confirmed_by}" if link.confirmed_by else ""
        yield Text(f"    {link.relation} {other}{state}: {apart(link.reason)}", "yellow" if link in report.drift else "green")


def _extent(thread: Thread) -> str:
    """How many reports, articles that are no copies, outlets and languages, from when to when."""
    first, last = (_moment(report.published_at) for report in (thread.reports[0], thread.reports[-1]))
    languages = ", ".join(sorted({report.language for report in thread.reports}))
    return (
        f"{len(thread.reports)} reports in {thread.independent} independent articles of {len(thread.outlets)} outlets"
        f" ({languages}), {first} to {last}"
    )


def _moment(at: datetime | None) -> str:
    """The minute in UTC, as the contract keeps it."""
    return at.strftime("%Y-%m-%d %H:%M") if at else "no date"


def _line(text: str) -> str:
    """A claim on one line, which moves no cursor."""
    return harmless(" ".join(text.split()))
