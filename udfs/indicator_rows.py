"""PT_CHECK_ROW and PT_CHECK_ROWS: what the rules say of indicator rows."""

from collections.abc import Iterable

import xlwings as xw

from udfs.arguments import RANGE, Values
from udfs.indicator_table import read_table, taxonomy_named
from udfs.ranges import ArgumentError, said
from udfs.settings_in_force import settings_in_force
from xladdin.domain.finding import Finding
from xladdin.rules.parts import check_rows

_TAXONOMY_HELP = "指标体系：2015版或2021版；可省略，由各行的一级、二级指标判断"


@xw.func
@xw.arg(
    "row",
    **RANGE,
    doc="一行指标：一级指标、二级指标、三级指标、绩效指标描述、指标值、指标值确定依据共 6 格；"
    "一级指标合并显示的表请用 PT_CHECK_ROWS",
)
@xw.arg("taxonomy", **RANGE, doc=_TAXONOMY_HELP)
@xw.ret("default")
def PT_CHECK_ROW(row: Values, taxonomy: Values = ()) -> str:
    """检查一行绩效指标：没有问题或整行空白时返回空文本，否则说明错在哪里、怎么改。"""
    if len(row) > 1:
        return f"应为一行指标，现为 {len(row)} 行：检查多行请用 PT_CHECK_ROWS"
    return PT_CHECK_ROWS(row, taxonomy)[0][0]


@xw.func
@xw.arg("rows", **RANGE, doc="指标表：6 列若干行，可以连同标题行；合并显示的一级指标按上一行计")
@xw.arg("taxonomy", **RANGE, doc=_TAXONOMY_HELP)
@xw.ret("default")
def PT_CHECK_ROWS(rows: Values, taxonomy: Values = ()) -> list[list[str]]:
    """逐行检查指标表，各行之间的重复也检查：返回与区域等高的一列，没有问题的行为空文本。"""
    try:
        table = read_table(rows)
        named = taxonomy_named(taxonomy)
        findings = check_rows(table.indicators, named, settings_in_force())
    except ArgumentError as error:
        return [[str(error)]]
    by_row: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=table.place):
        by_row.setdefault(table.place(finding)[0], []).append(finding)
    return [[_all_said(by_row.get(row, ()))] for row in range(1, table.height + 1)]


def _all_said(findings: Iterable[Finding]) -> str:
    return "".join(f"【{finding.severity.label}】{said(finding)}。" for finding in findings)
