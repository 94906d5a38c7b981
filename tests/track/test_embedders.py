"""Embedders: their names, vectors that are kept, and that Arabic and Russian meet English."""

import numpy as np
import pytest

from claims.errors import UsageError
from claims.track import get_embedder
from claims.track.embedders import Cached, embedded
from said import Meanings


def test_a_text_is_embedded_once(tmp_path):
    inner = Meanings(("bridge", "جسر"))
    first = Cached(inner, tmp_path / "vectors.sqlite").encode(["bridge", "جسر 😀"])
    again = Cached(inner, tmp_path / "vectors.sqlite").encode(["جسر 😀", "bridge", "bridge"])
    assert inner.asked == 2
    assert np.array_equal(again, first[[1, 0, 0]])


def test_a_file_that_is_no_cache_is_told(tmp_path):
    (tmp_path / "vectors.sqlite").write_text("something else, long enough to be read as a header\n" * 40)
    with pytest.raises(UsageError, match="no cache of vectors"):
        Cached(Meanings(), tmp_path / "vectors.sqlite")


def test_an_unknown_embedder_is_told_with_those_there_are():
    with pytest.raises(UsageError, match="there are: e5, st:MODEL, use"):
        get_embedder("word2vec")


def test_vectors_stand_in_the_order_of_their_texts():
    texts = ["a much longer text on a bridge", "x", "bridge"]
    assert np.array_equal(embedded(Meanings(("bridge",)), texts)[:, 0], [1, 0, 1])


def test_languages_meet():
    use = get_embedder("use")
    said = use.encode(["The bridge was closed to lorries", "أُغلق الجسر أمام الشاحنات", "Мост закрыли для грузовиков", "The price of bread rose"])
    cosines = said @ said.T
    assert cosines[0, 1] > 0.5 and cosines[0, 2] > 0.5
    assert cosines[0, 3] < 0.4
