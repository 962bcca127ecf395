"""The check column: what is missing or wrong on a project sheet, as formulas with their results.

The formulas say what a clerk sees without the add-in; they judge as the rules of the same fields
(C01, C05, C07-C11, C14, C15, C17, C18, R01, S01, S02, S10, S11), but leave them the finer points.
"""

from dataclasses import astuple
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from xladdin.domain.content import Amount, IndicatorContent, ProjectContent
from xladdin.domain.project import PlanMonth
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout
from xladdin.workbook.templates.form_sheet import Formula, fixed

CODE_LENGTH = 21
LEVEL1_LIST = "一级_"  # names of lists: 一级_2015版, 二级_2015版_产出指标
LEVEL2_LIST = "二级_"
_REQUIRED_CLASSES = ("产出", "效益")
_MILLIONTH = Decimal("0.000001")


def head_checks(project: ProjectContent) -> dict[layout.Field, Formula]:
    """What is wrong over the indicator table, by the field beside which it is said."""
    return {
        layout.PROJECT_CODE: _identification_check(project),
        layout.BUDGET: _funds_check(project),
        layout.FUND_USE: _missing(layout.FUND_USE, "请填写资金用途", project.fund_use),
        layout.SPENDING_PLAN[PlanMonth.MAR]: _plan_check(project),
        layout.GOALS: _missing(layout.GOALS, "请填写绩效目标", "\n".join(project.goals)),
    }


def complaint_count(project: ProjectContent, taxonomy: Taxonomy) -> int:
    """Number of rows of a project's sheet beside which the check column says something."""
    rows = [indicator_check(1, indicator, taxonomy) for indicator in project.indicators]
    found = [*head_checks(project).values(), table_check(1, project), *rows]
    return sum(bool(check.result) for check in found)


def _identification_check(project: ProjectContent) -> Formula:
    """项目编码 and 项目名称."""
    code, name = layout.PROJECT_CODE.value_cell, layout.PROJECT_NAME.value_cell
    length = f'IF(LEN({code})<>{CODE_LENGTH},"；项目编码应为{CODE_LENGTH}位","")'
    formula = (
        f'=MID(IF({code}="","；请填写项目编码",{length})&IF({name}="","；请填写项目名称",""),2,99)'
    )
    found = []
    if not project.code:
        found.append("请填写项目编码")
    elif len(project.code) != CODE_LENGTH:
        found.append(f"项目编码应为{CODE_LENGTH}位")
    if not project.name:
        found.append("请填写项目名称")
    return Formula(formula, "；".join(found))


def _funds_check(project: ProjectContent) -> Formula:
    """预算数 against 财政资金 and 其他资金."""
    budget, fiscal, other = (
        field.value_cell for field in (layout.BUDGET, layout.FISCAL, layout.OTHER)
    )
    parts = f'OR(AND({fiscal}<>"",NOT(ISNUMBER({fiscal}))),AND({other}<>"",NOT(ISNUMBER({other}))))'
    difference = f"ROUND({budget}-N({fiscal})-N({other}),6)"
    formula = (
        f'=IF({budget}="","请填写预算数",IF(NOT(ISNUMBER({budget})),"预算数应填数字（万元）",'
        f'IF({parts},"财政资金、其他资金应填数字（万元）",IF({difference}=0,"",'
        f'"预算数比财政资金与其他资金之和"&IF({difference}>0,"多","少")'
        f'&TEXT(ABS({difference}),"0.00####")&"万元"))))'
    )
    return Formula(formula, _funds_result(project))


def _funds_result(project: ProjectContent) -> str:
    if _is_blank(project.budget):
        return "请填写预算数"
    if not isinstance(project.budget, Decimal):
        return "预算数应填数字（万元）"
    parts = [part for part in (project.fiscal, project.other) if not _is_blank(part)]
    numbers = [part for part in parts if isinstance(part, Decimal)]
    if len(numbers) < len(parts):
        return "财政资金、其他资金应填数字（万元）"
    difference = (project.budget - sum(numbers)).quantize(_MILLIONTH, ROUND_HALF_UP)
    if not difference:
        return ""
    whole, _, decimals = f"{abs(difference):f}".partition(".")
    shown = f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"
    return f"预算数比财政资金与其他资金之和{'多' if difference > 0 else '少'}{shown}万元"


def _missing(field: layout.Field, complaint: str, text: str) -> Formula:
    return Formula(
        f'=IF(TRIM({field.value_cell})="","{complaint}","")', "" if text.strip(" ") else complaint
    )


def _plan_check(project: ProjectContent) -> Formula:
    """资金支出计划: numbers, never falling, no gap, up to 100%.

    Blanks before the first share count 0 and blanks after 100% count 100%, as on published forms.
    """
    fields = list(layout.SPENDING_PLAN.values())
    first = fields[0].value_cell
    whole = f"{first}:{fields[-1].value_cell}"
    falls, gaps = [], []
    for before, field in pairwise(fields):
        cell = field.value_cell
        earlier = f"{first}:{before.value_cell}"
        falls.append(f'AND({cell}<>"",{cell}<MAX({earlier}))')
        later = f"{cell}:{fields[-1].value_cell}"
        gaps.append(f'AND({cell}="",COUNT({earlier})>0,MAX({earlier})<1,COUNT({later})>0)')
    formula = (
        f'=IF(COUNTA({whole})=0,"请填写资金支出计划",'
        f'IF(COUNT({whole})<COUNTA({whole}),"支出计划应填百分数",'
        f'IF(OR(MIN({whole})<0,MAX({whole})>1),"支出计划应在0到100%之间",'
        f'IF(OR({",".join(falls)}),"支出计划是累计数，后面不能小于前面",'
        f'IF(OR({",".join(gaps)}),"支出计划中间不能留空",'
        f'IF(MAX({whole})<1,"支出计划最后应达到100%",""))))))'
    )
    return Formula(formula, _plan_result([project.plan.get(month) for month in PlanMonth]))


def _plan_result(shares: list[Amount]) -> str:
    filled = [share for share in shares if not _is_blank(share)]
    numbers = [share for share in filled if isinstance(share, Decimal)]
    if not filled:
        return "请填写资金支出计划"
    if len(numbers) < len(filled):
        return "支出计划应填百分数"
    if min(numbers) < 0 or max(numbers) > 1:
        return "支出计划应在0到100%之间"
    if numbers != sorted(numbers):
        return "支出计划是累计数，后面不能小于前面"
    if _has_gap(shares):
        return "支出计划中间不能留空"
    return "" if max(numbers) == 1 else "支出计划最后应达到100%"


def _has_gap(shares: list[Amount]) -> bool:
    places = [place for place, share in enumerate(shares) if not _is_blank(share)]
    blanks = (place for place in range(places[0], places[-1]) if place not in places)
    return any(
        max(share for share in shares[:place] if isinstance(share, Decimal)) < 1 for place in blanks
    )


def table_check(last_row: int, project: ProjectContent) -> Formula:
    """The indicator table as a whole: at least one 产出指标 and one 效益指标 (S02)."""
    heading = layout.INDICATOR_HEADING_ROW
    level1, level3 = (
        f"{column.letter}{heading}:{column.letter}{last_row}"
        for column in (layout.LEVEL1, layout.LEVEL3)
    )
    missing = "&".join(
        f'IF(COUNTIFS({level1},"{stem}*",{level3},"?*")=0,"；至少填写一条{stem}指标","")'
        for stem in _REQUIRED_CLASSES
    )
    return Formula(
        f'=IF(COUNTA({level3})<2,"请填写绩效指标",MID({missing},2,99))', _table_result(project)
    )


def _table_result(project: ProjectContent) -> str:
    used = [indicator.level1 for indicator in project.indicators if indicator.level3]
    if not used:
        return "请填写绩效指标"
    absent = (stem for stem in _REQUIRED_CLASSES if not any(text.startswith(stem) for text in used))
    return "；".join(f"至少填写一条{stem}指标" for stem in absent)


def indicator_check(row: int, indicator: IndicatorContent, taxonomy: Taxonomy) -> Formula:
    """One row of the indicator table."""
    cells = {column.key: f"{column.letter}{row}" for column in layout.INDICATOR_COLUMNS}
    required = [column for column in layout.INDICATOR_COLUMNS if column.required]
    missing = "&".join(f'IF({cells[c.key]}="","；缺{c.label}","")' for c in required)
    formula = (
        f'=IF({"&".join(cells.values())}="","",MID({missing}&'
        f"{_classes_formula(cells[layout.LEVEL1.key], cells[layout.LEVEL2.key])},2,99))"
    )
    return Formula(formula, _indicator_result(indicator, taxonomy))


def _classes_formula(level1: str, level2: str) -> str:
    """Whether 一级 is in its list and 二级 in the list of that 一级, 指标 left out or not."""
    name1, name2 = _with_suffix(level1), _with_suffix(level2)
    taxonomy = layout.TAXONOMY.defined_name
    list1 = f'INDIRECT("{LEVEL1_LIST}"&{taxonomy})'
    list2 = f'INDIRECT("{LEVEL2_LIST}"&{taxonomy}&"_"&{name1})'
    return (
        f'IF(OR({level1}="",{level2}=""),"",'
        f'IF(IFERROR(COUNTIF({list1},{name1}),1)=0,"；一级指标不在列表中",'
        f'IF(IFERROR(COUNTIF({list2},{name2}),1)=0,"；一、二级指标不对应","")))'
    )


def _with_suffix(cell: str) -> str:
    return f'SUBSTITUTE(SUBSTITUTE({cell}," ",""),"指标","")&"指标"'


def _indicator_result(indicator: IndicatorContent, taxonomy: Taxonomy) -> str:
    texts = {
        column.key: text
        for column, text in zip(layout.INDICATOR_COLUMNS, astuple(indicator), strict=True)
    }
    if not any(texts.values()):
        return ""
    required = (column for column in layout.INDICATOR_COLUMNS if column.required)
    found = [f"缺{column.label}" for column in required if not texts[column.key]]
    if indicator.level1 and indicator.level2:
        level1, level2 = (
            text.replace(" ", "").replace("指标", "") + "指标"
            for text in (indicator.level1, indicator.level2)
        )
        if level1 not in taxonomy.level1:
            found.append("一级指标不在列表中")
        elif level2 not in taxonomy.level2(level1):
            found.append("一、二级指标不对应")
    return "；".join(found)


def _is_blank(amount: Amount) -> bool:
    return amount is None or amount == ""


def own_name_formula() -> str:
    """A formula for the name of the sheet that it stands on, a copied sheet's own name too.

    Excel says ``C:/…/[book.xlsx]项目1``, LibreOffice ``'file:///…/book.xlsx'#$项目1``; no sheet's
    name has a bracket in it. The title can't be asked for it, since it depends on this name.
    """
    own = f'CELL("filename",{fixed(layout.PROJECT_CODE.label_area)})'
    return f'=IFERROR(TRIM(RIGHT(SUBSTITUTE(SUBSTITUTE({own},"\'#$","]"),"]",REPT(" ",99)),99)),"")'
