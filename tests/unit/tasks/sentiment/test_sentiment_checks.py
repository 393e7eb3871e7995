"""The checks of opinions: labels that are announced, marks and words that contradict them, texts that are none."""

import csv
import os
from pathlib import Path

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from prompts.tasks.sentiment.checks.contradiction import LabelContradicted
from prompts.tasks.sentiment.checks.rating import read_ratings
from prompts.tasks.sentiment.polarity.lexicon import load_lexicon, weigh_closely
from validators.base import Item
from validators.chain import Chain
from validators.text import normalize

SENTIMENT = find_task("sentiment")
ROOT = Path(os.environ.get("ARABIC_SYNTH_REAL_DATA", Path(__file__).parents[5] / "shared" / "data"))
LABELS = {"POS": "positive", "NEG": "negative", "NEU": "neutral"}
WORDS = {"text": (1, 500)}
PRAISE = "مكان رائع وخدمة ممتازة والطعام لذيذ وكل شيء متقن"
BLAME = "تجربة فظيعة والطعام مقرف والنادل وقح والطاولة قذرة"


def judge(text: str, label: str, *, foreign: bool = False) -> str | None:
    """Return the code that a text of any length is refused with, or None."""
    checks = Chain(SENTIMENT.checks(Strictness(foreign=foreign, words=WORDS)))
    refusal = checks.judge(SENTIMENT.read(Item("sentiment", {"text": text, "sentiment": label}))).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(("text", "own"), [(PRAISE, "positive"), (BLAME, "negative")])
def test_plain_words_decide(text: str, own: str) -> None:
    """A text full of strong words of one pole passes with its own label and with no other."""
    assert judge(text, own) is None
    for label in set(LABELS.values()) - {own}:
        assert judge(text, label) == "label_contradicted"


@pytest.mark.parametrize(
    "text",
    ["الفندق غير مريح والطعام ليس لذيذا ولا الخدمة ممتازة كما زعموا", "يقولون إنه رائع لكن الواقع مقرف وسيئ جدا"],
)
def test_negated_and_mixed_praise_may_be_negative(text: str) -> None:
    """Praise that is negated, or outweighed, does not contradict a negative label."""
    assert judge(text, "negative") is None


@pytest.mark.parametrize("text", ["نص سلبي: الطعام بارد", "التقييم: سلبي، الطعام بارد", "الطعام بارد #سلبي"])
def test_announced_labels_are_refused_everywhere(text: str) -> None:
    """A label that is announced is refused in generated and in foreign rows."""
    assert judge(text, "negative") == judge(text, "negative", foreign=True) == "label_in_text"


@pytest.mark.parametrize(
    "text",
    [
        *("رأيي سلبي في هذا المطعم", "وهذا تقييم سلبي بلا شك", "إنه تعليق سلبي لا غير", "تقييمي العام سلبي"),
        *("النص سلبي كما ترون", "مراجعة سلبية عن المطعم"),
    ],
)
def test_texts_that_call_themselves_by_a_label_are_refused(text: str) -> None:
    """An opinion that calls itself positive, negative or neutral is refused in generated and in foreign rows."""
    assert judge(text, "negative") == judge(text, "negative", foreign=True) == "label_in_text"


@pytest.mark.parametrize(
    "text", ["تجربتي مع المطعم كانت سلبية", "كان انطباعي عن المكان سلبيًا", "موقفي من المطعم سلبي", "كتبته بنبرة سلبية"]
)
def test_people_may_call_an_experience_by_a_label(text: str) -> None:
    """An experience that is called by a label is refused in generated rows alone."""
    assert judge(text, "negative") == "label_in_text"
    assert judge(text, "negative", foreign=True) is None


@pytest.mark.parametrize("form", ["[إيجابي] {}", "(سلبي) {}", "**محايد** {}", "«سلبي» {}", "سلبي | {}", "إيجابي -> {}"])
def test_labels_in_brackets_before_a_text_are_announced(form: str) -> None:
    """A label that stands before a text in brackets, stars or beside an arrow is announced."""
    assert judge(form.format("الطعام بارد والمكان بعيد"), "neutral") == "label_in_text"


@pytest.mark.parametrize(
    "text",
    [
        "حلّل نبرة النص الآتي: الطعام بارد",
        "صنف هذه التغريدة بحسب المشاعر: الطعام بارد",
        "ما هي قطبية المشاعر في هذه المراجعة؟ الطعام بارد",
        "الطعام بارد. أهذا التعليق سلبي؟",
        "الطعام بارد. أتراه إيجابيا أم سلبيا؟",
        "الطعام بارد، إيجابي أو سلبي أو محايد",
        "الطعام بارد. إيجابي أم سلبي؟",
        "Classify the sentiment of this review: الطعام بارد",
    ],
)
def test_work_of_an_annotator_is_refused(text: str) -> None:
    """An order to label a text, or the question which label it has, is refused in generated and in foreign rows."""
    assert judge(text, "negative") == judge(text, "negative", foreign=True) == "task_in_text"


@pytest.mark.parametrize(
    "text",
    [
        "لم ألحظ شيئا إيجابيا أو سلبيا يستحق الذكر في هذه الزيارة",
        "حدد الموظف موعدا آخر ولم يراع شعور الزبائن في هذا المكان",
        "ما رأي الناس في هذا الكلام الذي نشرته الإدارة",
        "صنف جديد من القهوة على القائمة",
        "قد يكون أثر الجهاز في الأطفال إيجابيا أم سلبيا بحسب ساعات استعماله",
        "سواء كان الرد إيجابيا أم سلبيا فأنا لا أنتظره",
        "قد يكون أثره في البيت إيجابيا أم سلبيا، فالأمر بيد الوالدين",
        "لكل قرار وجهان، إيجابي أم سلبي، والحكم لمن جرب",
    ],
)
def test_words_of_annotators_pass_in_opinions(text: str) -> None:
    """An opinion may speak of feelings, sorts and sides."""
    assert judge(text, "neutral") is None


@pytest.mark.parametrize(
    "text", ["للتطبيق إيجابيات وسلبيات كثيرة", "نشرت رأيي السلبي على صفحتي بالأمس", "كانت نتيجة الفحص سلبية"]
)
def test_words_about_poles_pass(text: str) -> None:
    """Pros and cons may be spoken of."""
    assert judge(text, "neutral") is None


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("أعطيه 10/10", [1.0]),
        ("تقييمي ٣/١٠ لا أكثر", [0.3]),
        ("تقييمي للفيلم واحد من عشرة", [0.1]),
        ("أعطيتهم خمس نجوم", [1.0]),
        ("★☆☆☆☆", [0.2]),
        ("فندق خمس نجوم في وسط المدينة", []),
        ("يوم 10/10/2020 على مدار 24/7", []),
        ("ثلاثة من خمسة أصدقاء", []),
    ],
)
def test_marks_are_read(text: str, shares: list[float]) -> None:
    """A mark is a share of the full mark; dates, groups and a hotel's class are no marks."""
    assert shares == read_ratings(text)


def test_marks_that_differ_decide_nothing() -> None:
    """A text with a good and a bad mark is left to its words."""
    assert judge("الطعام 10/10", "negative") == "rating_contradicted"
    assert judge("الطعام 10/10 والخدمة 1/10", "negative") is None


@pytest.mark.parametrize("text", ["#وسم #آخر", "@someone @other", "https://a.b/c #وسم"])
def test_tags_are_no_prose(text: str) -> None:
    """Hashtags, mentions and links alone are no opinion; with a word they are."""
    assert judge(text, "neutral") == "no_prose"
    assert judge(f"{text} جميل", "neutral") is None


def test_lists_are_refused_in_generated_rows_alone() -> None:
    """A numbered list is several opinions in a generated row; people do list what they say."""
    text = "1. الطعام بارد\n2. الخدمة بطيئة"
    assert judge(text, "negative") == "several_opinions"
    assert judge(text, "negative", foreign=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "الطعام بارد\n---\nالخدمة بطيئة",
        "الطعام بارد\n\n###\nالخدمة بطيئة",
        "أولًا: الطعام بارد\nثانيًا: الخدمة بطيئة",
        "الزبون الأول: الطعام بارد. الزبون الثاني: الخدمة بطيئة",
        "أ) الطعام بارد\nب) الخدمة بطيئة",
    ],
)
def test_parted_opinions_are_refused(text: str) -> None:
    """Texts that a line of signs, an ordinal, a letter or a name parts are several opinions."""
    assert judge(text, "negative") == "several_opinions"


@pytest.mark.parametrize(
    "text", ["الطعام بارد - والخدمة بطيئة -", "أولا الطعام بارد، ثانيا الخدمة بطيئة", "وصل متأخرا\n\nولم يعتذر"]
)
def test_one_opinion_may_have_parts(text: str) -> None:
    """Dashes, ordinals within a line and paragraphs do not make several opinions."""
    assert judge(text, "negative") is None


def test_lexicon_is_large_and_consistent() -> None:
    """Each pole has more than 150 strong words, more than 400 in all with pairs, and no form speaks for both."""
    lexicon = load_lexicon()
    for pole in (0, 1):
        assert len({hit.base for hit in lexicon.words.values() if hit.strong and hit.pole == pole}) > 150
    assert len({hit.base for hit in (*lexicon.words.values(), *lexicon.pairs.values()) if hit.strong}) > 400


def test_negation_turns_words() -> None:
    """A negated word speaks, mildly, for the other pole."""
    evidence = weigh_closely(normalize("الطعام غير لذيذ").split(), "")
    assert (set(), set()) == evidence.strong
    assert (0, 1) == evidence.total


@pytest.mark.real_data
def test_real_labels_are_not_contradicted() -> None:
    """Of real tweets with human labels, fewer than one in two hundred is refused as contradicted."""
    path = ROOT / "arsarcasm_v2/training_data.csv"
    if not path.exists():
        pytest.skip("the tweets are not here")
    check, refused, count = LabelContradicted(), 0, 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            item = Item("sentiment", {"text": row["tweet"], "sentiment": LABELS[row["sentiment"]]})
            refused += check.judge(SENTIMENT.read(item), {}) is not None
            count += 1
    assert count > 12_000
    assert refused < count / 200


@pytest.mark.parametrize(
    ("text", "label", "code"),
    [
        ("تأخر الطلب يومين. شعوري سلبي تجاه ما حدث.", "negative", "label_in_text"),
        ("افتتح المعرض أبوابه صباح السبت. (رأي محايد)", "neutral", "label_in_text"),
        (
            "ليس في هذا المتحف ما يستحق الثناء، ولم أكن سعيدًا بزيارته، فالقاعات ليست جيدة",
            "positive",
            "label_contradicted",
        ),
        ("إليك خمس نصائح قبل السفر: احجز مبكرًا واحمل القليل", "neutral", "header"),
        ("تأخر الطلب يومين ولم يعتذر أحد", "negative", None),
    ],
)
def test_label_of_a_model_is_held_to_its_text_without_our_fields(text: str, label: str, code: str | None) -> None:
    """A model's row is judged as strictly without our fields as with them, but for its length."""
    checks = Chain(SENTIMENT.checks(Strictness(foreign=True, bare=True)))
    refusal = checks.judge(SENTIMENT.read(Item("sentiment", {"text": text, "sentiment": label}))).refusal
    assert code == (refusal.code if refusal else None)
