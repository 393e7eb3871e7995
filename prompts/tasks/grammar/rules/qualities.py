"""Common adjectives without their endings, by which the order and the agreement of noun and adjective are told."""

import re

from prompts.tasks.grammar.letters import strip_marks
from prompts.tasks.grammar.rules.nouns import NOUNS, strip_article
from prompts.tasks.grammar.rules.words import list_words

_ADJECTIVES = list_words(
    "كبير صغير جديد قديم طويل قصير جميل قبيح واسع ضيق مختلف كثير قليل خاص مهم حديث قوي ضعيف سريع بطيء بسيط صعب",
    "سهل عديد معين متعدد محدد مشترك متوسط عال منخفض بعيد قريب شديد خطير كامل سابق لاحق حالي مستقل بارد حار دافئ",
    "ساخن نظيف وسخ مفيد نافع ضار لذيذ مر حلو حزين سعيد غاضب هادئ صاخب مزدحم فارغ ممتلئ ثقيل خفيف رقيق سميك عميق",
    "ضحل عريض غني فقير كريم بخيل شجاع ذكي غبي مجتهد كسول نشيط لطيف أنيق بديع رائع ممتع ممل مثير غريب عجيب نادر",
    "شائع مشهور معروف مجهول ماهر بارع صادق كاذب أمين مخلص وفي حنون قاس صارم عنيف سليم مريض صحيح خاطئ واضح غامض",
    "مضيء مظلم ملون مزخرف مكسور مفتوح مغلق مرتفع عظيم ضخم هائل صالح فاسد طازج ناضج أخضر أحمر أزرق أبيض أسود أصفر",
    "خضراء حمراء زرقاء بيضاء سوداء صفراء أخير وحيد رئيسي أساسي أصلي مباشر متأخر مبكر ناجح فاشل متعب مرهق مجاور",
    "ماضي قادم مقبل تالي ثمين رخيص غال متواضع مبتدئ محترف متنوع مناسب ملائم كاف مستمر دائم مؤقت عاجل مفاجئ نهائي",
    "شعبي وطني عربي إسلامي علمي ثقافي تاريخي سياسي اقتصادي اجتماعي رسمي محلي دولي عالمي يومي شهري سنوي طبيعي",
    "صناعي زراعي تجاري تعليمي شخصي بيئي رياضي فني أدبي طبي",
)
_ENDING = re.compile("(?:تان|تين|ات|ان|ين|ون|ة|ا)$")


def is_adjective(word: str) -> bool:
    """Return whether a word is a common adjective in any gender, number or state, and no noun that is known."""
    body = strip_article(strip_marks(word))
    if body in NOUNS:
        return False
    return body in _ADJECTIVES or _ENDING.sub("", body) in _ADJECTIVES
