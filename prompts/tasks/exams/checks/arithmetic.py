"""Plain sums whose key, or whose explanation, says another result than arithmetic does."""

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from prompts.tasks.exams.checks.values import read_number
from validators.base import Measures, Reading, Refusal
from validators.late import compile_late

ROUNDING = Fraction(2, 100)
"""Share by which a stated result may miss one that is no whole number; results are rounded."""

_ASKING = frozenset(
    {
        *("ما", "ماهو", "ماهي", "هو", "هي", "كم", "ناتج", "حاصل", "قيمه", "نتيجه", "الناتج", "النتيجه", "القيمه"),
        *("احسب", "اوجد", "جد", "عين", "حدد", "اختر", "يساوي", "تساوي", "ان", "يكون", "تكون", "العمليه", "عمليه"),
        *("الحسابيه", "المساله", "المقدار", "التعبير", "العددي", "الصحيح", "الصحيحه", "التالي", "التاليه"),
        *("الاتي", "الاتيه", "ضرب", "جمع", "طرح", "قسمه", "الضرب", "الجمع", "الطرح", "القسمه", "مجموع"),
        *("العددين", "الاعداد", "العدد", "حل", "بدقه", "هذه", "هذا"),
    }
)
_PLAIN = str.maketrans("×÷−–∙·٠١٢٣٤٥٦٧٨٩٫", "*/--**0123456789.")
_SUM = compile_late(r"[(]*[0-9][0-9 .()*/+^-]{0,58}[0-9)]")
_WORDED = (
    (compile_late(r"ضرب (\d{1,9}) (?:في|ب|×) ?(\d{1,9})"), r"\1*\2"),
    (compile_late(r"قسمه (\d{1,9}) علي (\d{1,9})"), r"\1/\2"),
    (compile_late(r"(?:جمع|مجموع) (?:العددين )?(\d{1,9}) (?:و|مع) ?(\d{1,9})"), r"\1+\2"),
    (compile_late(r"طرح (\d{1,9}) من (\d{1,9})"), r"\2-\1"),
    (compile_late(r"(\d{1,3})% من (?:العدد )?(\d{1,9})"), r"\1*\2/100"),
)
_RATIO = compile_late(r"(?<![\u0621-\u0652]):")  # a colon that follows no word may divide
_AROUND = frozenset(' \t\r\n\u00a0؟?.:،؛()[]«»"“”=…_ًٌٍَُِّْ')
_NUMERAL = frozenset("-−–0123456789٠١٢٣٤٥٦٧٨٩")
"""Signs that a number begins with."""
_BARE = compile_late(r"-?[0-9]{1,12}(?:\.[0-9]{1,9}|(?:,[0-9]{3}){1,3})?(?:/[0-9]{1,9})?")
_FUNCTIONS = frozenset(
    {
        *("جذر", "الجذر", "التربيعي", "التكعيبي", "مربع", "مكعب", "مضروب", "لوغاريتم", "لو", "جا", "جتا", "ظا", "نصف"),
        *("ثلث", "ربع", "خمس", "ضعف", "معكوس", "مقلوب", "log", "ln", "sin", "cos", "tan", "sqrt"),
    }
)
_LAST_WORD = compile_late(r"([^\W\d_]+)[ (:]*$")
_EQUATION = compile_late(
    r"(?<![\w.,٬%^*/+=()√∛|-])(?<![*/+=^√∛|-] )(?<!\d:)(?<!\d: )(?<!\d : )(?<!\d[^\S\n])"
    r"([0-9]{1,9}(?:\.[0-9]{1,6})?) ?([-+*/]) ?([0-9]{1,9}(?:\.[0-9]{1,6})?) ?= ?"
    r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(?![\w,٬^%!(√∛|]|\.\d| ?[-*/+^=(√∛|]| ?:[^\S\n]?\d|[^\S\n]\d)"
)
_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Refuses a question that asks for a sum alone and keys another number, and an explanation that adds up wrongly.

    Only what is beyond doubt is judged: one expression of whole or decimal numbers, a right option that is a bare
    number; nothing in computer science, where numbers have other bases.
    """

    codes = ("wrong_arithmetic",)

    def judge(self, reading: Reading, measures: Measures) -> Refusal | None:  # noqa: ARG002
        """Return a refusal with what was asked or said."""
        if reading.fields.get("subject") == "computer_science":
            return None
        stated = read_bare(reading.texts[reading.fields["answer"]])
        result = work_out(reading.texts["question"], reading.keys["question"]) if stated is not None else None
        if stated is not None and result is not None and not _is_near(stated, result):
            return Refusal("wrong_arithmetic", f"{result} and not {stated}: {reading.texts['question'][:100]}")
        explanation = reading.texts["explanation"]
        wrong = find_wrong_equation(explanation) if "=" in explanation else None
        return Refusal("wrong_arithmetic", wrong) if wrong else None


def read_bare(option: str) -> Fraction | None:
    """Return the number that an option consists of as it stands; None where it holds a unit or any other sign."""
    if option.lstrip(" .٫")[:1] not in _NUMERAL:
        return None
    plain = option.translate(_PLAIN).strip(" .")
    match = _BARE.match(plain)
    if match is None or match.end() < len(plain):
        return None
    return read_number(match[0])


def work_out(question: str, key: str) -> Fraction | None:
    """Return the result of the sum that a question consists of, or None where it asks anything else."""
    plain = question.translate(_PLAIN)
    for pattern, expression in _WORDED:
        match = pattern.search(key)
        if match and _only_asks(pattern.sub(" ", key)) and _states_only(plain, match):
            return evaluate(match.expand(expression))
    match = _SUM.search(plain)
    if match is None or not _only_asks(key) or not _is_empty(plain[: match.start()], plain[match.end() :]):
        return None
    expression = match[0].strip()
    return None if expression.replace(".", "").isdigit() else evaluate(expression.replace("^", "**"))


def _only_asks(key: str) -> bool:
    return all(word in _ASKING for word in re.findall(r"[^\W\d_]+", key))


def _states_only(plain: str, match: re.Match[str]) -> bool:
    """Return whether a question has the two numbers of a worded sum and nothing else that could change them."""
    numbers = list(re.finditer("[0-9]+", plain))
    if [number[0] for number in numbers] != [match[1], match[2]]:
        return False
    first, second = numbers
    between = plain[first.end() : second.start()]
    if match[0].startswith(f"{match[1]}%"):
        between = between.lstrip().removeprefix("%").removeprefix("٪")
    return _is_empty(plain[: first.start()], between) and _is_empty(between, plain[second.end() :])


def _is_empty(before: str, after: str) -> bool:
    """Return whether what stands around an expression holds words and their punctuation alone: no digit, no sign."""
    rest = _RATIO.sub("!", before + "\n" + after)
    return not before.endswith(".") and all(each.isalpha() or each in _AROUND for each in rest)


def evaluate(expression: str) -> Fraction | None:
    """Return the value of an expression of numbers, brackets and + - * /; None where it is anything else."""
    try:
        return _evaluate(ast.parse(expression.strip(), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError, KeyError, RecursionError, MemoryError):
        return None


def _evaluate(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_evaluate(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Fraction(str(node.value))
    raise ValueError


def find_wrong_equation(text: str) -> str | None:
    """Return the first plain equation `a + b = c` of a text that does not hold."""
    plain = text.translate(_PLAIN)
    for match in _EQUATION.finditer(plain):
        result = evaluate(f"{match[1]}{match[2]}{match[3]}")
        if result is not None and not _is_near(Fraction(match[4]), result) and not _is_applied(plain, match.start()):
            return match[0]
    return None


def _is_applied(text: str, place: int) -> bool:
    """Return whether the word before a place is a root, a square or the like, which takes the number behind it."""
    word = _LAST_WORD.search(text[max(0, place - 20) : place])
    return word is not None and word[1] in _FUNCTIONS


def _is_near(stated: Fraction, result: Fraction) -> bool:
    return stated == result or (result.denominator > 1 and abs(stated - result) <= abs(result) * ROUNDING)
