"""Does a quotation ever land on a lookalike? Articles are edited at random, and every span of them is looked for again.

    python benchmarks/reanchoring.py --edits 1000

Where each span went is known from the edit. Right is the span where it now stands; an orphan is one that was not found; wrong is
any other place, and any place at all for a span that is gone or in which a number, a negation or a name is another.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from page import machine, table, versions, write_section

from claims.gold.files import read_gold
from claims.model import Article, Extraction, Span
from claims.text.locate import Place, context, locate

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
ROLES = ("content", "cue", "source", "addressee", "quoted", "antecedent")
WORD, SENTENCE = re.compile(r"\w+"), re.compile(r"[^\n.!?؟]+[.!?؟]*[»”\"]*\s?")
NEGATIONS = {"not", "no", "never", "without", "не", "ни", "нет", "без", "لا", "لم", "لن", "ليس", "غير", "ما", "دون", "عدم"}
TYPOGRAPHY = {"«": "“", "»": "”", '"': "”", "'": "’", "-": "‑", "أ": "ا", "إ": "ا", "ى": "ي", "ة": "ه", " ": "\u00a0", "ё": "е"}
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩"

Sign = tuple[str, int | None]  # a code point, and where it stood


@dataclass(slots=True)
class Edited:
    """A text being edited: its signs, and what spoils a span: to hold one of the offsets in `spoilt`, or to go across
    one of those in `parted`, before which a number or a negation was put."""

    signs: list[Sign]
    spoilt: set[int] = field(default_factory=set)
    parted: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        return "".join(sign for sign, _ in self.signs)


@dataclass(frozen=True, slots=True)
class Subject:
    """An article with its spans, the words of its sources, and a text in its language to take words from."""

    text: str
    spans: tuple[Span, ...]
    names: frozenset[str]
    other: str


Edit = Callable[[random.Random, Edited, Subject], None]


def subjects() -> list[Subject]:
    """The articles of the project's gold."""
    found = [(language.name, *one) for language in sorted(CORPUS.iterdir()) for one in read_gold(language)]
    by_language: dict[str, list[str]] = {}
    for language, article, _ in found:
        by_language.setdefault(language, []).append(article.text or "")
    return [_subject(article, rows, by_language[language]) for language, article, rows in found]


def _subject(article: Article, rows: Extraction, texts: list[str]) -> Subject:
    text = article.text or ""
    spans = {span for row in rows.attributions for role in ROLES for span in getattr(row, role)}
    spans |= {span for row in rows.claims for span in (*row.evidence, *row.hedges, *row.distancing)}
    cased = article.language != "ar"  # where a name has a capital
    names = set() if cased else {word for row in rows.attributions for span in row.source for word in WORD.findall(span.of(text))}
    return Subject(text, tuple(sorted(spans)), frozenset(names), texts[texts.index(text) - 1])


def _is_name_number_or_negation(word: str, subject: Subject) -> bool:
    return any(sign.isdigit() or sign.isupper() for sign in word) or word.lower() in NEGATIONS or word in subject.names


def _some_words(chance: random.Random, edited: Edited) -> Iterator[re.Match[str]]:
    """Up to five words of a text, the last first."""
    words = list(WORD.finditer(edited.text))
    yield from sorted(chance.sample(words, min(chance.randint(1, 5), len(words))), key=lambda word: -word.start())


def _from_elsewhere(chance: random.Random, subject: Subject, pattern: re.Pattern[str]) -> str:
    return chance.choice(pattern.findall(subject.other))


def _put(edited: Edited, start: int, end: int, new: str, moved: bool = False) -> None:
    """Nothing; new signs stand in a range; where they replace a word, they begin and end where it did."""
    ends = {len(new) - 1: edited.signs[end - 1][1], 0: edited.signs[start][1]} if moved else {}
    edited.signs[start:end] = [(sign, ends.get(at)) for at, sign in enumerate(new)]


def _spoil(edited: Edited, start: int, end: int, subject: Subject, *words: str) -> None:
    if any(_is_name_number_or_negation(word, subject) for word in words):
        edited.spoilt |= {at for _, at in edited.signs[start:end] if at is not None}


def insert_words(chance: random.Random, edited: Edited, subject: Subject) -> None:
    for word in _some_words(chance, edited):
        new = _from_elsewhere(chance, subject, WORD)
        if any(sign.isdigit() for sign in new) or new.lower() in NEGATIONS:
            edited.parted |= {at for _, at in edited.signs[word.start() : word.start() + 1] if at is not None}
        _put(edited, word.start(), word.start(), f"{new} ")


def delete_words(chance: random.Random, edited: Edited, subject: Subject) -> None:
    for word in _some_words(chance, edited):
        _spoil(edited, word.start(), word.end(), subject, word[0])
        del edited.signs[word.start() : word.end() + 1]


def replace_words(chance: random.Random, edited: Edited, subject: Subject) -> None:
    for word in _some_words(chance, edited):
        new = _from_elsewhere(chance, subject, WORD)
        if new != word[0]:
            _spoil(edited, word.start(), word.end(), subject, word[0], *([new] if not new[0].isupper() else []))
        _put(edited, word.start(), word.end(), new, moved=True)


def insert_sentence(chance: random.Random, edited: Edited, subject: Subject) -> None:
    at = chance.choice([sentence.start() for sentence in SENTENCE.finditer(edited.text)])
    _put(edited, at, at, f"{_from_elsewhere(chance, subject, SENTENCE).strip()} ")


def delete_sentence(chance: random.Random, edited: Edited, subject: Subject) -> None:
    sentence = chance.choice(list(SENTENCE.finditer(edited.text)))
    del edited.signs[sentence.start() : sentence.end()]


def replace_sentence(chance: random.Random, edited: Edited, subject: Subject) -> None:
    sentence = chance.choice(list(SENTENCE.finditer(edited.text)))
    _put(edited, sentence.start(), sentence.end(), f"{_from_elsewhere(chance, subject, SENTENCE).strip()} ")


def swap_paragraphs(chance: random.Random, edited: Edited, subject: Subject) -> None:
    lines, line = [], list[Sign]()
    for sign in edited.signs:
        line.append(sign)
        if sign[0] == "\n":
            lines.append(line)
            line = []
    lines.append([*line, ("\n", None)])
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    edited.signs = [sign for line in lines for sign in line]


def duplicate_quote(chance: random.Random, edited: Edited, subject: Subject) -> None:
    said = chance.choice(subject.spans).of(subject.text)
    at = chance.choice([sentence.start() for sentence in SENTENCE.finditer(edited.text)])
    _put(edited, at, at, f"{said}. ")


def change_number(chance: random.Random, edited: Edited, subject: Subject) -> None:
    digits = [at for at, (sign, _) in enumerate(edited.signs) if sign in DIGITS]
    if not digits:
        return insert_sentence(chance, edited, subject)
    at = chance.choice(digits)
    sign, origin = edited.signs[at]
    tens = DIGITS[:10] if sign in DIGITS[:10] else DIGITS[10:]
    edited.signs[at] = chance.choice(tens.replace(sign, "")), origin
    edited.spoilt.add(-1 if origin is None else origin)
    return None


def add_headline(chance: random.Random, edited: Edited, subject: Subject) -> None:
    _put(edited, 0, 0, subject.other.split("\n")[0] + "\n")


def set_anew(chance: random.Random, edited: Edited, subject: Subject) -> None:
    """Other quotation marks, dashes and blanks, with and without vowel signs, tatweel and hamza."""
    changed = {sign for sign in TYPOGRAPHY if chance.random() < 0.6}
    signs: list[Sign] = []
    for sign, at in edited.signs:
        signs.append((TYPOGRAPHY[sign] if sign in changed else sign, at))
        if sign in "بتسم" and chance.random() < 0.2:
            signs.append((chance.choice("ـَُّ"), None))
        if sign == " " and chance.random() < 0.1:
            signs.append((" ", None))
    edited.signs = signs


def cut(chance: random.Random, edited: Edited, subject: Subject) -> None:
    at = chance.choice([sentence.start() for sentence in SENTENCE.finditer(edited.text)][1:])
    edited.signs = edited.signs[:at] if chance.random() < 0.7 else edited.signs[at:]


EDITS: tuple[Edit, ...] = (
    insert_words, delete_words, replace_words, insert_sentence, delete_sentence, replace_sentence, swap_paragraphs,
    duplicate_quote, change_number, add_headline, set_anew, cut,
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What became of the spans under one kind of edit."""

    edits: int = 0
    there: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    how: Counter[str] = field(default_factory=Counter)


def judged(edited: Edited, subject: Subject) -> Iterator[tuple[Span, Span | None, str, str]]:
    """Each span with where it now stands (None: nowhere), what is said of that, and how or why."""
    text = edited.text
    now: dict[int, list[int]] = {}
    for at, (_, origin) in enumerate(edited.signs):
        if origin is not None:
            now.setdefault(origin, []).append(at)
    for span in subject.spans:
        true = _true(span, now, edited)
        found = locate(span.of(subject.text), span.start, *context(subject.text, span), text)
        if not isinstance(found, Place):
            yield span, true, "orphan" if true else "rightly orphan", found.reason
        else:
            same = _same(found.span, true, text, span.of(subject.text))
            yield span, true, "right" if same else "wrong", found.how if same else f"{found.how} {found.span.of(text)!r}"


def _true(span: Span, now: dict[int, list[int]], edited: Edited) -> Span | None:
    """Where what is left of a span stands; None where nothing is, or what is left says something else."""
    left = [place for at in range(*span) for place in now.get(at, ())]
    spoilt = edited.spoilt & set(range(*span)) or edited.parted & set(range(span.start + 1, span.end))
    if not left or spoilt or left != sorted(left):
        return None
    return Span(left[0], left[-1] + 1)


def _same(found: Span, true: Span | None, text: str, quote: str) -> bool:
    """Whether a span is the true one: it has the same words, whatever marks and blanks one has at its ends. The very
    quotation is too, where words that were put into it begin or end with words of its own."""
    if true is None or not found.overlaps(true):
        return False
    if found.of(text) == quote and true.holds(found):
        return True
    begin, end = sorted((found.start, true.start)), sorted((found.end, true.end))
    return not any(sign.isalnum() for sign in text[slice(*begin)] + text[slice(*end)].replace("ـ", ""))


def run(edits: int, seed: int) -> tuple[dict[str, Tally], list[str]]:
    """What became of all spans by kind of edit, and what is wrong."""
    chance, all_of_them = random.Random(seed), subjects()
    tallies = {edit.__name__: Tally() for edit in EDITS}
    wrong = []
    for number in range(edits):
        edit, subject = EDITS[number % len(EDITS)], chance.choice(all_of_them)
        edited = Edited([(sign, at) for at, sign in enumerate(subject.text)])
        edit(chance, edited, subject)
        tally = tallies[edit.__name__]
        tally.edits += 1
        for span, true, outcome, how in judged(edited, subject):
            tally.there += true is not None
            tally.counts[outcome] += 1
            tally.how[how] += 1
            if outcome == "wrong":
                wrong.append(f"edit {number}, {edit.__name__}, {how}: {span.of(subject.text)!r}, which is {'gone' if true is None else true.of(edited.text)!r}")
    return tallies, wrong


def rows(tallies: dict[str, Tally]) -> list[list[str]]:
    """A line a kind of edit, then all."""
    whole = Tally(sum(one.edits for one in tallies.values()), sum(one.there for one in tallies.values()))
    for one in tallies.values():
        whole.counts += one.counts
    return [
        [name.replace("_", " "), f"{one.edits:,}", f"{one.there:,}", f"{one.counts['right']:,}", f"{one.counts['orphan']:,}",
         f"{one.counts['right'] / max(one.there, 1):.1%}", f"{one.counts['rightly orphan']:,}", f"{one.counts['wrong']:,}"]
        for name, one in [*tallies.items(), ("all", whole)]
    ]  # fmt: skip


def main() -> None:
    """Prints the table and what is wrong; exits 1 where anything is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--why", action="store_true", help="Also print how spans were found, and why they were not.")
    parser.add_argument("--write", nargs="?", const="", help="Put the section into RESULTS.md, or into this file.")
    asked = parser.parse_args()
    tallies, wrong = run(asked.edits, asked.seed)
    head = ("edit", "edits", "spans there", "right", "orphans", "right of those there", "gone, and not found", "wrong")
    measured = table(head, rows(tallies))
    print(measured)
    if asked.why:
        for name, tally in tallies.items():
            print(name, *(f"  {count:,} {how}" for how, count in tally.how.most_common()), sep="\n")
    print(f"{len(wrong)} wrong", *wrong[:40], sep="\n")
    if asked.write is not None:
        said = f"{machine()}; {versions(['attributed-claims', 'rapidfuzz'])}.\n`python benchmarks/reanchoring.py --edits {asked.edits} --seed {asked.seed}`\n\n"
        said += "Every span of the project's gold, in Arabic, English and Russian, looked for again with 32 code points of context after an edit of its article.\n\n"
        write_section("Re-anchoring", said + measured, *([Path(asked.write)] if asked.write else []))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
