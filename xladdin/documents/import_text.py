"""A published document as plain text, such as a PDF's, back into workbooks' contents.

The text has lost its cells' borders: labels, class names and what is known of the form put it back
together (``plain_text``). Nothing is dropped: what no field takes is in ``left_over``, and so is
every doubt about what was placed, as an entry without a text of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace

from xladdin.documents.assembly import YEAR_UNKNOWN
from xladdin.documents.blocks import Line
from xladdin.documents.department_part import Section
from xladdin.documents.identity import (
    department_code_of,
    department_name_of,
    title_of,
    year_of,
)
from xladdin.documents.imported import Imported
from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.cells import Cutter
from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.classes import has_blanks_in_names
from xladdin.documents.plain_text.frames import TableFrame, find_frames
from xladdin.documents.plain_text.head import HeadReader
from xladdin.documents.plain_text.labels import (
    AMOUNT_UNIT,
    find_tables,
    learn_from_labels,
)
from xladdin.documents.plain_text.pages import (
    hide_page_marks,
    hide_page_numbers,
    is_bare_number,
    lines_of,
)
from xladdin.documents.plain_text.rows import Row, RowReader
from xladdin.documents.plain_text.sections import SectionReader
from xladdin.documents.plain_text.seen import Seen
from xladdin.documents.plain_text.stream import Span, TextStream, folded, joined
from xladdin.documents.plain_text.table import IndicatorTable
from xladdin.documents.plain_text.targets import TargetsReader
from xladdin.documents.reasons import ANOTHER_TITLE, ANOTHER_UNIT_NAME, FORM_WORDS
from xladdin.domain.content import (
    DepartmentContent,
    DepartmentIdentity,
    ProjectContent,
    UnitContent,
)
from xladdin.domain.taxonomy import Taxonomy, detect_taxonomy
from xladdin.form import layout

_NO_UNIT = "表前没有单位，按上一张表的单位放置"
_SCRAMBLED = "这份文本没有逐格排列，许多行读不准：请逐行核对，最好直接导入 PDF 或 Word 文件"
_MANY_DOUBTS = 0.25  # of the rows
_NO_CODE = "没有单位编码"
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NO_YEAR = "看不出预算年度，请自行填写"
_NO_DEPARTMENT = "看不出部门名称，请自行填写"


def import_text(text: str, name: str) -> Imported:
    """The units and the department that a document's plain text states; never raises.

    ``name`` is the document's, which may state the year.
    """
    return _Document(text, name).imported()


@dataclass(slots=True)
class _Unit:
    """A unit and the tables of its projects."""

    code: str
    name: str
    tables: list["_Table"] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells units apart: the code, where they have one."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class _Table:
    """A project's table; ``place`` is where it goes: 316001 项目1."""

    frame: TableFrame
    indicators: IndicatorTable
    place: str


class _Document:
    """One text on its way into contents."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        stream = TextStream(text)
        blanks_break = has_blanks_in_names(stream)
        self._stream = TextStream(text, blanks_break=True) if blanks_break else stream
        self._claims = Claims(self._stream)
        self._breaks = Breaks()

    def imported(self) -> Imported:
        """Everything that was found, and all that was not."""
        hide_page_marks(self._stream, self._claims)
        frames = find_frames(self._stream, find_tables(self._stream))
        first_table = frames[0].start if frames else len(self._stream)
        hide_page_numbers(self._stream, self._claims, 0, first_table)
        units = self._units(frames)
        rows = self._rows([table for unit in units for table in unit.tables])
        projects = {
            unit.key: tuple(self._project(table, rows[table.place]) for table in unit.tables)
            for unit in units
        }
        texts = SectionReader(self._stream, self._claims, 0, first_table).read()
        identity = self._identity(units, projects, first_table)
        return Imported(
            tuple(_unit_content(unit, projects[unit.key], identity) for unit in units),
            self._department(texts, identity),
            self._claims.placed(),
            self._claims.left_over(),
        )

    def _units(self, frames: list[TableFrame]) -> list[_Unit]:
        """The units in the order of their tables, of which titles and unit lines are claimed."""
        units: dict[str, _Unit] = {}
        unit = _Unit("", "")
        for frame in frames:
            line = frame.unit_line
            code, name = (self._stream.content(*astuple(span)) for span in (line.code, line.name))
            if code or name:
                unit = units.setdefault(code or name, _Unit(code, name))
                self._claim_unit(frame, unit, name)
            else:
                self._claims.doubt(frame.head_start, _NO_UNIT)
                units.setdefault(unit.key, unit)
            place = f"{unit.key} {layout.PROJECT_SHEET_PREFIX}{len(unit.tables) + 1}".strip()
            indicators = IndicatorTable(self._stream, self._claims, frame, place)
            unit.tables.append(_Table(frame, indicators, place))
            self._claims.take(Span(frame.start, frame.title_name.start), f"{place} {FORM_WORDS}")
            self._claims.take(Span(frame.title_name.end, line.code.start), f"{place} {FORM_WORDS}")
            self._claims.take(line.amount_unit, f"{place} {FORM_WORDS}")
        return list(units.values())

    def _claim_unit(self, frame: TableFrame, unit: _Unit, name: str) -> None:
        line = frame.unit_line
        self._claims.take(line.code, f"{unit.code} {layout.UNIT_CODE.label}")
        if not unit.code:
            self._claims.doubt(frame.head_start, _NO_CODE)
        if name == unit.name:
            self._claims.take(line.name, f"{unit.code} {layout.UNIT_NAME.label}")
        else:
            self._claims.leave(line.name, ANOTHER_UNIT_NAME)

    def _rows(self, tables: list[_Table]) -> dict[str, list[Row]]:
        """Every table's rows by its place: cut once to learn from them, and then for good."""
        learn_from_labels(self._stream, self._breaks)
        for table in tables:
            table.indicators.teach(self._breaks)
        seen = Seen(self._stream.pieces(0, len(self._stream)))
        first_reader = self._reader(seen, is_seen=False)
        for row in [row for table in tables for row in table.indicators.cut(first_reader)]:
            seen.add(row.cells)
        seen.settle()
        reader = self._reader(seen, is_seen=True)
        rows = {table.place: table.indicators.cut(reader) for table in tables}
        doubtful = [row.is_doubtful for several in rows.values() for row in several]
        if sum(doubtful) > _MANY_DOUBTS * len(doubtful):
            self._claims.doubt(0, _SCRAMBLED)
        return rows

    def _reader(self, seen: Seen, *, is_seen: bool) -> RowReader:
        cutter = Cutter(self._breaks, seen, is_seen=is_seen)
        return RowReader(cutter, lambda piece: is_bare_number(self._stream, piece))

    def _project(self, table: _Table, rows: list[Row]) -> ProjectContent:
        frame = table.frame
        unit = AMOUNT_UNIT.match(self._stream.folded, *astuple(frame.unit_line.amount_unit))
        head = HeadReader(self._stream, self._claims, self._breaks, table.place)
        project = head.read(
            frame.head_start, frame.head_end, in_yuan=bool(unit and unit["unit"] == "元")
        )
        title = self._stream.folded[frame.title_name.start : frame.title_name.end]
        if title == folded(project.name):
            self._claims.take(frame.title_name, f"{table.place} {FORM_WORDS}")
        else:
            self._claims.leave(frame.title_name, ANOTHER_TITLE)
        return replace(project, indicators=table.indicators.read(rows))

    def _identity(
        self,
        units: list[_Unit],
        projects: Mapping[str, Sequence[ProjectContent]],
        first_table: int,
    ) -> DepartmentIdentity:
        """Department and year by the title page, else by the units and their projects."""
        lines = lines_of(self._stream, 0, first_table)
        by_line = {str(line[0].line): line for line in lines}
        title = title_of(Line(joined(line), number) for number, line in by_line.items())
        if title is not None:
            pieces = by_line[title[0].where]
            self._claims.take(Span(pieces[0].start, pieces[-1].end), FORM_WORDS)
        name = title[1] if title else ""
        year = title[2] if title else None
        name = name or department_name_of([unit.name for unit in units])
        year = year or year_of([project for unit in units for project in projects[unit.key]])
        if not year and (stated := _YEAR.search(self._name)):
            year = int(stated[0])
        if units and not name:
            self._claims.doubt(0, _NO_DEPARTMENT)
        if units and not year:
            self._claims.doubt(0, _NO_YEAR)
        for line in lines:
            if name and joined(line) == name:
                span = Span(line[0].start, line[-1].end)
                self._claims.take(span, layout.DEPARTMENT_NAME.label)
        code = department_code_of(unit.code for unit in units)
        return DepartmentIdentity(code, name, year or YEAR_UNKNOWN)

    def _department(
        self, texts: Mapping[Section, Span], identity: DepartmentIdentity
    ) -> DepartmentContent | None:
        """整体目标, where the text has any of it."""
        reader = TargetsReader(self._stream, self._claims, self._breaks)
        content = DepartmentContent(
            identity,
            reader.overall_goal(texts.get(Section.OVERALL)),
            reader.sub_goals(texts.get(Section.SUB_GOALS)),
            reader.measures(texts.get(Section.MEASURES)),
        )
        has_any = content.overall_goal or content.sub_goals or content.measures
        return content if has_any else None


def _unit_content(
    unit: _Unit, projects: tuple[ProjectContent, ...], identity: DepartmentIdentity
) -> UnitContent:
    pairs = ((row.level1, row.level2) for project in projects for row in project.indicators)
    return UnitContent(
        replace(identity, code=department_code_of([unit.code]) or identity.code),
        unit.code,
        unit.name,
        detect_taxonomy(pairs) or Taxonomy.Y2015,
        projects,
    )
