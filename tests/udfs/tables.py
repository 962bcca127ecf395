"""Indicator tables and amounts as they stand in a sheet's cells."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.udfs.excel_process import currency, date, error, percent

Row = list[Any]
HEADINGS = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
GOOD = ["产出指标", "数量指标", "保障人数", "保障的人数", "5人", "招聘公告"]
BLANK: Row = [None] * 6

CENTS = st.integers(0, 10**12)
"""Amounts in hundredths of 1 万元, up to 100 万亿元: more than any budget."""


def row_with(**cells: Any) -> Row:
    """The good row with cells changed: ``row_with(target_value="≥95")``."""
    keys = ("level1", "level2", "level3", "description", "target_value", "basis")
    return [cells.get(key, good) for key, good in zip(keys, GOOD, strict=True)]


def cost(name: str, target_value: Any, **cells: Any) -> Row:
    """A row that states a cost."""
    said = {"level2": "成本指标", "description": f"{name}的数额", **cells}
    return row_with(level3=name, target_value=target_value, **said)


def amount(hundredths: int) -> float:
    """An amount as Excel keeps it."""
    return float(Fraction(hundredths, 100))


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=12),
    st.sampled_from(
        [*HEADINGS, *GOOD, "成本指标", "≤3万元", "360元/人", "95", "合计", "2.某项目绩效目标表"]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.25, 0.5, 1.0, 13.48]),
    st.floats(0, 1).map(percent),
    st.decimals(-(10**9), 10**9, places=4).map(str).map(currency),
    st.dates().map(str).map(date),
    st.sampled_from(["#N/A", "#REF!", "#CALC!", "of next year"]).map(error),
)
"""Whatever can stand in a cell."""
