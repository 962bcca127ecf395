"""The workbook of a comparison: 总览, 项目 and 改动, written whole or not at all."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from xladdin.consolidation.comparison_tables import Places, Titles, changes_sheet, projects_sheet
from xladdin.consolidation.summary_sheets.looks import Looks
from xladdin.consolidation.summary_sheets.sources import Sources
from xladdin.consolidation.summary_sheets.table_sheet import (
    SUM_DECIMALS,
    Cell,
    CellWriter,
    summed,
    write_table_sheet,
)
from xladdin.domain.origin import cell_address
from xladdin.form import layout
from xladdin.form import summary_form as form
from xladdin.rules.comparing.changes import PROJECT_HEAD, Kind
from xladdin.rules.comparing.editions import Part
from xladdin.rules.comparing.results import AmountPair, Comparison, State
from xladdin.rules.comparing.wording import counts_label, sender_remark, untold_label
from xladdin.workbook.saving import replace_whole
from xladdin.workbook.templates.form_sheet import FormBook, Formula
from xladdin.workbook.templates.page import set_up_page
from xladdin.workbook.text_height import row_height

TITLE = "预算项目绩效目标对比"
OVERVIEW_SHEET = "总览"
_WIDTHS = (12.0, 32.0, 13.0, 13.0, 13.0, 10.0, 30.0)
_LAST = len(_WIDTHS) - 1
_PARTS = (
    (PROJECT_HEAD, "项目编码、名称、金额"),
    *((part.value, part.value) for part in Part),
    (layout.TARGETS_SHEET, layout.TARGETS_SHEET),
)
_UNTOLD = "未对比"
_AMOUNT_HEADINGS = ("原", "现", "差额", "增减")
_UNIT_HEADINGS = ("原预算数", "现预算数", "差额", "增减")
_AMOUNT_LOOKS = ("amount", "amount", "amount", "percent")


def write_comparison(path: Path, comparison: Comparison) -> None:
    """Write what changed to ``path``; links lead to both sides. Raises OutputError."""
    editions = (comparison.old, comparison.new)
    files = [file for edition in editions for file in edition.files]
    places = Places(Sources(files, path))
    note = f"{counts_label(comparison)}。金额单位：万元。点击“位置”打开原表。"
    with replace_whole(path) as temporary, FormBook(temporary, TITLE) as book:
        looks = Looks(book)
        _Overview(book, looks, comparison).write()
        projects = projects_sheet(comparison, places, Titles(PROJECT_HEAD, "项目变动表", note))
        write_table_sheet(book, looks, projects)
        changes = changes_sheet(comparison, places, Titles(form.CHANGES_SHEET, "改动明细表", ""))
        write_table_sheet(book, looks, changes)


class _Overview:
    """Writes 总览: what was compared, the totals, what changed, and a line a unit."""

    def __init__(self, book: FormBook, looks: Looks, comparison: Comparison) -> None:
        self.looks = looks
        self.comparison = comparison
        self.sheet = book.add_sheet(OVERVIEW_SHEET)
        self.writer = CellWriter(self.sheet, looks)
        self.row = 0

    def write(self) -> None:
        for number, width in enumerate(_WIDTHS):
            self.sheet.set_column(number, number, width)
        self.sheet.merge_range(0, 0, 0, _LAST, TITLE, self.looks["title"])
        self.sheet.set_row(0, 33)
        for line in self._notes():
            self.row += 1
            self.writer.write(self.row, 0, line, "note")
            self.sheet.set_row(self.row, 18)
        self._amounts()
        self._changes()
        self._units()
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:B{self.row + 1}"})
        self.sheet.print_area(0, 0, self.row, _LAST)
        set_up_page(self.sheet, is_landscape=True)

    def _notes(self) -> Iterator[str]:
        comparison = self.comparison
        yield f"原：{comparison.old.name}"
        yield f"现：{comparison.new.name}"
        untold = untold_label(comparison)
        yield f"{counts_label(comparison)}。{untold}{'。' * bool(untold)}"
        if comparison.unread:
            yield f"有 {comparison.unread} 个项目的金额没有填写或无法识别，按 0 合计。"

    def _amounts(self) -> None:
        self._heading("一、金额（万元）", ("", *_AMOUNT_HEADINGS))
        for pair in self.comparison.totals:
            self._line((pair.label, None, *self._pair(pair)), ("center", "center", *_AMOUNT_LOOKS))

    def _changes(self) -> None:
        states = (State.ADDED, State.REMOVED, State.RENAMED, State.CHANGED, State.UNCHANGED)
        headings = ("新增", "删除", "更名", "改动", "未变")
        self._heading("二、变化（新增、删除按条计，改动按单元格计）", ("", *headings))
        looks = ("center", "center", *("integer",) * len(states))
        self._line(("项目（个）", None, *map(self.comparison.count, states)), looks)
        found = Counter(
            (change.part, change.kind)
            for sender in self.comparison.senders
            for _, change in sender.all_changes()
            if change.label != PROJECT_HEAD
        )
        untold = self.comparison.untold
        for part, label in _PARTS:
            if part in untold:
                self._line((label, None, _UNTOLD, *(None,) * 4), looks)
                continue
            added, removed, changed = (found[part, kind] for kind in Kind)
            self._line((label, None, added, removed, None, changed, None), looks)

    def _units(self) -> None:
        headings = (form.UNIT_CODE, form.UNIT_NAME, *_UNIT_HEADINGS, "说明")
        self._heading("三、各单位预算数（万元）", headings)
        for sender in self.comparison.senders:
            shown = sender.shown
            name = layout.TARGETS_TITLE if shown.is_own else shown.unit_name
            amounts = (None,) * 4 if shown.is_own else self._pair(sender.totals[0])
            cells = (shown.unit_code, name, *amounts, sender_remark(sender))
            self._line(cells, ("code", "text", *_AMOUNT_LOOKS, "text"))

    def _pair(self, pair: AmountPair) -> tuple[Cell, ...]:
        """For the next line: an amount then and now, the difference, its share of the old one."""
        old, new = summed(pair.old or Decimal(0)), summed(pair.new or Decimal(0))
        was, now, change = (cell_address(self.row + 2, column) for column in (3, 4, 5))
        share = summed((new - old) / old) if old else ""
        return (
            old,
            new,
            Formula(f"=ROUND({now}-{was},{SUM_DECIMALS})", new - old),
            Formula(f'=IF({was}=0,"",ROUND({change}/{was},{SUM_DECIMALS}))', share),
        )

    def _heading(self, caption: str, headings: Sequence[str]) -> None:
        """A section begins; a first heading that is empty stands over two columns."""
        self.row += 2
        self.writer.write(self.row, 0, caption, "section")
        self.sheet.set_row(self.row, 24)
        self.row += 1
        style = self.looks["heading"]
        if not headings[0]:
            self.sheet.merge_range(self.row, 0, self.row, 1, "内容", style)
        first = 0 if headings[0] else 2
        for number, heading in enumerate(headings[0 if headings[0] else 1 :], first):
            self.writer.write(self.row, number, heading, "heading")
        self.sheet.set_row(self.row, 22)

    def _line(self, cells: Sequence[Cell], looks: Sequence[str]) -> None:
        """A line; a label with nothing beside it stands over two columns."""
        self.row += 1
        is_label_wide = cells[1] is None
        beside = list(zip(cells, _WIDTHS, strict=False))[2 if is_label_wide else 0 :]
        texts = [(cell, width) for cell, width in beside if isinstance(cell, str)]
        self.sheet.set_growing_row(self.row + 1, row_height(texts, lowest=20))
        for number, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            self.writer.write(self.row, number, cell, look)
        if is_label_wide:
            self.sheet.merge_range(self.row, 0, self.row, 1, str(cells[0]), self.looks[looks[0]])
