"""INCEpTION: offsets as Java counts them, layers of others, and what is refused."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest

from claims.corpus import Corpus
from claims.errors import MissingExtra
from claims.exchange import read_corpus, write_corpus
from claims.ingest import ArticleDefaults
from claims.model import Refusal

ARABIC = f"art_{'a' * 16}.xmi"


@pytest.fixture
def out(small_corpus, tmp_path) -> Path:
    """The small corpus as INCEpTION has it."""
    write_corpus(small_corpus, tmp_path / "out", "inception")
    return tmp_path / "out"


def read(path: Path) -> tuple[Corpus, list[Refusal]]:
    refused: list[Refusal] = []
    return read_corpus(path, "inception", refused, defaults=ArticleDefaults(language="ar")), refused


def change(file: Path, old: str, new: str) -> None:
    """The file with a pattern replaced, once."""
    text, count = re.subn(old, new, file.read_text(encoding="utf-8"), count=1)
    assert count == 1
    file.write_text(text, encoding="utf-8")


def test_offsets_go_out_as_utf_16_units(out):
    root = ElementTree.parse(out / ARABIC).getroot()
    units = next(one.get("sofaString") for one in root if one.tag.endswith("Sofa")).encode("utf-16-le")
    said = {
        one.get("label"): units[2 * int(one.get("begin")) : 2 * int(one.get("end"))].decode("utf-16-le")
        for one in root
        if one.tag.endswith("ClaimsMark")
    }
    assert said["source"] == "بوتين"
    assert said["evidence"] == "بلاده تفضل الحلول السياسية"


def test_a_text_of_another_project_is_read_with_its_language(out):
    change(out / ARABIC, r"<custom:ClaimsAbout [^>]*>", "")
    change(out / ARABIC, r'members="2 3 ', 'members="2 ')
    corpus, refused = read(out / ARABIC)
    assert not refused
    assert corpus.rows("articles")[0].language == "ar"
    assert len(corpus.rows("attributions")) == 2


def test_tokens_are_let_be_and_annotations_of_other_layers_are_refused(out):
    token = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
    layer = "<typeDescription><name>{}</name><supertypeName>uima.tcas.Annotation</supertypeName></typeDescription>"
    change(out / "TypeSystem.xml", "</types>", f"{layer.format('custom.Person')}{layer.format(token)}</types>")
    names = 'xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"'
    change(out / ARABIC, "<xmi:XMI ", f"<xmi:XMI {names} ")
    added = '<type:Token xmi:id="901" sofa="1" begin="0" end="3"/><custom:Person xmi:id="902" sofa="1" begin="0" end="3"/>'
    change(out / ARABIC, "<cas:Sofa ", f"{added}<cas:Sofa ")
    change(out / ARABIC, r'members="', 'members="901 902 ')
    _, refused = read(out / ARABIC)
    assert [one.what for one in refused] == ["1 annotations of custom.Person"]


WRONG = {
    # what is wrong: pattern, replacement, what is said
    "an end between two halves": (r'begin="30" end="\d+"', 'begin="6" end="31"', "cuts a character in two"),
    "an end outside": (r'(ClaimsMark[^>]*) end="\d+"', r'\1 end="999"', "cuts a character in two, or is not in the text"),
    "a mark without a label": (r'(ClaimsMark[^>]*) label="\w+"', r"\1", "no label"),
    "a relation without an end": (r' Dependent="\d+"', "", "without one of its ends"),
    "a label that there is not": (r'label="cue"', 'label="verb"', "no label 'verb'"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_its_line(old, new, said, out):
    change(out / ARABIC, old, new)
    _, refused = read(out / ARABIC)
    assert said in refused[0].reason
    assert re.fullmatch(rf"{re.escape(str(out / ARABIC))}:\d+", refused[0].where)
    assert refused[0].mend


@pytest.mark.parametrize("content", ["", "<xmi", "<html/>", '<a xmlns:x="http:///x.ecore"><x:B/></a>'])
def test_a_file_that_is_no_cas_is_refused(content, out):
    (out / ARABIC).write_text(content, encoding="utf-8")
    corpus, refused = read(out)
    assert [one.where for one in refused] == [str(out / ARABIC)]
    assert corpus.table("articles").num_rows == 1


def test_without_the_type_system_nothing_is_guessed(out):
    (out / "TypeSystem.xml").unlink()
    _, refused = read(out / ARABIC)
    assert refused[0].reason == "TypeSystem.xml is not beside it"


def test_a_text_that_xml_cannot_hold_is_counted(small_rows, tmp_path):
    text = "قال\x01 شيئا"
    article = replace(small_rows["articles"][0], text=text, text_sha256=sha256(text.encode()).hexdigest(), segments=())
    lost = write_corpus(Corpus.from_rows(articles=[article]), tmp_path / "out", "inception").lost
    assert lost == {"articles with signs that XML cannot hold": 1}


def test_a_missing_package_is_told_with_the_line_that_brings_it(small_corpus, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(MissingExtra) as raised:
        write_corpus(small_corpus, tmp_path / "out", "inception")
    assert raised.value.mend == "pip install 'attributed-claims[inception]'"
    assert not list(tmp_path.iterdir())
