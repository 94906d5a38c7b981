"""The pages in Chromium, from the disk: no errors, no requests, inert attacks, open to all, and no letter moved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from browser import in_a_browser, opened

AXE = Path(__file__).parents[1] / "javascript/node_modules/axe-core/axe.min.js"
THREAD = f"thread/clm_{'2' * 16}.html"
ARABIC, RUSSIAN = (f"article/art_{digit * 16}.html" for digit in "ab")
PAGES = ("index.html", "articles.html", "sources.html", "search.html", "threads.html", "source/src_vladimir_putin.html", THREAD, ARABIC, RUSSIAN)
MOVED = """() => {
  const places = (text) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), found = [];
    for (let node; (node = walker.nextNode());) for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + 1);
      const { left, top } = range.getBoundingClientRect();
      found.push(left, top);
    }
    return found;
  };
  let letters = 0, most = 0;
  for (const text of document.querySelectorAll(".text")) {
    const drawn = places(text);
    text.textContent = text.textContent;
    const plain = places(text);
    letters += plain.length / 2;
    most = Math.max(most, ...plain.map((place, at) => Math.abs(place - drawn[at])));
  }
  return [letters, most];
}"""

pytestmark = in_a_browser
with_axe = pytest.mark.skipif(
    not AXE.is_file() and os.environ.get("CI") != "true", reason="it needs `npm install --prefix tests/javascript --no-package-lock`"
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_attacks_opens_without_an_error_and_runs_nothing(page, attacked, path):
    page.goto((attacked / path).as_uri())
    if path == "search.html":
        page.fill("#words", "script")
        page.wait_for_selector("#found li")
    page.wait_for_timeout(50)
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("[...document.querySelectorAll('img, a[href^=\"javascript\" i], script:not([src])')].length") == 0
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style sheet was not let in"


def test_the_policy_lets_in_no_picture_and_no_script_of_a_page(browser, site):
    with pytest.raises(AssertionError) as failure, opened(browser) as page:
        page.goto((site / "index.html").as_uri())
        page.evaluate("document.body.innerHTML += '<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">'")
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.pwned = 1' }))")
        assert page.evaluate("window.pwned") is None
    assert str(failure.value).count("violates the following Content Security Policy directive") == 2


@with_axe
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_open_to_all(browser, site, path):
    with opened(browser, color_scheme="dark" if path in (RUSSIAN, "sources.html") else "light") as page:
        page.goto((site / path).as_uri())
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({ preload: false })")  # it would fetch the style sheet, which a page on a disk may not
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert len(found["passes"]) > 10


@pytest.mark.parametrize("path", [ARABIC, RUSSIAN])
def test_spans_move_no_letter(page, site, path):
    page.goto((site / path).as_uri())
    letters, moved = page.evaluate(MOVED)
    assert letters > 50
    assert moved < 0.1


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(browser, site, path):
    with opened(browser, viewport={"width": 360, "height": 740}) as page:
        page.goto((site / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(
    "words, found",
    [("تُفضِّل الحُلُول", "بلاده تفضل الحلول السياسية"), ("МЫ ГОТОВЫ", "Мы готовы"), ("kremlin", "بلاده تفضل الحلول السياسية"), ("вестник", "Мы готовы")],
)
def test_search_finds_claims_whatever_the_case_and_the_vowel_signs(page, site, words, found):
    page.goto((site / "search.html").as_uri())
    page.fill("#words", words)
    page.wait_for_selector("#found li")
    assert found in page.locator("#found li .claim").all_inner_texts()
    page.locator("#found a").first.click()
    page.wait_for_url("**/article/*#clm_*")


def test_search_can_be_narrowed_and_says_how_much_it_found(page, site):
    page.goto((site / "search.html").as_uri())
    page.wait_for_function("document.getElementById('told').textContent == '3 claims to search'")
    page.select_option("#language", "ru")
    assert page.inner_text("#told") == "2 of 3 claims"
    page.fill("#words", "qqq")
    assert page.inner_text("#told") == "0 of 3 claims"


def test_a_card_and_its_words_light_up_together(page, site):
    page.goto((site / ARABIC).as_uri())
    page.locator(".card .chain").nth(1).hover()
    lit = page.locator(".text .on").all_inner_texts()
    assert "شدد" in lit and "أوضح" not in lit
    page.locator(".text .cue").first.hover()
    assert page.locator(".card.on").count() == 1
