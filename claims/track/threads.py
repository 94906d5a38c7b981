"""Threads: the life of a claim over outlets and days, from where it was first seen, through which chains, with which drift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.corpus import Corpus
from claims.errors import UsageError
from claims.model import Link, Verdict
from claims.text.copies import BATCH, copies
from claims.ties import groups
from claims.track.linking import ALIKE, HUMAN

GOES_ON = (*ALIKE, "updates", "corrects")  # what carries a thread on; a contradiction stands beside it


@dataclass(frozen=True, slots=True)
class Report:
    """One claim of a thread, as an outlet had it.

    `chain` has the names of its sources, outermost first, None for one that is not known. `copy_of` is the article of
    this thread that its own is a copy of. `links` lead to earlier claims of the thread, with their reasons.
    """

    claim_id: str
    article_id: str
    text: str
    language: str
    outlet: str | None
    published_at: datetime | None
    chain: tuple[str | None, ...]
    copy_of: str | None
    links: tuple[Link, ...]

    @property
    def drift(self) -> tuple[Link, ...]:
        """The links that say that a number, a day or the whole changed on the way."""
        return tuple(link for link in self.links if link.relation not in ALIKE)


@dataclass(frozen=True, slots=True)
class Thread:
    """A claim with all reports of it, the earliest first, what contradicts it, and what was judged of it."""

    reports: tuple[Report, ...]
    against: tuple[Link, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def first(self) -> Report:
        """The report in which it was first seen."""
        return self.reports[0]

    @property
    def independent(self) -> int:
        """How many of its articles are no copies of others of them."""
        return len({report.article_id for report in self.reports if report.copy_of is None})

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that had it, in the order in which they had it."""
        return tuple(dict.fromkeys(report.outlet for report in self.reports if report.outlet))


def threads(corpus: Corpus) -> list[Thread]:
    """The threads of a corpus of more than one report, the longest first, then by the day on which they were first seen."""
    import polars as pl

    links = corpus.rows("links")
    ids = corpus.table("claims").select(["claim_id", "article_id"]).to_pydict()
    group = _joined(links, dict(zip(ids["claim_id"], ids["article_id"], strict=True)))
    if not group:
        return []
    rows = corpus.to_polars().filter(pl.col("claim_id").is_in(list(group))).sort("published_at", "claim_id", nulls_last=True)
    of_claim = defaultdict(list)
    for link in links:
        for end in dict.fromkeys((link.from_id, link.to_id)):
            of_claim[end].append(link)
    sourced = _copied(corpus, rows["article_id"].unique(maintain_order=True).to_list())
    verdicts = defaultdict(list)
    for verdict in corpus.rows("verdicts"):
        verdicts[verdict.claim_id].append(verdict)
    members = defaultdict(list)
    for row in rows.iter_rows(named=True):
        members[group[row["claim_id"]]].append(row)
    found = [_thread(those, of_claim, sourced, verdicts) for those in members.values() if len(those) > 1]
    return sorted(found, key=lambda one: (-len(one.reports), str(one.first.published_at), one.first.claim_id))


def _joined(links: Iterable[Link], article: Mapping[str, str]) -> dict[str, str]:
    """The name of the thread that each linked claim is in.

    The links that people made or confirmed join first, then the others by their score. What one article says in two claims is
    two things: a proposed link joins no threads of which both have a claim of one article, since by way of a doubtful
    link or two everything that is told of an event would be one claim.
    """
    members: dict[str, list[str]] = {}
    thread: dict[str, str] = {}
    for link in sorted(links, key=lambda one: (not _of_people(one), -(one.score or 0.0), one.link_id)):
        if link.relation not in GOES_ON:
            continue
        one, other = (thread.setdefault(claim, claim) for claim in (link.from_id, link.to_id))
        ours, theirs = members.setdefault(one, [one]), members.setdefault(other, [other])
        if one == other or (not _of_people(link) and not {article[claim] for claim in ours}.isdisjoint(article[claim] for claim in theirs)):
            continue
        if len(ours) < len(theirs):
            one, other, ours, theirs = other, one, theirs, ours
        ours += theirs
        thread.update(dict.fromkeys(theirs, one))
        del members[other]
    return thread


def _of_people(link: Link) -> bool:
    """Whether a person made or confirmed a link."""
    return link.method == HUMAN or link.confirmed_by is not None


def thread_of(corpus: Corpus, claim_id: str) -> Thread:
    """The thread that a claim is in; UsageError where there is none."""
    for one in threads(corpus):
        if any(report.claim_id == claim_id for report in one.reports):
            return one
    raise UsageError(f"no thread has the claim {claim_id!r}", mend="leave out --id to list the threads; claims track proposes links")


def _thread(
    rows: list[dict[str, object]],
    of_claim: Mapping[str, list[Link]],
    sourced: Mapping[str, str],
    verdicts: Mapping[str, list[Verdict]],
) -> Thread:
    """The thread of some rows of the flat view, which are in the order of their days."""
    seen: list[str] = []
    articles: dict[str, str] = {}
    reports = []
    for row in rows:
        claim, article = str(row["claim_id"]), str(row["article_id"])
        back = [link for link in of_claim[claim] if link.relation in GOES_ON and {link.from_id, link.to_id} & set(seen) - {claim}]
        original = articles.setdefault(sourced[article], article)
        reports.append(_report(row, None if original == article else original, back))
        seen.append(claim)
    against = {link.link_id: link for claim in seen for link in of_claim[claim] if link.relation == "contradicts"}
    judged = sorted((one for claim in seen for one in verdicts.get(claim, ())), key=lambda one: (one.reviewed_at, one.verdict_id))
    return Thread(tuple(reports), tuple(against[key] for key in sorted(against)), tuple(judged))


def _report(row: Mapping[str, object], copy_of: str | None, links: Iterable[Link]) -> Report:
    chain: list[Mapping[str, str | None]] = row["chain"]  # type: ignore[assignment]
    return Report(
        claim_id=str(row["claim_id"]), article_id=str(row["article_id"]), text=str(row["text"]), language=str(row["language"]),
        outlet=row["outlet"], published_at=row["published_at"],  # type: ignore[arg-type]
        chain=tuple(link["name"] for link in chain), copy_of=copy_of, links=tuple(sorted(links, key=lambda one: one.link_id)),
    )  # fmt: skip


def _copied(corpus: Corpus, articles: list[str]) -> dict[str, str]:
    """For each article the name of the group of copies that it is in."""
    import polars as pl

    table = pl.DataFrame(corpus.table("articles").select(["article_id", "text", "text_sha256", "segments"]))
    those = table.filter(pl.col("article_id").is_in(articles))
    ids = those["article_id"].to_list()
    together = groups((ids[one], ids[other]) for one, other in copies(those["text_sha256"], those.iter_slices(BATCH)).iter_rows())
    return {article: together.get(article, article) for article in ids}
