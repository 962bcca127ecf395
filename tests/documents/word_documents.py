"""Word documents as other offices make them: the published form, laid out in many ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from xladdin.domain.content import DepartmentContent, ProjectContent
from xladdin.domain.numerals import chinese_numeral
from xladdin.domain.project import PlanMonth
from xladdin.form import layout

Unit = tuple[str, str, Sequence[ProjectContent]]
COLUMNS = 7
_PLAN_COLUMNS = ((1, 2), (3, 3), (4, 5), (6, 6))


@dataclass(frozen=True)
class WordStyle:
    """How an office lays the form out."""

    widths: tuple[float, ...] = (44, 55, 65, 85, 57, 70, 40)  # points
    font: str = "宋体"
    size: float = 10.5
    two_tables: bool = False
    title_in_table: bool = False
    merged_level1: bool = True
    merged_level2: bool = False
    blank_rows: int = 0  # after each indicator row that is a multiple of it
    headings_again: int = 0  # the heading row again after so many indicator rows
    page_breaks: bool = True
    blank_lines: bool = False
    labels_spaced: bool = False
    header_rows: bool = False
    may_break_rows: bool = True
    percent_signs: bool = True


def write_document(
    path: Path,
    units: Iterable[Unit],
    style: WordStyle | None = None,
    department: DepartmentContent | None = None,
) -> Path:
    document = Document()
    writer = _Writer(document, style or WordStyle())
    if department is not None:
        writer.department(department)
    number = 0
    for code, name, projects in units:
        for project in projects:
            number += 1
            writer.project(number, code, name, project)
    document.save(str(path))
    return path


class _Writer:
    def __init__(self, document: Any, style: WordStyle) -> None:
        self.document = document
        self.style = style

    def line(self, text: str) -> Any:
        paragraph = self.document.add_paragraph()
        self._run(paragraph, text)
        if self.style.blank_lines:
            self.document.add_paragraph("   ")
        return paragraph

    def department(self, content: DepartmentContent) -> None:
        self.line(f"{content.department.name}{content.department.year}年部门预算绩效目标")
        self.line("第一部分  部门整体绩效目标")
        self.line(f"一、{layout.OVERALL_GOAL.label}")
        for text in content.overall_goal.split("\n"):
            self.line(f"　　{text}")
        self.line(f"二、{layout.SUB_GOALS_LABEL}")
        for number, goal in enumerate(content.sub_goals, 1):
            self.line(f"（{chinese_numeral(number)}）绩效目标：{goal.goal}")
            self.line(f"绩效指标:{goal.indicators}")
        self.line(f"三、{layout.MEASURES_LABEL}")
        for number, measure in enumerate(content.measures, 1):
            self.line(f"（{chinese_numeral(number)}）{measure.heading}。")
            self.line(measure.text)
        self.line("第二部分  预算项目绩效目标")

    def project(self, number: int, code: str, name: str, project: ProjectContent) -> None:
        style = self.style
        title = f"{number}.{project.name}{layout.TITLE_SUFFIX}"
        if style.page_breaks:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        head = self._table()
        if style.title_in_table:
            self._row(head, [(0, 6, title)])
            self._row(head, [(0, 4, f"{code} {name}"), (5, 6, layout.AMOUNT_UNIT)])
        else:
            above = self.line(title), self.line(f"{code} {name}    {layout.AMOUNT_UNIT}")
            for paragraph in above:
                head._tbl.addprevious(paragraph._p)
        self._head(head, project)
        table = head
        if style.two_tables:
            self.document.add_paragraph()
            table = self._table()
        self._indicators(table, project)

    def _table(self) -> Any:
        table = self.document.add_table(rows=0, cols=COLUMNS)
        table.style = "Table Grid"
        table.autofit = False
        for column, width in zip(table.columns, self.style.widths, strict=True):
            column.width = Pt(width)
        return table

    def _head(self, table: Any, project: ProjectContent) -> None:
        label = self._label
        self._row(
            table,
            [
                (0, 0, label(layout.PROJECT_CODE.label)),
                (1, 2, project.code),
                (3, 3, label(layout.PROJECT_NAME.label)),
                (4, 6, project.name),
            ],
        )
        amounts = (project.budget, project.fiscal, project.other)
        labels = (layout.BUDGET.label, layout.FISCAL.label, layout.OTHER.label)
        cells = [(0, 0, label(layout.FUNDS_LABEL))]
        for place, (text, amount) in enumerate(zip(labels, amounts, strict=True)):
            shown = f"{amount:.2f}" if isinstance(amount, Decimal) else amount or ""
            cells += [(2 * place + 1, 2 * place + 1, label(text)), (2 * place + 2,) * 2 + (shown,)]
        first = self._row(table, cells)
        self._merge(table, first, self._row(table, [(0, 0, ""), (1, 6, project.fund_use)]), 0)
        months = [layout.SPENDING_PLAN[month].label for month in PlanMonth]
        first = self._row(
            table, [(0, 0, label(layout.SPENDING_PLAN_LABEL)), *self._plan_cells(months)]
        )
        shares = [self._share(project.plan.get(month)) for month in PlanMonth]
        self._merge(table, first, self._row(table, [(0, 0, ""), *self._plan_cells(shares)]), 0)
        self._row(table, [(0, 0, label(layout.GOALS.label)), (1, 6, "\n".join(project.goals))])

    def _share(self, share: object) -> str:
        if not isinstance(share, Decimal):
            return str(share or "")
        text = f"{(share * 100).normalize():f}"
        return f"{text}%" if self.style.percent_signs else text

    def _plan_cells(self, texts: Sequence[str]) -> list[tuple[int, int, str]]:
        return [(*place, text) for place, text in zip(_PLAN_COLUMNS, texts, strict=True)]

    def _indicators(self, table: Any, project: ProjectContent) -> None:
        heading = self._indicator_headings(table)
        if self.style.header_rows:
            properties = table.rows[heading]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))
        above: tuple[int, str, str] | None = None  # row of the table, level1, level2
        for number, row in enumerate(project.indicators, 1):
            again = self.style.headings_again
            if again and number > 1 and (number - 1) % again == 0:
                self._indicator_headings(table)
                above = None
            texts = (row.level3, row.description, row.target_value)
            same1 = above is not None and above[1] == row.level1 and self.style.merged_level1
            same2 = above is not None and above[1:] == (row.level1, row.level2)
            same2 = same2 and self.style.merged_level2
            place = self._row(
                table,
                [
                    (0, 0, "" if same1 else row.level1),
                    (1, 1, "" if same2 else row.level2),
                    *((column, column, text) for column, text in enumerate(texts, 2)),
                    (5, 6, row.basis),
                ],
            )
            if above is not None and same1:
                self._merge(table, above[0], place, 0)
            if above is not None and same2:
                self._merge(table, above[0], place, 1)
            above = (place, row.level1, row.level2)
            if self.style.blank_rows and number % self.style.blank_rows == 0:
                self._row(table, [(column, column, "") for column in range(COLUMNS)])
                above = None

    def _indicator_headings(self, table: Any) -> int:
        labels = [self._label(column.label) for column in layout.INDICATOR_COLUMNS]
        cells = [(column, column, text) for column, text in enumerate(labels[:-1])]
        return self._row(table, [*cells, (5, 6, labels[-1])])

    def _row(self, table: Any, cells: Iterable[tuple[int, int, str]]) -> int:
        row = table.add_row()
        if not self.style.may_break_rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        existing = row.cells
        for first, last, text in cells:
            cell = existing[first]
            if last > first:
                cell = cell.merge(existing[last])
            for number, line in enumerate(text.split("\n")):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                self._run(paragraph, line)
        return len(table.rows) - 1

    def _merge(self, table: Any, first: int, row: int, column: int) -> None:
        """Vertically, as Word does: the text stands in the first cell."""
        for place, kind in ((first, "restart"), (row, "continue")):
            cell = table.rows[place]._tr.tc_lst[column]
            if cell.vMerge is None:
                cell.vMerge = kind

    def _label(self, text: str) -> str:
        return " ".join(text) if self.style.labels_spaced else text

    def _run(self, paragraph: Any, text: str) -> None:
        run = paragraph.add_run(text)
        run.font.size = Pt(self.style.size)
        run.font.name = self.style.font
        properties = run._r.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), self.style.font)
        language = OxmlElement("w:lang")
        language.set(qn("w:eastAsia"), "zh-CN")
        properties.append(language)
