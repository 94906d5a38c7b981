"""Ids are made from content: the same row has the same id everywhere, another row another one."""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.contract import contract
from claims.ids import HEX_DIGITS, article_id, attribution_id, claim_id, content_id
from claims.model import Span

parts = st.lists(
    st.none() | st.text(max_size=5) | st.integers() | st.lists(st.integers(), max_size=3),
    max_size=4,
)


def test_an_id_is_its_prefix_and_the_first_hex_digits_of_the_sha256_of_canonical_json() -> None:
    canonical = '["ж",1,null,[[0,2]]]'
    digest = sha256(canonical.encode()).hexdigest()[:HEX_DIGITS]
    assert content_id("x_", "ж", 1, None, [(0, 2)]) == f"x_{digest}"


@given(parts, parts)
def test_equal_parts_have_equal_ids_and_others_have_others(
    one: list[object], other: list[object]
) -> None:
    same = json.dumps(one) == json.dumps(other)
    assert (content_id("x_", *one) == content_id("x_", *other)) == same


def test_parts_do_not_run_into_each_other() -> None:
    assert content_id("x_", "ab", "c") != content_id("x_", "a", "bc")
    assert content_id("x_", "a", "") != content_id("x_", "a")
    assert content_id("x_", "1") != content_id("x_", 1)


def test_spans_and_pairs_and_lists_are_alike() -> None:
    ids = {
        claim_id("art_1", None, [Span(0, 2)]),
        claim_id("art_1", None, ((0, 2),)),
        claim_id("art_1", None, iter([(0, 2)])),
    }
    assert len(ids) == 1


def test_a_mapping_has_the_same_id_in_any_order() -> None:
    assert content_id("x_", {"a": 1, "b": 2}) == content_id("x_", {"b": 2, "a": 1})


@pytest.mark.parametrize(
    "other",
    [
        ("Outlet B", "url", "text"),
        (None, "url", "text"),
        ("Outlet A", "url/2", "text"),
        ("Outlet A", "url", "text "),
        ("Outlet A", "url", "te\u0301xt"),
    ],
)
def test_an_article_is_its_outlet_its_address_and_its_text(
    other: tuple[str | None, str, str],
) -> None:
    assert article_id(*other) != article_id("Outlet A", "url", "text")


def test_no_outlet_is_an_empty_one() -> None:
    assert article_id(None, "url", "text") == article_id("", "url", "text")


@pytest.mark.parametrize(
    "other",
    [
        ("art_2", None, [(0, 5)], [(6, 9)], []),
        ("art_1", "att_1", [(0, 5)], [(6, 9)], []),
        ("art_1", None, [(0, 4)], [(6, 9)], []),
        ("art_1", None, [(0, 5)], [(6, 8)], []),
        ("art_1", None, [(0, 5)], [(6, 9)], [(10, 12)]),
        ("art_1", None, [(0, 5)], [], [(6, 9)]),
        ("art_1", None, [(0, 2), (2, 5)], [(6, 9)], []),
    ],
)
def test_an_attribution_is_its_article_its_parent_and_the_spans_of_each_role(other: tuple) -> None:
    article, parent, *roles = other
    assert attribution_id(article, parent, *roles) != attribution_id(
        "art_1", None, [(0, 5)], [(6, 9)], []
    )


def test_the_authors_own_claim_differs_from_an_attributed_one() -> None:
    assert claim_id("art_1", None, [(0, 2)]) != claim_id("art_1", "att_1", [(0, 2)])


def test_the_ids_fit_the_contract() -> None:
    made = {
        "articles": ("article_id", article_id("a", "b", "c")),
        "attributions": ("attribution_id", attribution_id("art_1", None, [(0, 1)])),
        "claims": ("claim_id", claim_id("art_1", None, [(0, 1)])),
    }
    for table, (column, one) in made.items():
        found = next(c for c in contract().tables[table].columns if c.name == column)
        assert re.fullmatch(found.pattern, one), table


def test_another_process_makes_the_same_ids() -> None:
    code = (
        "from claims.ids import content_id; print(content_id('x_', 'ж', {'b': 1, 'a': [(1, 2)]}))"
    )
    made = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert made.stdout.strip() == content_id("x_", "ж", {"a": [[1, 2]], "b": 1})
