"""A data statement: its questions with their answers, and what Croissant's responsible-AI terms make of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claims.publish.figures import number
from claims.publish.remains import SHARE
from claims.publish.withhold import Withheld

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


TEXTS = "What remains of the texts"


def what_remains(withheld: Withheld, quotes: int) -> str | None:
    """What is said of texts that are not there; None where all are."""
    if not withheld.articles:
        return None
    return (
        f"The text of {number(withheld.articles, 'article')} is not in this dataset. Spans, hashes and lengths are, and of each span a "
        f"beginning of {quotes} code points at most with a little of what stands beside it; a claim shows what remains of its words, with … "
        f"for the rest. Of no text more than {SHARE:.0%} remains, its title aside: here {withheld.most:.0%} of one text at most, and "
        f"{withheld.left:,} of {withheld.length:,} code points in all. `claims rebuild` puts back the texts that a reader has or may fetch, "
        "and proves every span."
        + (f" The log of {number(withheld.edits, 'edit')} is left out, since it has words of the texts." if withheld.edits else "")
    )


def with_answer(statement: str | None, question: str, answer: str) -> str:
    """A statement in which a question has this answer, as its last where it was not asked."""
    said = statement or "# Data statement\n"
    section = f"## {question}\n\n{answer}\n"
    _, *parts = HEADING.split(said)
    if question not in parts[::2]:
        return f"{said.rstrip()}\n\n{section}"
    old = re.compile(rf"^##[ \t]+{re.escape(question)}[ \t]*$.*?(?=^##[ \t]|\Z)", re.MULTILINE | re.DOTALL)
    return old.sub(lambda _: section + "\n", said).rstrip() + "\n"


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
