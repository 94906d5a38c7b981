"""Every error that this package raises on purpose.

    ClaimsError                 has a place, a message and a mend; never shown as a traceback
    ├── UsageError              the call is wrong: no such file, no such engine                 exit 2
    │   └── MissingExtra        an optional package is not installed                            exit 2
    ├── DataError               the data is wrong: a broken line, an unreadable text            exit 1
    │   └── InvalidCorpus       a corpus breaks its contract; carries the report                exit 1
    └── ContractError           the contract itself is wrong: a schema or codebook file         exit 2
"""

from __future__ import annotations

from collections.abc import Iterable


class ClaimsError(Exception):
    """One thing that is wrong: `what`, with its place (`where`, as file:line) and how to mend it."""

    exit_code = 2

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        super().__init__(what)
        self.what, self.where, self.mend = what, where, mend

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        mend = f"\n  mend: {self.mend}" if self.mend else ""
        return f"{place}{self.what}{mend}"


class UsageError(ClaimsError):
    """The call is wrong, not the data."""


class MissingExtra(UsageError):
    """A package that only an extra brings is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"{package} is not installed", mend=f"pip install 'attributed-claims[{extra}]'"
        )


class DataError(ClaimsError):
    """The data is wrong, and the place is known."""

    exit_code = 1


class InvalidCorpus(DataError):
    """A corpus breaks its contract; `report` says where."""

    def __init__(self, what: str, *, report: object, mend: str | None = None) -> None:
        super().__init__(what, mend=mend)
        self.report = report


class ContractError(ClaimsError):
    """A schema or the codebook is wrong."""


def unknown(kind: str, value: str, choices: Iterable[str], *, where: str | None = None) -> UsageError:
    """The error for a name that is not among its choices, which it lists."""
    there_are = ", ".join(sorted(choices))
    return UsageError(f"no {kind} {value!r}; there are: {there_are}", where=where)
