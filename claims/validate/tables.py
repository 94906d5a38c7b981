"""Checks of one table at a time: what the contract says of its columns, and the row rules that need no text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl

from claims.contract import TABLES, Column, TableContract, contract
from claims.validate.frames import BESIDE, EACH, Check, Frames, quoted, rows, ruled, shown
from claims.validate.keys import repeated
from claims.validate.spans import same

WORTHY = ("assertion", "presupposition", "prediction", "commitment")
SOURCELESS = ("dropped", "none")
NAMING = ("name", "nominal", "pronoun")


def table_checks() -> tuple[Check, ...]:
    """The checks of every table's columns, then of their rules."""
    known = contract()
    columns = [check for name in TABLES for check in _column_checks(known.table(name))]
    return (*columns, *_article_rules(), *_attribution_rules(), *_claim_rules(), *_other_rules())


def _column_checks(table: TableContract) -> Iterator[Check]:
    """The checks that the contract's columns give."""
    yield _unique(table)
    for column in table.columns:
        if not column.nullable:
            yield _present(table.name, column)
        yield from _items_present(table.name, column)
        if column.labels:
            yield _labelled(table.name, column, column.labels)
        yield from _items_labelled(table.name, column)
        if column.pattern:
            yield _patterned(table.name, column, column.pattern)
        if column.minimum is not None and column.maximum is not None:
            yield _ranged(table.name, column, column.minimum, column.maximum)
        if column.min_length is not None:
            yield _long_enough(table.name, column, column.min_length)


def _unique(table: TableContract) -> Check:
    key = table.primary_key
    return Check(
        name="key-unique", table=table.name, column=key, view=repeated(table.name), bad=EACH,
        sentence=f"No two rows have the same {key}.",
        mend="take one of the rows out, or give it the id that its content makes",
        found=pl.lit("the key of an earlier row"), across=key if table.name in BESIDE else None,
    )  # fmt: skip


def _present(table: str, column: Column) -> Check:
    return Check(
        name="not-null", table=table, column=column.name, view=rows(table),
        sentence=f"{column.name} is never null.",
        mend=f"give {column.name} a value: {_phrase(column)}",
        bad=pl.col(column.name).is_null(), found=pl.lit("null"),
    )  # fmt: skip


def _items_present(table: str, column: Column) -> Iterator[Check]:
    """One check for a list column: its items have all their fields, those aside that may be null."""
    needed = [field for field in column.item_fields if field not in column.item_nullable]
    if needed:
        null = pl.any_horizontal(pl.element().struct.field(field).is_null() for field in needed)
        yield Check(
            name="items-not-null", table=table, column=column.name, view=rows(table),
            sentence=f"Each item of {column.name} has {_and(needed)}.",
            mend=f"complete the item of {column.name}, or take it out",
            bad=pl.col(column.name).list.eval(null).list.any(), found=pl.lit("null"),
        )  # fmt: skip


def _labelled(table: str, column: Column, enum: str) -> Check:
    labels = tuple(contract().labels(enum))
    return Check(
        name="label-known", table=table, column=column.name, view=rows(table),
        sentence=f"{column.name} is one of its labels.",
        mend=f"write one of the labels of {enum}; the codebook says what each means",
        bad=~pl.col(column.name).is_in(labels),
        found=quoted(column.name), expected=pl.lit(", ".join(labels)),
    )  # fmt: skip


def _items_labelled(table: str, column: Column) -> Iterator[Check]:
    """A check for each field of a list column's items that is an enum."""
    for field, enum in column.item_labels.items():
        labels = tuple(contract().labels(enum))
        value = pl.element().struct.field(field)
        strange = pl.col(column.name).list.eval(value.filter(~value.is_in(labels)))
        yield Check(
            name="label-known", table=table, column=f"{column.name}.{field}", view=rows(table),
            sentence=f"{field} of each item of {column.name} is one of its labels.",
            mend=f"write one of the labels of {enum}; the codebook says what each means",
            bad=strange.list.len() > 0,
            found=pl.format("'{}'", strange.list.first()), expected=pl.lit(", ".join(labels)),
        )  # fmt: skip


def _patterned(table: str, column: Column, pattern: str) -> Check:
    return Check(
        name="pattern-matched", table=table, column=column.name, view=rows(table),
        sentence=f"{column.name} has the form that the contract gives.",
        mend=f"correct {column.name}: {_phrase(column)}",
        bad=~pl.col(column.name).str.contains(pattern),
        found=quoted(column.name), expected=pl.lit(pattern),
    )  # fmt: skip


def _ranged(table: str, column: Column, low: float, high: float) -> Check:
    value = pl.col(column.name)
    return Check(
        name="in-range", table=table, column=column.name, view=rows(table),
        sentence=f"{column.name} lies between {low:g} and {high:g}.",
        mend=f"correct {column.name}, or leave it null",
        bad=value.is_nan() | ~value.is_between(low, high),
        found=value.cast(pl.String), expected=pl.lit(f"{low:g} to {high:g}"),
    )  # fmt: skip


def _long_enough(table: str, column: Column, least: int) -> Check:
    return Check(
        name="long-enough", table=table, column=column.name, view=rows(table),
        sentence=f"{column.name} has at least {least} code point{'s' if least > 1 else ''}.",
        mend=f"fill in {column.name}: {_phrase(column)}",
        bad=pl.col(column.name).str.len_chars() < least,
        found=quoted(column.name),
    )  # fmt: skip


def _article_rules() -> Iterator[Check]:
    yield ruled(
        "articles", "published_before_retrieved",
        bad=pl.col("published_at") > pl.col("retrieved_at"),
        found=pl.format("published {}, retrieved {}", "published_at", "retrieved_at"),
        mend="correct one of the two times; both are UTC",
    )  # fmt: skip
    yield ruled(
        "articles", "text_present",
        bad=pl.col("text").is_null() & (pl.col("rights") != "offsets_only"),
        found=pl.format("no text, rights {}", "rights"),
        mend="store the text, or set rights to offsets_only",
    )  # fmt: skip


def _attribution_rules() -> Iterator[Check]:
    sourced = pl.col("source").list.len() > 0
    yield ruled(
        "attributions", "content_present", bad=pl.col("content").list.len() == 0,
        mend="mark what is said, or take the attribution out",
        marks=pl.col("cue"),
    )  # fmt: skip
    yield ruled(
        "attributions", "cue_present",
        bad=(pl.col("cue").list.len() == 0) & (pl.col("form") != "uncued"),
        found=pl.format("no cue, form {}", "form"),
        mend="mark the word that reports, or set form to uncued",
        marks=pl.col("content"),
    )  # fmt: skip
    yield ruled(
        "attributions", "mixed_is_partly_quoted",
        bad=(pl.col("quote_type") == "mixed")
        & ((pl.col("quoted").list.len() == 0) | same("quoted", "content")),
        found=pl.when(pl.col("quoted").list.len() == 0)
        .then(pl.lit("nothing is quoted"))
        .otherwise(pl.lit("all of it is quoted")),
        mend="mark the quoted part, or set quote_type to indirect or direct",
        marks=pl.col("content"),
    )  # fmt: skip
    yield ruled(
        "attributions", "indirect_is_unquoted",
        bad=(pl.col("quote_type") == "indirect") & (pl.col("quoted").list.len() > 0),
        found=pl.format("quoted {}", shown("quoted")),
        mend="set quote_type to mixed or direct, or leave quoted empty",
        marks=pl.col("quoted"),
    )  # fmt: skip
    yield ruled(
        "attributions", "mention_fits_source",
        bad=(pl.col("mention").is_in(SOURCELESS) & sourced)
        | (pl.col("mention").is_in(NAMING) & ~sourced),
        found=pl.format("mention {}, {}", "mention",
                        pl.when(sourced).then(pl.lit("a source span")).otherwise(pl.lit("no source span"))),
        mend="mark the words that name the source, or set mention to dropped, controlled or none",
        marks=pl.when(sourced).then(pl.col("source")).otherwise(pl.col("cue")),
    )  # fmt: skip
    yield ruled(
        "attributions", "not_own_parent", bad=pl.col("parent_id") == pl.col("attribution_id"),
        mend="name the enclosing attribution as parent_id, or leave it null",
        marks=pl.col("content"),
    )  # fmt: skip


def _claim_rules() -> Iterator[Check]:
    dated = pl.col("event_start").is_not_null() & pl.col("event_end").is_not_null()
    undated = pl.col("event_start").is_null() & pl.col("event_end").is_null()
    yield ruled(
        "claims", "evidence_present", bad=pl.col("evidence").list.len() == 0,
        mend="mark where the text states the claim, or take the claim out",
    )  # fmt: skip
    yield ruled(
        "claims", "event_in_order", bad=pl.col("event_start") > pl.col("event_end"),
        found=pl.format("{} to {}", "event_start", "event_end"),
        mend="exchange or correct the two days", marks=pl.col("evidence"),
    )  # fmt: skip
    yield ruled(
        "claims", "event_precision_fits",
        bad=pl.when(pl.col("event_precision") == "unknown").then(~undated).otherwise(~dated),
        found=pl.format("{} to {}, precision {}",
                        pl.col("event_start").cast(pl.String).fill_null("null"),
                        pl.col("event_end").cast(pl.String).fill_null("null"), "event_precision"),
        mend="give both days and a precision, or neither and unknown", marks=pl.col("evidence"),
    )  # fmt: skip
    yield ruled(
        "claims", "worthy_acts_only",
        bad=(pl.col("check_worthy") == "yes") & ~pl.col("speech_act").is_in(WORTHY),
        found=quoted("speech_act"), expected=pl.lit(", ".join(WORTHY)),
        mend="set check_worthy to no, or correct speech_act", marks=pl.col("evidence"),
    )  # fmt: skip
    yield ruled(
        "claims", "asserted_without_hedge",
        bad=(pl.col("modality") == "asserted") & (pl.col("hedges").list.len() > 0),
        mend="set modality to what the hedge makes it, or take the hedge out", marks=pl.col("hedges"),
    )  # fmt: skip


def _other_rules() -> Iterator[Check]:
    ends_early = pl.element().struct.field("valid_from") > pl.element().struct.field("valid_to")
    yield ruled(
        "sources", "role_dates_in_order",
        bad=pl.col("roles").list.eval(ends_early).list.any(),
        found=pl.col("roles").list.eval(
            pl.format("{}: {} to {}", *(pl.element().struct.field(f) for f in ("title", "valid_from", "valid_to")))
            .filter(ends_early)).list.first(),
        mend="exchange or correct the two days of the role",
    )  # fmt: skip
    yield ruled(
        "links", "not_to_itself", bad=pl.col("from_id") == pl.col("to_id"), found=quoted("from_id"),
        mend="name another claim, or take the link out",
    )  # fmt: skip
    yield ruled(
        "verdicts", "evidence_given",
        bad=(pl.col("evidence").list.len() == 0) & (pl.col("label") != "not_enough_evidence"),
        found=pl.format("no evidence, label {}", "label"),
        mend="name what the verdict rests on, or set label to not_enough_evidence",
    )  # fmt: skip
    yield ruled(
        "verdicts", "not_superseding_itself", bad=pl.col("supersedes_id") == pl.col("verdict_id"),
        mend="name the earlier verdict as supersedes_id, or leave it null",
    )  # fmt: skip
    yield ruled(
        "edits", "patch_is_json", view=_patches, bad=pl.col("no object").is_not_null(), found=quoted("no object"),
        expected=pl.lit('a JSON object, as {"polarity": "negative"}'),
        mend="write the changed columns with their new values as one JSON object",
    )  # fmt: skip


def _patches(frames: Frames) -> pl.DataFrame:
    """The edits with what is no JSON object of their patch and what it was made on; null where both are."""
    edits = frames.table("edits").select("row", "patch", "before")
    said = pl.concat([edits["patch"], edits["before"]]).drop_nulls().unique()
    strange = pl.Series([text for text in said if not _is_object(text)], dtype=pl.String).implode()
    broken = (pl.when(pl.col(name).is_in(strange)).then(name) for name in ("patch", "before"))
    return edits.select("row", pl.coalesce(broken).alias("no object"))


def _is_object(patch: str) -> bool:
    try:
        return isinstance(json.loads(patch), dict)
    except (ValueError, RecursionError):
        return False


def _phrase(column: Column) -> str:
    """What a column means, to end a sentence with."""
    return column.description.rstrip(".")


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
