"""What the program says in English sentences, told in Arabic too: warnings, reasons and names of methods."""

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from engine.report.bilingual import Text
from engine.report.writing import show_signs, write_code, write_foreign, write_number

_USUAL = r" \(at most (?P<limit>[\d.]+%) is usual\)"
_LIMIT = " (المعتاد {limit} على الأكثر)."
_TASK = re.compile(r"(?P<task>\w+): (?P<rest>.+)", re.DOTALL)

_LONGEST = (
    r"the right option is the longest one in (?P<share>[\d.]+%) of the \w+"
    r" \(chance is 25% or less, at most (?P<limit>[\d.]+%) is usual\)"
)
_CONTROL = (
    r"(?P<limit>\d+) real items \(--real\) that are neither seeds nor protected are needed as a control,"
    r" there are (?P<share>\d+)"
)
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        r'(?P<share>[\d.]+%) of the \w+ begin with "(?P<text>.*)"' + _USUAL,
        "{share} من الصفوف تبدأ بعبارة «{text}»" + _LIMIT,
    ),
    (
        r'(?P<share>[\d.]+%) of the \w+ labelled (?P<code>\S+) begin with "(?P<text>.*)"' + _USUAL,
        "{share} من الصفوف المصنّفة {code} تبدأ بعبارة «{text}»" + _LIMIT,
    ),
    (
        r'(?P<share>[\d.]+%) of the \w+ are about "(?P<text>.*)"' + _USUAL,
        "{share} من الصفوف تدور حول «{text}»" + _LIMIT,
    ),
    (
        r'in (?P<share>[\d.]+%) of the \w+ "(?P<text>.*)" is right' + _USUAL,
        "في {share} من الصفوف «{text}» هو الخيار الصحيح" + _LIMIT,
    ),
    (
        r'in (?P<share>[\d.]+%) of the \w+ "(?P<text>.*)" is an option' + _USUAL,
        "في {share} من الصفوف يرد الخيار «{text}»" + _LIMIT,
    ),
    (
        _LONGEST,
        "الخيار الصحيح هو الأطول في {share} من الصفوف (بالمصادفة 25% أو أقل، والمعتاد {limit} على الأكثر).",
    ),
    (
        r"the right options do not stand evenly: (?P<code>.+) of the \w+ \((?P<limit>[\d.]+%) each is even\)",
        "مواضع الخيار الصحيح غير متساوية: {code} من الصفوف (والتساوي {limit} لكل موضع).",
    ),
    (
        r"only (?P<share>[\d.]+%) of the word pairs are different ones \(at least (?P<limit>[\d.]+%) is usual\)",
        "{share} فقط من أزواج الكلمات مختلفة (والمعتاد {limit} على الأقل).",
    ),
    (
        r"(?:items of a benchmark were rewritten|rows are, or were made from, items of a benchmark): .+",
        "من هذه الصفوف ما هو عناصر من اختبار قياسي أو صيغ منها، فلا يجوز أن يُقيَّم عليه بها أي نموذج.",
    ),
    (
        r"(?P<share>[\d.]+%) of the sampled rows are real items: usefulness is overstated",
        "{share} من صفوف العيّنة هي عناصر حقيقية، فالفائدة المقيسة أكبر من حقيقتها.",
    ),
    (
        r"(?P<share>[\d.]+%) of the sampled rows are real items: they are left out .+",
        "{share} من صفوف العيّنة هي عناصر حقيقية، فاستُبعدت من قياس الفائدة.",
    ),
    (r"the run had no seeds", "لم تكن للتشغيل بذور."),
    (
        r"(?P<code>.+): (?P<share>[\d,]+) records could not be read, (?P<limit>[\d,]+) are of another task",
        "{code}: تعذّرت قراءة {share} من السجلات، و{limit} منها لمهمة أخرى.",
    ),
    (r"no real items to test with \(--real\)", "لا عناصر حقيقية للاختبار ({real})."),
    (
        r"(?P<share>[\d,]+) of (?P<limit>[\d,]+) real items have no label of this task: .+",
        "ليس لـ {share} من العناصر الحقيقية ({limit}) تصنيف من تصنيفات هذه المهمة، فلم تُقارن نسب التصنيفات.",
    ),
    (r"the real items have no labels", "لا تصنيفات للعناصر الحقيقية."),
    (
        r"too few rows can be used: (?P<share>\d+) different ones are needed",
        "الصفوف الصالحة للتدريب أقل من اللازم، وهو {share} صفًّا مختلفًا.",
    ),
    (
        r"too few real items can be used: (?P<share>\d+) different ones are needed",
        "العناصر الحقيقية الصالحة للاختبار أقل من اللازم، وهو {share} عنصرًا مختلفًا.",
    ),
    (
        _CONTROL,
        "تحتاج المقارنة إلى {limit} من العناصر الحقيقية ({real}) التي ليست بذورًا ولا محميّة، والموجود منها {share}.",
    ),
    (
        r"(?P<limit>\d+) items that may have been known are needed, there are (?P<share>\d+)",
        "يحتاج الاختبار إلى {limit} من العناصر التي ربما عُرفت، والموجود منها {share}.",
    ),
    (r"seeds of the run", "بذور التشغيل"),
    (r"protected items", "العناصر المحميّة"),
    (r"real items that are not protected", "عناصر حقيقية غير محميّة"),
    (r"half of the protected items", "نصف العناصر المحميّة"),
    (
        r"the label of a text, by TF-IDF of words and characters and logistic regression",
        "تصنيف النص، بأوزان TF-IDF للكلمات والحروف وانحدار لوجستي",
    ),
    (
        r"wrong or right sentence, by TF-IDF of words and characters and logistic regression",
        "أخاطئة الجملة أم صحيحة، بأوزان TF-IDF للكلمات والحروف وانحدار لوجستي",
    ),
    (
        r"which option of a question is right, by pairwise logistic regression over stem and option",
        "أيّ خيارات السؤال هو الصحيح، بانحدار لوجستي بين أزواج الخيارات يرى نص السؤال والخيار",
    ),
    (r"macro_f1", "متوسط F1 على التصنيفات"),
    (r"pairwise_accuracy", "نصيب الأسئلة التي جاء خيارها الصحيح أولًا"),
)
_SENTENCES = [(re.compile(pattern, re.DOTALL), arabic) for pattern, arabic in _PATTERNS]
_WRITERS: Mapping[str, Callable[[str], Markup]] = {
    "share": write_number,
    "limit": write_number,
    "text": write_foreign,
    "code": write_code,
}


def tell_sentence(sentence: str) -> Text:
    """Return a sentence of the program in both languages; one that is not known stays English, as such, in Arabic."""
    english = escape(show_signs(sentence))
    for pattern, arabic in _SENTENCES:
        if found := pattern.fullmatch(sentence):
            words = {name: _WRITERS[name](value) for name, value in found.groupdict().items()}
            return Text(Markup(arabic).format(real=write_code("--real"), **words), english)  # noqa: S704 - ours
    named = _TASK.fullmatch(sentence)
    inner = tell_sentence(named["rest"]) if named else None
    if named and inner and not isinstance(inner, _Unknown):
        return Text(Markup("{}: {}").format(write_code(named["task"]), inner.ar), english)
    return _Unknown(Markup('<bdi dir="ltr" lang="en">{}</bdi>').format(english), english)


class _Unknown(Text):
    """A sentence that has no Arabic."""
