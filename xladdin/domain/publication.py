"""The document that a department publishes, as far as it is checked: headings, tables, totals."""

from dataclasses import dataclass

from xladdin.domain.content import Amount
from xladdin.domain.origin import Origin


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """A heading of the first order: 第一部分 部门整体绩效目标."""

    at: Origin
    heading: str


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row of a table: how many cells of the form's grid it fills, and how many it should.

    A cell that spans several columns counts as many; so a blank cell that got lost shows.
    """

    number: int  # from 1, the headings included
    cells: int
    expected_cells: int


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A project's table with the lines above it; amounts as stated, in 万元."""

    at: Origin
    project_code: str
    project_name: str
    unit_line: str  # 316001 某某局本级
    amount_unit: str  # 单位：万元
    budget: Amount = None
    fiscal: Amount = None
    other: Amount = None
    rows: tuple[PublishedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedTotals:
    """The totals of a summary table, where the document has one; amounts in 万元."""

    at: Origin
    budget: Amount = None
    fiscal: Amount = None
    other: Amount = None


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """Parts, tables and totals in the order of the document."""

    file: str
    parts: tuple[PublishedPart, ...]
    tables: tuple[PublishedTable, ...]
    totals: PublishedTotals | None = None
