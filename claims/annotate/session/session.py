"""The session of one annotator on a dataset: what is shown, what is done, and what was kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from claims.annotate.change import Change, sealed
from claims.annotate.log import Log
from claims.annotate.session.codebook import codebook
from claims.annotate.session.desk import Desk
from claims.annotate.session.doing import changes
from claims.annotate.session.finding import Finder
from claims.annotate.session.judge import Judge, Problem, new
from claims.annotate.session.listing import Listing
from claims.annotate.session.past import Move, Moves, Past
from claims.annotate.session.source import Repository
from claims.annotate.session.stale import stale
from claims.annotate.session.state import Key, Standing, State
from claims.annotate.session.view import seen
from claims.contract import contract
from claims.corpus import Corpus, row_to_dict
from claims.errors import ClaimsError, DataError, UsageError
from claims.model import Refusal

UNDO, REDO, REFRESH = "undo", "redo", "refresh"
REGISTRY = "sources"  # the place of what is in no article
SHOWN = 20  # edits that could not be replayed
TICK = timedelta(microseconds=1)


def now() -> datetime:
    """The time by the clock of this machine, in UTC."""
    return datetime.now(UTC)


class Session:
    """Everything that can be done to a dataset by hand. Used in a `with`, or closed by hand.

    `do` makes one change: it is judged by the contract at once, refused where it brings an error that was not there, and
    else appended to the log and on the disk before it is told as saved. `fault` tells why nothing can be saved, where the
    log cannot be written: the dataset can still be looked at. `refused` are edits that could not be replayed.
    """

    def __init__(self, corpus: Corpus, log: Log | None, *, clock: Callable[[], datetime] = now, source: Repository | None = None) -> None:
        """The session on a corpus with the edits of a log; those that the corpus has not yet are replayed on it.

        `clock` gives instants with their zone; `source` is the repository that the corpus was read from.
        """
        self.log = log
        self.source = source
        self.annotator = source.annotator if source else log.annotator if log else ""
        self.fault: ClaimsError | None = None
        self.past = Past()
        self._clock = clock
        self._open: str | None = None
        self._signature: object = None
        self._finder: Finder | None = None
        self._take(corpus)

    @classmethod
    def open(cls, folder: str | Path, annotator: str, *, guideline_version: str | None = None, clock: Callable[[], datetime] = now) -> Session:
        """The session of an annotator on a dataset repository, with the log edits/ANNOTATOR.jsonl.

        `guideline_version` is the contract's version unless given. Where the log cannot be written, as another kernel
        has it open, the session has none, and `fault` says why; refresh tries again. What of the repository cannot be
        read is in `refused`. UsageError where there is no repository, or the annotator's name is none.
        """
        source = Repository(Path(folder), annotator, guideline_version or contract().version)
        log, fault = source.log()
        try:
            signature = source.signature()
            corpus, refused = source.read()
            session = cls(corpus, log, clock=clock, source=source)
        except BaseException:
            if log:
                log.close()
            raise
        session.fault, session.refused, session._signature = fault, refused, signature
        return session

    def close(self) -> None:
        """Nothing; others may open the log."""
        if self.log:
            self.log.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *told: object) -> None:
        self.close()

    def articles(self, wanted: Mapping[str, Any] | None = None, /, **more: Any) -> list[dict[str, Any]]:
        """{article_id, title, language, outlet, claims, open, flagged, done} of the articles that a filter lets through; see `Listing.articles`."""
        return self._listing.articles({**(wanted or {}), **more})

    def next(self, article_id: str | None = None, wanted: Mapping[str, Any] | None = None, *, step: int = 1) -> str | None:
        """The article after one (before it: `step` -1) among those that a filter lets through; the first without one; None at the end."""
        order = list(self.state.articles)
        ids = [line["article_id"] for line in self.articles(wanted)]
        if article_id is None or not ids:
            return ids[0] if ids else None
        if article_id in ids:
            at = ids.index(article_id) + step
        else:
            self.state.article(article_id)
            behind = [number for number, one in enumerate(ids) if order.index(one) > order.index(article_id)]
            first = behind[0] if behind else len(ids)
            at = first + (step - 1 if step > 0 else step)
        return ids[at] if 0 <= at < len(ids) else None

    def view(self, article_id: str) -> dict[str, Any]:
        """An article as it now stands, with all that is said in it and what is wrong with it; it is the one that lies open."""
        shown = seen(self.state, article_id)
        self._open = article_id
        return {
            **shown,
            "problems": [one.said() for one in self._problems_of(article_id)],
            "progress": self._listing.progress(article_id),
            "can_undo": bool(self.past.done),
            "can_redo": bool(self.past.undone),
            "fault": str(self.fault) if self.fault else None,
            "refused": [f"{one.where}: {one.reason}; {one.mend}" for one in self.refused[:SHOWN]],
        }

    def codebook(self) -> dict[str, dict[str, Any]]:
        """The fields with their values and what they mean; see `codebook`."""
        return codebook()

    def find_sources(self, query: str) -> list[dict[str, Any]]:
        """{source_id, name, kind, alias, score} of the sources that are called so in any script, the best first."""
        if self._finder is None:
            self._finder = Finder(self.state.sources())
        return self._finder.find(query)

    def do(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """One change: {"do": NAME, its arguments}; NAME is one of `OPERATIONS`, undo, redo or refresh.

        {saved, view, problems, message, touched}: `saved` is true once it is on the disk, and then `problems` are the
        warnings that it brought. Where it is false nothing was changed, `message` says why, and `problems` have the errors
        that it would have brought.
        """
        try:
            if said.get("do") == REFRESH:
                self.refresh()
                return self._outcome()
            self._see_others(self._meant(said))
            return self._outcome(*self._done(said, self._meant(said)))
        except _Stopped as stopped:
            return self._outcome(problems=stopped.problems, message=stopped.what)
        except ClaimsError as error:
            return self._outcome(message=str(error))

    def refresh(self) -> None:
        """Nothing; what others have saved since is seen, and the log is opened again where it could not be written."""
        if self.source is None:
            return
        if self.log is None or self.fault:
            self.close()
            self.log, self.fault = self.source.log()
        signature = self.source.signature()
        self._take(*self.source.read())
        self._signature = signature

    def stale(self) -> list[dict[str, Any]]:
        """{table, row_id, article_id, field, value, annotator, guideline_version, why} of what was annotated by older guidelines; see `stale`."""
        return stale(self.state, contract())

    def corpus(self) -> Corpus:
        """The dataset as it now stands, with all edits."""
        return self.state.corpus()

    def _take(self, corpus: Corpus, refused: Iterable[Refusal] = ()) -> None:
        """Nothing; the session is on this corpus, with the edits of its log that the corpus has not."""
        self.refused = list(refused)
        self.state = State.of(corpus)
        known = {edit.edit_id for edit in self.state.edits}
        missing = [edit for edit in (self.log.edits if self.log else ()) if edit.edit_id not in known]
        settled = {edit.settles for edit in missing}
        for edit in missing:
            try:
                self.state.replay(edit)
                self.state.keep([edit])
            except DataError as error:
                if edit.edit_id not in settled:
                    self.refused.append(Refusal(f"edit {edit.edit_id}", "the edit", error.what, mend=error.mend))
        self._judge = Judge(self.state)
        self._listing = Listing(self.state, self.source.assigned() if self.source else None)
        self._finder = None
        self._problems: dict[str, list[Problem]] = {}

    def _meant(self, said: Mapping[str, Any]) -> list[Change]:
        """The changes that are asked for."""
        if said.get("do") == UNDO:
            return self.past.back(self.state)
        if said.get("do") == REDO:
            return self.past.forth(self.state)
        found = changes(Desk(self.state, self.annotator, self._now(), self._open), said)
        if not found:
            raise UsageError("nothing would be changed", mend="accept the row, if it is right as it stands")
        return found

    def _now(self) -> datetime:
        """The time of what is done now: later than all edits that were seen, so that it is replayed after them."""
        latest = self.state.latest
        return self._clock() if latest is None else max(self._clock(), latest + TICK)

    def _see_others(self, made: Iterable[Change]) -> None:
        """Nothing; DataError where somebody has meanwhile changed a row that is to be changed."""
        if self.source is None or self.source.signature() == self._signature:
            return
        before = {(one.table, one.row_id): self.state.find(one.table, one.row_id) for one in made}
        self.refresh()
        for (table, row_id), row in before.items():
            if self.state.find(table, row_id) != row:
                last = self.state.standing(table, row_id).last
                by = f" by {last.annotator}" if last else ""
                raise DataError(f"{table} {row_id!r} was changed meanwhile{by}", mend="look at it as it is now, and say it again")

    def _done(self, said: Mapping[str, Any], made: list[Change]) -> tuple[list[str], list[Problem]]:
        """The ids of the changed rows and the warnings that the changes brought, once they are on the disk.

        ClaimsError where they are refused or could not be kept, and then nothing is changed.
        """
        if self.log is None:
            raise self.fault or UsageError("this session has no log", mend="open it with one")
        places = self._places(made)
        before = self._judged(places)
        at = self._now()
        stood = {(one.table, one.row_id): self.state.standing(one.table, one.row_id) for one in made}
        try:
            for one in made:
                self.state.replay(sealed(one, self.annotator, at, self.log.guideline_version, None))
            self._forget(places if self._altered(stood) else ())
            brought = new(self._judged(places), before)
            if errors := [one for one in brought if one.stops]:
                raise _Stopped(errors)
            edits = self.log.append_all(made, at=at)
        except BaseException:
            for key, standing in reversed(stood.items()):
                self.state.put_back(key, standing)
            self._forget(places)
            raise
        self.state.keep(edits)
        for place in places:
            self._listing.forget(place)
        self._remember(said, tuple(Move(key, standing, self.state.standing(*key)) for key, standing in stood.items()))
        if self._open is None or self._open not in places:
            self._open = next((place for place in places if place != REGISTRY), self._open)
        return [row_id for _, row_id in stood], brought

    def _altered(self, stood: Mapping[Key, Standing]) -> bool:
        """Whether any row is another now; an approval or a flag may leave all as they were."""
        return any(self.state.find(*key) != standing.row for key, standing in stood.items())

    def _remember(self, said: Mapping[str, Any], moves: Moves) -> None:
        """Nothing; what was done can be taken back."""
        if said["do"] == UNDO:
            self.past.went_back()
        elif said["do"] == REDO:
            self.past.went_forth()
        else:
            self.past.add(moves)

    def _places(self, made: Iterable[Change]) -> list[str]:
        """The articles whose judgement some changes may alter, and REGISTRY where sources are among them."""
        places: dict[str, None] = {}
        for one in made:
            row = self.state.find(one.table, one.row_id) or one.patch
            values = row if isinstance(row, Mapping) else row_to_dict(row)
            if one.table == "sources":
                places[REGISTRY] = None
            for name in ("claim_id", "from_id", "to_id"):
                claim = self.state.find("claims", values.get(name))
                if claim is not None:
                    places[claim.article_id] = None
            if "article_id" in values:
                places[values["article_id"]] = None
        return list(places)

    def _judged(self, places: Iterable[str]) -> list[Problem]:
        """What is wrong in these places."""
        return [problem for place in places for problem in self._problems_of(place)]

    def _problems_of(self, place: str) -> list[Problem]:
        """What is wrong with an article, or with the registry; judged once."""
        if place not in self._problems:
            self._problems[place] = self._judge.registry() if place == REGISTRY else self._judge.article(place)
        return self._problems[place]

    def _forget(self, places: Iterable[str]) -> None:
        """Nothing; what was known of these places is to be looked up again."""
        for place in places:
            self._problems.pop(place, None)
            self._listing.forget(place)
            if place == REGISTRY:
                self._judge.forget_registry()
                self._finder = None

    def _outcome(self, touched: Sequence[str] | None = None, problems: Iterable[Problem] = (), message: str = "") -> dict[str, Any]:
        """What came of it; it was saved unless a message says why not."""
        view = None if self._open is None else self.view(self._open)
        return {"saved": not message, "view": view, "problems": [one.said() for one in problems], "message": message, "touched": list(touched or ())}


class _Stopped(DataError):
    """A change that brings errors, which are its `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if problems[1:] else ""
        super().__init__(f"{first.sentence}{more}", where=f"{first.table} {first.row_id}", mend=first.mend)
        self.problems = problems
