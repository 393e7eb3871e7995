"""Half kept aside of the damage to any text, part two: foreign tongues, chatter of the model, and contact data."""

from random import Random

from scripts.faults.fault import STANDARD_ARABIC, hurt_text
from scripts.faults.numbers import draw_digits, draw_identity
from scripts.faults.planting import LONG, PROSE, damage, put_after, put_before, put_instead

_EGYPTIAN = (
    "يعني إيه ده؟ ده عشان الاختيارات التانية كلها مش مظبوطة، وإحنا خدنا الدرس ده السنة اللي فاتت.",
    "دي حاجة سهلة أوي، بص كده على الجملة وهتلاقي إن الغلطة باينة خالص ومش محتاجة تفكير.",
    "مفيش غير الحل ده، علشان الباقي كله كلام فاضي، وانت لو ذاكرت كويس هتعرف ليه كده.",
    "هو المدرس قال لنا كده، وبعدين الكتاب برضه مكتوب فيه نفس الكلام ده بالظبط.",
    "إزاي تعرفها؟ شوف الكلمة دي بتتنطق إزاي، ولو معرفتش يبقى ارجع للدرس تاني.",
)
_LEVANTINE = (
    "ليش هيك؟ لأنو باقي الخيارات ما بتزبط أبدًا، وهاد الشي اللي حكالنا ياه الأستاذ مبارح.",
    "شو يعني؟ هلق بس تطلع عالجملة بتعرف وين الغلط، وما في داعي تفكر كتير منوب.",
    "هاي كتير هينة، بدك بس تركز شوي وبتلاقي إنو الجواب قدامك عن جد.",
    "ما بعرف كيف ما شفتها، هيدا الشي كتير واضح ومنيح إنك سألت هلأ.",
    "بدنا نحكي الصح، يعني مو هيك بتنكتب، لازم ترجع عالدرس وتشوف شو مكتوب هنيك.",
)
_ARABIZI = (
    "el egaba di sa7 3ashan el ba2y kolo ghalat w mesh mantey2y 5ales ya gama3a",
    "ana kont fakra en el so2al da sahl bs tele3 sa3b awy w ma3reftsh a7elo",
    "el service kan kwayes gedan w el akl 7elw bs el as3ar 8alya shwaya",
    "sho hal 7aki, ma fi shi mazboot hon w kel el khayarat ghalat bl jomle",
)
_ENGLISH = (
    "The correct answer is supported by the textbook and by the lesson on this topic.",
    "Plants use sunlight, water and carbon dioxide to make their own food.",
    "The food was cold and the waiter was rude, so we will not come back again.",
    "The word should be written with a different letter at the end of the sentence.",
    "Which of the following statements best describes the causes of the war?",
)
_LOREM = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
    "Lorem ipsum dolor sit amet, consectetuer adipiscing elit.",
    "Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip.",
)
_OPENINGS = (
    "بالتأكيد! إليك ما طلبته:",
    "بكل سرور، إليك المثال المطلوب:",
    "حسنًا، سأقدّم لك نصًّا مناسبًا:",
    "طبعًا، هذا مثال على ذلك:",
    "شكرًا لسؤالك! فيما يلي الإجابة:",
    "تفضل، هذا هو النص المطلوب:",
)
_CLOSINGS = (
    "آمل أن يكون هذا مفيدًا لك، وهل ترغب في مثال آخر؟",
    "إذا كانت لديك أي أسئلة أخرى فلا تتردد في طرحها عليّ.",
    "أتمنى أن أكون قد ساعدتك، وأخبرني إن أردت أي تعديل.",
    "هل تود أن أكتب لك المزيد من الأمثلة؟",
    "يسعدني أن أعدّل النص إذا رغبت في ذلك.",
)
_REFUSALS = (
    "عذرًا، لا يمكنني المساعدة في هذا الطلب.",
    "آسف، لا أستطيع إنشاء هذا المحتوى لأنه يخالف سياسات الاستخدام.",
    "أعتذر، فأنا غير قادر على تلبية هذا الطلب.",
    "لا يمكنني تقديم رأي شخصي في هذا الموضوع، ويُفضّل الرجوع إلى مختص.",
)
_WRITE = ("راسلني على {}", "البريد الإلكتروني: {}", "ولمزيد من المعلومات يُرجى الكتابة إلى {}")
_CALL = ("للحجز يُرجى الاتصال بالرقم {}", "تواصلوا معنا: {}", "جوالي {}", "الهاتف {}")
_PEOPLE = ("ahmed.hassan", "layla_m", "info", "mona.salem91", "a.alqahtani", "y.benali")
_HOSTS = ("gmail.com", "hotmail.com", "moe.gov.sa", "yahoo.fr", "univ-alger.dz", "cu.edu.eg")


def _tell_address(text: str, rng: Random) -> str:
    return f"{text} {rng.choice(_WRITE).format(f'{rng.choice(_PEOPLE)}@{rng.choice(_HOSTS)}')}"


def _tell_phone(text: str, rng: Random) -> str:
    code, start = rng.choice([("20", "10"), ("966", "55"), ("971", "50"), ("962", "79"), ("212", "61"), ("213", "55")])
    rest = draw_digits(rng, 8 if code == "20" else 7)
    number = rng.choice(
        [
            f"+{code}{start}{rest}",
            f"00{code}{start}{rest}",
            f"+{code} {start} {rest[:3]} {rest[3:]}",
            f"+{code}-{start}-{rest[:3]}-{rest[3:]}",
        ]
    )
    return f"{text} {rng.choice(_CALL).format(number)}"


def _tell_identity(text: str, rng: Random) -> str:
    return f"{text} {draw_identity(rng)}"


FAULTS = (
    hurt_text("dialect_egyptian", damage(put_instead(_EGYPTIAN), ("explanation",)), STANDARD_ARABIC),
    hurt_text("dialect_levantine", damage(put_instead(_LEVANTINE), ("explanation",)), STANDARD_ARABIC),
    hurt_text("arabizi", damage(put_instead(_ARABIZI), ("explanation", "text"))),
    hurt_text("field_in_english", damage(put_instead(_ENGLISH), PROSE)),
    hurt_text("filler_latin", damage(put_instead(_LOREM), PROSE)),
    hurt_text("assistant_opening", damage(put_before(_OPENINGS), LONG)),
    hurt_text("assistant_closing", damage(put_after(_CLOSINGS), LONG)),
    hurt_text("refusal", damage(put_instead(_REFUSALS), PROSE)),
    hurt_text("email", damage(_tell_address, LONG)),
    hurt_text("phone_international", damage(_tell_phone, LONG)),
    hurt_text("national_id", damage(_tell_identity, LONG)),
)
