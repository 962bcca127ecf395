"""Submissions for the rules' tests: a clean project as it stands on the template, with changes.

A value given for a field is the cell's value; ``Cell`` adds a formula or a percentage to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xladdin.domain.department import Department, Received, Roster, RosterUnit, SubmissionStatus
from xladdin.domain.entry import CellValue, Entry, ErrorValue, FormulaState
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject, Indicator, SpendingPlan, Unplaced
from xladdin.domain.submission import (
    Anomaly,
    AnomalyKind,
    Cover,
    DepartmentTargets,
    IndexRow,
    SubGoal,
    Submission,
    SupportMeasure,
    WorkbookKind,
)
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings, check_submission, in_order, one_message_a_cell
from xladdin.rules.settings import STANDARD, Settings

FILE = "316001.xlsx"
UNIT = ("316001", "秦皇岛市抚宁区行政审批局本级")
CODES = ("13030624P00585110564P", "13030624P00585110565B", "13030624P005851105634")
NAME = "政务大厅宽带费用"
FIRST_ROW = layout.FIRST_INDICATOR_ROW
TOTAL_ROW = layout.FIRST_INDEX_ROW + layout.INDEX_ROWS
ROWS = (
    ("产出指标", "数量指标", "保障楼层数", "保障楼层数量", "≥3层", "2023年宽带租用合同"),
    ("产出指标", "质量指标", "检修合格率", "检修合格设备占比", "≥95%", "2023年宽带租用合同"),
    ("产出指标", "时效指标", "检修及时率", "及时检修设备占比", "≥95%", "2023年宽带租用合同"),
    ("产出指标", "成本指标", "网络费用", "全年网络费用", "≤1.8万元", "2023年宽带租用合同"),
    ("效益指标", "社会效益指标", "办件提速率", "比上年提速比例", "≥10%", "2023年办件统计"),
    ("满意度指标", "服务对象满意度指标", "办事群众满意度", "群众满意度", "≥95%", "问卷调查"),
)


@dataclass(frozen=True)
class Cell:
    """A value with what the file says about its cell."""

    value: CellValue = None
    formula: FormulaState = FormulaState.NONE
    is_percent: bool = False


def calculated(value: CellValue) -> Cell:
    return Cell(value, FormulaState.CALCULATED)


def percent(share: str) -> Cell:
    return Cell(Decimal(share), is_percent=True)


NOT_CALCULATED = Cell(None, FormulaState.NOT_CALCULATED)
PASTED_ERROR = Cell(ErrorValue("#REF!"))
FORMULA_ERROR = Cell(ErrorValue("#REF!"), FormulaState.CALCULATED)


def entry(value: CellValue | Cell, cell: str, sheet: str = "项目1", file: str = FILE) -> Entry:
    told = value if isinstance(value, Cell) else Cell(value)
    return Entry(told.value, Origin(file, sheet, cell), told.formula, told.is_percent)


def project(
    position: int = 1,
    *,
    file: str = FILE,
    rows: Sequence[Sequence[Any]] = ROWS,
    goals: Sequence[Any] = ("1.保障大厅宽带畅通。", "2.更新网络审计规则库。"),
    plan: Sequence[Any] = (percent("0.25"), percent("0.5"), percent("0.75"), percent("1")),
    unplaced: tuple[Unplaced, ...] = (),
    **values: Any,
) -> BudgetProject:
    """A clean project sheet, but for the values given; all goals stand in one cell."""
    sheet = f"{layout.PROJECT_SHEET_PREFIX}{position}"

    def at(value: Any, area: str) -> Entry:
        return entry(value, area.partition(":")[0], sheet, file)

    name = values.get("project_name", NAME if position == 1 else f"{NAME}{position}")
    said = {
        "title": calculated(f"{name}{layout.TITLE_SUFFIX}"),
        "unit_line": calculated(" ".join(UNIT)),
        "amount_unit": layout.AMOUNT_UNIT,
        "project_code": CODES[(position - 1) % len(CODES)],
        "project_name": name,
        "budget": Decimal("1.80"),
        "fiscal": Decimal("1.80"),
        "other": None,
        "fund_use": "用于大厅宽带网络费用",
        **values,
    }
    areas = {
        "title": layout.TITLE_AREA,
        "unit_line": layout.UNIT_LINE_AREA,
        "amount_unit": layout.AMOUNT_UNIT_AREA,
        "project_code": layout.PROJECT_CODE.value_area,
        "project_name": layout.PROJECT_NAME.value_area,
        "budget": layout.BUDGET.value_area,
        "fiscal": layout.FISCAL.value_area,
        "other": layout.OTHER.value_area,
        "fund_use": layout.FUND_USE.value_area,
    }
    plan_areas = [field.value_area for field in layout.SPENDING_PLAN.values()]
    return BudgetProject(
        sheet=sheet,
        position=position,
        spending_plan=SpendingPlan(*map(at, plan, plan_areas)),
        goals=tuple(at(goal, layout.GOALS.value_area) for goal in goals),
        indicators=tuple(indicator(row, i, sheet, file) for i, row in enumerate(rows)),
        unplaced=unplaced,
        **{key: at(said[key], area) for key, area in areas.items()},
    )


def indicator(
    values: Sequence[Any], place: int = 0, sheet: str = "项目1", file: str = FILE
) -> Indicator:
    """An indicator row; ``place`` counts the rows from 0."""
    row = FIRST_ROW + place
    columns = layout.INDICATOR_COLUMNS
    cells = (
        entry(value, f"{column.letter}{row}", sheet, file)
        for column, value in zip(columns, values, strict=True)
    )
    return Indicator(row, *cells)


def rows_with(changes: Mapping[int, Mapping[str, Any]]) -> list[list[Any]]:
    """The clean rows with values changed: ``{2: {"target_value": "≤3万元"}}``."""
    rows = [list(row) for row in ROWS]
    for row, values in changes.items():
        for key, value in values.items():
            rows[row][[column.key for column in layout.INDICATOR_COLUMNS].index(key)] = value
    return rows


def cover(projects: Sequence[BudgetProject], file: str = FILE, **values: Any) -> Cover:
    """A clean cover, but for the values given; its totals are the sums of the sheets."""
    said: dict[str, Any] = {
        "department_code": "316",
        "department": "秦皇岛市抚宁区行政审批局",
        "unit_code": UNIT[0],
        "unit_name": UNIT[1],
        "budget_year": "2024",
        "taxonomy": "2015版",
        "round": "一上",
        **values,
    }
    fields = {
        field.key: entry(said.get(field.key), field.value_cell, layout.COVER_SHEET, file)
        for field in layout.UNIT_COVER_FIELDS
    }
    sums = {
        "total_budget": (layout.INDEX_BUDGET, [item.budget_amount for item in projects]),
        "total_fiscal": (layout.INDEX_FISCAL, [item.fiscal_amount for item in projects]),
        "total_other": (layout.INDEX_OTHER, [item.other_amount for item in projects]),
    }
    totals = {
        key: entry(
            values.get(key, calculated(sum((part or Decimal(0) for part in parts), Decimal(0)))),
            f"{column.letter}{TOTAL_ROW}",
            layout.COVER_SHEET,
            file,
        )
        for key, (column, parts) in sums.items()
    }
    index = tuple(
        IndexRow(
            *(
                entry(value, f"{column.letter}{layout.FIRST_INDEX_ROW + i}", layout.COVER_SHEET)
                for column, value in (
                    (layout.INDEX_SHEET, item.sheet),
                    (layout.INDEX_BUDGET, calculated(item.budget_amount)),
                )
            )
        )
        for i, item in enumerate(projects)
    )
    return Cover(**fields, **totals, index=index)


def submission(
    *projects: BudgetProject,
    file: str = FILE,
    kind: WorkbookKind = WorkbookKind.UNIT,
    with_cover: bool = True,
    targets: DepartmentTargets | None = None,
    anomalies: tuple[Anomaly, ...] = (),
    digest: str = "",
    **cover_values: Any,
) -> Submission:
    """A workbook with those project sheets and, unless told otherwise, a clean cover."""
    sheets = projects if projects or kind is not WorkbookKind.UNIT else (project(file=file),)
    front = cover(sheets, file, **cover_values) if with_cover else None
    return Submission(file, kind, front, sheets, targets, anomalies, digest)


OWN_FILE = "316.xlsx"
SUB_GOALS = (("保障网络运行", "网络畅通率≥99%"),)
MEASURES = (("加强支出管理", "按进度支付，及时跟进。"),)


def own_workbook(
    overall: Any = "全面提升政务服务水平。",
    sub_goals: Sequence[tuple[Any, Any]] = SUB_GOALS,
    measures: Sequence[tuple[Any, Any]] = MEASURES,
    file: str = OWN_FILE,
    digest: str = "own",
) -> Submission:
    """The department's own workbook, complete but for the values given."""

    def at(value: Any, cell: str) -> Entry:
        return entry(value, cell, layout.TARGETS_SHEET, file)

    first = 7 + len(sub_goals) + 3
    targets = DepartmentTargets(
        at(overall, layout.OVERALL_GOAL.value_cell),
        tuple(SubGoal(at(a, f"B{n}"), at(b, f"C{n}")) for n, (a, b) in enumerate(sub_goals, 7)),
        tuple(
            SupportMeasure(at(a, f"B{n}"), at(b, f"C{n}"))
            for n, (a, b) in enumerate(measures, first)
        ),
    )
    return Submission(file, WorkbookKind.DEPARTMENT, None, (), targets, (), digest)


def anomaly(kind: AnomalyKind, sheet: str = "", cell: str = "", detail: str = "") -> Anomaly:
    return Anomaly(kind, Origin(FILE, sheet, cell), detail)


def roster(*units: RosterUnit) -> Roster:
    return Roster("单位名录.csv", units or (RosterUnit(*UNIT),))


def received(
    sent: Submission | None, status: SubmissionStatus = SubmissionStatus.USED, file: str = ""
) -> Received:
    return Received(file or (sent.file if sent else FILE), status, sent)


def department(*files: Received, units: Roster | None = None) -> Department:
    return Department(files, units)


def check(*projects: BudgetProject) -> list[Finding]:
    """What is found in a workbook with those sheets and a clean cover."""
    return check_submission(submission(*projects))


def found_at_level(letter: str, sent: Submission, settings: Settings = STANDARD) -> list[Finding]:
    """What the rules with that letter find, also where another rule's finding would be shown."""
    findings = all_findings(sent, Context.of(sent, settings))
    return in_order(one_message_a_cell(f for f in findings if f.rule[0] == letter), sent)


def found_by(rule: str, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def said_by(
    rule: str, *projects: BudgetProject, settings: Settings = STANDARD, **cover_values: Any
) -> list[Finding]:
    """What one rule finds in a workbook, whatever others say of the same cells."""
    sent = submission(*projects, **cover_values)
    return found_by(rule, all_findings(sent, Context.of(sent, settings)))


def table(lines: str, taxonomy: Taxonomy = Taxonomy.Y2015) -> list[list[str]]:
    """Indicator rows from lines such as 数量|村数|接通的村|374个|合同; the 一级 is added."""
    level1 = {name: top for top in taxonomy.level1 for name in taxonomy.level2(top)}
    split = [line.split("|") for line in lines.split()]
    return [[level1[f"{row[0]}指标"], f"{row[0]}指标", *row[1:]] for row in split]


def where(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """Rule, severity and cell of each finding."""
    return [(f.rule, f.severity.value, f.origin.cell) for f in findings]


def rows_of(lines: Iterable[str], taxonomy: Taxonomy = Taxonomy.Y2015) -> list[tuple[str, ...]]:
    """Indicator rows of lines such as ``质量|检修合格率|合格设备占比|≥95%|检修记录``."""
    level1 = {name: top for top in taxonomy.level1 for name in taxonomy.level2(top)}
    cells = (line.split("|") for line in lines)
    return [(level1[f"{level2}指标"], f"{level2}指标", *others) for level2, *others in cells]


def found_in_rows(
    rule: str, *lines: str, taxonomy: Taxonomy = Taxonomy.Y2015, settings: Settings = STANDARD
) -> list[Finding]:
    """What a rule says of a table with those rows alone, whatever graver is found beside it."""
    book = submission(project(rows=rows_of(lines, taxonomy)), taxonomy=taxonomy.label)
    return found_by(rule, all_findings(book, Context.of(book, settings)))
