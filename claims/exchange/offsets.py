"""Offsets of other tools as code points and back: of UTF-16 units, and of a text whose newlines are \\r\\n."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

ASTRAL = "\uffff"  # what lies above is two units in UTF-16


class Utf16:
    """Offsets in one text, as JavaScript and Java count them."""

    def __init__(self, text: str) -> None:
        self._astral = [] if text.isascii() else [at for at, sign in enumerate(text) if sign > ASTRAL]
        self._halves = [at + number for number, at in enumerate(self._astral)]  # the same places in units
        self._length = len(text) + len(self._astral)

    def units(self, offset: int) -> int:
        """The UTF-16 units before an offset in code points."""
        return offset + bisect_left(self._astral, offset)

    def code_points(self, units: int) -> int | None:
        """The code points before an offset in UTF-16 units; None outside the text and between two halves of one."""
        before = bisect_left(self._halves, units)
        halved = before > 0 and self._halves[before - 1] + 1 == units
        return None if halved or not 0 <= units <= self._length else units - before


class Newlines:
    """Offsets in a text as another tool has it, whose newlines become one \\n each in the article."""

    def __init__(self, given: str) -> None:
        self._behind: list[int] = []  # where the \n of each \r\n ends
        at = given.find("\r\n")
        while at >= 0:
            self._behind.append(at + 2)
            at = given.find("\r\n", at + 2)

    def read(self, offset: int) -> int:
        """The offset in the article; one between \\r and \\n counts as one behind both."""
        return offset - bisect_right(self._behind, offset)
