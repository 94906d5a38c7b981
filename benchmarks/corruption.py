"""Is every damage found, at its place, and nothing else? Kinds of damage done at random rows of generated corpora.

    python benchmarks/corruption.py --claims 100000 --rounds 3

Each kind is done in an article of its own, so that what is told beside it can be told apart: every issue must be of
a damaged row or of what depends on one, and each damage must be told by its check at its line.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corpora import Rows, corpus_rows

from claims.corpus import Corpus
from claims.model import Alias, Span
from claims.validate.changed import Change, reach
from claims.validate.checks import validate

CLAIMS_PER_ARTICLE = 6
NOWHERE = "0123456789abcdef"
ALONE = ("sources", "edits")  # tables whose rows belong to no article: one damage a kind, at rows apart


@dataclass(frozen=True, slots=True)
class Damage:
    """One way to break a row of a table, and the check that tells of it."""

    table: str
    check: str
    wanted: Callable[[Any], bool]
    change: Callable[[Any], dict[str, Any]]
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done and what was told: damages done, those not found at their place, and issues that no damage explains."""

    done: int
    missed: tuple[str, ...]
    strange: tuple[str, ...]
    kinds: int


DAMAGES: list[Damage] = []


def damage(table: str, check: str, name: str, change: Callable[[Any], dict[str, Any]], wanted: Callable[[Any], bool] = lambda row: True) -> None:
    """Nothing; the kind of damage is kept."""
    DAMAGES.append(Damage(table, check, wanted, change, name))


def _moved(column: str, start: int, end: int) -> Callable[[Any], dict[str, Any]]:
    """The first span of a column with its ends moved."""
    return lambda row: {column: (Span(getattr(row, column)[0].start + start, getattr(row, column)[0].end + end),)}


def _by(**fields: Any) -> Callable[[Any], bool]:
    return lambda row: all(getattr(row, name) == value for name, value in fields.items())


damage("articles", "pattern-matched", "a word for a language", lambda a: {"language": "Arabic"})
damage("articles", "text-matches-hash", "a letter of a text", lambda a: {"text": a.text[:-2] + "~" + a.text[-1]})
damage("articles", "text-matches-hash", "a hash", lambda a: {"text_sha256": "0" * 64})
damage("articles", "published-before-retrieved", "published tomorrow", lambda a: {"published_at": a.retrieved_at + timedelta(days=1)})
damage("articles", "text-present", "a text lost", lambda a: {"text": None})
damage("articles", "text-withheld", "a text that may not be there", lambda a: {"rights": "offsets_only"})
damage("articles", "label-known", "an unknown precision", lambda a: {"published_precision": "hour"})
damage("articles", "segments-in-order", "a segment behind the text", lambda a: {"segments": (a.segments[0], a.segments[1]._replace(end=len(a.text) + 5))})
damage("articles", "segments-cover-text", "a segment lost", lambda a: {"segments": a.segments[:1]})
damage("articles", "title-first", "two titles", lambda a: {"segments": (a.segments[0], a.segments[1]._replace(role="title"))})
damage("sources", "pattern-matched", "a property of Wikidata", lambda s: {"wikidata": "P31"})
damage("sources", "label-known", "an unknown kind", lambda s: {"kind": "robot"})
damage("sources", "reference-exists", "a parent that is not there", lambda s: {"parent_id": "src_nobody"})
damage("sources", "role-dates-in-order", "a role that ends too soon", lambda s: {"roles": (s.roles[0]._replace(valid_to=date(2019, 1, 1)),)}, lambda s: bool(s.roles))
damage("sources", "items-not-null", "an alias without a language", lambda s: {"aliases": (Alias(s.name, None, "name"),)})
damage("attributions", "reference-exists", "an article that is not there", lambda a: {"article_id": "art_" + NOWHERE})
damage("attributions", "reference-exists", "a source that is not there", lambda a: {"source_id": "src_nobody"})
damage("attributions", "reference-exists", "a parent that is not there", lambda a: {"parent_id": "att_" + NOWHERE})
damage("attributions", "not-own-parent", "a parent of itself", lambda a: {"parent_id": a.attribution_id})
damage("attributions", "spans-well-formed", "a cue with a space", _moved("cue", -1, 0))
damage("attributions", "spans-well-formed", "an empty cue", lambda a: {"cue": (Span(a.cue[0].start, a.cue[0].start),)})
damage("attributions", "span-inside-text", "a cue behind the text", lambda a: {"cue": (Span(10**6, 10**6 + 4),)})
damage("attributions", "content-present", "no content", lambda a: {"content": (), "quoted": ()})
damage("attributions", "cue-present", "no cue", lambda a: {"cue": ()})
damage("attributions", "roles-disjoint", "a cue in its source", lambda a: {"cue": a.source})
damage("attributions", "direct-is-quoted", "a quotation without its marks", lambda a: {"quoted": ()}, _by(quote_type="direct"))
damage("attributions", "mixed-is-partly-quoted", "mixed and quoted whole", lambda a: {"quote_type": "mixed"}, _by(quote_type="direct"))
damage("attributions", "indirect-is-unquoted", "indirect and quoted", lambda a: {"quote_type": "indirect"}, _by(quote_type="mixed"))
damage("attributions", "quoted-without-marks", "quoted with its marks", _moved("quoted", -1, 1), _by(quote_type="mixed"))
damage("attributions", "mention-fits-source", "dropped and marked", lambda a: {"mention": "dropped"})
damage("attributions", "mention-fits-source", "named and not marked", lambda a: {"source": ()}, _by(mention="name"))
damage("attributions", "in-range", "a confidence of seven", lambda a: {"confidence": 7.0})
damage("attributions", "child-inside-parent", "a carried report without its antecedent", lambda a: {"antecedent": ()}, lambda a: bool(a.antecedent))
damage("attributions", "antecedent-before-cue", "an antecedent behind its cue", lambda a: {"antecedent": a.content}, lambda a: bool(a.antecedent))
damage("attributions", "label-known", "an unknown form", lambda a: {"form": "song"})
damage("attributions", "named-by-alias", "somebody else's name", lambda a: {"source_id": "src_zed"}, _by(quote_type="direct"))
damage("claims", "reference-exists", "an attribution that is not there", lambda c: {"attribution_id": "att_" + NOWHERE}, lambda c: bool(c.attribution_id))
damage("claims", "claim-says-evidence", "a typing error", lambda c: {"text": c.text + "~"})
damage("claims", "claim-says-evidence", "a span moved", _moved("evidence", 1, 0))
damage("claims", "evidence-present", "no evidence", lambda c: {"evidence": ()})
damage("claims", "evidence-inside-content", "evidence that takes in the cue", _moved("evidence", -8, 0), lambda c: bool(c.attribution_id))
damage("claims", "author-voice-outside", "a reported claim given to the author", lambda c: {"attribution_id": None}, lambda c: bool(c.attribution_id))
damage("claims", "label-known", "an unknown polarity", lambda c: {"polarity": "neutral"})
damage("claims", "worthy-acts-only", "a question worth a check", lambda c: {"check_worthy": "yes", "speech_act": "question"})
damage("claims", "asserted-without-hedge", "a hedge on what is asserted", lambda c: {"hedges": c.evidence})
damage("claims", "event-in-order", "an event that ends too soon", lambda c: {"event_start": date(2025, 5, 9), "event_end": date(2025, 5, 8), "event_precision": "range"})
damage("claims", "event-precision-fits", "a precision without days", lambda c: {"event_precision": "year", "event_start": None, "event_end": None})
damage("claims", "event-fits-precision", "a month of three days", lambda c: {"event_start": date(2025, 4, 1), "event_end": date(2025, 4, 3), "event_precision": "month"})
damage("claims", "negative-has-negator", "a positive claim called negative", lambda c: {"polarity": "negative"}, lambda c: c.polarity == "positive")
damage("claims", "standalone-not-blank", "a blank wording", lambda c: {"standalone": " "})
damage("links", "in-range", "a score below nought", lambda k: {"score": -0.5})
damage("links", "not-to-itself", "a link to itself", lambda k: {"to_id": k.from_id})
damage("links", "symmetric-link-in-order", "a link the wrong way round", lambda k: {"from_id": k.to_id, "to_id": k.from_id})
damage("links", "reference-exists", "a link to nothing", lambda k: {"to_id": "clm_" + NOWHERE})
damage("links", "translation-changes-language", "a translation of the same language", lambda k: {"relation": "translates", "to_id": k.from_id})
damage("verdicts", "evidence-given", "a verdict without evidence", lambda v: {"evidence": ()}, lambda v: v.label == "supported")
damage("verdicts", "supersedes-same-question", "a verdict on another question", lambda v: {"target": "is_it_so"}, lambda v: bool(v.supersedes_id))
damage("verdicts", "supersedes-earlier", "a verdict before the one it supersedes", lambda v: {"reviewed_at": v.reviewed_at - timedelta(days=9)}, lambda v: bool(v.supersedes_id))
damage("verdicts", "verdict-stands-alone", "two verdicts side by side", lambda v: {"supersedes_id": None}, lambda v: bool(v.supersedes_id))
damage("edits", "patch-is-json", "a patch that is no JSON", lambda e: {"patch": "{polarity"})
damage("edits", "edit-log-unbroken", "a hash changed", lambda e: {"previous_hash": "f" * 64}, lambda e: e.previous_hash is not None)
damage("edits", "edit-log-in-time", "an edit before its predecessor", lambda e: {"at": e.at - timedelta(days=30)}, lambda e: e.previous_hash is not None)
damage("edits", "edit-hash-right", "an edit given another reason", lambda e: {"reason": "سبب آخر"})
damage("edits", "settles-an-edit", "an edit that settles nothing", lambda e: {"settles": "edt_" + NOWHERE})
damage("edits", "edited-row-exists", "an edit of nothing", lambda e: {"row_id": "clm_" + NOWHERE})


def clean(articles: int, seed: int) -> tuple[str, ...]:
    """The issues that a clean corpus is told of: none, if no alarm is false."""
    return tuple(f"{issue.check} {issue.where}" for issue in validate(corpus(corpus_rows(articles, seed)), held=None).issues)


def corpus(rows: Rows) -> Corpus:
    """The corpus, each row with the place of a JSONL line."""
    places = {table: [f"{table}.jsonl:{at + 1}" for at in range(len(found))] for table, found in rows.items()}
    return Corpus.from_rows(**rows, places=places)


def corrupted(articles: int, seed: int, damages: Iterable[Damage] | None = None) -> Outcome:
    """What is told of a corpus in which every kind of damage was done once, at random rows."""
    kinds = list(damages or DAMAGES)
    rows, chance = corpus_rows(articles, seed), random.Random(seed)
    rows["sources"].append(replace(rows["sources"][-1], source_id="src_zed", name="Zed Young", aliases=tuple(Alias("Zed Young", language, "name") for language in ("en", "ru", "ar"))))
    done: list[tuple[Damage, str]] = []
    touched: set[str] = set()
    article_of = _articles_of(rows)
    for kind in kinds:
        at = _chosen(kind, rows, article_of, touched, chance)
        row = rows[kind.table][at]
        rows[kind.table][at] = replace(row, **kind.change(row))
        done.append((kind, f"{kind.table}.jsonl:{at + 1}"))
    return _told(rows, done, article_of, touched)


def _articles_of(rows: Rows) -> dict[str, set[str]]:
    """The articles that a row of each key is about: one, or the two of a link; its own key where it is of none."""
    found = {row.article_id: {row.article_id} for row in rows["articles"]}
    found |= {row.attribution_id: {row.article_id} for row in rows["attributions"]}
    found |= {row.claim_id: {row.article_id} for row in rows["claims"]}
    found |= {row.link_id: found[row.from_id] | found[row.to_id] for row in rows["links"]}
    found |= {row.verdict_id: found[row.claim_id] for row in rows["verdicts"]}
    return found


def _key(table: str, row: Any) -> str:
    name = {"articles": "article_id", "sources": "source_id", "attributions": "attribution_id", "claims": "claim_id",
            "links": "link_id", "verdicts": "verdict_id", "edits": "edit_id"}[table]  # fmt: skip
    return str(getattr(row, name))


def _chosen(kind: Damage, rows: Rows, article_of: dict[str, set[str]], touched: set[str], chance: random.Random) -> int:
    """The number of a row that the damage fits, in an article that no other damage touches; it is touched from now on."""
    table = rows[kind.table]
    while True:
        at = chance.randrange(len(table) - (2 if kind.table in ALONE else 0))
        row = table[at]
        about = article_of.get(_key(kind.table, row), {f"{kind.table} {at + step}" for step in (-1, 0, 1)})
        if kind.wanted(row) and touched.isdisjoint(about):
            touched |= about
            return at


def _told(rows: Rows, done: list[tuple[Damage, str]], article_of: dict[str, set[str]], touched: set[str]) -> Outcome:
    damaged = corpus(rows)
    issues = validate(damaged, held=None).issues
    told = {(issue.check, issue.where) for issue in issues}
    missed = tuple(f"{kind.check}: {kind.name} at {where}" for kind, where in done if (kind.check, where) not in told)
    change = Change(ids={key for key, about in article_of.items() if about <= touched})
    for _, where in done:
        file, _, line = where.partition(":")
        lines = change.lines.setdefault(Path(file).resolve(), set())
        assert lines is not None
        lines.add(int(line))
    near = reach(damaged, change)
    strange = tuple(
        f"{issue.check} {issue.where}" for issue in issues
        if (issue.table, issue.row_id) not in near and not change.has(issue.where)
    )  # fmt: skip
    return Outcome(len(done), missed, strange, len({kind.name for kind, _ in done}))


def main() -> None:
    """Prints, for each round, the damages done, missed and the issues that nothing explains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clean", type=int, default=20, help="how many clean corpora are looked at")
    asked = parser.parse_args()
    articles = asked.claims // CLAIMS_PER_ARTICLE
    for seed in range(asked.rounds):
        outcome = corrupted(articles, seed)
        print(f"{asked.claims} claims, seed {seed}: {outcome.kinds} kinds of damage, {len(outcome.missed)} missed, {len(outcome.strange)} false alarms")
        for line in (*outcome.missed, *outcome.strange):
            print(f"  {line}")
    alarms = sum(len(clean(articles, 1000 + seed)) for seed in range(asked.clean))
    print(f"{asked.clean} clean corpora of {asked.claims} claims: {alarms} false alarms")


if __name__ == "__main__":
    main()
