"""What goes out in a format comes back as it was, whatever the script, the spans and the chains."""

from __future__ import annotations

import shutil
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from claims.corpus import Corpus
from claims.exchange import FORMATS, read_corpus, write_corpus
from drawn import corpora

WHOLE = tuple(form for form in FORMATS if form not in ("bio", "claimreview"))
some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def round_trip(corpus: Corpus, form: str) -> Corpus:
    """The corpus as it comes back, with nothing refused either way."""
    with TemporaryDirectory() as folder:
        written = write_corpus(corpus, f"{folder}/out", form)
        refused: list = []
        back = read_corpus(f"{folder}/out", form, refused)
    assert not written.refused
    assert not refused
    return back


@pytest.mark.parametrize("form", WHOLE)
@some
@given(corpus=corpora())
def test_articles_sources_attributions_and_claims_come_back(form, corpus):
    back = round_trip(corpus, form)
    for table in ("articles", "sources", "attributions", "claims"):
        assert back.rows(table) == corpus.rows(table)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_corpus_gives_the_same_bytes(form, small_corpus, tmp_path):
    for name in ("one", "two"):
        write_corpus(small_corpus, tmp_path / name, form)
    files = {file.name: file.read_bytes() for file in (tmp_path / "one").iterdir()}
    assert files == {file.name: file.read_bytes() for file in (tmp_path / "two").iterdir()}
    assert files


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_format_has_no_place_for_is_counted(form, small_corpus, tmp_path):
    lost = write_corpus(small_corpus, tmp_path / "out", form).lost
    assert lost["links between claims"] == 1
    assert lost["edits"] == 1
    assert lost.get("verdicts", 0) == 1 - read_corpus(tmp_path / "out", form, []).table("verdicts").num_rows


@pytest.mark.parametrize("form", FORMATS)
def test_what_comes_in_fits_the_contract(form, small_corpus, tmp_path):
    from claims.validate.checks import validate

    write_corpus(small_corpus, tmp_path / "out", form)
    refused: list = []
    report = validate(read_corpus(tmp_path / "out", form, refused))
    assert report.ok, report.text()
    assert not refused


@pytest.mark.parametrize("form", FORMATS)
def test_work_that_stands_in_the_folder_is_not_overwritten(form, small_corpus, tmp_path):
    from claims.errors import UsageError

    write_corpus(small_corpus, tmp_path / "out", form)
    with pytest.raises(UsageError, match="something stands there already"):
        write_corpus(small_corpus, tmp_path / "out", form)
    shutil.rmtree(tmp_path / "out")
    (tmp_path / "out").mkdir()
    write_corpus(small_corpus, tmp_path / "out", form)
    assert [file.name for file in tmp_path.iterdir()] == ["out"]
