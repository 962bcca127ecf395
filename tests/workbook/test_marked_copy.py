"""A marked copy: one sheet is filled, the rest of the file is as it was."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from tests.workbook.contents import sample_department, sample_units, troubled_unit
from xladdin.domain.content import UnitContent
from xladdin.domain.explanation import Explanation, Subject
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.errors import OutputError, UnreadableWorkbookError
from xladdin.form import layout
from xladdin.form.findings_sheet import read_explanations
from xladdin.rules.engine import check_submission
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.marked_copy import write_marked_copy
from xladdin.workbook.package_copy import parse_part
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

FINDINGS_PART = "xl/worksheets/sheet9.xml"
CHAIN = "xl/calcChain.xml"
ORDER_IN_A_SHEET = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetProtection",
    "autoFilter",
    "mergeCells",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "316001.xlsx"
    build_unit_workbook(path, sample_units()["316001"])
    return path


def finding(
    sheet: str = "项目1",
    cell: str = "C4",
    message: str = "预算数不等于两项之和",
    explanation: str = "",
    severity: Severity = Severity.ERROR,
) -> Finding:
    origin = Origin("316001.xlsx", sheet, cell)
    return Finding("S01", severity, message, "请核对三个数", origin, explanation, "2000万")


FINDINGS = [
    finding(),
    finding("项目3", "D13", "描述" * 60, "两项口径一致", Severity.WARNING),
    finding("", "", "工作簿不是用本版模板制作的", "", Severity.INFO),
]


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_members(path: Path, content: Mapping[str, bytes]) -> None:
    with ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)


def lines(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path)[layout.FINDINGS_SHEET]
    rows = sheet.iter_rows(min_row=layout.FIRST_FINDING_ROW, max_col=9, values_only=True)
    return [row for row in rows if any(row)]


def test_findings_stand_in_the_sheet(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "1 个错误，1 个警告，1 个提示")

    sheet = load_workbook(target)[layout.FINDINGS_SHEET]
    assert sheet["A2"].value == "1 个错误，1 个警告，1 个提示"
    assert lines(target) == [
        (1, "错误", "项目1", "C4", "S01", "预算数不等于两项之和", "请核对三个数", None, "2000万"),
        (2, "警告", "项目3", "D13", "S01", "描述" * 60, "请核对三个数", "两项口径一致", "2000万"),
        (
            3,
            "提示",
            None,
            None,
            "S01",
            "工作簿不是用本版模板制作的",
            "请核对三个数",
            None,
            "2000万",
        ),
    ]
    links = {cell.coordinate: cell.hyperlink.location for cell in sheet["D"] if cell.hyperlink}
    assert links == {"D5": "'项目1'!C4", "D6": "'项目3'!D13"}
    assert sheet.row_dimensions[6].height > 2 * sheet.row_dimensions[5].height


def test_every_other_member_keeps_its_bytes(source: Path, tmp_path: Path) -> None:
    before_file = source.read_bytes()
    before = members(source)
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")

    after = members(target)
    assert list(after) == list(before)
    assert [name for name in after if after[name] != before[name]] == [FINDINGS_PART]
    assert source.read_bytes() == before_file
    with ZipFile(source) as old, ZipFile(target) as new:
        assert [i.date_time for i in new.infolist()] == [i.date_time for i in old.infolist()]


def test_the_sheet_keeps_what_is_not_findings(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")

    old, new = (load_workbook(path)[layout.FINDINGS_SHEET] for path in (source, target))
    assert [cell.value for cell in new[4]] == [cell.value for cell in old[4]]
    assert new.protection.sheet
    assert new.freeze_panes == old.freeze_panes == "A5"
    assert new.auto_filter.ref == old.auto_filter.ref
    assert new.merged_cells.ranges == old.merged_cells.ranges
    assert len(new.conditional_formatting) == len(old.conditional_formatting)
    assert new.print_title_rows == "$4:$4"
    for letter in "ABCDEFGHI":
        assert new.column_dimensions[letter].width == old.column_dimensions[letter].width
    assert new["H5"].protection.locked is False
    assert new["F5"].protection.locked is True
    assert new["I5"].protection.locked is True
    assert new["F5"].alignment.wrap_text
    assert new["B5"].number_format == "@"


def test_the_part_keeps_the_order_that_the_format_demands(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")
    xml = members(target)[FINDINGS_PART].decode()
    places = [xml.index(f"<{name}") for name in ORDER_IN_A_SHEET if f"<{name}" in xml]
    assert "<hyperlinks" in xml
    assert places == sorted(places)


def test_marking_again_replaces_what_was_there(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")
    write_marked_copy(target, target, [finding("项目2", "B8")], "1 个错误")
    assert [row[2:4] for row in lines(target)] == [("项目2", "B8")]
    sheet = load_workbook(target)[layout.FINDINGS_SHEET]
    assert [cell.hyperlink.location for cell in sheet["D"] if cell.hyperlink] == ["'项目2'!B8"]

    write_marked_copy(target, target, [], "没有问题")
    assert lines(target) == []
    assert load_workbook(target)[layout.FINDINGS_SHEET]["A2"].value == "没有问题"
    assert members(target)[FINDINGS_PART].count(b"hyperlink") == 0


def test_explanations_come_back(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")
    found = read_explanations(read_workbook(target))
    assert [each for each in found if each.text] == [
        Explanation(Subject("项目3", "D13", "S01", "2000万"), "两项口径一致")
    ]


@pytest.mark.parametrize("unit", [sample_units()["316001"], troubled_unit()], ids=["good", "bad"])
def test_every_explanation_holds_where_nothing_was_changed(
    unit: UnitContent, tmp_path: Path
) -> None:
    source, target = tmp_path / "a.xlsx", tmp_path / "marked.xlsx"
    build_unit_workbook(source, unit)
    found = check_submission(read_submission_file(source))
    explained = [replace(each, explanation=f"说明{n}") for n, each in enumerate(found)]
    write_marked_copy(source, target, explained, "有误")

    again = check_submission(read_submission_file(target))
    assert [(each.explanation, each.lapsed) for each in again] == [
        (each.explanation, "") for each in explained
    ]


def test_a_template_of_version_1_gets_the_column_of_contents(source: Path, tmp_path: Path) -> None:
    content = members(source)
    part = content[FINDINGS_PART].decode()
    part = re.sub(r'<c r="I[1-4]"[^>]*?(/>|>.*?</c>)', "", part)
    part = re.sub(r'<col min="9" max="9"[^>]*/>', "", part)
    content[FINDINGS_PART] = part.encode()
    write_members(source, content)
    assert load_workbook(source)[layout.FINDINGS_SHEET]["I4"].value is None
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")

    sheet = load_workbook(target)[layout.FINDINGS_SHEET]
    assert [cell.value for cell in sheet[4]] == [c.label for c in layout.FINDING_COLUMNS]
    assert sheet["I4"].font.bold
    assert {each.subject.content for each in read_explanations(read_workbook(target))} == {"2000万"}


def test_odd_characters_arrive_or_are_left_out(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    odd = finding("甲's <表>", "A1", '=1+1 <b>&"引" \x0b\x00尾', " 前后有空格 \n两行 _x0041_")
    write_marked_copy(source, target, [odd], "有误")
    sheet = load_workbook(target)[layout.FINDINGS_SHEET]
    grid = read_workbook(target).sheet(layout.FINDINGS_SHEET)
    assert grid is not None
    assert grid.at(5, 6).text == '=1+1 <b>&"引" 尾'
    assert sheet["F5"].data_type == "s"
    assert grid.at(5, 8).text == " 前后有空格 \n两行 _x0041_"
    assert sheet["D5"].hyperlink.location == "'甲''s <表>'!A1"


def test_a_department_workbook_is_marked_too(tmp_path: Path) -> None:
    source, target = tmp_path / "department.xlsx", tmp_path / "marked.xlsx"
    build_department_workbook(source, sample_department())
    write_marked_copy(source, target, [finding(layout.TARGETS_SHEET, "B3")], "1 个错误")
    before, after = members(source), members(target)
    assert sum(after[name] != before[name] for name in before) == 1
    assert lines(target)[0][2:4] == (layout.TARGETS_SHEET, "B3")


def with_typed_formula(source: Path) -> None:
    """As Excel saves it when a clerk pasted a formula into 审核说明."""
    content = members(source)
    part = content[FINDINGS_PART].decode()
    row = '<row r="5"><c r="H5"><f>1+1</f><v>2</v></c></row></sheetData>'
    content[FINDINGS_PART] = part.replace("</sheetData>", row).encode()
    space = b"http://schemas.openxmlformats.org/"
    content[CHAIN] = (
        b'<calcChain xmlns="' + space + b'spreadsheetml/2006/main"><c r="H5" i="9"/></calcChain>'
    )
    kind = b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>'
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(b"</Types>", kind)
    relation = (
        b'<Relationship Id="rId99" Type="'
        + space
        + b'officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>'
    )
    name = "xl/_rels/workbook.xml.rels"
    content[name] = content[name].replace(b"</Relationships>", relation)
    write_members(source, content)


def test_no_list_of_formulas_names_one_that_is_gone(source: Path, tmp_path: Path) -> None:
    with_typed_formula(source)
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")
    after = members(target)
    assert CHAIN not in after
    assert not [name for name, data in after.items() if b"calcChain" in data]
    assert lines(target)[0][3] == "C4"


def test_a_filter_in_use_is_reset(source: Path, tmp_path: Path) -> None:
    content = members(source)
    part = content[FINDINGS_PART].decode()
    choice = '<filterColumn colId="1"><filters><filter val="错误"/></filters></filterColumn>'
    part = re.sub(r"<autoFilter ([^>]*)/>", rf"<autoFilter \1>{choice}</autoFilter>", part)
    content[FINDINGS_PART] = part.encode()
    write_members(source, content)
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")
    assert "filterColumn" not in members(target)[FINDINGS_PART].decode()
    assert "autoFilter" in members(target)[FINDINGS_PART].decode()


def test_a_workbook_saved_by_another_program_is_marked(source: Path, tmp_path: Path) -> None:
    resaved = tmp_path / "resaved.xlsx"
    load_workbook(source).save(resaved)  # other names of parts, other numbers of styles
    target = tmp_path / "marked.xlsx"
    write_marked_copy(resaved, target, FINDINGS, "有误")
    before, after = members(resaved), members(target)
    assert sum(after[name] != before[name] for name in before) == 1
    sheet = load_workbook(target)[layout.FINDINGS_SHEET]
    assert sheet["F6"].alignment.wrap_text
    assert sheet["H6"].protection.locked is False


def test_styles_come_from_a_row_where_columns_have_none(source: Path, tmp_path: Path) -> None:
    content = members(source)
    part = content[FINDINGS_PART].decode()
    style = re.findall(r'<col [^>]*style="(\d+)"', part)[-2]  # 审核说明
    part = re.sub(r'(<col [^>]*) style="\d+"', r"\1", part)
    part = part.replace("</sheetData>", f'<row r="5"><c r="H5" s="{style}"/></row></sheetData>')
    content[FINDINGS_PART] = part.encode()
    write_members(source, content)
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")
    sheet = load_workbook(target)[layout.FINDINGS_SHEET]
    assert sheet["H6"].protection.locked is False
    assert sheet["F6"].value == "描述" * 60


def test_a_strict_part_is_rewritten_in_its_own_namespace(source: Path, tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    content = members(source)
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content[FINDINGS_PART] = content[FINDINGS_PART].replace(transitional, strict.encode())
    write_members(source, content)
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, FINDINGS, "有误")
    root = parse_part(members(target)[FINDINGS_PART], FINDINGS_PART)
    rows = root.findall(f"{{{strict}}}sheetData/{{{strict}}}row")
    assert [row.get("r") for row in rows] == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet("数据")
    sheet["A1"], sheet["B1"] = "预算数", "=1+1"
    path = tmp_path / "foreign.xlsx"
    book.save(path)
    return path


def test_a_workbook_of_another_make_gets_the_sheet(foreign: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(foreign, target, [finding("数据", "B1", "=坏")], "1 个错误")
    write_marked_copy(target, target, [finding("数据", "B1", "=坏")], "1 个错误")

    book = load_workbook(target)
    assert book.sheetnames == ["数据", layout.FINDINGS_SHEET]
    assert book["数据"]["B1"].value == "=1+1"
    sheet = book[layout.FINDINGS_SHEET]
    assert sheet["A2"].value == "1 个错误"
    assert (sheet["F5"].value, sheet["F5"].data_type) == ("=坏", "s")
    assert sheet["D5"].hyperlink.location == "'数据'!B1"


def test_a_foreign_workbook_with_macros_is_refused(foreign: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsm"
    with pytest.raises(OutputError, match=r"只能存为 \.xlsx"):
        write_marked_copy(foreign, target, [], "没有问题")
    assert not target.exists()


def test_what_cant_be_read_leaves_the_target_alone(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    target.write_bytes(b"before")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut")
    for source in (broken, tmp_path / "gone.xlsx"):
        with pytest.raises(UnreadableWorkbookError):
            write_marked_copy(source, target, [], "没有问题")
    assert target.read_bytes() == b"before"


def test_an_unwritable_folder_is_said(source: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_marked_copy(source, tmp_path / "none" / "marked.xlsx", [], "没有问题")
