"""The dataset card: right front matter whatever the title, right figures, snippets that run."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from huggingface_hub import DatasetCard

from claims.contract import FLAT, dictionary_markdown
from claims.corpus import Corpus, attributed_claims
from claims.publish.card import About, card, front_matter
from claims.publish.figures import Figures
from claims.publish.release import publish

ABOUT = About("small", "1.0.0")


def figures_of(corpus: Corpus) -> Figures:
    found = Figures(Counter({name: table.num_rows for name, table in corpus.tables.items()}))
    found.rows[FLAT] = attributed_claims(corpus).num_rows
    found.add({**corpus.tables, FLAT: attributed_claims(corpus)})
    return found


def test_the_front_matter_tells_languages_licence_and_size(small_corpus):
    found = front_matter(ABOUT, figures_of(small_corpus))
    assert found["language"] == ["ar", "ru"]
    assert found["license"] == "cc-by-4.0"
    assert found["size_categories"] == ["n<1K"]
    assert [config["config_name"] for config in found["configs"] if config.get("default")] == [FLAT]


@pytest.mark.parametrize("title", ['a: "b" #c', "--- x", "أخبار", "| x |", "- [x]"])
def test_any_title_survives_the_yaml(title, small_corpus):
    text = card(replace(ABOUT, title=title), figures_of(small_corpus))
    assert DatasetCard(text).data.pretty_name == title


def test_several_licences_are_named(small_rows):
    first, second = small_rows["articles"]
    small_rows["articles"] = [replace(first, license="CC0-1.0"), second]
    found = front_matter(ABOUT, figures_of(Corpus.from_rows(**small_rows)))
    assert (found["license"], found["license_name"]) == ("other", "CC-BY-4.0, CC0-1.0")


def test_no_licence_is_unknown_and_a_given_one_wins(small_rows):
    small_rows["articles"] = [replace(one, license=None) for one in small_rows["articles"]]
    figures = figures_of(Corpus.from_rows(**small_rows))
    assert front_matter(ABOUT, figures)["license"] == "unknown"
    assert front_matter(replace(ABOUT, license="CC-BY-SA-4.0"), figures)["license"] == "cc-by-sa-4.0"


def test_the_figures_count_claims_by_language_and_quote_type(small_corpus):
    text = card(ABOUT, figures_of(small_corpus))
    assert "| ar | 0 | 1 | 0 | 0 | 1 |" in text
    assert "| ru | 1 | 0 | 0 | 1 | 2 |" in text
    assert "3 claims from 2 articles" in text


def test_a_corpus_without_rows_has_a_card():
    assert "0 claims from 0 articles" in card(ABOUT, figures_of(Corpus.from_rows()))


def test_it_has_the_whole_dictionary(small_corpus):
    assert dictionary_markdown(level=3) in card(ABOUT, figures_of(small_corpus))


def test_its_snippets_run(small_corpus, tmp_path, monkeypatch, capsys):
    folder = publish(small_corpus, tmp_path / "small", name="small", version="1.0.0")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", str(tmp_path / "cache"))
    snippets = re.findall(
        r"```python\n(.*?)```", (folder / "README.md").read_text(encoding="utf-8"), re.S
    )
    assert len(snippets) == 3
    for snippet in snippets:
        exec(snippet, {})
    assert "['Мы готовы']" in capsys.readouterr().out
