"""Rules that vary rows: what they change, and what they leave alone."""

from random import Random
from typing import Any

import pytest

from prompts.discover import find_task
from prompts.tasks.grammar.augment.planting import FINDERS, has_mistake
from prompts.variants.rewording import reword
from prompts.variants.spelling import add_marks, drop_marks, loosen_letters, turn_digits


def make_question(question: str, options: tuple[str, ...], explanation: str = "", subject: str = "") -> dict[str, Any]:
    """Return a question whose first option is right."""
    written = [f"{letter}. {text}" for letter, text in zip("ABCD", options, strict=True)]
    return {"question": question, "options": written, "answer": "A", "explanation": explanation, "subject": subject}


def change(task: str, rule: str, fields: dict[str, Any], wanted: str = "C") -> Any:
    """Return what a rule makes of a row."""
    return next(each for each in find_task(task).variants() if each.name == rule).change(fields, wanted, Random(1))


def test_an_explanation_follows_the_letters() -> None:
    """The letter that an explanation names goes with its option."""
    fields = make_question(
        "ما عاصمة الأردن؟", ("عمان", "بيروت", "بغداد", "دمشق"), "الخيار A هو الصحيح لأن عمان عاصمة الأردن."
    )
    varied = change("exams", "option_order", fields)
    assert ("C", "C. عمان", True) == (varied["answer"], varied["options"][2], "الخيار C" in varied["explanation"])


@pytest.mark.parametrize("options", [("أ وب معًا", "بيروت", "بغداد", "دمشق"), ("عمان", "كل ما سبق", "بغداد", "دمشق")])
def test_options_that_speak_of_others_stay(options: tuple[str, ...]) -> None:
    """Options that name others, or sum them up before the end, are not moved."""
    assert change("exams", "option_order", make_question("ما المدن العربية مما يأتي؟", options)) is None


def test_a_summary_stays_last() -> None:
    """All of the above keeps its place while the others move."""
    fields = make_question("ما المدن العربية مما يأتي؟", ("عمان", "بيروت", "بغداد", "جميع ما سبق"))
    assert "D. جميع ما سبق" == change("exams", "option_order", fields)["options"][3]


def test_a_sum_is_worked_out_anew() -> None:
    """Other numbers bring another key, which is their product."""
    varied = change("exams", "numbers", make_question("ما ناتج 12 × 15؟", ("180", "170", "190", "150")))
    first, second = (int(word) for word in varied["question"].strip("؟").split() if word.isdigit())
    assert f"A. {first * second}" == varied["options"][0]


def test_a_question_with_more_than_a_sum_keeps_its_numbers() -> None:
    """A problem in words is not understood, and left alone."""
    fields = make_question("قطعت سيارة 60 كيلومترًا في ساعة، فكم تقطع في 3 ساعات؟", ("180", "170", "190", "150"))
    assert change("exams", "numbers", fields) is None


@pytest.mark.parametrize("second", ["شوقي", "بن علي"])
def test_only_people_without_a_second_name_are_renamed(second: str) -> None:
    """A buyer is renamed in all texts; who has a second name may be known and is not."""
    fields = make_question(
        "اشترى أحمد 5 أقلام، فكم قلمًا مع أحمد؟", ("5", "6", "7", "8"), "مع أحمد 5 أقلام.", "mathematics"
    )
    varied = change("exams", "names", fields)
    assert "أحمد" not in varied["question"] + varied["explanation"]
    known = {**fields, "question": f"اشترى أحمد {second} 5 أقلام، فكم قلمًا معه؟"}
    assert change("exams", "names", known) is None


def test_quotations_keep_their_words() -> None:
    """A connective is replaced outside a quotation and not inside one."""
    text = "كتب الرجل «سأعود عندما يهدأ البحر» عندما غادر الميناء."
    assert "كتب الرجل «سأعود عندما يهدأ البحر» حينما غادر الميناء." == reword(text, Random(1))


@pytest.mark.parametrize("text", ["اشتريت لهذا الولد كتابًا.", "لذلك الرجل بيت كبير.", "لا أملك إلا أن أشكره."])
def test_words_of_another_meaning_stay(text: str) -> None:
    """What looks like a connective and is none stays."""
    assert reword(text, Random(1)) is None


def test_spellings() -> None:
    """Each spelling changes what it names and nothing else."""
    assert "كتابا مهما" == drop_marks("كتابًا مُهمًّا")
    assert "هٰذا جيد جدًّا" == add_marks("هذا جيد جدا")
    assert "الي المدرسه في احد الايام" == loosen_letters("إلى المدرسة في أحد الأيام")
    assert "٣٫٥ كغ من CO2 و H2O" == turn_digits("3.5 كغ من CO2 و H2O")


@pytest.mark.parametrize(
    ("error_type", "sentence", "wrong"),
    [
        ("hamza", "نجح المشروع بسبب اجتماع الخبراء.", "إجتماع"),
        ("ta_marbuta", "عاد الصياد إلى القرية مساء.", "القريه"),
        ("ta_marbuta", "شرب الطفل مياه النبع الباردة.", "مياة"),
        ("alif_maqsura", "زار الوفد المدينة مرة أخرى.", "أخري"),
        ("tanwin", "بنى القائد الحصن بناءً على خطة قديمة.", "بناءًا"),
        ("verb_mood", "طلب المدرب من اللاعبين أن يحضروا مبكرين.", "يحضرون"),
        ("five_nouns", "سافر التاجر مع أخيه إلى الساحل.", "أخوه"),
        ("spelling_split_merge", "نام الأطفال عندما هدأت الريح.", "عند ما"),
    ],
)
def test_each_type_has_its_mistake(error_type: str, sentence: str, wrong: str) -> None:
    """A sentence with a sure place gets the mistake of the type there."""
    assert wrong in {spot.wrong for spot in FINDERS[error_type](sentence)}


@pytest.mark.parametrize(
    ("error_type", "sentence"),
    [
        ("ta_marbuta", "أحب الشاعر كتابة القصائد ليلا."),
        ("five_nouns", "زار الأمير أخاه في القلعة."),
        ("verb_mood", "قال الجيران إنهم كتبوا الرسالة."),
        ("spelling_split_merge", "شكر والده على الهدية."),
    ],
)
def test_places_in_doubt_are_left(error_type: str, sentence: str) -> None:
    """Where the changed word could be right, nothing is planted."""
    assert [] == list(FINDERS[error_type](sentence))


def test_a_sentence_with_a_mistake_gets_no_second_one() -> None:
    """A sentence that certainly has a mistake already is no correct one."""
    assert has_mistake("ذهب الولد الى المدرسة.")
    assert not has_mistake("ذهب الولد إلى المدرسة.")
