"""Nobody reports himself, and who has quoted somebody goes on speaking."""

from dataclasses import replace

import pytest

from claims.extract.engine import get_engine
from claims.ingest import read_articles
from claims.model import Attribution, Claim, Extraction, Span
from claims.sources.chains import untwisted
from claims.sources.registry import Registry
from claims.sources.resolve import resolve
from claims.sources.who import Who
from tests.sources.test_resolve import CORPUS

REGISTRY = Registry.from_file(None)
KINDS = {"src_a": "person", "src_b": "person", "src_d": "document", "src_m": "media"}


def row(key, at, *, mention="name", parent=None, antecedent=(), rule=None):
    source = () if mention == "dropped" else (Span(at, at + 1),)
    content = (Span(at + 2, at + 3),)
    return Attribution(
        key, "art_1", content, (), source, antecedent=antecedent, mention=mention, parent_id=parent, rule=rule
    )  # fmt: skip


def mended(*rows, claims=(), **who):
    named = {key: Who(source_id, "named", "alias") for key, source_id in who.items()}
    out, found = untwisted(Extraction(rows, claims, ()), named, KINDS.get)
    return {r.attribution_id: (found[r.attribution_id].source_id, r.parent_id) for r in out}


def test_a_pronoun_that_quotes_somebody_by_name_is_somebody_else():
    rows = row("one", 0, mention="pronoun"), row("two", 9, parent="one")
    assert mended(*rows, one="src_a", two="src_a") == {"one": (None, None), "two": ("src_a", "one")}


def test_a_pronoun_inside_a_document_is_not_the_document():
    rows = row("one", 0), row("two", 9, mention="pronoun", parent="one")
    assert mended(*rows, one="src_d", two="src_d")["two"] == (None, "one")


def test_who_goes_on_speaks_beside_his_first_words():
    rows = row("one", 0), row("two", 9, mention="dropped", parent="one")
    claims = (Claim("clm_1", "art_1", "one", rows[0].content, "x"),)
    assert mended(*rows, claims=claims, one="src_a", two="src_a")["two"] == ("src_a", None)


def test_words_that_are_no_claim_without_what_is_inside_them_keep_it():
    rows = row("one", 0), row("two", 9, mention="dropped", parent="one")
    assert mended(*rows, one="src_a", two="src_a")["two"] == ("src_a", "one")


def test_what_a_speaker_calls_something_stays_inside_his_words():
    rows = row("one", 0), row("two", 9, mention="dropped", parent="one", rule="naming")
    assert mended(*rows, one="src_a", two="src_a")["two"] == ("src_a", "one")


@pytest.mark.parametrize(("outer", "speaker"), [("src_a", "src_a"), ("src_m", "src_b")])
def test_after_a_quoted_speaker_the_person_who_quotes_him_goes_on_but_an_outlet_leaves_him_the_floor(
    outer, speaker
):
    inner = row("two", 9, parent="one")
    rows = row("one", 0), inner, row("three", 20, mention="pronoun", antecedent=inner.source)
    assert mended(*rows, one=outer, two="src_b", three="src_b")["three"] == (speaker, None)


def test_the_antecedent_follows_the_one_who_goes_on():
    outer, inner = row("one", 0), row("two", 9, parent="one")
    later = row("three", 20, mention="pronoun", antecedent=inner.source)
    named = {
        key: Who(source, "named", "")
        for key, source in zip(("one", "two", "three"), ("src_a", "src_b", "src_b"), strict=True)
    }
    rows, _ = untwisted(Extraction((outer, inner, later), (), ()), named, KINDS.get)
    assert rows[2].antecedent == outer.source and replace(rows[2], antecedent=()) == replace(
        later, antecedent=()
    )


@pytest.mark.parametrize("language", ["ar", "en", "ru"])
def test_no_chain_of_the_sample_repeats_a_registered_source_in_a_row_but_in_naming(language):
    engine = get_engine("rules")
    for article in read_articles(CORPUS.parent / "articles" / f"{language}.jsonl"):
        rows = resolve(article, engine.extract(article), REGISTRY).extraction.attributions
        source = {a.attribution_id: a.source_id for a in rows}
        for a in rows:
            if a.parent_id and a.source_id in REGISTRY.by_id and a.source_id == source[a.parent_id]:
                assert a.rule == "naming", a
