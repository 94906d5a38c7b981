"""Links between the claims of a corpus, proposed: candidates from three layers, judged one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.corpus import Corpus
from claims.ids import content_id
from claims.model import Edit, Link
from claims.text.normalise import fold
from claims.ties import groups
from claims.track.embedders import Embedder, embedded
from claims.track.features import Pair
from claims.track.judge import judge
from claims.track.near import near_pairs
from claims.track.neighbours import nearest
from claims.track.statement import Statement, statement, wording

if TYPE_CHECKING:
    import polars as pl

VERSION = "1"  # of the first two layers
SAME = "hash"
NEAR = "minhash"
LEFT_OUT = ("see_also", "boilerplate")  # segments that say what other articles say
SYMMETRIC = ("same", "contradicts")
ALIKE = ("same", "repeats", "translates")
HUMAN = "human"
WORD = re.compile(r"\w+")
NEIGHBOURS = 8  # of a claim in each language
LEAST = 0.3  # of an embedder's scale, below which two claims are not compared


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two rows that may be linked, the earlier first, the layer that found them and how near they are on its scale."""

    earlier: int
    later: int
    method: str
    cosine: float | None = None


def link(corpus: Corpus, embedder: Embedder | None = None) -> list[Link]:
    """The links of a corpus, sorted by id: those that people made or confirmed as they are, and what is proposed now.

    What somebody has rejected is not proposed again. Without an embedder only claims of one language in nearly the same
    words are found. MissingExtra without the extra `track`.
    """
    kept = {one.link_id: one for one in corpus.rows("links") if one.confirmed_by or one.method == HUMAN}
    decided = {frozenset((one.from_id, one.to_id)) for one in kept.values()}
    rejected = judged_by_people(corpus.rows("edits")) - kept.keys()
    proposed = [
        one for one in _proposed(corpus, embedder)
        if one.link_id not in rejected and frozenset((one.from_id, one.to_id)) not in decided
    ]  # fmt: skip
    return sorted(_consistent([*kept.values(), *proposed]), key=lambda one: one.link_id)


def judged_by_people(edits: Iterable[Edit]) -> set[str]:
    """The ids of the links that an edit is of."""
    return {edit.row_id for edit in edits if edit.table == "links"}


def relinked(stored: Iterable[Link], found: Iterable[Link], edits: Sequence[Edit]) -> list[Link]:
    """The rows of a repository's links.jsonl after linking again, sorted by id.

    A row that an edit is of stays as it is stored, since the edit says what it was made on; so does one that a person
    wrote. All others give way to what was found.
    """
    judged = judged_by_people(edits)
    rows = {one.link_id: one for one in found if one.link_id not in judged}
    rows |= {one.link_id: one for one in stored if one.link_id in judged or one.confirmed_by or one.method == HUMAN}
    return sorted(rows.values(), key=lambda one: one.link_id)


def _proposed(corpus: Corpus, embedder: Embedder | None) -> list[Link]:
    """The links that the candidates of all layers are judged to be, one a pair at most."""
    rows = _rows(corpus)
    candidates = _candidates(rows["language"].to_list(), rows["text"].to_list(), embedder)
    articles = rows["article_id"].to_list()
    apart = [one for one in candidates if articles[one.earlier] != articles[one.later]]
    statements = _statements(rows, apart)
    found = []
    for one in apart:
        pair = Pair(statements[one.earlier], statements[one.later], one.cosine)
        judgement = judge(pair)
        if judgement.relation:
            found.append(_link(pair, judgement.relation, one.method, f"{judgement.rule}: {judgement.reason}"))
    return found


def _rows(corpus: Corpus) -> pl.DataFrame:
    """The claims that can be linked, the earliest first, with their articles, sources and what is done by saying them."""
    import polars as pl

    acts = pl.DataFrame(corpus.table("claims").select(["claim_id", "speech_act"]))
    flat = corpus.to_polars().filter(~pl.col("segment_role").is_in(LEFT_OUT))
    return flat.join(acts, on="claim_id").sort("published_at", "claim_id", nulls_last=True)


def _candidates(languages: Sequence[str], texts: Sequence[str], embedder: Embedder | None) -> list[Candidate]:
    """What the layers find, each pair once: the same words, nearly the same wording, the same meaning.

    Of claims in the same words only the first is looked up further, and the others are candidates with it.
    """
    first: dict[tuple[str, str], int] = {}
    found = []
    for row, (language, text) in enumerate(zip(languages, texts, strict=True)):
        words = " ".join(WORD.findall(fold(text)))
        if first.setdefault((language, words), row) != row:
            found.append(Candidate(first[language, words], row, f"{SAME} {VERSION}"))
    firsts = list(first.values())
    wordings = [wording(texts[row], languages[row]) for row in firsts]
    near: dict[tuple[int, int], Candidate] = {}
    if embedder is not None and firsts:
        low, high = embedder.scale
        pairs, cosines = nearest(embedded(embedder, wordings), [languages[row] for row in firsts], NEIGHBOURS, low + LEAST * (high - low))
        for (one, other), cosine in zip(pairs.tolist(), cosines.tolist(), strict=True):
            near[one, other] = Candidate(firsts[one], firsts[other], embedder.name, (cosine - low) / (high - low))
    for one, other in near_pairs(wordings).tolist():
        if languages[firsts[one]] == languages[firsts[other]]:
            near.setdefault((one, other), Candidate(firsts[one], firsts[other], f"{NEAR} {VERSION}"))
    return [*found, *(near[pair] for pair in sorted(near))]


def _statements(rows: pl.DataFrame, candidates: Iterable[Candidate]) -> Mapping[int, Statement]:
    """The statements of the rows that are candidates, by their number."""
    needed = sorted({row for one in candidates for row in (one.earlier, one.later)})
    return {number: statement(row) for number, row in zip(needed, rows[needed].iter_rows(named=True), strict=True)}


def _link(pair: Pair, relation: str, method: str, reason: str) -> Link:
    """The link of the later claim to the earlier; one that holds both ways goes from the smaller id."""
    ends = (pair.later.claim_id, pair.earlier.claim_id)
    start, end = sorted(ends) if relation in SYMMETRIC else ends
    score = round(pair.probability, 2)
    return Link(content_id("lnk_", start, end, relation), start, end, relation, score, method, reason)


def _consistent(links: Sequence[Link]) -> list[Link]:
    """The links without the proposed contradictions between claims that are the same by way of others."""
    group = groups((one.from_id, one.to_id) for one in links if one.relation in ALIKE)
    return [
        one for one in links
        if one.relation != "contradicts" or one.confirmed_by or one.method == HUMAN
        or one.from_id not in group or group[one.from_id] != group.get(one.to_id)
    ]  # fmt: skip
