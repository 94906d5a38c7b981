"""Articles in scripts that an editor may confuse: Arabic, Hebrew inside Arabic, Russian, English, letters beyond the first plane."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from claims.model import Article, Segment

TEXTS = {
    "ar": "وزير الطاقة: المخزون يكفي حتى الربيع\nقالَ الوزيرُ إن المخزون يكفي ٩٠ يوماً، وأضاف أنّ شركة Nafta Oil ستورّد 12 ألف طن. لا إله إلا الله.\n\nوأوضح بيان الوزارة أن الأسعار لن ترتفع قبل مارس.",
    "ar-he": "صحيفة عبرية تنقل عن الوزير\nنقلت الصحيفة عن الوزير قوله «אנחנו לא נעזוב את השולחן» في جلسة الثلاثاء، ثم أضافت: שר האוצר الذي حضر لم يعلّق.\nכך אמר השר בישיבה, לדברי الصحيفة.",
    "ru": "Губернатор: мост откроют в мае\n«Мы откроем мост в мае», — сказал губернатор, добавив, что работы идут по графику.\nПо словам инженера, ёмкость й и ё — не одно и то же.",
    "en": "Mayor: the bridge opens in May\nThe mayor said the bridge would open in May, according to the harbour’s office.\n“Not before,” an engineer at the naïve café Zoë told us.",
    "emoji": "عاجل 😀 𝔄𝔟 خبر\nقال المتحدث 👩\u200d👩\u200d👧 إن 𐤀𐤁 الوفد 🇱🇧 وصل 😀😀 أمس، e\u0301 وغادر.\n😀 He said 𝒽ello 👍🏽 twice, с 🎉 и без.",
}  # fmt: skip
LANGUAGES = {script: "ar" if script == "emoji" else script[:2] for script in TEXTS}


def article(text: str, language: str, **more: Any) -> Article:
    """An article of a text, whose first line is its title."""
    cut = text.find("\n")
    of = {"title": text[:cut], "segments": (Segment("title", 0, cut), Segment("body", cut + 1, len(text))), **more}
    return Article("art_" + "c" * 16, text=text, text_sha256=sha256(text.encode()).hexdigest(), language=language, **of)
