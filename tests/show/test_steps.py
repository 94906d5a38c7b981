"""The page of judgements: each cue with what became of it and why, right-to-left words apart, plain where piped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.cli import main
from claims.errors import UsageError
from claims.extract.rules import RulesEngine
from claims.model import Article
from claims.runner import run
from claims.show import Screen
from claims.show.steps import Overheard, explained
from claims.sources.registry import Registry
from claims.text.segment import segments

EN = (
    "Bridge shut\n\nThe ministry reported that the mayor said the bridge was safe. The mayor did not say why. "
    "Ann Bell, the envoy, denied that it was shut."
)
RU = "Министр Анна Белова заявила, что мост открыт. Губернатор сообщил, что он закрыт. «Это так», — сказала она."
AR = "قال وزير الخارجية إن المحادثات مستمرة في العاصمة منذ أسبوع، وأضاف أن بلاده متفائلة بنتائجها."


def lines(text: str, language: str = "en", cue: str | None = None, colour: bool = False) -> list[str]:
    """The page of a text."""
    title = text.partition("\n\n")[0] if "\n\n" in text else None
    article = Article("art_0123456789abcdef", title, text, "", language, segments=segments(text, title))
    engine, refused = Overheard(RulesEngine()), []
    (one,) = run([article], engine=engine, registry=Registry.from_file(None), refused=refused)
    return [line.plain.rstrip() for line in explained(one, engine.steps, Screen(100, colour), cue)]


def rows(page: list[str], cue: str) -> dict[str, str]:
    """Stage -> the rest of its line, of the first cue of these words."""
    start = page.index(f"  {cue}")
    found: dict[str, str] = {}
    for line in page[start + 1 :]:
        if not line.startswith("      "):
            break
        if line[6] != " ":
            found[line[6:20].strip()] = line[20:]
    return found


def test_a_cue_that_reports_is_told_from_its_grammar_to_its_claims():
    found = rows(lines(EN), "reported")
    assert list(found) == ["cue", "tried", "rule", "content", "source", "kept", "who"]
    assert found["cue"].startswith("verb fin, ")
    assert "clause" in found["cue"].partition("takes ")[2]
    assert found["rule"] == "complementizer"
    assert found["content"].startswith("the mayor said the bridge was safe")
    assert found["source"] == "The ministry  name"
    assert found["kept"].startswith("indirect, verb, ")
    inner = rows(lines(EN), "said")
    assert inner["inside"] == "reported  complementizer"
    assert inner["claim +"] == "the bridge was safe  asserted, assertion"


def test_a_cue_that_does_not_is_told_with_its_veto_and_the_reason():
    found = rows(lines(EN), "say")
    assert (found["veto"], found["refused"]) == ("negated", "negated reporting")
    assert "kept" not in found


def test_each_sentence_is_told_with_its_role_and_one_without_a_cue_says_so():
    page = lines(EN)
    assert page[page.index("title, no cue") + 1] == "  Bridge shut"
    assert sum(line == "lead" for line in page) == 3


def test_who_is_passed_over_is_told_with_gender_and_who_is_taken_after_them():
    found = rows(lines(RU, "ru"), "сказала")
    assert found["passed over"] == "Губернатор  m, and f is asked for"
    assert found["points back"] == "Министр Анна Белова"
    assert found["who"].endswith("new: the registry does not know it")


def test_right_to_left_words_are_isolates_and_a_cut_is_told_with_what_it_leaves_out():
    page = lines(AR, "ar")
    (cut,) = (line for line in page if "cut before" in line)
    assert "a cue beside it" in cut
    isolate = re.search("\u2068(.*?)\u2069", cut)
    assert isolate is not None
    assert isolate[1].startswith("\u200f، وأضاف")
    for line in page:
        assert not re.search("[\u0600-\u06ff]", re.sub("\u2068.*?\u2069", "", line)), line


def test_cues_can_be_picked_by_letters_whatever_their_case_and_signs():
    page = lines(EN, cue="SA")
    assert "  said" in page
    assert "  say" in page
    assert "  reported" not in page
    assert "title, no cue" not in page
    assert any("وأضاف" in line for line in lines(AR, "ar", cue="أَضاف"))


def test_a_cue_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(UsageError, match=r"no cue 'wept'; there are: denied, reported, said, say"):
        lines(EN, cue="wept")


def test_what_is_not_read_is_told():
    article = Article("art", None, EN, "", "en", segments=segments(EN, "Bridge shut"))
    last = article.segments[-1]
    silent = Article("art", None, EN, "", "en", segments=(*article.segments[:-1], last._replace(role="caption")))
    engine = Overheard(RulesEngine())
    (one,) = run([silent], engine=engine, registry=Registry.from_file(None), refused=[])
    page = [line.plain.rstrip() for line in explained(one, engine.steps, Screen(100, False))]
    assert "caption, not read, no cue" in page
    assert not any("complementizer" in line for line in page)


def test_what_would_move_the_cursor_of_a_screen_is_shown_and_not_sent():
    page = lines("The mayor said that the\x1b[2J bridge\u202e is safe.")
    assert not any({"\x1b", "\u202e"} & set(line) for line in page)
    assert any("␛[2J" in line for line in page)


# as a command


def command(*args: str) -> Result:
    result = CliRunner().invoke(main, ["explain", *args], env={"COLUMNS": "100"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(EN, encoding="utf-8")
    return str(tmp_path / "a.txt")


def test_piped_it_is_plain_text(file):
    result = command(file, "--language", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    assert "      rule          complementizer" in result.stdout.splitlines()


def test_an_article_is_picked_by_its_number(tmp_path):
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{RU}", "language": "ru"}}\n{{"text": "{AR}", "language": "ar"}}\n', encoding="utf-8")
    assert "وأضاف" in command(str(tmp_path / "a.jsonl"), "--id", "2").stdout
    assert "заявила" in command(str(tmp_path / "a.jsonl")).stdout


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("--id", "9"), 2, "no article '9'"),
        (("--language", "en", "--cue", "wept"), 2, "no cue 'wept'; there are: denied, "),
        (("--language", "qx"), 1, "refused the article: no language pack 'qx'; there are: ar, "),
    ],
)
def test_bad_input_is_told_with_its_mend(args, code, message, file):
    result = command(file, *args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert "mend: " in result.stderr or "there are: " in result.stderr
