"""What stands where in a document: projects' forms, the department's part, covers, other text."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xladdin.documents.blocks import Line, Row, Table, grid_of
from xladdin.documents.department_part import heading_of, is_caption
from xladdin.documents.form_reading import AMOUNT_UNIT
from xladdin.documents.imported import LeftOver, Placed
from xladdin.documents.project_forms import (
    ProjectForm,
    is_form,
    is_summary_table,
    split_forms,
)
from xladdin.documents.reasons import CONTENTS_LINE, SUMMARY_TABLE
from xladdin.documents.sheet_account import account_of_cover, account_of_targets
from xladdin.domain.text import squeeze
from xladdin.form.cover_reading import is_cover, is_targets_sheet, read_cover, read_targets

if TYPE_CHECKING:
    from xladdin.domain.submission import Cover, DepartmentTargets

_MOST_LINES_ABOVE = 4
_LONGEST_LINE_ABOVE = 100
_TITLE_WORDS = ("绩效目标表", "绩效目标申报表")
_ENDS_OF_SENTENCES = ("。", "；", ";", "！")


class Finder:
    """Walks a document's blocks and keeps together what belongs together."""

    def __init__(self) -> None:
        self.forms: list[ProjectForm] = []
        self.prose: list[Line] = []
        self.cover: Cover | None = None
        self.targets: DepartmentTargets | None = None
        self.placed: list[Placed] = []
        self.left_over: list[LeftOver] = []
        self._above: list[Line] = []  # lines since the last table
        self._goes_on = False  # whether the last table belonged to the last form

    def add_line(self, line: Line) -> None:
        """The next line."""
        if line.is_contents:
            self.left_over.append(LeftOver(line.text, line.where, CONTENTS_LINE))
        else:
            self._above.append(line)

    def add_table(self, table: Table) -> None:
        """The next table."""
        for rows in split_forms(table.rows):
            may_go_on = self._goes_on and not self._above and not table.is_sheet
            if may_go_on and self.forms[-1].goes_on_with(rows):
                self.forms[-1].add(rows)
                continue
            self._goes_on = is_form(rows)
            if self._goes_on:
                self._begin_form(rows)
            else:
                self._add_other(rows)

    def end(self) -> None:
        """No more blocks follow."""
        self.prose += self._above
        self._above = []

    def _begin_form(self, rows: Sequence[Row]) -> None:
        has_title = any(squeeze(c.text).endswith(_TITLE_WORDS) for r in rows[:2] for c in r.filled)
        form = ProjectForm(() if has_title else tuple(self._lines_above()))
        self.end()
        form.add(rows)
        self.forms.append(form)

    def _lines_above(self) -> list[Line]:
        """Title and unit line: the last lines before a table, up to the title."""
        most = min(len(self._above), _MOST_LINES_ABOVE)
        for count in range(1, most + 1):
            text = self._above[-count].text
            if squeeze(text).endswith(_TITLE_WORDS):
                return self._take_lines(count)
            if _is_other_text(text):
                return self._take_lines(count - 1)
        return self._take_lines(most)

    def _take_lines(self, count: int) -> list[Line]:
        cut = len(self._above) - count
        lines, self._above = self._above[cut:], self._above[:cut]
        return lines

    def _add_other(self, rows: Sequence[Row]) -> None:
        grid = grid_of(rows, "", "")
        if is_summary_table(rows):
            self._leave_summary(rows)
        elif self.cover is None and is_cover(grid):
            self.cover = read_cover(grid)
            self._add_account(*account_of_cover(grid, rows, self.cover))
        elif self.targets is None and is_targets_sheet(grid):
            self.targets = read_targets(grid)
            self._add_account(*account_of_targets(grid, rows, self.targets))
        else:
            self._above += _as_lines(rows)
        self.end()

    def _add_account(self, placed: list[Placed], left_over: list[LeftOver]) -> None:
        self.placed += placed
        self.left_over += left_over

    def _leave_summary(self, rows: Sequence[Row]) -> None:
        count = 0
        while count < len(self._above) and _is_over_summary(self._above[-1 - count].text):
            count += 1
        for line in self._take_lines(count):
            self.left_over.append(LeftOver(line.text, line.where, SUMMARY_TABLE))
        for row in rows:
            for cell in row.filled:
                self.left_over.append(LeftOver(cell.text, row.where, SUMMARY_TABLE))


def _is_other_text(text: str) -> bool:
    """Whether a line above a table can be neither its title nor its unit line."""
    is_sentence = squeeze(text).endswith(_ENDS_OF_SENTENCES)
    is_heading = heading_of(text) is not None or is_caption(text)
    return is_sentence or is_heading or len(text) > _LONGEST_LINE_ABOVE


def _is_over_summary(text: str) -> bool:
    return bool(AMOUNT_UNIT.search(text)) or squeeze(text).endswith("汇总表")


def _as_lines(rows: Sequence[Row]) -> Iterator[Line]:
    """A table that only sets running text: its paragraphs."""
    for row in rows:
        for cell in row.filled:
            for text in cell.text.splitlines():
                if text.strip():
                    yield Line(text.strip(), row.where)
