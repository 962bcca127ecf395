"""What tidying makes of a table and an index, before anything is written."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.form.sheets import (
    Change,
    area,
    insert_columns,
    insert_rows,
    merge_level1,
    project_sheet,
    with_entry,
)
from tests.workbook.contents import project, row
from xladdin.domain.content import IndicatorContent
from xladdin.domain.entry import CellValue
from xladdin.domain.taxonomy import Taxonomy, class_rank
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.grid import Area, SheetGrid
from xladdin.form.project_reading import read_project
from xladdin.workbook.live.tidying import TidiedTable, index_in_order, tidied_table

FIRST = layout.FIRST_INDICATOR_ROW
BLANK = IndicatorContent()
CLASSES = (
    *(("产出指标", "数量指标"), ("产出指标", "成本指标"), ("成本指标", "经济成本指标")),
    *(("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标"), ("别的", "没有的")),
)
contents = st.one_of(
    st.just(BLANK),
    st.builds(
        lambda classes, name: row(classes[0], classes[1], name),
        st.sampled_from(CLASSES),
        st.sampled_from(("甲", "乙", "丙", "007", "1-3")),
    ),
)
OUT_OF_ORDER = (
    row("效益指标", "社会效益指标", "便利程度"),
    row(level3="村数"),
    row("产出指标", "质量指标", "合格率"),
)


def tidied(
    rows: Sequence[IndicatorContent],
    change: Change = lambda grid: grid,
    taxonomy: Taxonomy = Taxonomy.Y2015,
) -> TidiedTable | None:
    grid = change(project_sheet(project(indicators=tuple(rows))))
    return tidied_table(read_project(grid, 1), grid, taxonomy)


def texts(content: IndicatorContent) -> tuple[str | None, ...]:
    return tuple(text or None for text in astuple(content))


@given(st.lists(contents, max_size=9), st.sampled_from(Taxonomy))
def test_rows_go_by_their_classes_and_blank_ones_to_the_end(
    rows: list[IndicatorContent], taxonomy: Taxonomy
) -> None:
    table = tidied(rows, taxonomy=taxonomy)
    numbered = [(FIRST + place, content) for place, content in enumerate(rows) if content != BLANK]
    in_order = sorted(
        numbered, key=lambda pair: class_rank(pair[1].level1, pair[1].level2, taxonomy)
    )
    if [number for number, _ in in_order] == list(range(FIRST, FIRST + len(in_order))):
        assert table is None
        return
    assert table is not None
    last = max(number for number, _ in numbered)
    assert (table.sheet, table.area) == ("项目1", Area(FIRST, 1, last, 6))
    assert table.origins == tuple(number for number, _ in in_order)
    blank = [(None,) * 6] * (last + 1 - FIRST - len(in_order))
    assert list(table.rows) == [texts(content) for _, content in in_order] + blank


def test_the_order_of_the_classes_is_the_taxonomys() -> None:
    costs_last = (row(), row("产出指标", "成本指标"))
    costs_first = (row("成本指标", "经济成本指标"), row())
    assert tidied(costs_last, taxonomy=Taxonomy.Y2015) is None
    assert tidied(costs_first, taxonomy=Taxonomy.Y2021) is None
    assert tidied(costs_first, taxonomy=Taxonomy.Y2015) is not None


def test_every_cell_of_a_row_moves_with_it() -> None:
    table = tidied(OUT_OF_ORDER)
    assert table is not None
    moved = dict(table.moved())
    assert moved["项目1", "A10"] == "A12"
    assert moved["项目1", "F11"] == "F10"
    assert moved["项目1", "E12"] == "E11"
    assert len(moved) == 3 * 6


def test_the_table_may_stand_elsewhere() -> None:
    def change(grid: SheetGrid) -> SheetGrid:
        return insert_columns(1, 2)(insert_rows(5)(grid))

    table = tidied(OUT_OF_ORDER, change)
    assert table is not None
    assert table.area == Area(FIRST + 1, 3, FIRST + 3, 8)


def test_a_class_said_once_is_said_in_each_row() -> None:
    once = (row(level2="质量指标"), row("", "数量指标"))
    table = tidied(once)
    assert table is not None
    assert [line[0] for line in table.rows] == ["产出指标", "产出指标"]


def test_a_sheet_without_indicators_is_in_order() -> None:
    assert tidied(()) is None
    assert tidied((BLANK, BLANK)) is None


def put(address: str, value: CellValue, *, is_formula: bool = False) -> Change:
    return lambda grid: with_entry(grid, address, value, is_formula=is_formula)


def merge(address: str) -> Change:
    return lambda grid: replace(grid, merged=(*grid.merged, area(address)))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("K12", "另记"), "“项目1”的 K12 “另记”不在表样的任何栏目内"),
        (put("G12", "另记"), "“项目1”的 G12 “另记”不在表样的任何栏目内"),
        (put("D9", "备注"), "“项目1”“绩效指标描述”表中找不到此栏目"),
        (merge("C10:D10"), "“项目1”的 C10 “便利程度”单元格合并后只剩一个值"),
        (merge("A11:A12"), "“项目1”的指标表里有合并单元格"),
        (merge("B11:B12"), "“项目1”的指标表里有合并单元格"),
        (put("E11", Decimal("12.5")), "“项目1”的 E11 是公式、数字或日期（12.5）"),
        (put("E11", True), "“项目1”的 E11 是公式、数字或日期（TRUE）"),
        (put("E11", "374个", is_formula=True), "“项目1”的 E11 是公式、数字或日期（374个）"),
        (merge_level1, "“项目1”的指标表里有合并单元格"),
        (insert_columns(3), "“项目1”的指标表与表样不同"),
    ],
)
def test_what_could_be_lost_is_told(change: Change, message: str) -> None:
    rows = (*OUT_OF_ORDER, row("产出指标", "时效指标", "按时"))
    with pytest.raises(UsageError, match=message) as told:
        tidied(rows, change)
    assert "没有作任何改动" in str(told.value)


names = st.lists(st.sampled_from(("项目1", "项目2", "项目3", "没有的", "")))


@given(names, st.permutations(["项目1", "项目2", "项目3"]))
def test_the_index_has_every_sheet_once(listed: list[str], sheets: list[str]) -> None:
    index = index_in_order(listed, sheets)
    assert len(index) == len(set(index))
    assert set(index) == {*sheets, *filter(None, listed)}
    as_before = [name for name in index if name in listed]
    assert as_before == list(dict.fromkeys(filter(None, listed)))
    added = index[len(as_before) :]
    assert added == [name for name in sheets if name not in listed]
