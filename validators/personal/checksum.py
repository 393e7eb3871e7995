"""The check digits of cards, identity numbers and bank accounts, over ASCII digits and letters."""

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_KUWAIT = (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # weights of the civil number's first eleven digits


def check_luhn(digits: str) -> bool:
    """Return whether the last digit is right by Luhn's formula (ISO/IEC 7812-1, annex B)."""
    return digits[-1] == find_luhn_digit(digits[:-1])


def find_luhn_digit(digits: str) -> str:
    """Return the digit that completes `digits` by Luhn's formula."""
    total = sum(int(d) if place % 2 else _DOUBLED[int(d)] for place, d in enumerate(reversed(digits)))
    return str(-total % 10)


def check_pair(digits: str) -> bool:
    """Return whether the last two digits are right by ISO/IEC 7064, mod 97-10."""
    return int(digits) % 97 == 1


def find_pair(digits: str) -> str:
    """Return the two digits that complete `digits` by ISO/IEC 7064, mod 97-10."""
    return f"{98 - int(f'{digits}00') % 97:02d}"


def check_iban(iban: str) -> bool:
    """Return whether the two check digits are right by ISO 13616 (mod 97 of ISO/IEC 7064 equals 1)."""
    return _find_remainder(iban) == 1


def find_iban_digits(country: str, account: str) -> str:
    """Return the two check digits for an account number in a country of two capitals."""
    return f"{98 - _find_remainder(f'{country}00{account}'):02d}"


def _find_remainder(iban: str) -> int:
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97


def check_kuwait(digits: str) -> bool:
    """Return whether the twelfth digit of a Kuwaiti civil number is right: 11 less the weighted sum mod 11."""
    return 11 - sum(w * int(d) for w, d in zip(_KUWAIT, digits, strict=False)) % 11 == int(digits[11])
