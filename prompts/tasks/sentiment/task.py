"""Short opinions with a sentiment label: what the engine needs to know about them."""

from pathlib import Path

from prompts.base import TaskSpec, Wanted
from prompts.tasks.sentiment.checks import make_checks
from prompts.tasks.sentiment.checks.shape import select_texts
from prompts.tasks.sentiment.content.compose import compose
from prompts.tasks.sentiment.schema import DIMENSIONS, SentimentReply, build_item
from prompts.tasks.sentiment.traits import read_traits
from validators.base import Item

OCCASIONS = (
    "تجربة أولى لم يسبقها علم بالمكان أو المنتج",
    "عودة بعد غياب طويل ومقارنة بما كان من قبل",
    "مناسبة عائلية أو لقاء أصدقاء",
    "زيارة أو معاملة عاجلة في وقت ضيق",
    "استخدام يومي منذ أشهر",
    "تجربة في وقت الازدحام أو الموسم",
    "مشكلة ظهرت وطريقة التعامل معها",
    "مقارنة بتجربة سابقة مع جهة أخرى",
    "تفصيل صغير لفت الانتباه",
    "السعر والقيمة مقابل ما قُدّم",
)
VOICES = (
    "طالب جامعي يكتب باختصار",
    "ربة منزل تصف تفاصيل عملية",
    "موظف يكتب بعد انتهاء دوامه",
    "مسافر يدوّن ملاحظاته",
    "متقاعد يكتب بتأنٍّ ولغة رصينة",
    "خبير في المجال يوازن بين الجوانب",
    "شاب يكتب بحماسة وجمل قصيرة",
    "أب أو أم يهتمان بما يناسب الأطفال",
    "كاتب رأي يميل إلى التشبيه",
    "زبون يوجه كلامه إلى الإدارة",
)


def keep_item(item: Item, wanted: Wanted) -> Item:  # noqa: ARG001
    """Return the item as it is: a label cannot be changed without changing the text."""
    return item


TASK = TaskSpec(
    name="sentiment",
    folder=Path(__file__).parent,
    dimensions=DIMENSIONS,
    facets={"occasion": OCCASIONS, "voice": VOICES},
    reply_model=SentimentReply,
    build=build_item,
    arrange=keep_item,
    checks=make_checks,
    texts=select_texts,
    identity=lambda reading: reading.keys["text"],
    sketch=lambda reading: (reading.keys["text"],),
    protected=lambda fields: (fields["text"],),
    compose=compose,
    profile=read_traits,
    standard_arabic=False,
    completion_tokens=160,
)
