"""The department summary in a real spreadsheet application, from real workbooks on."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from openpyxl import load_workbook

from tests.live.document import Document
from tests.live.office import Office
from tests.live.paper import printed_pages
from tests.live.recalculated import assert_results_hold
from tests.workbook.contents import (
    project,
    sample_department,
    sample_units,
    troubled_unit,
)
from xladdin.consolidation.inbox import receive
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.department import Roster, RosterUnit
from xladdin.domain.finding import Severity
from xladdin.domain.money import format_amount
from xladdin.domain.text import squeeze
from xladdin.rules.engine import check_department, check_submission
from xladdin.rules.settings import Settings
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

FIRST_LINE, SECOND_LINE, TOTAL_LINE = 9, 10, 11  # rows of 汇总 with the sample's two units
HALVES = ("0.005", "1.005", "2.675", "9.995", "145.195", "1234567.895", "99999999.985")


def consolidate(inbox: Path, output: Path, roster: Roster | None = None) -> Path:
    received = receive(sorted(inbox.iterdir()), roster)
    findings = [
        f for sent in received.counted for f in check_submission(sent, Settings(roster=roster))
    ]
    write_summary(output, received, [*findings, *check_department(received)])
    return output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample's inbox and its summary."""
    inbox = tmp_path / "部门 2024" / "收件 #1 [100%]"
    inbox.mkdir(parents=True)
    for code, unit in sample_units().items():
        build_unit_workbook(inbox / f"{code} {unit.unit_name}.xlsx", unit)
    build_department_workbook(inbox / "整体目标.xlsx", sample_department())
    consolidate(inbox, inbox.parent / "汇总表.xlsx")
    return inbox.parent


@pytest.fixture
def document(office: Office, folder: Path) -> Iterator[Document]:
    opened = office.open(folder / "汇总表.xlsx")
    yield opened
    opened.close()


def shown(document: Document, sheet: str, address: str) -> str:
    text: str = document.component.Sheets.getByName(sheet).getCellRangeByName(address).String
    return text


def test_the_sample_recalculates_to_what_python_computed(office: Office, folder: Path) -> None:
    assert assert_results_hold(office, folder / "汇总表.xlsx") > 100


def test_everything_wrong_recalculates_too(office: Office, tmp_path: Path) -> None:
    """Texts for amounts, superseded files, missing units, a comparison, nobody's findings."""
    inbox = tmp_path / "收件"
    inbox.mkdir()
    output = tmp_path / "汇总表.xlsx"
    units = sample_units()
    for code, unit in units.items():
        build_unit_workbook(inbox / f"{code}.xlsx", unit)
    consolidate(inbox, output)
    build_unit_workbook(inbox / "316009.xlsx", troubled_unit())
    build_unit_workbook(
        inbox / "316003 新.xlsx", replace(units["316003"], projects=(project(budget="0.0001"),))
    )
    (inbox / "坏.xlsx").write_text("<html>", encoding="utf-8")
    codes = ("316001", "316002", "316003", "316009")
    roster = Roster("units.csv", tuple(RosterUnit(code, f"单位{code}") for code in codes))
    consolidate(inbox, output, roster)

    assert assert_results_hold(office, output) > 100
    sheets = load_workbook(output, data_only=True)
    changes = [row[0] for row in sheets["对比"].values]
    assert {"新增", "删除"} <= set(changes)
    assert "未报送" in [row[2] for row in sheets["报送情况"].values]


def test_counts_follow_what_the_finance_office_chooses(office: Office, tmp_path: Path) -> None:
    inbox = tmp_path / "收件"
    inbox.mkdir()
    file = inbox / "31~6001 (2).xlsx"  # a tilde means something in a criterion
    build_unit_workbook(file, sample_units()["316001"])
    received = receive([file], None)
    found = check_submission(received.used[0])
    explained = [
        replace(each, explanation="按合同执行") if each.severity is Severity.WARNING else each
        for each in found
    ]
    output = tmp_path / "汇总表.xlsx"
    write_summary(output, received, explained)
    assert assert_results_hold(office, output) > 50

    document = office.open(output)
    warnings = sum(each.severity is Severity.WARNING for each in found)
    assert counts_of_file(document) == ["0", str(warnings)]
    document.set_value("审核说明", "J4", "不接受")
    document.recalculate()
    assert counts_of_file(document) == ["1", str(warnings - 1)]
    number = int(shown(document, "审核说明", "A4"))
    assert shown(document, "问题", f"K{number + 3}") == "说明不予接受"
    document.close()


def counts_of_file(document: Document) -> list[str]:
    """Open and explained warnings of the first file in 报送情况."""
    return [shown(document, "报送情况", f"{column}4") for column in "IJ"]


def test_an_empty_summary_recalculates(office: Office, tmp_path: Path) -> None:
    (tmp_path / "收件").mkdir()

    assert assert_results_hold(office, consolidate(tmp_path / "收件", tmp_path / "s.xlsx")) > 10


def test_the_sample_shows_half_up_of_exact_values(document: Document) -> None:
    document.recalculate()

    lines = (FIRST_LINE, SECOND_LINE, TOTAL_LINE)
    assert [shown(document, "汇总", f"A{line}") for line in lines] == ["316001", "316003", "合计"]
    assert [shown(document, "汇总", f"E{line}") for line in lines] == ["100.89", "76.69", "177.58"]
    assert [shown(document, "汇总", f"J{line}") for line in lines] == ["86.46", "58.73", "145.20"]
    totals = [shown(document, "汇总", f"{column}{TOTAL_LINE}") for column in "HIJK"]
    assert totals == ["47.24", "91.91", "145.20", "177.58"]
    assert shown(document, "支出计划", "L17") == "145.20"


def test_halves_are_shown_rounded_up(office: Office, tmp_path: Path) -> None:
    inbox = tmp_path / "收件"
    inbox.mkdir()
    projects = tuple(project(budget=amount, fiscal=amount) for amount in HALVES)
    build_unit_workbook(inbox / "a.xlsx", replace(sample_units()["316001"], projects=projects))
    document = office.open(consolidate(inbox, tmp_path / "s.xlsx"))
    document.recalculate()

    on_screen = [shown(document, "项目", f"F{row}") for row in range(4, 4 + len(HALVES))]
    assert on_screen == [f"{Decimal(format_amount(Decimal(a))):,}" for a in HALVES]
    total = sum(map(Decimal, HALVES), Decimal(0))
    assert shown(document, "汇总", "E9") == f"{Decimal(format_amount(total)):,}"
    document.close()


def test_a_changed_amount_changes_the_totals(document: Document) -> None:
    document.set_value("项目", "F4", 113.48)  # 100 more; the plan has it all at 10月底
    document.recalculate()

    cells = document.cells("汇总")
    assert cells[f"E{FIRST_LINE}"].value == 200.89
    assert cells[f"E{SECOND_LINE}"].value == 76.69
    assert cells[f"E{TOTAL_LINE}"].value == 277.58
    assert cells["A4"].value == 277.58  # the key figure
    plan = [cells[f"{column}{FIRST_LINE}"].value for column in "HIJK"]
    assert plan == [29.2775, 51.13, 186.4625, 200.89]
    assert cells["A12"].value == "核对：各单位之和与项目明细合计相符。"


def test_a_line_under_an_unknown_unit_is_noticed(document: Document) -> None:
    document.set_value("项目", "B4", "316009")
    document.recalculate()

    cells = document.cells("汇总")
    assert cells[f"C{FIRST_LINE}"].value == 6
    assert cells[f"E{TOTAL_LINE}"].value == 177.58
    assert "不符" in str(cells["A12"].value)


def test_a_link_leads_to_the_cell_also_when_the_folder_was_moved(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "归档"
    shutil.move(folder, moved)
    document = office.open(moved / "汇总表.xlsx")
    cell = document.component.Sheets.getByName("项目").getCellRangeByName("K4")
    link = urlparse(cell.TextFields.getByIndex(0).URL)
    document.close()

    source = Path(unquote(link.path))
    assert source.parent == moved / "收件 #1 [100%]"
    assert unquote(link.fragment) == "'项目1'!C4"
    sheet, _, address = cell_of(unquote(link.fragment))
    assert load_workbook(source, data_only=True)[sheet][address].value == 13.48


def cell_of(place: str) -> tuple[str, str, str]:
    sheet, mark, address = place.rpartition("!")
    return sheet.strip("'"), mark, address


def test_it_prints_whole(office: Office, folder: Path) -> None:
    pages = [page.text for page in printed_pages(office, folder / "汇总表.xlsx")]

    assert 8 <= len(pages) <= 16
    for title, place in (("预算项目绩效目标汇总表", 0), ("预算项目明细表", 1)):
        assert squeeze(title) in pages[place]
    assert "图表数据" not in "".join(pages)  # the charts' figures stand beside the printed area
    everything = "".join(pages)
    for unit in sample_units().values():
        for content in unit.projects:
            assert squeeze(content.name) in everything
    assert sum("指标值确定依据" in page for page in pages) >= 2  # the heading on every page
