"""Rows that belong to other rows, and reports inside reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from claims.model import Role, Span
from logs import chained
from violations.base import (
    NOWHERE,
    Rows,
    author,
    breaks,
    by_cue,
    change,
    claim_of,
    find,
)

# --- relations -------------------------------------------------------------------------------------------------


@breaks("attributions", "reference-exists", ("claims", "attribution-in-same-article"))
def an_attribution_is_of_no_article(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), article_id="art_" + NOWHERE)


@breaks("attributions", "reference-exists")
def an_attribution_is_of_no_source(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), source_id="src_nobody")


@breaks("attributions", "reference-exists")
def a_parent_is_not_there(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), parent_id="att_" + NOWHERE)


@breaks("claims", "reference-exists")
def a_claim_is_of_no_article(rows: Rows) -> None:
    change(rows, "claims", author(rows), article_id="art_" + NOWHERE)


@breaks("claims", "reference-exists", ("attributions", "attribution-has-claim"))
def a_claim_is_of_no_attribution(rows: Rows) -> None:
    change(rows, "claims", 0, attribution_id="att_" + NOWHERE)


@breaks("sources", "reference-exists")
def a_source_belongs_to_nothing(rows: Rows) -> None:
    change(rows, "sources", 0, parent_id="src_nobody")


@breaks("sources", "reference-exists")
def a_role_is_held_nowhere(rows: Rows) -> None:
    change(rows, "sources", 3, roles=(Role("engineer", "src_nobody", None, None),))


@breaks("links", "reference-exists", ("links", "symmetric-link-in-order"))
def a_link_leads_nowhere(rows: Rows) -> None:
    change(rows, "links", 0, to_id="clm_" + NOWHERE)


@breaks("verdicts", "reference-exists")
def a_verdict_is_on_no_claim(rows: Rows) -> None:
    rows["verdicts"].pop()
    change(rows, "verdicts", 0, claim_id="clm_" + NOWHERE)


@breaks("verdicts", "reference-exists", ("verdicts", "verdict-stands-alone"))
def a_verdict_supersedes_nothing(rows: Rows) -> None:
    change(rows, "verdicts", 1, supersedes_id="ver_" + NOWHERE)


@breaks("attributions", "chain-ends", ("claims", "claim-at-innermost"))
def two_attributions_are_each_others_parents(rows: Rows) -> None:
    citing, reported = by_cue(rows, "citing"), by_cue(rows, "reported")
    change(rows, "attributions", reported, parent_id=rows["attributions"][citing].attribution_id)


@breaks("sources", "chain-ends")
def two_sources_belong_to_each_other(rows: Rows) -> None:
    change(rows, "sources", 0, parent_id="src_port_authority")


@breaks("verdicts", "chain-ends", ("verdicts", "supersedes-earlier"))
def two_verdicts_supersede_each_other(rows: Rows) -> None:
    change(rows, "verdicts", 0, supersedes_id=rows["verdicts"][1].verdict_id)


@breaks("attributions", "chain-short")
def nine_reports_stand_around_one(rows: Rows) -> None:
    """A relay of ten, each with a word of the last line as its cue; the claim is the innermost's."""
    at, last = by_cue(rows, "citing"), claim_of(rows, "citing")
    base = rows["attributions"][at]
    start = rows["articles"][0].text.index("council of")
    for step in range(8):
        cue = Span(start + step, start + step + 1) if step != 7 else find(rows, "Porto")
        row = replace(base, attribution_id=f"att_{step:016x}", parent_id=rows["attributions"][at].attribution_id,
                      cue=(cue,), source=(find(rows, "Nuevo"),))  # fmt: skip
        rows["attributions"].append(row)
        at = len(rows["attributions"]) - 1
    change(rows, "claims", last, attribution_id=rows["attributions"][-1].attribution_id)


@breaks("attributions", "parent-in-same-article")
def a_parent_is_of_another_article(rows: Rows) -> None:
    parent = rows["attributions"][by_cue(rows, "reported")].attribution_id
    change(rows, "attributions", by_cue(rows, "заявил"), parent_id=parent)


@breaks("claims", "attribution-in-same-article", ("attributions", "attribution-has-claim"))
def a_claim_is_of_another_articles_attribution(rows: Rows) -> None:
    key = rows["attributions"][by_cue(rows, "citing")].attribution_id
    change(rows, "claims", claim_of(rows, "заявил"), attribution_id=key)


@breaks("verdicts", "supersedes-same-question")
def a_verdict_supersedes_one_on_another_question(rows: Rows) -> None:
    change(rows, "verdicts", 1, target="is_it_so")


@breaks("verdicts", "supersedes-same-question")
def a_verdict_supersedes_one_on_another_claim(rows: Rows) -> None:
    change(rows, "verdicts", 1, claim_id=rows["claims"][1].claim_id)


@breaks("verdicts", "supersedes-earlier")
def a_verdict_supersedes_a_later_one(rows: Rows) -> None:
    change(rows, "verdicts", 0, reviewed_at=rows["verdicts"][1].reviewed_at + timedelta(days=1))


@breaks("edits", "edited-row-exists")
def an_edit_is_of_a_row_that_never_was(rows: Rows) -> None:
    change(rows, "edits", 0, row_id="clm_" + NOWHERE)
    rows["edits"] = chained(rows["edits"])


# --- nesting ---------------------------------------------------------------------------------------------------


@breaks("attributions", "child-inside-parent")
def a_child_stands_outside_its_parent(rows: Rows) -> None:
    parent = rows["attributions"][by_cue(rows, "said in a statement")].attribution_id
    change(rows, "attributions", by_cue(rows, "said"), parent_id=parent)


@breaks("attributions", "child-inside-parent")
def a_childs_cue_stands_outside_its_parent(rows: Rows) -> None:
    at = by_cue(rows, "warned")
    change(rows, "attributions", at, cue=(find(rows, "council"),))


@breaks("attributions", "child-inside-parent")
def a_child_is_carried_over_from_an_antecedent_outside_its_parent(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "added"), antecedent=(find(rows, "councillor"),))


@breaks("attributions", "child-inside-parent")
def a_relay_inside_a_report_has_its_cue_outside(rows: Rows) -> None:
    """warned, inside the statement, is relayed by a word outside of the statement."""
    at, claim = by_cue(rows, "warned"), claim_of(rows, "warned")
    warned = rows["attributions"][at]
    relay = replace(warned, attribution_id="att_" + NOWHERE, parent_id=warned.attribution_id,
                    cue=(find(rows, "council"),))  # fmt: skip
    rows["attributions"].append(relay)
    change(rows, "claims", claim, attribution_id=relay.attribution_id)


@breaks("attributions", "relay-has-own-cue")
def a_relay_has_its_parents_cue(rows: Rows) -> None:
    cue = rows["attributions"][by_cue(rows, "reported")].cue
    change(rows, "attributions", by_cue(rows, "citing"), cue=cue)


@breaks("claims", "claim-at-innermost")
def a_claim_is_given_to_the_outer_source(rows: Rows) -> None:
    parent = rows["attributions"][by_cue(rows, "said in a statement")].attribution_id
    claim = rows["claims"][claim_of(rows, "warned")]
    rows["claims"].append(replace(claim, claim_id="clm_" + NOWHERE, attribution_id=parent))


@breaks("attributions", "attribution-has-claim")
def an_attribution_has_no_claim(rows: Rows) -> None:
    rows["claims"].pop(claim_of(rows, "добавил"))
