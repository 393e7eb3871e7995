"""Plain sums whose key, or whose explanation, says another result than arithmetic does."""

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from prompts.tasks.exams.checks.shape import find_right, list_option_keys
from prompts.tasks.exams.checks.values import read_number
from validators.base import Measures, Reading, Refusal

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
_SIGNS = str.maketrans("×÷−–∙·", "*/--**")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.")
_SUM = re.compile(r"[(]*[0-9][0-9 .()*/+^-]{0,58}[0-9)]")
_WORDED = (
    (re.compile(r"ضرب (\d{1,9}) (?:في|ب|×) ?(\d{1,9})"), r"\1*\2"),
    (re.compile(r"قسمه (\d{1,9}) علي (\d{1,9})"), r"\1/\2"),
    (re.compile(r"(?:جمع|مجموع) (?:العددين )?(\d{1,9}) (?:و|مع) ?(\d{1,9})"), r"\1+\2"),
    (re.compile(r"طرح (\d{1,9}) من (\d{1,9})"), r"\2-\1"),
    (re.compile(r"(\d{1,3})% من (?:العدد )?(\d{1,9})"), r"\1*\2/100"),
)
_EQUATION = re.compile(
    r"(?<![\w.,%^*/+=()-])(?<![*/+=^-] )([0-9]{1,9}(?:\.[0-9]{1,6})?) ?([-+*/]) ?([0-9]{1,9}(?:\.[0-9]{1,6})?) ?= ?"
    r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(?![\w,^%(]|\.\d| ?[-*/+^=(])"
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
        right = list_option_keys(reading)[find_right(reading)]
        stated = read_number(right) if right[-1:].isdigit() else None
        result = work_out(reading.texts["question"], reading.keys["question"]) if stated is not None else None
        if stated is not None and result is not None and not _is_near(stated, result):
            return Refusal("wrong_arithmetic", f"{result} and not {stated}: {reading.texts['question'][:100]}")
        explanation = reading.texts["explanation"]
        wrong = find_wrong_equation(explanation) if "=" in explanation else None
        return Refusal("wrong_arithmetic", wrong) if wrong else None


def work_out(question: str, key: str) -> Fraction | None:
    """Return the result of the sum that a question consists of, or None where it asks anything else."""
    for pattern, expression in _WORDED:
        if (match := pattern.search(key)) and _only_asks(pattern.sub(" ", key)):
            return evaluate(match.expand(expression))
    plain = question.translate(_SIGNS).translate(_DIGITS)
    sums = _SUM.findall(plain)
    if len(sums) != 1 or not _only_asks(key):
        return None
    expression = sums[0].strip()
    return None if expression.replace(".", "").isdigit() else evaluate(expression.replace("^", "**"))


def _only_asks(key: str) -> bool:
    return all(word in _ASKING for word in re.findall(r"[^\W\d_]+", key))


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
    for match in _EQUATION.finditer(text.translate(_SIGNS).translate(_DIGITS)):
        result = evaluate(f"{match[1]}{match[2]}{match[3]}")
        if result is not None and not _is_near(Fraction(match[4]), result):
            return match[0]
    return None


def _is_near(stated: Fraction, result: Fraction) -> bool:
    return stated == result or (result.denominator > 1 and abs(stated - result) <= abs(result) * ROUNDING)
