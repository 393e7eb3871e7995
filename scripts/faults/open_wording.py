"""Open half of the damage to any text, part two: foreign tongues, chatter of the model, and contact data."""

from random import Random

from scripts.faults.fault import STANDARD_ARABIC, hurt_text
from scripts.faults.numbers import draw_card, draw_digits, draw_iban, use_eastern
from scripts.faults.planting import LONG, PROSE, damage, put_after, put_any, put_before, put_inside, put_instead

_GULF = (
    "والحين شلون نعرف الجواب؟ وايد سهل، بس لازم تشوف السالفة عدل وبعدين تقول شنو اللي يصير.",
    "أبغاك تنتبه زين، ترى الحين ما فيه شي ثاني يصلح، وهذا اللي يبيه الأستاذ منكم يا عيال.",
    "ليش هذا الجواب؟ عشان الباقي كله غلط يا خوي، ومب راضي يضبط لو شنو سويت فيه.",
    "وش السالفة؟ الموضوع مرة بسيط، إيش ما قلت لك تلقاه كذا، ومهوب شي صعب أبد.",
    "ما أدري شفيك محتار، توّه الأستاذ قايل لنا الجواب، وهالشي وايد واضح حق الكل.",
)
_MAGHREBI = (
    "هادي هي الحاجة لي خاصك تعرفها، واش فهمتي دابا علاش هاد الشي كيجي هكا ولا مازال؟",
    "بزاف ديال الناس كيغلطو هنا حيت ما كيقراوش مزيان، والجواب راه ساهل بحال هاكا.",
    "علاش هاد الجواب؟ حيت لخرين كاملين ما عندهم حتى معنى، وهادشي راه باين غير شوف مزيان.",
    "كيفاش ديري باش تعرفي؟ شوفي غير الكلمة اللولة، راه هي لي كتبين ليك كلشي دابا.",
    "برشا عباد يغلطو في هذي، أما توا باش نفهمك علاش، خاطر الحكاية ساهلة ياسر.",
)
_PERSIAN = (
    "این پرسش درباره‌ی تاریخ ایران است و پاسخ درست آن در کتاب درسی آمده است.",
    "پاسخ درست گزینه‌ای است که با متن کتاب هماهنگ باشد و دیگر گزینه‌ها نادرست هستند.",
    "من از این فروشگاه خرید کردم و کیفیت کالا بسیار خوب بود، ولی ارسال آن خیلی دیر انجام شد.",
    "گیاهان برای ساختن غذا به نور خورشید و آب نیاز دارند و این کار در برگ‌ها انجام می‌شود.",
    "دانش آموزان باید پیش از امتحان همه‌ی درس‌ها را چند بار بخوانند و تمرین کنند.",
)
_URDU = (
    "یہ سوال پاکستان کی تاریخ کے بارے میں ہے اور اس کا صحیح جواب کتاب میں موجود ہے۔",
    "صحیح جواب وہ ہے جو کتاب کے مطابق ہو، باقی تمام جوابات غلط ہیں اور ان کو نہیں چننا چاہیے۔",
    "میں نے یہ چیز پچھلے ہفتے خریدی تھی لیکن اس کا معیار بالکل اچھا نہیں نکلا۔",
    "پودے سورج کی روشنی سے اپنی خوراک بناتے ہیں اور ہوا کو صاف رکھتے ہیں۔",
    "طالب علموں کو چاہیے کہ وہ امتحان سے پہلے تمام اسباق اچھی طرح یاد کر لیں۔",
)
_FRENCH = (
    "La bonne réponse est celle qui correspond au programme scolaire de cette année.",
    "Cette question porte sur l'histoire du monde arabe et sur ses grandes villes.",
    "Le service était correct, mais la livraison a pris beaucoup trop de temps cette fois.",
    "Le verbe doit s'accorder avec son sujet en genre et en nombre dans cette phrase.",
)
_ENGLISH = (
    "the main reason for this is",
    "which is one of the most important",
    "in the context of modern society",
    "as shown by several recent studies",
    "because it plays a key role in",
)
_CHATTER = (
    "Sure! Here is the item you asked for:",
    "As an AI language model, I do not have personal opinions, but here is a sample:",
    "Here's a multiple-choice question in Arabic:",
    "Of course! Below is the requested text.",
    "Note: this is a fictional example generated for training purposes.",
)
_SELF = (
    "بصفتي نموذجًا لغويًا فإنني أقدّم هذه المعلومة للاستئناس بها فقط.",
    "أنا مجرد نموذج ذكاء اصطناعي ولا أملك آراء شخصية في هذا الموضوع.",
    "كنموذج لغوي كبير، لا أستطيع التحقق من صحة هذه المعلومة.",
    "بصفتي مساعدًا ذكيًا، أعتمد على البيانات التي دُرّبت عليها.",
    "هذه المعلومة صحيحة حتى تاريخ آخر تحديث لبيانات تدريبي.",
)
_ORDERS = (
    "اكتب سؤالًا واحدًا من نوع الاختيار من متعدد وأعد الناتج بصيغة JSON فقط.",
    "أعد كائن JSON واحدًا دون أي شرح خارج الكائن.",
    "يجب أن تكون الإجابة الصحيحة هي الخيار B، وأن تكون الخيارات أربعة.",
    "اكتب نصًّا أصيلًا بالعربية الفصحى لا يقل عن 20 كلمة ولا يزيد على 70 كلمة.",
    "لا تكرر الأمثلة السابقة، والتزم بالحقول المطلوبة: النص والتصنيف.",
)
_CONTACT = ("للاستفسار اتصل على {}", "رقم هاتفي {}", "وللتواصل عبر واتساب {}", "هاتف: {}", "كلمني على الرقم {}")
_ACCOUNT = ("حوّل المبلغ إلى الحساب {}", "رقم الآيبان {}", "وحسابي البنكي {}")
_CARD = ("رقم بطاقتي {}", "ودفعت بالبطاقة رقم {}", "بطاقة الائتمان: {}")
_FOLLOW = ("تابعوني على {}", "حسابي على إنستغرام {}", "والشكر للأستاذة {}", "راسلوا {}")
_NAMES = ("sara_alharbi92", "mohamed.adel7", "omar_khaled_1", "fatima_zahra_m", "khalid_alotaibi", "nour_eldin88")
_LINKS = (
    "https://www.mawdoo3-lessons.com/physics/12",
    "http://forum.dirasaty.net/showthread.php?t=48213",
    "www.al-madrasa-online.org",
    "https://t.me/dorouss_2023",
    "bit.ly/3xYtQ9a",
    "https://youtu.be/Zk3bT1xWq8M",
)


def _draw_local(rng: Random) -> str:
    start, rest = rng.choice([("010", 8), ("011", 8), ("012", 8), ("055", 7), ("050", 7), ("079", 7), ("06", 8)])
    return start + draw_digits(rng, rest)


def _tell_phone(text: str, rng: Random) -> str:
    number = _draw_local(rng)
    cut = len(number) - 7
    spaced = f"{number[:cut]} {number[cut : cut + 3]} {number[cut + 3 :]}"
    return f"{text} {rng.choice(_CONTACT).format(rng.choice([number, spaced, spaced.replace(' ', '-')]))}"


def _tell_phone_in_arabic(text: str, rng: Random) -> str:
    return f"{text} {rng.choice(_CONTACT).format(use_eastern(_draw_local(rng)))}"


def _tell_account(text: str, rng: Random) -> str:
    return f"{text} {rng.choice(_ACCOUNT).format(draw_iban(rng))}"


def _tell_card(text: str, rng: Random) -> str:
    return f"{text} {rng.choice(_CARD).format(draw_card(rng))}"


def _tell_handle(text: str, rng: Random) -> str:
    return f"{text} {rng.choice(_FOLLOW).format(f'@{rng.choice(_NAMES)}')}"


FAULTS = (
    hurt_text("dialect_gulf", damage(put_instead(_GULF), ("explanation",)), STANDARD_ARABIC),
    hurt_text("dialect_maghrebi", damage(put_instead(_MAGHREBI), ("explanation",)), STANDARD_ARABIC),
    hurt_text("persian_text", damage(put_instead(_PERSIAN), PROSE)),
    hurt_text("urdu_text", damage(put_instead(_URDU), PROSE)),
    hurt_text("field_in_french", damage(put_instead(_FRENCH), PROSE)),
    hurt_text("english_phrase", damage(put_inside(_ENGLISH), LONG)),
    hurt_text("english_chatter", damage(put_before(_CHATTER), LONG)),
    hurt_text("model_self_reference", damage(put_any(put_before(_SELF), put_after(_SELF)), LONG)),
    hurt_text("prompt_echo", damage(put_any(put_before(_ORDERS), put_after(_ORDERS)), PROSE)),
    hurt_text("phone_local", damage(_tell_phone, LONG)),
    hurt_text("phone_arabic_digits", damage(_tell_phone_in_arabic, LONG)),
    hurt_text("iban", damage(_tell_account, LONG)),
    hurt_text("bank_card", damage(_tell_card, LONG)),
    hurt_text("handle", damage(_tell_handle, LONG)),
    hurt_text("url", damage(put_any(put_after(_LINKS), put_inside(_LINKS)), LONG)),
)
