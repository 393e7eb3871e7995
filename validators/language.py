"""Refuses texts in another language of the Arabic script, by their function words."""

from collections.abc import Iterable
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.text import normalize

_PERSIAN = (
    "است را از که نیست هست هستند دارد دارند داشت باشد باشند بودند شود شوند شدند شده‌است کند کنند کنید کردن کردند"
    " می‌شود میشود می‌کند میکند میکنند می‌کنند نمی‌شود نمیشود هایی های میباشد خواهد خواهند باید شاید چیست کیست کدام"
    " کجاست گزینه پرسش برای این با در آن یک هر اند چه چند آغاز شهرهای کشورهای کشور جهان جهانی بزرگ بزرگترین بلندترین"
    " نویسنده گیاهان خورشید کوه دانش نام سالی هنگام پس نخستین"
)
_URDU = "ہے ہیں تھا تھی تھے کے کا کو کی سے نے میں اور یہ وہ نہیں ہوتا ہوتی ہوتے کیا ہوا گیا جاتا پر ایک کون کس"
_KURDISH = "لە بە کە بۆ ئەم ئەو ئەوە لەسەر هەیە دەکات دەبێت بوو کرد کراوە یان"
_PASHTO = "چې کې په څخه دی دي شوی کوي لري وي یې څوک کوم دغه"


def _fold(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in normalize(phrase).split())


_STRANGE = _fold((_PERSIAN, _URDU, _KURDISH, _PASHTO))
"""Words by which a neighbour is told, as they are after folding."""
_SHARED = _fold(
    (
        "در به با آن این کرد کی پر برای های دی وي یان وه باید داد بود",
        "یک هر اند کا سی کون کیا اور باشد کند شاید تها تهی کس کوه نام پس",
    )
)
"""Those of them that an Arabic text can hold as well, once its vowels and hamzas are folded: they count half."""
_ARABIC = _fold(("من في على إلى عن أن هذا هذه التي الذي ما هو هي كان ثم بين لا لم قد كل أو",))
_SURE = watch(_STRANGE - _SHARED)


@dataclass(frozen=True, slots=True)
class Language:
    """Refuses an item with a text that is Persian, Urdu, Kurdish or Pashto by its function words.

    A text needs two such words, one of them known to none but these languages, and more of them than Arabic ones.

    Attributes:
        most: Largest share of such words in a text, 0 to 1, in which those that Arabic has as well count half.
    """

    most: float = 0.12
    codes = ("language",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the words that were found."""
        if _SURE.isdisjoint(reading.hints):
            return None
        for tokens in reading.words.values():
            strange = [token for token in tokens if token in _STRANGE]
            weight = sum(0.5 if token in _SHARED else 1.0 for token in strange)
            arabic = sum(token in _ARABIC for token in tokens)
            if len(set(strange)) > 1 and weight > max(arabic, self.most * len(tokens)) and weight > len(strange) / 2:
                return Refusal("language", " ".join(strange)[:100])
        return None
