"""Refuses colloquial Arabic where Modern Standard Arabic is asked for."""

from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.hints import watch
from validators.text import normalize


def _fold(words: str) -> frozenset[str]:
    return frozenset(form for word in normalize(words).split() for form in (word, f"و{word}"))


_SURE = _fold(
    "مش عايز عايزة عايزين عاوز عاوزة ازاي إزاي ازيك دلوقتي دلوقت النهارده النهاردة امبارح إمبارح علشان عشان كده كدة"
    " مفيش مافيش معلش معليش بتاع بتاعة بتاعت بتاعي بتاعك بتاعنا برضه برضو لسه اللي إللي ماحدش محدش معرفش مقدرش معنديش"
    " ماعنديش مينفعش شوية كويس كويسة كتير جدعان ماشفتش حاجات دول‌مش احنا إحنا"
    " شلون شلونك ليش ايش إيش ابغى أبغى تبغى مدري مادري شنو شكو ماكو هسه لويش شفيك شخبارك وشو هالحين منجد"
    " هلق هلأ هيك منيح منيحة هدول هيدا هيدي هيدول كرمال منشان مشان قديش مبلا يللي بدياك شوبدك مافيي"
    " برشا واش بزاف ديال ديالو ديالك ديالنا كيفاش علاش كاين مكاين ماكاين واخا هادشي مزيان شنوة شنية وقتاش"
    " باهي‌برشا خاطر‌برشا معندوش ماعندوش ماكانش مكانش"
) - _fold("حاجات دول خاطر باهي")
_LIKELY = _fold(
    "ده ليه انتي إنتي إنتو انتو اكتر بجد فين ياريت بكره بكرة لسا شوي هذي مب تكفى جذي يبي نبي بدي بدك بدنا متل هون هاد"
    " هادا هاذي رح مافي بدكم قاعدين خلاص راجل ورا معاه معاك عندو عليكو اهو أهو طبعا بيقول بيعمل بتقول بتعمل بيكون"
    " نتا نتي غادي بغيت خويا زوين راهو باش فاش شحال دابا دير نديرو حلو حلوة اخويا"
) - _fold("طبعا خلاص نبي تكفى")
_HINTS = _fold("دي دا زي بس كمان شو شي مو وين هاي تاني طب كدا الحين ايه")
_ABOUT = frozenset(normalize("لهجة اللهجة لهجات اللهجات عامية العامية الدارجة دارجة").split())
_ANY = watch(_SURE | _LIKELY | _HINTS)


@dataclass(frozen=True, slots=True)
class Dialect:
    """Refuses an item with words that only a dialect has: Egyptian, Gulf, Iraqi, Levantine or Maghrebi.

    Words that no standard text holds weigh 6; those that it holds now and then, as names or misspelt, 3; those that
    have a standard meaning of their own ("زي", "بس") 2. A question about dialects may quote them.

    Attributes:
        most: Largest weight of the different words found that still passes; fewer is stricter.
    """

    most: int = 5
    codes = ("dialect",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with the words that were found."""
        if _ANY.isdisjoint(reading.hints):
            return None
        found = _ANY & reading.hints
        weight = 6 * len(found & _SURE) + 3 * len(found & _LIKELY) + 2 * len(found & _HINTS)
        if weight <= self.most or not _ABOUT.isdisjoint(reading.tokens):
            return None
        return Refusal("dialect", " ".join(sorted(found)[:8]))
