"""What the mock's profile `collapse` writes: favourites by Zipf's law, away from which a prompt's topic leads it."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from engine.clock import draw
from engine.config.sections import ValidatorsConfig
from engine.judges import make_checks
from engine.providers.mock.collapse import choose, draw_rank, read_request, shift_rank
from engine.providers.mock.content import MockModel
from engine.providers.mock.profile import BUILT_IN
from prompts.bank import read_bank
from prompts.discover import discover_tasks, find_task
from prompts.tasks.exams.content.topical import find_opening
from validators.base import Item, Reading
from validators.chain import Chain
from validators.corpus.statistics import CorpusStatistics
from validators.near_dup import NearDuplicates

PLAIN = (
    'اكتب سؤال اختيار من متعدد، وأعد "question" و"options" و"answer" و"explanation".\n- حرف الإجابة (answer): {letter}'
)
EXAMS = find_task("exams")
TOPICS = [
    entry[0] for entries in read_bank(Path(EXAMS.folder) / "topics" / "history.txt").values() for entry in entries
]


@cache
def _model() -> MockModel:
    return MockModel(discover_tasks(), BUILT_IN["collapse"])


def _reply(prompt: str, seed: int, task: str = "exams") -> dict[str, Any]:
    body = {
        "seed": draw("test", seed),
        "messages": [{"role": "user", "content": prompt}],
        "response_format": {"type": "json_schema", "json_schema": {"name": task}},
    }
    reply: dict[str, Any] = orjson.loads(_model().reply(body)[0])
    return reply


def _ask(topic: str, opening: str = "", more: str = "") -> str:
    lines = [f"- المادة (subject): history\n- الموضوع (topic): {topic}"]
    lines += [f"- مطلع السؤال (opening): {opening}"] * bool(opening)
    return "\n".join(["اكتب سؤالًا:", *lines, f"- صيغة السؤال (form): {more}"])


@cache
def _repeat(first: int, count: int) -> tuple[Reading, ...]:
    """Return replies to one prompt that dictates the letter alone."""
    seeds = range(first, first + count)
    return tuple([EXAMS.read(Item("exams", _reply(PLAIN.format(letter="ABCD"[seed % 4]), seed))) for seed in seeds])


def _count_kept(readings: Sequence[Reading], threshold: float = 0.7) -> int:
    check = NearDuplicates(EXAMS.sketch, threshold)
    for reading in readings:
        if check.judge(reading, {}) is None:
            check.admit(reading)
    return len(check)


@pytest.mark.parametrize("task", ["exams", "sentiment", "grammar"])
def test_replies_depend_on_the_bytes_of_the_request(task: str) -> None:
    """A fresh mock gives the bytes that one gives which answered others before."""
    body = {
        "seed": 7,
        "messages": [{"role": "user", "content": _ask(TOPICS[0])}],
        "response_format": {"json_schema": {"name": task}},
    }
    assert MockModel(discover_tasks(), BUILT_IN["collapse"]).reply(body) == _model().reply(body)


def test_the_letter_asked_for_changes_no_question() -> None:
    """Where the right option is to stand leads to no other question, options or explanation."""
    first, second = (_reply(PLAIN.format(letter=letter), 1) for letter in "AD")
    assert ("A", "D") == (first["answer"], second["answer"])
    assert first["question"] == second["question"]


def test_a_fixed_prompt_gives_the_figures_of_a_real_model() -> None:
    """Of ten times 120 replies: 91.7% begin with one word, 15% are about one topic, few are like earlier ones."""
    figures = []
    for start in range(0, 1200, 120):
        statistics, batch = CorpusStatistics(EXAMS.profile), _repeat(start, 120)
        for reading in batch:
            statistics.admit(reading)
        figures.append((statistics.figures(), _count_kept(batch, 0.5), _count_kept(batch)))
    assert {"ما"} == {figure["top_opening"] for figure, _, _ in figures}
    assert {"الثورة الصناعية"} == {figure["top_topic"] for figure, _, _ in figures}
    assert 0.89 < sum(figure["top_opening_share"] for figure, _, _ in figures) / 10 < 0.94
    assert 0.13 < sum(figure["top_topic_share"] for figure, _, _ in figures) / 10 < 0.175
    assert 0.02 < 1 - sum(loose for _, loose, _ in figures) / 1200 < 0.08
    assert 0.0 < 1 - sum(kept for _, _, kept in figures) / 1200 < 0.025


def test_repeats_of_a_fixed_prompt_keep_growing() -> None:
    """Four times the replies hold more than twice the share of stems that were there before."""
    few, many = (Counter(reading.keys["question"] for reading in _repeat(0, count)) for count in (500, 2000))
    assert 2 * (1 - len(few) / 500) < 1 - len(many) / 2000


def test_ranks_follow_zipfs_law() -> None:
    """The first rank is drawn twice as often as the second, with exponent 1."""
    rng = Random(1)
    ranks = Counter(draw_rank(511, 1.0, rng) for _ in range(40_000))
    assert (1, 511) == (min(ranks), max(ranks))
    assert 0.138 < ranks[1] / 40_000 < 0.155
    assert 1.8 < ranks[1] / ranks[2] < 2.2


@pytest.mark.parametrize("key", [0, 1, 6, 0xFFFFFFFF])
def test_another_prompt_has_another_order_of_its_own(key: int) -> None:
    """Every rank stays in its block of 1, 2, 4, 8 ... and none is lost."""
    shifted = [shift_rank(rank, key) for rank in range(1, 512)]
    assert list(range(1, 512)) == sorted(shifted)
    assert [rank.bit_length() for rank in range(1, 512)] == [rank.bit_length() for rank in shifted]


def test_ranks_change_places_with_their_neighbours() -> None:
    """A prompt's key turns the blocks round or leaves them as they are."""
    assert [1, 2, 3, 4, 5, 6, 7] == [shift_rank(rank, 0) for rank in range(1, 8)]
    assert [1, 3, 2, 7, 6, 5, 4] == [shift_rank(rank, 7) for rank in range(1, 8)]


def test_topics_are_mostly_heeded() -> None:
    """The topic asked for stands in about 93% of the stems, word for word."""
    heeded = sum(topic in _reply(_ask(topic), seed)["question"] for seed, topic in enumerate(TOPICS * 9))
    assert 0.9 < heeded / (9 * len(TOPICS)) < 0.96


@pytest.mark.parametrize(("wish", "start"), [("ابدأ بكلمة «كيف»", "كيف "), ("ابدأ بفعل الأمر «حدّد»", "حدّد ")])
def test_openings_are_mostly_heeded(wish: str, start: str) -> None:
    """About 85% of the stems begin as asked, and most of the others with the model's favourite."""
    stems = [_reply(_ask(TOPICS[seed % 90], wish), seed)["question"] for seed in range(600)]
    other = [stem for stem in stems if not stem.startswith(start)]
    assert 0.8 < 1 - len(other) / 600 < 0.9
    assert 0.8 < sum(stem.startswith("ما ") for stem in other) / len(other)


def test_all_wishes_for_openings_are_told_apart() -> None:
    """Each opening of the bank leads to stems of its own."""
    wishes = [entry[0] for entry in read_bank(Path(EXAMS.folder) / "facets.txt")["opening"]]
    assert len(wishes) == len({find_opening(wish) for wish in wishes})


def test_an_unknown_wish_for_an_opening_leads_to_one_that_is_known() -> None:
    """What no stems are there for is met by those of another wish, which one depends on its words."""
    wishes = [entry[0] for entry in read_bank(Path(EXAMS.folder) / "facets.txt")["opening"]]
    found = {find_opening(f"ابدأ بكلمة «هيهات» {number}") for number in range(100)}
    assert found <= {find_opening(wish) for wish in wishes}
    assert 10 < len(found)


def test_one_topic_is_used_up() -> None:
    """Asked for in fifty wordings, a topic gives 20 to 40 different questions, and few new ones beyond them."""
    replies = [EXAMS.read(Item("exams", _reply(_ask(TOPICS[3], more=str(seed)), seed))) for seed in range(200)]
    first, second = _count_kept(replies[:50]), _count_kept(replies)
    assert 20 <= first <= 40
    assert (second - first) / 150 < 0.5


def test_other_topics_give_other_questions() -> None:
    """Questions about as many topics are hardly ever near duplicates."""
    replies = [EXAMS.read(Item("exams", _reply(_ask(topic), seed))) for seed, topic in enumerate(TOPICS)]
    assert _count_kept(replies) >= 0.97 * len(TOPICS)


def test_questions_about_topics_pass_the_checks() -> None:
    """All but a few questions, of every opening, are sound."""
    chain = Chain(make_checks(ValidatorsConfig(), EXAMS, foreign=False))
    wishes = [entry[0] for entry in read_bank(Path(EXAMS.folder) / "facets.txt")["opening"]]
    readings = [
        EXAMS.read(Item("exams", _reply(_ask(TOPICS[seed % len(TOPICS)], wish), seed)))
        for seed, wish in enumerate(wishes * 10)
    ]
    refused = [refusal for reading in readings if (refusal := chain.judge(reading).refusal)]
    assert len(refused) <= 0.01 * len(readings), refused


def test_a_rewrite_keeps_to_its_parents_topic() -> None:
    """Texts to rewrite lead to a topic each, whatever the seed, but for those that are ignored."""
    request = read_request("انطلق من النص الآتي: احتفظ بالفكرة:\nما عاصمة بلد بعيد؟", frozenset())
    picked = Counter(choose(request, Random(seed))["favourite"] for seed in range(300))
    assert "ما عاصمة بلد بعيد؟" == request.parent
    assert 0.9 < picked.most_common(1)[0][1] / 300


def test_each_of_several_items_has_its_own_topic() -> None:
    """A prompt for several items is answered section by section."""
    sections = "".join(f"العنصر {place}:\n{_ask(topic)}\n" for place, topic in enumerate(TOPICS[:20], 1))
    items = _reply(sections, 5, "exams_items")["items"]
    heeded = [topic in item["question"] for topic, item in zip(TOPICS[:20], items, strict=True)]
    assert 16 <= sum(heeded)


@pytest.mark.parametrize(("task", "field"), [("sentiment", "text"), ("grammar", "input")])
def test_other_tasks_repeat_themselves_too(task: str, field: str) -> None:
    """Of 1,500 replies to one prompt some were there before, and most were not."""
    texts = {_reply("اكتب نصًّا واحدًا.", seed, task)[field] for seed in range(1500)}
    assert 0.7 < len(texts) / 1500 < 0.98
