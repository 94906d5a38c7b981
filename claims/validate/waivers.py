"""Warnings that a dataset turns off: `checks` in its dataset.yaml, each with a reason; an error cannot be turned off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from claims.errors import ContractError, DataError
from claims.validate.report import Report, Severity
from claims.yamlfile import Written, read_yaml

MANIFEST = "dataset.yaml"
KEY = "checks"


def waivers(folder: Path, severities: Mapping[str, Severity]) -> dict[str, str]:
    """The reason for each check that a folder turns off, by name; `severities` are those of all checks.

    DataError with file and line for a check that does not exist, for an error, for a missing reason.
    """
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    try:
        written = read_yaml(file.read_bytes().decode("utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        raise DataError(f"not UTF-8 at byte {error.start}", where=f"{file}:1", mend="save the file as UTF-8") from None
    except ContractError as error:
        raise DataError(error.what, where=error.where, mend=error.mend) from None
    said = written.value.get(KEY) if isinstance(written.value, dict) else None
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise DataError("checks is not a mapping", where=written.place([KEY]), mend="write lines of `name: reason`")
    for name, reason in said.items():
        _may(str(name), reason, severities, written)
    return dict(said)


def _may(name: str, reason: object, severities: Mapping[str, Severity], written: Written) -> None:
    """Nothing; raises where a check may not be turned off so."""
    where = written.place([KEY, name])
    if name not in severities:
        raise DataError(f"no check {name!r}", where=where, mend=near(name, severities))
    if severities[name] is Severity.ERROR:
        raise DataError(f"{name} is an error, which nothing turns off", where=where, mend="correct the rows, and take this line out")
    if not isinstance(reason, str) or not reason.strip():
        raise DataError(f"{name} is turned off without a reason", where=where, mend=f"write {name}: why it does not matter here")


def near(name: str, names: Iterable[str]) -> str:
    """How to mend a name that no check has: the names near it, or all."""
    there_are = sorted(names)
    return f"near it: {', '.join(get_close_matches(name, there_are, n=3) or there_are)}; `claims checks` lists all"


def waive(report: Report, waived: Mapping[str, str]) -> Report:
    """The report without the warnings that are turned off, which it counts with their reasons."""
    off = {key: total for key, total in report.totals.items() if key[0] in waived}
    skipped = dict(report.skipped)
    for name, reason in waived.items():
        skipped[f"{name}, turned off ({reason.strip()})"] = sum(n for (check, _), n in off.items() if check == name)
    return replace(
        report,
        issues=tuple(issue for issue in report.issues if issue.check not in waived),
        checks=tuple(name for name in report.checks if name not in waived),
        totals={key: total for key, total in report.totals.items() if key not in off},
        skipped=skipped,
    )
