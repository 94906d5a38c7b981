"""Standoff: a text comes back as it was given, offsets count its code points, a parent is named by its id."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import UsageError
from claims.extract.engine import get_engine
from claims.ingest import read_articles
from claims.model import Attribution, Claim, Extraction, Refusal, Source, Span, say
from claims.publish.standoff import Document, read_documents, standoff, write_standoff

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
NESTED = "وأوضح بيان الكرملين أن بوتين شدد على أن بلاده تفضل الحلول السياسية."
EN = "The minister said that the talks would go on."
KEYS = {
    "id",
    "content",
    "cue",
    "source",
    "antecedent",
    "type",
    "form",
    "cue_class",
    "mention",
    "parent",
    "source_id",
    "source_name",
    "polarity",
    "engine",
    "rule",
}


def found_in(*documents: dict[str, str]) -> list[dict]:
    """What the rules write for these lines, all of them good."""
    out, refused = io.StringIO(), list[Refusal]()
    given = [
        Document(f"in:{n}", d["doc_id"], d["text"], d["language"]) for n, d in enumerate(documents)
    ]
    assert write_standoff(given, get_engine("rules"), out, refused) == len(documents)
    assert not refused
    return [json.loads(line) for line in out.getvalue().splitlines()]


def one(text: str, language: str = "en") -> dict:
    (found,) = found_in({"doc_id": "d", "text": text, "language": language})
    return found


def spans(found: dict, role: str) -> list[str]:
    """What the text says at the spans of a role, an attribution each."""
    return [say(found["text"], (Span(*s) for s in a[role])) for a in found["attributions"]]


def read(tmp_path: Path, *lines: str, **how: str) -> tuple[list[Document], list[Refusal]]:
    file, refused = tmp_path / "in.jsonl", list[Refusal]()
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    return list(read_documents(file, refused, **how)), refused


def test_a_document_has_its_text_and_its_attributions_with_their_parents():
    found = one(NESTED, "ar")
    assert (found["doc_id"], found["language"], found["text"]) == ("d", "ar", NESTED)
    outer, inner = found["attributions"]
    assert set(outer) == KEYS
    assert (outer["id"], outer["parent"], inner["parent"]) == ("a1", None, "a1")
    assert spans(found, "source") == ["بيان الكرملين", "بوتين"]
    assert inner["source_name"] == "Vladimir Putin"
    assert {a["engine"] for a in found["attributions"]} == {"rules"}
    assert outer["rule"] == "complementizer"


def test_every_field_is_what_the_row_says():
    document = Document("in:1", "d", EN, "en")
    outer = Attribution(
        "att_1", "d", (Span(18, 44),), (Span(13, 17),), (Span(0, 12),),
        quote_type="mixed", source_id="src_a", mention="name", engine="gold", rule=None,
    )  # fmt: skip
    inner = Attribution(
        "att_2", "d", (Span(27, 30), Span(32, 44)), (), (), antecedent=(Span(0, 12),), form="uncued", parent_id="att_1",
    )  # fmt: skip
    claim = Claim("clm_1", "d", "att_2", inner.content, "talks", polarity="negative")
    row = standoff(
        document,
        Extraction((outer, inner), (claim,), ()),
        {"src_a": Source("src_a", "A", "person")},
    )
    assert row["attributions"] == [
        {
            "id": "a1", "content": [[18, 44]], "cue": [[13, 17]], "source": [[0, 12]], "antecedent": [],
            "type": "mixed", "form": "verb", "cue_class": "neutral", "mention": "name",
            "parent": None, "source_id": "src_a", "source_name": "A", "polarity": "positive", "engine": "gold", "rule": None,
        },
        {
            "id": "a2", "content": [[27, 30], [32, 44]], "cue": [], "source": [], "antecedent": [[0, 12]],
            "type": "indirect", "form": "uncued", "cue_class": "neutral", "mention": "none",
            "parent": "a1", "source_id": None, "source_name": None, "polarity": "negative", "engine": "", "rule": None,
        },
    ]  # fmt: skip


@pytest.mark.parametrize("before", ["😀\n", "Breaking 😀: ", "👩‍👩‍👧\n\n", "e\u0301\n", "\u200f\u202b", "\ufeff"])
def test_offsets_count_code_points_whatever_stands_before(before):
    found = one(before + EN)
    assert found["text"] == before + EN
    assert spans(found, "source") == ["The minister"]
    assert spans(found, "content") == ["the talks would go on"]
    assert found["attributions"][0]["cue"] == [[len(before) + 13, len(before) + 17]]


def test_bidi_controls_stay_in_the_text_and_are_counted():
    text = NESTED.replace("بوتين", "\u2067بوتين\u2069").replace("وأوضح", "\u200fوأوضح")
    found = one(text, "ar")
    assert found["text"] == text
    assert [source.strip("\u2067\u2069") for source in spans(found, "source")][-1] == "بوتين"
    assert spans(found, "content")[-1] == "بلاده تفضل الحلول السياسية"


@pytest.mark.parametrize("language", ["ar", "en", "ru"])
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_newlines_change_offsets_and_nothing_else(newline, language):
    texts = [article.text for article in read_articles(ARTICLES / f"{language}.jsonl")]
    plain = found_in(*({"doc_id": t, "text": t, "language": language} for t in texts))
    other = found_in(
        *({"doc_id": t, "text": t.replace("\n", newline), "language": language} for t in texts)
    )
    assert sum(len(found["attributions"]) for found in plain) > 50
    for one_way, other_way in zip(plain, other, strict=True):
        assert other_way["text"] == one_way["text"].replace("\n", newline)
        for role in ("content", "cue", "source", "antecedent"):
            said = [s.replace(newline, "\n") for s in spans(other_way, role)]
            assert said == spans(one_way, role)
        for a, b in zip(one_way["attributions"], other_way["attributions"], strict=True):
            kept = KEYS - {"content", "cue", "source", "antecedent"}
            assert {key: a[key] for key in kept} == {key: b[key] for key in kept}


@settings(max_examples=200, deadline=None)
@given(st.text("ab \r\n😀", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_span_says_the_same_in_the_text_as_given(text, start, length):
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    span = Span(min(start, len(plain)), min(start + length, len(plain)))
    row = Attribution("att_1", "d", (span,), (), ())
    found = standoff(Document("in:1", "d", text, "en"), Extraction((row,), (), ()), {})
    (said,) = spans(found, "content")
    assert said.replace("\r\n", "\n").replace("\r", "\n") == plain[span.start : span.end]


def test_the_language_may_be_given_as_lang_or_by_the_caller(tmp_path):
    lines = (
        '{"doc_id": "a", "text": "x", "lang": "ru"}',
        '{"doc_id": "b", "text": "x", "language": "eng", "lang": "ru", "gold": []}',
        "",
        '{"doc_id": "c", "text": "x"}',
    )
    documents, refused = read(tmp_path, *lines)
    assert [(d.doc_id, d.language, d.article().language) for d in documents] == [
        ("a", "ru", "ru"),
        ("b", "eng", "en"),
    ]
    assert [r.reason for r in refused] == ["no language"]
    documents, refused = read(tmp_path, *lines, language="ar")
    assert ([d.language for d in documents], refused) == (["ar"] * 3, [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x", "language": "en"}', "no doc_id"),
        ('{"doc_id": "", "text": "x", "language": "en"}', "no doc_id"),
        ('{"doc_id": 7, "text": "x", "language": "en"}', "doc_id is int"),
        ('{"doc_id": "a", "language": "en"}', "no text"),
        ('{"doc_id": "a", "text": "", "language": "en"}', "no text"),
        ('{"doc_id": "a", "text": ["x"], "language": "en"}', "text is list"),
        ('{"doc_id": "a", "text": "x", "language": null}', "no language"),
        ('{"doc_id": "a", "text": "\\udc00", "language": "en"}', "text has half of a surrogate"),
        ('{"doc_id": "\\ud800", "text": "x", "language": "en"}', "doc_id has half of a surrogate"),
        ('{"doc_id": "first", "text": "x", "language": "en"}', "the same doc_id as on line 1"),
        ('{"doc_id": "a", "doc_id": "b"}', "not JSON: the key 'doc_id' stands twice"),
        ('{"doc_id": "a"', "not JSON"),
        ('["a"]', "not a JSON object"),
        ("\udcff", "not UTF-8 at byte 0"),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_the_others_are_read(line, reason, tmp_path):
    good = '{{"doc_id": "{}", "text": "x", "language": "en"}}'
    documents, refused = read(tmp_path, good.format("first"), line, good.format("last"))
    assert [d.doc_id for d in documents] == ["first", "last"]
    (refusal,) = refused
    assert refusal.where == f"{tmp_path / 'in.jsonl'}:2"
    assert refusal.reason.startswith(reason)
    assert refusal.mend


def test_an_empty_file_is_refused(tmp_path):
    documents, (refusal,) = read(tmp_path, "", " ")
    assert (documents, refusal.reason) == ([], "it is empty")
    assert '"doc_id"' in str(refusal.mend)


def test_what_is_no_file_is_misuse(tmp_path):
    for path in (tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(UsageError, match="cannot read") as caught:
            list(read_documents(path, []))
        assert caught.value.mend


def test_a_document_that_the_engine_cannot_read_is_refused_at_its_place():
    out, refused = io.StringIO(), list[Refusal]()
    given = [Document("in:1", "a", EN, "qx"), Document("in:2", "b", EN, "en")]
    assert write_standoff(given, get_engine("rules"), out, refused) == 1
    assert json.loads(out.getvalue())["doc_id"] == "b"
    (refusal,) = refused
    assert (refusal.where, refusal.reason[:21]) == ("in:1", "no language pack 'qx'")
