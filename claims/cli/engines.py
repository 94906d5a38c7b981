"""Commands for those who mend an engine or a language pack: evaluate, explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.options import about_articles, defaults, which_option
from claims.cli.output import console, refusals
from claims.errors import DataError, UsageError

if TYPE_CHECKING:
    from claims.evaluate.documents import Document
    from claims.languages.pack import Pack
    from claims.model import Refusal

SHOWN = 10
WIDEST = 110  # cells of a line

pack_option = click.option("--pack", help="Language pack (YAML) that the rules read instead of a shipped one.")


def _own(pack: str | None) -> list[Pack]:
    """The pack of a file, if one is given."""
    from claims.languages.pack import read_pack

    return [read_pack(pack)] if pack else []


@click.command()
@click.argument("gold")
@click.option("--engine", help="What is evaluated.  [default: rules]")
@pack_option
@click.option("--pred", help="Evaluates the predictions of this file, in a form that GOLD may have.")
@click.option("--by", help="Scores by language, type, form, cue_class too (several with commas).")
@click.option(
    "--bootstrap",
    type=click.IntRange(min=0),
    default=0,
    help="Rounds of drawing documents, for intervals of F1.",
)
@click.option("--core", is_flag=True, help='Gold reports with "core": false are don\'t-care.')
@click.option("--cue-words", help="File of cue words: scores of reports by these words too.")
@click.option("--json", "as_json", is_flag=True, help="Scores and errors as JSON.")
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    help=f"How many errors of each kind are shown.  [default: {SHOWN}; all as JSON]",
)
def evaluate(
    gold: str,
    engine: str | None,
    pack: str | None,
    pred: str | None,
    by: str | None,
    bootstrap: int,
    core: bool,
    cue_words: str | None,
    as_json: bool,
    errors: int | None,
) -> None:
    """How good an engine is on GOLD: scores, and each error with the rule behind it.

    GOLD is a marked .md file or a folder of those, a .txt of marked lines named by its language (de.txt), or a
    standoff .jsonl: {"doc_id": …, "text": …, "language": …, "attributions": [{"content": [[0, 9]], "cue": …, "source": …}]}.

    \b
    Example: claims evaluate data/corpus/ru --by form --errors 3
    """
    import json

    from claims.evaluate.evaluation import Options
    from claims.evaluate.evaluation import evaluate as evaluation_of
    from claims.evaluate.files import read_documents
    from claims.evaluate.page import mistakes, scores
    from claims.evaluate.scope import read_cue_words

    given = [f"--{name}" for name, value in (("engine", engine), ("pack", pack), ("pred", pred)) if value]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} together", mend="give the one that is evaluated")
    options = Options(
        tuple(word.strip() for word in by.split(",")) if by else (),
        core,
        bootstrap,
        read_cue_words(Path(cue_words)) if cue_words else None,
    )
    documents = read_documents(Path(gold))
    found = read_documents(Path(pred)) if pred else _found(documents, engine, pack)
    evaluation = evaluation_of(documents, found, options)
    if as_json:
        click.echo(json.dumps(evaluation.as_json(errors), ensure_ascii=False, indent=1))
        return
    lines = [*scores(evaluation), *mistakes(evaluation, SHOWN if errors is None else errors)]
    click.echo("\n".join(lines))


def _found(gold: list[Document], name: str | None, pack: str | None) -> list[Document]:
    """What an engine finds in the texts of gold: the named one, or the rules."""
    from claims.evaluate.documents import extracted
    from claims.extract.engine import get_engine
    from claims.extract.rules import RulesEngine

    return list(extracted(gold, get_engine(name) if name else RulesEngine(*_own(pack))))


@click.command()
@click.argument("path")
@which_option
@click.option("--cue", help="Only cues that hold these letters.")
@pack_option
@about_articles
def explain(
    path: str,
    which: str,
    cue: str | None,
    pack: str | None,
    language: str | None,
    outlet: str | None,
    license: str | None,
) -> None:
    """Every judgement of the rules over one article, cue by cue.

    What is said of a cue, in order: its grammar and what it may take; what vetoed it; the frames tried and the
    rule that answered; content and what cut it; source and who was passed over; what it stands inside; why it was
    refused; the row and the claims that came of it.

    \b
    Example: claims explain article_ar.txt --cue قال
    """
    from claims.extract.rules import RulesEngine
    from claims.ingest import read_articles
    from claims.runner import run
    from claims.show import Screen, find
    from claims.show.steps import Overheard, explained
    from claims.sources.registry import Registry

    own = _own(pack)
    engine = Overheard(RulesEngine(*own))
    refused: list[Refusal] = []
    places: dict[str, str] = {}
    about = defaults(language or next((one.language for one in own), None), outlet, license)
    articles = read_articles(path, defaults=about, refused=refused, places=places)
    article = find(articles, which)
    if article is None:
        refusals(refused)
        mend = "give a number, counted from 1, or an article_id of this file"
        raise (DataError if refused else UsageError)(f"no article {which!r}", where=path, mend=mend)
    out = console()
    screen = Screen(min(out.width, WIDEST), out.color_system is not None)
    registry = Registry.from_file(None)
    for one in run([article], engine=engine, registry=registry, refused=refused, places=places):
        for line in explained(one, engine.steps, screen, cue):
            out.print(line)
    refusals(refused)
    if refused:
        raise SystemExit(1)
