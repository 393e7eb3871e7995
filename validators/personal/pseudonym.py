"""Draws pseudonyms: a keyed hash of what is replaced, in the form of what is replaced, belonging to nobody."""

from collections.abc import Callable
from hashlib import blake2b

from validators.personal.checksum import find_iban_digits, find_luhn_digit, find_pair
from validators.personal.fold import fold, rewrite
from validators.personal.identity import is_national_id
from validators.personal.lexicon import Lexicon, load_lexicon
from validators.personal.names import JOINS, Word, read_words
from validators.personal.numbering import (
    find_codes,
    find_free_prefixes,
    is_free,
    is_given,
    is_world_number,
    split_code,
)
from validators.personal.span import Kind

Draw = Callable[[str, int], int]
"""Value and trial number to a number of 256 bits, by the key."""

_TRIALS = 100
_USERS = "ahmad ali amal basma dana fahd hala hani huda karim khalid lama layla mariam nada omar rami sami sara ziad"
_TEST_CARDS = {"3": "378282", "4": "400000", "5": "555555", "2": "222300", "6": "601111"}
_TRIPTOTES = "خالد سالم ماجد حاتم طارق راشد نادر فارس زياد كنان وليد باسل هاشم جابر ماهر"


def draw_with(key: bytes, kind: Kind) -> Draw:
    """Return the drawing function of one kind under a key of at most 64 bytes (BLAKE2b)."""

    def draw(value: str, trial: int = 0) -> int:
        data = f"{kind}\0{trial}\0{value}".encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(data, digest_size=32, key=key).digest(), "big")

    return draw


def _take(number: int, size: int) -> str:
    """Return `size` digits of a drawn number."""
    return str(number).rjust(80, "0")[-size:]


def _strip(written: str) -> str:
    return "".join(char for char in fold(written) if char.isalnum())


def make_phone(written: str, draw: Draw) -> str:
    """Return a number with the same code, trunk zero and grouping that its country has not given out.

    Its last two digits check it (ISO/IEC 7064), by which it is known to be no number that a model invented. The
    home and the international form of one number become two forms of one pseudonym.
    """
    folded = fold(written)
    digits = _strip(written)
    head, number = _split_phone(digits, plus="+" in folded)
    codes = find_codes(number)
    prefixes = find_free_prefixes(number[0], len(number), codes)
    for trial in range(_TRIALS):
        drawn = draw(number, trial)
        fake = prefixes[drawn % len(prefixes)] + _take(drawn >> 32, len(number) - 6)
        fake += find_pair(fake)
        if fake != number and is_free(fake, codes) and not (head and is_world_number(head.lstrip("0") + fake)):
            break
    return rewrite(written, digits[: len(digits) - len(number)] + fake)


def _split_phone(digits: str, *, plus: bool) -> tuple[str, str]:
    """Return the code as it is dialled (empty at home) and the number without its trunk zero."""
    start = 0 if plus else 2 * digits.startswith("00")
    code, rest = split_code(digits[start:])
    if plus or start:
        return (code or digits[:1], rest) if code else (digits[: start + 1], digits[start + 1 :])
    if digits[0] != "0" and code and len(digits) > 10 and is_given(code, rest):
        return code, rest
    return "", digits.lstrip("0") or digits


def make_email(written: str, draw: Draw) -> str:
    """Return an address at a domain that is reserved for examples (RFC 2606)."""
    users = _USERS.split()
    number = draw(fold(written).replace(" ", "").casefold(), 0)
    user = users[number % len(users)]
    return f"{user}.{number // 97 % 10**6:06d}@example.{('com', 'org')[number // 89 % 2]}"


def make_url(written: str, draw: Draw) -> str:
    """Return an address at example.com with the same opening."""
    folded = fold(written)
    scheme, parts, _ = folded.rpartition("://") if "://" in folded[:9] else ("", "", "")
    www = "www." if folded[len(scheme + parts) :].lower().startswith("www.") else ""
    return f"{scheme}{parts}{www}example.com/{draw(folded.rstrip('/'), 0) % 2**32:08x}"


def make_handle(written: str, draw: Draw) -> str:
    """Return `user_` and eight hexadecimal digits, after the @ if there was one."""
    folded = fold(written)
    return f"{'@' * folded.startswith('@')}user_{draw(folded.lstrip('@').casefold(), 0) % 2**32:08x}"


def make_iban(written: str, draw: Draw) -> str:
    """Return a number of the same country, length and grouping with right check digits."""
    signs = _strip(written).upper()
    number = draw(signs, 0)
    account = ""
    for char in signs[4:]:
        size = 10 if char.isdigit() else 26
        account += chr((48 if char.isdigit() else 65) + number % size)
        number //= size
    return rewrite(written, signs[:2] + find_iban_digits(signs[:2], account) + account)


def make_card(written: str, draw: Draw) -> str:
    """Return a number in a range for tests, of the same length and grouping, right by Luhn's formula."""
    digits = _strip(written)
    head = _TEST_CARDS.get(digits[0], "400000")
    body = head + _take(draw(digits, 0), len(digits) - 7)
    return rewrite(written, body + find_luhn_digit(body))


def make_id(written: str, draw: Draw) -> str:
    """Return a number of the same form that opens alike and that no country can have issued, where that can be told."""
    signs = _strip(written).upper()
    kept = 3 if signs.startswith("784") and len(signs) == 15 else max(1, sum(map(str.isalpha, signs)))
    for trial in range(_TRIALS):
        fake = signs[:kept] + _take(draw(signs, trial), len(signs) - kept)
        if fake != signs and not is_national_id(fake):
            break
    return rewrite(written, fake)


def make_name(written: str, draw: Draw) -> str:
    """Return other names of the list, word for word: a man's for a man's, a family's for a family's; joins stay."""
    lexicon = load_lexicon()
    triptotes = _TRIPTOTES.split()
    parts: list[str] = []
    end = 0
    for word in read_words(written):
        stays = word.entry is None and word.key in JOINS
        parts += (written[end : word.start], written[word.start : word.end] if stays else _rename(word, lexicon, draw))
        if "\u064b" in written[word.start : word.end] and not stays:
            parts[-1] = triptotes[draw(word.key, 0) % len(triptotes)] + "\u064b\u0627"
        end = word.end
    return "".join(parts) + written[end:]


def _rename(word: Word, lexicon: Lexicon, draw: Draw) -> str:
    names = lexicon.sure[word.entry.part if word.entry else "family"]
    place = draw(word.key, 0) % len(names)
    entry = lexicon.look_up(word.key)
    return names[place - 1] if entry and _is_same(names[place], word.key) else names[place]


def _is_same(name: str, key: str) -> bool:
    return read_words(name)[0].key == key


MAKERS: dict[Kind, Callable[[str, Draw], str]] = {
    Kind.URL: make_url,
    Kind.EMAIL: make_email,
    Kind.HANDLE: make_handle,
    Kind.IBAN: make_iban,
    Kind.CARD: make_card,
    Kind.ID: make_id,
    Kind.PHONE: make_phone,
    Kind.NAME: make_name,
}
