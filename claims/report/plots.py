"""Plots as SVG inside a page, in its colours and letters: bars, and columns over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from claims.report.html import Child, Html, element

WIDTH, LABELS, FIGURES = 560, 150, 56
STEP, BAR = 28, 16
HIGH, LEFT, FOOT = 190, 46, 26  # columns, and the room for figures beside them and for days under them
WIDEST = 44.0  # of a column
MOST_COLUMNS = 60
DAYS_WRITTEN = 5
COLOURS = 6  # there are; series after them share the last


def bars(title: str, counts: Mapping[str, Mapping[str, int]], series: Sequence[str]) -> Html:
    """A bar for each row of counts, cut into its series."""
    most = max((sum(row.values()) for row in counts.values()), default=0)
    parts: list[Html] = []
    for number, (label, row) in enumerate(counts.items()):
        y, x, total = 8 + STEP * number, float(LABELS), sum(row.values())
        parts.append(_text(label, LABELS - 10, y + 13, "end"))
        for place, name in enumerate(series):
            if row.get(name):
                wide = (WIDTH - LABELS - FIGURES) * row[name] / most
                told = f"{label}{f', {name}' if len(series) > 1 else ''}: {row[name]:,}"
                parts.append(_block(x, y, max(wide - 1, 0.5), BAR, place, told))
                x += wide
        parts.append(_text(f"{total:,}", x + 6, y + 13, "start"))
    said = ", ".join(f"{label} {sum(row.values()):,}" for label, row in counts.items())
    return figure(title, said, WIDTH, 12 + STEP * len(counts), parts, series)


def columns(title: str, days: Mapping[tuple[date, str], int], series: Sequence[str]) -> Html:
    """Columns over time, one a day, a week, a month or a year as there is room, cut into their series."""
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    name_of_unit, unit, start, form = _unit((last - first).days)
    starts = [start(first)]
    while (after := start(starts[-1] + timedelta(days=unit))) <= last:
        starts.append(after)
    counts: Counter[tuple[date, str]] = Counter()
    for (day, name), count in days.items():
        counts[start(day), name] += count
    most = max(sum(counts[at, name] for name in series) for at in starts)
    wide = min((WIDTH - LEFT) / len(starts), WIDEST)
    parts = [*_scale(most)]
    every = -(-len(starts) // DAYS_WRITTEN)
    for number, at in enumerate(starts):
        x, y = LEFT + wide * number, float(HIGH)
        for place, name in enumerate(series):
            if count := counts[at, name]:
                high = (HIGH - 20) * count / most
                y -= high
                parts.append(_block(x + 1, y, max(wide - 2, 1.0), high, place, f"{at.strftime(form)}, {name}: {count:,}"))
        if number % every == 0:
            parts.append(_text(at.strftime(form), x + 1, HIGH + 18, "start"))
    said = f"{sum(days.values()):,} from {first} to {last}"
    return figure(f"{title}, by {name_of_unit}", said, WIDTH, HIGH + FOOT, parts, series)


def figure(title: str, said: str, width: int, height: int, parts: Sequence[Child], series: Sequence[str], role: str = "img") -> Html:
    """A drawing with its heading and, where it has several series, what the colours mean; `said` tells it in words.

    Its role is "group" where parts of it are links.
    """
    drawn = element("svg", parts, viewBox=f"0 0 {width} {height}", role=role, aria_label=f"{title}: {said}")
    keys = [element("li", element("i", class_=colour(place)), name) for place, name in enumerate(series)]
    legend = element("ul", keys, class_="legend") if len(series) > 1 else None
    return element("figure", element("figcaption", title), drawn, legend)


def colour(place: int) -> str:
    """The class of the colour of a series."""
    return f"c{min(place, COLOURS - 1)}"


def _block(x: float, y: float, width: float, height: float, place: int, told: str) -> Html:
    return element("rect", element("title", told), x=x, y=float(y), width=float(width), height=float(height), class_=colour(place))


def _text(said: str, x: float, y: float, anchor: str) -> Html:
    return element("text", said, x=float(x), y=float(y), text_anchor=anchor)


def _scale(most: int) -> Iterator[Html]:
    """Three lines behind the columns, with what they stand for."""
    for count in sorted({0, most // 2, most}):
        y = HIGH - (HIGH - 20) * count / most
        yield element("line", x1=LEFT - 4, x2=WIDTH, y1=y, y2=y, class_="scale")
        yield _text(f"{count:,}", LEFT - 8, y + 4, "end")


def _unit(days: int) -> tuple[str, int, Callable[[date], date], str]:
    """The finest unit whose columns there is room for: its name, its days at most, where one begins, how it is written."""
    if days < MOST_COLUMNS:
        return "day", 1, lambda day: day, "%Y-%m-%d"
    if days < MOST_COLUMNS * 7:
        return "week", 7, lambda day: day - timedelta(days=day.weekday()), "%Y-%m-%d"
    if days < MOST_COLUMNS * 30:
        return "month", 31, lambda day: day.replace(day=1), "%Y-%m"
    return "year", 366, lambda day: day.replace(month=1, day=1), "%Y"
