"""How one claim stands to an earlier one: judgements in an ordered list, of which the first that holds decides and gives its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from claims.track import days, quantities
from claims.track.features import Pair
from claims.track.quantities import shown

SHORTEST = 2  # words with a meaning of their own, below which a wording tells nothing
SURE = 0.5  # probability that two claims speak of one matter
SURER = 0.6  # and what is asked where they are then said to differ
AT_ONCE = 1.0  # days within which another number contradicts, and after which it is news
STATE = 7.0  # days for which a state of things is taken to last
COPIED = 0.8  # how alike the wordings are of which the one passes the other on


class Judgement(NamedTuple):
    """A relation, or None where the two are not to be linked; the judgement's name; why, in words."""

    relation: str | None
    rule: str
    reason: str


Judge = Callable[[Pair], Judgement | None]


def judge(pair: Pair) -> Judgement:
    """What the first judgement that holds says of a pair."""
    for one in JUDGEMENTS:
        if found := one(pair):
            return found
    raise AssertionError("the last judgement always holds")


def too_short(pair: Pair) -> Judgement | None:
    """Rejected where one says next to nothing: a label, a name, a yes."""
    if min(len(pair.earlier.words), len(pair.later.words)) < SHORTEST:
        return Judgement(None, "too_short", "a wording of a word or none tells nothing")
    return None


def words_of_another(pair: Pair) -> Judgement | None:
    """Rejected where one speaks of itself, or does something by saying it, and another speaks: we are ready."""
    if pair.one_speaker is False and (pair.earlier.own or pair.later.own):
        return Judgement(None, "words_of_another", "two sources speak, each for itself")
    return None


def another_matter(pair: Pair) -> Judgement | None:
    """Rejected where the two hardly speak of one matter."""
    if pair.probability < SURE:
        return Judgement(None, "another_matter", f"one matter with a probability of {pair.probability:.2f}")
    return None


def another_day(pair: Pair) -> Judgement | None:
    """News of a day that was still to come; rejected where the day was past: then it is another event."""
    found = days.conflict(pair.earlier.days, pair.later.days)
    if found is None:
        return None
    if not _was_ahead(pair, found[0]):
        return Judgement(None, "another_day", "they name two days")
    return _differs(pair, "another_day", f"{_when(found[0])}, then {_when(found[1])}", AT_ONCE)


def opposite(pair: Pair) -> Judgement | None:
    """A contradiction where the one denies what the other says, or names the other end of a scale."""
    one, other = pair.earlier, pair.later
    turned = [scale for scale in one.sides.keys() & other.sides.keys() if one.sides[scale] != other.sides[scale]]
    if one.negative != other.negative and not turned:
        return _differs(pair, "opposite", "one is negative, the other is not", STATE)
    if turned and one.negative == other.negative:
        return _differs(pair, "opposite", "they name the two ends of one scale", STATE)
    return None


def another_number(pair: Pair) -> Judgement | None:
    """News or a contradiction where a quantity of the one is not that of the other."""
    found = quantities.conflict(pair.earlier.quantities, pair.later.quantities)
    if found is None:
        return None
    return _differs(pair, "another_number", f"{shown(found[0].value)}, then {shown(found[1].value)}", AT_ONCE)


def the_same(pair: Pair) -> Judgement:
    """The two are one claim: copied, translated or found independently."""
    near = f"meaning {pair.cosine:.2f}" if pair.cosine is not None else ""
    if pair.across:
        return Judgement("translates", "the_same", "; ".join(filter(None, [near, _agreed(pair)])))
    if pair.earlier.wording == pair.later.wording:
        return Judgement("repeats", "the_same", "the same words")
    relation = "repeats" if pair.alike >= COPIED else "same"
    return Judgement(relation, "the_same", f"words {pair.alike:.2f} alike; " + "; ".join(filter(None, [near, _agreed(pair)])))


JUDGEMENTS: tuple[Judge, ...] = (
    too_short, words_of_another, another_matter, another_day, opposite, another_number, the_same,
)  # fmt: skip


def _differs(pair: Pair, rule: str, reason: str, lasts: float) -> Judgement:
    """A correction, an update or a contradiction, by who says the later claim and how much later; none where it is hardly sure."""
    if pair.probability < SURER:
        return Judgement(None, "another_matter", f"{reason}, and one matter with a probability of {pair.probability:.2f}")
    one, other = pair.earlier, pair.later
    same_voice = pair.one_speaker or (one.outlet is not None and one.outlet == other.outlet)
    if other.corrective and same_voice and one.published != other.published:
        return Judgement("corrects", rule, reason)
    if pair.days_apart is not None and pair.days_apart >= lasts:
        return Judgement("updates", rule, reason)
    return Judgement("contradicts", rule, reason)


def _was_ahead(pair: Pair, mention: days.Mention) -> bool:
    """Whether the day of the earlier claim was still to come when that was published."""
    published = pair.earlier.published
    if published is None:
        return False
    today = (published.year, published.month, published.day)
    return all((day.year or today[0], day.month or today[1], day.day or 31) > today for day in mention.days)


def _when(mention: days.Mention) -> str:
    """A day as a reason shows it."""
    year, month, day = mention.days[0]
    return "-".join(f"{part:02}" for part in (year, month, day) if part is not None)


def _agreed(pair: Pair) -> str:
    """What else the two have in common."""
    shared = [q for q in pair.later.quantities if any(q.agrees(r) for r in pair.earlier.quantities)]
    found = [f"numbers agree ({', '.join(shown(q.value) for q in shared)})"] if shared else []
    if pair.one_speaker:
        found.append("one source")
    return "; ".join(found)
