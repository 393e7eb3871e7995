"""Personal numbers that are made up and formed as real ones are, check digits included."""

from random import Random

_IBANS = {"SA": ("", 20), "AE": ("", 19), "EG": ("", 25), "JO": ("ARAB", 22), "KW": ("NBOK", 22), "QA": ("QNBA", 21)}
"""Country to the bank's letters and how many digits follow them."""
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def draw_digits(rng: Random, count: int) -> str:
    """Return some digits."""
    return "".join(rng.choices("0123456789", k=count))


def use_eastern(text: str) -> str:
    """Return a text with Arabic-Indic digits."""
    return text.translate(_EASTERN)


def close_luhn(digits: str) -> str:
    """Return digits with the Luhn check digit after them."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{digits}{-total % 10}"


def draw_card(rng: Random) -> str:
    """Return the number of a bank card, in fours or in one."""
    number = close_luhn(rng.choice(["4", "51", "55", "53"]).ljust(2, "2") + draw_digits(rng, 13))
    return rng.choice([number, group(number, " "), group(number, "-")])


def draw_iban(rng: Random) -> str:
    """Return an account number whose ISO 13616 check digits are right, in fours or in one."""
    country = rng.choice(list(_IBANS))
    bank, digits = _IBANS[country]
    account = bank + draw_digits(rng, digits)
    spelled = "".join(str(int(letter, 36)) for letter in f"{account}{country}00")
    iban = f"{country}{98 - int(spelled) % 97:02}{account}"
    return rng.choice([iban, group(iban, " ")])


def draw_identity(rng: Random) -> str:
    """Return a sentence with a national number of Egypt, Saudi Arabia or the Emirates."""
    year, month, day = rng.randint(60, 99), rng.randint(1, 12), rng.randint(1, 28)
    egypt = _close_egypt(f"2{year:02}{month:02}{day:02}{rng.choice(['01', '02', '12', '21'])}{draw_digits(rng, 4)}")
    saudi = close_luhn(f"1{draw_digits(rng, 8)}")
    emirates = close_luhn(f"78419{year:02}{draw_digits(rng, 7)}")
    return rng.choice(
        [
            f"الرقم القومي {egypt}",
            f"ورقمي القومي هو {use_eastern(egypt)}",
            f"رقم الهوية الوطنية {saudi}",
            f"رقم الهوية الإماراتية {emirates[:3]}-{emirates[3:7]}-{emirates[7:14]}-{emirates[14:]}",
        ]
    )


def group(digits: str, mark: str) -> str:
    """Return a number in groups of four."""
    return mark.join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _close_egypt(digits: str) -> str:
    weights = (2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    return f"{digits}{(11 - sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11) % 11 % 10}"
