"""The choice of personas out of files: what is left out and why, and the sample of large ones."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.personas.selection import Wish, select
from prompts.personas.bank import BANK

NURSE = "ممرضة من صفاقس تعمل ليلًا وتقرأ الروايات في استراحتها"
FITTING = ("خباز في نابلس يحب الشعر", "A baker who sings to her bread")


def write(path: Path, rows: Sequence[object]) -> Path:
    """Write JSONL."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def test_every_reason_is_counted(tmp_path: Path) -> None:
    """Each persona that is left out is counted under one reason, and what was let pass under its language."""
    rows = [
        NURSE,
        NURSE.replace("ً", ""),
        NURSE.replace("تعمل", "تسهر"),
        "خباز ماهر",
        "خباز " * 81,
        "إرهابي من مكان بعيد",
        "Ø§Ù„Ø³Ù„Ø§Ù… Ø¹Ù„ÙŠÙƒÙ… ÙŠØ§",
        3,
        *FITTING,
    ]
    done = select([write(tmp_path / "a.jsonl", rows)], Wish(9))
    reasons = ("duplicate", "near_duplicate", "too_short", "too_long", "unsafe_violence")
    assert {*FITTING, NURSE} == {persona.text for persona in done.chosen}
    assert (9, 3, {"ar": 2, "en": 1}) == (done.read, done.fit, done.languages)
    assert dict.fromkeys(reasons, 1) == {name: done.dropped[name] for name in reasons}
    assert 6 == done.dropped.total()
    assert [(f"{tmp_path / 'a.jsonl'}:8", "neither a JSON object nor a text")] == done.unread


@pytest.mark.parametrize(("language", "place", "reason"), [("ar", 0, "language_en"), ("en", 1, "language_ar")])
def test_language(tmp_path: Path, language: str, place: int, reason: str) -> None:
    """A language that is asked for leaves out the others."""
    wish = Wish(9, language="ar" if language == "ar" else "en")
    done = select([write(tmp_path / "a.jsonl", FITTING)], wish)
    assert ([FITTING[place]], {reason: 1}) == ([persona.text for persona in done.chosen], done.dropped)


def test_keywords_and_words(tmp_path: Path) -> None:
    """A persona without a keyword, or with too many words, is left out."""
    path = write(tmp_path / "a.jsonl", FITTING)
    assert {"off_topic": 1} == select([path], Wish(9, keywords=("baker",))).dropped
    assert {"too_long": 1} == select([path], Wish(9, words=(3, 5))).dropped


def test_copies_are_found_across_files(tmp_path: Path) -> None:
    """A persona that an earlier file holds is a duplicate, and ids that files share are told apart."""
    one = write(tmp_path / "1.jsonl", [{"id": 0, "persona": FITTING[0], "age": 40}])
    two = write(tmp_path / "2.jsonl", [{"id": 0, "persona": FITTING[1]}, {"id": 1, "persona": FITTING[0]}])
    done = select([one, two], Wish(9))
    assert {"duplicate": 1} == done.dropped
    assert 2 == len({persona.id for persona in done.chosen})
    assert ("0", {"age": 40}) == (done.chosen[0].id, done.chosen[0].attributes)


def test_a_large_file_is_sampled(tmp_path: Path) -> None:
    """Of more personas than a choice is made among, a seeded sample is; all of them are counted."""
    rows = [" ".join(f"w{number}x{part}" for part in range(4)) for number in range(300)]
    path = write(tmp_path / "a.jsonl", rows)
    first, again, other = (select([path], Wish(5, seed=seed, candidates=100)) for seed in (1, 1, 2))
    assert 300 == first.fit
    assert first.chosen == again.chosen != other.chosen


def test_every_persona_can_be_in_the_sample(tmp_path: Path) -> None:
    """A sample is drawn from the beginning and from the end of a file alike."""
    texts = [f"w{number} x{number} y{number}" for number in range(300)]
    path = write(tmp_path / "a.jsonl", texts)
    drawn = Counter[str]()
    for seed in range(12):
        drawn.update(persona.text for persona in select([path], Wish(50, seed=seed, candidates=100)).chosen)
    assert 600 == drawn.total()
    assert 200 < sum(drawn[text] for text in texts[:150]) < 400


def test_the_bank_is_fit() -> None:
    """Nothing of the bank that comes along is left out, and its choice lies further apart than chance."""
    done = select([BANK], Wish(50))
    assert {} == done.dropped
    assert done.nearest_after < 0.75 * done.nearest_before


@pytest.mark.real_data
def test_persona_hub(real_data: Path) -> None:
    """Of 5,000 English and other personas, nearly all are fit, and 200 of them lie far apart."""
    done = select([real_data / "personahub_tool" / "tool.jsonl"], Wish(200))
    assert (5000, 200, set()) == (done.read, len(done.chosen), {"ar"} & done.languages.keys())
    assert done.languages["en"] > 4800
    assert done.dropped.total() < 150
    assert done.nearest_after < 0.75 * done.nearest_before
    assert all(persona.attributes["description"] == "tool development" for persona in done.chosen)


@pytest.mark.real_data
def test_persona_hub_in_english(real_data: Path) -> None:
    """Asked for English, the personas in other languages are left out and counted."""
    done = select([real_data / "personahub_tool" / "tool.jsonl"], Wish(200, language="en"))
    assert 50 < done.dropped["language_other"] < 100
    assert {"en"} == done.languages.keys()
