"""Multiple-choice exam questions: what the engine needs to know about them."""

from pathlib import Path
from random import Random
from typing import Any

from prompts.base import TaskSpec
from prompts.tasks.exams.arrange import arrange_options
from prompts.tasks.exams.checks import make_checks
from prompts.tasks.exams.checks.shape import select_texts
from prompts.tasks.exams.content.compose import compose
from prompts.tasks.exams.foreign import read_question
from prompts.tasks.exams.options import LETTERS, bare_texts
from prompts.tasks.exams.schema import DIMENSIONS, ExamReply, build_item
from prompts.tasks.exams.style import guide_style
from prompts.tasks.exams.traits import read_traits
from validators.base import Reading

FORMS = (
    "سؤال مباشر عن حقيقة محددة",
    "سؤال عن سبب ظاهرة أو حدث",
    "سؤال عن نتيجة تترتب على أمر معين",
    "تطبيق مفهوم في موقف من الحياة اليومية",
    "مقارنة بين أمرين متقاربين",
    "تمييز المثال الصحيح لمفهوم ما",
    "تحديد العبارة غير الصحيحة من بين عبارات",
    "استنتاج من معطيات قصيرة تُذكر في نص السؤال",
    "تحديد المصطلح الذي ينطبق عليه تعريف معطى",
    "ترتيب خطوات أو أحداث",
    "حساب أو تقدير يعتمد على خطوة أو خطوتين",
    "جملة ناقصة تكملها البدائل",
)


def key_identity(reading: Reading) -> str:
    """Return the key of a question: stem and options in matching form, whatever the order of the options."""
    question, *options, _ = reading.keys.values()
    return "\n".join([question, *sorted(options)])


def sketch_question(reading: Reading) -> tuple[str, ...]:
    """Return stem, options and once more the right option: a stem alone is shared by many questions."""
    question, *options, _ = reading.keys.values()
    return (question, *options, options[LETTERS.index(reading.fields["answer"])])


def spoil_key(item: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Return a question whose key names a wrong option."""
    return {**item, "answer": rng.choice([letter for letter in LETTERS if letter != item["answer"]])}


TASK = TaskSpec(
    name="exams",
    folder=Path(__file__).parent,
    dimensions=DIMENSIONS,
    facets={"form": FORMS},
    reply_model=ExamReply,
    build=build_item,
    arrange=arrange_options,
    checks=make_checks,
    texts=select_texts,
    identity=key_identity,
    sketch=sketch_question,
    protected=lambda fields: (fields["question"],),
    companions=lambda fields: tuple(bare_texts(fields["options"])),
    compose=compose,
    profile=read_traits,
    completion_tokens=260,
    read_foreign=read_question,
    stratum=lambda fields: str(fields.get("subject", "")),
    guide=guide_style,
    spoil=spoil_key,
)
