"""Elements: what is no element is escaped wherever it stands."""

from __future__ import annotations

import pytest

from claims.report.html import element, joined, link

PAYLOAD = "<img src=x onerror=alert(1)>\"'&"


def test_text_and_attributes_are_escaped_and_elements_are_not():
    inner = element("b", PAYLOAD)
    assert inner == "<b>&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;</b>"
    assert element("p", inner, [None, 3, ("a", "<")]) == f"<p>{inner}3a&lt;</p>"
    assert element("i", title=PAYLOAD) == '<i title="&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;"></i>'
    assert joined(PAYLOAD) == joined(joined(PAYLOAD))


def test_an_attribute_may_be_left_out_stand_alone_or_be_a_number():
    assert element("rect", x=1 / 3, width=4, class_="c", data_k=None, hidden=False) == '<rect x="0.33" width="4" class="c"></rect>'
    assert element("input", disabled=True, aria_label="a") == '<input disabled aria-label="a">'


@pytest.mark.parametrize("address", ["javascript:alert(1)", " javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "ftp://a/b"])
def test_only_addresses_of_the_web_and_of_the_site_become_links(address):
    assert link(address, "words") == "words"


def test_a_link_into_the_web_tells_nobody_where_it_is():
    assert link("https://a.example/?x=1&y", "a") == '<a href="https://a.example/?x=1&amp;y" rel="noreferrer">a</a>'
    assert link("source/src_x.html#a:b", "a") == '<a href="source/src_x.html#a:b">a</a>'
