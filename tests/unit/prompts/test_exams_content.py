"""The exam questions that the mock model writes: true to what is wanted, varied, and from clean banks."""

import re
from collections import Counter, defaultdict
from random import Random
from typing import Any

import pytest

from prompts.bank import read_bank
from prompts.tasks.exams.content.compose import compose
from prompts.tasks.exams.content.facts import FOLDER, SUBJECTS, Fact, load_topics
from prompts.tasks.exams.content.phrases import load_phrases
from validators.text import normalize

LETTERS = "ABCD"
GIVEN = {"topic", "name", "text", "definition", "other", "other_text", "other_definition", "ask"}
FORMS = ("name", "text", "true_pair", "false_pair", "couple")
VOICES = [(kind, female) for kind in ("what", "who") for female in (False, True)]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """Return 3,000 questions, subjects and letters in turn."""
    return [
        compose({"answer": LETTERS[i % 4], "subject": SUBJECTS[i // 4 % 13], "difficulty": "medium"}, Random(i))
        for i in range(3000)
    ]


@pytest.fixture(scope="module")
def topics() -> list[tuple[Fact, ...]]:
    """Return the facts of every bank by topic."""
    return [topic for subject in SUBJECTS for topic in load_topics(subject)]


@pytest.fixture(scope="module")
def owners(topics: list[tuple[Fact, ...]]) -> dict[str, Fact]:
    """Return every name and every description, as options show them, with its fact."""
    return {part: fact for topic in topics for fact in topic for part in (fact.name, fact.text)}


@pytest.fixture(scope="module")
def plain(rows: list[dict[str, Any]], owners: dict[str, Fact]) -> list[dict[str, Any]]:
    """Return the questions about one fact, which quote it and key its name or its description."""
    return [row for row in rows if right_option(row) in owners and "«" in row["question"]]


def list_options(row: dict[str, Any]) -> list[str]:
    """Return the options without their letters."""
    return [option[3:] for option in row["options"]]


def right_option(row: dict[str, Any]) -> str:
    """Return the text of the keyed option."""
    return str(row["options"][LETTERS.index(row["answer"])][3:])


def bare_name(fact: Fact) -> str:
    """Return the name without quotation marks and honorific."""
    return fact.quoted[1 : fact.quoted.index("»")]


def is_said_in(part: str, text: str) -> bool:
    """Return whether whole words stand in a text, after Arabic normalising."""
    return f" {normalize(part)} " in f" {normalize(text)} "


def long_words(text: str) -> set[str]:
    """Return the normalised words of four letters or more, without the article."""
    return {word for word in (word.removeprefix("ال") for word in normalize(text).split()) if len(word) > 3}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("letter", LETTERS)
def test_wanted_values_are_kept(subject: str, letter: str) -> None:
    """A question has the subject, the letter and the difficulty that were wanted."""
    row = compose({"answer": letter, "subject": subject, "difficulty": "hard"}, Random(1))
    assert (letter, subject, "hard") == (row["answer"], row["subject"], row["difficulty"])


def test_the_key_is_true_and_the_rest_is_false(plain: list[dict[str, Any]], owners: dict[str, Fact]) -> None:
    """The keyed option belongs to the fact that the stem quotes, and no other option does."""
    partner = {part: f"«{fact.text}»" if part == fact.name else fact.quoted for part, fact in owners.items()}
    told = [[partner.get(option, "{}") in row["question"] for option in list_options(row)] for row in plain]
    assert [[letter == row["answer"] for letter in LETTERS] for row in plain] == told


def test_options_are_distinct(rows: list[dict[str, Any]]) -> None:
    """The four options of a question differ after Arabic normalising."""
    assert {4} == {len({normalize(option[3:]) for option in row["options"]}) for row in rows}


def test_options_carry_their_letters(rows: list[dict[str, Any]]) -> None:
    """Options stand in order behind `A. ` to `D. `."""
    assert {("A. ", "B. ", "C. ", "D. ")} == {tuple(option[:3] for option in row["options"]) for row in rows}


def test_stems_do_not_tell_the_answer(plain: list[dict[str, Any]], owners: dict[str, Fact]) -> None:
    """No stem says its right option, with or without an honorific."""
    told = [(right_option(row), row["question"]) for row in plain]
    rights = [(bare_name(owners[right]) if right == owners[right].name else right, stem) for right, stem in told]
    assert not [pair for pair in rights if is_said_in(*pair)]


def test_stems_have_a_readable_length(rows: list[dict[str, Any]]) -> None:
    """Stems have 5 to 50 words, 15 to 22 in the mean."""
    counts = [len(row["question"].split()) for row in rows]
    assert 5 <= min(counts) <= max(counts) <= 50
    assert 15 <= sum(counts) / len(counts) <= 22


def test_the_right_option_is_not_the_longest(rows: list[dict[str, Any]]) -> None:
    """The right option is the longest about as often as chance would have it."""
    longest = sum(right_option(row) == max((text[3:] for text in row["options"]), key=len) for row in rows)
    assert longest / len(rows) == pytest.approx(0.25, abs=0.04)


def test_stems_are_hardly_repeated(rows: list[dict[str, Any]]) -> None:
    """Fewer than one stem in 500 has come before, after Arabic normalising."""
    assert 0.002 > 1 - len({normalize(row["question"]) for row in rows}) / len(rows)


def test_questions_are_no_near_copies(plain: list[dict[str, Any]], owners: dict[str, Fact]) -> None:
    """Fewer than one question in 250 shares 0.7 of its character 4-grams with another of its topic."""
    seen: dict[str, list[set[str]]] = defaultdict(list)
    close = 0
    for row in plain:
        whole = normalize(" ".join([row["question"], *(option[3:] for option in row["options"])]))
        grams = {whole[start : start + 4] for start in range(len(whole) - 3)}
        earlier = seen[owners[right_option(row)].topic]
        close += any(1.7 * len(grams & other) >= 0.7 * (len(grams) + len(other)) for other in earlier)
        earlier.append(grams)
    assert 0.004 > close / len(plain)


def test_openings_are_varied(rows: list[dict[str, Any]]) -> None:
    """No word opens a twelfth of the stems, and no pair of words a twentieth."""
    openings = [normalize(row["question"]).split()[:2] for row in rows]
    words, pairs = Counter(first for first, _ in openings), Counter(map(tuple, openings))
    assert 250 > max(words.values())
    assert 150 > max(pairs.values())


def test_sentences_are_closed(rows: list[dict[str, Any]]) -> None:
    """Stems end in a question mark, a full stop or dots to fill in, explanations in a full stop."""
    ends = {(row["question"][-1] in "؟.…", row["explanation"][-1]) for row in rows}
    assert {(True, ".")} == ends


def test_texts_hold_no_leftovers(rows: list[dict[str, Any]]) -> None:
    """No stem and no explanation shows a slot, a slash of two genders, a doubled space or a doubled mark."""
    leftover = re.compile(r"[{}/|]|\s\s|[.؟:،]\s?[.؟:،]|[«»]{2}")
    assert not [row for row in rows if leftover.search(f"{row['question']}\n{row['explanation']}")]


def test_persons_are_asked_for_as_persons(plain: list[dict[str, Any]], owners: dict[str, Fact]) -> None:
    """Only persons are asked for by من, and only things by ما المقصود."""
    asked = [(owners[right_option(row)].kind, row["question"]) for row in plain]
    assert {"who"} == {kind for kind, stem in asked if "من المقصود" in stem or "من المعنيّ" in stem}
    assert {"what"} == {kind for kind, stem in asked if "ما المقصود" in stem or "ماذا نسمي" in stem}


def test_honorifics_stand_behind_quotation_marks() -> None:
    """A prophet's name is quoted alone, and shown with its honorific in the options."""
    drawn = [compose({"subject": "islamic_studies", "difficulty": "hard"}, Random(i)) for i in range(400)]
    told = " ".join(f"{row['question']} {row['explanation']}" for row in drawn)
    assert ("» عليه السلام" in told, "عليه السلام»" in told) == (True, False)
    assert any(option.endswith(" عليه السلام") for row in drawn for option in row["options"])


def test_an_unknown_subject_is_kept() -> None:
    """A subject without a bank gets a whole question and is returned as it was asked."""
    subject = "علم الفلك"
    row = compose({"subject": subject}, Random(3))
    assert (subject, len(LETTERS)) == (row["subject"], len(row["options"]))


def test_an_unknown_letter_is_drawn() -> None:
    """A wanted answer that is no letter A to D gives a question with one of the four."""
    assert set(LETTERS) == {compose({"answer": "BC"}, Random(i))["answer"] for i in range(60)}


def test_missing_values_are_drawn() -> None:
    """Without wanted values every subject, letter and difficulty comes up."""
    drawn = [compose({}, Random(i)) for i in range(400)]
    assert (set(SUBJECTS), set(LETTERS), {"easy", "medium", "hard"}) == (
        {row["subject"] for row in drawn},
        {row["answer"] for row in drawn},
        {row["difficulty"] for row in drawn},
    )


def test_only_known_fields_come_back() -> None:
    """Other wanted keys are no field of the question."""
    fields = ["question", "options", "answer", "explanation", "subject", "difficulty"]
    assert fields == list(compose({"style": "قصصي", "persona": "معلم"}, Random(0)))


def test_questions_are_a_function_of_their_arguments() -> None:
    """The same wanted values and seed give the same question again."""
    wanted = {"answer": "C", "subject": "history"}
    assert compose(wanted, Random(77)) == compose(wanted, Random(77))


def test_topics_have_enough_members(topics: list[tuple[Fact, ...]]) -> None:
    """Every topic has eleven facts or more."""
    assert not [topic[0].topic for topic in topics if len(topic) < 11]


def test_subjects_have_enough_facts() -> None:
    """Every subject has sixty facts or more."""
    assert not [subject for subject in SUBJECTS if sum(map(len, load_topics(subject))) < 60]


def test_banks_repeat_nothing(topics: list[tuple[Fact, ...]]) -> None:
    """No name and no description stands twice in all the banks, after Arabic normalising."""
    keys = Counter(normalize(part) for topic in topics for fact in topic for part in (fact.name, fact.text))
    assert not [key for key, count in keys.items() if count > 1]


def test_phrases_repeat_nothing() -> None:
    """No entry stands twice in one section of the phrase bank."""
    sections = read_bank(FOLDER / "phrases.txt").items()
    assert not [name for name, entries in sections if len({entry[0] for entry in entries}) < len(entries)]


@pytest.mark.parametrize(("kind", "female"), VOICES)
def test_slots_and_sections_answer_each_other(kind: str, female: bool) -> None:
    """Every slot names a section or a part of a fact, and every section but the whole texts is some slot's."""
    phrases = load_phrases(kind, female)
    slots = {slot for options in phrases.values() for phrase in options for slot in phrase[1::2]}
    assert slots - GIVEN | {*FORMS, *(f"explain_{form}" for form in FORMS), "given"} == set(phrases)


def test_descriptions_name_nobody_of_their_topic(topics: list[tuple[Fact, ...]]) -> None:
    """No description and no head of a topic says a name of that topic."""
    told = [(bare_name(other), fact.text) for topic in topics for fact in topic for other in topic]
    told += [(bare_name(fact), fact.topic) for topic in topics for fact in topic]
    assert not [pair for pair in told if is_said_in(*pair)]


def test_descriptions_share_no_word_with_their_names(topics: list[tuple[Fact, ...]]) -> None:
    """No description has a long word of its own name, unless half the names of the topic have it."""
    for topic in topics:
        held = Counter(word for fact in topic for word in long_words(fact.name))
        common = {word for word, count in held.items() if 2 * count >= len(topic)}
        assert not [fact for fact in topic if (long_words(fact.name) & long_words(fact.text)) - common]


def test_phrases_name_no_fact(topics: list[tuple[Fact, ...]]) -> None:
    """No part of a sentence around a fact says the name of one."""
    spoken = " | ".join(entry[0] for entries in read_bank(FOLDER / "phrases.txt").values() for entry in entries)
    spoken = normalize(spoken.replace("/", " | "))
    assert not [fact.name for topic in topics for fact in topic if is_said_in(bare_name(fact), spoken)]
