"""Texts that are no opinion of their writer's own, and two opinions in one."""

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from validators.base import Item
from validators.chain import Chain

SENTIMENT = find_task("sentiment")
OPINION = "حجزت غرفة في الطابق الثالث وكانت النافذة تطل على ساحة صغيرة"


def judge(text: str, label: str = "neutral", *, foreign: bool = False) -> str | None:
    """Return the code that a text of any length is refused with, or None."""
    checks = Chain(SENTIMENT.checks(Strictness(foreign=foreign, words={"text": (1, 500)})))
    refusal = checks.judge(SENTIMENT.read(Item("sentiment", {"text": text, "sentiment": label}))).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    "frame",
    [
        *(
            "فيما يلي تعليق كتبه أحد النزلاء: {}",
            "رأي زبون في الفندق: {}",
            "مراجعة من مستخدم: {}",
            "كتبت: سلمى حسن - {}",
        ),
        *("بقلم: سامي عادل\n{}", "المشاهدات: 830 - {}", "تاريخ النشر: 12/4/2023 {}", "الرئيسية > سياحة > فنادق {}"),
    ],
)
def test_what_stands_around_an_opinion_is_refused_everywhere(frame: str) -> None:
    """A reporter, a byline, a count or the path of a page before a text is refused in generated and foreign rows."""
    assert judge(frame.format(OPINION)) == judge(frame.format(OPINION), foreign=True) == "header"


@pytest.mark.parametrize(
    "text", [f"بيروت - رويترز - {OPINION}", "إليك أهم خطوات حجز الفندق: قارن الأسعار واقرأ الشروط ثم ادفع"]
)
def test_news_and_advice_are_refused_in_generated_rows_alone(text: str) -> None:
    """A dateline or a list of advice is no opinion of a model's; people do post them."""
    assert judge(text) == "header"
    assert judge(text, foreign=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "يعبر صاحب التعليق عن استيائه من الغرفة ومن طول الانتظار",
        "يصف العميل عن قرب تجربته ويعبر كاتب المراجعة عن رضاه",
        "هذا تعليق يعبر عن شعور صاحبه بعد الزيارة",
        "هذا النص يتكون من ثلاثين كلمة ويتحدث عن الفندق",
        f"{OPINION} وهذا رأي في عشرين كلمة على الأقل",
        "هذه المراجعة كما طلبت مني عن الفندق القريب",
    ],
)
def test_texts_that_speak_of_themselves_are_refused(text: str) -> None:
    """A text that speaks of itself, or of its writer as of somebody else, is the work of an annotator."""
    assert judge(text) == "task_in_text"


@pytest.mark.parametrize(
    "text",
    [
        *(
            OPINION,
            "يصف الكاتب حياة القرية في فصول قصيرة",
            "قرأت تعليق أحد الزوار قبل أن أحجز",
            "كتبت لهم رسالة ولم أتلق جوابا",
        ),
        *(
            "رأي الطبيب كان مختلفا: علي أن أنتظر",
            "هذا الكتاب يحتوي على عشرين فصلا",
            "خاص بالنساء هذا النادي - ومواعيده مناسبة",
        ),
        "هذه الأسباب دفعتني إلى تغيير المصرف",
        "يعبر الكاتب عن حزنه بلغة صادقة في هذا الكتاب، وقد بكيت عند صفحاته الأخيرة",
        "خاص: وصلني الطلب في موعده وكان التغليف متقنا",
    ],
)
def test_opinions_may_speak_of_writers_and_texts(text: str) -> None:
    """A book's writer, other people's comments and advice that was taken may be spoken of."""
    assert judge(text) is None


PRAISE = "الطعام لذيذ والعاملون في غاية اللطف. استمتعنا بكل لحظة وأنصح الجميع بزيارته."
BLAME = "وجدت الفندق قذرا والموظفين في منتهى الوقاحة. ندمت على حجزي فيه ولن أعود إليه."


@pytest.mark.parametrize(("first", "second"), [(PRAISE, BLAME), (BLAME, PRAISE)])
def test_opposite_opinions_are_two(first: str, second: str) -> None:
    """Pure praise and then pure blame are two opinions, unless the writer turns, or weighs both."""
    text = f"{first} {second}"
    assert {judge(text, "positive"), judge(text, "negative")} == {"several_opinions"}
    assert judge(text, "neutral") is None
    assert judge(f"{first} لكن {second}", "negative") is None
    assert judge(text, "negative", foreign=True) is None


def test_one_opinion_is_not_two() -> None:
    """A text of one pole passes however strong it is."""
    assert judge(PRAISE, "positive") is judge(BLAME, "negative") is None
