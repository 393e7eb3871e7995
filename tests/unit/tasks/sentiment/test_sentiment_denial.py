"""What opinions say by denying its opposite, and what a label may then be."""

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from prompts.tasks.sentiment.polarity.lexicon import weigh_closely
from prompts.tasks.sentiment.polarity.litotes import find_denials
from validators.base import Item
from validators.chain import Chain
from validators.text import normalize

SENTIMENT = find_task("sentiment")


def judge(text: str, label: str, *, foreign: bool = False) -> str | None:
    """Return the code that a text of any length is refused with, or None."""
    checks = Chain(SENTIMENT.checks(Strictness(foreign=foreign, words={"text": (1, 500)})))
    refusal = checks.judge(SENTIMENT.read(Item("sentiment", {"text": text, "sentiment": label}))).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("text", "poles"),
    [
        ("لم أجد في الحقيبة أي عيب", [0]),
        ("لم نلاحظ أدنى تقصير من أحد", [0]),
        ("بلا عيوب تذكر", [0]),
        ("ولا أذكر أنني ندمت يوما", [0]),
        ("لم يخب ظني فيه", [0]),
        ("ليس في هذا العرض ما يستحق المشاهدة", [1]),
        ("لا شيء هنا يدعو إلى الإعجاب", [1]),
        ("لا شيء هنا يدعو إلى الشكوى", [0]),
        ("الرواية لا تخلو من أخطاء", [1]),
        ("الرواية لا تخلو من متعة", [0]),
        ("لم أجد في المقهى القريب من المحطة أي عيب", [0]),
        ("لا شيء في المكتبة القريبة من الجامعة يدعو إلى الشكوى", [0]),
        ("لم أجد في المكتب من أشرح له أي خلل", []),
        ("لم أجد حلا لأي مشكلة", []),
        ("لم أجد إلا العيوب والمشاكل", []),
        ("لم يعد المطعم كما كان", []),
        ("وجدت في الحقيبة عيبا", []),
    ],
)
def test_denials_are_read(text: str, poles: list[int]) -> None:
    """A denied fault is praise, denied praise is blame; a fault that stays is not denied."""
    assert poles == [each.pole for each in find_denials(normalize(text).split())]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("لم ألاحظ في الخلاط أي خلل طوال سنة، ولم يتعطل مرة، ولا أشكو من شيء فيه", "positive"),
        ("لا عيب في هذه الشقة، ولم يضايقني فيها أحد، ولم أندم على اختيارها لحظة", "positive"),
        ("ليس في المعرض ما يستحق الزيارة، ولا شيء فيه يدعو إلى الإعجاب، ولم أكن راضيا عن ساعة قضيتها", "negative"),
        ("لا أقول إن الكرسي مريح أو جميل، فلم يعجبني شكله ولم تكن الجلسة عليه ممتعة، ولا أنصح به", "negative"),
        ("لا شيء في المسلسل يستحق المشاهدة، والحوار لا يخلو من أخطاء، والتمثيل ليس مقنعا ولا جيدا", "negative"),
    ],
)
def test_a_label_is_not_the_opposite_of_what_is_denied(text: str, own: str) -> None:
    """An opinion told by denials passes with its own label, not with the other."""
    assert judge(text, own) is None
    assert "label_contradicted" == judge(text, "negative" if own == "positive" else "positive")


@pytest.mark.parametrize("text", ["لم تكن الجلسة ممتعة", "لا أستطيع أن أقول إن الكرسي الجديد مريح"])
def test_negation_reaches_what_is_said_of_a_thing(text: str) -> None:
    """A negated verb of being or of saying turns the word that it tells of a thing."""
    assert (set(), set()) == weigh_closely(normalize(text).split(), "").strong
    assert (0, 1) == weigh_closely(normalize(text).split(), "").total


def test_denied_advice_is_no_praise() -> None:
    """A pair of words behind a negator speaks, mildly, for the other pole."""
    evidence = weigh_closely(normalize("لا أنصح به").split(), "")
    assert set() == evidence.strong[0]
    assert "انصح به" not in evidence.strong[0] | evidence.strong[1]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("وجدت الغرفة رديئة جدا والموظفين غير مبالين بشكوانا، وضاع وقتي بين مكتب ومكتب", "negative"),
        ("استقبلونا بأدب جم وحلوا مشكلتي في لحظات، والمكان مرتب جدا يريح النفس", "positive"),
    ],
)
def test_strong_wording_is_not_neutral(text: str, own: str) -> None:
    """Strong wording passes with its own label, and neither as neutral nor with the other one."""
    assert judge(text, own) is None
    assert ["label_contradicted"] * 2 == [judge(text, label) for label in {"positive", "negative", "neutral"} - {own}]


@pytest.mark.parametrize(
    "text",
    [
        "شكرا يا شركة النقل العظيمة على ساعتين من الانتظار تحت الشمس، إنجاز يفوق الوصف",
        "يا فخامة الرئيس انتظرنا طويلا ولم يأت أحد",
    ],
)
def test_people_may_mock(text: str) -> None:
    """Praise in mockery, and a title, do not contradict a negative label that people gave."""
    assert judge(text, "negative", foreign=True) is None
