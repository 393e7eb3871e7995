"""Open half of what is wrong with exam questions."""

from random import Random

from scripts.faults.exam_parts import (
    LETTERS,
    change_field,
    change_wrong,
    copy_option,
    key_place,
    list_texts,
    put_text,
    right_text,
    wrong_places,
)
from scripts.faults.fault import Fault, Row
from scripts.faults.numbers import use_eastern
from scripts.faults.words import list_plain

_ARABIC_LETTERS = "أبجد"
_ALL = ("جميع ما سبق", "كل ما سبق", "جميع ما ذكر", "كل ما ذكر صحيح", "كل ما سبق صحيح", "جميع الإجابات صحيحة")
_PASSAGES = (
    "استنادًا إلى النص السابق، {}",
    "بعد قراءة الفقرة أعلاه، {}",
    "في ضوء ما ورد في الفقرة السابقة: {}",
    "اقرأ النص التالي ثم أجب: {}",
    "{} (بحسب النص المرفق)",
)
_NUMBERS = ("السؤال 5: {}", "س3: {}", "12. {}", "سؤال رقم (7): {}", "السؤال الثالث: {}", "Q4) {}", "٨- {}")
_LONG = (
    "وذلك لأن هذا الأمر يرتبط بعدد كبير من العوامل التي لا يمكن حصرها في كلمات قليلة، فمنها ما يعود إلى طبيعة المكان "
    "وظروف السكان، ومنها ما يتصل بتطور العلوم والصناعات على مدى قرون طويلة، ومنها ما فرضته الأحداث السياسية التي مرت "
    "بها المنطقة، ولهذا يرى كثير من الباحثين أن الإحاطة بها جميعًا تحتاج إلى دراسة واسعة تستعين بالوثائق والخرائط "
    "والإحصاءات، ولا تكتفي بما شاع بين الناس من أقوال لم يقم عليها دليل واضح يطمئن إليه القارئ في هذا الباب"
)
_TOLD = ("{} (الإجابة: {})", "{} علمًا بأن الإجابة هي {}", "{} الجواب الصحيح: {}", "{} والجواب هو {}")
_MARKS = ("{} (صحيح)", "{} ✓", "{} (الإجابة الصحيحة)", "{} ← الجواب الصحيح", "{} ✅", "{} [صحيحة]")
_POINTS = (
    "الإجابة الصحيحة هي {} كما ورد في الكتاب المدرسي.",
    "الخيار {} هو الصحيح لأنه يتفق مع ما درسناه في هذا الفصل.",
    "الجواب الصحيح هو الخيار ({}) أما بقية الخيارات فلا تناسب السؤال.",
    "الصواب هو ({}) بحسب ما تقرره المراجع.",
)
_NONE_RIGHT = (
    "لا توجد إجابة صحيحة بين الخيارات المذكورة.",
    "جميع الخيارات خاطئة، والصواب غير مذكور.",
    "ليس بين هذه البدائل جواب صحيح، ويبدو أن في السؤال خطأ.",
    "كل الخيارات الأربعة غير صحيحة في هذه الحالة.",
)


def _put_all_in_middle(row: Row, rng: Random) -> Row:
    return put_text(row, rng.choice([place for place in wrong_places(row) if place != 3]), rng.choice(_ALL))


def _tell_answer(row: Row, rng: Random) -> str | None:
    text = right_text(row)
    return rng.choice(_TOLD).format(row["question"], text) if len(text) > 3 else None


def _double_prefix(row: Row, rng: Random) -> Row:
    place = rng.randrange(4)
    again = rng.choice([f"{LETTERS[place]}. ", f"{_ARABIC_LETTERS[place]}) ", f"({_ARABIC_LETTERS[place]}) "])
    return put_text(row, place, again + list_texts(row)[place])


def _point_elsewhere(row: Row, rng: Random) -> str:
    place = rng.choice(wrong_places(row))
    return rng.choice(_POINTS).format(rng.choice([LETTERS[place], _ARABIC_LETTERS[place]]))


def _repeat_letter(row: Row, rng: Random) -> Row:
    place = rng.choice(wrong_places(row))
    other = rng.choice([letter for letter in LETTERS if letter != LETTERS[place]])
    options = list(row["options"])
    options[place] = f"{other}. {options[place][3:]}"
    return {**row, "options": options}


def _repeat_stem(row: Row, place: int, rng: Random) -> str | None:  # noqa: ARG001
    stem: str = row["question"]
    return stem if len(stem.split()) > 4 else None


def _empty_option(row: Row, rng: Random) -> Row:
    place = rng.randrange(4)
    options = list(row["options"])
    options[place] = rng.choice([f"{LETTERS[place]}. ", f"{LETTERS[place]}."])
    return {**row, "options": options}


def _turn_digits(text: str, rng: Random) -> str | None:  # noqa: ARG001
    turned = use_eastern(text)
    return None if turned == text else turned


def _list_in_stem(row: Row, rng: Random) -> str:
    letters = rng.choice([_ARABIC_LETTERS, LETTERS])
    listed = " ".join(f"{letter}) {text}" for letter, text in zip(letters, list_texts(row), strict=True))
    return f"{row['question']} {listed}"


def _mark_right(row: Row, rng: Random) -> Row:
    return put_text(row, key_place(row), rng.choice(_MARKS).format(right_text(row)))


def _keep_two_words(row: Row, rng: Random) -> str | None:  # noqa: ARG001
    words = list_plain(row["question"])
    return " ".join(words[:2]) if len(words) > 4 else None


def _lengthen(row: Row, place: int, rng: Random) -> str:  # noqa: ARG001
    return f"{list_texts(row)[place]} {_LONG}"


FAULTS = (
    Fault("equal_options", "exams", copy_option(lambda text, _: text)),
    Fault("options_equal_in_digits", "exams", copy_option(_turn_digits)),
    Fault("option_without_text", "exams", _empty_option),
    Fault("double_prefix", "exams", _double_prefix),
    Fault("option_letter_twice", "exams", _repeat_letter),
    Fault("option_absurdly_long", "exams", change_wrong(_lengthen)),
    Fault("option_repeats_stem", "exams", change_wrong(_repeat_stem)),
    Fault("all_of_above_in_middle", "exams", _put_all_in_middle),
    Fault("right_option_marked", "exams", _mark_right),
    Fault("answer_told_in_stem", "exams", change_field("question", _tell_answer)),
    Fault("options_in_stem", "exams", change_field("question", _list_in_stem)),
    Fault("stem_two_words", "exams", change_field("question", _keep_two_words)),
    Fault(
        "missing_passage",
        "exams",
        change_field("question", lambda row, rng: rng.choice(_PASSAGES).format(row["question"])),
    ),
    Fault(
        "numbered_question",
        "exams",
        change_field("question", lambda row, rng: rng.choice(_NUMBERS).format(row["question"])),
    ),
    Fault("explanation_other_letter", "exams", change_field("explanation", _point_elsewhere)),
    Fault("explanation_repeats_stem", "exams", change_field("explanation", lambda row, _: row["question"])),
    Fault("no_right_option", "exams", change_field("explanation", lambda _, rng: rng.choice(_NONE_RIGHT))),
)
