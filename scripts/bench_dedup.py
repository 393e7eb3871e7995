"""Measures what duplicate checks cost a row: CPU, memory, what they find and what they refuse, at growing sizes.

    .venv/bin/python scripts/bench_dedup.py [--rows 100000 1000000]

Every size runs in a process of its own. Rows are drawn from Arabic word forms with a Zipf distribution, in frames that
many rows share. Their matching keys and words are made before the clock starts, as the checks before have made them
already.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from validators.base import CorpusCheck, Item, Reading
from validators.duplicate import ExactDuplicates
from validators.near_dup import NearDuplicates

CHUNK = 5_000
"""Rows that are made at a time; making them is not measured."""

PROBES = 1_000
"""Changed copies of admitted rows, to see how many are found."""

STEMS = (
    "كتاب علم درس مدينة نهر جبل بحر تاريخ ملك دولة حرب سلام شجرة نبات حيوان خلية قلب دم عظم ضوء صوت حرارة "
    "طاقة ماء هواء معدن حديد ذهب سوق مال تجارة صناعة زراعة طريق سفينة طائرة قطار مسجد مدرسة جامعة طالب "
    "معلم طبيب مهندس شاعر كاتب قصيدة رواية لغة كلمة جملة فعل اسم حرف عدد جمع ضرب قسمة مثلث دائرة مربع "
    "زاوية مساحة حجم سرعة قوة كتلة زمن قرن عام شهر يوم ليل شمس قمر نجم كوكب أرض سماء مطر ريح غيم ثلج "
    "صحراء غابة جزيرة خليج مضيق قارة عاصمة حدود سكان قبيلة عائلة حق واجب قانون محكمة قاض حاكم وزير جيش "
    "قائد معركة فتح ثورة نهضة حضارة فن رسم نحت موسيقى مسرح لون شكل مادة غاز سائل صلب حمض قاعدة ملح ذرة "
    "جزيء تفاعل محلول تجربة مختبر جهاز آلة برنامج شبكة بيانات رسالة هاتف صورة خبر صحيفة رأي فكرة عقل نفس "
    "جسم مرض دواء غذاء لحم خبز لبن فاكهة تمر زيت قمح أرز قطن حرير صوف ثوب بيت باب نافذة سقف جدار حديقة "
    "ملعب كرة لاعب فريق"
)
BEFORE = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ف", "ك", "س", "ي", "ت", "ن", "م", "است")
AFTER = ("", "ات", "ه", "ها", "هم", "ين", "ون", "ي", "ية", "نا", "ك", "ان", "تهم", "اتها")
FRAMES = (
    "ما {} الذي يؤدي إلى {} عند {} في {}",
    "أي مما يأتي يعد من {} {} في {}",
    "يختلف {} عن {} في أن {} يتميز بـ {}",
    "من أهم نتائج {} {} على {} {}",
    "متى ظهر {} {} في {} ومن {}",
    "ما السبب الرئيس في {} {} لدى {} {}",
    "إذا كان {} يساوي {} فإن {} {}",
    "كيف يؤثر {} في {} خلال {} {}",
)


class Words:
    """Draws word forms, the n-th most frequent with a weight of 1 / n."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._forms = [before + stem + after for before in BEFORE for after in AFTER for stem in STEMS.split()]
        rng.shuffle(self._forms)
        self._sums = list(accumulate(1 / rank for rank in range(1, len(self._forms) + 1)))

    def draw(self, least: int, most: int) -> str:
        """Return so many words, parted by blanks."""
        return " ".join(self._rng.choices(self._forms, cum_weights=self._sums, k=self._rng.randint(least, most)))


def make_rows(rng: Random, words: Words) -> Iterator[tuple[str, ...]]:
    """Yield stem, four options and the right one once more, without end."""
    while True:
        frame = rng.choice(FRAMES)
        stem = frame.format(*(words.draw(1, 3) for _ in range(4)))
        options = [words.draw(1, 4) for _ in range(4)]
        yield (stem, *options, rng.choice(options))


def read(parts: tuple[str, ...]) -> Reading:
    """Return parts as checks get them, keys and words made."""
    reading = Reading(Item("bench", {}), lambda _: {str(place): text for place, text in enumerate(parts)})
    _ = reading.hints
    return reading


def sketch(reading: Reading) -> tuple[str, ...]:
    """Return all parts."""
    return tuple(reading.keys.values())


def read_memory() -> int:
    """Return the bytes of memory that the process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def change_words(parts: tuple[str, ...], rng: Random, words: Words, count: int) -> tuple[str, ...]:
    """Return parts with some words of the stem changed."""
    stem = parts[0].split()
    for place in rng.sample(range(len(stem)), count):
        stem[place] = words.draw(1, 1)
    return (" ".join(stem), *parts[1:])


def change_option(parts: tuple[str, ...], rng: Random, words: Words, _: int) -> tuple[str, ...]:
    """Return parts with another text in place of one option, and in another order."""
    options = list(parts[1:5])
    right = options.index(parts[5])
    options[rng.randrange(4)] = words.draw(1, 4)
    key = options[right]
    rng.shuffle(options)
    return (parts[0], *options, key)


Change = Callable[[tuple[str, ...], Random, Words, int], tuple[str, ...]]
CHANGES: dict[str, tuple[Change, int]] = {
    "1 word": (change_words, 1),
    "2 words": (change_words, 2),
    "1 option": (change_option, 0),
}


def measure(rows: int) -> dict[str, float]:
    """Return the figures of one size."""
    rng = Random(rows)
    words = Words(rng)
    source = make_rows(rng, words)
    exact, near = ExactDuplicates(lambda reading: reading.key), NearDuplicates(sketch)
    kept: list[tuple[str, ...]] = []
    list(map(read, islice(source, CHUNK)))  # what a chunk takes is taken before memory is read
    memory, spent, refused = read_memory(), list[float](), 0
    for _ in range(rows // CHUNK):
        chunk = list(islice(source, CHUNK))
        kept += rng.sample(chunk, max(1, PROBES * CHUNK // rows))
        readings = list(map(read, chunk))
        started = time.process_time()
        refused += admit_all(readings, (exact, near))
        spent.append((time.process_time() - started) / CHUNK * 1e6)
    late = sorted(spent[-len(spent) // 5 :])  # the last fifth, when the tables are largest
    figures = {
        "rows": rows,
        "us": sum(spent) / len(spent),
        "late median us": late[len(late) // 2],
        "late best us": late[0],
    }
    figures |= {"bytes": (read_memory() - memory) / rows, "refused": refused}
    fresh = list(map(read, islice(source, CHUNK)))
    started = time.process_time()
    for reading in fresh:
        near.admit(reading)
    figures["replay us"] = (time.process_time() - started) / CHUNK * 1e6
    for name, (change, count) in CHANGES.items():
        copies = [read(change(parts, rng, words, count)) for parts in kept]
        figures[f"found {name}"] = sum(near.judge(copy, {}) is not None for copy in copies) / len(copies)
    return figures


def admit_all(readings: list[Reading], checks: tuple[CorpusCheck, ...]) -> int:
    """Judge and admit rows, refused or not; return how many were refused."""
    refused = 0
    for reading in readings:
        refused += sum(check.judge(reading, {}) is not None for check in checks)
        for check in checks:
            check.admit(reading)
    return refused


def main() -> None:
    """Measure each size in a process of its own and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one)))
        return
    for rows in arguments.rows:
        command = [sys.executable, __file__, "--one", str(rows)]
        figures = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        print("  ".join(f"{name} {value:,.3f}".rstrip("0").rstrip(".") for name, value in figures.items()))


if __name__ == "__main__":
    main()
