"""Whether a sentence in other words still says the same of whom, how many and whether: its names, numbers and negations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import Any, NamedTuple

from claims.text.normalise import shadow
from claims.yamlfile import read_yaml

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
_WORD = re.compile(rf"\d+(?:[.,:/٫٬ -]\d+)*|[{_SPACELESS}]|(?:(?![{_SPACELESS}])[\w{_MARKS}])+(?:'\w+)*|[^\w\s'\"«».,:;?!()\[\]–—…-]")
_OF_SPACELESS = re.compile(f"[{_SPACELESS}]")
ALIKE = 0.75  # from here on two words are two spellings of one
_LONGEST_PREFIX = 4


class Word(NamedTuple):
    """A word folded, whether it has a capital, and whether its script has any."""

    key: str
    capital: bool
    cased: bool

    @property
    def decides(self) -> bool:
        """Whether it is a number or a negation."""
        return self.key[0].isdigit() or self.key in _decisive() or self.key.endswith("n't")


def is_spaceless(text: str) -> bool:
    """Whether a text has letters of a script that writes no blanks between words."""
    return _OF_SPACELESS.search(text) is not None


def words(text: str) -> list[Word]:
    """The words of a text; in a script without blanks each character is one."""
    folded = shadow(text)
    cased = folded.cased()
    return [Word(_digits(m.group()), _has_capital(cased[m.start() : m.end()]), _is_cased(m.group())) for m in _WORD.finditer(folded.text)]


def survives(one: Sequence[Word], other: Sequence[Word]) -> str | None:
    """None where what decides in one is in the other, and nothing besides; else what is not, in words.

    Numbers, negations and names are the same in the same order. In a script without capitals any word may be a name: none
    may go there or become another, though one may be spelt a little otherwise.
    """
    for what, kept in (("a number or a negation", _deciding), ("a name", _names)):
        if kept(one) != kept(other):
            return f"{what} is another"
    for gone, come in _exchanged(one, other):
        if gone is None or come is None:
            if gone is not None and not gone.cased:
                return "a word that may be a name is gone"
        elif _denies(gone.key, come.key):
            return "a word may be its own negation"
        elif not gone.cased and not _alike(gone.key, come.key):
            return "a word that may be a name is another"
    return None


def _deciding(of: Sequence[Word]) -> list[str]:
    return [word.key for word in of if word.decides]


def _names(of: Sequence[Word]) -> list[str]:
    return [word.key for word in of if word.capital]


def in_place(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether the first and the last word of one are, or have become, the first and the last of the other."""
    from rapidfuzz.distance import Levenshtein

    steps = list(Levenshtein.opcodes([w.key for w in one], [w.key for w in other]))
    return bool(steps) and not {steps[0].tag, steps[-1].tag} & {"insert", "delete"}


def _exchanged(one: Sequence[Word], other: Sequence[Word]) -> Iterator[tuple[Word | None, Word | None]]:
    """The words that differ: (what went, what came), None for none."""
    from rapidfuzz.distance import Levenshtein

    for step in Levenshtein.opcodes([word.key for word in one], [word.key for word in other]):
        if step.tag != "equal":
            yield from zip_longest(one[step.src_start : step.src_end], other[step.dest_start : step.dest_end])


def _alike(one: str, other: str) -> bool:
    """Whether two words of some length are spelt much the same."""
    from rapidfuzz import fuzz

    return min(len(one), len(other)) > 3 and fuzz.ratio(one, other) / 100 >= ALIKE


def _denies(one: str, other: str) -> bool:
    """Whether one of two words is the other with a few letters before it (un-, не-, ن) or an m within it, as in Turkish."""
    short, long = sorted((one, other), key=len)
    more = len(long) - len(short)
    if not 0 < more <= _LONGEST_PREFIX:
        return False
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    inner = long[same : same + more]
    return long.endswith(short) or (inner.startswith("m") and long[same + more :] == short[same:])


def _digits(word: str) -> str:
    return "".join(str(unicodedata.decimal(c, c)) for c in word) if word[0].isdigit() else word


def _has_capital(word: str) -> bool:
    return any(char.isupper() for char in word)


def _is_cased(word: str) -> bool:
    return any(char.lower() != char.upper() for char in word) or not word[0].isalpha()


@cache
def _decisive() -> frozenset[str]:
    """All words of all languages in `decisive.yaml`, folded: whose language a quotation has is not asked."""
    file = resources.files("claims.text") / "decisive.yaml"
    listed: Any = read_yaml(file.read_text(encoding="utf-8"), file.name).value
    return frozenset(shadow(word).text for lists in listed.values() for of in lists.values() for word in of)
