"""Refuses foreign words where Arabic ones belong."""

import re
from dataclasses import dataclass

from validators.base import Measures, Reading, Refusal
from validators.late import compile_late
from validators.personal.find import find_personal


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DIGITS = frozenset("235789")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_COMMON = _list(
    "about above according account action after again against age air all almost along already also although"
    " always among amount animal animals another any are area around art as ask at away back based be became"
    " because become been before began being below best better between big black blood blue board body book books"
    " both bring build building business but buy by call called came can cannot capital car cause caused causes"
    " cell cells center century change changes child children city class clear close cold come common community"
    " company concept condition correct cost could countries country course culture current data day days death"
    " decide deep define definition describe did different difference difficult direction do does done down due"
    " during each early earth easy economic economy education effect effects eight either element elements end"
    " energy english enough environment equal era even event ever every example exam explain eye face fact factor"
    " factors false family famous far father few field find first five following food force form formed found four"
    " friend from full function game gave general get give given global go goes gold good government great green"
    " ground group growth had half hand has have he health heart heat help her here high him his history home hot"
    " hour house how however human idea if important in increase influence information into is it its job just"
    " keep key kind king knowledge known land language large largest last late later law lead learn led left less"
    " level life light like line list little live long look lot love low made main major make makes man many map"
    " market material may me mean meaning means measure method middle might mind modern money month more most"
    " mother mountain move movement much music must my name names nation natural nature near need never new next"
    " night no non north not now number ocean of off often old on once one only open option or order organization"
    " other others our out over own page part parts party past people percent period person phrase place plant"
    " plants play point points policy political population position possible power present president pressure"
    " price primary problem process produce product production provide public quality question questions quick"
    " rate reaction read real reason red region related relation religion result results right rise river role"
    " rule run said same say school science scientific sea second see sentence service set several she short"
    " should show side simple since size skin small so social society some soil something sound source south space"
    " speed stage star start state states step still stone story student students study such sun surface system"
    " table take teacher team temperature ten term test than that the their them then theory there these they"
    " thing things think this those three through time times to today together too top total trade treatment tree"
    " true turn two type types under understand unit until up upon us use used using usually value very view voice"
    " volume want war was water way we weight well were west what when where which while white who whole why will"
    " wind with within without woman women word words work worker world would write written wrong year years yes"
    " yet you young your therefore thus answer answers awesome amazing beautiful bad nice happy sad delicious"
    " experience hotel restaurant staff recommend recommended overall definitely really disappointed"
)
_CODE = _list(
    "if else for while do in is not and or as from with print class data list set map type input open read write"
    " run break continue return import true false case char int float double string main public key value table"
    " select where order by group into show use end next new this then that def let var function name all page"
    " body head title link form label button color size width height left right top center time test sum max min"
    " round range sort copy cut home back start stop go get post put delete update insert join on off up no yes"
    " like count exists any line point word access power view java net web mail"
)
_LINKING = _list(
    "because although though however therefore thus whereas while which whose whom that this these those actually"
    " basically with without within from into between during before after about again against and but also then than"
    " was were are been has have had will would could should they their them there where when what who the of"
    " very much many only even each every other another such same some does could must might shall she him her his its"
    " your our important example government usually according"
)
"""Words that join others, and a few more: nobody borrows them one by one."""
_STRAY = _list(
    "significa significan también tambien además ademas según segun entonces aunque porque pero cuando donde mientras"
    " siempre nunca mucho muchos muy puede pueden tiene tienen hacer desde hasta hacia incluso así más está están"
    " después través ejemplo"
    " signifie aussi donc mais parce avec dans selon alors toujours jamais beaucoup cette être très même après"
    " également ainsi lorsque leurs notre votre sont c'est c’est plutôt déjà"
    " und nicht auch oder aber sehr weil dass werden wird über für durch zwischen bedeutet"
    " também então não são você muito anche perché quindi però tuttavia essere così"
    " çok için değil olarak gibi dan yang dengan untuk tidak adalah karena juga dalam berarti sangat"
)
"""Words that join others in the languages that models most often slip into, besides English."""
_LETTERED = _list(
    "mesh mish msh kwayes kwayyes kwayesa awi awy enta enti inta habibi habibti yalla wallah wallahi inshallah inshalla"
    " mashallah hamdulillah khalas keda kida shukran ezay ezzay lessa bardo shwaya shwayya kteer ktir hayda halla"
    " shlonak mafeesh mafish mabsout helwa zay kaman"
)
_CHAT = compile_late(
    r"(?<![\w@#./:+*^=-])(?:(?!(?:log|sin|cos|tan|exp|lim|web|mp|co|so)\d)[a-z]{2,12}[23578][a-z]{1,12}[a-z0-9]{0,6}"
    r"|[a-z][37][a-z]{2,12}|[37](?!da|co|si|lo|mo|se|zo|ta|mi|me|ye|we|ho|po|pe|eu|le|ga|ki|st)(?=.?[aeiou])[a-z]{3,12}"
    r"|2(?:ana|na|al[a-z]|alb[a-z]*|ultlak|olt[a-z]*))(?![\w.@+*^=-])"
)
"""Arabic in Latin letters and digits: everyday words without a digit, and what a digit stands in for a letter of."""
_NAMED = compile_late(
    r"(?:كلمة|لفظة?|مصطلح|مفردة|عبارة|حرف|رمز|اختصار|معنى|باسم|اسم|يسمى|تسمى|فعل|الفعل|صفة|بالإنجليزية|الإنجليزية"
    r"|اللاتينية|الفرنسية|الأمر|أمر|الدالة|دالة|دوال|حلقة|الحلقة|جملة|تعليمة|برنامج|لغة|نظام|تطبيق|وسم|موقع|شركة"
    r"|ماركة|علامة|خاصية|معامل|عامل|متغير|المتغير|نوع|ملف|مكتبة)\s*[:،]?\s*[«\"'“”(]?$"
)
"""What stands before a word that is named as such, or that a program or a firm is called by."""
_KEPT = compile_late(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@\S+|[@#][\w]+|\b[\w-]{1,60}\.(?:com|net|org|edu|gov|[a-z]{2})\b\S*|`[^`\n]*`"
    r"|\([^()\n]{0,120}\)|[(\[{«“\"'‘][^()\[\]{}«»“”\"'‘’\n؀-ۿ]*[)\]}»”\"'’]|\\[a-zA-Z]+|\$[^$\n]*\$"
    r"|</?\w[^<>\n]*>|%\w+"
)
_LETTER = "A-Za-zÀ-ÖØ-öø-ſ"
_RUN = compile_late(
    rf"(?<![\w\\])[{_LETTER}][{_LETTER}'’]*(?:[ ,;:-]{{1,2}}[{_LETTER}][{_LETTER}'’]*)*|(?<=[ء-ي])[{_LETTER}]{{3,}}"
)
_WORD = compile_late(rf"[{_LETTER}]+(?:['’][{_LETTER}]+)?")
_ARABIC = compile_late("[ء-ي]{2}")
_SCRIPTS = compile_late(
    "[\u0400-\u052f\u0531-\u058f\u0590-\u05ff\u0700-\u074f\u0900-\u0fff\u10a0-\u11ff\u3041-\u3096\u30a1-\u30fa"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+"
)


def _stands_alone(run: re.Match[str]) -> bool:
    """Return whether a Chinese sign or a small Russian letter stands between blanks or Arabic ones, not in a face."""
    around = run.string[max(0, run.start() - 1) : run.start()] + run.string[run.end() : run.end() + 1]
    lone = "\u3400" <= run[0] <= "\u9fff" or "\u0430" <= run[0] <= "\u044f"
    return lone and all(sign.isspace() or "\u0600" <= sign <= "\u06ff" for sign in around)


def _is_slip(words: list[str]) -> bool:
    """Return whether a run is one word that joins others, or holds an Arabic one or one of a third language."""
    if len(words) == 1 and words[0] in _LINKING:
        return True
    return not _LETTERED.isdisjoint(words) or (not _STRAY.isdisjoint(words) and all(map(str.islower, words)))


def _blank_personal(text: str) -> str:
    """Return a text without the addresses and names that are personal data, for which it has a code of its own."""
    for span in reversed(find_personal(text)):
        text = f"{text[: span.start]} ({text[span.end :]}"
    return text


@dataclass(frozen=True, slots=True)
class Untranslated:
    """Refuses an item with English words, or a word of a script that is not taught beside Arabic, within Arabic text.

    Signs, units, formulas, acronyms, names with a capital, species, words in brackets or quotation marks, addresses,
    program text, words that are named as such ("كلمة book") and texts without any Arabic (an option `thyroxine`) pass.

    Attributes:
        strict: True where a single word in small letters is refused even when it is no everyday English one
            (`photosynthesis`); otherwise such words pass, and one everyday word alone as well.
        linking: True where a word that joins others (`because`, `pero`) is refused by itself, and Arabic in Latin
            letters (`7abibi`); people write both.
    """

    strict: bool = True
    linking: bool = True
    codes = ("untranslated",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal that quotes the words."""
        signs = reading.signs
        if not signs:
            return None
        if any(map(_SCRIPTS.match, signs)) and (found := self._find_script(reading.text)):
            return Refusal("untranslated", found)
        if _LATIN.isdisjoint(signs):
            return None
        for text in reading.texts.values():
            if _LATIN.isdisjoint(text) or not _ARABIC.search(text) or not self._find_run(text):
                continue
            if run := self._find_run(_blank_personal(text)):
                return Refusal("untranslated", run[:80])
        return None

    def _find_script(self, text: str) -> str | None:
        runs = _SCRIPTS.finditer(_KEPT.sub(" ", text))
        return next((run[0] for run in runs if len(run[0]) > 1 or self.strict or _stands_alone(run)), None)

    def _find_run(self, text: str) -> str | None:
        text = _KEPT.sub(" (", text)
        for run in _RUN.finditer(text):
            words = _WORD.findall(run[0])
            if (self._is_english(words) or (self.linking and _is_slip(words))) and not _NAMED.search(
                text, max(0, run.start() - 24), run.start()
            ):
                return run[0]
        chat = _CHAT.search(text) if self.linking and not _DIGITS.isdisjoint(text) else None
        return chat[0] if chat else None

    def _is_english(self, words: list[str]) -> bool:
        small = [word for word in words if word.islower()]
        common = [word for word in small if word in _COMMON]
        if len(words) > 1:  # a title has capitals but for its small words
            content = [word for word in common if len(word) > 3 or word in {"is", "are", "was"}]
            return len(common) > 1 and bool(content) and 2 * len(small) >= len(words)
        if not self.strict or not small:
            return False
        word = small[0]
        return word not in _CODE and len(word) > (2 if common else 4)
