"""Nearest vectors: exact, and from an index, in each group."""

import numpy as np

from claims.track import neighbours
from claims.track.neighbours import nearest


def vectors(count, width=32, seed=3):
    drawn = np.random.default_rng(seed).standard_normal((count, width)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def found(those, groups, count=2, least=0.9):
    pairs, cosines = nearest(those, groups, count, least)
    return [tuple(pair) for pair in pairs.tolist()], cosines


def test_a_vector_finds_its_copy_in_another_group():
    one = vectors(10)
    pairs, cosines = found(np.concatenate([one, one]), ["ar"] * 10 + ["en"] * 10)
    assert pairs == [(n, n + 10) for n in range(10)]
    assert np.allclose(cosines, 1, atol=1e-5)


def test_many_near_ones_of_one_language_do_not_hide_another_language():
    one = vectors(1)
    pairs, _ = found(np.repeat(one, 21, axis=0), ["en"] * 20 + ["ar"], count=2)
    assert any(20 in pair for pair in pairs)


def test_what_is_too_far_is_no_neighbour():
    assert found(vectors(10), ["en"] * 10)[0] == []


def test_the_index_finds_what_a_comparison_with_all_finds(monkeypatch):
    one = vectors(300)
    near = one + 0.02 * vectors(300, seed=4)
    both = np.concatenate([one, near / np.linalg.norm(near, axis=1, keepdims=True)])
    exact = found(both, ["en"] * 600)
    monkeypatch.setattr(neighbours, "EXACT", 10)
    approximate = found(both, ["en"] * 600)
    assert exact[0] == approximate[0] == [(n, n + 300) for n in range(300)]
    assert np.allclose(exact[1], approximate[1], atol=1e-2)
