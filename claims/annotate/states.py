"""What each annotator left: the extracted rows with one person's edits replayed, and which articles that person has finished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.annotate.replay import replay
from claims.contract import contract
from claims.contract.tables import WITHDRAWN
from claims.corpus import Corpus
from claims.errors import UsageError, unknown
from claims.model import Article, Attribution, Claim, Edit, Extraction
from claims.text.encoding import json_object

DRAFT = "draft"
LEFT = "left"  # as no op says of a draft that nobody edited
UNDECIDED = (LEFT, "flag", "reopen")
OF_ARTICLES = ("attributions", "claims")


@dataclass(frozen=True, slots=True)
class State:
    """`rows` has for each article what one annotator left of it, without withdrawn claims.

    An article is `begun` where a row of it was edited, and `finished` where no claim is left that they did not decide: each
    is edited (an approval is an edit), and not flagged or reopened since, or is no draft.
    """

    annotator: str
    rows: Mapping[str, Extraction]
    begun: frozenset[str]
    finished: frozenset[str]


def visible(edits: Iterable[Edit], annotator: str, *, blind: bool) -> list[Edit]:
    """The edits that an annotator works on: all, or where people annotate blind only their own."""
    return [edit for edit in edits if not blind or edit.annotator == annotator]


def states(extracted: Corpus, edits: Sequence[Edit], annotators: Sequence[str]) -> list[State]:
    """What each of these annotators left, as if nobody else had edited; UsageError for one who has no log."""
    places = article_of(extracted, edits)
    return [_state(extracted, edits, annotator, places) for annotator in annotators]


def _state(extracted: Corpus, edits: Sequence[Edit], annotator: str, places: Mapping[str, str]) -> State:
    own = visible(edits, annotator, blind=True)
    if not own:
        raise unknown("log of", annotator, {edit.annotator for edit in edits})
    last: dict[str, dict[str, str]] = defaultdict(dict)  # the last op on each row, by article
    for edit in own:
        if edit.row_id in places:
            last[places[edit.row_id]][edit.row_id] = edit.op
    rows = by_article(replay(extracted, own)[0])
    finished = (article for article, ops in last.items() if article in rows and _decided(rows[article].claims, ops))
    kept = {article: without_withdrawn(found) for article, found in rows.items()}
    return State(annotator, kept, frozenset(last), frozenset(finished))


def article_of(extracted: Corpus, edits: Iterable[Edit]) -> dict[str, str]:
    """The article of each attribution and claim, extracted or made by an edit, by its key."""
    found: dict[str, str] = {}
    for edit in edits:
        if edit.table in OF_ARTICLES and edit.op == "create":
            found[edit.row_id] = str(json_object(edit.patch.encode("utf-8"), "patch").get("article_id"))
    for table in OF_ARTICLES:
        key = contract().table(table).primary_key
        found.update({getattr(row, key): row.article_id for row in extracted.rows(table)})
    return found


def _decided(claims: Iterable[Claim], ops: Mapping[str, str]) -> bool:
    """Whether each claim is decided, by the last op on it."""
    return all(ops.get(one.claim_id, LEFT if one.status == DRAFT else "") not in UNDECIDED for one in claims)


def by_article(corpus: Corpus) -> dict[str, Extraction]:
    """The attributions and claims of each article, in text order."""
    attributions: dict[str, list[Attribution]] = defaultdict(list)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for attribution in corpus.rows("attributions"):
        attributions[attribution.article_id].append(attribution)
    for claim in corpus.rows("claims"):
        claims[claim.article_id].append(claim)
    articles: list[Article] = corpus.rows("articles")
    ids = [article.article_id for article in articles]
    return {one: Extraction(tuple(attributions[one]), tuple(claims[one]), ()) for one in ids}


def gold(corpus: Corpus, name: str = "gold") -> State:
    """A corpus as the state of one who has finished each of its articles, to compare annotators with."""
    rows = {article: without_withdrawn(found) for article, found in by_article(corpus).items()}
    return State(name, rows, frozenset(rows), frozenset(rows))


def without_withdrawn(found: Extraction) -> Extraction:
    """The rows without claims that were withdrawn."""
    return Extraction(found.attributions, tuple(claim for claim in found.claims if claim.status != WITHDRAWN), ())


def shared(states: Sequence[State]) -> list[str]:
    """The articles that all have finished; UsageError with a sentence where there is none."""
    common = frozenset.intersection(*(state.finished for state in states))
    if common:
        return sorted(common)
    names = " and ".join(state.annotator for state in states)
    told = ", ".join(f"{state.annotator} has finished {len(state.finished)} of {len(state.begun)} begun" for state in states)
    mend = "give them articles to share (claims assign --overlap), and approve what is right as it stands"
    raise UsageError(f"{names} have no article in common: {told}", mend=mend)
