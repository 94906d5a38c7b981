"""Checks that rest on word lists: negators, complementizers, names, pronouns, days of the week. They only ever warn.

The lists are those of the language packs, and `words.yaml` beside this file; an article in a language without
either is not judged. Words are looked up once each, so that a million rows cost no more than their vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import polars as pl

from claims.languages.pack import Pack, languages, load_pack
from claims.text.normalise import fold
from claims.validate.frames import EACH, Check, Frames, by_key, quoted, rows
from claims.validate.report import Severity
from claims.validate.spans import first, last, said, texts
from claims.yamlfile import read_yaml

WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
NEAR = 24  # code points before a cue in which the word before it is looked for
STEM = 4  # letters by which two forms of a name are the same name
RUN = r"[\p{L}\p{N}\p{M}]+(?:['’ʼ-][\p{L}\p{N}\p{M}]+)*"  # a word before it is folded
STUCK = r"^(?:[وفبلك]?ال|[وفبلك])(?=\w{3})"  # what Arabic writes in one with a name

Judgement = Callable[[str, str], bool]


def lexicon_checks() -> tuple[Check, ...]:
    """The checks of attributions by their words, then of claims."""
    return (*_attributions(), *_claims())


def _attributions() -> Iterator[Check]:
    table, marks = "attributions", pl.col("cue")
    yield Check(
        name="content-without-complementizer", table=table, column="content", view=_openings, severity=Severity.WARNING,
        sentence="A content that is not a direct quotation begins behind the word that introduces it.",
        mend="begin the content behind the complementizer",
        bad=_judged(_is_complementizer, "language", "word"), found=quoted("word"), marks=pl.col("content"),
    )  # fmt: skip
    yield Check(
        name="negated-cue-denies", table=table, column="commitment", view=_before_cues, severity=Severity.WARNING,
        sentence="A cue behind a negator reports a denial, or nothing.",
        mend="set commitment to denies, take the negator into the cue, or take the attribution out",
        bad=_judged(_is_negator, "language", "word"), found=quoted("word"), marks=marks,
    )  # fmt: skip
    yield Check(
        name="frame-is-no-cue", table=table, column="cue", view=_cues, severity=Severity.WARNING,
        sentence="A phrase by which the author opens a sentence of their own is no cue.",
        mend="take the attribution out: the author says it",
        bad=_judged(_is_frame, "language", "words"), found=quoted("words"), marks=marks,
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


def _judged(judge: Judgement, language: str, words: str) -> pl.Expr:
    """What a judgement on (language, words) says of each row, each pair judged once; null where either is."""

    def batch(pairs: pl.Series) -> pl.Series:
        frame = pairs.struct.unnest()
        known = frame.unique().drop_nulls()
        found = pl.Series("judged", [judge(*pair) for pair in known.iter_rows()], dtype=pl.Boolean)
        return frame.join(known.with_columns(found), on=frame.columns, how="left", maintain_order="left")["judged"]

    return pl.struct(pl.col(language).alias("language"), pl.col(words).alias("words")).map_batches(
        batch, return_dtype=pl.Boolean
    )


# --- judgements on words ---------------------------------------------------------------------------------------


@cache
def _pack(language: str) -> Pack | None:
    short = language.split("-")[0]
    return load_pack(short) if short in languages() else None


@cache
def _listed(language: str) -> Mapping[str, Any]:
    """The lists of `words.yaml` for a language, folded; empty where it has none."""
    file = resources.files("claims.validate") / "words.yaml"
    lists: Any = read_yaml(file.read_text(encoding="utf-8"), file.name).value
    found = lists.get(language.split("-")[0], {})
    return {name: [_folded(word) for word in words] for name, words in found.items()}


def _folded(word: Any) -> Any:
    return [fold(one) for one in word] if isinstance(word, list) else fold(word)


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text))


def _of(pack: Pack, kind: str, word: str) -> bool:
    """Whether a folded word is of a kind, alone or behind what the language writes in one with a verb."""
    known = pack.words.get(kind, frozenset())
    heads = pack.proclitics.get("verb", ())
    return word in known or any(word.startswith(head) and word[len(head) :] in known for head in heads)


def _is_complementizer(language: str, word: str) -> bool:
    pack = _pack(language)
    return pack is not None and fold(word) in pack.words["complementizer"]


def _is_negator(language: str, word: str) -> bool:
    pack = _pack(language)
    return pack is not None and _of(pack, "negator", fold(word)) and fold(word) not in pack.words["what"]


def _is_frame(language: str, words: str) -> bool:
    pack = _pack(language)
    return pack is not None and " ".join(_words(words)) in pack.author_frames


@cache
def _signs(language: str) -> frozenset[str]:
    """All that negates in a language which has a pack, folded."""
    pack = load_pack(language)
    marked = {phrase for phrase, kinds in pack.markers.items() if "negation" in kinds}
    return frozenset(marked | pack.words["negator"] | set(_listed(language).get("negative", ())))


def _negates(language: str, text: str) -> bool:
    """Whether a text negates: a negator of the pack, a word of `words.yaml` that denies, or a language without a pack."""
    pack = _pack(language)
    if pack is None:
        return True
    folded = fold(text)
    if "spaceless" in pack.traits:
        return any(word in folded for word in pack.words["negator"])
    words = _words(text)
    signs = _signs(language)
    return any(_of(pack, "negator", word) or word in signs for word in words) or any(
        sign in folded for sign in signs if " " in sign
    )


def _negates_alone(language: str, word: str) -> bool | None:
    return (_pack(language) is None or _negates(language, word)) or None


def _is_pronoun(language: str, word: str) -> bool | None:
    pack = _pack(language)
    return (pack is not None and fold(word) in pack.pronouns) or None


def _is_deictic(language: str, word: str) -> bool | None:
    return fold(word) in _listed(language).get("deictic", ()) or None


def _is_former(language: str, words: str) -> bool:
    former = _listed(language).get("former", ())
    return any(word in former or word.split("-")[0] in former for word in _words(words))


def _weekday(language: str, word: str) -> int | None:
    """The day of the week that a word names, Monday 1."""
    days = enumerate(_listed(language).get("weekdays", ()), 1)
    return next((at for at, forms in days if fold(word) in forms), None)


def _stems(text: str) -> set[str]:
    """The beginnings of the words of a name, by which its cases are one; short words whole."""
    bare = (re.sub(STUCK, "", word) for word in _words(text))
    return {word[:STEM] for word in bare}


# --- views -----------------------------------------------------------------------------------------------------


def _spoken(frames: Frames) -> pl.DataFrame:
    """The articles' languages and texts by id."""
    languages_of = frames.of(by_key("articles")).select("article_id", "language")
    return frames.of(texts).join(languages_of, on="article_id", maintain_order="left")


def _whole(frames: Frames, table: str, column: str) -> pl.DataFrame:
    """What a column's spans say, joined, by row: `row`, `words`."""
    lines = frames.of(said(table)).filter(pl.col("column") == column)
    return lines.group_by("row", maintain_order=True).agg(words=pl.col("said").str.join(" "))


def _openings(frames: Frames) -> pl.DataFrame:
    """The first word of each content that is a clause of some length and not quoted directly, with the language.

    In a shorter one it may point (`that view`).
    """
    reports = frames.table("attributions").filter(pl.col("quote_type") != "direct")
    head = pl.col("whole").str.slice(first("content").clip(0), NEAR)
    clause = first("content") + NEAR < last("content")
    return (
        reports.filter(clause).select("row", "article_id", "content")
        .join(frames.of(_spoken), on="article_id", maintain_order="left")
        .with_columns(word=head.str.extract(r"^(\w+)\s"))
        .drop("whole")
    )


def _before_cues(frames: Frames) -> pl.DataFrame:
    """The word right before each cue whose report is no denial, with the language."""
    reports = frames.table("attributions").filter((pl.col("commitment") != "denies") & (pl.col("cue_class") != "denial"))
    begin = first("cue").clip(0)
    tail = pl.col("whole").str.slice((begin - NEAR).clip(0), begin.clip(upper_bound=NEAR))
    return (
        reports.select("row", "article_id", "cue")
        .join(frames.of(_spoken), on="article_id", maintain_order="left")
        .with_columns(word=tail.str.extract(r"(?:^|\s)(\S+) $"))
        .drop("whole")
    )


def _cues(frames: Frames) -> pl.DataFrame:
    """What each cue says, with the language."""
    return _with_words(frames, frames.table("attributions").select("row", "article_id", "cue"), "cue")


def _with_words(frames: Frames, reports: pl.DataFrame, column: str) -> pl.DataFrame:
    spoken = frames.of(_spoken).select("article_id", "language")
    whole = _whole(frames, "attributions", column)
    return reports.join(whole, on="row", maintain_order="left").join(spoken, on="article_id", maintain_order="left")


def _named(frames: Frames) -> pl.DataFrame:
    """The reports that name a confirmed source by name, with the words, the language and the source's row."""
    confirmed = frames.of(by_key("sources")).filter(pl.col("status") == "confirmed")
    named = frames.table("attributions").filter(pl.col("mention") == "name").select("row", "article_id", "source_id", "source")
    known = confirmed.select("source_id", "name", "aliases", "roles")
    return _with_words(frames, named.join(known, on="source_id", maintain_order="left"), "source")


def _misnamed(frames: Frames) -> pl.DataFrame:
    """The reports whose words share no stem with the names of their source in the article's language."""
    named = frames.of(_named).filter(pl.col("aliases").list.len() > 0)
    pairs = named.select("source_id", "language", "words").unique().drop_nulls()
    sources = named.unique("source_id").select("source_id", "name", "aliases")
    stems = {row[0]: _stems_by_language(*row[1:]) for row in sources.iter_rows()}
    strange = [
        bool(known := stems[source].get(language.split("-")[0], set())) and known.isdisjoint(_stems(words))
        for source, language, words in pairs.iter_rows()
    ]
    return named.join(pairs.filter(pl.Series(strange, dtype=pl.Boolean)), on=pairs.columns, how="semi").sort("row")


def _stems_by_language(name: str | None, aliases: list[dict[str, str | None]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for alias in aliases:
        if alias["text"] and alias["language"]:
            found.setdefault(alias["language"].split("-")[0], set()).update(_stems(alias["text"]))
    if "en" in found and name:
        found["en"].update(_stems(name))
    return found


def _former(frames: Frames) -> pl.DataFrame:
    """The reports that call a source former which has offices in the registry and had left none when the article appeared."""
    articles = frames.of(by_key("articles")).select("article_id", "published_at")
    held = frames.of(_named).filter(pl.col("roles").list.len() > 0).join(articles, on="article_id", maintain_order="left")
    called = held.filter(_judged(_is_former, "language", "words"))
    left = (
        called.select("row", "published_at", "roles").explode("roles").unnest("roles")
        .filter((pl.col("valid_to") < pl.col("published_at").dt.date()).fill_null(pl.col("valid_to").is_not_null()))
    )  # fmt: skip
    return called.join(left.select("row"), on="row", how="anti", maintain_order="left")


def _claimed(frames: Frames, claims: pl.DataFrame) -> pl.DataFrame:
    spoken = frames.of(by_key("articles")).select("article_id", "language")
    return claims.join(spoken, on="article_id", maintain_order="left")


def _word_by_word(frame: pl.DataFrame, words: pl.Expr, judge: Callable[[str, str], int | bool | None]) -> pl.DataFrame:
    """What a judgement says of the words of each row, where it says something: `row`, `value`. Each word is judged once."""
    lines = frame.select("row", "language", word=words).explode("word").drop_nulls()
    known = lines.select("language", "word").unique()
    values = pl.Series("value", [judge(*pair) for pair in known.iter_rows()], dtype=pl.Int8, strict=False)
    return lines.join(known.with_columns(values).drop_nulls(), on=["language", "word"]).select("row", "value")


def _negative(frames: Frames) -> pl.DataFrame:
    """The negative claims whose evidence does not negate; what more words than one may do is looked for last."""
    negative = _claimed(frames, frames.table("claims").filter(pl.col("polarity") == "negative"))
    clear = _word_by_word(negative, pl.col("text").str.extract_all(RUN), _negates_alone)
    doubtful = negative.join(clear, on="row", how="anti", maintain_order="left")
    return doubtful.filter(~_judged(_negates, "language", "text"))


def _leaning(frames: Frames) -> pl.DataFrame:
    """The claims worth a check whose standalone wording begins with a pronoun or has a deictic word."""
    worthy = (pl.col("check_worthy") == "yes") & pl.col("standalone").is_not_null()
    standing = _claimed(frames, frames.table("claims").filter(worthy))
    words = pl.col("standalone").str.extract_all(RUN)
    found = pl.concat([_word_by_word(standing, words.list.head(1), _is_pronoun), _word_by_word(standing, words, _is_deictic)])
    return standing.join(found, on="row", how="semi", maintain_order="left")


def _dated(frames: Frames) -> pl.DataFrame:
    """The claims dated to one day whose evidence names one day of the week, with its number."""
    dated = _claimed(frames, frames.table("claims").filter(pl.col("event_start") == pl.col("event_end")))
    named = _word_by_word(dated, pl.col("text").str.extract_all(RUN), _weekday).group_by("row").agg(
        weekday=pl.col("value").first(), different=pl.col("value").n_unique()
    )  # fmt: skip
    return dated.join(named.filter(pl.col("different") == 1), on="row", maintain_order="left")
