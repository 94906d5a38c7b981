"""The browser of the tests: it shows what a page shows, and fails a test whose page is in error or speaks to others."""

from __future__ import annotations

import pytest

from browser import in_a_browser, leaves_this_machine, opened

pytestmark = in_a_browser


def test_a_page_shows_arabic_with_letters_that_join(page, shot):
    page.set_content("<p dir=rtl style='font-size: 40px; width: max-content'>قال المتحدث 😀</p>")
    joined, apart = page.evaluate(
        """() => { const p = document.querySelector("p"), whole = p.offsetWidth;
             p.textContent = [...p.textContent].join("\\u200c"); return [whole, p.offsetWidth]; }"""
    )
    assert joined < apart
    assert shot("arabic").stat().st_size > 1000


@pytest.mark.parametrize(
    "script, said",
    [
        ("console.error('broken')", "wrote broken"),
        ("setTimeout(() => { throw new Error('nobody catches it') })", "nobody catches it"),
        ("fetch('https://example.org/x').catch(() => 0)", "asked for https://example.org/x"),
        ("new WebSocket('ws://example.org/live')", "asked for ws://example.org/live"),
    ],
)
def test_a_page_in_error_fails_its_test(browser, script, said):
    with pytest.raises(AssertionError) as failure, opened(browser) as page:
        page.evaluate(f"() => {{ {script} }}")
        page.wait_for_timeout(200)
    assert said in str(failure.value)


@pytest.mark.parametrize(
    "url, out",
    [
        ("http://127.0.0.1:8888/lab", False), ("ws://localhost:1/api", False), ("http://[::1]:80/", False), ("data:text/plain,x", False), ("file:///tmp/x.html", False),
        ("https://example.org/", True), ("http://127.0.0.1.example.org/", True), ("ftp://10.0.0.1/", True),
    ],
)  # fmt: skip
def test_an_address_outside_this_machine_is_known(url, out):
    assert leaves_this_machine(url) is out
