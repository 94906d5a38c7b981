"""Who annotates what: balanced, the same each time, what stands is kept, and a broken file is told line by line."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.assignment import Assignment, assign, assignment_of, read_assignment, written
from claims.errors import DataError, UsageError

NAMES = ("ada", "mila", "zoe")
ARTICLES = [f"art_{number:016x}" for number in range(50)]


def loads(found: Assignment) -> list[int]:
    return [len(found.of(name)) for name in found.annotators]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 50), st.integers(2, 3), st.floats(0, 1), st.integers(0, 9), st.booleans())
def test_each_article_has_annotators_and_nobody_has_many_more_than_another(size, people, overlap, seed, pairs):
    articles = ARTICLES[:size]
    found = assign(articles, Assignment(NAMES[:people], overlap, seed=seed), pairs=pairs)
    assert sorted(found.articles) == articles
    several = [names for names in found.articles.values() if len(names) > 1]
    assert len(several) == round(overlap * size) and all(len(names) == (2 if pairs else people) for names in several)
    assert max(loads(found)) - min(loads(found)) <= 2
    if pairs:
        assert max(Counter(several).values(), default=0) - min(Counter(several).values(), default=0) <= 1
    assert assign(articles[::-1], Assignment(NAMES[:people], overlap, seed=seed), pairs=pairs) == found


def test_another_seed_shares_other_articles():
    shared = {
        frozenset(article for article, names in assign(ARTICLES, Assignment(NAMES, 0.2, seed=seed)).articles.items() if len(names) > 1)
        for seed in range(4)
    }
    assert len(shared) == 4


def test_what_is_assigned_stays_when_articles_and_annotators_are_added():
    before = assign(ARTICLES[:20], Assignment(("ada", "mila"), 0.2))
    after = assign(ARTICLES, replace(before, annotators=NAMES))
    assert all(after.articles[article] == names for article, names in before.articles.items())
    assert sum(len(names) > 1 for names in after.articles.values()) == 10
    assert len(after.of("zoe")) >= 16  # who comes later has fewer, and is given more


def test_articles_that_are_gone_are_dropped():
    before = assign(ARTICLES, Assignment(("ada",)))
    assert sorted(assign(ARTICLES[:3], before).articles) == ARTICLES[:3]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Assignment(()), "at least one"),
        (Assignment(("ada", "ada")), "once each"),
        (Assignment(("Ada Finch",)), "no name of an annotator"),
        (Assignment(("عبير",)), "no name of an annotator"),
        (Assignment(("ada", "mila"), 1.5), "the overlap is 1.5"),
        (Assignment(("ada",), 0.5), "nobody to share"),
        (Assignment(("ada",), articles={ARTICLES[0]: ("zoe",)}), "'zoe' has 1 articles"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told(wish, told):
    with pytest.raises(UsageError, match=told) as caught:
        assign(ARTICLES, wish)
    assert caught.value.mend


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*ARTICLES[:5], "مقال 1", "a: b", "no", "🗞"]), unique=True), st.booleans())
def test_what_is_written_is_read_back(tmp_path_factory, articles, blind):
    folder = tmp_path_factory.mktemp("dataset")
    wish = assign(articles, Assignment(NAMES, 0.25, blind, 7))
    (folder / "assignment.yaml").write_text(written(wish), encoding="utf-8")
    assert read_assignment(folder, articles) == (wish, [])


def test_a_repository_without_the_file_has_no_assignment(tmp_path):
    assert assignment_of(tmp_path, ARTICLES) is None


GOOD = written(assign(ARTICLES[:2], Assignment(("ada", "mila"), 0.5)))
BROKEN = {
    "no YAML": ("articles: [", 2, "not YAML"),
    "no mapping": ("- ada\n", 1, "not a mapping"),
    "a key that is none": (GOOD + "owner: ada\n", 9, "no key 'owner'"),
    "a key that is missing": (GOOD.replace("seed: 0\n", ""), 1, "'seed' is missing"),
    "a name that is none": (GOOD.replace("annotators: [ada, mila]", "annotators: [Ada]"), 2, "annotators is not a list of names"),
    "a share that is none": (GOOD.replace("0.5", "half"), 3, "'half' is no share"),
    "neither blind nor not": (GOOD.replace("false", "maybe"), 4, "'maybe' is neither true nor false"),
    "a seed that is none": (GOOD.replace("seed: 0", "seed: x"), 5, "'x' is no seed"),
    "an article that is not there": (GOOD.replace(ARTICLES[1], "art_x"), 8, "no article 'art_x' is there"),
    "somebody else": (GOOD.replace(f"{ARTICLES[0]}: [", f"{ARTICLES[0]}: [max, "), 7, "is no list of annotators"),
    "articles that are no mapping": (GOOD[: GOOD.index("articles:")] + "articles: [ada]\n", 6, "articles is not a mapping"),
    "not UTF-8": (b"\xff", 1, "not UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_told_with_its_line_and_its_mend(case, tmp_path):
    text, line, told = BROKEN[case]
    file = tmp_path / "assignment.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    assignment, wrong = read_assignment(tmp_path, ARTICLES[:2])
    assert assignment is None and told in wrong[0].reason and wrong[0].mend
    assert Path(wrong[0].where.rpartition(":")[0]) == file and int(wrong[0].where.rpartition(":")[2]) == line
    with pytest.raises(DataError):
        assignment_of(tmp_path, ARTICLES[:2])
