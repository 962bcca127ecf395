"""A workbook file -> grids of entries: python-calamine's values, joined with the guard's facts.

The library is given a plain copy, made of checked parts only and under the names it expects:
what is checked is what is read, wherever a program put its parts. Every cell must turn up in
both readings, else the file is refused: no value is lost, none is guessed.
"""

import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from xladdin.domain.entry import CellValue, Entry, ErrorValue, FormulaState
from xladdin.domain.origin import Origin, cell_address
from xladdin.errors import UnreadableWorkbookError, UsageError
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.workbook.access import number_value
from xladdin.workbook.checked_package import MAX_READ_BYTES, REPAIR
from xladdin.workbook.guard import PackageFacts, inspect_package, is_lock_file
from xladdin.workbook.sheet_scan import Cell, SheetFacts, unreadable_cell

WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".xltx"}

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

RawValue = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_workbook(path: Path, most_bytes: int = MAX_READ_BYTES) -> WorkbookGrid:
    """All worksheets of the file at ``path``, hidden ones too.

    ``most_bytes`` is how much of it is looked through: more only where a person named the file.

    Raises UnreadableWorkbookError where the file is not a workbook that can be read whole.
    """
    facts = inspect_package(path, most_bytes)
    values = _read_values(_plain_copy(facts))
    return WorkbookGrid(
        str(path),
        tuple(
            _grid(str(path), sheet, rows) for sheet, rows in zip(facts.sheets, values, strict=True)
        ),
        facts.external_links,
    )


def find_workbooks(paths: Sequence[Path]) -> list[Path]:
    """The files named, and the workbooks in the folders named and below, each once.

    The files of a folder are in natural order (第2次 before 第10次). Lock files are among them,
    other hidden files aren't, nor what a link leads to outside the folder. Raises UsageError for
    a path that doesn't exist or a folder that can't be listed.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if not os.access(path, os.F_OK):  # unlike Path.exists, never raises
            raise UsageError(f"找不到 {path}", "请核对文件或文件夹的名称和位置")
        for file in _workbooks_in(path) if path.is_dir() else [path]:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _workbooks_in(folder: Path) -> list[Path]:
    root = os.path.realpath(folder)
    files: list[Path] = []
    for place, subfolders, names in os.walk(folder, onerror=_refuse_folder):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        files += (Path(place, name) for name in names if _is_wanted(name))
    inside = (file for file in files if Path(os.path.realpath(file)).is_relative_to(root))
    return sorted(inside, key=lambda file: [_natural(part) for part in file.parts])


def _is_wanted(name: str) -> bool:
    suffix = Path(name.rstrip("#")).suffix.lower()  # LibreOffice: .~lock.name.xlsx#
    return suffix in WORKBOOK_SUFFIXES and (is_lock_file(name) or not name.startswith("."))


def _natural(name: str) -> tuple[list[str | int], str]:
    pieces = re.split(r"(\d+)", name.casefold())
    return [int(piece) if i % 2 else piece for i, piece in enumerate(pieces)], name


def _refuse_folder(failure: OSError) -> None:
    message = f"文件夹 {failure.filename} 打不开"
    raise UsageError(message, "请核对是否有权限查看该文件夹") from failure


def _plain_copy(facts: PackageFacts) -> bytes:
    """The workbook's checked parts under the names that every reader knows, not compressed."""
    numbers = range(1, len(facts.sheets) + 1)
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/{n}.xml"/>'
        for n in numbers
    )
    parts = {
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONSHIPS}">'
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}">'
            f'<workbookPr date1904="{int(facts.counts_from_1904)}"/>'
            f"<sheets>{sheets}</sheets></workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_RELATIONSHIPS}">{targets}</Relationships>'
        ).encode(),
        "xl/sharedStrings.xml": facts.shared_strings,
        "xl/styles.xml": facts.styles,
        **{f"xl/worksheets/{n}.xml": sheet.xml for n, sheet in enumerate(facts.sheets, 1)},
    }
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as package:
        for name, content in parts.items():
            if content is not None:
                package.writestr(zipfile.ZipInfo(name), content)
    return copy.getvalue()


def _read_values(plain_copy: bytes) -> list[list[list[RawValue]]]:
    """The rows of each sheet from A1 on, as python-calamine reads them."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(plain_copy))
        return [
            workbook.get_sheet_by_index(number).to_python(skip_empty_area=False)
            for number in range(len(workbook.sheet_names))
        ]
    except (CalamineError, OverflowError) as failure:  # OverflowError: a duration beyond Python's
        raise _strange_file() from failure
    except BaseException as failure:
        # A panic in the library (a date before year -262143) has a class that can't be imported.
        if type(failure).__name__ != "PanicException":
            raise
        raise _strange_file() from failure


def _strange_file() -> UnreadableWorkbookError:
    return UnreadableWorkbookError("工作簿里有程序读不了的内容，文件可能已损坏", REPAIR)


def _grid(file: str, sheet: SheetFacts, rows: list[list[RawValue]]) -> SheetGrid:
    values = dict(_values_by_cell(rows))
    _check_agreement(sheet, values)
    cells = sheet.filled | sheet.errors.keys() | sheet.formulas.keys()
    return SheetGrid(
        file,
        sheet.name,
        {cell: _entry(file, sheet, cell, values) for cell in sorted(cells)},
        sheet.merged,
        sheet.hidden_rows,
        sheet.hidden_columns,
        sheet.is_hidden,
    )


def _entry(file: str, sheet: SheetFacts, cell: Cell, values: Mapping[Cell, RawValue]) -> Entry:
    value = _value(cell, sheet.errors, values)
    return Entry(
        value,
        Origin(file, sheet.name, cell_address(*cell)),
        sheet.formulas.get(cell, FormulaState.NONE),
        is_percent=isinstance(value, Decimal) and cell in sheet.percents,
    )


def _values_by_cell(rows: list[list[RawValue]]) -> Iterator[tuple[Cell, RawValue]]:
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value != "":
                yield (row, column), value


def _check_agreement(sheet: SheetFacts, values: Mapping[Cell, RawValue]) -> None:
    """Refuse a sheet of which the library and the guard read different cells."""
    lost = sheet.filled - values.keys()
    unknown = values.keys() - sheet.filled - sheet.errors.keys()
    unknown = {cell for cell in unknown if not str(values[cell]).isspace()}
    if lost or unknown:
        raise unreadable_cell(sheet.name, min(lost | unknown))


def _value(cell: Cell, errors: Mapping[Cell, str], values: Mapping[Cell, RawValue]) -> CellValue:
    if cell in errors:
        return ErrorValue(errors[cell])
    match values.get(cell):
        case bool() as truth:
            return truth
        case int() | float() as number:
            return number_value(float(number))
        case other:
            return other
