"""Ta marbuta: only ة, ه or ت at the end of a word changes."""

import re
from collections.abc import Sequence

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules.base import ARTICLE, HA, MASCULINE, Rule
from prompts.tasks.grammar.rules.nouns import NOUNS, is_feminine_person
from prompts.tasks.grammar.rules.verbs import MOST_LETTERS_OF_NOUN, is_dotted_verb, is_verb_or_noun
from prompts.tasks.grammar.rules.words import list_words

_ENDS = {("ه", "ة"), ("ة", "ه"), ("ت", "ة"), ("ة", "ت"), ("ه", "ت"), ("ت", "ه"), ("تا", "ة"), ("ت", "اة"), ("ات", "اة")}
HA_NOT_TA = list_words(
    "وجة مياة المياة فواكة الفواكة فقة الفقة فقية الفقية انتباة الانتباة اتجاة الاتجاة تجاة إلة الإلة اللة شبية",
    "تشبية التشبية تنبية التنبية توجية التوجية ترفية الترفية بة فية إلية علية لدية معة عنة لأنة إنة كأنة إياة هذة",
    "لهذة فهذة بهذة وهذة لة عندة هاذه هاذة منتزة المنتزة أشباة",
)
_FEMININE = list_words(
    "مدين منطق حكوم قري دول مدرس جزير سياس ثقاف حري ثور رسال قص سيار شرك رحل غرف حديق مكتب صور لغ كلم جمل فكر حيا",
    "قو نتيج مرحل مساح محافظ مقاطع بلدي عاصم مجموع لجن منظم مؤسس جمعي حرك معرك جامع كلي دراس تجرب مقال رواي قصيد",
    "لوح سفين طائر حافل محط مساف سن ساع دقيق ثاني ليل فتر مر قائم خدم صناع تجار زراع إدار وزار رئاس عائل أسر طفول",
    "شجر زهر ورد تفاح حقيب طاول شرف نافذ خزان راي علب قاع حال قضي مشكل وسيل طريق علاق حماي رعاي بداي نهاي إضاف",
    "محاول مشارك مساعد زياد قياد عباد سياح ملاح فلسف تربي حضار نسخ مهم عاصف عملي شخصي هوي أهمي شعبي جنسي مسرحي",
    "نصيح بطول مبارا سلسل مملك سلط عقوب جائز كنيس قلع حرار سرع صح راح سعاد فرص خبر مهن حرف مسؤولي عد كثر سهول",
    "صعوب خاص معرف رغب قدر صداق محب أسلح ألعاب",
)
_FEMININE_ADJECTIVES = list_words(
    "كبير صغير جديد قديم طويل قصير جميل واسع مختلف كثير قليل خاص عام مهم رئيسي أساسي حديث قوي ضعيف سريع بطيء بسيط",
    "صعب سهل عديد معين متعدد محدد مشترك متوسط عالي منخفض بعيد قريب شديد خطير كامل سابق لاحق حالي مستقل",
)
FEWEST_LETTERS = 3
"""Letters behind the article from where a ha is taken for the ending of a feminine noun."""
_LEAD = re.compile("^(?:[وف]?[بكل]?ال|[وف]?لل|[وفبكل])")
_IN_ALIF_TA = list_words(
    "حياة صلاة زكاة وفاة نجاة محاماة قناة مباراة قضاة دعاة رماة طغاة ولاة حماة مشاة غزاة رواة هواة جناة عصاة سعاة",
    "مباهاة معاناة مساواة مراعاة مأساة ملهاة محاكاة موازاة مواساة فتاة مولاة نواة معاداة مداواة مناداة ملاقاة",
    "مجاراة محاباة مقاساة عراة حفاة رعاة كماة",
)
"""Nouns in ة behind an alif that are no plural with an open ta."""
_OPEN = list_words(
    "بيت وقت صوت موت زيت بنت أخت توقيت سكوت ثابت صامت نبت قوت حوت توت تابوت ياقوت عنكبوت كبريت إنترنت انترنت كويت",
    "بيروت ملكوت مؤقت ملفت لافت متزمت مشتت متفاوت مثبت صيت ميت سبت ست زفت تحت سمت كبت صمت بخت تخت لفت بحت مقت نعت",
    "هاروت ماروت جالوت طالوت عفريت",
)
"""Nouns that end in an open ta."""
_OWNED = list_words(
    "قلم محصول ديوان قارب باب بيت كرسي جهاز حذاء قميص معطف مفتاح مصباح صندوق حاسوب تقرير برنامج سقف متجر فندق متحف",
    "قصر جسر صوت اسم كتف رأس يد طعام شراب مال هدف موعد جواب سؤال دواء سلاح ثوب",
)
"""Masculine nouns that are no other word when a ta marbuta stands at their end."""
_TA_BEFORE_TA = list_words(
    "ثابتة صامتة مؤقتة نكتة سكتة لفتة بغتة فلتة ميتة متفاوتة ملفتة لافتة مشتتة الثابتة المؤقتة اللافتة النكتة",
)
_NOUNS_IN_YA = list_words("يمامة يابسة يافعة يقظة يتيمة يسيرة يرقة ينبغة يانعة")
_QUALITY = re.compile("م.{3,4}|..ي.|.ا[^ا].")
"""Shapes of participles and adjectives without their ta marbuta."""
_PLAIN = re.compile("[وفبكل]?(.+)ه")


def explain(edit: Edit) -> bool:
    """Return whether only the last letter changes, among ة, ه and ت."""
    sites = edit.sites
    return (
        len(sites) == 1 and not sites[0].tail and (sites[0].wrong, sites[0].right) in _ENDS and len(sites[0].head) > 0
    )


def reverse(edit: Edit) -> bool:
    """Return whether the right side is certainly wrong: a noun without its dots, or a verb or a ha that got some."""
    wrong, right = edit.pair or ("", "")
    if is_wrong(right) or (right.endswith("ة") and (_dots_pronoun(wrong, right) or _dots_verb(edit, wrong, right))):
        return True
    if not (wrong.endswith(("ة", "ه")) and right.endswith(("ه", "ت"))):
        return right.endswith("ات") and f"{_LEAD.sub('', right)[:-1]}ة" in _IN_ALIF_TA
    stem = _LEAD.sub("", wrong)[:-1]
    known = {stem, wrong[:-1]}
    sure = not known.isdisjoint(_FEMININE) or any(f"{body}ة" in NOUNS for body in known)
    if right.endswith("ه"):
        return wrong.endswith("ة") and (sure or _describes_feminine(edit, wrong, stem))
    if right.endswith("ات") or f"{stem}ت" in _OPEN:
        return f"{stem}ة" in _IN_ALIF_TA
    # A short noun with an open ta may be a verb: حالت, وجدت.
    sure = sure and (wrong.endswith("ه") or len(stem) > MOST_LETTERS_OF_NOUN)
    return sure or _is_noun_by_shape(edit, right, stem) or _describes_feminine(edit, wrong, stem)


def _describes_feminine(edit: Edit, wrong: str, stem: str) -> bool:
    """Return whether a common adjective stands directly behind a feminine noun."""
    adjective = not {stem, wrong[:-1]}.isdisjoint(_FEMININE_ADJECTIVES) or _QUALITY.fullmatch(stem) is not None
    return adjective and edit.before.endswith(("ة", "ات")) and edit.before not in MASCULINE


def _is_noun_by_shape(edit: Edit, right: str, stem: str) -> bool:
    """Return whether a word in an open ta is a noun whatever its meaning: by article, ending, or a preposition."""
    if right.endswith(("يت", "وت")):
        return stem in _NISBAS or (len(stem) > FEWEST_LETTERS + 1 and stem[0] != "ت" and right.endswith("يت"))
    beside = ARTICLE.match(right) or edit.before in {"في", "من", "إلى", "عن", "على"}
    return bool(beside) and len(stem) >= FEWEST_LETTERS


def _dots_pronoun(wrong: str, right: str) -> bool:
    """Return whether the pronoun of a noun or a verb gets the dots of a ta marbuta."""
    if not (wrong.endswith("ه") and right.endswith("ة")) or ARTICLE.match(right):
        return False
    stem = _LEAD.sub("", right)[:-1]
    if right.endswith("تة"):
        return right not in _TA_BEFORE_TA and len(right) >= 5
    present = right.startswith("ي") and len(right) >= 5 and not right.endswith("ية") and right not in _NOUNS_IN_YA
    return present or not {stem, right[:-1]}.isdisjoint(_OWNED)


def _dots_verb(edit: Edit, wrong: str, right: str) -> bool:
    """Return whether a past verb gets the dots of a noun, told by itself or by an object behind it."""
    if not wrong.endswith("ت"):
        return False
    if is_dotted_verb(right):
        return True
    after = edit.sentence[edit.place + 1] if edit.place + 1 < len(edit.sentence) else ""
    opens = not edit.place or not edit.before[:1].isalnum()
    object_follows = after.endswith(("\u064bا", "ا\u064b")) or is_feminine_person(after)
    return is_verb_or_noun(right) and opens and object_follows


def is_wrong(word: str) -> bool:
    """Return whether a word without marks certainly has the wrong letter at its end."""
    if word in HA_NOT_TA:
        return True
    if not word.endswith("ه") or len(word) < 5:
        return False
    article = ARTICLE.match(word)
    if article is not None:
        return len(word) - article.end() >= FEWEST_LETTERS and HA.fullmatch(word) is None and not _is_not_article(word)
    if word.endswith("يه"):
        return word[:-1].removeprefix("و") in _NISBAS
    match = _PLAIN.fullmatch(word)
    return match is not None and match[1] in _FEMININE_SURE


def _is_not_article(word: str) -> bool:
    """Return whether the alif and lam belong to the word itself, as in التقاه, or to a lam before a pronoun."""
    return word.endswith("نامه") or _OWN_LAM.match(word) is not None


_OWN_LAM = re.compile(
    "[وف]?(?:لله|ال?لله$|الحمدلله$|والد|الت(?:قط|زم|هم|مس|حق|حف|حم|فت|ف|بس|صق|قم|قا|ئام|زام|حاق|قاء|قائ|قي|قاط|فاف|ماس|هاب|هام|باس|صاق|جا).{0,3}ه$)"
    "|(?:[وف]?[بك]?ال|[وف]?لل)شوكولاته$|وال(?:د|دت|دي|دا|ي|يت)ه$|بال(?:غت?|ي)?ه$|وال.?ت?ه$|(?:[وف]?[بك]?ال|[وف]?لل)(?:شال|بال|كاف|بوف|أتيل|كابار|جن|بيجامب)يه$"
)


def find_remains(words: Sequence[str]) -> str:
    """Return the first word that is certainly wrong: by itself, or as an adjective behind a noun in ة."""
    ends = [place for place, word in enumerate(words) if word[-1] == "ه"]
    return next((words[place] for place in ends if is_wrong(strip_marks(words[place])) or _describes(words, place)), "")


def _describes(words: Sequence[str], place: int) -> bool:
    """Return whether a common adjective in ه stands directly behind a noun in ة."""
    before = words[place - 1] if place else ""
    return (
        before.endswith("ة") and before not in MASCULINE and words[place][:-1].removeprefix("و") in _FEMININE_ADJECTIVES
    )


_NISBAS = list_words(
    "سياسي اقتصادي اجتماعي عربي إسلامي تاريخي ثقافي علمي رسمي محلي دولي عالمي إقليمي مدني عسكري بحري صناعي زراعي",
    "تجاري أمريكي أوروبي مصري سوري سعودي مغربي يومي سنوي طبيعي تعليمي شخصي نفسي",
)
_FEMININE_SURE = list_words(
    "مدين منطق حكوم جزير ثقاف سيار مساح محافظ بلدي لوح حقيب كنيس طائر حافل أهمي مسؤولي نتيج ثور",
)
TA_MARBUTA = Rule(explain, ("تاء", "هاء", "مربوط"), reverse, find_remains)
