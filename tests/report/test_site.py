"""A report on the disk: the same bytes each time, every link leads somewhere, nothing foreign is overwritten."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import main
from claims.corpus import Corpus, write_jsonl
from claims.errors import InvalidCorpus, UsageError
from claims.model import Link
from claims.report import write_site
from claims.report.frame import ON_A_PAGE, direction, pages_of

ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')
ARABIC = "art_" + "a" * 16


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_the_same_corpus_gives_the_same_bytes_whatever_the_order_of_its_rows(site, every_row, tmp_path, title):
    turned = {table: rows[::-1] for table, rows in every_row.items()}
    assert files(write_site(Corpus.from_rows(**turned), tmp_path / "again", title)) == files(site)


def test_every_link_leads_to_a_file_and_a_place_that_are_there(site):
    pages = {path: text.decode() for path, text in files(site).items() if path.endswith(".html")}
    assert len(pages) == 10
    for path, text in pages.items():
        for address in map(unescape, ADDRESS.findall(text)):
            if address.startswith("https://"):
                continue
            to, _, place = address.partition("#")
            target = (site / path).parent / to if to else site / path
            assert target.is_file(), (path, address)
            assert not place or f'id="{place}"' in target.read_text(encoding="utf-8"), (path, address)


def test_an_article_has_its_chain_its_verdict_and_its_direction(site):
    page = (site / "article" / f"{ARABIC}.html").read_text(encoding="utf-8")
    text = re.sub("<[^>]*>", "", page)
    assert "Kremlin (أوضح) → Vladimir Putin (شدد)" in text
    assert re.search(r'<p lang="ar" dir="rtl" class="text body">', page)
    assert "Is it so? supported mila, 2025-07-04The log says so." in re.sub("<[^>]*>", "", (site / "article" / f"art_{'b' * 16}.html").read_text("utf-8"))


def test_a_source_shows_what_it_said_and_what_it_passed_on(site):
    said, passed = ((site / "source" / f"{key}.html").read_text(encoding="utf-8") for key in ("src_vladimir_putin", "src_kremlin"))
    assert "Said to have said" in said and "Passed on" not in said and "President of Russia" in said and "2012-05-07 –" in said
    assert "<h2>Passed on</h2>" in passed and "Said to have said" not in passed
    assert all(f"#clm_{'1' * 16}" in page for page in (said, passed))


def test_a_thread_tells_who_had_it_first_what_changed_and_why(site):
    page = (site / "thread" / f"clm_{'2' * 16}.html").read_text(encoding="utf-8")
    text = re.sub("<[^>]*>", " ", page)
    assert re.search(r"2 reports\s+1 article of their own\s+1 outlet\s+ru\s+2025-07-04", text)
    assert re.search(r"updates\s+Вестник залива , 2025-07-04 :\s+newer\s+proposed", text)
    assert page.count("<circle") == 2 and page.count('class="way"') == 1 and page.count("tag first") == 1
    assert "a thread of 2" in (site / "article" / f"art_{'b' * 16}.html").read_text(encoding="utf-8")


def test_what_contradicts_a_claim_stands_beside_its_thread(small_rows, title, tmp_path):
    rows = small_rows
    against = Link("lnk_" + "1" * 16, f"clm_{'1' * 16}", f"clm_{'2' * 16}", "contradicts", 0.5, "human", "one of them", "mila")
    rows["links"] = [*rows["links"], against]
    site = write_site(Corpus.from_rows(**rows), tmp_path / "site", title)
    page = (site / "thread" / f"clm_{'2' * 16}.html").read_text(encoding="utf-8")
    assert "What stands against it" in page and "بلاده تفضل الحلول السياسية" in page and "confirmed by mila" in page


def test_an_article_whose_text_may_not_be_shown_shows_its_claims(small_rows, tmp_path, title):
    rows = small_rows
    rows["articles"] = [replace(one, text=None, rights="offsets_only") for one in rows["articles"]]
    site = write_site(Corpus.from_rows(**rows), tmp_path / "site", title)
    page = (site / "article" / f"{ARABIC}.html").read_text(encoding="utf-8")
    assert "may not be shown" in page and "بلاده تفضل الحلول السياسية" in page and 'class="text' not in page


def test_an_empty_corpus_has_an_overview(tmp_path, title):
    assert "0" in (write_site(Corpus.from_rows(), tmp_path / "site", title) / "index.html").read_text(encoding="utf-8")


def test_a_report_is_written_over_an_earlier_one_and_over_nothing_else(small_corpus, tmp_path, title):
    site = write_site(small_corpus, tmp_path / "site", title)
    assert write_site(Corpus.from_rows(), site, title) == site
    assert not list(site.glob("article/*"))
    (site / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match=r"not of a report: thesis\.txt"):
        write_site(small_corpus, site, title)
    assert (site / "thesis.txt").read_text() == "years of work"
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="a file stands"):
        write_site(small_corpus, tmp_path / "file", title)


def test_a_corpus_that_breaks_its_contract_is_not_reported_on(small_rows, tmp_path, title):
    rows = small_rows
    rows["claims"] = [replace(one, text="أخرى") for one in rows["claims"]]
    with pytest.raises(InvalidCorpus):
        write_site(Corpus.from_rows(**rows), tmp_path / "site", title)
    assert not (tmp_path / "site").exists()


def test_the_command_writes_the_site_of_a_folder_of_tables(small_rows, here, title):
    (here / "tables").mkdir()
    for table, rows in small_rows.items():
        write_jsonl(here / "tables" / f"{table}.jsonl", rows)
    result = CliRunner().invoke(main, ["report", "tables", "--to", "pages"])
    assert result.exit_code == 0, result.output
    assert Path(result.stdout.strip()) == here / "pages" / "index.html"
    assert "<title>tables</title>" in (here / "pages" / "index.html").read_text(encoding="utf-8")


def test_a_long_list_goes_on_on_further_pages():
    pages = list(pages_of(range(ON_A_PAGE * 2 + 1), "source/x.html"))
    assert [path for path, _, _ in pages] == ["source/x.html", "source/x-2.html", "source/x-3.html"]
    assert [row for _, rows, _ in pages for row in rows] == list(range(ON_A_PAGE * 2 + 1))
    assert 'href="x-3.html"' in pages[0][2] and 'aria-current="page"' in pages[1][2]
    assert [(path, ways) for path, _, ways in pages_of([], "x.html")] == [("x.html", None)]


@pytest.mark.parametrize(
    "language, runs", [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("ru", "ltr"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("en", "ltr")]
)
def test_a_language_has_its_direction(language, runs):
    assert direction(language) == runs
