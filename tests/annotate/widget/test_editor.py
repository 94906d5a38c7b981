"""The editor in a page: what a person does with keys and mouse is done by the session, and what the session says is shown."""

from __future__ import annotations

import pytest

import claims
from browser import in_a_browser
from claims.corpus import Corpus
from claims.model import Source, Span
from notebook_page import show
from scripts import LANGUAGES, TEXTS, article
from sitting import AR, BY_AUTHOR, BY_GOVERNOR, BY_PUTIN, GOVERNOR, PUTIN, RU, STATEMENT, sit

pytestmark = in_a_browser

SAVED = ".claims-status[data-kind=done] >> text=Saved."


def press(page, *keys: str) -> None:
    """Presses keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def saved(page, *keys: str) -> None:
    """Presses keys, after which the page says that a change is saved."""
    page.evaluate("document.querySelector('.claims-status').textContent = ''")
    press(page, *keys)
    page.wait_for_function("document.querySelector('.claims-status').textContent")
    assert page.locator(".claims-status").inner_text() == "Saved."


def choose(page, text: str) -> None:
    """Clicks on the claim with this text in the list."""
    page.locator(".claims-row", has_text=text).click()


def row_of(dataset, table: str, row_id: str):
    """A row as the repository has it with all logs replayed."""
    key = {"claims": "claim_id", "attributions": "attribution_id"}[table]
    return next(row for row in claims.load(dataset).rows(table) if getattr(row, key) == row_id)


def drawn(page, name: str) -> list[str]:
    """What the ranges of a highlight say."""
    ranges = "[...(CSS.highlights.get(name) ?? [])].map((one) => { const range = document.createRange(); range.setStart(one.startContainer, one.startOffset); range.setEnd(one.endContainer, one.endOffset); return range.toString(); })"
    return page.evaluate(f"(name) => {ranges}", f"claims-{name}")


def test_an_article_is_shown_with_its_spans_its_claims_and_the_chain_of_each(edit, page, small_corpus, shot):
    edit(small_corpus, AR)
    choose(page, "بلاده تفضل")
    assert drawn(page, "active-content") == ["بلاده تفضل الحلول السياسية"]
    assert drawn(page, "active-cue") == ["شدد"]
    assert sorted(drawn(page, "source")) == sorted(["بيان الكرملين", "بوتين"])
    assert page.locator(".claims-crumbs li").all_inner_texts() == ["Kremlin أوضح", "Vladimir Putin شدد"]
    assert page.get_by_label("polarity").input_value() == "positive"
    assert "It says that something is so." in page.locator(".claims-field:has(> label:text-is('polarity')) small").inner_text()
    shot("arabic")


@pytest.mark.parametrize("script, directions", [
    ("ar", ["rtl"] * 4), ("ar-he", ["rtl"] * 3), ("ru", ["ltr"] * 3), ("en", ["ltr"] * 3), ("emoji", ["rtl", "rtl", "ltr"]),
])  # fmt: skip
def test_each_block_has_its_own_direction(edit, page, script, directions, shot):
    edit(Corpus.from_rows(articles=[article(TEXTS[script], LANGUAGES[script])]))
    assert page.locator(".claims-block").evaluate_all("(blocks) => blocks.map((block) => block.dir)") == directions
    shot(script)


def test_a_block_that_begins_with_a_foreign_name_runs_as_its_article_does(edit, page):
    edit(Corpus.from_rows(articles=[article("خبر عاجل\nBBC قالت إن الوفد وصل\nAgence France-Presse a tout publié hier", "ar")]))
    assert page.locator(".claims-block").evaluate_all("(blocks) => blocks.map((block) => block.dir)") == ["rtl", "rtl", "ltr"]


def test_an_article_is_annotated_with_the_keyboard_alone(edit, page, dataset, shot):
    text = TEXTS["ar"]
    edit(Corpus.from_rows(articles=[article(text, "ar")], sources=[Source("src_minister", "Minister of Energy", "role")]))
    words = text.split("\n")[1].split(" ")
    assert words[:3] == ["قالَ", "الوزيرُ", "إن"]
    page.locator(".claims-text").focus()
    press(page, "ArrowDown", "Home")  # the second line; what is first there is at the right
    press(page, *["Control+ArrowLeft"] * 3, *["Control+Shift+ArrowLeft"] * 4)
    saved(page, "n")
    press(page, "t", "Home", "Control+Shift+ArrowLeft")
    saved(page, "q")
    press(page, "t", "ArrowRight", "Home", "Control+ArrowLeft", "Control+Shift+ArrowLeft")
    saved(page, "s")
    press(page, "i")
    page.keyboard.type("minister")
    page.get_by_role("option", name="Minister of Energy").wait_for(state="attached")
    saved(page, "Enter")
    press(page, "e", "Tab")
    saved(page, "ArrowDown", "Tab")
    press(page, "Escape")
    saved(page, "y")
    shot("keyboard")
    (made,), (claim,) = claims.load(dataset).rows("attributions"), claims.load(dataset).rows("claims")
    said = {role: [span.of(text) for span in getattr(made, role)] for role in ("content", "cue", "source")}
    assert said == {"content": ["المخزون يكفي ٩٠ يوماً"], "cue": ["قالَ"], "source": ["الوزيرُ"]}
    assert (made.source_id, claim.text, claim.polarity, claim.status) == ("src_minister", "المخزون يكفي ٩٠ يوماً", "negative", "reviewed")


@pytest.mark.parametrize("key, code", [("ن", "KeyY"), ("н", "KeyY"), ("y", "KeyY")])
def test_keys_are_where_they_are_on_an_arabic_or_russian_keyboard(edit, page, dataset, small_corpus, key, code):
    edit(small_corpus, RU)
    choose(page, "Мы готовы")
    page.evaluate("([key, code]) => document.querySelector('.claims-list').dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))", [key, code])
    page.locator(SAVED).wait_for()
    assert row_of(dataset, "claims", BY_GOVERNOR).status == "reviewed"


def test_what_is_undone_is_back_and_can_be_done_again(edit, page, dataset, small_corpus):
    edit(small_corpus, RU)
    choose(page, "Мы готовы")
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    assert (undo.is_disabled(), redo.is_disabled()) == (True, True)
    for keys, polarity in ((None, "negative"), ("u", "positive"), ("Shift+U", "negative"), ("Control+z", "positive"), ("Control+y", "negative")):
        if keys:
            saved(page, keys)
        else:
            page.get_by_label("polarity").select_option("negative")
            page.locator(SAVED).wait_for()
            page.locator(".claims-list").focus()
        assert page.get_by_label("polarity").input_value() == polarity
        assert row_of(dataset, "claims", BY_GOVERNOR).polarity == polarity
    assert (undo.is_disabled(), redo.is_disabled()) == (False, True)


def test_an_edge_moves_by_a_letter_or_a_word_and_what_hangs_on_the_span_stays(edit, page, dataset, small_corpus):
    edit(small_corpus, AR)
    choose(page, "بلاده تفضل")
    before = row_of(dataset, "attributions", PUTIN)
    page.locator(".claims-list").focus()
    saved(page, "Alt+Shift+Comma")
    after = row_of(dataset, "attributions", PUTIN)
    (start, end), = before.content
    assert after.content == (Span(start + len("بلاده "), end),) and (after.parent_id, after.source_id) == (STATEMENT, "src_vladimir_putin")
    assert row_of(dataset, "claims", BY_PUTIN).text == "تفضل الحلول السياسية"
    saved(page, *["Comma"] * 3, "Alt+Comma")
    assert row_of(dataset, "attributions", PUTIN).content == before.content
    press(page, "2")
    saved(page, "Shift+Period")
    assert drawn(page, "active-cue") == ["شد"]


def test_an_edge_is_drawn_with_the_mouse_from_right_to_left(edit, page, dataset, small_corpus):
    edit(small_corpus, AR)
    choose(page, "بلاده تفضل")
    (span,) = row_of(dataset, "attributions", PUTIN).content
    text = claims.load(dataset).rows("articles")[0].text
    target = page.evaluate("""() => { const range = document.createRange(), node = document.querySelectorAll(".claims-block")[1].firstChild, at = node.data.indexOf("الحلول");
      range.setStart(node, at); range.setEnd(node, at + 1); const { right, top, height } = range.getBoundingClientRect(); return [right, top + height / 2]; }""")
    handle = page.locator(".claims-handle").first.bounding_box()
    assert handle["x"] > target[0]  # the start of Arabic words is at their right
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(target[0] - 1, target[1], steps=4)
    page.mouse.up()
    page.locator(SAVED).wait_for()
    after = row_of(dataset, "attributions", PUTIN)
    assert [one.of(text) for one in after.content] == ["الحلول السياسية"] and after.content[0].end == span.end
    assert row_of(dataset, "claims", BY_PUTIN).attribution_id == PUTIN


def test_claims_are_split_and_merged_and_a_report_is_hung_elsewhere(edit, page, dataset, small_corpus):
    edit(small_corpus, AR)
    choose(page, "بلاده تفضل")
    page.evaluate("() => { const node = document.querySelectorAll('.claims-block')[1].firstChild; document.getSelection().collapse(node, node.data.indexOf('الحلول')); }")
    saved(page, "x")
    texts = [claim.text for claim in claims.load(dataset).rows("claims") if claim.attribution_id == PUTIN]
    assert sorted(texts) == sorted(["بلاده تفضل", "الحلول السياسية"])
    press(page, "l", "Space", "j", "Space")
    saved(page, "g")
    assert row_of(dataset, "claims", BY_PUTIN).text == "بلاده تفضل الحلول السياسية"
    press(page, "p")
    page.get_by_label("The report around this one").select_option("")
    saved(page, "Enter")
    assert row_of(dataset, "attributions", PUTIN).parent_id is None


def test_a_claim_is_given_to_the_author(edit, page, dataset, small_corpus):
    edit(small_corpus, RU)
    choose(page, "Мы готовы")
    saved(page, "v")
    assert row_of(dataset, "claims", BY_GOVERNOR).attribution_id is None
    assert page.locator(".claims-crumbs").inner_text() == "the author’s own voice"


def test_a_change_that_breaks_the_contract_is_told_and_nothing_is_kept(edit, page, dataset, small_corpus, shot):
    edit(small_corpus, RU)
    choose(page, "Переговоры начались")
    page.get_by_label("event end").fill("2025-07-01")
    page.get_by_label("event end").blur()
    page.locator(".claims-status[data-kind=error] >> text=Not saved").wait_for()
    assert str(row_of(dataset, "claims", BY_AUTHOR).event_end) == "2025-07-02"
    assert page.locator(".claims-error").first.inner_text()
    shot("refused")
    assert page.get_by_label("event end").input_value() == "2025-07-02"


def test_a_claim_is_rejected_or_flagged_with_a_reason(edit, page, dataset, small_corpus):
    edit(small_corpus, RU)
    choose(page, "Мы готовы")
    saved(page, "f")
    page.locator("[aria-selected=true] >> text=flagged").wait_for()
    press(page, "w")
    page.keyboard.type("دعابة <b>")
    saved(page, "Enter")
    edits = claims.load(dataset).rows("edits")
    assert row_of(dataset, "claims", BY_GOVERNOR).status == "withdrawn"
    assert "دعابة <b>" in [edit.reason for edit in edits]


def test_a_source_is_found_in_another_script_or_made(edit, page, dataset, small_corpus):
    edit(small_corpus, RU)
    choose(page, "Мы готовы")
    page.locator(".claims-list").focus()
    press(page, "i")
    page.get_by_label("Name of the source").fill("بوتين")
    page.get_by_role("option", name="Vladimir Putin").wait_for(state="attached")
    saved(page, "Enter")
    assert row_of(dataset, "attributions", GOVERNOR).source_id == "src_vladimir_putin"
    press(page, "i")
    page.get_by_label("Name of the source").fill("Губернатор Залива")
    page.get_by_role("option", name="new source: Губернатор Залива").wait_for(state="attached")
    page.get_by_label("Sources found").select_option("")
    saved(page, "Enter")
    made = row_of(dataset, "attributions", GOVERNOR).source_id
    assert next(source.name for source in claims.load(dataset).rows("sources") if source.source_id == made) == "Губернатор Залива"


def test_payloads_in_title_text_and_names_are_shown_as_text(edit, page):
    payload = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
    text = f"{payload}\n{payload} قال ‮{payload}"
    evil = article(text, "ar", outlet=payload)
    corpus = Corpus.from_rows(articles=[evil], sources=[Source("src_evil", payload, "person")])
    edit(corpus)
    page.evaluate("() => { const node = document.querySelectorAll('.claims-block')[1].firstChild; document.getSelection().setBaseAndExtent(node, 0, node, 30); }")
    page.locator(".claims-list").focus()
    saved(page, "n")
    press(page, "i")
    page.get_by_label("Name of the source").fill("img")
    page.locator("dialog option", has_text="onerror").first.wait_for(state="attached")
    saved(page, "Enter")
    page.wait_for_timeout(50)
    assert page.locator(".claims-editor :is(img, script)").count() == 0
    assert page.evaluate("window.hacked") is None
    for place in (".claims-crumbs", ".claims-about", ".claims-title", ".claims-row-chain", ".claims-source-line"):
        assert payload in page.locator(place).first.inner_text()


def test_two_pages_of_one_widget_show_the_same(edit, page, small_corpus):
    widget = edit(small_corpus, RU)
    show(widget, page)
    one, other = page.locator(".claims-editor").all()
    for view in (one, other):
        choose(view, "Мы готовы")
    one.get_by_label("polarity").select_option("negative")
    one.locator(SAVED).wait_for()
    assert other.get_by_label("polarity").input_value() == "negative"


def test_a_page_that_is_closed_leaves_no_marks_and_does_not_listen(edit, page, small_corpus):
    edit(small_corpus, AR)
    assert drawn(page, "content")
    page.evaluate("() => { closers.forEach((close) => close()); }")
    assert not drawn(page, "content") and not drawn(page, "active-content")
    assert page.evaluate("models[0].heard.size") == 0


def test_a_log_that_another_has_open_is_told_and_the_article_can_be_read(page, dataset, small_corpus, edit):
    from claims.annotate.widget import ClaimWidget
    from notebook_page import wired
    from sitting import repository

    repository(dataset, small_corpus)
    with sit(dataset), sit(dataset) as second, wired(lambda: ClaimWidget(second, RU), page) as widget:
        show(widget, page)
        page.locator(".claims-status[data-kind=error] >> text=Nothing can be saved").wait_for()
        choose(page, "Мы готовы")
        press(page, "y")
        page.locator(".claims-status[data-kind=error] >> text=Not saved").wait_for()


def test_a_list_of_thousands_has_a_few_rows_in_the_page(edit, page):
    text = "title\n" + " ".join(f"word{number}." for number in range(2000))
    from claims.model import Claim

    starts = [text.index(f"word{number}.") for number in range(2000)]
    own = [
        Claim(f"clm_{number:016x}", "art_" + "c" * 16, None, (Span(start, start + len(f"word{number}")),), f"word{number}")
        for number, start in enumerate(starts)
    ]  # fmt: skip
    edit(Corpus.from_rows(articles=[article(text, "en")], claims=own))
    rows = page.locator(".claims-row")
    assert rows.count() < 40 and rows.first.get_attribute("aria-setsize") == "2000"
    page.locator(".claims-list").evaluate("(list) => { list.scrollTop = list.scrollHeight; }")
    choose(page, "word1999")
    assert drawn(page, "active-evidence") == ["word1999"]
    page.get_by_role("searchbox").fill("word77")
    assert rows.first.get_attribute("aria-setsize") == "11"


def test_every_command_stands_in_the_list_of_keys_and_every_control_has_a_name(edit, page, small_corpus, shot):
    edit(small_corpus, RU)
    page.locator(".claims-list").focus()
    press(page, "?")
    keys = page.get_by_role("dialog", name="Keys")
    assert keys.locator("dt").count() > 40
    assert len(set(keys.locator("dt").all_inner_texts())) == keys.locator("dt").count()
    shot("keys")
    press(page, "Escape")
    unnamed = "(controls) => controls.filter((one) => !one.ariaLabel && !one.textContent.trim() && !one.labels?.length).length"
    assert page.locator(".claims-editor :is(button, input, select, textarea)").evaluate_all(unnamed) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_follows_the_theme_of_the_page(edit, page, small_corpus, theme, shot):
    page.emulate_media(color_scheme=theme)
    edit(small_corpus, AR)
    ink, ground = page.evaluate("() => { const { color, backgroundColor } = getComputedStyle(document.querySelector('.claims-editor')); return [color, backgroundColor].map((one) => +one.match(/\\d+/)[0]); }")
    assert (ink < ground) == (theme == "light")
    shot(theme)
