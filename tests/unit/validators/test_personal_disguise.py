"""Contact data that is written so that no machine reads it, invented numbers, and what only looks like them."""

import pytest

from validators.personal.find import find_personal
from validators.personal.replace import Replacer
from validators.personal.span import Kind


def find(text: str) -> list[tuple[Kind, str]]:
    """Return what is found, as kind and text."""
    return [(span.kind, text[span.start : span.end]) for span in find_personal(text)]


@pytest.mark.parametrize(
    ("around", "address"),
    [
        ("راسلوني على {}.", "lina@shop.com.jo"),
        ("راسلوني على {}. شكرًا", "lina@shop.com"),
        ("بريدي {}، والسلام", "lina.k@mail.co.uk"),
        ("بريدي {} فقط", "lina at outlook dot com"),
        ("بريدي {} فقط", "lina [at] mail.com.jo"),
        ("بريدي {} فقط", "lina(at)mail(dot)org"),
        ("بريدي {} فقط", "lina{at}gmail.com"),
        ("بريدي {} فقط", "lina «at» mail.sa"),
        ("بريدي {} فقط", "lina @ mail . net"),
        ("بريدي {} فقط", "لينا آت ياهو دوت كوم"),
        ("بريدي {} فقط", "lina_9 آت gmail نقطة com"),
        ("بريدي {} فقط", "lina [آت] mail.sa"),
        ("بريدي {} فقط", "لينا 43at outlook. info"),
        ("بريدي {} فقط", "لينا @ ياهو.كوم"),
        ("بريدي {} فقط", "لينا 60@ جيميل نقطة كوم"),
    ],
)
def test_addresses_in_disguise(around: str, address: str) -> None:
    """An e-mail address is found in full before a full stop, in words, and with its signs in brackets."""
    assert [(Kind.EMAIL, address)] == find(around.format(address))


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (Kind.URL, "راسلونا عبر bait.com.sa في أي وقت", "bait.com.sa"),
        (Kind.URL, "موقعي هو karim.net منذ عام", "karim.net"),
        (Kind.URL, "الدليل في bait[.]com كامل", "bait[.]com"),
        (Kind.URL, "الدليل في bait (dot) net كامل", "bait (dot) net"),
        (Kind.HANDLE, "حسابي على تويتر karim_88 فقط", "karim_88"),
        (Kind.HANDLE, "تابعوني في تيك توك karim.b وشكرًا", "karim.b"),
        (Kind.HANDLE, "إنستغرام dar_lina للطلبات", "dar_lina"),
        (Kind.HANDLE, "كتب @ليلى_أحمد أمس", "@ليلى_أحمد"),
        (Kind.HANDLE, "كتب u/karim_b أمس", "u/karim_b"),
        (Kind.CARD, "بطاقتي 4111.1111.1111.1111 فقط", "4111.1111.1111.1111"),
        (Kind.ID, "هوية إماراتية 784199012345678 فقط", "784199012345678"),
        (Kind.ID, "واتساب 29001010123456 فقط", "29001010123456"),
        (Kind.PHONE, "راسلوني +213 513 44 55 66 مساءً", "+213 513 44 55 66"),
        (Kind.PHONE, "واتساب 0097395112233 مساءً", "0097395112233"),
        (Kind.PHONE, "جوالي 0 5 5 1 2 2 3 3 4 4 مساءً", "0 5 5 1 2 2 3 3 4 4"),
        (Kind.PHONE, "الرقم صفر خمسة أربعة سبعة صفر ثلاثة ستة صفر.", "صفر خمسة أربعة سبعة صفر ثلاثة ستة صفر"),
        (Kind.PHONE, "جوالي 05512_23344 مساءً", "05512_23344"),
    ],
)
def test_contacts_in_disguise(kind: Kind, text: str, found: str) -> None:
    """Domains after an invitation, names of networks, invented numbers and spelled digits are found in full."""
    assert [(kind, found)] == find(text)


NETWORKS = [
    *("سنابي", "سناب", "سناب شات", "انستا", "إنستغرام", "انستا قرام", "تويتر", "تليجرام", "تيليغرام", "تيك توك"),
    *("فيس بوك", "يوتيوب", "ثريدز", "snap", "Snapchat", "insta", "INSTAGRAM", "Twitter", "telegram", "TeleGram"),
    *("TikTok", "TIKTOK", "facebook", "FACEBOOK", "FaceBook"),
]


@pytest.mark.parametrize("joint", [": ", " : ", " هو ", " باسم ", " باسم : ", " هو: "])
@pytest.mark.parametrize("network", NETWORKS)
def test_names_in_networks(network: str, joint: str) -> None:
    """A name is found after that of each network, however they are joined."""
    assert (Kind.HANDLE, "9.karim_b") in find(f"وهي حسابي على {network}{joint}9.karim_b فقط")


@pytest.mark.parametrize("network", NETWORKS)
def test_the_name_of_a_network_is_enough(network: str) -> None:
    """A name with a line is found behind it, though no word says whose it is."""
    assert [(Kind.HANDLE, "9.karim_b")] == find(f"الجديد كله على {network} 9.karim_b فقط")


@pytest.mark.parametrize(
    "text",
    [
        "اشتريت الكتاب من noon.com ووصل في يومين",
        "أشاهد الأخبار في تويتر منذ عام 2015 على iPhone",
        "فيسبوك facebook.com أشهر من غيره",
        "المتتالية 0 1 1 2 3 5 8 1 3 مشهورة",
        "العدد صفر واحد صفر واحد صفر واحد صفر واحد صفر ثنائي",
        "الفترة [0.5] والمجموعة {1.5}",
        "العام آت وفيه كوم من الأعمال",
        "حسابي في المصرف ABC خامل",
        "قال الخبير إن الشركة at risk كما كتب",
    ],
)
def test_what_looks_like_a_contact(text: str) -> None:
    """Names of shops, networks spoken of, sequences, intervals and binary numbers are no personal data."""
    assert [] == find(text)


@pytest.mark.parametrize("phone", ["+973 36112233", "+213 513 44 55 66", "جوالي 0551223344"])
def test_pseudonyms_are_not_found_again(phone: str) -> None:
    """What stands in for a number lies in a range that nobody gave out and yet is known to be a pseudonym."""
    text, _ = Replacer("pseudonymise", b"key").replace(phone)
    assert (True, []) == (text != phone, find(text))
