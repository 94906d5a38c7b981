"""What is doubtful in a registry: an alias of two sources, an office that two hold at once, a language without an alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from claims.model import Refusal, Role, Source
from claims.sources.registry import Registry


class Office(NamedTuple):
    """An office of one body."""

    title: str
    organisation_id: str


def lint(sources: Sequence[Source], places: Mapping[str, str], languages: Iterable[str]) -> list[Refusal]:
    """What is doubtful, at the place of its source, in the order of the ids.

    `places` has the place of each source by its id; `languages` are those in which every source should have an alias.
    """
    languages = sorted(set(languages))
    found = [*_shared(sources, languages), *_crossing(sources), *_lacking(sources, languages)]
    return [Refusal(places[key], key, reason, mend=mend) for key, reason, mend in sorted(found)]


def _shared(sources: Sequence[Source], languages: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The aliases by which, once case and inflection are taken off, two sources are called: they name neither."""
    registry = Registry(sources)
    for language in languages:
        for words, ids in registry.aliases(language).items():
            first, *others = sorted(ids)
            if others:
                reason = f"{' '.join(words)!r} ({language}) names {', '.join(others)} too, and so neither"
                yield first, reason, f"take the alias from one of them, or claims sources merge {first} {others[0]}"


def _crossing(sources: Iterable[Source]) -> Iterator[tuple[str, str, str]]:
    """The offices that one source holds twice at a time, or that two hold at a time; a term without a beginning tells nothing."""
    holders: dict[Office, list[tuple[Source, Role]]] = defaultdict(list)
    for source in sources:
        for role in source.roles:
            if role.organisation_id and role.valid_from:
                holders[Office(role.title, role.organisation_id)].append((source, role))
    for office, held in holders.items():
        for (one, role), (other, later) in combinations(held, 2):
            if _overlap(role, later):
                first, second = sorted((one.source_id, other.source_id))
                whose = "holds it twice" if first == second else f"{second} holds it too"
                reason = f"{office.title} of {office.organisation_id}: {whose} from {_later(role, later)}"
                yield first, reason, "correct valid_from or valid_to, or make the two titles differ"


def _overlap(one: Role, other: Role) -> bool:
    """Whether two terms share more than the day on which one hands over to the other."""
    return _later(one, other) < min(one.valid_to or date.max, other.valid_to or date.max)


def _later(one: Role, other: Role) -> date:
    """The day from which both terms run."""
    return max(one.valid_from or date.min, other.valid_from or date.min)


def _lacking(sources: Iterable[Source], languages: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The languages in which nothing says how texts call a source; a name in Latin letters serves in each that writes them."""
    for source in sources:
        there = {alias.language for alias in source.aliases}
        lacking = [language for language in languages if language not in there]
        if lacking:
            yield source.source_id, f"no alias in {', '.join(lacking)}", "add one: {\"kind\": \"name\", \"language\": …, \"text\": …}"
