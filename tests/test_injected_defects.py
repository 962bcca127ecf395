"""Defects put into a real unit's workbook, one at a time: each is found at its cell, nothing else.

The workbook is edited in its XML, as a spreadsheet application would save it: the values of the
formulas stay where they are.
"""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from tests.workbook.contents import sample_units
from xladdin.consolidation.inbox import receive
from xladdin.domain.department import Roster, RosterUnit
from xladdin.domain.finding import Severity
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_department, check_submission
from xladdin.rules.settings import Settings
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.templates import build_unit_workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
UNIT = "316003"
COVER, FIRST = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"  # 封面, 项目1
Edit = Callable[[Path], None]
Place = tuple[str, str, str]


@pytest.fixture(scope="module")
def clean_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real unit's workbook, in which no error is found."""
    path = tmp_path_factory.mktemp("clean") / f"{UNIT}.xlsx"
    build_unit_workbook(path, sample_units()[UNIT])
    assert list(errors(path)) == []
    return path


def errors(path: Path, roster: Roster | None = None) -> Iterator[Place]:
    submission = read_submission(read_workbook(path))
    for finding in check_submission(submission, Settings(roster=roster)):
        if finding.severity is Severity.ERROR:
            yield finding.rule, finding.origin.sheet, finding.origin.cell


def change_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as source:
        members = [(info, source.read(info)) for info in source.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for info, content in members:
            target.writestr(info, change(content) if info.filename == name else content)


def change_sheet(part: str, change: Callable[[etree._Element], None]) -> Edit:
    def on_bytes(content: bytes) -> bytes:
        root = etree.fromstring(content)
        change(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return lambda path: change_part(path, part, on_bytes)


def cell(root: etree._Element, address: str) -> etree._Element:
    (found,) = root.iterfind(f".//{MAIN}c[@r='{address}']")
    return found


def put(address: str, value: str | float | None, part: str = FIRST, kind: str = "") -> Edit:
    """Put a text, a number, an error (``kind="e"``) or nothing into a cell."""

    def change(root: etree._Element) -> None:
        found = cell(root, address)
        found.set("t", "n")
        for child in list(found):
            found.remove(child)
        if isinstance(value, str) and kind != "e":
            found.set("t", "inlineStr")
            etree.SubElement(etree.SubElement(found, f"{MAIN}is"), f"{MAIN}t").text = value
        elif value is not None:
            if kind:
                found.set("t", kind)
            etree.SubElement(found, f"{MAIN}v").text = str(value)

    return change_sheet(part, change)


def put_formula(address: str, formula: str, value: str | None, part: str = FIRST) -> Edit:
    def change(root: etree._Element) -> None:
        found = cell(root, address)
        found.set("t", "n")
        for child in list(found):
            found.remove(child)
        etree.SubElement(found, f"{MAIN}f").text = formula
        if value is not None:
            etree.SubElement(found, f"{MAIN}v").text = value
            if not value[0].isdigit():
                found.set("t", "e")

    return change_sheet(part, change)


def hide_row(number: int) -> Edit:
    def change(root: etree._Element) -> None:
        (row,) = root.iterfind(f".//{MAIN}row[@r='{number}']")
        row.set("hidden", "1")

    return change_sheet(FIRST, change)


def as_date(address: str) -> Edit:
    """A cell typed as 1-3, which Excel turned into a date: a serial number in a date format."""

    def edit(path: Path) -> None:
        formats: list[int] = []

        def add_format(root: etree._Element) -> None:
            (xfs,) = root.iterfind(f"{MAIN}cellXfs")
            formats.append(len(xfs))
            etree.SubElement(xfs, f"{MAIN}xf", numFmtId="14", applyNumberFormat="1")

        change_sheet("xl/styles.xml", add_format)(path)
        put(address, 45294)(path)
        change_sheet(FIRST, lambda root: cell(root, address).set("s", str(formats[0])))(path)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(path: Path) -> None:
        for one in edits:
            one(path)

    return edit


DEFECTS: list[tuple[str, Edit, list[Place]]] = [
    ("code a character short", put("B3", "13030624P00585110568"), [("C01", "项目1", "B3")]),
    ("no code", put("B3", None), [("C01", "项目1", "B3")]),
    ("code stored as a number", put("B3", 1.3e20), [("C01", "项目1", "B3")]),
    (
        "unit code with five digits, the sheets' formulas not calculated again",
        put("C4", "31600", COVER),
        [("C06", "封面", "C4"), *(("W02", f"项目{n}", "A2") for n in range(1, 7))],
    ),
    ("budget as 2000万", put("C4", "2000万"), [("C07", "项目1", "C4")]),
    ("budget stored as text", put("C4", "53.83"), [("C07", "项目1", "C4")]),
    ("no budget", put("C4", None), [("C07", "项目1", "C4")]),
    (
        "three decimals",
        both(put("C4", 53.835), put("E4", 53.835)),
        [("C07", "项目1", "C4"), ("C08", "项目1", "E4")],
    ),
    ("negative other funds", put("G4", -1), [("S01", "项目1", "C4"), ("C08", "项目1", "G4")]),
    ("share of 2500%", put("B7", 25), [("C10", "项目1", "B7")]),
    ("share as words", put("B7", "四分之一"), [("C10", "项目1", "B7")]),
    ("goals 1 and 3", put("B8", "1.保安\n3.保洁"), [("C11", "项目1", "B8")]),
    ("no goal", put("B8", None), [("C11", "项目1", "B8")]),
    ("placeholder", put("F10", "待定"), [("C13", "项目1", "F10")]),
    ("error typed over a value", put("E10", "#REF!", kind="e"), [("C13", "项目1", "E10")]),
    ("class that doesn't exist", put("B10", "数目指标"), [("C14", "项目1", "B10")]),
    ("name repeats its class", put("C10", "数量"), [("C15", "项目1", "C10")]),
    ("no name", put("C10", None), [("C15", "项目1", "C10")]),
    ("no value", put("E10", None), [("C17", "项目1", "E10")]),
    ("no basis", put("F10", None), [("C18", "项目1", "F10")]),
    ("class of another level 1", put("B10", "社会效益指标"), [("R01", "项目1", "B10")]),
    ("basis behind the value", put("E10", "9层合同约定"), [("R03", "项目1", "E10")]),
    ("number without a unit", put("E10", "9"), [("R04", "项目1", "E10")]),
    ("satisfaction of 105%", put("E18", "≥105%"), [("R06", "项目1", "E18")]),
    ("value is its basis", put("E10", "合同约定"), [("R08", "项目1", "E10")]),
    ("funds that don't add up", put("E4", 53.8), [("S01", "项目1", "C4")]),
    (
        "no outcome indicator",
        both(put("A17", "产出指标"), put("B17", "质量指标")),
        [("S02", "项目1", "A10")],
    ),
    ("plan that falls", put("D7", 0.2), [("S10", "项目1", "D7")]),
    ("plan that ends at 90%", put("G7", 0.9), [("S10", "项目1", "G7")]),
    ("gap in the plan", put("D7", None), [("S11", "项目1", "D7")]),
    ("title of another project", put("A1", "1.大楼维修费绩效目标表"), [("S19", "项目1", "A1")]),
    (
        "title with another number",
        put("A1", "9.2024年保安保洁人员费用绩效目标表"),
        [("S19", "项目1", "A1")],
    ),
    ("other unit on a sheet", put("A2", "316001 本级"), [("W02", "项目1", "A2")]),
    ("text beside the form", put("H1", "项目1"), []),
    ("hidden row", hide_row(12), [("W03", "项目1", "A12")]),
    ("date in a text cell", as_date("E10"), [("W03", "项目1", "E10")]),
    ("formula in an input", put_formula("C4", "53+0.83", "53.83"), [("W06", "项目1", "C4")]),
    ("formula without a value", put_formula("C4", "53+0.83", None), [("W06", "项目1", "C4")]),
    ("formula with an error", put_formula("C4", "#REF!+1", "#REF!"), [("W06", "项目1", "C4")]),
    (
        "label changed: label, text and value without a place",
        put("B4", "规模"),
        [("W03", "项目1", ""), ("W03", "项目1", "B4"), ("W03", "项目1", "C4")],
    ),
    ("sheet not in the index", put("B15", None, COVER), [("W03", "项目6", "")]),
    ("total typed over", put("E26", 76.69, COVER), [("W06", "封面", "E26")]),
]


@pytest.mark.parametrize(
    ("edit", "expected"), [d[1:] for d in DEFECTS], ids=[d[0] for d in DEFECTS]
)
def test_a_defect_is_found_at_its_cell_and_nothing_else(
    clean_workbook: Path, tmp_path: Path, edit: Edit, expected: list[Place]
) -> None:
    path = Path(shutil.copy(clean_workbook, tmp_path / f"{UNIT}.xlsx"))
    edit(path)
    assert list(errors(path)) == expected


def test_codes_and_names_used_twice_are_found_on_the_later_sheet(tmp_path: Path) -> None:
    unit = sample_units()[UNIT]
    first, second, *rest = unit.projects
    twin = replace(second, code=first.code, name=first.name)
    path = tmp_path / "重复.xlsx"
    build_unit_workbook(path, replace(unit, projects=(first, twin, *rest)))
    assert list(errors(path)) == [("W01", "项目2", "B3"), ("W01", "项目2", "E3")]


def test_a_ceiling_is_kept(clean_workbook: Path) -> None:
    roster = Roster("名录.csv", (RosterUnit(UNIT, sample_units()[UNIT].unit_name, Decimal(70)),))
    assert list(errors(clean_workbook, roster)) == [("W05", "封面", "E26")]


def department_errors(folder: Path, *units: str) -> list[tuple[str, str, str, str]]:
    roster = Roster("名录.csv", tuple(RosterUnit(code, "") for code in units))
    department = receive(sorted(folder.glob("*.xlsx")), roster)
    return [
        (f.rule, Path(f.origin.file).name, f.origin.sheet, f.origin.cell)
        for f in check_department(department)
        if f.severity is Severity.ERROR
    ]


def test_a_unit_that_sent_nothing(clean_workbook: Path, tmp_path: Path) -> None:
    shutil.copy(clean_workbook, tmp_path)
    assert department_errors(tmp_path, UNIT, "316009") == [("D01", "名录.csv", "", "")]


def test_a_project_in_the_workbooks_of_two_units(clean_workbook: Path, tmp_path: Path) -> None:
    shutil.copy(clean_workbook, tmp_path)
    unit = sample_units()["316001"]
    borrowed = sample_units()[UNIT].projects[0]
    other = replace(unit, unit_code="316009", projects=(borrowed,))
    build_unit_workbook(tmp_path / "316009.xlsx", other)
    assert department_errors(tmp_path, UNIT, "316009") == [("D02", "316009.xlsx", "项目1", "B3")]


def test_a_cover_total_that_is_not_the_sum_of_its_sheets(
    clean_workbook: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(clean_workbook, tmp_path / f"{UNIT}.xlsx"))
    put_formula("E26", "SUM(E9:E25)", "77.69", COVER)(path)
    assert department_errors(tmp_path, UNIT) == [("D03", f"{UNIT}.xlsx", "封面", "E26")]
