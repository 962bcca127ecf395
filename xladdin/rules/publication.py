"""Rule on the document that a department publishes: its parts, its tables, its totals."""

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.domain.content import Amount
from xladdin.domain.department import Department
from xladdin.domain.finding import Severity
from xladdin.domain.money import exact_text
from xladdin.domain.numerals import chinese_number
from xladdin.domain.project import BudgetProject
from xladdin.domain.project_code import normalize_code
from xladdin.domain.publication import PublishedDocument, PublishedTable, PublishedTotals
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import budget_of, part_of_budget, total
from xladdin.rules.registry import Problem, Problems, department_rule

_PART = re.compile(r"第(?P<number>[一二三四五六七八九十]+)部分")
_NUMERALS = "一二三四五六七八九十"
_SHOWN_ROWS = 5


@department_rule("D08", Severity.ERROR, "公开文本")
def document_sound(department: Department, _context: Context) -> Problems:
    """公开文本按第一部分、第二部分编号；每张表写明“单位：万元”，空白的格子还在；金额与汇总的一致。

    公开后再改影响很大：缺了金额单位的表会被误读，丢了空白格的表会错位，金额要与汇总的每个项目对得上。
    还没有生成公开文本时不检查。

    来源：公开样例
    """
    document = department.publication
    if document is None:
        return
    yield from _parts_numbered(document)
    for table in document.tables:
        yield from _table_sound(table)
    yield from _amounts_agree(document, department)
    if document.totals is not None:
        yield from _totals_agree(document, document.totals)


def _parts_numbered(document: PublishedDocument) -> Iterator[Problem]:
    for number, part in enumerate(document.parts, 1):
        found = _PART.match(squeeze(part.heading))
        expected = f"第{_NUMERALS[number - 1]}部分" if number <= len(_NUMERALS) else ""
        if found is None or chinese_number(found["number"]) != number:
            stated = f"编号是“{found[0]}”" if found else "没有部分编号"
            yield Problem(
                part.at,
                f"标题{quoted(part.heading)}{stated}，应为“{expected}”",
                f"标题前写“{expected}”",
            )


def _table_sound(table: PublishedTable) -> Iterator[Problem]:
    name = quoted(table.project_name)
    if squeeze(table.amount_unit) != squeeze(layout.AMOUNT_UNIT):
        stated = f"金额单位写的是{quoted(table.amount_unit)}" if table.amount_unit.strip() else ""
        yield Problem(
            table.at,
            f"项目{name}的表{stated or '没有写金额单位'}",
            f"在表的右上方写“{layout.AMOUNT_UNIT}”",
        )
    if not table.unit_line.strip():
        yield Problem(table.at, f"项目{name}的表没有写明单位", "在表的左上方写单位编码和单位名称")
    lacking = [row for row in table.rows if row.cells != row.expected_cells]
    if lacking:
        shown = "；".join(
            f"第 {row.number} 行应有 {row.expected_cells} 格，现为 {row.cells} 格"
            for row in lacking[:_SHOWN_ROWS]
        )
        count = f"；……共 {len(lacking)} 行" if len(lacking) > _SHOWN_ROWS else ""
        yield Problem(
            table.at,
            f"项目{name}的表缺了格子：{shown}{count}",
            "空白的内容也要保留格子，否则后面的内容错位",
        )


def _amounts_agree(document: PublishedDocument, department: Department) -> Iterator[Problem]:
    """Each table states what the project's sheet states; every project has its table."""
    sheets = {
        normalize_code(project.project_code.text): project
        for submission in department.used
        for project in submission.projects
    }
    published: set[str] = set()
    for table in document.tables:
        code = normalize_code(table.project_code)
        published.add(code)
        if code in sheets:
            yield from _as_on_sheet(table, sheets[code])
        elif sheets:
            yield Problem(
                table.at,
                f"公开文本中的项目 {code} {quoted(table.project_name)}不在汇总的项目里",
                "重新生成公开文本；项目已取消的，从文本中删去",
            )
    for code, project in sheets.items():
        if code not in published:
            yield Problem(
                project.project_code,
                f"项目 {code} {quoted(project.project_name.text)}不在公开文本里",
                "重新生成公开文本",
            )


def _as_on_sheet(table: PublishedTable, project: BudgetProject) -> Iterator[Problem]:
    for label, stated, on_sheet in (
        (layout.BUDGET.label, table.budget, budget_of(project)),
        (layout.FISCAL.defined_name, table.fiscal, part_of_budget(project.fiscal)),
        (layout.OTHER.label, table.other, part_of_budget(project.other)),
    ):
        known = _or_zero(stated)
        if on_sheet is not None and known != on_sheet:
            shown = f"{exact_text(known)} 万元" if known is not None else quoted(str(stated))
            yield Problem(
                table.at,
                f"项目{quoted(table.project_name)}的{label}在公开文本里是 {shown}，"
                f"项目表是 {exact_text(on_sheet)} 万元",
                "以核对后的数为准，重新生成公开文本",
            )


def _totals_agree(document: PublishedDocument, totals: PublishedTotals) -> Iterator[Problem]:
    for label, stated, parts in (
        (layout.BUDGET.label, totals.budget, [table.budget for table in document.tables]),
        (layout.FISCAL.defined_name, totals.fiscal, [table.fiscal for table in document.tables]),
        (layout.OTHER.label, totals.other, [table.other for table in document.tables]),
    ):
        known, of_tables = _or_zero(stated), total(map(_or_zero, parts))
        if of_tables is not None and known is not None and known != of_tables:
            yield Problem(
                totals.at,
                f"公开文本的{label}合计 {exact_text(known)} 万元，{len(parts)} 张表之和为 "
                f"{exact_text(of_tables)} 万元，相差 {exact_text(abs(known - of_tables))} 万元",
                "重新生成公开文本，合计按各表之和",
            )


def _or_zero(amount: Amount) -> Decimal | None:
    """The amount, blank counting 0; None for a text that is no number."""
    if amount is None:
        return Decimal(0)
    return amount if isinstance(amount, Decimal) else None
