"""Checks that rest on word lists: negators, complementizers, names, pronouns, days of the week. They only ever warn.

The lists are those of the language packs, and `words.yaml` beside this file; an article in a language without
either is not judged. Words are looked up once each, so that a million rows cost no more than their vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from claims.validate.frames import EACH, Check, Frames, quoted, rows
from claims.validate.keys import beside
from claims.validate.report import Severity
from claims.validate.spans import first, last, texts, wording
from claims.validate.words import (
    is_complementizer,
    is_deictic,
    is_former,
    is_frame,
    is_negator,
    is_pronoun,
    negates,
    negates_alone,
    out_of_office,
    stems,
    stems_by_language,
    weekday,
)

NEAR = 24  # code points before a cue in which the word before it is looked for
RUN = r"[\p{L}\p{N}\p{M}]+(?:['’ʼ-][\p{L}\p{N}\p{M}]+)*"  # a word before it is folded

Judgement = Callable[[str, str], int | bool | None]


def lexicon_checks() -> tuple[Check, ...]:
    """The checks of attributions by their words, then of claims."""
    return (*_attributions(), *_claims())


def _attributions() -> Iterator[Check]:
    table, marks = "attributions", pl.col("cue")
    yield Check(
        name="content-without-complementizer", table=table, column="content", view=_openings, severity=Severity.WARNING,
        sentence="A content that is not a direct quotation begins behind the word that introduces it.",
        mend="begin the content behind the complementizer",
        bad=EACH, found=quoted("word"), marks=pl.col("content"),
    )  # fmt: skip
    yield Check(
        name="negated-cue-denies", table=table, column="commitment", view=_before_cues, severity=Severity.WARNING,
        sentence="A cue behind a negator reports a denial, or nothing.",
        mend="set commitment to denies, take the negator into the cue, or take the attribution out",
        bad=EACH, found=quoted("word"), marks=marks,
    )  # fmt: skip
    yield Check(
        name="frame-is-no-cue", table=table, column="cue", view=_frames_of_authors, severity=Severity.WARNING,
        sentence="A phrase by which the author opens a sentence of their own is no cue.",
        mend="take the attribution out: the author says it",
        bad=EACH, found=quoted("words"), marks=marks,
    )  # fmt: skip
    yield Check(
        name="named-by-alias", table=table, column="source_id", view=_misnamed, severity=Severity.WARNING, bad=EACH,
        sentence="The words that name a confirmed source share a word with one of its names in that language.",
        mend="correct source_id, or add the name to the aliases of the source",
        found=pl.format("'{}' for '{}'", "words", "source_id"), marks=pl.col("source"),
    )  # fmt: skip
    yield Check(
        name="former-holds-no-office", table=table, column="source_id", view=_former, severity=Severity.WARNING,
        sentence="Who is called former has left an office by the day of the article.",
        mend="give the role its valid_to in sources, or correct source_id",
        bad=EACH, found=pl.format("'{}' holds every office that the registry gives", "source_id"), marks=pl.col("source"),
    )  # fmt: skip
    yield Check(
        name="office-held-that-day", table=table, column="source_id", view=_out_of_office, severity=Severity.WARNING,
        sentence="Who is called by an office holds it on the day of the article.",
        mend="correct source_id, or the days of the role in sources",
        bad=EACH, found=pl.format("'{}' for '{}' on {}", "words", "source_id", "day"), marks=pl.col("source"),
    )  # fmt: skip


def _claims() -> Iterator[Check]:
    table, marks = "claims", pl.col("evidence")
    yield Check(
        name="negative-has-negator", table=table, column="polarity", view=_negative, severity=Severity.WARNING,
        sentence="A negative claim has a word that negates in its evidence.",
        mend="set polarity to positive, or take the negator into the evidence",
        bad=EACH, found=quoted("text"), marks=marks,
    )  # fmt: skip
    yield Check(
        name="standalone-not-blank", table=table, column="standalone", view=rows(table),
        sentence="A standalone wording has letters in it.", mend="write the claim anew, or leave standalone null",
        bad=~pl.col("standalone").str.contains(r"\w"), found=quoted("standalone"), marks=marks,
    )  # fmt: skip
    yield Check(
        name="standalone-stands-alone", table=table, column="standalone", view=_leaning, severity=Severity.WARNING,
        sentence="A standalone wording does not begin with a pronoun, and has no word that needs the article's day or place.",
        mend="write who and when in its place",
        bad=EACH,
        found=quoted("standalone"), marks=marks,
    )  # fmt: skip
    yield Check(
        name="weekday-fits-date", table=table, column="event_start", view=_dated, severity=Severity.WARNING,
        sentence="The day of the week in a claim's evidence is that of its date.",
        mend="correct event_start, or see whether the evidence names another day",
        bad=pl.col("weekday") != pl.col("event_start").dt.weekday(),
        found=pl.format("{} is day {} of the week, the evidence names day {}", "event_start", pl.col("event_start").dt.weekday(), "weekday"),
        marks=marks,
    )  # fmt: skip


def _judged(lines: pl.DataFrame, words: str, judge: Judgement) -> pl.DataFrame:
    """The lines with what a judgement says of their words in their language as `value`, where it says something.

    Each word is judged once in each language; what is null is not judged.
    """
    found = [lines.clear().with_columns(value=pl.lit(None, dtype=pl.Int8))]
    for language in lines["language"].unique().drop_nulls():
        spoken = lines.filter(pl.col("language") == language)
        said = {word: int(value) for word in spoken[words].unique().drop_nulls() if (value := judge(language, word))}
        if said:
            told = spoken.filter(pl.col(words).is_in(list(said)))
            found.append(told.with_columns(value=pl.col(words).replace_strict(said, return_dtype=pl.Int8)))
    return pl.concat(found)


def _spoken(frames: Frames, table: str, lines: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Lines of a table with the language of their article."""
    return beside(frames, lines, table, "article_id", "language", *columns, of=texts)


def _with_words(frames: Frames, reports: pl.DataFrame, column: str) -> pl.DataFrame:
    """Reports with the language, and what a column's spans say as `words`."""
    said = frames.of(wording("attributions", column, " "))
    return _spoken(frames, "attributions", reports).join(said, on="row", maintain_order="left")


def _openings(frames: Frames) -> pl.DataFrame:
    """The contents that are a clause of some length, not quoted directly, and begin with the `word` that introduces it.

    In a shorter one it may point (`that view`).
    """
    reports = frames.table("attributions").filter(pl.col("quote_type") != "direct")
    clauses = reports.filter(first("content") + NEAR < last("content")).select("row", "article_id", "content")
    head = pl.col("whole").str.slice(first("content").clip(0), NEAR)
    lines = _spoken(frames, "attributions", clauses, "whole").with_columns(word=head.str.extract(r"^(\w+)\s"))
    return _judged(lines, "word", is_complementizer).sort("row")


def _before_cues(frames: Frames) -> pl.DataFrame:
    """The reports that are no denial with a negator as the `word` right before the cue."""
    reports = frames.table("attributions").filter((pl.col("commitment") != "denies") & (pl.col("cue_class") != "denial"))
    begin = first("cue").clip(0)
    tail = pl.col("whole").str.slice((begin - NEAR).clip(0), begin.clip(upper_bound=NEAR))
    lines = _spoken(frames, "attributions", reports.select("row", "article_id", "cue"), "whole")
    return _judged(lines.with_columns(word=tail.str.extract(r"(?:^|\s)(\S+) $")), "word", is_negator).sort("row")


def _frames_of_authors(frames: Frames) -> pl.DataFrame:
    """The reports whose cue is a phrase of the author's own."""
    reports = frames.table("attributions").select("row", "article_id", "cue")
    return _judged(_with_words(frames, reports, "cue"), "words", is_frame).sort("row")


def _named(frames: Frames) -> pl.DataFrame:
    """The reports that name a confirmed source by name, as `_confirmed` has them."""
    return _confirmed(frames, "name")


def _confirmed(frames: Frames, *mentions: str) -> pl.DataFrame:
    """The reports that mention a confirmed source in these ways, with the words, the language and the source's row as `of`."""
    reports = frames.table("attributions").filter(pl.col("mention").is_in(mentions)).select("row", "article_id", "source_id", "source")
    named = beside(frames, reports, "attributions", "source_id", "status", pl.col("row").alias("of"))
    return _with_words(frames, named.filter(pl.col("status") == "confirmed"), "source")


def _misnamed(frames: Frames) -> pl.DataFrame:
    """The reports whose words share no stem with the names of their source in the article's language."""
    named = frames.of(_named)
    pairs = named.select("of", "language", "words").unique().drop_nulls()
    sources = frames.table("sources").select("row", "name", "aliases").join(pairs, left_on="row", right_on="of", how="semi")
    names = {row: stems_by_language(name, aliases) for row, name, aliases in sources.iter_rows()}
    strange = [
        bool(known := names[of].get(language.split("-")[0], set())) and known.isdisjoint(stems(words))
        for of, language, words in pairs.iter_rows()
    ]
    return named.join(pairs.filter(pl.Series(strange, dtype=pl.Boolean)), on=pairs.columns, how="semi").sort("row")


def _former(frames: Frames) -> pl.DataFrame:
    """The reports that call a source former which has offices in the registry and had left none when the article appeared."""
    called = _judged(frames.of(_named), "words", is_former)
    called = beside(frames, called, "attributions", "source_id", "roles")
    held = beside(frames, called, "attributions", "article_id", "published_at").filter(pl.col("roles").list.len() > 0)
    left = (
        held.select("row", "published_at", "roles").explode("roles").unnest("roles")
        .filter((pl.col("valid_to") < pl.col("published_at").dt.date()).fill_null(pl.col("valid_to").is_not_null()))
    )  # fmt: skip
    return held.join(left.select("row"), on="row", how="anti").sort("row")


def _out_of_office(frames: Frames) -> pl.DataFrame:
    """The reports that call a source by an office which it does not hold on the `day` of the article; each mention is judged once a day."""
    called = beside(frames, _confirmed(frames, "name", "nominal"), "attributions", "source_id", "roles")
    dated = beside(frames, called.filter(pl.col("roles").list.len() > 0), "attributions", "article_id", "published_at")
    lines = dated.with_columns(day=pl.col("published_at").dt.date())
    pairs = lines.select("of", "language", "words", "day").unique().drop_nulls()
    roles = dict(lines.select("of", "roles").unique("of").iter_rows())
    strange = [out_of_office(language, words, roles[of], day) for of, language, words, day in pairs.iter_rows()]
    return lines.join(pairs.filter(pl.Series(strange, dtype=pl.Boolean)), on=pairs.columns, how="semi").sort("row")


def _word_by_word(lines: pl.DataFrame, words: pl.Expr, judge: Judgement) -> pl.DataFrame:
    """What a judgement says of the words of each row, where it says something: `row`, `value`."""
    each = lines.select("row", "language", word=words).explode("word")
    return _judged(each, "word", judge).select("row", "value")


def _negative(frames: Frames) -> pl.DataFrame:
    """The negative claims whose evidence does not negate; what more words than one may do is looked for last.

    Where the text is not there, a claim has but a part of its words, and is not judged.
    """
    negative = _spoken(frames, "claims", frames.table("claims").filter(pl.col("polarity") == "negative"), "length")
    clear = _word_by_word(negative, pl.col("text").str.extract_all(RUN), negates_alone)
    doubtful = negative.join(clear, on="row", how="anti")
    clear = _judged(doubtful, "text", negates)
    return doubtful.drop_nulls(["language", "text", "length"]).join(clear, on="row", how="anti").sort("row")


def _leaning(frames: Frames) -> pl.DataFrame:
    """The claims worth a check whose standalone wording begins with a pronoun or has a deictic word."""
    worthy = (pl.col("check_worthy") == "yes") & pl.col("standalone").is_not_null()
    standing = _spoken(frames, "claims", frames.table("claims").filter(worthy))
    words = pl.col("standalone").str.extract_all(RUN)
    found = pl.concat([_word_by_word(standing, words.list.head(1), is_pronoun), _word_by_word(standing, words, is_deictic)])
    return standing.join(found, on="row", how="semi", maintain_order="left")


def _dated(frames: Frames) -> pl.DataFrame:
    """The claims dated to one day whose evidence names one day of the week, with its number."""
    dated = _spoken(frames, "claims", frames.table("claims").filter(pl.col("event_start") == pl.col("event_end")))
    named = _word_by_word(dated, pl.col("text").str.extract_all(RUN), weekday).group_by("row").agg(
        weekday=pl.col("value").first(), different=pl.col("value").n_unique()
    )  # fmt: skip
    return dated.join(named.filter(pl.col("different") == 1), on="row", maintain_order="left")
