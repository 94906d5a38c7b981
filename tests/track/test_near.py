"""Near-duplicates by MinHash: what is found in each script, what is not, and that nothing grows with the square."""

from claims.track.near import near_pairs

ARABIC = "اتفقت ثماني دول على ضخ كميات إضافية من النفط في اليوم خلال الصيف المقبل"
RUSSIAN = "Восемь государств договорились поднять добычу нефти в следующем месяце"
EMOJI = "😀 𝕋𝕠𝕕𝕒𝕪 the bridge over the river is open again 😀"


def pairs(texts):
    return [tuple(pair) for pair in near_pairs(texts).tolist()]


def test_nearly_the_same_words_are_found_in_any_script():
    changed = [ARABIC.replace("النفط", "الخام"), RUSSIAN.replace("нефти", "сырья"), EMOJI.replace("again", "now")]
    assert pairs([ARABIC, RUSSIAN, EMOJI, *changed]) == [(0, 3), (1, 4), (2, 5)]


def test_other_words_are_not_found():
    assert pairs([ARABIC, RUSSIAN, EMOJI, "the council rejected the plan"]) == []


def test_texts_shorter_than_a_run_are_compared_too():
    assert pairs(["no", "yes", "no", ""]) == [(0, 2)]


def test_one_text_or_none_has_no_pair():
    assert pairs([]) == pairs(["alone"]) == []


def test_many_copies_of_one_text_give_few_pairs():
    found = pairs([ARABIC] * 200)
    assert {one for pair in found for one in pair} == set(range(200))
    assert len(found) < 2 * 200


def test_the_same_texts_give_the_same_pairs():
    texts = [f"{ARABIC} {number}" for number in range(30)]
    assert pairs(texts) == pairs(texts)
