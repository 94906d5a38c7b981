"""Children: embedded, relayed, carried over, and nothing else."""

from __future__ import annotations

import hashlib
import re

import pytest

from claims.corpus import Corpus
from claims.model import Article, Attribution, Claim, Span, say
from claims.validate.checks import validate

ARTICLE = "art_" + "0" * 16
MARK = re.compile(r"\[([^\[\]]*)\|([a-z:,0-9]+)\]")


def nested(marked: str, **parents: str) -> set[str]:
    """The checks that fire for a line with marks, [text|role:key,...], and who is whose parent."""
    spans: dict[tuple[str, str], list[Span]] = {}
    text, opened, at = "", [], 0
    while at < len(marked):
        if marked[at] == "[":
            opened.append(len(text))
        elif marked[at] == "|":
            end = marked.index("]", at)
            start = opened.pop()
            for one in marked[at + 1 : end].split(","):
                role, key = one.split(":")
                spans.setdefault((key, role), []).append(Span(start, len(text)))
            at = end
        else:
            text += marked[at]
        at += 1
    ids = {key: f"att_{ord(key):016x}" for key, _ in spans}
    rows, claims = [], []
    for key, name in sorted(ids.items()):
        roles = {role: tuple(sorted(spans.get((key, role), ()))) for role in ("content", "cue", "source", "antecedent")}
        rows.append(
            Attribution(name, ARTICLE, **roles, parent_id=ids.get(parents.get(key, "")), engine="test",
                        mention="name" if roles["source"] else "dropped", form="verb" if roles["cue"] else "uncued")
        )  # fmt: skip
        if key not in parents.values():
            claims.append(
                Claim(f"clm_{ord(key):016x}", ARTICLE, name, roles["content"], say(text, roles["content"]))
            )
    article = Article(ARTICLE, None, text, hashlib.sha256(text.encode()).hexdigest(), "en")
    report = validate(Corpus.from_rows(articles=[article], attributions=rows, claims=claims))
    return {issue.check for issue in report.issues}


EMBEDDED = "[Ann|source:a] [said|cue:a] that [[Bob|source:b] [thought|cue:b] that [it rained|content:b]|content:a]."
RELAYED = "[Ann|source:a] [said|cue:a], [citing|cue:b] [Bob|source:b], that [it rained|content:a,content:b]."
CARRIED = (
    "[Ann|source:a] [said|cue:a] that [[Bob|source:b,antecedent:c] [slept|cue:b] [all day|content:b]|content:a]. "
    "[He|source:c] [added|cue:c] that [it rained|content:c]."
)


@pytest.mark.parametrize(
    ("marked", "parents"),
    [
        (EMBEDDED, {"b": "a"}),
        (RELAYED, {"b": "a"}),
        (CARRIED, {"b": "a", "c": "a"}),
        # a relay of three
        (
            "[Ann|source:a] [said|cue:a], [citing|cue:b] [Bob|source:b], [citing|cue:c] [Cy|source:c], that "
            "[it rained|content:a,content:b,content:c].",
            {"b": "a", "c": "b"},
        ),
        # a relay inside a report
        (
            "[Ann|source:a] [said|cue:a] that [[Bob|source:b] [wrote|cue:b], [citing|cue:c] [Cy|source:c], that "
            "[it rained|content:b,content:c]|content:a].",
            {"b": "a", "c": "b"},
        ),
        # a report inside a relay
        (
            "[Ann|source:a] [said|cue:a], [citing|cue:b] [Bob|source:b], that "
            "[[Cy|source:c] [knew|cue:c] that [it rained|content:c]|content:a,content:b].",
            {"b": "a", "c": "b"},
        ),
        # the parent's content is interrupted, the child stands in one part of it
        (
            "[It rained|content:a], [said|cue:a] [Ann|source:a], [[Bob|source:b] [told her|cue:b] "
            "[it snowed|content:b]|content:a].",
            {"b": "a"},
        ),
    ],
    ids=["embedded", "relayed", "carried", "relay of three", "relay in a report", "report in a relay", "interrupted"],
)  # fmt: skip
def test_a_child_stands_in_one_of_three_ways(marked: str, parents: dict[str, str]) -> None:
    assert nested(marked, **parents) == set()


@pytest.mark.parametrize(
    ("marked", "parents"),
    [
        # side by side
        (
            "[Ann|source:a] [said|cue:a] [it rained|content:a]; [Bob|source:b] [said|cue:b] [it snowed|content:b].",
            {"b": "a"},
        ),
        # parent and child exchanged
        (EMBEDDED, {"a": "b"}),
        # the cue stands outside, the content is nearly the parent's
        (
            "[Ann|source:a] [said|cue:a], [citing|cue:b] [Bob|source:b], that [it [rained|content:b]|content:a].",
            {"b": "a"},
        ),
        # the content leaves the parent's
        (
            "[Ann|source:a] [said|cue:a] [[Bob|source:b] [knew|cue:b]|content:a], "
            "[it rained|content:b].",
            {"b": "a"},
        ),
        # carried over, but from nobody
        (CARRIED.replace(",antecedent:c", ""), {"b": "a", "c": "a"}),
        # carried over from a later mention: it stands before the parent's content
        (
            "[He|source:c] [added|cue:c] [it rained|content:c]. [Ann|source:a] [said|cue:a] that "
            "[[Bob|source:b,antecedent:c] [slept|cue:b] [all day|content:b]|content:a].",
            {"b": "a", "c": "a"},
        ),
        # a relay in a report, whose cue stands outside of the report
        (
            "[Citing|cue:c] [Cy|source:c], [Ann|source:a] [said|cue:a] that [[Bob|source:b] [wrote|cue:b] that "
            "[it rained|content:b,content:c]|content:a].",
            {"b": "a", "c": "b"},
        ),
    ],
    ids=["side by side", "exchanged", "half a relay", "content outside", "from nobody", "backwards", "relay outside"],
)  # fmt: skip
def test_a_child_in_any_other_place_is_an_error(marked: str, parents: dict[str, str]) -> None:
    found = nested(marked, **parents)
    assert "child-inside-parent" in found
    assert found <= {"child-inside-parent", "claim-at-innermost", "attribution-has-claim"}
