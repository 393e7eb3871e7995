"""Ta marbuta: only ة, ه or ت at the end of a word changes."""

import re
from collections.abc import Sequence

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules.base import ARTICLE, HA, MASCULINE, Rule
from prompts.tasks.grammar.rules.words import list_words

_ENDS = {("ه", "ة"), ("ة", "ه"), ("ت", "ة"), ("ة", "ت"), ("ه", "ت"), ("ت", "ه"), ("تا", "ة"), ("ت", "اة"), ("ات", "اة")}
HA_NOT_TA = list_words(
    "وجة مياة المياة فواكة الفواكة فقة الفقة فقية الفقية انتباة الانتباة اتجاة الاتجاة تجاة إلة الإلة اللة",
    "شبية تشبية التشبية تنبية التنبية توجية التوجية ترفية الترفية بة فية إلية علية لدية معة هذة لهذة فهذة",
    "بهذة وهذة لة عندة هاذه هاذة منتزة المنتزة أشباة",
)
_FEMININE = list_words(
    "مدين منطق حكوم قري دول مدرس جزير سياس ثقاف حري ثور رسال قص سيار شرك رحل غرف حديق مكتب صور لغ كلم جمل فكر",
    "حيا قو نتيج مرحل مساح محافظ مقاطع بلدي عاصم مجموع لجن منظم مؤسس جمعي حرك معرك جامع كلي دراس تجرب مقال",
    "رواي قصيد لوح سفين طائر حافل محط مساف سن ساع دقيق ثاني ليل فتر مر قائم خدم صناع تجار زراع إدار وزار رئاس",
    "عائل أسر طفول شجر زهر ورد تفاح حقيب طاول شرف نافذ خزان راي علب قاع حال قضي مشكل وسيل طريق علاق حماي رعاي",
    "بداي نهاي إضاف محاول مشارك مساعد زياد قياد عباد سياح ملاح فلسف تربي حضار نسخ مهم عاصف عملي شخصي هوي أهمي",
    "شعبي جنسي مسرحي نصيح بطول مبارا سلسل مملك سلط عقوب جائز كنيس قلع حرار سرع صح راح سعاد فرص خبر مهن حرف",
    "مسؤولي عد كثر سهول صعوب خاص معرف رغب قدر صداق محب أسلح ألعاب",
)
_FEMININE_ADJECTIVES = list_words(
    "كبير صغير جديد قديم طويل قصير جميل واسع مختلف كثير قليل خاص عام مهم رئيسي أساسي حديث قوي ضعيف سريع بطيء",
    "بسيط صعب سهل عديد معين متعدد محدد مشترك متوسط عالي منخفض بعيد قريب شديد خطير كامل سابق لاحق حالي مستقل",
)
FEWEST_LETTERS = 3
"""Letters behind the article from where a ha is taken for the ending of a feminine noun."""
_PLAIN = re.compile("[وفبكل]?(.+)ه")


def explain(edit: Edit) -> bool:
    """Return whether only the last letter changes, among ة, ه and ت."""
    sites = edit.sites
    return (
        len(sites) == 1 and not sites[0].tail and (sites[0].wrong, sites[0].right) in _ENDS and len(sites[0].head) > 0
    )


def reverse(edit: Edit) -> bool:
    """Return whether the right side is certainly wrong: a feminine noun that lost its dots, or a ha that got some."""
    wrong, right = edit.pair or ("", "")
    if is_wrong(right):
        return True
    if not (wrong.endswith("ة") and right.endswith(("ه", "ت"))):
        return False
    stem = re.sub("^(?:[وف]?[بكل]?ال|[وف]?لل|[وفبكل])", "", wrong)[:-1]
    return (
        right.endswith("ت")
        or stem in _FEMININE
        or wrong[:-1] in _FEMININE
        or (
            edit.before.endswith(("ة", "ات"))
            and edit.before not in MASCULINE
            and not {stem, wrong[:-1]}.isdisjoint(_FEMININE_ADJECTIVES)
        )
    )


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
    "سياسي اقتصادي اجتماعي عربي إسلامي تاريخي ثقافي علمي رسمي محلي دولي عالمي إقليمي مدني عسكري بحري صناعي",
    "زراعي تجاري أمريكي أوروبي مصري سوري سعودي مغربي يومي سنوي طبيعي تعليمي شخصي نفسي",
)
_FEMININE_SURE = list_words(
    "مدين منطق حكوم جزير ثقاف سيار مساح محافظ بلدي لوح حقيب كنيس طائر حافل أهمي مسؤولي نتيج ثور",
)
TA_MARBUTA = Rule(explain, ("تاء", "هاء", "مربوط"), reverse, find_remains)
