"""What chats, prompts, sites and formats leave around a text, and good text that sounds like it."""

import pytest

from tests.unit.validators.judged import find_code
from validators.boilerplate import Boilerplate
from validators.echo import Echo
from validators.encoding import Encoding
from validators.header import Header
from validators.markup import Markup
from validators.placeholder import Placeholder
from validators.scraps import Scraps

BODY = "تناولنا الغداء في المطعم الجديد أمس وكان الحساء ساخنًا والخبز طازجًا."


@pytest.mark.parametrize(
    "form",
    [
        "نزولًا عند رغبتكم، إليكم هذا الرأي: {}",
        "امتثالًا لتعليماتك كتبت لك مراجعة: {}",
        "لقد أنشأت لك هذا النص. {}",
        "قمت بكتابة النص وفق المطلوب. {}",
        "اسمح لي أن أفكر أولًا. {}",
        "دعني أراجع التعليمات. {}",
        "هيا نفكر معًا. {}",
        "الخطوة 1: فهم المطلوب. {}",
        "المساعد: {}",
        "مسودة أولى: {}",
        "{} بوسعي اختصار النص متى أردت.",
        "{} إذا أحببت يمكنني إعداد نسخة أقصر.",
        "{} ملاحظة: تجنبت ذكر الأسماء.",
        "{} هذا النص لا يقل عن عشرين كلمة.",
        "{} هل هذا ما كنت تريد؟",
    ],
)
def test_chat_around_a_text(form: str) -> None:
    """What a model says when it hands something over, thinks aloud or offers more is boilerplate."""
    assert "boilerplate" == find_code(Boilerplate(), text=form.format(BODY))


@pytest.mark.parametrize(
    "form",
    [
        "وفقًا لآخر تحديث لمعرفتي، {}",
        "{} بياناتي محدثة حتى عام 2023.",
        "كمساعد افتراضي أقول: {}",
        "{} أنا مجرد خوارزمية.",
    ],
)
def test_what_only_a_model_says(form: str) -> None:
    """A text that tells of the state of its writer's knowledge was written by a model."""
    assert "model_refusal" == find_code(Boilerplate(), text=form.format(BODY))


@pytest.mark.parametrize(
    "text",
    [
        "كما طلبت من النادل جاء الطبق بلا ملح",
        "وفق التعليمات المكتوبة على العلبة أضفت الماء",
        "لقد كتبت رأيي بصراحة ولم يعجب أحدًا",
        "خطوة أولى جيدة من الشركة والطريق طويل",
        "إن أردت الصراحة سأقول إن الخدمة بطيئة",
        "قال لي الموظف: يمكنني تغيير الغرفة إن أردت",
        "ملاحظة: تم استبدال الجهاز في يوم واحد",
        "راجعت المصرف لتحديث بياناتي ثم عدت",
        "الخطوة الأولى: نحسب مساحة المثلث",
        "النص مكون من أربع فقرات قصيرة",
    ],
)
def test_people_say_the_like(text: str) -> None:
    """Orders to a waiter, steps of a sum, offers of a clerk and one's own data in a bank are no chat."""
    assert None is find_code(Boilerplate(), text=text)


@pytest.mark.parametrize(
    "form",
    [
        "{} انقر هنا لحجز طاولة",
        "اقرأ أيضًا: أشهى الأطباق. {}",
        "{} كافة الحقوق محفوظة",
        "{} شاركها عبر تيليجرام",
        "{} (المصدر: مواقع التواصل)",
        "{} [تحرير]",
        "{} (يتبع)",
        "{} عدد المشاهدات: ٣٤",
        "{} أخبار ذات صلة",
        "{} أضف تعليقًا",
        "الرئيسية / مطاعم / {}",
        "كتب: كريم حداد - {}",
        "الدوحة - رويترز - {}",
    ],
)
def test_scraps_of_a_site(form: str) -> None:
    """Links to more, notices, sources, counters and bylines are what a site puts around an article."""
    assert "boilerplate" == find_code(Scraps(), text=form.format(BODY))


@pytest.mark.parametrize(
    "text",
    [
        "اقرأ أيضًا ما كتبه غيري قبل أن تحجز",
        "شاركت الصورة على صفحتي ثم حذفتها",
        "المصدر الأول للدخل في المدينة هو السياحة",
        "كتبت عن الرحلة في فيسبوك وتويتر",
        "تابع المباراة من المدرج مع أبيه",
        "الصفحة الرئيسية في التطبيق بطيئة",
        "قالت وكالة رويترز إن السعر ارتفع",
    ],
)
def test_sites_are_spoken_of(text: str) -> None:
    """Networks, sources, agencies and pages may be spoken of."""
    assert None is find_code(Scraps(), text=text)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("{} (30 كلمة)", "instruction_echo"),
        ("{} (من 20 إلى 60 كلمة)", "instruction_echo"),
        ("{} (الصعوبة: سهل، المادة: علوم)", "instruction_echo"),
        ("[اللهجة: شامية] {}", "instruction_echo"),
        ("المطلوب: صياغة مراجعة قصيرة. {}", "instruction_echo"),
        ("{} (كلمة السر ضاعت)", None),
        ("{} (التصنيف: ثدييات)", None),
        ("المطلوب كتابة الكسر في أبسط صورة. {}", None),
    ],
)
def test_conditions_of_an_order(form: str, code: str | None) -> None:
    """Length, difficulty and dialect in brackets stood beside an order; other words in brackets did not."""
    assert code == find_code(Echo(), text=form.format(BODY))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("مثال 3: {}", ("header", None)),
        ("المجال: مطاعم. {}", ("header", None)),
        ("- {}", ("header", None)),
        ("> {}", ("header", None)),
        ("• {}", ("header", None)),
        ("- كيف حالك؟ - بخير، والحمد لله. {}", (None, None)),
        ("{} - هكذا كان", (None, None)),
    ],
)
def test_labels_and_marks_at_the_head(text: str, codes: tuple[str | None, str | None]) -> None:
    """The label of an example and the mark of a list do not belong to a text; a talk may begin with a dash."""
    assert codes == tuple(find_code(Header(foreign), text=text.format(BODY)) for foreign in (False, True))


def test_an_option_may_begin_with_a_minus() -> None:
    """A variable with its sign is no item of a list."""
    assert None is find_code(Header(), question="ما معكوس س؟", A="- س", B="* س")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("{}\n---", "markup"),
        ("{}\n}},\n{{", "markup"),
        ("{{\n{}", "markup"),
        ("int main() {{\n{}\n}}", None),
        ("كان \\t {}", "markup"),
        ("كان \\begin{{equation}} {}", "markup"),
        ("\\begin{{align}} x &= 2 \\end{{align}} {}", None),
        ("{}\nثم عدنا - مسرعين - إلى البيت", None),
    ],
)
def test_marks_of_formats(form: str, code: str | None) -> None:
    """A line of dashes or braces at an end, a lone tab and an environment that is never closed are markup."""
    assert code == find_code(Markup(), text=form.format(BODY))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("وصل الطلب U+0645U+0639 الفاتورة", ("encoding_damage", "encoding_damage")),
        ("وصل الطï؟½ب مع الفاتورة", ("encoding_damage", "encoding_damage")),
        ("وصل الط□ب مع الفاتورة", ("encoding_damage", "encoding_damage")),
        ("وصل الط????ب مع الفاتورة", ("encoding_damage", None)),
        ("وصل الطلب????", (None, None)),
        ("الحرف U+0645 هو الميم", (None, None)),
        ("أكمل: □ + 3 = 7", (None, None)),
    ],
)
def test_letters_that_were_lost(text: str, codes: tuple[str | None, str | None]) -> None:
    """Numbers, boxes and signs of doubt in place of letters are damage; one number, a box of a sum and wonder pass."""
    assert codes == tuple(find_code(Encoding(foreign), text=text) for foreign in (False, True))


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("text", "زرت (اسم المدينة هنا) أمس", "placeholder"),
        ("text", "زرت $CITY_NAME أمس", "placeholder"),
        ("text", "زرت ____TODO____ أمس", "placeholder"),
        ("text", "زرت [...] أمس", "placeholder"),
        ("question", "قال الكاتب: كنت [...] ثم مضيت، فما معنى مضيت؟", None),
        ("text", "زرت س س س أمس", "placeholder"),
        ("text", "ارتفع سهم $TSLA أمس", None),
        ("question", "إذا كان س × س × س = 8 فما قيمة س؟", None),
    ],
)
def test_gaps(name: str, text: str, code: str | None) -> None:
    """Names of variables, of what belongs there and letters for it are gaps; shares and quotations have none."""
    assert code == find_code(Placeholder(), **{name: text})
