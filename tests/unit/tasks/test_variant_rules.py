"""Rules that vary rows: what they change, and what they leave alone."""

from random import Random
from typing import Any

import pytest

from prompts.discover import find_task
from prompts.variants.rewording import CONNECTIVES, PRAISE, reword
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


def test_a_sum_is_explained_by_itself() -> None:
    """The explanation of a new sum holds the sum and its result, in more than one way of saying it."""
    fields = make_question("ما ناتج ضرب 12 في 15؟", ("180", "170", "190", "150"), "نضرب العددين فنجد 180.")
    rule = next(each for each in find_task("exams").variants() if each.name == "numbers")
    varied = [rule.change(fields, "", Random(seed)) for seed in range(20)]
    rows = [row for row in varied if row is not None]
    for row in rows:
        asked = row["question"].removeprefix("ما ناتج ").removesuffix("؟")
        assert (True, True) == (asked in row["explanation"], row["options"][0][3:] in row["explanation"])
    assert 2 < len({"".join(each for each in row["explanation"] if not each.isdigit()) for row in rows})


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("أحمد", {"يوسف", "إبراهيم", "مروان", "عثمان", "سليمان", "إسماعيل"}),
        ("مصطفى", {"موسى", "عيسى"}),
        ("ليلى", {"سلمى", "رانيا"}),
    ],
)
def test_names_keep_their_inflection(name: str, others: set[str]) -> None:
    """A name gives way to names that show the same cases in the same way."""
    fields = make_question(f"مع {name} 5 أقلام وأعطى أخوه {name} 3.", ("8", "6", "7", "9"), "", "mathematics")
    rule = next(each for each in find_task("exams").variants() if each.name == "names")
    told = {rule.change(fields, "", Random(seed))["question"].split()[1] for seed in range(60)}  # type: ignore[index]
    assert others == told


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


@pytest.mark.parametrize(
    "text",
    [
        "يعمل الجهاز بشكل دائم.",
        "لا أقبل الدعوة، إلا أن يكون أخي حاضرًا.",
        "ضرب لنا مثلا، إلا أن تسأل عنه.",
        "هذا بنزين ممتاز لسيارتي.",
        "نجحت بتقدير ممتاز هذا العام.",
        "بيت لذلك الرجل.",
        "تمت إضافة إلى ذلك المبنى.",
        "على سبيل المثال لا الحصر.",
        "خرج من أجل العلماء رجلان.",
    ],
)
def test_pairs_need_their_context(text: str) -> None:
    """Words that stand for each other in some places only are left in the others."""
    assert reword(text, Random(1), (*CONNECTIVES, *PRAISE)) is None


@pytest.mark.parametrize(
    ("text", "reworded"),
    [
        ("سقط المطر، إلا أنه لم يكف.", {"سقط المطر، غير أنه لم يكف.", "سقط المطر، بيد أنه لم يكف."}),
        ("سقط المطر، غير أن النهر جف.", {"سقط المطر، إلا أن النهر جف.", "سقط المطر، بيد أن النهر جف."}),
        ("الفيلم ممتاز جدا.", {"الفيلم رائع جدا."}),
        ("كانت خدمة ممتازة.", {"كانت خدمة رائعة."}),
        ("تعبت ولذلك لم أحضر.", {"تعبت ولهذا لم أحضر."}),
        ("أسرع كي لا تتأخر.", {"أسرع لئلا تتأخر."}),
    ],
)
def test_pairs_stand_for_each_other(text: str, reworded: set[str]) -> None:
    """In its place, a word is replaced with what stands before and behind it left as it is."""
    assert reword(text, Random(1), (*CONNECTIVES, *PRAISE)) in reworded


@pytest.mark.parametrize(
    ("written", "turned"),
    [
        ("3.5 كغ من CO2 و H2O", "٣٫٥ كغ من CO2 و H2O"),
        ("1990-1995", "١٩٩٠-١٩٩٥"),
        ("بين (12-5) و3:45.", "بين (١٢-٥) و٣:٤٥."),
        ("دفع 1,000 دينار، أي 25%.", "دفع ١٬٠٠٠ دينار، أي ٢٥٪."),
        ("1,234,567.5", "١٬٢٣٤٬٥٦٧٫٥"),
        ("2x+5 و1,5 و192.168.1.1 و#7", "2x+5 و1,5 و192.168.1.1 و#7"),
    ],
)
def test_numbers_are_turned_as_a_whole(written: str, turned: str) -> None:
    """A number expression gets the digits and signs of one script, or stays as it is."""
    assert turned == turn_digits(written)


def test_spellings() -> None:
    """Each spelling changes what it names and nothing else."""
    assert "كتابا مهما" == drop_marks("كتابًا مُهمًّا")
    assert "هٰذا جيد أيضًا" == add_marks("هذا جيد أيضا")
    assert "الي المدرسه في احد الايام" == loosen_letters("إلى المدرسة في أحد الأيام")


@pytest.mark.parametrize("word", ["كل", "مثلا", "جدا", "أنه", "غالبا", "شكرا"])
def test_words_of_two_readings_get_no_marks(word: str) -> None:
    """A word that marks would decide the meaning of is left bare."""
    assert word == add_marks(word)
