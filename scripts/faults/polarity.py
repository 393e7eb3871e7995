"""Opinions whose side nobody can miss: real ones chosen by strong words, and some written for the purpose."""

import re
from random import Random

_POSITIVE = """
رائع رائعة رائعه رائعين الرائع الرائعة ممتاز ممتازة ممتازه جميل جميلة جميله الجميل الجميلة الجميله أجمل اجمل أروع اروع
عظيم عظيمة العظيم العظيمة أحبك احبك بحبك نحبك أعشقك اعشقك عشقي فخور فخورة فخورين مذهل مذهلة يسعد روعة روعه الروعة
يجنن تجنن
مبدع مبدعة المبدع المبدعة إبداع ابداع مبروك أحلى احلى لذيذ لذيذة ممتع ممتعة لطيف لطيفة مبهر أسطورة اسطورة الأسطورة كفو
شكرا شكراً شكرًا يستاهل تستاهل يستحق تستحق ابدعت أبدعت ابدع أبدع
"""
_NEGATIVE = """
فاشل فاشلة الفاشل فاشلين سيئ سيئة السيئ سيء سيئه أسوأ اسوأ أسوء اسوء قذر قذرة القذر القذرة حقير حقيرة الحقير مجرم المجرم
مجرمين المجرمين كارثة كارثه كذب الكذب كذاب كذابين الكذاب كاذب كاذبة العار عار لعنة اللعنة ملعون خائن الخائن خونة
الخونة زبالة زباله
مقرف مقرفة قرف القرف مسخرة مسخره غبي غبية الغبي أغبياء اغبياء تافه تافهة التافه فضيحة فضيحه الفضيحة نصاب نصابين وسخ وسخة
منافق منافقين المنافقين نفاق النفاق قبيح بشع بشعة مقزز فساد الفساد الفاسد ظالم الظالم الظالمين ظلم الظلم فشل الفشل حرامي
حرامية جبان سخيف سخيفة مهزلة مهزله خسيس وقح حقارة غباء خيانة نذل سافل منحط منحطة الإرهابي ارهابي إرهابي
"""
"""Words of judgement; news tell of one of them often enough, of several that agree seldom."""
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
    "فيلم ممل وسخيف، القصة ضعيفة والتمثيل سيئ جدًّا والحوار تافه، خرجت من القاعة قبل نهايته وأنا غاضب على وقتي",
    "الذي ضاع.",
    "مستشفى سيئ للغاية، انتظرنا ساعات ولم يسأل عنا أحد، والإهمال فظيع والنظافة معدومة، وما حدث فضيحة حقيقية.",
    (
        "تطبيق سيئ يتوقف كل دقيقة ويضيع البيانات، والدعم لا يرد أبدًا، حذفته وأنا نادم على الاشتراك فيه، إنه كارثة "
        "بكل المقاييس."
    ),
)


_SEATS = str.maketrans("أإآى", "اااي")
FEWEST = 2
"""Different words of judgement that make a side plain; one alone is as often somebody else's, or meant otherwise."""


def find_side(text: str) -> str | None:
    """Return the side of a text with several strong words of that side alone and no word that turns it, else None."""
    words = set(re.findall(r"(?<![#@\w])\w+", text))
    positive, negative = _count(words, _POSITIVE), _count(words, _NEGATIVE)
    if words.intersection(_TURNS.split()) or (positive and negative) or positive + negative < FEWEST:
        return None
    return "positive" if positive else "negative"


def _count(words: set[str], known: str) -> int:
    """Return how many different words are known, whatever their article, their gender and the seat of their hamza."""
    found = words.intersection(known.split())
    return len({re.sub("^ال|[ةه]$|ين$", "", word.translate(_SEATS)) for word in found})


def draw_review(rng: Random) -> tuple[str, str]:
    """Return an opinion written for the purpose and the side it is not on."""
    if rng.random() < 0.5:
        return rng.choice(POSITIVE_REVIEWS), "negative"
    return rng.choice(NEGATIVE_REVIEWS), "positive"
