"""What the figures of an evaluation are called, and how their values are written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.report.bilingual import Text

SHARE, NUMBER, COUNT, WORDS = "share", "number", "count", "words"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the evaluation's report.

    Attributes:
        path: Where it stands in its part.
        kind: How it is written: a share in percent, a number, a count, or words of the data.
        other: Where the same figure of real items stands; empty where there is none.
    """

    path: str
    name: Text
    kind: str = NUMBER
    other: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that was measured; `theirs` is None where real items have none."""

    name: Text
    kind: str
    ours: Any
    theirs: Any = None


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
        Text("نصيب أزواج كلمات النصوص الحقيقية الواردة هنا", "Share of real word pairs that are known here"),
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
UTILITY = (
    Figure(
        "tstr", Text("تدريب على الصفوف واختبار على الحقيقي (TSTR)", "Trained on the rows, tested on real items (TSTR)")
    ),
    Figure("trtr", Text("تدريب واختبار على الحقيقي (TRTR)", "Trained and tested on real items (TRTR)")),
    Figure("augmented", Text("تدريب على الاثنين معًا", "Trained on both")),
    Figure("chance", Text("التخمين", "Chance")),
    Figure("shuffled", Text("تدريب بتصنيفات مخلوطة", "Trained with shuffled labels")),
    Figure(
        "trts", Text("تدريب على الحقيقي واختبار على الصفوف (TRTS)", "Trained on real items, tested on the rows (TRTS)")
    ),
    Figure("gap", Text("الفارق عن التدريب الحقيقي", "Gap to training on real items")),
    Figure("gain", Text("الكسب من إضافة الصفوف", "Gain from adding the rows")),
    Figure("overlap", Text("صفوف هي عناصر حقيقية", "Rows that are real items"), SHARE),
)
PRIVACY = (
    Figure("personal.rows", Text("صفوف فيها بيانات شخصية", "Rows with personal data"), COUNT),
    Figure("nearest_protected.rows", Text("صفوف قورنت بها", "Rows compared with protected items"), COUNT),
    Figure("nearest_protected.items", Text("عناصر محميّة قورنت بها", "Protected items compared with"), COUNT),
    Figure("nearest_protected.max", Text("أعلى شبه بعنصر محميّ", "Highest likeness to a protected item")),
    Figure(
        "nearest_protected.mean", Text("متوسط الشبه بأقرب عنصر محميّ", "Mean likeness to the nearest protected item")
    ),
    Figure("nearest_protected.share_near", Text("صفوف شبهها أعلى من 0.8", "Rows with a likeness above 0.8"), SHARE),
    Figure(
        "membership.auc",
        Text("اختبار العضوية، AUC (0.5: لا يكشف شيئًا)", "Membership test, AUC (0.5: gives nothing away)"),
    ),
    Figure(
        "differential_privacy.epsilon",
        Text("فقد الخصوصية ε لأرقام أسلوب البذور", "Privacy loss ε of the figures of the seeds' style"),
    ),
    Figure("canaries.planted", Text("نصوص زُرعت للكشف", "Planted canaries"), COUNT),
    Figure("canaries.exposed", Text("ما ظهر منها", "Canaries that came back"), COUNT),
)
PERSONA = (
    Figure("personas", Text("عدد الشخصيات", "Personas"), COUNT),
    Figure("rows", Text("صفوف لها شخصية", "Rows with a persona"), COUNT),
    Figure("rows_without", Text("صفوف بلا شخصية", "Rows without one"), COUNT),
    Figure("evenness", Text("تساوي أنصبة الشخصيات", "Evenness over personas")),
    Figure("distinct_openings", Text("مطالع مختلفة", "Distinct openings"), SHARE),
    Figure("within", Text("الشبه بين صفوف الشخصية الواحدة", "Likeness within a persona")),
    Figure("between", Text("الشبه بين صفوف شخصيات مختلفة", "Likeness between personas")),
    Figure("relatives.parents", Text("أصول أعيدت صياغتها", "Parents that were rewritten"), COUNT),
    Figure("relatives.mean", Text("متوسط الشبه بين صياغات الأصل الواحد", "Mean likeness of rewrites of one parent")),
    Figure("relatives.max", Text("أعلى شبه بينها", "Highest likeness of these")),
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


def list_lines(part: Mapping[str, Any], figures: Sequence[Figure]) -> list[Line]:
    """Return the figures that were measured."""
    return [*_find_lines(part, figures)]


def _find_lines(part: Mapping[str, Any], figures: Sequence[Figure]) -> Iterator[Line]:
    for figure in figures:
        ours = _find(part, figure.path)
        if ours is not None and ours != "":
            yield Line(figure.name, figure.kind, ours, _find(part, figure.other) if figure.other else None)


def _find(part: Any, path: str) -> Any:
    for name in path.split("."):
        part = part.get(name) if isinstance(part, Mapping) else None
    return part
