"""The timeline of a thread: a lane for each outlet, a dot for each report, ways from the earlier to the later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from claims.report.facts import day
from claims.report.html import Html, element, link
from claims.report.plots import colour, figure
from claims.track import Report, Thread

WIDTH, LABELS, RIGHT = 1000, 210, 40
TOP, STEP = 34, 30
DOT = 7
LONGEST = 26  # letters of an outlet's name
NO_OUTLET = "no outlet"
Place = tuple[float, float]


def timeline(thread: Thread) -> Html:
    """The drawing; a dot leads to its report below, a ring is a copy of an article seen before."""
    outlets = list(dict.fromkeys(report.outlet or NO_OUTLET for report in thread.reports))
    languages = sorted({report.language for report in thread.reports})
    places = _places(thread, outlets)
    height = TOP + STEP * len(outlets)
    parts = [*_scale(thread, height), *_lanes(outlets)]
    for report in thread.reports:
        for one in report.links:
            parts += [_way(places[end], places[report.claim_id]) for end in (one.from_id, one.to_id) if end in places and end != report.claim_id]
    parts += [_dot(report, places[report.claim_id], languages.index(report.language)) for report in thread.reports]
    said = f"{len(thread.reports)} reports of {len(outlets)} outlets"
    drawn = figure("Who had it when", said, WIDTH, height, parts, languages, role="group")
    return element("div", drawn, class_="wide timeline", role="region", aria_label="Timeline", tabindex=0)


def _places(thread: Thread, outlets: Sequence[str]) -> Mapping[str, Place]:
    """Where the dot of each report stands; two that would touch in a lane stand side by side, one without a day at the end."""
    known = [report.published_at for report in thread.reports if report.published_at]
    places: dict[str, Place] = {}
    last: dict[float, float] = {}
    for report in thread.reports:
        y = TOP + STEP * (outlets.index(report.outlet or NO_OUTLET) + 0.5)
        x = max(_across(report.published_at, known), last.get(y, 0.0) + 2 * DOT + 2)
        places[report.claim_id], last[y] = (x, y), x
    return places


def _across(at: datetime | None, known: Sequence[datetime]) -> float:
    """How far to the right an instant stands."""
    room = WIDTH - LABELS - RIGHT
    if at is None:
        return LABELS + float(room)
    whole = (max(known) - min(known)).total_seconds()
    return LABELS + 20 + (room - 40) * ((at - min(known)).total_seconds() / whole if whole else 0.5)


def _scale(thread: Thread, height: int) -> Iterator[Html]:
    """The first and the last day, each over its line."""
    known = [report.published_at for report in thread.reports if report.published_at]
    for at in sorted({min(known), max(known)}) if known else ():
        x = _across(at, known)
        yield element("line", x1=x, x2=x, y1=TOP - 8, y2=height, class_="scale")
        yield element("text", day(at), x=x, y=16, text_anchor="middle")


def _lanes(outlets: Sequence[str]) -> Iterator[Html]:
    for number, outlet in enumerate(outlets):
        y = TOP + STEP * (number + 0.5)
        name = outlet if len(outlet) <= LONGEST else f"{outlet[: LONGEST - 1]}…"
        # isolated: the name of a lane keeps its side whichever way it runs
        yield element("text", f"\u2068{name}\u2069", x=LABELS - 16, y=y + 4, text_anchor="end", direction="ltr")
        yield element("line", x1=LABELS, x2=WIDTH, y1=y, y2=y, class_="lane")


def _way(one: Place, other: Place) -> Html:
    """A curve from dot to dot."""
    (x1, y1), (x2, y2) = one, other
    middle = (x1 + x2) / 2
    return element("path", d=f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}", class_="way")


def _dot(report: Report, place: Place, series: int) -> Html:
    told = f"{day(report.published_at) or 'no date'}, {report.outlet or NO_OUTLET} ({report.language}){', a copy' if report.copy_of else ''}: {report.text}"
    dot = element("circle", element("title", told), cx=place[0], cy=place[1], r=DOT, class_=f"{colour(series)}{' copy' if report.copy_of else ''}")
    return link(f"#{report.claim_id}", dot, aria_label=told)
