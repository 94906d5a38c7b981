"""Where a session has its rows from: a dataset repository, its log, and whether others have saved something since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claims.annotate.log import SUFFIX, Log, annotator_of
from claims.annotate.replay import replay
from claims.annotate.states import visible
from claims.assignment import read_assignment
from claims.corpus import Corpus
from claims.dataset import is_repository
from claims.errors import ClaimsError, UsageError
from claims.model import Refusal
from claims.repository import files_of, read_stored

EDITS = "edits"


@dataclass(frozen=True, slots=True)
class Repository:
    """A dataset repository, and who annotates it by which guidelines."""

    folder: Path
    annotator: str
    guideline_version: str

    def log(self) -> tuple[Log | None, ClaimsError | None]:
        """The annotator's log, or why it cannot be written; UsageError where there is no repository, or the name is none."""
        if not is_repository(self.folder):
            raise UsageError("no dataset repository here", where=str(self.folder), mend="claims init makes one; a release is annotated in its repository")
        path = self.folder / EDITS / f"{self.annotator}{SUFFIX}"
        if annotator_of(path) != self.annotator:
            raise UsageError(f"{self.annotator!r} is no name of an annotator", mend="small letters and digits, as mila")
        try:
            return Log(path, guideline_version=self.guideline_version), None
        except ClaimsError as error:
            return None, error

    def read(self) -> tuple[Corpus, list[Refusal]]:
        """The dataset with all logs replayed, or where people annotate blind this one alone; and what cannot be read or replayed."""
        refused: list[Refusal] = []
        stored = read_stored(self.folder, refused)
        ours = {edit.edit_id for edit in visible(stored.edits, self.annotator, blind=self.blind)}
        seen = [(edit, where) for edit, where in zip(stored.edits, stored.places, strict=True) if edit.edit_id in ours]
        corpus, failed = replay(stored.extracted, [edit for edit, _ in seen], places=[where for _, where in seen])
        return corpus, refused + failed

    @property
    def blind(self) -> bool:
        """Whether people do not see each other's edits."""
        assignment, _ = read_assignment(self.folder, None)
        return assignment is not None and assignment.blind

    def assigned(self) -> frozenset[str] | None:
        """The articles that are the annotator's to annotate; None where nothing is assigned to anybody."""
        assignment, _ = read_assignment(self.folder, None)
        return None if assignment is None else frozenset(assignment.of(self.annotator))

    def signature(self) -> object:
        """What is another as soon as somebody else has saved an edit that this one sees."""
        if self.blind:
            return None
        others = (file for file in files_of(self.folder / EDITS) if file.stem != self.annotator)
        return [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in others]
