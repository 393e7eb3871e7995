"""Phrases that tell what a text is about: two or three content words in a row."""

from collections.abc import Iterable
from functools import lru_cache

from validators.text import normalize

_FUNCTION_WORDS = """
في من إلى على عن مع بين عند عندما حين حينما بعد قبل خلال أثناء حتى منذ مذ لدى نحو تجاه حول دون بدون ضد فوق تحت أمام
خلف وراء داخل خارج ضمن عبر حسب وفق وفقا طبقا بسبب نتيجة لأن بأن فإن إن أن كأن لكن ولكن لعل ليت إذا إذ إذن لو لولا لما
كلما بينما حيث بحيث كي لكي كما مثل مثلما غير سوى إلا بل أو أم ثم ف و قد لقد سوف لن لم لا ما ليس ليست لست هل أي أية أيا
أيهما أيهم كيف كم متى أين لماذا ماذا لمن ممن مم عم عما مما فيما بما كما إنما هذا هذه ذلك تلك هؤلاء أولئك هنا هناك
الذي التي الذين اللذان اللتان اللاتي اللواتي هو هي هم هن هما أنا أنت نحن أنتم به بها بهم له لها لهم لهما لنا لك لي
منه منها منهم عنه عنها عليه عليها عليهم إليه إليها فيه فيها فيهم معه معها بينه بينها بينهم منك مني
كان كانت كانوا يكون تكون يكونون أصبح أصبحت يصبح تصبح صار ظل بات مازال ما زال يزال تزال يعد تعد يعتبر تعتبر
كل بعض جميع جميعا كافة معظم أغلب أحد إحدى كلا كلتا نفس ذات ذاته ذاتها أكثر أقل أيضا فقط جدا تماما دائما غالبا أحيانا
حوالي تقريبا وكان وكانت وهو وهي وهذا وهذه وذلك ومن وفي وعلى وإلى وعن وما ولا ولم وقد وكل وكما بهذا بهذه لهذا لهذه
لذلك كذلك وكذلك الماضي الماضية المقبل المقبلة القادم القادمة يا أيها
أيتها عدم خاصة عامة شيء شيئا يوم اليوم الآن عام عاما سنة والله الله تعالى
"""
_EXAM_WORDS = """
يلي يأتي يلى التالي التالية التاليين الآتي الآتية الآتيين الصحيح الصحيحة صحيح صحيحة خطأ خاطئ خاطئة الخاطئ الخاطئة
السابق السابقة المذكور المذكورة المقصود المقصودة المراد يقصد نقصد تقصد معنى العبارة العبارات عبارة الجملة الجمل جملة
السؤال سؤال الإجابة إجابة الجواب جواب الخيار الخيارات خيار البديل البدائل بديل الاختيار اختر اختاري حدد عين أكمل أجب
ضع استخرج اذكر بين وضح علل ميز الفراغ فراغ السبب سبب الأسباب الرئيسي الرئيسية الرئيس الرئيسة رئيسي رئيسية الأساسي
الأساسية أساسي أساسية أهم الأهم أبرز العامل عامل العوامل عوامل أدى أدت يؤدي تؤدي مصطلح المصطلح مفهوم المفهوم يسمى تسمى
سمي سميت يطلق تطلق أطلق يعرف تعرف يعني تعني يدل تدل يشير تشير يمثل تمثل يصف تصف ينتمي تنتمي يتكون تتكون ينتج تنتج
الوصف وصف يعبر تعبر المثال مثال الأمثلة إحدى واحدة واحد الأولى الأول الثاني الثانية دور تأثير أثر عدد نوع أنواع
النص الفقرة القطعة الشكل الجدول الرسم المقابل التالى الاتى يوضح توضح وظيفة خصائص صفات مميزات
"""
STOP_WORDS = frozenset(normalize(f"{_FUNCTION_WORDS} {_EXAM_WORDS}").split())
"""Function words and the stock words of exams, in matching form: they tell nothing about a topic."""

_ARTICLES = ("وال", "بال", "فال", "كال")


def strip_clitic(word: str) -> str:
    """Return a word without what is written together with its article: والثورة and للثورة become الثورة."""
    if len(word) > 5:
        if word.startswith(_ARTICLES):
            return word[1:]
        if word.startswith(("لل", "ولل")):
            return "ال" + word[word.index("لل") + 2 :]
    return word


@lru_cache(maxsize=1 << 16)  # words of a run recur
def read_content(word: str) -> str:
    """Return the content word that a word of a matching key stands for; empty where it tells no topic.

    Content words have two letters or more or, as years do, three digits or more.
    """
    if word in STOP_WORDS or not ((word.isalpha() and len(word) > 1) or (word.isdigit() and len(word) > 2)):
        return ""
    bare = strip_clitic(word)
    return "" if bare in STOP_WORDS else bare


def find_topics(words: Iterable[str]) -> list[str]:
    """Return the phrases of two and of three content words in a row, in order, each once."""
    found: dict[str, None] = {}  # no set: its order differs between processes, and with it what is met first
    one = two = ""
    for three in map(read_content, words):
        if three and two:
            pair = f"{two} {three}"
            found[pair] = None
            if one:
                found[f"{one} {pair}"] = None
        one, two = two, three
    return [*found]
