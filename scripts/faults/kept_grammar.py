"""Half kept aside of what is wrong with grammar pairs."""

import re
from collections.abc import Callable
from random import Random

from scripts.faults.fault import Fault, Row
from scripts.faults.pair_parts import change_correction, list_kept, list_words, mislabel
from scripts.faults.rules import RULES

_NOTES = (
    "(تم تصحيح الخطأ)",
    "[صُحّحت الكلمة]",
    "(بعد التصحيح)",
    "— هذه هي الجملة الصحيحة.",
    "(التصحيح في الكلمة الثانية)",
)
_TAILS = ("أيضًا", "بكل تأكيد", "كما هو معروف", "في ذلك الوقت", "حتى الآن")
_NEGATIONS = ("لم", "لا", "ليس", "لن")
_NEAR = {
    "verb_mood": {"case_ending"},
    "adjective_agreement": {"ta_marbuta", "number_noun_agreement"},
    "ta_marbuta": {"adjective_agreement"},
}
"""Type to rules that could pass for its own."""


def _drop_hamza(word: str) -> str | None:
    return (
        f"ا{word[1:]}"
        if re.fullmatch("(أن|إلى|أو|أي|أكثر|أول|أحد|أيضًا|إذا|أنه|أنها|أكبر|أهم|أبو|أمام)", word)
        else None
    )


def _drop_dots(word: str) -> str | None:
    return f"{word[:-1]}ه" if re.fullmatch("(ال|وال|بال)[\u0621-\u064a]{2,}ة", word) else None


def _dot_alif(word: str) -> str | None:
    return f"{word[:-1]}ي" if re.fullmatch("على|إلى|حتى|متى|الأخرى|أخرى|الكبرى|مستوى|إحدى|لدى", word) else None


def _drop_article(word: str) -> str | None:
    return (
        word[2:]
        if re.fullmatch("ال[\u0621-\u064a]{3,}", word) and not word.startswith(("الذ", "الت", "الله"))
        else None
    )


def _drop_nun(word: str) -> str | None:
    return f"{word[:-1]}ا" if re.fullmatch("[يت][\u0621-\u064a]{2,}ون", word) else None


def _swap_preposition(word: str) -> str | None:
    return {"في": "عن", "إلى": "على", "من": "إلى", "على": "عن", "عن": "في"}.get(word)


_SPOIL: dict[str, Callable[[str], str | None]] = {
    "hamza": _drop_hamza,
    "ta_marbuta": _drop_dots,
    "alif_maqsura": _dot_alif,
    "definiteness": _drop_article,
    "verb_mood": _drop_nun,
    "preposition": _swap_preposition,
}
_CERTAIN = ("hamza", "ta_marbuta", "alif_maqsura")
"""Types whose mistakes are seen from the word alone."""


def _spoil_correction(row: Row, rng: Random) -> Row | None:
    spoiled = _spoil_word(row, rng)
    return spoiled and {**spoiled, "input": row["input"]}


def _spoil_both(row: Row, rng: Random) -> Row | None:
    return _spoil_word(row, rng) if row["error_type"] in _CERTAIN else None


def _spoil_word(row: Row, rng: Random) -> Row | None:
    spoil = _SPOIL.get(row["error_type"])
    wrong, right = row["input"].split(), row["correction"].split()
    found = [(places, made) for places in list_kept(row) if spoil and (made := spoil(right[places[1]]))]
    if not found:
        return None
    (at, place), made = rng.choice(found)
    wrong[at] = right[place] = made
    return {**row, "input": " ".join(wrong), "correction": " ".join(right)}


def _swap(row: Row, rng: Random) -> Row:  # noqa: ARG001
    return {**row, "input": row["correction"], "correction": row["input"]}


def _keep(row: Row, rng: Random) -> Row:
    text = row[rng.choice(["input", "correction"])]
    return {**row, "input": text, "correction": text}


def _change_punctuation(row: Row, rng: Random) -> Row | None:
    text: str = row["correction"]
    if "،" in text and rng.random() < 0.5:
        return {**row, "input": text.replace("،", "", 1)}
    return {**row, "input": text.removesuffix(".")} if text.endswith(".") else None


def _change_blanks(row: Row, rng: Random) -> Row:
    words = row["correction"].split()
    at = rng.randrange(1, len(words))
    blank = rng.choice(["  ", "\u00a0", "   ", "\u2009"])
    return {**row, "input": f"{' '.join(words[:at])}{blank}{' '.join(words[at:])}", "correction": " ".join(words)}


def _add_words(words: list[str], kept: list[int], rng: Random) -> list[str]:  # noqa: ARG001
    mark = words[-1][-1] if words[-1][-1] in ".؟!" else ""
    return [*words[:-1], words[-1].removesuffix(mark), rng.choice(_TAILS) + mark]


def _point(row: Row, rng: Random) -> Row | None:
    wrong, right = row["input"].split(), row["correction"].split()
    changed = [at for at, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b]
    if len(wrong) != len(right) or len(changed) != 1:
        return None
    at = changed[0]
    right[at] = rng.choice(["{} ← {}", "{} → {}", "{} / {}", "{} => {}"]).format(wrong[at], right[at])
    return {**row, "correction": " ".join(right)}


def _change_figure(words: list[str], kept: list[int], rng: Random) -> list[str] | None:
    places = [at for at in kept if re.search("[0-9]", words[at])]
    if not places:
        return None
    at = rng.choice(places)
    words[at] = re.sub("[0-9]+", lambda figure: str(int(figure[0]) + rng.randint(1, 9)), words[at], count=1)
    return words


def _negate(words: list[str], kept: list[int], rng: Random) -> list[str] | None:
    places = list_words(words, kept, letters=3)
    if not places:
        return None
    at = rng.choice(places)
    return [*words[:at], rng.choice(_NEGATIONS), *words[at:]]


def _explain_other(row: Row, rng: Random) -> Row:
    near = _NEAR.get(row["error_type"], set())
    other = rng.choice([name for name in RULES if name != row["error_type"] and name not in near])
    return {**row, "explanation": rng.choice(RULES[other])}


FAULTS = (
    Fault("unchanged", "grammar", _keep),
    Fault("sides_swapped", "grammar", _swap),
    Fault("punctuation_only", "grammar", _change_punctuation),
    Fault("blanks_only", "grammar", _change_blanks),
    Fault("new_error_in_correction", "grammar", _spoil_correction),
    Fault("error_left_on_both_sides", "grammar", _spoil_both),
    Fault("word_added_at_end", "grammar", change_correction(_add_words)),
    Fault("negation_added", "grammar", change_correction(_negate)),
    Fault("figure_altered", "grammar", change_correction(_change_figure)),
    Fault("arrow_in_correction", "grammar", _point),
    Fault("note_in_correction", "grammar", change_correction(lambda words, _, rng: [*words, rng.choice(_NOTES)])),
    Fault("explanation_of_other_rule", "grammar", _explain_other),
    mislabel("alif_maqsura"),
    mislabel("definiteness"),
    mislabel("adjective_agreement"),
)
