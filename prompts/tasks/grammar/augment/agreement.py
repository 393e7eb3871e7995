"""Mistakes of agreement: verb and subject, noun and adjective, noun and pronoun."""

import re
from collections.abc import Iterator

from prompts.bank import read_bank
from prompts.tasks.grammar.augment.spots import AFTER, BEFORE, FOLDER, PEOPLE, Spot, join_words
from prompts.tasks.grammar.rules.base import MASCULINE

_REACH = 8
"""How many words on a pronoun may stand that gives a relative clause another subject."""

PAST = join_words(
    "فاز ذهب وصل اجتمع نجح استخدم اعتقد شعر عمل خرج دخل سافر حصل تعلم درس عرف لعب كتب طالب أعلن أكد انتقل",
    "استعمل رفض وافق شارك حاول تمكن عاش هاجر قاتل انتصر رجع وقف جلس ابتسم",
)
PRESENT = join_words(
    "يستخدم يستعمل يعمل يشارك يتمكن يحتاج يحصل يعتقد يعتمد يشعر يعرف يعيش يكتب يلعب يذهب يسافر يدرس يتعلم",
    "يطالب يحاول يخرج يدخل يجتمع يفضل يمارس يتواصل يقول يريد يسكن يهاجر يعتبر يستفيد يقوم يتحدث يطلب يرفض",
    "يحب يؤمن يختار يصل يفهم",
)
_FREE = "".join(f"(?<!{before} )" for before in ["ن", "م", "ى", "ي", "لا", "مهما", "أينما", "ألا"])
"""Behind no word that may govern the verb."""

_PLURAL = re.compile(
    rf"{BEFORE}(?:(?P<lead>[وف]?)(?P<past>{PAST})|(?:[وفبلك]?(?P<by>أن|لن|لم) |{_FREE})(?P<present>{PRESENT}))"
    rf" (?P<subject>ال{PEOPLE}ون){AFTER}"
)
WOMEN = join_words(
    "المرأة الأم البنت الفتاة الطالبة المعلمة الطبيبة الملكة الأميرة السيدة الكاتبة الممثلة الطفلة",
    "الفنانة",
)
DEEDS = join_words("سافر ذهب ابتسم عاش نام اعترف استيقظ انتقل استقال انهار اعتذر ابتعد اقترب استسلم انسحب انضم انتحر")
"""Verbs that take no person as an object, however they are voweled: خرّج الطالبة is right."""

_WOMAN = re.compile(rf"{BEFORE}(?P<lead>[وف]?)(?P<verb>{DEEDS})ت (?P<subject>{WOMEN}){AFTER}")
HER = re.compile(rf"ها{AFTER}")
_HIM = re.compile(rf"ه{AFTER}")


def find_subject_verb(sentence: str) -> Iterator[Spot]:
    """Yield verbs before a plural or a woman as their subject, and verbs of التي with a preposition of their own."""
    for match in _PLURAL.finditer(sentence):
        lead, verb = match["lead"] or "", match["past"] or match["present"]
        ending = "وا" if match["past"] or match["by"] else "ون"
        start = match.start("subject") - len(f"{lead}{verb} ")
        reason = f"لأن الفعل إذا تقدم على فاعله لزم الإفراد، وفاعله هنا «{match['subject']}»"
        yield Spot(start, lead + verb, lead + verb + ending, reason)
    for match in _WOMAN.finditer(sentence):
        reason = f"لأن الفاعل «{match['subject']}» مؤنث حقيقي متصل بفعله، فيؤنث الفعل"
        yield Spot(match.start(), f"{match['lead']}{match['verb']}ت", match["lead"] + match["verb"], reason)
    yield from _find_relative_verbs(sentence)


def _find_relative_verbs(sentence: str) -> Iterator[Spot]:
    bank = read_bank(FOLDER / "relative_verbs.txt")
    for feminine, masculine, following in bank["verbs"] if "التي" in sentence else ():
        pattern = rf"{BEFORE}التي (?P<verb>{feminine}) {join_words(following)}{AFTER}"
        for match in re.finditer(pattern, sentence):
            if not is_referred_to(HER, sentence, match.end()):
                reason = "لأن فاعله ضمير مستتر يعود إلى مؤنث تدل عليه «التي»، فيؤنث الفعل ليطابق فاعله"
                yield Spot(match.start("verb"), feminine, masculine, reason)


def is_referred_to(pronoun: re.Pattern[str], sentence: str, place: int) -> bool:
    """Return whether one of the next words of a sentence ends in a pronoun."""
    return any(pronoun.search(word) for word in sentence[place:].split()[:_REACH])


_BY = r"(?:من|إلى|على|عن|في) (?:هذه |تلك )?"
_QUALIFIED = re.compile(
    rf"{BEFORE}(?:[وف]?{_BY}(?=ال)|(?=[وف]?(?:بال|لل)))"
    rf"(?P<noun>(?![وفبك]*الأ)[ء-ي]{{4,}}ة) (?P<adjective>ال(?P<stem>[ء-ي]{{3,}})ة){AFTER}"
)


def find_adjective(sentence: str) -> Iterator[Spot]:
    """Yield listed adjectives behind a feminine noun that a preposition parts from other nouns.

    Plurals such as الأمثلة are left, as they are feminine by their number alone.
    """
    known = {stem for (stem,) in read_bank(FOLDER / "adjectives.txt")["regular"]}
    for match in _QUALIFIED.finditer(sentence):
        if match["stem"] in known and not any(match["noun"].endswith(noun) for noun in MASCULINE):
            reason = f"لأن النعت يطابق منعوته في التأنيث، ومنعوته «{match['noun']}» مؤنث"
            yield Spot(match.start("adjective"), match["adjective"], match["adjective"][:-1], reason)


_NEAR = re.compile(
    rf"{BEFORE}(?P<lead>[وف]?(?:(?:من|إلى|على|عن|في) |ب))(?P<word>هذه|تلك) (?P<noun>ال[ء-ي]{{3,}}ة){AFTER}"
)
MEN = join_words(
    "اليوم الوقت العام الشهر المكان الكتاب الموضوع العالم المجتمع السبب المجال العصر الزمن القرن النوع",
    "العدد الأمر البلد الموقع الفيلم البحث المشروع الأسبوع الحدث الجيل الدين القانون المنزل البيت الجانب",
    "النهر الجبل التاريخ الرجل الولد",
)
_NEAR_MEN = re.compile(rf"{BEFORE}(?P<lead>[وف]?(?:(?:من|إلى|على|عن|في) |ب))(?P<word>هذا|ذلك) (?P<noun>{MEN}){AFTER}")
_OTHER = {"هذه": "هذا", "تلك": "ذلك", "هذا": "هذه", "ذلك": "تلك"}
LIVING = join_words(
    "يعيشون يعملون يعانون يذهبون يقيمون يهاجرون ينتمون يشاركون يتحدثون يسافرون يجلسون يقفون يموتون يعودون",
    "ينتقلون يقومون يتواصلون يتمتعون يؤمنون يبحثون يتعرضون يحصلون يهتمون ينظرون عاشوا عملوا شاركوا هاجروا",
    "ماتوا سافروا جاؤوا ذهبوا انتقلوا قاموا حصلوا تمكنوا نجحوا تعرضوا انضموا وصلوا",
)
"""Verbs without an object that «what» could be."""

MANY = join_words("ناس أشخاص أفراد رجال أطفال طلاب شباب علماء سكان آباء أصدقاء")
_RELATIVE = re.compile(rf"{BEFORE}(?P<noun>[وف]?[بك]?ال(?:{MANY}|[ء-ي]{{3,}}ين)) الذين {LIVING}{AFTER}")


def find_pronoun(sentence: str) -> Iterator[Spot]:
    """Yield demonstratives between a preposition and their noun, and relatives between people and a plural verb."""
    for pattern, gender in ((_NEAR, "مؤنث"), (_NEAR_MEN, "مذكر")):
        for match in pattern.finditer(sentence):
            if match["noun"].removeprefix("ال") not in MASCULINE:
                reason = f"لأن اسم الإشارة يطابق المشار إليه، و«{match['noun']}» {gender}"
                lead = "" if match["lead"].endswith(" ") else match["lead"]
                start = match.start("word") - len(lead)
                yield Spot(start, lead + match["word"], lead + _OTHER[match["word"]], reason)
    for match in _RELATIVE.finditer(sentence):
        if not is_referred_to(_HIM, sentence, match.end()):
            reason = f"لأن الاسم الموصول يطابق ما يعود إليه، و«{match['noun']}» جمع"
            yield Spot(match.end("noun") + 1, "الذين", "الذي", reason)
