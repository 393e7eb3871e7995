"""Gives the person of a word problem another first name, where the name plays no part in the answer."""

import re
from functools import cache
from pathlib import Path
from random import Random

from prompts.bank import read_bank
from prompts.variants.base import Fields

SUBJECTS = frozenset({"mathematics", "physics", "science", "chemistry", "economics"})
"""Subjects whose word problems have people without a part in history."""

_FOLLOWING = "من|في|على|إلى|مبلغ|مبلغا|مسافة|نصف|ربع|ثلث|ثلاثة?|أربعة?|خمسة?|ستة?|سبعة?|ثماني|ثمانية|تسعة?|عشرة?"
"""Words behind a first name that are no second name."""

_ACTS = "acts"
_BANK = Path(__file__).parent / "names.txt"


def swap_names(fields: Fields, wanted: str, rng: Random) -> Fields | None:  # noqa: ARG001
    """Return the problem about another person of the same gender and inflection, or None.

    The name follows a verb of daily life or لدى, a number or preposition follows it, the stem states a number, and no
    option holds it.
    """
    question, explanation = fields["question"], fields.get("explanation") or ""
    found = _find_pattern().search(question)
    if found is None or fields.get("subject") not in SUBJECTS or not re.search(r"\d", question):
        return None
    name = found["name"]
    bank = read_bank(_BANK)
    group = next([entry[0] for entry in bank[key]] for key in bank if key != _ACTS and (name,) in bank[key])
    others = [other for other in group if other != name and other not in question]
    if any(name in option for option in fields["options"]) or not others:
        return None
    other = rng.choice(others)
    swap = re.compile(rf"(?<![\w])(?P<lead>[ولفب]?){name}(?![\w\u064b-\u0652])")
    changed = {"question": swap.sub(rf"\g<lead>{other}", question)}
    if explanation:
        changed["explanation"] = swap.sub(rf"\g<lead>{other}", explanation)
    return None if any(name in text for text in changed.values()) else {**fields, **changed}


@cache
def _find_pattern() -> re.Pattern[str]:
    bank = {key: "|".join(entry[0] for entry in entries) for key, entries in read_bank(_BANK).items()}
    names = "|".join(bank[key] for key in bank if key != _ACTS)
    return re.compile(rf"(?<!\w)[وف]?(?:{bank[_ACTS]}) (?P<name>{names})(?= (?:[0-9٠-٩]|(?:{_FOLLOWING})(?!\w)))")
