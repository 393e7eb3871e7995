"""Open half of the damage to any text, part one: broken characters and broken form."""

import unicodedata
from random import Random

from scripts.faults.fault import STANDARD_ARABIC, hurt_text
from scripts.faults.planting import EVERYWHERE, LAST, LONG, PROSE, damage, put_after, put_any, put_before, put_inside
from scripts.faults.words import SIGNS, change_letters, change_words, misread, misread_utf8

_ISOLATED = {
    plain: chr(code)
    for code in range(0xFEF4, 0xFE7F, -1)
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1
    and unicodedata.decomposition(chr(code)).startswith("<isolated>")
}


def _misread_windows(text: str, rng: Random) -> str | None:  # noqa: ARG001
    return misread(text, "cp1256", "cp1252") if len(text.split()) > 1 else None


def _misread_span(text: str, rng: Random) -> str | None:
    words = text.split()
    if len(words) < 5:
        return None
    start = rng.randrange(len(words) - 3)
    return " ".join([*words[:start], misread_utf8(" ".join(words[start : start + 3])), *words[start + 3 :]])


def _shape(text: str, rng: Random) -> str | None:  # noqa: ARG001
    shaped = change_letters(text, lambda letter: _ISOLATED.get(letter, letter))
    return shaped if len(text) > 5 else None


def _override(text: str, rng: Random) -> str:
    mark = rng.choice("\u202d\u202e")
    words = text.split()
    place = rng.randrange(len(words))
    return " ".join([*words[:place], f"{mark}{words[place]}\u202c", *words[place + 1 :]])


def _lose(word: str, rng: Random) -> str:  # noqa: ARG001
    return change_letters(word, lambda _: "?")


def _escape(word: str, rng: Random) -> str:  # noqa: ARG001
    return change_letters(word, lambda letter: f"\\u{ord(letter):04x}")


def _stack(word: str, rng: Random) -> str:
    return change_letters(word, lambda letter: letter + "".join(rng.choices(SIGNS, k=rng.randint(4, 7))))


def _stuff(word: str, rng: Random) -> str:
    return change_letters(word, lambda letter: letter + rng.choice("\u200b\ufeff\u2060"))


def _space(word: str, rng: Random) -> str:  # noqa: ARG001
    return " ".join(word)


def _draw_out(word: str, rng: Random) -> str:
    return word[:2] + "\u0640" * rng.randint(8, 20) + word[2:]


def _cut(endings: tuple[str, ...], text: str, rng: Random) -> str | None:
    words = text.split()
    if len(words) < 6:
        return None
    return " ".join([*words[: rng.randrange(4, len(words) - 1)], rng.choice(endings)])


def _cut_in_article(text: str, rng: Random) -> str | None:
    return _cut(("ال", "وال", "بال", "وأن ال", "في ال"), text, rng)


def _cut_after_connective(text: str, rng: Random) -> str | None:
    return _cut(("وذلك لأن", "من خلال", "بالإضافة إلى", "حيث إن", "على الرغم من", "ومن ثم فإن"), text, rng)


def _mark_down(text: str, rng: Random) -> str | None:
    words = text.split()
    if len(words) < 4:
        return None
    place = rng.randrange(len(words) - 1)
    strong = " ".join([*words[:place], f"**{words[place]} {words[place + 1]}**", *words[place + 2 :]])
    return rng.choice([strong, f"### {text}", f"**{text}**", f"- **النص:** {text}"])


def _tag(text: str, rng: Random) -> str:
    words = text.split()
    broken = f"{' '.join(words[: len(words) // 2])}<br/>{' '.join(words[len(words) // 2 :])}"
    return rng.choice([f"<p>{text}</p>", broken, f'<div class="question">{text}</div>', f"<b>{text}</b>"])


def _leave_json(text: str, rng: Random) -> str:
    return rng.choice(
        [f'{text}"}}', f'{text}", "answer": "B"}}', f'{{"text": "{text}', f'{text}"],', f'"content": "{text}"']
    )


def _flood(text: str, rng: Random) -> str:
    return f"{text} {''.join(rng.choices('🎉🔥💯😍👏🚀✨📚🤩🥳', k=rng.randint(12, 25)))}"


_BRACKETS = (
    "[اسم المدينة]",
    "[أدخل الاسم هنا]",
    "[Insert name]",
    "<اسم الكاتب>",
    "(ضع التاريخ هنا)",
    "[نص السؤال]",
    "[الموضوع]",
    "[YOUR TEXT HERE]",
)
_THINKING = (
    "<think>حسنًا، المطلوب مني كتابة نص قصير، سأبدأ بالفكرة الرئيسة ثم أراجع الصياغة.</think>",
    "<thinking>The user wants an Arabic item. Let me draft it.</thinking>",
    "</think>",
    "<reasoning>نحتاج إلى مثال واضح ومناسب للمستوى.</reasoning>",
)
_BROKEN = (*PROSE, "option")

FAULTS = (
    hurt_text("mojibake_cp1256", damage(_misread_windows)),
    hurt_text("mojibake_span", damage(_misread_span)),
    hurt_text("presentation_forms", damage(_shape)),
    hurt_text("bidi_override", damage(_override)),
    hurt_text("letters_lost_to_question_marks", damage(change_words(_lose))),
    hurt_text("unicode_escapes", damage(change_words(_escape, least=1))),
    hurt_text("tashkeel_stack", damage(change_words(_stack, least=1))),
    hurt_text("zero_width_stuffing", damage(change_words(_stuff))),
    hurt_text("spaced_letters", damage(change_words(_space, letters=4))),
    hurt_text("tatweel_flood", damage(change_words(_draw_out, least=1))),
    hurt_text("cut_in_article", damage(_cut_in_article, LAST)),
    hurt_text("cut_after_connective", damage(_cut_after_connective, LAST)),
    hurt_text("markdown", damage(_mark_down, LONG)),
    hurt_text("html_tags", damage(_tag)),
    hurt_text("json_residue", damage(_leave_json)),
    hurt_text("emoji_flood", damage(_flood, LONG), STANDARD_ARABIC),
    hurt_text("bracket_placeholder", damage(put_any(put_inside(_BRACKETS), put_after(_BRACKETS)), LONG)),
    hurt_text("thinking_residue", damage(put_before(_THINKING), LONG)),
    hurt_text("empty_field", damage(lambda _, rng: rng.choice(["", " ", "\u00a0\n"]), EVERYWHERE)),
    hurt_text("blank_mark", damage(lambda _, rng: rng.choice(["-", "...", "N/A", "null", "—", "؟؟", "."]), _BROKEN)),
)
