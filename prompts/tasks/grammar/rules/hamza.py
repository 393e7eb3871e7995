"""Hamza: only the seat of a hamza changes, or whether one is written."""

import re
from collections.abc import Sequence
from functools import lru_cache

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import Site, strip_marks
from prompts.tasks.grammar.rules.base import Rule
from prompts.tasks.grammar.rules.joined import has_needless_hamza
from prompts.tasks.grammar.rules.seats import MISSING, drops_first, is_misseated, is_well_seated
from prompts.tasks.grammar.rules.words import list_words

_HAMZAS = frozenset("أإآءؤئٱ")
_SEATS = _HAMZAS | frozenset("اويى")
_LEAD = re.compile("(?:[وفبكلس]{0,2}|[وف]?[بك]?ال|[وف]?لل)")
_ANNA = re.compile("ن(?:ه|ها|هم|هما|هن|نا|ني|ك|كم)?|ي")
_JOINED_NUN = tuple(
    sorted(
        list_words(
            "نتشر نتشا نتظ نتخ نتق نتص نتبه نتبا نته نخف نطل نفج نقس نهار نهي نقل نعق نضم نسح نكس نقط نقر نتم نعك نخر",
            "نهز نبع نصر نفص نحد نحر نتح نتف نتس نتز نتع نتك نجذ نجر نحس نحن نحص نحل ندث ندف ندل ندم نزل نزع نسج نسد",
            "نشغ نشق نصب نصه نضب نطب نطف نطو نعد نعز نعش نغل نغم نفت نفر نفع نفك نقب نقذ نقض نقي نكم نكش نهم",
        )
    )
)
_FIRM = list_words(
    "الى اوائل ان انه انها انهم انهما انهن اننا اني انني لانه لانها لانهم ايضا ايضاً ايضًا اذا اذ الا اما اي اية",
    "ام امام اول اولا اولى اخر اخرى احد احدى اكثر اقل اكبر اصغر افضل اهم اعلى اصبح اصبحت اثناء انواع ايام ابناء",
    "اطفال اولاد افراد اعمال اخي ابي امي اختي انا انت انتم امور اسرة اسباب اسعار اشياء ابو او اسلام اسلامي",
    "اسلامية انسان انسانية امريكا امريكي امريكية اوروبا اوروبي اوروبية اداة ادارة اعلان اعلام انتاج اولئك اليك",
    "اليه اليها اليهم الينا الاول الاولى الاخرى الاخير الاخيرة الاسلام الاسلامي احيانا احيانًا الاسلامية الانسان",
    "الامريكي الامريكية الايام الان الاطفال الافراد الاهل الاسرة الادارة الاعلام الانتاج احياناً اولًا اولاً اجل",
    "لاجل اقصى ادنى اغلب اعضاء اجزاء اهمية افكار اراء اثار اماكن الاماكن الاهمية الاعضاء الاعمال الاسباب الافكار",
    "الاطباء الاسعار الاخبار الاصدقاء الاشياء الاشخاص الامور الانواع الاحد الاسبوع الاساسي الاساسية اسبوع اشخاص",
    "اصدقاء اخبار اطباء اساسي اساسية اعطى اعلن اعلنت اكد اكدت اوضح اوضحت اضاف اضافت اشار اشارت",
)
"""Words that have a hamza at their beginning and mean nothing without it."""
_MAY_BE_OTHERS = list_words(
    "واحد واحدى واهم واو واي وان والا وام فان فاي فاهم فاخر فاول فاجل واجل واليه واليها واليهم والينا واليك",
)
_JOINED_FIRM = frozenset(f"{lead}{word}" for lead in "وف" for word in _FIRM) - _MAY_BE_OTHERS
_WITHOUT_SEAT = list_words(
    "مسؤل مسؤلا مسؤلة مسؤلون مسؤلين مسؤلية المسؤل المسؤلة المسؤلون المسؤلين المسؤلية",
    "شئ الشئ بشئ لشئ وشئ كشئ شيئ الشيئ بشيئ تفائل التفائل تسائل التسائل ملجاء مبداء",
)
FIRM = _FIRM | _JOINED_FIRM | _WITHOUT_SEAT | MISSING
"""Forms that are certainly wrong, whatever stands beside them."""
_JOINED_NOUN = re.compile(
    "(?:.ت|ت|زد|[صض]ط|ن[^ا][^ا]ا|سم(?:$|[يهى]|ان|ين)|بن|ثن|مر[أؤئا]|دعا|دخار|دكار|طلاع|طراد|طم|شم|قشع|ضمح|كفه|حمرا|خضرا"
    "|سودا|صفرا|زرقا|بيضا|عوجا|نم|ئت).*"
)
"""Nouns whose alif is joined in speech, from behind their alif: verbal nouns of the long stems, and a few words."""
_WITH_ARTICLE = re.compile("[وف]?ب?الا([^اأإآء].{2,})")
_BREAKING = frozenset("دذرز")
_JOINING = frozenset("بتثجحخسشصضطظعغفقكلمنهي")
_OWN_ALIF_LAM = (
    *(
        "لمان",
        "لوان",
        "لعاب",
        "لبان",
        "لحان",
        "لقاب",
        "لغاز",
        "لبوم",
        "لياف",
        "لواح",
        "لماس",
        "لسن",
        "لغام",
        "لقى",
        "لقي",
    ),
    *("لغى", "لغي", "لهم", "لزم", "لصق", "لفاظ", "لف"),
)
"""How words go on that begin with a hamza and a lam of their own."""
_TWO = ("ثنان", "ثنين", "ثنتان", "ثنتين")
_NAMES = frozenset(
    [
        *("أسم", "أبن"),
        *(f"{lead}إ{rest}" for lead in ("", *"وفبلك") for rest in ("سم", "بن", "بنة", "مرأة", "ثنا", "ثنتا", *_TWO)),
        *(f"{lead}أ{rest}" for lead in ("", *"وفبلك") for rest in ("ثنتا", *_TWO)),
        *(
            f"{article}{hamza}{rest}"
            for article in ("ال", "وال", "فال", "بال", "كال", "لل", "ولل")
            for hamza in "أإ"
            for rest in ("سم", "بن", "بنة", *_TWO)
        ),
    ]
)
"""Nouns whose alif is joined, with a hamza on it."""


def explain(edit: Edit) -> bool:
    """Return whether every letter that changes is a hamza, its seat, or the letter that stood in its stead."""
    sites = edit.sites
    return bool(sites) and all(map(_is_seat, sites))


def _is_seat(site: Site) -> bool:
    letters = set(site.wrong + site.right)
    if not letters <= _SEATS or abs(len(site.wrong) - len(site.right)) > 1:
        return False
    if site.wrong and site.right:
        return not _HAMZAS.isdisjoint(letters)
    near = site.head[-1:] + site.tail[:1]
    return letters == {"ء"} or (letters <= set("ايو") and not set("ؤئءأ").isdisjoint(near))


def reverse(edit: Edit) -> bool:
    """Return whether the right side drops the hamza of a firm word or writes one on a word that has none."""
    pair = edit.pair
    if pair is None:
        return False
    wrong, right = pair
    if is_wrong(right):
        return True
    return (
        not is_wrong(wrong)
        and not is_well_seated(right)
        and (drops_first(wrong, right) or any(map(_drops_firm, edit.sites)))
    )


def _drops_firm(site: Site) -> bool:
    """Return whether a hamza goes that must stand: within a word, in أن and its sisters, or where none is joined."""
    if site.right == "ء" and site.wrong in {"ئ", "ؤ"}:
        return bool(site.tail) and site.head[-1:] not in {"ا", "و", "ي"}
    if site.right != "ا" or site.wrong not in {"أ", "إ"}:
        return False
    rest = site.tail
    if not _LEAD.fullmatch(site.head):
        return bool(rest)
    if _ANNA.fullmatch(rest):
        return True
    if rest.startswith("ل"):
        return rest.startswith(_OWN_ALIF_LAM)
    joined = rest.startswith(("ست", "ت")) or (rest[1:2] in {"ت", "ط", "د"} and rest[0] != "ن")
    return len(rest) >= 4 and not joined and not rest.startswith(_JOINED_NUN)


@lru_cache(maxsize=512)  # the same few words with a hamza stand in most sentences
def is_wrong(word: str) -> bool:
    """Return whether a word without marks is certainly written with the wrong hamza at its beginning."""
    return (
        word in FIRM or word in _NAMES or has_needless_hamza(word) or is_misseated(word) or _is_seated_after_break(word)
    )


def _is_seated_after_break(word: str) -> bool:
    """Return whether a last hamza before the alif of tanwin has a ya behind a letter that joins nothing."""
    return (word.endswith("ئا") and word[-3:-2] in _BREAKING) or (word.endswith("ءا") and word[-3:-2] in _JOINING)


def find_remains(words: Sequence[str]) -> str:
    """Return the first word that is wrong, also one with the article whose alif should carry a hamza."""
    # The rest is in `FIRM`, which every correction is held against.
    doubtful = [word for word in words if "الا" in word or "إ" in word or "الأ" in word]
    return next((word for word in doubtful if is_wrong(word) or _lacks_hamza(strip_marks(word))), "")


def _lacks_hamza(word: str) -> bool:
    match = _WITH_ARTICLE.fullmatch(word) if "الا" in word else None
    return match is not None and _JOINED_NOUN.fullmatch(match[1]) is None


HAMZA = Rule(
    explain,
    ("همز", "نبرة", "كرسي", "مهموز", "السطر", "ألف مد", "المدة على"),
    reverse,
    find_remains,
)
