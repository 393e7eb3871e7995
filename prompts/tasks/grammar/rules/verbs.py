"""Common verbs: those that take no object, and pasts in ta that are no nouns when it gets its dots."""

import re

from prompts.tasks.grammar.rules.words import list_words

_INTRANSITIVE = list_words(
    "اجتمع وصل جلس سافر ذهب رجع خرج نجح فاز وقع بدأ انتهى ارتفع انخفض ظهر انتشر جرى تم انعقد مات سقط زاد نقص",
    "اندلع انفجر انقطع انطلق انكسر انهار انقسم انضم انتقل تحطم تحسن تطور تغير تأخر تقدم توقف تعطل تراجع تجمع تفرق",
    "تساقط تصاعد ازداد استيقظ نام وقف مشى ركض قفز ضحك بكى ابتسم صرخ هرب اختفى احترق غرق ذاب نما كبر صغر مرض شفي",
    "تعب جاع عطش غضب حزن فرح نهض صعد نزل هبط طار سبح عاش ولد توفي تقاعد استمر استقر اشتد انحدر نشأ ازدهر اختلف",
    "اتسع امتد تألق تعثر تدفق هاجر استقال تخرج تزوج تجول أقلع هبت اشتعل لمع أشرقت أشرق غاب تفتح ارتبك اصطف تصافح",
    "تسابق تدرب تنافس اختبأ أزهر نضج انسحب اندفع انتصر انهزم انفصل اندثر انتفض",
)
_PRESENT_STEMS = list_words(
    "يجتمع يصل يجلس يسافر يذهب يعود يرجع يخرج ينجح يفوز يقع يبدأ ينتهي يرتفع ينخفض يظهر ينتشر يجري يتم ينعقد يموت",
    "يسقط يزداد يندلع ينفجر ينقطع ينطلق ينكسر ينهار ينقسم ينضم ينتقل يتحطم يتحسن يتطور يتغير يتأخر يتقدم يتوقف",
    "يتعطل يتراجع يتجمع يستيقظ ينام يقف يمشي يركض يقفز يضحك يبكي يبتسم يصرخ يهرب يختفي يحترق يغرق يذوب ينمو يكبر",
    "يمرض يتعب يغضب يحزن يفرح ينهض يصعد ينزل يهبط يطير يسبح يعيش يتقاعد يستمر يستقر يشتد ينشأ يزدهر يختلف يتسع",
    "يمتد يتألق يتدفق يهاجر يتخرج يتجول يقلع يشتعل يلمع يشرق يغيب يتنافس يزهر ينضج يتساقط يعمل",
)
_COMMANDS = list_words(
    "كرم ودع علم نظم درب شجع كلف قدم صلح صور سجل غير قرر وزع حقق قبل هنأ جرب زين جهز رتب خذ كل مر سل"
)
"""Pasts of three letters whose command, in one of their stems, has the same letters."""
_ROOTED = list_words("وصل وقف وجد وضع ولد وزع وافق واصل فهم فتح فشل فاز فقد")
"""Pasts whose first letter is no conjunction."""
_LEAD = re.compile("^[وفسل]")
MOST_LETTERS_OF_NOUN = 3
"""Letters of a past up to which most have a noun in ta marbuta beside them."""
PASTS = list_words(
    "زرع حصد غرس روى رو بنى بن قاد تكلم أصلح ودع استقبل كرم كافأ هنأ انتخب احترم انتظر دعا دع لبس رفع جمع نقل",
    "أطفأ صمم غادر ربح جلب كتب قرأ سمع رأ شرب أكل لعب رسم درس فهم عرف حفظ وصل دخل خرج جلس وقف ذهب رجع عاد سافر",
    "نام قام صام زار قال سأل أجاب شرح فتح أغلق نظف طبخ غسل باع اشتر شار شعر ظهر بدأ انته سقط نجح فشل فاز خسر كسب",
    "جاء حضر غاب بحث وجد فقد ترك حمل وضع أخذ أعط أرسل استلم شكر ساعد عمل صنع دفع سكن عاش ولد مات أدرك أعلن أكد",
    "أوضح أصدر أنهى أكمل أنجز أحب أراد أصبح كان ظل بات صار ليس أضاف أشار أثبت أثار أقام أدخل أخرج أحضر أعجب أنقذ",
    "أسرع أخبر أدار أطلق أعد أوقف أشرف شاهد قابل صافح سامح واصل حاول شارك ناقش وافق رافق قدم علم درب كلف شجع صلح",
    "نظم غير قرر سجل صور وزع حقق سمح منح رفض قبل طلب ركض قفز ضحك نهض صعد نزل هبط ركب تعلم تحدث تقدم تأخر تخرج",
    "توقف تعرف تذكر تحول تحسن تطور تمكن تناول تعاون تبادل تساقط",
)
"""Past verbs as they stand before their ta."""
_NO_NOUN = list_words("ذهب قال سأل نجح شكر كان ليس ظل بات صار كسب ربح نام أحب مات فاز رأ")
"""Those of three letters that are no noun with a ta marbuta in its stead."""
_NOUNS = list_words("تقدم تذكر تخرج تعرف تجرب")
"""Longer ones that are."""
_PARTICIPLE = re.compile(".ا..")
_SHAPES = re.compile("ان[^ا]{3}ة|ا[^ل]ت[^ا]{2}ة|است[^ا]{3}ة")
"""Pasts of the long stems, of which no noun has the shape when it ends in a ta marbuta."""


def is_intransitive(verb: str) -> bool:
    """Return whether a verb, past or present, of any gender, takes no object: a noun behind it is its subject."""
    return any(map(_moves, {verb, _LEAD.sub("", verb)}))


def _moves(form: str) -> bool:
    bare = form.removesuffix("ت")
    if not _is_present_too(form) and not {form, bare, f"{bare}ى"}.isdisjoint(_INTRANSITIVE):
        return True
    return form[:1] in {"ي", "ت"} and f"ي{form[1:]}" in _PRESENT_STEMS


def _is_present_too(form: str) -> bool:
    """Return whether a past of four letters may be a present with an object: توقف, تدرب."""
    return form.startswith("ت") and len(form) == MOST_LETTERS_OF_NOUN + 1


def is_past(word: str) -> bool:
    """Return whether a word is a common past of the third person, with or without the ta of a feminine subject."""
    bare = word[1:] if word[:1] in {"و", "ف"} and word not in _ROOTED else word
    return bool(bare) and not {bare, bare.removesuffix("ت"), bare.removesuffix("ى"), bare.removesuffix("ا")}.isdisjoint(
        PASTS
    )


def is_no_command(verb: str) -> bool:
    """Return whether a past is not written as its command is, so that who stands behind it may be its subject."""
    return len(verb) == MOST_LETTERS_OF_NOUN and verb not in _COMMANDS


def is_dotted_verb(word: str) -> bool:
    """Return whether a word in ta marbuta is certainly a past verb with dots that its open ta does not have."""
    bare = word[1:] if word[:1] in {"و", "ف"} and len(word) > 5 else word
    return any(_is_no_noun(form[:-1]) or _SHAPES.fullmatch(form) is not None for form in (word, bare))


def _is_no_noun(past: str) -> bool:
    if len(past) <= MOST_LETTERS_OF_NOUN:
        return past in _NO_NOUN
    return past in PASTS and past not in _NOUNS and _PARTICIPLE.fullmatch(past) is None


def is_verb_or_noun(word: str) -> bool:
    """Return whether a word in ta marbuta may be a past verb with dots, or a noun: its neighbours tell."""
    bare = word[1:] if word[:1] in {"و", "ف"} and word[:-1] not in _ROOTED else word
    return bare[:-1] in PASTS
