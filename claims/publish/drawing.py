"""The figures of a release as a drawing: bars in SVG, written by ourselves so that the same counts give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from claims.publish.figures import Figures

COLOURS: Mapping[str, str] = {
    "direct": "#35607f", "indirect": "#7aa6c2", "mixed": "#e08e3c", "author's voice": "#b9b9b9", "claims": "#35607f",
}  # fmt: skip
WIDTH, LEFT, RIGHT, STEP, BAR = 720, 150, 80, 26, 16
Row = tuple[str, Sequence[tuple[str, int]]]


def drawing(figures: Figures) -> str:
    """An SVG with the claims of each language by quote type, and of each kind of source."""
    languages = sorted({language for language, _ in figures.quoted})
    types = ("direct", "indirect", "mixed", None)
    by_language: list[Row] = [
        (language, [(kind or "author's voice", figures.quoted[language, kind]) for kind in types]) for language in languages
    ]
    kinds = sorted((count, kind) for kind, count in figures.kinds.items() if kind is not None)[::-1]
    by_kind: list[Row] = [(kind, [("claims", count)]) for count, kind in kinds]
    parts, height = [], 10
    for title, rows in (("Claims by language and quote type", by_language), ("Claims by kind of source", by_kind)):
        parts.append(_panel(title, rows, height))
        height += 60 + STEP * len(rows)
    parts.insert(1, _legend([kind or "author's voice" for kind in types], 10 + 50 + STEP * len(by_language)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="sans-serif" font-size="13" fill="#333333" role="img">\n'
        "<title>Claims by language, quote type and kind of source</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n' + "".join(parts) + "</svg>\n"
    )


def _panel(title: str, rows: Sequence[Row], top: int) -> str:
    """A heading and a bar a row, the longest as wide as there is room."""
    most = max((sum(count for _, count in pieces) for _, pieces in rows), default=0)
    lines = [f'<text x="10" y="{top + 16}" font-weight="bold">{escape(title)}</text>\n']
    for number, (label, pieces) in enumerate(rows):
        y, x = top + 30 + STEP * number, float(LEFT)
        lines.append(f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(label)}</text>\n')
        for name, count in pieces:
            width = (WIDTH - LEFT - RIGHT) * count / most if most else 0.0
            if count:
                said = f"<title>{escape(f'{label}, {name}: {count:,}')}</title>"
                lines.append(f'<rect x="{x:.2f}" y="{y}" width="{width:.2f}" height="{BAR}" fill="{COLOURS[name]}">{said}</rect>\n')
            x += width
        lines.append(f'<text x="{x + 6:.2f}" y="{y + 13}">{sum(count for _, count in pieces):,}</text>\n')
    return "".join(lines)


def _legend(names: Sequence[str], y: int) -> str:
    """What each colour means."""
    lines = []
    for number, name in enumerate(names):
        x = LEFT + 130 * number
        lines.append(f'<rect x="{x}" y="{y - 10}" width="12" height="12" fill="{COLOURS[name]}"/>')
        lines.append(f'<text x="{x + 18}" y="{y}">{escape(name)}</text>\n')
    return "".join(lines)
