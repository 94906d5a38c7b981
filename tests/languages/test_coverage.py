"""What packs cover, counted, and the command that lists it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.cli import main
from claims.languages import coverage as room
from claims.languages.coverage import coverage
from claims.languages.pack import languages, load_pack, read_pack

SMALL = """language: qq
name: Kuku
order: svo
traits: [pro_drop]
cues:
  - {class: neutral, frames: [clause], forms: {fin.m.sg: [kuka, "kukó … ab"], conv: [kukum]}}
  - {class: denial, commitment: denies, forms: {fin: [nek]}}
  - {kind: noun, class: neutral, forms: {noun: [kukado]}}
  - {kind: phrase, class: evidential, forms: {noun: [lau]}}
  - {kind: postphrase, class: evidential, forms: {noun: [lei]}}
  - {kind: prefix, class: evidential, forms: {noun: [kiel]}}
words:
  complementizer: [pa, pa po]
  head: [mino]
markers: {hedge: [eble]}
"""


def command(*args: str) -> Result:
    result = CliRunner().invoke(main, ["languages", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_forms_are_counted_by_kind_and_by_class_those_of_two_parts_too(tmp_path):
    file = tmp_path / "qq.yaml"
    file.write_text(SMALL, encoding="utf-8")
    found = coverage(read_pack(file))
    assert found.kinds == {"verbs": 4, "nouns": 1, "adpositions": 2, "others": 1}
    assert found.classes == {"neutral": 4, "denial": 1, "evidential": 3}
    assert found.examples["neutral"] == ("kuka", "kukum", "kukado", "kukó … ab")
    assert (found.words, found.markers, found.gold_lines) == (3, 1, 0)


@pytest.mark.parametrize("language", languages())
def test_kinds_and_classes_count_the_same_forms(language):
    pack = load_pack(language)
    found = coverage(pack)
    forms = len(pack.forms) + sum(map(len, pack.split.values()))
    assert sum(found.kinds.values()) == sum(found.classes.values()) == forms
    assert found.kinds["verbs"] > 100
    assert found.classes["neutral"] > 50


def test_gold_lines_are_those_that_tests_read():
    file = Path(__file__).with_name("gold") / "ru.txt"
    lines = [one for one in file.read_text(encoding="utf-8").splitlines() if one.strip() and one[0] != "#"]
    assert coverage(load_pack("ru")).gold_lines == len(lines) > 0


def test_outside_a_checkout_gold_lines_are_unknown(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "__file__", str(tmp_path / "claims/languages/coverage.py"))
    assert coverage(load_pack("ru")).gold_lines is None
    assert re.search(r"^ru( +\d+){7} +-  Русский$", command().stdout, re.MULTILINE)


def test_each_language_has_a_line_and_a_column_by_class():
    result = command()
    first, second = result.stdout.split("\n\n")
    head, *rows = first.splitlines()
    assert [row.split()[0] for row in rows] == list(languages())
    assert len({len(row.rpartition("  ")[0]) for row in rows} | {len(head)}) == 1
    columns, *classes = second.splitlines()
    assert columns.split()[2:] == list(languages())
    assert "denial" in {row.split()[0] for row in classes}
    assert {len(row.split()) for row in classes} == {len(languages()) + 1}
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_names_and_words_that_run_right_to_left_are_isolates():
    for printed in (command().stdout, command("fa").stdout):
        rest = re.sub("\u2068[^\u2069]*\u2069", "", printed)
        assert "\u2068" in printed
        assert not re.search("[\u0600-\u06ff]", rest)


def test_one_language_is_told_in_full():
    printed = command("de").stdout
    assert re.search(r"^  verb_second +the finite verb is the second constituent", printed, re.MULTILINE)
    assert re.search(r"^  denial +\d+  \S+, ", printed, re.MULTILINE)
    assert re.search(r"^  complementizer +\d+  .*dass", printed, re.MULTILINE)
    assert re.search(r"^  infinitive +\d+  eln, en", printed, re.MULTILINE)


def test_a_language_without_a_pack_is_told_with_those_there_are():
    result = command("qx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"no language pack 'qx'; there are: {', '.join(languages())}" in result.stderr
