"""Last year's targets as a start for a new year: years moved, what must be decided anew cleared.

Only the document's own budget year is moved, where it plainly names the year of the targets. A
year in a reference (〔2024〕5号, 《…》, 依据), in a period over several years or beside a decision
stays, and is listed: whether it holds for the new year only a person knows.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from xladdin.documents.imported import Imported
from xladdin.domain.content import (
    Amount,
    DepartmentContent,
    IndicatorContent,
    MeasureContent,
    ProjectContent,
    SubGoalContent,
    UnitContent,
)
from xladdin.domain.money import exact_text
from xladdin.domain.project import PlanMonth
from xladdin.form import layout

_YEAR = r"(?<!\d)20\d\d(?!\d)"
_MONTH_BEHIND = r"[-./](?:0[1-9]|1[0-2])(?!\d)(?!\s*[万亿元%])"  # 2024.07, and not 2024.05万元
_NAMES_A_YEAR = rf"(?=\s*年|{_MONTH_BEHIND})"
_ANY_YEAR = re.compile(rf"{_YEAR}(?=\s*年|\s*[〕】\]）)]|{_MONTH_BEHIND})")
_TITLE_OF_A_DOCUMENT = r"《[^》]*》"
_NUMBER_OF_A_DOCUMENT = rf"[〔【\[（(]\s*{_YEAR}\s*年?\s*[〕】\]）)]\s*第?\s*\d*\s*号?"
_PERIOD_OF_YEARS = (
    r"(?<!\d)(?P<first>20\d\d)(?:年度?)?(?:\d{1,2}月(?:\d{1,2}日)?|[./]\d{1,2})?\s*"
    r"(?:[-–—~～]+|至|到)\s*(?!(?P=first))20\d\d(?!\d)"
)
_DECISION = rf"{_YEAR}\s*年[^，。；、]{{0,8}}(?:批复|号文|文件|通知|纪要|决定|规划|合同)"
_KEPT = re.compile(
    "|".join((_TITLE_OF_A_DOCUMENT, _NUMBER_OF_A_DOCUMENT, _PERIOD_OF_YEARS, _DECISION))
)


class Treatment(StrEnum):
    """What was done with a field."""

    MOVED = "年度已改"
    CLEARED = "已清空，须重新填写"
    KEPT_YEAR = "其中年份未改，须核对"
    KEPT = "沿用，须核对"


@dataclass(frozen=True, slots=True)
class Change:
    """A field on its way into the new year."""

    field: str
    treatment: Treatment
    before: str
    after: str


def for_new_year(imported: Imported, year: int) -> tuple[Imported, tuple[Change, ...]]:
    """The contents as a start for ``year``, and what was done and is left to do."""
    changes: list[Change] = []
    moved = replace(
        imported,
        units=tuple(
            _Mover(unit.department.year, year, changes).unit(unit) for unit in imported.units
        ),
        department=imported.department
        and _Mover(imported.department.department.year, year, changes).department(
            imported.department
        ),
    )
    return moved, tuple(changes)


class _Mover:
    def __init__(self, old: int, new: int, changes: list[Change]) -> None:
        self.new = new
        self.changes = changes
        self._own_year = re.compile(rf"(?<!\d){old}{_NAMES_A_YEAR}")

    def unit(self, unit: UnitContent) -> UnitContent:
        """A unit's projects for the new year."""
        projects = tuple(
            self._project(f"{unit.unit_code or unit.unit_name} 项目{number}", project)
            for number, project in enumerate(unit.projects, 1)
        )
        return replace(unit, department=replace(unit.department, year=self.new), projects=projects)

    def department(self, content: DepartmentContent) -> DepartmentContent:
        """The department's own targets for the new year."""
        goals, measures = layout.SUB_GOALS_LABEL, layout.MEASURES_LABEL
        return DepartmentContent(
            replace(content.department, year=self.new),
            self._text(layout.OVERALL_GOAL.label, content.overall_goal),
            tuple(
                SubGoalContent(
                    self._text(f"{goals}{n} {layout.SUB_GOAL.label}", item.goal),
                    self._text(f"{goals}{n} {layout.SUB_GOAL_INDICATORS.label}", item.indicators),
                )
                for n, item in enumerate(content.sub_goals, 1)
            ),
            tuple(
                MeasureContent(
                    self._text(f"{measures}{n} {layout.MEASURE_HEADING.label}", item.heading),
                    self._text(f"{measures}{n} {layout.MEASURE_TEXT.label}", item.text),
                )
                for n, item in enumerate(content.measures, 1)
            ),
        )

    def _project(self, place: str, project: ProjectContent) -> ProjectContent:
        self._note(f"{place} {layout.PROJECT_CODE.label}", Treatment.KEPT, project.code)
        for name, shown in _decided_anew(project):
            if shown:
                self._note(f"{place} {name}", Treatment.CLEARED, shown, "")
        return replace(
            project,
            name=self._text(f"{place} {layout.PROJECT_NAME.label}", project.name),
            budget=None,
            fiscal=None,
            other=None,
            fund_use=self._text(f"{place} {layout.FUND_USE.label}", project.fund_use),
            plan=dict.fromkeys(PlanMonth),
            goals=tuple(
                self._text(f"{place} {layout.GOALS.label}{number}", goal)
                for number, goal in enumerate(project.goals, 1)
            ),
            indicators=tuple(
                self._indicator(f"{place} 指标{number}", row)
                for number, row in enumerate(project.indicators, 1)
            ),
        )

    def _indicator(self, place: str, row: IndicatorContent) -> IndicatorContent:
        """Years in 依据 are those of the papers it names: none is moved."""
        basis = f"{place} {layout.BASIS.label}"
        if _ANY_YEAR.search(row.basis):
            self._note(basis, Treatment.KEPT_YEAR, row.basis)
        target_value = self._text(f"{place} {layout.TARGET_VALUE.label}", row.target_value)
        if target_value == row.target_value and target_value:
            self._note(f"{place} {layout.TARGET_VALUE.label}", Treatment.KEPT, target_value)
        return replace(
            row,
            level3=self._text(f"{place} {layout.LEVEL3.label}", row.level3),
            description=self._text(f"{place} {layout.DESCRIPTION.label}", row.description),
            target_value=target_value,
        )

    def _text(self, field: str, text: str) -> str:
        """A text with the document's year moved, where that is what it names."""
        moved = "".join(_outside(text, _KEPT, lambda part: self._own_year.sub(str(self.new), part)))
        if moved != text:
            self._note(field, Treatment.MOVED, text, moved)
        years = {int(year) for year in _ANY_YEAR.findall(moved)}
        if years - {self.new}:
            self._note(field, Treatment.KEPT_YEAR, moved)
        return moved

    def _note(
        self, field: str, treatment: Treatment, before: str, after: str | None = None
    ) -> None:
        self.changes.append(Change(field, treatment, before, before if after is None else after))


def _decided_anew(project: ProjectContent) -> Iterator[tuple[str, str]]:
    """Amounts and spending plan, which a budget decides for its year, as text."""
    yield layout.BUDGET.label, _amount_text(project.budget)
    yield layout.FISCAL.defined_name, _amount_text(project.fiscal)
    yield layout.OTHER.label, _amount_text(project.other)
    for month in PlanMonth:
        share = project.plan.get(month)
        shown = f"{(share * 100).normalize():f}%" if isinstance(share, Decimal) else share or ""
        yield layout.SPENDING_PLAN[month].defined_name, shown


def _amount_text(amount: Amount) -> str:
    return exact_text(amount) if isinstance(amount, Decimal) else amount or ""


def _outside(text: str, kept: re.Pattern[str], change: Callable[[str], str]) -> Iterator[str]:
    """The text with ``change`` made between what is kept."""
    end = 0
    for found in kept.finditer(text):
        yield change(text[end : found.start()])
        yield found.group()
        end = found.end()
    yield change(text[end:])
