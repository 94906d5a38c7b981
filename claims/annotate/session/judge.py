"""What the contract says of a few rows: its checks on one article with all that is said in it and the registry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.annotate.session.state import State
from claims.contract import TABLES, arrow_schema, contract
from claims.corpus import Corpus
from claims.corpus.arrow import to_arrow

if TYPE_CHECKING:
    import polars as pl

    from claims.validate.frames import Check
    from claims.validate.report import Issue

SAID = ("attributions", "claims")
BESIDE = ("links", "verdicts")


class Problem(NamedTuple):
    """What is wrong with a field of a row (None: with the row), and how to mend it."""

    check: str
    table: str
    row_id: str | None
    field: str | None
    severity: str
    sentence: str
    found: str | None
    mend: str | None

    def said(self) -> dict[str, Any]:
        """The problem as JSON has it."""
        return self._asdict()

    @property
    def stops(self) -> bool:
        """Whether the change that brings it is refused."""
        return self.severity == "error"


class Judge:
    """The judge of one state; the registry is read again only when a source was changed."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._registry: Any = None

    def forget_registry(self) -> None:
        """Nothing; a source was changed."""
        self._registry = None

    def article(self, article_id: str) -> list[Problem]:
        """What is wrong with an article's attributions and claims, and with the links and verdicts of these claims."""
        state = self._state
        claims = state.claims(article_id)
        links = {link.link_id: link for claim in claims for link in state.links(claim.claim_id)}
        verdicts = {one.verdict_id: one for claim in claims for one in state.verdicts(claim.claim_id)}
        found = list(self._judged(SAID, [article_id]))
        if links or verdicts:
            named = [state.find("claims", end) for link in links.values() for end in (link.from_id, link.to_id)]
            others = {claim.article_id: None for claim in named if claim is not None}
            beside = {"links": links.values(), "verdicts": verdicts.values()}
            found += self._judged(BESIDE, dict.fromkeys([article_id, *others]), beside)
        return found

    def registry(self) -> list[Problem]:
        """What is wrong with the registry."""
        return list(self._judged(("sources",), ()))

    def _judged(self, tables: Collection[str], articles: Iterable[str], beside: Mapping[str, Iterable[Any]] | None = None) -> Iterator[Problem]:
        """What the checks of some tables find in these articles."""
        from claims.validate.checks import checks
        from claims.validate.findings import Findings
        from claims.validate.frames import Frames, out_of

        part = self._part([article for article in articles if article in self._state.articles], beside or {})
        judged = [check for check in checks() if check.table in tables]
        findings = Findings(lambda table, row: table, None)
        findings.judge(judged, Frames(out_of(part.__getitem__)))
        for check in judged:
            field = _field(check)
            for issue in findings.issues([check]):
                yield Problem(check.name, issue.table, issue.row_id, field or _first(issue), str(issue.severity), issue.message, issue.found, issue.mend)

    def _part(self, articles: list[str], beside: Mapping[str, Iterable[Any]]) -> Mapping[str, pl.DataFrame]:
        """The rows of some articles and the registry, each table in the order of a corpus."""
        import polars as pl

        if self._registry is None:
            self._registry = Corpus.from_rows(sources=list(self._state.sources())).table("sources")
        rows: dict[str, Iterable[Any]] = {
            "articles": [self._state.articles[one] for one in articles],
            "attributions": [row for one in articles for row in self._state.attributions(one)],
            "claims": [row for one in articles for row in self._state.claims(one)],
            **beside,
        }
        arrow = {table: to_arrow(table, some) for table, some in rows.items()}
        corpus = Corpus.from_tables({**arrow, "sources": self._registry})
        return {table: pl.DataFrame(corpus.table(table)) for table in TABLES}


def _field(check: Check) -> str | None:
    """The column that a check is about: the one it names, else the first that it reads; None where it reads none."""
    if check.column:
        return check.column.partition(".")[0]
    columns = arrow_schema(check.table).names
    key = contract().table(check.table).primary_key
    for expression in (check.bad, check.marks, check.found):
        if expression is not None:
            for name in expression.meta.root_names():
                if name in columns and name != key:
                    return str(name)
    return None


def _first(issue: Issue) -> str | None:
    """The column that what was found begins with, as in `cue overlaps content`."""
    word = (issue.found or "").partition(" ")[0]
    return word if word in arrow_schema(issue.table).names else None


def new(after: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    """The problems that were not there before."""
    known = {(one.check, one.table, one.row_id, one.field) for one in before}
    return [one for one in after if (one.check, one.table, one.row_id, one.field) not in known]
