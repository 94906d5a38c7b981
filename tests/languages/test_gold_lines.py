"""The gold lines of each language: what the engine finds in a marked line is what the marks say."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from claims.extract.engine import get_engine
from claims.model import Article, Attribution, Span, say
from claims.text.marks import parse

GOLD = Path(__file__).with_name("gold")
ROLES = ("cue", "source", "content", "addressee")


def lines() -> Iterator[tuple[str, str]]:
    """(language, marked text) of each line; a written \\n stands for a paragraph's end."""
    for file in sorted(GOLD.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield pytest.param(file.stem, line.replace("\\n", "\n\n"), id=f"{file.stem}:{number}")


def shown(text: str, roles: dict[str, tuple[Span, ...]]) -> dict[str, str]:
    """What each role says; an empty one is left out."""
    return {role: say(text, spans) for role, spans in roles.items() if spans}


@pytest.mark.parametrize(("language", "line"), lines())
def test_the_engine_finds_what_the_marks_say(language: str, line: str) -> None:
    marked = parse(line)
    digest = sha256(marked.text.encode("utf-8")).hexdigest()
    article = Article("art_0123456789abcdef", None, marked.text, digest, language)
    found = get_engine("rules").extract(article).attributions
    wanted = [shown(marked.text, {r: one.role(r) for r in ROLES}) for one in marked.attributions]
    got = [shown(marked.text, {r: getattr(one, r) for r in ROLES}) for one in found]
    assert sorted(got, key=by_roles) == sorted(wanted, key=by_roles)


def by_roles(one: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(one.items())


def test_each_attribution_of_a_line_is_compared() -> None:
    """The comparison itself can fail: a found attribution that nobody marked is not passed over."""
    text = "The minister said that talks will resume."
    article = Article("art_0123456789abcdef", None, text, sha256(text.encode()).hexdigest(), "en")
    found: tuple[Attribution, ...] = get_engine("rules").extract(article).attributions
    assert [say(text, one.content) for one in found] == ["talks will resume"]
