"""A data statement: its questions with their answers, and what Croissant's responsible-AI terms make of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*$", re.MULTILINE)
HINT = re.compile(r"\*(?!\*)[^*]+\*")  # a question as `claims init` leaves it

# terms of http://mlcommons.org/croissant/RAI/ by the questions of the template
RAI: Mapping[str, tuple[str, ...]] = {
    "Why these articles": ("dataCollection",),
    "Languages": ("dataCollectionRawData",),
    "Whose words": ("dataBiases",),
    "How claims were found and checked": ("dataAnnotationProtocol",),
    "Harm": ("personalSensitiveInformation", "dataSocialImpact"),
    "Known errors and limits": ("dataLimitations",),
    "Upkeep": ("dataReleaseMaintenancePlan",),
}


def answers(statement: str | None) -> dict[str, str]:
    """The answer to each question of a statement, in its order; empty where only the hint stands, or nothing."""
    if not statement:
        return {}
    _, *parts = HEADING.split(statement)
    found = zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True)
    return {question: "" if HINT.fullmatch(answer) else answer for question, answer in found}


def responsible(statement: str | None) -> dict[str, str]:
    """What a statement says in Croissant's terms; a question without an answer is left out."""
    given = answers(statement)
    return {f"rai:{term}": given[question] for question, terms in RAI.items() if given.get(question) for term in terms}


def section(statement: str | None) -> str:
    """The statement as part of a page, with what it does not answer at the end."""
    given = answers(statement)
    if not any(given.values()):
        return "Nobody has written a data statement yet.\n"
    parts = [f"### {question}\n\n{_lower(answer)}\n" for question, answer in given.items() if answer]
    if open_ := [question for question, answer in given.items() if not answer]:
        parts.append(f"Not answered: {', '.join(open_)}.\n")
    return "\n".join(parts)


def _lower(answer: str) -> str:
    """An answer whose own headings stand below its question's."""
    return re.sub(r"^(#{3,5})(?=[ \t])", r"\1#", answer, flags=re.MULTILINE)
