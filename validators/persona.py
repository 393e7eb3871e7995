"""Refuses rewrites that speak of the persona they were made for, quote it, or speak in its name."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from validators.base import Measures, Reading, Refusal
from validators.text import normalize

PERSONA_CODES = ("quotes_persona", "speaks_as_persona")
"""Every reason code that `judge_persona` can give."""

QUOTED_WORDS = 5
"""Words of a persona in a row that are a quotation."""

_STOP = frozenset(
    normalize(
        "في من إلى على عن مع بين هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد ثم أو أم بل لكن حتى كل بعض غير هو هي هم"
        " أن إن كان كانت يكون تكون عند بعد قبل كما حين منذ دون فيها فيه منها منه عليها عليه لها له به بها إذا"
        " أي ولا وما أول واحد واحدة مجرد دائما لدينا وهو وهي أكثر مثل نفسه نفسها يوم ليس ليست وفي ومن وعلى عنده عندها"
        " فقط أيضا بلا إلا سوى ولم"
        " a an and are as at be been by for from has have her his i in into is it its of on or that the their them they"
        " this to was who whose with not no but all more than which while"
    ).split()
)
_CLITIC = re.compile(r"^(?:[وف]?(?:ال|بال|لل|كال)|[وف](?=\w{4}))(?=\w{3})")
_BEFORE = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ك", "كال", "ف")


class _Traits(NamedTuple):
    """A persona as rows are held against it.

    Attributes:
        words: All its words, folded.
        runs: Its runs of five words with the set of each, one of content in it at least.
        forms: Word as it may stand in a text to the content word that it echoes.
        names: Those that can say what somebody is: of four letters and more, bare or after ال or ك.
        size: Distinct content words.
    """

    words: frozenset[str]
    runs: tuple[tuple[str, frozenset[str]], ...]
    forms: dict[str, str]
    names: frozenset[str]
    size: int


def _fold(listed: str) -> frozenset[str]:
    return frozenset(normalize(listed).split())


_SELF = _fold("بصفتي وبصفتي بوصفي وبوصفي باعتباري وباعتباري")
"""In what capacity somebody speaks; a question or sentence of a school book hardly says it."""
_OF_MINE = _fold("عملي مهنتي خبرتي وظيفتي تخصصي تجربتي ممارستي دوري موقعي")
_BEFORE_MINE = _fold("بحكم وبحكم واقع خلال بصفة")
_OR_SELF = _fold(
    "كوني وكوني لكوني بكوني لأنني لأني أنا وأنا إنني إني نحن أعمل كنت بصفته بصفتها بوصفه بوصفها باعتباره باعتبارها"
)
"""Words after which a word of the persona's makes the difference."""
_PLAY = _fold("شخصية الشخصية للشخصية الشخصيه بالشخصية")
_GIVEN = _fold("المعطاة الموصوفة المعطى أعلاه المطلوبة المتقمصة تقمصتها أتقمصها")
_PLAYING = _fold("تقمص أتقمص بتقمص متقمصا متقمصة لسان بلسان")
_ENGLISH = re.compile(
    r"\bas an? (?:\w+ ){1,6}(?:i|we|my)\b|\bin my (?:role|work|job|line of work|experience|capacity|profession)\b"
    r"|\b(?:the|this|given|described) persona\b|\bas someone who\b"
)
_HINTS = frozenset((*_SELF, *_OF_MINE, *_OR_SELF, *_PLAY, *_PLAYING, "as", "my", "persona"))


def judge_persona(reading: Reading, persona: str, measures: Measures, *, may_speak: bool = False) -> Refusal | None:
    """Return why a rewrite does not keep its persona to itself, or None.

    - `quotes_persona`: five words of the persona stand there in a row, compared as folded.
    - `speaks_as_persona`: the row speaks in somebody's capacity (بصفتي، بحكم عملي، as a … I), names a persona as
      what it was given, or says أنا, كوني, بصفتها … before a word of the persona's, or begins with one after ك.

    Measures `persona_overlap`, the share of the persona's distinct content words that stand in the row, 0 to 1,
    with or without article and particles.

    Args:
        reading: The row.
        persona: Who it was written for, as the model was told.
        measures: Where the figure goes.
        may_speak: True for a task whose rows speak in the first person, where nobody's speaking is refused.
    """
    traits = _read_persona(persona)
    present = set(reading.tokens)
    echoed = {traits.forms[word] for word in traits.forms.keys() & present}
    measures["persona_overlap"] = round(len(echoed) / traits.size, 3) if traits.size else 0.0
    if quoted := _find_run(traits, present, reading):
        return Refusal("quotes_persona", quoted)
    said = "" if may_speak else _find_voice(traits, present, reading)
    return Refusal("speaks_as_persona", said[:80]) if said else None


@lru_cache(maxsize=1024)  # one persona has many rows
def _read_persona(persona: str) -> _Traits:
    words = normalize(persona).split()
    # What looks like a particle may be the word's own first letter, as in فيزياء: it counts with and without.
    stems = {word: _CLITIC.sub("", word) for word in words if len(word) > 2}
    content = {form: stem for word, stem in stems.items() if _STOP.isdisjoint((word, stem)) for form in (stem, word)}
    runs = [words[start : start + QUOTED_WORDS] for start in range(len(words) - QUOTED_WORDS + 1)]
    return _Traits(
        frozenset(words),
        tuple((f" {' '.join(run)} ", frozenset(run)) for run in runs if not _STOP.issuperset(run)),
        {
            before + word: stem
            for word, stem in content.items()
            for before in (_BEFORE if word[0] > "\u0600" else ("",))
        },
        frozenset(before + word for word in content if len(word) > 3 for before in ("", "ال", "ك")),
        len(set(content.values())),
    )


def _find_run(traits: _Traits, present: set[str], reading: Reading) -> str:
    """Return a run of the persona's words that stands in the row, or an empty string."""
    shared = traits.words & present
    if len(shared) < QUOTED_WORDS - 1:  # a run may hold a word twice
        return ""
    key = f" {reading.key} "
    return next((run.strip() for run, words in traits.runs if words <= shared and run in key), "")


def _find_voice(traits: _Traits, present: set[str], reading: Reading) -> str:
    """Return the words in which somebody speaks as the persona, or of it, or an empty string."""
    for key in reading.keys.values():
        first, _, _ = key.partition(" ")
        if first[:1] == "ك" and first in traits.names and first[1:] in traits.names:
            return key
    if _HINTS.isdisjoint(present):
        return ""
    for key in reading.keys.values():
        words = key.split()
        for place, word in enumerate(words):
            if word in _HINTS and _speaks(word, words, place, traits):
                return " ".join(words[max(0, place - 1) : place + 6])
    found = _ENGLISH.search(reading.key)
    return found[0] if found else ""


def _speaks(word: str, words: Sequence[str], place: int, traits: _Traits) -> bool:
    if word in _SELF:
        return True
    before, after = words[max(0, place - 2) : place], words[place + 1 : place + 3]
    if word in _OR_SELF:
        return not traits.names.isdisjoint(after[:1])
    if word in _OF_MINE:
        return not _BEFORE_MINE.isdisjoint(before[-1:])
    return word in _PLAY and not (_GIVEN.isdisjoint(after) and _PLAYING.isdisjoint(before))
