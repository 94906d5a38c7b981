"""Where contents end: what the next cue, a contrast, a semicolon or an aside does to the contents that were open before it."""

from __future__ import annotations

from claims.extract.rules.adjuncts import clause_start, earlier_subject
from claims.extract.rules.found import Found
from claims.extract.rules.phrases import LONGEST, trim
from claims.extract.rules.place import Place, person, ranges
from claims.extract.rules.sentence import COMMAS, DASHES, Hit, Sentence
from claims.extract.rules.verbgroup import verb_group

JOINTS = ("coordinator", "concessive", "additive", "connective")  # word classes


def end_aside(s: Sentence, hit: Hit, mine: list[Found]) -> None:
    """`X, asked whether …, told reporters`: what an aside says ends at the comma before the main verb."""
    k = s.at(hit.start)
    if not k or s.words[k - 1].text not in COMMAS:
        return
    comma = s.words[k - 1].start
    for found in mine:
        before = s.at(found.cue[0][0]) - 1 if found.cue else -1
        aside = before >= 0 and s.words[before].text in COMMAS and not found.source
        if found.open_end and aside and found.content[-1][0] < comma < found.content[-1][1]:
            found.end_at(comma, "the main verb after an aside")


def end_at_contrast(found: Found, s: Sentence) -> None:
    """Ends a content where the author sets something against it: …، فيما قال آخرون; after hearsay also …، ولم يؤكد."""
    if not found.open_end:
        return
    doubted = found.hit is not None and found.hit.form.cue.cue_class in ("hearsay", "distancing") and s.pack.order == "vso"
    start, end = found.content[-1]
    for i in range(s.at(start) + 2, s.at(end - 1)):
        if s.words[i].text in COMMAS and i + 1 < len(s.words) and s.quote_at(s.words[i].start) is None:
            after = s.words[i + 1].text
            unsaid = s.is_("negator", i + 1) and i + 2 < len(s.words) and _is_participle(s, i + 2)  # …, не уточнив подробностей
            against = unsaid or s.is_("contrast", i + 1) or (doubted and (s.is_("concessive", i + 1) or (s.is_("negator", i + 1) and after.startswith("و"))))
            if against:
                found.end_at(s.words[i].start, "a contrast", closes=False)
                return


def _is_participle(s: Sentence, i: int) -> bool:
    """Whether a participle of reporting begins at a word."""
    hit = s.hit_at.get(s.words[i].start)
    return hit is not None and hit.form.mood == "conv"


def subject_across(found: Found, mine: list[Found], s: Sentence) -> None:
    """`Putin, says X, insisted that …`: the subject stands before the parenthesis that holds X."""
    if found.source or found.mention != "dropped" or s.pack.order == "vso":
        return
    head = found.cue[0][0]
    around = next((f for f in reversed(mine) if len(f.content) > 1 and f.content[-1][0] <= head < f.content[-1][1]), None)
    if around is not None and s.at(head) - s.at(around.content[-1][0]) <= 3:
        words = trim(s, s.at(around.content[-2][0]), s.at(around.content[-2][1] - 1) + 1)
        if words is not None and words[1] - words[0] <= LONGEST:
            found.source, found.mention = [(s.words[words[0]].start, s.words[words[1] - 1].end)], "name"


NO_CLAUSE = frozenset({"infinitive", "preposition", "accusation", "object", "predicate"})  # rules


def end_at_semicolon(found: Found, mine: list[Found], s: Sentence) -> None:
    """A semicolon outside quotation marks ends what was open before the next report, and at it, or a colon, a content that is no clause."""
    if found.rule in NO_CLAUSE and found.open_end:
        start, end = found.content[-1]
        cut = min((at for mark in (";", "؛", ": ") if (at := s.text.find(mark, start, end)) > 0 and s.quote_at(at) is None), default=-1)
        if cut > 0:
            found.end_at(cut, "a mark after what is no clause")
    head = min(r[0] for r in (*found.cue, *found.source))
    for other in mine:
        if other.open_end and other.content[-1][0] < head < other.content[-1][1]:
            cut = max((s.text.rfind(mark, other.content[-1][0], head) for mark in ";؛"), default=-1)
            if cut > 0 and s.quote_at(cut) is None:
                other.end_at(cut, "a semicolon before the next report")


def part_at_contrast(found: Found, mine: list[Found], s: Sentence) -> None:
    """По её словам, A, однако B, считают учёные: a closing parenthesis reports what comes after the contrast."""
    start, end = found.content[0]
    for other in mine:
        if other.form != "adposition" or other.cue[0][0] >= other.content[0][0] or not other.open_end or not start <= other.content[-1][0] < end <= other.content[-1][1]:
            continue
        first, last = s.at(other.content[-1][0]), s.at(end - 1)
        comma = next((i for i in range(last - 1, first, -1) if s.words[i].text in COMMAS and s.is_("concessive", i + 1)), None)
        if comma is not None and s.quote_at(s.words[comma].start) is None:
            other.end_at(s.words[comma].start, "a contrast that another reports")
            found.content[0] = (s.words[comma + 2].start, end)


def end_inside(found: Found, mine: list[Found]) -> None:
    """слухи о том, что …, он отверг: what the content of a later verb holds ends with it."""
    start, end = found.content[-1]
    for other in mine:
        if other.open_end and other.cue and end <= found.cue[0][0] and start <= other.cue[0][0] < end < other.content[-1][1]:
            other.end_at(end, "the object of a verb behind it")


def cut_before(found: Found, mine: list[Found]) -> None:
    """A closing `…, X said` reports all before it: what was open there ends before X."""
    head = min(r[0] for r in (*found.cue, *found.source))
    for other in mine:
        if other.open_end and other.content[-1][0] < head < other.content[-1][1]:
            other.end_at(head, "a closing parenthesis with a source of its own")


def coordinate(found: Found, mine: list[Found], s: Sentence) -> None:
    """Ends the open contents that a coordinated cue or a participle stands beside, not inside."""
    if "analytic" in s.pack.traits:
        _carry_on(found, mine, s)
        return
    if found.hit is not None and _of_a_thing(found, found.hit, mine, s):
        found.source, found.mention = [], "dropped"
    head = min(r[0] for r in (*found.cue, *found.source) if r[1] <= found.content[0][0] or r in found.cue)
    i = s.at(head)
    if found.hit is not None and head == found.hit.start:
        i = verb_group(s, i, 0)
    comma = i - 1
    if comma > 0 and (s.is_("coordinator", comma) or s.is_("concessive", comma)):
        comma -= 1
    verb = found.hit
    arabic = s.pack.order == "vso" and verb is not None and verb.proclitic[:1] in ("و", "ف") and verb.proclitic != ""
    joined = comma >= 0 and comma < i and s.words[comma].text in COMMAS
    shared = s.pack.order != "vso" and comma < i - 1 and not found.source and verb is not None and verb.form.mood in ("fin", "base", "part", "inf")
    if not (shared or arabic or (joined and (found.controlled or comma < i - 1)) or (found.controlled and s.pack.order == "vso")):
        return
    open_ones = [f for f in mine if f.open_end and f.content[-1][0] < head < f.content[-1][1]]
    if not open_ones:
        return
    victims = open_ones[-1:] if s.pack.participles == "inner" or shared or open_ones[-1].shared else open_ones
    cut = s.words[comma].start if joined else s.words[comma + 1].start if shared else max(s.start, head - len(verb.proclitic if verb else ""))
    for victim in victims:
        if cut > victim.content[-1][0]:
            victim.end_at(cut, "a cue beside it")
    controller = victims[0]
    if found.controlled and not found.source:
        found.source = list(controller.source)
        found.antecedent = [] if controller.source else list(controller.antecedent)
    found.parent = found.parent or controller.parent
    if shared and controller.source:
        found.source, found.mention, found.shared = list(controller.source), "controlled", True
    if not found.source:
        found.antecedent = found.antecedent or list(controller.source or controller.antecedent)


def _of_a_thing(found: Found, hit: Hit, mine: list[Found], s: Sentence) -> bool:
    """Whether a verb after `and` shares a subject inside a content that says nothing: dijo que la ley está lista y añadió que."""
    first = verb_group(s, s.at(hit.start), 0)
    if "verb_group" not in s.pack.traits or not s.is_("coordinator", first - 1) or not found.source or found.source[0][0] >= hit.start:
        return False
    around = [f for f in mine if f.open_end and f.content[-1][0] <= found.source[0][0] < f.content[-1][1]]
    if any(f.rule != "complementizer" for f in around):
        return True  # acusó al Gobierno de mentir y exigió que: no clause, no subject
    return bool(around) and not person(s, (s.at(found.source[0][0]), s.at(found.source[0][1] - 1) + 1))


def _carry_on(found: Found, mine: list[Found], s: Sentence) -> None:
    """X 表示…，并称… · X 说…，他还说… · X 说…，但 Y 认为…: the later clause ends the content of the earlier cue."""
    at = s.at(found.cue[0][0])
    comma = clause_start(s, at, 0) - 1
    while comma > 0 and any(s.is_(kind, comma) for kind in JOINTS):
        comma -= 1
    if comma <= 0 or s.words[comma].text not in COMMAS:
        return
    dropped = found.mention == "dropped"
    if not dropped and (found.controlled or not any(s.is_(kind, i) for kind in JOINTS for i in range(comma + 1, at))):
        return
    cut = s.words[comma].start
    around = [f for f in mine if f.open_end and f.content[-1][0] < cut < f.content[-1][1]][-1:]
    if dropped and around and around[0].form == "adposition":  # 据 X 报道，Y…，并称…
        subject = earlier_subject(s, at, s.at(around[0].content[-1][0]))
        if subject is not None:
            found.source, found.mention, found.controlled = ranges(s, subject), "controlled", True
            return
    victims = around
    for victim in victims:
        victim.content[-1] = (victim.content[-1][0], cut)
        victim.open_end = False
        found.parent = victim.parent
    if dropped and mine:
        speaker = (victims or mine)[-1]
        found.source, found.antecedent = list(speaker.source), list(speaker.antecedent)
        found.mention, found.controlled = "controlled", True


def cut_concessive(p: Place, mine: list[Found]) -> None:
    """`…, although he did not say which`: the author's aside is no part of the content before it."""
    s = p.s
    for i in range(p.k - 1, 0, -1):
        if s.is_("concessive", i) and s.words[i - 1].text in COMMAS | DASHES:
            for found in mine:
                if found.open_end and found.content[-1][0] < s.words[i - 1].start:
                    found.end_at(s.words[i - 1].start, "the author's aside", closes=False)
            return
