"""The list of articles: how much is open in each, filtered, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from claims.annotate.ops import MARKS
from claims.annotate.session.state import APPROVED, FLAGGED, State
from claims.contract.tables import WITHDRAWN
from claims.errors import UsageError, unknown
from claims.model import Claim
from claims.text.normalise import fold

DRAFT = MARKS["claims"].before


class Count(NamedTuple):
    """How many claims of an article stand, how many of its rows are open (nobody confirmed them, or somebody flagged them), how many flagged.

    `doubt` is how unsure the engine is of what is open: 1 less the least confidence.
    """

    claims: int
    open: int
    flagged: int
    doubt: float


class Listing:
    """The articles with their counts, each counted when it is first asked for and again when it was changed.

    `assigned` are the articles that are listed; None: all.
    """

    def __init__(self, state: State, assigned: Collection[str] | None = None) -> None:
        self._state = state
        self.ids = [article_id for article_id in state.articles if assigned is None or article_id in assigned]
        self._counts: dict[str, Count] = {}
        self._texts: dict[str, str] = {}

    def forget(self, article_id: str) -> None:
        """Nothing; the article was changed."""
        self._counts.pop(article_id, None)

    def count(self, article_id: str) -> Count:
        """The counts of an article."""
        if article_id not in self._counts:
            self._counts[article_id] = _count(self._state, article_id)
        return self._counts[article_id]

    def progress(self, article_id: str) -> dict[str, int]:
        """How many articles there are, how many are done, and which this one is, from 1; 0 where it is not among them."""
        at = self.ids.index(article_id) + 1 if article_id in self.ids else 0
        return {"articles": len(self.ids), "done": sum(not self.count(one).open for one in self.ids), "at": at}

    def articles(self, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The articles that a filter lets through: in their order, or with `order` "doubt" those first of which the engine is least sure.

        The filter may have `status` (open, done, or a status of claims), `source` (an id), `text` (in the title
        or the text, folded), `flagged`, `language`, `order`.
        """
        tests = [_test(self, name, value) for name, value in wanted.items() if name != "order" and value not in (None, "")]
        found = [article_id for article_id in self.ids if all(test(article_id) for test in tests)]
        order = wanted.get("order")
        if order not in (None, "", "doubt"):
            raise unknown("order", str(order), ["doubt"])
        if order:
            found.sort(key=lambda article_id: -self.count(article_id).doubt)
        return [self._line(article_id) for article_id in found]

    def _line(self, article_id: str) -> dict[str, Any]:
        article, count = self._state.articles[article_id], self.count(article_id)
        return {
            "article_id": article_id,
            "title": article.title or (article.text or "").partition("\n")[0][:80],
            "language": article.language,
            "outlet": article.outlet,
            "claims": count.claims,
            "open": count.open,
            "flagged": count.flagged,
            "done": not count.open,
        }

    def lets(self, status: str) -> Callable[[str], bool]:
        """The test of a status: of an article, or of any of its claims."""
        if status in ("open", "done"):
            return lambda article_id: bool(self.count(article_id).open) == (status == "open")
        return lambda article_id: any(claim.status == status for claim in self._state.claims(article_id))

    def names(self, source_id: str) -> Callable[[str], bool]:
        """The test of a source: an attribution of the article names it."""
        return lambda article_id: any(one.source_id == source_id for one in self._state.attributions(article_id))

    def says(self, text: str) -> Callable[[str], bool]:
        """The test of words: they stand in the title or in the text, however they are written."""
        folded = fold(text).strip()
        return lambda article_id: folded in self._folded(article_id)

    def _folded(self, article_id: str) -> str:
        """The title and the text of an article, folded once: neither ever changes."""
        if article_id not in self._texts:
            article = self._state.articles[article_id]
            self._texts[article_id] = fold(f"{article.title or ''}\n{article.text or ''}")
        return self._texts[article_id]

    def has_flag(self, flagged: bool) -> Callable[[str], bool]:
        """The test of a flag: somebody flagged a row, or nobody."""
        return lambda article_id: bool(self.count(article_id).flagged) == flagged

    def speaks(self, language: str) -> Callable[[str], bool]:
        """The test of a language."""
        return lambda article_id: self._state.articles[article_id].language == language


TESTS: Mapping[str, Callable[[Listing, Any], Callable[[str], bool]]] = {
    "status": Listing.lets,
    "source": Listing.names,
    "text": Listing.says,
    "flagged": Listing.has_flag,
    "language": Listing.speaks,
}


def _test(listing: Listing, name: str, value: Any) -> Callable[[str], bool]:
    """The test of one key of a filter; UsageError where there is no such key or its value is of another type."""
    if name not in TESTS:
        raise unknown("filter", name, [*TESTS, "order"])
    if not isinstance(value, bool if name == "flagged" else str):
        raise UsageError(f"the filter {name} is {value!r}", mend="true or false" if name == "flagged" else "text is expected")
    return TESTS[name](listing, value)


def _count(state: State, article_id: str) -> Count:
    """The counts of an article; a row that is withdrawn counts for nothing."""
    claims = [claim for claim in state.claims(article_id) if claim.status != WITHDRAWN]
    attributions = state.attributions(article_id)
    marks = {one.attribution_id: state.standing("attributions", one.attribution_id).mark for one in attributions}
    flags = [state.standing("claims", claim.claim_id).mark == FLAGGED for claim in claims]
    flagged = sum(flags) + sum(mark == FLAGGED for mark in marks.values())
    waiting = [one for one in attributions if marks[one.attribution_id] != APPROVED]
    drafts = sum(_is_open(claim, flag) for claim, flag in zip(claims, flags, strict=True))
    doubt = max((1 - one.confidence for one in waiting if one.confidence is not None), default=0.0)
    return Count(len(claims), drafts + len(waiting), flagged, doubt)


def _is_open(claim: Claim, flagged: bool) -> bool:
    return flagged or claim.status == DRAFT
