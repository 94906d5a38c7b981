"""Lines for a terminal of some width, for screens that turn right-to-left text and for those that do not.

Each line of a right-to-left text is a bidi isolate of its own, its letters in the order of reading: a screen that
turns such text shows it whole, and what stands beside it keeps its place. With `turned`, for screens that do not,
the letters are turned and joined here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.text.bidi import LEFT_TO_RIGHT_MARK, isolated, runs_right_to_left, visual

if TYPE_CHECKING:
    from rich.text import Text

LONGEST = 48  # code points of a piece of a line
NARROWEST = 20  # cells that a text is given however narrow the screen is
# a character for a character: what would move the cursor is shown, what would turn the line takes no room
_HARMLESS = {
    **dict.fromkeys((*range(0x7F, 0xA0), 0x2028, 0x2029), 0xFFFD),
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0x200B),
    ord("\t"): ord(" "),
}


def harmless(text: str) -> str:
    """The text, as long as it was, without what would move the cursor or turn the lines of a screen."""
    return text.translate(_HARMLESS)


def apart(text: str) -> str:
    """The text on one line, harmless, a bidi isolate of its own where any of it runs right to left."""
    line = harmless(" ".join(text.split()))
    rtl = runs_right_to_left(line)
    return isolated(line, rtl) if rtl or any(map(runs_right_to_left, line)) else line


@dataclass(frozen=True, slots=True)
class Screen:
    """How wide the screen is (in cells), whether it has colours, and whether text is turned for it."""

    width: int
    colour: bool = True
    turned: bool = False

    def paragraph(
        self, text: Text, before: Text | None = None, after: Text | None = None
    ) -> Iterator[Text]:
        """The text in lines, `before` it and `after` it on the first and the last of them.

        Right-to-left lines end at one right edge: the screen's, or the text's own where something stands before it.
        """
        from rich.console import Console
        from rich.text import Text

        rtl = runs_right_to_left(text.plain)
        indent = before.cell_len if before else 0
        room = max(NARROWEST, self.width - indent)
        lines = list(text.wrap(Console(width=room), room))
        for line in lines:
            line.rstrip()
        whole = [self._whole(line, rtl) for line in lines]
        edge = room if before is None else max(line.cell_len for line in whole)
        for number, line in enumerate(whole):
            head = before if before and not number else Text(" " * indent)
            flush = " " * (edge - line.cell_len) if rtl else ""
            tail = after if after and line is whole[-1] else ""
            mark = LEFT_TO_RIGHT_MARK if rtl and not self.turned else ""
            yield Text.assemble(mark, head, flush, line, tail)

    def line(self, pieces: Sequence[tuple[str, str]]) -> Text:
        """One line of (text, style) pieces from left to right, each in its own direction, long ones cut short."""
        from rich.text import Text

        out, mark = Text(), ""
        for text, style in pieces:
            text = harmless(text).replace("\n", " ")
            short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
            rtl = runs_right_to_left(short)
            mark = mark or (LEFT_TO_RIGHT_MARK if rtl and not self.turned else "")
            out.append(self._whole(Text(short, style), rtl))
        return Text.assemble(mark, out)

    def _whole(self, line: Text, rtl: bool) -> Text:
        """The line as one piece that keeps its place; nothing is added to one that runs left to right only."""
        from rich.console import Console
        from rich.text import Text

        if not rtl and not any(map(runs_right_to_left, line.plain)):
            return line
        if not self.turned:
            before, after = isolated("\0", rtl).split("\0")
            return Text.assemble(before, line, after)
        out, plain = Text(), Console(width=self.width)
        for cell, at in visual(line.plain, rtl):
            out.append(cell, line.get_style_at_offset(plain, at))
        return out
