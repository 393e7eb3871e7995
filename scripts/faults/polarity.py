"""Opinions whose side nobody can miss: real ones chosen by strong words, and some written for the purpose."""

import re
from random import Random

_POSITIVE = """
رائع رائعة رائعه ممتاز ممتازة ممتازه جميلة جميله أجمل اجمل أروع اروع عظيم عظيمة أحبك احبك فخور مذهل مذهلة يسعد روعة روعه
يجنن
"""
_NEGATIVE = """
فاشل فاشلة سيئ سيئة سيء أسوأ اسوأ قذر قذرة حقير مجرم المجرم كارثة كذب كذاب كاذب العار عار لعنة اللعنة خائن خونة الخونة
زبالة مقرف قرف مسخرة غبي أغبياء تافه فضيحة نصاب وسخ وسخة منافق نفاق
"""
"""Words of judgement alone; what news tell of (crime, ruin, corruption) and what are names too is no judgement."""
_TURNS = "لا لم لن ما مش ليس ليست غير مو بدون بلا ولا لكن بس"
"""Words that turn an opinion round or weigh two sides."""

POSITIVE_REVIEWS = (
    (
        "زرت هذا المطعم مع عائلتي مساء الخميس وكانت تجربة رائعة بكل معنى الكلمة، فالطعام لذيذ جدًّا والخدمة ممتازة "
        "والعاملون في غاية اللطف، وسأعود إليه قريبًا بكل تأكيد."
    ),
    "هذا أفضل فندق نزلت فيه حتى الآن، الغرف نظيفة وواسعة والإطلالة ساحرة، وقد استمتعنا بكل لحظة وأنصح الجميع به بشدة.",
    (
        "اشتريت هذه السماعة قبل شهر وأنا سعيد بها جدًّا، فالصوت نقي والبطارية تدوم طويلًا والسعر ممتاز، شكرًا للمتجر على "
        "هذا المنتج الرائع."
    ),
    "فيلم مذهل رأيته مرتين، الأداء عظيم والقصة مؤثرة والموسيقى جميلة، وهو من أجمل ما رأيت هذا العام.",
    (
        "الطبيبة متميزة ولطيفة، شرحت لي كل شيء بصبر، والعيادة نظيفة ومنظمة، وأنا ممتن لها كثيرًا على هذه الرعاية "
        "الممتازة."
    ),
    "تطبيق رائع وسهل الاستخدام، وفر عليّ وقتًا كثيرًا، وفريق الدعم سريع ومتعاون، وأمنحه خمس نجوم عن جدارة واستحقاق.",
)
NEGATIVE_REVIEWS = (
    (
        "أسوأ مطعم دخلته في حياتي، الطعام بارد وبلا طعم، والنادل وقح، والطاولات قذرة، ودفعنا مبلغًا كبيرًا مقابل تجربة "
        "مقرفة، لن أعود إليه أبدًا ولا أنصح به أحدًا."
    ),
    (
        "خاب أملي تمامًا في هذا الفندق، الغرفة متسخة والرائحة كريهة والموظفون يعاملون النزلاء باحتقار، وقد ندمت على كل "
        "ريال دفعته فيه."
    ),
    (
        "هاتف فاشل تعطل بعد أسبوع واحد، والشركة رفضت إصلاحه وكذبت علينا في الضمان، وهذا نصب واضح، وأحذر الجميع من شراء "
        "هذا المنتج الرديء."
    ),
    "فيلم ممل وسخيف، القصة ضعيفة والتمثيل سيئ جدًّا والحوار تافه، خرجت من القاعة قبل نهايته وأنا غاضب على وقتي الذي ضاع.",
    "مستشفى سيئ للغاية، انتظرنا ساعات ولم يسأل عنا أحد، والإهمال فظيع والنظافة معدومة، وما حدث فضيحة حقيقية.",
    (
        "تطبيق سيئ يتوقف كل دقيقة ويضيع البيانات، والدعم لا يرد أبدًا، حذفته وأنا نادم على الاشتراك فيه، إنه كارثة "
        "بكل المقاييس."
    ),
)


def find_side(text: str) -> str | None:
    """Return the side of a text with strong words of that side alone and no word that turns it, else None."""
    words = set(re.findall(r"(?<![#@\w])\w+", text))
    positive, negative = len(words.intersection(_POSITIVE.split())), len(words.intersection(_NEGATIVE.split()))
    if words.intersection(_TURNS.split()) or bool(positive) == bool(negative):
        return None
    return "positive" if positive else "negative"


def draw_review(rng: Random) -> tuple[str, str]:
    """Return an opinion written for the purpose and the side it is not on."""
    if rng.random() < 0.5:
        return rng.choice(POSITIVE_REVIEWS), "negative"
    return rng.choice(NEGATIVE_REVIEWS), "positive"
