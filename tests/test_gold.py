"""The gold reader, and the gold itself: every marked article of the repository is read and checked."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from claims.corpus import read_jsonl
from claims.errors import DataError, UsageError
from claims.gold import read_file, read_gold, write_articles
from claims.ingest import read_articles
from claims.model import Article, Attribution, Extraction, inside, say

DATA = Path(__file__).parents[1] / "data"
LANGUAGES = ("ar", "en", "ru")
FRONT = """---
title: A headline
outlet: The Test
url: https://test.example/1
published_at: 2025-07-03T18:40:00+03:00
language: en
license: CC-BY-4.0
---
"""


@cache
def gold(language: str) -> list[tuple[Article, Extraction]]:
    return list(read_gold(DATA / "corpus" / language))


def written(tmp_path: Path, body: str, front: str = FRONT) -> tuple[Article, Extraction]:
    file = tmp_path / "one.md"
    file.write_text(front + body, encoding="utf-8")
    return read_file(file)


def told(found: Extraction) -> Iterator[tuple[Attribution, Attribution | None]]:
    by_id = {a.attribution_id: a for a in found.attributions}
    for one in found.attributions:
        yield one, by_id[one.parent_id] if one.parent_id else None


# what the reader makes of a file


def test_front_matter_becomes_the_article_and_marks_leave_its_text(tmp_path: Path) -> None:
    article, found = written(
        tmp_path, "\n[He|source] [said|cue] [it rained|content].\n  {a: {mention: pronoun}}\n"
    )
    assert article.text == "He said it rained."
    assert (
        article.published_at is not None
        and article.published_at.isoformat() == "2025-07-03T15:40:00+00:00"
    )
    assert (article.title, article.outlet, article.language) == ("A headline", "The Test", "en")
    assert found.attributions[0].engine == "gold" and found.attributions[0].rule is None


def test_the_quote_type_is_read_from_the_marks_around_the_content(tmp_path: Path) -> None:
    body = (
        '"[It rained|content:a]," [he|source:a] [said|cue:a]. [She|source:b] [said|cue:b] [it was "very" wet|content:b].\n'
        '[They|source:c] [said|cue:c] [the "Albatross" sank|content:c].\n  {c: {quote_type: indirect}}'
    )
    _, found = written(tmp_path, body)
    assert [a.quote_type for a in found.attributions] == ["direct", "mixed", "indirect"]
    assert [len(a.quoted) for a in found.attributions] == [1, 1, 0]


def test_a_report_inside_a_quotation_is_not_quoted_by_it(tmp_path: Path) -> None:
    body = '"[[He|source:b] [said|cue:b] [it rained|content:b]|content:a]," [she|source:a] [said|cue:a].\n  {b: {parent: a}}'
    _, found = written(tmp_path, body)
    types = {say("x", ()) or a.parent_id is not None: a.quote_type for a in found.attributions}
    assert types == {False: "direct", True: "indirect"}


def test_a_content_that_only_wraps_a_nested_report_has_no_claim(tmp_path: Path) -> None:
    body = "[Ann|source:a] [said|cue:a] [[Bob|source:b] [denied|cue:b] [it rained|content:b]|content:a].\n"
    _, found = written(tmp_path, body + "  {b: {parent: a, cue_class: denial}}")
    assert [c.text for c in found.claims] == ["it rained"]
    inner = next(a for a in found.attributions if a.parent_id)
    assert inner.commitment == "denies" and found.claims[0].attribution_id == inner.attribution_id


def test_a_shared_source_controls_the_second_report(tmp_path: Path) -> None:
    body = "[Ann|source:a,source:b] [said|cue:a] [it rained|content:a], [adding|cue:b] [it would stop|content:b].\n"
    article, found = written(tmp_path, body + "  {b: {form: participle, speech_act: prediction}}")
    second = found.attributions[1]
    assert (second.mention, say(article.text or "", second.source)) == ("controlled", "Ann")


def test_claims_take_attributes_and_hedges(tmp_path: Path) -> None:
    body = (
        "[Ann|source] [said|cue] [[it [may|hedge:a1] rain|claim:a1] and [it is not cold|claim:a2]|content].\n"
        "[The sun is out|claim:-1].\n  {a: {source_id: src_ann}, a2: {polarity: negative}, a1: {event_start: 2025-07-04}}"
    )
    _, found = written(tmp_path, body)
    first, second, author = found.claims
    assert (first.modality, first.event_precision, len(first.hedges)) == ("possible", "day", 1)
    assert (second.polarity, second.attribution_id) == (
        "negative",
        found.attributions[0].attribution_id,
    )
    assert (author.text, author.attribution_id) == ("The sun is out", None)


@pytest.mark.parametrize(
    ("front", "body", "line", "what"),
    [
        ("", "text", 1, "no front matter"),
        ("---\ntitle: x: y: z\n---\n", "text", 2, "not YAML"),
        ("---\ntitle: x\n---\n", "text", 2, "no outlet"),
        (FRONT.replace("url:", "link:"), "text", 2, "unknown link"),
        (FRONT.replace("2025-07-03T18:40:00+03:00", "yesterday"), "text", 2, "no time"),
        (FRONT, "fine\n[He|source] [said|cue].", 10, "no content"),
        (FRONT, "fine\n[it|content] [open", 10, "not closed"),
        (FRONT, "[it|content]\n  {a: {colour: red}}", 9, "no attribute"),
        (FRONT, "[it|content]\n  {a: {form: gerund}}", 9, "no form"),
        (FRONT, "[it|content]\n  {a: {event_start: soon}}", 9, "no day"),
    ],
)
def test_bad_gold_is_refused_with_file_line_and_mend(
    tmp_path: Path, front: str, body: str, line: int, what: str
) -> None:
    with pytest.raises(DataError) as caught:
        written(tmp_path, body, front)
    assert what in caught.value.what and caught.value.mend
    assert caught.value.where == f"{tmp_path / 'one.md'}:{line}"


def test_a_missing_folder_and_a_wrong_encoding_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        list(read_gold(tmp_path / "none"))
    (tmp_path / "one.md").write_bytes(b"---\n\xff\xfe")
    with pytest.raises(DataError, match="UTF-8"):
        list(read_gold(tmp_path))


# what the repository's gold must hold


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twelve_articles_by_two_outlets_or_more(language: str) -> None:
    articles = [article for article, _ in gold(language)]
    assert len(articles) >= 12
    assert len({a.outlet for a in articles}) >= 2
    assert len({a.article_id for a in articles}) == len(articles)
    assert all(
        a.language == language and a.license == "CC-BY-4.0" and a.published_at for a in articles
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_are_trimmed_in_range_and_apart(language: str) -> None:
    for article, found in gold(language):
        text = article.text or ""
        for one in found.attributions:
            roles = (one.content, one.cue, one.source, one.addressee)
            for span in (
                *one.content,
                *one.cue,
                *one.source,
                *one.addressee,
                *one.antecedent,
                *one.quoted,
            ):
                assert 0 <= span.start < span.end <= len(text), article.title
                assert span.of(text) == span.of(text).strip(), (article.title, span.of(text))
                assert "\n" not in span.of(text)
            spans = sorted(s for role in roles for s in role)
            crossing = [(a.of(text), b.of(text)) for a, b in pairwise(spans) if a.overlaps(b)]
            assert not crossing, (article.title, crossing)
            assert inside(one.quoted, one.content)
            assert not say(text, one.content).endswith((".", ",", "،", ";")), say(text, one.content)
        for claim in found.claims:
            assert claim.text == say(text, claim.evidence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_children_stand_inside_their_parents(language: str) -> None:
    for article, found in gold(language):
        assert len({a.attribution_id for a in found.attributions}) == len(found.attributions), (
            article.title
        )
        for one, parent in told(found):
            if parent is not None:
                assert inside(one.content, parent.content), (
                    article.title,
                    say(article.text or "", one.content),
                )


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_say_who_and_how_as_the_codebook_wants(language: str) -> None:
    for article, found in gold(language):
        for one in found.attributions:
            at = (
                article.title,
                say(article.text or "", one.cue),
                say(article.text or "", one.content),
            )
            assert one.content and (one.cue or one.form == "uncued"), at
            assert bool(one.source or one.mention == "controlled") == (
                one.mention not in ("dropped", "none")
            ), at
            if one.mention in ("controlled", "dropped"):
                assert one.source or one.antecedent, at
            if one.mention == "none":
                assert (
                    one.cue_class in ("hearsay", "question", "distancing", "belief", "accusation")
                    or not one.cue
                ), at
            assert one.quote_type != "indirect" or not one.quoted, at
            assert one.quote_type != "mixed" or one.quoted, at


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_lie_inside_their_attribution_and_the_authors_outside_any(language: str) -> None:
    for article, found in gold(language):
        by_id = {a.attribution_id: a for a in found.attributions}
        assert any(c.attribution_id is None for c in found.claims), article.title
        for claim in found.claims:
            if claim.attribution_id is not None:
                assert inside(claim.evidence, by_id[claim.attribution_id].content), (
                    article.title,
                    claim.text,
                )
                continue
            reported = [s for a in found.attributions for s in a.content]
            assert not any(e.overlaps(s) for e in claim.evidence for s in reported), (
                article.title,
                claim.text,
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_id_is_in_the_registry(language: str) -> None:
    sources, _, refused = read_jsonl(DATA / "sources.jsonl", "sources")
    known = {s.source_id for s in sources}
    assert not refused
    used = {a.source_id for _, found in gold(language) for a in found.attributions if a.source_id}
    assert used <= known, sorted(used - known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_articles_are_those_of_the_corpus(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.jsonl"
    assert write_articles(DATA / "corpus" / language, fresh) == len(gold(language))
    assert fresh.read_bytes() == (DATA / "articles" / f"{language}.jsonl").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_articles_are_ingested_as_they_are(language: str) -> None:
    read = list(read_articles(DATA / "articles" / f"{language}.jsonl"))
    articles = sorted((article for article, _ in gold(language)), key=lambda a: a.article_id)
    assert read == articles
