"""Half kept aside of the damage to any text, part one: broken characters and broken form."""

from random import Random
from urllib.parse import quote

from scripts.faults.fault import hurt_text
from scripts.faults.planting import LONG, PROSE, damage, put_after, put_any, put_before, put_inside
from scripts.faults.words import ARABIC, change_letters, change_words, count_letters, misread_utf8

_LOOKALIKES = str.maketrans("رسلمنتباهي", "rslmntbahy")
_PERSIAN = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی"})


def _misread(text: str, rng: Random) -> str | None:  # noqa: ARG001
    return misread_utf8(text) if count_letters(text) > 3 else None


def _misread_twice(text: str, rng: Random) -> str | None:  # noqa: ARG001
    return misread_utf8(misread_utf8(text)) if count_letters(text) > 3 else None


def _replace(text: str, rng: Random) -> str | None:
    places = [place for place, letter in enumerate(text) if ARABIC.match(letter)]
    if len(places) < 8:
        return None
    lost = set(rng.sample(places, rng.randint(2, 6)))
    return "".join("\ufffd" if place in lost else letter for place, letter in enumerate(text))


def _make_entities(word: str, rng: Random) -> str:  # noqa: ARG001
    return change_letters(word, lambda letter: f"&#{ord(letter)};")


def _put_entities(text: str, rng: Random) -> str | None:
    words = text.split()
    return rng.choice(["&nbsp;", "&quot;", "&amp;nbsp;"]).join(words) if len(words) > 3 else None


def _quote(word: str, rng: Random) -> str:  # noqa: ARG001
    return quote(word)


def _make_persian(text: str, rng: Random) -> str | None:  # noqa: ARG001
    changed = text.translate(_PERSIAN)
    return changed if sum(old != new for old, new in zip(text, changed, strict=True)) > 2 else None


def _mix_scripts(word: str, rng: Random) -> str:
    middles = [place for place in range(1, len(word) - 1) if word[place] in "رسلمنتباهي"]
    if not middles:
        return f"{word[:2]}n{word[2:]}"
    place = rng.choice(middles)
    return word[:place] + word[place].translate(_LOOKALIKES) + word[place + 1 :]


def _mark_direction(text: str, rng: Random) -> str | None:
    words = text.split()
    if len(words) < 3:
        return None
    marks = rng.choice([("\u200f", ""), ("\u200e", "\u200e"), ("\u202b", "\u202c"), ("\u202a", "\u202c")])
    place = rng.randrange(len(words) - 1)
    words[place] = f"{marks[0]}{words[place]}{marks[1]}"
    return f"{marks[0]}{' '.join(words)}{marks[1]}"


def _control(text: str, rng: Random) -> str:
    place = rng.randrange(len(text) // 2, len(text))
    return text[:place] + rng.choice(["\x00", "\x08", "\x0b", "\x1b[31m", "\x7f", "\x01\x02"]) + text[place:]


def _break_pair(text: str, rng: Random) -> str:
    place = rng.randrange(len(text))
    return text[:place] + rng.choice(["\ud83d", "\udc4d"]) + text[place:]


def _reverse(text: str, rng: Random) -> str | None:
    words = text.split()
    if sum(word.endswith(("ة", "ى")) for word in words) < 2:
        return None
    return rng.choice([text[::-1], " ".join(word[::-1] for word in words)])


def _glue(text: str, rng: Random) -> str | None:  # noqa: ARG001
    words = text.split()
    return "".join(words) if len(words) > 6 else None


def _loop_word(text: str, rng: Random) -> str:
    words = text.split()
    return " ".join([*words, *[words[-1]] * rng.randint(10, 25)])


def _loop_phrase(text: str, rng: Random) -> str | None:
    words = text.split()
    if len(words) < 5:
        return None
    return " ".join([*words, *words[-rng.randint(3, 5) :] * rng.randint(6, 10)])


def _stretch(word: str, rng: Random) -> str:
    place = rng.randrange(1, len(word))
    return word[:place] + word[place - 1] * rng.randint(12, 40) + word[place:]


def _flood(text: str, rng: Random) -> str:
    return text + rng.choice(["!", "؟", "،", "؟!", "."]) * rng.randint(20, 40)


def _fence(text: str, rng: Random) -> str:
    return rng.choice([f"```json\n{text}\n```", f"```\n{text}\n```", f"{text}\n```"])


_TEMPLATES = ("{city}", "{{ question }}", "%s", "${name}", "{0}", "{{subject}}", "<%= text %>")
_TOKENS = ("<|im_end|>", "<|endoftext|>", "</s>", "[/INST]", "<|eot_id|>", "<end_of_turn>", "<|assistant|>")
_SOURCES = (
    "【12†source】",
    ":contentReference[oaicite:2]{index=2}",
    "turn0search3",
    "[citation needed]",
    "【4:0†كتاب.pdf】",
)
_NAMES = ("النص المطلوب:", "Explanation:", "explanation:", "الشرح (explanation):", "Output:", "المخرجات:", "Text:")
_CHINESE = ("的", "因此", "这个问题", "正确答案是", "重要")
_RUSSIAN = ("который", "является", "например", "поэтому")

FAULTS = (
    hurt_text("mojibake_cp1252", damage(_misread)),
    hurt_text("mojibake_twice", damage(_misread_twice)),
    hurt_text("replacement_characters", damage(_replace)),
    hurt_text("html_entities", damage(put_any(change_words(_make_entities, least=1), _put_entities))),
    hurt_text("percent_encoding", damage(change_words(_quote, least=1))),
    hurt_text("persian_letters", damage(_make_persian)),
    hurt_text("latin_inside_word", damage(change_words(_mix_scripts, least=1, letters=4))),
    hurt_text("bidi_marks", damage(_mark_direction)),
    hurt_text("control_characters", damage(_control)),
    hurt_text("lone_surrogate", damage(_break_pair)),
    hurt_text("reversed_letters", damage(_reverse, LONG)),
    hurt_text("glued_words", damage(_glue, LONG)),
    hurt_text("word_loop", damage(_loop_word, LONG)),
    hurt_text("phrase_loop", damage(_loop_phrase, LONG)),
    hurt_text("stretched_letter", damage(change_words(_stretch, least=1, letters=3))),
    hurt_text("punctuation_flood", damage(_flood)),
    hurt_text("code_fence", damage(_fence, LONG)),
    hurt_text("template_placeholder", damage(put_any(put_inside(_TEMPLATES), put_after(_TEMPLATES)), LONG)),
    hurt_text("special_tokens", damage(put_after(_TOKENS))),
    hurt_text("citation_residue", damage(put_after(_SOURCES), LONG)),
    hurt_text("field_name_prefix", damage(put_before(_NAMES), PROSE)),
    hurt_text("chinese_glitch", damage(put_inside(_CHINESE))),
    hurt_text("cyrillic_glitch", damage(put_inside(_RUSSIAN))),
)
