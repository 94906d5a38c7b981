"""Pages from the web, politely: only http and https, as robots.txt allows, one at a time, a pause between two of one host.

A page that is there already is not asked for again, so that a run that was cut short goes on where it was.
"""

from __future__ import annotations

import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from claims import __version__
from claims.errors import DataError

NAME = "attributed-claims"
AGENT = f"{NAME}/{__version__} (claims rebuild)"
KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
SCHEMES = ("http", "https")
PIECE = 65_536
PAUSE_AT_MOST = 30.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How pages are asked for: seconds for a page, bytes of a page, seconds between two pages of one host."""

    seconds: float = 30.0
    size: int = 5_000_000
    pause: float = 1.0
    sleep: Callable[[float], None] = time.sleep


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Redirects to http and https alone."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        check_url(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(slots=True)
class Fetcher:
    """Fetches pages into a folder."""

    folder: Path
    manners: Manners = Manners()
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, name: str) -> Path:
        """The file of a page, whose name is the given one with an ending by its kind; DataError where it cannot be had."""
        for suffix in dict.fromkeys(KINDS.values()):
            if (there := self.folder / f"{name}{suffix}").is_file():
                return there
        check_url(url)
        if not self._allowed(url):
            raise DataError("robots.txt does not allow it", where=url, mend="ask the outlet, or give the article with --articles")
        kind, page = self._get(url, self.manners.size)
        if kind not in KINDS:
            raise DataError(f"it is {kind or 'of no kind'}, no page of text", where=url, mend="give the article with --articles")
        self.folder.mkdir(parents=True, exist_ok=True)
        part, file = self.folder / f".{name}.part", self.folder / f"{name}{KINDS[kind]}"
        part.write_bytes(page)
        os.replace(part, file)
        return file

    def _allowed(self, url: str) -> bool:
        """Whether the robots.txt of the host allows a page: all where there is none, nothing where it cannot be had now."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            rules = RobotFileParser()
            try:
                _, page = self._get(f"{origin}/robots.txt", self.manners.size)
                rules.parse(page.decode("utf-8", "replace").splitlines())
            except DataError as error:
                rules.parse(["User-agent: *", "Disallow:" if isinstance(error.__cause__, urllib.error.HTTPError) and error.__cause__.code < 500 else "Disallow: /"])
            self._robots[origin] = rules
        return self._robots[origin].can_fetch(NAME, url)

    def _get(self, url: str, most: int) -> tuple[str, bytes]:
        """The kind and the bytes of what an address gives."""
        self._wait(url)
        # no handler of files, of ftp or of data, whatever a redirect says
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor(), _Redirects(),
        ):  # fmt: skip
            opener.add_handler(handler)
        asked = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": ", ".join(KINDS)})
        until = time.monotonic() + self.manners.seconds
        try:
            with opener.open(asked, timeout=self.manners.seconds) as answer:
                page = b"".join(_pieces(answer, url, most, until))
                if len(page) < int(answer.headers.get("Content-Length") or 0):
                    raise DataError("it was cut off", where=url, mend="run it again; what was fetched is kept")
                return answer.headers.get_content_type(), page
        except urllib.error.HTTPError as error:
            raise DataError(f"the server says {error.code} {error.reason}", where=url, mend="see whether the page is still there") from error
        except (OSError, HTTPException, ValueError) as error:
            why = getattr(error, "reason", None) or error
            raise DataError(f"it cannot be had: {why}", where=url, mend="run it again; what was fetched is kept") from error

    def _wait(self, url: str) -> None:
        """Nothing; the pause after the last page of the host is over."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        told = float(rules.crawl_delay(NAME) or 0) if rules else 0.0  # as robots.txt says
        pause = min(max(self.manners.pause, told), PAUSE_AT_MOST)
        left = self._asked.get(parts.netloc, -pause) + pause - time.monotonic()
        if left > 0 and parts.netloc in self._asked:
            self.manners.sleep(left)
        self._asked[parts.netloc] = time.monotonic()


def check_url(url: str) -> None:
    """Nothing; DataError where an address is not of the web."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in SCHEMES and bool(parts.hostname)
    except ValueError:
        known = False
    if not known:
        raise DataError(f"no address of the web: {url!r}", where=url, mend="give the article with --articles")


def _pieces(answer: IO[bytes], url: str, most: int, until: float) -> Iterator[bytes]:
    """The bytes of an answer, piece by piece; DataError where they are too many or too slow."""
    size = 0
    while piece := answer.read(PIECE):
        size += len(piece)
        if size > most:
            raise DataError(f"it has more than {most:,} bytes", where=url, mend="give the article with --articles")
        if time.monotonic() > until:
            raise DataError("it comes too slowly", where=url, mend="run it again; what was fetched is kept")
        yield piece
