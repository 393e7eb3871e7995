"""Common nouns with their gender, number, and whether they name people, as far as no other noun is written the same."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules.verbs import is_past
from prompts.tasks.grammar.rules.words import list_words


class Noun(NamedTuple):
    """What is certain of a noun: whether it is feminine, plural, and names people."""

    feminine: bool
    plural: bool
    people: bool


_MEN = """
رجل:رجال ولد:أولاد طفل:أطفال شاب:شبان صديق:أصدقاء طالب:طلاب تلميذ:تلاميذ أستاذ:أساتذة طبيب:أطباء عامل:عمال
جندي:جنود ضابط:ضباط وزير:وزراء رئيس:رؤساء ملك:ملوك أمير:أمراء حارس:حراس تاجر:تجار زائر:زوار سائح:سياح راكب:ركاب
ضيف:ضيوف جار:جيران عضو:أعضاء شخص:أشخاص فرد:أفراد نائب:نواب سفير:سفراء خبير:خبراء لص:لصوص بطل:أبطال مريض:مرضى
شهيد:شهداء عدو:أعداء عم:أعمام زوج:أزواج ناقد:نقاد شاعر:شعراء عالم:علماء قائد:قادة كاتب باحث معلم مدرس مهندس لاعب
موظف مدرب مواطن مسافر متطوع مسؤول ممثل مخرج مصور سائق فلاح مزارع فنان نجار حداد خباز مؤلف مترجم مشارك ناخب مرشح
لاجئ متفرج مشجع مدير مراسل متسابق مستثمر مستهلك مبرمج صياد بستاني أب:آباء ابن:أبناء
"""
_WOMEN = """
امرأة:نساء بنت:بنات فتاة:فتيات أم:أمهات أخت:أخوات جدة خالة عمة زوجة سيدة طالبة تلميذة معلمة طبيبة ممرضة كاتبة
شاعرة باحثة مديرة وزيرة ملكة أميرة عاملة موظفة لاعبة مهندسة محامية صحفية ممثلة فنانة مذيعة جارة صديقة طفلة مريضة
مربية خياطة مسافرة متطوعة مشاركة زائرة مدربة قارئة
"""
_MASCULINE = """
كتاب:كتب قلم:أقلام دفتر:دفاتر باب:أبواب بيت:بيوت يوم:أيام عام:أعوام شهر:أشهر,شهور أسبوع:أسابيع قرن:قرون درس:دروس
فصل:فصول صف:صفوف مقعد:مقاعد كرسي:كراسي جدار:جدران سقف:أسقف شارع:شوارع متجر:متاجر مصنع:مصانع مكتب:مكاتب
مطعم:مطاعم مطبخ:مطابخ ملعب:ملاعب مسجد:مساجد معهد:معاهد متحف:متاحف فندق:فنادق مطار:مطارات قصر: برج:أبراج
جسر:جسور نهر:أنهار جبل:جبال بحر:بحار حقل:حقول بستان:بساتين طابق:طوابق نوع:أنواع قسم:أقسام جزء:أجزاء هدف:أهداف
سبب:أسباب شرط:شروط سؤال:أسئلة خطأ:أخطاء اسم:أسماء حرف:أحرف سطر:أسطر بند:بنود رقم:أرقام عدد:أعداد مبلغ:مبالغ
سعر:أسعار دينار:دنانير درهم:دراهم ريال:ريالات دولار:دولارات متر:أمتار كيلومتر:كيلومترات ميل:أميال طن:أطنان
لتر:لترات فيلم:أفلام مسلسل:مسلسلات برنامج:برامج مشروع:مشاريع,مشروعات بحث:بحوث,أبحاث تقرير:تقارير خبر:أخبار
حزب:أحزاب مجلس:مجالس موسم:مواسم عنصر:عناصر مبدأ:مبادئ ألبوم:ألبومات هاتف:هواتف حاسوب:حواسيب جهاز:أجهزة
قطار:قطارات قارب:قوارب مركب:مراكب صندوق:صناديق كيس:أكياس كوب:أكواب طبق:أطباق صحن:صحون رغيف:أرغفة مفتاح:مفاتيح
مصباح:مصابيح مقطع:مقاطع نص:نصوص قانون:قوانين قرار:قرارات اجتماع:اجتماعات اختبار:اختبارات امتحان:امتحانات
تمرين:تمارين اتفاق:اتفاقات لقاء:لقاءات عرض:عروض حلم:أحلام رأي:آراء موقف:مواقف موقع:مواقع مركز:مراكز منصب:مناصب
مستشفى:مستشفيات قميص:قمصان معطف:معاطف حذاء:أحذية فستان:فساتين عقد:عقود حصان:أحصنة أسد فيل كلب:كلاب طائر:طيور
عصفور:عصافير حيوان:حيوانات نبات:نباتات كوكب:كواكب نجم:نجوم قمر:أقمار مليون:ملايين ألف:آلاف مليار:مليارات
وجه:وجوه قلب:قلوب شيء:أشياء حدث:أحداث وقت:أوقات مرض:أمراض دواء:أدوية فن:فنون لون:ألوان شكل:أشكال حجم:أحجام
وزن:أوزان مثال:أمثلة دليل:أدلة منزل:منازل صوت:أصوات بنك:بنوك مصرف:مصارف صاروخ:صواريخ لقب:ألقاب تمثال:تماثيل
ملف:ملفات رمز:رموز معيار:معايير جيل:أجيال مجلد:مجلدات حجر:أحجار فرع:فروع مطلب:مطالب مقال خطاب:خطابات
اقتراح:اقتراحات إعلان:إعلانات تفسير:تفسيرات نظام:أنظمة قطاع:قطاعات عامل:عوامل خروف:خراف وفد:وفود محرك:محركات
برميل:براميل ثوب:أثواب,ثياب طابع:طوابع خاتم:خواتم سباق:سباقات حساب:حسابات زر:أزرار سكن دعاء:أدعية ذنب:ذنوب
راتب:رواتب مبنى شباك:شبابيك مخزن:مخازن مدخل:مداخل موعد:مواعيد مقياس:مقاييس منهج:مناهج مسرح:مسارح معرض:معارض
مؤتمر:مؤتمرات سرير: شاطئ:شواطئ حبل:حبال خيط:خيوط غصن:أغصان فنجان:فناجين وسام:أوسمة وعاء:أوعية إناء:أوان
سلاح:أسلحة دين:أديان فصيل:فصائل لوح:ألواح مجتمع:مجتمعات محصول:محاصيل مذهب:مذاهب نادي:نواد نشاط:أنشطة,نشاطات
وادي:أودية أثر:آثار طعام شراب ثمن:أثمان جيش:جيوش ميدان:ميادين حفل دور مكان:أماكن نطاق عمل:أعمال عصر:عصور
عقل:عقول جسم:أجسام عظم:عظام حق:حقوق واجب:واجبات حادث تاريخ مستقبل ماء هواء ضوء:أضواء ظرف:ظروف مجال:مجالات
اتجاه:اتجاهات تغيير:تغييرات لسان:ألسنة كتف:أكتاف أنف:أنوف سيف:سيوف
"""
_FEMININE = """
سنة:سنوات,سنين ساعة:ساعات دقيقة:دقائق ثانية:ثوان,ثواني مرة:مرات ليلة:ليال,ليالي مدينة:مدن قرية:قرى دولة:دول
مدرسة:مدارس جامعة جائزة:جوائز قصيدة:قصائد رواية قصة:قصص مجلة صحيفة:صحف جريدة:جرائد رسالة:رسائل كلمة جملة صفحة
صورة:صور لغة لوحة غرفة:غرف نافذة:نوافذ حديقة:حدائق شجرة:أشجار,شجرات زهرة:أزهار,زهور,زهرات وردة:ورود,وردات تفاحة
برتقالة سيارة طائرة سفينة:سفن حافلة دراجة عربة شركة مؤسسة منظمة لجنة:لجان محافظة منطقة:مناطق جزيرة:جزر قارة
مساحة درجة نقطة:نقاط مجموعة فقرة طاولة حقيبة:حقائب علبة:علب زجاجة قطعة:قطع خطوة مرحلة:مراحل فترة مباراة:مباريات
بطولة ميدالية جولة رحلة عملية تجربة:تجارب دراسة نظرية فكرة:أفكار نصيحة:نصائح فرصة:فرص مشكلة:مشكلات,مشاكل
قضية:قضايا خطة:خطط وسيلة:وسائل لعبة:ألعاب هدية:هدايا دورة ورقة:أوراق,ورقات بطاقة تذكرة:تذاكر شاشة كرة سلة:سلال
آية سورة:سور معركة:معارك حرب:حروب ثورة أسرة:أسر عائلة:عائلات قبيلة:قبائل ولاية مقاطعة بلدية كلية مكتبة محطة
قناة:قنوات حلقة ساحة بحيرة صحراء غابة مزرعة:مزارع شاحنة دبابة نسخة:نسخ نسبة:نسب طبقة فئة ميزة خدمة
مهمة:مهام,مهمات وظيفة:وظائف مهنة:مهن شهادة جلسة ندوة زيارة جريمة:جرائم أغنية:أغنيات,أغاني عين:عيون,أعين أذن:آذان
يد قدم:أقدام نفس بئر:آبار شمس نار أرض:أراض,أراضي ريح:رياح كأس:كؤوس مئة:مئات مائة نخلة دجاجة بقرة:أبقار بيضة
حكومة وزارة إدارة شرطة محكمة:محاكم هيئة نقابة جمعية جماعة سلطة موسيقى نتيجة:نتائج حقيقة:حقائق معلومة ثقافة طبيعة
حياة سياسة:سياسات حرية قوة:قوى رغبة صحة بيئة تجارة صناعة زراعة أداة:أدوات رياضة لهجة حادثة ظاهرة:ظواهر
عادة:عادات طريقة حركة علاقة فتوى حملة مسافة قيمة:قيم بداية نهاية أزمة إجابة خريطة:خرائط لافتة محاضرة مسطرة:مساطر
سمكة:سمكات,أسماك شقة:شقق خزانة:خزائن مرتبة:مراتب مقالة: بئر ذكرى حبة قبعة ثلاجة خيمة:خيام شمعة:شموع,شمعات
قافلة:قوافل واحة طريدة:طرائد سجادة عملة وليمة:ولائم صفقة ضريبة:ضرائب سهرة غيمة:غيوم نجمة مكالمة محاولة منحة:منح
فاكهة:فواكه بذرة:بذور حفرة:حفر عقبة لعنة لوزة معدة مياه: وحدة وثيقة:وثائق شريحة:شرائح رغوة ركعة:ركعات سيرة:سير
مزهرية حاسبة طابعة
"""


def _read(text: str, *, feminine: bool, people: bool) -> Iterator[tuple[str, Noun]]:
    """Yield the words of one bank: singulars, their plurals, and the sound plurals where no other is named."""
    for entry in text.split():
        singular, colon, plurals = entry.partition(":")
        yield singular, Noun(feminine, plural=False, people=people)
        sound = [f"{singular[:-1]}ات"] if singular.endswith("ة") else [f"{singular}ون", f"{singular}ين"] * people
        for plural in filter(None, plurals.split(",")) if colon else sound:
            yield plural, Noun(feminine, plural=True, people=people)


def _gather() -> dict[str, Noun]:
    """Return every word that is one noun alone."""
    found: dict[str, set[Noun]] = {}
    for text, feminine, people in (
        (_MEN, False, True),
        (_WOMEN, True, True),
        (_MASCULINE, False, False),
        (_FEMININE, True, False),
    ):
        for word, noun in _read(text, feminine=feminine, people=people):
            found.setdefault(word, set()).add(noun)
    return {word: nouns.pop() for word, nouns in found.items() if len(nouns) == 1}


NOUNS = _gather()
"""Word without article to what it is."""

_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "وبال")
_NO_ARTICLE = frozenset(
    ["الذي", "التي", "الآن", "الله", "الذين", "اللذان", "اللتان", "اللذين", "اللتين", "اللاتي", "اللواتي"]
)
_LEADS = frozenset("وفبلك")


def find_noun(word: str) -> Noun | None:
    """Return what is known of a word as it stands in a sentence: article, one-letter leads and tanwin are left out."""
    bare = strip_article(strip_marks(word))
    for form in (bare, bare[1:]) if bare[:1] in _LEADS else (bare,):
        noun = NOUNS.get(form) or (NOUNS.get(form[:-1]) if form.endswith("ا") else None)
        if noun:
            return noun
    return None


def is_definite(word: str) -> bool:
    """Return whether a word has the article, by its letters alone."""
    return (word.startswith(_ARTICLES) and len(word) > 3 and word not in _NO_ARTICLE) or word.startswith(("لل", "ولل"))


def strip_article(word: str) -> str:
    """Return a word without its article and what is written before that."""
    for article in ("وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل"):
        if word.startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :]
    return word


def is_inanimate_plural(word: str) -> bool:
    """Return whether a word is certainly the plural of things, which takes the feminine singular."""
    noun = find_noun(word)
    return noun is not None and noun.plural and not noun.people


def is_feminine_singular(word: str) -> bool:
    """Return whether a word is certainly a feminine singular noun: by its ta marbuta, or known."""
    noun = find_noun(word)
    if noun:
        return noun.feminine and not noun.plural
    return word.endswith("ة") and len(word) > 3 and strip_article(word) not in _NOT_FEMININE


def is_feminine_person(word: str) -> bool:
    """Return whether a word is certainly a noun for a woman or girl, or for several of them."""
    noun = find_noun(word)
    return noun is not None and noun.feminine and noun.people


def is_dual(noun: str) -> bool:
    """Return whether a word is the dual of a noun that is known."""
    if not noun.endswith(("ان", "ين")) or find_noun(noun) is not None:
        return False
    stem = noun[:-2]
    known = find_noun(stem) or (find_noun(f"{stem[:-1]}ة") if stem.endswith("ت") else None)
    return known is not None and not known.plural


def may_name_people(token: str) -> bool:
    """Return whether a word may name several people, or two that make several."""
    word = strip_marks(token)
    noun = find_noun(word)
    if noun is not None:
        return noun.people and noun.plural
    body = strip_article(word)
    if is_past(word):
        return False
    return (
        body in _PEOPLE or body in _NOT_FEMININE or body.endswith(_PEOPLE_ENDS) or _BROKEN.fullmatch(body) is not None
    )


def is_masculine_singular(word: str) -> bool:
    """Return whether a word is certainly a masculine singular noun that is known."""
    noun = find_noun(word)
    return noun is not None and not noun.feminine and not noun.plural


_NOT_FEMININE = frozenset(
    [
        *("خليفة", "علامة", "أسامة", "معاوية", "طلحة", "حمزة", "عنترة", "عبيدة", "عكرمة", "حذيفة", "قتيبة", "طاغية"),
        *("أربعة", "خمسة", "سبعة", "تسعة", "عشرة", "ثلاثة", "ستة", "ثمانية", "بضعة"),
        *("أساتذة", "طلبة", "قادة", "سادة", "أئمة", "عامة", "كافة", "قضاة", "رواة", "هواة", "مشاة", "غزاة", "دعاة"),
        *("إخوة", "صبية", "فتية", "خاصة", "بعثة", "حملة", "ورثة", "كفرة", "عمالقة", "فلاسفة", "دكاترة", "تلامذة"),
        *("رعاة", "رماة", "طغاة", "ولاة", "حماة", "جناة", "عصاة", "سعاة", "بناة", "حفاة", "عراة", "نحاة", "جباة"),
        *("عباقرة", "جبابرة", "قياصرة", "أباطرة", "أساقفة", "مغاربة", "مشارقة", "فراعنة", "سماسرة", "ملائكة"),
        *("صحابة", "خونة", "سحرة", "بررة", "مهرة", "كتبة", "جهلة", "قتلة", "باعة", "مارة", "نسوة", "أحبة"),
        *("أعزة", "أذلة", "برابرة", "صيادلة", "بحارة", "متصوفة"),
    ]
)
"""Words in ة that are no feminine singular: names of men, numbers, plurals of people."""

ACTORS = list_words(
    "الحكومة الشركة اللجنة الوزارة الإدارة المنظمة المؤسسة الجامعة المدرسة الشرطة المحكمة الدولة الهيئة الصحيفة",
    "النقابة الجمعية الفرقة العائلة الأسرة الجماعة السلطة البلدية المجلة الإذاعة القناة الكلية العاصفة",
)
"""Feminine nouns that act as people do."""
_PEOPLE = list_words(
    "ناس شعب قوم أهل عرب فريق جمهور جيش قبيلة جماعة أسرة عائلة حكومة شرطة مجموعة كل جميع بعض أحد إخوة نساء هم هن",
    "عدد حرس خدم بدو غجر حجيج عبيد حشم طاقم حضور رهط نفر معشر مشايخ",
)
_PEOPLE_ENDS = ("ون", "ين", "وا", "ان", "ات", "اء", "هم", "هن", "ية", "ى")
_BROKEN = re.compile("أ..ا.|أ.ا..|أ.الي|..ا.|..و.|...ة|.وا..|.ُ?.ّا.|..ال|ف.ق|..ا.ي.|..ايا")
"""Shapes of broken plurals that may name people, without the article."""
