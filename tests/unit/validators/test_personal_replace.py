"""What stands in a text after its personal data is taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.base import Item, Reading
from validators.encoding import Encoding
from validators.personal.checksum import check_iban, check_luhn
from validators.personal.find import find_personal
from validators.personal.replace import TAGS, Replacer
from validators.personal.span import ALL_KINDS, Kind
from validators.placeholder import Placeholder
from validators.script import Script

MASK = Replacer("mask", kinds=ALL_KINDS)
FAKE = Replacer("pseudonymise", "secret", ALL_KINDS)


def fake(text: str) -> str:
    """Return a text with pseudonyms."""
    return FAKE.replace(text)[0]


def test_mask() -> None:
    """A mask puts a fixed tag for each piece and counts it."""
    text, count = MASK.replace("راسل a@b.com أو (+966) 50 123 4567 أو @ali_1 باسم السيد أحمد الزهراني.")
    assert "راسل ⟦بريد إلكتروني⟧ أو ⟦هاتف⟧ أو ⟦حساب⟧ باسم السيد ⟦اسم⟧." == text
    assert {Kind.EMAIL: 1, Kind.PHONE: 1, Kind.HANDLE: 1, Kind.NAME: 1} == dict(count)


@pytest.mark.parametrize("tag", TAGS.values())
def test_tags_pass(tag: str) -> None:
    """A tag is neither an open gap nor damage nor foreign script to the other checks."""
    reading = Reading(Item("any", {}), lambda _: {"text": f"يمكنكم التواصل معنا عبر {tag} في أي وقت من اليوم."})
    assert [None] * 3 == [check.judge(reading, {}) for check in (Placeholder(), Encoding(), Script())]


SIGNS = st.text(st.sampled_from("0123456789٠٥+-() ./@:aAzw.com عبدمحن") | st.characters(), max_size=60)
PIECES = st.lists(
    SIGNS
    | st.sampled_from(
        [
            "هاتف",
            "0501234567",
            "22334455",
            "السيد",
            "اسمي",
            "أحمد",
            "الزهراني",
            "بن",
            " ",
            "/",
            "https://t.co/a",
            "@ali",
        ]
    ),
    max_size=12,
).map("".join)


@given(PIECES)
def test_masking_twice(text: str) -> None:
    """Masking what is masked changes nothing, and leaves nothing to be found."""
    once, _ = MASK.replace(text)
    assert (once, {}) == MASK.replace(once)
    assert [] == find_personal(once, ALL_KINDS)


def test_phone_keeps_its_form() -> None:
    """A pseudonym of a phone keeps code, grouping and digits' script, in a range that its country has not given out."""
    home, abroad, arabic = fake("0501234567"), fake("+966 50 123 4567"), fake("٠٠٩٦٦-٥٠١٢٣٤٥٦٧")
    assert home[:2] == "05"
    assert f"+966 {home[1:3]} {home[3:6]} {home[6:]}" == abroad
    assert arabic.startswith("٠٠٩٦٦-٥")
    assert home[1:] == "".join(str(int(digit)) for digit in arabic[6:])
    assert home != "0501234567"
    assert [] == find_personal(f"{abroad} و {arabic}")


@pytest.mark.parametrize(
    "phone",
    [
        "01012345678",
        "+965 5123 4567",
        "+216 20 123 456",
        "+968 92123456",
        "+1 202-456-1111",
        "+213 661 23 45 67",
        "+33 612345678",
    ],
)
def test_phones_of_nobody(phone: str) -> None:
    """Whatever the country, the pseudonym has as many digits and is not found as a phone."""
    text = fake(phone)
    assert [len(part) for part in phone.split()] == [len(part) for part in text.split()]
    assert phone != text
    assert [] == find_personal(text)


def test_same_value_same_pseudonym() -> None:
    """Case, blanks and digits' script do not change a pseudonym; another process and object with the key agree."""
    other = Replacer("pseudonymise", b"secret", ALL_KINDS)
    assert fake("A.B@Mail.com") == fake("a.b@mail.com") == other.replace("a.b@mail.com")[0]
    assert fake("@Ali_1") == fake("@ali_1")
    assert fake("4111 1111 1111 1111").replace(" ", "") == fake("4111111111111111")
    assert fake("a.b@mail.com") != Replacer("pseudonymise", "other").replace("a.b@mail.com")[0]
    assert "sami.452637@example.com" == fake("a.b@mail.com")


def test_pseudonyms_hold_their_check_digits() -> None:
    """An account and a card stay valid: same country, a range for tests, same grouping."""
    iban = fake("حسابي SA03 8000 0000 6080 1016 7519").removeprefix("حسابي ")
    assert ("SA", [4] * 6) == (iban[:2], list(map(len, iban.split())))
    assert check_iban(iban.replace(" ", ""))
    card = fake("4539-5787-6362-1486")
    assert card.startswith("4000-00")
    assert check_luhn(card.replace("-", ""))


def test_identity_numbers_of_nobody() -> None:
    """An identity number keeps its length, its first digit and its digits' script, and proves nothing any more."""
    text = fake("٢٩٠٠١٠١٠١٢٣٤٥٦ و 1045678903 و 784-1990-1234567-1")
    egypt, saudi, emirates = text.split(" و ")
    assert (14, "٢", 10, "1") == (len(egypt), egypt[0], len(saudi), saudi[0])
    assert emirates.startswith("784-")
    assert [] == find_personal(f"{egypt} و {saudi}")


def test_addresses_are_examples() -> None:
    """Addresses and handles become examples that are not found again; their opening stays."""
    text = fake("https://t.co/abc و www.site.com/q و a@b.com و @ali_1")
    assert [] == find_personal(text)
    assert ["https://example.com/", "www.example.com/"] == [part[:-8] for part in text.split(" و ")[:2]]
    assert text == fake(text)


def test_names() -> None:
    """A name becomes another of the same gender, the same everywhere; title, clitics, joins and ending stay."""
    text = fake("السيد أحمد الزهراني، ولفاطمة بنت أحمد كتاب، والسيد أحمد.")
    title, first, family, *rest = text.replace("،", "").replace(".", "").split()
    assert ("السيد", "بنت", first, "كتاب", "والسيد", first) == (title, rest[1], *rest[2:])
    assert rest[0].startswith("ول")
    assert {"أحمد", "الزهراني"}.isdisjoint({first, family})
    assert fake("كرّم السيدَ محمدًا").endswith("ًا")


@given(PIECES)
def test_pseudonymising_anything(text: str) -> None:
    """Any text can be pseudonymised, the same way each time, and what is no personal data stays."""
    replaced, count = FAKE.replace(text)
    assert (replaced, count) == FAKE.replace(text)
    assert bool(count) or replaced == text


def test_fields() -> None:
    """The named fields of a row are replaced, lists inside them too; the rest and the order stay."""
    row = {"question": "راسل a@b.com", "options": ["A. 0501234567", ["a@b.com"], 3], "answer": "A", "note": "a@b.com"}
    replaced, count = MASK.replace_fields(row, {"question", "options", "answer"})
    assert {
        "question": "راسل ⟦بريد إلكتروني⟧",
        "options": ["A. ⟦هاتف⟧", ["⟦بريد إلكتروني⟧"], 3],
        "answer": "A",
        "note": "a@b.com",
    } == replaced
    assert list(row) == list(replaced)
    assert {Kind.EMAIL: 2, Kind.PHONE: 1} == dict(count)


def test_key_is_needed() -> None:
    """Pseudonyms without a key are refused, because anybody could test guesses."""
    with pytest.raises(ValueError, match="key"):
        Replacer("pseudonymise")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("تويتر abc.d1 4111 1111 1111 1111", "4111 1111"),
        ("me@gmail.comhttps://t.me/x", "me@gmail.com"),
        ("u/abc_dhttps://x.org/a", "abc_d"),
    ],
)
def test_what_stands_against_other_data_is_replaced_too(text: str, data: str) -> None:
    """What is only found when its neighbour is gone does not stay, by tags or by pseudonyms."""
    assert [False, False] == [data in replacer.replace(text)[0] for replacer in (MASK, FAKE)]
