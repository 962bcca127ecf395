"""PT_PARSE_VALUE: target values taken apart."""

import xlwings as xw

from udfs.arguments import RANGE, Values
from udfs.ranges import ArgumentError, CellResult, entry_of, why_not_judged
from udfs.settings_in_force import settings_in_force
from xladdin.domain.target_value import TargetValue, Vocabulary, parse_target_value
from xladdin.workbook.access import number_value


@xw.func
@xw.arg("values", **RANGE, doc="指标值：一个单元格或一列，如 ≥95%、360元/年/村、7月底")
@xw.ret("default")
def PT_PARSE_VALUE(values: Values) -> list[list[CellResult]]:
    """把指标值拆成四列：比较、数值、单位、类型；每个指标值一行，空白返回四个空文本。"""
    if any(len(row) > 1 for row in values):
        return [["指标值应为一列：请只选一列，结果在右侧占四列"]]
    try:
        vocabulary = settings_in_force().vocabulary
    except ArgumentError as error:
        return [[str(error), "", "", ""]]
    return [_parts(value, vocabulary) for row in values for value in row]


def _parts(value: object, vocabulary: Vocabulary) -> list[CellResult]:
    entry = entry_of(value)
    complaint = why_not_judged(entry)
    if complaint or entry.is_blank:
        return [complaint, "", "", ""]
    target = parse_target_value(entry.text, vocabulary)
    return [
        target.comparison.value if target.comparison else "",
        _number(target),
        target.unit,
        target.kind.label,
    ]


def _number(target: TargetValue) -> CellResult:
    """A number as such where a cell keeps all of it, else as text; a range as text, 5-10."""
    lower, upper = target.number, target.upper_number
    if lower is None:
        return ""
    if upper is not None:
        return f"{lower:f}-{upper:f}"
    return float(lower) if number_value(float(lower)) == lower else f"{lower:f}"
