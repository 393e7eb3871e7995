"""Rewrites and the persona they were made for: quoting it, speaking in its name, and echoing its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.personas.bank import load_bank
from validators.base import Item, Measures, Reading, Refusal
from validators.persona import PERSONA_CODES, QUOTED_WORDS, judge_persona
from validators.text import normalize

TEACHER = "معلمة فيزياء في المنصورة تشرح قوانين الحركة بعربات صغيرة صنعتها بيدها من أغطية الزجاجات"
NURSE = "A night nurse in a small coastal hospital who explains everything with stories about tides"


def judge(text: str, persona: str = TEACHER, *, may_speak: bool = False) -> tuple[Refusal | None, Measures]:
    """Return what becomes of a row with one text, and what was measured."""
    measures: Measures = {}
    reading = Reading(Item("any", {"text": text}), lambda fields: {"text": fields["text"]})
    return judge_persona(reading, persona, measures, may_speak=may_speak), measures


def name_code(refusal: Refusal | None) -> str:
    """Return the code of a refusal, or an empty string."""
    return refusal.code if refusal else ""


@pytest.mark.parametrize(
    "text",
    [
        "سألت معلمةُ الفيزياء طلابها: ما أثر الاحتكاك؟ وهي تشرح قوانين الحركة بعربات صغيرة في الصف",
        "تَشْرَحُ قوانين الحركة، بعربات صغيرة",
    ],
)
def test_a_quotation_is_refused(text: str) -> None:
    """Five words of the persona in a row are refused and quoted, whatever their vowel marks and punctuation."""
    refusal, _ = judge(text)
    assert Refusal("quotes_persona", normalize("تشرح قوانين الحركة بعربات صغيرة")) == refusal


def test_four_words_in_a_row_pass() -> None:
    """Fewer words are what two texts on one matter share."""
    assert judge("ما أثر الكتلة حين تشرح قوانين الحركة بعربات كبيرة؟")[0] is None


def test_a_quotation_in_english_is_refused() -> None:
    """A persona in English is quoted in English."""
    assert "quotes_persona" == name_code(judge("She explains everything with stories about tides.", NURSE)[0])


@pytest.mark.parametrize(
    "text",
    [
        "بصفتي معلمة فيزياء، أسألكم: ما وحدة القوة؟",
        "ما وحدة القوة؟ أسأل بوصفي خبيرة بالقياس",
        "باعتباري مختصة، ما وحدة القوة؟",
        "كوني معلمة جعلني أسأل: ما وحدة القوة؟",
        "لكوني أعمل معلمة، أريد أن أعرف: ما وحدة القوة؟",
        "أنا معلمة وأسألكم عن وحدة القوة",
        "أنا كمعلمة أسأل عن وحدة القوة",
        "كمعلمة فيزياء، ما الذي أقيس به القوة؟",
        "تسأل ليلى، بصفتها معلمة، عن وحدة القوة",
        "بحكم عملي في المدارس، ما وحدة القوة؟",
        "من واقع خبرتي، ما وحدة القوة؟",
        "ما وحدة القوة بحسب الشخصية المعطاة؟",
        "سؤال على لسان الشخصية: ما وحدة القوة؟",
    ],
)
def test_speaking_as_the_persona_is_refused(text: str) -> None:
    """A row that speaks in the persona's name, or of it, is refused, but where rows speak in the first person."""
    assert "speaks_as_persona" == name_code(judge(text)[0])
    assert judge(text, may_speak=True)[0] is None


@pytest.mark.parametrize(
    "text",
    ["As a nurse, I ask: what moves the tides?", "In my work, what moves the tides?", "Which tide suits this persona?"],
)
def test_speaking_as_the_persona_in_english_is_refused(text: str) -> None:
    """The same in English."""
    assert "speaks_as_persona" == name_code(judge(text, NURSE)[0])


@pytest.mark.parametrize(
    "text",
    [
        "ما وحدة قياس القوة؟",
        "عربة كتلتها خمسون كيلوغرامًا تتحرك على سكة، فما زخمها؟",
        "بصفته قائدًا للجيش، ماذا قرر خالد بن الوليد؟",
        "كوني صادقة في قولك",
        "من هي هذه الشخصية التي قادت الجيش؟",
        "أنا طالب مجتهد",
        "تعمل هند معلمة في قريتها",
        "كان العمل شاقا",
        "The particle acts as a wave.",
    ],
)
def test_what_a_question_may_say_passes(text: str) -> None:
    """Rows that share a subject with the persona, or speak of others, pass."""
    assert judge(text)[0] is None


def test_overlap_is_the_share_of_content_words() -> None:
    """Content words count once, with or without article and particles; function words do not count."""
    persona = "معلمة فيزياء في المنصورة تشرح"
    shares = [judge(text, persona)[1]["persona_overlap"] for text in ("في", "الفيزياء", "وفيزياء بالمنصورة", persona)]
    assert [0.0, 0.25, 0.5, 1.0] == shares


def test_a_persona_without_content_is_echoed_by_nothing() -> None:
    """A persona of function words refuses nothing."""
    assert (None, {"persona_overlap": 0.0}) == judge("من في على إلى عن مع", "من في على إلى عن مع")


words = st.lists(st.sampled_from(TEACHER.split()), max_size=12)


@given(st.integers(0, 8), st.integers(QUOTED_WORDS, 13), words, words)
def test_every_run_is_found(start: int, length: int, before: list[str], after: list[str]) -> None:
    """Wherever five words and more of the persona stand in a row, they are found."""
    run = TEACHER.split()[start:][:length]
    refusal, measures = judge(" ".join([*before, *run, *after]))
    assert (len(run) >= QUOTED_WORDS) <= (name_code(refusal) == "quotes_persona")
    assert 0 < measures["persona_overlap"] <= 1


@given(st.text(), st.text(), st.booleans())
def test_no_text_is_a_crash(text: str, persona: str, may_speak: bool) -> None:
    """Whatever row and persona, the code is a known one and the share between 0 and 1."""
    refusal, measures = judge(text, persona, may_speak=may_speak)
    assert refusal is None or refusal.code in PERSONA_CODES
    assert 0 <= measures["persona_overlap"] <= 1


def test_every_persona_of_the_bank_is_caught_when_it_is_quoted() -> None:
    """The beginning of each persona that comes along is refused in a row."""
    codes = {name_code(judge(f"ما رأي {' '.join(p.text.split()[:7])}؟", p.text)[0]) for p in load_bank()}
    assert {"quotes_persona"} == codes
