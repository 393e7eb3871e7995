"""Mistakes that are planted: where each type is, what is left alone, and what is found of those that are there."""

from pathlib import Path
from random import Random

import pytest

from prompts.bank import read_bank
from prompts.tasks.grammar.augment import planting
from prompts.tasks.grammar.augment.doubts import has_mistake
from prompts.tasks.grammar.augment.planting import FINDERS, make_planter
from prompts.tasks.grammar.schema import ERROR_TYPE


@pytest.mark.parametrize(
    ("error_type", "sentence", "wrong"),
    [
        ("hamza", "نجح المشروع بسبب اجتماع الخبراء.", "إجتماع"),
        ("ta_marbuta", "عاد الصياد إلى القرية مساء.", "القريه"),
        ("ta_marbuta", "شرب الطفل مياه النبع الباردة.", "مياة"),
        ("alif_maqsura", "زار الوفد المدينة مرة أخرى.", "أخري"),
        ("tanwin", "بنى القائد الحصن بناءً على خطة قديمة.", "بناءًا"),
        ("verb_mood", "طلب المدرب من اللاعبين أن يحضروا مبكرين.", "يحضرون"),
        ("verb_mood", "لم يصلوا إلى القمة قبل الغروب.", "يصلون"),
        ("five_nouns", "سافر التاجر مع أخيه إلى الساحل.", "أخوه"),
        ("spelling_split_merge", "نام الأطفال بينما هدأت الريح.", "بين ما"),
        ("subject_verb_agreement", "رجع الجنود وفاز اللاعبون بالكأس.", "وفازوا"),
        ("subject_verb_agreement", "يجب أن يتعلم الباحثون الإحصاء.", "يتعلموا"),
        ("subject_verb_agreement", "سافرت المعلمة إلى الريف أمس.", "سافر"),
        ("subject_verb_agreement", "زرنا القرية التي تقع في أعلى الجبل.", "يقع"),
        ("adjective_agreement", "ولد الشاعر في المدينة القديمة قرب النهر.", "القديم"),
        ("case_ending", "وزع المدير الجوائز على اللاعبين مساء.", "اللاعبون"),
        ("case_ending", "عاش البحار عشرين عامًا على الجزيرة.", "عام"),
        ("number_noun_agreement", "غاب الصياد خمس سنوات عن أهله.", "خمسة"),
        ("number_noun_agreement", "قرأت الطفلة 25 كتابًا في الصيف.", "كتب"),
        ("pronoun_reference", "يعيش كثير من الطيور في هذه الغابة.", "هذا"),
        ("pronoun_reference", "يساعد الطبيب الأطفال الذين يعانون من الربو.", "الذي"),
        ("preposition", "يعتمد المزارع هنا، إذ تعتمد على المطر.", "تعتمد إلى"),
        ("definiteness", "كان أبوه من أشهر الأطباء في حلب.", "الأشهر"),
        ("definiteness", "مشى الحارس إلى هذه البوابة الحديدية.", "بوابة"),
        ("word_order", "لكن القافلة لم تصل إلى الواحة.", "تصل لم"),
        ("word_order", "جلس الضيوف في القاعة الكبيرة ساعة.", "الكبيرة القاعة"),
    ],
)
def test_each_type_has_its_mistake(error_type: str, sentence: str, wrong: str) -> None:
    """A sentence with a sure place gets the mistake of the type there, and with it would get no other."""
    assert wrong in {spot.wrong for spot in FINDERS[error_type](sentence)}
    spoilt = [spot for spot in FINDERS[error_type](sentence) if spot.wrong == wrong]
    assert not has_mistake(sentence)
    assert has_mistake(sentence.replace(spoilt[0].right, wrong))


def test_every_type_has_a_rule() -> None:
    """Each type of mistake that rows may have can be planted."""
    assert ERROR_TYPE.weights.keys() == FINDERS.keys()


@pytest.mark.parametrize(
    ("error_type", "sentence"),
    [
        ("ta_marbuta", "أحب الشاعر كتابة القصائد ليلا."),
        ("ta_marbuta", "اجتمع عليه القوم في السوق."),
        ("ta_marbuta", "كانت التفاتة المهاجم سريعة."),
        ("hamza", "القلب مليء بالفرح دائما."),
        ("hamza", "هذا جزء من الكتاب الأول."),
        ("hamza", "فرح الصغير لأن المطر نزل."),
        ("alif_maqsura", "ارتفع المستوى في هذا الصف."),
        ("alif_maqsura", "نقل الجريح إلى المستشفى ليلا."),
        ("tanwin", "كان السباق حقًا صعب البداية."),
        ("tanwin", "قال الرجل شكرًا ثم مضى."),
        ("tanwin", "زاد الأمر قوةً بعد حين."),
        ("five_nouns", "زار الأمير أخاه في القلعة."),
        ("five_nouns", "وصل الأمير قبل أخيه بساعة."),
        ("five_nouns", "جلس الضيف خلف أخيه صامتا."),
        ("five_nouns", "حضر الضيف لكن أخاه غاب."),
        ("five_nouns", "عاد أبوه من السوق مساء."),
        ("five_nouns", "لا يعرف الناس من أبيه شيئا."),
        ("verb_mood", "قال الجيران إنهم كتبوا الرسالة."),
        ("verb_mood", "عمل الطلاب في الشركة بعد أن تخرجوا."),
        ("verb_mood", "نجح الفريقان بعد أن تعاونوا."),
        ("verb_mood", "سكت الجيران بعد أن توصلوا إلى صلح."),
        ("verb_mood", "عادوا بعد أن يئسوا من المطر."),
        ("verb_mood", "لم يكن الباب مغلقا أمس؟"),
        ("spelling_split_merge", "شكر والده على الهدية."),
        ("spelling_split_merge", "نام عبد الله عندما هدأت الريح."),
        ("subject_verb_agreement", "زار الوزير المعلمين في القرية."),
        ("subject_verb_agreement", "شكرت المعلمة تلاميذها بعد الدرس."),
        ("subject_verb_agreement", "هذه هي الشركة التي تعمل في مبناها أختي."),
        ("adjective_agreement", "هذا باب المدينة القديمة الغربي."),
        ("adjective_agreement", "أجب عن هذه الأسئلة الجديدة."),
        ("case_ending", "تنزه الزوار بين البلدين أمس."),
        ("case_ending", "من المعلمين جاء اثنان أمس."),
        ("number_noun_agreement", "في عام 25 شهرًا واحدا."),
        ("number_noun_agreement", "نزل الركاب في الثالث عشر أيام العيد."),
        ("pronoun_reference", "لهذه المدينة سور قديم."),
        ("pronoun_reference", "اشترى هذه السيارة رجل غريب."),
        ("pronoun_reference", "هذا ما أعطاه الأطفال الذين يعيشون معه."),
        ("preposition", "يعتمد على الأقل اثنان منهم."),
        ("preposition", "عاد إلى القرية رجل غريب."),
        ("definiteness", "يجب على جميع العاملين الحضور."),
        ("definiteness", "رأى جميع الناس الهلال."),
        ("definiteness", "شارك الجميع بما في ذلك المنظمات الوطنية."),
        ("word_order", "لم تذهب إلى السوق؟"),
        ("word_order", "بحث عنه في السياسة الخارجية طويلا."),
    ],
)
def test_places_in_doubt_are_left(error_type: str, sentence: str) -> None:
    """Where the changed word could be right, or the explanation would be wrong, nothing is planted."""
    assert [] == list(FINDERS[error_type](sentence))


@pytest.mark.parametrize("error_type", FINDERS)
def test_no_listed_word_is_right_and_wrong(error_type: str) -> None:
    """No word that a bank plants as a mistake stands in it, or in the bank of another type, as right."""
    folder = Path(planting.__file__).parent
    banks = {name: read_bank(folder / f"{name}.txt") for name in FINDERS if (folder / f"{name}.txt").exists()}
    right = {
        entry[0]
        for name, bank in banks.items()
        if name != "verb_mood"
        for entries in bank.values()
        for entry in entries
    }
    wrong = {entry[1] for entries in banks.get(error_type, {}).values() for entry in entries}
    assert set() == right & wrong


def test_a_sentence_with_a_mistake_gets_no_second_one() -> None:
    """A sentence that certainly has a mistake already is no correct one."""
    assert has_mistake("ذهب الولد الى المدرسة.")
    assert not has_mistake("ذهب الولد إلى المدرسة.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("يقول الباحثون أن هذه الغابة قديمة.", True),
        ("وقال له صاحبه أنه سيعود إلى القرية.", True),
        ("لا يمكن القول أن القرية بعيدة.", True),
        ("يقول الباحثون إن هذه الغابة قديمة.", False),
        ("يرى الباحثون أن هذه الغابة قديمة.", False),
        ("قال صاحبه: أريد أن أعود إلى القرية.", False),
    ],
)
def test_no_mistake_is_planted_beside_another(sentence: str, expected: bool) -> None:
    """A sentence that has أن behind a word of saying gets no mistake of any type."""
    assert expected == has_mistake(sentence)
    planted = [make_planter(name)({"correction": sentence}, "", Random(1)) for name in FINDERS]
    assert expected == (not any(planted))
