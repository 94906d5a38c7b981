"""The editor in a real JupyterLab: its keys are its own, and nothing is lost by a reload, a second tab or a kernel that starts anew."""

from __future__ import annotations

import pytest

import claims
from browser import SCREENSHOTS, in_a_browser, opened
from lab import running
from sitting import AR, BY_GOVERNOR, BY_PUTIN, repository

pytestmark = in_a_browser

CELL = f"""
from claims.annotate.session import Session
from claims.annotate.widget import ClaimWidget
ClaimWidget(Session.open("dataset", "mila"), "{AR}")
"""
SAVED = ".claims-status[data-kind=done] >> text=Saved."


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with running(tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("settings") / "s") as lab:
        yield lab


def claim(lab, claim_id: str):
    """A claim as the repository has it with all logs replayed."""
    return next(row for row in claims.load(lab.folder / "dataset").rows("claims") if row.claim_id == claim_id)


def run_cell(page) -> None:
    """Runs the only cell once the kernel is ready, and waits for the article that it shows."""
    page.locator("#jp-main-statusbar >> text=/Python 3.*Idle/").wait_for()
    page.locator(".jp-CodeCell .cm-content").click()
    page.keyboard.press("Control+Enter")
    page.locator(".claims-block").first.wait_for()


def test_the_editor_in_jupyterlab_loses_nothing(lab, browser, small_corpus, tmp_path):
    repository(lab.folder / "dataset", small_corpus)
    address = lab.write("edit.ipynb", CELL)
    with opened(browser, viewport={"width": 1500, "height": 1100}) as page:
        page.context.set_default_timeout(40_000)
        page.goto(address)
        page.locator(".jp-CodeCell").wait_for()
        run_cell(page)

        # keys that cut, add and run cells in JupyterLab are the editor's here
        page.locator(".claims-row", has_text="بلاده تفضل").click()
        page.locator(".claims-list").focus()
        for key in ("b", "x", "d", "d", "o", "l", "j"):
            page.keyboard.press(key)
        assert page.locator(".jp-Cell").count() == 1

        page.locator(".claims-row", has_text="بلاده تفضل").click()
        page.locator(".claims-list").focus()
        page.keyboard.press("y")
        page.locator(SAVED).wait_for()
        assert claim(lab, BY_PUTIN).status == "reviewed"

        # a reload: the kernel still has the widget, and the page asks it again
        page.locator(".jp-CodeCell .cm-content").click()
        page.keyboard.press("Control+s")
        page.locator(".lm-TabBar-tab.jp-mod-current:not(.jp-mod-dirty)").first.wait_for()
        page.reload()
        page.locator(".claims-block").first.wait_for()
        page.locator(".claims-row", has_text="reviewed").wait_for()
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / "jupyterlab.png")

        # two tabs: what is done in one is seen in the other
        other = page.context.new_page()
        other.goto(f"{lab.address}/lab/workspaces/other/tree/edit.ipynb")
        other.locator(".claims-block").first.wait_for()
        page.locator(".claims-list").focus()
        page.keyboard.press("Shift+J")
        page.locator(".claims-row", has_text="Мы готовы").wait_for()
        other.locator(".claims-list").focus()
        other.keyboard.press("Shift+J")
        other.locator(".claims-row", has_text="Мы готовы").click()
        other.locator(".claims-list").focus()
        other.keyboard.press("y")
        other.locator(SAVED).wait_for()
        page.locator(".claims-row", has_text="Мы готовы").locator("text=reviewed").first.wait_for()
        other.close()

        # a kernel that starts anew: the page says that it is not heard, and what was saved is there when the cell runs again
        page.locator(".lm-MenuBar-item", has_text="Kernel").click()
        page.locator("[data-command='kernelmenu:restart']").click()
        page.locator(".jp-Dialog .jp-mod-warn").click()
        page.locator("#jp-main-statusbar >> text=/Python 3.*Idle/").wait_for()
        page.locator(".claims-list").focus()
        page.keyboard.press("u")
        page.locator(".claims-status >> text=The kernel does not answer").wait_for()
        run_cell(page)
        assert {claim(lab, one).status for one in (BY_PUTIN, BY_GOVERNOR)} == {"reviewed"}
        page.locator(".claims-row", has_text="reviewed").wait_for()
