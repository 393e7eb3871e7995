"""Refuses texts that repeat the order given to the model: what to write, in which form, under which rules."""

from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.chatter import compile_talk, may_say, pair_hints
from validators.hints import watch
from validators.late import compile_late
from validators.text import normalize

_WRITE = (
    "(?:اكتب|أنشئ|صغ|ولد|أعد|ضع|ألف|قدم|أنتج"
    "|(?:يرجى|المطلوب|مهمتك|دورك)(?: منك)?(?: هو| هي)? (?:كتابة|إنشاء|توليد|صياغة|أن تكتب|أن تنشئ))"
)
_PIECE = "(?:سؤالا|أسئلة|نصا|جملة|تغريدة|مراجعة|رأيا|تعليقا|فقرة|مثالا|أمثلة|عنصرا|عناصر)"
_FORMAT = "(?:json|xml|yaml|csv|markdown)"
_GIVE = "(?:أعد|أعيد|أرجع|أخرج|أجب|اكتب|قدم|الناتج|النتيجة|الرد|ردك|الإجابة|إجابتك|المخرجات|التزم)"
_PARTS = "(?:البدائل|الخيارات|الإجابة الصحيحة|الخيار الصحيح|البديل الصحيح|الناتج|المخرجات|الرد)"
_ECHO = compile_talk(
    rf"\b{_GIVE}(?: \w+){{0,4}} {_FORMAT}\b|\bكائن(?:ات|ا)? {_FORMAT} (?:واحدا?|صالحا?|فقط)\b"
    rf"|\b{_FORMAT} (?:فقط|صالح|واحد فقط)\b"
    r"|\b(?:دون|بدون|من غير) (?:أي )?(?:شرح|نص|كلام|تعليق|إضافات|مقدمات)(?: آخر)? (?:خارج|قبل|بعد) (?:ال)?كائن"
    rf"|\b{_WRITE} (?:لي |لنا |لك )?{_PIECE}(?: \w+){{0,3}}"
    r" (?:من نوع|اختيار من متعدد|بالفصحى|بالعربية الفصحى|باللغة العربية|بصيغة)"
    rf"|\b{_WRITE} (?:لي |لنا )?{_PIECE}\b.{{0,80}}"
    r" (?:لا (?:يقل|تقل|يزيد|تزيد|يتجاوز|تتجاوز)|بين|من) (?:\w+ ){0,2}[0-9]+ (?:\w+ ){0,3}كلمة"
    rf"|\bو?(?:يجب|ينبغي) (?:أن|ألا|أن لا) (?:تكون|يكون|تحتوي|يحتوي) {_PARTS}(?: \w+){{0,3}}"
    r" (?:[a-d]\b|أربعة|واحدة|متمايزة|json|نفسها)"
    r"|\bاكتب (?:البدائل|الخيارات|الشرح|الجملة المصححة|النص المصحح) (?:دون|بدون|بصيغة)\b"
    r"|\bو?لا (?:تكرر|تنسخ|تقلد|تكتب|تضف|تذكر)(?: في)?(?: أي)? (?:(?:ال)?أمثلة (?:ال)?(?:سابقة|معطاة|واردة)"
    r"|الأسئلة السابقة|شيئا? (?:قبله|خارج)|حرف أي بديل|البدائل السابقة|(?:نص|شرح) (?:خارج|قبل|بعد))"
    rf"|\bو?التزم\w* ب(?:ال)?(?:حقول|مفاتيح|صيغة المطلوبة|تنسيق المطلوب|مخطط|قالب|{_FORMAT})|\bالحقول المطلوبة\b"
    r"|\bبهذه المفاتيح\b|\b(?:رمز|حرف)(?: \w+){1,2} كما ورد أعلاه|\bصيغة (?:الرد|الإخراج|المخرجات) كائن"
    r"|\bقواعد الجودة في كل\b|\bأنت (?:معلم|كاتب|مدقق|خبير|مساعد|نموذج)(?: \w+){1,6}"
    r" (?:مهمتك|تعرف المناهج|يجيد تقمص|تصنع أمثلة|متخصص في (?:كتابة|إنشاء|وضع))"
    r"|\b(?:return|output|respond (?:only )?(?:with|in)|reply (?:only )?(?:with|in)|produce)"
    rf"(?: \w+){{0,4}} {_FORMAT}\b"
    r"|\b(?:do not|don t) (?:include|add|repeat|write|output) (?:any|the|previous)\b"
    r"|\byou are an? (?:\w+ ){0,3}(?:assistant|teacher|writer|model)\b"
    r"|\b(?:write|generate|create) (?:an?|one|exactly|[0-9]+) (?:\w+ ){0,3}"
    r"(?:questions?|sentences?|texts?|tweets?|reviews?|items?)\b"
)
_MARGIN = compile_late(
    r"[(\[]\s*(?:(?:مستوى )?الصعوبة|المشاعر|الشعور|اللهجة|النبرة|نوع الخطأ|عدد الكلمات"
    r"|المجال\s*[:：]\s*[ء-ي]{3})\s*[:：=،,)\]]?[^)\]\n]{0,60}[)\]]"
    r"|[(\[]\s*التصنيف\s*[:：]\s*(?:إيجابي|سلبي|محايد)"
    r"|[(\[]\s*(?:عدد الكلمات\s*[:：]?\s*)?(?:من |بين |نحو |حوالي |بحدود )?[\d٠-٩]{1,3}"
    r"(?:\s*(?:-|–|إلى|الى|و|حتى)\s*[\d٠-٩]{1,3})?\s*(?:كلمة|كلمات)\s*[)\]]"
    r"|(?<!\w)(?:المطلوب|المهمة|مهمتك)\s*[:：]?\s*(?:منك )?(?:هو |هي )?(?:كتابة|إنشاء|صياغة|توليد|تأليف)"
    r" (?:نص|سؤال|تغريدة|مراجعة|رأي|تعليق|جملة) (?:قصير|طويل|إيجابي|سلبي|محايد|واحد|عن |يعبر|تعبر|من نوع|بالفصحى)"
)
"""What stood beside the order: what the piece is to be like, in brackets, or the piece itself."""
_NOTED = watch(normalize("الصعوبة المشاعر الشعور اللهجة النبرة الخطأ الكلمات كلمات كلمة المجال التصنيف").split())
_TASKS = watch(normalize("المطلوب المهمة مهمتك").split())
_HINTS = watch(
    normalize(
        "json xml yaml csv markdown كائن كائنا الكائن اكتب أنشئ صغ ولد ضع أنتج يرجى مهمتك دورك يجب ويجب ينبغي"
        " وينبغي تكرر تنسخ تقلد تكتب تضف تذكر التزم والتزم التزموا الحقول المفاتيح أعلاه الجودة أنت return output"
        " respond reply produce include add repeat write generate create you"
    ).split()
)
_FORMS = "json|xml|yaml|csv|markdown"
_BESIDE = pair_hints(
    ("تكرر تنسخ تقلد تكتب تضف تذكر", "لا تكرر|لا تنسخ|لا تقلد|لا تكتب|لا تضف|لا تذكر"),
    (
        "اكتب أنشئ صغ ولد ضع أنتج",
        f"{_PIECE.strip('(?:)')}|{_FORMS}|دون|بصيغة",
    ),
    ("يجب ويجب ينبغي وينبغي", " البدائل| الخيار| الإجابة| البديل| الناتج| المخرجات| الرد"),
)
_VERBS = watch(normalize("أعد ألف قدم المطلوب").split())
_PIECES = watch(normalize("سؤالا أسئلة نصا جملة تغريدة مراجعة رأيا تعليقا فقرة مثالا عنصرا").split())
"""Every order holds one of the hints, or a verb that says much else as well and what is to be written."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Refuses an item with a sentence that gives the model its order, in whichever text and wherever it stands.

    What a teacher asks of pupils ("اكتب الكسر") passes: an order names a form such as JSON, the kind of item, its
    length in words, or the fields of the reply.
    """

    codes = ("instruction_echo",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the order, in the form in which it was compared."""
        words = reading.hints
        noted = not _NOTED.isdisjoint(words) and ("(" in reading.text or "[" in reading.signs)
        if (noted or not _TASKS.isdisjoint(words)) and (margin := _MARGIN.search(reading.text)):
            return Refusal("instruction_echo", margin[0][:80])
        if not may_say(_HINTS, _BESIDE, words, reading.key) and (_VERBS.isdisjoint(words) or _PIECES.isdisjoint(words)):
            return None
        found = _ECHO.search(reading.key)
        return Refusal("instruction_echo", found[0][:80]) if found else None
