"""A project's form in a document -> its content, with an account of every cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from xladdin.documents.blocks import Cell, Row, grid_of, text_entry
from xladdin.documents.imported import LeftOver, Placed
from xladdin.documents.page_breaks import without_page_breaks
from xladdin.documents.project_forms import FORM_LABELS, ProjectForm
from xladdin.documents.reasons import ANOTHER_TITLE, FORM_WORDS, NO_FIELD
from xladdin.domain.content import Amount, ProjectContent, project_content
from xladdin.domain.entry import Entry
from xladdin.domain.money import WAN_EXPONENTS, amount_in_wan
from xladdin.domain.project import BudgetProject, PlanMonth
from xladdin.domain.submission import split_unit_line
from xladdin.domain.text import squeeze
from xladdin.form import layout
from xladdin.form.grid import SheetGrid
from xladdin.form.layout import label_key
from xladdin.form.project_reading import read_project

AMOUNT_UNIT = re.compile(r"[（(]?(?:金额)?\s*单\s*位\s*[:：]\s*(?P<unit>\S*?元)\s*[）)]?\s*$")
_UNIT = re.compile(
    r"(?:(?:预算|申报|填报|项目|实施)?(?:单位|部门)(?P<what>编码|代码|名称)?|(?:主管|预算)部门)"
    r"\s*[:：]\s*(?P<value>.*)",
    re.DOTALL,
)
_UNIT_LABEL = re.compile(r"(?:预算|申报|填报|项目|实施)?单位(?P<what>编码|代码|名称)?|主管部门")
_CODES = {"编码", "代码"}
_TITLE_NUMBER = re.compile(r"^(?:附[件表]?\s*)?\d*[.．、]?")
_FULL_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class FormContent:
    """What a form says, for which unit, and the account; fields are named without unit and sheet.

    ``texts`` are the texts of all its cells.
    """

    unit_code: str
    unit_name: str
    project: ProjectContent
    placed: tuple[Placed, ...]
    left_over: tuple[LeftOver, ...]


def read_form(form: ProjectForm, file: str) -> FormContent:
    """The content of a form."""
    rows = [*_lines_as_rows(form), *without_page_breaks(form.rows)]
    grid = grid_of(rows, file, "")
    project = read_project(grid, 1)
    account = _Account(rows, grid, project)
    code, name = account.unit()
    return FormContent(
        code, name, _content(project), tuple(account.placed()), tuple(account.left_over(form))
    )


def _lines_as_rows(form: ProjectForm) -> Iterator[Row]:
    """The lines above the table as rows of it, the unit of amounts in a cell of its own."""
    for line in form.lines:
        stated = AMOUNT_UNIT.search(line.text)
        parts = [line.text[: stated.start()], stated.group()] if stated else [line.text]
        cells = [Cell(n, text_entry(part)) for n, part in enumerate(parts, 1) if part.strip()]
        yield Row(tuple(cells), line.where)


# --- content -------------------------------------------------------------------------------------


def _content(project: BudgetProject) -> ProjectContent:
    content = project_content(project)
    return replace(
        content,
        budget=_in_wan(content.budget, project),
        fiscal=_in_wan(content.fiscal, project),
        other=_in_wan(content.other, project),
        plan=_shares(content.plan),
        goals=tuple(goal for goal in content.goals if goal),
    )


def _in_wan(amount: Amount, project: BudgetProject) -> Amount:
    stated = AMOUNT_UNIT.search(project.amount_unit.text)
    unit = squeeze(stated["unit"]) if stated else ""
    if isinstance(amount, Decimal) and unit in WAN_EXPONENTS:
        return amount_in_wan(amount, unit)
    return amount


def _shares(plan: Mapping[PlanMonth, Amount]) -> dict[PlanMonth, Amount]:
    """The plan's shares, where they are plain numbers under 资金支出计划（%）, too.

    1 alone could be 1% or all of it: only where one is more than 1 are they percentages.
    """
    numbers = {month: _plain_number(share) for month, share in plan.items()}
    known = [number for number in numbers.values() if number is not None]
    if not known or max(known) <= 1 or max(known) > _FULL_PERCENT:
        return dict(plan)
    return {
        month: share if (number := numbers[month]) is None else number / 100
        for month, share in plan.items()
    }


def _plain_number(share: Amount) -> Decimal | None:
    """The number that a plan cell states without a percent sign."""
    if isinstance(share, str) and re.fullmatch(r"\d{1,3}(\.\d+)?", squeeze(share)):
        return Decimal(squeeze(share))
    return None


# --- account -------------------------------------------------------------------------------------


class _Account:
    """Who took which cell of a form."""

    def __init__(self, rows: list[Row], grid: SheetGrid, project: BudgetProject) -> None:
        self.rows = rows
        self.grid = grid
        self.project = project
        self.fields: dict[str, list[tuple[str, str]]] = {}  # of a cell: fields, their texts
        self.unit_cells: dict[str, tuple[str, str]] = {}  # of a cell: code, name
        self.check_columns = {
            column
            for _, column, entry in grid.filled()
            if label_key(entry.text) == layout.CHECK_LABEL
        }
        self._take_fields()
        self._take_unit()

    def unit(self) -> tuple[str, str]:
        """Code and name of the unit; empty where the form doesn't say."""
        codes = [code for code, _ in self.unit_cells.values() if code]
        names = [name for _, name in self.unit_cells.values() if name]
        return (codes or [""])[0], (names or [""])[0]

    def placed(self) -> Iterator[Placed]:
        """Every piece that a field took, and the form's own words."""
        for row, column, entry in self.grid.filled():
            where = self.rows[row - 1].where
            for text, name in self._pieces(column, entry):
                if name:
                    yield Placed(text, where, name)

    def left_over(self, form: ProjectForm) -> Iterator[LeftOver]:
        """Every piece that no field took."""
        yield from form.left_over
        for row, column, entry in self.grid.filled():
            for text, name in self._pieces(column, entry):
                if not name:
                    reason = ANOTHER_TITLE if entry == self.project.title else NO_FIELD
                    yield LeftOver(text, self.rows[row - 1].where, reason)

    def _pieces(self, column: int, entry: Entry) -> Iterator[tuple[str, str]]:
        """The pieces of a cell with the fields that took them; "" is nobody."""
        cell = entry.origin.cell
        if cell in self.fields:
            yield from ((text, name) for name, text in self.fields[cell])
        elif cell in self.unit_cells:
            yield entry.text, layout.UNIT_NAME.label
        else:
            yield entry.text, FORM_WORDS if self._is_of_form(column, entry) else ""

    def _is_of_form(self, column: int, entry: Entry) -> bool:
        if entry.origin.cell == self.project.title.origin.cell:
            return self._is_title(entry.text)
        is_unit = bool(AMOUNT_UNIT.fullmatch(entry.text.strip()))
        is_label = label_key(entry.text) in FORM_LABELS
        return column in self.check_columns or is_label or is_unit

    def _is_title(self, text: str) -> bool:
        """Whether a title says no more than the project's name, its number and what it is."""
        rest = squeeze(text).removesuffix(layout.TITLE_SUFFIX).removesuffix("绩效目标申报表")
        return _TITLE_NUMBER.sub("", rest) == squeeze(self.project.project_name.text) or (
            rest == squeeze(self.project.project_name.text)
        )

    def _take_fields(self) -> None:
        for entry, name in _named_entries(self.project):
            if not entry.is_blank:
                taken = self.fields.setdefault(entry.origin.cell, [])
                if (name, entry.text) not in taken:
                    taken.append((name, entry.text))
        for cell, taken in self.fields.items():
            if len(taken) > 1 and len({text for _, text in taken}) == 1:  # a merged cell
                self.fields[cell] = [(_together([name for name, _ in taken]), taken[0][1])]

    def _take_unit(self) -> None:
        line = self.project.unit_line
        if not line.is_blank:
            self.unit_cells[line.origin.cell] = split_unit_line(line.text)
        label: re.Match[str] | None = None  # in the cell before, in the same row
        label_row = 0
        for row, _, entry in self.grid.filled():
            text, cell = entry.text.strip(), entry.origin.cell
            if cell in self.fields or AMOUNT_UNIT.fullmatch(text):
                continue
            if label is not None and row == label_row:
                self._take_unit_text(cell, label["what"], text)
            elif found := _UNIT.fullmatch(text):
                self._take_unit_text(cell, found["what"], found["value"])
            label, label_row = _UNIT_LABEL.fullmatch(label_key(text)), row
            if label is not None:
                self.unit_cells[cell] = ("", "")

    def _take_unit_text(self, cell: str, what: str | None, text: str) -> None:
        code, name = split_unit_line(text)
        self.unit_cells[cell] = (code or name, "") if what in _CODES else (code, name)


def _named_entries(project: BudgetProject) -> Iterator[tuple[Entry, str]]:
    yield project.project_code, layout.PROJECT_CODE.label
    yield project.project_name, layout.PROJECT_NAME.label
    yield project.budget, layout.BUDGET.label
    yield project.fiscal, layout.FISCAL.defined_name
    yield project.other, layout.OTHER.label
    yield project.fund_use, layout.FUND_USE.label
    for month, entry in zip(PlanMonth, project.spending_plan.entries, strict=True):
        yield entry, layout.SPENDING_PLAN[month].defined_name
    for number, goal in enumerate(project.goals, 1):
        yield goal, f"{layout.GOALS.label}{number}"
    for number, indicator in enumerate(project.indicators, 1):
        for column, entry in zip(layout.INDICATOR_COLUMNS, indicator.entries, strict=True):
            yield entry, f"指标{number} {column.label}"


def _together(names: list[str]) -> str:
    """One name for fields that one cell fills: 指标1至7 一级指标."""
    numbers, labels = zip(
        *(name.removeprefix("指标").partition(" ")[::2] for name in names), strict=True
    )
    if len(set(labels)) == 1 and all(number.isdecimal() for number in numbers):
        return f"指标{numbers[0]}至{numbers[-1]} {labels[0]}"
    return "、".join(names)
