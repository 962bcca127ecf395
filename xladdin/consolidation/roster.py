"""The list of the units that are expected to send a workbook: CSV as Excel saves it, or xlsx."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from xladdin.domain.department import Roster, RosterUnit
from xladdin.domain.mail_address import is_address
from xladdin.domain.money import AmountError, parse_amount
from xladdin.domain.text import squeeze
from xladdin.errors import DataFileError, UnreadableWorkbookError
from xladdin.form import settings_form
from xladdin.workbook.file_reader import read_workbook

UNIT_CODE, UNIT_NAME, CEILING, APPROVED, ADDRESS = (
    column.label for column in settings_form.UNITS.columns
)
_COLUMNS = {column.key: column.label for column in settings_form.UNITS.columns}
_REQUIRED = tuple(column.label for column in settings_form.UNITS.required)
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = (",", ";", "\t", "，")
_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})

T = TypeVar("T")
Line = tuple[int, Sequence[str]]
"""Number of a line, from 1, and its cells."""


def read_roster(path: Path) -> Roster:
    """The units of a CSV file (UTF-8 or GB18030; comma, semicolon or tab) or of a workbook.

    Columns in any order: 单位编码, 单位名称 and, where known, 控制数, 批复项目支出 (in 万元), 邮箱;
    or unit_code, unit_name, ceiling_amount, approved_amount, address. Other columns are passed
    over. Raises DataFileError that names line and column.
    """
    is_workbook = path.suffix.lower() in _WORKBOOK_SUFFIXES
    lines = _workbook_lines(path) if is_workbook else _csv_lines(path)
    filled = (line for line in lines if any(cell.strip() for cell in line[1]))
    heading = next(filled, None)
    if heading is None:
        raise DataFileError(f"单位名录 {path.name} 是空的", f"请填写 {'、'.join(_REQUIRED)} 两栏")
    reader = _RosterReader(path.name, _columns(path.name, heading))
    units = tuple(reader.unit(line) for line in filled)
    if not units:
        raise DataFileError(f"单位名录 {path.name} 只有标题，没有单位", "请每行填写一个单位")
    return Roster(str(path), units)


def _workbook_lines(path: Path) -> Iterator[Line]:
    """The lines of the first sheet."""
    try:
        sheet = read_workbook(path).sheets[0]
    except UnreadableWorkbookError as error:
        raise DataFileError(f"单位名录读不了：{error.message}", error.next_step) from error
    columns = range(1, sheet.last_column + 1)
    for row in range(1, sheet.last_row + 1):
        yield row, [sheet.at(row, column).text for column in columns]


def _csv_lines(path: Path) -> Iterator[Line]:
    text = _decoded(path)
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise DataFileError(
            f"单位名录 {path.name} 第 {reader.line_num} 行的引号不成对", "请检查这一行的双引号"
        ) from error


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise DataFileError(f"找不到单位名录 {path}", "请检查文件名") from error
    except OSError as error:
        raise DataFileError(f"单位名录 {path} 打不开：{error.strerror}") from error
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16 passes for GB18030 otherwise
            return text
    raise DataFileError(
        f"单位名录 {path.name} 的文字编码不是 UTF-8 或 GB18030",
        "请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再试",
    )


def _columns(file: str, heading: Line) -> dict[str, int]:
    """Places of the known columns by their Chinese name."""
    number, cells = heading
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _COLUMNS.get(squeeze(cell).lower(), squeeze(cell))
        if name not in _COLUMNS.values():
            continue
        if name in places:
            raise DataFileError(f"单位名录 {file} 第 {number} 行有两个“{name}”列", "请删去一个")
        places[name] = place
    missing = [name for name in _REQUIRED if name not in places]
    if missing:
        found = "、".join(cell.strip() for cell in cells if cell.strip())
        raise DataFileError(
            f"单位名录 {file} 第 {number} 行缺少“{'”“'.join(missing)}”列，现有：{found}",
            "第一行应写明列名；列名若显示为乱码，请另存为“CSV UTF-8（逗号分隔）”",
        )
    return places


class _RosterReader:
    def __init__(self, file: str, columns: dict[str, int]) -> None:
        self.file = file
        self.columns = columns
        self.line_of_code: dict[str, int] = {}

    def unit(self, line: Line) -> RosterUnit:
        return RosterUnit(
            self._read(line, UNIT_CODE, self._new_code),
            self._read(line, UNIT_NAME, lambda text, _line: unit_name(text)),
            self._read(line, CEILING, lambda text, _line: unit_amount(text)),
            self._read(line, APPROVED, lambda text, _line: unit_amount(text)),
            self._read(line, ADDRESS, lambda text, _line: unit_address(text)),
        )

    def _read(self, line: Line, column: str, convert: Callable[[str, int], T]) -> T:
        number, cells = line
        index = self.columns.get(column, len(cells))
        try:
            return convert(cells[index].strip() if index < len(cells) else "", number)
        except RosterTextError as error:
            place = f"单位名录 {self.file} 第 {number} 行“{column}”"
            raise DataFileError(f"{place}：{error.what}", error.next_step) from error

    def _new_code(self, text: str, line: int) -> str:
        code = unit_code(text)
        first = self.line_of_code.setdefault(code, line)
        if first != line:
            raise RosterTextError(f"{code} 与第 {first} 行重复", "每个单位只写一行")
        return code


class RosterTextError(ValueError):
    """A text of a list of units that isn't what its column takes."""

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(what)
        self.what = what
        self.next_step = next_step


def unit_code(text: str) -> str:
    """A 单位编码 as a list states it. Raises RosterTextError."""
    code = squeeze(text)
    if not (len(code) == 6 and code.isascii() and code.isdecimal()):
        raise RosterTextError(f"“{text}”不是 6 位数字", "单位编码是 6 位数字，如 316001")
    return code


def unit_name(text: str) -> str:
    """A 单位名称 as a list states it. Raises RosterTextError."""
    if not text:
        raise RosterTextError("没有填写", "请填写单位的全称")
    return text


def unit_address(text: str) -> str:
    """A unit's e-mail as a list states it, "" where it states none. Raises RosterTextError."""
    if text and not is_address(text):
        raise RosterTextError(f"“{text}”不是邮箱地址", "写一个地址，没有时留空")
    return text


def unit_amount(text: str) -> Decimal | None:
    """An amount as a list states it, None where it states none. Raises RosterTextError."""
    if not text:
        return None
    try:
        amount = parse_amount(text)
    except AmountError as error:
        raise RosterTextError(error.reason, "没有金额时请留空") from error
    if amount < 0:
        raise RosterTextError(f"{text} 小于 0", "请核对金额")
    return amount
