"""The copy for the mail: stamped, without functions of the add-in, else as its source."""

import datetime as dt
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from tests.workbook.contents import sample_units
from xladdin.domain.origin import cell_position
from xladdin.domain.stamp import Stamp
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.reading import find_cover
from xladdin.workbook.cell_xml import SheetXml
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.package_copy import PackageCopy, parse_part, serialize_part
from xladdin.workbook.sent_copy import require_sendable, write_sent_copy
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_unit_workbook

STAMP = Stamp("一上", 1, dt.datetime(2024, 11, 20, 10, 30), "0" * 16)
LINE = "报送记录：一上 第1次 2024-11-20 10:30 内容校验码 0000000000000000"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "316003.xlsx"
    build_unit_workbook(path, sample_units()["316003"])
    return path


def sent(source: Path) -> Path:
    target = source.with_name("副本.xlsx")
    workbook = read_workbook(source)
    require_sendable(source, workbook)
    assert write_sent_copy(source, target, find_cover(workbook), STAMP)
    return target


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_formulas(
    source: Path, formulas: Mapping[str, str], names: str = "", sheet: str = "项目1"
) -> Path:
    """A workbook with formulas put in, each with a result, and with defined names."""
    package = PackageCopy(source)
    part = package.sheet_parts()[sheet]
    xml = SheetXml(parse_part(package.read(part), part), part)
    for address, formula in formulas.items():
        cell = xml.cell(cell_position(address) or (0, 0))
        for node in list(cell):
            cell.remove(node)
        cell.set("t", "str")
        if formula:
            etree.SubElement(cell, f"{{{MAIN}}}f").text = formula
        etree.SubElement(cell, f"{{{MAIN}}}v").text = f"结果{address}" if formula else "现场校验"
    package.change(part, serialize_part(xml.root))
    workbook = package.read(package.workbook_part)
    names_end = b"</definedNames>"
    assert names_end in workbook
    package.change(
        package.workbook_part, workbook.replace(names_end, names.encode() + names_end, 1)
    )
    path = source.with_name("有函数.xlsx")
    package.write(path)
    return path


def test_only_the_cover_and_the_time_of_saving_change(source: Path) -> None:
    before, after = members(source), members(sent(source))

    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "docProps/core.xml"}
    cover = load_workbook(source.with_name("副本.xlsx"))[layout.COVER_SHEET]
    assert cover["A2"].value == LINE
    assert cover.row_dimensions[2].height == 19


def test_it_says_what_its_source_says(source: Path) -> None:
    was, is_now = read_submission_file(source), read_submission_file(sent(source))

    assert was.digest == is_now.digest
    assert is_now.stamp == STAMP
    assert is_now.anomalies == was.anomalies


def test_a_copy_that_is_sent_again_has_one_stamp(source: Path) -> None:
    first = sent(source)
    again = first.with_name("又一份.xlsx")
    later = Stamp("二上", 2, STAMP.sent_at, STAMP.digest)

    assert write_sent_copy(first, again, find_cover(read_workbook(first)), later)

    assert read_submission_file(again).stamp == later
    texts = [e.text for _, _, e in read_workbook(again).sheets[0].filled()]
    assert sum(text.startswith(layout.STAMP_LABEL) for text in texts) == 1


def test_live_checks_go_whole_and_other_functions_leave_their_values(source: Path) -> None:
    names = (
        f'<definedName name="{layout.LIVE_CHECK_NAME}">TRUE</definedName>'
        f'<definedName name="{layout.LIVE_CHECK_AREA_NAME}" localSheetId="1">'
        "'项目1'!$J$9:$J$11</definedName>"
        '<definedName name="自己的">PT_AMOUNT(项目1!$C$4)</definedName>'
    )
    row = "PT_CHECK_ROW({0}:F{1},指标体系)"
    changed = with_formulas(
        source,
        {
            "J9": "",
            "J10": row.format("A10", 10),
            "J11": row.format("A11", 11),
            "L12": "pt_amount(C4)+1",
            "L13": "MY_PT_AMOUNT(C4)",
        },
        names,
    )

    copy = sent(changed)

    book = load_workbook(copy)
    sheet = book["项目1"]
    assert [sheet[cell].value for cell in ("J9", "J10", "J11")] == [None] * 3
    assert sheet["L12"].value == "结果L12"
    assert str(sheet["L13"].value) == "=MY_PT_AMOUNT(C4)"
    assert not {layout.LIVE_CHECK_NAME, "自己的"} & set(book.defined_names)
    assert layout.LIVE_CHECK_AREA_NAME not in sheet.defined_names
    assert layout.PROJECT_CODE.defined_name in sheet.defined_names
    assert read_submission_file(copy).digest == read_submission_file(source).digest


def test_a_name_that_lost_its_cells_does_no_harm(source: Path) -> None:
    names = (
        f'<definedName name="{layout.LIVE_CHECK_AREA_NAME}" localSheetId="1">'
        "'项目1'!#REF!</definedName>"
    )
    copy = sent(with_formulas(source, {"L12": "PT_AMOUNT(C4)"}, names))

    assert load_workbook(copy)["项目1"]["L12"].value == "结果L12"


def linked(source: Path, target: str) -> Path:
    """A workbook with a link as Excel writes one; PT_AMOUNT of its target in L12."""
    path = with_formulas(source, {"L12": "[1]!PT_AMOUNT(C4)"})
    parts = members(path)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = "xl/externalLinks/externalLink1.xml"
    parts[link] = (
        f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{office}" r:id="rId1"/>'
        "</externalLink>"
    ).encode()
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{office}/externalLinkPath" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    ).encode()
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdLink" Type="{office}/externalLink" '
        'Target="externalLinks/externalLink1.xml"/></Relationships>'.encode(),
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/{link}" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.externalLink+xml"/></Types>'.encode(),
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<definedNames>",
        b'<externalReferences><externalReference r:id="rIdLink"/></externalReferences>'
        b"<definedNames>",
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_the_link_to_the_addin_goes_with_its_functions(source: Path) -> None:
    path = linked(source, "file:///C:\\Users\\a\\XLSTART\\xladdin.xlam")
    assert read_workbook(path).external_links

    copy = sent(path)

    assert read_workbook(copy).external_links == ()
    assert not any("externalLink" in name for name in members(copy))
    assert b"externalLink" not in members(copy)["[Content_Types].xml"]
    assert load_workbook(copy)["项目1"]["L12"].value == "结果L12"


def test_a_link_to_another_workbook_is_refused(source: Path) -> None:
    path = linked(source, "file:///D:\\去年\\316001.xlsx")

    with pytest.raises(UsageError, match="去年") as caught:
        require_sendable(path, read_workbook(path))
    assert "断开链接" in caught.value.next_step


def test_macros_are_refused(source: Path) -> None:
    parts = members(source)
    rels = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        f'<Relationship Id="v" Type="{kind}" Target="vba.bin"/></Relationships>'.encode(),
    )
    parts["xl/vba.bin"] = b"\0"
    path = source.with_name("有宏.xlsx")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(UsageError, match="宏"):
        require_sendable(path, read_workbook(path))


def test_without_a_free_row_there_is_no_stamp(source: Path) -> None:
    book = load_workbook(source)
    book[layout.COVER_SHEET]["A2"] = "附件1"
    path = source.with_name("附件.xlsx")
    book.save(path)
    target = source.with_name("副本.xlsx")

    assert not write_sent_copy(path, target, find_cover(read_workbook(path)), STAMP)
    assert read_submission_file(target).stamp is None
