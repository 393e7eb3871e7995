"""What counts as personal data, by kind, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.base import Item, Reading
from validators.personal.account import find_cards
from validators.personal.check import PersonalData
from validators.personal.find import find_personal
from validators.personal.fold import fold
from validators.personal.identity import find_ids
from validators.personal.lexicon import load_lexicon
from validators.personal.phone import find_phones
from validators.personal.span import ALL_KINDS, DEFAULT_KINDS, Kind


def find(text: str, kinds: frozenset[Kind] = ALL_KINDS) -> list[tuple[Kind, str]]:
    """Return what is found, as kind and text."""
    return [(span.kind, text[span.start : span.end]) for span in find_personal(text, kinds)]


@pytest.mark.parametrize(
    "phone",
    [
        "+966501234567",
        "+966 50 123 4567",
        "00966-50-123-4567",
        "966501234567",
        "966501234567+",
        "0501234567",
        "050 123 4567",
        "050-1234567",
        "٠٥٠١٢٣٤٥٦٧",
        "۰۵۰۱۲۳۴۵۶۷",
        "+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧",
        "+966\u00a050\u2011123\u20114567",
        "(+966) 50 123 4567",
        "+966 (0) 50 123 4567",
        "01012345678",
        "+2 010 1234 5678",
        "+20 2 2345 6789",
        "0791234567",
        "+971 4 223 4567",
        "+965 5123 4567",
        "07 70 12 34 56",
        "+212 6 12 34 56 78",
        "+249 91 234 5678",
        "+1 202-456-1111",
    ],
)
def test_phone(phone: str) -> None:
    """A number in a form that is dialled is a phone by itself."""
    assert [(Kind.PHONE, phone)] == find(f"راسلوني على {phone} مساءً")


@pytest.mark.parametrize(
    "text",
    ["هاتف: {}", "للتواصل {}", "واتساب {}", "رقم جوالي هو {}.", "{} (جوال)", "Tel: {}"],
)
def test_phone_by_word(text: str) -> None:
    """A short local number is a phone only beside a word that says so."""
    assert [(Kind.PHONE, "55123456")] == find(text.format("55123456"))
    assert [] == find("الناتج 55123456 وحدة")


GROUPS = ["0501234567", "050", "12", "4567", "+966", "00966", "784", "1990", "1045678903", "4111", "378282", "٠٥٠"]
PARTS = [
    "",
    " ",
    "-",
    " - ",
    "(",
    ") ",
    "/",
    ".",
    "_",
    "\u200e",
    "\u200f ",
    "\u00a0",
    "\u2013",
    "\n",
    " جوال ",
    " هوية ",
    "A",
]


@given(st.lists(st.sampled_from(GROUPS) | st.sampled_from(PARTS), max_size=12).map("".join))
def test_a_glance_sees_every_number(text: str) -> None:
    """What the finders of numbers find in a text by themselves is found in it."""
    folded = fold(text)
    alone = {place for find in (find_ids, find_cards, find_phones) for span in find(folded) for place in range(*span)}
    assert alone <= {place for span in find_personal(text) for place in range(span.start, span.end)}


def test_phones_in_a_row() -> None:
    """Two numbers that only a blank or a stroke parts are two phones."""
    assert ["0501234567", "0557654321"] == [text for _, text in find("0501234567 / 0557654321")]
    assert ["0501234567", "0557654321"] == [text for _, text in find("0501234567 0557654321")]


def test_hidden_marks() -> None:
    """Direction marks around and inside a number do not hide it."""
    assert [(Kind.PHONE, "+966 50 123\u200f 4567")] == find("\u202a+966 50 123\u200f 4567\u202c")


@pytest.mark.parametrize(
    "text",
    [
        "بين عامي 1967-1973 و 2001 - 2002 - 2003",
        "في 12/05/2023 ثم 05-06-2024 الساعة 10:30",
        "انتشر الهاتف بين 2001-2004 ثم 2005 - 2008",
        "اتصال بتاريخ 21-05-2023",
        "احسب 1234567 + 7654321 = ؟",
        "ما ناتج 0501234567 × 3؟",
        "المسافة 149600000 كم وعدد السكان 10400000 نسمة",
        "سعره 966501234567 ريال",
        "π = 3.14159265358979 و 0.0123456789",
        "اكتب 01101001101 بالنظام العشري",
        "الأرقام 0123456789 و 1234567890",
        "القيمة 1,234,567,890 دولارًا",
        "الآية 255 من سورة 2، السؤال رقم 12345",
        "ISBN 978-0-306-40615-7",
        "ثابت أفوجادرو 6.02214076 × 10^23",
        "المتتالية 2 4 8 16 32 64 128 256 512",
        "الناتج 4539578763621486 = س",
    ],
)
def test_numbers_of_exams(text: str) -> None:
    """Years, dates, prices, formulas, decimals and sequences are no personal data."""
    assert [] == find(text)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (Kind.EMAIL, "بريدي a.b-1@mail.co.uk، شكرًا", "a.b-1@mail.co.uk"),
        (Kind.EMAIL, "راسلنيali@Gmail.COMالآن", "ali@Gmail.COM"),
        (Kind.EMAIL, "ali @ gmail.com", "ali @ gmail.com"),
        (Kind.URL, "انظر (https://t.co/Ab1?x=2).", "https://t.co/Ab1?x=2"),
        (Kind.URL, "الموقع www.site.net، وشكرًا", "www.site.net"),
        (Kind.URL, "قناتنا t.me/some_one هنا", "t.me/some_one"),
        (Kind.URL, "https://ar.site.org/wiki/مقالة_أولى", "https://ar.site.org/wiki/مقالة_أولى"),
        (Kind.HANDLE, "مع@ali_92: مرحبا", "@ali_92"),
        (Kind.HANDLE, "سناب: sara_1", "sara_1"),
        (Kind.IBAN, "حسابي SA03 8000 0000 6080 1016 7519.", "SA03 8000 0000 6080 1016 7519"),
        (Kind.IBAN, "gb82west12345698765432 حسابه", "gb82west12345698765432"),
        (Kind.IBAN, "سناب: SA03 8000 0000 6080 1016 7519", "SA03 8000 0000 6080 1016 7519"),
        (Kind.CARD, "4111 1111 1111 1111", "4111 1111 1111 1111"),
        (Kind.CARD, "٣٧٨٢-٨٢٢٤٦٣-١٠٠٠٥", "٣٧٨٢-٨٢٢٤٦٣-١٠٠٠٥"),
        (Kind.CARD, "رقم بطاقتي الائتمانية 5555555555554444", "5555555555554444"),
        (Kind.ID, "هويته 1045678903", "1045678903"),
        (Kind.ID, "رقم ٢٩٠٠١٠١٠١٢٣٤٥٦", "٢٩٠٠١٠١٠١٢٣٤٥٦"),
        (Kind.ID, "784-1990-1234567-1", "784-1990-1234567-1"),
        (Kind.ID, "الرقم المدني 287010112344", "287010112344"),
        (Kind.ID, "الرقم الوطني: 9871012345", "9871012345"),
        (Kind.ID, "بطاقة التعريف الوطنية رقم AB123456", "AB123456"),
        (Kind.ID, "رقم جواز السفر A12345678", "A12345678"),
        (Kind.ID, "رقم التعريف الوطني 109900123456789012", "109900123456789012"),
    ],
)
def test_contacts_and_numbers(kind: Kind, text: str, found: str) -> None:
    """Each kind is found in full, without what stands around it."""
    assert [(kind, found)] == find(text)


@pytest.mark.parametrize(
    "text",
    [
        "name@example.com و https://www.example.org/a و @user و @user_0a1b2c3d",
        "القاعدة @media في CSS، و@Override في Java",
        "تعلّم ASP.NET و Node.js من Amazon.com",
        "GB82 WEST 1234 5698 7654 33 والبطاقة 4111 1111 1111 1112",
        "29013101012345 و 1045678904",
        "السرعة 3.5 m/s أي 12.6 km/h",
    ],
)
def test_what_is_nobodys(text: str) -> None:
    """Reserved domains, masks of others, code and numbers with wrong check digits are no personal data."""
    assert [] == find(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قابلتُ السيدَ أحمدَ صباحًا", "أحمدَ"),
        ("اسمي كريم وأعمل هنا", "كريم"),
        ("وللدكتورة وفاء عيادة", "وفاء"),
        ("زارنا د. سامي اليوم", "سامي"),
        ("حضر خالد الزهراني مبكرًا", "خالد الزهراني"),
        ("سلّمت على وليد ومضيت، ثم لمحمد العتيبي", "محمد العتيبي"),
        ("كتبه سعيد بن جبير", "سعيد بن جبير"),
        ("جاء عبد الله العنزي", "عبد الله العنزي"),
        ("اسمي برهات الأنصاري", "برهات الأنصاري"),
    ],
)
def test_name(text: str, name: str) -> None:
    """A name counts by its title, its introduction, its family name or its father's, without clitics."""
    assert [(Kind.NAME, name)] == find(text)


@pytest.mark.parametrize(
    "text",
    ["كان الجو جميلًا وصباح الأمل نور", "هذا كتاب أحمد على الطاولة", "رجل كريم سعيد صالح", "اعتمادًا على المصدر"],
)
def test_everyday_words(text: str) -> None:
    """Everyday words that are also names, and a first name alone, are no personal data."""
    assert [] == find(text)


def test_names_are_asked_for() -> None:
    """Names are found only by those who ask for them: exams are full of scholars and rulers."""
    assert [] == find("الخليفة هارون بن المهدي", DEFAULT_KINDS)


def test_list_of_names() -> None:
    """The list has at least 300 given and 150 family names, and no word both sure and common."""
    lexicon = load_lexicon()
    assert len(lexicon.entries) >= 300
    assert len(lexicon.families) >= 150
    assert all(lexicon.look_up("كريم") != entry for entry in lexicon.entries.values() if entry.sure)


def test_check() -> None:
    """The check gives the kind as its code, and quotes too little to pass the data on."""
    check = PersonalData()
    refusal = check.judge(Reading(Item("any", {}), lambda _: {"a": "نص", "b": "جوالي 0501234567"}), {})
    assert refusal is not None
    assert ("personal_phone", "0501…") == (refusal.code, refusal.detail)
    assert "personal_name" not in check.codes
    assert {f"personal_{kind}" for kind in Kind} == set(PersonalData(ALL_KINDS).codes)
    assert check.judge(Reading(Item("any", {}), lambda _: {"a": "نص سليم عام 1990"}), {}) is None


SIGNS = st.text(st.sampled_from("0123456789٠٥+-() ./@:aAzwS\u200e\ud800عبدمحن،\n") | st.characters(), max_size=60)


@given(SIGNS)
def test_spans_are_apart(text: str) -> None:
    """Spans are in order, apart, not empty and inside any text whatever."""
    places = [place for span in find_personal(text, ALL_KINDS) for place in (span.start, span.end)]
    assert sorted(places) == places
    assert all(start < end <= len(text) for start, end in zip(places[::2], places[1::2], strict=True))
