"""What a model says around the text that it was asked for, or of itself: patterns over matching keys."""

import re
from collections.abc import Collection, Mapping

from validators.hints import watch
from validators.late import compile_late

_LETTERS = str.maketrans("أإآىة", "ااايه")


def compile_talk(pattern: str) -> re.Pattern[str]:
    """Return a pattern over matching keys, given in everyday spelling: its letters are folded as those of keys are."""
    return compile_late(pattern.translate(_LETTERS))


def pair_hints(*pairs: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    """Return hints, each with what may stand beside it, out of pairs of words and of pieces between bars."""
    return {
        word: tuple(beside.translate(_LETTERS).split("|"))
        for words, beside in pairs
        for word in words.translate(_LETTERS).split()
    }


def may_say(hints: frozenset[str], beside: Mapping[str, Collection[str]], words: frozenset[str], key: str) -> bool:
    """Return whether a text holds a hint, and with one of everyday use a piece of what must stand beside it.

    Args:
        hints: Words of which every phrase that is looked for holds one.
        beside: Hint to pieces of keys; a phrase with this hint and no other holds one of them.
        words: The hints of the row that holds the text.
        key: Its matching key.
    """
    for hint in hints & words:
        pieces = beside.get(hint)
        if pieces is None or any(piece in key for piece in pieces):
            return True
    return False


_SORRY = (
    "(?:عذرا|المعذرة|معذرة|[أا]عتذر(?: منك| عن ذلك| بشدة)?|نعتذر|(?:أنا |إنني )?آسفة?(?: جدا)?|نأسف|يؤسفني"
    "|للأسف|مع الأسف|مع الاعتذار|(?:i am|i m|we are)?(?: very)? ?sorry|i apologi[sz]e|(?:my )?apologies|unfortunately"
    "|désolée?|je suis désolée?)"
)
_LINK = (
    "(?:و?لكن|و?لكنني|و?لكني|فأنا|فإنني|فإني|إلا أنني|أنا|إنني|إذ|لأنني|لأني|بأنني|أنني|لأنه|فإنه|but|however|that"
    "|mais)"
)
_CANNOT = (
    "(?:ف?(?:لا (?:أستطيع|نستطيع|يمكنني|يمكننا|يمكن لي|أقدر على|يسعني|يحق لي|أملك القدرة على)|لن (?:أتمكن من|أستطيع)"
    "|لست (?:قادرا|قادرة|مخولا) (?:على|ب)|(?:أنا )?غير (?:قادرة?|مخول) (?:على|ب)|عاجز عن|ليس بإمكاني|ليس بوسعي"
    "|يتعذر علي)|i (?:can t|cannot|can not|won t|am unable to|m unable to|am not able to|m not able to)"
    "|je ne (?:peux|suis) pas)"
)
_DO = (
    "(?:تقديم|إنشاء|توليد|كتابة|إنتاج|صياغة|مساعدتك|المساعدة|مساعدة|تلبية|تنفيذ|الإجابة|إجابة|إكمال|الامتثال|المشاركة"
    "|مشاركة|توفير|إبداء|الاستجابة|التعامل|معالجة|متابعة|المتابعة|(?:أن )?(?:أساعدك|أقدم|أكتب|أنشئ|ألبي|أجيب|أولد)"
    "|help|assist|fulfil|fulfill|comply|provide|create|generate|write|produce|answer|do that|continue"
    "|vous aider|aider|répondre)"
)
_REQUEST = (
    "(?:طلبك|هذا الطلب|هذا المحتوى|هذا النوع من المحتوى|مثل هذا المحتوى|محتوى|في ذلك|في هذا|مساعدتك"
    "|(?:this|that|your) request|with (?:that|this)|(?:this|such) content)"
)
_ASSISTANT = (
    "(?:نموذجا? (?:لغ|ل?لذكاء|ذكاء|توليدي)|(?:ال)?ذكاءا? (?:ال)?اصطناعي"
    "|مساعدا? (?:ذكيا?|افتراضي|رقمي|آلي|لغوي|ذكاء|اصطناعي)"
    "|روبوت (?:محادثة|دردشة)|برنامجا? (?:ذكاء|محادثة|دردشة)|نظاما? (?:ذكاء|ل?لذكاء)|chatgpt|gpt|claude|gemini)"
)
_OF_ENGLISH = (
    "(?:an?|the) (?:ai|artificial intelligence|(?:large )?language model|(?:virtual|digital|ai) assistant|chatbot)"
)

DECLINES = compile_talk(
    rf"(?:{_SORRY} )+(?:{_LINK} )*{_CANNOT} ?{_DO}"
    rf"|{_CANNOT} ?{_DO}(?: \w+){{0,4}}? {_REQUEST}\b|{_CANNOT} (?:مساعدتك|تلبية طلبك|تنفيذ طلبك)\b"
    r"|(?:كنموذج (?:لغوي|لغة|ذكاء اصطناعي)|كذكاء اصطناعي)\b"
)
"""How a text begins that declines."""

SELF = compile_talk(
    rf"\b(?:و|ف)?(?:بصفتي|باعتباري|بوصفي|لأنني|لأني|لكوني|كوني|أنا|إنني|لست سوى|لست إلا)"
    rf"(?: (?:مجرد|سوى|إلا))? {_ASSISTANT}"
    r"|\bبصفتي روبوت|\bكنموذج (?:لغوي|لغة|ذكاء اصطناعي)(?: \w+)?"
    r" (?:لا أ|لا يمكنني|ليس لدي|فإنني|فأنا|أنا|أعتمد|يمكنني|أستطيع)"
    r"|\b(?:بيانات|معلومات) تدريبي\b|\bالبيانات التي (?:دربت|تدربت|جرى تدريبي|تم تدريبي) عليها"
    r"|\b(?:تم|جرى) تدريبي على (?:بيانات|نصوص|مجموعة)|\bآخر تحديث ل?(?:معرفتي|معلوماتي|بياناتي|بيانات تدريبي)"
    r"|\b(?:دربتني|طورتني|صممتني) شركة|\bليست? لدي (?:آراء|مشاعر|معتقدات) شخصية|\bلا أملك (?:آراء|مشاعر|معتقدات) شخصية"
    rf"|\b(?:as|i am|i m|being)(?: just| only)? {_OF_ENGLISH}\b|\bmy (?:training data|knowledge cutoff|last update)\b"
    r"|\bi (?:do not|don t) have personal (?:opinions|feelings)|\ben tant qu (?:ia|intelligence artificielle)\b"
)
"""What only a model says of itself, anywhere in a text."""

_SURELY = (
    "(?:بالتأكيد|بالطبع|طبعا|حسنا|أكيد|بكل (?:سرور|تأكيد|ود|ترحيب)|بسرور|على الرحب والسعة|نعم|أهلا(?: بك| وسهلا)?"
    "|مرحبا(?: بك)?|تفضل|تفضلي|تفضلوا|شكرا(?: جزيلا)?(?: لك| على السؤال| على طلبك)?|يسعدني ذلك|sure|certainly|of course"
    "|absolutely|okay|ok|bien sûr|voici)"
)
_YES = f"(?:{_SURELY}|تمام|رائع|ممتاز|great)"
_THANKS = (
    "(?:شكرا(?: جزيلا)?(?: لك)? (?:لسؤالك|لطلبك|لاستفسارك|على (?:سؤالك|طلبك|استفسارك))"
    "|سؤال (?:رائع|ممتاز|جيد) (?:إليك|جدا إليك))"
)
_PIECES = "أسئلة|جملة|مثال|أمثلة|تغريدة|تغريدات|مراجعة|إجابة|فقرة|تعليق|رأي"
_WORK = f"(?:(?:ال)?(?:سؤالا?|نصا?|مثالا?|رأيا?|تعليقا?|{_PIECES})|ما طلبت\\w*)"
_GIVE = (
    "(?:إليك|إليكم|هاك|تفضل (?:ال)?سؤال|فيما يلي|يسعدني (?:أن أقدم|مساعدتك)|يمكنني مساعدتك"
    f"|سأ(?:كتب|قدم|شرح|نشئ|صوغ|عد|عطي)\\w* (?:لكم?|{_WORK})|(?:المطلوب|طلبت|يطلب) مني|دعني أ(?:كتب|فكر|بدأ)"
    "|هذا سؤال (?:اختيار|عن|حول)|هذه جملة (?:عن|حول)|هذا نص عن|here (?:is|are|s)|i (?:can|will|ll)|below is)"
)
OPENING = compile_talk(
    rf"(?:{_YES} ){{1,3}}{_GIVE}(?!\w)|{_THANKS}\b"
    rf"|(?:إليك|هاك) (?:بعض )?{_WORK}\b(?! (?:التالي|التالية|الآتي|الآتية)\b)"
    r"|(?:إليكم|فيما يلي|تفضل) (?:بعض )?(?:ال)?(?:سؤال|أسئلة)\b"
    r"|(?:المستخدم|المطلوب مني|طلب مني المستخدم|يريد المستخدم|the user|the task) (?:هو |هي )?(?:\w+ )?"
    r"(?:يريد|يطلب|كتابة|إنشاء|أن أ|سؤال|نص|wants|asks|asked|needs|is to)"
    r"|(?:here (?:is|are|s)|below is) (?:the|a|an|your|some)\b"
)
"""How a text begins that hands something over, or thinks aloud."""

INTRODUCTION = compile_talk(
    rf"(?:{_SURELY} )+(?:\w+ )?(?:هذا|هذه|هو|هي|ها هو|ها هي|وهذا)?(?: (?:هو|هي))? ?{_WORK}\b"
    rf"|(?:هذا|هذه|إليك|إليكم|فيما يلي|أدناه)(?: (?:هو|هي))? (?:\w+ ){{0,2}}?{_WORK}"
    r" (?:المطلوبة?|المناسبة?|الذي طلبت\w*)\Z"
    rf"|(?:إليكم?|فيما يلي) {_WORK}\Z"
)
"""What stands before a colon when something is handed over; without the colon, people say it as well."""

_OTHER = "(?:أخرى|آخر|إضافية|إضافي|جديدة|جديد)"
_MORE = rf"(?:ال)?مزيدا? من (?:ال)?(?:أسئلة|أمثلة|جمل|نصوص|شرح|شروح|توضيح)|{_WORK} {_OTHER}|(?:نسخة|صياغة) {_OTHER}"
_REWORK = (
    "أ(?:كتب|ضيف|عدل|نشئ|ولد|صوغ|قترح|شرح لك|وضح لك|قدم لك|عيد (?:صياغة|كتابة))"
    "|(?:تعديل|تغيير)(?: \\w+)? (?:النص|السؤال|الصياغة|آخر)|أي تعديل|تعديلات"
)
CLOSING = compile_talk(
    r"\b[وف]?(?:آمل|أتمنى|أرجو|نأمل|نتمنى) أن (?:(?:يكون|تكون) (?:هذا|هذه|ذلك|قد)"
    r"(?: (?:النص|الشرح|المثال|السؤال|الجواب|التوضيح|المحتوى|الأمثلة|الإجابة|قد))? (?:مفيدا?|مفيدة|واضحا?|أفاد|ساعد)"
    r"|(?:أكون|نكون|يكون) قد (?:ساعد|أفد|وفق|أجب)|يساعدك هذا|يفيدك هذا|ينال إعجابك)"
    rf"|\b[وف]?هل (?:ترغب|تود|تحب|ترغبين|تودين|ترغبون|تودون)(?: في| ب)? ?(?:أن أ|{_MORE})"
    rf"|\b[وف]?هل (?:تريد|تريدين|تريدون)(?: مني)? (?:أن )?(?:{_REWORK}|{_MORE})"
    rf"|\b[وف]?لا تتردد\w* في (?:(?:طرح|طلب) (?:{_MORE}|أي (?:سؤال|أسئلة))|طرحها علي|سؤالي|إخباري|مراسلتي|إعلامي)"
    rf"|\b[وف]?(?:أخبرني|أعلمني|أبلغني) (?:إن|إذا|لو) (?:كنت (?:تريد|ترغب|تود|بحاجة)|أردت|رغبت|احتجت|أحببت)(?: \w+)?"
    rf" (?:{_REWORK}|{_MORE}|تعديل|تغيير)"
    r"|\b[وف]?إذا كانت? (?:لديك|لديكم|عندك) (?:أي )?(?:أسئلة|استفسارات|استفسار|سؤال) (?:أخرى|آخر|إضافية|أخر)"
    rf"|\b[وف]?إذا (?:رغبت|أردت|احتجت|كنت (?:تريد|ترغب|تود|بحاجة))(?: \w+){{0,2}}? (?:{_MORE}|{_REWORK})"
    rf"|\b[وف]?(?:يسعدني|يسرني|بإمكاني|يمكنني|أستطيع) أن (?:{_REWORK})\w*(?: \w+){{0,4}}"
    r" (?:إذا|إن|لو|متى|عند) ?(?:رغبت|أردت|شئت|احتجت|كنت|أحببت|طلبت)"
    r"|\bهل (?:من|هناك) شيء آخر (?:يمكنني|أساعدك|تريد)"
    r"|\b(?:let me know if|i hope this helps|feel free to (?:ask|reach)|would you like me to|do you want me to"
    r"|if you have any (?:other |more |further )?questions|is there anything else|n hésitez pas)"
)
"""With what a chat ends, anywhere in a text: a model may go on after it."""


def _list(words: str) -> frozenset[str]:
    return watch(words.translate(_LETTERS).split())


HINTS = _list(
    "نموذج نموذجا الذكاء ذكاء ذكاءا مساعد مساعدا روبوت برنامج برنامجا نظام نظاما chatgpt gpt claude gemini"
    " كنموذج تدريبي دربت تدربت معرفتي معلوماتي بياناتي دربتني طورتني صممتني آراء مشاعر معتقدات آمل أتمنى أرجو"
    " نأمل نتمنى وآمل وأتمنى وأرجو ونأمل ونتمنى فآمل ترغب تود تحب ترغبين تودين ترغبون تودون تريد تريدين تريدون"
    " تتردد تترددوا تترددي أخبرني وأخبرني فأخبرني أعلمني وأعلمني أبلغني لديك لديكم عندك رغبت أردت احتجت بحاجة"
    " شئت يسعدني ويسعدني يسرني ويسرني بإمكاني وبإمكاني يمكنني ويمكنني أستطيع وأستطيع أساعدك ai artificial"
    " language assistant chatbot training cutoff personal update tant let hope feel would want questions else"
    " hésitez"
)
"""Every phrase of `SELF` and `CLOSING` holds one of these words; most items hold none and are spared the search."""
BESIDE = pair_hints(
    (
        "نموذج نموذجا الذكاء ذكاء ذكاءا مساعد مساعدا روبوت برنامج برنامجا نظام نظاما",
        "بصفتي|باعتباري|بوصفي|لأنني|لأني|كوني|أنا |إنني|لست |كنموذج",
    ),
    ("تدريبي", "بيانات تدريبي|معلومات تدريبي|تدريبي على"),
    ("معرفتي معلوماتي بياناتي", "آخر تحديث"),
    ("آراء مشاعر معتقدات", "شخصية"),
    ("آمل أتمنى أرجو نأمل نتمنى وآمل وأتمنى وأرجو ونأمل ونتمنى فآمل", "ل أن |نى أن |جو أن "),
    ("ترغب تود تحب ترغبين تودين ترغبون تودون تريد تريدين تريدون", "هل |كنت "),
    ("أخبرني وأخبرني فأخبرني أعلمني وأعلمني أبلغني", "ني إن |ني إذا |ني لو "),
    ("لديك لديكم عندك", "إذا كان"),
    ("يسعدني ويسعدني يسرني ويسرني بإمكاني وبإمكاني يمكنني ويمكنني أستطيع وأستطيع", "ني أن |كاني أن |طيع أن |شيء آخر"),
)
"""What must stand beside those of the hints that texts of every kind hold."""
OPENERS = _list(
    "عذرا المعذرة معذرة أعتذر نعتذر أنا إنني آسف آسفة نأسف يؤسفني للأسف مع i we very sorry my apologies"
    " unfortunately désolé désolée je لا فلا لن فلن لست فلست غير عاجز فعاجز ليس فليس يتعذر كنموذج كذكاء"
    " بالتأكيد بالطبع طبعا حسنا أكيد بكل بسرور على نعم أهلا مرحبا تفضل تفضلي تفضلوا شكرا يسعدني sure certainly"
    " of absolutely okay ok bien voici تمام رائع ممتاز great سؤال إليك إليكم هاك فيما المستخدم المطلوب طلب يريد"
    " the here below هذا هذه أدناه"
)
"""Every opening begins with one of these words."""
