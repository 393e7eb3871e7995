"""Rows beside protected items: what is a copy, what is only a neighbour."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.base import Item, Measures, Reading, Refusal
from validators.leak.builder import build_index
from validators.leak.guard import Finder, LeakGuard
from validators.leak.item import ProtectedItem

STEM = "ما العامل الأساسي الذي أدى إلى قيام الثورة الصناعية في إنجلترا خلال القرن الثامن عشر؟"
OPTIONS = ("اختراع المحرك البخاري", "اكتشاف النفط", "تراجع الزراعة", "انتشار الصحافة")
OTHERS = ("الرياض", "القاهرة", "بغداد", "تونس")
STOCK = "أي العبارات التالية صحيحة؟"
ITEMS = (
    ProtectedItem("a.csv", 2, (STEM,), OPTIONS),
    ProtectedItem("a.csv", 3, ("ما عاصمة السودان؟",), ("الخرطوم", "أم درمان", "بورتسودان", "كسلا")),
    ProtectedItem("a.csv", 4, (STOCK,), ("الزئبق معدن سائل", "الحديد غاز", "النحاس سائل", "الذهب غاز")),
    ProtectedItem("b.jsonl", 1, ("ذهبت الطالبات إلى المكتبة مبكرات", "ذهب الطالبات إلى المكتبة مبكرات")),
    ProtectedItem("b.jsonl", 2, ("نهر النيل", "القاهرة")),
)
INDEX = build_index(ITEMS)
FOREIGN = "كيف تنتقل الحرارة في المعادن عند تسخين أحد طرفيها بلهب هادئ لعدة دقائق؟"


def read(text: str, options: tuple[str, ...] = (), note: str = "") -> Reading:
    """Return an item with a text, options and a note as checks get it."""
    named = {f"option{place}": option for place, option in enumerate(options)}
    return Reading(Item("any", {"text": text, **named, "note": note}), lambda fields: fields)


def pick_options(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the options of a row."""
    return tuple(text for name, text in fields.items() if name.startswith("option"))


GUARD = LeakGuard(Finder(INDEX, lambda fields: (fields["text"],), pick_options))


def judge(text: str, options: tuple[str, ...] = (), note: str = "") -> Refusal | None:
    """Return why a row is refused."""
    return GUARD.judge(read(text, options, note), {})


@pytest.mark.parametrize(
    ("text", "options", "code", "place"),
    [
        (STEM, OTHERS, "leak_protected", "a.csv:2"),
        ("ما عاصمة السودان", OTHERS, "leak_protected", "a.csv:3"),
        (" ".join(reversed(STEM.strip("؟").split())), OTHERS, "leak_protected", "a.csv:2"),
        (STEM.replace("الأساسي", "الرئيسي").replace("الثورة", "النهضة"), OTHERS, "leak_protected", "a.csv:2"),
        ("اذكر العامل الأهم وراء قيام الثورة الصناعية في إنجلترا", OPTIONS[::-1], "leak_protected", "a.csv:2"),
        ("ذهب الطالبات إلى المكتبة مبكرات", (), "leak_protected", "b.jsonl:1"),
        ("نَهرُ النّيل", (), "leak_protected", "b.jsonl:2"),
        ("قيام الثورة الصناعية في إنجلترا خلال القرن الثامن كان حدثًا كبيرًا", OTHERS, "leak_span", "a.csv:2"),
    ],
    ids=["verbatim", "short", "shuffled", "two words", "same options", "second text", "no options", "eight words"],
)
def test_copies_are_refused(text: str, options: tuple[str, ...], code: str, place: str) -> None:
    """A copy of a protected text, altered or in part, is refused, and the refusal names file and line."""
    refusal = judge(text, options)
    assert refusal is not None
    assert (code, True) == (refusal.code, place in refusal.detail)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (FOREIGN, OTHERS),
        ("القاهرة", ()),
        ("", ()),
        ("؟", ()),
        ("\ud800 \x00", OTHERS),
        ("ما عاصمة اليمن؟", ("صنعاء", "عدن", "تعز", "إب")),
        (
            "ما النتائج التي ترتبت على قيام الثورة الصناعية في إنجلترا؟",
            ("نمو المدن", "تراجع السكان", "قلة الآلات", "زوال الفقر"),
        ),
        ("قال رسول الله صلى الله عليه وسلم", OTHERS),
    ],
    ids=["other", "one word", "empty", "sign", "no text", "same template", "same matter", "formula"],
)
def test_neighbours_pass(text: str, options: tuple[str, ...]) -> None:
    """A text of the same matter or template is no copy, and whatever a model writes is judged."""
    assert judge(text, options) is None


@pytest.mark.parametrize(
    ("options", "refused"),
    [(ITEMS[2].companions, True), (ITEMS[2].companions[::-1], True), (OTHERS, False), ((), False)],
)
def test_a_stock_stem_leaks_with_its_options_only(options: tuple[str, ...], refused: bool) -> None:
    """A stem that stands over many questions is a copy where the options are the same, in any order."""
    assert refused == (judge(STOCK, options) is not None)


def test_a_span_is_found_anywhere_in_the_row() -> None:
    """Eight protected words in a note are refused as in the main text."""
    refusal = judge(FOREIGN, OTHERS, note="ندرس هنا قيام الثورة الصناعية في إنجلترا خلال القرن الثامن عشر")
    assert refusal is not None
    assert "leak_span" == refusal.code


def test_a_long_formula_is_no_span() -> None:
    """Six protected words of which two are stock words or parts of a formula are free, eight never are."""
    hadith = ProtectedItem("h", 1, ("قال رسول الله صلى الله عليه وسلم في حجة الوداع خطبة جامعة",))
    guard = LeakGuard(Finder(build_index([hadith]), lambda fields: (fields["text"],)))
    texts = ("عن أنس قال رسول الله صلى الله عليه وسلم لأصحابه قولًا", "وقد قال رسول الله صلى الله عليه وسلم في حجة")
    codes = [(found := guard.judge(read(text), {})) and found.code for text in texts]
    assert [None, "leak_span"] == codes


def test_measures_name_the_closest() -> None:
    """An accepted row keeps the number of the nearest item and how near it is."""
    measures: Measures = {}
    GUARD.judge(read("متى بدأت الثورة الصناعية في أوروبا؟", OTHERS), measures)
    assert {0.0} == {measures["closest_protected"]}
    assert 0.1 < measures["protected_similarity"] < 0.6


def test_a_copy_is_wholly_similar() -> None:
    """The measure of a verbatim copy is 1."""
    measures: Measures = {}
    GUARD.judge(read(STEM), measures)
    assert {"protected_similarity": 1.0, "closest_protected": 0.0} == measures


def test_nothing_in_common_measures_nothing() -> None:
    """A row without a protected word has no closest item."""
    measures: Measures = {}
    assert GUARD.judge(read("قرمزي زاهٍ"), measures) is None
    assert {} == measures


@pytest.mark.parametrize(("similarity", "refused"), [(0.3, True), (0.99, False)])
def test_the_threshold_is_the_callers(similarity: float, refused: bool) -> None:
    """A lower threshold refuses what a higher one lets pass."""
    guard = LeakGuard(Finder(INDEX, lambda fields: (fields["text"],), similarity=similarity))
    text = "ما العامل الأبرز الذي أدى إلى قيام النهضة الزراعية في مصر خلال القرن التاسع عشر؟"
    assert refused == (guard.judge(read(text), {}) is not None)


_NOISE = st.text(alphabet="\u064b\u064e\u0650\u0651\u0652\u0640\u200f\u200b\u0301", max_size=3)
_SPELLINGS = {"أ": "أإآا", "إ": "أإآا", "ا": "اأ", "ة": "ةه", "ى": "ىي", "ي": "يى"}
UNRELATED = ["قلعة", "شجرة", "طريق", "بستان", "غيمة", "كوكب", "حقيبة", "نافذة", "مفتاح", "جسر", "وردة", "سفينة"]
TEXTS = [text for item in ITEMS for text in item.texts if " " in text]


@given(st.sampled_from([text for text in TEXTS if text != STOCK]), st.data())
def test_spelling_hides_nothing(text: str, data: st.DataObject) -> None:
    """Vowel marks, tatweel, unseen characters, hamza forms and punctuation leave a copy a copy."""
    written = []
    for char in text.strip("؟"):
        other = data.draw(st.sampled_from(_SPELLINGS.get(char, char)))
        written.append(
            data.draw(st.sampled_from([" ", "، ", " … ", "\u00a0"])) if char == " " else other + data.draw(_NOISE)
        )
    assert judge("".join(written)) is not None


@given(st.lists(st.sampled_from(UNRELATED), max_size=30))
def test_unrelated_texts_pass(words: list[str]) -> None:
    """A text that shares no word with a protected one is never refused."""
    assert judge(" ".join(words), OTHERS) is None


def test_digits_of_another_script_hide_nothing() -> None:
    """A year in Arabic-Indic digits is the year."""
    index = build_index([ProtectedItem("a", 1, ("متى وقعت معركة عين جالوت سنة 1260 أم 1258",))])
    guard = LeakGuard(Finder(index, lambda fields: (fields["text"],)))
    assert guard.judge(read("متى وقعت معركة عين جالوت سنة ١٢٦٠ أم ۱۲۵۸"), {}) is not None
