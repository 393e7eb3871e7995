"""Matching keys: what they make equal, what they keep apart, and what they never hold."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from validators.glance import find_rare
from validators.text import fingerprint, fold_light, fold_light_known, fold_texts, normalize, normalize_all, words

HOSTILE = st.text(st.characters(exclude_categories=()), max_size=40)
LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءؤئأإآىة ", max_size=40)
INVISIBLE = "\u064b\u064e\u0651\u0652\u0670\u0640\u200b\u200d\u200e\u200f\u202b\u2067\u2069\ufeff"
REMOVED = re.compile(
    "[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00\ud800-\udfffأإآٱىة٠-٩۰-۹]"
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("أحمدُ وإبراهيمُ وآدمُ", "احمد وابراهيم وادم"),
        ("ٱلْمَدْرَسَةُ الكُبْرَى", "المدرسه الكبري"),
        ("مـــرحـــبا", "مرحبا"),
        ("عام ١٩٧٣ وعام ۱۹۷۳", "عام 1973 وعام 1973"),
        ("کتاب علی ھنا", "كتاب علي هنا"),
        ("ٲحمد في ڊار ۄاحدة", "احمد في دار واحده"),
        ("پاريس وگوته وڤيينا", "پاريس وگوته وڤيينا"),
        ("\u200fالقاهرة\u200e\n\t عاصمة\u00a0مصر\u200b.", "القاهره عاصمه مصر"),
        ("ما وحدة القوّة؟ (النيوتن)!", "ما وحده القوه النيوتن"),
        ("ﻣﺪرﺳﺔ", "مدرسه"),
        ("DNA والـ RNA", "dna وال rna"),
        ("Straße", "strasse"),
        ("H₂O", "h2o"),
        ("العدد ٣٫٥ ثم ٣.٥.", "العدد 3.5 ثم 3.5"),
        ("ناتج ٥ − ٣ × ٢", "ناتج 5 - 3 × 2"),
        ("كوفيد-19", "كوفيد 19"),
        ("و/أو", "و او"),
        ("-5", "-5"),
        ("50%", "50%"),
        ("الساعة 10:30،", "الساعه 10:30"),
        ("a\x00b\ud800c", "abc"),
        ("", ""),
        (" \u200b\t", ""),
        ("؟", "؟"),
        ("…", "..."),
    ],
)
def test_key(text: str, key: str) -> None:
    """A text has the expected matching key."""
    assert key == normalize(text)


@given(st.lists(HOSTILE | LETTERS | st.text("5-./ ،\u241e\u064bا", max_size=6), max_size=7))
@example(["ا" * 1999, "ب"])
def test_keys_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    """What stands beside a text never changes its key."""
    assert list(map(normalize, texts)) == normalize_all(texts)


@given(st.lists(HOSTILE | LETTERS | st.text("5-./ ،…كa*\u064b\u0655", max_size=6), max_size=7))
def test_rare_characters_are_seen_while_keys_are_made(texts: list[str]) -> None:
    """Where folding tells the rare characters of texts, they are those that a look at the texts finds."""
    told = fold_texts(texts)[1]
    assert told is None or find_rare("\n".join(texts)) == told


def test_everyday_texts_are_passed_over_once() -> None:
    """Folding tells the digits and vowel marks of an everyday text, and nothing that it cannot be sure of."""
    assert frozenset("3ٌ") == fold_texts(["كتابٌ «جديد»", "3 كتب"])[1]
    assert fold_texts(["ﻣﺪرﺳﺔ"])[1] is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("5", "-5"), ("5 - 3", "5 / 3"), ("5 + 3", "5 - 3"), ("3.5", "35"), ("1/2", "12"), ("؟", "!"), ("5%", "5")],
)
def test_key_keeps_meaning(one: str, other: str) -> None:
    """Two texts that mean different things have different keys."""
    assert normalize(one) != normalize(other)


@given(HOSTILE)
@example("e\u200d\u0301")
@example("\u1100\u200d\u1161")
@example("\u0390\u0130")
@example("- . 5")
@example("5 -\u064e 3")
def test_key_is_idempotent(text: str) -> None:
    """The key of a key is the key, whatever the text."""
    assert normalize(text) == normalize(normalize(text))


@given(HOSTILE)
def test_key_holds_nothing_removed(text: str) -> None:
    """No key holds a character that normalising removes or folds, an outer blank or a doubled one."""
    key = normalize(text)
    assert REMOVED.search(key) is None
    assert key == " ".join(key.split())


def test_key_of_many_characters() -> None:
    """A text with more different characters than are folded one by one has the key that its lines have."""
    lines = [f"ا{chr(code)}ب" for code in range(0x21, 0x700)]
    assert " ".join(map(normalize, lines)) == normalize("\n".join(lines))


@given(LETTERS, st.data())
def test_key_is_blind_to_invisible_marks(text: str, data: st.DataObject) -> None:
    """Diacritics, tatweel, zero-width characters and bidi controls put anywhere do not change a key."""
    place = data.draw(st.integers(0, len(text)))
    mark = data.draw(st.text(INVISIBLE, min_size=1, max_size=4))
    assert normalize(text) == normalize(text[:place] + mark + text[place:])


@given(HOSTILE)
@example("ا\ufe71\u0653")
@example("e\u200d\u0301")
def test_light_key_is_idempotent(text: str) -> None:
    """The light key of a light key is the light key, whatever the text."""
    assert fold_light(text) == fold_light(fold_light(text))


@given(HOSTILE | st.text("اأب ةِّـ.…-1\u200fa", max_size=20))
@example("نص " * 700 + "★" * 40)
@example("نص " * 700 + "؟" * 40)
@example("نص " * 700 + "\u064e" * 40)
def test_light_key_of_a_text_whose_characters_are_known(text: str) -> None:
    """Knowing its rare characters saves work, and changes nothing."""
    assert fold_light(text) == fold_light_known(text, find_rare(text))


def test_keys_of_a_stack_of_marks() -> None:
    """Keys of a letter under half a million marks are made in passing, and the letter is what is left."""
    text = "ا" + "\u0301\u0316" * 250_000
    assert ("ا", "ا") == (normalize(text), fold_light(text)[:1])


def test_light_key_keeps_spelling() -> None:
    """The light key keeps hamza, ta marbuta, diacritics and punctuation, and drops what cannot be seen."""
    assert "أكلتُ تفاحةً، ثمّ شربتُ." == fold_light("  أكلتُ\u200f تفـــاحةً،\n ثمّ شربتُ.\u202c ")


@pytest.mark.parametrize(("one", "other"), [("إن", "أن"), ("مدرسة", "مدرسه"), ("على", "علي"), ("كَتب", "كُتب")])
def test_light_key_tells_spellings_apart(one: str, other: str) -> None:
    """Two spellings of one word have different light keys."""
    assert fold_light(one) != fold_light(other)


@given(HOSTILE)
@example("\ud800\x00")
def test_fingerprint_has_64_bits(text: str) -> None:
    """Every text, lone surrogates and NUL included, has a fingerprint of 64 bits."""
    assert 0 <= fingerprint(text) < 2**64


def test_fingerprint_is_fixed() -> None:
    """A fingerprint is the same in every version, because resumes compare it."""
    assert 0xAFA7B5DD07926996 == fingerprint("القاهرة")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ذَهَبَ الوَلَدُ إلى المَدْرَسَةِ.", ["ذَهَبَ", "الوَلَدُ", "إلى", "المَدْرَسَةِ"]),
        ("عاصمة مصر هي ........ ؟", ["عاصمة", "مصر", "هي"]),
        ("عام 1973، H₂O", ["عام", "1973", "H₂O"]),
        ("____ #أحمد_شفيق", ["أحمد", "شفيق"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Words are what stands between blanks and punctuation, with their diacritics."""
    assert expected == words(text)
