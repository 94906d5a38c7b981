"""assignment.yaml of a dataset repository: who annotates which article, and whether they see each other's edits."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from claims.contract import contract
from claims.errors import ContractError, DataError, UsageError
from claims.ids import canonical_hash
from claims.model import Refusal
from claims.yamlfile import Written, read_yaml

ASSIGNMENT = "assignment.yaml"
KEYS = ("annotators", "overlap", "blind", "seed", "articles")
HEAD = "# Who annotates which article. `claims assign` writes this file and keeps what stands in it.\n"
NAME_MEND = "pseudonyms in small letters and digits: ada, mila"
PLAIN = re.compile(r"[\w-]+")
SHARE = re.compile(r"[0-9]*\.?[0-9]+")

Wrong = tuple[list[str], str, str]


@dataclass(frozen=True, slots=True)
class Assignment:
    """`articles` gives each article its annotators; `overlap` is the share of the articles that several annotate.

    `blind` annotators do not see each other's edits; `seed` decides which articles are shared.
    """

    annotators: tuple[str, ...]
    overlap: float = 0.0
    blind: bool = False
    seed: int = 0
    articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, annotator: str) -> list[str]:
        """The articles of an annotator, in the order of the file."""
        return [article for article, names in self.articles.items() if annotator in names]


def assign(articles: Collection[str], wish: Assignment, *, pairs: bool = False) -> Assignment:
    """The wish with an entry for each of these articles; those that it has already are kept, those of no article dropped.

    Shared articles go to all annotators, or with `pairs` to two, each two as often as any other. The rest go to who has
    the fewest. The same articles and seed give the same, in whatever order they come. UsageError where the wish cannot be met.
    """
    _check(wish, pairs)
    kept = {article: names for article, names in wish.articles.items() if article in articles}
    loads = Counter(dict.fromkeys(wish.annotators, 0))
    loads.update(name for names in kept.values() for name in names)
    if gone := [name for name in loads if name not in wish.annotators]:
        mend = f"keep {gone[0]} among the annotators, or take those lines out of {ASSIGNMENT}"
        raise UsageError(f"{gone[0]!r} has {loads[gone[0]]} articles and would be no annotator any more", mend=mend)
    groups = list(combinations(wish.annotators, 2)) if pairs else [wish.annotators]
    together = Counter(dict.fromkeys(groups, 0))
    together.update(names for names in kept.values() if names in together)
    to_share = round(wish.overlap * len(articles)) - sum(len(names) > 1 for names in kept.values())
    fresh = sorted(set(articles) - kept.keys(), key=lambda article: canonical_hash([wish.seed, article]))
    for number, article in enumerate(fresh):
        if number < to_share:
            names = min(groups, key=lambda group: (together[group], sum(loads[name] for name in group)))
            together[names] += 1
        else:
            names = (min(wish.annotators, key=lambda name: loads[name]),)
        loads.update(names)
        kept[article] = names
    return Assignment(wish.annotators, wish.overlap, wish.blind, wish.seed, dict(sorted(kept.items())))


def _check(wish: Assignment, pairs: bool) -> None:
    """Nothing; UsageError where names or numbers are none."""
    for name in wish.annotators:
        if not _is_name(name):
            raise UsageError(f"{name!r} is no name of an annotator", mend=NAME_MEND)
    if len(set(wish.annotators)) < len(wish.annotators) or not wish.annotators:
        raise UsageError("annotators are named once each, at least one", mend=NAME_MEND)
    if not 0 <= wish.overlap <= 1:
        raise UsageError(f"the overlap is {wish.overlap:g}", mend="a share of the articles, between 0 and 1, as .2")
    if wish.overlap and len(wish.annotators) < 2:
        raise UsageError("one annotator alone has nobody to share articles with", mend="name two, or leave the overlap out")


def _is_name(said: object) -> bool:
    pattern = contract().table("edits").column("annotator").pattern
    return isinstance(said, str) and pattern is not None and re.search(pattern, said) is not None


def written(assignment: Assignment) -> str:
    """The file that says an assignment, an article a line."""
    lines = [
        f"annotators: {_listed(assignment.annotators)}",
        f"overlap: {assignment.overlap:g}",
        f"blind: {'true' if assignment.blind else 'false'}",
        f"seed: {assignment.seed}",
        "articles:" if assignment.articles else "articles: {}",
        *(f"  {_key(article)}: {_listed(names)}" for article, names in assignment.articles.items()),
    ]
    return HEAD + "\n".join(lines) + "\n"


def _listed(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"


def _key(article: str) -> str:
    return article if PLAIN.fullmatch(article) else json.dumps(article, ensure_ascii=False)


def assignment_of(folder: Path, articles: Collection[str] | None) -> Assignment | None:
    """The assignment of a repository with these articles (None: whatever they are), None where it has none; DataError for the first thing that is wrong."""
    assignment, wrong = read_assignment(folder, articles)
    if wrong:
        raise DataError(wrong[0].reason, where=wrong[0].where, mend=wrong[0].mend)
    return assignment


def read_assignment(folder: Path, articles: Collection[str] | None) -> tuple[Assignment | None, list[Refusal]]:
    """The assignment of a repository with these articles, None where it has none or none can be told; and what is wrong, line by line."""
    file = folder / ASSIGNMENT
    if not file.is_file():
        return None, []
    try:
        said = read_yaml(file.read_bytes().decode("utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        return None, [Refusal(f"{file}:1", ASSIGNMENT, f"not UTF-8 at byte {error.start}", mend="save the file as UTF-8")]
    except ContractError as error:
        return None, [Refusal(error.where or str(file), ASSIGNMENT, error.what, mend=error.mend)]
    wrong = [Refusal(said.place(path), ASSIGNMENT, what, mend=mend) for path, what, mend in _wrong(said, articles)]
    return (None, wrong) if wrong else (_said(said.value), [])


def _said(said: Mapping[str, object]) -> Assignment:
    values: dict[str, object] = dict(said)
    names, entries = values["annotators"], values["articles"]
    assert isinstance(names, list) and isinstance(entries, dict | str)
    articles = {article: tuple(one) for article, one in entries.items()} if isinstance(entries, dict) else {}
    return Assignment(
        tuple(names), float(str(values["overlap"])), values["blind"] == "true", int(str(values["seed"])), articles
    )


def _wrong(written: Written, articles: Collection[str] | None) -> Iterator[Wrong]:
    """The path of each thing that is wrong, what it is, and its mend."""
    said = written.value
    if not isinstance(said, dict):
        yield [], "not a mapping", f"keys: {', '.join(KEYS)}; claims assign writes them"
        return
    yield from (([key], f"no key {key!r}", f"keys: {', '.join(KEYS)}") for key in said if key not in KEYS)
    missing = [key for key in KEYS if key not in said]
    yield from (([], f"the key {key!r} is missing", f"add a line {key}: ...") for key in missing)
    if missing:
        return
    names = said["annotators"]
    if not isinstance(names, list) or not names or not all(map(_is_name, names)):
        yield ["annotators"], "annotators is not a list of names", f"annotators: [ada, mila], {NAME_MEND}"
        return
    if not isinstance(said["overlap"], str) or not SHARE.fullmatch(said["overlap"]) or not 0 <= float(said["overlap"]) <= 1:
        yield ["overlap"], f"{said['overlap']!r} is no share", "a number between 0 and 1, as .2"
    if said["blind"] not in ("true", "false"):
        yield ["blind"], f"{said['blind']!r} is neither true nor false", "write blind: true, or blind: false"
    if not isinstance(said["seed"], str) or not said["seed"].isdecimal():
        yield ["seed"], f"{said['seed']!r} is no seed", "write a whole number, as seed: 0"
    yield from _wrong_articles(said["articles"], names, articles)


def _wrong_articles(entries: object, names: Sequence[str], articles: Collection[str] | None) -> Iterator[Wrong]:
    if not isinstance(entries, dict):
        if entries != "":
            yield ["articles"], "articles is not a mapping", "lines of `article_id: [ada, mila]`"
        return
    for article, given in entries.items():
        path = ["articles", article]
        if articles is not None and article not in articles:
            yield path, f"no article {article!r} is there", "take the line out; claims assign does"
        if not isinstance(given, list) or not given or not set(given) <= set(names) or len(set(given)) < len(given):
            yield path, f"{given!r} is no list of annotators", f"each once, of: {', '.join(names)}"
