"""What is selected in the page comes to Python as exactly these code points, in any script.

In each script some selections are drawn with the mouse. 240 more are set in the document as a mouse sets them, and go the same
way from there: the selection of the document, the key N, the message to the kernel.
"""

from __future__ import annotations

import random
import unicodedata

import pytest

from browser import in_a_browser
from claims.corpus import Corpus
from scripts import LANGUAGES, TEXTS, article

pytestmark = [in_a_browser, pytest.mark.parametrize("script", TEXTS)]

KEEPS = "() => { window.kept = []; models.forEach((model) => { model.send = (said) => window.kept.push(said.argument.change.content[0]); }); }"
SELECTS = """async (selections) => {
  const nodes = [...document.querySelectorAll(".claims-block")].map((block) => block.firstChild);
  for (const [[one, from], [other, to]] of selections) {
    const told = new Promise((done) => document.addEventListener("selectionchange", done, { once: true }));
    document.getSelection().setBaseAndExtent(nodes[one], from, nodes[other], to);
    await told;
    document.querySelector(".claims-text").dispatchEvent(new KeyboardEvent("keydown", { key: "n", code: "KeyN", bubbles: true }));
  }
  return window.kept;
}"""
LETTER = """([block, from, to]) => {
  const range = document.createRange(), node = document.querySelectorAll(".claims-block")[block].firstChild;
  range.setStart(node, from); range.setEnd(node, to);
  const { left, right, top, height } = range.getBoundingClientRect();
  return [left, right, top + height / 2];
}"""


def place(text: str, point: int) -> tuple[int, int]:
    """The line of a code point, and how many UTF-16 units of it stand before."""
    before = text[:point].split("\n")
    return len(before) - 1, len(before[-1].encode("utf-16-le")) // 2


def letters(text: str) -> list[int]:
    """The places of what can be a letter at the edge of a span."""
    return [at for at, one in enumerate(text) if not one.isspace()]


def standing_alone(text: str) -> list[int]:
    """The letters that nothing joins to: no mark follows, no joiner, no second half of a flag."""
    apart = ("Lo", "Lu", "Ll", "Nd")
    return [
        at for at in letters(text)
        if unicodedata.category(text[at]) in apart and unicodedata.category(text[at + 1 : at + 2] or " ") not in ("Mn", "Cf", "Sk")
    ]  # fmt: skip


def test_any_letter_to_any_letter_is_exactly_these_code_points(edit, page, script):
    text = TEXTS[script]
    edit(Corpus.from_rows(articles=[article(text, LANGUAGES[script])]))
    draw = random.Random(script)
    at = letters(text)
    pairs = [sorted(draw.choices(at, k=2)) for _ in range(240)]
    spans = [[start, end + 1] for start, end in pairs]
    selections = [(place(text, start), place(text, end)) for start, end in spans]
    page.evaluate(KEEPS)
    kept = page.evaluate(SELECTS, [draw.sample(ends, 2) for ends in selections])  # forth or back
    assert kept == spans


def test_the_mouse_selects_from_the_letter_where_it_is_pressed_to_the_letter_where_it_is_released(edit, page, script):
    text = TEXTS[script]
    edit(Corpus.from_rows(articles=[article(text, LANGUAGES[script])]))
    page.evaluate(KEEPS)
    draw = random.Random(script)
    at = standing_alone(text)
    spans = []
    for _ in range(12):
        first, last = sorted(draw.sample(at, 2))
        for letter, inside in ((first, 0.2), (last, 0.8)):
            left, right, y = page.evaluate(LETTER, [*place(text, letter), place(text, letter + 1)[1]])
            leftwards = unicodedata.bidirectional(text[letter]) in ("R", "AL")
            x = right - inside * (right - left) if leftwards else left + inside * (right - left)
            page.mouse.move(x, y)
            if letter == first:
                page.mouse.down()
        page.mouse.up()
        spans.append([first, last + 1])
        page.keyboard.press("n")
    assert page.evaluate("window.kept") == spans


def test_no_letter_moves_when_spans_are_drawn(edit, page, script):
    text = TEXTS[script]
    edit(Corpus.from_rows(articles=[article(text, LANGUAGES[script])]))
    places = "() => [...document.querySelectorAll('.claims-block')].map((block) => { const range = document.createRange(); range.selectNodeContents(block); return [...range.getClientRects()].map(({ x, y, width }) => [x, y, width]); })"
    before = page.evaluate(places)
    page.evaluate("() => { const node = document.querySelectorAll('.claims-block')[1].firstChild; for (const name of ['content', 'cue', 'source', 'active-content']) CSS.highlights.get(`claims-${name}`).add(new StaticRange({ startContainer: node, startOffset: 2, endContainer: node, endOffset: 9 })); }")
    assert page.evaluate(places) == before
    blocks = page.locator(".claims-block")
    assert [block.evaluate("(block) => [block.childNodes.length, block.textContent]") for block in blocks.all()] == [[1, line] for line in text.split("\n")]
