"""Pages from a server of this machine: politely, whole or not at all, and none twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.errors import DataError
from claims.fetch import AGENT, Fetcher, Manners, check_url
from site_of_pages import PAGE


@pytest.fixture
def fetcher(tmp_path) -> Callable[..., Fetcher]:
    """A fetcher into an empty folder, which does not wait."""
    return lambda **manners: Fetcher(tmp_path / "pages", Manners(**{"sleep": lambda _: None, **manners}))


def test_a_page_is_fetched_once_and_kept(site, fetcher):
    file = fetcher().fetch(f"{site.address}/a", "one")
    assert (file.name, file.read_bytes()) == ("one.html", PAGE)
    assert fetcher().fetch(f"{site.address}/a", "one") == file
    assert site.asked == [("/robots.txt", AGENT), ("/a", AGENT)]
    assert [one.name for one in file.parent.iterdir()] == ["one.html"]


def test_robots_txt_is_asked_once_a_host_and_obeyed(site, fetcher):
    site.answers["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /private\n"
    site.answers["/b"] = 200, {"Content-Type": "text/plain"}, b"text"
    one = fetcher()
    with pytest.raises(DataError, match=r"robots\.txt does not allow"):
        one.fetch(f"{site.address}/private/a", "one")
    assert one.fetch(f"{site.address}/b", "two").name == "two.txt"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/b"]


def test_where_robots_txt_cannot_be_had_now_nothing_is_asked_for(site, fetcher):
    site.answers["/robots.txt"] = 503, {}, b""
    with pytest.raises(DataError, match=r"robots\.txt"):
        fetcher().fetch(f"{site.address}/a", "one")
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_between_two_pages_of_a_host_there_is_a_pause_as_long_as_robots_txt_wants(site, fetcher):
    site.answers["/robots.txt"] = 200, {}, b"User-agent: *\nCrawl-delay: 7\n"
    slept: list[float] = []
    one = fetcher(pause=2.0, sleep=slept.append)
    one.fetch(f"{site.address}/a", "one")
    one.fetch(f"{site.address}/a", "two")
    assert len(slept) == 2
    assert all(2 < pause <= 7 for pause in slept)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((404, {}, b""), "says 404"),
        ((500, {}, b""), "says 500"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF"), "application/pdf, no page"),
        ((200, {"Content-Type": "text/html"}, b"x" * 2000), "more than 1,000 bytes"),
        ((200, {"Content-Type": "text/html", "Content-Length": "99"}, b"cut"), "cut off"),
        ((302, {"Location": "file:///etc/hostname"}, b""), "is not allowed"),
        ((302, {"Location": "ftp://127.0.0.1/a"}, b""), "no address of the web"),
    ],
)
def test_what_is_no_page_leaves_nothing_behind(answer, why, site, fetcher, tmp_path):
    site.answers["/bad"] = answer
    with pytest.raises(DataError, match=why) as error:
        fetcher(size=1000).fetch(f"{site.address}/bad", "one")
    assert error.value.mend and not list(tmp_path.rglob("*.*"))


def test_a_redirect_within_the_web_is_followed(site, fetcher):
    site.answers["/old"] = 301, {"Location": f"{site.address}/a"}, b""
    assert fetcher().fetch(f"{site.address}/old", "one").read_bytes() == PAGE


def test_a_server_that_is_not_there_is_told(fetcher):
    with pytest.raises(DataError, match=r"robots\.txt|cannot be had"):
        fetcher(seconds=5).fetch("http://127.0.0.1:9/a", "one")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a", "data:text/html,a", "http://", "example.org/a", "http://[::1/a"])
def test_only_addresses_of_the_web_are_asked(url):
    with pytest.raises(DataError, match="no address of the web"):
        check_url(url)
