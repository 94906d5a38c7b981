"""The list of articles, the way from one to the next, the search for sources, the form, and what is out of date."""

from __future__ import annotations

import pytest

from claims.annotate import Log
from claims.annotate.session import Session
from claims.annotate.session.finding import Finder
from claims.annotate.session.stale import contract_of, stale
from claims.assignment import ASSIGNMENT, Assignment, written
from claims.contract import contract
from claims.contract.tables import Contract, Enum, Label
from claims.errors import UsageError
from claims.sources.registry import Registry
from sitting import AR, BY_AUTHOR, BY_PUTIN, GOVERNOR, PUTIN, RU, repository, sit


@pytest.fixture
def folder(tmp_path, small_corpus):
    return repository(tmp_path / "small", small_corpus)


@pytest.fixture
def session(folder):
    with sit(folder) as session:
        yield session


def ids(session, **wanted):
    return [line["article_id"] for line in session.articles(wanted)]


def test_articles_are_listed_with_what_is_open_in_them(session):
    assert session.articles() == [
        {"article_id": AR, "title": "عاجل 😀", "language": "ar", "outlet": "Al-Manara", "claims": 1, "open": 3, "flagged": 0, "done": False},
        {"article_id": RU, "title": "Переговоры начались в среду. «Мы готовы», — сказал губернатор.", "language": "ru", "outlet": "Вестник залива",
         "claims": 2, "open": 3, "flagged": 0, "done": False},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [AR, RU]),
        ({"status": "open"}, [AR, RU]),
        ({"status": "done"}, []),
        ({"status": "draft"}, [AR, RU]),
        ({"status": "withdrawn"}, []),
        ({"source": "src_kremlin"}, [AR]),
        ({"text": "ПЕРЕГОВОРЫ"}, [RU]),
        ({"text": "بلادُهُ تُفضّل"}, [AR]),
        ({"flagged": True}, []),
        ({"flagged": False}, [AR, RU]),
        ({"language": "ru", "status": ""}, [RU]),
        ({"order": "doubt"}, [AR, RU]),
    ],
)
def test_a_filter_lets_articles_through(wanted, found, session):
    assert ids(session, **wanted) == found


@pytest.mark.parametrize(
    ("wanted", "message"),
    [({"colour": "x"}, "no filter 'colour'; there are: flagged"), ({"flagged": "yes"}, "true or false"), ({"text": 1}, "the filter text is 1"), ({"order": "luck"}, "no order 'luck'")],
)
def test_a_filter_that_is_none_is_told(wanted, message, session):
    with pytest.raises(UsageError, match=message):
        session.articles(wanted)


def test_one_goes_from_article_to_article_also_from_one_that_the_filter_now_leaves_out(session):
    assert (session.next(), session.next(AR), session.next(RU), session.next(RU, step=-1), session.next(AR, step=-1)) == (AR, RU, None, AR, None)
    assert (session.next(AR, {"language": "ru"}), session.next(RU, {"language": "ar"}, step=-1), session.next(AR, {"language": "en"})) == (RU, AR, None)
    with pytest.raises(UsageError, match="no article 'art_x'"):
        session.next("art_x")


def test_an_annotator_is_given_what_is_assigned_and_sees_nobody_elses_edits_where_that_is_said(folder):
    file = folder / ASSIGNMENT
    file.write_text(written(Assignment(("ada", "mila"), 0.5, True, 0, {AR: ("mila",), RU: ("ada", "mila")})), "utf-8")
    with sit(folder, "ada") as ada:
        assert ids(ada) == [RU] and ada.view(AR)["progress"]["at"] == 0
        ada.do({"do": "flag", "table": "claims", "row_id": BY_AUTHOR})
    with sit(folder) as mila:
        assert ids(mila) == [AR, RU] and ids(mila, flagged=True) == []
    file.write_text(file.read_text("utf-8").replace("blind: true", "blind: false"), "utf-8")
    with sit(folder) as mila:
        assert ids(mila, flagged=True) == [RU]


@pytest.mark.parametrize(
    ("query", "first", "score"),
    [
        ("Vladimir Putin", "src_vladimir_putin", 1), ("путин", "src_vladimir_putin", 1), ("بوتين", "src_vladimir_putin", 1),
        ("vlad put", "src_vladimir_putin", None), ("kreml", "src_kremlin", None), ("كرملين", "src_kremlin", 1), ("МАГАТЭ", "src_iaea", 1),
    ],
)  # fmt: skip
def test_a_source_is_found_by_any_of_its_names_in_any_script(query, first, score):
    found = Finder(Registry.from_file(None).sources).find(query)
    assert found[0]["source_id"] == first
    assert found[0]["score"] == score if score else 0 < found[0]["score"] < 1
    assert len({one["source_id"] for one in found}) == len(found) <= 20


@pytest.mark.parametrize("query", ["", " ", "\u200f", "qzxqzx"])
def test_nothing_is_found_by_nothing(query):
    assert Finder(Registry.from_file(None).sources).find(query) == []


def test_a_new_source_is_found_at_once(session):
    assert session.find_sources("губернатор") == []
    session.do({"do": "set_source", "attribution_id": GOVERNOR, "name": "губернатор", "kind": "role"})
    assert session.find_sources("ГУБЕРН")[0]["alias"] == "губернатор"


def test_the_form_has_every_label_of_every_field_with_its_definition(session):
    form = session.codebook()
    assert {"quote_type", "polarity", "status", "sources.kind", "verdicts.label"} <= form.keys()
    for name, field in form.items():
        column = contract().table(field["table"]).column(field["field"])
        assert name in (column.name, f"{field['table']}.{column.name}") and field["help"] == column.description
        assert tuple(one["value"] for one in field["values"]) == column.values
        assert all(one["definition"] and one["example"] for one in field["values"])
    labelled = {c.name for t in ("attributions", "claims") for c in contract().table(t).columns if c.labels}
    assert labelled <= form.keys()


def reworded() -> Contract:
    """The contract with another definition of a label, and a label more."""
    now = contract()
    channel = now.enums["channel"]
    labels = {**channel.labels, "statement": Label("Something else.", "x")}
    polarity = now.enums["polarity"]
    more = {**polarity.labels, "mixed": Label("Both.", "x")}
    return Contract("9.0.0", now.tables, {**now.enums, "channel": Enum("channel", channel.title, labels), "polarity": Enum("polarity", polarity.title, more)})


def test_what_was_annotated_by_older_definitions_is_listed_with_both(small_corpus, tmp_path):
    version = "1.0.0"
    with Log(tmp_path / "mila.jsonl", guideline_version=version) as log:
        session = Session(small_corpus, log)
        session.do({"do": "set_field", "table": "attributions", "row_id": PUTIN, "field": "channel", "value": "statement"})
        session.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN})
        found = stale(session.state, reworded())
        listed = {(one["row_id"], one["field"]): one for one in found if one["annotator"] == "mila" and one["guideline_version"] == version}
        then = contract_of(version).enums["channel"].labels["statement"].definition
        assert listed[PUTIN, "channel"]["why"] == f"statement meant: {then} It means: Something else."
        assert listed[BY_PUTIN, "polarity"]["why"] == "there is now also: mixed"
        assert set(listed) == {(PUTIN, "channel"), (BY_PUTIN, "polarity")}


def test_what_nobody_can_tell_the_age_of_is_listed_and_what_is_of_today_is_not(small_corpus, tmp_path, folder):
    with sit(folder) as session:
        session.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN})
        assert session.stale() == []
    with Log(tmp_path / "mila.jsonl", guideline_version="house rules") as log:
        session = Session(small_corpus, log)
        session.do({"do": "flag", "table": "claims", "row_id": BY_AUTHOR})
        session.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN})
        (one,) = [one for one in session.stale() if one["guideline_version"] == "house rules"]
        assert (one["row_id"], one["article_id"], one["field"]) == (BY_PUTIN, AR, None)
