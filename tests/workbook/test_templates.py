"""The unit's workbook as a file: what is in which cell, and what a clerk may do there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbook.contents import NOBODY, row, sample_units, troubled_unit
from tests.workbook.contents import project as a_project
from xladdin.domain.content import ProjectContent, UnitContent, project_content
from xladdin.domain.submission import WorkbookKind
from xladdin.domain.taxonomy import Taxonomy
from xladdin.errors import OutputError
from xladdin.form import layout
from xladdin.form.version import current_identity
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_unit_workbook

FUNCTIONS_OF_EXCEL_2010 = {
    "ABS",
    "ADDRESS",
    "AND",
    "CELL",
    "COLUMN",
    "COUNT",
    "COUNTA",
    "COUNTIF",
    "COUNTIFS",
    "HYPERLINK",
    "IF",
    "IFERROR",
    "INDEX",
    "INDIRECT",
    "INT",
    "ISNUMBER",
    "LEN",
    "MATCH",
    "MAX",
    "MID",
    "MIN",
    "N",
    "NOT",
    "OR",
    "REPT",
    "RIGHT",
    "ROUND",
    "ROW",
    "SUBSTITUTE",
    "SUM",
    "SUMPRODUCT",
    "TEXT",
    "TRIM",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "316001.xlsx"
    build_unit_workbook(path, sample_units()["316001"])
    return path


@pytest.fixture(scope="module")
def book(sample: Path) -> Workbook:
    return load_workbook(sample)


@pytest.fixture
def blank(tmp_path: Path) -> Workbook:
    path = tmp_path / "blank.xlsx"
    build_unit_workbook(path, UnitContent(NOBODY, "", ""), blank_projects=2)
    return load_workbook(path)


def formulas(book: Workbook) -> Iterator[tuple[str, str, str]]:
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, str(cell.value)


def inside(sheet: Worksheet, area: str) -> list[Any]:
    cells = sheet[area]
    return [cell for line in cells for cell in line] if isinstance(cells, tuple) else [cells]


@pytest.mark.parametrize("code", ["316001", "316003"])
def test_what_was_filled_in_is_read_again(tmp_path: Path, code: str) -> None:
    unit = sample_units()[code]
    path = tmp_path / "unit.xlsx"
    build_unit_workbook(path, unit)
    read = read_submission_file(path)

    assert read.kind is WorkbookKind.UNIT
    assert (read.unit_code, read.unit_name) == (code, unit.unit_name)
    assert tuple(map(project_content, read.projects)) == unit.projects
    assert all(not item.unplaced for item in read.projects)
    assert read.anomalies == ()
    assert read.projects[1].title.text == f"2.{unit.projects[1].name}绩效目标表"
    assert read.projects[1].unit_line.text == f"{code} {unit.unit_name}"
    assert read.cover is not None
    assert read.cover.total_budget.text == {"316001": "100.89", "316003": "76.69"}[code]
    assert [line.sheet.text for line in read.cover.index] == [p.sheet for p in read.projects]


def test_sheets_stand_in_order_and_what_nobody_opens_is_hidden(book: Workbook) -> None:
    assert book.sheetnames == [
        "封面",
        *(f"项目{n}" for n in range(1, 8)),
        "校验结果",
        "列表",
        "xladdin",
    ]
    hidden = {name: book[name].sheet_state for name in book.sheetnames[-2:]}
    assert hidden == {"列表": "hidden", "xladdin": "veryHidden"}
    identity = [tuple(cell.value for cell in line) for line in book["xladdin"]["A1:B3"]]
    assert tuple(identity) == current_identity(WorkbookKind.UNIT).rows


def test_a_text_stays_a_text_and_an_amount_a_number(book: Workbook) -> None:
    sheet = book["项目1"]
    for address in ("B3", "E3", "B5", "B8", "C10", "E12"):
        assert sheet[address].number_format == "@"
    assert sheet["E12"].value == "7月底"
    assert (sheet["C4"].value, sheet["C4"].number_format) == (13.48, "#,##0.00")
    assert (sheet["E7"].value, sheet["E7"].number_format) == (1, "0%")
    assert book["封面"]["C4"].value == "316001"


def test_every_field_has_its_name_on_every_sheet(book: Workbook) -> None:
    for sheet in book.worksheets[1:8]:
        names = {name: item.attr_text for name, item in sheet.defined_names.items()}
        for field in layout.PROJECT_FIELDS:
            column, number = field.value_cell[0], field.value_cell[1:]
            assert names[field.defined_name] == f"'{sheet.title}'!${column}${number}"
        last = sheet.max_row
        assert names["三级指标"] == f"'{sheet.title}'!$C$9:$C${last}"
        assert names["填报检查"] == f"'{sheet.title}'!$H$2:$H${last}"
        assert names["本表名"] == f"'{sheet.title}'!$H$1"
    assert {"单位编码", "预算年度", "指标体系", "合计_预算数", "问题_单元格"} <= set(
        book.defined_names
    )


def test_every_formula_brings_its_value(sample: Path, book: Workbook) -> None:
    with ZipFile(sample) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        xml = "".join(archive.read(name).decode() for name in sheets)
    cells = re.findall(r"<c [^>]*?(t=\"\w+\")?><f>.*?</f><v>(.*?)</v></c>", xml)
    assert len(cells) == len(list(formulas(book))) > 200
    assert all(kind == 't="str"' or value for kind, value in cells)


def test_formulas_use_nothing_newer_than_excel_2010(book: Workbook) -> None:
    said = [formula for _, _, formula in formulas(book)]
    for sheet in book:
        for area in sheet.conditional_formatting:
            said += [text for rule in area.rules for text in rule.formula]
        said += [str(rule.formula1) for rule in sheet.data_validations.dataValidation]
    used = {name for formula in said for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)}
    assert used <= FUNCTIONS_OF_EXCEL_2010


def test_nothing_in_the_file_asks_for_trust(sample: Path) -> None:
    with ZipFile(sample) as archive:
        names = archive.namelist()
        relations = "".join(archive.read(n).decode() for n in names if n.endswith(".rels"))
    assert not [n for n in names if "vba" in n.lower() or "external" in n.lower()]
    assert "External" not in relations


def test_the_same_content_makes_the_same_file(sample: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    build_unit_workbook(again, sample_units()["316001"])
    assert again.read_bytes() == sample.read_bytes()


def test_inputs_are_unlocked_and_nothing_else(book: Workbook) -> None:
    sheet = book["项目1"]
    inputs = {
        cell.coordinate for f in layout.PROJECT_FIELDS for cell in inside(sheet, f.value_area)
    }
    table = {cell.coordinate for cell in inside(sheet, "A10:H18")}
    for cells in sheet.iter_rows():
        for cell in cells:
            is_input = cell.coordinate in inputs or cell.coordinate in table
            assert cell.protection.locked is not is_input, cell.coordinate
    cover = book["封面"]
    cover_inputs = {
        c.coordinate for f in layout.UNIT_COVER_FIELDS for c in inside(cover, f.value_area)
    }
    cover_inputs |= {f"B{row}" for row in range(10, 25)}
    unlocked = {
        c.coordinate for cells in cover.iter_rows() for c in cells if not c.protection.locked
    }
    assert unlocked == cover_inputs


def test_sheets_are_protected_without_a_password(book: Workbook) -> None:
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    flags = book["项目1"].protection
    # What openpyxl calls true is forbidden.
    assert not any((flags.insertRows, flags.deleteRows, flags.formatRows, flags.sort))
    assert flags.insertColumns
    assert flags.deleteColumns
    assert not book["校验结果"].protection.autoFilter


def test_dropdowns_reach_the_closing_row(book: Workbook) -> None:
    for sheet in book.worksheets[1:8]:
        lists = {
            str(rule.sqref): rule
            for rule in sheet.data_validations.dataValidation
            if rule.type == "list"
        }
        last = sheet.max_row
        assert lists[f"A10:A{last}"].formula1 == 'INDIRECT("一级_"&指标体系)'
        assert lists[f"B10:B{last}"].formula1 == 'INDIRECT("二级_"&指标体系&"_"&$A10)'
        assert all(rule.errorStyle in {None, "stop"} and rule.error for rule in lists.values())


def test_lists_hold_both_taxonomies(book: Workbook) -> None:
    def values(name: str) -> tuple[object, ...]:
        sheet, area = next(book.defined_names[name].destinations)
        return tuple(cell.value for cell in inside(book[sheet], area.replace("$", "")))

    for taxonomy in Taxonomy:
        assert values(f"一级_{taxonomy.label}") == taxonomy.level1
        for level1 in taxonomy.level1:
            assert values(f"二级_{taxonomy.label}_{level1}") == taxonomy.level2(level1)


def test_messages_fit_excels_limits(book: Workbook, blank: Workbook) -> None:
    for sheet in [*book, *blank]:
        assert len(sheet.title) <= 31
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.errorTitle or "") <= 32
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 255
            assert len(str(rule.formula1)) <= 255


def test_the_table_is_not_merged_and_its_rows_grow(sample: Path, book: Workbook) -> None:
    sheet = book["项目1"]
    assert max(area.max_row for area in sheet.merged_cells.ranges) == 9
    with ZipFile(sample) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', xml))
    assert "customHeight" in rows["8"]
    for number in range(10, 19):
        assert "customHeight" not in rows[str(number)]
        assert "ht=" in rows[str(number)]


def test_a_project_is_printed_on_a4_one_page_wide(book: Workbook) -> None:
    for sheet in book.worksheets[1:8]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "portrait"
        assert sheet.page_setup.fitToWidth in {None, 1}  # 1 is what none means
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$9:$9"
        assert sheet.print_area.endswith(f"$A$1:$G${sheet.max_row}")
        assert sheet.oddFooter is not None
        assert "&P" in str(sheet.oddFooter.center.text)


def test_a_blank_workbook_says_what_is_missing(blank: Workbook, tmp_path: Path) -> None:
    values = load_workbook(tmp_path / "blank.xlsx", data_only=True)
    sheet = values["项目2"]
    assert [sheet[f"H{row}"].value for row in (3, 4, 5, 7, 8, 9, 10)] == [
        "请填写项目编码；请填写项目名称",
        "请填写预算数",
        "请填写资金用途",
        "请填写资金支出计划",
        "请填写绩效目标",
        "请填写绩效指标",
        None,
    ]
    assert sheet["A1"].value is None
    assert values["封面"]["D11"].value == "（未填项目名称）"
    assert values["封面"]["I11"].value == 6
    assert blank["项目1"].max_row == 10 + layout.BLANK_INDICATOR_ROWS
    assert values["封面"]["C5"].value is None


def complaints(tmp_path: Path, project: ProjectContent) -> dict[int, str]:
    path = tmp_path / "unit.xlsx"
    department = troubled_unit().department
    build_unit_workbook(path, UnitContent(department, "316001", "本级", projects=(project,)))
    sheet = load_workbook(path, data_only=True)["项目1"]
    found = {row: sheet[f"H{row}"].value for row in range(3, sheet.max_row + 1)}
    return {row: text for row, text in found.items() if text}


@pytest.mark.parametrize(
    ("wrong", "row_number", "complaint"),
    [
        ({"code": "13030624P0058511056"}, 3, "项目编码应为21位"),
        ({"name": ""}, 3, "请填写项目名称"),
        ({"budget": "2000万"}, 4, "预算数应填数字（万元）"),
        ({"other": "无"}, 4, "财政资金、其他资金应填数字（万元）"),
        ({"other": "0.5"}, 4, "预算数比财政资金与其他资金之和少0.50万元"),
        ({"fiscal": "13.4794"}, 4, "预算数比财政资金与其他资金之和多0.0006万元"),
        ({"fund_use": ""}, 5, "请填写资金用途"),
        ({"shares": (None,) * 4}, 7, "请填写资金支出计划"),
        ({"shares": ("25%", None, None, "1")}, 7, "支出计划应填百分数"),
        ({"shares": ("0.5", "0.25", "0.75", "1")}, 7, "支出计划是累计数，后面不能小于前面"),
        ({"shares": ("0.25", None, "0.75", "1")}, 7, "支出计划中间不能留空"),
        ({"shares": (None, "0.25", "0.75", None)}, 7, "支出计划最后应达到100%"),
        ({"goals": ()}, 8, "请填写绩效目标"),
        ({"indicators": (row(),)}, 9, "至少填写一条效益指标"),
        (
            {"indicators": (row(level3="", basis=""), *a_project().indicators)},
            10,
            "缺三级指标；缺指标值确定依据",
        ),
        (
            {"indicators": (row(level2="社会效益指标"), *a_project().indicators)},
            10,
            "一、二级指标不对应",
        ),
        (
            {"indicators": (row(level1="投入指标"), *a_project().indicators)},
            10,
            "一级指标不在列表中",
        ),
    ],
)
def test_the_check_column_says_what_is_wrong(
    tmp_path: Path, wrong: dict[str, Any], row_number: int, complaint: str
) -> None:
    assert complaints(tmp_path, a_project(**wrong)) == {row_number: complaint}


@pytest.mark.parametrize(
    "fine",
    [
        {},
        {"shares": (None, "1", None, None)},
        {"shares": ("0", "0.125", "0.5", "1")},
        {"budget": "0.3", "fiscal": "0.1", "other": "0.2"},
        {"indicators": (row("产出", "数 量"), *a_project().indicators)},
    ],
)
def test_the_check_column_is_silent_where_all_is_well(tmp_path: Path, fine: dict[str, Any]) -> None:
    assert complaints(tmp_path, a_project(**fine)) == {}


def test_many_projects_get_a_longer_index(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    build_unit_workbook(path, sample_units()["316001"], blank_projects=20)
    cover = load_workbook(path)["封面"]
    assert cover["B36"].value == "项目27"
    assert cover["A43"].value == "合计"
    assert cover["E43"].value == "=SUM(E9:E42)"


def test_a_text_that_no_cell_can_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "unit.xlsx"
    path.write_bytes(b"before")
    unit = UnitContent(NOBODY, "316001", "本级", projects=(a_project(fund_use="长" * 32768),))
    with pytest.raises(OutputError, match="B5 要填的文字超过 32767 字"):
        build_unit_workbook(path, unit)
    assert path.read_bytes() == b"before"
