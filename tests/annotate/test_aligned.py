"""Which rows of several annotators are the same report or claim."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotate.aligned import aligned, fields, key_of, label_of
from claims.annotate.states import by_article
from claims.corpus import Corpus
from claims.model import Extraction, Span
from drawn import corpora


def of(*attributions, claims=()):
    return Extraction(tuple(attributions), tuple(claims), ())


def keys(found, table="attributions"):
    return [{name: key_of(table, row)[-2:] for name, row in one.rows.items()} for one in found.groups[table]]


def text_of(extracted, row):
    return next(article.text for article in extracted.rows("articles") if article.article_id == row.article_id)


def test_a_row_of_the_engine_that_two_have_changed_is_the_same_though_its_spans_are_elsewhere(extracted, rows):
    putin = rows["putin"]
    moved = replace(putin, content=(Span(0, 4),))
    assert keys(aligned(text_of(extracted, putin), {"ada": of(putin), "mila": of(moved)})) == [{"ada": "00", "mila": "00"}]


def test_rows_that_two_have_made_go_together_where_their_contents_share_half(extracted, rows):
    putin, kremlin = rows["putin"], rows["kremlin"]
    own = replace(putin, attribution_id="att_" + "e" * 16, content=(Span(putin.content[0].start, putin.content[0].end - 4),))
    small = replace(putin, attribution_id="att_" + "f" * 16, content=(Span(putin.content[0].end - 4, putin.content[0].end),))
    found = aligned(text_of(extracted, putin), {"ada": of(kremlin, putin), "mila": of(small, own)})
    assert keys(found) == [{"ada": "11"}, {"ada": "00", "mila": "ee"}, {"mila": "ff"}]


def test_what_a_row_names_is_compared_by_what_is_aligned_with_it(extracted, rows):
    putin, said = rows["putin"], rows["putin says"]
    own = replace(putin, attribution_id="att_" + "e" * 16)
    theirs = replace(said, attribution_id=own.attribution_id)
    found = aligned(text_of(extracted, putin), {"ada": of(putin, claims=[said]), "mila": of(own, claims=[theirs])})
    (claim,) = found.groups["claims"]
    assert label_of(found, claim, "attribution_id", "ada") == label_of(found, claim, "attribution_id", "mila")
    author = aligned(text_of(extracted, putin), {"ada": of(putin, claims=[said]), "mila": of(own, claims=[replace(said, attribution_id=None)])})
    (claim,) = author.groups["claims"]
    assert label_of(author, claim, "attribution_id", "mila") == "none" != label_of(author, claim, "attribution_id", "ada")


def test_each_label_of_the_contract_but_the_status_is_compared():
    assert {"quote_type", "cue_class", "source_id", "parent_id"} <= set(fields("attributions"))
    assert "polarity" in fields("claims") and "status" not in fields("claims") and "text" not in fields("claims")


@settings(max_examples=60, deadline=None)
@given(corpora(), corpora(), st.booleans())
def test_each_row_of_each_annotator_is_in_one_group_and_a_group_has_one_row_of_each(one, other, same):
    found = {"ada": by_article(one), "mila": by_article(one if same else other)}
    article = one.rows("articles")[0]
    ids = {"ada": article.article_id, "mila": next(iter(found["mila"]))}
    rows = {name: found[name][ids[name]] for name in found}
    text = max((a.text for c in (one, other) for a in c.rows("articles")), key=len)
    lined = aligned(text, rows)
    for table, groups in lined.groups.items():
        for name in found:
            assert sorted(key_of(table, g.rows[name]) for g in groups if name in g.rows) == sorted(key_of(table, r) for r in getattr(rows[name], table))
        if same:
            assert all(set(group.rows) == {"ada", "mila"} for group in groups)


def test_nothing_is_aligned_with_nothing():
    assert aligned("", {"ada": of(), "mila": of()}).groups == {"attributions": [], "claims": []}
    assert by_article(Corpus.from_rows()) == {}
