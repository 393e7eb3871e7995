"""What makes a persona unfit to write exam questions for: a short list of our own, told by words."""

from collections.abc import Mapping, Sequence

from validators.base import Reading
from validators.text import normalize

_ALWAYS = {
    "sexual": (
        "porn porno pornstar pornographic pornography erotic erotica fetish fetishist bdsm dominatrix stripper hooker"
        " prostitute camgirl onlyfans hentai nsfw nymphomaniac pedophile paedophile pimp"
        " إباحي إباحية عاهرة دعارة مومس قواد متعرية شهواني شهوانية"
    ),
}
"""Kind to words that make a persona unfit whatever stands beside them."""

_UNLESS_AGAINST = {
    "violence": (
        "terrorist terrorists jihadist murderer murderers killer hitman assassin rapist torturer kidnapper arsonist"
        " gangster mobster cannibal bomber إرهابي إرهابية إرهابيون إرهابيين قاتل قاتلة سفاح سفاحة مغتصب خاطف جلاد"
        " بلطجي انتحاري"
    ),
    "crime": ("trafficker traffickers smuggler counterfeiter scammer fraudster مهرب مهربة نصاب نصابة محتال محتالة"),
    "hate": (
        "nazi neonazi supremacist supremacists antisemite antisemitic islamophobe islamophobic homophobe homophobic"
        " racist xenophobe xenophobic misogynist misogynistic incel klansman extremist extremists bigot bigoted"
        " نازي نازية متطرف متطرفة متطرفين عنصري عنصرية"
    ),
}
"""Kind to words for people who do harm; they also stand in personas of those who study it, suffer from it or fight."""

_AGAINST = frozenset(
    normalize(
        "against anti counter counterterrorism combat combating combats fight fights fighting prevent prevents"
        " preventing prevention stop victim victims survivor survived survivors protect protecting police detective"
        " investigator investigates investigating investigation investigative prosecutor lawyer judge attorney officer"
        " psychologist psychiatrist criminologist historian journalist reporter researcher professor scholar analyst"
        " writer novelist author actor actress filmmaker film movie novel game series fan fans reader documentary"
        " opposes opposed"
        " ضد مكافحة يكافح تكافح محاربة يحارب تحارب مناهض مناهضة يناهض تناهض ضحية ضحايا ناج ناجية ناجون شرطي شرطية"
        " محقق محققة محام محامية قاض قاضية مؤرخ مؤرخة صحفي صحفية باحث باحثة أستاذ أستاذة كاتب كاتبة روائي روائية"
        " ممثل ممثلة مخرج مخرجة رواية روايات فيلم أفلام يرفض ترفض مرض أمراض فيروس"
    ).split()
)
_CLITICS = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل")


def _index(kinds: Mapping[str, str]) -> Mapping[str, str]:
    """Return folded word, with what may stand before it in Arabic, to its kind."""
    index: dict[str, str] = {}
    for kind, listed in kinds.items():
        for word in normalize(listed).split():
            index.update({clitic + word: kind for clitic in (_CLITICS if word[0] > "\u0600" else ("",))})
    return index


_SURE = _index(_ALWAYS)
_LIKELY = _index(_UNLESS_AGAINST)
_OPPOSED = frozenset(clitic + word for word in _AGAINST for clitic in _CLITICS)
_ORDERS = (
    *map(normalize, ("ignore previous", "ignore all previous", "ignore the above", "disregard previous")),
    *map(normalize, ("تجاهل التعليمات", "تجاهل كل ما سبق", "تجاهل ما سبق", "تجاهل جميع التعليمات")),
    "system prompt",
)
_MARKS = ("{{", "}}", "{%", "```", "<|", "|>", "[INST]")


def find_danger(reading: Reading) -> str | None:
    """Return the kind of what makes a persona unfit (violence, sexual, hate, crime, instruction), or None.

    Told by words: people who do harm, unless the persona also speaks of those who study or fight it, or of fiction;
    and orders to a model. Insinuations pass, and so do real people: nothing here tells their names from others.
    """
    tokens = reading.tokens
    kind = _find(_SURE, tokens)
    if kind is None and _OPPOSED.isdisjoint(tokens):
        kind = _find(_LIKELY, tokens)
    return kind or ("instruction" if _gives_orders(reading) else None)


def _find(index: Mapping[str, str], tokens: Sequence[str]) -> str | None:
    return next((index[token] for token in tokens if token in index), None)


def _gives_orders(reading: Reading) -> bool:
    return any(mark in reading.text for mark in _MARKS) or any(order in reading.key for order in _ORDERS)
