"""What decides in a sentence: the same numbers, negations and names, or it is another sentence."""

from __future__ import annotations

import pytest

from claims.text.decisive import survives, words

SAME = [
    ("the talks will go on next week", "the talks would go on next week"),
    ("Putin said talks continue", "Putin said that talks continue"),
    ("переговоры продолжатся завтра", "переговоры точно продолжатся завтра"),
    ("المحادثات مستمرة اليوم", "المحادثات ستبقى مستمرة اليوم"),
    ("killed ٢٣ people", "killed 23 people"),
]
OTHER = [
    ("killed 12 people", "killed 21 people", "number"),
    ("killed 12 people", "killed people", "number"),
    ("killed 1.5 million", "killed 15 million", "number"),
    ("killed two people", "killed three people", "number"),
    ("the bridge is safe", "the bridge is not safe", "negation"),
    ("the bridge isn't safe", "the bridge is safe", "negation"),
    ("Putin said so", "Trump said so", "name"),
    ("мост безопасен", "мост не безопасен", "negation"),
    ("это возможно", "это невозможно", "negation"),
    ("that is legal", "that is illegal", "its own negation"),
    ("tren geldi", "tren gelmedi", "its own negation"),
    ("قال بوتين إن", "قال ترامب إن", "may be a name"),
    ("الجسر آمن", "الجسر غير آمن", "negation"),
    ("我们准备", "我们不准备", "negation"),
    ("张三说", "李四说", "may be a name"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_words_may_say_the_same(one, other):
    assert survives(words(one), words(other)) is None


@pytest.mark.parametrize(("one", "other", "why"), OTHER)
def test_another_number_negation_or_name_is_told(one, other, why):
    for before, after in ((one, other), (other, one)):
        found = survives(words(before), words(after))
        assert found is not None
    assert why in str(survives(words(one), words(other)))
