"""The words of the dialects: how surely each is no Standard Arabic, and in which dialects it is at home."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from validators.hints import watch
from validators.text import normalize

EGYPTIAN, GULF, LEVANTINE, MAGHREBI = "egyptian", "gulf", "levantine", "maghrebi"
DIALECTS = (EGYPTIAN, GULF, LEVANTINE, MAGHREBI)
"""The dialects that are told; the words of Iraq count as those of the Gulf, those of the Sudan as those of Egypt."""

_WEIGHTS = {"sure": 6, "likely": 3, "hint": 2}
"""Of words that no standard text holds, that one holds now and then, as a name or misspelt, and that have a standard
meaning of their own."""

_BANK = """
egyptian gulf levantine maghrebi: sure: اللي إللي عشان علشان كويس كويسة
egyptian gulf levantine maghrebi: likely: انتي إنتي
egyptian gulf levantine maghrebi: hint: شي زي حلو حلوة
egyptian gulf levantine: sure: احنا إحنا لسه معليش
egyptian gulf levantine: likely: إنتو انتو ياريت قاعدين بيجنن بتجنن
egyptian gulf levantine: hint: بس كمان بكرة
egyptian levantine maghrebi: sure: مش مفيش مافيش
egyptian levantine maghrebi: likely: اكتر أكتر
egyptian levantine maghrebi: hint: تاني تانية
egyptian levantine: sure: معلش كتير امبارح إمبارح
egyptian levantine: likely: ورا بيقول بيعمل بتقول بتعمل بيكون بتكون بيشتغل بيردوا بيحصل بيصير الأوضة
egyptian levantine: likely: بيوفر بيعرف بيقدر بيحكي بيخلص بيفتح بيعلق بيوصل بيرد بيروح بيجي بيضل بياخد بيخلي بيحب
egyptian levantine: hint: زهقت زهقنا
egyptian gulf maghrebi: likely: معاه معاك فين ليه
egyptian maghrebi: sure: معرفش مقدرش ماعنديش شوية معندوش ماعندوش ماكانش مكانش معندهاش معندهمش
egyptian maghrebi: likely: راجل
egyptian: sure: عايز عايزة عايزين عاوز عاوزة عاوزين ازاي إزاي ازيك إزيك دلوقتي دلوقت النهارده النهاردة
egyptian: sure: بتاع بتاعة بتاعت بتاعي بتاعك بتاعنا بتاعه بتاعها بتاعهم بتاعتي بتاعتنا بتوع برضه برضو
egyptian: sure: ماحدش محدش معنديش مينفعش جدعان ماشفتش مبيردش مابيردش مفهمتش ملقتش ملقيتش مالقيتش مكنش
egyptian: sure: ماكنش مكنتش ميقدرش مقدرتش معرفتش مافهمتش مفيهوش مفيهاش مايستاهلش ميستاهلش ميستهلش
egyptian: likely: ده بجد عليكو اهو أهو أوي أيوه مستني مستنيين مستنية هاجي هنروح هيبقى هتبقى هنرجع هرجع
egyptian: likely: هروح ييجي هييجي مبقاش
egyptian: hint: دي دا طب ايه خالص
gulf levantine maghrebi: sure: ليش
gulf levantine maghrebi: hint: وين
gulf levantine: sure: ايش إيش شلون شلونك هسه هالشي هالمرة هالمكان هالكلام هالموضوع هالناس هالمطعم هالفندق
gulf levantine: sure: هالتطبيق هالحكي ماراح هلأ منجد
gulf levantine: likely: شوي مافي محد ماحد كيفك وينك
gulf levantine: hint: شو مو هاي حدا منو
gulf maghrebi: sure: شنو
gulf maghrebi: likely: كلش هذي هاذي
gulf: sure: ابغى أبغى تبغى مدري مادري شكو ماكو لويش شفيك شخبارك وشو هالحين وش موب مهوب ماهوب
gulf: sure: شسالفة شالسالفة يبون هذولا هذوله هذيك اللحين مايسوى
gulf: likely: جذي يبي صج خوش وياي ويانا اخويا يمديك عطني نتريا هذول مهو يلسنا مب يبغى يبغون تبغون
gulf: hint: الحين السالفة سالفة سالفتي حيل زين تراه تراها ودي ودك عطانا أخوي هني وايد ويه
levantine: sure: هلق هيك منيح منيحة هدول هيدا هيدي هيدول كرمال منشان مشان قديش مبلا يللي بدياك شوبدك مافيي
levantine: sure: عنجد هونيك لهونيك لهون هلقيت هالروعة
levantine: likely: لسا بدي بدك بدنا بدها بدكم بدكن متل هون رح ناطر ناطرين ناطرة مصاري بنوب مبارح
levantine: likely: ندمانين بيشهي شفتو متذكرو لهيك هالقد لهالدرجة
levantine: hint: تبعي معو بدو
levantine maghrebi: likely: هاد هادا عندو كتبتو تجربتو
maghrebi: sure: برشا واش بزاف بالزاف ديال ديالو ديالك ديالنا ديالهم ديالها كيفاش علاش كاين كاينة مكاين
maghrebi: sure: ماكاين ماكاينش واخا هادشي هاذشي مزيان مزيانة شنوة شنية وقتاش غاديش كيفاه شكون نتاع علابالي
maghrebi: sure: السربيس
maghrebi: likely: نتا نتي نتوما غادي بغيت بغينا بغا خويا زوين زوينة راهو راهي باش فاش شحال دابا نديرو
maghrebi: likely: هاذ نحوس والو الدراري موسخ هضرنا هضر الماكلة ماناش مانيش ماكش بلاصة البلاصة هكا هكاك
maghrebi: likely: زعما نهضرو نرجعو تاع
maghrebi: hint: دير راني توة علاه ماشي بصح عيان منين حيت كيما ساهل ليا هادي اللول للخر متاعي متاعنا متاعهم
egyptian gulf: sure: كده كدة
egyptian gulf: hint: كدا العيال عيالي
"""
"""Lines of dialects, strength and words."""


class Word(NamedTuple):
    """A word of a dialect: its matching form without a joined `و`, its weight, and the dialects that have it."""

    base: str
    weight: int
    homes: tuple[str, ...]


def _read_bank() -> Iterator[tuple[str, Word]]:
    for line in _BANK.strip().split("\n"):
        homes, strength, words = line.split(":")
        weight, dialects = _WEIGHTS[strength.strip()], tuple(homes.split())
        for base in normalize(words).split():
            word = Word(base, weight, dialects)
            yield from ((base, word), (f"و{base}", word))


WORDS: Mapping[str, Word] = dict(_read_bank())
"""Every word, in matching form, with and without a joined `و`."""

WATCHED = watch(WORDS)
"""The same words as hints of a reading."""


def weigh(found: Iterable[str], *, homes: str = "", strangers: str = "") -> int:
    """Return the weight of some of the words, each once, with and without a joined `و`.

    Args:
        found: Words of `WORDS`.
        homes: Only those that this dialect has.
        strangers: Only those that this dialect does not have.
    """
    words = set(map(WORDS.__getitem__, found))
    return sum(word.weight for word in words if (not homes or homes in word.homes) and strangers not in word.homes)
