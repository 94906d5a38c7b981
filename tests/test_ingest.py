"""Files become articles, text untouched; each kind of bad input is refused with its place and a mend."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.contract import contract
from claims.corpus import row_to_dict
from claims.errors import ClaimsError, DataError, UsageError
from claims.ingest import LANGUAGE, ArticleDefaults, read_articles, remarks
from claims.model import Article, Refusal

AR = "قال وزير الخارجية إن المفاوضات مستمرة في العاصمة منذ أسبوع، وأضاف أن بلاده متفائلة بنتائجها."
RU = "Кремль сообщил, что президент обсудил с коллегой положение дел. Разговор продолжался почти час.\n"
EN = "The minister said that the talks would go on for another week in the capital."
Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return to


def one(path: Path, **defaults: str) -> Article:
    (article,) = read_articles(path, defaults=ArticleDefaults(**defaults))
    return article


def why(path: Path, **defaults: str) -> ClaimsError:
    with pytest.raises(ClaimsError) as caught:
        list(read_articles(path, defaults=ArticleDefaults(**defaults)))
    return caught.value


def lines(*found: object) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in found)


class TestText:
    def test_nothing_but_the_newlines_changes(self, write: Write) -> None:
        kept = "\u200f Title \u00a0\n\n\tBody\u0301 \u202b one.  \n\n "
        assert one(write("a.txt", kept.replace("\n", "\r\n")), language="en").text == kept
        assert one(write("b.txt", kept.replace("\n", "\r")), language="en").text == kept

    def test_the_same_file_gives_the_same_article(self, write: Write) -> None:
        path = write("a.txt", EN)
        assert one(path) == one(path)

    def test_a_short_first_line_over_a_paragraph_is_the_title(self, write: Write) -> None:
        article = one(write("a.txt", f"Talks go on\n\n{EN}"))
        assert article.title == "Talks go on"
        assert article.text is not None
        assert article.text.startswith("Talks go on\n\n")
        assert article.segments[0].role == "title"

    def test_a_first_line_with_a_full_stop_is_no_title(self, write: Write) -> None:
        assert one(write("a.txt", f"The talks go on.\n\n{EN}")).title is None

    def test_a_byte_order_mark_is_no_part_of_the_text(self, write: Write) -> None:
        assert one(write("a.txt", EN.encode("utf-8-sig"))).text == EN
        assert one(write("b.txt", RU.encode("utf-16"))).text == RU

    @pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5"])
    def test_an_encoding_beyond_doubt_is_read(self, write: Write, encoding: str) -> None:
        assert one(write("a.txt", (RU * 5).encode(encoding))).text == RU * 5

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"", "empty"),
            (b" \n\n\xe2\x80\x8f\n", "empty"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
            (bytes(range(1, 256)) * 4, "cannot be told"),
            (RU.encode() + b"\xff" + RU.encode(), "broken UTF-8"),
            (b"half \xed\xa0\x80 of a pair", "broken UTF-8"),
            (b"\xff\xfe\x00", "not UTF-16"),
        ],
        ids=["empty", "blank", "binary", "noise", "one bad byte", "surrogate", "half a unit"],
    )
    def test_what_is_no_text_is_refused(self, write: Write, content: bytes, what: str) -> None:
        error = why(write("a.txt", content), language="en")
        assert what in error.what
        assert error.exit_code == 1
        assert error.mend
        assert "a.txt" in str(error.where)

    def test_broken_utf8_names_the_line(self, write: Write) -> None:
        error = why(write("a.txt", RU.encode() * 3 + b"\xff" + RU.encode()), language="ru")
        assert str(error.where).endswith("a.txt:4")


class TestMarkdown:
    FRONT = "---\ntitle: 'Talks: day two'\noutlet: Harbour\npublished_at: 2025-07-03\n---\n"

    def test_the_front_matter_leaves_and_the_rest_is_the_text(self, write: Write) -> None:
        article = one(write("a.md", f"{self.FRONT}\n{EN}\n\n"))
        assert article.text == f"\n{EN}\n\n"
        assert (article.title, article.outlet) == ("Talks: day two", "Harbour")

    def test_a_rule_inside_the_text_stays(self, write: Write) -> None:
        assert one(write("a.md", f"{self.FRONT}{EN}\n---\n{EN}")).text == f"{EN}\n---\n{EN}"

    @pytest.mark.parametrize(
        ("front", "line", "what"),
        [
            ("no front matter at all", 1, "no front matter"),
            ("---\ntitle: a\nnever closed\n", 1, "no front matter"),
            ("---\ntitle: a\noutlet: b\nautor: c\n---\n", 4, "no key 'autor'"),
            ("---\ntitle: a\ntitle: b\n---\n", 3, "stands twice"),
            ("---\ntitle: a\noutlet: b: c\n---\n", 3, "front matter"),
            ("---\ntitle: a\noutlet: [b]\n---\n", 3, "outlet"),
            ("---\n- a\n---\n", 2, "not key: value"),
            ("---\noutlet: a\nlanguage: arabic\n---\n", 3, "no language 'arabic'"),
            ("---\noutlet: a\npublished_at: 2025-02-30\n---\n", 3, "2025-02-30"),
            ("---\noutlet: " + "[" * 100_000 + "\n---\n", 2, "outlet is not one word"),
            ("---\noutlet: &a b\ntitle: *a\n---\n", 3, "title is not one word"),
            ("---\n? [a]\n: b\n---\n", 2, "not key: value"),
            ("---\ntitle: a\n...\n--- {outlet: b}\n---\n", 4, "not key: value"),
            ("---\noutlet: a\narticle_id: 17\n---\n", 3, "article_id"),
        ],
    )
    def test_an_error_names_its_line_in_the_file(
        self, write: Write, front: str, line: int, what: str
    ) -> None:
        error = why(write("a.md", front + EN))
        assert what in error.what
        assert str(error.where).endswith(f"a.md:{line}")
        assert error.mend


class TestJsonLines:
    def test_a_line_is_an_article(self, write: Write) -> None:
        line = {"text": EN, "title": " A ", "outlet": "O", "url": "https://x.example/1"}
        article = one(write("a.jsonl", lines({**line, "language": "en", "license": None})))
        assert (article.text, article.title, article.outlet) == (EN, "A", "O")
        assert (article.language, article.license, article.rights) == ("en", None, "full_text")

    def test_a_broken_line_is_named_and_the_good_ones_are_kept(self, write: Write) -> None:
        good = [{"text": f"{EN} It is day {n}."} for n in range(9)]
        broken = lines(*good[:6]) + '{"text": \n' + lines(*good[6:])
        refused: list[Refusal] = []
        kept = list(read_articles(write("a.jsonl", broken), refused=refused))
        assert [a.text for a in kept] == [line["text"] for line in good]
        (refusal,) = refused
        assert refusal.where.endswith("a.jsonl:7")
        assert refusal.mend

    @pytest.mark.parametrize(
        ("line", "what"),
        [
            ('{"txt": "a"}', "no key 'txt'"),
            ('{"title": "a"}', "'text' is missing"),
            ('{"text": 5}', "text is int"),
            ('{"text": null}', "text is NoneType"),
            ('{"text": "a", "url": ["b"]}', "url is list"),
            ('{"text": "a", "text": "b"}', "stands twice"),
            ('{"text": NaN}', "NaN"),
            ("[1, 2]", "not a JSON object"),
            ("[" * 100_000, "not JSON"),
            (r'{"text": "half \ud800 of a pair", "language": "en"}', "surrogate"),
            (r'{"text": "a", "title": "\udc00", "language": "en"}', "title has half"),
            ('{"text": " \\n ", "language": "en"}', "empty"),
            ('{"text": "a", "language": "arabic"}', "no language 'arabic'"),
            ('{"text": "a", "language": "en", "published_at": "soon"}', "no day and no time"),
        ],
    )
    def test_a_bad_line_is_refused(self, write: Write, line: str, what: str) -> None:
        error = why(write("a.jsonl", f"\n{line}\n"))
        assert what in error.what
        assert str(error.where).endswith("a.jsonl:2")
        assert error.mend

    def test_a_strange_key_is_answered_with_the_known_ones(self, write: Write) -> None:
        error = why(write("a.jsonl", lines({"body": EN})))
        assert "published_at" in str(error.mend)

    def test_an_empty_file_is_refused(self, write: Write) -> None:
        assert "empty" in why(write("a.jsonl", "\n \n")).what

    def test_duplicates_are_refused_naming_both_places(self, write: Write) -> None:
        path = write("a.jsonl", lines({"text": EN}, {"text": AR}, {"text": EN}))
        refused: list[Refusal] = []
        assert len(list(read_articles(path, refused=refused))) == 2
        assert refused[0].where.endswith(":3")
        assert "a.jsonl:1 " in refused[0].reason

    def test_rows_of_the_contract_come_back_as_they_were(self, write: Write) -> None:
        article = one(write("a.txt", f"Talks go on\n\n{EN}"), outlet="Harbour")
        row = row_to_dict(article)
        assert one(write("rows.jsonl", lines(row))) == article
        del row["segments"]
        assert one(write("rows.jsonl", lines(row))) == article

    def test_rows_of_the_contract_hear_the_caller_as_other_articles_do(self, write: Write) -> None:
        path = write("rows.jsonl", lines(row_to_dict(one(write("a.txt", EN), outlet="Harbour"))))
        article = one(path, language="en-GB", outlet="Quay", license="CC0-1.0")
        assert (article.language, article.outlet, article.license) == (
            "en-GB",
            "Harbour",
            "CC0-1.0",
        )

    def test_a_row_whose_text_was_changed_is_refused(self, write: Write) -> None:
        row = row_to_dict(one(write("a.txt", EN)))
        assert "text_sha256" in why(write("a.jsonl", lines({**row, "text": EN + " "}))).what
        outside = {**row, "segments": [{"role": "body", "start": 0, "end": 999}]}
        assert "segment" in why(write("a.jsonl", lines(outside))).what


class TestHtml:
    PAGE = (
        '<html lang="ru-RU"><head><title>Песков: переговоры идут — Тракт</title>'
        '<meta property="og:site_name" content="Тракт">'
        '<link rel="canonical" href="https://trakt.example/a"></head><body><nav>Меню</nav>'
        "<article><h1>Песков: переговоры идут</h1><p>Переговоры продолжаются, заявил Песков. Это "
        "первое предложение достаточно длинное, чтобы его не выбросили.</p><p>Второй абзац тоже "
        "достаточно длинный: «Мы готовы», — сказал он журналистам в Москве.</p></article>"
        "<footer>Подпишитесь</footer></body></html>"
    )

    def test_a_page_gives_its_article(self, write: Write) -> None:
        pytest.importorskip("trafilatura")
        article = one(write("a.html", self.PAGE))
        assert (article.title, article.outlet) == ("Песков: переговоры идут", "Тракт")
        assert (article.url, article.language) == ("https://trakt.example/a", "ru")
        assert article.segments[0].role == "title"
        assert "Подпишитесь" not in str(article.text)
        assert "Меню" not in str(article.text)

    def test_a_page_without_an_article_is_refused(self, write: Write) -> None:
        pytest.importorskip("trafilatura")
        assert "no article" in why(write("a.html", "<html><body></body></html>")).what

    def test_the_missing_extra_is_named(
        self, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
        error = why(write("a.html", self.PAGE))
        assert "[html]" in str(error.mend)
        assert error.exit_code == 2


class TestLanguage:
    @pytest.mark.parametrize(("text", "language"), [(AR, "ar"), (RU, "ru"), (EN, "en")])
    def test_it_is_detected(self, write: Write, text: str, language: str) -> None:
        assert one(write("a.txt", text)).language == language

    def test_the_caller_is_heard_first_then_the_article(self, write: Write) -> None:
        path = write("a.jsonl", lines({"text": EN, "language": "en-GB"}))
        assert one(path).language == "en-GB"
        assert one(path, language="ar").language == "ar"

    @pytest.mark.parametrize("text", ["Да.", "12 345 678 90 12 345", "qwe rty asdf zxcv bnm poi"])
    def test_an_unsure_one_is_refused(self, write: Write, text: str) -> None:
        error = why(write("a.txt", text))
        assert "language" in error.what
        assert "--language" in str(error.mend)

    def test_the_caller_cannot_invent_one(self, write: Write) -> None:
        error = why(write("a.txt", EN), language="arabic")
        assert isinstance(error, UsageError)
        assert "BCP-47" in str(error.mend)

    def test_its_shape_is_the_contract_s(self) -> None:
        (column,) = [c for c in contract().table("articles").columns if c.name == "language"]
        assert f"^{LANGUAGE.pattern}$" == column.pattern


class TestPublished:
    @pytest.mark.parametrize(
        ("given", "instant", "precision"),
        [
            ("2025-07-03", "2025-07-03T00:00:00+00:00", "day"),
            ("2025-07-03T18:20", "2025-07-03T18:20:00+00:00", "minute"),
            ("2025-07-03T18:20:00Z", "2025-07-03T18:20:00+00:00", "minute"),
            ("2025-07-04 01:20+03:00", "2025-07-03T22:20:00+00:00", "minute"),
        ],
    )
    def test_it_is_an_instant_in_utc(
        self, write: Write, given: str, instant: str, precision: str
    ) -> None:
        article = one(write("a.jsonl", lines({"text": EN, "published_at": given})))
        assert article.published_at is not None
        assert article.published_at.isoformat() == instant
        assert article.published_precision == precision

    @pytest.mark.parametrize("given", ["2025-02-30", "3 July", "2025", "0001-01-01T00:00+14:00"])
    def test_an_impossible_one_is_refused(self, write: Write, given: str) -> None:
        assert given in why(write("a.jsonl", lines({"text": EN, "published_at": given}))).what


class TestFolders:
    def test_several_paths_are_one_reading_and_each_article_has_its_place(
        self, write: Write, tmp_path: Path
    ) -> None:
        paths = [write("b.jsonl", lines({"text": EN}, {"text": AR})), write("a/x.txt", RU)]
        write("a/old.refused.jsonl", "{}")
        places: dict[str, str] = {}
        ids = [a.article_id for a in read_articles(paths[0], tmp_path / "a", places=places)]
        assert list(places) == ids
        assert list(places.values()) == [f"{paths[0]}:1", f"{paths[0]}:2", str(paths[1])]

    def test_they_are_read_in_the_order_of_their_paths(self, write: Write, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/b/c.txt", "B.TXT"):
            write(name, f"{EN} {name}")
        for name in ("README.md", "CHANGELOG.md", "DATA_STATEMENT.md"):
            write(name, "not an article")
        write(".hidden.txt", "not an article")
        write(".git/x.txt", "not an article")
        write("picture.png", b"\0")
        found = [str(a.text).removeprefix(f"{EN} ") for a in read_articles(tmp_path)]
        assert found == ["B.TXT", "a/b/c.txt", "a/z.txt", "b.txt"]

    def test_one_bad_file_does_not_stop_the_others(self, write: Write, tmp_path: Path) -> None:
        write("a.txt", EN)
        write("b.txt", b"\0")
        write("c.txt", AR)
        os.symlink(tmp_path / "nowhere", tmp_path / "d.txt")
        refused: list[Refusal] = []
        assert [a.language for a in read_articles(tmp_path, refused=refused)] == ["en", "ar"]
        assert [Path(r.where).name for r in refused] == ["b.txt", "d.txt"]

    @pytest.mark.parametrize("name", ["nowhere", "nowhere.txt", "a.docx", "."])
    def test_what_cannot_be_read_is_a_misuse(self, write: Write, tmp_path: Path, name: str) -> None:
        write("a.docx", "x")
        error = why(tmp_path / name)
        assert isinstance(error, UsageError)
        assert error.mend

    def test_a_name_that_is_no_text_does_no_harm(self, write: Write, tmp_path: Path) -> None:
        path = tmp_path / os.fsdecode(b"\xff\xfe.txt")
        path.write_text(EN)
        assert one(path).article_id.startswith("art_")


class TestRemarks:
    def test_what_cannot_be_seen_is_said_and_stays(self, write: Write) -> None:
        article = one(write("a.txt", f"\u200f{EN}\u200f\u00ad “Never closed, he said."))
        assert "\u200f" in str(article.text)
        first, second, third = remarks(article)
        assert first == "2 x U+200F RIGHT-TO-LEFT MARK, the first at 0"
        assert "SOFT HYPHEN" in second
        assert "never closed" in third


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_any_text_comes_back_or_is_refused_and_its_segments_say_what_it_says(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    path.write_text(lines({"text": text, "language": "en"}), encoding="utf-8")
    refused: list[Refusal] = []
    kept = list(read_articles(path, refused=refused))
    assert len(kept) + len(refused) == 1
    for article in kept:
        assert article.text == text.replace("\r\n", "\n").replace("\r", "\n")
        for _, start, end in article.segments:
            assert 0 <= start < end <= len(article.text)


def test_the_first_error_is_raised_where_nobody_collects_them(write: Write) -> None:
    articles = read_articles(write("a.jsonl", lines({"text": EN}) + "{\n"))
    assert next(articles).text == EN
    with pytest.raises(DataError, match=r"a\.jsonl:2"):
        next(articles)
