"""A real browser for tests: Chromium driven by Playwright, which may speak to this machine only.

`page` is a fresh page. A test fails where its page writes an error to the console, raises one that nobody catches, or
asks for an address outside this machine. Without Chromium such a test is left out, and says how to get it; in CI it fails.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
LOCAL = {"127.0.0.1", "localhost", "::1"}
ON_THIS_MACHINE = {"about", "blob", "data", "file"}
# nothing that Chromium does of its own accord may ask for an address, and no name is looked up
FLAGS = (
    "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-quic", "--disable-sync",
    "--font-render-hinting=none", "--no-first-run", "--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)  # fmt: skip

in_a_browser = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true",
    reason="it needs Chromium: apt-get install chromium fonts-noto-core fonts-noto-color-emoji",
)


def leaves_this_machine(url: str) -> bool:
    """Whether a request for this address goes out."""
    parts = urlsplit(url)
    return parts.scheme not in ON_THIS_MACHINE and parts.hostname not in LOCAL


@contextmanager
def opened(browser: Browser, **how: Any) -> Iterator[Page]:
    """A fresh page; at its end it fails where the page wrote errors or asked for an address outside this machine."""
    context = browser.new_context(**how)
    wrong: list[str] = []

    def note_request(url: str) -> None:
        if leaves_this_machine(url):
            wrong.append(f"asked for {url}")

    context.on("request", lambda request: note_request(request.url))
    context.on("weberror", lambda error: wrong.append(f"raised {error.error}"))
    context.on("console", lambda said: wrong.append(f"wrote {said.text}") if said.type == "error" else None)
    context.on("page", lambda page: page.on("websocket", lambda socket: note_request(socket.url)))
    try:
        context.set_default_timeout(10_000)
        yield context.new_page()
    finally:
        context.close()
    assert not wrong, "the page " + "; ".join(wrong)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a module of tests: Playwright's loop may not outlive it, or others could start none of their own."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "Chromium is not there: apt-get install chromium fonts-noto-core fonts-noto-color-emoji"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of 1280 by 900 points."""
    with opened(browser, viewport={"width": 1280, "height": 900}) as fresh:
        yield fresh


@pytest.fixture
def shot(page: Page, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Keeps a picture of the page under screenshots/, for people to look at."""

    def keep(name: str) -> Path:
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"{request.path.stem}-{re.sub('[^a-z0-9]+', '-', name.lower())}.png"
        page.screenshot(path=path)
        return path

    return keep
