"""Finds bank accounts and payment cards in folded texts, by length and check digits."""

from collections.abc import Iterator

from validators.late import compile_late
from validators.personal.checksum import check_iban, check_luhn
from validators.personal.context import is_quantity

_REGISTRY = (  # length by country, from the registry of ISO 13616
    "AE=23 BH=22 DJ=27 DZ=26 EG=29 IQ=23 JO=30 KM=27 KW=30 LB=28 LY=25 MA=28 MR=27 OM=23 PS=29 QA=29 SA=24 SD=18"
    " SO=23 SY=28 TN=24 YE=30 AD=24 AL=28 AT=20 AZ=28 BA=20 BE=16 BG=22 BR=29 BY=28 CH=21 CR=22 CY=28 CZ=24 DE=22"
    " DK=18 DO=28 EE=20 ES=24 FI=18 FO=18 FR=27 GB=22 GE=22 GI=23 GL=18 GR=27 GT=28 HR=21 HU=28 IE=22 IL=23 IR=26"
    " IS=26 IT=27 KZ=20 LI=21 LT=20 LU=20 LV=21 MC=27 MD=24 ME=22 MK=19 MT=31 MU=30 NL=18 NO=15 PK=24 PL=28 PT=25"
    " RO=24 RS=22 SC=31 SE=24 SI=19 SK=24 SM=27 TL=23 TR=26 UA=29 VA=22 VG=24 XK=20"
)
_LENGTHS = {pair[:2]: int(pair[3:]) for pair in _REGISTRY.split()}
_START = compile_late(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?\d\d(?=[ -]?[A-Za-z0-9])")
_SIGN = compile_late(r"[ \u200e-]?([A-Za-z0-9])")
_CARD = compile_late(
    r"(?<![A-Za-z0-9+])(?<!\d[.,/ -])"
    r"(?:\d{13,19}|\d{4}([ ._/-])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ ._/-])\d{6}\2\d{5})(?![A-Za-z0-9]|[.,/-]\d)"
)
_ISSUER = compile_late(  # ISO/IEC 7812 ranges of the large networks, with the lengths that they issue
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d+|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}"
    r"|(?:6011|64[4-9]|65)\d+|62\d{14,17}|35\d{14}|(?:588[89]|589[0-9]|968\d|50[0-9]\d|6[037]\d\d)\d{12}"
)


def find_ibans(text: str) -> Iterator[tuple[int, int]]:
    """Yield international bank account numbers of the right length and check digits, in any grouping."""
    for found in _START.finditer(text):
        length = _LENGTHS.get(found[0][:2].upper(), 0)
        if not length:
            continue
        signs: list[str] = []
        end = found.start()
        while len(signs) < length and (sign := _SIGN.match(text, end)) is not None:
            signs.append(sign[1])
            end = sign.end()
        if len(signs) == length and not text[end : end + 1].isalnum() and check_iban("".join(signs)):
            yield found.start(), end


def find_cards(text: str) -> Iterator[tuple[int, int]]:
    """Yield payment card numbers: of a known issuer, grouped as on a card or not at all, right by Luhn's formula."""
    for found in _CARD.finditer(text):
        digits = "".join(filter(str.isdigit, found[0]))
        if (
            _ISSUER.fullmatch(digits)
            and len(set(digits)) > 1
            and check_luhn(digits)
            and not is_quantity(text, *found.span())
        ):
            yield found.span()
