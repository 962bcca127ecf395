"""One streaming pass over a sheet's XML: the facts that a reader of values doesn't give.

Elements are known by their local names, so that transitional and strict workbooks, with or
without prefixes, read the same.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from xladdin.domain.entry import FormulaState
from xladdin.domain.origin import cell_address, column_number
from xladdin.errors import UnreadableWorkbookError
from xladdin.form.grid import Area
from xladdin.workbook.checked_package import REPAIR, damaged, feed, local, shown, xml_parser

Cell = tuple[int, int]

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a sheet in Excel
MAX_ROW = 100_000  # a summary of a province's projects stays below; later stages walk all rows
FAR_ROW, FAR_COLUMN = 10_000, 200  # a form ends before; what stands beyond was left by mistake
MAX_AREA = FAR_ROW * FAR_COLUMN  # cells from A1 to the last filled ones: 150 MB once read

_DIGITS = "0123456789"
_LONGEST_NUMBER = len(str(LAST_ROW))
_LONGEST_INDEX = 12  # digits; no table of strings is that long
_TRUE = ("1", "true")
_TEXT_TYPES = ("str", "inlineStr")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A sheet as its XML tells; rows and columns count from 1.

    ``filled`` are the cells with a value that is not blank text, those of ``errors`` (and their
    codes) not among them. ``xml`` is the part without the codes, which not every reader knows.
    """

    name: str
    part: str
    is_hidden: bool
    merged: tuple[Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    filled: frozenset[Cell]
    errors: Mapping[Cell, str]
    formulas: Mapping[Cell, FormulaState]
    percents: frozenset[Cell]
    xml: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SheetSource:
    """What the workbook says of a sheet, and the sheet's XML."""

    name: str
    part: str
    is_hidden: bool
    xml: bytes = field(repr=False)


def scan_sheet(
    source: SheetSource, shared_texts: Sequence[bool], percent_styles: AbstractSet[str]
) -> SheetFacts:
    """Gather a sheet's facts.

    ``shared_texts`` tells of each shared string whether it is not blank, ``percent_styles`` are
    the numbers of the cell formats that show a percentage. Raises UnreadableWorkbookError.
    """
    return _SheetScan(source, shared_texts, percent_styles).facts()


class _SheetScan:
    """The state of one pass; one object reads one sheet."""

    def __init__(
        self, source: SheetSource, shared_texts: Sequence[bool], percent_styles: AbstractSet[str]
    ) -> None:
        self._source = source
        self._shared_texts = shared_texts
        self._percent_styles = percent_styles
        self._merged: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._filled: set[Cell] = set()
        self._errors: dict[Cell, str] = {}
        self._formulas: dict[Cell, FormulaState] = {}
        self._percents: set[Cell] = set()
        self._error_spans: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._type = self._style = ""
        self._text: list[str] | None = None  # of the value; None before there is one
        self._has_formula = False
        self._phonetic_depth = 0
        self._value_start = 0
        self._columns: dict[str, int] = {}  # letters seen -> number
        self._parser = xml_parser()
        self._starts = {
            "c": self._start_cell,
            "v": self._start_value,
            "f": self._start_formula,
            "is": self._start_inline,
            "t": self._start_text,
            "rPh": self._start_phonetic,
            "row": self._start_row,
            "col": self._start_columns,
            "mergeCell": self._start_merged,
        }
        self._ends = {
            "c": self._end_cell,
            "v": self._end_value,
            "t": self._stop_text,
            "rPh": self._end_phonetic,
        }

    def facts(self) -> SheetFacts:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        feed(self._parser, self._source.xml, self._source.part)
        self._check_extent()
        return SheetFacts(
            self._source.name,
            self._source.part,
            self._source.is_hidden,
            tuple(self._merged),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            frozenset(self._filled),
            self._errors,
            self._formulas,
            frozenset(self._percents),
            self._without_error_codes(),
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        handle = self._starts.get(tag) or self._starts.get(local(tag))
        if handle is not None:
            handle(attributes)

    def _end(self, tag: str) -> None:
        handle = self._ends.get(tag) or self._ends.get(local(tag))
        if handle is not None:
            handle()

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else self._number(number, LAST_ROW)
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self._hidden_rows.add(self._row)

    def _start_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            first = self._number(attributes.get("min", ""), LAST_COLUMN)
            last = self._number(attributes.get("max", ""), LAST_COLUMN)
            self._hidden_columns.update(range(first, last + 1))

    def _start_merged(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        top, left = self._position(first)
        bottom, right = self._position(last or first)
        self._merged.append(
            Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        )

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            self._cell = self._checked(self._row, self._column)
        else:
            self._cell = self._position(reference)
            self._column = self._cell[1]
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._text = None
        self._has_formula = False

    def _start_value(self, _attributes: dict[str, str]) -> None:
        self._text = []
        self._value_start = self._parser.CurrentByteIndex
        self._parser.CharacterDataHandler = self._text.append

    def _end_value(self) -> None:
        self._stop_text()
        if self._type == "e":
            self._error_spans.append((self._value_start, self._parser.CurrentByteIndex))

    def _start_formula(self, _attributes: dict[str, str]) -> None:
        self._has_formula = True

    def _start_inline(self, _attributes: dict[str, str]) -> None:
        self._text = []

    def _start_text(self, _attributes: dict[str, str]) -> None:
        if self._text is not None and not self._phonetic_depth:
            self._parser.CharacterDataHandler = self._text.append

    def _stop_text(self) -> None:
        self._parser.CharacterDataHandler = None

    def _start_phonetic(self, _attributes: dict[str, str]) -> None:
        self._phonetic_depth += 1

    def _end_phonetic(self) -> None:
        self._phonetic_depth -= 1

    def _end_cell(self) -> None:
        if self._text is None and not self._has_formula:
            return
        text = "".join(self._text or ())
        if self._is_ambiguous(text):
            raise unreadable_cell(self._source.name, self._cell)
        if self._type == "e" and text:
            self._errors[self._cell] = text.strip()
        elif self._shared_texts[int(text)] if self._type == "s" and text else text.strip():
            self._filled.add(self._cell)
        if self._has_formula:
            # The empty text is a result too, and then is stored as a text.
            has_result = text or (self._text is not None and self._type in _TEXT_TYPES)
            state = FormulaState.CALCULATED if has_result else FormulaState.NOT_CALCULATED
            self._formulas[self._cell] = state
        if self._style in self._percent_styles:
            self._percents.add(self._cell)

    def _is_ambiguous(self, text: str) -> bool:
        """Whether readers could differ about the cell: then none of them is to be trusted."""
        if self._cell in self._filled or self._cell in self._errors:
            return True  # stands there twice
        match self._type if text else "":
            case "s":
                is_index = len(text) < _LONGEST_INDEX and not text.strip(_DIGITS)
                return not is_index or int(text) >= len(self._shared_texts)
            case "b":
                return text not in {"0", "1"}
            case _:
                return False

    def _number(self, text: str, largest: int) -> int:
        is_number = 0 < len(text) <= _LONGEST_NUMBER and not text.strip(_DIGITS)
        if is_number and 0 < int(text) <= largest:
            return int(text)
        raise damaged(self._source.part)

    def _position(self, reference: str) -> Cell:
        letters = reference.rstrip(_DIGITS)
        digits = reference[len(letters) :]
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        return self._checked(int(digits) if 0 < len(digits) <= _LONGEST_NUMBER else 0, column)

    def _checked(self, row: int, column: int) -> Cell:
        if 0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN:
            return row, column
        raise damaged(self._source.part)

    def _check_extent(self) -> None:
        cells = self._filled | self._errors.keys() | self._formulas.keys()
        if not cells:
            return
        lowest = max(cells)
        rightmost = max(cells, key=lambda cell: cell[1])
        if lowest[0] <= MAX_ROW and lowest[0] * rightmost[1] <= MAX_AREA:
            return
        far = [lowest] if lowest[0] > FAR_ROW else []
        far += [rightmost] if rightmost[1] > FAR_COLUMN else []
        named = "、".join(dict.fromkeys(cell_address(*cell) for cell in far))
        raise UnreadableWorkbookError(
            f"工作表{shown(self._source.name)}在很远的单元格 {named} 里有内容，表格范围过大",
            f"请在名称框里输入 {named} 并回车，按 Delete 键清除内容，保存后再报送",
        )

    def _without_error_codes(self) -> bytes:
        xml, pieces, done = self._source.xml, [], 0
        for start, end in self._error_spans:
            pieces.append(xml[done : xml.index(b">", start) + 1])
            done = end
        return b"".join([*pieces, xml[done:]])


def unreadable_cell(sheet: str, cell: Cell) -> UnreadableWorkbookError:
    """The error of a cell whose content would be lost or guessed."""
    message = f"工作表{shown(sheet)}的单元格 {cell_address(*cell)} 存储方式异常，内容读不可靠"
    return UnreadableWorkbookError(message, REPAIR)
