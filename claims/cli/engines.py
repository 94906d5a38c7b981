"""Commands for those who mend an engine or a language pack: evaluate, explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import UsageError

if TYPE_CHECKING:
    from claims.evaluate.documents import Document

SHOWN = 10


@click.command()
@click.argument("gold")
@click.option("--engine", help="What is evaluated.  [default: rules]")
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

    if engine and pred:
        raise UsageError("--engine and --pred together", mend="give the one that is evaluated")
    options = Options(
        tuple(word.strip() for word in by.split(",")) if by else (),
        core,
        bootstrap,
        read_cue_words(Path(cue_words)) if cue_words else None,
    )
    documents = read_documents(Path(gold))
    found = read_documents(Path(pred)) if pred else _of_engine(documents, engine or "rules")
    evaluation = evaluation_of(documents, found, options)
    if as_json:
        click.echo(json.dumps(evaluation.as_json(errors), ensure_ascii=False, indent=1))
        return
    lines = [*scores(evaluation), *mistakes(evaluation, SHOWN if errors is None else errors)]
    click.echo("\n".join(lines))


def _of_engine(gold: list[Document], name: str) -> list[Document]:
    """What an engine finds in the texts of gold."""
    from claims.evaluate.documents import extracted
    from claims.extract.engine import get_engine

    return list(extracted(gold, get_engine(name)))
