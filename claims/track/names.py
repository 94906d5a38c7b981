"""Names across scripts: words reduced to the consonants that survive a transliteration, and how many are found again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from claims.track.extras import rapidfuzz

# letters that a transliteration takes for one another; what is in no class is a vowel, or as good as one, and dropped
CLASSES = {
    "b": "bpبپбп", "f": "fvفڤфв", "k": "kqgcxكکقغجگخкгхъ", "s": "szjسشصزظضثژچжзсцчшщ", "t": "tdطتدذтд",
    "l": "lلл", "m": "mمм", "n": "nنн", "r": "rرр",
}  # fmt: skip
OF = {letter: sound for sound, letters in CLASSES.items() for letter in letters}
DIGRAPHS = (("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("kh", "k"), ("gh", "k"), ("ph", "f"), ("th", "t"), ("ts", "s"), ("ck", "k"))
SOFT = re.compile("c(?=[eiy])|g(?=[eiy])|j")
NAME = re.compile(r"(?<![\w.])[^\W\d_a-zа-яё][^\W\d_]*(?:-[^\W\d_]+)*")
WORD = re.compile(r"[^\W\d_]+")
LEAST = 3  # consonants that make a name one that can be found again
ALIKE = 66.0  # of 100, how alike two skeletons are


@cache
def skeleton(word: str) -> str:
    """The classes of a folded word's consonants, each run of one class once."""
    text = word
    for letters, sound in DIGRAPHS:
        text = text.replace(letters, sound)
    text = SOFT.sub("s", text)
    sounds = [OF[letter] for letter in text if letter in OF]
    return "".join(sound for at, sound in enumerate(sounds) if not at or sounds[at - 1] != sound)


def names(text: str) -> frozenset[str]:
    """The names in a text of a script with capitals, as skeletons; a capital that begins the text shows nothing.

    A first word counts where it is longer than its sentence's other first words could be told: it is left out.
    """
    found = [m for m in NAME.finditer(text) if m.start() > 0]
    return frozenset(bones for m in found if len(bones := skeleton(m[0].lower())) >= LEAST)


def found_again(names: Iterable[str], text: str) -> tuple[int, int]:
    """How many of the names stand in a folded text of whatever script, and how many do not."""
    fuzz = rapidfuzz().fuzz
    there = {bones for m in WORD.finditer(text) for bones in (skeleton(m[0]), skeleton(m[0].removeprefix("و").removeprefix("ال"))) if len(bones) > 1}
    found = sum(any(fuzz.ratio(name, bones) >= ALIKE for bones in there) for name in names)
    return found, len(list(names)) - found
