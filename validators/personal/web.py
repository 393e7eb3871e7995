"""Finds addresses of the net in folded texts: URLs, e-mail addresses and social handles."""

import re
from collections.abc import Iterator

from validators.late import compile_late

_DOMAIN = r"(?:[A-Za-z0-9_-]++\.)"
_RESERVED = rf"{_DOMAIN}*(?:example\.(?:com|net|org)|{_DOMAIN}(?:example|test|invalid)|localhost)(?!\.?[A-Za-z0-9_-])"
_TOP = (
    "com|net|org|info|edu|gov|me|ly|gl|gle|be|co|io|tv|ai|app|link|page|site|online|store|shop|blog|cc|gd|to"
    "|uk|us|fr|de"
    "|sa|ae|eg|jo|kw|qa|bh|om|iq|sy|lb|ps|ma|dz|tn|sd|ye"
)
_PATH = r"(?:[!#-;=?-Z\\^_a-z~%]|(?<=[/=_-])[ء-ي]+)*"
_URL = compile_late(
    rf"(?:https?|ftp)://(?!{_RESERVED})[A-Za-z0-9]{_PATH}"
    rf"|(?<![A-Za-z0-9@._-])(?:www\.(?!{_RESERVED})[a-z0-9-]+\.[a-z]{_PATH}"
    rf"|(?!{_RESERVED})(?:[a-z0-9-]{{1,63}}+\.){{1,4}}(?:{_TOP})/[a-z0-9_@]{_PATH})",
    re.IGNORECASE,
)
_MASKED = compile_late(  # a dot in brackets has no other use
    rf"(?<![A-Za-z0-9@._-])(?<![)\]}}>])(?<![)\]}}>] )(?!{_RESERVED})"
    rf"(?:[a-z0-9-]{{2,63}}+(?: ?[(\[{{<] ?(?:\.|dot|نقطة|دوت) ?[)\]}}>] ?|\.(?=[a-z0-9-]))){{1,3}}"
    rf"(?<=[)\]}}> .])(?:{_TOP})(?![a-z0-9])(?:/{_PATH})?"
    rf"|https? ?: ?/ ?/ ?(?!{_RESERVED})[a-z0-9-]+ ?\. ?[a-z]{_PATH}",
    re.IGNORECASE,
)
_HOLDS_MASKED = compile_late(r"[(\[{<] ?(?:\.|dot|DOT|نقطة|دوت) ?[)\]}>]|: /|/ /|https? :")
_DOTTED = compile_late(r"\.(?<=[a-z0-9-]\.)[a-z]", re.IGNORECASE)  # in all of these but an address with a scheme
_BARE = compile_late(
    rf"(?<![A-Za-z0-9@._/-])(?!{_RESERVED})(?:[a-z0-9-]{{2,63}}+\.){{1,3}}(?:{_TOP})(?![a-z0-9@/]|[.-][a-z0-9])",
    re.IGNORECASE,
)
_INVITED = compile_late(
    r"تواصل(?:وا)? مع|راسل|زوروا|موقعي|موقعنا|متجري|متجرنا|مدونت[ين]|صفحت[ين]|رابط|للطلب|للحجز|للتسجيل|للتواصل"
    r"|للاستفسار|للتفاصيل"
    r"|سج[ّ]?ل(?:وا)?\b|ادخل(?:وا)?\b|اضغط(?:وا)?\b|اتصل(?:وا)?\b|الرد على"
)
_LOOSE_END = ".,;:!?)'*-"
_HOST = r"[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++){0,4}?\.[A-Za-z]{2,24}(?![A-Za-z0-9-]|\.[A-Za-z0-9])"
_BOX = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}+"
_EMAIL = compile_late(
    rf"(?<![A-Za-z0-9_.%+-])(?![.-])[A-Za-z0-9._%+-]++@(?!{_RESERVED}){_HOST}"
    rf"|(?<![A-Za-z0-9_.%+-]){_BOX} ?@ ?(?:gmail|hotmail|yahoo|outlook|icloud|live) ?\. ?[a-z]{{2,3}}\b"
    rf"|(?<![A-Za-z0-9_.%+-]){_BOX} ?@ ?[A-Za-z0-9-]{{1,63}}+(?: \. ?|\. )(?:{_TOP})\b"
    rf"|(?<![A-Za-z0-9_.%+-]){_BOX} @ ?(?!{_RESERVED}){_HOST}"
)
_AT_WORD = r"(?:at|AT|At|آت|أت|ات|ايت)"
_DOT = r"(?: (?:dot|DOT|Dot|دوت|نقطة|نقطه) | ?[(\[{<] ?(?:\.|dot|DOT|Dot|دوت|نقطة) ?[)\]}>] ?)"
_POST = (
    r"(?:gmail|hotmail|yahoo|outlook|icloud|live|proton(?:mail)?|جي ?ميل|جيم[ا]?يل|هوت ?ميل|هوتم[ا]?يل|ياهو"
    r"|[أا]وت ?لوك|[آا]ي ?كلاود)"
)
_TAIL = rf"(?:{_TOP}|كوم|نت|اورغ|أورغ)"
_SPELLED = compile_late(
    rf"(?<![A-Za-z0-9_.]){_BOX} ?[(\[{{<«] ?(?:{_AT_WORD}|@) ?[)\]}}>»] ?[A-Za-z0-9-]{{1,63}}+"
    rf"(?:(?: ?\. ?|{_DOT})[A-Za-z]{{2,12}}\b){{1,3}}"
    rf"|(?<![A-Za-z0-9_.])(?:[ء-ي]{{2,20}}+(?: \d{{1,4}})?|{_BOX}) {_AT_WORD} (?:[A-Za-z0-9-]{{1,63}}+|{_POST})"
    rf"(?:{_DOT}{_TAIL}(?!\w)){{1,2}}"
    rf"|(?<![A-Za-z0-9_.])(?:[ء-ي]{{2,20}}+(?: \d{{1,4}})?|{_BOX}) ?(?:{_AT_WORD}|@) {_POST} ?(?:\."
    rf"|{_DOT}) ?{_TAIL}(?!\w)"
)
"""An address written in words or brackets, so that no machine reads it."""
_HOLDS_SPELLED = compile_late(
    rf"[Aa](?<![A-Za-z].)[Tt]\b|[(\[{{<«] ?@|@ {_POST}|[آأاي]ت ?(?:[A-Za-z0-9)\]}}>»-]|{_POST})"
)
_REACH = 40  # characters before a domain in which it can be invited to
_CODE = "media|import|charset|override|param|return|page"
_AT = compile_late(
    rf"(?<![A-Za-z0-9_./@])@(?!(?:user(?:name|_[0-9a-f]{{8}})?|{_CODE})\b)(?=[0-9_.]*[A-Za-z])"
    r"(?:(?!https?:)[A-Za-z0-9_.@]){2,}(?<![.@])",
    re.IGNORECASE,
)
_ONE = compile_late(r"@[A-Za-z0-9_.]{2,}")
NETWORKS = (
    *("سناب", "نست", "تويتر", "رام", "توك", "فيس", "يوتيوب", "ثريدز", "حساب", "صفحت", "قنات", "معرف", "تابع", "ضيف"),
    "يوزر",
    *("nap", "nsta", "witter", "elegram", "ikTok", "iktok", "acebook", "SNAP", "INSTA", "TWITTER", "TELEGRAM"),
    *("TIKTOK", "FACEBOOK", "aceBook", "eleGram"),
)
"""Pieces of the words that stand before a name in a network."""
_NAMED = compile_late(rf"(?:{'|'.join(NETWORKS)}).{{0,16}}?[0-9_.]*+[^\W\d_ء-ي]", re.DOTALL)
"""One of them and, as far after it as it can be, a name."""
_SITE = (
    r"(?:سناب(?:ي|\s?شات)?|[اإ]نست[اغق]?(?:\s?[غقج]رام)?|تويتر|تي?لي?[غقج]رام|تيك\s?توك|فيس\s?بوك|يوتيوب|ثريدز"
    r"|snap(?:chat)?"
    r"|insta(?:gram)?|twitter|telegram|tiktok|facebook)"
)
_MINE = r"(?:(?:حساب|صفحت|قنات|معرف)(?:ي|نا|ه|ها)|تابعو(?:ني|نا)|[اأ]?ضيفوني|تابعني)"
_NAME = (
    r"(?!https?:|www\.)(?!user_[0-9a-f]{8}\b)(?=[0-9_.]*[A-Za-z])"
    r"([A-Za-z0-9_][A-Za-z0-9_.]{2,29})(?<!\.)(?![A-Za-z0-9_@])"
)
_NETWORK = compile_late(
    rf"{_SITE} ?: ?{_NAME}|{_MINE} (?:(?:على|في|ب) ?)?{_SITE}(?: (?:هو|باسم))? ?:? ?{_NAME}"
    rf"|(?:سنابي|[اإ]نستاي|يوزري|معرفي) :? ?{_NAME}"
    rf"|(?:{_SITE}|{_MINE}) (?=[A-Za-z0-9.]*(?:_|[A-Za-z]\.[A-Za-z0-9]))(?![A-Za-z0-9.-]+\.(?:{_TOP})(?![A-Za-z0-9]))"
    rf"{_NAME}",
    re.IGNORECASE,
)
_ARABIC_AT = compile_late(r"(?<![\w@])@(?!مستخدم|المستخدم|اسم)[ء-ي][ء-ي0-9]*(?:_[ء-ي0-9]+)+")
_REDDIT = compile_late(r"(?<![\w/.])/?u/[A-Za-z0-9_-]{3,20}(?![\w/])")


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Yield addresses with a scheme, with www, with a path or with a dot in brackets.

    A bare domain is a name and no contact unless it follows an invitation (راسلونا على site.net). The domains that are
    reserved for examples (RFC 2606) are nobody's.
    """
    dotted = _DOTTED.search(text) is not None
    if dotted or "://" in text:
        for found in _URL.finditer(text):
            yield found.start(), found.start() + len(found[0].rstrip(_LOOSE_END))
    if _HOLDS_MASKED.search(text):
        for found in _MASKED.finditer(text):
            yield found.start(), found.start() + len(found[0].rstrip(_LOOSE_END))
    if dotted:
        for found in _BARE.finditer(text):
            if _INVITED.search(text, max(0, found.start() - _REACH), found.start()):
                yield found.span()


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield e-mail addresses; those at a domain that is reserved for examples are nobody's."""
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield found.span()
    if _HOLDS_SPELLED.search(text):
        for found in _SPELLED.finditer(text):
            yield found.span()


def find_handles(text: str) -> Iterator[tuple[int, int]]:
    """Yield `@name`, `u/name`, and a name after that of a network; `@user` is a mask that others put.

    Without a colon a name holds a digit, a dot or a line, or follows words such as حسابي and تابعوني.
    """
    if "@" in text:
        for chain in _AT.finditer(text):
            for found in _ONE.finditer(text, *chain.span()):
                yield found.span()
    if any(map(text.__contains__, NETWORKS)) and _NAMED.search(text):
        for found in _NETWORK.finditer(text):
            yield found.span(found.lastindex or 0)
    if "@" in text:
        for found in _ARABIC_AT.finditer(text):
            yield found.span()
    if "u/" in text:
        for found in _REDDIT.finditer(text):
            yield found.span()
