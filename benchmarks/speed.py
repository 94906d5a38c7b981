"""Words a second of the rules engine on one core, beside spaCy's parse of the same English text in the same run.

Whoever extracts quotations from a parse waits for the tagger and the parser first; textacy's
direct_quotations is one that does. Rounds are interleaved, figures are medians (least to most) of the
rounds in words a CPU second, and what counts is the ratio within a round.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from page import PAGE, machine, spread, table, versions, write_section
from peers import ENVIRONMENT, NoPeers, Peers, running

from claims import Article, read_articles
from claims.extract.engine import get_engine

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
LANGUAGES = {"en": "English", "ar": "Arabic", "ru": "Russian"}
TASKS = {"parse": "spaCy's tagger and parser", "quotations": "textacy's direct_quotations"}
ROUNDS, WORDS = 7, 20_000
HEAD = (
    "on one core",
    "words a second",
    "the engine on English is so many times as fast",
    "found in a pass",
)


@dataclass(slots=True)
class Measured:
    """Words a second in each round, and what one pass over the text found."""

    words: int
    found: str = ""
    rates: list[float] = field(default_factory=list)


def articles(language: str, words: int) -> list[Article]:
    """The project's articles in a language, over and over until they have so many words."""
    once = list(read_articles(ARTICLES / f"{language}.jsonl"))
    return once * max(1, -(-words // count_words(once)))


def count_words(texts: Sequence[Article]) -> int:
    """How many words they have, told apart by white space, for us and for the peers alike."""
    return sum(len((article.text or "").split()) for article in texts)


def extract(texts: Sequence[Article], into: Measured) -> None:
    """One timed pass of the rules engine."""
    engine = get_engine("rules")
    began = time.process_time()
    found = [engine.extract(article) for article in texts]
    into.rates.append(into.words / (time.process_time() - began))
    attributions, claims = (
        sum(len(rows) for rows in kind)
        for kind in zip(*((one.attributions, one.claims) for one in found), strict=True)
    )
    into.found = f"{attributions:,} attributions, {claims:,} claims"


def ask(peers: Peers, task: str, into: Measured) -> None:
    """One timed pass of a peer."""
    seconds, found = peers.run(task)
    into.rates.append(into.words / seconds)
    into.found = f"{found:,} {'sentences' if task == 'parse' else 'direct quotations'}"


def measure(
    texts: dict[str, list[Article]], rounds: int, peers: Peers | None
) -> dict[str, Measured]:
    """All passes of all rounds by language and task; a first round that only warms up does not count."""
    measured = {language: Measured(count_words(these)) for language, these in texts.items()}
    measured |= {task: Measured(measured["en"].words) for task in (peers.tasks if peers else ())}
    for number in range(rounds + 1):
        for key, into in measured.items():
            if key in texts:
                extract(texts[key], into)
            elif peers is not None:
                ask(peers, key, into)
            if not number:
                into.rates.clear()
    return measured


def rows(measured: dict[str, Measured]) -> list[list[str]]:
    """The lines of the table: the engine by language, then the peers with the ratio of each round."""
    ours, found = measured["en"].rates, []
    for key, one in measured.items():
        ratios = (
            ""
            if key in LANGUAGES
            else spread([a / b for a, b in zip(ours, one.rates, strict=True)], 1)
        )
        name = f"the rules engine, {LANGUAGES[key]}" if key in LANGUAGES else TASKS[key]
        found.append([name, spread(one.rates, 0), ratios, one.found])
    return found


def stay_on_one_core() -> None:
    """Keeps this process, and the peers that it starts, on one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table; with --write it goes into the result page too."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument(
        "--words", type=int, default=WORDS, help="of each language in a pass, at least"
    )
    parser.add_argument("--without-peers", action="store_true", help="only the rules engine")
    parser.add_argument(
        "--peers", type=Path, default=ENVIRONMENT, help="the peers' environment, made if missing"
    )
    parser.add_argument(
        "--write", type=Path, nargs="?", const=PAGE, help="the page, RESULTS.md if not named"
    )
    options = parser.parse_args(arguments)
    if min(options.rounds, options.words) < 1:
        parser.error("--rounds and --words are 1 or more")
    stay_on_one_core()
    texts = {language: articles(language, options.words) for language in LANGUAGES}
    measured, peer_versions = None, "no peers"
    if not options.without_peers:
        try:
            with running([article.text or "" for article in texts["en"]], options.peers) as peers:
                measured = measure(texts, options.rounds, peers)
                peer_versions = ", ".join(
                    f"{name} {number}" for name, number in peers.versions.items()
                )
        except NoPeers as error:
            print(f"without peers: {error}", file=sys.stderr)
    measured = measured or measure(texts, options.rounds, None)
    lines = rows(measured)
    for line in (HEAD, *lines):
        print("  ".join(cell for cell in line if cell))
    if options.write:
        dense = ", ".join(f"{LANGUAGES[key]} {measured[key].words:,}" for key in texts)
        said = (
            f"{machine()}; {versions(['attributed-claims', 'ahocorasick_rs'])}; {peer_versions}.\n"
            f"`python benchmarks/speed.py --rounds {options.rounds} --words {options.words}`",
            f"Medians (least to most) of {options.rounds} interleaved rounds, in words a CPU second on one core. A pass reads"
            f" the project's own\narticles over and over: {dense} words.",
            table(HEAD, lines),
        )
        write_section("Speed", "\n\n".join(said), options.write)


if __name__ == "__main__":
    main()
