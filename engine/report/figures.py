"""What the figures of an evaluation are called, and how their values are written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.report.bilingual import Text

SHARE, NUMBER, COUNT, WORDS, SAID = "share", "number", "count", "words", "said"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the evaluation's report.

    Attributes:
        path: Where it stands in its part.
        kind: How it is written: a share in percent, a number, a count, words of the data, or a sentence of the program.
        other: Where the same figure of real items stands; empty where there is none.
        interval: Where its 95% interval stands; empty where it can have none.
    """

    path: str
    name: Text
    kind: str = NUMBER
    other: str = ""
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that was measured; `theirs` is None where real items have none, `interval` where none was taken."""

    name: Text
    kind: str
    ours: Any
    theirs: Any = None
    interval: tuple[float, float] | None = None


LENGTHS = (
    Figure("ours.rows", Text("عدد الصفوف", "Rows"), COUNT, "real.rows"),
    Figure("ours.length_mean", Text("متوسط الطول (كلمات)", "Mean length (words)"), NUMBER, "real.length_mean"),
    Figure("ours.length_sd", Text("الانحراف المعياري للطول", "Length, standard deviation"), NUMBER, "real.length_sd"),
    Figure("ours.vocabulary", Text("كلمات مختلفة", "Distinct words"), COUNT, "real.vocabulary"),
    Figure(
        "vocabulary_equal_size.ours",
        Text("كلمات مختلفة عند تساوي الحجم", "Distinct words at equal size"),
        COUNT,
        "vocabulary_equal_size.real",
    ),
    *(
        Figure(
            f"distinct_{size}_equal_size.ours",
            Text(f"distinct‑{size} عند تساوي الحجم", f"distinct‑{size} at equal size"),
            NUMBER,
            f"distinct_{size}_equal_size.real",
        )
        for size in (1, 2)
    ),
    Figure("ours.ttr", Text("نسبة الأنواع إلى الكلمات", "Type-token ratio"), NUMBER, "real.ttr"),
    Figure("ours.mtld", Text("مقياس التنوع المعجمي MTLD", "Lexical diversity (MTLD)"), NUMBER, "real.mtld"),
    Figure(
        "mtld_equal_size.ours",
        Text("مقياس MTLD عند تساوي الحجم", "MTLD at equal size"),
        NUMBER,
        "mtld_equal_size.real",
    ),
)
FIDELITY = (
    Figure("length_mean_difference", Text("فرق متوسط الطول (كلمات)", "Difference of mean length (words)")),
    Figure(
        "length_sd_difference",
        Text("فرق الانحراف المعياري للطول", "Difference of the lengths' standard deviations"),
    ),
    Figure("length_wasserstein", Text("مسافة واسرشتاين بين الأطوال", "Wasserstein distance of lengths")),
    Figure("label_l1_to_target", Text("بُعد التصنيفات عن الخطة (L1)", "Labels, distance from the plan (L1)")),
    Figure("label_l1", Text("بُعد التصنيفات عن البيانات الحقيقية (L1)", "Labels, distance from real data (L1)")),
    Figure("vocabulary_jaccard", Text("تشابه المفردات (جاكار)", "Vocabulary in common (Jaccard)")),
    Figure(
        "vocabulary_overlap",
        Text("نصيب كلمات النصوص الحقيقية المعروفة هنا", "Share of real word use that is known here"),
        SHARE,
    ),
    Figure(
        "bigram_overlap",
        Text("نصيب أزواج كلماتنا الواردة في النصوص الحقيقية", "Share of our word pairs that real texts have"),
        SHARE,
    ),
    Figure(
        "bigram_overlap_of_real",
        Text("نصيب أزواج النصوص الحقيقية الواردة هنا", "Share of real word pairs that our texts have"),
        SHARE,
    ),
    Figure("distance.mmd2", Text("التباين الأقصى للمتوسطات (MMD²)", "Maximum mean discrepancy (MMD²)")),
    Figure("distance.mmd_p_value", Text("القيمة الاحتمالية لاختبار MMD", "p-value of the MMD test")),
    Figure(
        "distance.neighbours_alike",
        Text("أقرب جار من الجهة نفسها (0.5: لا فرق)", "Nearest neighbour of the same side (0.5: no difference)"),
    ),
    Figure("distance.neighbours_p_value", Text("القيمة الاحتمالية لاختبار الجيران", "p-value of the neighbour test")),
)
DIVERSITY = (
    Figure("top_opening", Text("أكثر المطالع تكرارًا", "Commonest opening"), WORDS, "real.top_opening"),
    Figure("top_opening_share", Text("نصيب أكثر المطالع", "Share of that opening"), SHARE, "real.top_opening_share"),
    Figure("top_opening_bigram", Text("أكثر المطالع من كلمتين", "Commonest opening pair"), WORDS),
    Figure(
        "top_opening_bigram_share",
        Text("نصيب أكثر المطالع من كلمتين", "Share of that pair"),
        SHARE,
        "real.top_opening_bigram_share",
    ),
    Figure("top_topic", Text("أكثر العبارات ورودًا", "Commonest phrase"), WORDS, "real.top_topic"),
    Figure(
        "top_topic_share",
        Text("نصيب الصفوف التي ترد فيها", "Share of rows that have it"),
        SHARE,
        "real.top_topic_share",
    ),
    Figure("distinct_1", Text("كلمات مختلفة (distinct‑1)", "Distinct words (distinct‑1)"), NUMBER),
    Figure("distinct_2", Text("أزواج مختلفة (distinct‑2)", "Distinct pairs (distinct‑2)"), NUMBER),
    Figure("item_ttr", Text("نسبة الأنواع إلى الكلمات في الصف الواحد", "Type-token ratio of a single row")),
    Figure("arabic_ratio.mean", Text("نسبة الحروف العربية", "Share of Arabic letters"), SHARE),
    Figure("top_right_option", Text("أكثر الإجابات الصحيحة تكرارًا", "Commonest right option"), WORDS),
    Figure("top_right_option_share", Text("نصيبها من الصفوف", "Share of rows that have it as answer"), SHARE),
    Figure(
        "right_longest_share",
        Text("صفوف إجابتها الصحيحة أطول الخيارات", "Rows whose right option is the longest"),
        SHARE,
    ),
)
SCORES = (
    Figure(
        "tstr",
        Text("تدريب على الصفوف واختبار على الحقيقي (TSTR)", "Trained on the rows, tested on real items (TSTR)"),
        interval="ci",
    ),
    Figure(
        "tstr_equal",
        Text(
            "TSTR بعدد صفوف يساوي عدد عناصر التدريب الحقيقي", "TSTR with as many rows as there are real training items"
        ),
        interval="tstr_equal_ci",
    ),
    Figure(
        "trtr", Text("تدريب واختبار على الحقيقي (TRTR)", "Trained and tested on real items (TRTR)"), interval="trtr_ci"
    ),
    Figure(
        "trtr_equal",
        Text("TRTR بعدد العناصر نفسه", "TRTR with as many items"),
        interval="trtr_equal_ci",
    ),
    Figure("augmented", Text("تدريب على الاثنين معًا", "Trained on both"), interval="augmented_ci"),
    Figure("chance", Text("التخمين", "Chance")),
    Figure("shuffled", Text("تدريب بتصنيفات مخلوطة", "Trained with shuffled labels"), interval="shuffled_ci"),
    Figure(
        "trts",
        Text("تدريب على الحقيقي واختبار على الصفوف (TRTS)", "Trained on real items, tested on the rows (TRTS)"),
        interval="trts_ci",
    ),
)
UTILITY = (
    Figure("gap", Text("الفارق عن التدريب الحقيقي", "Gap to training on real items"), interval="gap_ci"),
    Figure(
        "gap_equal",
        Text("الفارق عنه عند تساوي عدد الصفوف", "Gap to it with as many rows"),
        interval="gap_equal_ci",
    ),
    Figure("gain", Text("الكسب من إضافة الصفوف", "Gain from adding the rows"), interval="gain_ci"),
    Figure("overlap", Text("صفوف هي عناصر حقيقية", "Rows that are real items"), SHARE),
)
PRIVACY = (
    Figure("personal.rows", Text("صفوف فيها بيانات شخصية", "Rows with personal data"), COUNT),
    Figure("nearest_protected.rows", Text("صفوف قورنت بها", "Rows compared with protected items"), COUNT),
    Figure("personal.share", Text("نصيبها من الصفوف", "Their share of the rows"), SHARE, interval="personal.ci"),
    Figure("nearest_protected.items", Text("عناصر محميّة قورنت بها", "Protected items compared with"), COUNT),
    Figure("nearest_protected.max", Text("أعلى شبه بعنصر محميّ", "Highest likeness to a protected item")),
    Figure(
        "nearest_protected.mean", Text("متوسط الشبه بأقرب عنصر محميّ", "Mean likeness to the nearest protected item")
    ),
    Figure(
        "nearest_protected.share_near",
        Text("صفوف شبهها أعلى من 0.8", "Rows with a likeness above 0.8"),
        SHARE,
        interval="nearest_protected.share_near_ci",
    ),
    Figure(
        "differential_privacy.epsilon",
        Text("فقد الخصوصية ε لأرقام أسلوب البذور", "Privacy loss ε of the figures of the seeds' style"),
    ),
    Figure("canaries.planted", Text("نصوص زُرعت للكشف", "Planted canaries"), COUNT),
    Figure("canaries.exposed", Text("ما ظهر منها", "Canaries that came back"), COUNT),
)
MEMBERSHIP = (
    Figure("reason", Text("لم يُجرَ الاختبار", "Not measured"), SAID),
    Figure("members", Text("ما ربما عُرف", "What may have been known"), SAID),
    Figure("control", Text("عناصر المقارنة", "Control items"), SAID),
    Figure("member_items", Text("عناصر ربما عُرفت", "Items that may have been known"), COUNT),
    Figure("control_items", Text("عناصر لم تُعرف، للمقارنة", "Control items, which were not"), COUNT),
    Figure("auc", Text("المساحة تحت المنحنى AUC (0.5: لا يكشف شيئًا)", "AUC (0.5: gives nothing away)"), interval="ci"),
    Figure("p_value", Text("القيمة الاحتمالية", "p-value")),
    Figure(
        "closer_to_members",
        Text("صفوف أقرب عنصر إليها مما ربما عُرف", "Rows whose nearest item may have been known"),
        SHARE,
    ),
    Figure("closer_by_chance", Text("نصيبها لو لم يُحفظ شيء", "What that is where nothing is known by heart"), SHARE),
    Figure("member_similarity", Text("شبه ما ربما عُرف بأقرب صف إليه", "Likeness of known items to their nearest row")),
    Figure("control_similarity", Text("شبه عناصر المقارنة بأقرب صف", "Likeness of control items to theirs")),
)
PERSONA = (
    Figure("personas", Text("عدد الشخصيات", "Personas"), COUNT),
    Figure("rows", Text("صفوف لها شخصية", "Rows with a persona"), COUNT),
    Figure("rows_without", Text("صفوف بلا شخصية", "Rows without one"), COUNT),
    Figure("most_rows", Text("أكثر صفوف لشخصية واحدة", "Most rows of one persona"), COUNT),
    Figure("fewest_rows", Text("أقل صفوف لشخصية واحدة", "Fewest rows of one persona"), COUNT),
    Figure("evenness", Text("تساوي أنصبة الشخصيات (1: متساوية)", "Evenness over personas (1: even)")),
    Figure("distinct_openings", Text("مطالع مختلفة", "Distinct openings"), SHARE),
    Figure("within", Text("الشبه بين صفوف الشخصية الواحدة", "Likeness within a persona")),
    Figure("between", Text("الشبه بين صفوف شخصيات مختلفة", "Likeness between personas")),
    Figure("p_value", Text("القيمة الاحتمالية لأن يكون للشخصيات صوت", "p-value: do personas have a voice")),
    Figure("relatives.parents", Text("أصول أعيدت صياغتها", "Parents that were rewritten"), COUNT),
    Figure("relatives.mean", Text("متوسط الشبه بين صياغات الأصل الواحد", "Mean likeness of rewrites of one parent")),
    Figure("relatives.max", Text("أعلى شبه بينها", "Highest likeness of these")),
    Figure("relatives.share_alike", Text("أزواج منها شبهها أعلى من 0.8", "Pairs of these above 0.8"), SHARE),
    Figure(
        "relatives.same_right_option",
        Text("أزواج منها لها الإجابة نفسها", "Pairs of these with the same right option"),
        SHARE,
    ),
    Figure("to_parent.mean", Text("متوسط شبه الصياغة بأصلها", "Mean likeness of a rewrite to its parent")),
    Figure(
        "to_parent.share_alike", Text("صياغات تكاد تكون نسخة من أصلها", "Rewrites that are as good as copies"), SHARE
    ),
    Figure("to_parent.share_drifted", Text("صياغات ابتعدت عن موضوع أصلها", "Rewrites on something else"), SHARE),
)
TARGETS: Mapping[str, tuple[Text, str]] = {
    "quality_score": (Text("صفوف تجتاز جميع الفحوص", "Rows that pass every check"), SHARE),
    "length_mean_difference": (Text("فرق متوسط الطول (كلمات)", "Difference of mean length (words)"), NUMBER),
    "label_l1": (Text("بُعد التصنيفات عن الخطة (L1)", "Labels, distance from the plan (L1)"), NUMBER),
    "ttr": (Text("نسبة الأنواع إلى الكلمات", "Type-token ratio"), NUMBER),
    "top_opening_share": (Text("نصيب أكثر المطالع", "Share of the commonest opening"), SHARE),
    "utility_gap": (Text("الفارق عن التدريب الحقيقي", "Gap to training on real items"), NUMBER),
    "protected_max": (Text("أعلى شبه بعنصر محميّ", "Highest likeness to a protected item"), NUMBER),
    "protected_mean": (Text("متوسط الشبه بأقرب عنصر محميّ", "Mean likeness to the nearest protected item"), NUMBER),
    "protected_share_near": (Text("صفوف شبهها أعلى من 0.8", "Rows with a likeness above 0.8"), SHARE),
    "canaries_exposed": (Text("نصوص مزروعة ظهرت", "Canaries that came back"), COUNT),
    "tstr": (Text("درجة TSTR", "TSTR score"), NUMBER),
    "tstr_above_chance": (Text("الحد الأدنى لدرجة TSTR فوق التخمين", "Lower end of TSTR above chance"), NUMBER),
}


_MEASURES = {
    "token_jaccard": Text("كلمات مشتركة (جاكار)", "Shared words (Jaccard)"),
    "span_containment": Text("مقاطع منسوخة (احتواء)", "Copied runs of characters (containment)"),
    "tfidf_cosine": Text("كلمات موزونة (TF-IDF)", "Weighed words (TF-IDF cosine)"),
}


def name_measure(name: str) -> Text:
    """Return what a measure of likeness is called; one that is not known is called by its words."""
    words = name.replace("_", " ")
    return _MEASURES.get(name, Text(words, words))


def name_target(name: str) -> tuple[Text, str]:
    """Return what a target is called and how its value is written; one that is not known is called by its words."""
    words = name.replace("_", " ")
    return TARGETS.get(name, (Text(words, words), NUMBER))


def list_lines(part: Mapping[str, Any], figures: Sequence[Figure]) -> list[Line]:
    """Return the figures that were measured."""
    return [*_find_lines(part, figures)]


def _find_lines(part: Mapping[str, Any], figures: Sequence[Figure]) -> Iterator[Line]:
    for figure in figures:
        ours = _find(part, figure.path)
        if ours is not None and ours != "":
            theirs = _find(part, figure.other) if figure.other else None
            yield Line(figure.name, figure.kind, ours, theirs, read_interval(_find(part, figure.interval)))


def read_interval(found: Any) -> tuple[float, float] | None:
    """Return both ends of an interval as the evaluation states it; None where it states none."""
    return (float(found[0]), float(found[1])) if isinstance(found, list | tuple) and len(found) == 2 else None


def _find(part: Any, path: str) -> Any:
    for name in path.split("."):
        part = part.get(name) if isinstance(part, Mapping) else None
    return part
