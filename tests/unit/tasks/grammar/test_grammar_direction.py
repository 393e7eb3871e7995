"""Which way round a row is: right corrections pass, turned rows and corrections that are wrong otherwise do not."""

import pytest

from prompts.tasks.grammar.checks import CHECKS, select_texts
from validators.base import Item, Reading
from validators.chain import Chain

CHAIN = Chain(CHECKS)
RULE = "همزة قطع، تاء مربوطة، ألف مقصورة، تنوين، فصل، تعريف، عدد، فعل، نعت، رفع، نصب، مضارع، ضمير، حرف، ترتيب"
DIRECTED = [
    ("hamza", "إنسكب الحليب على الطاولة", "انسكب الحليب على الطاولة"),
    ("hamza", "أنطلقت القافلة قبل الفجر", "انطلقت القافلة قبل الفجر"),
    ("hamza", "وضع الطباخ جزئًا من الملح", "وضع الطباخ جزءًا من الملح"),
    ("ta_marbuta", "أعلنة المذيعة موعد الحفل", "أعلنت المذيعة موعد الحفل"),
    ("ta_marbuta", "شربة الطفلة كوب الحليب", "شربت الطفلة كوب الحليب"),
    ("ta_marbuta", "استمع القاضي إلى المحامات", "استمع القاضي إلى المحاماة"),
    ("hamza", "سافر الأثنان إلى الجبل", "سافر الاثنان إلى الجبل"),
    ("hamza", "قرأت القصتين الإثنتين في يوم", "قرأت القصتين الاثنتين في يوم"),
    ("hamza", "وقع العقد بإسم أبيه", "وقع العقد باسم أبيه"),
    ("alif_maqsura", "هو ذو رأى صائب", "هو ذو رأي صائب"),
    ("alif_maqsura", "رأي الصياد الغزال بين الأشجار", "رأى الصياد الغزال بين الأشجار"),
    ("alif_maqsura", "ندم عندما رأي النتيجة", "ندم عندما رأى النتيجة"),
    ("verb_mood", "ادعو الله في كل حين", "ادع الله في كل حين"),
    ("subject_verb_agreement", "الضيفان يجلسون في الحديقة", "الضيفان يجلسان في الحديقة"),
    ("number_noun_agreement", "أقاموا ثمان أيام في الميناء", "أقاموا ثمانية أيام في الميناء"),
    ("number_noun_agreement", "غاب ستة وثلاثين ليلة عن أهله", "غاب ستًا وثلاثين ليلة عن أهله"),
    ("adjective_agreement", "هدمت العواصف الرملي بيوت القرية", "هدمت العواصف الرملية بيوت القرية"),
    ("adjective_agreement", "أن المملكة الأردني صغيرة", "أن المملكة الأردنية صغيرة"),
    ("adjective_agreement", "رتب الموظف الملفات الورقي بعناية", "رتب الموظف الملفات الورقية بعناية"),
    ("definiteness", "انسحب الفريق برازيلي من المباراة", "انسحب الفريق البرازيلي من المباراة"),
    ("definiteness", "سار مع سكان الحي شرقي إلى السوق", "سار مع سكان الحي الشرقي إلى السوق"),
    ("hamza", "كان العم مسؤلًا عن البستان", "كان العم مسؤولًا عن البستان"),
    ("case_ending", "ما زال الفلاحين يزرعون القمح", "ما زال الفلاحون يزرعون القمح"),
    ("case_ending", "في الحي طبيبان ماهرين", "في الحي طبيبان ماهران"),
    ("five_nouns", "علموا أن سيف أبوك قديم", "علموا أن سيف أبيك قديم"),
    ("ta_marbuta", "انتهى الكتاب بالخاتمه الطويلة", "انتهى الكتاب بالخاتمة الطويلة"),
    ("ta_marbuta", "أضاع التلميذ قلمة الأحمر", "أضاع التلميذ قلمه الأحمر"),
    ("adjective_agreement", "عاد الحارس المتعبين إلى بيته", "عاد الحارس المتعب إلى بيته"),
    ("alif_maqsura", "رجى الأب عودة ابنه", "رجا الأب عودة ابنه"),
    ("alif_maqsura", "مشا الراعي خلف أغنامه", "مشى الراعي خلف أغنامه"),
    ("spelling_split_merge", "جلست العائلة فيحديقة واسعة", "جلست العائلة في حديقة واسعة"),
    ("number_noun_agreement", "قضينا سبعة ليال في الجبل", "قضينا سبع ليال في الجبل"),
    ("number_noun_agreement", "وزعت المدرسة ثلاث عشر جائزة", "وزعت المدرسة ثلاث عشرة جائزة"),
    ("number_noun_agreement", "في المكتبة خمسون كتب", "في المكتبة خمسون كتابًا"),
    ("number_noun_agreement", "زرنا أحد المدن الساحلية", "زرنا إحدى المدن الساحلية"),
    ("number_noun_agreement", "وصلنا في المرة الرابع", "وصلنا في المرة الرابعة"),
    ("case_ending", "سافر المعلمين إلى العاصمة", "سافر المعلمون إلى العاصمة"),
    ("case_ending", "كانوا مسرورون بالهدية", "كانوا مسرورين بالهدية"),
    ("case_ending", "لعل المسافرون يصلون غدًا", "لعل المسافرين يصلون غدًا"),
    ("verb_mood", "لم يبقى في الصندوق شيء", "لم يبق في الصندوق شيء"),
    ("verb_mood", "لن يعد الصياد قبل الغروب", "لن يعود الصياد قبل الغروب"),
    ("five_nouns", "وصل أخاه من السفر", "وصل أخوه من السفر"),
    ("five_nouns", "إن أبوك رجل كريم", "إن أباك رجل كريم"),
    ("five_nouns", "قرأت كتاب أبوه القديم", "قرأت كتاب أبيه القديم"),
    ("subject_verb_agreement", "انخفض الحرارة في الليل", "انخفضت الحرارة في الليل"),
    ("subject_verb_agreement", "العمال يحمل الأحجار", "العمال يحملون الأحجار"),
    ("adjective_agreement", "قرأت قصة طويل عن البحر", "قرأت قصة طويلة عن البحر"),
    ("adjective_agreement", "اشترى كتابين جديد للعطلة", "اشترى كتابين جديدين للعطلة"),
    ("definiteness", "سكنوا في القرية قديمة بين الجبال", "سكنوا في القرية القديمة بين الجبال"),
    ("word_order", "أحببت القديم البيت منذ صغري", "أحببت البيت القديم منذ صغري"),
    ("word_order", "ذهبت إلى البيت متى أمس", "متى ذهبت إلى البيت أمس"),
    ("preposition", "أصرت الأم إلى رأيها", "أصرت الأم على رأيها"),
    ("pronoun_reference", "قرأت هذا الرسالة مرتين", "قرأت هذه الرسالة مرتين"),
]
"""Error type, wrong sentence and correction: right in this direction, and certainly wrong in the other."""


def judge(error_type: str, wrong: str, right: str) -> str | None:
    """Return the code that a triplet in a longer sentence is refused with, or None."""
    frame = "{}. ثم عاد الهدوء إلى المكان بعد ساعة من الانتظار."
    fields = {"input": frame.format(wrong), "correction": frame.format(right)}
    item = Item("grammar", {**fields, "explanation": RULE, "error_type": error_type})
    refusal = CHAIN.judge(Reading(item, select_texts)).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(("error_type", "wrong", "right"), DIRECTED)
def test_right_corrections_pass(error_type: str, wrong: str, right: str) -> None:
    """A correction in the right direction is accepted."""
    assert None is judge(error_type, wrong, right)


@pytest.mark.parametrize(("error_type", "wrong", "right"), DIRECTED)
def test_turned_rows_are_swapped(error_type: str, wrong: str, right: str) -> None:
    """The same row with its sentences turned round is refused as swapped."""
    assert "swapped" == judge(error_type, right, wrong)


@pytest.mark.parametrize(
    ("error_type", "wrong", "right"),
    [
        ("hamza", "سافر الى القرية", "سافر ألى القرية"),
        ("ta_marbuta", "زار الجامعه القديمة", "زار الجامعت القديمة"),
        ("alif_maqsura", "وقف علي الجسر", "وقف علا الجسر"),
        ("tanwin", "قرأ كتابن مفيدًا", "قرأ كتابٍا مفيدًا"),
        ("number_noun_agreement", "اشترى عشر أقلام", "اشترى عشر أقلامًا"),
        ("subject_verb_agreement", "التلاميذ يكتب الدرس", "التلاميذ نكتبون الدرس"),
        ("adjective_agreement", "هذه مدينة كبير", "هذه مدينة كبيرون"),
        ("five_nouns", "قابلت عالمًا ذو خبرة", "قابلت عالمًا ذي خبرة"),
        ("preposition", "اعتذر الطبيب من التأخير", "اعتذر الطبيب إلى التأخير"),
        ("pronoun_reference", "رأى السائح المدينة وأحب شوارعه", "رأى السائح المدينة وأحب شوارعهم"),
    ],
)
def test_other_mistakes_are_no_corrections(error_type: str, wrong: str, right: str) -> None:
    """A correction that puts another mistake in the place of the first is refused."""
    assert judge(error_type, wrong, right) in {"still_wrong", "swapped"}


@pytest.mark.parametrize(
    ("error_type", "wrong", "right"),
    [
        ("preposition", "أثر المعلم على طلابه", "أثر المعلم في طلابه"),
        ("tanwin", "رأى فتىً غريبًا", "رأى فتًى غريبًا"),
        ("hamza", "ألأهل في القرية", "الأهل في القرية"),
        ("hamza", "وصلوا لان الطريق قصير", "وصلوا لأن الطريق قصير"),
        ("number_noun_agreement", "حضر اثنا عشر ألفًا متفرج", "حضر اثنا عشر ألف متفرج"),
        ("case_ending", "ساعد المحتاجون دائمًا", "ساعد المحتاجين دائمًا"),
        ("five_nouns", "احترم أبوك في كل حال", "احترم أباك في كل حال"),
        ("definiteness", "في المكتبة الكثير من الكتب", "في المكتبة كثير من الكتب"),
        ("adjective_agreement", "حضر مدير الشركة الجديدة أمس", "حضر مدير الشركة الجديد أمس"),
        ("pronoun_reference", "ناقشوا ذلك، بما في تلك القضية", "ناقشوا ذلك، بما في ذلك القضية"),
        ("ta_marbuta", "حالة الأمطار دون سفرهم", "حالت الأمطار دون سفرهم"),
        ("alif_maqsura", "له رأى مخالف في ذلك", "له رأي مخالف في ذلك"),
        ("alif_maqsura", "كان رأى المدير واضحًا", "كان رأي المدير واضحًا"),
        ("alif_maqsura", "أنفق عمره في سعى دائم", "أنفق عمره في سعي دائم"),
        ("verb_mood", "من لم يزرع يجوعون في الشتاء", "من لم يزرع يجوع في الشتاء"),
        ("adjective_agreement", "غاب عن العمل يوم الجمعة الماضية", "غاب عن العمل يوم الجمعة الماضي"),
        ("adjective_agreement", "أقلقهم الانفلات الأمنية", "أقلقهم الانفلات الأمني"),
        ("adjective_agreement", "كرم الوزير الكوادر الطبي", "كرم الوزير الكوادر الطبيين"),
        ("definiteness", "في هذا العام منحت الشركة الحرية للعمال", "في هذا العام منحت الشركة حرية للعمال"),
        ("definiteness", "يرى الناس أن سوق الحي الشعبي", "يرى الناس أن سوق الحي شعبي"),
        ("adjective_agreement", "قابلوا وزير الصحة العامة الجديدة", "قابلوا وزير الصحة العامة الجديد"),
        ("adjective_agreement", "كتابه في علم اللغة الحديثة مفيد", "كتابه في علم اللغة الحديث مفيد"),
        ("adjective_agreement", "درسوا أسباب القصور الإدارية", "درسوا أسباب القصور الإداري"),
        ("ta_marbuta", "كتب خاتمه مناسبة للقصة", "كتب خاتمة مناسبة للقصة"),
        ("ta_marbuta", "نالت الكاتبة الجائزة بجداره", "نالت الكاتبة الجائزة بجدارة"),
        ("adjective_agreement", "ساعد الأهالي المنكوب", "ساعد الأهالي المنكوبين"),
        ("adjective_agreement", "رأى المسافر الرعاة المتعب", "رأى المسافر الرعاة المتعبين"),
        ("adjective_agreement", "دعا العريس الأقارب المقيم هناك", "دعا العريس الأقارب المقيمين هناك"),
        ("adjective_agreement", "كرم الرئيس العباقرة المخترع", "كرم الرئيس العباقرة المخترعين"),
    ],
)
def test_what_the_place_does_not_tell_passes(error_type: str, wrong: str, right: str) -> None:
    """Commands, owners, adverbs and forms that are right in two ways are not taken for turned rows."""
    assert None is judge(error_type, wrong, right)
