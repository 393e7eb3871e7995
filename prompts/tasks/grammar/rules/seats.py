"""Common words with a hamza as they are rightly written, and so which other spellings of them are wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from prompts.tasks.grammar.rules.words import list_words

_FIRST = list_words(
    "أنفسهم أنفسنا أنفسهن أنفسكم أنصار أواخر أواسط أنشأ أنشأت أنشطة أنحاء أنباء أرباح أقارب أصحاب أجداد أفضال",
    "أخلاق أعياد أطباق أبراج إلى أن إن آن أنه إنه أنها إنها أنهم إنهم أنهما إنهما أنهن إنهن أننا إننا أنني إنني",
    "أني إني أيضا إذا إذ إذن أما إما ألا إلا أي إي أية آية أم أمام إمام أول أولى أولا آخر أخر أخرى أحد إحدى أكثر",
    "أقل أكبر أصغر أفضل أهم أعلى أجمل أطول أقصر أسرع أقوى أقرب أبعد أحدث أقدم أصبح أصبحت أثناء أنواع أيام أبناء",
    "أطفال أولاد أفراد أعمال إعمال أخي أبي أمي أختي أنا أنت أنتم أمور أسرة أسباب أسعار أشياء أبو أو إسلام إسلامي",
    "إسلامية إنسان إنسانية أمريكا أمريكي أمريكية أوروبا أوروبي أوروبية أداة إدارة إعلان إعلام أعلام إنتاج أولئك",
    "إليك إليه إليها إليهم إلينا أحيانا أجل آجل إجل أقصى أدنى أغلب أعضاء أجزاء أهمية أفكار آراء آثار إثار أثار",
    "إيثار أماكن أطباء أخبار إخبار أصدقاء أشخاص أسبوع أساس أساسي أساسية أعطى أعلن أعلنت أكد أكدت أوضح أوضحت أضاف",
    "أضافت أشار أشارت أوراق إيراق أقلام أحلام أشكال إشكال آمال أموال أسماك أزهار إزهار أشجار أنهار أسواق أبواب",
    "أهداف أرقام أطراف أدوار أدوات أجهزة أسئلة أجوبة أنظمة أندية أطعمة أدوية أسلحة أحداث إحداث أوقات أصوات أوضاع",
    "إيضاح إيضاحات أعوام أحزاب أبطال إبطال أزمة أزمات أغنية أغان أغاني أستاذ أستاذة أساتذة إقليم أقاليم أكتوبر",
    "أغسطس أبريل إبريل أخذ أخذت أكل أكلت أمر أمرت أراد أرادت أرسل أرسلت أحب أحبت أمير أميرة أمن آمن أمان إيمان",
    "إمكان إمكانية إنجاز إنجازات إنشاء إنهاء إنقاذ إنفاق إضافة إضافية إجراء إجراءات أجراء إصدار إصلاح إصلاحات",
    "إرسال إيجاد إيجابي إيجابية إقامة إفادة إشارة إدراك إرادة إجابة إجازة إحصاء إحصائية إسهام إبداع إثبات إعداد",
    "أعداد إغلاق إلغاء إنذار إمارة إمارات أمارات إمبراطور إمبراطورية إيطاليا إيران إسبانيا إنجلترا إنجليزي",
    "إنجليزية إفريقيا أفريقيا إسرائيل إبراهيم إسماعيل أحمد أسامة أمل أمين أمينة أيمن أشرف أسهم أبيض أسود أحمر",
    "أخضر أزرق أصفر أوسط أوسع أرض أهل أصل أثر إثر أجر أسد أذن أنف إصبع أسلوب أساليب أسطورة أساطير أعجب أعجبتني",
    "أدرك أدركت أدى أدت أجرى أجرت أنجز أنجزت أنهى أنهت أنقذ أكمل أكملت أحضر أحضرت أخرج أخرجت أدخل أدخلت أغلق",
    "أغلقت أصدر أصدرت أقام أقامت أثبت أثبتت أثارت أسس أسست آلات آيات آلاف آجر آمل آكل آخذ آثر آمر آهل آمين آسف",
    "أسف إنا أدراك إتقان إخوة أخوة إطعام أطعم أكرم إكرام إصدارات إفراد أنفاق أيمان إنباء أمارة أصبع آذن آنف أمال آلى",
    "آنا آخذت إفضال",
)
_WITHIN = list_words(
    "رئيس رئيسة رؤساء رئاسة رئيسي رئيسية مسألة سؤال مسؤول مسئول مسؤولية مسئولية مسؤولين مسئولين مؤتمر مؤسسة مؤلف",
    "مؤمن مؤثر مؤخر مؤخرا مؤقت مؤهل مؤكد مؤشر مؤامرة رؤية رؤيا رأس رؤوس رءوس رأي رأى رأت رأيت بئر ذئب فأس كأس",
    "كؤوس فأر يأس بأس بؤس شأن شؤون شئون تأثير تأخير تأليف تأسيس تأكيد تأمين تأشيرة تأجيل يؤثر تؤثر يؤدي تؤدي يؤكد",
    "تؤكد يأخذ يؤخذ تأخذ تؤخذ يأكل يؤكل تأكل تؤكل يأتي يؤتي تأتي تؤتي يأمر يؤمر يأمل يؤمل يؤمن جزء جزأ جزءا جزأين",
    "شيء شيئا شيئان ضوء ضوءا ملء ملأ عبء عبئا بطء بطؤ بطئا دفء دفؤ دفئا بدء بدأ بدءا قارئ قرئ شاطئ مبادئ طوارئ",
    "هادئ مبدأ ملجأ منشأ مرفأ لؤلؤ تكافؤ تباطؤ تنبؤ تفاؤل تساؤل تشاؤم تفاءل تساءل تثاءب تضاءل تضاؤل تأثر تأثرت",
    "قراءة كفاءة براءة إضاءة إساءة عباءة مساءلة بيئة هيئة فئة رئة مئة سيئة خطيئة مفاجأة مكافأة جرأة نشأة فجأة",
    "امرأة دافئ سائل سائق طائرة طائر دائرة دائم دائما قائد قائم نائب نائم رائع رائعة رائحة جائزة جوائز عائلة",
    "فائدة فوائد مائدة قائمة وسائل رسائل فضائل قبائل عجائب نتائج حدائق حقائب زائر زائد سائح فائز فائق خائف غائب",
    "جائع شائع بائع حائط هائل هدوء هدوءا سوء سوءا نشوء لجوء وضوء لجأ لجئ قرأ بدأت نشأ نشء نشأت قرأت ملأت جاء جاءت",
    "شاء بريء جريء مضيء مليء بطيء رديء مجيء نهائي تلقائي عشوائي ابتدائي استثنائي جنائي قضائي فضائي كيميائي غذائي",
    "كهربائي مائي قرائي أسئلة مسائل جزائر دقائق سماء هواء دواء غذاء شتاء مساء بناء علماء شعراء وزراء خبراء سفراء",
    "فقراء أطباء أصدقاء أعضاء أبناء أسماء كهرباء فيزياء كيمياء أولئك هؤلاء حينئذ يومئذ لئلا لئن سأل سئل سألت سئلت",
    "يسأل تسأل نسأل مئات ثلاثمائة مائة مائتان اطمأن اطمئن اطمئنان اشمئزاز مؤرخ مؤذن مئذنة بئرا مضيئة مرآة مرأة",
    "قرآن متفائل متشائم متسائل متلألئ ملائم ملائكة ملائكية مبتدئ منشئ متكئ ممتلئ ممتلئة مملوءة مقروء مقروءة موبوء",
    "هيئات بيئات رؤى رأيا رئي بئس بؤر بؤرا يئس يأمن مأمن تأكد تآكل تآليف تكافأ تكافئ تباطأ تنبأ تنبئ تشاءم تثاؤب ساءل",
    "مفاجئة مكافئة مبتدأ متكأ مآثر مآذن مأسسة لآلئ قرئت قرأن ملئ ملئت بدئ دفئ دفأ عبأ عبئ بدآ قرآ ملآ نشآ لجآ",
)
_LEADS = ("و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وب", "ول")
_OPENING = frozenset(lead[0] for lead in _LEADS)
_FIRST_SEATS = str.maketrans("أإآ", "ااا")
_SEATS = str.maketrans("أإآؤئ", "ءءءءء")


def _group(words: Iterable[str], seats: dict[int, int]) -> Mapping[str, frozenset[str]]:
    """Return what is left of each word without its seats, with all words of the list that leave the same."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        found[word.translate(seats)].add(word)
    return {bare: frozenset(forms) for bare, forms in found.items()}


_WITHOUT = list_words(
    "ادخل اخرج احضر اثبت اعجب ارض اجر انف اشرف احمد ابعد اقرب ابيض اسود احمر اخضر ازرق اصفر اسهم اعلم اكمل امل",
    "اسف امن اب اذن اكتب الا اخذ اكل امر",
)
"""Words that are another word, mostly a command, without their hamza."""
MISSING = frozenset(
    f"{lead}{bare}"
    for bare in {word.translate(_FIRST_SEATS) for word in _FIRST} - _FIRST - _WITHOUT
    for lead in ("", *(("ال", "وال", "بال") if len(bare) > 3 else ()))
)
"""Common words without the hamza at their beginning, which mean nothing so."""

_FIRST_FORMS = _group(_FIRST, _FIRST_SEATS)
_INNER_FORMS = _group(_WITHIN, _SEATS)


def is_misseated(word: str) -> bool:
    """Return whether a word without marks is a common one with the wrong seat of its hamza, or the wrong hamza."""
    return not is_well_seated(word) and any(map(_has_other_form, _list_bodies(word)))


def is_well_seated(word: str) -> bool:
    """Return whether a word without marks is a common one as it is rightly written."""
    return any(body in _FIRST or body in _WITHIN for body in _list_bodies(word))


def drops_first(wrong: str, right: str) -> bool:
    """Return whether a common word loses the hamza at its beginning, and is no other word without it."""
    return any(
        body in _FIRST and right.endswith(bare) and bare not in _WITHOUT
        for body in _list_bodies(wrong)
        if (bare := body.translate(_FIRST_SEATS)) != body
    )


def _list_bodies(word: str) -> list[str]:
    """Return the word, and what is left of it without the letters that may be written before it."""
    return [word, *(word[len(lead) :] for lead in _LEADS if word.startswith(lead))] if word[:1] in _OPENING else [word]


def _has_other_form(body: str) -> bool:
    if body[:1] in {"أ", "إ", "آ"}:
        forms = _FIRST_FORMS.get(body.translate(_FIRST_SEATS))
        if forms and body not in forms and body not in _WITHIN:
            return True
    forms = _INNER_FORMS.get(body.translate(_SEATS))
    return forms is not None and body not in forms and body not in _FIRST
