"""What a language pack covers, in numbers: cue forms by kind and class, markers, word classes, gold lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.languages.pack import Pack

KINDS: Mapping[str, tuple[str, ...]] = {
    "verbs": ("verb",),
    "nouns": ("noun",),
    "adpositions": ("phrase", "postphrase", "circumfix"),
    "others": ("prefix", "relay", "impersonal"),
}
EXAMPLES = 6


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of forms; `gold_lines` is None where no checkout of the project lies around the package."""

    kinds: Mapping[str, int]
    classes: Mapping[str, int]
    examples: Mapping[str, tuple[str, ...]]
    words: int
    markers: int
    gold_lines: int | None


def coverage(pack: Pack) -> Coverage:
    """What a pack covers; a verb of two parts counts once a form."""
    split = [form for tails in pack.split.values() for form in tails.values()]
    forms = [*pack.forms.values(), *split]
    of_kind = Counter(form.cue.kind for form in forms)
    lemmas: dict[str, dict[str, None]] = {}
    for form in forms:
        lemmas.setdefault(form.cue.cue_class, {})[form.cue.lemma] = None
    return Coverage(
        kinds={name: sum(of_kind[kind] for kind in kinds) for name, kinds in KINDS.items()},
        classes=Counter(form.cue.cue_class for form in forms),
        examples={name: tuple(those)[:EXAMPLES] for name, those in lemmas.items()},
        words=sum(map(len, pack.words.values())),
        markers=len(pack.markers),
        gold_lines=_gold_lines(pack.language),
    )


def _gold_lines(language: str) -> int | None:
    """How many marked lines hold the pack, if the package lies in a checkout."""
    folder = Path(__file__).parents[2] / "tests/languages/gold"
    if not folder.is_dir():
        return None
    file = folder / f"{language}.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return sum(bool(line.strip()) and not line.startswith("#") for line in lines)
