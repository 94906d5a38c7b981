"""Commands for several annotators of one dataset repository: assign, agree, adjudicate."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import ClaimsError, DataError, UsageError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.annotate import Log
    from claims.annotate.agreement import Agreement, Options
    from claims.annotate.states import State
    from claims.assignment import Assignment
    from claims.repository import Stored

GROUPS = ("field", "language")


def _names(said: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in said.split(",") if name.strip())


@click.command()
@click.argument("folder")
@click.option("--annotators", help="Who annotates: ada,mila; else those that assignment.yaml names.")
@click.option("--overlap", type=float, help="Share of the articles that several annotate, as .2.")
@click.option("--pairs", is_flag=True, help="Give a shared article to two annotators in turn, not to all.")
@click.option("--blind/--open", default=None, help="Whether annotators do not see each other's edits.")
@click.option("--seed", type=click.IntRange(min=0), help="Another number shares other articles.")
def assign(folder: str, annotators: str | None, overlap: float | None, pairs: bool, blind: bool | None, seed: int | None) -> None:
    """Who annotates which article of a dataset repository, into its assignment.yaml.

    What is assigned already is kept, so that it can be said again when articles or annotators were added.

    \b
    Example: claims assign my-dataset --annotators ada,mila --overlap .2 --blind
    """
    from claims.assignment import ASSIGNMENT, Assignment, written
    from claims.assignment import assign as assigned
    from claims.cli.output import written as put

    stored = _stored(folder)
    ids = [article.article_id for article in stored.extracted.rows("articles")]
    before = _assignment(folder, ids, dropped=True) or Assignment(())
    wish = Assignment(
        _names(annotators) if annotators else before.annotators,
        before.overlap if overlap is None else overlap,
        before.blind if blind is None else blind,
        before.seed if seed is None else seed,
        before.articles,
    )
    found = assigned(ids, wish, pairs=pairs)
    with put(str(Path(folder) / ASSIGNMENT)) as file:
        file.write(written(found))
    shared = sum(len(names) > 1 for names in found.articles.values())
    for name in found.annotators:
        click.echo(f"{name}: {len(found.of(name))} articles")
    click.echo(f"{len(found.articles)} articles, {shared} shared{', blind' if found.blind else ''}: {Path(folder) / ASSIGNMENT}")


@click.command()
@click.argument("folder")
@click.option("--annotators", help="Whom to compare: ada,mila; else those of assignment.yaml, or all who have a log.")
@click.option("--gold", help="A dataset, or gold in marks, to compare each annotator with instead of with each other.")
@click.option("--by", default="field", show_default=True, help="field: each label; language: each language too; or both with a comma.")
@click.option("--confusion", "field", help="Also show who took what for what in this field.")
@click.option("--bootstrap", "rounds", type=click.IntRange(min=0), default=1000, show_default=True, help="Rounds of drawing articles, for intervals.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Another number draws other articles.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="What is printed.")
def agree(
    folder: str, annotators: str | None, gold: str | None, by: str, field: str | None, rounds: int, seed: int, form: str
) -> None:
    """How far annotators of a dataset repository agree: F1 of spans, alpha on units, kappa and alpha on labels.

    Compared are the articles that both have finished: they edited some row of it, and no claim is left that they did
    not decide on (approving one is deciding). Each annotator's edits are replayed alone.

    \b
    Example: claims agree my-dataset --by field,language
    """
    import json

    from claims.annotate.agreement import Options, as_json
    from claims.annotate.agreement_page import confusion_page, page

    groups = _names(by)
    for group in groups:
        if group not in GROUPS:
            raise unknown("group", group, GROUPS)
    stored = _stored(folder)
    found, refused = _compared(folder, stored, annotators, gold, Options(rounds, seed, "language" in groups))
    for error in refused:
        click.echo(str(error), err=True)
    if form == "json":
        click.echo(json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=1))
        return
    lines: list[str] = []
    for one in found:
        lines += ["", *page(one, by_field="field" in groups)]
        if field and one.confusions:
            lines += ["", *confusion_page(one, field)]
    click.echo("\n".join(lines[1:]))


@click.command()
@click.argument("folder")
@click.option("--as", "name", required=True, help="The name that decides, which is none of the annotators'; its log is edits/NAME.jsonl.")
@click.option("--annotators", help="Whose work it is: ada,mila; else those of assignment.yaml.")
@click.option("--pick", metavar="ID", help="Decide on the disagreement that has a row of this key.")
@click.option("--from", "side", metavar="ANNOTATOR", help="Whose row stands; neither: no row does.")
@click.option("--reason", help="Why, in your words.")
@click.option("--agreed", is_flag=True, help="Decide where all say the same in rows of their own: the first one's stands.")
@click.option("--guideline", default="1", show_default=True, help="The version of the guidelines that are followed.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="What is printed.")
def adjudicate(
    folder: str, name: str, annotators: str | None, pick: str | None, side: str | None, reason: str | None, agreed: bool, guideline: str, form: str
) -> None:
    """What annotators disagree on and nobody has decided, side by side; with --pick, a decision.

    A decision is kept in the log edits/NAME.jsonl, with who and why; it settles what could not be replayed, and the claim is
    adjudicated. Where an annotator edits the row again, it is open again. notebooks/03_adjudicate.ipynb does the same.

    \b
    Example: claims adjudicate my-dataset --as nora
    """
    import json

    from claims.annotate.adjudicate import Adjudication
    from claims.annotate.disagreements import as_json
    from claims.annotate.disagreements_page import page

    if bool(pick) != bool(side):
        raise UsageError("--pick and --from go together", mend="--pick ID --from ANNOTATOR, or --from neither")
    stored = _stored(folder)
    assignment = _assignment(folder, [article.article_id for article in stored.extracted.rows("articles")])
    if not annotators and not assignment:
        raise UsageError("it is not told who annotates", where=folder, mend="--annotators ada,mila; claims assign keeps it in assignment.yaml")
    logs = {edit.annotator for edit in stored.edits}
    names = _names(annotators) if annotators else [one for one in assignment.annotators if one in logs] if assignment else []
    with _log(folder, name, guideline) if pick or agreed else nullcontext() as log:
        desk = Adjudication(stored.extracted, stored.edits, names, log)
        if pick and side:
            found = desk.find(pick)
            made = desk.neither(found, reason) if side == "neither" else desk.pick(found, side, reason)
            click.echo(f"decided, in {len(made)} edits: {pick}", err=True)
        if agreed:
            click.echo(f"decided where all agree, in {len(desk.take_agreed())} edits", err=True)
        left = desk.open()
        texts = {key: case.article.text or "" for key, case in desk.cases.items()}
    if form == "json":
        click.echo(json.dumps([as_json(one, texts[one.article_id]) for one in left], ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(page(left, texts)))


def _log(folder: str, name: str, guideline: str) -> Log:
    """The log of whoever adjudicates."""
    from claims.annotate import Log

    return Log(Path(folder) / "edits" / f"{name}.jsonl", guideline_version=guideline)


def _stored(folder: str) -> Stored:
    """What a dataset repository holds; DataError where some of it cannot be read."""
    from claims.dataset import is_repository
    from claims.model import Refusal
    from claims.repository import read_stored

    if not is_repository(Path(folder)):
        raise UsageError("no dataset repository", where=folder, mend="give a folder with a dataset.yaml; claims init makes one")
    refused: list[Refusal] = []
    stored = read_stored(Path(folder), refused)
    if broken := [one for one in refused if one.what != "assignment.yaml"]:
        raise DataError(broken[0].reason, where=broken[0].where, mend=broken[0].mend)
    return stored


def _assignment(folder: str, ids: Sequence[str], *, dropped: bool = False) -> Assignment | None:
    """The assignment of a repository; with `dropped` it may name articles that are not there."""
    from claims.assignment import assignment_of

    return assignment_of(Path(folder), None if dropped else ids)


def _compared(
    folder: str, stored: Stored, annotators: str | None, gold: str | None, options: Options
) -> tuple[list[Agreement], list[ClaimsError]]:
    """The agreement of each two, then of all where there are more, and why others are not compared; UsageError where none is."""
    from claims.annotate.agreement import agreement
    from claims.annotate.states import states

    articles = stored.extracted.rows("articles")
    assignment = _assignment(folder, [article.article_id for article in articles])
    logs = sorted({edit.annotator for edit in stored.edits})
    names = _names(annotators) if annotators else [name for name in assignment.annotators if name in logs] if assignment else logs
    known = states(stored.extracted, stored.edits, names)
    found: list[Agreement] = []
    refused: list[ClaimsError] = []
    for group in _groups(known, _gold(gold) if gold else None):
        try:
            found += agreement(articles, group, options)
        except UsageError as error:
            refused.append(error)
    if not found and refused:
        raise refused[0]
    if not found:
        raise UsageError(f"{len(names)} of those who annotate have a log", where=folder, mend="two or more are compared, or one with --gold")
    return found, refused


def _groups(known: Sequence[State], gold: State | None) -> Iterator[Sequence[State]]:
    """Who is compared with whom."""
    if gold is not None:
        yield from ((gold, state) for state in known)
        return
    yield from combinations(known, 2)
    if len(known) > 2:
        yield known


def _gold(path: str) -> State:
    """The gold in a dataset, or in a folder or a file of marks."""
    from claims.annotate.states import gold
    from claims.corpus import Corpus
    from claims.gold import read_gold
    from claims.loading import load

    place = Path(path)
    if place.is_file() or (place.is_dir() and not (place / "dataset.yaml").is_file() and next(place.rglob("*.md"), None)):
        read = list(read_gold(place))
        rows = [row for _, found in read for row in found.attributions], [row for _, found in read for row in found.claims]
        return gold(Corpus.from_rows(articles=[article for article, _ in read], attributions=rows[0], claims=rows[1]))
    return gold(load(place))
