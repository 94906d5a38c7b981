"""The site of the small corpus, and of one in which every word is an attack."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from claims.corpus import Corpus
from claims.model import Alias, Evidence, Role, Source
from claims.report import Title, write_site

PAYLOAD = "\"'><script>window.pwned=1</script><img src=x onerror=window.pwned=1></script>"


@pytest.fixture(scope="session")
def title() -> Title:
    """What is said of the small corpus."""
    return Title("small", "1.0.0", "Small talk", "Two articles.", "CC-BY-4.0")


@pytest.fixture(scope="session")
def site(every_row, title, tmp_path_factory) -> Path:
    """The folder of the site of the small corpus."""
    return write_site(Corpus.from_rows(**every_row), tmp_path_factory.mktemp("report") / "site", title)


@pytest.fixture(scope="session")
def attacked(every_row, tmp_path_factory) -> Path:
    """The folder of a site whose titles, texts, names, offices, reasons and addresses are scripts."""
    rows = {**every_row}
    rows["articles"] = [
        replace(
            one, title=PAYLOAD, outlet=PAYLOAD, license=PAYLOAD, url="javascript:window.pwned=1", text=one.text + PAYLOAD,
            text_sha256=sha256((one.text + PAYLOAD).encode()).hexdigest(),
            segments=(*one.segments[:-1], one.segments[-1]._replace(end=len(one.text + PAYLOAD))),
        )
        for one in rows["articles"]
    ]  # fmt: skip
    rows["sources"] = [
        Source(one.source_id, PAYLOAD, one.kind, (Alias(PAYLOAD, "en", "name"),), (Role(PAYLOAD, "src_kremlin", None, None),))
        for one in rows["sources"]
    ]  # fmt: skip
    proof = Evidence("javascript:window.pwned=1", "javascript:window.pwned=1", PAYLOAD, "supports")
    rows["verdicts"] = [replace(one, justification=PAYLOAD, evidence=(proof,)) for one in rows["verdicts"]]
    rows["links"] = [replace(one, reason=PAYLOAD) for one in rows["links"]]
    title = Title(PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD)
    return write_site(Corpus.from_rows(**rows), tmp_path_factory.mktemp("attacked") / "site", title)
