"""Whether a text is in the dialect that its row states, where its words tell."""

import pytest

from prompts.base import Strictness
from prompts.discover import find_task
from validators.base import Item
from validators.chain import Chain

SENTIMENT = find_task("sentiment")
SPOKEN = {
    "egyptian": "المحل ده مش زي زمان خالص، الراجل اللي واقف هناك بيكلمنا من غير نفس ومحدش سأل، ومش عايز أدخله تاني.",
    "gulf": "والله المحل مب مثل أول، وش السالفة ما أدري، اللي هناك ما يعطونك ويه، وأنا الحين ما أبغى أدخله مرة ثانية.",
    "levantine": "هالمحل ما عاد متل أول، الشب اللي هونيك ما عم يحكي مع حدا منيح، وأنا هلق ما بدي ارجع لعندو.",
    "maghrebi": "هاد المحل ما بقاش كيما كان، مول الحانوت ما كيجاوبش الناس مزيان، ودابا ما بغيتش نرجع ليه بزاف.",
}
WRITTEN = (
    "دخلت هذا المتجر الذي أوصتني به جارتي، ولم أجد فيه ما أبحث عنه، وكان البائع منشغلا بهاتفه، ولن أدخله مرة أخرى."
)


def judge(text: str, dialect: str, *, foreign: bool = False) -> str | None:
    """Return the code that a text of any length, labelled neutral, is refused with, or None."""
    checks = Chain(SENTIMENT.checks(Strictness(foreign=foreign, words={"text": (1, 500)})))
    refusal = checks.judge(
        SENTIMENT.read(Item("sentiment", {"text": text, "sentiment": "neutral", "dialect": dialect}))
    ).refusal
    return refusal.code if refusal else None


@pytest.mark.parametrize("foreign", [False, True])
@pytest.mark.parametrize("spoken", SPOKEN)
def test_a_text_is_in_its_own_dialect_alone(spoken: str, foreign: bool) -> None:
    """A text full of words of one dialect passes as that dialect and as no other, and not as Standard Arabic."""
    assert judge(SPOKEN[spoken], spoken, foreign=foreign) is None
    for other in {*SPOKEN, "msa"} - {spoken}:
        assert "dialect" == judge(SPOKEN[spoken], other, foreign=foreign), other


@pytest.mark.parametrize("dialect", SPOKEN)
def test_standard_arabic_is_no_dialect(dialect: str) -> None:
    """A long text of plain Standard Arabic passes as such and as no dialect."""
    assert judge(WRITTEN, "msa") is None
    assert judge(WRITTEN, dialect) == judge(WRITTEN, dialect, foreign=True) == "dialect"


@pytest.mark.parametrize("dialect", [*SPOKEN, "msa"])
@pytest.mark.parametrize(
    "text",
    ["الأكل طيب والسعر غالي والمكان زحمة يوم الجمعة", "الطلب وصل بعد ساعة والموظف قال الزحمة يوم الخميس هي السبب"],
)
def test_texts_of_any_dialect_pass(text: str, dialect: str) -> None:
    """A text without words that decide passes with every dialect."""
    assert judge(text, dialect) is None


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        (f"{WRITTEN} ده اللي شفته هناك.", "egyptian"),
        (f"{WRITTEN} وهيك صار معي.", "levantine"),
        (
            "الجماعة في المحل ده ما بيعرفوش يتكلموا، والتطبيق الذي حملته ليس له لازمة، لن أجربه حتى لو بفلوس أقل",
            "egyptian",
        ),
        ("ما فهمت ليش التطبيق الذي حملته ليس شغال عندي، ولن أحاول مرة ثانية مع هالناس في الأيام الجاية كلها", "gulf"),
    ],
)
def test_dialects_may_mix_with_the_standard(text: str, dialect: str) -> None:
    """A text of a dialect may hold Standard Arabic beside it."""
    assert judge(text, dialect) is None


@pytest.mark.parametrize("dialect", ["sudanese", "", "مصري"])
def test_dialects_that_are_not_known_are_not_judged(dialect: str) -> None:
    """A dialect of the user's own is left alone."""
    assert judge(WRITTEN, dialect) is judge(SPOKEN["egyptian"], dialect) is None


def test_people_may_say_a_word_of_their_dialect() -> None:
    """One sure word of a dialect in Standard Arabic is refused in generated rows alone."""
    text = "التطبيق جيد لكن الإعلانات كثيرة، وهذا مش مقبول مع اشتراك مدفوع"
    assert "dialect" == judge(text, "msa")
    assert judge(text, "msa", foreign=True) is None
