"""Finds addresses of the net in folded texts: URLs, e-mail addresses and social handles."""

import re
from collections.abc import Iterator

from validators.late import compile_late

_DOMAIN = r"(?:[A-Za-z0-9_-]++\.)"
_RESERVED = rf"{_DOMAIN}*(?:example\.(?:com|net|org)|{_DOMAIN}(?:example|test|invalid)|localhost)(?!\.?[A-Za-z0-9_-])"
_TOP = (
    "com|net|org|info|edu|gov|me|ly|gl|gle|be|co|io|tv|ai|app|link|page|site|online|store|shop|blog|cc|gd|to|uk|us|fr|de"
    "|sa|ae|eg|jo|kw|qa|bh|om|iq|sy|lb|ps|ma|dz|tn|sd|ye"
)
_PATH = r"(?:[!#-;=?-Z\\^_a-z~%]|(?<=[/=_-])[ء-ي]+)*"
_URL = compile_late(
    rf"(?:https?|ftp)://(?!{_RESERVED})[A-Za-z0-9]{_PATH}"
    rf"|(?<![A-Za-z0-9@._-])(?:www\.(?!{_RESERVED})[a-z0-9-]+\.[a-z]{_PATH}"
    rf"|(?!{_RESERVED})(?:[a-z0-9-]{{1,63}}+\.){{1,4}}(?:{_TOP})/[a-z0-9_@]{_PATH})",
    re.IGNORECASE,
)
_LOOSE_END = ".,;:!?)'*-"
_EMAIL = compile_late(
    rf"(?<![\w.%+-])(?![.-])[A-Za-z0-9._%+-]++@(?!{_RESERVED})(?:[A-Za-z0-9-]++\.)++[A-Za-z]{{2,24}}(?![A-Za-z0-9])"
    r"|(?<![\w.%+-])[A-Za-z0-9._%+-]++ ?@ ?(?:gmail|hotmail|yahoo|outlook|icloud|live)\.[a-z]{2,3}\b"
    rf"|(?<=[ء-ي])[A-Za-z0-9._%+-]++@(?!{_RESERVED})(?:[A-Za-z0-9-]++\.)++[A-Za-z]{{2,24}}(?![A-Za-z0-9])"
)
_CODE = "media|import|charset|override|param|return|page"
_AT = compile_late(
    rf"(?<![A-Za-z0-9_./@])@(?!(?:user(?:name|_[0-9a-f]{{8}})?|{_CODE})\b)(?=[0-9_.]*[A-Za-z])"
    r"(?:(?!https?:)[A-Za-z0-9_.@]){2,}(?<![.@])",
    re.IGNORECASE,
)
_ONE = compile_late(r"@[A-Za-z0-9_.]{2,}")
_NETWORK = compile_late(
    r"(?:سناب(?:ي|\s?شات)?|[اإ]نست[اغق]?(?:\s?[غقج]رام)?|تويتر|تي?لي?[غقج]رام|تيك\s?توك|فيسبوك|snap(?:chat)?|insta(?:gram)?"
    r"|twitter|telegram|tiktok) ?: ?(?!https?:|www\.)(?!user_[0-9a-f]{8}\b)(?=[0-9_.]*[A-Za-z])"
    r"([A-Za-z0-9_][A-Za-z0-9_.]{2,29})(?<!\.)(?![A-Za-z0-9_@])",
    re.IGNORECASE,
)


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Yield addresses with a scheme, with www, or with a path; a bare domain is a name and no contact.

    The domains that are reserved for examples (RFC 2606) are nobody's.
    """
    for found in _URL.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip(_LOOSE_END))


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield e-mail addresses; those at a domain that is reserved for examples are nobody's."""
    for found in _EMAIL.finditer(text):
        yield found.span()


def find_handles(text: str) -> Iterator[tuple[int, int]]:
    """Yield `@name`, and a name after that of a social network and a colon; `@user` is a mask that others put."""
    for chain in _AT.finditer(text):
        for found in _ONE.finditer(text, *chain.span()):
            yield found.span()
    for found in _NETWORK.finditer(text):
        yield found.span(1)
