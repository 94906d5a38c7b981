"""Spans against their text: code points whatever the script, and no malformed corpus that raises."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.corpus import Corpus
from claims.model import Article, Attribution, Claim, Segment, Span, say
from claims.validate.checks import validate

Make = Callable[[dict[str, list[Any]]], Corpus]
ARTICLE, REPORT = "art_" + "0" * 16, "att_" + "0" * 16


def article(text: str) -> Article:
    return Article(ARTICLE, None, text, hashlib.sha256(text.encode()).hexdigest(), "en",
                   segments=(Segment("body", 0, len(text)),))  # fmt: skip


def report(**more: Any) -> Attribution:
    fields: dict[str, Any] = {"content": (), "cue": (), "source": (), "form": "uncued", "engine": "test"}
    return Attribution(REPORT, ARTICLE, **(fields | more))


def claim(text: str, *evidence: Span, key: str = "0", **more: Any) -> Claim:
    return Claim(f"clm_{key * 16}", ARTICLE, more.pop("attribution_id", None), evidence, say(text, evidence), **more)


def names(corpus: Corpus) -> set[str]:
    return {issue.check for issue in validate(corpus).issues}


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_what_python_slices_is_what_is_grounded(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = names(Corpus.from_rows(articles=[article(text)], claims=[claim(text, span)]))
    blank = span.of(text) != span.of(text).strip()
    assert ("claim-says-evidence" in found) is False
    assert ("spans-well-formed" in found) >= (blank and not _odd(span.of(text)))
    assert found <= {"spans-well-formed", "span-cuts-no-character", "span-edge-visible", "span-in-one-line"}


def _odd(text: str) -> bool:
    """Whether an edge is one of the separators that Python takes for white space and Unicode does not."""
    return any(edge in "\x1c\x1d\x1e\x1f" for edge in (text[0], text[-1]))


@pytest.mark.parametrize(
    ("text", "quoted", "valid"),
    [
        ("Смирнов: мы готовы.", (), True),
        ("Смирнов: – мы готовы.", (), True),
        ("— мы готовы, сказал он.", (), True),
        ("Смирнов - мы готовы.", (), False),
        ("Смирнов «мы готовы».", ("мы",), False),
        ("Смирнов «мы готовы».", ("мы готовы",), True),
        ("Смирнов: «мы готовы».", ("мы", "готовы"), True),
    ],
)
def test_a_direct_quotation_is_quoted_or_introduced(text: str, quoted: tuple[str, ...], valid: bool) -> None:
    def at(phrase: str) -> Span:
        return Span(text.index(phrase), text.index(phrase) + len(phrase))

    content = at("мы готовы")
    row = report(content=(content,), quoted=tuple(map(at, quoted)), quote_type="direct")
    found = names(
        Corpus.from_rows(articles=[article(text)], attributions=[row],
                         claims=[claim(text, content, attribution_id=REPORT)])
    )  # fmt: skip
    assert found == (set() if valid else {"direct-is-quoted"})


def test_an_author_may_speak_between_the_spans_of_a_content() -> None:
    text = "Rain, says she, as snow fell, will fall."
    content = (Span(0, 4), Span(30, 39))
    rows = {"articles": [article(text)], "attributions": [report(content=content)]}
    of_her = claim(text, *content, attribution_id=REPORT)
    between, across = claim(text, Span(19, 28), key="1"), claim(text, Span(19, 34), key="1")
    assert names(Corpus.from_rows(**rows, claims=[of_her, between])) == set()
    assert names(Corpus.from_rows(**rows, claims=[of_her, across])) == {"author-voice-outside"}


def test_an_author_is_judged_by_every_content_that_begins_before() -> None:
    """The long content begins first; shorter ones inside it end before the claim begins."""
    text = "abcdefghij" * 3
    rows = [
        report(content=(Span(0, 30),)),
        replace(report(content=(Span(2, 4),)), attribution_id="att_" + "1" * 16, parent_id=REPORT),
    ]
    found = names(
        Corpus.from_rows(articles=[article(text)], attributions=rows, claims=[
            claim(text, Span(2, 4), attribution_id="att_" + "1" * 16), claim(text, Span(8, 9), key="2")])
    )  # fmt: skip
    assert found == {"author-voice-outside"}


numbers = st.none() | st.integers(-3, 200) | st.sampled_from([2**31, 2**32, 2**62, 2**63 - 1, -(2**63)])
spans = st.lists(st.builds(Span, numbers, numbers), max_size=4).map(tuple)  # type: ignore[arg-type]
words = st.sampled_from(["", "x", "direct", "mixed", "name", "dropped", "uncued"]) | st.none()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_malformed_row_raises(data: st.DataObject, rows: dict[str, list[Any]], corpus: Make) -> None:
    rows = {name: list(found) for name, found in rows.items()}
    ids = [row.attribution_id for row in rows["attributions"]]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(ids) - 1))
        column = data.draw(st.sampled_from(["content", "cue", "source", "addressee", "quoted", "antecedent"]))
        rows["attributions"][at] = replace(
            rows["attributions"][at],
            **{column: data.draw(spans)},  # type: ignore[arg-type]
            parent_id=data.draw(st.none() | st.sampled_from(ids)),
            quote_type=data.draw(words),
            mention=data.draw(words),
            article_id=data.draw(st.sampled_from([None, "", rows["articles"][0].article_id])),
        )
        at = data.draw(st.integers(0, len(rows["claims"]) - 1))
        rows["claims"][at] = replace(
            rows["claims"][at], evidence=data.draw(spans), hedges=data.draw(spans),
            attribution_id=data.draw(st.none() | st.sampled_from(ids)), text=data.draw(words),
        )  # fmt: skip
    segments = data.draw(st.lists(st.builds(Segment, words, numbers, numbers), max_size=3).map(tuple))  # type: ignore[arg-type]
    rows["articles"][0] = replace(rows["articles"][0], segments=segments, text=data.draw(st.none() | st.text(max_size=9)))
    validate(corpus(rows)).text()
