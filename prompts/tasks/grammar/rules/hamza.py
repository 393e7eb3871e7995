"""Hamza: only the seat of a hamza changes, or whether one is written."""

import re
from collections.abc import Sequence

from prompts.tasks.grammar.edits import Edit
from prompts.tasks.grammar.letters import Site, strip_marks
from prompts.tasks.grammar.rules.base import Rule
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
_ALWAYS_JOINED = tuple(
    sorted(
        list_words(
            "استخدام استعمال استقبال استقلال استعداد استشار استمرار استفاد استثمار استثناء استجاب استراح استغلال",
            "استهلاك استيراد استقر استمر استطاع استخدم استعمل استقبل استمع اجتماع اختبار اختيار اختلاف احترام احتفال",
            "احتمال احتياج اقتصاد اقتراح اكتشاف افتتاح اشتراك اعتماد اعتقاد اعتذار اعتبار اعتراف انتشار انتظار انتخاب",
            "انتقال انتصار انتباه انتهاء انخفاض انطلاق انفجار انقسام انهيار اتصال اتفاق اتجاه اتحاد امتحان امتداد",
            "امتلاك اهتمام ارتفاع ارتباط التزام التحاق ابتسام ابتكار اجتهاد ادعاء ازدحام ازدياد اضطراب انتماء",
            "احتواء اكتفاء اختفاء ابتعاد ابتداء",
        )
    )
)
_FIRM = list_words(
    "الى اوائل ان انه انها انهم انهما انهن اننا اني انني لانه لانها لانهم ايضا ايضاً ايضًا اذا اذ الا اما اي",
    "اية ام امام اول اولا اولى اخر اخرى احد احدى اكثر اقل اكبر اصغر افضل اهم اعلى اصبح اصبحت اثناء انواع",
    "ايام ابناء اطفال اولاد افراد اعمال اخي ابي امي اختي انا انت انتم امور اسرة اسباب اسعار اشياء ابو او",
    "اسلام اسلامي اسلامية انسان انسانية امريكا امريكي امريكية اوروبا اوروبي اوروبية اداة ادارة اعلان اعلام",
    "انتاج اولئك اليك اليه اليها اليهم الينا الاول الاولى الاخرى الاخير الاخيرة الاسلام الاسلامي احيانا احيانًا",
    "الاسلامية الانسان الامريكي الامريكية الايام الان الاطفال الافراد الاهل الاسرة الادارة الاعلام الانتاج احياناً",
    "اولًا اولاً اجل لاجل اقصى ادنى اغلب اعضاء اجزاء اهمية افكار اراء اثار اماكن الاماكن الاهمية الاعضاء الاعمال",
    "الاسباب الافكار الاطباء الاسعار الاخبار الاصدقاء الاشياء الاشخاص الامور الانواع الاحد الاسبوع الاساسي الاساسية",
    "اسبوع اشخاص اصدقاء اخبار اطباء اساسي اساسية اعطى اعلن اعلنت اكد اكدت اوضح اوضحت اضاف اضافت اشار اشارت",
)
"""Words that have a hamza at their beginning and mean nothing without it."""
_MAY_BE_OTHERS = list_words(
    "واحد واحدى واهم واو واي وان والا وام فان فاي فاهم فاخر فاول فاجل واجل واليه واليها واليهم والينا واليك"
)
_JOINED_FIRM = frozenset(f"{lead}{word}" for lead in "وف" for word in _FIRM) - _MAY_BE_OTHERS
_WITHOUT_SEAT = list_words("شئ الشئ بشئ لشئ وشئ كشئ شيئ الشيئ بشيئ تفائل التفائل تسائل التسائل ملجاء مبداء")
FIRM = _FIRM | _JOINED_FIRM | _WITHOUT_SEAT
"""Forms that are certainly wrong, whatever stands beside them."""
_JOINED_NOUN = re.compile(
    "(?:.ت|ت|زد|[صض]ط|ن[^ا][^ا]ا|سم(?:$|[يهى]|ان|ين)|بن|ثن|مر[أؤئا]|دعا|دخار|دكار|طلاع|طراد|طم|شم|قشع|ضمح|كفه|حمرا|خضرا"
    "|سودا|صفرا|زرقا|بيضا|عوجا|نم|ئت).*"
)
"""Nouns whose alif is joined in speech, from behind their alif: verbal nouns of the long stems, and a few words."""
_WITH_ARTICLE = re.compile("[وف]?ب?الا([^اأإآء].{2,})")
_JOINED_WITH_HAMZA = re.compile(
    "(?:[وفبكل]|ال|وال|بال|لل)?[إأ](" + "|".join(word[1:] for word in _ALWAYS_JOINED) + ").*"
)
_NAMES = frozenset({"إسم", "أسم", "الإسم", "الأسم", "إبن", "أبن", "إبنة", "إمرأة", "الإثنين", "الأثنين", "إثنان"})


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
    if is_wrong(pair[1]):
        return True
    return any(_drops_firm(site) for site in edit.sites)


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
    joined = rest.startswith(("ست", "ت")) or (rest[1:2] in {"ت", "ط", "د"} and rest[0] != "ن")
    return len(rest) >= 4 and not joined and not rest.startswith(_JOINED_NUN)


def is_wrong(word: str) -> bool:
    """Return whether a word without marks is certainly written with the wrong hamza at its beginning."""
    return (
        word in FIRM
        or word in _NAMES
        or (
            ("إ" in word or "أ" in word)
            and _JOINED_WITH_HAMZA.fullmatch(word) is not None
            and not _is_first_person(word)
        )
    )


def _is_first_person(word: str) -> bool:
    """Return whether it may be a verb of the first person, such as أستخدم or أستقبل, which has its hamza."""
    return "أ" in word and not word.startswith(("ال", "وال", "بال", "لل"))


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
