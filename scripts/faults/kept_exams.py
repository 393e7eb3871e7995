"""Half kept aside of what is wrong with exam questions."""

from random import Random

from scripts.faults.exam_parts import (
    LETTERS,
    change_field,
    change_wrong,
    copy_option,
    key_place,
    list_texts,
    put_text,
    put_texts,
    right_text,
    wrong_places,
)
from scripts.faults.fault import Fault, Row
from scripts.faults.words import add_vowels, count_letters

_ARABIC_LETTERS = "أبجد"
_NONE = ("لا شيء مما سبق", "ليس أيًّا مما سبق", "لا شيء مما ذكر", "كل ما سبق خطأ")
_PAIRS = ("أ وب معًا", "A وC معًا", "(أ) و(ج) معًا", "كل من أ وب", "الإجابتان أ وج صحيحتان", "A و B")
_FIGURES = (
    "في الشكل المقابل، {}",
    "انظر إلى الرسم البياني التالي: {}",
    "من الجدول أدناه، {}",
    "الصورة التالية توضح ذلك: {}",
    "{} (انظر الشكل)",
    "بالاستعانة بالخريطة المرفقة، {}",
)
_STRANGERS = ("لا يوجد", "الإجابة غير مذكورة", "كل الخيارات ممكنة", "يعتمد ذلك على السياق", "الخيار المناسب")
_OTHER_TEXT = (
    "الإجابة الصحيحة هي «{}» كما ورد في الكتاب المدرسي.",
    "الجواب الصحيح هو {}، وهذا ما درسناه في هذا الفصل.",
    "الصواب «{}» لأنه يتفق مع ما تقرره المراجع.",
)
_DENIALS = (
    "الخيار {0} غير صحيح لأنه لا يتفق مع المعطيات.",
    "الخيار ({1}) خاطئ، فهو لا يحقق المطلوب في السؤال.",
    "أما الخيار {0} فهو إجابة خاطئة.",
    "الإجابة {1} ليست صحيحة.",
)
_BOTH = (
    "كلا الخيارين {0} و{1} صحيح.",
    "الخياران {0} و{1} صحيحان معًا.",
    "يمكن قبول الإجابتين {0} و{1} لأن كلتيهما صحيحة.",
    "الإجابة الصحيحة هي {0} أو {1}.",
)
_BACKGROUND = (
    "شهدت المنطقة خلال القرون الماضية تحولات كثيرة في الزراعة والصناعة والتجارة، وتغيرت أحوال الناس في المدن والقرى.",
    "وقد كتب المؤرخون والرحالة عن هذه التحولات صفحات طويلة، ووصفوا الأسواق والقوافل والموانئ وما فيها من بضائع.",
    "ثم جاءت الاكتشافات العلمية فغيرت طرائق العمل، وظهرت الآلات والمصانع، وانتقل كثير من السكان إلى المدن الكبرى.",
    "وتوسعت المدارس والجامعات، وازداد عدد المتعلمين، وأصبحت الصحف والكتب في متناول فئات واسعة من المجتمع.",
    "ومع ذلك بقيت مشكلات كثيرة من دون حل، منها الفقر والبطالة وتلوث الماء والهواء وضعف الخدمات في الأرياف.",
    "ولهذا وضعت الحكومات خططًا متتابعة للتنمية، ونجح بعضها وتعثر بعضها الآخر لأسباب مالية وإدارية متنوعة.",
    "وفي ضوء ذلك كله، وبعد النظر في ما سبق من معلومات،",
)
_ENGLISH = (
    "None of these answers is correct",
    "It depends on the temperature of the water",
    "The Industrial Revolution in Europe",
    "A large increase in the number of people",
    "The capital city of the country",
)
_BLANKS = ("الخيار الثالث", "خيار ج", "نص الخيار", "Option C", "الخيار الأول", "خيار 2", "إجابة خاطئة", "البديل الثاني")


def _show_letters(row: Row, rng: Random) -> Row:
    return put_texts(row, list(rng.choice([_ARABIC_LETTERS, LETTERS])))


def _drop_option(row: Row, rng: Random) -> Row | None:  # noqa: ARG001
    return put_texts(row, list_texts(row)[:3]) if row["answer"] != "D" else None


def _add_option(row: Row, rng: Random) -> Row:
    extra = rng.choice(("المناطق المجاورة لها", "في القرن الماضي", "زيادة عدد السكان", "العوامل الطبيعية"))
    return put_texts(row, [*list_texts(row), extra])


def _vowel(text: str, rng: Random) -> str | None:
    return add_vowels(text, rng) if count_letters(text) > 4 else None


def _vowel_option(row: Row, rng: Random) -> Row | None:
    # In a question of grammar the vowels may be all that tells two options apart.
    return None if row["subject"].startswith("arabic_language") else copy_option(_vowel)(row, rng)


def _punctuate(text: str, rng: Random) -> str:
    return rng.choice([f"{text}.", f"«{text}»", f"{text}،", f'"{text}"', f"- {text}", f" {text} ."])


def _name_other_text(row: Row, rng: Random) -> str | None:
    text = list_texts(row)[rng.choice(wrong_places(row))]
    right = right_text(row)
    if count_letters(text) < 4 or right in text or text in right:
        return None
    return rng.choice(_OTHER_TEXT).format(text)


def _deny(row: Row, rng: Random) -> str:
    place = key_place(row)
    return rng.choice(_DENIALS).format(LETTERS[place], _ARABIC_LETTERS[place])


def _admit_two(row: Row, rng: Random) -> str:
    letters = rng.choice([LETTERS, _ARABIC_LETTERS])
    places = sorted([key_place(row), rng.choice(wrong_places(row))])
    return rng.choice(_BOTH).format(*(letters[place] for place in places))


def _put_none_first(row: Row, rng: Random) -> Row | None:
    return put_text(row, 0, rng.choice(_NONE)) if row["answer"] != "A" else None


def _put_pair_in_middle(row: Row, rng: Random) -> Row:
    return put_text(row, rng.choice([place for place in wrong_places(row) if place != 3]), rng.choice(_PAIRS))


def _ask_twice(row: Row, rng: Random) -> str:
    second = rng.choice(("ما أكبر قارات العالم من حيث المساحة؟", "اذكر ثلاث فوائد لذلك.", "من أول من اكتشف ذلك؟"))
    return rng.choice(["1) {} 2) {}", "أولًا: {} ثانيًا: {}", "1- {}\n2- {}"]).format(row["question"], second)


FAULTS = (
    Fault("options_equal_after_diacritics", "exams", _vowel_option),
    Fault("options_equal_after_punctuation", "exams", copy_option(_punctuate)),
    Fault("letters_only_options", "exams", _show_letters),
    Fault("option_missing", "exams", _drop_option),
    Fault("fifth_option", "exams", _add_option),
    Fault("option_in_english", "exams", change_wrong(lambda _row, _place, rng: rng.choice(_ENGLISH))),
    Fault("option_placeholder", "exams", change_wrong(lambda _row, _place, rng: rng.choice(_BLANKS))),
    Fault("none_of_above_first", "exams", _put_none_first),
    Fault("two_letters_in_middle", "exams", _put_pair_in_middle),
    Fault(
        "answer_outside", "exams", change_field("answer", lambda _, rng: rng.choice(["E", "F", "هـ", "G", "AC", "X"]))
    ),
    Fault("answer_of_no_option", "exams", change_field("answer", lambda _, rng: rng.choice(_STRANGERS))),
    Fault("explanation_other_text", "exams", change_field("explanation", _name_other_text)),
    Fault("explanation_denies_key", "exams", change_field("explanation", _deny)),
    Fault("two_right_options", "exams", change_field("explanation", _admit_two)),
    Fault(
        "missing_figure",
        "exams",
        change_field("question", lambda row, rng: rng.choice(_FIGURES).format(row["question"])),
    ),
    Fault(
        "stem_far_too_long", "exams", change_field("question", lambda row, _: " ".join([*_BACKGROUND, row["question"]]))
    ),
    Fault("two_questions", "exams", change_field("question", _ask_twice)),
)
